//! A stage on which histories are played: one service, its persons, a document, plain git.
//!
//! The service is founded once a process and copied for each test; every key is shared.

use crate::sandbox::{Ended, PROCEDURE, ended};
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

/// The document of the stage.
pub const DOCUMENT: &str = "documents/PR/PR-01-V1.md";

/// Noon of 21 November 2026, UTC.
const START: i64 = 1_795_262_400;

/// Who works in the service, and in which roles.
const PERSONS: [(&str, &str); 9] = [
    ("admin", "administrateur"),
    ("adjoint", "administrateur"),
    ("pilote", "pilote, processus: ACCUEIL"),
    ("voisine", "pilote, processus: VOISIN"),
    ("directrice", "directrice"),
    ("suppleante", "directrice"),
    ("qualite", "assistante-qualite"),
    ("referent", "referent"),
    ("agent", "agent"),
];

/// A repository, its persons, and a clock that moves a minute with each commit.
pub struct Stage {
    folder: tempfile::TempDir,
    depot: PathBuf,
    clock: Cell<i64>,
}

/// The three states from which tests begin.
struct Templates {
    folder: PathBuf,
}

impl Templates {
    fn get() -> &'static Templates {
        static MADE: OnceLock<Templates> = OnceLock::new();
        MADE.get_or_init(Templates::make)
    }

    fn make() -> Templates {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR"));
        forget_old(home);
        let folder = tempfile::Builder::new()
            .prefix("histories-")
            .tempdir_in(home)
            .expect("a folder")
            .keep();
        fs::create_dir(folder.join("keys")).expect("a folder");
        for person in PERSONS.iter().map(|(id, _)| *id).chain(["intrus"]) {
            keygen(&folder.join("keys").join(person), &["-t", "ed25519"]);
        }
        let stage = Stage::at(Duration::ZERO, &folder);
        stage.found();
        copy(&stage.depot, &folder.join("founded"));
        stage.done("pilote", &["approve", "PR-01"]);
        copy(&stage.depot, &folder.join("approved"));
        stage.done("directrice", &["validate", "PR-01"]);
        copy(&stage.depot, &folder.join("in-force"));
        Templates { folder }
    }
}

/// Where files cost least: many small ones are written, and none has to last.
fn quick_place() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() {
        memory
    } else {
        std::env::temp_dir()
    }
}

