//! Audit tags: moved, vanished, forged, or unknown to the ledger.

use super::super::Failure;
use super::super::signing::sign_failure;
use super::case::{Mutation, Verdict, error};
use super::desk::{Made, failure, message, stamp};
use super::history::{Life, UNKNOWN};
use crate::acts::snapshot;
use crate::history::{self, Reading};
use crate::model::act::{ActKind, Statement};
use crate::model::layout::snapshot_path;
use crate::model::snapshot::{Manifest, SnapshotName};
use crate::parse::yaml::{plain, quoted_scalar};
use crate::parse::{digest, manifest, trailers};
use crate::text::Text;

const NAME: &str = "audit-2026";

/// A tag that was made and entered as it should be.
pub const UNTOUCHED: Mutation = error(
    "untouched-tag",
    Text {
        en: "nothing: an audit tag, signed and entered in the ledger",
        fr: "rien\u{a0}: une étiquette d'audit, signée et inscrite au registre des instantanés",
    },
    &[],
    |life| {
        let own = Tag::of(life, &life.merged)?;
        let object = own.object(life, "administrateur")?;
        let mut verdict = known(life, &own.entered(life, &object)?, &[(NAME, &object)])?;
        verdict.errors.append(&mut verdict.warnings);
        Ok(verdict)
    },
);

/// Every forgery of an audit tag.
pub const CASES: &[Mutation] = &[
    error(
        "tag-moved",
        Text {
            en: "the tag is moved to another commit, rightly signed again",
            fr: "l'étiquette est déplacée sur un autre commit, signée à nouveau en règle",
        },
        &["G204"],
        |life| {
            let own = Tag::of(life, &life.merged)?;
            let object = own.object(life, "administrateur")?;
            let moved = Tag::of(life, &life.reviewed)?.object(life, "administrateur")?;
            known(life, &own.entered(life, &object)?, &[(NAME, &moved)])
        },
    ),
    error(
        "tag-vanished",
        Text {
            en: "the tag that the ledger names is gone",
            fr: "l'étiquette que le registre nomme a disparu",
        },
        &["G204"],
        |life| {
            let own = Tag::of(life, &life.merged)?;
            let object = own.object(life, "administrateur")?;
            known(life, &own.entered(life, &object)?, &[])
        },
    ),
    error(
        "tag-light",
        Text {
            en: "the reference names the commit itself, without a signed object",
            fr: "la référence désigne le commit lui-même, sans objet signé",
        },
        &["G204"],
        |life| {
            let own = Tag::of(life, &life.merged)?;
            let object = own.object(life, "administrateur")?;
            let commit = life.merged.commit.to_string();
            known(life, &own.entered(life, &object)?, &[(NAME, &commit)])
        },
    ),
    error(
        "tag-under-another-name",
        Text {
            en: "the tag stands under another name as well",
            fr: "l'étiquette figure aussi sous un autre nom",
        },
        &["G204"],
        |life| {
            let own = Tag::of(life, &life.merged)?;
            let object = own.object(life, "administrateur")?;
            let tags = [(NAME, object.as_str()), ("audit-2027", object.as_str())];
            known(life, &own.entered(life, &object)?, &tags)
        },
    ),
    error(
        "tag-not-entered",
        Text {
            en: "a tag says that it is an audit tag, and the ledger does not know it",
            fr: "une étiquette se dit étiquette d'audit, et le registre ne la connaît pas",
        },
        &["G204"],
        |life| {
            let own = Tag::of(life, &life.merged)?;
            let object = own.object(life, "administrateur")?;
            let later = life.merged.next().put("README.md", "Suite.\n");
            known(life, &later.write(&life.scratch)?, &[(NAME, &object)])
        },
    ),
    error(
        "tag-unsigned",
        Text {
            en: "the tag is not signed, though the ledger names it",
            fr: "l'étiquette n'est pas signée, bien que le registre la nomme",
        },
        &["G204"],
        |life| forged(life, None),
    ),
    error(
        "tag-by-unknown-key",
        Text {
            en: "the tag is signed with a key that nobody registered",
            fr: "l'étiquette est signée par une clé que personne n'a inscrite",
        },
        &["G204"],
        |life| forged(life, Some(UNKNOWN)),
    ),
    error(
        "tag-by-another-actor",
        Text {
            en: "the tag is signed by a person who may not take snapshots, in the administrator's name",
            fr: "l'étiquette est signée, au nom de l'administrateur, par une personne qui n'y est pas habilitée",
        },
        &["G204"],
        |life| forged(life, Some("agent")),
    ),
    error(
        "tag-byte",
        Text {
            en: "one byte of the manifest is changed under the signature",
            fr: "un octet du manifeste est modifié sous la signature",
        },
        &["G204"],
        |life| {
            let own = Tag::of(life, &life.merged)?;
            let object = own.signed(life, "administrateur")?;
            let text = String::from_utf8_lossy(&object).replacen("actes: ", "actes: 1", 1);
            let object = written(life, text.as_bytes())?;
            known(life, &own.entered(life, &object)?, &[(NAME, &object)])
        },
    ),
    error(
        "tag-other-objects",
        Text {
            en: "the signed seal is not that of the objects of the commit",
            fr: "le sceau signé n'est pas celui des objets du commit",
        },
        &["G204"],
        |life| {
            let seal = life
                .scratch
                .repository()
                .sha512_of(life.reviewed.commit)
                .map_err(|error| Failure::io("git", error))?;
            let mut own = Tag::of(life, &life.merged)?;
            own.manifest.seal = seal;
            let object = own.object(life, "administrateur")?;
            known(life, &own.entered(life, &object)?, &[(NAME, &object)])
        },
    ),
];

