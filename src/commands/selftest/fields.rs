//! An act of which one thing is changed: under the signature that was made for it, or signed anew
//! by the very person who may.

use super::super::Failure;
use super::case::{Mutation, Verdict, error, warning};
use super::desk::{DAY, Seal, Sheet, document_path, stamp};
use super::history::{Life, SECOND, approve_as};
use crate::repository::Mode;
use crate::text::Text;

/// After the signature.
pub const CHANGED: &[Mutation] = &[
    error(
        "field-path",
        Text {
            en: "the approved file stands in the folder of another type",
            fr: "le fichier approuvé est rangé dans le dossier d'un autre type",
        },
        &["A202", "A206", "A210", "C002"],
        |life| life.judge(&moved(kept(life))),
    ),
    error(
        "field-mode",
        Text {
            en: "the approved file is made executable",
            fr: "le fichier approuvé devient exécutable",
        },
        &["A202", "A210", "F009"],
        |life| life.judge(&kept(life).with_mode(&path(), Mode::Executable)),
    ),
    error(
        "field-file-byte",
        Text {
            en: "one byte of the approved text is changed",
            fr: "un octet du texte approuvé est modifié",
        },
        &["A202", "A206", "A210"],
        |life| life.judge(&one_byte(kept(life))),
    ),
    error(
        "field-entry-byte",
        Text {
            en: "one byte of the approval's entry in the file is changed",
            fr: "un octet de l'inscription de l'approbation dans le fichier est modifié",
        },
        &["A202", "A210"],
        |life| life.judge(&entry_byte(kept(life))),
    ),
    error(
        "field-other-file",
        Text {
            en: "another file is slipped into the act",
            fr: "un autre fichier est glissé dans l'acte",
        },
        &["A202", "A210"],
        |life| life.judge(&kept(life).put("README.md", "Autre chose.\n")),
    ),
    error(
        "field-message-byte",
        Text {
            en: "one byte of the message is changed",
            fr: "un octet du message est modifié",
        },
        &["A202"],
        |life| life.judge(&kept(life).reworded("Fonction", "Fonctiom")),
    ),
    error(
        "field-parent",
        Text {
            en: "the act is moved onto another parent with the same files",
            fr: "l'acte est déplacé sur un autre parent qui a les mêmes fichiers",
        },
        &["A202"],
        onto_another_parent,
    ),
    error(
        "field-author",
        Text {
            en: "the author is changed",
            fr: "l'auteur est modifié",
        },
        &["A202"],
        |life| {
            life.judge(&Sheet {
                author: stamp("directrice"),
                ..kept(life)
            })
        },
    ),
    error(
        "field-committer",
        Text {
            en: "the committer is changed",
            fr: "la personne qui a enregistré le commit est modifiée",
        },
        &["A202"],
        |life| {
            life.judge(&Sheet {
                committer: stamp("directrice"),
                ..kept(life)
            })
        },
    ),
    error(
        "field-date",
        Text {
            en: "the date is moved by one minute",
            fr: "la date est décalée d'une minute",
        },
        &["A202"],
        |life| {
            let sheet = kept(life);
            life.judge(&Sheet {
                seconds: sheet.seconds + 60,
                ..sheet
            })
        },
    ),
];

