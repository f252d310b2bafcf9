//! What a clone puts between the reader and the objects, and clones of which nothing can be said.

use super::super::Failure;
use super::super::verify::Target;
use super::case::{Mutation, Verdict, error};
use super::desk::{DAY, Sheet, document_path, failure, stamp};
use super::history::{Life, SECOND};
use crate::history::Pins;
use crate::report::selftest::NOT_VERIFIABLE;
use crate::repository::CommitId;
use crate::text::Text;

/// Every tampering with the clone.
pub const CASES: &[Mutation] = &[
    error(
        "store-replace",
        Text {
            en: "a reference `refs/replace/` puts another commit in the place of an act",
            fr: "une référence `refs/replace/` met un autre commit à la place d'un acte",
        },
        &["G205"],
        |life| {
            let name = format!("refs/replace/{}", life.validated.commit);
            beside_file(life, &name, &format!("{}\n", life.draft.commit))
        },
    ),
    error(
        "store-graft",
        Text {
            en: "`info/grafts` gives a commit another parent",
            fr: "`info/grafts` donne un autre parent à un commit",
        },
        &["G205"],
        |life| {
            let line = format!("{} {}\n", life.reviewed.commit, life.register.commit);
            beside_file(life, "info/grafts", &line)
        },
    ),
    error(
        "store-shallow",
        Text {
            en: "the clone is shallow: nothing can be said",
            fr: "le clone est superficiel\u{a0}: rien ne peut être affirmé",
        },
        &[NOT_VERIFIABLE],
        |life| beside_file(life, "shallow", &format!("{}\n", life.draft.commit)),
    ),
    error(
        "store-missing-commit",
        Text {
            en: "a commit is missing: nothing can be said",
            fr: "un commit manque\u{a0}: rien ne peut être affirmé",
        },
        &[NOT_VERIFIABLE],
        |life| object(life, &life.approved.commit.to_string(), None),
    ),
    error(
        "store-missing-file",
        Text {
            en: "the text of a document is missing: nothing can be said",
            fr: "le texte d'un document manque\u{a0}: rien ne peut être affirmé",
        },
        &[NOT_VERIFIABLE],
        |life| object(life, &blob(life)?, None),
    ),
    error(
        "store-damaged-object",
        Text {
            en: "an object is damaged on disk: nothing can be said",
            fr: "un objet est endommagé sur le disque\u{a0}: rien ne peut être affirmé",
        },
        &[NOT_VERIFIABLE],
        |life| object(life, &life.approved.commit.to_string(), Some(b"endommage")),
    ),
    error(
        "store-other-root",
        Text {
            en: "the history is verified against another trust root",
            fr: "l'historique est vérifié contre une autre racine de confiance",
        },
        &["G202"],
        |life| {
            let root = Sheet {
                seconds: life.root.sheet.seconds + DAY,
                ..life.root.sheet.clone()
            }
            .write(&life.scratch)?;
            Ok(from(life, life.merged.commit, root.commit))
        },
    ),
    error(
        "store-unsigned-root",
        Text {
            en: "the trust root itself is not signed",
            fr: "la racine de confiance elle-même n'est pas signée",
        },
        &["G202"],
        |life| {
            let root = life.root.sheet.clone().sealed(super::desk::Seal::None);
            let root = root.write(&life.scratch)?;
            let draft = root
                .next()
                .put("README.md", "Suite.\n")
                .write(&life.scratch)?;
            Ok(from(life, draft.commit, root.commit))
        },
    ),
    error(
        "store-rewritten",
        Text {
            en: "the branch no longer leads from what was verified here before",
            fr: "la branche ne descend plus de ce qui avait été vérifié ici",
        },
        &["G203"],
        rewritten,
    ),
];

/// Verifies the untouched history while a file stands in the folder of git.
fn beside_file(life: &Life, name: &str, text: &str) -> Result<Verdict, Failure> {
    life.scratch
        .with_git_file(name, text.as_bytes(), || life.reopened(life.merged.commit))
        .map_err(failure)?
}

/// Verifies the untouched history while an object is missing, or is not what it was.
fn object(life: &Life, id: &str, bytes: Option<&[u8]>) -> Result<Verdict, Failure> {
    life.scratch
        .with_object_file(id, bytes, || life.reopened(life.merged.commit))
        .map_err(failure)?
}

/// The file of the version in force.
fn blob(life: &Life) -> Result<String, Failure> {
    let path = document_path(SECOND);
    let found = life
        .scratch
        .repository()
        .file_at(life.merged.commit, &path)
        .map_err(|error| Failure::io(&path, error))?;
    Ok(found.map(|(_, id)| id.to_string()).unwrap_or_default())
}

/// What was verified is no longer among what leads to the branch.
fn rewritten(life: &Life) -> Result<Verdict, Failure> {
    const BRANCH: &str = "refs/heads/main";
    let repository = life.scratch.repository();
    let other = Sheet {
        author: stamp("agent"),
        ..life.reviewed.next()
    }
    .put("README.md", "Autre suite.\n")
    .write(&life.scratch)?;
    let io = |error: std::io::Error| Failure::io("qms", error);
    Pins::read(repository)
        .keep(repository, BRANCH, life.merged.commit)
        .map_err(io)?;
    let target = Target {
        tip: other.commit,
        name: Some(BRANCH.to_owned()),
    };
    Ok(life.verified(repository, &target, life.root.commit))
}

/// Verifies a history from another trust root.
fn from(life: &Life, tip: CommitId, root: CommitId) -> Verdict {
    let target = Target { tip, name: None };
    life.verified(life.scratch.repository(), &target, root)
}
