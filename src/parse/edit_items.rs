//! Byte-exact edits of lists of mappings: the roles and keys of an actor, the journal of a watch.

use super::edit::EditRefusal;
use super::front_matter;
use super::yaml::{self, Limits, Node, NodeKind, Pair};
use crate::diagnostic::Span;

/// Adds an item, written as YAML on one line, at the end of a list; makes the list where there is
/// none. Every other byte stays.
pub fn append_item(text: &str, key: &str, item: &str) -> Result<String, EditRefusal> {
    let (node, fence) = front(text)?;
    let mut wanted = node.clone();
    let edited = match node.pair(key) {
        None => insert(text, fence, &format!("{key}:\n  - {item}\n")),
        Some(pair) => {
            let place = pair.value.span;
            match &pair.value.kind {
                NodeKind::Null => made(text, place, item),
                NodeKind::Sequence(items) => match items.last() {
                    None => made(text, place, item),
                    Some(_) if text[place.start..].starts_with('[') => {
                        insert(text, place.end - 1, &format!(", {item}"))
                    }
                    Some(last) => {
                        // A list begins with its first dash.
                        let indent = &text[line_start(text, place.start)..place.start];
                        insert(
                            text,
                            line_end(text, last.span.end),
                            &format!("{indent}- {item}\n"),
                        )
                    }
                },
                _ => return Err(EditRefusal::BadValue),
            }
        }
    };
    let item = value(item)?;
    match &mut entry(&mut wanted, key)?.kind {
        NodeKind::Sequence(items) => items.push(item),
        kind => *kind = NodeKind::Sequence(vec![item]),
    }
    same(edited, &wanted)
}

/// Sets a key of one mapping of a list, found by `item`'s place in the text.
pub fn set_in_item(
    text: &str,
    item: &Node,
    key: &str,
    written: &str,
) -> Result<String, EditRefusal> {
    let (mut wanted, _) = front(text)?;
    let pairs = item.pairs();
    let edited = if let Some(pair) = item.pair(key) {
        let place = pair.value.span;
        // Nothing stands just after the colon; a block scalar ends behind its last line break.
        let (before, after) = match &text[place.start..place.end] {
            "" => (" ", ""),
            old if old.ends_with('\n') => ("", "\n"),
            _ => ("", ""),
        };
        let what = format!("{before}{written}{after}");
        replace(text, place.start, place.end, &what)
    } else if text[item.span.start..].starts_with('{') {
        let comma = if pairs.is_empty() { "" } else { ", " };
        insert(text, item.span.end - 1, &format!("{comma}{key}: {written}"))
    } else {
        let first = pairs.first().ok_or(EditRefusal::BadValue)?;
        let column = text[line_start(text, first.key_span.start)..first.key_span.start]
            .chars()
            .count();
        insert(
            text,
            line_end(text, item.span.end),
            &format!("{}{key}: {written}\n", " ".repeat(column)),
        )
    };
    let own = found(&mut wanted, item).ok_or(EditRefusal::BadValue)?;
    *entry(own, key)? = value(written)?;
    same(edited, &wanted)
}

/// Takes a key out of one mapping of a list; it is not the only one, nor the first of its lines.
pub fn unset_in_item(text: &str, item: &Node, key: &str) -> Result<String, EditRefusal> {
    let (mut wanted, _) = front(text)?;
    let pairs = item.pairs();
    let place = pairs.iter().position(|pair| *pair.key == *key);
    let (Some(place), true) = (place, pairs.len() > 1) else {
        return Err(EditRefusal::NotOneKey);
    };
    let end = |at: usize| pairs[at].value.span.end.max(pairs[at].key_span.end);
    let flow = text[item.span.start..].starts_with('{');
    let (start, end) = match (flow, place) {
        (true, 0) => (pairs[0].key_span.start, pairs[1].key_span.start),
        (true, place) => (end(place - 1), end(place)),
        (false, 0) => return Err(EditRefusal::BadValue),
        (false, place) => (
            line_start(text, pairs[place].key_span.start),
            line_end(text, end(place)),
        ),
    };
    match found(&mut wanted, item).map(|own| &mut own.kind) {
        Some(NodeKind::Mapping(own)) => drop(own.remove(place)),
        _ => return Err(EditRefusal::BadValue),
    }
    same(replace(text, start, end, ""), &wanted)
}

