//! Edits of front-matter that leave every other byte as it was.

use super::digest::digest;
use super::front_matter::{Split, split};
use super::workflow::{Block, WorkflowKey, blocks, disagreements};
use super::yaml::{Limits, Node, Pair, YamlDefect, read};
use crate::diagnostic::Span;

/// Why a text was not edited: it would not have said what was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditRefusal {
    /// There is no front-matter, or nothing closes it.
    NoFrontMatter,
    /// The front-matter is not strict YAML before the edit.
    Unreadable(Vec<YamlDefect>),
    /// The key stands there twice, or not as a key of its own lines.
    NotOneKey,
    /// The key after which a new one was to go is not there.
    NoAnchor,
    /// The given lines are not this key and its value.
    BadValue,
    /// Read again, more changed than the key: the edit is not made.
    OtherChange,
}

/// Sets the lines of a workflow key (as the builders write them, LF at their ends), or takes them
/// away. A new key goes after those that come before it in [`WorkflowKey::ALL`].
pub fn set(text: &str, key: WorkflowKey, block: Option<&str>) -> Result<String, EditRefusal> {
    let before = sound(text)?;
    let own: Vec<Block> = blocks(text);
    let mut same = own.iter().filter(|block| block.key == key);
    let place = match (same.next(), same.next()) {
        (Some(_), Some(_)) => return Err(EditRefusal::NotOneKey),
        (Some(found), None) => found.span,
        (None, _) => {
            let at = insertion(&own, key, before.yaml.end);
            Span::new(at, at)
        }
    };
    let lines = match block {
        None => String::new(),
        Some(block) => ended(block, before.eol),
    };
    let edited = replaced(text, place, &lines);
    let after = sound(&edited).map_err(|_| EditRefusal::BadValue)?;
    let others = |tree: &Node| -> Vec<Pair> {
        tree.pairs()
            .iter()
            .filter(|pair| *pair.key != *key.as_str())
            .cloned()
            .collect()
    };
    if !same_pairs(&others(&before.tree), &others(&after.tree)) {
        return Err(EditRefusal::OtherChange);
    }
    if after.tree.get(key.as_str()).is_some() != block.is_some() {
        return Err(EditRefusal::BadValue);
    }
    // What was signed before is what is signed after: the edit touched workflow lines alone.
    if digest(text.as_bytes()) != digest(edited.as_bytes()) {
        return Err(EditRefusal::OtherChange);
    }
    Ok(edited)
}

/// Sets a key that no act writes (`code`, `remplace`, `motif`), its value being YAML on one line:
/// the old value's bytes are replaced, or a new line goes after the key `after`.
pub fn set_plain_key(
    text: &str,
    key: &str,
    value: &str,
    after: &str,
) -> Result<String, EditRefusal> {
    set_key(text, key, value, &|tree| line_after(text, tree, after))
}

/// The same; a new line goes under the comment that shows the key as an example, else after the
/// last of the keys `after` that is there.
pub fn put_key(text: &str, key: &str, value: &str, after: &[&str]) -> Result<String, EditRefusal> {
    set_key(text, key, value, &|tree| {
        example(text, key).or_else(|| {
            after
                .iter()
                .rev()
                .find_map(|name| line_after(text, tree, name))
        })
    })
}

/// Takes a key that no act writes out, with its lines.
pub fn take_out(text: &str, key: &str) -> Result<String, EditRefusal> {
    let before = sound(text)?;
    let Some(pair) = before
        .tree
        .pair(key)
        .filter(|_| WorkflowKey::parse(key).is_none())
    else {
        return Err(EditRefusal::NotOneKey);
    };
    let start = text[..pair.key_span.start]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let end = line_after(text, &before.tree, key).ok_or(EditRefusal::NotOneKey)?;
    let edited = replaced(text, Span::new(start, end), "");
    let now = sound(&edited).map_err(|_| EditRefusal::BadValue)?;
    let others: Vec<Pair> = before
        .tree
        .pairs()
        .iter()
        .filter(|other| *other.key != *pair.key)
        .cloned()
        .collect();
    match same_pairs(&others, now.tree.pairs()) {
        true => Ok(edited),
        false => Err(EditRefusal::OtherChange),
    }
}

