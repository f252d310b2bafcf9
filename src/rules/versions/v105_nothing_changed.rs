//! A new version differs from the one that it replaces.
//!
//! ## Why
//!
//! A version that changes nothing makes every reader read again for nothing, and hides from the
//! auditor what did change (ISO 9001 §7.5.3.2). Where the text still holds, a periodic review says
//! so.
//!
//! ## Wrong
//!
//! ```md documents/PR/PR-01-V1.md
//! ---
//! code: PR-01-V1
//! titre: Prise en charge
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-03-09, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-03-17, empreinte: "…"}
//! application: 2026-03-25
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//! ```md documents/PR/PR-01-V2.md
//! ---
//! code: PR-01-V2
//! titre: Prise en charge
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! remplace: PR-01-V1
//! motif: Le délai de réponse passe à 15 jours.
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
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-03-09, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-03-17, empreinte: "…"}
//! application: 2026-03-25
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//! ```md documents/PR/PR-01-V2.md
//! ---
//! code: PR-01-V2
//! titre: Prise en charge
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! remplace: PR-01-V1
//! motif: Le délai de réponse passe à 15 jours.
//! ---
//! Une non-conformité est enregistrée le jour même, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {V105: off | info | warning | error}` in qms.yaml; `warning` by default.

use crate::model::document::Status;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "V105",
    severity: Severity::Warning,
    message: Text {
        en: "`{code}` has the title and the text of `{before}`, which it replaces",
        fr: "`{code}` a le titre et le texte de `{before}`, qu'il remplace",
    },
    help: Text {
        en: "make the change that `motif` announces; if the text still holds, delete the draft and confirm the version in force: `qms review {before}`",
        fr: "faire le changement que `motif` annonce ; si le texte convient encore, supprimer le projet et confirmer la version en vigueur : `qms review {before}`",
    },
    pages: [
        include_str!("v105_nothing_changed.rs"),
        include_str!("v105_nothing_changed.fr.md"),
    ],
    check: Check::Tree(check),
};

fn check(corpus: &Corpus, found: &mut Found) {
    for version in corpus.documents() {
        let code = &version.document.code;
        if matches!(version.status, Status::Superseded | Status::Withdrawn) || code.version() < 2 {
            continue;
        }
        let Some(before) = corpus.version(&code.with_version(code.version() - 1)) else {
            continue;
        };
        if same_text(&version, &before) {
            found
                .at(version.file.place("titre"))
                .code(code)
                .with("before", before.document.code.to_string());
        }
    }
}

/// Whether title, words, links and images are the same; layout, case and code do not count.
fn same_text(one: &Version<'_>, other: &Version<'_>) -> bool {
    let (Some(a), Some(b)) = (&one.file.parsed, &other.file.parsed) else {
        return false;
    };
    one.document.title.value == other.document.title.value
        && a.outline().prose.hash == b.outline().prose.hash
        && a.outline().links.iter().map(|link| &link.target).eq(b
            .outline()
            .links
            .iter()
            .map(|link| &link.target))
        && a.outline().images.iter().map(|image| &image.target).eq(b
            .outline()
            .images
            .iter()
            .map(|image| &image.target))
}
