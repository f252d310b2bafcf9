//! Whole files of the repository: every place that is told is in the file, whatever stands there.

use super::inside;
use qms::diagnostic::Span;
use qms::model::layout::EntityKind;
use qms::model::policy::Policy;
use qms::parse::term::Vocabulary;
use qms::parse::{self, Parsed, digest, policy, workflow};
use std::sync::{Arc, OnceLock};

/// A controlled document, and a template of one.
pub fn documents(bytes: &[u8]) {
    read(EntityKind::Document, "documents/MO/MO-00391-V02.md", bytes);
    read(EntityKind::Template, "modeles/MO.md", bytes);
}

/// Records and what is kept beside them.
pub fn records(bytes: &[u8]) {
    read(
        EntityKind::Record,
        "enregistrements/CR/CR-2026-003.md",
        bytes,
    );
    let path = "enregistrements/lecture/MO-00391-V02/agent-paped.md";
    read(EntityKind::Acknowledgement, path, bytes);
    let path = "registres/destructions/2026/DEST-2026-0001.md";
    read(EntityKind::DisposalCertificate, path, bytes);
}

/// A ticket of the SMAC.
pub fn tickets(bytes: &[u8]) {
    read(EntityKind::Ticket, "smac/2026/RE-2026-0007.md", bytes);
}

/// The rows of the registers, process cards and actors.
pub fn registers(bytes: &[u8]) {
    for (kind, path) in [
        (EntityKind::RecordSeries, "registres/enregistrements/x.md"),
        (EntityKind::ExternalDocument, "registres/documents/x.md"),
        (EntityKind::WatchItem, "registres/veille/x.md"),
        (EntityKind::Indicator, "registres/indicateurs/x.md"),
        (EntityKind::SnapshotEntry, "registres/instantanes/x.md"),
        (EntityKind::Process, "processus/PAPED.md"),
        (EntityKind::Actor, "acteurs/x.md"),
    ] {
        read(kind, path, bytes);
    }
}

/// A policy, and what is read by it.
pub fn policies(bytes: &[u8]) {
    let read = policy::read(bytes);
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    for defect in &read.defects {
        // Not UTF-8: the place is one of bytes.
        match text.is_empty() {
            true => assert!(defect.span.end <= bytes.len()),
            false => inside(text, defect.span),
        }
    }
    Vocabulary::of(&read.policy);
    for typed in [
        "MO-00391-V02",
        "CR-2026-003",
        "RE-2026-7",
        "DEST-2026-0001",
        "pr-1",
    ] {
        let _ = read.policy.codes.lenient(typed);
    }
    let series = include_bytes!("known/series.md");
    let path = Arc::from("registres/enregistrements/x.md");
    parse::read(EntityKind::RecordSeries, &path, series, &read.policy);
}

fn default_policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(policy::default_policy)
}

fn read(kind: EntityKind, path: &str, bytes: &[u8]) {
    let path = Arc::from(path);
    let parsed = parse::read(kind, &path, bytes, default_policy());
    assert_eq!(parsed.digest, digest::digest(bytes));
    let Ok(text) = std::str::from_utf8(bytes) else {
        assert!(
            parsed
                .defects
                .iter()
                .all(|found| found.span.end <= bytes.len())
        );
        assert!(parsed.entity.is_none());
        return;
    };
    told(text, &parsed);
    // The head says the same whether the body is read or not.
    let head = parse::read_head(kind, &path, bytes, default_policy());
    assert_eq!(format!("{:?}", head.entity), format!("{:?}", parsed.entity));
    assert_eq!(head.defects, parsed.defects);
    assert_eq!(head.mentions, parsed.mentions);
    let mut end = 0;
    for block in workflow::blocks(text) {
        inside(text, block.span);
        assert!(end <= block.span.start && block.span.start < block.span.end);
        end = block.span.end;
    }
    if !bytes.contains(&b'\r') {
        let other = text.replace('\n', "\r\n");
        assert_eq!(digest::digest(other.as_bytes()), parsed.digest);
    }
}

/// Every place that a file's reading tells.
fn told(text: &str, parsed: &Parsed) {
    inside(text, parsed.front);
    for defect in &parsed.defects {
        inside(text, defect.span);
    }
    for mention in &parsed.mentions {
        inside(text, mention.span);
    }
    for (_, span) in &parsed.keys {
        inside(text, *span);
    }
    for found in parsed.personal() {
        inside(text, found.span);
    }
    let outline = parsed.outline();
    for heading in &outline.headings {
        inside(text, heading.span);
    }
    for link in &outline.links {
        inside(text, link.span);
        inside(text, link.target_span.unwrap_or_default());
    }
    for image in &outline.images {
        inside(text, image.span);
    }
    for paragraph in &outline.paragraphs {
        inside(text, paragraph.span());
    }
    for (span, _) in &outline.placeholders {
        inside(text, *span);
    }
    // The values themselves hold places as well.
    let values = format!("{:?} {:?}", parsed.entity, parsed.declared);
    for place in values.split("Span { start: ").skip(1) {
        let numbers = place.split_once(" }").unwrap_or_default().0;
        let (start, end) = numbers.split_once(", end: ").expect("a place");
        let number = |text: &str| text.parse().expect("a number");
        inside(text, Span::new(number(start), number(end)));
    }
}
