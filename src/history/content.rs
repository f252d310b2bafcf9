//! Whether a commit changes exactly what its statement says (A206, A210).

use super::assets::assets;
use super::breach::{Breach, Fact};
use super::kept::Kept;
use super::scope::{keys, path_of, without};
use super::terms::Terms;
use crate::model::act::{ActKind, HoldChange, Statement};
use crate::model::code::Code;
use crate::model::document::{Document, Entry};
use crate::model::entity::Entity;
use crate::model::layout::{self, EntityKind};
use crate::model::policy::Policy;
use crate::model::registers::Disposed;
use crate::parse::defect::Defect;
use crate::parse::workflow::{WorkflowKey, blocks_in};
use crate::parse::{self, digest};
use crate::repository::{Change, CommitId, Mode, ObjectError, Repository};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The commit whose changes are compared with what it says.
pub(super) struct Deed<'d> {
    pub repository: &'d Repository,
    pub policy: &'d Policy,
    pub commit: CommitId,
    pub changes: &'d [Change],
    pub day: NaiveDate,
    pub terms: Terms<'d>,
}

/// What is known of the file of one statement, for the judgements that follow.
#[derive(Default)]
pub(super) struct Found {
    pub breaches: Vec<Breach>,
    /// What the file holds, as it was signed.
    pub entity: Option<Entity>,
    /// Entries of this very content that the act did not keep: who, in which role.
    pub dropped: Vec<(ActKind, String, String)>,
    /// The paths that the statement accounts for.
    pub accounted: BTreeSet<String>,
    /// Whether a document bears keys that only records and tickets have.
    pub foreign: bool,
    /// What the certificate of a destruction says of it.
    pub disposed: Option<Disposed>,
    /// The file of the version that a validation replaces, and whether it leaves with it.
    pub successor: Option<(String, bool)>,
}

