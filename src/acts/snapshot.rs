//! Snapshot: what is in force on a day, from the acts that count, signed as a whole and entered in the ledger.

use super::message::{Line, message};
use super::{Plan, Refusal, Situation};
use crate::corpus::{Corpus, Version};
use crate::history::{ActRecord, History, entitled};
use crate::model::act::{ActKind, Statement};
use crate::model::digest::Seal;
use crate::model::layout::{EntityKind, snapshot_path};
use crate::model::snapshot::{ActInForce, Counts, InForce, Manifest, SnapshotName};
use crate::parse::yaml::{plain, scalar};
use crate::parse::{digest, manifest, trailers};
use crate::repository::{CommitId, Edit};
use crate::text::{Lang, Text, escape_controls};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What is in force on a day, and what will be.
#[derive(Debug)]
pub struct Inventory {
    /// By code.
    pub in_force: Vec<InForce>,
    /// Versions validated whose day is still to come, by code.
    pub upcoming: Vec<String>,
}

/// What the acts that count say of a day: the keys of the files are not asked.
pub fn inventory(corpus: &Corpus, history: &History, day: NaiveDate) -> Inventory {
    let mut found = Inventory {
        in_force: Vec::new(),
        upcoming: Vec::new(),
    };
    let entered = newest_entered(history, day);
    let mut versions: Vec<Version<'_>> = corpus.documents().collect();
    versions.sort_by(|a, b| a.document.code.cmp(&b.document.code));
    for version in versions {
        let code = &version.document.code;
        let text = code.to_string();
        let standing = history.standing(&text, &version.document.digest);
        let Some(last) = standing.validations.last() else {
            continue;
        };
        let Some(effective) = last.statement.effective else {
            continue;
        };
        if standing.withdrawal.is_some() || history.left(&text).is_some() {
            continue;
        }
        if effective > day {
            found.upcoming.push(text);
            continue;
        }
        let superseded = code
            .document()
            .and_then(|id| entered.get(&(id.kind.to_string(), id.number)).copied())
            .is_some_and(|newest| newest > code.version());
        if superseded {
            continue;
        }
        let acts = standing.approvals.iter().chain(&standing.validations);
        found.in_force.push(InForce {
            code: text,
            version: code.version(),
            effective,
            digest: version.document.digest,
            path: version.file.path.to_string(),
            acts: acts.map(|record| listed(record)).collect(),
        });
    }
    found
}

/// Of each document, the newest version that came into force no later than a day, whatever became of it since.
fn newest_entered(history: &History, day: NaiveDate) -> BTreeMap<(String, u32), u32> {
    let codes = &history.register().policy().codes;
    let mut newest = BTreeMap::new();
    let named = history
        .acts()
        .iter()
        .filter(|record| record.counts() && record.statement.act == ActKind::Validate)
        .filter_map(|record| record.statement.code.as_deref());
    for text in named.collect::<std::collections::BTreeSet<&str>>() {
        let Ok(code) = codes.canonical(text) else {
            continue;
        };
        let Some(id) = code.document() else { continue };
        if history.entered(text, day).is_some() {
            let known = newest.entry((id.kind.to_string(), id.number)).or_insert(0);
            *known = code.version().max(*known);
        }
    }
    newest
}

fn listed(record: &ActRecord) -> ActInForce {
    ActInForce {
        act: record.statement.act,
        day: record.day,
        commit: record.commit.to_string(),
        actor: record.statement.actor.clone(),
        role: record.statement.role.clone().unwrap_or_default(),
    }
}

/// The manifest of the state at the last commit of a history. `corpus` is what its tree says.
pub fn manifest(
    name: &SnapshotName,
    corpus: &Corpus,
    history: &History,
    day: NaiveDate,
    seal: Seal,
) -> Manifest {
    let inventory = inventory(corpus, history, day);
    let organisation = &history.register().policy().organisation;
    Manifest {
        name: name.clone(),
        organisation: escape_controls(organisation).trim().to_owned(),
        root: history.root().commit.to_string(),
        commit: history.tip().to_string(),
        day,
        counts: Counts {
            in_force: inventory.in_force.len(),
            upcoming: inventory.upcoming.len(),
            records: corpus.entities(EntityKind::Record).count(),
            tickets: corpus.entities(EntityKind::Ticket).count(),
            acts: history.acts().iter().filter(|act| act.counts()).count(),
        },
        seal,
        documents: inventory.in_force,
    }
}

