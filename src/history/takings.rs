//! Taking away wins: what was ended, withdrawn or sent back in a commit that knew nothing of an
//! act, nor the act of it, takes the effect of that act away; and so does a compromised key.

use super::ancestry::Ancestry;
use super::breach::{Breach, Fact};
use super::entitled;
use super::ledger::Ledger;
use super::record::ActRecord;
use super::register::{Register, Signer};
use crate::model::act::ActKind;
use crate::model::actor::{Compromise, within};
use crate::model::names::{ActorId, ProcessCode, RoleId};
use crate::repository::CommitId;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What was found, after the fact, to take the effect of commits away.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Voids {
    facts: FxHashMap<CommitId, Vec<(Option<String>, Fact)>>,
}

impl Voids {
    /// What takes the effect of an act on a code away; of a register change, where there is no code.
    pub fn of(&self, commit: CommitId, code: Option<&str>) -> impl Iterator<Item = Breach> {
        let facts = self.facts.get(&commit).into_iter().flatten();
        facts
            .filter(move |(on, _)| on.as_deref() == code)
            .map(|(_, fact)| fact.clone().error())
    }

    fn add(&mut self, commit: CommitId, code: Option<&str>, fact: Fact) -> bool {
        let facts = self.facts.entry(commit).or_default();
        let one = (code.map(str::to_owned), fact);
        if facts.contains(&one) {
            return false;
        }
        facts.push(one);
        true
    }

    /// Takes over what was found besides.
    pub fn extend(&mut self, more: Voids) {
        for (commit, facts) in more.facts {
            self.facts.entry(commit).or_default().extend(facts);
        }
    }
}

/// A commit that rightly changed the register.
#[derive(Debug, Clone)]
pub struct RegisterChange {
    /// The commit.
    pub commit: CommitId,
    /// Its place in the order of the history.
    pub place: usize,
    /// Its day.
    pub day: NaiveDate,
    /// Who signed it.
    pub signer: Signer,
    /// The governed paths that it changed.
    pub paths: Vec<String>,
    /// The register before it.
    pub before: Arc<Register>,
    /// The register after it.
    pub after: Arc<Register>,
}

/// What the acts and register changes are searched for.
pub(super) struct Search<'s> {
    pub ancestry: &'s Ancestry,
    pub ledger: &'s Ledger,
    pub changes: &'s [RegisterChange],
    /// The keys that some register declares compromised, and since which place; none for ever.
    doubted: FxHashMap<String, Option<usize>>,
}

impl<'s> Search<'s> {
    /// A search of what was read; `register` is the one in effect at the end.
    pub fn new(
        ancestry: &'s Ancestry,
        ledger: &'s Ledger,
        changes: &'s [RegisterChange],
        register: &Register,
    ) -> Search<'s> {
        let mut doubted: FxHashMap<String, Option<usize>> = FxHashMap::default();
        // A key that was declared compromised stays so, even where a later register forgets it.
        let registers = changes.iter().map(|change| &*change.after);
        for (fingerprint, key) in registers.chain([register]).flat_map(Register::keys) {
            let Some(Compromise { since, .. }) = &key.compromised else {
                continue;
            };
            let since = since
                .as_deref()
                .and_then(|commit| commit.parse().ok())
                .and_then(|commit| ancestry.place(commit));
            doubted.insert(fingerprint.to_owned(), since);
        }
        Search {
            ancestry,
            ledger,
            changes,
            doubted,
        }
    }

    /// Adds what takes effects away; whether anything was added.
    pub fn find(&self, voids: &mut Voids) -> bool {
        let mut added = false;
        if !self.ancestry.is_single_line() {
            added |= self.ended_beside(voids);
        }
        added | self.compromised(voids)
    }

    fn ended_beside(&self, voids: &mut Voids) -> bool {
        let mut added = false;
        for taking in self.changes.iter().filter(|change| change.takes()) {
            for act in self.ledger.all() {
                if !act.counts() || !self.ancestry.beside(taking.place, act.place) {
                    continue;
                }
                let fact = match &act.signer {
                    Signer::Good { fingerprint, .. } if taking.ends_key(fingerprint) => {
                        Some(Fact::KeyEndedBeside)
                    }
                    _ => taking.ended_role(act).map(Fact::RoleEndedBeside),
                };
                if let Some(fact) = fact {
                    added |= voids.add(act.commit, act.statement.code.as_deref(), fact);
                }
            }
            for change in self.changes {
                if self.ancestry.beside(taking.place, change.place)
                    && let Some(fact) = taking.ends_right_to(change)
                {
                    added |= voids.add(change.commit, None, fact);
                }
            }
        }
        let ends = |act: &&ActRecord| {
            act.counts() && matches!(act.statement.act, ActKind::Withdraw | ActKind::Reject)
        };
        for taking in self.ledger.all().iter().filter(ends) {
            let Some(code) = taking.statement.code.as_deref() else {
                continue;
            };
            for act in self.ledger.on(code) {
                if act.counts()
                    && act.statement.act != taking.statement.act
                    && self.ancestry.beside(taking.place, act.place)
                {
                    let fact = Fact::DocumentEndedBeside(code.to_owned());
                    added |= voids.add(act.commit, Some(code), fact);
                }
            }
        }
        added
    }

    /// An act of a key that was declared compromised, not made before the commit since which it is,
    /// counts only once the same person confirmed it with another key; a register change, once it is
    /// settled.
    fn compromised(&self, voids: &mut Voids) -> bool {
        let mut added = false;
        for act in self.ledger.all() {
            let confirmed = || {
                self.ledger
                    .on(act.statement.code.as_deref().unwrap_or_default())
                    .any(|other| {
                        confirms(other, act) && !self.is_doubted(&other.signer, other.place)
                    })
            };
            if act.counts() && self.is_doubted(&act.signer, act.place) && !confirmed() {
                let code = act.statement.code.as_deref();
                added |= voids.add(act.commit, code, Fact::KeyCompromised);
            }
        }
        for change in self.changes {
            let settled = || {
                self.ledger.all().iter().any(|other| {
                    other.counts()
                        && other.statement.act == ActKind::Settle
                        && other.statement.commit.as_deref() == Some(&change.commit.to_string())
                        && !self.is_doubted(&other.signer, other.place)
                })
            };
            if self.is_doubted(&change.signer, change.place) && !settled() {
                added |= voids.add(change.commit, None, Fact::KeyCompromised);
            }
        }
        added
    }

    fn is_doubted(&self, signer: &Signer, place: usize) -> bool {
        let Signer::Good { fingerprint, .. } = signer else {
            return false;
        };
        match self.doubted.get(fingerprint) {
            None => false,
            // Without a commit, or with one that is not here, none of its acts is safe.
            Some(None) => true,
            Some(Some(since)) => place == *since || !self.ancestry.leads_to(place, *since),
        }
    }
}