/// Folders of runs that ended long ago.
fn forget_old(home: &Path) {
    let hour = SystemTime::now() - Duration::from_secs(3600);
    for entry in fs::read_dir(home).into_iter().flatten().flatten() {
        let old = entry
            .metadata()
            .and_then(|about| about.modified())
            .is_ok_and(|modified| modified < hour);
        if old
            && entry
                .file_name()
                .to_string_lossy()
                .starts_with("histories-")
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

impl Stage {
    /// The service with its register, and a draft ready to approve.
    pub fn founded() -> Stage {
        Stage::copied("founded", 3)
    }

    /// The draft approved by the pilot.
    pub fn approved() -> Stage {
        Stage::copied("approved", 4)
    }

    /// The document approved, validated, and in force.
    pub fn in_force() -> Stage {
        Stage::copied("in-force", 5)
    }

    fn copied(name: &str, minutes: u64) -> Stage {
        let folder = &Templates::get().folder;
        let stage = Stage::at(Duration::from_secs(60 * minutes), folder);
        fs::remove_dir(&stage.depot).expect("an empty folder");
        copy(&folder.join(name), &stage.depot);
        stage
    }

    fn at(since: Duration, templates: &Path) -> Stage {
        let folder = tempfile::Builder::new()
            .prefix("qms")
            .tempdir_in(quick_place())
            .expect("a temporary folder");
        for name in ["home", "depot", "keys"] {
            fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        copy(&templates.join("keys"), &folder.path().join("keys"));
        let depot = folder.path().join("depot");
        let clock = Cell::new(START + i64::try_from(since.as_secs()).expect("a short while"));
        Stage {
            folder,
            depot,
            clock,
        }
    }

    fn found(&self) {
        self.git(&["init", "-q", "-b", "main", "--template="]);
        for setting in ["gc.auto=0", "maintenance.auto=false", "index.threads=1"] {
            let (key, value) = setting.split_once('=').expect("a setting");
            self.git(&["config", key, value]);
        }
        self.done("admin", &["init", "--organisation", "Service social"]);
        fs::remove_file(self.depot.join("acteurs/admin.md")).expect("the file of the first actor");
        for (id, role) in PERSONS {
            self.register(id, role);
        }
        for process in ["ACCUEIL", "VOISIN"] {
            let text = format!(
                "---\ncode: {process}\ntitre: Accueil\nfinalite: Accueillir chaque assuré.\n---\n"
            );
            self.write(&format!("processus/{process}.md"), &text);
        }
        self.commit_as("admin", "Inscription des acteurs et des processus");
        self.write(DOCUMENT, PROCEDURE.replace("{code}", "PR-01-V1"));
        self.plain("Projet de PR-01-V1");
    }

    /// Writes the file of an actor with one role and their own key.
    pub fn register(&self, id: &str, role: &str) {
        self.write(
            &format!("acteurs/{id}.md"),
            self.actor(id, role, &self.public(id)),
        );
    }

    /// The text of an actor's file.
    pub fn actor(&self, id: &str, role: &str, key: &str) -> String {
        format!(
            "---\nid: {id}\nnom: {id}\ncourriel: {id}@service.example\nroles:\n  - {{role: {role}, du: 2024-01-01}}\ncles:\n  - {{cle: {key}, du: 2024-01-01}}\n---\n"
        )
    }

    /// The public key line of a person, without its comment.
    pub fn public(&self, person: &str) -> String {
        let line = fs::read_to_string(self.key(person).with_extension("pub")).expect("a key");
        line.split(' ')
            .take(2)
            .collect::<Vec<_>>()
            .join(" ")
            .trim_end()
            .to_owned()
    }

    /// Where the secret key of a person is.
    pub fn key(&self, person: &str) -> PathBuf {
        self.folder.path().join("keys").join(person)
    }

    /// Makes a key of some kind.
    pub fn new_key(&self, name: &str, arguments: &[&str]) {
        let _ = fs::remove_file(self.key(name));
        let _ = fs::remove_file(self.key(name).with_extension("pub"));
        keygen(&self.key(name), arguments);
    }

    /// The folder of the repository.
    pub fn depot(&self) -> &Path {
        &self.depot
    }

    /// A place beside the repository.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file of git's own folder.
    pub fn dot_git(&self, path: &str) -> PathBuf {
        self.depot.join(".git").join(path)
    }

    /// The same service seen from another clone.
    pub fn cloned(&self, arguments: &[&str]) -> Stage {
        let other = Stage::at(Duration::ZERO, &Templates::get().folder);
        other.clock.set(self.clock.get());
        fs::remove_dir(&other.depot).expect("an empty folder");
        let mut command = other.command("git", "agent");
        command
            .current_dir(other.folder.path())
            .arg("clone")
            .arg("-q");
        command
            .args(arguments)
            .arg(format!("file://{}", self.depot.display()))
            .arg("depot");
        let cloned = ended(command);
        assert_eq!(cloned.code, 0, "{}", cloned.err);
        other
    }

    /// Minutes pass, or are turned back.
    pub fn later(&self, minutes: i64) {
        self.clock.set(self.clock.get() + 60 * minutes);
    }

    /// The clock is set.
    pub fn clock(&self, time: &str) {
        let time: chrono::DateTime<chrono::Utc> = time.parse().expect("a time");
        self.clock.set(time.timestamp());
    }

    /// The clock, in seconds.
    pub fn now(&self) -> i64 {
        self.clock.get()
    }

    /// Writes a file of the working tree.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.depot.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(path, text).expect("the file");
    }

    /// Reads a file of the working tree.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.depot.join(path)).expect(path)
    }

    /// Changes some words of a file.
    pub fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, text.replace(from, to));
    }

    /// Removes a file of the working tree.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.depot.join(path)).expect(path);
    }

    /// A program in this world, as a person.
    pub fn command(&self, program: &str, person: &str) -> Command {
        let mut command = Command::new(program);
        let stamp = format!("{} +0100", self.clock.get());
        command
            .env_clear()
            .current_dir(&self.depot)
            .stdin(Stdio::null())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path().join("home"))
            .env("GNUPGHOME", self.folder.path().join("gpg"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_DATE", &stamp)
            .env("GIT_COMMITTER_DATE", &stamp)
            .env("TZ", "UTC")
            .env("LANG", "C.UTF-8");
        let clock = chrono::DateTime::from_timestamp(self.clock.get(), 0).expect("a time");
        command.env("QMS_CLOCK", clock.to_rfc3339());
        let key = self.key(person).with_extension("pub");
        let settings = [
            ("user.name", person.to_owned()),
            ("user.email", format!("{person}@service.example")),
            ("gpg.format", "ssh".to_owned()),
            ("user.signingKey", key.display().to_string()),
        ];
        command.env("GIT_CONFIG_COUNT", settings.len().to_string());
        for (index, (key, value)) in settings.iter().enumerate() {
            command
                .env(format!("GIT_CONFIG_KEY_{index}"), key)
                .env(format!("GIT_CONFIG_VALUE_{index}"), value);
        }
        command
    }

    /// Runs git as some person, whatever comes of it.
    pub fn try_git_as(&self, person: &str, arguments: &[&str]) -> Ended {
        let mut command = self.command("git", person);
        command.args(arguments);
        ended(command)
    }

    /// Runs git as some person; it must end well.
    pub fn git_as(&self, person: &str, arguments: &[&str]) -> String {
        let ended = self.try_git_as(person, arguments);
        assert_eq!(
            ended.code, 0,
            "git {arguments:?}\n{}{}",
            ended.out, ended.err
        );
        ended.out.trim_end().to_owned()
    }

    /// Runs git as the referent, who signs nothing.
    pub fn git(&self, arguments: &[&str]) -> String {
        self.git_as("referent", arguments)
    }

    /// Runs the program as a person.
    pub fn qms(&self, person: &str, arguments: &[&str]) -> Ended {
        let mut command = self.command(env!("CARGO_BIN_EXE_qms"), person);
        command.args(arguments);
        ended(command)
    }

    /// Runs the program as a person a minute later; it must end well.
    pub fn done(&self, person: &str, arguments: &[&str]) -> String {
        self.later(1);
        let ended = self.qms(person, arguments);
        assert_eq!(
            ended.code, 0,
            "qms {arguments:?}\n{}{}",
            ended.out, ended.err
        );
        ended.out
    }

    /// The commit that is checked out, read as files are.
    pub fn tip(&self) -> String {
        let head = self.read(".git/HEAD");
        let name = head.trim_end().strip_prefix("ref: ").unwrap_or("HEAD");
        match fs::read_to_string(self.dot_git(name)) {
            Ok(id) => id.trim_end().to_owned(),
            Err(_) => self.id("HEAD"),
        }
    }

    /// The id of a revision.
    pub fn id(&self, revision: &str) -> String {
        self.git(&["rev-parse", "--verify", revision])
    }

    /// Commits everything, unsigned, as the referent.
    pub fn plain(&self, message: &str) -> String {
        self.later(1);
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
        self.tip()
    }

    /// Commits everything, signed with a person's own key.
    pub fn commit_as(&self, person: &str, message: &str) -> String {
        self.forge(person, person, message)
    }

    /// Commits everything under one name, signed with another's key.
    pub fn forge(&self, key: &str, name: &str, message: &str) -> String {
        self.later(1);
        self.git(&["add", "-A"]);
        self.signed(
            key,
            name,
            &["commit", "-q", "--allow-empty", "-S", "-m", message],
        );
        self.tip()
    }

    /// Runs git under one name with another's key.
    pub fn signed(&self, key: &str, name: &str, arguments: &[&str]) {
        let key = format!(
            "user.signingKey={}",
            self.key(key).with_extension("pub").display()
        );
        let mut whole = vec!["-c", &key];
        whole.extend(arguments);
        self.git_as(name, &whole);
    }

    /// Makes the last commit again, signed with another key, under the same name.
    pub fn signed_again(&self, key: &str, name: &str) -> String {
        self.signed(
            key,
            name,
            &[
                "commit",
                "-q",
                "--amend",
                "--no-edit",
                "--allow-empty",
                "-S",
            ],
        );
        self.tip()
    }

    /// A branch is made and gone to.
    pub fn branch(&self, name: &str) {
        self.git(&["switch", "-q", "-c", name]);
    }

    /// Goes to a branch.
    pub fn go(&self, name: &str) {
        self.git(&["switch", "-q", name]);
    }

    /// Merges a branch as anyone does, unsigned.
    pub fn merge(&self, branch: &str) -> String {
        self.later(1);
        let message = format!("Merge branch '{branch}'");
        self.git(&["merge", "-q", "--no-ff", "-m", &message, branch]);
        self.tip()
    }

    /// Merges a branch up to the commit, which is left to the caller; conflicts are left as well.
    pub fn merge_open(&self, branch: &str) {
        self.later(1);
        self.try_git_as(
            "referent",
            &["merge", "-q", "--no-ff", "--no-commit", branch],
        );
    }
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from)
        .expect("a folder")
        .map(|entry| entry.expect("an entry"))
    {
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn keygen(path: &Path, arguments: &[&str]) {
    let mut command = Command::new("ssh-keygen");
    command
        .args(["-q", "-N", "", "-C", "cle"])
        .args(arguments)
        .arg("-f")
        .arg(path);
    let ended = ended(command);
    assert_eq!(ended.code, 0, "{}", ended.err);
}
