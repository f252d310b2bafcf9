//! French laid over clap's help and headings. English help gets the same headings and aliases, so
//! that both languages have one shape.

use crate::text::{Lang, Text, spaced};
use clap::{Arg, Command};
use std::ffi::OsString;
use std::fmt::Write as _;

/// The French of one command: `("", …)` is what it does, the others are its arguments by id; a
/// subcommand's stand under `"name"` and `"name.argument"`.
pub type French = [(&'static str, &'static str)];

const TEMPLATE_FR: &str =
    "{before-help}{about-with-newline}\nUtilisation\u{a0}: {usage}\n\n{all-args}{after-help}\n";
const TEMPLATE_EN: &str =
    "{before-help}{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}\n";
pub(super) const GLOBAL: Text = Text {
    en: "Global options",
    fr: "Options globales",
};
pub(super) const COMMANDS: Text = Text {
    en: "Commands",
    fr: "Commandes",
};
const HELP: Text = Text {
    en: "Print this help",
    fr: "Afficher cette aide",
};
const VERSION: Text = Text {
    en: "Print the version",
    fr: "Afficher la version",
};

/// The command line in one language: its own options, then its commands, each by its table. Where
/// `named` is given, the commands that are not among these words get the line that lists them and no
/// more: each run of the program waits for this.
pub fn dress(
    cli: Command,
    lang: Lang,
    (own, french): (&French, &[(&'static str, &'static French)]),
    named: Option<&[OsString]>,
) -> Command {
    let mut cli = cli;
    if lang == Lang::Fr {
        cli = cli.about("Documents, enregistrements et fiches d'un service sous management de la qualité, dans git");
    }
    let names: Vec<String> = cli
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    for name in &names {
        let table: &French = french
            .iter()
            .find(|(module, _)| module_of(name) == *module)
            .map_or(&[], |(_, table)| *table);
        cli = cli.mut_subcommand(name, |command| match is_named(&command, named) {
            true => dress_command(command, lang, table, ""),
            false => dress_about(command, lang, table, ""),
        });
    }
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(clap::ArgAction::Version)
        .help(VERSION.get(lang));
    dress_own(cli.arg(version), lang, own, "")
}

fn module_of(name: &str) -> String {
    name.replace('-', "_")
}

fn is_named(command: &Command, named: Option<&[OsString]>) -> bool {
    named.is_none_or(|words| {
        words
            .iter()
            .filter_map(|word| word.to_str())
            .any(|word| word == command.get_name() || command.get_all_aliases().any(|a| a == word))
    })
}

/// What a command does and by which other names it is known.
fn dress_about(command: Command, lang: Lang, table: &French, prefix: &str) -> Command {
    let mut command = command;
    if lang == Lang::Fr
        && let Some(about) = find(table, prefix.trim_end_matches('.'))
    {
        command = command.about(spaced(about));
    }
    let aliases: Vec<String> = command.get_all_aliases().map(str::to_owned).collect();
    if aliases.is_empty() {
        return command;
    }
    const ALIAS: Text = Text {
        en: "{about} [alias: {aliases}]",
        fr: "{about} [alias\u{a0}: {aliases}]",
    };
    let about = command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    command.about(
        ALIAS
            .with("about", about)
            .with("aliases", aliases)
            .render(lang),
    )
}

fn dress_command(command: Command, lang: Lang, table: &French, prefix: &str) -> Command {
    let mut command = dress_about(command, lang, table, prefix);
    let names: Vec<String> = command
        .get_subcommands()
        .map(|inner| inner.get_name().to_owned())
        .collect();
    for name in names {
        let inner = format!("{prefix}{name}.");
        command = command.mut_subcommand(&name, |subcommand| {
            dress_command(subcommand, lang, table, &inner)
        });
    }
    dress_own(command, lang, table, prefix)
}

fn dress_own(command: Command, lang: Lang, table: &French, prefix: &str) -> Command {
    let mut command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_help_heading(COMMANDS.get(lang));
    command = match lang {
        Lang::Fr => command
            .help_template(TEMPLATE_FR)
            .subcommand_value_name("COMMANDE"),
        Lang::En => command
            .help_template(TEMPLATE_EN)
            .subcommand_value_name("COMMAND"),
    };
    command = command.arg(
        Arg::new("help")
            .short('h')
            .long("help")
            .action(clap::ArgAction::Help)
            .help(HELP.get(lang)),
    );
    let ids: Vec<String> = command
        .get_arguments()
        .map(|arg| arg.get_id().to_string())
        .collect();
    for id in ids {
        let text = find(table, &format!("{prefix}{id}"));
        command = command.mut_arg(&id, |arg| dress_arg(arg, lang, text));
    }
    command
}

/// The same shape in both languages: possible values and default on the line, `-h` and `--help`
/// alike; global options under their own heading.
fn dress_arg(arg: Arg, lang: Lang, text: Option<&'static str>) -> Arg {
    const DEFAULT: Text = Text {
        en: " [default: {values}]",
        fr: " [par défaut\u{a0}: {values}]",
    };
    let arg = if arg.is_global_set() {
        arg.help_heading(GLOBAL.get(lang))
    } else {
        arg
    };
    let mut help = match (lang, text) {
        (Lang::Fr, Some(text)) => spaced(text),
        _ => arg.get_help().map(ToString::to_string).unwrap_or_default(),
    };
    let takes_value = !matches!(
        arg.get_action(),
        clap::ArgAction::SetTrue | clap::ArgAction::Help | clap::ArgAction::Version
    );
    if takes_value {
        let values: Vec<String> = arg
            .get_possible_values()
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| value.get_name().to_owned())
            .collect();
        if !values.is_empty() {
            let _ = write!(help, " [{}]", values.join(", "));
        }
        let defaults: Vec<String> = arg
            .get_default_values()
            .iter()
            .map(|value| value.to_string_lossy().into_owned())
            .collect();
        if !defaults.is_empty() {
            help.push_str(&DEFAULT.with("values", defaults).render(lang));
        }
    }
    let mut arg = arg.help(help);
    if lang == Lang::Fr
        && let Some(names) = arg.get_value_names()
    {
        let names: Vec<String> = names.iter().map(|name| value_name(name)).collect();
        arg = arg.value_names(names);
    }
    if takes_value {
        arg.hide_possible_values(true).hide_default_value(true)
    } else {
        arg
    }
}

