//! The other rows of the registers: external documents, watch items, indicators, certificates,
//! snapshots.

use crate::diagnostic::Span;
use crate::model::calendar::CalendarPolicy;
use crate::model::digest::Digest;
use crate::model::frequency::Frequency;
use crate::model::names::{ActorId, Located, ProcessCode, Slug};
use chrono::NaiveDate;

/// A row of the document-management table for what has no code of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalDocument {
    /// The file's stem.
    pub slug: Slug,
    /// `typologie`.
    pub typology: Located<String>,
    /// `sous-type`.
    pub subtype: Located<String>,
    /// `titres`.
    pub titles: Vec<String>,
    /// `ordre`: its rank in the table.
    pub rank: Option<u32>,
    /// `approbation`.
    pub approval: Option<String>,
    /// `validation`.
    pub validation: Option<String>,
    /// `identification`.
    pub identification: Option<String>,
    /// `diffusion`.
    pub distribution: Option<String>,
    /// `accessibilite`.
    pub access: Option<String>,
    /// `archivage`.
    pub archive: Option<String>,
    /// `destruction`.
    pub fate: Option<String>,
    /// `abonnement`.
    pub subscription: Option<Subscription>,
}

/// A subscription to an external document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// `fournisseur`.
    pub supplier: Option<String>,
    /// `exemplaires`: copies a unit.
    pub copies: Option<u32>,
    /// `unites`: units served.
    pub units: Option<u32>,
    /// `echeance`: the day it lapses.
    pub expires: Option<Located<NaiveDate>>,
    /// The whole block.
    pub span: Span,
}

impl Subscription {
    /// How many copies are delivered in all: those of a unit, for every unit served.
    pub fn delivered(&self) -> Option<u32> {
        self.copies?.checked_mul(self.units?)
    }
}

/// A row of the regulatory-watch table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchItem {
    /// The file's stem.
    pub slug: Slug,
    /// `thematiques`.
    pub topics: Vec<Located<String>>,
    /// `ordre`: its rank in the table.
    pub rank: Option<u32>,
    /// `source`.
    pub source: Located<String>,
    /// `frequence`: how often, for the rule.
    pub frequency: Option<Located<String>>,
    /// `frequence-affichee`: how often, for the table.
    pub shown_frequency: Option<String>,
    /// `responsable`, as written: an actor's id or words.
    pub owner: Option<Located<String>>,
    /// `intervenants`.
    pub contributors: Option<Located<String>>,
    /// `inventaire`.
    pub inventory: Option<String>,
    /// `destinataires`.
    pub recipients: Option<String>,
    /// `diffusion`.
    pub distribution: Option<String>,
    /// `consultations`.
    pub consultations: Vec<Consultation>,
}

impl WatchItem {
    /// The day of its last consultation, as known on a day.
    pub fn consulted(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.consultations
            .iter()
            .filter_map(|consultation| consultation.date)
            .filter(|date| *date <= day)
            .max()
    }

    /// The last day on which the next consultation is in time. A source that nobody has consulted yet
    /// is to be consulted on the very day; one without a frequency that is understood, on none (T101).
    pub fn consultation_due(&self, day: NaiveDate, calendar: &CalendarPolicy) -> Option<NaiveDate> {
        let frequency = Frequency::parse(&self.frequency.as_ref()?.value)?;
        Some(match self.consulted(day) {
            Some(last) => frequency.next(last, calendar),
            None => day,
        })
    }
}

/// One entry of a watch journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    /// On which day.
    pub date: Option<NaiveDate>,
    /// By whom.
    pub actor: Option<Located<ActorId>>,
    /// `texte`: the text found.
    pub text: Option<String>,
    /// `applicable`, as written.
    pub applicable: Option<String>,
    /// The documents that it touches.
    pub impact: Vec<Located<String>>,
    /// `suite`: what followed.
    pub follow_up: Option<String>,
    /// The whole entry.
    pub span: Span,
}

/// An indicator or counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// The file's stem.
    pub slug: Slug,
    /// `numero`.
    pub number: Located<String>,
    /// `titre`.
    pub title: Located<String>,
    /// `formule`.
    pub formula: Option<String>,
    /// `unite`.
    pub unit: Option<String>,
    /// `cible`, as written.
    pub target: Option<String>,
    /// `periodicite`.
    pub periodicity: Option<String>,
    /// `responsable`.
    pub owner: Option<Located<String>>,
    /// `processus`.
    pub process: Option<Located<ProcessCode>>,
    /// `valeurs`, in the order of the file.
    pub values: Vec<Measure>,
}

/// One value of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// `periode`: `2026`, `2026-10`, `2026-T3`, a day.
    pub period: Located<String>,
    /// `valeur`, as written.
    pub value: Located<String>,
    /// `zone`.
    pub area: Option<String>,
}

/// A destruction certificate, written by acts alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisposalCertificate {
    /// `code`, which is the file's stem.
    pub code: Located<String>,
    /// `date`.
    pub date: Option<NaiveDate>,
    /// `acteur`.
    pub actor: Option<Located<ActorId>>,
    /// What was destroyed.
    pub elements: Vec<Disposed>,
}

/// One thing that a certificate says was destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disposed {
    /// Its code.
    pub code: Located<String>,
    /// Its title.
    pub title: Option<String>,
    /// The path it stood at.
    pub path: Option<String>,
    /// The SHA-256 of its bytes.
    pub blob: Option<String>,
    /// `serie`.
    pub series: Option<Slug>,
    /// `date`: the day it was the record of, by which it still counts in a window.
    pub date: Option<NaiveDate>,
    /// `erratum-de`: what it corrected, with which it counts in a window.
    pub erratum_of: Option<String>,
    /// `regle`: the rule that was applied.
    pub rule: Option<String>,
    /// `echeance`: the day from which it could be destroyed.
    pub due: Option<NaiveDate>,
    /// `condition`, as written.
    pub condition: Option<Located<String>>,
    /// `visa`.
    pub visa: Option<String>,
    /// `versement`.
    pub transfer: Option<String>,
    /// `decision`.
    pub decision: Option<String>,
}

impl Disposed {
    /// Whether it names these bytes, by their SHA-256.
    pub fn is_of(&self, bytes: Option<Digest>) -> bool {
        let named = self.blob.as_deref().unwrap_or_default();
        let named = named.trim_start_matches("sha256:");
        bytes.is_some_and(|bytes| bytes.to_string().trim_start_matches("sha256:") == named)
    }
}

/// A line of the ledger of audit snapshots, written by acts alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotEntry {
    /// `nom`: the tag's name.
    pub name: Located<String>,
    /// `objet`: the id of the tag object.
    pub object: String,
    /// `commit`: the commit tagged.
    pub commit: String,
    /// `sha512`: over every object of that commit.
    pub seal: String,
    /// `date`.
    pub date: Option<NaiveDate>,
    /// `acteur`.
    pub actor: Option<Located<ActorId>>,
}
