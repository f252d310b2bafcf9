//! What is wrong with a commit, in the reader's words: the one place where facts are worded, for acts that
//! refuse and for rules that report.

use super::{Fact, RegisterFault};
use crate::text::{Message, Text};

/// An act that was sent back since.
pub const REJECTED: Text = Text {
    en: "it was sent back since",
    fr: "il a été renvoyé depuis",
};

/// The beginning of a commit's id, as people quote it.
pub fn short(commit: &str) -> String {
    commit.chars().take(10).collect()
}

/// One fact as the end of a sentence, in lower case and without a period.
pub fn fact(fact: &Fact) -> Message {
    match fact {
        Fact::Statement(_) => Text {
            en: "its trailers are no statement",
            fr: "ses lignes `Qms-` ne forment pas un énoncé",
        }
        .into(),
        Fact::Object => Text {
            en: "the commit is not one that git would have written",
            fr: "le commit n'est pas tel que git l'aurait écrit",
        }
        .into(),
        Fact::Parents(count) => Text {
            en: "an act has one parent, and this one {count}",
            fr: "un acte a un seul parent, et celui-ci {count}",
        }
        .with("count", *count),
        Fact::Code(code) => Text {
            en: "this cannot be done on `{code}`",
            fr: "cela ne se fait pas sur `{code}`",
        }
        .with("code", code),
        Fact::Unsigned => Text {
            en: "it is not signed",
            fr: "il n'est pas signé",
        }
        .into(),
        Fact::BadSignature => Text {
            en: "its signature is not good",
            fr: "sa signature n'est pas bonne",
        }
        .into(),
        Fact::UnknownKey(key) => Text {
            en: "the key `{key}` belongs to no registered actor",
            fr: "la clé `{key}` n'appartient à aucun acteur inscrit",
        }
        .with("key", key),
        Fact::OtherActor(actor) => Text {
            en: "it is signed by the key of `{actor}`",
            fr: "il est signé par la clé de `{actor}`",
        }
        .with("actor", actor.as_str()),
        Fact::Identity => Text {
            en: "the name or e-mail of the commit is not the registered one",
            fr: "le nom ou le courriel du commit n'est pas celui du registre",
        }
        .into(),
        Fact::RoleNotAsked(role) => Text {
            en: "the role `{role}` does not do this",
            fr: "le rôle `{role}` ne fait pas cela",
        }
        .with("role", role.as_str()),
        Fact::RoleNotHeld(role) => Text {
            en: "the role `{role}` was not held that day for this process",
            fr: "le rôle `{role}` n'était pas tenu ce jour-là pour ce processus",
        }
        .with("role", role.as_str()),
        Fact::KeyWithdrawn => Text {
            en: "its key had been withdrawn",
            fr: "sa clé avait été retirée",
        }
        .into(),
        Fact::KeyOutOfDates => Text {
            en: "its key was out of its dates",
            fr: "sa clé était hors de ses dates",
        }
        .into(),
        Fact::KeyCompromised => Text {
            en: "its key is declared compromised, and the act was not confirmed",
            fr: "sa clé est déclarée compromise, et l'acte n'a pas été confirmé",
        }
        .into(),
        Fact::Digest(_) => Text {
            en: "the file is not the one that was signed",
            fr: "le fichier n'est pas celui qui a été signé",
        }
        .into(),
        Fact::Assets => Text {
            en: "the images are not those that were signed",
            fr: "les images ne sont pas celles qui ont été signées",
        }
        .into(),
        Fact::ApprovalsMissing(roles) => {
            let roles: Vec<String> = roles.iter().map(|role| format!("`{role}`")).collect();
            Text {
                en: "the approval of {roles} lacks before it",
                fr: "l'approbation de {roles} manque avant lui",
            }
            .with("roles", roles)
        }
        Fact::ApproverValidates => Text {
            en: "the one who validates had approved",
            fr: "qui valide avait approuvé",
        }
        .into(),
        Fact::AuthorApproves => Text {
            en: "the only author approves",
            fr: "le seul rédacteur approuve",
        }
        .into(),
        Fact::OtherChange(path) => Text {
            en: "it changes `{path}`, of which it says nothing",
            fr: "il modifie `{path}`, dont il ne dit rien",
        }
        .with("path", path),
        Fact::NotDone(path) => Text {
            en: "it does not do to `{path}` what it says",
            fr: "il ne fait pas à `{path}` ce qu'il dit",
        }
        .with("path", path),
        Fact::Entry(path) => Text {
            en: "`{path}` does not say what it says",
            fr: "`{path}` ne dit pas ce qu'il dit",
        }
        .with("path", path),
        Fact::NotEntitled(path) => Text {
            en: "its signer may not change `{path}`",
            fr: "son signataire ne peut pas modifier `{path}`",
        }
        .with("path", path),
        Fact::MixedChange(path) => Text {
            en: "it changes the register and `{path}` together",
            fr: "il modifie à la fois le registre et `{path}`",
        }
        .with("path", path),
        Fact::MergeConflict(path) => Text {
            en: "both sides of the merge changed `{path}`",
            fr: "les deux côtés de la fusion ont modifié `{path}`",
        }
        .with("path", path),
        Fact::Register(fault) => register(fault),
        Fact::BeforeParent => Text {
            en: "it is dated before the commit that it follows",
            fr: "il est daté d'avant le commit qu'il suit",
        }
        .into(),
        Fact::Foreign => Text {
            en: "it brings in a history that does not come from the trust root",
            fr: "il apporte un historique qui ne vient pas de la racine de confiance",
        }
        .into(),
    }
}

fn register(fault: &RegisterFault) -> Message {
    match fault {
        RegisterFault::Policy => Text {
            en: "`qms.yaml` cannot be read",
            fr: "`qms.yaml` est illisible",
        }
        .into(),
        RegisterFault::Actor(path) => Text {
            en: "`{path}` cannot be read as an actor",
            fr: "`{path}` n'est pas la fiche d'un acteur",
        }
        .with("path", path),
        RegisterFault::Key(path) => Text {
            en: "a key of `{path}` is weak, or no key",
            fr: "une clé de `{path}` est faible, ou n'en est pas une",
        }
        .with("path", path),
        RegisterFault::SharedKey(key) => Text {
            en: "two actors share the key `{key}`",
            fr: "deux acteurs partagent la clé `{key}`",
        }
        .with("key", key),
        RegisterFault::NoAdministrator => Text {
            en: "nobody in function would be `administrateur` with a usable key",
            fr: "personne en fonction ne serait `administrateur` avec une clé utilisable",
        }
        .into(),
    }
}
