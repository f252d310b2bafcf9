//! A deterministic history of any length: drafts, approvals and validations signed by generated
//! keys, one commit in three an act. The same number gives the same commits.

#![allow(
    clippy::disallowed_methods,
    reason = "a bench writes the repository that it measures"
)]

use chrono::{DateTime, NaiveDate};
use qms::model::act::{ActKind, Statement};
use qms::parse::workflow::WorkflowKey;
use qms::parse::workflow_values::{Entry, application, entries_block};
use qms::parse::{digest, edit, trailers};
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{HashAlg, LineEnding, PrivateKey};
use std::collections::VecDeque;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// How many documents there are at the most: then they are revised.
const DOCUMENTS: u32 = 1000;
/// 2 January 2015, noon in Paris.
const START: i64 = 1_420_196_400;
/// Seconds between two commits.
const PACE: i64 = 600;

const PEOPLE: [(&str, &str); 3] = [
    ("admin", "{role: administrateur}"),
    ("pilote-paped", "{role: pilote, processus: PAPED}"),
    ("directrice", "{role: directrice}"),
];

/// One commit to be made.
struct Step {
    message: String,
    author: Option<usize>,
    files: Vec<(String, Option<String>)>,
}

/// A document on its way.
struct Draft {
    number: u32,
    version: u32,
    text: String,
    edits: u32,
}

impl Draft {
    fn code(&self) -> String {
        format!("MO-{:05}-V{:02}", self.number, self.version)
    }

    fn path(&self) -> String {
        format!("documents/MO/{}.md", self.code())
    }
}

/// Writes a repository of `count` commits into `folder`, packed, its trust root kept.
pub fn generate(folder: &Path, count: usize) {
    fs::create_dir_all(folder).expect("the folder");
    git(folder, &["init", "-q", "-b", "main"]);
    let keys: Vec<PrivateKey> = (0..PEOPLE.len()).map(key).collect();
    let steps = steps(count, &keys);
    let trees = trees(folder, &steps);
    let root = commits(folder, &steps, &trees, &keys);
    fs::create_dir_all(folder.join(".git/qms")).expect("the folder of notes");
    fs::write(folder.join(".git/qms/trust-root"), format!("{root}\n")).expect("the note");
    git(folder, &["update-ref", "-d", "refs/heads/import"]);
    git(folder, &["repack", "-adq"]);
    git(folder, &["reset", "-q", "--hard"]);
}

fn key(person: usize) -> PrivateKey {
    let seed = [person as u8 + 1; 32];
    PrivateKey::new(KeypairData::Ed25519(Ed25519Keypair::from_seed(&seed)), "").expect("a key")
}

fn seconds(step: usize) -> i64 {
    START + PACE * step as i64
}

fn day(step: usize) -> NaiveDate {
    DateTime::from_timestamp(seconds(step), 0)
        .expect("a time")
        .with_timezone(&chrono_tz::Europe::Paris)
        .date_naive()
}

fn steps(count: usize, keys: &[PrivateKey]) -> Vec<Step> {
    let mut steps = vec![foundation(keys)];
    let mut open: VecDeque<Draft> = VecDeque::new();
    let mut next = 0_u32;
    while steps.len() < count {
        let at = steps.len();
        if open.len() < 20 {
            let (number, version) = (next % DOCUMENTS + 1, next / DOCUMENTS + 1);
            next += 1;
            let draft = Draft {
                number,
                version,
                text: text(number, version),
                edits: 0,
            };
            steps.push(plain("Projet", &draft));
            open.push_back(draft);
            continue;
        }
        let Some(mut draft) = open.pop_front() else {
            continue;
        };
        if draft.edits < 4 {
            draft.edits += 1;
            writeln!(draft.text, "\nPrécision {} du projet.", draft.edits).expect("a text");
            steps.push(plain("Précision", &draft));
            open.push_back(draft);
        } else if draft.edits == 4 {
            draft.edits = 5;
            steps.push(approve(&mut draft, day(at)));
            open.push_back(draft);
        } else {
            steps.push(validate(&mut draft, day(at)));
        }
    }
    steps
}

