//! What a person sees before signing: the version, what changed since the one in force, who refers
//! to it, which tickets are open on it.

use super::{Plan, Situation};
use crate::corpus::{Corpus, Version};
use crate::model::code::DocumentId;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::unaccented;
use crate::repository::Tree;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What is shown of one code.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The code, with its version.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The digest that is signed.
    pub digest: String,
    /// The role in which it is signed.
    pub role: Option<String>,
    /// The effective date of a validation.
    pub effective: Option<NaiveDate>,
    /// The version in force that it is compared with.
    pub against: Option<String>,
    /// The sections that were added, changed or taken out since then.
    pub changed: Vec<(SectionChange, String)>,
    /// Those that refer to the document.
    pub referrers: Vec<String>,
    /// Open tickets that name the document.
    pub tickets: Vec<String>,
    /// Files that leave the tree.
    pub leaves: Vec<String>,
}

/// What became of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SectionChange {
    /// It is new.
    Added,
    /// Its text differs.
    Changed,
    /// It is gone.
    Removed,
}

/// What a plan is about to sign, one element a code.
pub fn preview(situation: &Situation<'_>, plan: &Plan) -> Vec<Preview> {
    let corpus = situation.corpus;
    let mut shown = Vec::new();
    for statement in &plan.statements {
        let code = statement.code.clone().unwrap_or_default();
        let parsed = corpus.policy().codes.canonical(&code).ok();
        let version = parsed.as_ref().and_then(|code| corpus.version(code));
        let id = parsed.as_ref().and_then(|code| code.document());
        let in_force = id.as_ref().and_then(|id| corpus.in_force(id)).filter(|known| known.document.code.to_string() != code);
        shown.push(Preview {
            title: version.map(|version| version.document.title.value.clone()).unwrap_or_default(),
            digest: statement.digest.map(|digest| digest.to_string()).unwrap_or_default(),
            role: statement.role.clone(),
            effective: statement.effective,
            against: in_force.map(|known| known.document.code.to_string()),
            changed: match (in_force, version) {
                (Some(old), Some(new)) => sections_changed(situation.tree, &old, &new),
                _ => Vec::new(),
            },
            referrers: id.as_ref().map(|id| referrers(corpus, id)).unwrap_or_default(),
            tickets: id.as_ref().map(|id| open_tickets(corpus, id)).unwrap_or_default(),
            leaves: plan.edits.iter().filter(|edit| edit.content.is_none()).map(|edit| edit.path.clone()).collect(),
            code,
        });
    }
    shown
}

fn referrers(corpus: &Corpus, id: &DocumentId) -> Vec<String> {
    let mut names: Vec<String> = corpus
        .referrers(id)
        .iter()
        .filter(|referrer| referrer.kind != EntityKind::Ticket)
        .map(|referrer| referrer.code.as_ref().map_or_else(|| referrer.path.to_string(), ToString::to_string))
        .collect();
    names.sort();
    names.dedup();
    names
}

fn open_tickets(corpus: &Corpus, id: &DocumentId) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    for (_, entity) in corpus.entities(EntityKind::Ticket) {
        let Entity::Ticket(ticket) = entity else { continue };
        let named = ticket.documents.iter().any(|code| corpus.document_named(&code.value).as_ref() == Some(id));
        if named && ticket.closed.is_none() {
            open.push(ticket.code.to_string());
        }
    }
    open
}

/// Sections by heading, compared as text: white space does not count.
fn sections_changed(tree: &Tree, old: &Version<'_>, new: &Version<'_>) -> Vec<(SectionChange, String)> {
    let (before, after) = (sections(tree, old), sections(tree, new));
    let mut changed = Vec::new();
    for (key, (name, text)) in &after {
        match before.get(key) {
            None => changed.push((SectionChange::Added, name.clone())),
            Some((_, known)) if known != text => changed.push((SectionChange::Changed, name.clone())),
            Some(_) => {}
        }
    }
    let gone = before.iter().filter(|(key, _)| !after.contains_key(*key));
    changed.extend(gone.map(|(_, (name, _))| (SectionChange::Removed, name.clone())));
    changed
}

fn sections(tree: &Tree, version: &Version<'_>) -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    let Some(parsed) = &version.file.parsed else { return found };
    let bytes = tree.read_path(&version.file.path).ok().flatten().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    // The title is one section with the version's own number in it at times: it begins at level 2.
    let starts: Vec<_> = parsed.outline.headings.iter().filter(|heading| heading.level <= 2).collect();
    for (index, heading) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(text.len(), |next| next.span.start);
        let body = text.get(heading.span.end..end).unwrap_or_default();
        let words: Vec<&str> = body.split_whitespace().collect();
        found.insert(unaccented(&heading.text).to_lowercase(), (heading.text.to_string(), words.join(" ")));
    }
    found
}
