//! What clap says itself, in the reader's language: help as it is shown, and its errors.

use super::french::{COMMANDS, GLOBAL};
use super::{Ended, Environment, Failure, FailureKind, Terminal, language};
use crate::report::{self, Paint, Refusal, Style};
use crate::text::{Lang, Message, Text};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The columns that help may take: those of the terminal, as long as lines stay readable.
pub fn width(environment: &Environment) -> usize {
    let told = environment
        .variable("COLUMNS")
        .and_then(|columns| columns.parse().ok());
    let measured = || {
        terminal_size::terminal_size()
            .filter(|_| environment.stdout == Terminal::Yes)
            .map(|(width, _)| usize::from(width.0))
    };
    told.or_else(measured).unwrap_or(100).clamp(40, 120)
}

/// Help as it is shown: clap writes the colon of its headings without the space of French.
fn shown(error: &clap::Error, lang: Lang) -> String {
    let rendered = error.render().to_string();
    let heading = |line: &str| {
        matches!(line, "Arguments:" | "Options:")
            || [GLOBAL, COMMANDS]
                .iter()
                .any(|text| line.strip_suffix(':') == Some(text.fr))
    };
    let line = |line: &str| {
        if lang == Lang::Fr && heading(line) {
            format!("{}\u{a0}:", line.trim_end_matches(':'))
        } else {
            line.trim_end().to_owned()
        }
    };
    rendered
        .trim_end()
        .lines()
        .map(|one| line(one) + "\n")
        .collect()
}

/// What clap could not accept, in the reader's language; help and version as they are.
pub fn error(error: &clap::Error, lang: Lang, environment: &Environment) -> Ended {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            return Ended {
                exit: 0,
                stdout: shown(error, lang).into_bytes(),
                ..Ended::default()
            };
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return Ended {
                exit: 2,
                stderr: shown(error, lang),
                ..Ended::default()
            };
        }
        _ => {}
    }
    const NEAR: Text = Text {
        en: "did you mean `{near}`?",
        fr: "vouliez-vous dire `{near}`\u{a0}?",
    };
    const MORE: Text = Text {
        en: "`qms --help` and `qms COMMAND --help` say how",
        fr: "`qms --help` et `qms COMMANDE --help` disent comment",
    };
    let near = context(error, ContextKind::SuggestedSubcommand)
        .or_else(|| context(error, ContextKind::SuggestedArg))
        .or_else(|| context(error, ContextKind::SuggestedValue));
    let failure = Failure::could_not_run(FailureKind::Usage, worded(error))
        .help(near.map_or(Message::from(MORE), |near| NEAR.with("near", near)));
    let refusal = Refusal {
        kind: failure.kind.as_str(),
        message: &failure.message,
        help: failure.help.as_ref(),
        rule: None,
        first_date: None,
        diagnostics: &[],
    };
    if language::option(environment, "--format", None).is_some_and(|format| format == "json") {
        let names: Vec<String> = super::command_line(lang)
            .get_subcommands()
            .map(|command| command.get_name().to_owned())
            .collect();
        let command = environment
            .arguments
            .iter()
            .skip(1)
            .filter_map(|argument| argument.to_str())
            .find(|argument| names.iter().any(|name| name == argument));
        return Ended {
            exit: 2,
            stdout: report::json::failure(command.unwrap_or("qms"), &refusal, lang),
            ..Ended::default()
        };
    }
    let style = Style {
        lang,
        paint: Paint::Plain,
        width: width(environment),
    };
    Ended {
        exit: 2,
        stderr: report::diagnostics::human::failure(&refusal, &style),
        ..Ended::default()
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        // The likeliest comes last.
        ContextValue::Strings(texts) => texts.last().cloned(),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    }
}

fn all(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => context(error, kind).unwrap_or_default(),
    }
}

fn worded(error: &clap::Error) -> Message {
    let arg = all(error, ContextKind::InvalidArg);
    let value = all(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            const TEXT: Text = Text {
                en: "`{name}` is no command",
                fr: "`{name}` n'est pas une commande",
            };
            TEXT.with("name", all(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => {
            const TEXT: Text = Text {
                en: "`{arg}` is not expected here",
                fr: "`{arg}` n'est pas attendu ici",
            };
            TEXT.with("arg", arg)
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            const TEXT: Text = Text {
                en: "`{arg}` wants a value",
                fr: "`{arg}` demande une valeur",
            };
            TEXT.with("arg", arg)
        }
        ErrorKind::InvalidValue => {
            const TEXT: Text = Text {
                en: "`{value}` is no value of `{arg}`; known: {known}",
                fr: "`{value}` n'est pas une valeur de `{arg}`\u{a0}; connues\u{a0}: {known}",
            };
            TEXT.with("value", value)
                .with("arg", arg)
                .with("known", all(error, ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            const TEXT: Text = Text {
                en: "`{value}` cannot be read for `{arg}`",
                fr: "`{value}` ne peut pas être lu pour `{arg}`",
            };
            const DATE: Text = Text {
                en: "`{value}` is no day for `{arg}`: one is written 2026-11-21",
                fr: "`{value}` n'est pas un jour pour `{arg}`\u{a0}: un jour s'écrit 2026-11-21",
            };
            let day = ["DATE", "YYYY", "<D>"]
                .iter()
                .any(|word| arg.contains(word));
            let text = if day { DATE } else { TEXT };
            text.with("value", value).with("arg", arg)
        }
        ErrorKind::MissingRequiredArgument => {
            const TEXT: Text = Text {
                en: "missing: {arg}",
                fr: "il manque\u{a0}: {arg}",
            };
            TEXT.with("arg", arg)
        }
        ErrorKind::MissingSubcommand => {
            const TEXT: Text = Text {
                en: "a command is missing",
                fr: "il manque une commande",
            };
            Message::from(TEXT)
        }
        ErrorKind::ArgumentConflict => {
            const TEXT: Text = Text {
                en: "`{arg}` does not go with `{other}`",
                fr: "`{arg}` ne va pas avec `{other}`",
            };
            TEXT.with("arg", arg)
                .with("other", all(error, ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::NoEquals => {
            const TEXT: Text = Text {
                en: "wrong number of values for `{arg}`",
                fr: "mauvais nombre de valeurs pour `{arg}`",
            };
            TEXT.with("arg", arg)
        }
        ErrorKind::InvalidUtf8 => {
            const TEXT: Text = Text {
                en: "an argument is not UTF-8",
                fr: "un argument n'est pas en UTF-8",
            };
            Message::from(TEXT)
        }
        _ => {
            const TEXT: Text = Text {
                en: "the command line cannot be understood",
                fr: "la ligne de commande n'est pas comprise",
            };
            Message::from(TEXT)
        }
    }
}
