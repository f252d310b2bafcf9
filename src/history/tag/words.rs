//! What is wrong with an audit tag, in the reader's words.

use super::TagFault;
use crate::text::{Message, Text};

/// One fault as the end of a sentence that begins with the tag, in lower case and without a period.
pub fn fault(fault: &TagFault) -> Message {
    match fault {
        TagFault::Missing => Text {
            en: "the ledger names it, and the tag is not there",
            fr: "le registre le nomme, et l'étiquette n'est pas là",
        }
        .into(),
        TagFault::NotAnnotated => Text {
            en: "the reference holds no tag object",
            fr: "la référence ne porte pas d'objet étiquette",
        }
        .into(),
        TagFault::Object => Text {
            en: "the tag object is not one that git would have written",
            fr: "l'objet étiquette n'est pas tel que git l'aurait écrit",
        }
        .into(),
        TagFault::Name(name) => Text {
            en: "the tag object calls itself `{name}`",
            fr: "l'objet étiquette se nomme lui-même `{name}`",
        }
        .with("name", name),
        TagFault::Target => Text {
            en: "the tag does not name a commit",
            fr: "l'étiquette ne désigne pas un commit",
        }
        .into(),
        TagFault::Unsigned => Text {
            en: "the tag is not signed",
            fr: "l'étiquette n'est pas signée",
        }
        .into(),
        TagFault::BadSignature => Text {
            en: "the signature of the tag is not good",
            fr: "la signature de l'étiquette n'est pas bonne",
        }
        .into(),
        TagFault::UnknownKey(key) => Text {
            en: "the tag is signed by the key `{key}`, which belongs to no registered actor",
            fr: "l'étiquette est signée par la clé `{key}`, qui n'appartient à aucun acteur inscrit",
        }
        .with("key", key),
        TagFault::KeyOutOfDates => Text {
            en: "the key that signed the tag was out of its dates",
            fr: "la clé qui a signé l'étiquette était hors de ses dates",
        }
        .into(),
        TagFault::KeyCompromised => Text {
            en: "the key that signed the tag is declared compromised",
            fr: "la clé qui a signé l'étiquette est déclarée compromise",
        }
        .into(),
        TagFault::Statement => Text {
            en: "the trailers of the tag are no statement of this snapshot",
            fr: "les lignes `Qms-` de l'étiquette ne sont pas l'énoncé de cet instantané",
        }
        .into(),
        TagFault::OtherActor(actor) => Text {
            en: "the tag is signed by the key of `{actor}`, whom it does not name",
            fr: "l'étiquette est signée par la clé de `{actor}`, qu'elle ne nomme pas",
        }
        .with("actor", actor.as_str()),
        TagFault::RoleNotAsked(role) => Text {
            en: "the role `{role}` takes no snapshots",
            fr: "le rôle `{role}` ne prend pas d'instantanés",
        }
        .with("role", role.as_str()),
        TagFault::RoleNotHeld(role) => Text {
            en: "its signer did not hold the role `{role}` that day",
            fr: "son signataire ne tenait pas le rôle `{role}` ce jour-là",
        }
        .with("role", role.as_str()),
        TagFault::Manifest => Text {
            en: "the message of the tag has no manifest of this snapshot",
            fr: "le message de l'étiquette ne porte pas le manifeste de cet instantané",
        }
        .into(),
        TagFault::Digest => Text {
            en: "the manifest is not the one whose digest the tag bears",
            fr: "le manifeste n'est pas celui dont l'étiquette porte l'empreinte",
        }
        .into(),
        TagFault::OtherCommit => Text {
            en: "the manifest names another commit than the tag",
            fr: "le manifeste nomme un autre commit que l'étiquette",
        }
        .into(),
        TagFault::Seal => Text {
            en: "the objects of the commit do not give the SHA-512 of the manifest",
            fr: "les objets du commit ne donnent pas le SHA-512 du manifeste",
        }
        .into(),
        TagFault::Ledger(key) => Text {
            en: "the key `{key}` of the ledger says otherwise than the tag",
            fr: "la clé `{key}` du registre ne dit pas ce que dit l'étiquette",
        }
        .with("key", *key),
        TagFault::NoAct => Text {
            en: "no act that counts entered it in the ledger",
            fr: "aucun acte valable ne l'a inscrit au registre",
        }
        .into(),
        TagFault::Elsewhere => Text {
            en: "the commit that it names is not in this history",
            fr: "le commit qu'il désigne n'est pas dans cet historique",
        }
        .into(),
    }
}
