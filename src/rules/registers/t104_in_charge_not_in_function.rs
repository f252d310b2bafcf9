//! Those in charge of a watch or of an indicator are actors in function.
//!
//! ## Why
//!
//! A source that is followed by somebody who left is followed by nobody (ISO 9001 §5.3). `responsable` and
//! `intervenants` name an actor or a role by its id, several with commas, or say in words who is in charge
//! (« Chargée de développement documentaire », « Cf. la liste des référents »). What is written as an id (lower
//! case, digits and `-`, no blanks) is one: with a `-` it has to be in the register. An actor has to hold a
//! role on the day; a role has to be held. A word alone that is neither an actor nor a role is taken for
//! words.
//!
//! ## Wrong
//!
//! ```md registres/veille/lettre-reseau.md
//! ---
//! thematiques: [Information intra-institutionnelle]
//! source: Lettre réseau
//! responsable: documentaliste-siege
//! ---
//! ```
//!
//! ## Right
//!
//! ```md registres/veille/lettre-reseau.md
//! ---
//! thematiques: [Information intra-institutionnelle]
//! source: Lettre réseau
//! responsable: agent-paped
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {T104: off | info | warning | error}` in qms.yaml; `error` by default.

use super::watch_items;
use crate::corpus::File;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::{ActorId, Located, RoleId, nearest};
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "T104",
    severity: Severity::Error,
    message: Text {
        en: "`{id}` is in charge and is neither an actor nor a role",
        fr: "`{id}` en est chargé et n'est ni un acteur, ni un rôle",
    },
    help: Text {
        en: "name an actor (`qms actor list`) or a role, or say in words who is in charge",
        fr: "nommer un acteur (`qms actor list`) ou un rôle, ou dire en toutes lettres qui en est chargé",
    },
    pages: [
        include_str!("t104_in_charge_not_in_function.rs"),
        include_str!("t104_in_charge_not_in_function.fr.md"),
    ],
    check: Check::Tree(check),
};

const NEAR: Text = Text {
    en: "did you mean `{near}`? Else say in words who is in charge",
    fr: "vouliez-vous dire `{near}`\u{a0}? Sinon, dire en toutes lettres qui en est chargé",
};
const GONE: Text = Text {
    en: "`{id}` is in charge and holds no role any more",
    fr: "`{id}` en est chargé et ne tient plus aucun rôle",
};
const UNHELD: Text = Text {
    en: "the role `{id}` is in charge, and nobody holds it",
    fr: "le rôle `{id}` en est chargé, et personne ne le tient",
};
const HOLD: Text = Text {
    en: "name who is in charge now, or give the role to somebody: `qms actor role ID --add {id}`",
    fr: "nommer qui en est chargé aujourd'hui, ou donner le rôle à quelqu'un\u{a0}: `qms actor role ID --add {id}`",
};
const NAME: Text = Text {
    en: "name who is in charge now (`qms actor list`)",
    fr: "nommer qui en est chargé aujourd'hui (`qms actor list`)",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for (file, item) in watch_items(corpus) {
        for named in [&item.owner, &item.contributors].into_iter().flatten() {
            judge(corpus, file, named, found);
        }
    }
    for (file, entity) in corpus.entities(EntityKind::Indicator) {
        if let Entity::Indicator(indicator) = entity
            && let Some(named) = &indicator.owner
        {
            judge(corpus, file, named, found);
        }
    }
}

fn judge(corpus: &Corpus, file: &File, named: &Located<String>, found: &mut Found) {
    let parts: Vec<&str> = named.value.split(',').map(str::trim).collect();
    // One part in words makes the whole a sentence.
    if !parts.iter().all(|part| is_id(part)) {
        return;
    }
    let today = corpus.as_of();
    for id in parts {
        let role = RoleId::new(id);
        let (text, help) = match corpus.actor(&ActorId::new(id)) {
            Some(actor) if actor.in_function(today) => continue,
            Some(_) => (GONE, NAME),
            None if corpus.policy().role_label(&role).is_some() => {
                if !corpus.holders(&role, None, today).is_empty() {
                    continue;
                }
                (UNHELD, HOLD)
            }
            None if !id.contains('-') => continue,
            None => {
                let finding = found.at(file.at(named.span)).with("id", id);
                let known = corpus.actors().map(|(_, actor)| actor.id.value.as_str());
                if let Some(near) = nearest(id, known) {
                    finding.with("near", near).helped_by(NEAR);
                }
                continue;
            }
        };
        let finding = found.at(file.at(named.span));
        finding.with("id", id).saying(text).helped_by(help);
    }
}

fn is_id(text: &str) -> bool {
    let mut letters = text.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase())
        && letters
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}
