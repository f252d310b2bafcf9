//! Text and file names are UTF-8 in composed form (NFC), without byte order mark or control characters.
//!
//! ## Why
//!
//! What was approved must read the same on every screen, and be found by every search (ISO 9001
//! §7.5.3.1). A letter and its accent as two characters look like one and are not; a direction
//! character shows another order of words than the one that is signed.
//!
//! ## Wrong
//!
//! The title is typed with each accent apart from its letter:
//!
//! ```md documents/MO/MO-00391-V01.md
//! ---
//! code: MO-00391-V01
//! titre: Procédure des non-conformités
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Right
//!
//! ```md documents/MO/MO-00391-V01.md
//! ---
//! code: MO-00391-V01
//! titre: Procédure des non-conformités
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {F008: off | info | warning | error}` in qms.yaml; `error` by default.

use super::flaws;
use crate::corpus::FileState;
use crate::parse::defect::Defect;
use crate::parse::plain::{HygieneDefectKind, hygiene};
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "F008",
    severity: Severity::Error,
    message: Text {
        en: "a letter and its accent are two characters here",
        fr: "une lettre et son accent sont ici deux caractères",
    },
    help: Text {
        en: "convert the file to NFC, or type the word again",
        fr: "convertir le fichier en NFC, ou retaper le mot",
    },
    pages: [
        include_str!("f008_text_not_clean.rs"),
        include_str!("f008_text_not_clean.fr.md"),
    ],
    check: Check::Tree(check),
};

const NOT_UTF8: Text = Text {
    en: "the file is not UTF-8",
    fr: "le fichier n'est pas en UTF-8",
};
const CONVERT: Text = Text {
    en: "save it as UTF-8 (`iconv -f WINDOWS-1252 -t UTF-8` converts most old files)",
    fr: "l'enregistrer en UTF-8 (`iconv -f WINDOWS-1252 -t UTF-8` convertit la plupart des anciens fichiers)",
};
const BOM: Text = Text {
    en: "a byte order mark stands in the file",
    fr: "une marque d'ordre des octets se trouve dans le fichier",
};
const SAVE_PLAIN: Text = Text {
    en: "save it as \"UTF-8 without BOM\"",
    fr: "l'enregistrer en « UTF-8 sans BOM »",
};
const CONTROL: Text = Text {
    en: "a control or direction character, {character}, stands in the text",
    fr: "un caractère de commande ou de direction, {character}, se trouve dans le texte",
};
const DELETE: Text = Text {
    en: "delete it",
    fr: "le supprimer",
};
const NAME_NOT_UTF8: Text = Text {
    en: "the name `{path}` is not UTF-8: its doubtful bytes are shown as `�`",
    fr: "le nom `{path}` n'est pas en UTF-8 : ses octets douteux sont montrés par `�`",
};
const NAME_NOT_CLEAN: Text = Text {
    en: "the name `{path}` is not in composed form (NFC), or holds a control character",
    fr: "le nom `{path}` n'est pas sous forme composée (NFC), ou contient un caractère de commande",
};
const RENAME: Text = Text {
    en: "rename it with letters, digits, `.`, `_` and `-` alone",
    fr: "le renommer avec des lettres, des chiffres, `.`, `_` et `-` seulement",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for flaw in flaws(corpus) {
        let Defect::Hygiene(kind) = flaw.defect else {
            continue;
        };
        let finding = flaw.report(found);
        let (message, help) = words(*kind);
        finding.saying(message).helped_by(help);
        if let HygieneDefectKind::Control(character) = kind {
            finding.with("character", format!("U+{:04X}", u32::from(*character)));
        }
    }
    for file in corpus.files() {
        if file.state == FileState::NameNotUtf8 {
            found
                .at(file.whole())
                .with("path", &*file.path)
                .saying(NAME_NOT_UTF8)
                .helped_by(RENAME);
        } else if !hygiene(file.path.as_bytes()).1.is_empty()
            || file.path.contains(['\t', '\n', '\r'])
        {
            found
                .at(file.whole())
                .with("path", &*file.path)
                .saying(NAME_NOT_CLEAN)
                .helped_by(RENAME);
        }
    }
}

fn words(kind: HygieneDefectKind) -> (Text, Text) {
    match kind {
        HygieneDefectKind::NotUtf8 => (NOT_UTF8, CONVERT),
        HygieneDefectKind::Bom => (BOM, SAVE_PLAIN),
        HygieneDefectKind::NotNfc => (RULE.message, RULE.help),
        HygieneDefectKind::Control(_) => (CONTROL, DELETE),
    }
}
