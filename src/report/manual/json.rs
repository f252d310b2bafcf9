//! The answers in JSON: every key at their top.

use super::{JSON, MEANING, Page, Sheet};
use crate::report::json::keys::KEYS;
use crate::text::{Lang, Text};

/// The page.
pub(super) fn page(lang: Lang) -> Page {
    const TITLE: Text = Text {
        en: "Answers in JSON",
        fr: "Réponses en JSON",
    };
    const CONTRACT: Text = Text {
        en: "With `--format json` every answer is one object. Keys are English, dates ISO 8601, what is absent is null. Within `\"schema\": 1` a key is added, never renamed or dropped.",
        fr: "Avec `--format json`, toute réponse est un objet. Les clés sont en anglais, les dates en ISO 8601, ce qui manque vaut null. Tant que `\"schema\"` vaut `1`, des clés s'ajoutent, aucune n'est renommée ni retirée.",
    };
    const KEY: Text = Text {
        en: "Key",
        fr: "Clé",
    };
    const COMMANDS: Text = Text {
        en: "Answers of",
        fr: "Réponses de",
    };
    const ALL: Text = Text {
        en: "every command",
        fr: "toutes les commandes",
    };
    let mut sheet = Sheet::new(TITLE.get(lang));
    sheet.paragraph(CONTRACT.get(lang));
    let rows: Vec<[String; 3]> = KEYS
        .iter()
        .map(|key| {
            let commands: Vec<String> = key
                .commands
                .iter()
                .map(|name| format!("`{name}`"))
                .collect();
            let commands = match commands.is_empty() {
                true => ALL.get(lang).to_owned(),
                false => commands.join(", "),
            };
            [
                format!("`{}`", key.name),
                key.meaning.get(lang).to_owned(),
                commands,
            ]
        })
        .collect();
    sheet.table([KEY, MEANING, COMMANDS], &rows, lang);
    sheet.page(JSON, lang)
}
