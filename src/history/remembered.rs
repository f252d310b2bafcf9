//! What a clone remembers of a history that it verified and in which nothing at all was wrong, so
//! that the next verification goes on from there (30-trust: what was verified is not verified
//! again). It is a note in git's folder, outside its objects and references, safe to delete; the
//! slightest doubt about it, and the history is read whole.

use super::guard::{Guard, Held};
use super::ledger::Ledger;
use super::record::ActRecord;
use super::register::Signer;
use super::sources::Sources;
use crate::model::act::{ActKind, HoldChange, Outcome, Statement};
use crate::model::names::{ActorId, ProcessCode};
use crate::parse::digest;
use crate::repository::{BlobId, CommitId, Mode, Repository, Tree, write_file_atomically};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::fmt::Write as _;

const FOLDER: &str = "qms";
/// What the note begins with. Another version of the program may judge otherwise, and reads all.
const FORM: &str = concat!("qms-remembered 1 ", env!("CARGO_PKG_VERSION"));
/// Between the values of a line. A state with a control character in a value is not remembered: a
/// path could otherwise be read again as lines of its own.
const MARK: char = '\u{1f}';

/// The state of a history at one commit.
#[derive(Debug)]
pub struct Remembered {
    /// The trust root that it was read from.
    pub root: CommitId,
    /// The key that signed it.
    pub root_key: String,
    /// The commit.
    pub tip: CommitId,
    /// How many commits lead to it, itself included.
    pub commits: usize,
    /// How many signatures were verified.
    pub signatures: usize,
    /// The latest date of acts and register commits.
    pub latest: i64,
    /// Its own date.
    pub seconds: i64,
    /// What the register in effect is made of.
    pub sources: Sources,
    /// Every key that some register had.
    pub seen: HashMap<String, ActorId>,
    /// Every act.
    pub ledger: Ledger,
    /// Every guarded path, as it has to be.
    pub held: Vec<(String, Held)>,
}

/// Reads what is remembered of a reference; none where there is nothing, or nothing to rely on.
pub fn load(repository: &Repository, name: &str) -> Option<Remembered> {
    let folder = Tree::WorkingTree(repository.common_dir().join(FOLDER));
    let bytes = folder.read_path(&note(name)).ok().flatten()?;
    let text = String::from_utf8(bytes).ok()?;
    let (form, rest) = text.split_once('\n')?;
    let (sum, body) = rest.split_once('\n')?;
    let whole = form == FORM && sum == digest::raw(body.as_bytes()).to_string();
    whole.then(|| read(body))?
}

/// Keeps what is to be remembered of a reference.
///
/// # Errors
/// The folder of git cannot be written.
pub fn keep(repository: &Repository, name: &str, state: &Remembered) -> std::io::Result<()> {
    let Some(body) = write(state) else {
        return Ok(());
    };
    let sum = digest::raw(body.as_bytes());
    let path = repository.common_dir().join(FOLDER).join(note(name));
    write_file_atomically(&path, format!("{FORM}\n{sum}\n{body}").as_bytes())
}

/// The name of the note of a reference: a reference may hold signs that a file name may not.
fn note(name: &str) -> String {
    format!("remembered-{}", digest::raw(name.as_bytes()).short())
}

/// The lines of a state; none where a value cannot stand in one.
fn write(state: &Remembered) -> Option<String> {
    let mut out = String::new();
    let mut fits = true;
    let mut line = |values: &[&str]| {
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                out.push(MARK);
            }
            fits &= !value.contains(char::is_control);
            out.push_str(value);
        }
        out.push('\n');
    };
    line(&[
        "state",
        &state.root.to_string(),
        &state.root_key,
        &state.tip.to_string(),
        &state.commits.to_string(),
        &state.signatures.to_string(),
        &state.latest.to_string(),
        &state.seconds.to_string(),
    ]);
    for path in state.sources.paths() {
        let blob = state.sources.get(path).map(|blob| blob.to_string());
        line(&["source", path, &blob.unwrap_or_default()]);
    }
    for (fingerprint, actor) in &state.seen {
        line(&["key", fingerprint, actor.as_str()]);
    }
    for (path, held) in &state.held {
        let (mode, blob) = match held.file {
            Some((mode, blob)) => (mode_word(mode), blob.to_string()),
            None => ("", String::new()),
        };
        let (word, more) = guard_words(&held.guard);
        line(&["held", path, mode, &blob, word, &more]);
    }
    for act in state.ledger.all() {
        line(
            &act_values(act)
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>(),
        );
    }
    fits.then_some(out)
}

fn act_values(act: &ActRecord) -> Vec<String> {
    let said = &act.statement;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let (signer, fingerprint) = match &act.signer {
        Signer::Good { actor, fingerprint } => (actor.to_string(), fingerprint.clone()),
        _ => (String::new(), String::new()),
    };
    let mut values = vec![
        "act".to_owned(),
        act.commit.to_string(),
        act.place.to_string(),
        act.day.to_string(),
        act.seconds.to_string(),
        signer,
        fingerprint,
        act.process
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        u8::from(act.completes).to_string(),
        u8::from(act.rejected).to_string(),
        said.act.as_str().to_owned(),
        text(&said.code),
        said.digest
            .map(|digest| digest.to_string())
            .unwrap_or_default(),
        said.actor.clone(),
        text(&said.role),
        said.effective
            .map(|day| day.to_string())
            .unwrap_or_default(),
        text(&said.supersedes),
        said.outcome
            .map(|outcome| outcome.as_str().to_owned())
            .unwrap_or_default(),
        said.hold
            .map(|hold| hold.as_str().to_owned())
            .unwrap_or_default(),
        text(&said.certificate),
        text(&said.commit),
        text(&said.reason),
    ];
    for (digest, path) in &said.assets {
        let mut asset = String::new();
        // Writing to memory cannot fail.
        let _ = write!(asset, "{digest} {path}");
        values.push(asset);
    }
    values
}

