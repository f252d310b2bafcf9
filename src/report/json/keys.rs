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

/// The commands that sign an act.
const ACTS: &[&str] = &[
    "approve", "ack", "archive", "close", "destroy", "hold", "reject", "review", "settle", "smac",
    "snapshot", "validate", "withdraw",
];
/// The same, and those that sign the register.
const SIGNED: &[&str] = &[
    "approve", "ack", "archive", "close", "destroy", "hold", "reject", "review", "settle", "smac",
    "snapshot", "validate", "withdraw", "actor", "register",
];

/// A key, its meaning in English and in French.
const fn key(
    name: &'static str,
    commands: &'static [&'static str],
    en: &'static str,
    fr: &'static str,
) -> Key {
    Key {
        name,
        commands,
        meaning: Text { en, fr },
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
        "the version of this contract: keys are added, never renamed or dropped",
        "la version de ce contrat\u{a0}: des clés s'ajoutent, aucune n'est renommée ni retirée",
    ),
    key(
        "command",
        &[],
        "the command that answers",
        "la commande qui répond",
    ),
    key(
        "as_of",
        &[],
        "the day taken for today",
        "le jour pris pour aujourd'hui",
    ),
    key(
        "revision",
        &[],
        "the commit that was read; null for the working tree",
        "le commit qui a été lu\u{a0}; null pour le dossier de travail",
    ),
    key(
        "verified",
        &[],
        "whether this revision was verified in this clone",
        "si cette révision a été vérifiée dans ce clone",
    ),
    key(
        "acknowledgement",
        &["show"],
        "an acknowledgement",
        "un accusé de lecture",
    ),
    key("act", SIGNED, "the act", "l'acte"),
    key(
        "actor",
        &["actor", "register", "show"],
        "the actor",
        "l'acteur",
    ),
    key("actors", &["actor"], "the actors", "les acteurs"),
    key(
        "acts",
        &["verify"],
        "every act with its verdict, parents first",
        "chaque acte avec son verdict, parents d'abord",
    ),
    key(
        "added",
        &["snapshot"],
        "what is there in the second and not in the first",
        "ce qui est dans le second et non dans le premier",
    ),
    key(
        "admin",
        &["init"],
        "the first administrator",
        "le premier administrateur",
    ),
    key(
        "allowed_signers",
        &["actor"],
        "the lines that git needs to verify signatures",
        "les lignes dont git a besoin pour vérifier les signatures",
    ),
    key(
        "awaiting",
        &["status"],
        "what awaits whom",
        "ce qui attend qui",
    ),
    key(
        "cases",
        &["selftest"],
        "each forgery, what was expected and what was found",
        "chaque falsification, ce qui était attendu et ce qui a été constaté",
    ),
    key(
        "certificate",
        &["show"],
        "a destruction certificate",
        "un certificat de destruction",
    ),
    key(
        "changed",
        &["indicator", "smac", "snapshot", "watch"],
        "what was changed",
        "ce qui a été modifié",
    ),
    key("code", &["diff"], "the document", "le document"),
    key(
        "codes",
        ACTS,
        "the codes that the act is on",
        "les codes sur lesquels porte l'acte",
    ),
    key(
        "columns",
        &["report"],
        "key, label and group of each column",
        "clé, libellé et groupe de chaque colonne",
    ),
    key(
        "commit",
        SIGNED,
        "the commit that was made; null with `--dry-run`",
        "le commit qui a été fait\u{a0}; null avec `--dry-run`",
    ),
    key(
        "created",
        &["new", "revise", "smac", "report"],
        "what was written: code and path",
        "ce qui a été écrit\u{a0}: code et chemin",
    ),
    key(
        "destroyed",
        &["snapshot"],
        "what was destroyed between the two",
        "ce qui a été détruit entre les deux",
    ),
    key(
        "diagnostics",
        &["check", "edit", "hook", "snapshot", "verify"],
        "the findings: rule, severity, path, place, message, remedy",
        "les constats\u{a0}: règle, gravité, chemin, place, message, remède",
    ),
    key(
        "document",
        &["log", "show"],
        "the document, with the keys of `documents`",
        "le document, avec les clés de `documents`",
    ),
    key(
        "documents",
        &["list"],
        "the versions: code, title, status, path, dates",
        "les versions\u{a0}: code, titre, statut, chemin, dates",
    ),
    key(
        "due_earlier",
        &["register"],
        "what falls due earlier by shorter terms",
        "ce qui arrive plus tôt à échéance par des durées plus courtes",
    ),
    key(
        "environment",
        &["selftest"],
        "the machine on which it ran",
        "la machine sur laquelle cela a été exécuté",
    ),
    key(
        "error",
        &["verify"],
        "why it could not be judged",
        "pourquoi rien n'a pu être jugé",
    ),
    key(
        "events",
        &["log", "show", "smac"],
        "the life: date, commit, act, actor, role, signature",
        "la vie\u{a0}: date, commit, acte, acteur, rôle, signature",
    ),
    key(
        "external_document",
        &["show"],
        "an external document",
        "un document externe",
    ),
    key(
        "fingerprint",
        &["init", "key"],
        "the fingerprint of the key",
        "l'empreinte de la clé",
    ),
    key(
        "folder",
        &["demo"],
        "where the example stands",
        "où se trouve l'exemple",
    ),
    key(
        "from",
        &["diff", "snapshot"],
        "the first of the two",
        "le premier des deux",
    ),
    key(
        "hits",
        &["search"],
        "where the words stand",
        "où se trouvent les mots",
    ),
    key(
        "hunks",
        &["diff"],
        "by section, the words removed and added",
        "par section, les mots retirés et ajoutés",
    ),
    key("indicator", &["show"], "an indicator", "un indicateur"),
    key(
        "items",
        &["due", "retention"],
        "what falls due, or what is kept with its stage and days",
        "ce qui arrive à échéance, ou ce qui est conservé, avec son stade et ses jours",
    ),
    key("json_schema", &["schema"], "the schema", "le schéma"),
    key(
        "judged_on",
        &["explain"],
        "`tree` or `history`",
        "`tree` (arborescence) ou `history` (historique)",
    ),
    key(
        "key",
        &["key"],
        "the line to send to the administrator",
        "la ligne à envoyer à l'administrateur",
    ),
    key(
        "keys",
        &["demo"],
        "where the throw-away keys stand",
        "où se trouvent les clés jetables",
    ),
    key(
        "manifest",
        &["snapshot"],
        "what the tag lists",
        "ce que l'étiquette énumère",
    ),
    key(
        "notes",
        &["report"],
        "what a reader must know of the table",
        "ce qu'il faut savoir du tableau",
    ),
    key(
        "outcome",
        &["verify"],
        "`conforming`, `not-conforming` or `not-verifiable`",
        "`conforming`, `not-conforming` ou `not-verifiable`",
    ),
    key(
        "page",
        &["explain"],
        "the page of the rule, in Markdown",
        "la page de la règle, en Markdown",
    ),
    key(
        "passed",
        &["selftest"],
        "whether every forgery was found",
        "si toutes les falsifications ont été trouvées",
    ),
    key("path", &["edit", "show", "smac"], "the file", "le fichier"),
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
        "the files that were written",
        "les fichiers écrits",
    ),
    key(
        "process",
        &["show"],
        "a process card",
        "une fiche de processus",
    ),
    key(
        "published",
        ACTS,
        "whether a remote has the commit",
        "si un dépôt distant a le commit",
    ),
    key("record", &["show"], "a record", "un enregistrement"),
    key(
        "records",
        &["snapshot"],
        "the records of both",
        "les enregistrements des deux",
    ),
    key(
        "referred_by",
        &["log", "show", "smac"],
        "what refers to it",
        "ce qui y renvoie",
    ),
    key(
        "removed",
        &["snapshot"],
        "what is there in the first and not in the second",
        "ce qui est dans le premier et non dans le second",
    ),
    key(
        "retention",
        &["show"],
        "its stage and days, with the keys of `items`",
        "son stade et ses jours, avec les clés d'`items`",
    ),
    key(
        "root",
        &["init"],
        "the trust root",
        "la racine de confiance",
    ),
    key(
        "rule",
        &["explain"],
        "the code of the rule",
        "le code de la règle",
    ),
    key("rules", &["explain"], "every rule", "toutes les règles"),
    key("script", &["completions"], "the script", "le script"),
    key(
        "sections",
        &["report"],
        "title and rows of each section; every cell is a text",
        "titre et lignes de chaque section\u{a0}; toute cellule est un texte",
    ),
    key(
        "series",
        &["report", "show"],
        "a record series; the drawings of a report",
        "une série d'enregistrements\u{a0}; les courbes d'un tableau",
    ),
    key(
        "severity",
        &["explain"],
        "`error`, `warning` or `info`",
        "`error`, `warning` ou `info`",
    ),
    key(
        "sha512",
        &["snapshot"],
        "the SHA-512 over every object of the tree",
        "le SHA-512 de tous les objets de l'arborescence",
    ),
    key("shell", &["completions"], "the shell", "le shell"),
    key(
        "snapshot",
        &["snapshot", "show"],
        "the name of the snapshot",
        "le nom de l'instantané",
    ),
    key(
        "snapshots",
        &["snapshot"],
        "the snapshots, and whether each still holds",
        "les instantanés, et si chacun tient toujours",
    ),
    key(
        "state",
        &["smac", "snapshot"],
        "where it stands",
        "où il en est",
    ),
    key(
        "statement",
        ACTS,
        "the message that is signed",
        "le message qui est signé",
    ),
    key(
        "steps",
        &["demo"],
        "what was played, step by step",
        "ce qui a été joué, étape par étape",
    ),
    key(
        "subtitle",
        &["report"],
        "lines below the title",
        "les lignes sous le titre",
    ),
    key(
        "summary",
        &["check", "edit", "hook", "selftest", "snapshot", "verify"],
        "the counts",
        "les décomptes",
    ),
    key("tag", &["snapshot"], "the tag", "l'étiquette"),
    key("template", &["show"], "a template", "un modèle"),
    key("ticket", &["show", "smac"], "the ticket", "la fiche"),
    key(
        "tickets",
        &["smac", "snapshot"],
        "the tickets",
        "les fiches",
    ),
    key(
        "title",
        &["report"],
        "the title of the table",
        "le titre du tableau",
    ),
    key(
        "to",
        &["diff", "snapshot"],
        "the second of the two",
        "le second des deux",
    ),
    key(
        "trust_root",
        &["snapshot", "verify"],
        "commit, fingerprint, and how it is known",
        "commit, empreinte, et comment elle est connue",
    ),
    key(
        "unread",
        &["due", "list", "retention", "smac", "status", "watch"],
        "files that could not be read, and are therefore missing here",
        "fichiers illisibles, qui manquent donc ici",
    ),
    key("valid", &["snapshot"], "whether it holds", "s'il tient"),
    key(
        "watch",
        &["watch", "show"],
        "the sources, last consulted and next due",
        "les sources, leur dernière consultation et la prochaine",
    ),
];
