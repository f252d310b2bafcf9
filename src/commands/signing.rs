//! Whether a commit may be made now, and making it: shared by all that writes commits.

use super::{Context, Failure, FailureKind};
use crate::repository::{
    ActLock, CommitId, CommitPlan, ConfigError, InProgress, Key, Outcome, PlanError, RawCommit,
    Repository, SignError, Verdict, WriteError, verify,
};
use crate::text::Text;

/// Takes the lock of acts, once whatever a stopped act left has been put right. A branch must be
/// checked out and nothing half done by git.
pub fn ready(ctx: &Context, repository: &Repository) -> Result<ActLock, Failure> {
    recover(ctx, repository)?;
    if let Some(state) = repository.in_progress() {
        return Err(in_progress(state));
    }
    if repository
        .head()
        .map_err(|error| Failure::io("HEAD", error))?
        .branch
        .is_none()
    {
        return Err(detached());
    }
    repository
        .act_lock()
        .map_err(|error| Failure::io("qms", error))
}

/// As [`recover`], for a command that only reads: where nothing can be written, it says so and goes on.
pub fn tell_stopped_act(ctx: &Context, repository: &Repository) {
    const LEFT: Text = Text {
        en: "an act was stopped half-way, and cannot be put right from here: {cause}",
        fr: "un acte a été interrompu, et ne peut pas être remis en ordre d'ici\u{a0}: {cause}",
    };
    if let Err(failure) = recover(ctx, repository) {
        ctx.say(LEFT.with("cause", failure.message));
    }
}

/// Finishes or drops what a stopped act left, and says so.
pub fn recover(ctx: &Context, repository: &Repository) -> Result<(), Failure> {
    const FINISHED: Text = Text {
        en: "an act had been stopped half-way: `{subject}` is made, its files were brought up to date",
        fr: "un acte avait été interrompu\u{a0}: «\u{a0}{subject}\u{a0}» est fait, ses fichiers ont été remis à jour",
    };
    const NOT_DONE: Text = Text {
        en: "an act had been stopped before it was made: `{subject}` did not take place",
        fr: "un acte avait été interrompu avant d'être fait\u{a0}: «\u{a0}{subject}\u{a0}» n'a pas eu lieu",
    };
    const KEPT: Text = Text {
        en: "`{path}` has other changes and was left as it is",
        fr: "`{path}` porte d'autres modifications et a été laissé tel quel",
    };
    let found = repository
        .recover()
        .map_err(|error| Failure::io("qms", error))?;
    let Some(found) = found else { return Ok(()) };
    match found.outcome {
        Outcome::Finished => ctx.say(FINISHED.with("subject", &found.subject)),
        Outcome::NotDone => ctx.say(NOT_DONE.with("subject", &found.subject)),
        Outcome::Overtaken => {}
    }
    for path in &found.kept {
        ctx.say(KEPT.with("path", path));
    }
    Ok(())
}

/// Makes a signed commit, and verifies what was made before anything is moved.
pub fn commit(
    repository: &Repository,
    lock: &ActLock,
    plan: &CommitPlan,
    key: &Key,
) -> Result<CommitId, PlanError<Failure>> {
    repository.commit_plan(lock, plan, &|made: &RawCommit| verified(made, key))
}

/// Holds the signature of a commit that was built against the key that was meant to make it.
pub fn verified(made: &RawCommit, key: &Key) -> Result<(), Failure> {
    const BAD: Text = Text {
        en: "the signature that git made does not verify with the key `{fingerprint}`; nothing was changed",
        fr: "la signature faite par git ne se vérifie pas avec la clé `{fingerprint}`\u{a0}; rien n'a été modifié",
    };
    let good = made.signature.as_ref().is_some_and(|signature| {
        verify(signature, &made.payload, &[key]) == Verdict::Good { key: 0 }
    });
    if good {
        Ok(())
    } else {
        Err(Failure::could_not_run(
            FailureKind::Key,
            BAD.with("fingerprint", key.fingerprint()),
        ))
    }
}

/// The failure of a plan that was not carried out, whatever refused it.
pub fn plan_failure(error: PlanError<Failure>) -> Failure {
    match error {
        PlanError::Refused(failure) => failure,
        PlanError::Write(error) => write_failure(error),
    }
}

/// What was judged is no longer there.
pub fn moved() -> Failure {
    const MOVED: Text = Text {
        en: "somebody else committed meanwhile; nothing was changed",
        fr: "quelqu'un d'autre a fait un commit entre-temps\u{a0}; rien n'a été modifié",
    };
    const AGAIN: Text = Text {
        en: "run the command again",
        fr: "relancer la commande",
    };
    Failure::could_not_run(FailureKind::State, MOVED).help(AGAIN)
}

