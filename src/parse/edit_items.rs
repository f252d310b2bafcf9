//! Byte-exact edits of lists of mappings: the roles and keys of an actor, the journal of a watch.

use super::edit::EditRefusal;
use super::front_matter;
use super::yaml::{self, Limits, Node, NodeKind};

/// Adds an item, written as YAML on one line, at the end of a list; makes the list where there is
/// none. Every other byte stays.
pub fn append_item(text: &str, key: &str, item: &str) -> Result<String, EditRefusal> {
    let (node, fence) = front(text)?;
    let edited = match node.pair(key) {
        None => insert(text, fence, &format!("{key}:\n  - {item}\n")),
        Some(pair) => match &pair.value.kind {
            NodeKind::Sequence(items) => match items.last() {
                None => replace(
                    text,
                    text[..pair.value.span.start].trim_end_matches(' ').len(),
                    pair.value.span.end,
                    &format!("\n  - {item}"),
                ),
                Some(_) if text[pair.value.span.start..].starts_with('[') => {
                    insert(text, pair.value.span.end - 1, &format!(", {item}"))
                }
                Some(last) => {
                    let line = line_start(text, last.span.start);
                    let indent = &text[line..line + text[line..].find('-').unwrap_or(0)];
                    insert(
                        text,
                        line_end(text, last.span.end),
                        &format!("{indent}- {item}\n"),
                    )
                }
            },
            NodeKind::Null => insert(text, pair.value.span.start, &format!("\n  - {item}")),
            _ => return Err(EditRefusal::BadValue),
        },
    };
    sound(edited)
}

/// Sets a key of one mapping of a list, found by `item`'s place in the text.
pub fn set_in_item(text: &str, item: &Node, key: &str, value: &str) -> Result<String, EditRefusal> {
    let pairs = item.pairs();
    let edited = if let Some(pair) = item.pair(key) {
        replace(text, pair.value.span.start, pair.value.span.end, value)
    } else if text[item.span.start..].starts_with('{') {
        insert(text, item.span.end - 1, &format!(", {key}: {value}"))
    } else {
        let first = pairs.first().ok_or(EditRefusal::BadValue)?;
        let column = text[line_start(text, first.key_span.start)..first.key_span.start]
            .chars()
            .count();
        insert(
            text,
            line_end(text, item.span.end),
            &format!("{}{key}: {value}\n", " ".repeat(column)),
        )
    };
    sound(edited)
}

/// Takes a key out of one mapping of a list; it is not the only one, nor the first of its lines.
pub fn unset_in_item(text: &str, item: &Node, key: &str) -> Result<String, EditRefusal> {
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
    sound(replace(text, start, end, ""))
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

fn sound(text: String) -> Result<String, EditRefusal> {
    front(&text)?;
    Ok(text)
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
        ] {
            assert_eq!(append_item(text, "cles", "{cle: k}").as_deref(), Ok(wanted));
        }
    }
}
