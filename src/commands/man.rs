//! `qms man`: manual pages, from the same words as the help.

use super::{Answer, Context, Exit, Failure, french::French};
use crate::text::{Lang, Text};

/// Write the manual pages, one a command; -o names their folder
#[derive(Debug, clap::Args)]
pub struct Man {}

/// The French of its help.
pub const FRENCH: &French = &[(
    "",
    "Écrire les pages de manuel, une par commande ; -o nomme leur dossier",
)];

/// Runs it.
pub fn run(_args: &Man, ctx: &Context) -> Result<Answer, Failure> {
    if ctx.format() != super::options::Format::Text {
        return Err(ctx.no_such_format(ctx.format()));
    }
    let pages = pages(ctx.lang);
    if ctx.options.output.is_none() {
        return Ok(Answer {
            exit: Exit::Done,
            bytes: pages.into_iter().flat_map(|(_, page)| page).collect(),
        });
    }
    ctx.answer_in_folder(pages)
}

/// Every page with its file's name.
fn pages(lang: Lang) -> Vec<(String, Vec<u8>)> {
    let mut command = super::command_line(lang).disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    collect(&command, ["qms", "qms-manual"], lang, &mut pages);
    pages
}

/// The page of a command, which refers to the one above it, and those below.
fn collect(
    command: &clap::Command,
    [name, above]: [&str; 2],
    lang: Lang,
    pages: &mut Vec<(String, Vec<u8>)>,
) {
    let heading = SUBCOMMANDS.get(lang);
    let command = command.clone().subcommand_help_heading(heading);
    let page = clap_mangen::Man::new(command.clone().name(name.to_owned()).display_name(name))
        .title(name.to_uppercase())
        .source(format!("qms {}", env!("CARGO_PKG_VERSION")))
        .manual("qms");
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = page.render(&mut bytes);
    let page = translated(&String::from_utf8_lossy(&bytes), lang) + &ending(above, lang);
    pages.push((format!("{name}.1"), page.into_bytes()));
    for inner in command
        .get_subcommands()
        .filter(|inner| !inner.is_hide_set())
    {
        let below = format!("{name}-{}", inner.get_name());
        collect(inner, [&below, name], lang, pages);
    }
}

const SUBCOMMANDS: Text = Text {
    en: "COMMANDS",
    fr: "COMMANDES",
};

/// What every page ends with: the exit codes, and the page above.
fn ending(above: &str, lang: Lang) -> String {
    const STATUS: Text = Text {
        en: "EXIT STATUS",
        fr: "CODE DE RETOUR",
    };
    const ALSO: Text = Text {
        en: "SEE ALSO",
        fr: "VOIR AUSSI",
    };
    let codes: String = Exit::ALL
        .iter()
        .map(|exit| format!(".TP\n{}\n{}\n", exit.code(), exit.meaning().get(lang)))
        .collect();
    let above = above.replace('-', "\\-");
    format!(
        ".SH \"{}\"\n{codes}.SH \"{}\"\n\\fB{above}\\fR(1)\n",
        STATUS.get(lang),
        ALSO.get(lang)
    )
}

/// What the library writes itself, in the reader's language: the heading of the name, and a title
/// line whose empty date is not lost.
fn translated(roff: &str, lang: Lang) -> String {
    const NAME: Text = Text {
        en: "NAME",
        fr: "NOM",
    };
    const MANUAL: Text = Text {
        en: "Manual of qms",
        fr: "Manuel de qms",
    };
    let version = env!("CARGO_PKG_VERSION");
    let line = |line: &str| {
        if line == ".SH NAME" {
            return format!(".SH {}\n", NAME.get(lang));
        }
        match line
            .strip_prefix(".TH ")
            .and_then(|title| title.split_once(' '))
        {
            Some((title, _)) => format!(
                ".TH {title} 1 \"\" \"qms {version}\" \"{}\"\n",
                MANUAL.get(lang)
            ),
            None => format!("{}\n", line.trim_end()),
        }
    };
    roff.lines().map(line).collect()
}
