//! `--reserve`: a number drawn where two sites meet, on the remote, by a reference that only one of them can make.

use super::past::unreadable;
use super::{Context, Failure, FailureKind, signing};
use crate::acts::draft::{Draft, DraftRefusal};
use crate::corpus::Corpus;
use crate::model::code::{Code, Reference};
use crate::model::layout::{self, EntityKind, Position};
use crate::repository::{
    Asking, CommitId, Identity, Remote, RemoteError, RemoteRef, Repository, Reservation,
};
use crate::text::{Message, Text};

/// Where reservations stand on a remote, each under the code without a version: below `refs/`, and
/// neither branch nor tag, so that no clone takes them along.
pub const RESERVED: &str = "refs/qms/reserved/";

/// Who loses a number to another site draws the next one, so often.
const TRIES: usize = 20;

const WITHOUT: Text = Text {
    en: "try again later, or do without `--reserve`",
    fr: "réessayer plus tard, ou se passer de `--reserve`",
};

/// A draft whose number is reserved.
pub struct Reserved {
    /// The draft, not written yet.
    pub draft: Draft,
    /// The remote that has the reservation.
    pub remote: String,
}

/// What the remote says of numbers.
struct There {
    references: Vec<RemoteRef>,
    /// Numbers that a reservation has.
    reserved: Vec<Code>,
    /// Codes in the commits of its branches that are not merged here.
    given: Vec<Code>,
}

/// Makes a draft by `make`, from the codes that are taken, until the remote takes the reservation of
/// its number. `refused` words what `make` refuses.
pub fn draw(
    ctx: &Context,
    author: &str,
    make: &dyn Fn(&[Code]) -> Result<Draft, DraftRefusal>,
    refused: &dyn Fn(DraftRefusal) -> Failure,
) -> Result<Reserved, Failure> {
    const CROWD: Text = Text {
        en: "other sites draw numbers on `{remote}` faster than this one",
        fr: "d'autres sites tirent des numéros sur `{remote}` plus vite que celui-ci",
    };
    let corpus = ctx.corpus()?;
    let repository = ctx.document_repository()?;
    let asking = match ctx.may_ask() {
        true => Asking::Allowed,
        false => Asking::Forbidden,
    };
    let remote = repository.remote(asking).map_err(unusable)?;
    let here = super::past::taken(ctx)?;
    // What is refused without asking anybody is refused before the remote is asked.
    make(&here).map_err(refused)?;
    let mut there = look(corpus, repository, &remote)?;
    for _ in 0..TRIES {
        let taken = [&here[..], &there.reserved, &there.given].concat();
        let draft = make(&taken).map_err(|refusal| match refusal {
            DraftRefusal::NumberTaken(code) => taken_there(corpus, &there, &remote, &code)
                .unwrap_or_else(|| refused(DraftRefusal::NumberTaken(code))),
            other => refused(other),
        })?;
        let stem = stem(corpus, &draft.code);
        let reference = format!("{RESERVED}{stem}");
        let reservation = reservation(ctx, corpus, repository, (&stem, author));
        let commit = repository
            .write_reservation(&reservation)
            .map_err(signing::write_failure)?;
        let reserved = Reserved {
            draft,
            remote: remote.name().to_owned(),
        };
        let Err(error) = remote.create(&reference, commit) else {
            return Ok(reserved);
        };
        // Whatever git says, the remote knows: ours although the answer was lost, another's, or nobody's.
        there = look(corpus, repository, &remote)?;
        match there.references.iter().find(|one| one.name == reference) {
            Some(found) if found.commit == commit => return Ok(reserved),
            Some(_) => {}
            None => return Err(not_taken(error, &remote, &stem)),
        }
    }
    let message = CROWD.with("remote", remote.name());
    Err(Failure::could_not_run(FailureKind::Io, message).help(WITHOUT))
}

/// What a failure after the reservation leaves behind.
pub fn stays(failure: Failure, reserved: &Reserved, corpus: &Corpus) -> Failure {
    const STAYS: Text = Text {
        en: "{cause}; the number `{code}` stays reserved on `{remote}`, and nobody draws it again",
        fr: "{cause}\u{a0}; le numéro `{code}` reste réservé sur `{remote}`, et personne ne le tirera plus",
    };
    let message = STAYS
        .with("code", stem(corpus, &reserved.draft.code))
        .with("remote", &reserved.remote)
        .with("cause", failure.message);
    Failure { message, ..failure }
}

