//! The doors: one file a command. They read arguments, ask the floors below, and hand values to
//! `report`; nothing about quality management is decided here.

pub mod answer;
mod awaited;
mod chain;
mod completion;
pub mod context;
mod deadlines;
pub mod french;
pub mod language;
pub mod options;
mod root;

mod ack;
mod actor;
mod approve;
mod archive;
mod check;
mod cited;
mod close;
mod completions;
pub mod decide;
mod demo;
mod destroy;
mod diff;
mod drafting;
mod due;
mod edit;
pub mod embedded;
mod explain;
pub mod findings;
pub mod governed;
pub mod ground;
mod group;
mod hold;
mod hook;
mod indicator;
mod init;
mod key;
pub mod life;
mod list;
mod log;
mod man;
mod manual;
mod named;
mod new;
mod past;
mod placing;
mod register;
mod reject;
mod report;
mod reserve;
mod retention;
mod review;
mod revise;
mod row;
mod schema;
pub mod scope;
mod search;
mod selftest;
mod settle;
mod shortened;
mod show;
mod signer;
pub mod signing;
mod smac;
mod snapshot;
mod status;
mod told_io;
mod typed;
mod unread;
mod usage;
mod validate;
mod verify;
mod watch;
mod withdraw;

use crate::text::{Lang, Text};
use clap::{CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::path::PathBuf;

pub use answer::{Answer, Exit, Failure, FailureKind};
pub use context::Context;
use french::French;
use group::Group;
use options::Options;

/// What the process was given, read once by `main`.
#[derive(Debug, Clone)]
pub struct Environment {
    /// The arguments, the program's name first.
    pub arguments: Vec<OsString>,
    /// The environment variables.
    pub variables: Vec<(OsString, OsString)>,
    /// The current folder, where there is one.
    pub folder: Option<PathBuf>,
    /// The clock.
    pub now: chrono::DateTime<chrono::Utc>,
    /// Whether standard input is a terminal.
    pub stdin: Terminal,
    /// Whether standard output is a terminal.
    pub stdout: Terminal,
    /// Whether standard error is a terminal.
    pub stderr: Terminal,
    /// What a person or a program says on standard input, read only when it is asked for.
    pub console: Console,
}

/// Standard input, behind two doors of `main`.
#[derive(Debug, Clone, Copy)]
pub struct Console {
    /// Shows a question and reads the line that answers it.
    pub ask: fn(&str) -> std::io::Result<String>,
    /// Reads all of standard input.
    pub read: fn() -> std::io::Result<Vec<u8>>,
}

impl Default for Console {
    /// Nobody is there, and nothing is said.
    fn default() -> Console {
        Console {
            ask: |_| Ok(String::new()),
            read: || Ok(Vec::new()),
        }
    }
}

/// Whether a stream is a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terminal {
    /// A person is there.
    Yes,
    /// A file, a pipe, nothing.
    No,
}

/// How a run ended, still to be written out.
#[derive(Debug, Default)]
pub struct Ended {
    /// The exit code: 0, 1 or 2 (20-cli).
    pub exit: u8,
    /// Results.
    pub stdout: Vec<u8>,
    /// Diagnostics about the run.
    pub stderr: String,
    /// In which language.
    pub lang: Lang,
}

impl Environment {
    /// A variable, when it is set, not empty, and UTF-8.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables
            .iter()
            .find(|(key, _)| key == name)
            .and_then(|(_, value)| value.to_str())
            .filter(|value| !value.is_empty())
    }
}

/// Makes the list of commands: the enum that clap derives from, the dispatch, the French, and the
/// chapter of the manual.
macro_rules! commands {
    ($($variant:ident($module:ident::$args:ident) in $group:ident),+ $(,)?) => {
        #[derive(Debug, clap::Subcommand)]
        enum Command {
            $($variant($module::$args),)+
        }

        impl Command {
            fn run(&self, ctx: &Context) -> Result<Answer, Failure> {
                match self {
                    $(Command::$variant(args) => {
                        ctx.running(stringify!($module));
                        $module::run(args, ctx)
                    })+
                }
            }
        }

        /// The French of every command, by the module's name.
        fn french() -> Vec<(&'static str, &'static French)> {
            vec![$((stringify!($module), $module::FRENCH),)+]
        }

        /// The chapter of every command, by the module's name.
        const CHAPTERS: &[(&str, Group)] = &[$((stringify!($module), Group::$group),)+];
    };
}

