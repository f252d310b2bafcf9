//! What is known of the snapshots of a repository: the ledger, the tags, and the verdict on each.

use super::super::ground::history_failure;
use super::super::{Context, Failure, FailureKind};
use crate::acts::snapshot;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::history::tag::{self, Judged, TagFault};
use crate::history::{self, Fact, History, Reading, words};
use crate::model::act::ActKind;
use crate::model::entity::Entity;
use crate::model::layout::{EntityKind, snapshot_path, stem};
use crate::model::policy::Policy;
use crate::model::registers::SnapshotEntry;
use crate::model::snapshot::{Manifest, SnapshotName};
use crate::parse;
use crate::repository::{CommitId, RawTag, Repository, TagError, TagRef, Target, Tree};
use crate::text::{Message, Text};
use chrono::DateTime;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A snapshot as the ledger and the references know it.
#[derive(Debug)]
pub struct Known<'c> {
    /// Its name.
    pub name: String,
    /// What the ledger says.
    pub entry: Option<&'c SnapshotEntry>,
    /// The reference of that name.
    pub reference: Option<TagRef>,
    /// The tag object that the reference holds.
    pub tag: Option<RawTag>,
}

/// The ledger of a tree, by the names of its files.
fn entries(tree: &Tree, policy: &Policy) -> Result<Vec<(String, SnapshotEntry)>, Failure> {
    let mut found = Vec::new();
    let files = tree
        .list(&["registres/instantanes"])
        .map_err(|error| Failure::io("git", error))?;
    for file in files {
        let bytes = tree
            .read(&file)
            .map_err(|error| Failure::io("git", error))?;
        let path: Arc<str> = Arc::from(file.path.as_str());
        let read = parse::read(EntityKind::SnapshotEntry, &path, &bytes, policy);
        if let Some(Entity::SnapshotEntry(entry)) = read.entity {
            found.push((stem(&file.path).to_owned(), entry));
        }
    }
    Ok(found)
}

/// The snapshots of a repository by name: those that the ledger names, and the tags that say they are.
pub fn all<'c>(repository: &Repository, corpus: &'c Corpus) -> Result<Vec<Known<'c>>, Failure> {
    let entries = corpus
        .entities(EntityKind::SnapshotEntry)
        .filter_map(|(file, entity)| match entity {
            Entity::SnapshotEntry(entry) => Some((stem(&file.path).to_owned(), entry)),
            _ => None,
        });
    of_entries(repository, entries)
}

/// The same, of ledger entries by the names of their files.
fn of_entries<'c>(
    repository: &Repository,
    entries: impl Iterator<Item = (String, &'c SnapshotEntry)>,
) -> Result<Vec<Known<'c>>, Failure> {
    let mut found: BTreeMap<String, Known<'c>> = BTreeMap::new();
    for (name, entry) in entries {
        let known = Known {
            name: name.clone(),
            entry: Some(entry),
            reference: None,
            tag: None,
        };
        found.insert(name, known);
    }
    for reference in repository.tag_refs().map_err(unreadable)? {
        let tag = tag::object(repository, &reference).map_err(unreadable)?;
        let name = reference.short().to_owned();
        let audit = tag.as_ref().is_some_and(tag::is_audit);
        if audit || found.contains_key(&name) {
            let known = found.entry(name.clone()).or_insert(Known {
                name,
                entry: None,
                reference: None,
                tag: None,
            });
            known.reference = Some(reference);
            known.tag = tag;
        }
    }
    Ok(found.into_values().collect())
}

/// What a snapshot says of itself, and all that is wrong with it.
#[derive(Debug)]
pub struct Verdict {
    /// What the tag says, where there is one.
    pub judged: Option<Judged>,
    /// The history up to the tagged commit, where it had to be read.
    pub at: Option<History>,
    /// What is wrong.
    pub faults: Vec<TagFault>,
}

