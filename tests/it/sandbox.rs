//! A throw-away service: a home, keys, a repository, a clock that stands still.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A repository and the persons who work in it.
pub struct Sandbox {
    folder: tempfile::TempDir,
    clock: String,
}

/// How one command ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Sandbox {
    /// An empty folder `depot`, a home without settings, the clock at noon on 21 November 2026.
    pub fn empty() -> Sandbox {
        let folder = tempfile::Builder::new()
            .prefix("qms")
            .tempdir()
            .expect("a temporary folder");
        for name in ["home", "depot", "cles", "tmp"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        Sandbox {
            folder,
            clock: "2026-11-21T12:00:00Z".to_owned(),
        }
    }

    /// A service of two and an agent: founded, registered, one process, one draft ready to approve.
    pub fn service() -> Sandbox {
        let mut sandbox = Sandbox::empty();
        for person in ["admin", "pilote", "directrice", "referent", "agent"] {
            sandbox.key(person);
        }
        sandbox.done(
            "admin",
            &[
                "init",
                "--organisation",
                "Service social",
                "--admin",
                "admin",
            ],
        );
        for (id, role) in [
            ("pilote", "pilote:ACCUEIL"),
            ("directrice", "directrice"),
            ("referent", "referent"),
            ("agent", "agent"),
        ] {
            if id == "pilote" {
                sandbox.done(
                    "admin",
                    &[
                        "new",
                        "processus",
                        "ACCUEIL",
                        "--title",
                        "Accueil",
                        "--purpose",
                        "Accueillir chaque assuré.",
                    ],
                );
                sandbox.done("admin", &["register"]);
            }
            let key = sandbox
                .folder
                .path()
                .join(format!("cles/{id}.pub"))
                .display()
                .to_string();
            let email = format!("{id}@service.example");
            sandbox.done(
                "admin",
                &[
                    "actor", "add", id, "--name", id, "--email", &email, "--key", &key, "--role",
                    role,
                ],
            );
        }
        sandbox.later("2026-11-21T13:00:00Z");
        sandbox.draft(
            "documents/PR/PR-01-V1.md",
            &PROCEDURE.replace("{code}", "PR-01-V1"),
        );
        sandbox
    }

    /// Makes the key of a person.
    pub fn key(&self, person: &str) -> PathBuf {
        let path = self.folder.path().join("cles").join(person);
        let status = Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-C", person, "-f"])
            .arg(&path)
            .status();
        assert!(status.expect("ssh-keygen is installed").success());
        path
    }

    /// Time passes.
    pub fn later(&mut self, clock: &str) {
        self.clock = clock.to_owned();
    }

    /// The folder that holds all of it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of the repository.
    pub fn depot(&self) -> PathBuf {
        self.folder.path().join("depot")
    }

    /// Runs the program as a person.
    pub fn qms(&self, person: &str, arguments: &[&str]) -> Ended {
        let mut command = self.command(person, env!("CARGO_BIN_EXE_qms"));
        command.args(arguments);
        ended(command)
    }

    /// Any program, to be run as a person at the hour of the clock.
    pub fn command(&self, person: &str, program: &str) -> Command {
        let mut command = Command::new(program);
        self.dress(&mut command, person);
        command
            .env("QMS_CLOCK", &self.clock)
            .env("GIT_AUTHOR_DATE", &self.clock)
            .env("GIT_COMMITTER_DATE", &self.clock);
        command
    }

    /// Runs the program; it must end well.
    pub fn done(&self, person: &str, arguments: &[&str]) -> String {
        let ended = self.qms(person, arguments);
        assert_eq!(
            ended.code, 0,
            "qms {arguments:?}\n{}{}",
            ended.out, ended.err
        );
        ended.out
    }

    /// Runs the program as the agent, in another time zone; it must end well.
    pub fn done_in_zone(&self, zone: &str, arguments: &[&str]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qms"));
        self.dress(&mut command, "agent");
        command
            .args(arguments)
            .env("QMS_CLOCK", &self.clock)
            .env("TZ", zone);
        let ended = ended(command);
        assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    }

    /// Runs lines of a shell in a folder.
    pub fn shell(&self, folder: &Path, script: &str) -> Ended {
        let mut command = Command::new("sh");
        self.dress(&mut command, "agent");
        command.current_dir(folder).args(["-c", script]);
        ended(command)
    }

    /// Runs git as a person; it must end well.
    pub fn git(&self, person: &str, arguments: &[&str]) -> String {
        let ended = self.try_git(person, arguments);
        assert_eq!(
            ended.code, 0,
            "git {arguments:?}\n{}{}",
            ended.out, ended.err
        );
        ended.out + &ended.err
    }

    /// Runs git as a person.
    pub fn try_git(&self, person: &str, arguments: &[&str]) -> Ended {
        let mut command = self.command(person, "git");
        command.args(arguments);
        ended(command)
    }

    /// Writes a file and commits it as the referent, unsigned.
    pub fn draft(&self, path: &str, text: &str) {
        self.write(path, text);
        self.git("referent", &["add", path]);
        self.git(
            "referent",
            &[
                "-c",
                "commit.gpgSign=false",
                "commit",
                "-q",
                "-m",
                &format!("Projet : {path}"),
            ],
        );
    }

    /// Writes a file of the working tree.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.depot().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        std::fs::write(path, text).expect("the file");
    }

    /// Reads a file of the working tree.
    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.depot().join(path)).unwrap_or_default()
    }

    fn dress(&self, command: &mut Command, person: &str) {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let key = self
            .folder
            .path()
            .join("cles")
            .join(format!("{person}.pub"));
        let settings = [
            ("user.name", person.to_owned()),
            ("user.email", format!("{person}@service.example")),
            ("gpg.format", "ssh".to_owned()),
            (
                "user.signingKey",
                if key.exists() {
                    key.display().to_string()
                } else {
                    String::new()
                },
            ),
        ];
        command
            .env_clear()
            .current_dir(self.depot())
            .env("PATH", path)
            .env("HOME", self.folder.path().join("home"))
            .env("TMPDIR", self.folder.path().join("tmp"));
        command
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("TZ", "UTC")
            .env("LANG", "C.UTF-8")
            .env("QMS_LANG", "fr");
        command.env("GIT_CONFIG_COUNT", settings.len().to_string());
        for (index, (key, value)) in settings.iter().enumerate() {
            command
                .env(format!("GIT_CONFIG_KEY_{index}"), key)
                .env(format!("GIT_CONFIG_VALUE_{index}"), value);
        }
    }
}

