//! The register and the policy: changed by those who may not, or into what cannot be one.

use super::super::Failure;
use super::case::{Mutation, Verdict, error};
use super::desk::{Seal, Sheet};
use super::history::{Life, UNKNOWN, actor};
use crate::text::Text;

/// Every forgery of the register.
pub const CASES: &[Mutation] = &[
    error(
        "register-not-entitled",
        Text {
            en: "an agent gives themself another role",
            fr: "un agent se donne un autre rôle",
        },
        &["G201"],
        |life| life.judge(&promoted(life).signed("agent")),
    ),
    error(
        "register-unsigned",
        Text {
            en: "the register is changed in a commit that is not signed",
            fr: "le registre est modifié dans un commit non signé",
        },
        &["A202", "G201"],
        |life| life.judge(&promoted(life)),
    ),
    error(
        "register-unknown-key",
        Text {
            en: "the register is changed in the administrator's name with a key that nobody registered",
            fr: "le registre est modifié au nom de l'administrateur avec une clé que personne n'a inscrite",
        },
        &["A203", "G201"],
        |life| {
            life.judge(
                &promoted(life)
                    .signed("administrateur")
                    .sealed(Seal::Key(UNKNOWN)),
            )
        },
    ),
    error(
        "register-mixed",
        Text {
            en: "the administrator changes the register and another file in one commit",
            fr: "l'administrateur modifie le registre et un autre fichier dans un même commit",
        },
        &["G201"],
        |life| {
            let sheet = promoted(life).put("README.md", "Autre chose.\n");
            life.judge(&sheet.signed("administrateur"))
        },
    ),
    error(
        "register-no-administrator",
        Text {
            en: "nobody is left in function as administrator",
            fr: "plus personne n'est en fonction comme administrateur",
        },
        &["G208"],
        no_administrator,
    ),
    error(
        "register-shared-key",
        Text {
            en: "two persons have the same key",
            fr: "deux personnes ont la même clé",
        },
        &["G208"],
        |life| {
            let key = life.key("directrice").to_owned();
            let text = actor("agent", "role: agent, du: 2024-01-01", &key);
            life.judge(&changed(life).put("acteurs/agent.md", &text))
        },
    ),
    error(
        "register-unreadable-actor",
        Text {
            en: "the file of an actor can no longer be read",
            fr: "le fichier d'un acteur devient illisible",
        },
        &["G208"],
        |life| life.judge(&changed(life).replaced("acteurs/agent.md", "roles:", "roles: [")),
    ),
    error(
        "register-unreadable-policy",
        Text {
            en: "the policy can no longer be read",
            fr: "la politique (`qms.yaml`) devient illisible",
        },
        &["G208"],
        |life| life.judge(&changed(life).put("qms.yaml", "langue: [\n")),
    ),
    error(
        "register-policy-not-entitled",
        Text {
            en: "the director changes the policy, which is the administrator's",
            fr: "la directrice modifie la politique, qui relève de l'administrateur",
        },
        &["G201"],
        |life| {
            let sheet = life.merged.next().saying("Politique").signed("directrice");
            life.judge(&sheet.replaced("qms.yaml", "Service social", "Autre service"))
        },
    ),
    error(
        "register-control-switched-off",
        Text {
            en: "the checks of the forge are changed without the administrator",
            fr: "les contrôles de la forge sont modifiés sans l'administrateur",
        },
        &["G201"],
        |life| {
            let sheet = life.merged.next().saying("Contrôles").signed("agent");
            life.judge(&sheet.put(".github/workflows/qms.yml", "on: []\n"))
        },
    ),
];

/// A commit of the administrator on the register.
fn changed(life: &Life) -> Sheet {
    life.merged
        .next()
        .saying("Registre")
        .signed("administrateur")
}

fn promoted(life: &Life) -> Sheet {
    life.merged.next().saying("Promotion").replaced(
        "acteurs/agent.md",
        "role: agent",
        "role: directrice",
    )
}

fn no_administrator(life: &Life) -> Result<Verdict, Failure> {
    let mut sheet = changed(life);
    for id in ["administrateur", "suppleant"] {
        let path = format!("acteurs/{id}.md");
        sheet = sheet.replaced(&path, "role: administrateur", "role: agent");
    }
    life.judge(&sheet)
}