fn foundation(keys: &[PrivateKey]) -> Step {
    let mut files = vec![
        (
            "qms.yaml".to_owned(),
            Some("organisation: Service social\nlangue: fr\n".to_owned()),
        ),
        (
            "processus/PAPED.md".to_owned(),
            Some(
                "---\ncode: PAPED\ntitre: Prévention\nfinalite: Aider les assurés.\n---\n"
                    .to_owned(),
            ),
        ),
    ];
    for ((id, role), key) in PEOPLE.iter().zip(keys) {
        let line = key.public_key().to_openssh().expect("a public key");
        files.push((format!("acteurs/{id}.md"), Some(format!("---\nid: {id}\nnom: {id}\ncourriel: {id}@service.example\nroles:\n  - {role}\ncles:\n  - {{cle: {}}}\n---\n", line.trim()))));
    }
    Step {
        message: "Fondation\n".to_owned(),
        author: Some(0),
        files,
    }
}

fn text(number: u32, version: u32) -> String {
    let replaces = match version {
        1 => String::new(),
        _ => format!(
            "remplace: MO-{number:05}-V{:02}\nmotif: Mise à jour annuelle.\n",
            version - 1
        ),
    };
    let mut text = format!(
        "---\ncode: MO-{number:05}-V{version:02}\ntitre: Mode opératoire {number}\nprocessus: PAPED\nobjet: Décrire le travail {number} du service.\nredacteur: agent\ndiffusion: [tout-agent]\n{replaces}---\n# Mode opératoire {number}\n"
    );
    for section in [
        "Objet",
        "Domaine d'application",
        "Mode opératoire",
        "Enregistrements",
    ] {
        writeln!(text, "\n## {section}\n").expect("a text");
        for line in 0..6 {
            writeln!(text, "Ligne {line} de la section « {section} » du document {number}, version {version} : ce que chacun fait, et ce qui en reste.").expect("a text");
        }
    }
    text
}

fn plain(word: &str, draft: &Draft) -> Step {
    Step {
        message: format!("{word} de {}\n", draft.code()),
        author: None,
        files: vec![(draft.path(), Some(draft.text.clone()))],
    }
}

fn approve(draft: &mut Draft, day: NaiveDate) -> Step {
    enter(draft, WorkflowKey::Approvals, "pilote-paped", "pilote", day);
    let statement = Statement {
        role: Some("pilote".to_owned()),
        ..statement(draft, ActKind::Approve, "pilote-paped")
    };
    act(draft, "Approbation", 1, &statement, Vec::new())
}

fn validate(draft: &mut Draft, day: NaiveDate) -> Step {
    enter(
        draft,
        WorkflowKey::Validations,
        "directrice",
        "directrice",
        day,
    );
    draft.text = edit::set(&draft.text, WorkflowKey::Effective, Some(&application(day)))
        .expect("a document");
    let before = (draft.version > 1).then(|| Draft {
        number: draft.number,
        version: draft.version - 1,
        text: String::new(),
        edits: 0,
    });
    let statement = Statement {
        role: Some("directrice".to_owned()),
        effective: Some(day),
        supersedes: before.as_ref().map(Draft::code),
        ..statement(draft, ActKind::Validate, "directrice")
    };
    let leaves = before.map(|before| (before.path(), None));
    act(
        draft,
        "Validation",
        2,
        &statement,
        leaves.into_iter().collect(),
    )
}

fn enter(draft: &mut Draft, key: WorkflowKey, actor: &str, role: &str, day: NaiveDate) {
    let entry = Entry {
        acteur: actor.to_owned(),
        role: role.to_owned(),
        date: day,
        empreinte: digest::digest(draft.text.as_bytes()).short(),
    };
    let block = entries_block(key, &[entry]);
    draft.text = edit::set(&draft.text, key, block.as_deref()).expect("a document");
}

fn statement(draft: &Draft, kind: ActKind, actor: &str) -> Statement {
    Statement {
        code: Some(draft.code()),
        digest: Some(digest::digest(draft.text.as_bytes())),
        ..Statement::new(kind, actor)
    }
}

