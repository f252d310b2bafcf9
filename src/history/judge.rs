//! One act judged by the register as it stood before it.

use super::ancestry::Ancestry;
use super::breach::{Breach, Fact};
use super::content::{Deed, Found};
use super::entitled;
use super::record::ActRecord;
use super::register::{Register, Signer};
use crate::diagnostic::Severity;
use crate::model::act::{ActKind, Statement};
use crate::model::code::Code;
use crate::model::document::Document;
use crate::model::entity::Entity;
use crate::model::layout;
use crate::model::names::{ActorId, ProcessCode, RoleId};
use crate::model::policy::Level;
use crate::repository::{Change, ObjectError, RawCommit, Repository};
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
    pub acts: &'c [ActRecord],
    pub ancestry: &'c Ancestry,
    /// Its place in the ancestry; none for a commit that comes after all of it.
    pub place: Option<usize>,
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
                if !self.register.key_in_dates(fingerprint, day) {
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
        if !raw.malformed.is_empty() || raw.encoding.is_some() {
            breaches.push(Fact::Object.error());
        }
        if raw.committer.seconds.saturating_add(BEHIND) < self.parent_seconds {
            breaches.push(Fact::BeforeParent.error());
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
        };
        let mut accounted = BTreeSet::new();
        let mut records: Vec<ActRecord> = Vec::new();
        for statement in statements {
            let mut breaches = common.clone();
            let found = self.statement(&deed, statement, &mut breaches)?;
            accounted.extend(found.accounted);
            breaches.extend(found.breaches);
            records.push(ActRecord {
                commit: raw.id,
                place: self.place.unwrap_or(usize::MAX),
                statement: statement.clone(),
                day,
                seconds: raw.committer.seconds,
                signer: signer.clone(),
                breaches,
            });
        }
        let others: Vec<Breach> = deed.unaccounted(&accounted).collect();
        for record in &mut records {
            record.breaches.extend(others.iter().cloned());
        }
        Ok(records)
    }

    fn statement(
        &self,
        deed: &Deed<'_>,
        statement: &Statement,
        breaches: &mut Vec<Breach>,
    ) -> Result<Found, ObjectError> {
        let policy = self.register.policy();
        match statement.act {
            ActKind::Settle => {
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
                    deed.day,
                    breaches,
                );
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
                let path = format!(
                    "registres/instantanes/{}.md",
                    statement.code.as_deref().unwrap_or_default()
                );
                return Ok(Found {
                    accounted: BTreeSet::from([path]),
                    ..Found::default()
                });
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
        let found = deed.compare(statement, &code)?;
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
        if let Some(Entity::Document(document)) = &found.entity {
            self.duties(statement, &code, document, breaches);
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
                .before(*act, named, &digest)
                .any(|record| held(&record))
            {
                breaches.push(Fact::Entry(super::scope::path_of(policy, &code)).error());
            }
        }
        Ok(found)
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
                    .before(ActKind::Approve, &code.to_string(), &digest)
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

    /// The acts of a kind on this content that count before this commit, none since sent back.
    fn before(
        &self,
        act: ActKind,
        code: &str,
        digest: &crate::model::digest::Digest,
    ) -> impl Iterator<Item = &ActRecord> {
        let leads = |record: &ActRecord| {
            self.place.is_none_or(|place| {
                record.place != place && self.ancestry.leads_to(record.place, place)
            })
        };
        let (code, digest) = (code.to_owned(), *digest);
        let rejections: Vec<&ActRecord> = self
            .acts
            .iter()
            .filter(|record| {
                record.counts() && record.is_on(ActKind::Reject, &code) && leads(record)
            })
            .collect();
        self.acts.iter().filter(move |record| {
            record.counts()
                && record.is(act, &code, &digest)
                && leads(record)
                && rejections
                    .iter()
                    .all(|rejection| self.ancestry.leads_to(rejection.place, record.place))
        })
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
