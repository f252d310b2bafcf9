//! One act judged by the register as it stood before it.

use super::breach::{Breach, Fact};
use super::content::{Deed, Found};
use super::guard::{Guard, Guards, Held};
use super::ledger::View;
use super::record::ActRecord;
use super::register::{Register, Signer};
use super::takings::Voids;
use super::terms::Terms;
use super::{entitled, entries, stages};
use crate::diagnostic::Severity;
use crate::model::act::{ActKind, Statement};
use crate::model::code::Code;
use crate::model::document::Document;
use crate::model::entity::Entity;
use crate::model::layout;
use crate::model::names::{ActorId, ProcessCode, RoleId};
use crate::model::policy::Level;
use crate::repository::{Change, CommitId, ObjectError, RawCommit, Repository};
use crate::text::escape_controls;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{BTreeSet, HashMap};

/// How far behind its parent a commit may be dated (30-trust).
const BEHIND: i64 = 600;

/// What an act is judged by.
pub(super) struct Court<'c> {
    pub repository: &'c Repository,
    /// As it stood before the act.
    pub register: &'c Register,
    /// Every key that some register had.
    pub seen: &'c HashMap<String, ActorId>,
    /// The latest date of the acts and register commits before it.
    pub latest: i64,
    /// The date of its parent.
    pub parent_seconds: i64,
    /// The acts before it.
    pub view: View<'c>,
    /// What is guarded.
    pub guards: &'c Guards,
    /// What was found, after the fact, to take the effect of commits away.
    pub voids: &'c Voids,
    /// The latest time that a date may bear without being in the future.
    pub latest_honest: i64,
}

/// The civil day of a time, in the organisation's zone.
pub(super) fn day_of(seconds: i64, register: &Register) -> NaiveDate {
    DateTime::<Utc>::from_timestamp(seconds, 0)
        .unwrap_or_default()
        .with_timezone(&register.policy().zone)
        .date_naive()
}

