//! Who is registered, and who holds a role on a day.

use super::{Corpus, File};
use crate::model::actor::Actor;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::{ActorId, ProcessCode, RoleId, Slug};
use crate::model::process::Process;
use crate::model::record::RecordSeries;
use chrono::NaiveDate;

impl Corpus {
    /// Every actor with its file, sorted by path.
    pub fn actors(&self) -> impl Iterator<Item = (&File, &Actor)> {
        self.entities(EntityKind::Actor)
            .filter_map(|(file, entity)| match entity {
                Entity::Actor(actor) => Some((file, actor)),
                _ => None,
            })
    }

    /// An actor by id.
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        match self.files[*self.actors.get(id.as_str())?].entity()? {
            Entity::Actor(actor) => Some(actor),
            _ => None,
        }
    }

    /// Whether an actor has this id.
    pub fn has_actor(&self, id: &str) -> bool {
        self.actors.contains_key(id)
    }

    /// Whether an address is that of a registered actor: the register tells it already.
    pub fn knows_address(&self, address: &str) -> bool {
        self.actors()
            .any(|(_, actor)| actor.email.value.eq_ignore_ascii_case(address))
    }

    /// Whether a process has this code.
    pub fn has_process(&self, code: &str) -> bool {
        self.processes.contains_key(code)
    }

    /// Those who hold a role, for a process, on a day, sorted by id.
    pub fn holders(
        &self,
        role: &RoleId,
        process: Option<&ProcessCode>,
        day: NaiveDate,
    ) -> Vec<&Actor> {
        let mut holders: Vec<&Actor> = self
            .actors()
            .map(|(_, actor)| actor)
            .filter(|actor| actor.holds(role, process, day))
            .collect();
        holders.sort_by(|a, b| a.id.value.cmp(&b.id.value));
        holders
    }

    /// Those who hold one of the roles, for a process, on the day of the corpus: role by role, each
    /// once.
    pub fn holders_of_any(&self, roles: &[RoleId], process: &ProcessCode) -> Vec<&Actor> {
        let mut holders: Vec<&Actor> = Vec::new();
        for actor in roles
            .iter()
            .flat_map(|role| self.holders(role, Some(process), self.as_of))
        {
            if !holders.iter().any(|known| known.id == actor.id) {
                holders.push(actor);
            }
        }
        holders
    }

    /// A process by code.
    pub fn process(&self, code: &ProcessCode) -> Option<&Process> {
        match self.files[*self.processes.get(code.as_str())?].entity()? {
            Entity::Process(process) => Some(process),
            _ => None,
        }
    }

    /// Every process with its file, sorted by path.
    pub fn processes(&self) -> impl Iterator<Item = (&File, &Process)> {
        self.entities(EntityKind::Process)
            .filter_map(|(file, entity)| match entity {
                Entity::Process(process) => Some((file, process)),
                _ => None,
            })
    }

    /// A record series by slug.
    pub fn series(&self, slug: &Slug) -> Option<&RecordSeries> {
        match self.files[*self.series.get(slug.as_str())?].entity()? {
            Entity::RecordSeries(series) => Some(series),
            _ => None,
        }
    }
}
