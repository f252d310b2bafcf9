//! The files: folders and names, codes, limits, the keys of each kind, and qms.yaml.

use super::{FILES, MEANING, POLICY, Page, Sheet, colon, link, same};
use crate::model::code::{Class, Code, Shape as CodeShape};
use crate::model::layout::EntityKind;
use crate::parse::fields::{Field, Need, Shape};
use crate::parse::policy::{self, default_policy};
use crate::parse::{table, yaml};
use crate::text::{Lang, Text, number};

const KEY: Text = Text {
    en: "Key",
    fr: "Clé",
};
const NEED: Text = Text {
    en: "Need",
    fr: "Présence",
};
const TYPE: Text = Text {
    en: "Type",
    fr: "Type",
};

/// The files, then qms.yaml.
pub(super) fn pages(lang: Lang) -> [Page; 2] {
    [files(lang), settings(lang)]
}

fn files(lang: Lang) -> Page {
    const TITLE: Text = Text {
        en: "Files and keys",
        fr: "Fichiers et clés",
    };
    const INTRODUCTION: Text = Text {
        en: "The tree is the same at every site. A file is a front-matter between two lines `---`, in strict YAML, then Markdown. A key typed with its accent is the same key. Statuses are never stored: they follow from dated facts. Keys that acts write are never typed by hand: the signature covers the rest.",
        fr: "L'arborescence est la même partout. Un fichier est un front-matter entre deux lignes `---`, en YAML strict, puis du Markdown. Une clé tapée avec son accent est la même clé. Les statuts ne sont jamais enregistrés\u{a0}: ils découlent de faits datés. Les clés que les actes écrivent ne se tapent jamais à la main\u{a0}: la signature couvre le reste.",
    };
    const WHERE: Text = Text {
        en: "Folders",
        fr: "Dossiers",
    };
    const FILE: Text = Text {
        en: "File",
        fr: "Fichier",
    };
    const HOLDS: Text = Text {
        en: "What it holds",
        fr: "Ce qu'il porte",
    };
    const NAMES: Text = Text {
        en: "In these folders every `.md` file is one of those, and names are made of ASCII letters, digits, `.`, `_` and `-`; anything else is left alone. `<slug>` is a label in lower case without accents, every other run of characters a dash.",
        fr: "Dans ces dossiers, tout fichier `.md` est l'un de ceux-là, et les noms sont faits de lettres ASCII, de chiffres, de `.`, `_` et `-`\u{a0}; le reste est laissé tel quel. `<slug>` est un libellé en minuscules sans accents, toute autre suite de caractères devenant un tiret.",
    };
    const BY_HAND: Text = Text {
        en: "Written by {commands}, or by hand.",
        fr: "Écrit par {commands}, ou à la main.",
    };
    const BY_ACTS: Text = Text {
        en: "Written by {commands} alone, never by hand.",
        fr: "Écrit par {commands} seulement, jamais à la main.",
    };
    const FREE: Text = Text {
        en: "It has the keys and the body of what `qms new` starts from it.",
        fr: "Il a les clés et le corps de ce que `qms new` commence d'après lui.",
    };
    let mut sheet = Sheet::new(TITLE.get(lang));
    sheet.paragraph(INTRODUCTION.get(lang));
    sheet.heading(2, WHERE.get(lang));
    let mut rows = vec![[
        format!("`{}`", crate::model::layout::POLICY),
        link(SETTINGS.get(lang), POLICY, None, lang),
    ]];
    rows.extend(EntityKind::ALL.map(|kind| {
        let label = kind.label().get(lang);
        [
            format!("`{}`", kind.pattern()),
            format!("[{label}](#{})", super::anchor(label)),
        ]
    }));
    sheet.table([FILE, HOLDS], &rows, lang);
    sheet.paragraph(NAMES.get(lang));
    codes(&mut sheet, lang);
    limits(&mut sheet, lang);
    for kind in EntityKind::ALL {
        sheet.heading(2, kind.label().get(lang));
        sheet.paragraph(&format!("`{}`", kind.pattern()));
        let commands: Vec<String> = writers(kind)
            .iter()
            .map(|name| format!("`{name}`"))
            .collect();
        let text = match kind {
            EntityKind::Acknowledgement
            | EntityKind::DisposalCertificate
            | EntityKind::SnapshotEntry => BY_ACTS,
            _ => BY_HAND,
        };
        sheet.paragraph(&text.with("commands", commands).render(lang));
        match kind {
            EntityKind::Template => sheet.paragraph(FREE.get(lang)),
            _ => sheet.table(
                [KEY, NEED, TYPE, MEANING],
                &rows_of(table(kind), lang),
                lang,
            ),
        }
    }
    sheet.page(FILES, lang)
}