/// The beginning of the line after a key and its value.
fn line_after(text: &str, tree: &Node, key: &str) -> Option<usize> {
    let pair = tree.pair(key)?;
    let end = pair.value.span.end.max(pair.key_span.end);
    // A block scalar ends behind its last line break.
    match text.get(..end).is_some_and(|before| before.ends_with('\n')) {
        true => Some(end),
        false => Some(next_line(text, end)),
    }
}

/// The end of the comment lines of the front-matter that show a key as an example.
fn example(text: &str, key: &str) -> Option<usize> {
    let fence = split(text).body(text.len()).start;
    let shown = format!("\n# {key}:");
    let mut at = next_line(text, text.get(..fence)?.find(&shown)? + 1);
    while text.get(at..fence)?.starts_with("#  ") {
        at = next_line(text, at);
    }
    Some(at)
}

fn set_key(
    text: &str,
    key: &str,
    value: &str,
    place: &dyn Fn(&Node) -> Option<usize>,
) -> Result<String, EditRefusal> {
    let before = sound(text)?;
    if WorkflowKey::parse(key).is_some() || value.contains(['\n', '\r']) {
        return Err(EditRefusal::BadValue);
    }
    let edited = match before.tree.pair(key) {
        Some(pair) => {
            let mut place = pair.value.span;
            if place.start < place.end {
                // A block scalar ends behind its last line break, which stays.
                let old = text.get(place.start..place.end).unwrap_or_default();
                place.end -= old.len() - old.trim_end_matches(['\r', '\n']).len();
                replaced(text, place, value)
            } else {
                // Nothing stands just after the colon: blanks that end the line go, a comment stays.
                let rest = text.get(place.end..).unwrap_or_default();
                let blanks = rest.len() - rest.trim_start_matches(' ').len();
                if rest
                    .get(blanks..)
                    .is_some_and(|rest| rest.starts_with(['\r', '\n']))
                {
                    place.end += blanks;
                }
                replaced(text, place, &format!(" {value}"))
            }
        }
        None => {
            let at = place(&before.tree).ok_or(EditRefusal::NoAnchor)?;
            replaced(
                text,
                Span::new(at, at),
                &ended(&format!("{key}: {value}"), before.eol),
            )
        }
    };
    let now = sound(&edited).map_err(|_| EditRefusal::BadValue)?;
    let name = before.tree.pair(key).map_or(key, |pair| &*pair.key);
    let others = |tree: &Node| -> Vec<Pair> {
        tree.pairs()
            .iter()
            .filter(|pair| *pair.key != *name)
            .cloned()
            .collect()
    };
    if !same_pairs(&others(&before.tree), &others(&now.tree)) {
        return Err(EditRefusal::OtherChange);
    }
    let (wanted, defects) = read(&format!("{name}: {value}\n"), 0, &Limits::default());
    let same = |(a, b): (&Node, &Node)| a.same_value(b);
    if !defects.is_empty() || !now.tree.get(name).zip(wanted.get(name)).is_some_and(same) {
        return Err(EditRefusal::BadValue);
    }
    Ok(edited)
}

/// Front-matter that reads well.
struct Sound {
    yaml: Span,
    tree: Node,
    eol: &'static str,
}

fn sound(text: &str) -> Result<Sound, EditRefusal> {
    let Split::Present { yaml, .. } = split(text) else {
        return Err(EditRefusal::NoFrontMatter);
    };
    let inside = text
        .get(yaml.start..yaml.end)
        .ok_or(EditRefusal::NoFrontMatter)?;
    let (tree, mut defects) = read(inside, yaml.start, &Limits::default());
    defects.extend(disagreements(text, &tree));
    if !defects.is_empty() {
        return Err(EditRefusal::Unreadable(defects));
    }
    let eol = if text.starts_with("---\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    Ok(Sound { yaml, tree, eol })
}

/// Where the lines of a key that is not there belong.
fn insertion(blocks: &[Block], key: WorkflowKey, fence: usize) -> usize {
    let before = blocks
        .iter()
        .filter(|block| block.key < key)
        .map(|block| block.span.end)
        .max();
    let after = blocks
        .iter()
        .filter(|block| block.key > key)
        .map(|block| block.span.start)
        .min();
    before.or(after).unwrap_or(fence)
}

/// Lines with the file's line ends, the last one ended.
fn ended(lines: &str, eol: &str) -> String {
    lines.lines().flat_map(|line| [line, eol]).collect()
}

fn replaced(text: &str, place: Span, with: &str) -> String {
    let (before, after) = (
        text.get(..place.start).unwrap_or_default(),
        text.get(place.end..).unwrap_or_default(),
    );
    [before, with, after].concat()
}

fn next_line(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |length| at + length + 1)
}

