//! What a command stands on: the commit that is checked out, and the history behind it.

use super::{Context, Failure, FailureKind};
use crate::history::{HistoryError, words};
use crate::repository::{CommitId, Repository};
use crate::text::{Message, Text};

/// Acts take today from the clock, and the tree from the branch (20-cli).
pub fn no_date_or_revision(ctx: &Context) -> Result<(), Failure> {
    const AS_OF: Text = Text {
        en: "an act takes today from the clock: `--as-of` is refused",
        fr: "un acte prend le jour à l'horloge\u{a0}: `--as-of` est refusé",
    };
    const AT: Text = Text {
        en: "an act is made on the branch that is checked out: `--at` is refused",
        fr: "un acte se fait sur la branche active\u{a0}: `--at` est refusé",
    };
    if ctx.options.as_of.is_some() {
        return Err(Failure::could_not_run(FailureKind::Usage, AS_OF));
    }
    if ctx.options.at.is_some() {
        return Err(Failure::could_not_run(FailureKind::Usage, AT));
    }
    Ok(())
}

/// The commit that is checked out.
pub fn tip_of(repository: &Repository) -> Result<CommitId, Failure> {
    const UNBORN: Text = Text {
        en: "this branch has no commit yet",
        fr: "cette branche n'a pas encore de commit",
    };
    const HELP: Text = Text {
        en: "`qms init` makes the first one",
        fr: "`qms init` fait le premier",
    };
    let head = repository
        .head()
        .map_err(|error| Failure::io("HEAD", error))?;
    head.tip
        .ok_or_else(|| Failure::could_not_run(FailureKind::State, UNBORN).help(HELP))
}

/// Why a history cannot be judged: exit code 2.
pub fn history_failure(error: HistoryError) -> Failure {
    const SHALLOW: Text = Text {
        en: "the clone is shallow: its history is cut off",
        fr: "le clone est superficiel\u{a0}: son historique est coupé",
    };
    const SHALLOW_HELP: Text = Text {
        en: "`git fetch --unshallow` brings the rest",
        fr: "`git fetch --unshallow` apporte le reste",
    };
    const NO_ROOT: Text = Text {
        en: "no signed commit begins this document repository",
        fr: "aucun commit signé ne fonde ce dépôt documentaire",
    };
    const NO_ROOT_HELP: Text = Text {
        en: "`qms init` makes it: the trust root",
        fr: "`qms init` le fait\u{a0}: la racine de confiance",
    };
    const ELSEWHERE: Text = Text {
        en: "this history does not come from the trust root that this clone knows, {commit}",
        fr: "cet historique ne vient pas de la racine de confiance que ce clone connaît, {commit}",
    };
    const ELSEWHERE_HELP: Text = Text {
        en: "the history was rewritten, or this is another repository: compare the root with the one noted outside",
        fr: "l'historique a été réécrit, ou c'est un autre dépôt\u{a0}: comparer la racine avec celle notée au-dehors",
    };
    const DAMAGED: Text = Text {
        en: "the history cannot be read: {cause}",
        fr: "l'historique est illisible\u{a0}: {cause}",
    };
    const DAMAGED_HELP: Text = Text {
        en: "`git fsck` says more; a fresh clone may be needed",
        fr: "`git fsck` en dit plus\u{a0}; un nouveau clone peut être nécessaire",
    };
    let failure = |message: Message, help: Text| {
        Failure::could_not_run(FailureKind::NotVerifiable, message).help(help)
    };
    match error {
        HistoryError::Shallow => failure(SHALLOW.into(), SHALLOW_HELP),
        HistoryError::NoRoot => Failure {
            rule: Some("G202"),
            ..failure(NO_ROOT.into(), NO_ROOT_HELP)
        },
        HistoryError::RootElsewhere(commit)
        | HistoryError::NotFromRoot(commit)
        | HistoryError::RootUnsigned(commit) => Failure {
            rule: Some("G202"),
            ..failure(
                ELSEWHERE.with("commit", words::short(&commit.to_string())),
                ELSEWHERE_HELP,
            )
        },
        other => failure(DAMAGED.with("cause", other.to_string()), DAMAGED_HELP),
    }
}
