//! What every command needs: the repository, its corpus, the clock, the reader's language.

use super::answer::{Answer, Exit, Failure, FailureKind};
use super::options::{ColorWhen, Format, Options};
use super::past::Past;
use super::root::find_root;
use super::told_io::words;
use super::{Ended, Environment, Terminal};
use crate::corpus::{self, Corpus, LoadError};
use crate::model::layout;
use crate::model::policy::Policy;
use crate::report::json::Envelope;
use crate::report::{self, Style};
use crate::repository::{CommitId, OpenError, Repository, Tree};
use crate::text::{Lang, Message, Text};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Map;
use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};

/// One run of one command.
pub struct Context {
    /// The reader's language.
    pub lang: Lang,
    /// Global options.
    pub options: Options,
    /// What the process was given.
    pub environment: Environment,
    command: OnceCell<&'static str>,
    root: OnceCell<PathBuf>,
    repository: OnceCell<Repository>,
    tree: OnceCell<Tree>,
    /// The tree that is read, without the bodies, and with them.
    fronts: OnceCell<Corpus>,
    whole: OnceCell<Corpus>,
    past: OnceCell<Past>,
    notes: RefCell<String>,
    folder_written: OnceCell<()>,
    overtaken: OnceCell<()>,
}

impl Context {
    pub(super) fn new(environment: Environment, options: Options, lang: Lang) -> Context {
        Context {
            lang,
            options,
            environment,
            command: OnceCell::new(),
            root: OnceCell::new(),
            repository: OnceCell::new(),
            tree: OnceCell::new(),
            fronts: OnceCell::new(),
            whole: OnceCell::new(),
            past: OnceCell::new(),
            notes: RefCell::new(String::new()),
            folder_written: OnceCell::new(),
            overtaken: OnceCell::new(),
        }
    }

    /// The same run, in another folder: `init` and `demo` make the repository that they work in.
    pub fn elsewhere(&self, folder: &Path) -> Context {
        let environment = Environment {
            folder: Some(folder.to_owned()),
            ..self.environment.clone()
        };
        let options = Options {
            repo: None,
            ..self.options.clone()
        };
        let other = Context::new(environment, options, self.lang);
        if let Some(command) = self.command.get() {
            other.running(command);
        }
        other
    }

    /// The same run, at another revision and on another day.
    pub fn back_then(&self, revision: String, day: NaiveDate) -> Context {
        let options = Options {
            at: Some(revision),
            as_of: Some(day),
            ..self.options.clone()
        };
        Context::new(self.environment.clone(), options, self.lang)
    }

    /// Another command changed meanwhile what this one had read: it is judged again, from the beginning.
    pub fn overtaken(&self) {
        // Said once or twice, it is the same.
        let _ = self.overtaken.set(());
    }

    /// Whether it is to be judged again; not where a person would have to answer the same questions again.
    pub(super) fn is_overtaken(&self) -> bool {
        self.overtaken.get().is_some() && !self.may_ask()
    }

    /// The current folder, or the one of `-C`.
    pub fn folder(&self) -> Result<PathBuf, Failure> {
        let current = self.environment.folder.clone();
        match (&self.options.repo, current) {
            (Some(given), Some(current)) => Ok(current.join(given)),
            (Some(given), None) => Ok(given.clone()),
            (None, Some(current)) => Ok(current),
            (None, None) => {
                const NO_FOLDER: Text = Text {
                    en: "the current folder cannot be read",
                    fr: "le dossier courant ne peut pas être lu",
                };
                Err(Failure::could_not_run(FailureKind::Io, NO_FOLDER))
            }
        }
    }

    /// The root of the document repository: the nearest folder with a qms.yaml.
    pub fn root(&self) -> Result<&Path, Failure> {
        if let Some(root) = self.root.get() {
            return Ok(root);
        }
        let folder = self.folder()?;
        let found = find_root(&folder);
        // What a stopped act left is put right by whatever command comes next; it may be qms.yaml that lacks.
        let stopped = match &found {
            Some(root) => crate::repository::act_was_stopped(root),
            None => (folder.ancestors()).any(crate::repository::act_was_stopped),
        };
        if stopped && let Ok(repository) = self.repository() {
            super::signing::tell_stopped_act(self, repository);
        }
        let root = found
            .or_else(|| find_root(&folder))
            .ok_or_else(|| not_a_document_repository(&folder))?;
        Ok(self.root.get_or_init(|| root))
    }

