//! The actors, processes, series, roles and codes that a front-matter names exist.
//!
//! ## Why
//!
//! A responsibility given to nobody is not held, and a record of no series is kept for no time (ISO
//! 9001 §7.5.3.2). A code may also be that of what left by the rules: a certificate names it, or a
//! later version stands. What a controlled document refers to is judged by U301.
//!
//! ## Wrong
//!
//! ```md documents/MO/MO-00391-V01.md
//! ---
//! code: MO-00391-V01
//! titre: Traitement des non-conformités
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-papde
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
//! `regles: {F007: off | info | warning | error}` in qms.yaml; `error` by default. On a validated
//! version it is a warning: its text is revised, not changed.

use super::{named, whole};
use crate::corpus::{File, Target};
use crate::model::entity::Entity;
use crate::model::layout::{EntityKind, stem};
use crate::model::names::{Slug, nearest};
use crate::parse::fields::{Mention, MentionKind};
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "F007",
    severity: Severity::Error,
    message: Text {
        en: "no actor has the id `{name}`, named under `{key}`",
        fr: "aucun acteur n'a l'identifiant `{name}`, nommé sous `{key}`",
    },
    help: Text {
        en: "name a registered actor: `qms actor list`",
        fr: "nommer un acteur enregistré : `qms actor list`",
    },
    pages: [
        include_str!("f007_name_unknown.rs"),
        include_str!("f007_name_unknown.fr.md"),
    ],
    check: Check::Tree(check),
};

const DID_YOU_MEAN: Text = Text {
    en: "did you mean `{nearest}`?",
    fr: "vouliez-vous dire `{nearest}` ?",
};
const PROCESS: Text = Text {
    en: "no process has the code `{name}`, named under `{key}`",
    fr: "aucun processus n'a le code `{name}`, nommé sous `{key}`",
};
const ADD_PROCESS: Text = Text {
    en: "name a process of `processus/`, or make its card: `qms new processus {name}`",
    fr: "nommer un processus de `processus/`, ou créer sa fiche : `qms new processus {name}`",
};
const SERIES: Text = Text {
    en: "no record series has the name `{name}`, named under `{key}`",
    fr: "aucune série d'enregistrements ne porte le nom `{name}`, nommé sous `{key}`",
};
const ADD_SERIES: Text = Text {
    en: "name a file of `registres/enregistrements/`, or make it: `qms new serie {name}`",
    fr: "nommer un fichier de `registres/enregistrements/`, ou le créer : `qms new serie {name}`",
};
const ROLE: Text = Text {
    en: "qms.yaml has no role `{name}`, named under `{key}`",
    fr: "qms.yaml n'a pas de rôle `{name}`, nommé sous `{key}`",
};
const ADD_ROLE: Text = Text {
    en: "name a role listed under `roles` in qms.yaml, or add it there",
    fr: "nommer un rôle de la liste `roles` de qms.yaml, ou l'y ajouter",
};
const CODE: Text = Text {
    en: "`{name}`, named under `{key}`, is the code of nothing here, and of nothing that left by a certificate",
    fr: "`{name}`, nommé sous `{key}`, n'est le code de rien ici, ni de rien qui soit parti avec un certificat",
};
const OTHER_CODE: Text = Text {
    en: "name an existing code: `qms list` shows them",
    fr: "nommer un code qui existe : `qms list` les montre",
};
const NOT_A_CODE: Text = Text {
    en: "`{name}`, named under `{key}`, is not a code",
    fr: "`{name}`, nommé sous `{key}`, n'est pas un code",
};
const DEFAULT_SERIES: Text = Text {
    en: "files of type `{kind}` belong to the record series `{name}`, which does not exist",
    fr: "les fichiers de type `{kind}` relèvent de la série d'enregistrements `{name}`, qui n'existe pas",
};
const MAKE_SERIES: Text = Text {
    en: "make it, `qms new serie {name}`, or set another `serie` for the type in qms.yaml",
    fr: "la créer, `qms new serie {name}`, ou choisir une autre `serie` pour le type dans qms.yaml",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for file in corpus.files() {
        let Some(parsed) = &file.parsed else { continue };
        for mention in &parsed.mentions {
            if let Some((message, help, nearest)) = wrong(corpus, file, mention) {
                let finding = named(found.at(file.at(mention.span)), file.code());
                finding
                    .with("name", &*mention.name)
                    .with("key", mention.key)
                    .saying(message)
                    .helped_by(help);
                if let Some(nearest) = nearest {
                    finding.with("nearest", nearest).helped_by(DID_YOU_MEAN);
                }
            }
        }
    }
    default_series(corpus, found);
}

