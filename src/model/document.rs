//! One version of a controlled document, and its status derived from dated facts.

use crate::diagnostic::Span;
use crate::model::act::Outcome;
use crate::model::code::Code;
use crate::model::digest::Digest;
use crate::model::names::{ActorId, Located, ProcessCode, RoleId};
use crate::model::policy::DocumentType;
use crate::text::Text;
use chrono::NaiveDate;
use std::sync::Arc;

/// One version of a controlled document (10-format).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its code, from the file's stem.
    pub code: Code,
    /// `titre`.
    pub title: Located<String>,
    /// `processus`.
    pub process: Located<ProcessCode>,
    /// `objet`: what it is for.
    pub purpose: Located<String>,
    /// `redacteur`: who wrote it.
    pub authors: Vec<Located<ActorId>>,
    /// `diffusion`: ids of audiences or roles.
    pub audience: Vec<Located<String>>,
    /// `mots-cles`.
    pub keywords: Vec<String>,
    /// `references`: what it relies on.
    pub references: Vec<Located<String>>,
    /// `remplace`: the version before.
    pub supersedes: Option<Located<String>>,
    /// `motif`: why it was revised.
    pub change_reason: Option<Located<String>>,
    /// `origine`: what caused it.
    pub origin: Vec<Located<String>>,
    /// `classification`.
    pub classification: Option<String>,
    /// `approbations`, counting or not.
    pub approvals: Vec<Entry>,
    /// `validations`, counting or not.
    pub validations: Vec<Entry>,
    /// `application`: the effective date.
    pub effective: Option<Located<NaiveDate>>,
    /// `revue`: the last periodic review.
    pub review: Option<Review>,
    /// `retrait`.
    pub withdrawal: Option<Withdrawal>,
    /// The digest of the file as it stands.
    pub digest: Digest,
}

/// One approval or validation written by an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub actor: Located<ActorId>,
    /// In which role.
    pub role: Located<RoleId>,
    /// On which day, in the organisation's zone.
    pub date: Located<NaiveDate>,
    /// The first 16 hex digits of the digest that was signed.
    pub digest: Located<String>,
    /// The whole entry.
    pub span: Span,
}

/// A periodic review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// On which day.
    pub date: Located<NaiveDate>,
    /// By whom.
    pub actor: Located<ActorId>,
    /// With which outcome.
    pub outcome: Outcome,
    /// The whole block.
    pub span: Span,
}

/// A withdrawal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// On which day.
    pub date: Located<NaiveDate>,
    /// By whom.
    pub actor: Located<ActorId>,
    /// Why.
    pub reason: String,
    /// The whole block.
    pub span: Span,
}

/// The status of a version on a day (10-format): derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Approvals are missing.
    Draft,
    /// Approved; validations are missing.
    Approved,
    /// Validated; its effective date is to come.
    Upcoming,
    /// The version to use today.
    Effective,
    /// A later version took its place.
    Superseded,
    /// Taken out of force.
    Withdrawn,
}

impl Status {
    /// Every status, in the order of a document's life.
    pub const ALL: [Status; 6] = [
        Status::Draft,
        Status::Approved,
        Status::Upcoming,
        Status::Effective,
        Status::Superseded,
        Status::Withdrawn,
    ];

    /// The word of JSON and of `--status`.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Approved => "approved",
            Status::Upcoming => "upcoming",
            Status::Effective => "effective",
            Status::Superseded => "superseded",
            Status::Withdrawn => "withdrawn",
        }
    }

    /// The word on screen.
    pub fn label(self) -> Text {
        match self {
            Status::Draft => Text {
                en: "draft",
                fr: "projet",
            },
            Status::Approved => Text {
                en: "approved",
                fr: "approuvé",
            },
            Status::Upcoming => Text {
                en: "upcoming",
                fr: "à paraître",
            },
            Status::Effective => Text {
                en: "in force",
                fr: "en vigueur",
            },
            Status::Superseded => Text {
                en: "superseded",
                fr: "périmé",
            },
            Status::Withdrawn => Text {
                en: "withdrawn",
                fr: "retiré",
            },
        }
    }

    /// Whether its text can no longer change: validated, whatever came after.
    pub fn is_frozen(self) -> bool {
        !matches!(self, Status::Draft | Status::Approved)
    }
}