/// Signed anew by the person whose act it was.
pub const SIGNED_ANEW: &[Mutation] = &[
    error(
        "insider-path",
        Text {
            en: "the pilot signs the approval of a file that stands in the folder of another type",
            fr: "le pilote signe l'approbation d'un fichier rangé dans le dossier d'un autre type",
        },
        &["A206", "A210", "C002"],
        |life| life.judge(&moved(anew(life))),
    ),
    error(
        "insider-mode",
        Text {
            en: "the pilot makes the file executable while approving it",
            fr: "le pilote rend le fichier exécutable en l'approuvant",
        },
        &["A210", "F009"],
        |life| life.judge(&anew(life).with_mode(&path(), Mode::Executable)),
    ),
    error(
        "insider-file-byte",
        Text {
            en: "the pilot changes one byte of the text while approving it",
            fr: "le pilote change un octet du texte en l'approuvant",
        },
        &["A206", "A210"],
        |life| life.judge(&one_byte(anew(life))),
    ),
    error(
        "insider-entry",
        Text {
            en: "the entry in the file names another person than the act",
            fr: "l'inscription dans le fichier nomme une autre personne que l'acte",
        },
        &["A210"],
        |life| life.judge(&entry_byte(anew(life))),
    ),
    error(
        "insider-no-entry",
        Text {
            en: "the act writes nothing into the file",
            fr: "l'acte n'inscrit rien dans le fichier",
        },
        &["A210"],
        |life| {
            let before = life.second_draft.sheet.text(&path());
            life.judge(&anew(life).put(&path(), &before))
        },
    ),
    error(
        "insider-other-file",
        Text {
            en: "the pilot changes another file in the same act",
            fr: "le pilote modifie un autre fichier dans le même acte",
        },
        &["A210"],
        |life| life.judge(&anew(life).put("README.md", "Autre chose.\n")),
    ),
    warning(
        "insider-author",
        Text {
            en: "the act names another author than the one who signs (warning: the key decides)",
            fr: "l'acte porte un autre auteur que le signataire (avertissement\u{a0}: c'est la clé qui décide)",
        },
        &["A203"],
        |life| {
            life.judge(&Sheet {
                author: stamp("directrice"),
                ..anew(life)
            })
        },
    ),
    warning(
        "insider-committer",
        Text {
            en: "the act is committed under another name than that of the one who signs (warning)",
            fr: "l'acte est enregistré sous un autre nom que celui du signataire (avertissement)",
        },
        &["A203"],
        |life| {
            life.judge(&Sheet {
                committer: stamp("directrice"),
                ..anew(life)
            })
        },
    ),
    error(
        "insider-backdated",
        Text {
            en: "the act is dated eleven minutes before the commit that it follows",
            fr: "l'acte est daté onze minutes avant le commit qu'il suit",
        },
        &["G206"],
        |life| dated(life, life.second_draft.sheet.seconds - 660),
    ),
    warning(
        "insider-postdated",
        Text {
            en: "the act is dated in the future (warning)",
            fr: "l'acte est daté dans le futur (avertissement)",
        },
        &["G206"],
        |life| dated(life, Life::now() + DAY),
    ),
    error(
        "insider-two-parents",
        Text {
            en: "an act is made in a merge, which then bears an approval that no act made",
            fr: "un acte est fait dans une fusion, qui porte alors une approbation qu'aucun acte n'a faite",
        },
        &["A201", "A208"],
        |life| {
            let mut sheet = anew(life);
            sheet.parents.push(life.read.commit);
            life.judge(&sheet)
        },
    ),
    error(
        "insider-encoding",
        Text {
            en: "the commit declares another encoding than UTF-8",
            fr: "le commit déclare un autre encodage qu'UTF-8",
        },
        &["A201"],
        |life| {
            life.judge(&Sheet {
                headers: "encoding ISO-8859-1\n".to_owned(),
                ..anew(life)
            })
        },
    ),
    error(
        "insider-twice-committed",
        Text {
            en: "a header stands twice in the signed object",
            fr: "un en-tête figure deux fois dans l'objet signé",
        },
        &["A201"],
        |life| {
            life.judge(&Sheet {
                headers: format!("committer {} 0 +0000\n", stamp("directrice")),
                ..anew(life)
            })
        },
    ),
    error(
        "insider-nul",
        Text {
            en: "a NUL byte hides the rest of the message",
            fr: "un octet nul masque la suite du message",
        },
        &["A201"],
        |life| life.judge(&anew(life).reworded("Fonction", "Fonction\0")),
    ),
];

fn path() -> String {
    document_path(SECOND)
}

/// The approval of the second version under its own signature.
fn kept(life: &Life) -> Sheet {
    life.second_approved.sealed_as_it_was()
}

/// The same, to be signed again.
fn anew(life: &Life) -> Sheet {
    life.second_approved
        .sheet
        .clone()
        .sealed(Seal::Key("pilote-paped"))
}

fn moved(sheet: Sheet) -> Sheet {
    let text = sheet.text(&path());
    sheet
        .without(&path())
        .put(&format!("documents/PR/{SECOND}.md"), &text)
}

fn one_byte(sheet: Sheet) -> Sheet {
    sheet.replaced(&path(), "toute l'année", "toute l'annéE")
}

fn entry_byte(sheet: Sheet) -> Sheet {
    sheet.replaced(&path(), "acteur: pilote-paped", "acteur: pilote-papeD")
}

fn onto_another_parent(life: &Life) -> Result<Verdict, Failure> {
    let draft = Sheet {
        seconds: life.second_draft.sheet.seconds + 60,
        ..life.second_draft.sheet.clone()
    }
    .write(&life.scratch)?;
    life.judge(&Sheet {
        parents: vec![draft.commit],
        ..kept(life)
    })
}

fn dated(life: &Life, seconds: i64) -> Result<Verdict, Failure> {
    let sheet = Sheet {
        seconds,
        ..life.second_draft.next()
    };
    life.judge(&approve_as(sheet, SECOND, "pilote-paped", "pilote")?)
}