    /// The git repository. Acts and history need it.
    pub fn repository(&self) -> Result<&Repository, Failure> {
        if let Some(repository) = self.repository.get() {
            return Ok(repository);
        }
        let folder = self.folder()?;
        let repository = Repository::open(&folder).map_err(|error| open_failure(error, &folder))?;
        Ok(self.repository.get_or_init(|| repository))
    }

    /// The git repository, where qms.yaml stands at its root: what acts and history need.
    pub fn document_repository(&self) -> Result<&Repository, Failure> {
        let repository = self.repository()?;
        let root = self.root()?;
        let same = repository.root().is_some_and(|own| same_folder(own, root));
        if same {
            return Ok(repository);
        }
        const TEXT: Text = Text {
            en: "`qms.yaml` is not at the root of the git repository: acts and history need it there",
            fr: "`qms.yaml` n'est pas à la racine du dépôt git\u{a0}: les actes et l'historique l'exigent",
        };
        Err(Failure::could_not_run(FailureKind::NotARepository, TEXT))
    }

    /// The folder of the document repository below the root of the git repository, `/` at its end;
    /// empty where they are one, or where there is no git.
    pub fn folder_of_documents(&self) -> String {
        let below = || {
            let own = self.root().ok()?.canonicalize().ok()?;
            let git = self.repository().ok()?.root()?.canonicalize().ok()?;
            let inner = own.strip_prefix(git).ok()?;
            let parts = inner.components();
            Some(
                parts
                    .map(|part| part.as_os_str().to_string_lossy().into_owned() + "/")
                    .collect(),
            )
        };
        below().unwrap_or_default()
    }

    /// The revision asked for by `--at`; none for the working tree.
    pub fn revision(&self) -> Result<Option<CommitId>, Failure> {
        match &self.options.at {
            None => Ok(None),
            Some(revision) => self.resolve(revision).map(Some),
        }
    }

    /// A commit by any of its names.
    pub fn resolve(&self, revision: &str) -> Result<CommitId, Failure> {
        const UNKNOWN: Text = Text {
            en: "`{revision}` is no commit, tag or branch of this repository",
            fr: "`{revision}` n'est ni un commit, ni une étiquette, ni une branche de ce dépôt",
        };
        const HELP: Text = Text {
            en: "`git log --oneline` and `git tag` list them",
            fr: "`git log --oneline` et `git tag` en donnent la liste",
        };
        self.repository()?
            .resolve(revision)
            .map_err(|_| Failure::not_found(UNKNOWN.with("revision", revision)).help(HELP))
    }

    /// Reads these files in this run, rather than the working tree. Said before anything is read.
    pub fn read_from(&self, tree: Tree) {
        // A second call would change what was read already.
        let _ = self.tree.set(tree);
    }

    /// The files that are read: the working tree, or those of `--at`.
    pub fn tree(&self) -> Result<Tree, Failure> {
        if let Some(tree) = self.tree.get() {
            return Ok(tree.clone());
        }
        match self.revision()? {
            Some(commit) => Ok(self.repository()?.tree_of(commit)),
            None => Ok(Tree::WorkingTree(self.root()?.to_owned())),
        }
    }

    /// Every entity of the tree that is read, seen from the day that is asked, without the bodies.
    pub fn corpus(&self) -> Result<&Corpus, Failure> {
        if let Some(corpus) = self.whole.get().or_else(|| self.fronts.get()) {
            return Ok(corpus);
        }
        let corpus = self.load(&self.tree()?)?;
        Ok(self.fronts.get_or_init(|| corpus))
    }

    /// The same with the bodies: for what asks rules or follows links.
    pub fn whole(&self) -> Result<&Corpus, Failure> {
        if let Some(corpus) = self.whole.get() {
            return Ok(corpus);
        }
        let corpus = self.load_whole(&self.tree()?)?;
        Ok(self.whole.get_or_init(|| corpus))
    }

    /// The tree that is read, with the versions that left it.
    pub fn past(&self) -> Result<&Past, Failure> {
        if let Some(past) = self.past.get() {
            return Ok(past);
        }
        let past = Past::read(self)?;
        Ok(self.past.get_or_init(|| past))
    }

    /// Reads another tree, seen from the same day, without the bodies.
    pub fn load(&self, tree: &Tree) -> Result<Corpus, Failure> {
        corpus::load_fronts(tree, |policy| self.day(policy)).map_err(|error| self.unloaded(error))
    }

    /// Reads another tree, seen from the same day, with the bodies.
    pub fn load_whole(&self, tree: &Tree) -> Result<Corpus, Failure> {
        corpus::load(tree, |policy| self.day(policy)).map_err(|error| self.unloaded(error))
    }

