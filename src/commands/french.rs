//! French laid over clap: help, headings, and clap's own errors. English help gets the same
//! headings and aliases, so that both languages have one shape.

use super::Ended;
use crate::text::{Lang, Message, Text};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use std::fmt::Write as _;

/// The French of one command: `("", …)` is what it does, the others are its arguments by id; a
/// subcommand's stand under `"name"` and `"name.argument"`.
pub type French = [(&'static str, &'static str)];

const TEMPLATE_FR: &str = "{before-help}{about-with-newline}\nUtilisation\u{a0}: {usage}\n\n{all-args}{after-help}\n";
const TEMPLATE_EN: &str = "{before-help}{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}\n";

/// The command line in one language.
pub fn dress(cli: Command, lang: Lang, french: &[(&'static str, &'static French)]) -> Command {
    let mut cli = cli;
    if lang == Lang::Fr {
        cli = cli.about("Documents, enregistrements et fiches d'un service sous management de la qualité, dans git");
    }
    let names: Vec<String> = cli.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for name in &names {
        let table: &French = french.iter().find(|(module, _)| module_of(name) == *module).map_or(&[], |(_, table)| *table);
        cli = cli.mut_subcommand(name, |command| dress_command(command, lang, table, ""));
    }
    dress_own(cli, lang, super::options::FRENCH, "")
}

fn module_of(name: &str) -> String {
    name.replace('-', "_")
}

fn dress_command(command: Command, lang: Lang, table: &French, prefix: &str) -> Command {
    let mut command = command;
    if lang == Lang::Fr
        && let Some(about) = find(table, prefix.trim_end_matches('.'))
    {
        command = command.about(about);
    }
    let aliases: Vec<String> = command.get_all_aliases().map(str::to_owned).collect();
    if !aliases.is_empty() {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let word = match lang {
            Lang::Fr => "alias\u{a0}: ",
            Lang::En => "alias: ",
        };
        command = command.about(format!("{about} [{word}{}]", aliases.join(", ")));
    }
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for name in names {
        let inner = format!("{prefix}{name}.");
        command = command.mut_subcommand(&name, |subcommand| dress_command(subcommand, lang, table, &inner));
    }
    dress_own(command, lang, table, prefix)
}

fn dress_own(command: Command, lang: Lang, table: &French, prefix: &str) -> Command {
    let mut command = command.disable_help_flag(true).disable_version_flag(true);
    command = match lang {
        Lang::Fr => command.help_template(TEMPLATE_FR).subcommand_help_heading("Commandes").subcommand_value_name("COMMANDE"),
        Lang::En => command.help_template(TEMPLATE_EN),
    };
    let help = Arg::new("help").short('h').long("help").action(clap::ArgAction::Help);
    let help = help.help(if lang == Lang::Fr { "Afficher l'aide" } else { "Print help" });
    command = command.arg(help);
    if prefix.is_empty() && command.get_version().is_some() && command.get_name() == "qms" {
        let version = Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
        command = command.arg(version.help(if lang == Lang::Fr { "Afficher la version" } else { "Print version" }));
    }
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for id in ids {
        let text = find(table, &format!("{prefix}{id}"));
        command = command.mut_arg(&id, |arg| dress_arg(arg, lang, text));
    }
    command
}

fn dress_arg(arg: Arg, lang: Lang, text: Option<&'static str>) -> Arg {
    if lang == Lang::En {
        return arg;
    }
    let mut arg = arg;
    if arg.get_help_heading().is_none() {
        let heading = if arg.is_positional() { "Arguments" } else { "Options" };
        arg = arg.help_heading(heading);
    }
    let Some(text) = text else { return arg };
    let mut help = text.to_owned();
    let values: Vec<String> = arg.get_possible_values().iter().filter(|value| !value.is_hide_set()).map(|value| value.get_name().to_owned()).collect();
    let flag = matches!(arg.get_action(), clap::ArgAction::SetTrue | clap::ArgAction::Help | clap::ArgAction::Version);
    if !flag && !values.is_empty() {
        let _ = write!(help, " [{}]", values.join(", "));
    }
    let defaults: Vec<String> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if !flag && !defaults.is_empty() {
        let _ = write!(help, " [par défaut\u{a0}: {}]", defaults.join(", "));
    }
    let arg = arg.help(help);
    if flag { arg } else { arg.hide_possible_values(true).hide_default_value(true) }
}

