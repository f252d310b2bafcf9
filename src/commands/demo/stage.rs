//! The stage of the demonstration: a folder, a clock, actors with keys, and what was told so far.

use super::super::{Context, Environment, Failure, FailureKind, Terminal};
use super::telling::{self, quoted};
use crate::model::layout;
use crate::repository::{CommitPlan, Edit, Identity, Key, Repository, Signing, generate_ssh_key};
use crate::text::Text;
use chrono::{DateTime, Datelike, Duration, Utc};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What a step is expected to end with: a demonstration that goes wrong must say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// Exit code 0.
    Done,
    /// Exit code 1: refused or found.
    Refused,
}

/// The stage.
pub struct Stage<'c> {
    ctx: &'c Context,
    repository: Repository,
    folder: PathBuf,
    keys: PathBuf,
    now: DateTime<Utc>,
    told: String,
    steps: Vec<Value>,
}

impl<'c> Stage<'c> {
    /// An empty repository in `DIR/depot`, keys in `DIR/cles`, the clock half a year back.
    pub fn set(ctx: &'c Context, folder: &Path) -> Result<Stage<'c>, Failure> {
        let keys = folder.join("cles");
        let depot = folder.join("depot");
        let repository = Repository::init(&depot, "main")
            .map_err(|error| Failure::io(&depot.display().to_string(), error))?;
        let folder = repository.root().map(Path::to_owned).unwrap_or(depot);
        let now = ctx.now() - Duration::days(180);
        Ok(Stage {
            ctx,
            repository,
            folder,
            keys,
            now,
            told: String::new(),
            steps: Vec::new(),
        })
    }

    /// Where the repository stands.
    pub fn repository_folder(&self) -> &Path {
        &self.folder
    }

    /// Where the keys stand.
    pub fn keys_folder(&self) -> &Path {
        &self.keys
    }

    /// All that was told.
    pub fn told(&self) -> &str {
        &self.told
    }

    /// The steps, for JSON.
    pub fn steps(&self) -> Value {
        Value::Array(self.steps.clone())
    }

    /// The day of the stage's clock.
    pub fn today(&self) -> String {
        self.now.date_naive().to_string()
    }

    /// The year of the stage's clock.
    pub fn year(&self) -> i32 {
        self.now.date_naive().year()
    }

    /// The day that lies `days` after the stage's own.
    pub fn in_days(&self, days: i64) -> String {
        (self.now + Duration::days(days)).date_naive().to_string()
    }

    /// Time passes.
    pub fn wait(&mut self, days: i64) {
        self.now += Duration::days(days);
        self.now = self.now.min(self.ctx.now());
    }

    /// Time passes until so many days before the real today, if that day is still to come.
    pub fn until_days_ago(&mut self, days: i64) {
        self.now = self.now.max(self.ctx.now() - Duration::days(days));
    }

    /// Time passes until the real today.
    pub fn until_today(&mut self) {
        self.now = self.ctx.now();
    }

    /// Says what comes next.
    pub fn tell(&mut self, text: Text) {
        let _ = writeln!(self.told, "\n── {} ──", text.get(self.ctx.lang));
    }

    /// Makes the key of an actor, and gives its public part.
    pub fn key_of(&self, id: &str) -> Result<Key, Failure> {
        generate_ssh_key(&self.keys.join(id), id).map_err(super::super::signing::sign_failure)
    }

    /// An actor sits down at the keyboard: git's name, address and key become theirs.
    pub fn sit(&mut self, id: &str) -> Result<(), Failure> {
        let set = |key: &str, value: &str| {
            self.repository
                .set_config_local(key, value)
                .map_err(|error| Failure::io("git config", error))
        };
        set("user.name", id)?;
        set("user.email", &email(id))?;
        set("gpg.format", "ssh")?;
        set(
            "user.signingKey",
            &self.keys.join(format!("{id}.pub")).display().to_string(),
        )
    }

    /// An actor runs a command line of this program. Its output is told; it must end as expected.
    pub fn run(&mut self, id: &str, line: &[&str], expect: Expect) -> Result<(), Failure> {
        self.run_showing(id, line, expect, usize::MAX)
    }

    /// The same, of which the first lines alone are told.
    pub fn run_showing(
        &mut self,
        id: &str,
        line: &[&str],
        expect: Expect,
        lines: usize,
    ) -> Result<(), Failure> {
        self.sit(id)?;
        // Minutes pass between two steps, as they would at a desk.
        self.now += Duration::minutes(7);
        self.now = self.now.min(self.ctx.now());
        let mut arguments = vec!["qms".into()];
        arguments.extend(line.iter().map(Into::into));
        let mut variables = self.ctx.environment.variables.clone();
        variables.retain(|(name, _)| name != "QMS_LANG");
        variables.push(("QMS_LANG".into(), self.ctx.lang.code().into()));
        let ended = super::super::run(Environment {
            arguments,
            variables,
            folder: Some(self.folder.clone()),
            now: self.now,
            stdin: Terminal::No,
            stdout: Terminal::No,
            stderr: Terminal::No,
            console: self.ctx.environment.console,
        });
        let shown: Vec<String> = line.iter().map(|word| quoted(word)).collect();
        let typed = telling::broken(&format!(
            "{} {id}$ qms {}",
            self.now.date_naive(),
            shown.join(" ")
        ));
        let _ = writeln!(self.told, "\n{typed}");
        let output = String::from_utf8_lossy(&ended.stdout).into_owned() + &ended.stderr;
        for text in telling::first(&output, lines, self.ctx.lang) {
            let _ = writeln!(self.told, "   {text}");
        }
        self.steps.push(json!({"day": self.today(), "actor": id, "command": shown.join(" "), "exit": ended.exit}));
        let wanted = if expect == Expect::Done { 0 } else { 1 };
        if ended.exit == wanted {
            return Ok(());
        }
        const WRONG: Text = Text {
            en: "the demonstration went wrong at `qms {line}`: exit code {exit}",
            fr: "la démonstration a échoué à `qms {line}`\u{a0}: code de sortie {exit}",
        };
        const LINE: Text = Text {
            en: "{line}",
            fr: "{line}",
        };
        for text in output.lines() {
            self.ctx.say(LINE.with("line", text));
        }
        let message = WRONG
            .with("line", shown.join(" "))
            .with("exit", i64::from(ended.exit));
        Err(Failure::could_not_run(FailureKind::State, message))
    }

    /// An actor writes files and commits them, as with `git commit`.
    pub fn commit(
        &mut self,
        id: &str,
        message: Text,
        files: Vec<(String, String)>,
    ) -> Result<(), Failure> {
        self.sit(id)?;
        self.now += Duration::minutes(7);
        // The referent's editor, in short: the draft on disk becomes the text that is committed.
        self.write(
            files
                .iter()
                .map(|(path, text)| (path.clone(), text.clone().into_bytes()))
                .collect(),
        )?;
        let lock = self
            .repository
            .act_lock()
            .map_err(|error| Failure::io("qms", error))?;
        let head = self
            .repository
            .head()
            .map_err(|error| Failure::io("HEAD", error))?;
        let user = Identity {
            name: id.to_owned(),
            email: email(id),
        };
        let subject = message.get(self.ctx.lang);
        let plan = CommitPlan {
            expected_tip: head.tip,
            edits: files
                .into_iter()
                .map(|(path, text)| Edit {
                    path,
                    content: Some(text.into_bytes()),
                })
                .collect(),
            message: subject.to_owned(),
            author: user.clone(),
            committer: user,
            seconds: self.now.timestamp(),
            offset_minutes: 0,
            signing: Signing::Never,
        };
        self.repository
            .commit_plan(&lock, &plan, &|_| Ok::<(), Failure>(()))
            .map_err(super::super::signing::plan_failure)?;
        let _ = writeln!(
            self.told,
            "\n{} {id}$ git commit -m {}",
            self.now.date_naive(),
            quoted(subject)
        );
        self.steps.push(json!({"day": self.today(), "actor": id, "command": format!("git commit -m {}", quoted(subject)), "exit": 0}));
        Ok(())
    }

    /// Puts files into the working tree, uncommitted.
    pub fn write(&self, files: Vec<(String, Vec<u8>)>) -> Result<(), Failure> {
        for (path, bytes) in files {
            crate::repository::write_file_atomically(&self.folder.join(&path), &bytes)
                .map_err(|error| Failure::io(&path, error))?;
        }
        Ok(())
    }

    /// A file as it stands in the working tree.
    pub fn read(&self, path: &str) -> Result<String, Failure> {
        let tree = crate::repository::Tree::WorkingTree(self.folder.clone());
        let bytes = tree
            .read_path(path)
            .map_err(|error| Failure::io(path, error))?
            .unwrap_or_default();
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// A text in the reader's language, as a word of a command line.
    pub fn worded(&self, text: Text) -> &'static str {
        text.get(self.ctx.lang)
    }
}

/// The address of an actor of the example.
fn email(id: &str) -> String {
    format!("{id}@service-social.example")
}

/// Where the file of a document stands.
pub fn document_path(code: &str) -> String {
    layout::document_path(code.split('-').next().unwrap_or_default(), code)
}
