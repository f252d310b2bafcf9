//! Who acts: a person or function, its roles with their dates, its public keys.

use crate::model::names::{ActorId, Located, ProcessCode, RoleId};
use chrono::NaiveDate;

/// One person, known by an id that may name a function (10-format).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The id, which is the file's stem.
    pub id: Located<ActorId>,
    /// The printed name.
    pub name: Located<String>,
    /// The e-mail that the actor's commits bear.
    pub email: Located<String>,
    /// What the actor may do, where, from when to when.
    pub mandates: Vec<Mandate>,
    /// The keys that sign for the actor.
    pub keys: Vec<ActorKey>,
}

/// A role held by an actor, for a process or for all, between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// The role.
    pub role: Located<RoleId>,
    /// The process it is held for; every process where none is named.
    pub process: Option<Located<ProcessCode>>,
    /// First day, included.
    pub from: Option<NaiveDate>,
    /// Last day, included.
    pub until: Option<NaiveDate>,
    /// The actor that this one stands in for.
    pub deputy_for: Option<Located<ActorId>>,
}

/// A public key of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorKey {
    /// An OpenSSH public key line or an armored OpenPGP certificate.
    pub text: Located<String>,
    /// First day, included.
    pub from: Option<NaiveDate>,
    /// Last day, included.
    pub until: Option<NaiveDate>,
    /// Since when its acts need confirmation.
    pub compromised: Option<Compromise>,
}

/// The declaration that a key fell into other hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compromise {
    /// The commit from which on its acts are in doubt; since it was registered where none is named.
    pub since: Option<String>,
    /// The day of the declaration.
    pub date: Option<NaiveDate>,
    /// Why.
    pub reason: Option<String>,
}

/// Whether a day lies within two optional bounds, both included.
pub fn within(day: NaiveDate, from: Option<NaiveDate>, until: Option<NaiveDate>) -> bool {
    from.is_none_or(|first| first <= day) && until.is_none_or(|last| day <= last)
}

impl Mandate {
    /// Whether the mandate covers a role, for a process, on a day. A mandate without a process
    /// covers all; a question without a process is answered by any.
    pub fn covers(&self, role: &RoleId, process: Option<&ProcessCode>, day: NaiveDate) -> bool {
        self.role.value == *role
            && within(day, self.from, self.until)
            && match (&self.process, process) {
                (Some(held), Some(asked)) => held.value == *asked,
                _ => true,
            }
    }
}

impl Actor {
    /// Whether the actor holds a role, for a process, on a day.
    pub fn holds(&self, role: &RoleId, process: Option<&ProcessCode>, day: NaiveDate) -> bool {
        self.mandates
            .iter()
            .any(|mandate| mandate.covers(role, process, day))
    }

    /// Whether the actor holds any role on a day.
    pub fn in_function(&self, day: NaiveDate) -> bool {
        self.mandates
            .iter()
            .any(|mandate| within(day, mandate.from, mandate.until))
    }
}

impl ActorKey {
    /// Whether the key may sign on a day: within its dates and not compromised.
    pub fn usable(&self, day: NaiveDate) -> bool {
        self.compromised.is_none() && within(day, self.from, self.until)
    }
}