/// Whether an act says again what another said, by the same person with another key.
fn confirms(other: &ActRecord, act: &ActRecord) -> bool {
    let (one, two) = (&other.statement, &act.statement);
    other.counts()
        && other.signer != act.signer
        && (one.act, &one.code, &one.digest, &one.actor, &one.role)
            == (two.act, &two.code, &two.digest, &two.actor, &two.role)
}

impl RegisterChange {
    /// Whether it may take anything from anyone: most changes only add a file.
    fn takes(&self) -> bool {
        let (before, after) = (self.before.sources(), self.after.sources());
        before
            .paths()
            .any(|path| before.get(path) != after.get(path))
    }

    fn ends_key(&self, fingerprint: &str) -> bool {
        let usable = |register: &Register| {
            register
                .holder(fingerprint)
                .and_then(|holder| holder.key(fingerprint))
                .is_some_and(|key| {
                    key.compromised.is_none() && within(self.day, key.from, key.until)
                })
        };
        usable(&self.before) && !usable(&self.after)
    }

    /// The role of an act that this change ended.
    fn ended_role(&self, act: &ActRecord) -> Option<RoleId> {
        let role = RoleId::new(act.statement.role.as_deref()?);
        let actor = &act.statement.actor;
        let asked = |register: &Register| {
            let code = act.statement.code.as_deref().unwrap_or_default();
            let kind = code.split('-').next().unwrap_or_default();
            entitled::roles(act.statement.act, register.policy(), kind).contains(&&role)
        };
        let ended = self.ends_role(actor, &role, act.process.as_ref(), act.day)
            || asked(&self.before) && !asked(&self.after);
        ended.then_some(role)
    }

    fn ends_role(
        &self,
        actor: &str,
        role: &RoleId,
        process: Option<&ProcessCode>,
        day: NaiveDate,
    ) -> bool {
        let held = |register: &Register, day: NaiveDate| {
            register
                .actor(actor)
                .is_some_and(|known| known.actor.holds(role, process, day))
        };
        [self.day, day]
            .into_iter()
            .any(|day| held(&self.before, day) && !held(&self.after, day))
    }

    fn ends_right_to(&self, other: &RegisterChange) -> Option<Fact> {
        let Signer::Good { actor, fingerprint } = &other.signer else {
            return None;
        };
        if self.ends_key(fingerprint) {
            return Some(Fact::KeyEndedBeside);
        }
        let may = |register: &Register, path: &str| register.may_change(actor, path, self.day);
        let ended = other
            .paths
            .iter()
            .find(|path| may(&self.before, path) && !may(&self.after, path))?;
        Some(Fact::RoleEndedBeside(self.role_for(actor, ended)))
    }

    /// A role by which an actor might change a path before.
    fn role_for(&self, actor: &ActorId, path: &str) -> RoleId {
        let roles = self.before.policy().governors(path).unwrap_or_default();
        let held = |role: &&RoleId| {
            self.before
                .actor(actor.as_str())
                .is_some_and(|known| known.actor.holds(role, None, self.day))
        };
        roles
            .iter()
            .find(held)
            .cloned()
            .unwrap_or_else(|| RoleId::new(super::register::ADMINISTRATOR))
    }
}
