//! A document repository in a temporary folder, with real keys, played by people on fixed days.

#![expect(
    clippy::disallowed_methods,
    reason = "the sandbox plays the world outside"
)]

use crate::commands::{self, Console, Ended, Environment, Terminal};
use crate::history::{self, History, Reading};
use crate::repository::{CommitId, Repository, generate_ssh_key};
use chrono::{DateTime, Utc};
use std::cell::Cell;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

pub(crate) const DRAFT: &str = "documents/MO/MO-00391-V01.md";

/// Noon of 21 November 2026, in Paris.
const START: i64 = 1_795_258_800;

pub(crate) struct Sandbox {
    dir: tempfile::TempDir,
    pub root: PathBuf,
    clock: Cell<i64>,
}

impl Sandbox {
    /// A repository with its register: an administrator, pilots of two processes, a director.
    pub fn new() -> Sandbox {
        let dir = tempfile::Builder::new().prefix("qms").tempdir().unwrap();
        let root = dir.path().join("r");
        fs::create_dir(&root).unwrap();
        let sandbox = Sandbox {
            dir,
            root,
            clock: Cell::new(START),
        };
        sandbox.git(&["init", "-q", "-b", "main"]);
        for (key, value) in [
            ("gpg.format", "ssh"),
            ("commit.gpgSign", "false"),
            ("user.name", "Rédacteur"),
            ("user.email", "redacteur@service.example"),
        ] {
            sandbox.git(&["config", key, value]);
        }
        sandbox.write("qms.yaml", "organisation: Service social\nlangue: fr\n");
        for (id, role) in [
            ("admin", "administrateur"),
            ("pilote-paped", "pilote, processus: PAPED"),
            ("pilote-smir", "pilote, processus: SMIR"),
            ("directrice", "directrice"),
            ("adjointe", "directrice"),
            ("agent", "agent"),
        ] {
            sandbox.key(id);
            sandbox.actor(id, role);
        }
        sandbox.key("intrus");
        for process in ["PAPED", "SMIR"] {
            sandbox.write(&format!("processus/{process}.md"), &format!("---\ncode: {process}\ntitre: Prévention\nfinalite: Aider les assurés en difficulté.\n---\n"));
        }
        sandbox.signed("admin", "Fondation");
        sandbox
    }

    /// The same with a draft in a commit.
    pub fn with_draft() -> Sandbox {
        let sandbox = Sandbox::new();
        sandbox.write(DRAFT, &document("MO-00391-V01", ""));
        sandbox.plain("Projet de MO-00391-V01");
        sandbox
    }

    /// The same, approved by the pilot of its process.
    pub fn with_approved() -> Sandbox {
        let sandbox = Sandbox::with_draft();
        sandbox.qms("pilote-paped", &["approve", "mo-391"]).done();
        sandbox
    }

    pub fn actor(&self, id: &str, role: &str) {
        let line = self.public_line(id);
        let mut words = line.split_whitespace();
        let key = format!("{} {}", words.next().unwrap(), words.next().unwrap());
        let text = format!(
            "---\nid: {id}\nnom: {id} Élan\ncourriel: {id}@service.example\nroles:\n  - {{role: {role}, du: 2024-01-01}}\ncles:\n  - {{cle: {key}, du: 2024-01-01}}\n---\n"
        );
        self.write(&format!("acteurs/{id}.md"), &text);
    }

    pub fn public_line(&self, id: &str) -> String {
        fs::read_to_string(self.key_path(id).with_extension("pub")).unwrap()
    }

    pub fn key_path(&self, id: &str) -> PathBuf {
        self.dir.path().join(id)
    }

    pub fn key(&self, id: &str) {
        generate_ssh_key(&self.key_path(id), id).unwrap();
    }

