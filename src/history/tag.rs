//! One audit tag judged by a register: facts, whoever words them.

pub mod words;

use super::entitled;
use super::register::{Register, Signer};
use crate::model::act::{ActKind, Statement};
use crate::model::digest::Seal;
use crate::model::names::{ActorId, RoleId};
use crate::model::registers::SnapshotEntry;
use crate::model::snapshot::Manifest;
use crate::parse::trailers::{self, Trailers};
use crate::parse::{digest, manifest};
use crate::repository::{CommitId, ObjectError, RawTag, Repository, TagRef, Target};
use chrono::{DateTime, NaiveDate, Utc};

/// What an audit tag says, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The commit that it names, where it names one.
    pub commit: Option<CommitId>,
    /// Its trailers, where they are an act `snapshot`.
    pub statement: Option<Statement>,
    /// Its manifest, where it has one.
    pub manifest: Option<Manifest>,
    /// The later of the day that the tagger declares and the day of the manifest.
    pub day: NaiveDate,
    /// Who signed.
    pub signer: Signer,
    /// What is wrong with it, the gravest first.
    pub faults: Vec<TagFault>,
}

/// One thing wrong with an audit tag, or with what the ledger says of it (G204).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagFault {
    /// The ledger names it, and no tag of that name is there.
    Missing,
    /// The reference holds something other than a tag object.
    NotAnnotated,
    /// The object is not one that git would have written.
    Object,
    /// The object gives itself this other name.
    Name(String),
    /// It does not name a commit.
    Target,
    /// Not signed.
    Unsigned,
    /// The signature is not over these bytes.
    BadSignature,
    /// Signed by a key that the register does not have.
    UnknownKey(String),
    /// The key was out of its dates, or its certificate revoked or expired.
    KeyOutOfDates,
    /// The key is declared compromised.
    KeyCompromised,
    /// The message has no statement of one act `snapshot` on its own name.
    Statement,
    /// Signed by the key of this actor, who is not the one named.
    OtherActor(ActorId),
    /// The role is none that takes snapshots.
    RoleNotAsked(RoleId),
    /// The role was not held on that day.
    RoleNotHeld(RoleId),
    /// The message has no manifest.
    Manifest,
    /// The manifest is not the text whose digest was signed.
    Digest,
    /// The manifest names another commit than the tag.
    OtherCommit,
    /// The objects of the commit are not those that were sealed.
    Seal,
    /// The ledger names another object, commit, seal, day or actor than the tag.
    Ledger(&'static str),
    /// No act that counts entered it in the ledger.
    NoAct,
    /// The commit that it names does not lead to the one that was asked for.
    Elsewhere,
}

/// Whether the message of a tag makes it an audit tag, well or badly.
pub fn is_audit(tag: &RawTag) -> bool {
    tag.message
        .split(|byte| *byte == b'\n')
        .any(|line| line.eq_ignore_ascii_case(b"Qms-Act: snapshot"))
}

/// The tag object that a reference holds.
pub fn object(repository: &Repository, reference: &TagRef) -> Result<Option<RawTag>, ObjectError> {
    match reference.target {
        Some(Target::Tag(id)) => repository.tag(id).map(Some),
        _ => Ok(None),
    }
}

/// Judges an audit tag that a reference of a name holds, by the register as it stood at the commit that it names (that of
/// a later commit as well, where an act in the ledger says that the role was held then).
///
/// # Errors
/// An object of the tagged commit is missing or damaged.
pub fn judge(
    repository: &Repository,
    register: &Register,
    tag: &RawTag,
    named: &str,
) -> Result<Judged, ObjectError> {
    let mut faults = Vec::new();
    if !tag.malformed.is_empty() {
        faults.push(TagFault::Object);
    }
    if tag.name != named {
        faults.push(TagFault::Name(tag.name.clone()));
    }
    let commit = match tag.target {
        Target::Commit(commit) => Some(commit),
        _ => None,
    };
    if commit.is_none() {
        faults.push(TagFault::Target);
    }
    let message = std::str::from_utf8(&tag.message).unwrap_or_default();
    let (text, _) = manifest::split(message).unwrap_or_default();
    let said = manifest::read(text);
    let statement = statement(&tag.message, named);
    let declared = declared_day(tag, register);
    let day = said
        .as_ref()
        .map_or(declared, |said| said.day.max(declared));
    let signer = signer(register, tag, day, &mut faults);
    match &statement {
        None => faults.push(TagFault::Statement),
        Some(statement) => held(register, statement, &signer, day, &mut faults),
    }
    match &said {
        None => faults.push(TagFault::Manifest),
        Some(said) => {
            let signed = statement.as_ref().and_then(|statement| statement.digest);
            if signed.is_some_and(|signed| signed != digest::raw(text.as_bytes())) {
                faults.push(TagFault::Digest);
            }
            if said.name.as_str() != named {
                faults.push(TagFault::Manifest);
            }
            if commit.is_some_and(|commit| commit.to_string() != said.commit) {
                faults.push(TagFault::OtherCommit);
            }
        }
    }
    // What nobody signed may name anything: it is not worth hashing a whole tree for.
    if faults.is_empty()
        && let (Some(commit), Some(said)) = (commit, &said)
        && repository.sha512_of(commit)? != said.seal
    {
        faults.push(TagFault::Seal);
    }
    Ok(Judged {
        commit,
        statement,
        manifest: said,
        day,
        signer,
        faults,
    })
}

