//! A certificate states what the condition of each destruction asked for: the visa, the transfer receipt or the decision.
//!
//! ## Why
//!
//! The certificate is all that is left of what was destroyed; it says by which right (ISO 9001 §7.5.3.2
//! d). Public archives are eliminated with the visa of the archives' administration, and transferred
//! against a receipt (code du patrimoine, L212-2). A certificate is judged by the condition that it
//! states: a series that was changed since makes no certificate wrong. One that states none is judged by
//! its series as it stands.
//!
//! ## Wrong
//!
//! ```md registres/destructions/2025/DEST-2025-0001.md
//! ---
//! code: DEST-2025-0001
//! date: 2025-03-03
//! acteur: assistante-qualite
//! elements:
//!   - code: PML-2021-002
//!     titre: Plan de maîtrise local
//!     chemin: enregistrements/PML/PML-2021-002.md
//!     serie: plan-de-maitrise-local
//!     echeance: 2025-02-11
//!     condition: visa
//! ---
//! ```
//!
//! ## Right
//!
//! ```md registres/destructions/2025/DEST-2025-0001.md
//! ---
//! code: DEST-2025-0001
//! date: 2025-03-03
//! acteur: assistante-qualite
//! elements:
//!   - code: PML-2021-002
//!     titre: Plan de maîtrise local
//!     chemin: enregistrements/PML/PML-2021-002.md
//!     serie: plan-de-maitrise-local
//!     echeance: 2025-02-11
//!     condition: visa
//!     visa: AD75-2025-118
//! ---
//! ```
//!
//! ## Settings
//!
//! `regles: {R106: off | info | warning | error}` in qms.yaml; `error` by default.

use crate::corpus::File;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::Located;
use crate::model::registers::Disposed;
use crate::model::retention::Condition;
use crate::parse::term;
use crate::rules::Finding;
use crate::rules::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: "R106",
    severity: Severity::Error,
    message: Text {
        en: "`{certificate}` destroys `{code}` and does not state the archives' visa",
        fr: "`{certificate}` détruit `{code}` et n'énonce pas le visa des archives",
    },
    help: Text {
        en: "a certificate changes by acts alone: undo the commit that wrote it while nobody else has it, then `qms destroy {code} {option} REF`",
        fr: "un certificat ne change que par des actes\u{a0}: défaire le commit qui l'a écrit tant que personne d'autre ne l'a, puis `qms destroy {code} {option} REF`",
    },
    pages: [
        include_str!("r106_certificate_lacks_its_ground.rs"),
        include_str!("r106_certificate_lacks_its_ground.fr.md"),
    ],
    check: Check::Tree(check),
};

const TRANSFER: Text = Text {
    en: "`{certificate}` destroys `{code}` and does not state the transfer receipt",
    fr: "`{certificate}` détruit `{code}` et n'énonce pas le récépissé de versement",
};
const DECISION: Text = Text {
    en: "`{certificate}` destroys `{code}` and does not state the decision",
    fr: "`{certificate}` détruit `{code}` et n'énonce pas la décision",
};
const PERMANENT: Text = Text {
    en: "`{certificate}` destroys `{code}` and states itself that it is kept for ever",
    fr: "`{certificate}` détruit `{code}` et dit lui-même qu'il se conserve définitivement",
};
const RESTORE: Text = Text {
    en: "put it back: `git log --diff-filter=D -- {path}` finds the commit before which it stood",
    fr: "le remettre\u{a0}: `git log --diff-filter=D -- {path}` trouve le commit avant lequel il était là",
};
const UNKNOWN: Text = Text {
    en: "`{condition}` is no condition of destruction, in `{certificate}` for `{code}`",
    fr: "`{condition}` n'est pas une condition de destruction, dans `{certificate}` pour `{code}`",
};
const ONE_OF: Text = Text {
    en: "write one of {conditions}",
    fr: "écrire l'une de\u{a0}: {conditions}",
};

fn check(corpus: &Corpus, found: &mut Found) {
    for (file, entity) in corpus.entities(EntityKind::DisposalCertificate) {
        let Entity::DisposalCertificate(certificate) = entity else {
            continue;
        };
        for element in &certificate.elements {
            let condition = match &element.condition {
                Some(stated) => read(stated),
                None => asked(corpus, element),
            };
            match condition {
                Some(condition) => judge(found, file, element, condition),
                None => {
                    let words = Condition::ALL.map(|known| format!("`{}`", known.on_disk()));
                    let stated = element.condition.as_ref();
                    report(found, file, element)
                        .with("condition", stated.map_or("", |stated| &*stated.value))
                        .with("conditions", words.to_vec())
                        .saying(UNKNOWN)
                        .helped_by(ONE_OF);
                }
            }
        }
    }
}

fn judge(found: &mut Found, file: &File, element: &Disposed, condition: Condition) {
    let (given, option, message) = match condition {
        Condition::Visa => (&element.visa, "--visa", RULE.message),
        Condition::Transfer => (&element.transfer, "--transfer", TRANSFER),
        Condition::Elsewhere => (&element.decision, "--decision", DECISION),
        Condition::Permanent => {
            let path = element.path.as_deref().unwrap_or(&element.code.value);
            let finding = report(found, file, element).with("path", path);
            finding.saying(PERMANENT).helped_by(RESTORE);
            return;
        }
        Condition::Free | Condition::Publication => return,
    };
    if given.as_deref().unwrap_or_default().trim().is_empty() {
        let finding = report(found, file, element).with("option", option);
        finding.saying(message);
    }
}

fn report<'f>(found: &'f mut Found, file: &File, element: &Disposed) -> &'f mut Finding {
    let span = element.condition.as_ref().map(|stated| stated.span);
    let finding = found.at(file.at(span.unwrap_or(element.code.span)));
    finding
        .code(&element.code.value)
        .with("certificate", crate::model::layout::stem(&file.path))
}

/// A condition as a certificate states it: a word of its own, or the words of the destruction cell.
fn read(stated: &Located<String>) -> Option<Condition> {
    let word = stated.value.trim();
    let known = Condition::ALL
        .into_iter()
        .find(|known| known.on_disk() == word || known.as_str() == word);
    known.or_else(|| term::fate(stated).ok().map(|fate| fate.condition()))
}

/// What the series of an element asks, where the certificate does not say; nothing where there is
/// no such series any more.
fn asked(corpus: &Corpus, element: &Disposed) -> Option<Condition> {
    let series = element.series.as_ref().and_then(|name| corpus.series(name));
    let schedule = series.and_then(|series| series.schedule.as_ref());
    Some(schedule.map_or(Condition::Free, |schedule| schedule.condition()))
}
