//! Edits: what was asked stands there when the file is read again, and every other byte is as it was.

use qms::diagnostic::Span;
use qms::parse::digest::digest;
use qms::parse::edit::{self, EditRefusal};
use qms::parse::edit_items;
use qms::parse::front_matter::split;
use qms::parse::workflow::{self, WorkflowKey};
use qms::parse::yaml::{self, Limits, Node, NodeKind};

/// The file, a key and a value, parted by NUL; without them a key and a value of every day.
fn parts(bytes: &[u8]) -> Option<(&str, &str, &str)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut parts = text.splitn(3, '\0');
    let own = parts.next()?;
    Some((
        own,
        parts.next().unwrap_or("motif"),
        parts.next().unwrap_or("l'été"),
    ))
}

/// The front-matter as a tree, where it is sound.
fn tree(text: &str) -> Option<Node> {
    let span = split(text).yaml()?;
    let (tree, defects) = yaml::read(&text[span.start..span.end], span.start, &Limits::default());
    defects.is_empty().then_some(tree)
}

/// What a value of a key reads as.
fn value_of(key: &str, value: &str) -> Node {
    let (tree, _) = yaml::read(&format!("{key}: {value}\n"), 0, &Limits::default());
    tree.get(key).expect("a value that was taken").clone()
}

/// The lines of a key and its value.
fn lines(text: &str, tree: &Node, key: &str) -> Option<Span> {
    let pair = tree.pair(key)?;
    let start = text[..pair.key_span.start]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let end = pair.value.span.end.max(pair.key_span.end);
    let end = match text[..end].ends_with('\n') {
        true => end,
        false => text[end..].find('\n').map_or(text.len(), |at| end + at + 1),
    };
    Some(Span::new(start, end))
}

/// All before and all behind a place is as it was; without a place, something was put in at the beginning of a line.
fn only_there(before: &str, after: &str, place: Option<Span>) {
    let place = place.unwrap_or_else(|| {
        let same = |(a, b): &(u8, u8)| a == b;
        let alike = before.bytes().zip(after.bytes()).take_while(same).count();
        Span::new(alike, alike)
    });
    let (head, tail) = (
        &before.as_bytes()[..place.start],
        &before.as_bytes()[place.end..],
    );
    let after_bytes = after.as_bytes();
    assert!(
        after.len() >= head.len() + tail.len()
            && after_bytes.starts_with(head)
            && after_bytes.ends_with(tail),
        "{place:?} of\n{before}\nbecame\n{after}"
    );
}

/// Every key but one says what it said, in the same bytes.
fn others_stay(before: &str, after: &str, key: &str) {
    let others = |text: &str| -> Vec<(String, String)> {
        let tree = tree(text).expect("a sound file stays sound");
        let others = tree.pairs().iter().filter(|pair| *pair.key != *key);
        // Empty lines may be those of a block or of none.
        let own = |span: Span| text[span.start..span.end].trim_end().to_owned();
        others
            .map(|pair| (own(pair.key_span), own(pair.value.span)))
            .collect()
    };
    assert_eq!(
        others(before),
        others(after),
        "{key}\n{before}\nbecame\n{after}"
    );
}