fn read(body: &str) -> Option<Remembered> {
    let mut lines = body.lines();
    let head: Vec<&str> = lines.next()?.split(MARK).collect();
    let [
        "state",
        root,
        root_key,
        tip,
        commits,
        signatures,
        latest,
        seconds,
    ] = head.as_slice()
    else {
        return None;
    };
    let mut state = Remembered {
        root: root.parse().ok()?,
        root_key: (*root_key).to_owned(),
        tip: tip.parse().ok()?,
        commits: commits.parse().ok()?,
        signatures: signatures.parse().ok()?,
        latest: latest.parse().ok()?,
        seconds: seconds.parse().ok()?,
        sources: Sources::default(),
        seen: HashMap::new(),
        ledger: Ledger::default(),
        held: Vec::new(),
    };
    for line in lines {
        let values: Vec<&str> = line.split(MARK).collect();
        match values.as_slice() {
            ["source", path, blob] => state.sources.set(path, Some(blob.parse().ok()?)),
            ["key", fingerprint, actor] => {
                state
                    .seen
                    .insert((*fingerprint).to_owned(), ActorId::new(actor));
            }
            ["held", path, mode, blob, word, more] => {
                let held = Held {
                    place: 0,
                    file: file(mode, blob)?,
                    guard: guard(word, more)?,
                };
                state.held.push(((*path).to_owned(), held));
            }
            ["act", rest @ ..] => state.ledger.push(act(rest)?),
            _ => return None,
        }
    }
    Some(state)
}

fn act(values: &[&str]) -> Option<ActRecord> {
    let [
        commit,
        place,
        day,
        seconds,
        signer,
        fingerprint,
        process,
        completes,
        rejected,
        kind,
        code,
        digest,
        actor,
        role,
        effective,
        supersedes,
        outcome,
        hold,
        certificate,
        settled,
        reason,
        assets @ ..,
    ] = values
    else {
        return None;
    };
    let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    let date = |value: &str| -> Option<Option<NaiveDate>> {
        match value.is_empty() {
            true => Some(None),
            false => value.parse().ok().map(Some),
        }
    };
    let statement = Statement {
        code: text(code),
        digest: match digest.is_empty() {
            true => None,
            false => Some(digest.parse().ok()?),
        },
        assets: assets
            .iter()
            .map(|asset| {
                let (digest, path) = asset.split_once(' ')?;
                Some((digest.parse().ok()?, path.to_owned()))
            })
            .collect::<Option<_>>()?,
        role: text(role),
        effective: date(effective)?,
        supersedes: text(supersedes),
        outcome: Outcome::ALL
            .into_iter()
            .find(|known| known.as_str() == *outcome),
        hold: [HoldChange::Set, HoldChange::Lifted]
            .into_iter()
            .find(|known| known.as_str() == *hold),
        certificate: text(certificate),
        commit: text(settled),
        reason: text(reason),
        ..Statement::new(ActKind::parse(kind)?, *actor)
    };
    Some(ActRecord {
        commit: commit.parse().ok()?,
        place: place.parse().ok()?,
        statement,
        day: day.parse().ok()?,
        seconds: seconds.parse().ok()?,
        signer: Signer::Good {
            actor: ActorId::new(signer),
            fingerprint: (*fingerprint).to_owned(),
        },
        process: text(process).map(|code| ProcessCode::new(&code)),
        breaches: Vec::new(),
        completes: *completes == "1",
        rejected: *rejected == "1",
        wrote: Vec::new(),
    })
}

fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Plain => "plain",
        Mode::Executable => "executable",
        Mode::Link => "link",
        Mode::Submodule => "submodule",
    }
}

fn file(mode: &str, blob: &str) -> Option<Option<(Mode, BlobId)>> {
    let mode = match mode {
        "" => return Some(None),
        "plain" => Mode::Plain,
        "executable" => Mode::Executable,
        "link" => Mode::Link,
        "submodule" => Mode::Submodule,
        _ => return None,
    };
    Some(Some((mode, blob.parse().ok()?)))
}

/// A guard as two words: what it is, and what it holds besides.
fn guard_words(guard: &Guard) -> (&'static str, String) {
    match guard {
        Guard::Governed => ("governed", String::new()),
        Guard::Version(from) => ("version", from.to_string()),
        Guard::Image(versions) => ("image", versions.join(" ")),
        Guard::Closed => ("closed", String::new()),
        Guard::Marked => ("marked", String::new()),
        Guard::Ticket => ("ticket", String::new()),
        Guard::Evidence => ("evidence", String::new()),
        Guard::Left => ("left", String::new()),
        Guard::Free => ("free", String::new()),
    }
}

fn guard(word: &str, more: &str) -> Option<Guard> {
    Some(match word {
        "governed" => Guard::Governed,
        "version" => Guard::Version(more.parse().ok()?),
        "image" => Guard::Image(more.split(' ').map(str::to_owned).collect()),
        "closed" => Guard::Closed,
        "marked" => Guard::Marked,
        "ticket" => Guard::Ticket,
        "evidence" => Guard::Evidence,
        "left" => Guard::Left,
        "free" => Guard::Free,
        _ => return None,
    })
}