impl Court<'_> {
    /// The day of a commit: the later of its own date and those of what came before.
    pub fn day(&self, raw: &RawCommit) -> NaiveDate {
        day_of(raw.committer.seconds.max(self.latest), self.register)
    }

    /// Who signed, and what is wrong with that, whatever the commit says.
    pub fn signature(&self, raw: &RawCommit, day: NaiveDate) -> (Signer, Vec<Breach>) {
        let signer = self.register.signer(raw);
        let mut breaches = Vec::new();
        match &signer {
            Signer::None => breaches.push(Fact::Unsigned.error()),
            Signer::Bad => breaches.push(Fact::BadSignature.error()),
            Signer::Revoked { .. } => breaches.push(Fact::KeyOutOfDates.error()),
            Signer::Unknown { fingerprint } if self.seen.contains_key(fingerprint) => {
                breaches.push(Fact::KeyWithdrawn.error())
            }
            Signer::Unknown { fingerprint } => {
                breaches.push(Fact::UnknownKey(fingerprint.clone()).error())
            }
            Signer::Good { actor, fingerprint } => {
                let seconds = raw.committer.seconds.max(self.latest);
                if !self.register.key_in_dates(fingerprint, day)
                    || !self.register.key_lives(fingerprint, seconds)
                {
                    breaches.push(Fact::KeyOutOfDates.error());
                }
                if let Some(known) = self.register.actor(actor.as_str()) {
                    if known
                        .key(fingerprint)
                        .is_some_and(|key| key.compromised.is_some())
                    {
                        breaches.push(Fact::KeyCompromised.error());
                    }
                    let named = |stamp: &crate::repository::Stamp| {
                        stamp.name == known.actor.name.value
                            && stamp.email == known.actor.email.value
                    };
                    if !named(&raw.author) || !named(&raw.committer) {
                        breaches.push(Fact::Identity.warning());
                    }
                }
            }
        }
        let plain = raw.malformed.is_empty() && raw.encoding.is_none() && raw.others.is_empty();
        if !plain || !is_clean(&raw.message) {
            breaches.push(Fact::Object.error());
        }
        if raw.committer.seconds.saturating_add(BEHIND) < self.parent_seconds {
            breaches.push(Fact::BeforeParent.error());
        }
        if raw.committer.seconds > self.latest_honest {
            breaches.push(Fact::Future.warning());
        }
        (signer, breaches)
    }

    /// The verdict on every statement of one commit.
    ///
    /// # Errors
    /// An object is missing or damaged: nothing can be said of it.
    pub fn judge(
        &self,
        raw: &RawCommit,
        statements: &[Statement],
        changes: &[Change],
    ) -> Result<Vec<ActRecord>, ObjectError> {
        let day = self.day(raw);
        let (signer, mut common) = self.signature(raw, day);
        if raw.parents.len() != 1 {
            common.push(Fact::Parents(raw.parents.len()).error());
        }
        if let (Signer::Good { actor, .. }, Some(first)) = (&signer, statements.first())
            && actor.as_str() != first.actor
        {
            common.push(Fact::OtherActor(actor.clone()).error());
        }
        let deed = Deed {
            repository: self.repository,
            policy: self.register.policy(),
            commit: raw.id,
            changes,
            day,
            terms: self.terms(),
        };
        let mut accounted = BTreeSet::new();
        let mut records: Vec<ActRecord> = Vec::new();
        for statement in statements {
            let mut breaches = common.clone();
            let found = self.statement(&deed, statement, &signer, &mut breaches)?;
            breaches.extend(found.breaches.iter().cloned());
            breaches.extend(self.voids.of(raw.id, statement.code.as_deref()));
            let completes = sound(&breaches) && self.completes(raw.id, statement, &signer, day);
            let also = found
                .successor
                .filter(|(_, leaves)| *leaves && completes)
                .map(|(path, _)| path);
            accounted.extend(found.accounted);
            accounted.extend(also);
            records.push(ActRecord {
                commit: raw.id,
                place: self.view.at + 1,
                statement: statement.clone(),
                day,
                seconds: raw.committer.seconds,
                signer: signer.clone(),
                process: found.entity.as_ref().and_then(process_of),
                breaches,
                completes,
                rejected: false,
                wrote: Vec::new(),
            });
        }
        let others: Vec<Breach> = deed.unaccounted(&accounted).collect();
        for record in &mut records {
            record.breaches.extend(others.iter().cloned());
        }
        // A commit is one act: what takes the effect of one group takes it of all (30-trust).
        let void = records.iter().any(|record| !record.counts());
        for record in records.iter_mut().filter(|_| void) {
            record.completes = false;
            record.wrote = changes
                .iter()
                .map(|change| (change.path.clone(), change.new))
                .collect();
        }
        Ok(records)
    }

    /// Whether a validation fills the last role that its type asks for.
    fn completes(
        &self,
        commit: CommitId,
        statement: &Statement,
        signer: &Signer,
        day: NaiveDate,
    ) -> bool {
        let (ActKind::Validate, Some(code), Some(digest)) =
            (statement.act, &statement.code, statement.digest)
        else {
            return false;
        };
        let policy = self.register.policy();
        let Some(kind) = policy
            .codes
            .canonical(code)
            .ok()
            .and_then(|code| policy.document_type(code.kind()))
        else {
            return false;
        };
        let own = ActRecord {
            commit,
            place: usize::MAX,
            statement: statement.clone(),
            day,
            seconds: 0,
            signer: signer.clone(),
            process: None,
            breaches: Vec::new(),
            completes: false,
            rejected: false,
            wrote: Vec::new(),
        };
        let mut acts: Vec<&ActRecord> = self
            .view
            .standing_on(ActKind::Validate, code, digest)
            .collect();
        acts.push(&own);
        missing_roles(&kind.validation, &acts).is_empty()
    }

    fn statement(
        &self,
        deed: &Deed<'_>,
        statement: &Statement,
        signer: &Signer,
        breaches: &mut Vec<Breach>,
    ) -> Result<Found, ObjectError> {
        let policy = self.register.policy();
        match statement.act {
            ActKind::Settle => {
                self.settles(statement, deed.day, breaches)?;
                return Ok(Found::default());
            }
            ActKind::Snapshot => {
                self.role(
                    statement,
                    &entitled::roles(statement.act, policy, ""),
                    None,
                    deed.day,
                    breaches,
                );
                return deed.snapshot(statement);
            }
            _ => {}
        }
        let named = statement.code.as_deref().unwrap_or_default();
        let code = policy.codes.canonical(named).ok();
        let Some(code) = code.filter(|code| {
            policy
                .codes
                .class(code.kind())
                .is_some_and(|class| entitled::applies(statement.act, class))
        }) else {
            breaches.push(Fact::Code(named.to_owned()).error());
            return Ok(Found::default());
        };
        let confirms = self.confirms(statement, signer);
        let found = deed.compare(statement, &code, confirms)?;
        let process = found.entity.as_ref().and_then(process_of);
        if statement.act == ActKind::Ack {
            self.for_others(statement, &found, deed.day, breaches);
        } else {
            self.role(
                statement,
                &entitled::roles(statement.act, policy, code.kind()),
                process.as_ref(),
                deed.day,
                breaches,
            );
        }
        if let Some(fault) = self.on_fault(deed, &super::scope::path_of(policy, &code))? {
            breaches.push(fault);
        }
        if self.bears_typed(
            deed,
            statement,
            &found,
            &super::scope::path_of(policy, &code),
        )? {
            let path = super::scope::path_of(policy, &code);
            breaches.push(Fact::Typed(path).error());
        }
        if let Some(Entity::Document(document)) = &found.entity {
            self.duties(statement, &code, document, breaches);
            breaches.extend(stages::fits(self, statement, &code, deed.day, confirms));
        } else if statement.act == ActKind::Destroy {
            let class = policy.codes.class(code.kind());
            breaches.extend(stages::free_to_go(self, named, class));
        }
        if statement.act == ActKind::Destroy && sound(breaches) {
            // A clock that runs ahead lets nothing go early.
            let known = deed.day.min(day_of(self.latest_honest, self.register));
            let against = deed.terms.against(self.view, &code, &found, known)?;
            breaches.extend(against.map(Fact::error));
        }
        for (act, actor, role) in &found.dropped {
            let held = |record: &&ActRecord| {
                record.statement.actor == *actor
                    && record.statement.role.as_deref() == Some(role.as_str())
            };
            let digest = statement
                .digest
                .unwrap_or(crate::model::digest::Digest([0; 32]));
            if self
                .view
                .standing_on(*act, named, digest)
                .any(|record| held(&record))
            {
                breaches.push(Fact::Entry(super::scope::path_of(policy, &code)).error());
            }
        }
        Ok(found)
    }

    /// The terms that held before the act.
    fn terms(&self) -> Terms<'_> {
        Terms::new(
            self.repository,
            self.register.policy(),
            self.guards,
            (self.view.ancestry, self.view.at),
        )
    }

    /// A settlement names a commit that it follows, by someone who validates or administers.
    fn settles(
        &self,
        statement: &Statement,
        day: NaiveDate,
        breaches: &mut Vec<Breach>,
    ) -> Result<(), ObjectError> {
        let policy = self.register.policy();
        let roles: Vec<&RoleId> = policy
            .types
            .iter()
            .flat_map(|kind| &kind.validation)
            .collect();
        let administrator = RoleId::new(super::register::ADMINISTRATOR);
        self.role(
            statement,
            &[roles, vec![&administrator]].concat(),
            None,
            day,
            breaches,
        );
        let named = statement.commit.as_deref().unwrap_or_default();
        let commit: Option<CommitId> = named.parse().ok();
        let follows = match (commit, self.view.ancestry.at(self.view.at)) {
            (Some(commit), Some(parent)) => match self.view.ancestry.place(commit) {
                Some(place) => self.view.ancestry.leads_to(place, self.view.at),
                None => self.repository.leads_to(commit, parent)?,
            },
            _ => false,
        };
        if !follows {
            breaches.push(Fact::SettlesNothing(named.to_owned()).error());
        }
        Ok(())
    }

    /// Whether the same person made the same act before, with a key that is compromised now.
    fn confirms(&self, statement: &Statement, signer: &Signer) -> bool {
        let Some(code) = statement.code.as_deref() else {
            return false;
        };
        let in_doubt = |fingerprint: &str| {
            self.register
                .holder(fingerprint)
                .and_then(|holder| holder.key(fingerprint))
                .is_some_and(|key| key.compromised.is_some())
        };
        self.view.ledger.on(code).any(|record| {
            let said = &record.statement;
            record.signer != *signer
                && matches!(&record.signer, Signer::Good { fingerprint, .. } if in_doubt(fingerprint))
                && (said.act, &said.digest, &said.actor, &said.role)
                    == (statement.act, &statement.digest, &statement.actor, &statement.role)
                && self.view.ancestry.leads_to(record.place, self.view.at)
        })
    }

    /// Whether the file of an act bears, besides what the act writes, a decision that no act made:
    /// it would stand under the act's own guard from then on.
    fn bears_typed(
        &self,
        deed: &Deed<'_>,
        statement: &Statement,
        found: &Found,
        path: &str,
    ) -> Result<bool, ObjectError> {
        if matches!(statement.act, ActKind::Destroy | ActKind::Ack) {
            return Ok(false);
        }
        match &found.entity {
            Some(Entity::Document(document)) => {
                Ok(found.foreign || entries::typed_besides(self.view, document, statement))
            }
            Some(Entity::Record(_) | Entity::Ticket(_)) => {
                let held = self.guards.seen(self.view.ancestry, path, self.view.at);
                let known = match held.filter(|held| held.guard != Guard::Free) {
                    Some(Held {
                        file: Some((_, blob)),
                        ..
                    }) => self.repository.blob(*blob)?,
                    _ => Vec::new(),
                };
                let before = deed.changes.iter().find(|change| change.path == path);
                let before = match before.and_then(|change| change.old) {
                    Some((_, blob)) => self.repository.blob(blob)?,
                    None => return Ok(false),
                };
                Ok(super::marks::blocks(&before) != super::marks::blocks(&known))
            }
            _ => Ok(false),
        }
    }

    /// Whether a commit without effect had changed a guarded file before this act.
    fn on_fault(&self, deed: &Deed<'_>, path: &str) -> Result<Option<Breach>, ObjectError> {
        let Some(held) = self.guards.seen(self.view.ancestry, path, self.view.at) else {
            return Ok(None);
        };
        if matches!(held.guard, Guard::Free | Guard::Ticket | Guard::Marked) {
            return Ok(None);
        }
        let before = match deed.changes.iter().find(|change| change.path == path) {
            Some(change) => change.old,
            None => self.repository.file_at(deed.commit, path)?,
        };
        Ok((before != held.file).then(|| match held.guard {
            Guard::Left => Fact::HasLeft(path_code(path)).error(),
            _ => Fact::OnFault(path.to_owned()).error(),
        }))
    }

    fn role(
        &self,
        statement: &Statement,
        asked: &[&RoleId],
        process: Option<&ProcessCode>,
        day: NaiveDate,
        breaches: &mut Vec<Breach>,
    ) {
        let role = RoleId::new(statement.role.as_deref().unwrap_or_default());
        if !asked.contains(&&role) {
            breaches.push(Fact::RoleNotAsked(role).error());
        } else if !self
            .register
            .actor(&statement.actor)
            .is_some_and(|known| known.actor.holds(&role, process, day))
        {
            breaches.push(Fact::RoleNotHeld(role).error());
        }
    }

    /// Someone else's acknowledgement is entered by those who may write the registers.
    fn for_others(
        &self,
        statement: &Statement,
        found: &Found,
        day: NaiveDate,
        breaches: &mut Vec<Breach>,
    ) {
        let actor = ActorId::new(&statement.actor);
        for path in found
            .accounted
            .iter()
            .filter(|path| layout::stem(path) != statement.actor)
        {
            if !self.register.may_change(&actor, "registres", day) {
                breaches.push(Fact::NotEntitled(path.clone()).error());
            }
        }
    }

    /// Order of acts and separation of duties.
    fn duties(
        &self,
        statement: &Statement,
        code: &Code,
        document: &Document,
        breaches: &mut Vec<Breach>,
    ) {
        let policy = self.register.policy();
        let weigh = |level: Level, fact: Fact| match level {
            Level::Off => None,
            Level::On(severity) => Some(Breach { fact, severity }),
        };
        match statement.act {
            ActKind::Approve => {
                let alone = matches!(document.authors.as_slice(), [author] if author.value.as_str() == statement.actor);
                breaches.extend(
                    alone
                        .then(|| weigh(policy.separation.author_approver, Fact::AuthorApproves))
                        .flatten(),
                );
            }
            ActKind::Validate => {
                let Some(kind) = policy.document_type(code.kind()) else {
                    return;
                };
                let digest = statement.digest.unwrap_or(document.digest);
                let approvals: Vec<&ActRecord> = self
                    .view
                    .standing_on(ActKind::Approve, &code.to_string(), digest)
                    .filter(|record| record.statement.assets == statement.assets)
                    .collect();
                let missing = missing_roles(&kind.approval, &approvals);
                if !missing.is_empty() {
                    breaches.push(Fact::ApprovalsMissing(missing).error());
                }
                if approvals
                    .iter()
                    .any(|record| record.statement.actor == statement.actor)
                {
                    breaches.extend(weigh(
                        policy.separation.approver_validator,
                        Fact::ApproverValidates,
                    ));
                }
            }
            _ => {}
        }
    }
}