    pub fn write(&self, path: &str, text: &str) {
        let full = self.root.join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    /// A day passes.
    pub fn next_day(&self) {
        self.clock.set(self.clock.get() + 86_400);
    }

    pub fn set_clock(&self, days: i64) {
        self.clock.set(START + days * 86_400);
    }

    pub fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.clock.get(), 0).unwrap()
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let stamp = format!("{} +0100", self.clock.get());
        command
            .current_dir(&self.root)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap());
        command
            .env("HOME", self.dir.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        command
            .env("GIT_AUTHOR_DATE", &stamp)
            .env("GIT_COMMITTER_DATE", &stamp);
        command
    }

    pub fn try_git(&self, args: &[&str]) -> Output {
        self.command("git").args(args).output().unwrap()
    }

    pub fn git(&self, args: &[&str]) -> String {
        let output = self.try_git(args);
        assert!(
            output.status.success(),
            "git {args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned()
    }

    /// A commit of everything, unsigned.
    pub fn plain(&self, message: &str) -> CommitId {
        self.clock.set(self.clock.get() + 60);
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
        self.tip()
    }

    /// A commit of everything by plain git, signed with someone's key under their name.
    pub fn signed(&self, who: &str, message: &str) -> CommitId {
        self.signed_as(who, who, message)
    }

    /// The same, under another name than the key's.
    pub fn signed_as(&self, key: &str, name: &str, message: &str) -> CommitId {
        self.clock.set(self.clock.get() + 60);
        self.git(&["add", "-A"]);
        let settings = [
            format!("user.signingKey={}", self.key_path(key).display()),
            format!("user.name={name} Élan"),
            format!("user.email={name}@service.example"),
        ];
        self.git(&[
            "-c",
            &settings[0],
            "-c",
            &settings[1],
            "-c",
            &settings[2],
            "commit",
            "-q",
            "-S",
            "--allow-empty",
            "-m",
            message,
        ]);
        self.tip()
    }

    pub fn tip(&self) -> CommitId {
        self.git(&["rev-parse", "HEAD"]).parse().unwrap()
    }

    /// Runs a command as someone, in English, a minute later.
    pub fn qms(&self, who: &str, args: &[&str]) -> Said {
        self.run(who, args, Console::default())
    }

    /// Runs a hook as git does before it pushes the branch: the tip is told on standard input.
    pub fn pushing(&self, args: &[&str]) -> Said {
        // A door is a plain function: the tip reaches it by the thread that asks.
        thread_local!(static TIP: std::cell::RefCell<String> = const { std::cell::RefCell::new(String::new()) });
        TIP.set(self.tip().to_string());
        let read = || {
            Ok(TIP.with_borrow(|tip| {
                format!("refs/heads/main {tip} refs/heads/main {}\n", "0".repeat(40)).into_bytes()
            }))
        };
        self.run(
            "agent",
            args,
            Console {
                read,
                ..Console::default()
            },
        )
    }

    fn run(&self, who: &str, args: &[&str], console: Console) -> Said {
        self.at(who, args, console, Terminal::No)
    }

    /// The same, at a terminal or not.
    pub fn at(&self, who: &str, args: &[&str], console: Console, terminal: Terminal) -> Said {
        self.clock.set(self.clock.get() + 60);
        self.git(&[
            "config",
            "user.signingKey",
            self.key_path(who).to_str().unwrap(),
        ]);
        let english: &[&str] = match args.contains(&"--lang") {
            true => &["qms"],
            false => &["qms", "--lang", "en"],
        };
        let arguments = english.iter().chain(args).map(Into::into).collect();
        let environment = Environment {
            arguments,
            variables: Vec::new(),
            folder: Some(self.root.clone()),
            now: self.now(),
            stdin: terminal,
            stdout: Terminal::No,
            stderr: terminal,
            console,
        };
        Said(commands::run(environment))
    }

    pub fn open(&self) -> Repository {
        Repository::open(&self.root).unwrap()
    }

    pub fn history(&self) -> History {
        let repository = self.open();
        history::read(&repository, self.tip(), &Reading::at(self.now())).unwrap()
    }

    /// The rules broken by the acts of the last commit, and by its register changes.
    pub fn broken(&self) -> Vec<&'static str> {
        let history = self.history();
        let tip = self.tip();
        let acts = history
            .acts()
            .iter()
            .filter(|act| act.commit == tip)
            .flat_map(|act| &act.breaches);
        let faults = history
            .faults()
            .iter()
            .filter(|fault| fault.commit == tip)
            .map(|fault| &fault.breach);
        let mut rules: Vec<&'static str> = acts
            .chain(faults)
            .map(|breach| breach.fact.rule())
            .collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}

/// How a command ended.
pub(crate) struct Said(pub Ended);

impl Said {
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub fn done(self) -> String {
        assert_eq!(self.0.exit, 0, "{}{}", self.out(), self.0.stderr);
        self.out()
    }

    pub fn refused(self, exit: u8, words: &str) -> String {
        let text = format!("{}{}", self.out(), self.0.stderr);
        assert_eq!(self.0.exit, exit, "{text}");
        assert!(text.contains(words), "{text}");
        text
    }
}

/// A sound draft of an operating procedure of the process PAPED.
pub(crate) fn document(code: &str, extra: &str) -> String {
    format!(
        "---\ncode: {code}\ntitre: Traitement des écarts\nprocessus: PAPED\nobjet: Décrire comment un écart est traité et clos.\nredacteur: agent\ndiffusion: [tout-agent]\n{extra}---\n# Traitement des écarts\n\n## Objet\n\nTraiter les écarts constatés dans le service.\n\n## Domaine d'application\n\nTous les agents du processus, toute l'année.\n\n## Mode opératoire\n\nSignaler l'écart, le corriger, en chercher la cause.\n\n## Enregistrements\n\nLa fiche de l'écart.\n"
    )
}