    fn unloaded(&self, error: LoadError) -> Failure {
        match error {
            LoadError::NotADocumentRepository => {
                not_a_document_repository(&self.folder().unwrap_or_default())
            }
            LoadError::Tree(error) => Failure::io("qms", error),
        }
    }

    /// A path that a person typed, from the current folder, as a path from the root of the
    /// document repository; the root itself is the empty path.
    pub fn inside(&self, typed: &str) -> Result<String, Failure> {
        const OUTSIDE: Text = Text {
            en: "`{path}` is outside the document repository",
            fr: "`{path}` est hors du dépôt documentaire",
        };
        let root = self.root()?;
        let mut parts: Vec<std::ffi::OsString> = Vec::new();
        for part in self.folder()?.join(typed).components() {
            match part {
                std::path::Component::ParentDir => {
                    parts.pop();
                }
                std::path::Component::CurDir => {}
                other => parts.push(other.as_os_str().to_owned()),
            }
        }
        let whole: PathBuf = parts.iter().collect();
        let inner = whole
            .strip_prefix(root)
            .map_err(|_| Failure::not_found(OUTSIDE.with("path", typed)))?;
        Ok(inner
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect::<Vec<_>>()
            .join("/"))
    }

    /// The day taken for today: `--as-of`, else the clock's in the organisation's zone.
    pub fn day(&self, policy: &Policy) -> NaiveDate {
        self.options.as_of.unwrap_or_else(|| self.today(policy))
    }

    /// The clock's day in the organisation's zone: the day of an act.
    pub fn today(&self, policy: &Policy) -> NaiveDate {
        self.now().with_timezone(&policy.zone).date_naive()
    }