/// The commands that write a kind of file, the one that makes it first.
fn writers(kind: EntityKind) -> &'static [&'static str] {
    match kind {
        EntityKind::Actor => &[
            "qms init",
            "qms actor add",
            "qms actor role",
            "qms actor key",
        ],
        EntityKind::Process => &["qms new"],
        EntityKind::Document => &[
            "qms new",
            "qms revise",
            "qms edit",
            "qms approve",
            "qms validate",
            "qms reject",
            "qms review",
            "qms withdraw",
        ],
        EntityKind::Record => &["qms new", "qms close", "qms archive", "qms hold"],
        EntityKind::Acknowledgement => &["qms ack"],
        EntityKind::Ticket => &[
            "qms smac open",
            "qms smac analyse",
            "qms smac act",
            "qms smac done",
            "qms smac judge",
            "qms smac answer",
            "qms smac edit",
            "qms smac requalify",
            "qms smac close",
            "qms smac reopen",
            "qms hold",
        ],
        EntityKind::RecordSeries | EntityKind::ExternalDocument => &["qms new"],
        EntityKind::WatchItem => &["qms new", "qms watch log"],
        EntityKind::Indicator => &["qms new", "qms indicator set"],
        EntityKind::DisposalCertificate => &["qms destroy"],
        EntityKind::SnapshotEntry => &["qms snapshot create"],
        EntityKind::Template => &["qms init"],
    }
}

/// The codes of the default types.
fn codes(sheet: &mut Sheet, lang: Lang) {
    const TITLE: Text = Text {
        en: "Codes",
        fr: "Codes",
    };
    const WIDTHS: Text = Text {
        en: "The code is the file's name. Widths are minimums: V9 is followed by V10. A number is never given twice. Types and widths come from {policy}; by default:",
        fr: "Le code est le nom du fichier. Les largeurs sont des minimums\u{a0}: V10 suit V9. Un numéro n'est jamais donné deux fois. Types et largeurs viennent de {policy}\u{a0}; par défaut\u{a0}:",
    };
    const NAME: Text = Text {
        en: "Name",
        fr: "Nom",
    };
    const CLASS: Text = Text {
        en: "Class",
        fr: "Classe",
    };
    const EXAMPLE: Text = Text {
        en: "Example",
        fr: "Exemple",
    };
    let policy = default_policy();
    sheet.heading(2, TITLE.get(lang));
    let place = link("`qms.yaml`", POLICY, Some("types"), lang);
    sheet.paragraph(&WIDTHS.with("policy", place).render(lang));
    let mut rows: Vec<[String; 4]> = Vec::new();
    let types = policy.types.iter().map(|kind| (&kind.id, &kind.name));
    let tickets = policy.tickets.iter().map(|kind| (&kind.id, &kind.name));
    for (id, name) in types.chain(tickets) {
        let (Some(class), Some(shape)) = (policy.codes.class(id), policy.codes.shape(id)) else {
            continue;
        };
        let example = match shape {
            CodeShape::Versioned { .. } => {
                let document = crate::model::code::DocumentId {
                    kind: id.clone(),
                    number: 12,
                };
                Code::version_of(&document, 1, shape)
            }
            CodeShape::Yearly { sequence } => Code::yearly(id, 2026, 7, sequence),
        };
        rows.push([
            format!("`{id}`"),
            format!("`{name}`"),
            class_label(class).get(lang).to_owned(),
            format!("`{example}`"),
        ]);
    }
    sheet.table([TYPE, NAME, CLASS, EXAMPLE], &rows, lang);
}

fn class_label(class: Class) -> Text {
    match class {
        Class::Document => Text {
            en: "document",
            fr: "document",
        },
        Class::Record => Text {
            en: "record",
            fr: "enregistrement",
        },
        Class::Ticket => Text {
            en: "ticket",
            fr: "fiche",
        },
        Class::Certificate => Text {
            en: "certificate",
            fr: "certificat",
        },
    }
}