/// What the ledger says of a tag otherwise than the tag itself.
pub fn ledger_faults(entry: &SnapshotEntry, tag: &RawTag, judged: &Judged) -> Vec<TagFault> {
    let commit = judged.commit.map(|commit| commit.to_string());
    let seal = |seal: Seal| seal.to_string();
    let said = judged.manifest.as_ref();
    let actor = judged.statement.as_ref().map(|said| said.actor.as_str());
    let compared = [
        ("nom", entry.name.value == tag.name),
        ("objet", entry.object == tag.id.to_string()),
        ("commit", Some(&entry.commit) == commit.as_ref()),
        (
            "sha512",
            Some(&entry.seal) == said.map(|said| seal(said.seal)).as_ref(),
        ),
        (
            "acteur",
            entry.actor.as_ref().map(|actor| actor.value.as_str()) == actor,
        ),
    ];
    compared
        .into_iter()
        .filter(|(_, same)| !same)
        .map(|(key, _)| TagFault::Ledger(key))
        .collect()
}

/// The civil day that the tagger declares, in the organisation's zone.
fn declared_day(tag: &RawTag, register: &Register) -> NaiveDate {
    DateTime::<Utc>::from_timestamp(tag.tagger.seconds, 0)
        .unwrap_or_default()
        .with_timezone(&register.policy().zone)
        .date_naive()
}

fn statement(message: &[u8], named: &str) -> Option<Statement> {
    match trailers::read(message) {
        Trailers::Statements(statements) => match <[Statement; 1]>::try_from(statements) {
            Ok([one]) if one.act == ActKind::Snapshot && one.code.as_deref() == Some(named) => {
                Some(one)
            }
            _ => None,
        },
        _ => None,
    }
}

/// Who signed, as the register tells, and what is wrong with that.
fn signer(register: &Register, tag: &RawTag, day: NaiveDate, faults: &mut Vec<TagFault>) -> Signer {
    let Some(signature) = &tag.signature else {
        faults.push(TagFault::Unsigned);
        return Signer::None;
    };
    let signer = register.signer_of(signature, &tag.payload);
    match &signer {
        Signer::Good { actor, fingerprint } => {
            if !register.key_in_dates(fingerprint, day)
                || !register.key_lives(fingerprint, tag.tagger.seconds)
            {
                faults.push(TagFault::KeyOutOfDates);
            }
            let known = register.actor(actor.as_str());
            if known
                .and_then(|known| known.key(fingerprint))
                .is_some_and(|key| key.compromised.is_some())
            {
                faults.push(TagFault::KeyCompromised);
            }
        }
        Signer::Revoked { .. } => faults.push(TagFault::KeyOutOfDates),
        Signer::Unknown { fingerprint } => {
            faults.push(TagFault::UnknownKey(fingerprint.clone()));
        }
        Signer::Bad | Signer::None => faults.push(TagFault::BadSignature),
    }
    signer
}

fn held(
    register: &Register,
    statement: &Statement,
    signer: &Signer,
    day: NaiveDate,
    faults: &mut Vec<TagFault>,
) {
    if let Signer::Good { actor, .. } = signer
        && actor.as_str() != statement.actor
    {
        faults.push(TagFault::OtherActor(actor.clone()));
    }
    let role = RoleId::new(statement.role.as_deref().unwrap_or_default());
    let asked = entitled::roles(ActKind::Snapshot, register.policy(), "");
    if !asked.contains(&&role) {
        faults.push(TagFault::RoleNotAsked(role));
    } else if !register
        .actor(&statement.actor)
        .is_some_and(|known| known.actor.holds(&role, None, day))
    {
        faults.push(TagFault::RoleNotHeld(role));
    }
}
