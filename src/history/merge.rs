//! Merges: of each file a merge bears what the side bears that changed it last; what else it does
//! is a change of its own (30-trust, G201, A211). The order of the parents means nothing.

use super::HistoryError;
use super::breach::{Breach, Fact};
use super::certificates;
use super::entries;
use super::guard::{File, Guard, Held};
use super::judge::sound;
use super::paths;
use super::register::{Register, RegisterFault, Signer};
use super::sources::Sources;
use super::takings::RegisterChange;
use super::walk::{Parent, State, Walk};
use crate::model::layout::{self, EntityKind, Position};
use crate::model::names::ActorId;
use crate::model::policy::Policy;
use crate::parse::trailers::{self, Trailers};
use crate::repository::{Change, CommitId, Mode, ObjectError, RawCommit};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What stands at one path on both sides of a merge, and in it.
struct Meeting<'m> {
    path: &'m str,
    one: File,
    other: File,
    merged: File,
}

/// What a merge should bear at a path.
enum Expected {
    /// One side alone changed it, or both alike.
    One(Held),
    /// Both sides changed it differently: this one stands in for what cannot be told.
    Conflict(Held),
    /// Nothing guards it.
    Free,
}

/// Who signed a merge that is a register change as well.
struct Mandate {
    actor: Option<ActorId>,
    signer: Signer,
    day: NaiveDate,
}