commands! {
    Ack(ack::Ack) in Decide,
    Actor(actor::ActorArgs) in People,
    Approve(approve::Approve) in Decide,
    Archive(archive::Archive) in Decide,
    Check(check::Check) in Control,
    Close(close::Close) in Decide,
    Completions(completions::Completions) in Tools,
    Demo(demo::Demo) in Start,
    Destroy(destroy::Destroy) in Decide,
    Diff(diff::Diff) in Look,
    Due(due::Due) in Look,
    Edit(edit::EditArgs) in Write,
    Explain(explain::Explain) in Control,
    Hold(hold::Hold) in Decide,
    Hook(hook::HookArgs) in Control,
    Indicator(indicator::IndicatorArgs) in Registers,
    Init(init::Init) in Start,
    Key(key::KeyArgs) in People,
    List(list::List) in Look,
    Log(log::Log) in Look,
    Man(man::Man) in Tools,
    Manual(manual::Manual) in Tools,
    New(new::New) in Write,
    Register(register::Register) in Write,
    Reject(reject::Reject) in Decide,
    Retention(retention::Retention) in Retention,
    Report(report::ReportArgs) in Reports,
    Review(review::Review) in Decide,
    Revise(revise::Revise) in Write,
    Schema(schema::Schema) in Tools,
    Search(search::Search) in Look,
    Selftest(selftest::Selftest) in Tools,
    Settle(settle::Settle) in Decide,
    Show(show::Show) in Look,
    Smac(smac::SmacArgs) in Smac,
    Snapshot(snapshot::SnapshotArgs) in Audit,
    Status(status::Status) in Look,
    Validate(validate::Validate) in Decide,
    Verify(verify::Verify) in Control,
    Watch(watch::WatchArgs) in Registers,
    Withdraw(withdraw::Withdraw) in Decide,
}

/// Documents, records and tickets of a quality-managed service, in git
#[derive(Debug, clap::Parser)]
#[command(
    name = "qms",
    version,
    propagate_version = true,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

/// The whole command line in one language: for help, manual pages and completion scripts.
pub fn command_line(lang: Lang) -> clap::Command {
    french::dress(Cli::command(), lang, (options::FRENCH, &french()), None)
}

/// Runs one command line to its end. Nothing is printed here.
pub fn run(environment: Environment) -> Ended {
    let lang = language::choose(&environment);
    Ended {
        lang,
        ..ended(environment, lang)
    }
}

/// How often a command is judged again that others overtook.
const TRIES: u8 = 12;

fn ended(environment: Environment, lang: Lang) -> Ended {
    if let Some(ended) = completion::answer(&environment, lang) {
        return ended;
    }
    let named = Some(environment.arguments.as_slice());
    let command_line = french::dress(Cli::command(), lang, (options::FRENCH, &french()), named);
    let parsed = command_line
        .term_width(usage::width(&environment))
        .try_get_matches_from(&environment.arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::error(&error, lang, &environment),
    };
    let mut tries = 0;
    loop {
        let ctx = Context::new(environment.clone(), cli.options.clone(), lang);
        let answer = ctx.not_controlled().and_then(|()| cli.command.run(&ctx));
        if answer.is_err() && ctx.is_overtaken() && tries < TRIES {
            tries += 1;
            continue;
        }
        let ended = ctx.end(answer);
        // The process ends next: taking a large corpus apart first would only keep the reader waiting.
        std::mem::forget(ctx);
        return ended;
    }
}

/// What there is to say when standard output or standard error could not be written, which ends with 2: a reader that
/// went away is no failure.
pub fn unwritten(error: std::io::Error, lang: Lang) -> Option<String> {
    const TEXT: Text = Text {
        en: "error: the command went through, but its answer cannot be written: {cause}",
        fr: "erreur\u{a0}: la commande est allée à son terme, mais sa réponse ne peut pas être écrite\u{a0}: {cause}",
    };
    let gone = error.kind() == std::io::ErrorKind::BrokenPipe;
    (!gone).then(|| TEXT.with("cause", told_io::words(error)).render(lang))
}
