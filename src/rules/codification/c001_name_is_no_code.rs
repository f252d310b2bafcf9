//! The name of a file is a well-formed code of a type that its folder holds.
//!
//! ## Why
//!
//! A document is identified by its code wherever it is quoted, printed or destroyed (ISO 9001
//! §7.5.2): one spelling, with the widths of its type, known to all. Actors, processes and rows of
//! registers are named by an id, a code or a slug of their own grammar.
//!
//! ## Wrong
//!
//! ```md documents/PR/PR-1-V1.md
//! ---
//! code: PR-01-V1
//! titre: Prise en charge
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
//! ```md documents/PR/PR-01-V1.md
//! ---
//! code: PR-01-V1
//! titre: Prise en charge
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
//! `regles: {C001: off | info | warning | error}` in qms.yaml; `error` by default.

use crate::corpus::{File, FileState};
use crate::model::code::{Class, Code, CodeDefect, DocumentId, Shape};
use crate::model::layout::{EntityKind, stem};
use crate::model::names::slug;
use crate::parse::fields::{is_actor_id, is_process_code};
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "C001",
    severity: Severity::Error,
    message: Text {
        en: "`{name}` is not a code: no type of `{folder}` begins it",
        fr: "`{name}` n'est pas un code : aucun type de `{folder}` ne le commence",
    },
    help: Text {
        en: "begin the name with one of {types}, or declare its type in qms.yaml",
        fr: "commencer le nom par l'un de : {types}, ou déclarer son type dans qms.yaml",
    },
    pages: [
        include_str!("c001_name_is_no_code.rs"),
        include_str!("c001_name_is_no_code.fr.md"),
    ],
    check: Check::Tree(check),
};

const NOT_CANONICAL: Text = Text {
    en: "`{name}` does not have the widths and case of its type: its code is `{right}`",
    fr: "`{name}` n'a pas les largeurs et la casse de son type : son code est `{right}`",
};
const SHAPE: Text = Text {
    en: "`{name}` does not have the shape of its type: `{right}`",
    fr: "`{name}` n'a pas la forme de son type : `{right}`",
};
const RESHAPE: Text = Text {
    en: "rename it after that example; its next free number is given by `qms new`",
    fr: "le renommer sur ce modèle ; `qms new` donne le prochain numéro libre",
};
const OTHER_CLASS: Text = Text {
    en: "`{name}` is of a type that `{folder}` does not hold",
    fr: "`{name}` est d'un type que `{folder}` ne contient pas",
};
const ACTOR: Text = Text {
    en: "`{name}` is not an actor's id: lower case letters, digits and `-`",
    fr: "`{name}` n'est pas un identifiant d'acteur : minuscules, chiffres et `-`",
};
const PROCESS: Text = Text {
    en: "`{name}` is not a process code: capitals, digits and `-`",
    fr: "`{name}` n'est pas un code de processus : majuscules, chiffres et `-`",
};
const SLUG: Text = Text {
    en: "`{name}` is not a slug: lower case letters and digits, one `-` between words",
    fr: "`{name}` n'est pas un libellé court : minuscules et chiffres, un seul `-` entre les mots",
};
const TEMPLATE: Text = Text {
    en: "`{name}` is no type of qms.yaml: its template serves nothing",
    fr: "`{name}` n'est pas un type de qms.yaml : son modèle ne sert à rien",
};
const RECEIPT: Text = Text {
    en: "`{name}` is not the code of a version: a read receipt stands under the version read",
    fr: "`{name}` n'est pas le code d'une version : un accusé de lecture se range sous la version lue",
};
const RENAME: Text = Text {
    en: "rename it: `git mv {path} {target}`",
    fr: "le renommer : `git mv {path} {target}`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for file in corpus.files() {
        let Some(kind) = file.kind else { continue };
        if !matches!(
            file.state,
            FileState::Plain | FileState::Executable | FileState::TooLarge { .. }
        ) {
            continue;
        }
        let name = stem(&file.path);
        let right = match kind {
            EntityKind::Document => coded(corpus, file, Class::Document, found),
            EntityKind::Record => coded(corpus, file, Class::Record, found),
            EntityKind::Ticket => coded(corpus, file, Class::Ticket, found),
            EntityKind::DisposalCertificate => coded(corpus, file, Class::Certificate, found),
            EntityKind::Actor => (!is_actor_id(name)).then(|| (ACTOR, slug(name))),
            EntityKind::Process => {
                (!is_process_code(name)).then(|| (PROCESS, slug(name).to_uppercase()))
            }
            EntityKind::Acknowledgement => receipt(corpus, file, found),
            EntityKind::Template => template(corpus, file, found),
            EntityKind::SnapshotEntry => None,
            EntityKind::RecordSeries
            | EntityKind::ExternalDocument
            | EntityKind::WatchItem
            | EntityKind::Indicator => (slug(name) != name).then(|| (SLUG, slug(name))),
        };
        if let Some((words, right)) = right {
            let target = format!("{}/{right}.md", folder(&file.path));
            found
                .at(file.whole())
                .with("name", name)
                .with("right", right)
                .with("path", &*file.path)
                .with("target", target)
                .saying(words)
                .helped_by(RENAME);
        }
    }
}

