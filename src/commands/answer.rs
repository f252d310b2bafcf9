//! How a command ends: an answer, or a failure that says what to do next.

use super::told_io;
use crate::diagnostic::Diagnostic;
use crate::text::{Message, Text};
use chrono::NaiveDate;

/// The three endings (20-cli).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done, nothing to report.
    Done,
    /// Something was found, or an act was refused: nothing was changed.
    Found,
    /// It could not be run, or not be judged.
    CouldNotRun,
}

impl Exit {
    /// Every ending.
    pub const ALL: [Exit; 3] = [Exit::Done, Exit::Found, Exit::CouldNotRun];

    /// What it means, for the manual.
    pub fn meaning(self) -> Text {
        match self {
            Exit::Done => Text {
                en: "done, and nothing to report",
                fr: "fait, et rien à signaler",
            },
            Exit::Found => Text {
                en: "something was found, or the rule of a workflow refused the act: nothing was changed",
                fr: "quelque chose a été constaté, ou la règle d'un circuit a refusé l'acte\u{a0}: rien n'a été changé",
            },
            Exit::CouldNotRun => Text {
                en: "it could not be run, or not be judged: this is never a pass",
                fr: "la commande n'a pas pu être exécutée, ou rien n'a pu être jugé\u{a0}: cela ne vaut jamais conformité",
            },
        }
    }

    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Found => 1,
            Exit::CouldNotRun => 2,
        }
    }
}

/// What a command answers, in the format asked for.
#[derive(Debug)]
pub struct Answer {
    /// How it ended.
    pub exit: Exit,
    /// The bytes for standard output, or for `--output`.
    pub bytes: Vec<u8>,
}

/// What kind of failure it is: the `kind` of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// The command line cannot be understood.
    Usage,
    /// This is no document repository.
    NotARepository,
    /// What was named does not exist.
    NotFound,
    /// The rule of a workflow refuses the act.
    Refused,
    /// No key, or the wrong one.
    Key,
    /// The state of the repository does not allow it now.
    State,
    /// The history cannot be judged.
    NotVerifiable,
    /// Reading or writing failed.
    Io,
}

impl FailureKind {
    /// Every kind.
    pub const ALL: [FailureKind; 8] = [
        FailureKind::Usage,
        FailureKind::NotARepository,
        FailureKind::NotFound,
        FailureKind::Refused,
        FailureKind::Key,
        FailureKind::State,
        FailureKind::NotVerifiable,
        FailureKind::Io,
    ];

    /// What it means, for the manual.
    pub fn meaning(self) -> Text {
        match self {
            FailureKind::Usage => Text {
                en: "the command line cannot be understood",
                fr: "la ligne de commande n'est pas comprise",
            },
            FailureKind::NotARepository => Text {
                en: "this is no document repository",
                fr: "ce n'est pas un dépôt documentaire",
            },
            FailureKind::NotFound => Text {
                en: "what was named does not exist",
                fr: "ce qui est nommé n'existe pas",
            },
            FailureKind::Refused => Text {
                en: "the rule of a workflow refuses the act; `rule` names it",
                fr: "la règle d'un circuit refuse l'acte\u{a0}; `rule` la nomme",
            },
            FailureKind::Key => Text {
                en: "there is no signing key, or not the right one",
                fr: "il n'y a pas de clé de signature, ou ce n'est pas la bonne",
            },
            FailureKind::State => Text {
                en: "the state of the repository does not allow it now",
                fr: "l'état du dépôt ne le permet pas pour l'instant",
            },
            FailureKind::NotVerifiable => Text {
                en: "the history cannot be judged: shallow, damaged, missing",
                fr: "l'historique ne peut pas être jugé\u{a0}: partiel, endommagé, absent",
            },
            FailureKind::Io => Text {
                en: "reading or writing failed",
                fr: "une lecture ou une écriture a échoué",
            },
        }
    }

    /// The word of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            FailureKind::Usage => "usage",
            FailureKind::NotARepository => "not-a-repository",
            FailureKind::NotFound => "not-found",
            FailureKind::Refused => "refused",
            FailureKind::Key => "key",
            FailureKind::State => "state",
            FailureKind::NotVerifiable => "not-verifiable",
            FailureKind::Io => "io",
        }
    }
}

/// Why a command did not do what was asked, and what would put it right.
#[derive(Debug)]
pub struct Failure {
    /// Exit code 1 or 2.
    pub exit: Exit,
    /// Its kind.
    pub kind: FailureKind,
    /// What was refused or failed.
    pub message: Message,
    /// What would put it right.
    pub help: Option<Message>,
    /// The rule that asks for it.
    pub rule: Option<&'static str>,
    /// The first day on which it would be possible.
    pub first_date: Option<NaiveDate>,
    /// The findings that stand in the way.
    pub diagnostics: Vec<Diagnostic>,
}

impl Failure {
    /// It could not be run: exit code 2.
    pub fn could_not_run(kind: FailureKind, message: impl Into<Message>) -> Failure {
        Failure {
            exit: Exit::CouldNotRun,
            kind,
            message: message.into(),
            help: None,
            rule: None,
            first_date: None,
            diagnostics: Vec::new(),
        }
    }

    /// The rule of a workflow refuses it: exit code 1, nothing was changed.
    pub fn refused(rule: &'static str, message: impl Into<Message>) -> Failure {
        Failure {
            rule: Some(rule),
            exit: Exit::Found,
            ..Failure::could_not_run(FailureKind::Refused, message)
        }
    }

    /// What was named does not exist: exit code 2.
    pub fn not_found(message: impl Into<Message>) -> Failure {
        Failure::could_not_run(FailureKind::NotFound, message)
    }

    /// Reading or writing failed: exit code 2.
    pub fn io(what: &str, cause: impl std::fmt::Display + 'static) -> Failure {
        let text = Text {
            en: "{what}: {cause}",
            fr: "{what}\u{a0}: {cause}",
        };
        Failure::could_not_run(
            FailureKind::Io,
            text.with("what", what).with("cause", told_io::words(cause)),
        )
    }

    /// Adds the remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<Message>) -> Failure {
        self.help = Some(help.into());
        self
    }

    /// Another ending than its kind's.
    #[must_use]
    pub fn exit(mut self, exit: Exit) -> Failure {
        self.exit = exit;
        self
    }

    /// Adds the findings that stand in the way.
    #[must_use]
    pub fn because(mut self, diagnostics: Vec<Diagnostic>) -> Failure {
        self.diagnostics = diagnostics;
        self
    }
}