/// Runs a command to its end.
pub fn ended(mut command: Command) -> Ended {
    let output = command
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program starts");
    Ended {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Runs the program on the example, on its day, for a terminal of some width.
pub fn qms(columns: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qms"))
        .args(["-C", "examples/cramif", "--as-of", "2026-11-21"])
        .args(arguments)
        .current_dir(project())
        .env_clear()
        .env("COLUMNS", columns)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("the binary runs")
}

/// What the example answers; it must end well.
pub fn bytes(arguments: &[&str]) -> Vec<u8> {
    let output = qms("80", arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    output.stdout
}

/// The same as text.
pub fn text(arguments: &[&str]) -> String {
    String::from_utf8(bytes(arguments)).expect("UTF-8")
}

/// The same in JSON.
pub fn json(arguments: &[&str]) -> Value {
    serde_json::from_slice(&bytes(&[arguments, &["--format", "json"]].concat())).expect("JSON")
}

/// Where the built program's own repository is.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A procedure that every rule accepts.
pub const PROCEDURE: &str = "---
code: {code}
titre: Accueillir un assuré
processus: ACCUEIL
objet: Dire qui accueille un assuré, comment, et sous quel délai.
redacteur: referent
diffusion: [tout-agent]
---
# Accueillir un assuré

## Objet

Chaque assuré est reçu, écouté et orienté.

## Domaine d'application

Toutes les unités du service.

## Responsabilités

L'agent d'accueil reçoit ; le pilote veille au délai.

## Déroulement

1. Recevoir l'assuré.
2. Noter sa demande.
3. L'orienter.

## Enregistrements

La demande est notée dans le registre d'accueil.
";