/// Why a commit was not made, in the reader's words.
pub fn write_failure(error: WriteError) -> Failure {
    const LOCKED: Text = Text {
        en: "another program holds `{path}`; nothing was changed",
        fr: "un autre programme tient `{path}`\u{a0}; rien n'a été modifié",
    };
    const LOCKED_HELP: Text = Text {
        en: "wait for it to end; if no git program runs any more, remove this file by hand",
        fr: "attendre qu'il finisse\u{a0}; si plus aucun programme git ne tourne, supprimer ce fichier à la main",
    };
    const DIRTY: Text = Text {
        en: "`{path}` has changes that are not committed",
        fr: "`{path}` a des modifications qui ne sont pas dans un commit",
    };
    const DIRTY_HELP: Text = Text {
        en: "commit them or put them aside: `git stash`",
        fr: "les mettre dans un commit, ou de côté\u{a0}: `git stash`",
    };
    const BARE: Text = Text {
        en: "a bare repository takes no acts",
        fr: "un dépôt nu ne reçoit pas d'actes",
    };
    const UNFINISHED: Text = Text {
        en: "commit `{commit}` is made, but its files could not be brought up to date: {cause}",
        fr: "le commit `{commit}` est fait, mais ses fichiers n'ont pas pu être mis à jour\u{a0}: {cause}",
    };
    const UNFINISHED_HELP: Text = Text {
        en: "any `qms` command goes on from there",
        fr: "toute commande `qms` reprendra à partir de là",
    };
    match error {
        WriteError::Detached => detached(),
        WriteError::InProgress(state) => in_progress(state),
        WriteError::Bare => Failure::could_not_run(FailureKind::State, BARE),
        WriteError::TipMoved { .. } => moved(),
        WriteError::Locked { path } => Failure::could_not_run(
            FailureKind::State,
            LOCKED.with("path", path.display().to_string()),
        )
        .help(LOCKED_HELP),
        WriteError::Dirty(path) => {
            Failure::could_not_run(FailureKind::State, DIRTY.with("path", path)).help(DIRTY_HELP)
        }
        WriteError::Sign(error) => sign_failure(error),
        WriteError::Unfinished { commit, cause } => {
            let message = UNFINISHED
                .with("commit", commit.to_string())
                .with("cause", cause);
            Failure::could_not_run(FailureKind::State, message).help(UNFINISHED_HELP)
        }
        other => Failure::io("git", other),
    }
}

/// Why a setting of git was not written.
pub fn config_failure(error: ConfigError) -> Failure {
    match error {
        ConfigError::Locked { path } => write_failure(WriteError::Locked { path: path.into() }),
        other => Failure::io("git config", other),
    }
}

/// Why nothing could be signed.
pub fn sign_failure(error: SignError) -> Failure {
    const NO_KEY: Text = Text {
        en: "git has no signing key here",
        fr: "git n'a pas de clé de signature ici",
    };
    const MAKE_ONE: Text = Text {
        en: "`qms key` makes one and sets this clone to sign with it",
        fr: "`qms key` en fait une et règle ce clone pour signer avec elle",
    };
    const MISSING: Text = Text {
        en: "`{program}` is not installed, and git signs with it",
        fr: "`{program}` n'est pas installé, et git signe avec lui",
    };
    const FAILED: Text = Text {
        en: "`{program}` could not sign: {said}",
        fr: "`{program}` n'a pas pu signer\u{a0}: {said}",
    };
    const UNSUPPORTED: Text = Text {
        en: "`{format}` signatures are not supported: SSH and OpenPGP are",
        fr: "les signatures `{format}` ne sont pas prises en charge\u{a0}: SSH et OpenPGP le sont",
    };
    const UNUSABLE: Text = Text {
        en: "git's signing key cannot be used: {cause}",
        fr: "la clé de signature de git est inutilisable\u{a0}: {cause}",
    };
    let failure = |message| Failure::could_not_run(FailureKind::Key, message);
    match error {
        SignError::NoKey => failure(NO_KEY.into()).help(MAKE_ONE),
        SignError::ProgramMissing(program) => failure(MISSING.with("program", program)),
        SignError::Failed { program, stderr } => failure(
            FAILED
                .with("program", program)
                .with("said", stderr.trim().to_owned()),
        ),
        SignError::UnsupportedFormat(format) => {
            failure(UNSUPPORTED.with("format", format)).help(MAKE_ONE)
        }
        SignError::Unusable(cause) => failure(UNUSABLE.with("cause", cause)).help(MAKE_ONE),
    }
}

fn detached() -> Failure {
    const TEXT: Text = Text {
        en: "no branch is checked out: an act would be lost",
        fr: "aucune branche n'est active\u{a0}: un acte y serait perdu",
    };
    const HELP: Text = Text {
        en: "`git switch main` goes back to a branch",
        fr: "`git switch main` revient sur une branche",
    };
    Failure::could_not_run(FailureKind::State, TEXT).help(HELP)
}

fn in_progress(state: InProgress) -> Failure {
    const TEXT: Text = Text {
        en: "{what} is not finished",
        fr: "{what} n'est pas terminé",
    };
    const HELP: Text = Text {
        en: "finish it or give it up (`git {word} --continue`, `git {word} --abort`), then try again",
        fr: "le terminer ou l'abandonner (`git {word} --continue`, `git {word} --abort`), puis recommencer",
    };
    let (what, word) = match state {
        InProgress::Merge => (
            Text {
                en: "a merge",
                fr: "une fusion",
            },
            "merge",
        ),
        InProgress::Rebase => (
            Text {
                en: "a rebase",
                fr: "un rebasage",
            },
            "rebase",
        ),
        InProgress::ApplyMail => (
            Text {
                en: "a patch",
                fr: "un correctif",
            },
            "am",
        ),
        InProgress::CherryPick => (
            Text {
                en: "a cherry-pick",
                fr: "un picorage",
            },
            "cherry-pick",
        ),
        InProgress::Revert => (
            Text {
                en: "a revert",
                fr: "une annulation",
            },
            "revert",
        ),
        InProgress::Bisect => (
            Text {
                en: "a bisection",
                fr: "une recherche par dichotomie",
            },
            "bisect",
        ),
    };
    Failure::could_not_run(FailureKind::State, TEXT.with("what", what))
        .help(HELP.with("word", word))
}
