//! What was found wrong with a commit: facts without wording.

use super::guard::File;
use super::register::RegisterFault;
use crate::diagnostic::Severity;
use crate::model::digest::Digest;
use crate::model::names::{ActorId, RoleId};
use crate::parse::trailers::TrailerDefect;
use crate::repository::CommitId;
use chrono::NaiveDate;

/// One thing wrong with an act or a register change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// What.
    pub fact: Fact,
    /// An error takes the effect away; a warning does not.
    pub severity: Severity,
}

/// A breach of a commit by what it did to files, or by its form: not by an act that it claims to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The commit.
    pub commit: CommitId,
    /// Its place in the order of the history.
    pub place: usize,
    /// The file concerned, where there is one.
    pub path: Option<String>,
    /// What the commit put there, where it is borne as long as that stands.
    pub wrote: Option<File>,
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
    /// It brings in a history that does not come from the trust root.
    Foreign,
    /// A merge of more than two parents.
    Octopus(usize),
    /// Dated after the reader's clock.
    Future,
    /// The text of a version in force, changed.
    Altered(String),
    /// The text of a version that was to come into force, changed before its day.
    AlteredEarly(String),
    /// An image of a version in force, changed.
    ImageAltered(String),
    /// Workflow keys that no act wrote.
    Typed(String),
    /// Workflow keys that an act wrote, changed or taken out without one.
    Untyped(String),
    /// A certificate, acknowledgement or ledger entry written, changed or removed without its act.
    HandWritten(String),
    /// What left by an act is there again.
    CameBack(String),
    /// A version in force, removed without an act.
    Removed(String),
    /// A closed record or ticket, changed.
    ClosedChanged(String),
    /// A closed record, removed without a certificate; the first day on which it could be destroyed.
    RecordRemoved(String, Option<NaiveDate>),
    /// A ticket, removed without a certificate.
    TicketRemoved(String),
    /// A merge of two destructions under one certificate number, of which one is left out.
    CertificateDropped(String),
    /// A merge that leaves out what one of its sides decided or changed.
    Dropped(String),
    /// The role was ended in a commit that knew nothing of this one, nor this one of it.
    RoleEndedBeside(RoleId),
    /// The key was withdrawn so.
    KeyEndedBeside,
    /// The document was withdrawn, or sent back, so.
    DocumentEndedBeside(String),
    /// An act on a version that is not in force.
    NotInForce(String),
    /// A version in force is approved or validated anew.
    AlreadyInForce(String),
    /// The version has left force or the tree by an act.
    HasLeft(String),
    /// An act on a file that a commit without effect changed before it.
    OnFault(String),
    /// The version in `remplace` is not the one before it, or that one was never validated.
    Succession(Option<String>),
    /// The number was given to another document.
    NumberGiven(String),
    /// The front-matter is no strict YAML: its keys may be read in two ways.
    Keys(String),
    /// The code in the file is not that of its name.
    CodeDiffers(String),
    /// The effective date is before the day of the act.
    EffectivePast(NaiveDate),
    /// Destroyed while in force, or to come into force.
    StillInForce(String),
    /// A ticket destroyed while it is open.
    StillOpen(String),
    /// A certificate that is not that of what the act destroyed.
    Certificate(String),
    /// Destroyed before its day, where that is known.
    TooEarly(String, Option<NaiveDate>),
    /// Destroyed without the visa, receipt or decision that its rule asks for.
    Ungrounded(String),
    /// A hold that does not say when it is looked at again.
    NeverReassessed(String),
    /// Destroyed while its destruction is suspended.
    OnHold(String),
    /// The commit that a settlement names is not one that it follows.
    SettlesNothing(String),
    /// A file that is no plain file, or whose name is not of the grammar.
    Path(PathFault, String),
    /// Another object stands in the place of one, for whom obeys it.
    Replaced(String),
    /// A file of the clone gives commits other parents.
    Grafted,
    /// The tip that was verified here before does not lead to this one.
    Rewound(CommitId),
}

/// What is wrong with the place or kind of a file (F008, F009, C001, C002).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFault {
    /// A link, a submodule or an executable, where only plain files belong.
    NotPlain,
    /// Attributes of git, where they would change what is read.
    Attributes,
    /// A name that is not of the grammar: other letters, or another form of the same letters.
    Name,
    /// A name that is not UTF-8.
    Encoding,
    /// Two names that some file systems take for one.
    Twin,
    /// A name that is no code, or not in its canonical form.
    NoCode,
    /// A code in the folder of another type or year.
    Folder,
}

impl Fact {
    /// The rule that asks for it (50-rules).
    pub fn rule(&self) -> &'static str {
        match self {
            // A group of trailers without it is not complete.
            Fact::Succession(None) => "A201",
            Fact::Statement(_) | Fact::Object | Fact::Parents(_) | Fact::Code(_) => "A201",
            Fact::Octopus(_) | Fact::Dropped(_) | Fact::CertificateDropped(_) => "A211",
            Fact::Unsigned | Fact::BadSignature => "A202",
            Fact::UnknownKey(_) | Fact::OtherActor(_) | Fact::Identity => "A203",
            Fact::RoleNotAsked(_) | Fact::RoleNotHeld(_) | Fact::RoleEndedBeside(_) => "A204",
            Fact::KeyWithdrawn
            | Fact::KeyOutOfDates
            | Fact::KeyCompromised
            | Fact::KeyEndedBeside => "A205",
            Fact::Digest(_) | Fact::Assets | Fact::ApprovalsMissing(_) => "A206",
            Fact::Altered(_)
            | Fact::AlteredEarly(_)
            | Fact::ImageAltered(_)
            | Fact::NotInForce(_)
            | Fact::OnFault(_) => "A207",
            Fact::Typed(_) => "A208",
            Fact::Untyped(_)
            | Fact::HandWritten(_)
            | Fact::CameBack(_)
            | Fact::HasLeft(_)
            | Fact::AlreadyInForce(_)
            | Fact::DocumentEndedBeside(_) => "A209",
            Fact::OtherChange(_)
            | Fact::NotDone(_)
            | Fact::Entry(_)
            | Fact::Certificate(_)
            | Fact::EffectivePast(_)
            | Fact::SettlesNothing(_) => "A210",
            Fact::Removed(_) => "A212",
            Fact::ApproverValidates | Fact::AuthorApproves => "A103",
            Fact::Succession(Some(_)) => "C005",
            Fact::NumberGiven(_) => "C004",
            Fact::Keys(_) => "F002",
            Fact::CodeDiffers(_) | Fact::Path(PathFault::Folder, _) => "C002",
            Fact::Path(PathFault::NoCode, _) => "C001",
            Fact::Path(PathFault::Encoding, _) => "F008",
            Fact::Path(_, _) => "F009",
            Fact::NotEntitled(_) | Fact::MixedChange(_) | Fact::MergeConflict(_) => "G201",
            Fact::Foreign => "G202",
            Fact::Rewound(_) => "G203",
            Fact::Replaced(_) | Fact::Grafted => "G205",
            Fact::BeforeParent | Fact::Future => "G206",
            Fact::Register(_) => "G208",
            Fact::StillInForce(_)
            | Fact::StillOpen(_)
            | Fact::OnHold(_)
            | Fact::TooEarly(..)
            | Fact::RecordRemoved(..) => "R105",
            Fact::Ungrounded(_) => "R106",
            Fact::NeverReassessed(_) => "R109",
            Fact::ClosedChanged(_) => "R107",
            Fact::TicketRemoved(_) => "S108",
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