impl Deed<'_> {
    /// Compares the changes with one statement.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn compare(
        &self,
        statement: &Statement,
        code: &Code,
        confirms: bool,
    ) -> Result<Found, ObjectError> {
        let path = path_of(self.policy, code);
        let mut found = match statement.act {
            ActKind::Destroy => self.destroyed(statement, &path)?,
            ActKind::Ack => self.acknowledged(statement, code, &path)?,
            _ => self.written(statement, &path, confirms)?,
        };
        if statement.act == ActKind::Validate
            && !confirms
            && let Some(effective) = statement.effective.filter(|date| *date < self.day)
        {
            found.breaches.push(Fact::EffectivePast(effective).error());
        }
        if statement.act == ActKind::Validate {
            self.successor(statement, &mut found);
        }
        Ok(found)
    }

    /// The paths that changed and that no statement accounts for.
    pub fn unaccounted(&self, accounted: &BTreeSet<String>) -> impl Iterator<Item = Breach> {
        self.changes
            .iter()
            .filter(|change| !accounted.contains(&change.path))
            .map(|change| Fact::OtherChange(change.path.clone()).error())
    }

    fn change(&self, path: &str) -> Option<&Change> {
        self.changes.iter().find(|change| change.path == path)
    }

    /// Reads a document and compares digest and images with the statement.
    fn signed(&self, statement: &Statement, path: &str, bytes: &[u8], found: &mut Found) {
        let kind = match layout::position(path) {
            layout::Position::Entity(kind) => kind,
            _ => EntityKind::Document,
        };
        let parsed = parse::read_head(kind, &Arc::from(path), bytes, self.policy);
        if statement.digest != Some(parsed.digest) {
            found
                .breaches
                .push(Fact::Digest(Some(parsed.digest)).error());
        }
        let shown = match kind {
            EntityKind::Document => {
                assets(&self.repository.tree_of(self.commit), path, &parsed).ok()
            }
            _ => Some(Vec::new()),
        };
        if shown.as_ref() != Some(&statement.assets) {
            found.breaches.push(Fact::Assets.error());
        }
        // Where YAML and the byte rule may read different keys, it is not said what was signed.
        if parsed
            .defects
            .iter()
            .any(|defect| matches!(defect.value, Defect::Yaml(_)))
        {
            found.breaches.push(Fact::Keys(path.to_owned()).error());
        }
        found.foreign = kind == EntityKind::Document
            && blocks_in(bytes).iter().any(|block| {
                let own = [
                    WorkflowKey::Closed,
                    WorkflowKey::Archived,
                    WorkflowKey::Hold,
                ];
                own.contains(&block.key)
            });
        if parsed
            .declared
            .as_ref()
            .is_none_or(|declared| Some(&declared.value) != statement.code.as_ref())
            && kind != EntityKind::Acknowledgement
        {
            found
                .breaches
                .push(Fact::CodeDiffers(path.to_owned()).error());
        }
        found.entity = parsed.entity;
    }

    /// The ledger entry of a snapshot, and nothing else.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn snapshot(&self, statement: &Statement) -> Result<Found, ObjectError> {
        let mut found = Found::default();
        let name = statement.code.clone().unwrap_or_default();
        let path = format!("registres/instantanes/{name}.md");
        let Some(Change {
            old: None,
            new: Some((Mode::Plain, new)),
            ..
        }) = self.change(&path)
        else {
            found.breaches.push(Fact::NotDone(path.clone()).error());
            return Ok(found);
        };
        let read = parse::read_head(
            EntityKind::SnapshotEntry,
            &Arc::from(path.as_str()),
            &self.repository.blob(*new)?,
            self.policy,
        );
        let says = match read.entity {
            Some(Entity::SnapshotEntry(entry)) => {
                entry.name.value == name
                    && entry
                        .actor
                        .is_some_and(|actor| actor.value.as_str() == statement.actor)
            }
            _ => false,
        };
        if !says {
            found.breaches.push(Fact::Entry(path.clone()).error());
        }
        found.accounted.insert(path);
        Ok(found)
    }

    /// An act that writes workflow keys of one file.
    fn written(
        &self,
        statement: &Statement,
        path: &str,
        confirms: bool,
    ) -> Result<Found, ObjectError> {
        let mut found = Found::default();
        found.accounted.insert(path.to_owned());
        let Some(Change {
            old: Some((Mode::Plain, old)),
            new: Some((Mode::Plain, new)),
            ..
        }) = self.change(path)
        else {
            // What was signed is compared all the same: the file may be there, unchanged.
            match self.repository.blob_at(self.commit, path)? {
                Some((_, bytes)) => self.signed(statement, path, &bytes, &mut found),
                None => found.breaches.push(Fact::Digest(None).error()),
            }
            // An act made again the same day, after its commit was lost or its key was, finds its
            // entry there already.
            let again = self.change(path).is_none()
                && matches!(&found.entity, Some(Entity::Document(document)) if self.bears(statement, document, confirms));
            if !again {
                found.breaches.push(Fact::NotDone(path.to_owned()).error());
            }
            return Ok(found);
        };
        let (old, new) = (self.repository.blob(*old)?, self.repository.blob(*new)?);
        self.signed(statement, path, &new, &mut found);
        if digest::digest(&old) != digest::digest(&new)
            || without(&old, keys(statement.act)) != without(&new, keys(statement.act))
        {
            found
                .breaches
                .push(Fact::OtherChange(path.to_owned()).error());
        }
        let kind = match layout::position(path) {
            layout::Position::Entity(kind) => kind,
            _ => EntityKind::Document,
        };
        let before = parse::read_head(kind, &Arc::from(path), &old, self.policy);
        let says = match (&before.entity, &found.entity) {
            (Some(Entity::Document(before)), Some(Entity::Document(after))) => {
                found.dropped = dropped(statement, before, after);
                self.says(statement, before, after)
            }
            (Some(before), Some(after)) => match (Kept::of(before), Kept::of(after)) {
                (Some(before), Some(after)) => {
                    if statement.hold == Some(HoldChange::Set) && !after.reassessed() {
                        found
                            .breaches
                            .push(Fact::NeverReassessed(path.to_owned()).error());
                    }
                    after.follows(&before, statement, self.day)
                }
                _ => false,
            },
            _ => false,
        };
        if !says {
            found.breaches.push(Fact::Entry(path.to_owned()).error());
        }
        Ok(found)
    }

    /// Whether the workflow keys after the act are those before it and what the statement adds.
    fn says(&self, statement: &Statement, before: &Document, after: &Document) -> bool {
        match statement.act {
            ActKind::Approve => self.adds(statement, &before.approvals, &after.approvals),
            ActKind::Validate => {
                self.adds(statement, &before.validations, &after.validations)
                    && statement.effective.is_some()
                    && after.effective.as_ref().map(|date| date.value) == statement.effective
                    && (statement.supersedes.is_none()
                        || after.supersedes.as_ref().map(|code| code.value.as_str())
                            == statement.supersedes.as_deref())
            }
            ActKind::Reject => {
                after.approvals.is_empty()
                    && after.validations.is_empty()
                    && after.effective.is_none()
            }
            ActKind::Review => after.review.as_ref().is_some_and(|review| {
                review.date.value == self.day
                    && review.actor.value.as_str() == statement.actor
                    && Some(review.outcome) == statement.outcome
            }),
            ActKind::Withdraw => after.withdrawal.as_ref().is_some_and(|withdrawal| {
                withdrawal.date.value == self.day
                    && withdrawal.actor.value.as_str() == statement.actor
                    && Some(withdrawal.reason.as_str()) == statement.reason.as_deref()
            }),
            // These write nothing into a document.
            ActKind::Close
            | ActKind::Reopen
            | ActKind::Archive
            | ActKind::Hold
            | ActKind::Destroy
            | ActKind::Ack
            | ActKind::Snapshot
            | ActKind::Settle => false,
        }
    }

    /// Whether the entries after are those before that count, in their order, and the new one.
    /// The same person's earlier entry in the same role may give way to the new one, and so may
    /// entries that no act wrote: what is left out is compared with the acts by the caller.
    fn adds(&self, statement: &Statement, before: &[Entry], after: &[Entry]) -> bool {
        let Some((new, kept)) = after.split_last() else {
            return false;
        };
        let short = statement
            .digest
            .map(|digest| digest.short())
            .unwrap_or_default();
        let mut counting = before.iter().filter(|entry| entry.digest.value == short);
        is_entry(statement, new, self.day)
            && kept
                .iter()
                .all(|entry| counting.any(|known| same(known, entry)))
    }

    /// Whether a document has the very entry that an approval or validation writes.
    fn bears(&self, statement: &Statement, document: &Document, confirms: bool) -> bool {
        // What is made again with another key may leave the entry with the day that it has.
        let has = |entries: &[Entry]| {
            entries.iter().any(|entry| {
                let day = if confirms { entry.date.value } else { self.day };
                is_entry(statement, entry, day)
            })
        };
        match statement.act {
            ActKind::Approve => has(&document.approvals),
            ActKind::Validate => {
                has(&document.validations)
                    && document.effective.as_ref().map(|date| date.value) == statement.effective
                    && document.supersedes.as_ref().map(|code| code.value.as_str())
                        == statement.supersedes.as_deref()
            }
            _ => false,
        }
    }

    fn successor(&self, statement: &Statement, found: &mut Found) {
        let Some(superseded) = &statement.supersedes else {
            return;
        };
        let Ok(code) = self.policy.codes.canonical(superseded) else {
            found.breaches.push(Fact::Code(superseded.clone()).error());
            return;
        };
        let path = path_of(self.policy, &code);
        let leaves = self
            .change(&path)
            .is_some_and(|change| change.new.is_none());
        let reached = statement.effective.is_some_and(|date| date <= self.day);
        found.successor = Some((path, leaves && reached));
    }

    fn destroyed(&self, statement: &Statement, path: &str) -> Result<Found, ObjectError> {
        let mut found = Found::default();
        let mut removed = None;
        let mut title = None;
        match self.change(path) {
            Some(Change {
                old: Some((Mode::Plain, old)),
                new: None,
                ..
            }) => {
                found.accounted.insert(path.to_owned());
                let kind = match layout::position(path) {
                    layout::Position::Entity(kind) => kind,
                    _ => EntityKind::Document,
                };
                let bytes = self.repository.blob(*old)?;
                removed = Some(digest::raw(&bytes));
                let parsed = parse::read_head(kind, &Arc::from(path), &bytes, self.policy);
                title = parsed.entity.as_ref().and_then(title_of);
                if statement.digest != Some(parsed.digest) {
                    found
                        .breaches
                        .push(Fact::Digest(Some(parsed.digest)).error());
                }
                found.entity = parsed.entity;
            }
            _ => found.breaches.push(Fact::NotDone(path.to_owned()).error()),
        }
        let certificate = statement
            .certificate
            .as_deref()
            .and_then(|code| self.policy.codes.canonical(code).ok());
        let Some(certificate) = certificate.map(|code| path_of(self.policy, &code)) else {
            found
                .breaches
                .push(Fact::Code(statement.certificate.clone().unwrap_or_default()).error());
            return Ok(found);
        };
        match self.change(&certificate) {
            Some(Change {
                old: None,
                new: Some((Mode::Plain, new)),
                ..
            }) => {
                let bytes = self.repository.blob(*new)?;
                let read = parse::read_head(
                    EntityKind::DisposalCertificate,
                    &Arc::from(certificate.as_str()),
                    &bytes,
                    self.policy,
                );
                if let Some(Entity::DisposalCertificate(read)) = &read.entity {
                    let own =
                        |element: &&Disposed| Some(&element.code.value) == statement.code.as_ref();
                    found.disposed = read.elements.iter().find(own).cloned();
                }
                let named = match read.entity {
                    Some(Entity::DisposalCertificate(read)) => {
                        read.date == Some(self.day)
                            && read
                                .actor
                                .is_some_and(|actor| actor.value.as_str() == statement.actor)
                            && read.elements.iter().any(|element| {
                                Some(&element.code.value) == statement.code.as_ref()
                                    && element.path.as_deref() == Some(path)
                                    && element.title == title
                                    && element.is_of(removed)
                            })
                            && read.elements.iter().all(|element| self.is_removed(element))
                    }
                    _ => false,
                };
                if !named {
                    found
                        .breaches
                        .push(Fact::Certificate(certificate.clone()).error());
                }
                found.accounted.insert(certificate);
            }
            _ => found.breaches.push(Fact::NotDone(certificate).error()),
        }
        Ok(found)
    }

    /// Whether what a certificate names left in this very commit.
    fn is_removed(&self, element: &Disposed) -> bool {
        element.path.as_deref().is_some_and(|path| {
            self.change(path)
                .is_some_and(|change| change.old.is_some() && change.new.is_none())
        })
    }

    fn acknowledged(
        &self,
        statement: &Statement,
        code: &Code,
        path: &str,
    ) -> Result<Found, ObjectError> {
        let mut found = Found::default();
        match self.repository.blob_at(self.commit, path)? {
            Some((Mode::Plain, bytes)) => self.signed(statement, path, &bytes, &mut found),
            _ => found.breaches.push(Fact::Digest(None).error()),
        }
        let folder = format!("enregistrements/lecture/{code}/");
        let short = statement
            .digest
            .map(|digest| digest.short())
            .unwrap_or_default();
        for change in self
            .changes
            .iter()
            .filter(|change| change.path.starts_with(&folder))
        {
            found.accounted.insert(change.path.clone());
            let Some((Mode::Plain, new)) = change.new else {
                found
                    .breaches
                    .push(Fact::OtherChange(change.path.clone()).error());
                continue;
            };
            let bytes = self.repository.blob(new)?;
            let says = match parse::read_head(
                EntityKind::Acknowledgement,
                &Arc::from(change.path.as_str()),
                &bytes,
                self.policy,
            )
            .entity
            {
                Some(Entity::Acknowledgement(read)) => {
                    read.code.value == code.to_string()
                        && read.actor.value.as_str() == layout::stem(&change.path)
                        && read.date.value == self.day
                        && read.digest.value == short
                }
                _ => false,
            };
            if !says {
                found
                    .breaches
                    .push(Fact::Entry(change.path.clone()).error());
            }
        }
        if found.accounted.is_empty() {
            found.breaches.push(Fact::NotDone(folder).error());
        }
        Ok(found)
    }
}

