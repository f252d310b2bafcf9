//! The valid history that every forgery begins from: a register, a document through two versions,
//! a review, an acknowledgement, two branches and their merge.

use super::super::options::Options;
use super::super::signing::sign_failure;
use super::super::{Console, Context, Environment, Failure, Terminal};
use super::desk::{DAY, Made, Seal, Sheet, document_path, failure, name, receipt_path, stamp};
use crate::model::act::{ActKind, Outcome, Statement};
use crate::repository::{Files, Scratch};
use crate::text::Lang;
use chrono::DateTime;
use std::collections::BTreeMap;

/// The morning of 2 March 2026: the day of the trust root, whatever today is.
pub const START: i64 = 1_772_442_000;

/// The first version, which the second replaces.
pub const FIRST: &str = "MO-00391-V01";
/// The version in force at the end.
pub const SECOND: &str = "MO-00391-V02";
/// A document that is approved on a branch.
pub const OTHER: &str = "MO-00400-V01";

/// Who acts, in which roles.
const PEOPLE: [(&str, &str); 8] = [
    ("administrateur", "role: administrateur, du: 2024-01-01"),
    (
        "pilote-paped",
        "role: pilote, processus: PAPED, du: 2024-01-01",
    ),
    (
        "pilote-smir",
        "role: pilote, processus: SMIR, du: 2024-01-01",
    ),
    (
        "ancien-pilote",
        "role: pilote, processus: PAPED, du: 2024-01-01",
    ),
    ("directrice", "role: directrice, du: 2024-01-01"),
    ("referent", "role: referent, du: 2024-01-01"),
    ("agent", "role: agent, du: 2024-01-01"),
    ("suppleant", "role: administrateur, du: 2024-01-01"),
];

/// A key that the pilot had at first, and one that nobody registered.
pub const WITHDRAWN: &str = "pilote-paped-ancienne";
/// See [`WITHDRAWN`].
pub const UNKNOWN: &str = "inconnue";

/// The history, commit by commit.
pub struct Life {
    /// Where it is written.
    pub scratch: Scratch,
    /// A reader of it, whose clock stands on a day by which all of it has happened.
    pub clock: Context,
    keys: BTreeMap<&'static str, String>,
    /// The trust root.
    pub root: Made,
    /// The pilot's first key is withdrawn, and an ancient pilot's role ended.
    pub register: Made,
    /// The first version, as a draft.
    pub draft: Made,
    /// It is approved.
    pub approved: Made,
    /// It is validated.
    pub validated: Made,
    /// It is read by the agent.
    pub read: Made,
    /// The second version, as a draft.
    pub second_draft: Made,
    /// It is approved.
    pub second_approved: Made,
    /// It is validated: the first one leaves.
    pub second_validated: Made,
    /// It is reviewed.
    pub reviewed: Made,
    /// A branch: another document, as a draft.
    pub side_draft: Made,
    /// The branch goes on: that document is approved.
    pub side_approved: Made,
    /// Beside that branch, the register changes.
    pub beside: Made,
    /// Both meet.
    pub merged: Made,
}