/// The name that a coded file should have; what no name can put right is reported here.
fn coded(corpus: &Corpus, file: &File, class: Class, found: &mut Found) -> Option<(Text, String)> {
    let codes = &corpus.policy().codes;
    let name = stem(&file.path);
    let top = file.path.split('/').next().unwrap_or_default();
    match codes.canonical(name) {
        Ok(code) if codes.class(code.kind()) == Some(class) => None,
        Err(CodeDefect::NotCanonical) => Some((NOT_CANONICAL, file.code()?.to_string())),
        Err(CodeDefect::Shape(shape)) => {
            let kind = name
                .split('-')
                .next()
                .unwrap_or_default()
                .trim()
                .to_uppercase();
            let finding = found.at(file.whole());
            finding
                .with("name", name)
                .with("right", example(&kind, shape))
                .saying(SHAPE)
                .helped_by(RESHAPE);
            None
        }
        defect => {
            let finding = found.at(file.whole());
            finding
                .with("name", name)
                .with("folder", top)
                .with("types", types(corpus, class));
            if defect.is_ok() {
                finding.saying(OTHER_CLASS);
            }
            None
        }
    }
}

fn example(kind: &str, shape: Shape) -> String {
    match shape {
        Shape::Versioned { .. } => Code::version_of(
            &DocumentId {
                kind: kind.into(),
                number: 1,
            },
            1,
            shape,
        )
        .to_string(),
        Shape::Yearly { sequence } => Code::yearly(kind, 2026, 1, sequence).to_string(),
    }
}

fn types(corpus: &Corpus, class: Class) -> Vec<String> {
    let policy = corpus.policy();
    match class {
        Class::Document | Class::Record => policy
            .types
            .iter()
            .filter(|kind| kind.class == class)
            .map(|kind| format!("`{}`", kind.id))
            .collect(),
        Class::Ticket => policy
            .tickets
            .iter()
            .map(|kind| format!("`{}`", kind.id))
            .collect(),
        Class::Certificate => vec!["`DEST`".to_owned()],
    }
}

fn receipt(corpus: &Corpus, file: &File, found: &mut Found) -> Option<(Text, String)> {
    let version = folder(&file.path).rsplit('/').next().unwrap_or_default();
    if corpus
        .policy()
        .codes
        .canonical(version)
        .ok()
        .and_then(|code| code.document())
        .is_none()
    {
        let right = corpus
            .policy()
            .codes
            .shape("MO")
            .map(|shape| example("MO", shape))
            .unwrap_or_default();
        found
            .at(file.whole())
            .with("name", version)
            .with("right", right)
            .saying(RECEIPT)
            .helped_by(RESHAPE_RECEIPT);
        return None;
    }
    let name = stem(&file.path);
    (!is_actor_id(name)).then(|| (ACTOR, slug(name)))
}

const RESHAPE_RECEIPT: Text = Text {
    en: "`qms ack CODE` writes the receipt at its place",
    fr: "`qms ack CODE` écrit l'accusé à sa place",
};

fn template(corpus: &Corpus, file: &File, found: &mut Found) -> Option<(Text, String)> {
    let (name, policy) = (stem(&file.path), corpus.policy());
    if policy.document_type(name).is_none() && policy.ticket_kind(name).is_none() {
        let known = policy
            .types
            .iter()
            .map(|kind| &kind.id)
            .chain(policy.tickets.iter().map(|kind| &kind.id));
        let types: Vec<String> = known.map(|id| format!("`{id}`")).collect();
        found
            .at(file.whole())
            .with("name", name)
            .with("types", types)
            .saying(TEMPLATE);
    }
    None
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