/// What stands for a value in French help, part by part: `FILE|NAME` is `FICHIER|NOM`.
fn value_name(name: &str) -> String {
    const NAMES: [(&str, &str); 26] = [
        ("ACTOR", "ACTEUR"),
        ("AREA", "SECTEUR"),
        ("DAYS", "JOURS"),
        ("DIR", "DOSSIER"),
        ("ENTITY", "ENTITÉ"),
        ("FILE", "FICHIER"),
        ("FINGERPRINT", "EMPREINTE"),
        ("KIND", "NATURE"),
        ("LANG", "LANGUE"),
        ("MSG", "MESSAGE"),
        ("NAME", "NOM"),
        ("OUTCOME", "RÉSULTAT"),
        ("PATH", "CHEMIN"),
        ("PROCESS", "PROCESSUS"),
        ("REASON", "MOTIF"),
        ("REF", "RÉFÉRENCE"),
        ("REMOTE", "DÉPÔT"),
        ("REV", "RÉVISION"),
        ("ROLE", "RÔLE"),
        ("RULE", "RÈGLE"),
        ("STATUS", "STATUT"),
        ("TEXT", "TEXTE"),
        ("TIME", "DURÉE"),
        ("WHEN", "QUAND"),
        ("WORDS", "MOTS"),
        ("YYYY-MM-DD", "AAAA-MM-JJ"),
    ];
    let part = |part: &str| {
        let known = NAMES.iter().find(|(english, _)| *english == part);
        known.map_or_else(|| part.to_owned(), |(_, french)| (*french).to_owned())
    };
    let mut out = String::with_capacity(name.len() + 8);
    let mut word = String::new();
    for character in name.chars() {
        if matches!(character, '|' | '[' | ']' | ':' | '.') {
            out.push_str(&part(&word));
            out.push(character);
            word.clear();
        } else {
            word.push(character);
        }
    }
    out + &part(&word)
}

fn find(table: &French, key: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    /// Every argument of a command, its subcommands' under `name.argument`.
    fn arguments(command: &Command, prefix: &str, found: &mut Vec<String>) {
        found.push(prefix.trim_end_matches('.').to_owned());
        let own = command.get_arguments().filter(|arg| {
            !arg.is_global_set() && !matches!(arg.get_id().as_str(), "help" | "version")
        });
        found.extend(own.map(|arg| format!("{prefix}{}", arg.get_id())));
        for inner in command.get_subcommands() {
            arguments(inner, &format!("{prefix}{}.", inner.get_name()), found);
        }
    }

    #[test]
    fn what_stands_for_a_value_is_french_in_each_of_its_parts() {
        for (english, french) in [
            ("YYYY-MM-DD", "AAAA-MM-JJ"),
            ("FILE|NAME", "FICHIER|NOM"),
            ("ROLE[:PROCESS]", "RÔLE[:PROCESSUS]"),
            ("FILE.pub", "FICHIER.pub"),
            ("CODE", "CODE"),
        ] {
            assert_eq!(value_name(english), french);
        }
    }

    #[test]
    fn every_argument_has_french_and_no_french_is_without_an_argument() {
        let cli = super::super::Cli::command();
        let tables = super::super::french();
        for command in cli.get_subcommands() {
            let module = module_of(command.get_name());
            let (_, table) = tables
                .iter()
                .find(|(known, _)| *known == module)
                .unwrap_or_else(|| panic!("no French for {module}"));
            let mut expected = Vec::new();
            arguments(command, "", &mut expected);
            let mut given: Vec<String> = table.iter().map(|(key, _)| (*key).to_owned()).collect();
            expected.sort();
            given.sort();
            assert_eq!(expected, given, "{module}");
        }
        let globals: Vec<String> = cli
            .get_arguments()
            .map(|arg| arg.get_id().to_string())
            .collect();
        let given: Vec<&str> = super::super::options::FRENCH
            .iter()
            .map(|(key, _)| *key)
            .collect();
        assert_eq!(globals, given);
    }

    #[test]
    fn every_command_and_argument_says_what_it_is_in_both_languages() {
        fn walk(command: &Command, lang: Lang) {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for arg in command.get_arguments() {
                assert!(
                    arg.get_help()
                        .is_some_and(|help| !help.to_string().is_empty()),
                    "{} {} {lang:?}",
                    command.get_name(),
                    arg.get_id()
                );
                assert!(
                    arg.get_long_help().is_none(),
                    "{} {}: one paragraph",
                    command.get_name(),
                    arg.get_id()
                );
            }
            command
                .get_subcommands()
                .for_each(|inner| walk(inner, lang));
        }
        for lang in [Lang::Fr, Lang::En] {
            let command = super::super::command_line(lang);
            walk(&command, lang);
            command.debug_assert();
        }
    }
}
