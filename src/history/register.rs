//! The register at one point of history: the policy, the actors, and their keys read once.

use super::sources::Sources;
use crate::model::actor::{Actor, ActorKey, within};
use crate::model::entity::Entity;
use crate::model::layout::{self, EntityKind};
use crate::model::names::{ActorId, RoleId};
use crate::model::policy::Policy;
use crate::parse::defect::Defect;
use crate::parse::{self, policy};
use crate::repository::{
    BlobId, Key, ObjectError, RawCommit, Repository, Signature, Verdict, verify,
};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::Arc;

/// The role that may change the register, and without which nobody could (30-trust, G208).
pub const ADMINISTRATOR: &str = "administrateur";

/// Policy and actors as they stood, rightly made, at one commit.
#[derive(Debug)]
pub struct Register {
    sources: Sources,
    policy: Arc<Policy>,
    actors: Vec<Arc<Registered>>,
}

/// An actor with the keys of its file, in their order.
#[derive(Debug)]
pub struct Registered {
    /// What the file says.
    pub actor: Actor,
    keys: Vec<Key>,
    /// Of each key, computed once.
    fingerprints: Vec<String>,
}

/// Who signed a commit, as the keys of one register tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signer {
    /// Signed by a registered key.
    Good {
        /// Whose key it is.
        actor: ActorId,
        /// Which key.
        fingerprint: String,
    },
    /// The signature is not one over these bytes, or is of a refused kind.
    Bad,
    /// Signed by a key that the register does not have.
    Unknown {
        /// Which key.
        fingerprint: String,
    },
    /// Not signed.
    None,
    /// Signed by a registered certificate that was revoked, or had expired.
    Revoked {
        /// Whose it is.
        actor: ActorId,
    },
}

impl Signer {
    /// The verdict on the signature, a word of JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Signer::Good { .. } => "good",
            Signer::Bad => "bad",
            Signer::Unknown { .. } => "unknown",
            Signer::None => "none",
            Signer::Revoked { .. } => "revoked",
        }
    }
}

/// Why a register has no effect (G208).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegisterFault {
    /// qms.yaml is not there, or cannot be read.
    Policy,
    /// An actor's file cannot be read, or gives itself another id than its name.
    Actor(String),
    /// A key of this file is weak, or no key.
    Key(String),
    /// Two actors have the same key.
    SharedKey(String),
    /// Nobody in function with a usable key is `administrateur`.
    NoAdministrator,
}

/// Reads registers, each of their files once.
pub struct Registers {
    repository: Repository,
    policies: HashMap<BlobId, Option<Arc<Policy>>>,
    actors: HashMap<(String, BlobId), Result<Arc<Registered>, RegisterFault>>,
    whole: HashMap<Sources, Result<Arc<Register>, RegisterFault>>,
    /// Every key that some register had, so that a withdrawn one is not called unknown.
    seen: HashMap<String, ActorId>,
}

impl Registers {
    /// A reader for one repository.
    pub fn new(repository: &Repository) -> Registers {
        Registers {
            repository: repository.clone(),
            policies: HashMap::new(),
            actors: HashMap::new(),
            whole: HashMap::new(),
            seen: HashMap::new(),
        }
    }

    /// The register that these sources make, or why they make none.
    ///
    /// # Errors
    /// An object is missing or damaged.
    pub fn read(
        &mut self,
        sources: &Sources,
    ) -> Result<Result<Arc<Register>, RegisterFault>, ObjectError> {
        if let Some(known) = self.whole.get(sources) {
            return Ok(known.clone());
        }
        let made = self.make(sources)?.map(Arc::new);
        self.whole.insert(sources.clone(), made.clone());
        Ok(made)
    }

    /// Takes over what was known of keys when the history was read before.
    pub fn remember(&mut self, seen: HashMap<String, ActorId>) {
        self.seen.extend(seen);
    }

    /// Every key that some register had, by fingerprint, with the actor it was given to.
    pub fn seen(&self) -> &HashMap<String, ActorId> {
        &self.seen
    }

    fn make(&mut self, sources: &Sources) -> Result<Result<Register, RegisterFault>, ObjectError> {
        let Some(policy) = self.policy(sources.policy)? else {
            return Ok(Err(RegisterFault::Policy));
        };
        let mut actors: Vec<Arc<Registered>> = Vec::new();
        let mut keys: HashMap<String, ActorId> = HashMap::new();
        for (path, blob) in &sources.actors {
            let registered = match self.actor(path, *blob, &policy)? {
                Ok(registered) => registered,
                Err(fault) => return Ok(Err(fault)),
            };
            let id = &registered.actor.id.value;
            for fingerprint in registered.fingerprints.iter().cloned() {
                self.seen.insert(fingerprint.clone(), id.clone());
                if keys
                    .insert(fingerprint.clone(), id.clone())
                    .is_some_and(|other| other != *id)
                {
                    return Ok(Err(RegisterFault::SharedKey(fingerprint)));
                }
            }
            actors.push(registered);
        }
        Ok(Ok(Register {
            sources: sources.clone(),
            policy,
            actors,
        }))
    }

    fn policy(&mut self, blob: Option<BlobId>) -> Result<Option<Arc<Policy>>, ObjectError> {
        let Some(blob) = blob else { return Ok(None) };
        if let Some(known) = self.policies.get(&blob) {
            return Ok(known.clone());
        }
        let read = policy::read(&self.repository.blob(blob)?);
        let unreadable = read
            .defects
            .iter()
            .any(|found| matches!(found.value, Defect::Yaml(_)));
        let policy = if unreadable {
            None
        } else {
            Some(Arc::new(read.policy))
        };
        self.policies.insert(blob, policy.clone());
        Ok(policy)
    }

