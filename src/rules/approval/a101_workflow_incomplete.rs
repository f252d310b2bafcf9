//! The approvals, validations and effective date of a version are complete, in order, and of its very text.
//!
//! ## Why
//!
//! A document is reviewed and approved for suitability before it is used (ISO 9001 §7.5.2): every
//! approval that its type asks for, then the validation, then the effective date, all of one and the
//! same text. An entry counts while its `empreinte` is the file's; a draft that was edited since is a
//! draft again, which is no fault. A validation that counts settles the approvals: a type that asks
//! for more later asks nothing of it. `qms verify` judges the same on the signed acts.
//!
//! ## Wrong
//!
//! ```md documents/MO/MO-00391-V01.md
//! ---
//! code: MO-00391-V01
//! titre: Traitement des non-conformités
//! processus: PAPED
//! objet: Dire comment un écart est traité.
//! redacteur: referent-paped
//! diffusion: [tout-agent]
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-03-17, empreinte: "…"}
//! application: 2026-03-25
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
//! approbations:
//!   - {acteur: pilote-paped, role: pilote, date: 2026-03-09, empreinte: "…"}
//! validations:
//!   - {acteur: directrice, role: directrice, date: 2026-03-17, empreinte: "…"}
//! application: 2026-03-25
//! ---
//! Une non-conformité est enregistrée, analysée, puis close.
//! ```
//!
//! ## Settings
//!
//! `regles: {A101: off | info | warning | error}` in qms.yaml; `error` by default. Which approvals:
//! `types.<T>.approbation` and `types.<T>.validation`.

use crate::corpus::Breach;
use crate::model::names::RoleId;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "A101",
    severity: Severity::Error,
    message: Text {
        en: "`{code}` is validated without the approval of: {roles}",
        fr: "`{code}` est validé sans l'approbation de : {roles}",
    },
    help: Text {
        en: "send it back, `qms reject {code} --reason \"…\"`, then `qms approve {code}` and `qms validate {code}`; in force already, `qms revise {code} --reason \"…\"`",
        fr: "le renvoyer, `qms reject {code} --reason \"…\"`, puis `qms approve {code}` et `qms validate {code}` ; s'il est déjà en vigueur, `qms revise {code} --reason \"…\"`",
    },
    pages: [
        include_str!("a101_workflow_incomplete.rs"),
        include_str!("a101_workflow_incomplete.fr.md"),
    ],
    check: Check::Tree(check),
};

const CHANGED: Text = Text {
    en: "`{code}` was validated on {day}, and its text was changed since",
    fr: "`{code}` a été validé le {day}, et son texte a changé depuis",
};
const PUT_BACK: Text = Text {
    en: "put the validated text back (`qms log {code}` names its commit), and make the change in the next version: `qms revise {code} --reason \"…\"`",
    fr: "remettre le texte validé (`qms log {code}` nomme son commit), et faire le changement dans la version suivante : `qms revise {code} --reason \"…\"`",
};
const OTHER_TEXT: Text = Text {
    en: "this entry of `{actor}` on `{code}` is of another text than the one validated",
    fr: "cette entrée de `{actor}` sur `{code}` porte sur un autre texte que celui qui est validé",
};
const BEFORE_APPROVAL: Text = Text {
    en: "`{code}` is validated on {day}, before its approval of {other_day}",
    fr: "`{code}` est validé le {day}, avant son approbation du {other_day}",
};
const TWICE: Text = Text {
    en: "`{actor}` stands twice among those who signed `{code}`: persons are counted, not entries",
    fr: "`{actor}` figure deux fois parmi les signataires de `{code}` : on compte les personnes, pas les entrées",
};
const NOT_VALIDATED: Text = Text {
    en: "`{code}` has an effective date and no validation",
    fr: "`{code}` a une date d'application et aucune validation",
};
const LEAVE_TO_VALIDATION: Text = Text {
    en: "delete `application`: `qms validate {code} --effective DATE` writes it",
    fr: "supprimer `application` : `qms validate {code} --effective DATE` l'écrit",
};
const NO_DATE: Text = Text {
    en: "`{code}` is validated without an effective date",
    fr: "`{code}` est validé sans date d'application",
};
const GIVE_DATE: Text = Text {
    en: "give it one: `qms validate {code} --effective DATE`",
    fr: "lui en donner une : `qms validate {code} --effective DATE`",
};
const EFFECTIVE_BEFORE: Text = Text {
    en: "`{code}` takes effect on {day}, before its validation of {other_day}",
    fr: "`{code}` s'applique le {day}, avant sa validation du {other_day}",
};
const NOT_BY_HAND: Text = Text {
    en: "workflow keys are written by `qms` alone: put back the block that the act wrote (`qms log {code}`)",
    fr: "les clés de circuit sont écrites par `qms` seul : remettre le bloc que l'acte a écrit (`qms log {code}`)",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for version in corpus.documents() {
        for breach in version.workflow_breaches() {
            report(corpus, &version, &breach, found);
        }
    }
}

fn report(corpus: &Corpus, version: &Version<'_>, breach: &Breach<'_>, found: &mut Found) {
    let (span, message, help) = match breach {
        Breach::ChangedSince(entry) => (entry.digest.span, CHANGED, PUT_BACK),
        Breach::OtherText(entry) => (entry.digest.span, OTHER_TEXT, PUT_BACK),
        Breach::NotApproved(entry, _) => (entry.span, RULE.message, RULE.help),
        Breach::BeforeApproval(entry, _) => (entry.date.span, BEFORE_APPROVAL, NOT_BY_HAND),
        Breach::Twice(entry) => (entry.actor.span, TWICE, NOT_BY_HAND),
        Breach::NotValidated(effective) => (effective.span, NOT_VALIDATED, LEAVE_TO_VALIDATION),
        Breach::NoEffectiveDate(entry) => (entry.span, NO_DATE, GIVE_DATE),
        Breach::EffectiveBefore(effective, _) => (effective.span, EFFECTIVE_BEFORE, NOT_BY_HAND),
    };
    let finding = found
        .at(version.file.at(span))
        .code(&version.document.code)
        .saying(message)
        .helped_by(help);
    match breach {
        Breach::ChangedSince(entry) => finding.with("day", entry.date.value),
        Breach::NotApproved(_, roles) => {
            let label = |role: &&RoleId| {
                corpus
                    .policy()
                    .role_label(role)
                    .unwrap_or(role.as_str())
                    .to_owned()
            };
            finding.with("roles", roles.iter().map(label).collect::<Vec<_>>())
        }
        Breach::OtherText(entry) | Breach::Twice(entry) => {
            finding.with("actor", entry.actor.as_str())
        }
        Breach::BeforeApproval(entry, approval) => finding
            .with("day", entry.date.value)
            .with("other_day", approval.date.value),
        Breach::EffectiveBefore(effective, entry) => finding
            .with("day", effective.value)
            .with("other_day", entry.date.value),
        Breach::NotValidated(_) | Breach::NoEffectiveDate(_) => finding,
    };
}
