//! What an exported snapshot holds: the state as files, tables that a spreadsheet opens, the proofs, and how to use them.
//!
//! This is form 1. An archive is verified by making these entries again: whoever changes what one of them says makes
//! another form, and keeps this one.

use super::archive::Entry;
use crate::model::snapshot::Manifest;
use crate::text::{Lang, Text};

/// The entry with the tag object.
pub const TAG: &str = "preuve/etiquette";
/// The entry with the objects of git.
pub const OBJECTS: &str = "preuve/objets.pack";

/// All that an archive is made of but the objects.
#[derive(Debug)]
pub struct Exhibit<'e> {
    /// What the tag says.
    pub manifest: &'e Manifest,
    /// The same, as it was signed.
    pub text: String,
    /// The tag object.
    pub tag: Vec<u8>,
    /// Its id.
    pub tag_id: String,
    /// The address under which git knows the key that signed it.
    pub email: String,
    /// The language of the organisation.
    pub lang: Lang,
    /// Documents in force with their images, and tickets: path from the root, bytes; sorted by path.
    pub files: Vec<Entry>,
    /// Of each document in force, in the order of the manifest: title and process.
    pub titles: Vec<[String; 2]>,
    /// Every act, parents first.
    pub acts: Vec<ActRow>,
    /// The file by which git and ssh-keygen know the keys.
    pub allowed_signers: String,
}

/// One act of the table.
#[derive(Debug)]
pub struct ActRow {
    /// Its cells, as [`ACTS`] names them.
    pub cells: [String; 9],
}

/// The columns of the table of acts.
const ACTS: [&str; 9] = [
    "commit",
    "acte",
    "code",
    "acteur",
    "role",
    "jour",
    "application",
    "empreinte",
    "valable",
];
/// The columns of the table of documents.
const DOCUMENTS: [&str; 9] = [
    "code",
    "version",
    "titre",
    "processus",
    "application",
    "approbations",
    "validations",
    "empreinte",
    "chemin",
];

/// The entries of the archive, in their order, without the objects.
pub fn entries(exhibit: &Exhibit<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = vec![
        ("LISEZMOI.txt".to_owned(), readme(exhibit).into_bytes()),
        (
            "manifeste.txt".to_owned(),
            exhibit.text.clone().into_bytes(),
        ),
        (
            "allowed-signers".to_owned(),
            exhibit.allowed_signers.clone().into_bytes(),
        ),
        ("tables/actes.csv".to_owned(), acts(exhibit)),
        ("tables/documents.csv".to_owned(), documents(exhibit)),
    ];
    for (path, bytes) in &exhibit.files {
        entries.push((format!("etat/{path}"), bytes.clone()));
    }
    entries.push((TAG.to_owned(), exhibit.tag.clone()));
    entries
}