    /// The clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.environment.now
    }

    /// Minutes east of UTC of the organisation's zone, now.
    pub fn offset_minutes(&self, policy: &Policy) -> i32 {
        use chrono::Offset;
        self.now()
            .with_timezone(&policy.zone)
            .offset()
            .fix()
            .local_minus_utc()
            / 60
    }

    /// The form of the answer.
    pub fn format(&self) -> Format {
        self.options.format.unwrap_or(Format::Text)
    }

    /// The folder that paths are typed from: `-C DIR` does not change it.
    pub fn folder_of_reader(&self) -> PathBuf {
        self.environment.folder.clone().unwrap_or_default()
    }

    /// Whether standard output is a terminal.
    pub fn writes_to_terminal(&self) -> super::Terminal {
        self.environment.stdout
    }

    /// Whether a person can be asked: on a terminal at both ends, unless `--no-input`.
    pub fn may_ask(&self) -> bool {
        self.environment.stdin == Terminal::Yes
            && self.environment.stderr == Terminal::Yes
            && !self.options.no_input
    }

    /// Whether a person is there who asked not to be asked: what would be asked is then answered no.
    pub fn asked_for_silence(&self) -> bool {
        self.options.no_input
            && self.environment.stdin == Terminal::Yes
            && self.environment.stderr == Terminal::Yes
    }

    /// Asks a yes-or-no question on the terminal; nothing said is no.
    ///
    /// # Errors
    /// The terminal cannot be read.
    pub fn confirm(&self, question: &str) -> Result<bool, Failure> {
        Ok(matches!(
            self.ask(question)?.to_lowercase().as_str(),
            "y" | "yes" | "o" | "oui"
        ))
    }

    /// Asks a question on the terminal; the answer without the blanks around it.
    ///
    /// # Errors
    /// The terminal cannot be read.
    pub fn ask(&self, question: &str) -> Result<String, Failure> {
        let said = (self.environment.console.ask)(question)
            .map_err(|error| Failure::io("stdin", error))?;
        Ok(said.trim().to_owned())
    }

    /// How text is to look on standard output.
    pub fn style(&self) -> Style {
        let to_terminal = self.environment.stdout == Terminal::Yes && self.options.output.is_none();
        let colour = match self.options.color {
            Some(ColorWhen::Always) => true,
            Some(ColorWhen::Never) => false,
            _ => {
                to_terminal
                    && self.environment.variable("NO_COLOR").is_none()
                    && self.environment.variable("TERM") != Some("dumb")
            }
        };
        let columns = self
            .environment
            .variable("COLUMNS")
            .and_then(|columns| columns.parse().ok());
        let measured = if to_terminal {
            terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
        } else {
            None
        };
        Style {
            lang: self.lang,
            paint: if colour {
                report::Paint::Colour
            } else {
                report::Paint::Plain
            },
            width: columns.or(measured).unwrap_or(100).clamp(40, 400),
        }
    }

    /// Says something about the run, on standard error.
    pub fn say(&self, message: impl Into<Message>) {
        if !self.options.quiet {
            let mut notes = self.notes.borrow_mut();
            notes.push_str(&crate::text::escape_controls(
                &message.into().render(self.lang),
            ));
            notes.push('\n');
        }
    }

    /// The answer of a command that speaks text and JSON. Only the one asked for is made.
    pub fn answer(
        &self,
        exit: Exit,
        json: impl FnOnce() -> Map<String, serde_json::Value>,
        text: impl FnOnce(&Style) -> String,
    ) -> Result<Answer, Failure> {
        let bytes = match self.format() {
            Format::Text => text(&self.style()).into_bytes(),
            Format::Json => self.envelope()?.wrap(json()),
            other => return Err(self.no_such_format(other)),
        };
        Ok(Answer { exit, bytes })
    }

    /// The answer of a command for which `--output` names a folder: each file is written there.
    pub fn answer_in_folder(&self, files: Vec<(String, Vec<u8>)>) -> Result<Answer, Failure> {
        const WRITTEN: Text = Text {
            en: "{count} files written to `{folder}`",
            fr: "{count} fichiers écrits dans `{folder}`",
        };
        let folder = self
            .folder_of_reader()
            .join(self.options.output.clone().unwrap_or_default());
        for (name, bytes) in &files {
            let path = folder.join(name);
            crate::repository::write_file_atomically(&path, bytes)
                .map_err(|error| Failure::io(&path.display().to_string(), error))?;
        }
        // Set once: a command answers once.
        let _ = self.folder_written.set(());
        self.say(
            WRITTEN
                .with("count", files.len())
                .with("folder", folder.display().to_string()),
        );
        Ok(Answer {
            exit: Exit::Done,
            bytes: Vec::new(),
        })
    }

    /// The failure of a command that does not speak the format asked for.
    pub fn no_such_format(&self, format: Format) -> Failure {
        use clap::ValueEnum;
        const TEXT: Text = Text {
            en: "this command does not answer as `{format}`",
            fr: "cette commande ne répond pas en `{format}`",
        };
        const HELP: Text = Text {
            en: "most answer as `text` and as `json`: `qms COMMAND --help` says more",
            fr: "la plupart répondent en `text` et en `json`\u{a0}: `qms COMMANDE --help` en dit plus",
        };
        let name = format
            .to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default();
        Failure::could_not_run(FailureKind::Usage, TEXT.with("format", name)).help(HELP)
    }

    /// What every answer begins with.
    pub fn envelope(&self) -> Result<Envelope, Failure> {
        let read = self.whole.get().or_else(|| self.fronts.get());
        let corpus_day = read.map(Corpus::as_of);
        let day = corpus_day
            .or(self.options.as_of)
            .unwrap_or_else(|| self.now().date_naive());
        Ok(Envelope {
            command: self.command.get().copied().unwrap_or("qms"),
            as_of: day,
            revision: self.revision()?.map(|id| id.to_string()),
        })
    }

    /// Remembers which command runs, for the answer.
    pub fn running(&self, command: &'static str) {
        // Set once, by the dispatch; a second call would say the same.
        let _ = self.command.set(command);
    }

    /// Writes out how a command ended.
    pub(super) fn end(&self, outcome: Result<Answer, Failure>) -> Ended {
        let mut ended = Ended {
            stderr: self.notes.take(),
            ..Ended::default()
        };
        let failure = match outcome {
            Ok(answer) => match self.deliver(answer, &mut ended) {
                Ok(()) => return ended,
                Err(failure) => failure,
            },
            Err(failure) => failure,
        };
        ended.exit = failure.exit.code();
        if self.format() == Format::Json {
            ended.stdout = report::json::failure(
                self.command.get().copied().unwrap_or("qms"),
                &self.as_reported(&failure),
                self.lang,
            );
        } else {
            let style = Style {
                paint: report::Paint::Plain,
                ..self.style()
            };
            ended.stderr.push_str(&report::diagnostics::human::failure(
                &self.as_reported(&failure),
                &style,
            ));
        }
        ended
    }

    /// A failure as JSON, for an answer that has more to say.
    pub fn error_json(&self, failure: &Failure) -> serde_json::Value {
        report::json::error(&self.as_reported(failure), self.lang)
    }

    fn as_reported<'f>(&self, failure: &'f Failure) -> report::Refusal<'f> {
        report::Refusal {
            kind: failure.kind.as_str(),
            message: &failure.message,
            help: failure.help.as_ref(),
            rule: failure.rule,
            first_date: failure.first_date,
            diagnostics: &failure.diagnostics,
        }
    }

    /// Refuses, before anything is done, an answer that would go over a file of the document system.
    pub(super) fn not_controlled(&self) -> Result<(), Failure> {
        const TEXT: Text = Text {
            en: "`{path}` is a file of the document system: an answer does not go there",
            fr: "`{path}` est un fichier du système documentaire\u{a0}: une réponse n'y va pas",
        };
        let Some(path) = self.answer_path() else {
            return Ok(());
        };
        let Some(root) = self.folder().ok().and_then(|folder| find_root(&folder)) else {
            return Ok(());
        };
        let resolved = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        // The file need not be there; its folder is seen through links and `..`.
        let path = match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => resolved(folder).join(name),
            _ => path,
        };
        let root = resolved(&root);
        let Ok(inner) = path.strip_prefix(&root) else {
            return Ok(());
        };
        let first = inner
            .components()
            .next()
            .map(|part| part.as_os_str().to_string_lossy().into_owned());
        let controlled = first.is_some_and(|first| {
            first == layout::POLICY || layout::FOLDERS.contains(&first.as_str())
        });
        if controlled {
            let name = inner.display().to_string();
            return Err(Failure::could_not_run(
                FailureKind::Usage,
                TEXT.with("path", name),
            ));
        }
        Ok(())
    }

    /// Where `--output` says that the answer goes.
    fn answer_path(&self) -> Option<PathBuf> {
        let here = self.folder_of_reader();
        self.options.output.as_ref().map(|path| here.join(path))
    }

    fn deliver(&self, answer: Answer, ended: &mut Ended) -> Result<(), Failure> {
        ended.exit = answer.exit.code();
        match self
            .answer_path()
            .filter(|_| self.folder_written.get().is_none())
        {
            None => ended.stdout = answer.bytes,
            Some(path) => crate::repository::write_output(&path, &answer.bytes)
                .map_err(|error| unwritten(&path, error))?,
        }
        Ok(())
    }
}

