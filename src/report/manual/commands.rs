//! Every command and option, a page a chapter.

use super::{Argument, COMMANDS, Chapter, Command, CommandLine, EXITS, JSON, MEANING, Page, Sheet};
use super::{colon, link};
use crate::model::names::slug;
use crate::report::json::keys::KEYS as KEYS_OF_JSON;
use crate::text::{Lang, Text};

const TYPED: Text = Text {
    en: "Typed",
    fr: "S'écrit",
};
const COMMAND: Text = Text {
    en: "Command",
    fr: "Commande",
};
const DOES: Text = Text {
    en: "What it does",
    fr: "Ce qu'elle fait",
};

/// The overview, then the chapters.
pub(super) fn pages(line: &CommandLine, lang: Lang) -> Vec<Page> {
    let mut pages = vec![overview(line, lang)];
    pages.extend(line.chapters.iter().map(|chapter| page(chapter, lang)));
    pages
}

/// The file of a chapter, without its ending.
fn file(chapter: &Chapter, lang: Lang) -> String {
    format!("{}-{}", COMMANDS.get(lang), slug(chapter.title.get(lang)))
}

fn overview(line: &CommandLine, lang: Lang) -> Page {
    const TITLE: Text = Text {
        en: "Commands",
        fr: "Commandes",
    };
    const INTRODUCTION: Text = Text {
        en: "Every command tells its own part with `--help`. A name in the other language is understood as well; a code may be typed short, `mo-391` for `MO-00391`.",
        fr: "Chaque commande dit ce qui la concerne avec `--help`. Un nom dans l'autre langue est compris aussi\u{a0}; un code peut être abrégé, `mo-391` pour `MO-00391`.",
    };
    const OPTIONS: Text = Text {
        en: "Options of every command",
        fr: "Options de toutes les commandes",
    };
    let mut sheet = Sheet::new(TITLE.get(lang));
    sheet.paragraph(INTRODUCTION.get(lang));
    sheet.paragraph(&ends(lang));
    for chapter in &line.chapters {
        let page = file(chapter, lang);
        let title = chapter.title.get(lang);
        sheet.heading(2, title);
        sheet.paragraph(chapter.about.get(lang));
        let mut rows = Vec::new();
        for command in &chapter.commands {
            list(command, &page, &mut rows);
        }
        sheet.table([COMMAND, DOES], &rows, lang);
    }
    sheet.heading(2, OPTIONS.get(lang));
    sheet.table([TYPED, MEANING], &typed(&line.options), lang);
    sheet.page(COMMANDS, lang)
}

/// What exit codes mean, by their page.
fn ends(lang: Lang) -> String {
    const ENDS: Text = Text {
        en: "How they end",
        fr: "Comment elles se terminent",
    };
    const CODES: Text = Text {
        en: "exit codes 0, 1 and 2",
        fr: "codes de sortie 0, 1 et 2",
    };
    let codes = link(CODES.get(lang), EXITS, None, lang);
    format!("{}{}{codes}.", ENDS.get(lang), colon(lang))
}

/// A command and those below it, each with its place.
fn list(command: &Command, page: &str, rows: &mut Vec<[String; 2]>) {
    let place = super::anchor(&command.name);
    rows.push([
        format!("[`{}`]({page}.md#{place})", command.name),
        command.about.clone(),
    ]);
    for inner in &command.commands {
        list(inner, page, rows);
    }
}

fn typed(arguments: &[Argument]) -> Vec<[String; 2]> {
    arguments
        .iter()
        .map(|argument| [format!("`{}`", argument.written), argument.help.clone()])
        .collect()
}

fn page(chapter: &Chapter, lang: Lang) -> Page {
    let mut sheet = Sheet::new(chapter.title.get(lang));
    sheet.paragraph(chapter.about.get(lang));
    sheet.paragraph(&ends(lang));
    for command in &chapter.commands {
        tell(&mut sheet, command, 2, lang);
    }
    let mut page = sheet.page(COMMANDS, lang);
    page.file = format!("{}.md", file(chapter, lang));
    page
}

fn tell(sheet: &mut Sheet, command: &Command, level: usize, lang: Lang) {
    const KEYS: Text = Text {
        en: "Keys of its JSON: {names}.",
        fr: "Clés de son JSON\u{a0}: {names}.",
    };
    const ALIASES: Text = Text {
        en: "Other names: {names}.",
        fr: "Autres noms\u{a0}: {names}.",
    };
    sheet.heading(level, &command.name);
    sheet.paragraph(&format!("{}.", command.about));
    sheet.block("", &command.usage);
    if !command.aliases.is_empty() {
        let names: Vec<String> = command
            .aliases
            .iter()
            .map(|alias| format!("`{alias}`"))
            .collect();
        sheet.paragraph(&ALIASES.with("names", names).render(lang));
    }
    sheet.table([TYPED, MEANING], &typed(&command.arguments), lang);
    let own = command.name.strip_prefix("qms ").unwrap_or_default();
    let keys: Vec<String> = KEYS_OF_JSON
        .iter()
        .filter(|key| key.commands.contains(&own))
        .map(|key| link(&format!("`{}`", key.name), JSON, None, lang))
        .collect();
    if !keys.is_empty() {
        sheet.paragraph(&KEYS.with("names", keys).render(lang));
    }
    for inner in &command.commands {
        tell(sheet, inner, (level + 1).min(6), lang);
    }
}
