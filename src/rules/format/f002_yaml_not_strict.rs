//! The front-matter is strict YAML within the limits of qms.yaml, and its workflow keys are written plainly.
//!
//! ## Why
//!
//! What an approver reads, what is signed and what a program understands must be the same text (ISO
//! 9001 §7.5.3.2). Anchors, tags, a second document or a scalar that goes on at the beginning of a
//! line let one text be read in two ways; a file without bounds could not be checked at all.
//!
//! ## Wrong
//!
//! ```md documents/MO/MO-00391-V01.md
//! ---
//! code: MO-00391-V01
//! titre: &titre Traitement des non-conformités
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
//! titre: Traitement des non-conformités
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
//! `regles: {F002: off | info | warning | error}` in qms.yaml; `error` by default. Limits:
//! `tailles: {front-matter: 64 KiB, document: 5 MiB}`.

use super::{flaws, whole};
use crate::corpus::FileState;
use crate::diagnostic::Place;
use crate::parse::defect::Defect;
use crate::parse::yaml::YamlDefectKind;
use crate::rules::Finding;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "F002",
    severity: Severity::Error,
    message: Text {
        en: "the front-matter is not YAML here",
        fr: "l'en-tête n'est pas du YAML à cet endroit",
    },
    help: Text {
        en: "write one `key: value` a line, and put the value between double quotes",
        fr: "écrire une `clé: valeur` par ligne, et mettre la valeur entre guillemets doubles",
    },
    pages: [
        include_str!("f002_yaml_not_strict.rs"),
        include_str!("f002_yaml_not_strict.fr.md"),
    ],
    check: Check::Tree(check),
};

const SHORTEN: Text = Text {
    en: "shorten it, or raise the limit under `tailles` in qms.yaml",
    fr: "le raccourcir, ou relever la limite sous `tailles` dans qms.yaml",
};
const SIMPLIFY: Text = Text {
    en: "write it in a simpler way",
    fr: "l'écrire plus simplement",
};
const QUOTE: Text = Text {
    en: "put the whole value between double quotes",
    fr: "mettre toute la valeur entre guillemets doubles",
};
const IN_FULL: Text = Text {
    en: "write the value out, here and wherever it is needed",
    fr: "écrire la valeur en toutes lettres, ici et partout où il la faut",
};
const LEAVE_OUT: Text = Text {
    en: "delete it",
    fr: "le supprimer",
};
const LEFT_TO_QMS: Text = Text {
    en: "leave the workflow keys to `qms`: `git checkout` gives the block back as it was written",
    fr: "laisser les clés de circuit à `qms` : `git checkout` rend le bloc tel qu'il a été écrit",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for flaw in flaws(corpus) {
        match flaw.defect {
            // Told by F003.
            Defect::Yaml(YamlDefectKind::DuplicateKey { .. }) => {}
            Defect::Yaml(kind) => {
                word(flaw.report(found), *kind);
            }
            Defect::TooLarge { size, limit } => {
                too_large(flaw.report(found), *size, *limit);
            }
            _ => {}
        }
    }
    if let Some(policy) = corpus.policy_file()
        && let FileState::TooLarge { size, limit } = policy.state
    {
        too_large(found.at(Place::file(&policy.path)), size, limit);
    }
    for file in corpus.files() {
        if let FileState::TooLarge { size, limit } = file.state {
            too_large(whole(found, file), size, limit);
        }
    }
}

fn too_large(finding: &mut Finding, size: u64, limit: u64) {
    finding
        .with("size", count(size))
        .with("limit", count(limit))
        .saying(FILE_TOO_LARGE)
        .helped_by(SHORTEN);
}