fn is_entry(statement: &Statement, entry: &Entry, day: NaiveDate) -> bool {
    entry.actor.value.as_str() == statement.actor
        && Some(entry.role.value.as_str()) == statement.role.as_deref()
        && entry.date.value == day
        && statement
            .digest
            .is_some_and(|digest| digest.matches(&entry.digest.value))
}

/// Entries of the signed content that an approval or validation left out, the signer's own earlier
/// one in that role excepted.
fn dropped(
    statement: &Statement,
    before: &Document,
    after: &Document,
) -> Vec<(ActKind, String, String)> {
    let lists = match statement.act {
        ActKind::Approve => (&before.approvals, &after.approvals),
        ActKind::Validate => (&before.validations, &after.validations),
        _ => return Vec::new(),
    };
    let own = |entry: &Entry| {
        entry.actor.value.as_str() == statement.actor
            && Some(entry.role.value.as_str()) == statement.role.as_deref()
    };
    let counts = |entry: &&Entry| {
        statement
            .digest
            .is_some_and(|digest| digest.matches(&entry.digest.value))
    };
    lists
        .0
        .iter()
        .filter(counts)
        .filter(|entry| !own(entry) && !lists.1.iter().any(|kept| same(kept, entry)))
        .map(|entry| {
            (
                statement.act,
                entry.actor.value.to_string(),
                entry.role.value.to_string(),
            )
        })
        .collect()
}

fn title_of(entity: &Entity) -> Option<String> {
    match entity {
        Entity::Document(document) => Some(document.title.value.clone()),
        Entity::Record(record) => Some(record.title.value.clone()),
        Entity::Ticket(ticket) => Some(ticket.title.value.clone()),
        _ => None,
    }
}

fn same(a: &Entry, b: &Entry) -> bool {
    a.actor.value == b.actor.value
        && a.role.value == b.role.value
        && a.date.value == b.date.value
        && a.digest.value == b.digest.value
}
