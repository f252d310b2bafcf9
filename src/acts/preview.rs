//! What a person sees before signing: the version, what changed since the one in force, who refers
//! to it, which tickets are open on it.

use super::{Plan, Situation};
use crate::corpus::{Corpus, Version};
use crate::model::act::{ActKind, Statement};
use crate::model::code::DocumentId;
use crate::model::entity::Entity;
use crate::model::layout::{EntityKind, stem};
use crate::repository::Tree;
use crate::retention::{self, words};
use crate::text::Message;
use chrono::NaiveDate;

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
    /// The version in force that it is compared with: its code, its text, and the new text.
    pub against: Option<Against>,
    /// Whether it is about to come into force, so that what is in force before it matters.
    pub enters: bool,
    /// Of what is kept: the rule that gives its days.
    pub kept: Option<Message>,
    /// Those that refer to the document.
    pub referrers: Vec<String>,
    /// Open tickets that name the document.
    pub tickets: Vec<String>,
    /// Files that leave the tree.
    pub leaves: Vec<String>,
}

/// The version that another one will replace.
#[derive(Debug, Clone)]
pub struct Against {
    /// Its code.
    pub code: String,
    /// Its text.
    pub old: String,
    /// The text that is about to be signed.
    pub new: String,
}

/// What a plan is about to sign, one element a code.
pub fn preview(situation: &Situation<'_>, plan: &Plan) -> Vec<Preview> {
    let corpus = situation.corpus;
    let items = match plan.act {
        ActKind::Close | ActKind::Reopen | ActKind::Archive | ActKind::Hold | ActKind::Destroy => {
            retention::items(corpus)
        }
        _ => Vec::new(),
    };
    let mut shown = Vec::new();
    for statement in &plan.statements {
        let code = statement.code.clone().unwrap_or_default();
        let parsed = corpus.policy().codes.canonical(&code).ok();
        let version = parsed.as_ref().and_then(|code| corpus.version(code));
        let item = parsed
            .as_ref()
            .and_then(|code| retention::find(&items, code));
        let id = parsed.as_ref().and_then(|code| code.document());
        let in_force = id
            .as_ref()
            .and_then(|id| corpus.in_force(id))
            .filter(|known| known.document.code.to_string() != code);
        shown.push(Preview {
            title: version
                .map(|version| version.document.title.value.clone())
                .or(item.map(|item| item.title.value.clone()))
                .unwrap_or_default(),
            enters: matches!(plan.act, ActKind::Approve | ActKind::Validate),
            kept: item.map(|item| words::rule(item, corpus.policy())),
            digest: statement
                .digest
                .map(|digest| digest.to_string())
                .unwrap_or_default(),
            role: statement.role.clone(),
            effective: statement.effective,
            against: in_force
                .zip(version)
                .filter(|_| item.is_none())
                .map(|(old, new)| Against {
                    code: old.document.code.to_string(),
                    old: text(situation.tree, &old),
                    new: text(situation.tree, &new),
                }),
            referrers: id
                .as_ref()
                .map(|id| referrers(corpus, id))
                .unwrap_or_default(),
            tickets: id
                .as_ref()
                .map(|id| open_tickets(corpus, id))
                .unwrap_or_default(),
            leaves: plan
                .edits
                .iter()
                .filter(|edit| edit.content.is_none())
                .map(|edit| edit.path.clone())
                .filter(|path| leaves_with(path, statement))
                .collect(),
            code,
        });
    }
    shown
}

/// Whether a file that leaves is the statement's own, or the one that it supersedes.
fn leaves_with(path: &str, statement: &Statement) -> bool {
    [&statement.code, &statement.supersedes]
        .into_iter()
        .flatten()
        .any(|code| code == stem(path))
}

fn referrers(corpus: &Corpus, id: &DocumentId) -> Vec<String> {
    let mut names: Vec<String> = corpus
        .referrers(id)
        .iter()
        .filter(|referrer| referrer.kind != EntityKind::Ticket)
        .map(|referrer| {
            referrer
                .code
                .as_ref()
                .map_or_else(|| referrer.path.to_string(), ToString::to_string)
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

fn open_tickets(corpus: &Corpus, id: &DocumentId) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    for (_, entity) in corpus.entities(EntityKind::Ticket) {
        let Entity::Ticket(ticket) = entity else {
            continue;
        };
        let named = ticket
            .documents
            .iter()
            .any(|code| corpus.document_named(&code.value).as_ref() == Some(id));
        if named && ticket.closed.is_none() {
            open.push(ticket.code.to_string());
        }
    }
    open
}

fn text(tree: &Tree, version: &Version<'_>) -> String {
    let bytes = tree
        .read_path(&version.file.path)
        .ok()
        .flatten()
        .unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