fn wrong(corpus: &Corpus, file: &File, mention: &Mention) -> Option<(Text, Text, Option<String>)> {
    let name = &*mention.name;
    match mention.kind {
        MentionKind::Actor if !corpus.has_actor(name) => {
            let near = nearest(
                name,
                corpus.actors().map(|(_, actor)| actor.id.value.as_str()),
            );
            Some((RULE.message, RULE.help, near.map(str::to_owned)))
        }
        MentionKind::Process if mention.key != "code" && !corpus.has_process(name) => {
            let near = nearest(
                name,
                corpus
                    .processes()
                    .map(|(_, process)| process.code.value.as_str()),
            );
            Some((PROCESS, ADD_PROCESS, near.map(str::to_owned)))
        }
        MentionKind::Series if corpus.series(&Slug::new(name)).is_none() => {
            let near = nearest(
                name,
                corpus
                    .entities(EntityKind::RecordSeries)
                    .map(|(row, _)| stem(&row.path)),
            );
            Some((SERIES, ADD_SERIES, near.map(str::to_owned)))
        }
        MentionKind::Role
            if !corpus
                .policy()
                .roles
                .iter()
                .any(|(role, _)| role.as_str() == name) =>
        {
            let near = nearest(
                name,
                corpus.policy().roles.iter().map(|(role, _)| role.as_str()),
            );
            Some((ROLE, ADD_ROLE, near.map(str::to_owned)))
        }
        MentionKind::Code if is_reference(file, mention) => {
            match corpus.policy().codes.lenient(name) {
                Err(_) => Some((NOT_A_CODE, OTHER_CODE, None)),
                Ok(reference) => {
                    let stands =
                        matches!(corpus.resolve(name), Target::Document(_) | Target::Other(_));
                    (!stands && !corpus.may_have_left(&reference))
                        .then_some((CODE, OTHER_CODE, None))
                }
            }
        }
        _ => None,
    }
}

/// Whether a code refers to another file: not the file's own, not what a certificate destroyed,
/// and not what a controlled document cites, which is the matter of U301.
fn is_reference(file: &File, mention: &Mention) -> bool {
    match file.kind {
        Some(EntityKind::Document | EntityKind::DisposalCertificate) | None => false,
        Some(EntityKind::Acknowledgement) => true,
        Some(_) => mention.key != "code",
    }
}

/// The series that qms.yaml gives to a type must exist once the type has a file that relies on it.
fn default_series(corpus: &Corpus, found: &mut Found) {
    let policy = corpus.policy();
    let types = policy.types.iter().map(|kind| (&kind.id, &kind.series));
    for (kind, series) in types.chain(policy.tickets.iter().map(|kind| (&kind.id, &kind.series))) {
        let Some(series) = series
            .as_ref()
            .filter(|series| corpus.series(series).is_none())
        else {
            continue;
        };
        let relies = |file: &&File| {
            file.code().is_some_and(|code| code.kind() == &**kind)
                && match file.entity() {
                    Some(Entity::Record(record)) => record.series.is_none(),
                    Some(Entity::Ticket(_)) => true,
                    _ => false,
                }
        };
        if let Some(file) = corpus.files().iter().find(relies) {
            let finding = whole(found, file);
            finding
                .with("kind", &**kind)
                .with("name", series.as_str())
                .saying(DEFAULT_SERIES)
                .helped_by(MAKE_SERIES);
        }
    }
}