/// The code that is reserved: a document's without its version.
pub fn stem(corpus: &Corpus, code: &str) -> String {
    match corpus.policy().codes.lenient(code) {
        Ok(Reference::Exact(code)) => code.stem(),
        _ => code.to_owned(),
    }
}

fn look(corpus: &Corpus, repository: &Repository, remote: &Remote) -> Result<There, Failure> {
    let codes = &corpus.policy().codes;
    let wanted = ["refs/heads/*".to_owned(), format!("{RESERVED}*")];
    let wanted = wanted.each_ref().map(String::as_str);
    let silent = |error| no_answer(error, remote);
    let references = remote.references(&wanted).map_err(silent)?;
    let reserved = references
        .iter()
        .filter_map(|one| one.name.strip_prefix(RESERVED))
        .filter_map(|code| match codes.lenient(code) {
            Ok(Reference::Exact(code)) => Some(code),
            Ok(Reference::Document(id)) => codes.version(&id, 1),
            Err(_) => None,
        })
        .collect();
    let branches = || {
        references
            .iter()
            .filter(|one| one.name.starts_with("refs/heads/"))
    };
    let unknown: Vec<String> = branches()
        .filter(|one| repository.commit(one.commit).is_err())
        .map(|one| one.name.clone())
        .collect();
    if !unknown.is_empty() {
        remote.fetch(&unknown).map_err(silent)?;
    }
    let tips: Vec<CommitId> = branches().map(|one| one.commit).collect();
    let given = unmerged(corpus, repository, &tips)?;
    Ok(There {
        references,
        reserved,
        given,
    })
}

/// Every code that a commit of these branches wrote and that the branch checked out has not: what
/// another site used there without reserving it. One that was abandoned since is a gap.
fn unmerged(
    corpus: &Corpus,
    repository: &Repository,
    tips: &[CommitId],
) -> Result<Vec<Code>, Failure> {
    let fault = |error| Failure::could_not_run(FailureKind::NotVerifiable, unreadable(&error));
    let head = repository
        .head()
        .map_err(|error| Failure::io("HEAD", error))?
        .tip;
    let until: Vec<CommitId> = head.into_iter().collect();
    let mut given = Vec::new();
    for commit in repository.ancestry_of(tips, &until).map_err(fault)? {
        let parents = repository.commit(commit).map_err(fault)?.parents;
        let changes = repository
            .changes(parents.first().copied(), commit)
            .map_err(fault)?;
        let written = changes.iter().filter(|change| change.new.is_some());
        given.extend(written.filter_map(|change| code_of(corpus, &change.path)));
    }
    given.sort();
    given.dedup();
    Ok(given)
}

fn code_of(corpus: &Corpus, path: &str) -> Option<Code> {
    let numbered = matches!(
        layout::position(path),
        Position::Entity(EntityKind::Document | EntityKind::Record | EntityKind::Ticket)
    );
    match corpus.policy().codes.lenient(layout::stem(path)) {
        Ok(Reference::Exact(code)) if numbered => Some(code),
        _ => None,
    }
}

fn reservation(
    ctx: &Context,
    corpus: &Corpus,
    repository: &Repository,
    (stem, author): (&str, &str),
) -> Reservation {
    const SUBJECT: Text = Text {
        en: "Reservation of {code}",
        fr: "Réservation de {code}",
    };
    let policy = corpus.policy();
    Reservation {
        subject: SUBJECT.with("code", stem).render(policy.lang),
        by: repository.user().unwrap_or_else(|| Identity {
            name: author.to_owned(),
            email: String::new(),
        }),
        seconds: ctx.now().timestamp(),
        offset_minutes: ctx.offset_minutes(policy),
    }
}

