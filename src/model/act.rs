//! An act: a signed decision, and what its trailers say (30-trust).

mod words;

use crate::model::digest::Digest;
use chrono::NaiveDate;

pub use words::Words;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActKind {
    /// The content is adequate (A).
    Approve,
    /// It may come into force (V).
    Validate,
    /// It goes back to its author.
    Reject,
    /// Periodic review.
    Review,
    /// Taken out of force without a successor.
    Withdraw,
    /// A record or ticket becomes immutable.
    Close,
    /// A ticket opens again.
    Reopen,
    /// Filing is over.
    Archive,
    /// Destruction is suspended, or released.
    Hold,
    /// Removed from the tree, with a certificate.
    Destroy,
    /// Read and understood.
    Ack,
    /// An audit snapshot is entered in the ledger.
    Snapshot,
    /// A past fault is explained.
    Settle,
}

impl ActKind {
    /// Every kind.
    pub const ALL: [ActKind; 13] = [
        ActKind::Approve,
        ActKind::Validate,
        ActKind::Reject,
        ActKind::Review,
        ActKind::Withdraw,
        ActKind::Close,
        ActKind::Reopen,
        ActKind::Archive,
        ActKind::Hold,
        ActKind::Destroy,
        ActKind::Ack,
        ActKind::Snapshot,
        ActKind::Settle,
    ];

    /// The word of the `Qms-Act` trailer and of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            ActKind::Approve => "approve",
            ActKind::Validate => "validate",
            ActKind::Reject => "reject",
            ActKind::Review => "review",
            ActKind::Withdraw => "withdraw",
            ActKind::Close => "close",
            ActKind::Reopen => "reopen",
            ActKind::Archive => "archive",
            ActKind::Hold => "hold",
            ActKind::Destroy => "destroy",
            ActKind::Ack => "ack",
            ActKind::Snapshot => "snapshot",
            ActKind::Settle => "settle",
        }
    }

    /// The kind that a trailer names.
    pub fn parse(text: &str) -> Option<ActKind> {
        ActKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// The outcome of a periodic review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Still right as it stands.
    Confirmed,
    /// A new version is needed.
    ToRevise,
    /// It is no longer needed.
    ToWithdraw,
}

impl Outcome {
    /// The word of the trailer and of the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Confirmed => "confirmed",
            Outcome::ToRevise => "to-revise",
            Outcome::ToWithdraw => "to-withdraw",
        }
    }

    /// The word on disk (`resultat`).
    pub fn on_disk(self) -> &'static str {
        match self {
            Outcome::Confirmed => "confirme",
            Outcome::ToRevise => "a-reviser",
            Outcome::ToWithdraw => "a-retirer",
        }
    }

    /// Every outcome.
    pub const ALL: [Outcome; 3] = [Outcome::Confirmed, Outcome::ToRevise, Outcome::ToWithdraw];
}

/// Whether a hold begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HoldChange {
    /// Destruction is suspended.
    Set,
    /// It may go on.
    Lifted,
}

impl HoldChange {
    /// The word of the trailer.
    pub fn as_str(self) -> &'static str {
        match self {
            HoldChange::Set => "set",
            HoldChange::Lifted => "lifted",
        }
    }
}

/// What an act says of one code: one group of trailers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What was decided.
    pub act: ActKind,
    /// On which code, for a snapshot the tag's name; none for `settle`.
    pub code: Option<String>,
    /// On which exact content; none for `settle`.
    pub digest: Option<Digest>,
    /// With which images: digest of the raw bytes, path from the root; sorted by path.
    pub assets: Vec<(Digest, String)>,
    /// By whom.
    pub actor: String,
    /// In which role; none for `ack`.
    pub role: Option<String>,
    /// Effective date, of a validation.
    pub effective: Option<NaiveDate>,
    /// The version replaced, of a validation from V2 on.
    pub supersedes: Option<String>,
    /// The outcome of a review.
    pub outcome: Option<Outcome>,
    /// The change of a hold.
    pub hold: Option<HoldChange>,
    /// The certificate of a destruction.
    pub certificate: Option<String>,
    /// The commit that a settlement explains.
    pub commit: Option<String>,
    /// Why: reject, withdraw, hold, settle.
    pub reason: Option<String>,
}

impl Statement {
    /// A statement that says nothing more than its act and actor.
    pub fn new(act: ActKind, actor: impl Into<String>) -> Self {
        Statement {
            act,
            code: None,
            digest: None,
            assets: Vec::new(),
            actor: actor.into(),
            role: None,
            effective: None,
            supersedes: None,
            outcome: None,
            hold: None,
            certificate: None,
            commit: None,
            reason: None,
        }
    }
}