impl Life {
    /// Plays it in a folder of its own.
    pub fn play() -> Result<Life, Failure> {
        let scratch = Scratch::new("qms-selftest").map_err(failure)?;
        let mut keys = BTreeMap::new();
        let owners = PEOPLE.iter().map(|(id, _)| *id);
        for key in owners.chain([WITHDRAWN, UNKNOWN]) {
            let made = scratch.make_key(key).map_err(sign_failure)?;
            keys.insert(key, made.text());
        }
        let root = root(&keys).write(&scratch)?;
        let register = register(&root, &keys).write(&scratch)?;
        let draft = register
            .next()
            .put(&document_path(FIRST), &document(FIRST, ""))
            .write(&scratch)?;
        let approved = approve(&draft, FIRST)?.write(&scratch)?;
        let validated = validate(&approved, FIRST, None)?.write(&scratch)?;
        let read = read(&validated, FIRST)?.write(&scratch)?;
        let second_draft = read
            .next()
            .put(&document_path(SECOND), &second())
            .write(&scratch)?;
        let second_approved = approve(&second_draft, SECOND)?.write(&scratch)?;
        let second_validated = validate(&second_approved, SECOND, Some(FIRST))?.write(&scratch)?;
        let reviewed = review(&second_validated, SECOND)?.write(&scratch)?;
        let side_draft = reviewed
            .next()
            .put(&document_path(OTHER), &document(OTHER, ""))
            .write(&scratch)?;
        let side_approved = approve(&side_draft, OTHER)?.write(&scratch)?;
        let beside = reviewed
            .next()
            .replaced("acteurs/agent.md", "# agent", "# agent d'accueil")
            .saying("Fonction de l'agent")
            .signed("administrateur")
            .write(&scratch)?;
        let merged = merge(&beside, &side_approved).write(&scratch)?;
        Ok(Life {
            scratch,
            clock: clock(),
            keys,
            root,
            register,
            draft,
            approved,
            validated,
            read,
            second_draft,
            second_approved,
            second_validated,
            reviewed,
            side_draft,
            side_approved,
            beside,
            merged,
        })
    }

    /// The line of a key in an actor's file.
    pub fn key(&self, name: &str) -> &str {
        self.keys.get(name).map_or("", String::as_str)
    }

    /// The date by which everything here has happened.
    pub fn now() -> i64 {
        START + 60 * DAY
    }
}

/// Whatever the day, the environment and the options of this run are.
fn clock() -> Context {
    let environment = Environment {
        arguments: Vec::new(),
        variables: Vec::new(),
        folder: None,
        now: DateTime::from_timestamp(Life::now(), 0).unwrap_or_default(),
        stdin: Terminal::No,
        stdout: Terminal::No,
        stderr: Terminal::No,
        console: Console::default(),
    };
    Context::new(environment, Options::default(), Lang::En)
}

fn root(keys: &BTreeMap<&'static str, String>) -> Sheet {
    let mut sheet = Sheet {
        files: Files::new(),
        parents: Vec::new(),
        author: stamp("administrateur"),
        committer: stamp("administrateur"),
        seconds: START,
        headers: String::new(),
        message: "Fondation\n".to_owned(),
        seal: Seal::Key("administrateur"),
    }
    .put(
        "qms.yaml",
        "organisation: Service social\nlangue: fr\nfuseau: Europe/Paris\n",
    )
    .put("README.md", "Documents du service.\n");
    for process in ["PAPED", "SMIR"] {
        let text = format!(
            "---\ncode: {process}\ntitre: Prévention\nfinalite: Aider les assurés en difficulté.\n---\n"
        );
        sheet = sheet.put(&format!("processus/{process}.md"), &text);
    }
    for (id, role) in PEOPLE.iter().filter(|(id, _)| *id != "suppleant") {
        let key = match *id {
            "pilote-paped" => WITHDRAWN,
            other => other,
        };
        let key = keys.get(key).map_or("", String::as_str);
        sheet = sheet.put(&format!("acteurs/{id}.md"), &actor(id, role, key));
    }
    sheet
}

/// Two administrators, a new key for the pilot, the end of a mandate.
fn register(root: &Made, keys: &BTreeMap<&'static str, String>) -> Sheet {
    let key = |id: &str| keys.get(id).map_or("", String::as_str);
    let ended = "role: pilote, processus: PAPED, du: 2024-01-01, au: 2026-03-02";
    let mut sheet = root
        .next()
        .saying("Acteurs, clés et mandats")
        .signed("administrateur");
    for (id, role) in PEOPLE {
        let role = match id {
            "pilote-paped" | "suppleant" => role,
            "ancien-pilote" => ended,
            _ => continue,
        };
        sheet = sheet.put(&format!("acteurs/{id}.md"), &actor(id, role, key(id)));
    }
    sheet
}