fn limits(sheet: &mut Sheet, lang: Lang) {
    const TITLE: Text = Text {
        en: "Limits",
        fr: "Limites",
    };
    const FRONT: Text = Text {
        en: "front-matter: {size} KiB (`tailles.front-matter`)",
        fr: "front-matter\u{a0}: {size} Kio (`tailles.front-matter`)",
    };
    const WHOLE: Text = Text {
        en: "a file: {size} KiB (`tailles.document`)",
        fr: "un fichier\u{a0}: {size} Kio (`tailles.document`)",
    };
    const NESTED: Text = Text {
        en: "lists and mappings inside one another: {depth}; keys and values: {nodes}",
        fr: "listes et tables imbriquées\u{a0}: {depth}\u{a0}; clés et valeurs\u{a0}: {nodes}",
    };
    const STRICT: Text = Text {
        en: "no anchors, aliases, merge keys, tags or second document; nothing goes on at column 0",
        fr: "ni ancres, ni alias, ni clés de fusion, ni étiquettes, ni second document\u{a0}; rien ne continue en colonne 0",
    };
    let sizes = default_policy().sizes;
    let yaml = yaml::Limits::default();
    let shown = |count: usize| number(i64::try_from(count).unwrap_or(i64::MAX), lang);
    sheet.heading(2, TITLE.get(lang));
    sheet.item(
        &FRONT
            .with("size", shown(sizes.front_matter / 1024))
            .render(lang),
    );
    sheet.item(
        &WHOLE
            .with("size", shown(sizes.document / 1024))
            .render(lang),
    );
    let nested = NESTED.with("depth", shown(yaml.depth));
    sheet.item(&nested.with("nodes", shown(yaml.nodes)).render(lang));
    sheet.item(STRICT.get(lang));
}

const SETTINGS: Text = Text {
    en: "Policy: qms.yaml",
    fr: "Politique\u{a0}: qms.yaml",
};

fn settings(lang: Lang) -> Page {
    const INTRODUCTION: Text = Text {
        en: "Every key has a default: an empty file is a whole policy. Mappings merge with the default key by key, lists replace it, `null` removes one entry (`PR: null`). Unknown keys are findings.",
        fr: "Toute clé a une valeur par défaut\u{a0}: un fichier vide est une politique entière. Les tables se fondent clé à clé avec les valeurs par défaut, les listes les remplacent, `null` en retire une (`PR: null`). Une clé inconnue est un constat.",
    };
    const DEFAULT: Text = Text {
        en: "By default:",
        fr: "Par défaut\u{a0}:",
    };
    const NONE: Text = Text {
        en: "By default: none.",
        fr: "Par défaut\u{a0}: rien.",
    };
    let mut sheet = Sheet::new(SETTINGS.get(lang));
    sheet.paragraph(INTRODUCTION.get(lang));
    for field in policy::TABLE {
        sheet.heading(2, field.name);
        let (meaning, kind) = (field.meaning.get(lang), shape(&field.shape, lang));
        sheet.paragraph(&format!(
            "{meaning}. {}{}{kind}.",
            TYPE.get(lang),
            colon(lang)
        ));
        let below = rows_below("", &field.shape, lang);
        sheet.table([KEY, NEED, TYPE, MEANING], &below, lang);
        let default = default_of(field.name);
        match default.is_empty() {
            true => sheet.paragraph(NONE.get(lang)),
            false => {
                sheet.paragraph(DEFAULT.get(lang));
                sheet.block("yaml", &default);
            }
        }
    }
    sheet.page(POLICY, lang)
}

/// The lines of a key in the default policy, remarks left out.
fn default_of(key: &str) -> String {
    let start = format!("{key}:");
    let lines = policy::DEFAULT.lines();
    let lines = lines.skip_while(|line| !line.starts_with(&start));
    let own = lines
        .enumerate()
        .take_while(|(rank, line)| *rank == 0 || line.starts_with(' '));
    let bare: Vec<&str> = own
        .map(|(_, line)| line.split("  #").next().unwrap_or_default().trim_end())
        .collect();
    bare.join("\n")
}

/// The keys of a table, those of its mappings under their names.
fn rows_of(table: &'static [Field], lang: Lang) -> Vec<[String; 4]> {
    rows_under("", table, lang)
}

fn rows_under(prefix: &str, table: &'static [Field], lang: Lang) -> Vec<[String; 4]> {
    let mut rows = Vec::new();
    for field in table {
        let name = format!("{prefix}{}", field.name);
        rows.push([
            format!("`{name}`"),
            need(field.need).get(lang).to_owned(),
            shape(&field.shape, lang),
            field.meaning.get(lang).to_owned(),
        ]);
        rows.extend(rows_below(&name, &field.shape, lang));
    }
    rows
}