impl Document {
    /// The entries that count on a day: those of this very content, dated no later.
    pub fn counting<'a>(
        &self,
        entries: &'a [Entry],
        day: NaiveDate,
    ) -> impl Iterator<Item = &'a Entry> {
        let digest = self.digest;
        entries
            .iter()
            .filter(move |entry| entry.date.value <= day && digest.matches(&entry.digest))
    }

    /// The first counting entry of each person.
    fn persons<'a>(&self, entries: &'a [Entry], day: NaiveDate) -> impl Iterator<Item = &'a Entry> {
        let digest = self.digest;
        let counting =
            move |entry: &&Entry| entry.date.value <= day && digest.matches(&entry.digest);
        let again = move |index: usize, entry: &Entry| {
            entries
                .iter()
                .take(index)
                .filter(counting)
                .any(|known| known.actor.value == entry.actor.value)
        };
        entries
            .iter()
            .enumerate()
            .filter(move |(index, entry)| counting(entry) && !again(*index, entry))
            .map(|(_, entry)| entry)
    }

    /// The roles of `asked` that no counting entry fills yet, a person filling one role only.
    /// Roles are filled in the order of the list.
    pub fn missing<'a>(
        &self,
        asked: &'a [RoleId],
        entries: &[Entry],
        day: NaiveDate,
    ) -> Vec<&'a RoleId> {
        // One role is nearly always all that is asked, and needs no list.
        if let [role] = asked {
            let filled = self
                .persons(entries, day)
                .any(|entry| entry.role.value == *role);
            return if filled { Vec::new() } else { vec![role] };
        }
        let mut free: Vec<&Entry> = self.persons(entries, day).collect();
        let mut missing = Vec::new();
        for role in asked {
            match free.iter().position(|entry| entry.role.value == *role) {
                Some(index) => {
                    free.remove(index);
                }
                None => missing.push(role),
            }
        }
        missing
    }

    /// The approvals that its type still asks for on a day.
    pub fn missing_approvals<'a>(&self, kind: &'a DocumentType, day: NaiveDate) -> Vec<&'a RoleId> {
        self.missing(&kind.approval, &self.approvals, day)
    }

    /// The validations that its type still asks for on a day.
    pub fn missing_validations<'a>(
        &self,
        kind: &'a DocumentType,
        day: NaiveDate,
    ) -> Vec<&'a RoleId> {
        self.missing(&kind.validation, &self.validations, day)
    }

    /// Whether it is validated on a day. A counting validation settles the approvals: a policy
    /// changed later asks nothing again (10-format).
    pub fn is_validated(&self, kind: &DocumentType, day: NaiveDate) -> bool {
        self.missing_validations(kind, day).is_empty()
            && (self.counting(&self.validations, day).next().is_some()
                || self.missing_approvals(kind, day).is_empty())
    }

    /// The effective date that counts on a day: none while it is not validated.
    pub fn effective_from(&self, kind: &DocumentType, day: NaiveDate) -> Option<NaiveDate> {
        if self.is_validated(kind, day) {
            self.effective.as_ref().map(|date| date.value)
        } else {
            None
        }
    }

    /// Whether a withdrawal dated no later than the day stands on it.
    pub fn is_withdrawn(&self, day: NaiveDate) -> bool {
        self.withdrawal
            .as_ref()
            .is_some_and(|withdrawal| withdrawal.date.value <= day)
    }

    /// Its status on a day, among `later`: the later versions of the same document.
    pub fn status<'a>(
        &self,
        kind: &DocumentType,
        later: impl IntoIterator<Item = &'a Document>,
        day: NaiveDate,
    ) -> Status {
        if self.is_withdrawn(day) {
            return Status::Withdrawn;
        }
        if !self.is_validated(kind, day) {
            return if self.missing_approvals(kind, day).is_empty() {
                Status::Approved
            } else {
                Status::Draft
            };
        }
        if later.into_iter().any(|next| {
            next.effective_from(kind, day)
                .is_some_and(|date| date <= day)
        }) {
            return Status::Superseded;
        }
        match self.effective_from(kind, day) {
            Some(date) if date <= day => Status::Effective,
            _ => Status::Upcoming,
        }
    }

    /// The day on which its periodic review falls due: its type's period after the last review
    /// that confirmed it, or after the effective date.
    pub fn review_due(&self, kind: &DocumentType, day: NaiveDate) -> Option<NaiveDate> {
        let period = kind.review?;
        let confirmed = self
            .review
            .as_ref()
            .filter(|review| review.outcome == Outcome::Confirmed && review.date.value <= day)
            .map(|review| review.date.value);
        let from = confirmed.or(self.effective_from(kind, day))?;
        Some(period.after(from))
    }
}

/// Read and understood: who has read which version (10-format).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// The version read.
    pub code: Located<String>,
    /// Who read it.
    pub actor: Located<ActorId>,
    /// On which day.
    pub date: Located<NaiveDate>,
    /// The first 16 hex digits of the digest that was read.
    pub digest: Located<String>,
    /// The file.
    pub path: Arc<str>,
}
