//! What was found wrong with a commit: facts without wording.

use super::register::RegisterFault;
use crate::diagnostic::Severity;
use crate::model::digest::Digest;
use crate::model::names::{ActorId, RoleId};
use crate::parse::trailers::TrailerDefect;
use crate::repository::CommitId;

/// One thing wrong with an act or a register change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// What.
    pub fact: Fact,
    /// An error takes the effect away; a warning does not.
    pub severity: Severity,
}

/// A breach of a commit that belongs to no one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The commit.
    pub commit: CommitId,
    /// What is wrong with it.
    pub breach: Breach,
}

/// The ways in which a commit is not what it should be (50-rules, those judged on the history).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The trailers are no statement.
    Statement(Vec<TrailerDefect>),
    /// The object is not one that git would have written, or its text is not UTF-8.
    Object,
    /// An act has one parent.
    Parents(usize),
    /// The code is none, or none that this act can be done on.
    Code(String),
    /// Not signed.
    Unsigned,
    /// The signature is not over these bytes.
    BadSignature,
    /// Signed by a key that no register had.
    UnknownKey(String),
    /// The key is another actor's than the one named.
    OtherActor(ActorId),
    /// Author or committer are not as registered.
    Identity,
    /// The act is not one for this role.
    RoleNotAsked(RoleId),
    /// The role was not held, for the document's process, on that day.
    RoleNotHeld(RoleId),
    /// The key had been withdrawn.
    KeyWithdrawn,
    /// The key was out of its dates, or its certificate revoked or expired.
    KeyOutOfDates,
    /// The key is declared compromised, and nobody confirmed the act.
    KeyCompromised,
    /// The file is not the one that was signed; none where there is no file.
    Digest(Option<Digest>),
    /// The images are not those that were signed.
    Assets,
    /// Validated without the approvals of these roles.
    ApprovalsMissing(Vec<RoleId>),
    /// The one who validates had approved.
    ApproverValidates,
    /// The only author approves.
    AuthorApproves,
    /// A path that the act does not say it changes.
    OtherChange(String),
    /// A path that the act says it changes and does not change so.
    NotDone(String),
    /// The workflow keys do not say what the trailers say.
    Entry(String),
    /// A governed path changed by one not entitled to it.
    NotEntitled(String),
    /// A governed path changed together with another, not governed, path.
    MixedChange(String),
    /// Both sides of a merge changed the path.
    MergeConflict(String),
    /// The register that would result is none.
    Register(RegisterFault),
    /// Dated more than ten minutes before its parent.
    BeforeParent,
    /// A merge of more than two, or of a history that does not come from the trust root.
    Foreign,
}

impl Fact {
    /// The rule that asks for it (50-rules).
    pub fn rule(&self) -> &'static str {
        match self {
            Fact::Statement(_) | Fact::Object | Fact::Parents(_) | Fact::Code(_) => "A201",
            Fact::Unsigned | Fact::BadSignature | Fact::UnknownKey(_) => "A202",
            Fact::OtherActor(_) | Fact::Identity => "A203",
            Fact::RoleNotAsked(_) | Fact::RoleNotHeld(_) => "A204",
            Fact::KeyWithdrawn | Fact::KeyOutOfDates | Fact::KeyCompromised => "A205",
            Fact::Digest(_) | Fact::Assets | Fact::ApprovalsMissing(_) => "A206",
            Fact::ApproverValidates | Fact::AuthorApproves => "A103",
            Fact::OtherChange(_) | Fact::NotDone(_) | Fact::Entry(_) => "A210",
            Fact::NotEntitled(_) | Fact::MixedChange(_) | Fact::MergeConflict(_) => "G201",
            Fact::Register(_) => "G208",
            Fact::BeforeParent => "G206",
            Fact::Foreign => "G202",
        }
    }

    /// As an error.
    pub fn error(self) -> Breach {
        Breach {
            fact: self,
            severity: Severity::Error,
        }
    }

    /// As a warning.
    pub fn warning(self) -> Breach {
        Breach {
            fact: self,
            severity: Severity::Warning,
        }
    }
}