/// Keys set, put in and taken out.
pub fn edits(bytes: &[u8]) {
    let Some((text, key, value)) = parts(bytes) else {
        return;
    };
    let before = tree(text);
    let typed = |key: &str| {
        before
            .as_ref()
            .and_then(|tree| Some(tree.pair(key)?.key.to_string()))
    };
    let first = before
        .as_ref()
        .and_then(|tree| Some(tree.pairs().first()?.key.to_string()));
    let after = first.unwrap_or_default();
    let own = typed(key).unwrap_or_else(|| key.to_owned());
    for edited in [
        edit::set_plain_key(text, key, value, &after),
        edit::put_key(text, key, value, &["code", &after]),
    ] {
        let Ok(edited) = edited else { continue };
        let before = before.as_ref().expect("what was edited was sound");
        only_there(text, &edited, lines(text, before, key));
        others_stay(text, &edited, &own);
        let now = tree(&edited).expect("sound");
        let set = now.get(&own).expect("a key that was set");
        assert!(set.same_value(&value_of(&own, value)), "{edited}");
    }
    if let Ok(edited) = edit::take_out(text, key) {
        let before = before.as_ref().expect("what was edited was sound");
        let gone = lines(text, before, key).expect("it was there");
        assert_eq!(edited, [&text[..gone.start], &text[gone.end..]].concat());
        others_stay(text, &edited, &own);
        assert!(tree(&edited).expect("sound").get(key).is_none());
    }
    for key in WorkflowKey::ALL {
        let block = format!(
            "{}:\n  - {{motif: {}}}\n",
            key.as_str(),
            yaml::scalar(value)
        );
        for block in [None, Some(block.as_str())] {
            let Ok(edited) = edit::set(text, key, block) else {
                continue;
            };
            let place = workflow::blocks(text)
                .into_iter()
                .find(|block| block.key == key);
            only_there(text, &edited, place.map(|block| block.span));
            others_stay(text, &edited, key.as_str());
            assert_eq!(digest(text.as_bytes()), digest(edited.as_bytes()));
            let now = tree(&edited).expect("sound");
            let motif = now
                .get(key.as_str())
                .and_then(|list| list.items().first()?.get("motif"));
            assert_eq!(motif.and_then(Node::as_str), block.map(|_| value));
            assert_eq!(edit::set(&edited, key, block).as_ref(), Ok(&edited));
        }
    }
}

/// Items put into a list, and keys set and taken out in them.
pub fn items(bytes: &[u8]) {
    let Some((text, key, value)) = parts(bytes) else {
        return;
    };
    if WorkflowKey::parse(key).is_some()
        || key.is_empty()
        || !key.bytes().all(|b| b.is_ascii_lowercase())
    {
        return;
    }
    let Ok(before) = edit_items::tree(text) else {
        let refused = edit_items::append_item(text, key, "{cle: a}");
        assert!(matches!(
            refused,
            Err(EditRefusal::NoFrontMatter | EditRefusal::Unreadable(_))
        ));
        return;
    };
    let own = before
        .pair(key)
        .map_or_else(|| key.to_owned(), |pair| pair.key.to_string());
    let list = before.get(key).map(Node::items).unwrap_or_default();
    let place = lines(text, &before, key);
    let value = yaml::scalar(value);
    let item = format!("{{cle: {value}}}");
    if let Ok(edited) = edit_items::append_item(text, key, &item) {
        only_there(text, &edited, place);
        others_stay(text, &edited, &own);
        let now = tree(&edited).expect("sound");
        let now = now.get(&own).expect("the list").items();
        assert_eq!(now.len(), list.len() + 1, "{edited}");
        assert!(
            now.iter().zip(list).all(|(now, was)| now.same_value(was)),
            "{edited}"
        );
        assert!(
            now[list.len()].same_value(&value_of("k", &item)),
            "{edited}"
        );
    }
    for (at, item) in list.iter().enumerate() {
        if !matches!(item.kind, NodeKind::Mapping(_)) {
            continue;
        }
        let keys: Vec<&str> = item.pairs().iter().map(|pair| &*pair.key).collect();
        for sub in keys.iter().copied().chain(["au"]) {
            let set = edit_items::set_in_item(text, item, sub, &value);
            let unset = edit_items::unset_in_item(text, item, sub);
            for (edited, wanted) in [(set, Some(value_of("k", &value))), (unset, None)] {
                let Ok(edited) = edited else { continue };
                only_there(text, &edited, place);
                others_stay(text, &edited, &own);
                let now = tree(&edited).expect("sound");
                let now = now.get(&own).expect("the list").items();
                assert_eq!(now.len(), list.len(), "{edited}");
                for (place, (now, was)) in now.iter().zip(list).enumerate() {
                    assert!(place == at || now.same_value(was), "{edited}");
                }
                let rest = |item: &Node| -> Vec<String> {
                    let others = item.pairs().iter().filter(|pair| *pair.key != *sub);
                    others.map(|pair| pair.key.to_string()).collect()
                };
                assert_eq!(rest(&now[at]), rest(item), "{edited}");
                match (
                    now[at].pairs().iter().find(|pair| *pair.key == *sub),
                    wanted,
                ) {
                    (Some(pair), Some(wanted)) => {
                        assert!(pair.value.same_value(&wanted), "{edited}")
                    }
                    (now, wanted) => assert!(now.is_none() && wanted.is_none(), "{edited}"),
                }
            }
        }
    }
}