/// The roles of a list that no act of another person fills yet, filled in the list's order.
pub fn missing_roles(asked: &[RoleId], acts: &[&ActRecord]) -> Vec<RoleId> {
    let mut free: Vec<&ActRecord> = Vec::new();
    for act in acts {
        if !free
            .iter()
            .any(|known| known.statement.actor == act.statement.actor)
        {
            free.push(act);
        }
    }
    let mut missing = Vec::new();
    for role in asked {
        match free
            .iter()
            .position(|act| act.statement.role.as_deref() == Some(role.as_str()))
        {
            Some(place) => {
                free.remove(place);
            }
            None => missing.push(role.clone()),
        }
    }
    missing
}

/// Whether a message is text that shows as it is: UTF-8, without control or direction characters.
fn is_clean(message: &[u8]) -> bool {
    std::str::from_utf8(message).is_ok_and(|text| {
        let lines = text.replace(['\n', '\t'], " ");
        matches!(escape_controls(&lines), std::borrow::Cow::Borrowed(_))
    })
}

fn path_code(path: &str) -> String {
    layout::stem(path).to_owned()
}

fn process_of(entity: &Entity) -> Option<ProcessCode> {
    match entity {
        Entity::Document(document) => Some(document.process.value.clone()),
        Entity::Record(record) => Some(record.process.value.clone()),
        Entity::Ticket(ticket) => Some(ticket.process.value.clone()),
        _ => None,
    }
}

/// Whether nothing found takes the effect away.
pub(super) fn sound(breaches: &[Breach]) -> bool {
    breaches
        .iter()
        .all(|breach| breach.severity != Severity::Error)
}
