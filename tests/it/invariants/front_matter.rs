//! Fences and YAML: both readers agree, every place is in the text, what is written reads back.

use super::inside;
use qms::diagnostic::Span;
use qms::parse::front_matter::{Split, split, split_bytes};
use qms::parse::yaml::{self, Limits, Node, NodeKind, Style};

/// The text between the fences, or the whole of one without them, as YAML.
pub fn front_matter(bytes: &[u8]) {
    let parts = split_bytes(bytes);
    if let Split::Present { yaml, body } = parts {
        assert!(yaml.start <= yaml.end && yaml.end < body.start && body.start <= body.end);
        assert_eq!(body.end, bytes.len());
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    assert_eq!(split(text), parts);
    let span = parts.yaml().unwrap_or(Span::new(0, text.len()));
    let (limits, within) = (Limits::default(), &text[span.start..span.end]);
    let (tree, defects) = yaml::read(within, span.start, &limits);
    let full = yaml::read_in_full(within, span.start, &limits);
    assert_eq!((&tree, &defects), (&full.0, &full.1), "{text:?}");
    for defect in &defects {
        inside(text, defect.span);
    }
    let mut scalars = Vec::new();
    let whole = defects.is_empty();
    places(text, &tree, whole.then_some(span), &mut scalars);
    for value in &scalars {
        let written = format!("k: {}\n", yaml::scalar(value));
        let read = yaml::read(&written, 0, &limits).0;
        assert_eq!(read.get("k").and_then(Node::as_str), Some(*value));
    }
    let written = format!("k: {{l: {}}}\n", yaml::flow_list(&scalars));
    if written.len() < limits.bytes && scalars.len() + 5 < limits.nodes {
        let read = yaml::read(&written, 0, &limits).0;
        let list = read.get("k").and_then(|map| map.get("l"));
        let list = list.map(Node::items).unwrap_or_default();
        let back: Vec<&str> = list.iter().filter_map(Node::as_str).collect();
        assert_eq!(back, scalars, "{written:?}");
    }
}

/// Checks every place below a node: in the text, and in what holds it where all is well.
fn places<'n>(text: &str, node: &'n Node, within: Option<Span>, scalars: &mut Vec<&'n str>) {
    let holds = |span: Span| {
        inside(text, span);
        if let Some(outer) = within {
            assert!(
                outer.start <= span.start && span.end <= outer.end,
                "{span:?} is not in {outer:?}: {text:?}"
            );
        }
    };
    holds(node.span);
    match &node.kind {
        NodeKind::Null => {}
        NodeKind::Scalar { value, style } => {
            let source = &text[node.span.start..node.span.end];
            if *style == Style::Plain && within.is_some() && !source.contains(['\n', '\r']) {
                assert_eq!(source, &**value);
            }
            scalars.push(value);
        }
        NodeKind::Sequence(items) => {
            for item in items {
                places(text, item, within.map(|_| node.span), scalars);
            }
        }
        NodeKind::Mapping(pairs) => {
            for pair in pairs {
                holds(pair.key_span);
                assert!(within.is_none() || pair.key_span.end <= pair.value.span.start);
                places(text, &pair.value, within.map(|_| node.span), scalars);
            }
        }
    }
}
