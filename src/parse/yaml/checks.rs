//! What is asked of a tree whichever reader made it.

use super::{Node, NodeKind, YamlDefect, YamlDefectKind};
use crate::diagnostic::Span;
use std::borrow::Cow;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A key without its accents.
pub fn fold(key: &str) -> Cow<'_, str> {
    if key.is_ascii() {
        return Cow::Borrowed(key);
    }
    Cow::Owned(key.nfd().filter(|c| !is_combining_mark(*c)).collect())
}

/// Finds the keys that a map holds twice, at any depth.
pub(super) fn duplicates(node: &Node, defects: &mut Vec<YamlDefect>) {
    match &node.kind {
        NodeKind::Null | NodeKind::Scalar { .. } => {}
        NodeKind::Sequence(items) => {
            for item in items {
                duplicates(item, defects);
            }
        }
        NodeKind::Mapping(pairs) => {
            // A quadratic look is the fastest for the dozen keys of a front-matter, and would be
            // an attack's friend for the thousands of a made-up one.
            if pairs.len() <= 24 && pairs.iter().all(|pair| pair.key.is_ascii()) {
                for (index, pair) in pairs.iter().enumerate() {
                    if let Some(first) =
                        pairs.iter().take(index).find(|first| first.key == pair.key)
                    {
                        let kind = YamlDefectKind::DuplicateKey {
                            first: first.key_span,
                        };
                        defects.push(YamlDefect {
                            kind,
                            span: pair.key_span,
                        });
                    }
                }
            } else {
                let mut seen = HashMap::new();
                for pair in pairs {
                    let first = *seen.entry(fold(&pair.key)).or_insert(pair.key_span);
                    if first != pair.key_span {
                        let kind = YamlDefectKind::DuplicateKey { first };
                        defects.push(YamlDefect {
                            kind,
                            span: pair.key_span,
                        });
                    }
                }
            }
            for pair in pairs {
                duplicates(&pair.value, defects);
            }
        }
    }
}

/// Finds what git leaves where a merge stopped: the line of each `<<<<<<<` that a `>>>>>>>`
/// follows. Neither can begin a line of YAML.
pub(super) fn conflicts(text: &str, offset: usize) -> Vec<YamlDefect> {
    let mut found = Vec::new();
    let mut open = None;
    let mut start = offset;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end();
        if is_marker(shown, "<<<<<<<") {
            open = open.or(Some(Span::new(start, start + shown.len())));
        } else if is_marker(shown, ">>>>>>>")
            && let Some(span) = open.take()
        {
            let kind = YamlDefectKind::Conflict;
            found.push(YamlDefect { kind, span });
        }
        start += line.len();
    }
    found
}

fn is_marker(line: &str, sign: &str) -> bool {
    line.strip_prefix(sign)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::super::{Limits, YamlDefectKind, read};

    fn kinds(text: &str) -> Vec<(YamlDefectKind, usize)> {
        let (_, defects) = read(text, 4, &Limits::default());
        let at = |span: crate::diagnostic::Span| span.start - 4;
        defects
            .into_iter()
            .map(|defect| (defect.kind, at(defect.span)))
            .collect()
    }

    #[test]
    fn what_a_merge_left_is_told_once_where_it_begins() {
        let text = "titre: A\n<<<<<<< HEAD\nmotif: B\n=======\nmotif: C\n>>>>>>> autre\nobjet: D\n";
        assert_eq!(kinds(text), [(YamlDefectKind::Conflict, 9)]);
    }

    #[test]
    fn two_conflicts_are_two() {
        let one = "<<<<<<<\na: 1\n=======\na: 2\n>>>>>>>\n";
        let both = format!("{one}b: 1\n{one}");
        let kinds = kinds(&both);
        assert_eq!(kinds.len(), 2);
        assert!(
            kinds
                .iter()
                .all(|(kind, _)| *kind == YamlDefectKind::Conflict)
        );
    }

    #[test]
    fn signs_inside_a_value_are_no_conflict() {
        assert_eq!(kinds("titre: |\n  <<<<<<< HEAD\n  >>>>>>> autre\n"), []);
        assert!(
            kinds("titre: A\n<<<<<<< HEAD\nmotif: B\n")
                .iter()
                .all(|(kind, _)| *kind != YamlDefectKind::Conflict)
        );
    }
}