/// The front-matter as a tree, for looking up the item to change.
pub fn tree(text: &str) -> Result<Node, EditRefusal> {
    front(text).map(|(node, _)| node)
}

fn front(text: &str) -> Result<(Node, usize), EditRefusal> {
    let span = front_matter::split(text)
        .yaml()
        .ok_or(EditRefusal::NoFrontMatter)?;
    let (node, defects) = yaml::read(&text[span.start..span.end], span.start, &Limits::default());
    if defects.is_empty() {
        Ok((node, span.end))
    } else {
        Err(EditRefusal::Unreadable(defects))
    }
}

/// Gives an edited text that says what it should, and nothing else.
fn same(edited: String, wanted: &Node) -> Result<String, EditRefusal> {
    match front(&edited)?.0.same_value(wanted) {
        true => Ok(edited),
        false => Err(EditRefusal::OtherChange),
    }
}

/// A value written on one line.
fn value(written: &str) -> Result<Node, EditRefusal> {
    let (node, defects) = yaml::read(&format!("k: {written}\n"), 0, &Limits::default());
    match (node.pairs(), written.contains(['\n', '\r'])) {
        ([pair], false) if defects.is_empty() => Ok(pair.value.clone()),
        _ => Err(EditRefusal::BadValue),
    }
}

/// The value of a key of a mapping, there from now on.
fn entry<'n>(mapping: &'n mut Node, key: &str) -> Result<&'n mut Node, EditRefusal> {
    let own = mapping.pair(key).map(|pair| pair.key.clone());
    let NodeKind::Mapping(pairs) = &mut mapping.kind else {
        return Err(EditRefusal::BadValue);
    };
    let place = pairs
        .iter()
        .position(|pair| Some(&pair.key) == own.as_ref());
    let place = place.unwrap_or_else(|| {
        let (span, kind) = (Span::default(), NodeKind::Null);
        pairs.push(Pair {
            key: key.into(),
            key_span: span,
            value: Node { span, kind },
        });
        pairs.len() - 1
    });
    Ok(&mut pairs[place].value)
}

/// The same node in a tree of the same text.
fn found<'n>(tree: &'n mut Node, node: &Node) -> Option<&'n mut Node> {
    if *tree == *node {
        return Some(tree);
    }
    match &mut tree.kind {
        NodeKind::Sequence(items) => items.iter_mut().find_map(|item| found(item, node)),
        NodeKind::Mapping(pairs) => pairs
            .iter_mut()
            .find_map(|pair| found(&mut pair.value, node)),
        NodeKind::Null | NodeKind::Scalar { .. } => None,
    }
}

fn insert(text: &str, at: usize, what: &str) -> String {
    replace(text, at, at, what)
}

/// Replaces bytes, in the line ends of the file.
fn replace(text: &str, start: usize, end: usize, what: &str) -> String {
    let what = if text.contains("\r\n") {
        what.replace('\n', "\r\n")
    } else {
        what.to_owned()
    };
    format!("{}{what}{}", &text[..start], &text[end..])
}

/// A list in the place of nothing.
fn made(text: &str, place: Span, item: &str) -> String {
    let start = text[..place.start].trim_end_matches(' ').len();
    replace(text, start, place.end, &format!("\n  - {item}"))
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |found| found + 1)
}

