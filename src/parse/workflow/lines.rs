//! The lines that belong to each key that acts write.

use super::WorkflowKey;
use crate::diagnostic::Span;
use crate::parse::front_matter::{Lines, split_bytes};
use crate::parse::yaml::{Node, YamlDefect, YamlDefectKind, fold};

/// The lines of one workflow key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Which.
    pub key: WorkflowKey,
    /// Its lines, the last line break included.
    pub span: Span,
}

/// The workflow blocks of a file, by the byte rule of the digest; no YAML is read for it.
pub fn blocks(text: &str) -> Vec<Block> {
    blocks_in(text.as_bytes())
}

/// The same for a file that need not be UTF-8.
pub fn blocks_in(bytes: &[u8]) -> Vec<Block> {
    let Some(yaml) = split_bytes(bytes).yaml() else {
        return Vec::new();
    };
    let Some(inside) = bytes.get(yaml.start..yaml.end) else {
        return Vec::new();
    };
    let mut found: Vec<Block> = Vec::new();
    let mut open = false;
    for line in Lines::new(inside, yaml.start) {
        if let Some(key) = beginning(line.content) {
            found.push(Block {
                key,
                span: Span::new(line.start, line.end),
            });
            open = true;
        } else if open && goes_on(line.content) {
            if let Some(block) = found.last_mut() {
                block.span.end = line.end;
            }
        } else {
            open = false;
        }
    }
    found
}

/// Where the YAML reader and the byte rule do not see the same workflow keys with the same lines:
/// what one of them signs, the other would not. `tree` is the file's own front-matter; an empty
/// one could not be read, which is a defect already.
pub fn disagreements(text: &str, tree: &Node) -> Vec<YamlDefect> {
    if tree.pairs().is_empty() {
        return Vec::new();
    }
    let blocks = blocks(text);
    let bytes = text.as_bytes();
    let mut defects = Vec::new();
    let mut matched = vec![false; blocks.len()];
    for (index, pair) in tree.pairs().iter().enumerate() {
        let Some(key) =
            WorkflowKey::parse(&pair.key).or_else(|| WorkflowKey::parse(&spelling(&pair.key)))
        else {
            continue;
        };
        let place = blocks
            .iter()
            .zip(&mut matched)
            .find(|(block, _)| block.span.start == pair.key_span.start && block.key == key);
        let Some((block, matched)) = place else {
            defects.push(YamlDefect {
                kind: YamlDefectKind::WorkflowSpelling(key),
                span: pair.key_span,
            });
            continue;
        };
        *matched = true;
        let block = block.span;
        let next = tree
            .pairs()
            .get(index + 1)
            .map_or(block.end, |pair| pair.key_span.start);
        let after = bytes.get(pair.value.span.end..block.end);
        if pair.value.span.end > block.end || next < block.end || !after.is_some_and(only_comments)
        {
            defects.push(YamlDefect {
                kind: YamlDefectKind::WorkflowExtent(key),
                span: pair.key_span,
            });
        }
    }
    for (block, _) in blocks
        .iter()
        .zip(&matched)
        .filter(|(_, matched)| !**matched)
    {
        let span = Span::new(
            block.span.start,
            block.span.start + block.key.as_str().len(),
        );
        defects.push(YamlDefect {
            kind: YamlDefectKind::WorkflowExtent(block.key),
            span,
        });
    }
    defects.sort_by_key(|defect| defect.span);
    defects
}

/// `^(key):( |$)`
fn beginning(line: &[u8]) -> Option<WorkflowKey> {
    if !matches!(line.first(), Some(b'a' | b'v' | b'r' | b'c' | b'g')) {
        return None;
    }
    WorkflowKey::ALL.into_iter().find(|key| {
        line.strip_prefix(key.as_str().as_bytes())
            .and_then(|rest| rest.strip_prefix(b":"))
            .is_some_and(|rest| matches!(rest.first(), None | Some(b' ')))
    })
}

fn goes_on(line: &[u8]) -> bool {
    matches!(line.first(), Some(b' ' | b'\t')) || line == b"-" || line.starts_with(b"- ")
}

/// A key without accents and blanks, as a person may have typed it.
fn spelling(key: &str) -> String {
    fold(key).trim().to_lowercase()
}

/// Whether nothing but blanks and comments stands here.
fn only_comments(bytes: &[u8]) -> bool {
    Lines::new(bytes, 0).all(|line| {
        let content = line.content.trim_ascii_start();
        content.is_empty() || content.starts_with(b"#")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::front_matter::split;
    use crate::parse::yaml::{Limits, read};

    fn check(yaml: &str, expected: &[YamlDefectKind]) {
        for eol in ["\n", "\r\n"] {
            let text = format!("---\n{yaml}---\nvalidations: corps\n").replace('\n', eol);
            let span = split(&text).yaml().expect("the fences were just written");
            let (tree, _) = read(&text[span.start..span.end], span.start, &Limits::default());
            let found: Vec<_> = disagreements(&text, &tree)
                .into_iter()
                .map(|defect| defect.kind)
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn both_readers_see_the_same_blocks() {
        use WorkflowKey::*;
        use YamlDefectKind::*;
        check(
            "code: a\napprobations:\n  - {acteur: a}\n- \napplication: 2026-01-01\n",
            &[],
        );
        check(
            "approbations:\n- {acteur: a}\nvalidations:\n  # rien\n  - {acteur: b}\n  # fin\n# signé\ntitre: x\n",
            &[],
        );
        check("revue:\nretrait: {date: 2026-01-01,\n  acteur: b}\n", &[]);
        check(
            "\"application\": 2026-01-01\n",
            &[WorkflowSpelling(Effective)],
        );
        check("application : 2026-01-01\n", &[WorkflowSpelling(Effective)]);
        check("Validations: [a]\n", &[WorkflowSpelling(Validations)]);
        check(
            "approbations:\n  - a\n# coupe\n  - b\n",
            &[WorkflowExtent(Approvals)],
        );
        check(
            "approbations:\n  - a\n\n  - b\n",
            &[WorkflowExtent(Approvals)],
        );
        check("titre: a\nx: |\n  a\nvalidations: b\n", &[]);
        check(
            "{application: 2026-01-01}\n",
            &[WorkflowSpelling(Effective)],
        );
        check("titre: a\n", &[]);
    }
}
