//! The keys at the top of every answer, by the commands that give them: for the manual. An answer
//! that bears another key fails wherever debug assertions are on, and so in every test that asks for
//! JSON.

use crate::text::Text;

/// One key of an answer.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// The commands whose answers bear it; none where all do.
    pub commands: &'static [&'static str],
    /// What it says.
    pub meaning: Text,
}

const fn key(name: &'static str, commands: &'static [&'static str], meaning: Text) -> Key {
    Key {
        name,
        commands,
        meaning,
    }
}

/// Whether the answers of a command bear a key.
pub fn known(command: &str, name: &str) -> bool {
    KEYS.iter()
        .any(|key| key.name == name && (key.commands.is_empty() || key.commands.contains(&command)))
}

/// Every key: those of all answers, then the others by name.
pub static KEYS: &[Key] = &[
    key(
        "schema",
        &[],
        Text {
            en: "the version of this contract: keys are added, never renamed or dropped",
            fr: "la version de ce contrat\u{a0}: des clés s'ajoutent, aucune n'est renommée ni retirée",
        },
    ),
    key(
        "command",
        &[],
        Text {
            en: "the command that answers",
            fr: "la commande qui répond",
        },
    ),
    key(
        "as_of",
        &[],
        Text {
            en: "the day taken for today",
            fr: "le jour pris pour aujourd'hui",
        },
    ),
    key(
        "revision",
        &[],
        Text {
            en: "the commit that was read; null for the working tree",
            fr: "le commit qui a été lu\u{a0}; null pour le dossier de travail",
        },
    ),
    key(
        "verified",
        &[],
        Text {
            en: "whether this revision was verified in this clone",
            fr: "si cette révision a été vérifiée dans ce clone",
        },
    ),
    key(
        "acknowledgement",
        &["show"],
        Text {
            en: "an acknowledgement",
            fr: "un accusé de lecture",
        },
    ),
    key(
        "act",
        &[
            "actor", "approve", "ack", "archive", "close", "destroy", "hold", "register", "reject",
            "review", "settle", "smac", "snapshot", "validate", "withdraw",
        ],
        Text {
            en: "the act",
            fr: "l'acte",
        },
    ),
    key(
        "actor",
        &["actor", "register", "show"],
        Text {
            en: "the actor",
            fr: "l'acteur",
        },
    ),
    key(
        "actors",
        &["actor"],
        Text {
            en: "the actors",
            fr: "les acteurs",
        },
    ),
    key(
        "acts",
        &["verify"],
        Text {
            en: "every act with its verdict, parents first",
            fr: "chaque acte avec son verdict, parents d'abord",
        },
    ),
    key(
        "added",
        &["snapshot"],
        Text {
            en: "what is there in the second and not in the first",
            fr: "ce qui est dans le second et non dans le premier",
        },
    ),
    key(
        "admin",
        &["init"],
        Text {
            en: "the first administrator",
            fr: "le premier administrateur",
        },
    ),
    key(
        "allowed_signers",
        &["actor"],
        Text {
            en: "the lines that git needs to verify signatures",
            fr: "les lignes dont git a besoin pour vérifier les signatures",
        },
    ),
    key(
        "awaiting",
        &["status"],
        Text {
            en: "what awaits whom",
            fr: "ce qui attend qui",
        },
    ),
    key(
        "cases",
        &["selftest"],
        Text {
            en: "each forgery, what was expected and what was found",
            fr: "chaque falsification, ce qui était attendu et ce qui a été constaté",
        },
    ),
    key(
        "certificate",
        &["show"],
        Text {
            en: "a destruction certificate",
            fr: "un certificat de destruction",
        },
    ),
    key(
        "changed",
        &["indicator", "smac", "snapshot", "watch"],
        Text {
            en: "what was changed",
            fr: "ce qui a été modifié",
        },
    ),
    key(
        "code",
        &["diff"],
        Text {
            en: "the document",
            fr: "le document",
        },
    ),
    key(
        "codes",
        &[
            "approve", "ack", "archive", "close", "destroy", "hold", "reject", "review", "settle",
            "smac", "snapshot", "validate", "withdraw",
        ],
        Text {
            en: "the codes that the act is on",
            fr: "les codes sur lesquels porte l'acte",
        },
    ),
    key(
        "columns",
        &["report"],
        Text {
            en: "key, label and group of each column",
            fr: "clé, libellé et groupe de chaque colonne",
        },
    ),
    key(
        "commit",
        &[
            "actor", "approve", "ack", "archive", "close", "destroy", "hold", "register", "reject",
            "review", "settle", "smac", "snapshot", "validate", "withdraw",
        ],
        Text {
            en: "the commit that was made; null with `--dry-run`",
            fr: "le commit qui a été fait\u{a0}; null avec `--dry-run`",
        },
    ),
    key(
        "created",
        &["new", "revise", "smac", "report"],
        Text {
            en: "what was written: code and path",
            fr: "ce qui a été écrit\u{a0}: code et chemin",
        },
    ),
    key(
        "destroyed",
        &["snapshot"],
        Text {
            en: "what was destroyed between the two",
            fr: "ce qui a été détruit entre les deux",
        },
    ),
    key(
        "diagnostics",
        &["check", "edit", "hook", "snapshot", "verify"],
        Text {
            en: "the findings: rule, severity, path, place, message, remedy",
            fr: "les constats\u{a0}: règle, gravité, chemin, place, message, remède",
        },
    ),
    key(
        "document",
        &["log", "show"],
        Text {
            en: "the document, with the keys of `documents`",
            fr: "le document, avec les clés de `documents`",
        },
    ),
    key(
        "documents",
        &["list"],
        Text {
            en: "the versions: code, title, status, path, dates",
            fr: "les versions\u{a0}: code, titre, statut, chemin, dates",
        },
    ),
    key(
        "due_earlier",
        &["register"],
        Text {
            en: "what falls due earlier by shorter terms",
            fr: "ce qui arrive plus tôt à échéance par des durées plus courtes",
        },
    ),
    key(
        "environment",
        &["selftest"],
        Text {
            en: "the machine on which it ran",
            fr: "la machine sur laquelle cela a été exécuté",
        },
    ),
    key(
        "error",
        &["verify"],
        Text {
            en: "why it could not be judged",
            fr: "pourquoi rien n'a pu être jugé",
        },
    ),
    key(
        "events",
        &["log", "show", "smac"],
        Text {
            en: "the life: date, commit, act, actor, role, signature",
            fr: "la vie\u{a0}: date, commit, acte, acteur, rôle, signature",
        },
    ),
    key(
        "external_document",
        &["show"],
        Text {
            en: "an external document",
            fr: "un document externe",
        },
    ),
    key(
        "fingerprint",
        &["init", "key"],
        Text {
            en: "the fingerprint of the key",
            fr: "l'empreinte de la clé",
        },
    ),
    key(
        "folder",
        &["demo"],
        Text {
            en: "where the example stands",
            fr: "où se trouve l'exemple",
        },
    ),
    key(
        "from",
        &["diff", "snapshot"],
        Text {
            en: "the first of the two",
            fr: "le premier des deux",
        },
    ),
    key(
        "hits",
        &["search"],
        Text {
            en: "where the words stand",
            fr: "où se trouvent les mots",
        },
    ),
    key(
        "hunks",
        &["diff"],
        Text {
            en: "by section, the words removed and added",
            fr: "par section, les mots retirés et ajoutés",
        },
    ),
    key(
        "indicator",
        &["show"],
        Text {
            en: "an indicator",
            fr: "un indicateur",
        },
    ),
    key(
        "items",
        &["due", "retention"],
        Text {
            en: "what falls due, or what is kept with its stage and days",
            fr: "ce qui arrive à échéance, ou ce qui est conservé, avec son stade et ses jours",
        },
    ),
    key(
        "json_schema",
        &["schema"],
        Text {
            en: "the schema",
            fr: "le schéma",
        },
    ),
    key(
        "judged_on",
        &["explain"],
        Text {
            en: "`tree` or `history`",
            fr: "`tree` (arborescence) ou `history` (historique)",
        },
    ),
    key(
        "key",
        &["key"],
        Text {
            en: "the line to send to the administrator",
            fr: "la ligne à envoyer à l'administrateur",
        },
    ),
    key(
        "keys",
        &["demo"],
        Text {
            en: "where the throw-away keys stand",
            fr: "où se trouvent les clés jetables",
        },
    ),
    key(
        "manifest",
        &["snapshot"],
        Text {
            en: "what the tag lists",
            fr: "ce que l'étiquette énumère",
        },
    ),
    key(
        "notes",
        &["report"],
        Text {
            en: "what a reader must know of the table",
            fr: "ce qu'il faut savoir du tableau",
        },
    ),
    key(
        "outcome",
        &["verify"],
        Text {
            en: "`conforming`, `not-conforming` or `not-verifiable`",
            fr: "`conforming`, `not-conforming` ou `not-verifiable`",
        },
    ),
    key(
        "page",
        &["explain"],
        Text {
            en: "the page of the rule, in Markdown",
            fr: "la page de la règle, en Markdown",
        },
    ),
    key(
        "passed",
        &["selftest"],
        Text {
            en: "whether every forgery was found",
            fr: "si toutes les falsifications ont été trouvées",
        },
    ),
    key(
        "path",
        &["edit", "show", "smac"],
        Text {
            en: "the file",
            fr: "le fichier",
        },
    ),
    key(
        "paths",
        &[
            "actor",
            "approve",
            "ack",
            "archive",
            "close",
            "destroy",
            "hold",
            "hook",
            "indicator",
            "register",
            "reject",
            "review",
            "settle",
            "smac",
            "snapshot",
            "validate",
            "watch",
            "withdraw",
        ],
        Text {
            en: "the files that were written",
            fr: "les fichiers écrits",
        },
    ),
    key(
        "process",
        &["show"],
        Text {
            en: "a process card",
            fr: "une fiche de processus",
        },
    ),
    key(
        "published",
        &[
            "approve", "ack", "archive", "close", "destroy", "hold", "reject", "review", "settle",
            "smac", "snapshot", "validate", "withdraw",
        ],
        Text {
            en: "whether a remote has the commit",
            fr: "si un dépôt distant a le commit",
        },
    ),
    key(
        "record",
        &["show"],
        Text {
            en: "a record",
            fr: "un enregistrement",
        },
    ),
    key(
        "records",
        &["snapshot"],
        Text {
            en: "the records of both",
            fr: "les enregistrements des deux",
        },
    ),
    key(
        "referred_by",
        &["log", "show", "smac"],
        Text {
            en: "what refers to it",
            fr: "ce qui y renvoie",
        },
    ),
    key(
        "removed",
        &["snapshot"],
        Text {
            en: "what is there in the first and not in the second",
            fr: "ce qui est dans le premier et non dans le second",
        },
    ),
    key(
        "retention",
        &["show"],
        Text {
            en: "its stage and days, with the keys of `items`",
            fr: "son stade et ses jours, avec les clés d'`items`",
        },
    ),
    key(
        "root",
        &["init"],
        Text {
            en: "the trust root",
            fr: "la racine de confiance",
        },
    ),
    key(
        "rule",
        &["explain"],
        Text {
            en: "the code of the rule",
            fr: "le code de la règle",
        },
    ),
    key(
        "rules",
        &["explain"],
        Text {
            en: "every rule",
            fr: "toutes les règles",
        },
    ),
    key(
        "script",
        &["completions"],
        Text {
            en: "the script",
            fr: "le script",
        },
    ),
    key(
        "sections",
        &["report"],
        Text {
            en: "title and rows of each section; every cell is a text",
            fr: "titre et lignes de chaque section\u{a0}; toute cellule est un texte",
        },
    ),
    key(
        "series",
        &["report", "show"],
        Text {
            en: "a record series; the drawings of a report",
            fr: "une série d'enregistrements\u{a0}; les courbes d'un tableau",
        },
    ),
    key(
        "severity",
        &["explain"],
        Text {
            en: "`error`, `warning` or `info`",
            fr: "`error`, `warning` ou `info`",
        },
    ),
    key(
        "shell",
        &["completions"],
        Text {
            en: "the shell",
            fr: "le shell",
        },
    ),
    key(
        "snapshot",
        &["snapshot", "show"],
        Text {
            en: "the name of the snapshot",
            fr: "le nom de l'instantané",
        },
    ),
    key(
        "snapshots",
        &["snapshot"],
        Text {
            en: "the snapshots, and whether each still holds",
            fr: "les instantanés, et si chacun tient toujours",
        },
    ),
    key(
        "state",
        &["smac", "snapshot"],
        Text {
            en: "where it stands",
            fr: "où il en est",
        },
    ),
    key(
        "statement",
        &[
            "approve", "ack", "archive", "close", "destroy", "hold", "reject", "review", "settle",
            "smac", "snapshot", "validate", "withdraw",
        ],
        Text {
            en: "the message that is signed",
            fr: "le message qui est signé",
        },
    ),
    key(
        "steps",
        &["demo"],
        Text {
            en: "what was played, step by step",
            fr: "ce qui a été joué, étape par étape",
        },
    ),
    key(
        "subtitle",
        &["report"],
        Text {
            en: "lines below the title",
            fr: "les lignes sous le titre",
        },
    ),
    key(
        "summary",
        &["check", "edit", "hook", "selftest", "snapshot", "verify"],
        Text {
            en: "the counts",
            fr: "les décomptes",
        },
    ),
    key(
        "tag",
        &["snapshot"],
        Text {
            en: "the tag",
            fr: "l'étiquette",
        },
    ),
    key(
        "template",
        &["show"],
        Text {
            en: "a template",
            fr: "un modèle",
        },
    ),
    key(
        "ticket",
        &["show", "smac"],
        Text {
            en: "the ticket",
            fr: "la fiche",
        },
    ),
    key(
        "tickets",
        &["smac", "snapshot"],
        Text {
            en: "the tickets",
            fr: "les fiches",
        },
    ),
    key(
        "title",
        &["report"],
        Text {
            en: "the title of the table",
            fr: "le titre du tableau",
        },
    ),
    key(
        "to",
        &["diff", "snapshot"],
        Text {
            en: "the second of the two",
            fr: "le second des deux",
        },
    ),
    key(
        "trust_root",
        &["snapshot", "verify"],
        Text {
            en: "commit, fingerprint, and how it is known",
            fr: "commit, empreinte, et comment elle est connue",
        },
    ),
    key(
        "unread",
        &["due", "list", "retention", "smac", "status", "watch"],
        Text {
            en: "files that could not be read, and are therefore missing here",
            fr: "fichiers illisibles, qui manquent donc ici",
        },
    ),
    key(
        "valid",
        &["snapshot"],
        Text {
            en: "whether it holds",
            fr: "s'il tient",
        },
    ),
    key(
        "watch",
        &["watch", "show"],
        Text {
            en: "the sources, last consulted and next due",
            fr: "les sources, leur dernière consultation et la prochaine",
        },
    ),
];