fn act(
    draft: &Draft,
    word: &str,
    author: usize,
    statement: &Statement,
    mut files: Vec<(String, Option<String>)>,
) -> Step {
    files.push((draft.path(), Some(draft.text.clone())));
    let said = trailers::write(std::slice::from_ref(statement));
    Step {
        message: format!("{word} de {}\n\nActe.\n\n{said}", draft.code()),
        author: Some(author),
        files,
    }
}

/// The trees of all steps: git makes them, as commits that are not kept.
fn trees(folder: &Path, steps: &[Step]) -> Vec<String> {
    let mut import = Command::new("git")
        .args(["fast-import", "--quiet"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .spawn()
        .expect("git");
    let mut stream = std::io::BufWriter::new(import.stdin.take().expect("a pipe"));
    for (at, step) in steps.iter().enumerate() {
        let mut out = format!(
            "commit refs/heads/import\ncommitter x <x@service.example> {} +0000\ndata 0\n",
            seconds(at)
        );
        for (path, content) in &step.files {
            match content {
                Some(content) => write!(
                    out,
                    "M 100644 inline {path}\ndata {}\n{content}\n",
                    content.len()
                ),
                None => writeln!(out, "D {path}"),
            }
            .expect("a text");
        }
        out.push('\n');
        stream.write_all(out.as_bytes()).expect("the stream");
    }
    drop(stream);
    assert!(import.wait().expect("git").success());
    let log = Command::new("git")
        .args(["log", "--reverse", "--format=%T", "refs/heads/import"])
        .current_dir(folder)
        .output()
        .expect("git");
    String::from_utf8_lossy(&log.stdout)
        .lines()
        .map(str::to_owned)
        .collect()
}

/// The commits themselves, signed where they are acts; the id of the first.
fn commits(folder: &Path, steps: &[Step], trees: &[String], keys: &[PrivateKey]) -> String {
    let written = folder.join(".git/made");
    fs::create_dir_all(&written).expect("the folder");
    let mut list = String::new();
    let mut parent: Option<String> = None;
    let mut root = String::new();
    for (at, (step, tree)) in steps.iter().zip(trees).enumerate() {
        let who = step.author.map_or("agent", |person| PEOPLE[person].0);
        let stamp = format!("{who} <{who}@service.example> {} +0000", seconds(at));
        let mut head = format!("tree {tree}\n");
        if let Some(parent) = &parent {
            writeln!(head, "parent {parent}").expect("a text");
        }
        writeln!(head, "author {stamp}\ncommitter {stamp}").expect("a text");
        let payload = format!("{head}\n{}", step.message);
        let object = match step.author {
            None => payload,
            Some(person) => {
                let signature = keys[person]
                    .sign("git", HashAlg::Sha512, payload.as_bytes())
                    .expect("a signature")
                    .to_pem(LineEnding::LF)
                    .expect("armour");
                let signature = signature.trim_end().replace('\n', "\n ");
                format!("{head}gpgsig {signature}\n\n{}", step.message)
            }
        };
        let path = written.join(at.to_string());
        fs::write(&path, &object).expect("the object");
        writeln!(list, "{}", path.display()).expect("a text");
        let id = id_of(&object);
        if at == 0 {
            root.clone_from(&id);
        }
        parent = Some(id);
    }
    let mut hash = Command::new("git")
        .args([
            "hash-object",
            "-w",
            "-t",
            "commit",
            "--no-filters",
            "--stdin-paths",
        ])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("git");
    hash.stdin
        .take()
        .expect("a pipe")
        .write_all(list.as_bytes())
        .expect("the list");
    assert!(hash.wait().expect("git").success());
    let tip = parent.unwrap_or_default();
    git(folder, &["update-ref", "refs/heads/main", &tip]);
    fs::remove_dir_all(&written).expect("the folder");
    root
}

fn id_of(object: &str) -> String {
    use sha1::{Digest as _, Sha1};
    let mut hash = Sha1::new();
    hash.update(format!("commit {}\0", object.len()));
    hash.update(object);
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .status();
    assert!(status.expect("git").success(), "git {arguments:?}");
}