fn find(table: &French, key: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == key).map(|(_, text)| *text)
}

/// What clap could not accept, in the reader's language; help and version as they are.
pub fn usage_error(error: &clap::Error, lang: Lang) -> Ended {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return Ended { exit: 0, stdout: error.render().to_string().into_bytes(), stderr: String::new() };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return Ended { exit: 2, stdout: Vec::new(), stderr: error.render().to_string() };
    }
    let message = worded(error);
    let word = match lang {
        Lang::Fr => "erreur\u{a0}: ",
        Lang::En => "error: ",
    };
    let mut stderr = format!("{word}{}\n", crate::text::escape_controls(&message.render(lang)));
    if let Some(near) = context(error, ContextKind::SuggestedSubcommand).or_else(|| context(error, ContextKind::SuggestedArg)).or_else(|| context(error, ContextKind::SuggestedValue)) {
        const NEAR: Text = Text { en: "did you mean `{near}`?", fr: "vouliez-vous dire `{near}`\u{a0}?" };
        let _ = writeln!(stderr, "  {}", NEAR.with("near", near).render(lang));
    }
    const MORE: Text = Text { en: "`qms --help` and `qms COMMAND --help` say how", fr: "`qms --help` et `qms COMMANDE --help` disent comment" };
    let _ = writeln!(stderr, "  {}", MORE.get(lang));
    Ended { exit: 2, stdout: Vec::new(), stderr }
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.first().cloned(),
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
            const TEXT: Text = Text { en: "`{name}` is no command", fr: "`{name}` n'est pas une commande" };
            TEXT.with("name", all(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => {
            const TEXT: Text = Text { en: "`{arg}` is not expected here", fr: "`{arg}` n'est pas attendu ici" };
            TEXT.with("arg", arg)
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            const TEXT: Text = Text { en: "`{arg}` wants a value", fr: "`{arg}` demande une valeur" };
            TEXT.with("arg", arg)
        }
        ErrorKind::InvalidValue => {
            const TEXT: Text = Text { en: "`{value}` is no value of `{arg}`; known: {known}", fr: "`{value}` n'est pas une valeur de `{arg}`\u{a0}; connues\u{a0}: {known}" };
            TEXT.with("value", value).with("arg", arg).with("known", all(error, ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            const TEXT: Text = Text { en: "`{value}` cannot be read for `{arg}`", fr: "`{value}` ne peut pas être lu pour `{arg}`" };
            TEXT.with("value", value).with("arg", arg)
        }
        ErrorKind::MissingRequiredArgument => {
            const TEXT: Text = Text { en: "missing: {arg}", fr: "il manque\u{a0}: {arg}" };
            TEXT.with("arg", arg)
        }
        ErrorKind::MissingSubcommand => {
            const TEXT: Text = Text { en: "a command is missing", fr: "il manque une commande" };
            Message::from(TEXT)
        }
        ErrorKind::ArgumentConflict => {
            const TEXT: Text = Text { en: "`{arg}` does not go with `{other}`", fr: "`{arg}` ne va pas avec `{other}`" };
            TEXT.with("arg", arg).with("other", all(error, ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            const TEXT: Text = Text { en: "wrong number of values for `{arg}`", fr: "mauvais nombre de valeurs pour `{arg}`" };
            TEXT.with("arg", arg)
        }
        ErrorKind::InvalidUtf8 => {
            const TEXT: Text = Text { en: "an argument is not UTF-8", fr: "un argument n'est pas en UTF-8" };
            Message::from(TEXT)
        }
        _ => {
            const TEXT: Text = Text { en: "the command line cannot be understood", fr: "la ligne de commande n'est pas comprise" };
            Message::from(TEXT)
        }
    }
}