impl Walk<'_> {
    /// Reads a merge of two sides.
    pub(super) fn merge(
        &mut self,
        raw: &RawCommit,
        place: usize,
        one: &Parent,
        other: &Parent,
    ) -> Result<State, HistoryError> {
        let mut after = State {
            latest: one.state.latest.max(other.state.latest),
            seconds: self.capped(raw.committer.seconds),
            register: Arc::clone(&one.state.register),
        };
        let diffs = self.diffs;
        let (mine, theirs) = (
            diffs.between(self.repository, one.id, raw.id)?,
            diffs.between(self.repository, other.id, raw.id)?,
        );
        if matches!(
            trailers::read(&raw.message),
            Trailers::Statements(_) | Trailers::Malformed(_)
        ) {
            self.fault(raw.id, None, Fact::Parents(raw.parents.len()).error());
        }
        let mandate = self.mandate(raw, one, other);
        let mut decided: BTreeMap<String, File> = BTreeMap::new();
        for meeting in meetings(&mine, &theirs) {
            let governed = [&one.state.register, &other.state.register]
                .iter()
                .any(|register| register.policy().governors(meeting.path).is_some());
            if governed {
                if self.governed(raw.id, place, (one, other), &meeting, &mandate)? {
                    decided.insert(meeting.path.to_owned(), meeting.merged);
                }
            } else {
                let policy = one.state.register.policy();
                self.controlled(raw.id, place, (one, other), &meeting, policy)?;
            }
        }
        self.register_of(raw, place, (one, other), &decided, &mandate, &mut after)?;
        Ok(after)
    }

    /// Who signed the merge, by the registers of both sides.
    fn mandate(&mut self, raw: &RawCommit, one: &Parent, other: &Parent) -> Mandate {
        let court = self.court(one);
        let day = court.day(raw).max(self.court(other).day(raw));
        let (signer, breaches) = court.signature(raw, day);
        let (theirs, others) = self.court(other).signature(raw, day);
        let void: Vec<Breach> = self.voids.of(raw.id, None).collect();
        let actor = match (&signer, &theirs) {
            (Signer::Good { actor, .. }, Signer::Good { actor: same, .. })
                if actor == same && sound(&breaches) && sound(&others) && sound(&void) =>
            {
                Some(actor.clone())
            }
            _ => None,
        };
        Mandate { actor, signer, day }
    }

    /// What a merge should bear at a path.
    fn expected(&self, path: &str, one: (&Parent, File), other: (&Parent, File)) -> Expected {
        let seen = |parent: &Parent| {
            self.guards
                .seen(&self.ancestry, path, parent.place)
                .cloned()
        };
        let root = self.ancestry.place(self.root).unwrap_or(0);
        let plain = |file: File| Held {
            place: root,
            file,
            guard: Guard::Free,
        };
        let (mine, theirs) = (seen(one.0), seen(other.0));
        if mine.is_none() && theirs.is_none() {
            return Expected::Free;
        }
        let mine = mine.unwrap_or_else(|| plain(one.1));
        let theirs = theirs.unwrap_or_else(|| plain(other.1));
        let known = (
            self.ancestry.leads_to(theirs.place, one.0.place),
            self.ancestry.leads_to(mine.place, other.0.place),
        );
        match known {
            (true, false) => Expected::One(mine),
            (false, true) => Expected::One(theirs),
            (true, true) if mine.guard == Guard::Free => Expected::One(theirs),
            (true, true) => Expected::One(mine),
            (false, false) if mine.file == theirs.file && mine.guard == theirs.guard => {
                Expected::One(mine)
            }
            (false, false) => {
                // Which of the two stands in must not depend on the order of the parents.
                let name = |held: &Held| self.ancestry.at(held.place).map(|id| id.to_string());
                let first = name(&mine) <= name(&theirs);
                Expected::Conflict(if first { mine } else { theirs })
            }
        }
    }

    /// Judges a governed file of a merge; whether the merge itself rightly decided on it.
    fn governed(
        &mut self,
        commit: CommitId,
        place: usize,
        (one, other): (&Parent, &Parent),
        meeting: &Meeting<'_>,
        mandate: &Mandate,
    ) -> Result<bool, ObjectError> {
        let path = meeting.path;
        let entitled = mandate.actor.as_ref().is_some_and(|actor| {
            [one, other]
                .iter()
                .all(|side| side.state.register.may_change(actor, path, mandate.day))
        });
        // What had no effect on a side gains none by being merged.
        let launders = [(one, meeting.one), (other, meeting.other)]
            .into_iter()
            .any(|(side, file)| {
                let held = self.guards.seen(&self.ancestry, path, side.place);
                file == meeting.merged && held.is_some_and(|held| held.file != file)
            });
        let expected = self.expected(path, (one, meeting.one), (other, meeting.other));
        // A merge decides on nothing but what both sides rightly changed, each its own way.
        let entitled = entitled && !launders && matches!(expected, Expected::Conflict(_));
        let (held, fact) = match expected {
            Expected::Free if meeting.one == meeting.other => (
                Held {
                    place: one.place,
                    file: meeting.one,
                    guard: Guard::Governed,
                },
                Fact::NotEntitled(path.to_owned()),
            ),
            // Neither side has a rightful change: what differs came with a history that is not
            // judged, or that the policy did not govern then.
            Expected::Free => return Ok(false),
            Expected::One(held) if held.file == meeting.merged => return Ok(false),
            Expected::One(held) => {
                let dropped = [meeting.one, meeting.other].contains(&meeting.merged);
                let fact = match dropped {
                    true => Fact::Dropped(path.to_owned()),
                    false => Fact::NotEntitled(path.to_owned()),
                };
                (held, fact)
            }
            Expected::Conflict(held) => (held, Fact::MergeConflict(path.to_owned())),
        };
        let file = if entitled { meeting.merged } else { held.file };
        self.guards.push(
            path,
            Held {
                place,
                file,
                guard: Guard::Governed,
            },
        );
        if !entitled {
            self.fault(commit, Some(path), fact.error());
        }
        Ok(entitled)
    }

    /// Judges another controlled file of a merge.
    fn controlled(
        &mut self,
        commit: CommitId,
        place: usize,
        (one, other): (&Parent, &Parent),
        meeting: &Meeting<'_>,
        policy: &Policy,
    ) -> Result<(), ObjectError> {
        let path = meeting.path;
        let own = ![meeting.one, meeting.other].contains(&meeting.merged);
        if own && let Some(fault) = paths::unfit(path, meeting.merged, false) {
            let fact = Fact::Path(fault, path.to_owned());
            self.fault(commit, Some(path), fact.error());
        }
        let (held, conflict) = match self.expected(path, (one, meeting.one), (other, meeting.other))
        {
            Expected::Free => return self.drafts(commit, place, meeting, policy),
            Expected::One(held) if held.guard == Guard::Free => {
                return self.drafts(commit, place, meeting, policy);
            }
            Expected::One(held) if held.file == meeting.merged => {
                if own {
                    self.restored
                        .entry(path.to_owned())
                        .or_default()
                        .push(place);
                }
                return Ok(());
            }
            Expected::One(held) => (held, false),
            Expected::Conflict(held) => (held, true),
        };
        let keeps = |guard: &Guard| matches!(guard, Guard::Version(_));
        if conflict && keeps(&held.guard) && self.two_documents(path, one, other, policy)? {
            let code = layout::stem(path).to_owned();
            self.fault(commit, None, Fact::NumberGiven(code).error());
        }
        let agrees = keeps(&held.guard)
            && self
                .marked(path, meeting.merged, policy)?
                .is_some_and(|marked| {
                    let view = self.view(place);
                    let document = marked.document.as_ref();
                    document.is_some_and(|document| entries::agrees(view, document))
                });
        let shown = match &held.guard {
            Guard::Image(versions) => self.is_shown(versions, place),
            _ => true,
        };
        // Two readings of one person may meet, and either stands; a certificate stands for what
        // it names, and nothing else does.
        let sides = [meeting.one, meeting.other];
        let met = conflict && held.guard == Guard::Evidence && !own;
        if met && certificates::loses(self.repository, path, (sides, meeting.merged), policy)? {
            let fact = Fact::CertificateDropped(path.to_owned());
            self.fault(commit, Some(path), fact.error());
            let (guard, file) = (Guard::Evidence, meeting.merged);
            self.guards.push(path, Held { place, file, guard });
            return Ok(());
        }
        if agrees || !shown || met {
            let guard = if shown { held.guard } else { Guard::Free };
            let file = meeting.merged;
            self.guards.push(path, Held { place, file, guard });
            return Ok(());
        }
        let broken = self.breaks(path, meeting.merged, &held, policy)?;
        if let Some(fact) = broken {
            let fact = match own {
                true => fact,
                false => Fact::Dropped(path.to_owned()),
            };
            self.fault(commit, Some(path), fact.error());
        }
        self.guards.push(path, Held { place, ..held });
        Ok(())
    }

    /// Whether each side validated another text under one number.
    fn two_documents(
        &mut self,
        path: &str,
        one: &Parent,
        other: &Parent,
        policy: &Policy,
    ) -> Result<bool, ObjectError> {
        let mut digests = Vec::new();
        for side in [one, other] {
            let held = self.guards.seen(&self.ancestry, path, side.place).cloned();
            let Some(held) = held.filter(|held| matches!(held.guard, Guard::Version(_))) else {
                return Ok(false);
            };
            let marked = self.marked(path, held.file, policy)?;
            digests.push(marked.and_then(|marked| Some(marked.document.as_ref()?.digest)));
        }
        Ok(digests.first() != digests.last())
    }

    /// A draft of a merge: its text is free, its entries are not.
    fn drafts(
        &mut self,
        commit: CommitId,
        place: usize,
        meeting: &Meeting<'_>,
        policy: &Policy,
    ) -> Result<(), ObjectError> {
        let path = meeting.path;
        let Position::Entity(kind) = layout::position(path) else {
            return Ok(());
        };
        let own = ![meeting.one, meeting.other].contains(&meeting.merged);
        let fact = match kind {
            EntityKind::Document => {
                let merged = self.marked(path, meeting.merged, policy)?;
                let mut fact = None;
                for side in [meeting.one, meeting.other] {
                    let before = self.marked(path, side, policy)?;
                    let Some(before) = before.as_ref().and_then(|before| before.document.as_ref())
                    else {
                        continue;
                    };
                    let after = merged.as_ref().and_then(|merged| merged.document.as_ref());
                    let digest = match after {
                        Some(after) => Some(after.digest),
                        None => self.content(meeting.merged)?,
                    };
                    if entries::lost(self.view(place), before, (digest, after)) {
                        fact = Some(Fact::Dropped(path.to_owned()));
                    }
                }
                let document = merged.as_ref().and_then(|merged| merged.document.as_ref());
                let typed = own
                    && document
                        .is_some_and(|document| entries::typed(self.view(place), document, None));
                fact.or(typed.then(|| Fact::Typed(path.to_owned())))
            }
            EntityKind::Ticket if meeting.merged.is_none() => {
                self.guards.push(
                    path,
                    Held {
                        place,
                        file: meeting.one.or(meeting.other),
                        guard: Guard::Ticket,
                    },
                );
                Some(Fact::TicketRemoved(path.to_owned()))
            }
            EntityKind::Ticket | EntityKind::Record if own => {
                let blocks = |walk: &mut Self, file: File| -> Result<Vec<u8>, ObjectError> {
                    let marked = walk.marked(path, file, policy)?;
                    Ok(marked.map_or(Vec::new(), |marked| marked.blocks.clone()))
                };
                let merged = blocks(self, meeting.merged)?;
                let known =
                    blocks(self, meeting.one)? == merged || blocks(self, meeting.other)? == merged;
                (!known).then(|| Fact::Typed(path.to_owned()))
            }
            _ if own && layout::is_evidence(path) => Some(Fact::HandWritten(path.to_owned())),
            _ => None,
        };
        if let Some(fact) = fact {
            self.fault(commit, Some(path), fact.error());
        }
        Ok(())
    }

    /// The register of a merge: path by path that of the side that changed it, or what the merge
    /// rightly decided.
    fn register_of(
        &mut self,
        raw: &RawCommit,
        place: usize,
        (one, other): (&Parent, &Parent),
        decided: &BTreeMap<String, File>,
        mandate: &Mandate,
        after: &mut State,
    ) -> Result<(), HistoryError> {
        let (mine, theirs) = (one.state.register.sources(), other.state.register.sources());
        let mut merged = mine.clone();
        for path in differing(mine, theirs) {
            let file = |sources: &Sources| sources.get(&path).map(|blob| (Mode::Plain, blob));
            let held = match self.expected(&path, (one, file(mine)), (other, file(theirs))) {
                Expected::One(held) | Expected::Conflict(held) => held.file,
                Expected::Free => file(mine),
            };
            merged.set(&path, held.map(|(_, blob)| blob));
        }
        for (path, file) in decided {
            merged.set(path, file.map(|(_, blob)| blob));
        }
        let day = super::judge::day_of(after.latest, &one.state.register);
        let fault = match self.registers.read(&merged)? {
            Ok(register) if register.has_administrator(day) => {
                after.register = register;
                None
            }
            Ok(_) => Some(RegisterFault::NoAdministrator),
            Err(fault) => Some(fault),
        };
        if let Some(fault) = fault {
            // Neither side goes before the other: the same one stands in whatever the order.
            let first = one.id <= other.id;
            let kept: &Arc<Register> = match first {
                true => &one.state.register,
                false => &other.state.register,
            };
            after.register = Arc::clone(kept);
            self.fault(raw.id, None, Fact::Register(fault).error());
        }
        if !decided.is_empty() {
            after.latest = after.latest.max(self.capped(raw.committer.seconds));
            self.signatures += 1;
            self.changes.push(RegisterChange {
                commit: raw.id,
                place,
                day: mandate.day,
                signer: mandate.signer.clone(),
                paths: decided.keys().cloned().collect(),
                before: Arc::clone(&one.state.register),
                after: Arc::clone(&after.register),
            });
        }
        Ok(())
    }
}

/// The paths of two registers' sources that differ.
fn differing(one: &Sources, other: &Sources) -> Vec<String> {
    let mut paths: Vec<String> = one
        .paths()
        .chain(other.paths())
        .filter(|path| one.get(path) != other.get(path))
        .map(str::to_owned)
        .collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// The paths at which a merge differs from one of its sides. A side that does not differ bears what
/// the merge bears.
fn meetings<'m>(mine: &'m [Change], theirs: &'m [Change]) -> Vec<Meeting<'m>> {
    let mut found = Vec::new();
    let (mut one, mut other) = (mine.iter().peekable(), theirs.iter().peekable());
    loop {
        let order = match (one.peek(), other.peek()) {
            (None, None) => return found,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(a), Some(b)) => a.path.cmp(&b.path),
        };
        let a = (order != std::cmp::Ordering::Greater)
            .then(|| one.next())
            .flatten();
        let b = (order != std::cmp::Ordering::Less)
            .then(|| other.next())
            .flatten();
        let Some(change) = a.or(b) else {
            return found;
        };
        found.push(Meeting {
            path: &change.path,
            one: a.map_or(change.new, |change| change.old),
            other: b.map_or(change.new, |change| change.old),
            merged: change.new,
        });
    }
}