/// Judges a snapshot. `history` leads to the commit whose ledger was read.
pub fn verdict(
    ctx: &Context,
    repository: &Repository,
    history: &History,
    known: &Known<'_>,
) -> Result<Verdict, Failure> {
    let fault = |fault: TagFault| Verdict {
        judged: None,
        at: None,
        faults: vec![fault],
    };
    let Some(tag) = &known.tag else {
        return Ok(fault(match known.reference {
            Some(_) => TagFault::NotAnnotated,
            None => TagFault::Missing,
        }));
    };
    let own = tag::judge(repository, history.register(), tag, &known.name).map_err(unreadable)?;
    let mut faults = Vec::new();
    let elsewhere = match own.commit {
        Some(commit) => !repository
            .leads_to(commit, history.tip())
            .map_err(unreadable)?,
        None => false,
    };
    if elsewhere {
        faults.push(TagFault::Elsewhere);
    }
    let entered = history.acts().iter().any(|record| {
        record.counts()
            && record.statement.act == ActKind::Snapshot
            && Some(&record.statement) == own.statement.as_ref()
    });
    // An act that counts says that the role was held when the tag was made; without one, or where a key was
    // withdrawn since, the register as it stood tells.
    let (judged, at) = match own.commit {
        Some(commit) if !(elsewhere || entered && own.faults.is_empty()) => {
            let at = read_at(ctx, repository, commit, history.root().commit)?;
            let judged =
                tag::judge(repository, at.register(), tag, &known.name).map_err(unreadable)?;
            (judged, Some(at))
        }
        _ => (own, None),
    };
    faults.extend(judged.faults.iter().cloned());
    match known.entry {
        Some(entry) => {
            faults.extend(tag::ledger_faults(entry, tag, &judged));
            if !entered {
                faults.push(TagFault::NoAct);
            }
        }
        None => faults.push(TagFault::NoAct),
    }
    Ok(Verdict {
        judged: Some(judged),
        at,
        faults,
    })
}

/// The history up to a commit.
pub fn read_at(
    ctx: &Context,
    repository: &Repository,
    commit: CommitId,
    root: CommitId,
) -> Result<History, Failure> {
    let reading = Reading {
        now: ctx.now(),
        root: Some(root),
    };
    history::read(repository, commit, &reading).map_err(history_failure)
}

/// The day that a tag made at a time must state for the state of a history.
pub fn day_of(history: &History, tag: &RawTag) -> chrono::NaiveDate {
    history.day(DateTime::from_timestamp(tag.tagger.seconds, 0).unwrap_or_default())
}

/// What a history still bears that is not as it should be.
pub fn open_faults(history: &History) -> Vec<(CommitId, &Fact)> {
    history
        .findings()
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| (finding.commit.unwrap_or(history.tip()), &finding.fact))
        .collect()
}

/// What is wrong with the audit tags that a commit's history should have: those that its ledger
/// names, and those that say they are of it. A tag of later commits is not its concern.
pub fn findings(
    ctx: &Context,
    repository: &Repository,
    history: &History,
) -> Result<Vec<Diagnostic>, Failure> {
    let entries = entries(
        &repository.tree_of(history.tip()),
        history.register().policy(),
    )?;
    let mut found = Vec::new();
    let entries = entries.iter().map(|(name, entry)| (name.clone(), entry));
    for known in of_entries(repository, entries)? {
        if known.entry.is_none()
            && let Some(tag) = &known.tag
            && let Target::Commit(commit) = tag.target
            && !repository
                .leads_to(commit, history.tip())
                .map_err(unreadable)?
        {
            continue;
        }
        let verdict = verdict(ctx, repository, history, &known)?;
        // The tag is made before the ledger tells of it.
        let own_commit = verdict.judged.as_ref().and_then(|judged| judged.commit);
        let early = own_commit == Some(history.tip()) && verdict.faults == [TagFault::NoAct];
        if !early {
            found.extend(
                verdict
                    .faults
                    .iter()
                    .map(|fault| finding(&known.name, fault)),
            );
        }
    }
    Ok(found)
}

