//! The whole manual as Markdown, from what stands in the code: the command line, the rules, the
//! tables of keys, the language of retention, the acts, the endings.

mod commands;
mod examples;
mod exits;
mod files;
mod json;
mod retention;
mod rules;
mod sheet;
mod trust;

use crate::text::{Lang, Text};
use sheet::{Sheet, anchor};

/// What the command line says of itself: `report` does not know the doors.
#[derive(Debug)]
pub struct CommandLine {
    /// What the program is.
    pub about: String,
    /// Its version.
    pub version: &'static str,
    /// The options that every command takes.
    pub options: Vec<Argument>,
    /// The commands, chapter by chapter.
    pub chapters: Vec<Chapter>,
    /// How a command ends: the exit code and what it means.
    pub endings: Vec<Ending>,
    /// Why a command did not do what was asked: the `kind` of JSON.
    pub failures: Vec<Ending>,
}

/// Commands that belong together.
#[derive(Debug)]
pub struct Chapter {
    /// Its title.
    pub title: Text,
    /// What its commands do.
    pub about: Text,
    /// Them.
    pub commands: Vec<Command>,
}

/// One command.
#[derive(Debug)]
pub struct Command {
    /// As typed: `qms actor add`.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What it does.
    pub about: String,
    /// How it is typed.
    pub usage: String,
    /// What it takes beside the options of all.
    pub arguments: Vec<Argument>,
    /// The commands below it.
    pub commands: Vec<Command>,
}

/// An argument or option.
#[derive(Debug)]
pub struct Argument {
    /// As typed: `-C, --repo <DIR>`.
    pub written: String,
    /// What it is for.
    pub help: String,
}

/// A word for programs and what it means.
#[derive(Debug)]
pub struct Ending {
    /// The word.
    pub word: String,
    /// Its meaning.
    pub meaning: Text,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The name of its file.
    pub file: String,
    /// Its title.
    pub title: String,
    /// Its Markdown.
    pub text: String,
}

const INDEX: Text = same("index");
const COMMANDS: Text = Text {
    en: "commands",
    fr: "commandes",
};
const RULES: Text = Text {
    en: "rules",
    fr: "regles",
};
const FILES: Text = Text {
    en: "files",
    fr: "fichiers",
};
const POLICY: Text = same("qms-yaml");
const RETENTION: Text = Text {
    en: "retention",
    fr: "conservation",
};
const TRUST: Text = Text {
    en: "trust",
    fr: "confiance",
};
const JSON: Text = same("json");
const EXITS: Text = Text {
    en: "exit-codes",
    fr: "codes-de-sortie",
};

/// The heading of whatever has a meaning.
const MEANING: Text = Text {
    en: "Meaning",
    fr: "Sens",
};

/// A word of both languages.
const fn same(word: &'static str) -> Text {
    Text { en: word, fr: word }
}

/// The pages, the index first. The same command line gives the same bytes.
pub fn pages(line: &CommandLine, lang: Lang) -> Vec<Page> {
    let mut pages = commands::pages(line, lang);
    pages.extend(rules::pages(lang));
    pages.extend(files::pages(lang));
    pages.push(retention::page(lang));
    pages.push(trust::page(lang));
    pages.push(exits::page(line, lang));
    pages.push(json::page(lang));
    pages.insert(0, index(line, &pages, lang));
    pages
}

/// All pages as one: links lead to headings, and each page is a chapter.
pub fn one(pages: &[Page]) -> String {
    let mut out = String::new();
    for (rank, page) in pages.iter().enumerate() {
        let mut text = page.text.clone();
        for other in pages {
            text = text.replace(&format!("]({}#", other.file), "](#");
            let top = format!("](#{})", anchor(&other.title));
            text = text.replace(&format!("]({})", other.file), &top);
        }
        if rank > 0 {
            out.push('\n');
            text = sheet::demoted(&text, 1);
        }
        out.push_str(&text);
    }
    out
}

/// A link to another page, at one of its headings where one is named.
fn link(label: &str, page: Text, heading: Option<&str>, lang: Lang) -> String {
    let file = page.get(lang);
    match heading {
        Some(heading) => format!("[{label}]({file}.md#{})", anchor(heading)),
        None => format!("[{label}]({file}.md)"),
    }
}

/// What each page is about, for the index.
fn index(line: &CommandLine, pages: &[Page], lang: Lang) -> Page {
    const TITLE: Text = Text {
        en: "Manual of qms",
        fr: "Manuel de qms",
    };
    const HEAD: Text = Text {
        en: "{about}. Version {version}.",
        fr: "{about}. Version {version}.",
    };
    const MADE: Text = Text {
        en: "This manual is written by `qms manual`, from the program itself: what it says of a command, a rule or a key is what the program does.",
        fr: "Ce manuel est écrit par `qms manual`, d'après le programme lui-même\u{a0}: ce qu'il dit d'une commande, d'une règle ou d'une clé est ce que fait le programme.",
    };
    const ABOUT: [(Text, Text); 8] = [
        (
            COMMANDS,
            Text {
                en: "every command and option",
                fr: "toutes les commandes et leurs options",
            },
        ),
        (
            RULES,
            Text {
                en: "what `qms check` and `qms verify` look for, and how to put it right",
                fr: "ce que cherchent `qms check` et `qms verify`, et comment y remédier",
            },
        ),
        (
            FILES,
            Text {
                en: "folders, names, and the keys of each kind of file",
                fr: "les dossiers, les noms, et les clés de chaque sorte de fichier",
            },
        ),
        (
            POLICY,
            Text {
                en: "what the organisation decides, and what holds where it says nothing",
                fr: "ce que l'organisation décide, et ce qui vaut là où elle ne dit rien",
            },
        ),
        (
            RETENTION,
            Text {
                en: "how long things are kept, the phrases that are understood, and examples",
                fr: "les durées de conservation, les phrases comprises et des exemples",
            },
        ),
        (
            TRUST,
            Text {
                en: "signed acts, who may do them, and how the history is judged",
                fr: "les actes signés, qui peut les faire, et comment l'historique est jugé",
            },
        ),
        (
            EXITS,
            Text {
                en: "what scripts rely on",
                fr: "ce sur quoi les scripts s'appuient",
            },
        ),
        (
            JSON,
            Text {
                en: "what other programs read",
                fr: "ce que lisent d'autres programmes",
            },
        ),
    ];
    let mut sheet = Sheet::new(TITLE.get(lang));
    let head = HEAD
        .with("about", line.about.as_str())
        .with("version", line.version);
    sheet.paragraph(&head.render(lang));
    sheet.paragraph(MADE.get(lang));
    for (name, about) in ABOUT {
        let file = format!("{}.md", name.get(lang));
        let title = pages.iter().find(|page| page.file == file);
        let title = title.map_or(name.get(lang), |page| page.title.as_str());
        let linked = link(title, name, None, lang);
        sheet.item(&format!("{linked}{}{}", colon(lang), about.get(lang)));
        let below = format!("{}-", name.get(lang));
        for page in pages.iter().filter(|page| page.file.starts_with(&below)) {
            sheet.item_below(&format!("[{}]({})", page.title, page.file));
        }
    }
    sheet.page(INDEX, lang)
}

/// What stands between a word and what is said of it.
fn colon(lang: Lang) -> &'static str {
    crate::report::lines::colon(lang)
}
