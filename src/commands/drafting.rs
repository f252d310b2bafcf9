//! The words of drafts that cannot be made.

use super::{Failure, FailureKind};
use crate::acts::draft::DraftRefusal;
use crate::text::{Message, Text};

/// The words of a refusal; none for a template that cannot be filled.
pub fn failure_of(refusal: DraftRefusal) -> Option<Failure> {
    let failure = |kind: FailureKind, message: Message| Failure::could_not_run(kind, message);
    Some(match refusal {
        DraftRefusal::UnknownType { kind, nearest } => {
            const TEXT: Text = Text {
                en: "qms.yaml knows no type `{kind}`",
                fr: "qms.yaml ne connaît pas de type `{kind}`",
            };
            const NEAR: Text = Text {
                en: "did you mean `{near}`?",
                fr: "vouliez-vous dire `{near}`\u{a0}?",
            };
            let failure = failure(FailureKind::NotFound, TEXT.with("kind", kind));
            match nearest {
                Some(near) => failure.help(NEAR.with("near", near)),
                None => failure,
            }
        }
        DraftRefusal::BadText => {
            const TEXT: Text = Text {
                en: "a title or reason is one line of text, without control characters",
                fr: "un titre ou un motif tient sur une ligne, sans caractère de contrôle",
            };
            failure(FailureKind::Usage, TEXT.into())
        }
        DraftRefusal::WhichProcess(known) if known.is_empty() => {
            const TEXT: Text = Text {
                en: "there is no process yet",
                fr: "il n'y a pas encore de processus",
            };
            const HELP: Text = Text {
                en: "`qms new processus CODE --title … --purpose …`, then `qms register`",
                fr: "`qms new processus CODE --title … --purpose …`, puis `qms register`",
            };
            failure(FailureKind::State, TEXT.into()).help(HELP)
        }
        DraftRefusal::WhichProcess(known) => {
            const TEXT: Text = Text {
                en: "which process? `--process CODE`: {known}",
                fr: "quel processus\u{a0}? `--process CODE`\u{a0}: {known}",
            };
            failure(FailureKind::Usage, TEXT.with("known", known))
        }
        DraftRefusal::UnknownProcess { process, known } => {
            const TEXT: Text = Text {
                en: "process `{process}` does not exist; there are: {known}",
                fr: "le processus `{process}` n'existe pas\u{a0}; il y a\u{a0}: {known}",
            };
            failure(
                FailureKind::NotFound,
                TEXT.with("process", process).with("known", known),
            )
        }
        DraftRefusal::UnknownSeries { series, known } => {
            const TEXT: Text = Text {
                en: "series `{series}` does not exist; there are: {known}",
                fr: "la série `{series}` n'existe pas\u{a0}; il y a\u{a0}: {known}",
            };
            failure(
                FailureKind::NotFound,
                TEXT.with("series", series).with("known", known),
            )
        }
        DraftRefusal::WhichSeries { kind, known } => {
            const TEXT: Text = Text {
                en: "of which series? the type `{kind}` has none of its own: `--series SLUG`, of {known}",
                fr: "de quelle série\u{a0}? le type `{kind}` n'en a pas à lui\u{a0}: `--series SLUG`, parmi {known}",
            };
            const HELP: Text = Text {
                en: "a new series: `qms new serie SLUG --title …`, then `qms register`",
                fr: "une nouvelle série\u{a0}: `qms new serie SLUG --title …`, puis `qms register`",
            };
            let message = TEXT.with("kind", kind).with("known", known);
            failure(FailureKind::Usage, message).help(HELP)
        }
        DraftRefusal::UnknownForm(form) => {
            const TEXT: Text = Text {
                en: "no document `{form}` is here to be filled in as a form",
                fr: "aucun document `{form}` n'est là pour être rempli comme formulaire",
            };
            const HELP: Text = Text {
                en: "`qms list --type SE` lists the forms",
                fr: "`qms list --type SE` donne la liste des formulaires",
            };
            failure(FailureKind::NotFound, TEXT.with("form", form)).help(HELP)
        }
        DraftRefusal::NotFor { option, kind } => {
            const TEXT: Text = Text {
                en: "`{option}` says nothing about a file of type `{kind}`",
                fr: "`{option}` ne dit rien d'un fichier de type `{kind}`",
            };
            let message = TEXT.with("option", option).with("kind", kind);
            failure(FailureKind::Usage, message)
        }
        DraftRefusal::NumberTaken(code) => {
            const TEXT: Text = Text {
                en: "`{code}` was given before, and a number is never given twice",
                fr: "`{code}` a déjà été donné, et un numéro n'est jamais donné deux fois",
            };
            const HELP: Text = Text {
                en: "its next version: `qms revise {code} --reason \"…\"`",
                fr: "sa version suivante\u{a0}: `qms revise {code} --reason \"…\"`",
            };
            Failure::refused("C004", TEXT.with("code", &code)).help(HELP.with("code", code))
        }
        DraftRefusal::NotNumbered => {
            const TEXT: Text = Text {
                en: "records and tickets are numbered by year: `--number` is for documents",
                fr: "enregistrements et fiches sont numérotés par année\u{a0}: `--number` est pour les documents",
            };
            failure(FailureKind::Usage, TEXT.into())
        }
        DraftRefusal::BadYear(day) => {
            const TEXT: Text = Text {
                en: "a code has a year of four digits, and `{day}` has none",
                fr: "un code porte une année de quatre chiffres, et `{day}` n'en a pas",
            };
            failure(FailureKind::Usage, TEXT.with("day", day.to_string()))
        }
        DraftRefusal::DraftStands { code, path } => {
            const TEXT: Text = Text {
                en: "`{code}` is a draft already, in {path}",
                fr: "`{code}` est déjà en projet, dans {path}",
            };
            const HELP: Text = Text {
                en: "`qms edit {code}` goes on with it",
                fr: "`qms edit {code}` le reprend",
            };
            Failure::refused("V103", TEXT.with("code", &code).with("path", path))
                .help(HELP.with("code", code))
        }
        DraftRefusal::NotInForce(code) => {
            const TEXT: Text = Text {
                en: "`{code}` has not been in force: it can still be edited",
                fr: "`{code}` n'a pas été en vigueur\u{a0}: il peut encore être modifié",
            };
            const HELP: Text = Text {
                en: "`qms edit {code}`",
                fr: "`qms edit {code}`",
            };
            failure(FailureKind::State, TEXT.with("code", &code)).help(HELP.with("code", code))
        }
        DraftRefusal::BadName(name) => {
            const TEXT: Text = Text {
                en: "`{name}` is no such name: a process has capitals, digits and `-`, a register entry lower case, digits and `-`",
                fr: "`{name}` ne convient pas\u{a0}: un processus a des majuscules, chiffres et `-`, une ligne de registre des minuscules, chiffres et `-`",
            };
            failure(FailureKind::Usage, TEXT.with("name", name))
        }
        DraftRefusal::Exists(path) => {
            const TEXT: Text = Text {
                en: "`{path}` stands already",
                fr: "`{path}` existe déjà",
            };
            failure(FailureKind::State, TEXT.with("path", path))
        }
        DraftRefusal::Unreadable(_) => return None,
    })
}