/// The beginning of the next line.
fn line_end(text: &str, at: usize) -> usize {
    // A block scalar ends behind its last line break.
    if text[..at].ends_with('\n') {
        return at;
    }
    text[at..]
        .find('\n')
        .map_or(text.len(), |found| at + found + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTOR: &str = "---\nid: x\nroles:\n  # pour le processus\n  - {role: pilote, processus: PAPED}   # depuis 2024\n  - role: agent\n    du: 2024-01-01\n---\ncorps\n";

    #[test]
    fn a_role_is_added_and_every_other_byte_stays() {
        let edited = append_item(ACTOR, "roles", "{role: referent}").expect("a list stands");
        assert_eq!(
            edited,
            ACTOR.replace(
                "    du: 2024-01-01\n",
                "    du: 2024-01-01\n  - {role: referent}\n"
            )
        );
    }

    #[test]
    fn a_role_ends_in_its_own_style() {
        let items = tree(ACTOR).expect("readable");
        let roles = items.get("roles").expect("roles").items();
        let flow = set_in_item(ACTOR, &roles[0], "au", "2026-01-31").expect("a mapping");
        assert!(
            flow.contains("- {role: pilote, processus: PAPED, au: 2026-01-31}   # depuis 2024\n")
        );
        let block = set_in_item(ACTOR, &roles[1], "au", "2026-01-31").expect("a mapping");
        assert!(block.contains("  - role: agent\n    du: 2024-01-01\n    au: 2026-01-31\n---\n"));
    }

    #[test]
    fn a_key_leaves_its_mapping_in_either_style() {
        let items = tree(ACTOR).expect("readable");
        let roles = items.get("roles").expect("roles").items();
        for (item, key, gone) in [
            (0, "processus", ", processus: PAPED"),
            (0, "role", "role: pilote, "),
            (1, "du", "    du: 2024-01-01\n"),
        ] {
            assert_eq!(
                unset_in_item(ACTOR, &roles[item], key).expect("a mapping"),
                ACTOR.replace(gone, "")
            );
        }
        assert_eq!(
            unset_in_item(ACTOR, &roles[1], "role"),
            Err(EditRefusal::BadValue)
        );
    }

    #[test]
    fn a_value_of_several_lines_or_none_at_all_is_replaced_in_its_place() {
        let text = "---\nid: x\njournal:\n  - date: a\n    texte: |\n      un\n      deux\n  - {date: , texte: b}\n  -\n    date: c-d\n---\n";
        let items = tree(text).expect("readable");
        let items = items.get("journal").expect("a list").items();
        for (item, key, from, to) in [
            (0, "texte", "|\n      un\n      deux\n", "z\n"),
            (1, "date", "{date: ,", "{date: z ,"),
            (2, "date", "c-d", "z"),
        ] {
            let edited = set_in_item(text, &items[item], key, "z");
            assert_eq!(edited, Ok(text.replace(from, to)));
        }
        assert_eq!(
            append_item(text, "journal", "{date: e}"),
            Ok(text.replace("c-d\n", "c-d\n  - {date: e}\n"))
        );
    }

    #[test]
    fn an_edit_that_says_something_else_is_refused() {
        let items = tree(ACTOR).expect("readable");
        let role = &items.get("roles").expect("roles").items()[0];
        for written in ["a, du: 2024-01-01", "a, b", "a}, {b", "a\n"] {
            assert!(
                set_in_item(ACTOR, role, "role", written).is_err(),
                "{written}"
            );
        }
        assert_eq!(
            append_item(ACTOR, "roles", "a\nautre: b"),
            Err(EditRefusal::BadValue)
        );
    }

    #[test]
    fn a_list_is_made_where_there_is_none() {
        for (text, wanted) in [
            (
                "---\nid: x\n---\n",
                "---\nid: x\ncles:\n  - {cle: k}\n---\n",
            ),
            (
                "---\nid: x\ncles: []\n---\n",
                "---\nid: x\ncles:\n  - {cle: k}\n---\n",
            ),
            (
                "---\nid: x\ncles:\n---\n",
                "---\nid: x\ncles:\n  - {cle: k}\n---\n",
            ),
            (
                "---\r\nid: x\r\n---\r\n",
                "---\r\nid: x\r\ncles:\r\n  - {cle: k}\r\n---\r\n",
            ),
            (
                "---\ncles: ~\nid: x\n---\n",
                "---\ncles:\n  - {cle: k}\nid: x\n---\n",
            ),
        ] {
            assert_eq!(append_item(text, "cles", "{cle: k}").as_deref(), Ok(wanted));
        }
    }
}