fn readme(exhibit: &Exhibit<'_>) -> String {
    const README: Text = Text {
        en: "\
Snapshot {name} of {organisation}, state of {day} (form 1)

manifeste.txt        what was in force, and the acts that make it so
etat/                the documents in force with their images, and the tickets
tables/              the same as tables for a spreadsheet
allowed-signers      the keys of those who sign
preuve/etiquette     the signed tag that seals all this
preuve/objets.pack   the commits, trees and files of git that prove each act

VERIFY WITH QMS
The trust root must come from outside this archive: the organisation's administrator noted it. The manifest says it is
    {root}

    qms snapshot verify THIS-FILE.zip --trust-root ROOT

VERIFY WITH GIT
In the folder where this archive was unpacked:

    git init -q --object-format={format} verif
    git -C verif index-pack --stdin < preuve/objets.pack
    git -C verif update-ref refs/tags/{name} {tag}
    git -C verif config gpg.ssh.allowedSignersFile \"$PWD/allowed-signers\"
    git -C verif verify-tag {name}
    git -C verif log --show-signature {name}
    git -C verif show {name}:documents/...

VERIFY WITH SSH-KEYGEN ALONE
    sed '/^-----BEGIN SSH SIGNATURE-----$/,$d' preuve/etiquette > charge
    sed -n '/^-----BEGIN SSH SIGNATURE-----$/,$p' preuve/etiquette > charge.sig
    ssh-keygen -Y verify -f allowed-signers -I {email} -n git -s charge.sig < charge
",
        fr: "\
Instantané {name} de {organisation}, état au {day} (forme 1)

manifeste.txt        ce qui était en vigueur, et les actes qui le font
etat/                les documents en vigueur avec leurs images, et les fiches
tables/              la même chose en tables pour un tableur
allowed-signers      les clés de ceux qui signent
preuve/etiquette     l'étiquette signée qui scelle le tout
preuve/objets.pack   les commits, arbres et fichiers de git qui prouvent chaque acte

VÉRIFIER AVEC QMS
La racine de confiance doit venir d'ailleurs que de cette archive\u{a0}: l'administrateur l'a notée. Le manifeste dit que c'est
    {root}

    qms snapshot verify CE-FICHIER.zip --trust-root RACINE

VÉRIFIER AVEC GIT
Dans le dossier où cette archive a été ouverte\u{a0}:

    git init -q --object-format={format} verif
    git -C verif index-pack --stdin < preuve/objets.pack
    git -C verif update-ref refs/tags/{name} {tag}
    git -C verif config gpg.ssh.allowedSignersFile \"$PWD/allowed-signers\"
    git -C verif verify-tag {name}
    git -C verif log --show-signature {name}
    git -C verif show {name}:documents/...

VÉRIFIER AVEC SSH-KEYGEN SEUL
    sed '/^-----BEGIN SSH SIGNATURE-----$/,$d' preuve/etiquette > charge
    sed -n '/^-----BEGIN SSH SIGNATURE-----$/,$p' preuve/etiquette > charge.sig
    ssh-keygen -Y verify -f allowed-signers -I {email} -n git -s charge.sig < charge
",
    };
    let manifest = exhibit.manifest;
    let format = if manifest.commit.len() == 40 {
        "sha1"
    } else {
        "sha256"
    };
    README
        .with("name", manifest.name.as_str())
        .with("organisation", manifest.organisation.as_str())
        .with("day", manifest.day.to_string())
        .with("root", manifest.root.as_str())
        .with("format", format)
        .with("tag", exhibit.tag_id.as_str())
        .with("email", exhibit.email.as_str())
        .render(exhibit.lang)
}

fn documents(exhibit: &Exhibit<'_>) -> Vec<u8> {
    let rows = exhibit.manifest.documents.iter().zip(&exhibit.titles).map(
        |(document, [title, process])| {
            let acts = |act: &str| -> String {
                let made = document
                    .acts
                    .iter()
                    .filter(|known| known.act.as_str() == act);
                let made: Vec<String> = made
                    .map(|known| format!("{} ({}) {}", known.actor, known.role, known.day))
                    .collect();
                made.join(", ")
            };
            [
                document.code.clone(),
                document.version.to_string(),
                title.clone(),
                process.clone(),
                document.effective.to_string(),
                acts("approve"),
                acts("validate"),
                document.digest.to_string(),
                document.path.clone(),
            ]
        },
    );
    csv(&DOCUMENTS, rows)
}

fn acts(exhibit: &Exhibit<'_>) -> Vec<u8> {
    csv(&ACTS, exhibit.acts.iter().map(|row| row.cells.clone()))
}

/// RFC 4180, every cell between quotes, with the mark by which spreadsheets know UTF-8.
fn csv<const N: usize>(header: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let mut out = "\u{feff}".to_owned();
    let mut line = |cells: &[String; N]| {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    };
    line(&header.map(str::to_owned));
    for row in rows {
        line(&row);
    }
    out.into_bytes()
}

/// A cell that no spreadsheet takes for a formula.
fn quoted(cell: &str) -> String {
    // The wide forms of East Asian scripts are taken for the plain ones.
    let formula = |sign: char| {
        matches!(
            sign,
            '=' | '+' | '-' | '@' | '|' | '%' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}'
        )
    };
    let active = cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start().starts_with(formula)
        || cell
            .trim_start_matches(|sign: char| sign.is_control() || sign == '\u{feff}')
            .starts_with(formula);
    let guard = if active { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "\u{ff1d}1",
            "\u{feff}=1",
        ] {
            assert!(quoted(cell).starts_with("\"'"), "{cell:?}");
        }
        assert_eq!(quoted("a \"b\""), "\"a \"\"b\"\"\"");
        assert_eq!(quoted("2026-11-21"), "\"2026-11-21\"");
    }
}
