//! The other rows of the registers: external documents, watch items, indicators, certificates,
//! snapshots.

use crate::model::digest::Digest;
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
}

/// A row of the regulatory-watch table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchItem {
    /// The file's stem.
    pub slug: Slug,
    /// `source`.
    pub source: Located<String>,
    /// `consultations`.
    pub consultations: Vec<Consultation>,
}

/// One entry of a watch journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    /// On which day.
    pub date: Option<NaiveDate>,
    /// By whom.
    pub actor: Option<Located<ActorId>>,
    /// The documents that it touches.
    pub impact: Vec<Located<String>>,
}

/// An indicator or counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// The file's stem.
    pub slug: Slug,
    /// `titre`.
    pub title: Located<String>,
    /// `processus`.
    pub process: Option<Located<ProcessCode>>,
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