/// What a tag says of the state at its commit, held against the acts that led there. `at` is the history up to that
/// commit, `corpus` what its tree says; the seal was judged with the tag.
pub fn against_the_acts(
    corpus: &Corpus,
    at: &History,
    tag: &RawTag,
    said: &Manifest,
) -> Vec<Diagnostic> {
    const OTHERWISE: Text = Text {
        en: "snapshot `{name}`: the manifest says of `{what}` otherwise than the acts",
        fr: "instantané `{name}`\u{a0}: le manifeste dit de `{what}` autre chose que les actes",
    };
    const FAULT: Text = Text {
        en: "snapshot `{name}` rests on commit {commit}, which is not sound: {why}",
        fr: "l'instantané `{name}` repose sur le commit {commit}, qui est en défaut\u{a0}: {why}",
    };
    let own = snapshot::manifest(&said.name, corpus, at, day_of(at, tag), said.seal);
    let name = said.name.as_str();
    let mut findings: Vec<Diagnostic> = snapshot::differences(said, &own)
        .into_iter()
        .map(|what| found(name, OTHERWISE.with("name", name).with("what", what)))
        .collect();
    for (commit, fact) in open_faults(at) {
        let message = FAULT
            .with("name", name)
            .with("commit", words::short(&commit.to_string()))
            .with("why", words::fact(fact));
        findings.push(Diagnostic {
            rule: fact.rule(),
            commit: Some(commit.to_string()),
            ..found(name, message)
        });
    }
    findings
}

/// A fault of a snapshot as a finding.
pub fn finding(name: &str, fault: &TagFault) -> Diagnostic {
    const SAYS: Text = Text {
        en: "snapshot `{name}`: {why}",
        fr: "instantané `{name}`\u{a0}: {why}",
    };
    const NOT_ENTERED: Text = Text {
        en: "if the run was stopped, `qms snapshot create {name}` completes it",
        fr: "si la commande a été interrompue, `qms snapshot create {name}` la termine",
    };
    const GONE: Text = Text {
        en: "fetch the tag where it still is: `git fetch origin tag {name}`",
        fr: "reprendre l'étiquette là où elle est encore\u{a0}: `git fetch origin tag {name}`",
    };
    let message = SAYS
        .with("name", name)
        .with("why", tag::words::fault(fault));
    let help = match fault {
        TagFault::NoAct => Some(message.reworded(NOT_ENTERED)),
        TagFault::Missing | TagFault::NotAnnotated => Some(message.reworded(GONE)),
        _ => None,
    };
    let place = match fault {
        TagFault::Ledger(_) | TagFault::Missing => {
            Some(Place::file(&Arc::from(snapshot_path(name))))
        }
        _ => None,
    };
    Diagnostic {
        rule: "G204",
        severity: Severity::Error,
        place,
        code: Some(name.to_owned()),
        commit: None,
        message,
        help,
    }
}

/// A finding of rule G204 in other words.
pub fn found(name: &str, message: impl Into<Message>) -> Diagnostic {
    Diagnostic {
        rule: "G204",
        severity: Severity::Error,
        place: None,
        code: Some(name.to_owned()),
        commit: None,
        message: message.into(),
        help: None,
    }
}

/// A name as it was typed.
pub fn name(typed: &str) -> Result<SnapshotName, Failure> {
    const TEXT: Text = Text {
        en: "`{name}` cannot be the name of a snapshot",
        fr: "`{name}` ne peut pas être le nom d'un instantané",
    };
    const HELP: Text = Text {
        en: "letters without accents, digits, `.`, `_` and `-`, such as `audit-2026`",
        fr: "des lettres sans accent, des chiffres, `.`, `_` et `-`, comme `audit-2026`",
    };
    typed.parse().map_err(|_| {
        Failure::could_not_run(FailureKind::Usage, TEXT.with("name", typed)).help(HELP)
    })
}

/// A tag or an object that cannot be read: nothing can be said.
pub fn unreadable(error: impl Into<TagError>) -> Failure {
    const DAMAGED: Text = Text {
        en: "the snapshots cannot be judged: {cause}",
        fr: "les instantanés ne peuvent pas être jugés\u{a0}: {cause}",
    };
    const HELP: Text = Text {
        en: "`git fsck` says more; a fresh clone may be needed",
        fr: "`git fsck` en dit plus\u{a0}; un nouveau clone peut être nécessaire",
    };
    let error: TagError = error.into();
    Failure::could_not_run(
        FailureKind::NotVerifiable,
        DAMAGED.with("cause", error.to_string()),
    )
    .help(HELP)
}
