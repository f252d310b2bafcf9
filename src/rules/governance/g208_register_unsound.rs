//! The register can be read, no key in it is weak or shared, and an administrateur in function has a usable key.
//!
//! ## Why
//!
//! Every signature is judged by the register (ISO 9001 §7.5.3.2, protection from unintended
//! alteration). A key that can be forged, or that two persons hold, proves nothing of who decided;
//! without an administrateur who can sign, nothing in the register could ever change again.
//!
//! ## Wrong
//!
//! ```md acteurs/agent-paped.md
//! ---
//! id: agent-paped
//! nom: agent-paped
//! courriel: agent-paped@service.example
//! roles:
//!   - {role: agent, du: 2024-01-01}
//! cles:
//!   - {cle: ssh-dss AAAAB3NzaC1kc3MAAACB agent-paped, du: 2024-01-01}
//! ---
//! ```
//!
//! ## Right
//!
//! ```md acteurs/agent-paped.md
//! ---
//! id: agent-paped
//! nom: agent-paped
//! courriel: agent-paped@service.example
//! roles:
//!   - {role: agent, du: 2024-01-01}
//! cles:
//!   - {cle: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExO4VJO1CeI09f83DFVKClqQDiqinE3i7lQ2v6iEs00 agent-paped, du: 2024-01-01}
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {G208: off | info | warning | error}` in qms.yaml; `error` by default.

use super::ADMINISTRATOR;
use crate::diagnostic::Place;
use crate::model::actor::Actor;
use crate::model::layout::EntityKind;
use crate::model::names::RoleId;
use crate::repository::{Key, KeyDefect};
use crate::rules::Finding;
use crate::rules::prelude::*;
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    code: "G208",
    severity: Severity::Error,
    message: Text {
        en: "`{path}` cannot be read, and the register with it",
        fr: "`{path}` ne peut pas être lu, ni le registre avec lui",
    },
    help: Text {
        en: "put right the other findings on this file, or give it back from git: `git checkout -- {path}`",
        fr: "corriger les autres constats sur ce fichier, ou le restaurer depuis git : `git checkout -- {path}`",
    },
    pages: [
        include_str!("g208_register_unsound.rs"),
        include_str!("g208_register_unsound.fr.md"),
    ],
    check: Check::Tree(check),
};

const WEAK: Text = Text {
    en: "the key of `{actor}` is weak: {algorithm}, {bits} bits",
    fr: "la clé de `{actor}` est faible : {algorithm}, {bits} bits",
};
const PRIVATE: Text = Text {
    en: "`{actor}` has a private key in the register, where everyone can read it",
    fr: "`{actor}` a une clé privée dans le registre, où chacun peut la lire",
};
const NEVER_AGAIN: Text = Text {
    en: "never use this key again: make another, `qms key`, and register its public half, `qms actor key {actor} --add FILE.pub`",
    fr: "ne plus jamais utiliser cette clé : en créer une autre, `qms key`, et enregistrer sa moitié publique, `qms actor key {actor} --add FICHIER.pub`",
};
const SEVERAL: Text = Text {
    en: "a key of `{actor}` is more than one key, or has text around it",
    fr: "une clé de `{actor}` en contient plusieurs, ou du texte autour",
};
const UNSUPPORTED: Text = Text {
    en: "a key of `{actor}` is of a kind that is not accepted: `{algorithm}`",
    fr: "une clé de `{actor}` est d'un genre qui n'est pas accepté : `{algorithm}`",
};
const MALFORMED: Text = Text {
    en: "a key of `{actor}` is not a public key",
    fr: "une clé de `{actor}` n'est pas une clé publique",
};
const MAKE_ANOTHER: Text = Text {
    en: "make an ed25519 key, `qms key`, and register it: `qms actor key {actor} --add FILE.pub`",
    fr: "créer une clé ed25519, `qms key`, et l'enregistrer : `qms actor key {actor} --add FICHIER.pub`",
};
const ONE_A_FIELD: Text = Text {
    en: "write each key as an entry of its own, one OpenSSH line or one armoured certificate",
    fr: "écrire chaque clé comme une entrée à part, une ligne OpenSSH ou un certificat OpenPGP",
};
const SHARED: Text = Text {
    en: "`{actor}` has a key that is also one of `{other}`",
    fr: "`{actor}` a une clé qui est aussi celle de `{other}`",
};
const ONE_EACH: Text = Text {
    en: "one key belongs to one person: withdraw it, `qms actor key {actor} --withdraw {fingerprint}`, and register another",
    fr: "une clé appartient à une personne : la retirer, `qms actor key {actor} --withdraw {fingerprint}`, et en enregistrer une autre",
};
const NOBODY: Text = Text {
    en: "no administrateur in function has a usable key on {day}",
    fr: "aucun administrateur en fonction n'a de clé utilisable le {day}",
};
const GIVE_KEY: Text = Text {
    en: "before the last mandate or key ends, name another: `qms actor role ID --add administrateur`, `qms actor key ID --add FILE.pub`",
    fr: "avant la fin du dernier mandat ou de la dernière clé, en nommer un autre : `qms actor role ID --add administrateur`, `qms actor key ID --add FICHIER.pub`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    if let Some(policy) = corpus.policy_file()
        && !policy.is_readable()
    {
        found
            .at(Place::file(&policy.path))
            .with("path", &*policy.path);
    }
    for file in corpus
        .files()
        .iter()
        .filter(|file| file.kind == Some(EntityKind::Actor) && file.entity().is_none())
    {
        found.at(file.whole()).with("path", &*file.path);
    }
    let mut usable = false;
    let mut owners: HashMap<String, &Actor> = HashMap::new();
    for (file, actor) in corpus.actors() {
        let administers = actor.holds(&RoleId::new(ADMINISTRATOR), None, corpus.as_of());
        for held in &actor.keys {
            let fingerprint = match Key::parse(&held.text) {
                Ok(key) => key.fingerprint(),
                Err(defect) => {
                    unfit(
                        found
                            .at(file.at(held.text.span))
                            .with("actor", actor.id.as_str()),
                        &defect,
                    );
                    continue;
                }
            };
            usable |= administers && held.usable(corpus.as_of());
            let owner = *owners.entry(fingerprint.clone()).or_insert(actor);
            if owner.id.value != actor.id.value {
                let finding = found
                    .at(file.at(held.text.span))
                    .with("actor", actor.id.as_str())
                    .with("other", owner.id.as_str());
                finding
                    .with("fingerprint", fingerprint)
                    .saying(SHARED)
                    .helped_by(ONE_EACH);
            }
        }
    }
    if !usable {
        found
            .anywhere()
            .with("day", corpus.as_of())
            .saying(NOBODY)
            .helped_by(GIVE_KEY);
    }
}

fn unfit(finding: &mut Finding, defect: &KeyDefect) {
    match defect {
        KeyDefect::Weak { algorithm, bits } => finding
            .with("algorithm", algorithm)
            .with("bits", i64::from(*bits))
            .saying(WEAK)
            .helped_by(MAKE_ANOTHER),
        KeyDefect::Private => finding.saying(PRIVATE).helped_by(NEVER_AGAIN),
        KeyDefect::Several => finding.saying(SEVERAL).helped_by(ONE_A_FIELD),
        KeyDefect::Unsupported(algorithm) => finding
            .with("algorithm", algorithm)
            .saying(UNSUPPORTED)
            .helped_by(MAKE_ANOTHER),
        KeyDefect::Empty | KeyDefect::Malformed(_) => {
            finding.saying(MALFORMED).helped_by(MAKE_ANOTHER)
        }
    };
}
