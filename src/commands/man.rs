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
    collect(&command, "qms", lang, &mut pages);
    pages
}

fn collect(command: &clap::Command, name: &str, lang: Lang, pages: &mut Vec<(String, Vec<u8>)>) {
    let page = clap_mangen::Man::new(command.clone().name(name.to_owned()).display_name(name))
        .title(name.to_uppercase())
        .source(format!("qms {}", env!("CARGO_PKG_VERSION")))
        .manual("qms");
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = page.render(&mut bytes);
    pages.push((
        format!("{name}.1"),
        translated(&String::from_utf8_lossy(&bytes), lang).into_bytes(),
    ));
    for inner in command
        .get_subcommands()
        .filter(|inner| !inner.is_hide_set())
    {
        collect(inner, &format!("{name}-{}", inner.get_name()), lang, pages);
    }
}

/// The headings that the library writes itself.
fn translated(roff: &str, lang: Lang) -> String {
    const HEADINGS: [Text; 3] = [
        Text {
            en: "NAME",
            fr: "NOM",
        },
        Text {
            en: "VERSION",
            fr: "VERSION",
        },
        Text {
            en: "SUBCOMMANDS",
            fr: "COMMANDES",
        },
    ];
    let heading = |line: &str| {
        HEADINGS
            .iter()
            .find(|text| line == format!(".SH {}", text.en))
            .map(|text| format!(".SH {}", text.get(lang)))
    };
    roff.lines()
        .map(|line| heading(line).unwrap_or_else(|| line.to_owned()) + "\n")
        .collect()
}
