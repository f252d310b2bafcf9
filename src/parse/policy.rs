//! qms.yaml laid over the default policy: maps merge key by key, lists replace, null removes.

mod keys;
mod reader;

use crate::diagnostic::Span;
use crate::model::names::{Located, unaccented};
use crate::model::policy::Policy;
use crate::parse::defect::Defect;
use crate::parse::fields::{self, Findings, Values};
use crate::parse::plain;
use crate::parse::yaml::{self, Node, NodeKind, Pair};
use std::sync::OnceLock;

pub use keys::TABLE;
use reader::Reader;

/// The default policy, word for word: what an empty qms.yaml means.
pub const DEFAULT: &str = include_str!("qms-default.yaml");

/// The largest qms.yaml that is read, in bytes: far above any real one.
pub const MAX_BYTES: u64 = 1 << 20;
/// A policy, with what is wrong in the file that changes it. What is wrong keeps its default.
#[derive(Debug)]
pub struct ReadPolicy {
    /// The policy in effect.
    pub policy: Policy,
    /// What is wrong in qms.yaml.
    pub defects: Vec<Located<Defect>>,
}

/// The policy of an empty qms.yaml.
pub fn default_policy() -> Policy {
    read(b"").policy
}

/// Reads qms.yaml.
pub fn read(bytes: &[u8]) -> ReadPolicy {
    let (text, hygiene) = plain::hygiene(bytes);
    let mut found = Findings::default();
    found.defects.extend(
        hygiene
            .into_iter()
            .map(|one| Located::new(Defect::Hygiene(one.kind), one.span)),
    );
    let own = match text {
        Some(text) if !text.trim().is_empty() => {
            let (node, defects) = yaml::read(text, 0, &yaml::Limits::default());
            found.defects.extend(
                defects
                    .into_iter()
                    .map(|one| Located::new(Defect::Yaml(one.kind), one.span)),
            );
            node
        }
        _ => empty(),
    };
    fields::check(&own, TABLE, Span::default(), &mut found);
    let merged = merge(default_node(), &own);
    let mut reader = Reader {
        defects: found.defects,
    };
    let policy = reader.policy(Values(&merged));
    ReadPolicy {
        policy,
        defects: reader.defects,
    }
}

fn empty() -> Node {
    Node {
        span: Span::default(),
        kind: NodeKind::Mapping(Vec::new()),
    }
}

fn default_node() -> &'static Node {
    static NODE: OnceLock<Node> = OnceLock::new();
    NODE.get_or_init(|| {
        let (mut node, _) = yaml::read(DEFAULT, 0, &yaml::Limits::default());
        clear_spans(&mut node);
        node
    })
}

/// Places in the default policy mean nothing to a reader of qms.yaml.
fn clear_spans(node: &mut Node) {
    node.span = Span::default();
    match &mut node.kind {
        NodeKind::Sequence(items) => items.iter_mut().for_each(clear_spans),
        NodeKind::Mapping(pairs) => pairs.iter_mut().for_each(|pair| {
            pair.key_span = Span::default();
            clear_spans(&mut pair.value);
        }),
        _ => {}
    }
}

fn merge(base: &Node, over: &Node) -> Node {
    let (NodeKind::Mapping(base_pairs), NodeKind::Mapping(over_pairs)) = (&base.kind, &over.kind)
    else {
        return over.clone();
    };
    let same = |a: &Pair, b: &Pair| a.key == b.key || unaccented(&a.key) == unaccented(&b.key);
    let mut pairs: Vec<Pair> = Vec::new();
    for pair in base_pairs {
        match over_pairs.iter().find(|own| same(own, pair)) {
            None => pairs.push(pair.clone()),
            Some(own) if matches!(own.value.kind, NodeKind::Null) => {}
            Some(own) => pairs.push(Pair {
                key: pair.key.clone(),
                key_span: own.key_span,
                value: merge(&pair.value, &own.value),
            }),
        }
    }
    for own in over_pairs {
        if !base_pairs.iter().any(|pair| same(own, pair))
            && !matches!(own.value.kind, NodeKind::Null)
        {
            pairs.push(own.clone());
        }
    }
    Node {
        span: over.span,
        kind: NodeKind::Mapping(pairs),
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar::Duration;
    use crate::model::code::Shape as CodeShape;
    use crate::model::names::RoleId;
    use crate::model::retention::Fate;

    #[test]
    fn an_empty_file_is_the_practice_of_the_service() {
        let read = read(b"");
        assert_eq!(read.defects, Vec::new());
        let mo = read
            .policy
            .document_type("MO")
            .expect("MO is a default type");
        assert_eq!(mo.approval, [RoleId::new("pilote")]);
        assert_eq!(mo.fate, Fate::OnPublication);
        assert_eq!(
            mo.shape,
            CodeShape::Versioned {
                number: 5,
                version: 2
            }
        );
    }

    #[test]
    fn maps_merge_lists_replace_and_null_removes() {
        let read = read("types:\n  PR: null\n  MO: {revue: 1 an, sections: [Objet]}\n  NS: {nom: Note de service}\n".as_bytes());
        assert_eq!(read.defects, Vec::new());
        assert!(read.policy.document_type("PR").is_none());
        let mo = read.policy.document_type("MO").expect("kept");
        assert_eq!(mo.review, Some(Duration::Months(12)));
        assert_eq!(mo.sections, ["Objet"]);
        assert_eq!(mo.validation, [RoleId::new("directrice")]);
        assert!(read.policy.document_type("NS").is_some());
    }

    #[test]
    fn an_unknown_role_is_reported_at_its_place() {
        let source = "types:\n  MO: {approbation: [pilot]}\n";
        let read = read(source.as_bytes());
        let [defect] = read.defects.as_slice() else {
            panic!("{:?}", read.defects)
        };
        assert_eq!(&source[defect.span.start..defect.span.end], "pilot");
    }

    #[test]
    fn the_longest_prefix_governs() {
        let policy = default_policy();
        assert_eq!(
            policy.governors("acteurs/x.md"),
            Some([RoleId::new("administrateur")].as_slice())
        );
        assert!(
            policy
                .governors("registres/destructions/2026/DEST-2026-0001.md")
                .is_none()
        );
        assert!(policy.governors("acteurs-bis/x.md").is_none());
        assert!(policy.governors("documents/PR/PR-01-V1.md").is_none());
    }
}
