//! `qms manual`: the whole manual, from the same words as help, rules and tables of keys.

use super::group::Group;
use super::{Answer, Context, Exit, Failure, FailureKind, french::French};
use crate::report::manual::{self, Argument, Chapter, Command, CommandLine, Ending};
use crate::text::Lang;

/// Write the whole manual in Markdown, one file a page; -o names their folder
#[derive(Debug, clap::Args)]
#[command(alias = "manuel")]
pub struct Manual {}

/// The French of its help.
pub const FRENCH: &French = &[(
    "",
    "Écrire tout le manuel en Markdown, un fichier par page ; -o nomme leur dossier",
)];

/// Runs it.
pub fn run(_args: &Manual, ctx: &Context) -> Result<Answer, Failure> {
    use super::options::Format;
    if !matches!(ctx.format(), Format::Text | Format::Md) {
        return Err(ctx.no_such_format(ctx.format()));
    }
    let pages = manual::pages(&described(ctx.lang), ctx.lang);
    if ctx.options.output.is_none() {
        return Ok(Answer {
            exit: Exit::Done,
            bytes: manual::one(&pages).into_bytes(),
        });
    }
    let files = pages
        .into_iter()
        .map(|page| (page.file, page.text.into_bytes()));
    ctx.answer_in_folder(files.collect())
}

/// The command line as the manual tells it.
pub fn described(lang: Lang) -> CommandLine {
    let mut cli = super::command_line(lang).term_width(0);
    cli.build();
    let chapters = Group::ALL.map(|group| Chapter {
        title: group.title(),
        about: group.about(),
        commands: cli
            .get_subcommands()
            .filter(|command| chapter(command.get_name()) == Some(group))
            .map(|command| described_command(command, "qms"))
            .collect(),
    });
    CommandLine {
        about: about(&cli),
        version: env!("CARGO_PKG_VERSION"),
        options: arguments(&cli, clap::Arg::is_global_set),
        chapters: chapters.into(),
        endings: Exit::ALL
            .map(|exit| Ending {
                word: exit.code().to_string(),
                meaning: exit.meaning(),
            })
            .into(),
        failures: FailureKind::ALL
            .map(|kind| Ending {
                word: kind.as_str().to_owned(),
                meaning: kind.meaning(),
            })
            .into(),
    }
}

/// The chapter of a command.
fn chapter(name: &str) -> Option<Group> {
    let module = name.replace('-', "_");
    super::CHAPTERS
        .iter()
        .find(|(known, _)| *known == module)
        .map(|(_, group)| *group)
}

fn described_command(command: &clap::Command, parent: &str) -> Command {
    let name = format!("{parent} {}", command.get_name());
    let usage = command.clone().render_usage().to_string();
    let typed = usage.find(&name).map_or(name.as_str(), |at| &usage[at..]);
    Command {
        usage: typed.trim().to_owned(),
        aliases: command.get_all_aliases().map(str::to_owned).collect(),
        about: about(command),
        arguments: arguments(command, |argument| !argument.is_global_set()),
        commands: command
            .get_subcommands()
            .filter(|inner| !inner.is_hide_set())
            .map(|inner| described_command(inner, &name))
            .collect(),
        name,
    }
}

/// What a command does, without the aliases that help adds.
fn about(command: &clap::Command) -> String {
    let about = command.get_about().map(ToString::to_string);
    let about = about.unwrap_or_default();
    match about.rsplit_once(" [alias") {
        Some((before, _)) => before.to_owned(),
        None => about,
    }
}

fn arguments(command: &clap::Command, wanted: impl Fn(&clap::Arg) -> bool) -> Vec<Argument> {
    command
        .get_arguments()
        .filter(|argument| wanted(argument) && !argument.is_hide_set())
        .map(|argument| Argument {
            written: written(argument),
            help: argument
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default(),
        })
        .collect()
}

/// How an argument is typed: `-C, --repo <DIR>`.
fn written(argument: &clap::Arg) -> String {
    let shown = argument.to_string();
    match (argument.get_short(), argument.get_long()) {
        (Some(short), Some(_)) => format!("-{short}, {shown}"),
        _ => shown,
    }
}