/// The statement of a snapshot, and the whole message of its tag.
///
/// # Errors
/// The person holds no role that takes snapshots, or a value cannot stand in the text.
pub fn tag_message(
    situation: &Situation<'_>,
    said: &Manifest,
) -> Result<(Statement, String), Refusal> {
    const CANNOT: Text = Text {
        en: "the manifest cannot be signed: a name in it is on several lines, or has characters that are not seen",
        fr: "le manifeste ne peut pas être signé\u{a0}: un nom y est sur plusieurs lignes, ou porte des caractères invisibles",
    };
    let role = role(situation)?;
    let text = manifest::write(said);
    let own = Statement::new(ActKind::Snapshot, situation.actor.id.value.as_str());
    let statement = Statement {
        code: Some(said.name.to_string()),
        digest: Some(digest::raw(text.as_bytes())),
        role: Some(role),
        ..own
    };
    let message = format!(
        "{text}\n{}",
        trailers::write(std::slice::from_ref(&statement))
    );
    let read = trailers::read(message.as_bytes());
    let split = manifest::split(&message).and_then(|(text, _)| manifest::read(text));
    if split.as_ref() != Some(said)
        || read != trailers::Trailers::Statements(vec![statement.clone()])
    {
        return Err(Refusal::new("A201", CANNOT));
    }
    Ok((statement, message))
}

/// A tag that was made and that the ledger does not have yet.
#[derive(Debug, Clone)]
pub struct Made {
    /// The id of the tag object.
    pub object: String,
    /// The commit that it names.
    pub commit: CommitId,
    /// The seal of its manifest.
    pub seal: Seal,
    /// Its statement: the act says the same.
    pub statement: Statement,
}

/// Plans the act that enters a tag in the ledger.
///
/// # Errors
/// The statement cannot stand in a commit.
pub fn plan(situation: &Situation<'_>, made: &Made) -> Result<Plan, Refusal> {
    let name = made.statement.code.clone().unwrap_or_default();
    let text = format!(
        "---\nnom: {}\nobjet: {}\ncommit: {}\nsha512: {}\ndate: {}\nacteur: {}\n---\n",
        scalar(&name),
        scalar(&made.object),
        scalar(&made.commit.to_string()),
        scalar(&made.seal.to_string()),
        situation.day,
        plain(situation.actor.id.value.as_str()),
    );
    let statements = vec![made.statement.clone()];
    let line = Line {
        code: name.clone(),
        title: title(situation),
        effective: None,
        note: None,
    };
    let message = message(situation, &statements, &[line])?;
    Ok(Plan {
        act: ActKind::Snapshot,
        statements,
        edits: vec![Edit {
            path: snapshot_path(&name),
            content: Some(text.into_bytes()),
        }],
        message,
        notes: Vec::new(),
    })
}

fn title(situation: &Situation<'_>) -> String {
    const STATE: Text = Text {
        en: "state of {date}",
        fr: "état au {date}",
    };
    let lang: Lang = situation.policy().lang;
    STATE.with("date", situation.day).render(lang)
}

/// The role in which the person takes a snapshot: the first of the policy's list that they hold.
fn role(situation: &Situation<'_>) -> Result<String, Refusal> {
    const DENIED: Text = Text {
        en: "`{actor}` may not take a snapshot: it takes {roles}",
        fr: "`{actor}` ne peut pas prendre d'instantané\u{a0}: il faut être {roles}",
    };
    const HELP: Text = Text {
        en: "who can: `qms actor list --role {role}`",
        fr: "qui le peut\u{a0}: `qms actor list --role {role}`",
    };
    let policy = situation.policy();
    let asked = entitled::roles(ActKind::Snapshot, policy, "");
    let held = asked
        .iter()
        .find(|role| situation.actor.holds(role, None, situation.day));
    if let Some(role) = held {
        return Ok(role.to_string());
    }
    let labels: Vec<String> = asked
        .iter()
        .map(|role| policy.role_label(role).unwrap_or(role.as_str()).to_owned())
        .collect();
    let message = DENIED
        .with("actor", situation.actor.id.value.as_str())
        .with("roles", labels);
    let refusal = Refusal::new("A204", message);
    Err(match asked.first() {
        Some(first) => refusal.help(HELP.with("role", first.as_str())),
        None => refusal,
    })
}

/// Where a manifest says otherwise than the acts: keys of its head, and codes.
pub fn differences(said: &Manifest, found: &Manifest) -> Vec<String> {
    let (a, b) = (said.counts, found.counts);
    let heads = [
        ("organisation", said.organisation == found.organisation),
        ("racine", said.root == found.root),
        ("commit", said.commit == found.commit),
        ("jour", said.day == found.day),
        ("en-vigueur", a.in_force == b.in_force),
        ("a-paraitre", a.upcoming == b.upcoming),
        ("enregistrements", a.records == b.records),
        ("fiches", a.tickets == b.tickets),
        ("actes", a.acts == b.acts),
        ("sha512", said.seal == found.seal),
    ];
    let mut different: Vec<String> = heads
        .into_iter()
        .filter(|(_, same)| !same)
        .map(|(key, _)| key.to_owned())
        .collect();
    let by_code = |manifest: &Manifest| -> BTreeMap<String, InForce> {
        let documents = manifest.documents.iter();
        documents
            .map(|document| (document.code.clone(), document.clone()))
            .collect()
    };
    let (said_by, found_by) = (by_code(said), by_code(found));
    let codes = said_by.keys().chain(found_by.keys());
    for code in codes.collect::<std::collections::BTreeSet<_>>() {
        if said_by.get(code) != found_by.get(code) {
            different.push(code.clone());
        }
    }
    if different.is_empty() && said != found {
        different.push(found.name.to_string());
    }
    different
}