fn same_pairs(a: &[Pair], b: &[Pair]) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|(a, b)| a.key == b.key && a.value.same_value(&b.value))
}

#[cfg(test)]
mod tests {
    use super::super::workflow_values::{Entry, application, entries_block, retrait, revue};
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    const DRAFT: &str = "---\ncode: MO-00391-V02\nmotif: 'l''an'   # pourquoi\n# fin\n---\n# Titre\napplication: corps\n";

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of the test")
    }

    fn entry(acteur: &str) -> Entry {
        Entry {
            acteur: acteur.into(),
            role: "pilote".into(),
            date: day("2026-11-21"),
            empreinte: "3f9a1c2b4d5e6f70".into(),
        }
    }

    #[test]
    fn workflow_keys_are_written_in_their_order_before_the_fence() {
        let approved = set(
            DRAFT,
            WorkflowKey::Effective,
            Some(&application(day("2026-12-01"))),
        )
        .expect("a sound draft");
        let approved = set(
            &approved,
            WorkflowKey::Approvals,
            entries_block(WorkflowKey::Approvals, &[entry("pilote-paped")]).as_deref(),
        )
        .expect("sound");
        let reviewed = set(
            &approved,
            WorkflowKey::Review,
            Some(&revue(day("2027-12-01"), "pilote-paped", "confirme")),
        )
        .expect("sound");
        let withdrawn = set(
            &reviewed,
            WorkflowKey::Withdrawal,
            Some(&retrait(day("2028-01-01"), "directrice", "arrêt: fin")),
        )
        .expect("sound");
        assert_eq!(
            withdrawn,
            "---\ncode: MO-00391-V02\nmotif: 'l''an'   # pourquoi\n# fin\napprobations:\n  - {acteur: pilote-paped, role: pilote, date: 2026-11-21, empreinte: \"3f9a1c2b4d5e6f70\"}\napplication: 2026-12-01\nrevue: {date: 2027-12-01, acteur: pilote-paped, resultat: confirme}\nretrait: {date: 2028-01-01, acteur: directrice, motif: \"arrêt: fin\"}\n---\n# Titre\napplication: corps\n"
        );
    }

    #[test]
    fn a_plain_key_is_replaced_in_place_or_added_after_another() {
        let text = set_plain_key(DRAFT, "motif", "\"x: y\"", "code").expect("sound");
        assert_eq!(text, DRAFT.replace("'l''an'", "\"x: y\""));
        let text = set_plain_key(DRAFT, "remplace", "MO-00391-V01", "code").expect("sound");
        assert_eq!(
            text,
            DRAFT.replace("motif", "remplace: MO-00391-V01\nmotif")
        );
        let empty = DRAFT.replace("'l''an'   # pourquoi", "");
        assert_eq!(
            set_plain_key(&empty, "motif", "z", "code").expect("sound"),
            DRAFT.replace("'l''an'   # pourquoi", "z")
        );
        let block = DRAFT.replace("'l''an'   # pourquoi", "|\n  l'an\n\n  passé\n");
        assert_eq!(
            set_plain_key(&block, "motif", "z", "code"),
            Ok(block.replace("|\n  l'an\n\n  passé", "z"))
        );
        assert_eq!(
            set_plain_key(DRAFT, "motif", "a\nb: c", "code"),
            Err(EditRefusal::BadValue)
        );
        assert_eq!(
            set_plain_key(DRAFT, "motif", "a: b", "code"),
            Err(EditRefusal::BadValue)
        );
        assert_eq!(
            set_plain_key(DRAFT, "objet", "a", "titre"),
            Err(EditRefusal::NoAnchor)
        );
    }

    #[test]
    fn a_new_key_goes_under_the_example_that_shows_it() {
        let text = "---\ncode: X\nrecu: a\n# actions:\n#   - {id: A1}\n# suite\n---\n# actions:\n";
        assert_eq!(
            put_key(text, "actions", "[]", &["code"]).as_deref(),
            Ok(
                "---\ncode: X\nrecu: a\n# actions:\n#   - {id: A1}\nactions: []\n# suite\n---\n# actions:\n"
            )
        );
        assert_eq!(
            put_key(text, "reponse", "{date: b}", &["code", "recu", "analyse"]).as_deref(),
            Ok(
                "---\ncode: X\nrecu: a\nreponse: {date: b}\n# actions:\n#   - {id: A1}\n# suite\n---\n# actions:\n"
            )
        );
    }

    #[test]
    fn a_key_leaves_with_its_own_lines_alone() {
        let text =
            "---\na: 1\n# b\nb:\n  - x\n  - y   # z\nc: |\n  d\ne: 2\nclos-le: 2026-01-01\n---\n";
        assert_eq!(
            take_out(text, "b").as_deref(),
            Ok("---\na: 1\n# b\nc: |\n  d\ne: 2\nclos-le: 2026-01-01\n---\n")
        );
        assert_eq!(
            take_out(text, "c").expect("sound"),
            text.replace("c: |\n  d\n", "")
        );
        assert_eq!(take_out(text, "clos-le"), Err(EditRefusal::NotOneKey));
        assert_eq!(take_out(text, "f"), Err(EditRefusal::NotOneKey));
    }

    #[test]
    fn what_would_say_something_else_is_refused() {
        let value = "application: 2026-01-01\ntitre: autre\n";
        assert_eq!(
            set(DRAFT, WorkflowKey::Effective, Some(value)),
            Err(EditRefusal::OtherChange)
        );
        assert_eq!(
            set(DRAFT, WorkflowKey::Effective, Some("revue: x\n")),
            Err(EditRefusal::OtherChange)
        );
        assert_eq!(
            set(DRAFT, WorkflowKey::Effective, Some("application: [\n")),
            Err(EditRefusal::BadValue)
        );
        assert_eq!(
            set(DRAFT, WorkflowKey::Effective, Some("application: a\n---\n")),
            Err(EditRefusal::OtherChange)
        );
        assert_eq!(
            set("# rien", WorkflowKey::Effective, None),
            Err(EditRefusal::NoFrontMatter)
        );
        assert!(matches!(
            set("---\na: &x b\n---\n", WorkflowKey::Effective, None),
            Err(EditRefusal::Unreadable(_))
        ));
    }

    fn file() -> impl Strategy<Value = String> {
        let line = prop::sample::select(vec![
            "titre: été",
            "objet: \"a: b\"   # c",
            "# commentaire",
            "",
            "liste:\n  - a\n  - b",
            "texte: |\n  a\n  b",
            "mots: [a,\n  b]",
            "vide:",
        ]);
        let flow = prop::sample::select(vec![
            "approbations:\n  - {acteur: a}",
            "validations:\n- {acteur: b}\n  # dedans",
            "application: 2026-01-01   # c",
            "gel: []",
            "revue:",
        ]);
        (
            prop::collection::vec(line, 0..4),
            prop::collection::vec(flow, 0..3),
            any::<bool>(),
            "[a-z# \n]{0,20}",
        )
            .prop_map(|(mut lines, flow, crlf, body)| {
                lines.extend(flow);
                let text = format!("---\ncode: X\n{}\n---\n{body}", lines.join("\n"));
                if crlf {
                    text.replace('\n', "\r\n")
                } else {
                    text
                }
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn an_edit_changes_its_key_and_nothing_else(text in file(), which in 0..8usize, reason in "\\PC{0,20}") {
            let key = WorkflowKey::ALL[which];
            let block = format!("{}: {{motif: {}}}\n", key.as_str(), super::super::yaml::scalar(&reason));
            if let Ok(edited) = set(&text, key, Some(&block)) {
                let after = sound(&edited).expect("an edit is read again before it is given");
                let value = after.tree.get(key.as_str()).and_then(|value| value.get("motif")).and_then(Node::as_str);
                prop_assert_eq!(value, Some(reason.as_str()));
                prop_assert_eq!(digest(text.as_bytes()), digest(edited.as_bytes()));
                prop_assert_eq!(edited.contains("\r\n"), text.contains("\r\n"));
                if !blocks(&text).iter().any(|block| block.key == key) {
                    prop_assert_eq!(set(&edited, key, None).expect("what was just set can go"), text.clone());
                }
            } else {
                prop_assert!(sound(&text).is_err(), "{}", text);
            }
        }
    }
}
