//! A document names those who must read it, among the audiences and roles of the organisation.
//!
//! ## Why
//!
//! The third of the 3 U, *usable*: the right document for the right reader. `diffusion` names audiences
//! (`publics`) or roles of `qms.yaml`, so that announcements, acknowledgements and the matrix of documents
//! know whom it is for; a name that is neither counts as everybody in function. A missing or empty `diffusion` is F006's.
//! Stands for ISO 9001 §7.5.3 (distribution, access).
//!
//! ## Wrong
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agents]
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Right
//!
//! ```md documents/PR/PR-04-V1.md
//! ---
//! code: PR-04-V1
//! titre: Accueillir un nouvel agent
//! processus: PAPED
//! objet: Donner à chaque arrivant les mêmes repères dès son premier jour.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! ---
//! # Accueillir un nouvel agent
//!
//! Le référent présente le service, ses lieux et ses outils.
//! ```
//!
//! ## Settings
//!
//! An audience of your own is one line of `publics` in `qms.yaml`. `regles: {U306: warning}` weighs it less.

use crate::model::names::nearest;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "U306",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` is meant for `{audience}`, which is no audience and no role of `qms.yaml`",
        fr: "`{code}` est destiné à `{audience}`, qui n'est ni un public ni un rôle de `qms.yaml`",
    },
    help: Text {
        en: "name an audience (`publics`) or a role that exists, or declare this one in `qms.yaml`",
        fr: "nommer un public (`publics`) ou un rôle qui existe, ou déclarer celui-ci dans `qms.yaml`",
    },
    pages: [
        include_str!("u306_unknown_audience.rs"),
        include_str!("u306_unknown_audience.fr.md"),
    ],
    check: Check::Tree(check),
};

const NEAR: Text = Text {
    en: "perhaps `{near}` is meant",
    fr: "il s'agit peut-être de `{near}`",
};

fn check(corpus: &Corpus, found: &mut Found) {
    let policy = corpus.policy();
    for Version { file, document, .. } in corpus.documents() {
        for audience in document
            .audience
            .iter()
            .filter(|audience| !policy.is_audience(audience))
        {
            let finding = found
                .at(file.at(audience.span))
                .code(&document.code)
                .with("audience", &audience.value);
            let known = policy
                .audiences
                .iter()
                .map(|(id, _)| id.as_str())
                .chain(policy.roles.iter().map(|(id, _)| id.as_str()));
            if let Some(near) = nearest(audience, known) {
                finding.with("near", near).helped_by(NEAR);
            }
        }
    }
}