fn count(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

pub(super) fn word(finding: &mut Finding, kind: YamlDefectKind) {
    let (message, help) = words(kind);
    finding.saying(message).helped_by(help);
    match kind {
        YamlDefectKind::TooLarge { bytes, limit } => {
            finding.with("size", bytes).with("limit", limit)
        }
        YamlDefectKind::TooDeep { limit } | YamlDefectKind::TooManyNodes { limit } => {
            finding.with("limit", limit)
        }
        YamlDefectKind::Control(character) => {
            finding.with("character", format!("U+{:04X}", u32::from(character)))
        }
        YamlDefectKind::ReservedCharacter(character) => {
            finding.with("character", character.to_string())
        }
        YamlDefectKind::WorkflowSpelling(key) | YamlDefectKind::WorkflowExtent(key) => {
            finding.with("key", key.as_str())
        }
        _ => finding,
    };
}

const FILE_TOO_LARGE: Text = Text {
    en: "the file has {size} bytes, more than the {limit} allowed: it was not read",
    fr: "le fichier a {size} octets, plus que les {limit} permis : il n'a pas été lu",
};

/// What is wrong, and what puts it right.
fn words(kind: YamlDefectKind) -> (Text, Text) {
    match kind {
        YamlDefectKind::TooLarge { .. } => (
            Text {
                en: "the front-matter has {size} bytes, more than the {limit} allowed",
                fr: "l'en-tête a {size} octets, plus que les {limit} permis",
            },
            SHORTEN,
        ),
        YamlDefectKind::TooDeep { .. } => (
            Text {
                en: "lists and maps stand more than {limit} deep in one another",
                fr: "des listes et des tables s'emboîtent sur plus de {limit} niveaux",
            },
            SIMPLIFY,
        ),
        YamlDefectKind::TooManyNodes { .. } => (
            Text {
                en: "the front-matter holds more than {limit} values",
                fr: "l'en-tête contient plus de {limit} valeurs",
            },
            SIMPLIFY,
        ),
        YamlDefectKind::NotAMapping => (
            Text {
                en: "the front-matter holds no keys",
                fr: "l'en-tête ne contient pas de clés",
            },
            Text {
                en: "write one `key: value` a line",
                fr: "écrire une `clé: valeur` par ligne",
            },
        ),
        YamlDefectKind::Anchor => (
            Text {
                en: "a word after `&` makes a YAML anchor",
                fr: "un mot après `&` fait une ancre YAML",
            },
            QUOTE_OR_IN_FULL,
        ),
        YamlDefectKind::Alias => (
            Text {
                en: "a word after `*` makes a YAML alias",
                fr: "un mot après `*` fait un renvoi YAML",
            },
            QUOTE_OR_IN_FULL,
        ),
        YamlDefectKind::MergeKey => (
            Text {
                en: "`<<` merges another mapping into this one",
                fr: "`<<` fond une autre table dans celle-ci",
            },
            IN_FULL,
        ),
        YamlDefectKind::Tag => (
            Text {
                en: "a word after `!` makes a YAML tag",
                fr: "un mot après `!` fait une étiquette YAML",
            },
            QUOTE,
        ),
        YamlDefectKind::Directive => (
            Text {
                en: "a line that begins with `%` is a YAML directive",
                fr: "une ligne qui commence par `%` est une directive YAML",
            },
            LEAVE_OUT,
        ),
        YamlDefectKind::SecondDocument => (
            Text {
                en: "a second YAML document begins inside the front-matter",
                fr: "un second document YAML commence dans l'en-tête",
            },
            LEAVE_OUT,
        ),
        YamlDefectKind::Tab => (
            Text {
                en: "a tab indents this line",
                fr: "une tabulation décale cette ligne",
            },
            Text {
                en: "indent with spaces",
                fr: "décaler avec des espaces",
            },
        ),
        YamlDefectKind::ComplexKey => (
            Text {
                en: "a key is not one text on one line, followed by its colon",
                fr: "une clé n'est pas un texte d'une ligne suivi de son deux-points",
            },
            SIMPLIFY,
        ),
        YamlDefectKind::ColumnZero => (
            Text {
                en: "a value goes on at the beginning of a line, where a key belongs",
                fr: "une valeur se poursuit en début de ligne, là où une clé est attendue",
            },
            Text {
                en: "indent the lines that continue a value by two spaces",
                fr: "décaler de deux espaces les lignes qui poursuivent une valeur",
            },
        ),
        YamlDefectKind::DuplicateKey { .. } => (
            Text {
                en: "a key is there twice",
                fr: "une clé est écrite deux fois",
            },
            LEAVE_OUT,
        ),
        YamlDefectKind::Control(_) => (
            Text {
                en: "a control character, {character}, stands in the front-matter",
                fr: "un caractère de commande, {character}, se trouve dans l'en-tête",
            },
            LEAVE_OUT,
        ),
        YamlDefectKind::UnquotedColon => (
            Text {
                en: "an unquoted text holds a colon and a space, which begin a value",
                fr: "un texte sans guillemets contient un deux-points suivi d'une espace, qui annonce une valeur",
            },
            QUOTE,
        ),
        YamlDefectKind::ReservedCharacter(_) => (
            Text {
                en: "an unquoted text begins with `{character}`, which YAML keeps for itself",
                fr: "un texte sans guillemets commence par `{character}`, que YAML se réserve",
            },
            QUOTE,
        ),
        YamlDefectKind::Unclosed => (
            Text {
                en: "a quote or bracket is opened and never closed",
                fr: "un guillemet ou un crochet est ouvert et jamais fermé",
            },
            Text {
                en: "close it on the same line",
                fr: "le fermer sur la même ligne",
            },
        ),
        YamlDefectKind::Indentation => (
            Text {
                en: "this line does not align with those before it",
                fr: "cette ligne n'est pas alignée sur les précédentes",
            },
            Text {
                en: "indent the items of one list or map alike",
                fr: "décaler de la même façon tous les éléments d'une liste ou d'une table",
            },
        ),
        YamlDefectKind::Conflict => (
            Text {
                en: "two changes to the same lines meet here: git left both between `<<<<<<<` and `>>>>>>>`",
                fr: "deux modifications des mêmes lignes se rencontrent ici : git a laissé les deux entre `<<<<<<<` et `>>>>>>>`",
            },
            Text {
                en: "keep what is right, delete the lines of signs, then `git add` the file and commit",
                fr: "garder ce qui est juste, supprimer les lignes de signes, puis `git add` du fichier et commit",
            },
        ),
        YamlDefectKind::Syntax => (RULE.message, RULE.help),
        YamlDefectKind::WorkflowSpelling(_) => (
            Text {
                en: "the workflow key `{key}` is not written plainly at the beginning of its line",
                fr: "la clé de circuit `{key}` n'est pas écrite simplement en début de ligne",
            },
            LEFT_TO_QMS,
        ),
        YamlDefectKind::WorkflowExtent(_) => (
            Text {
                en: "the lines of the workflow key `{key}` are not those that a signature leaves out",
                fr: "les lignes de la clé de circuit `{key}` ne sont pas celles qu'une signature laisse de côté",
            },
            LEFT_TO_QMS,
        ),
    }
}

const QUOTE_OR_IN_FULL: Text = Text {
    en: "put a text between double quotes; write a shared value out wherever it is needed",
    fr: "mettre un texte entre guillemets doubles ; écrire une valeur commune partout où il la faut",
};