/// The file of an actor.
pub fn actor(id: &str, role: &str, key: &str) -> String {
    format!(
        "---\nid: {id}\nnom: {}\ncourriel: {id}@service.example\nroles:\n  - {{{role}}}\ncles:\n  - {{cle: {}, du: 2024-01-01}}\n---\n# {id}\n",
        name(id),
        crate::parse::yaml::quoted_scalar(key.trim())
    )
}

/// A document that every rule of the tree accepts, with more lines of front-matter.
pub fn document(code: &str, more: &str) -> String {
    format!(
        "---\ncode: {code}\ntitre: Traitement des écarts\nprocessus: PAPED\nobjet: Décrire comment un écart est traité et clos.\nredacteur: referent\ndiffusion: [tout-agent]\n{more}---\n# Traitement des écarts\n\n## Objet\n\nTraiter les écarts constatés dans le service.\n\n## Domaine d'application\n\nTous les agents du processus, toute l'année.\n\n## Mode opératoire\n\nSignaler l'écart, le corriger, en chercher la cause.\n\n## Enregistrements\n\nLa fiche de l'écart.\n"
    )
}

/// The text of the second version.
pub fn second() -> String {
    document(
        SECOND,
        &format!("remplace: {FIRST}\nmotif: Retour des premiers mois d'utilisation.\n"),
    )
    .replace(
        "en chercher la cause",
        "en chercher la cause avec le pilote",
    )
}

/// The pilot approves.
pub fn approve(on: &Made, code: &str) -> Result<Sheet, Failure> {
    approve_as(on.next(), code, "pilote-paped", "pilote")
}

/// Someone approves, in some role.
pub fn approve_as(
    sheet: Sheet,
    code: &str,
    who: &'static str,
    role: &str,
) -> Result<Sheet, Failure> {
    let statement = sheet.statement(ActKind::Approve, code, who, role);
    sheet.act(&statement, who)
}

/// The director validates, for the same day.
pub fn validate(on: &Made, code: &str, supersedes: Option<&str>) -> Result<Sheet, Failure> {
    validate_as(on.next(), code, supersedes, "directrice")
}

/// Someone validates, as director.
pub fn validate_as(
    sheet: Sheet,
    code: &str,
    supersedes: Option<&str>,
    who: &'static str,
) -> Result<Sheet, Failure> {
    let statement = Statement {
        effective: Some(sheet.day()),
        supersedes: supersedes.map(str::to_owned),
        ..sheet.statement(ActKind::Validate, code, who, "directrice")
    };
    sheet.act(&statement, who)
}

/// The pilot confirms what is in force.
pub fn review(on: &Made, code: &str) -> Result<Sheet, Failure> {
    let sheet = on.next();
    let statement = Statement {
        outcome: Some(Outcome::Confirmed),
        ..sheet.statement(ActKind::Review, code, "pilote-paped", "pilote")
    };
    sheet.act(&statement, "pilote-paped")
}

/// The agent has read it.
fn read(on: &Made, code: &str) -> Result<Sheet, Failure> {
    let sheet = on.next();
    let statement = Statement {
        role: None,
        ..sheet.statement(ActKind::Ack, code, "agent", "")
    };
    sheet.act(&statement, "agent")
}

/// An honest merge, as git makes it: each file as the side has it that changed it.
pub fn merge(one: &Made, other: &Made) -> Sheet {
    let mut sheet = one.next().saying("Merge branch 'revision'");
    sheet.parents.push(other.commit);
    sheet.seconds = one.sheet.seconds.max(other.sheet.seconds) + DAY;
    for (path, file) in &other.sheet.files {
        sheet
            .files
            .entry(path.clone())
            .or_insert_with(|| file.clone());
    }
    sheet
}

/// Where the agent's acknowledgement of the first version stands.
pub fn receipt() -> String {
    receipt_path(FIRST, "agent")
}