/// The words for a number that was asked for by `--number` and that only the remote has.
fn taken_there(corpus: &Corpus, there: &There, remote: &Remote, code: &str) -> Option<Failure> {
    const RESERVED: Text = Text {
        en: "`{code}` is reserved on `{remote}` already",
        fr: "`{code}` est déjà réservé sur `{remote}`",
    };
    const ANOTHER: Text = Text {
        en: "whoever reserved it uses it without `--reserve`; others take another number",
        fr: "qui l'a réservé s'en sert sans `--reserve`\u{a0}; les autres en prennent un autre",
    };
    const GIVEN: Text = Text {
        en: "`{code}` stands on `{remote}`, in commits that are not merged here",
        fr: "`{code}` est sur `{remote}`, dans des commits qui ne sont pas fusionnés ici",
    };
    const PULL: Text = Text {
        en: "`git pull` brings it here; another number takes none from anybody",
        fr: "`git pull` l'apporte ici\u{a0}; un autre numéro ne prend rien à personne",
    };
    let has = |codes: &[Code]| codes.iter().any(|one| one.stem() == code);
    let here = corpus
        .document_ids()
        .any(|id| corpus.policy().codes.stem(id) == code);
    let (text, help) = match (here, has(&there.reserved), has(&there.given)) {
        (false, true, _) => (RESERVED, ANOTHER),
        (false, false, true) => (GIVEN, PULL),
        _ => return None,
    };
    let message = text.with("code", code).with("remote", remote.name());
    Some(Failure::refused("C004", message).help(help))
}

fn not_taken(error: RemoteError, remote: &Remote, code: &str) -> Failure {
    const TEXT: Text = Text {
        en: "`{remote}` does not take the reservation of `{code}`: {cause}",
        fr: "`{remote}` ne prend pas la réservation de `{code}`\u{a0}: {cause}",
    };
    let RemoteError::Failed(cause) = error else {
        return unusable(error);
    };
    let message = TEXT
        .with("remote", remote.name())
        .with("code", code)
        .with("cause", cause);
    Failure::could_not_run(FailureKind::Io, message).help(WITHOUT)
}

fn no_answer(error: RemoteError, remote: &Remote) -> Failure {
    const TEXT: Text = Text {
        en: "`{remote}` cannot be asked which numbers are taken: {cause}",
        fr: "`{remote}` ne peut pas dire quels numéros sont pris\u{a0}: {cause}",
    };
    let RemoteError::Failed(cause) = error else {
        return unusable(error);
    };
    let message = TEXT.with("remote", remote.name()).with("cause", cause);
    Failure::could_not_run(FailureKind::Io, message).help(WITHOUT)
}

/// Why there is no remote to ask.
fn unusable(error: RemoteError) -> Failure {
    const NONE: Text = Text {
        en: "this repository has no remote on which a number could be reserved",
        fr: "ce dépôt n'a pas de dépôt distant où réserver un numéro",
    };
    const NONE_HELP: Text = Text {
        en: "`git remote add origin URL` names one; alone, do without `--reserve`",
        fr: "`git remote add origin URL` en nomme un\u{a0}; seul, se passer de `--reserve`",
    };
    const SEVERAL: Text = Text {
        en: "on which remote? there are {known}: none is `origin`, and the branch follows none",
        fr: "sur quel dépôt distant\u{a0}? il y a {known}\u{a0}: aucun n'est `origin`, et la branche n'en suit aucun",
    };
    const SEVERAL_HELP: Text = Text {
        en: "`git branch --set-upstream-to=REMOTE/BRANCH` says which one the branch follows",
        fr: "`git branch --set-upstream-to=DISTANT/BRANCHE` dit lequel suit la branche",
    };
    const MISSING: Text = Text {
        en: "`git` is not installed, and reserving goes through it",
        fr: "`git` n'est pas installé, et la réservation passe par lui",
    };
    let state =
        |message: Message, help| Failure::could_not_run(FailureKind::State, message).help(help);
    match error {
        RemoteError::Unknown => state(NONE.into(), NONE_HELP),
        RemoteError::Several(known) => state(SEVERAL.with("known", known), SEVERAL_HELP),
        RemoteError::GitMissing => state(MISSING.into(), WITHOUT),
        RemoteError::Failed(cause) => Failure::io("git", cause),
        RemoteError::Head(error) => Failure::io("HEAD", error),
    }
}