    fn actor(
        &mut self,
        path: &str,
        blob: BlobId,
        policy: &Policy,
    ) -> Result<Result<Arc<Registered>, RegisterFault>, ObjectError> {
        let place = (path.to_owned(), blob);
        if let Some(known) = self.actors.get(&place) {
            return Ok(known.clone());
        }
        let bytes = self.repository.blob(blob)?;
        let read = parse::read(EntityKind::Actor, &Arc::from(path), &bytes, policy).entity;
        let registered = match read {
            Some(Entity::Actor(actor)) if actor.id.value.as_str() == layout::stem(path) => {
                Registered::new(actor, path).map(Arc::new)
            }
            _ => Err(RegisterFault::Actor(path.to_owned())),
        };
        self.actors.insert(place, registered.clone());
        Ok(registered)
    }
}

impl Registered {
    fn new(actor: Actor, path: &str) -> Result<Registered, RegisterFault> {
        let keys = actor
            .keys
            .iter()
            .map(|key| Key::parse(&key.text.value))
            .collect::<Result<Vec<Key>, _>>()
            .map_err(|_| RegisterFault::Key(path.to_owned()))?;
        Ok(Registered {
            fingerprints: keys.iter().map(Key::fingerprint).collect(),
            keys,
            actor,
        })
    }

    /// A key by its fingerprint, with what the register says of it.
    pub fn key(&self, fingerprint: &str) -> Option<&ActorKey> {
        let place = self
            .fingerprints
            .iter()
            .position(|known| known == fingerprint)?;
        self.actor.keys.get(place)
    }

    /// Its keys.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }
}

impl Register {
    /// The policy in effect.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What it is made of.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// An actor by id.
    pub fn actor(&self, id: &str) -> Option<&Registered> {
        self.actors
            .iter()
            .find(|known| known.actor.id.value.as_str() == id)
            .map(Arc::as_ref)
    }

    /// Every actor.
    pub fn actors(&self) -> impl Iterator<Item = &Registered> {
        self.actors.iter().map(Arc::as_ref)
    }

    /// Every key, by its fingerprint, with what the register says of it.
    pub fn keys(&self) -> impl Iterator<Item = (&str, &ActorKey)> {
        self.actors.iter().flat_map(|known| {
            let fingerprints = known.fingerprints.iter().map(String::as_str);
            fingerprints.zip(&known.actor.keys)
        })
    }

    /// The actor that a key belongs to.
    pub fn holder(&self, fingerprint: &str) -> Option<&Registered> {
        self.actors
            .iter()
            .find(|known| known.key(fingerprint).is_some())
            .map(Arc::as_ref)
    }

    /// Whose key signed a commit.
    pub fn signer(&self, raw: &RawCommit) -> Signer {
        let Some(signature) = &raw.signature else {
            return Signer::None;
        };
        self.signer_of(signature, &raw.payload)
    }

    /// Whose key made a signature over some bytes.
    pub fn signer_of(&self, signature: &Signature, payload: &[u8]) -> Signer {
        let keys: Vec<&Key> = self.actors.iter().flat_map(|known| &known.keys).collect();
        let owner = |place: usize| {
            let mut owned = self.actors.iter().flat_map(|known| {
                let id = &known.actor.id.value;
                known.fingerprints.iter().map(move |one| (id, one))
            });
            owned.nth(place)
        };
        let actor = |place: usize| owner(place).map(|(id, _)| id.clone());
        match verify(signature, payload, &keys) {
            Verdict::Good { key } => match owner(key) {
                Some((actor, fingerprint)) => Signer::Good {
                    actor: actor.clone(),
                    fingerprint: fingerprint.clone(),
                },
                None => Signer::Bad,
            },
            Verdict::Revoked { key } | Verdict::Expired { key } => {
                actor(key).map_or(Signer::Bad, |actor| Signer::Revoked { actor })
            }
            Verdict::UnknownKey { fingerprint } => Signer::Unknown { fingerprint },
            Verdict::Bad | Verdict::Malformed(_) | Verdict::Unsupported(_) => Signer::Bad,
        }
    }

    /// Whether someone in function holds `administrateur` with a usable key on a day.
    pub fn has_administrator(&self, day: NaiveDate) -> bool {
        let role = RoleId::new(ADMINISTRATOR);
        self.actors.iter().any(|known| {
            known.actor.holds(&role, None, day)
                && known.actor.keys.iter().any(|key| key.usable(day))
        })
    }

    /// Whether an actor may, on a day, change a governed path.
    pub fn may_change(&self, actor: &ActorId, path: &str, day: NaiveDate) -> bool {
        let Some(roles) = self.policy.governors(path) else {
            return false;
        };
        self.actor(actor.as_str())
            .is_some_and(|known| roles.iter().any(|role| known.actor.holds(role, None, day)))
    }

    /// Whether a certificate had not expired by itself at a time, seconds since 1970: a signature
    /// dated before its end does not bring it back.
    pub fn key_lives(&self, fingerprint: &str, seconds: i64) -> bool {
        let mut keys = self.actors.iter().flat_map(|known| {
            let fingerprints = known.fingerprints.iter();
            fingerprints.zip(&known.keys)
        });
        keys.find(|(own, _)| *own == fingerprint)
            .is_some_and(|(_, key)| key.lives_at(seconds))
    }

    /// Whether a key may sign on a day: within its dates.
    pub fn key_in_dates(&self, fingerprint: &str, day: NaiveDate) -> bool {
        self.holder(fingerprint)
            .and_then(|known| known.key(fingerprint))
            .is_some_and(|key| within(day, key.from, key.until))
    }
}