/// Whatever the command had to do is done: only its answer is missing.
fn unwritten(path: &Path, error: std::io::Error) -> Failure {
    const TEXT: Text = Text {
        en: "the command went through, but `{path}` cannot be written: {cause}",
        fr: "la commande est allée à son terme, mais `{path}` ne peut pas être écrit\u{a0}: {cause}",
    };
    let message = TEXT
        .with("path", path.display().to_string())
        .with("cause", words(error));
    Failure::could_not_run(FailureKind::Io, message)
}

fn same_folder(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

fn not_a_document_repository(folder: &Path) -> Failure {
    const TEXT: Text = Text {
        en: "`{folder}` is not in a document repository: no `qms.yaml` here or above",
        fr: "`{folder}` n'est pas dans un dépôt documentaire\u{a0}: pas de `qms.yaml` ici ni au-dessus",
    };
    const HELP: Text = Text {
        en: "go to the repository, name it with `-C DIR`, or make one: `qms init`",
        fr: "se placer dans le dépôt, le nommer par `-C DIR`, ou en créer un\u{a0}: `qms init`",
    };
    Failure::could_not_run(
        FailureKind::NotARepository,
        TEXT.with("folder", folder.display().to_string()),
    )
    .help(HELP)
}

fn open_failure(error: OpenError, folder: &Path) -> Failure {
    const NONE: Text = Text {
        en: "`{folder}` is not in a git repository",
        fr: "`{folder}` n'est pas dans un dépôt git",
    };
    const NONE_HELP: Text = Text {
        en: "make one: `qms init`",
        fr: "en créer un\u{a0}: `qms init`",
    };
    const OWNER: Text = Text {
        en: "the git repository of `{folder}` belongs to another user",
        fr: "le dépôt git de `{folder}` appartient à un autre utilisateur",
    };
    const OWNER_HELP: Text = Text {
        en: "if you trust it: `git config --global --add safe.directory {folder}`",
        fr: "si vous lui faites confiance\u{a0}: `git config --global --add safe.directory {folder}`",
    };
    let name = folder.display().to_string();
    match error {
        OpenError::NoRepository { .. } => {
            Failure::could_not_run(FailureKind::NotARepository, NONE.with("folder", name))
                .help(NONE_HELP)
        }
        OpenError::Untrusted { .. } => Failure::could_not_run(
            FailureKind::NotARepository,
            OWNER.with("folder", name.clone()),
        )
        .help(OWNER_HELP.with("folder", name)),
        other => Failure::io(&name, other),
    }
}
