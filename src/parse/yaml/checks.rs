//! What is asked of a tree whichever reader made it.

use super::{Node, NodeKind, YamlDefect, YamlDefectKind};
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