/// The keys of what a value is made of.
fn rows_below(name: &str, shape: &'static Shape, lang: Lang) -> Vec<[String; 4]> {
    let inside = |mark: &str| match name {
        "" => mark.trim_start_matches('.').to_owned(),
        name => format!("{name}{mark}"),
    };
    match shape {
        Shape::Map(table) => rows_under(&inside("."), table, lang),
        Shape::List(inner) | Shape::OneOrMany(inner) => match inner {
            Shape::Map(table) => rows_under(&inside("[]."), table, lang),
            other => rows_below(&inside("[]"), other, lang),
        },
        Shape::MapOf(inner) => match inner {
            Shape::Map(table) => rows_under(&inside(".*."), table, lang),
            other => rows_below(&inside(".*"), other, lang),
        },
        Shape::Either(first, second) => {
            let mut rows = rows_below(name, first, lang);
            rows.extend(rows_below(name, second, lang));
            rows
        }
        _ => Vec::new(),
    }
}

fn need(need: Need) -> Text {
    match need {
        Need::Required => Text {
            en: "required",
            fr: "obligatoire",
        },
        Need::Optional => Text {
            en: "optional",
            fr: "facultative",
        },
        Need::Act => Text {
            en: "by acts",
            fr: "par les actes",
        },
    }
}

/// What a value must be, in words.
fn shape(shape: &Shape, lang: Lang) -> String {
    const ONE_OR_MANY: Text = Text {
        en: "{one}, or a list of them",
        fr: "{one}, ou une liste",
    };
    const LIST: Text = Text {
        en: "list: {one}",
        fr: "liste\u{a0}: {one}",
    };
    const MAP_OF: Text = Text {
        en: "mapping, each value: {one}",
        fr: "table, chaque valeur\u{a0}: {one}",
    };
    const EITHER: Text = Text {
        en: "{first}, or {second}",
        fr: "{first}, ou {second}",
    };
    let of = |text: Text, inner: &Shape| text.with("one", self::shape(inner, lang)).render(lang);
    let word = match shape {
        Shape::OneOrMany(inner) => return of(ONE_OR_MANY, inner),
        Shape::List(inner) => return of(LIST, inner),
        Shape::MapOf(inner) => return of(MAP_OF, inner),
        Shape::Either(first, second) => {
            let text = EITHER.with("first", self::shape(first, lang));
            return text.with("second", self::shape(second, lang)).render(lang);
        }
        Shape::Choice(values) => {
            let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
            return values.join(", ");
        }
        Shape::Text => Text {
            en: "text",
            fr: "texte",
        },
        Shape::Actor => Text {
            en: "id of an actor",
            fr: "identifiant d'un acteur",
        },
        Shape::Process => Text {
            en: "code of a process",
            fr: "code d'un processus",
        },
        Shape::Code => Text {
            en: "code",
            fr: "code",
        },
        Shape::Series => Text {
            en: "slug of a record series",
            fr: "slug d'une série d'enregistrements",
        },
        Shape::Role => Text {
            en: "role of qms.yaml",
            fr: "rôle de qms.yaml",
        },
        Shape::Audience => Text {
            en: "audience or role of qms.yaml",
            fr: "public ou rôle de qms.yaml",
        },
        Shape::Date => Text {
            en: "day, such as `2026-11-21`",
            fr: "jour, tel que `2026-11-21`",
        },
        Shape::Period => Text {
            en: "`2026`, `2026-S1`, `2026-T4`, `2026-11` or a day",
            fr: "`2026`, `2026-S1`, `2026-T4`, `2026-11` ou un jour",
        },
        Shape::Integer => Text {
            en: "whole number",
            fr: "nombre entier",
        },
        Shape::Number => Text {
            en: "number",
            fr: "nombre",
        },
        Shape::Fingerprint => Text {
            en: "16 hexadecimal digits, quoted",
            fr: "16 chiffres hexadécimaux, entre guillemets",
        },
        Shape::Duration => Text {
            en: "duration, such as `3 ans`",
            fr: "durée, telle que `3 ans`",
        },
        Shape::Map(_) => Text {
            en: "keys of its own",
            fr: "clés qui lui sont propres",
        },
        Shape::Any => same("…"),
    };
    word.get(lang).to_owned()
}