/// A tag before it is written.
struct Tag {
    manifest: Manifest,
    seconds: i64,
}

impl Tag {
    /// The tag of a commit, with what its history says.
    fn of(life: &Life, made: &Made) -> Result<Tag, Failure> {
        let repository = life.scratch.repository();
        let git = |error: String| Failure::io("git", error);
        let reading = Reading {
            now: life.clock.now(),
            root: Some(life.root.commit),
        };
        let history = history::read(repository, made.commit, &reading)
            .map_err(|error| git(error.to_string()))?;
        let name: SnapshotName = NAME.parse().map_err(|_| git(NAME.to_owned()))?;
        let corpus = life.clock.load(&repository.tree_of(made.commit))?;
        let seal = repository
            .sha512_of(made.commit)
            .map_err(|error| git(error.to_string()))?;
        Ok(Tag {
            manifest: snapshot::manifest(&name, &corpus, &history, made.sheet.day(), seal),
            seconds: made.sheet.seconds + 3_600,
        })
    }

    fn statement(&self) -> Statement {
        let text = manifest::write(&self.manifest);
        Statement {
            code: Some(NAME.to_owned()),
            digest: Some(digest::raw(text.as_bytes())),
            role: Some("administrateur".to_owned()),
            ..Statement::new(ActKind::Snapshot, "administrateur")
        }
    }

    fn payload(&self) -> String {
        format!(
            "object {}\ntype commit\ntag {NAME}\ntagger {} {} +0000\n\n{}\n{}",
            self.manifest.commit,
            stamp("administrateur"),
            self.seconds,
            manifest::write(&self.manifest),
            trailers::write(&[self.statement()])
        )
    }

    /// Its bytes with a signature.
    fn signed(&self, life: &Life, key: &'static str) -> Result<Vec<u8>, Failure> {
        let mut bytes = self.payload().into_bytes();
        let armor = life.scratch.sign(key, &bytes).map_err(sign_failure)?;
        bytes.extend(armor);
        Ok(bytes)
    }

    /// The object, signed.
    fn object(&self, life: &Life, key: &'static str) -> Result<String, Failure> {
        written(life, &self.signed(life, key)?)
    }

    /// The act that enters an object of this tag in the ledger.
    fn entered(&self, life: &Life, object: &str) -> Result<Made, Failure> {
        let sheet = life.merged.next();
        let entry = format!(
            "---\nnom: {}\nobjet: {}\ncommit: {}\nsha512: {}\ndate: {}\nacteur: {}\n---\n",
            plain(NAME),
            quoted_scalar(object),
            quoted_scalar(&self.manifest.commit),
            quoted_scalar(&self.manifest.seal.to_string()),
            sheet.day(),
            plain("administrateur"),
        );
        let mut sheet = sheet
            .put(&snapshot_path(NAME), &entry)
            .signed("administrateur");
        sheet.message = message(&self.statement());
        sheet.write(&life.scratch)
    }
}

fn written(life: &Life, bytes: &[u8]) -> Result<String, Failure> {
    let tag = life.scratch.write_tag(bytes).map_err(failure)?;
    Ok(tag.to_string())
}

/// A tag signed otherwise, or not at all, and entered in the ledger as it is.
fn forged(life: &Life, key: Option<&'static str>) -> Result<Verdict, Failure> {
    let own = Tag::of(life, &life.merged)?;
    let object = match key {
        Some(key) => own.object(life, key)?,
        None => written(life, own.payload().as_bytes())?,
    };
    known(life, &own.entered(life, &object)?, &[(NAME, &object)])
}

/// Verifies a history while references name tags.
fn known(life: &Life, tip: &Made, tags: &[(&str, &str)]) -> Result<Verdict, Failure> {
    let Some(((name, object), rest)) = tags.split_first() else {
        return life.reopened(tip.commit);
    };
    let text = format!("{object}\n");
    life.scratch
        .with_git_file(&format!("refs/tags/{name}"), text.as_bytes(), || {
            known(life, tip, rest)
        })
        .map_err(failure)?
}
