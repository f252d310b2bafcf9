//! What the shell proposes while a command is typed: codes that fit it, types, rules, names.

use super::root::find_root;
use super::typed::status_words;
use super::{Ended, Environment, command_line};
use crate::corpus::{self, Corpus};
use crate::model::code::Class;
use crate::model::document::Status;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::ticket::TicketStatus;
use crate::report::schema::Subject;
use crate::repository::Tree;
use crate::rules;
use crate::text::{Lang, Text};
use clap::Command;
use clap::builder::StyledStr;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// The variable by which a shell asks.
pub const VARIABLE: &str = "COMPLETE";

/// Answers a shell that asks for proposals; none where no shell asks.
pub fn answer(environment: &Environment, lang: Lang) -> Option<Ended> {
    let shell = environment.variable(VARIABLE).filter(|name| *name != "0")?;
    let shells = Shells::builtins();
    let shell = shells.completer(std::path::Path::new(shell).file_stem()?.to_str()?)?;
    let mut stdout = Vec::new();
    let typed: Vec<OsString> = environment
        .arguments
        .iter()
        .skip_while(|argument| *argument != "--")
        .skip(1)
        .cloned()
        .collect();
    let written = if typed.is_empty() {
        let program = environment
            .arguments
            .first()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        shell.write_registration(VARIABLE, "qms", "qms", &program, &mut stdout)
    } else {
        let folder = folder(environment, &typed);
        let asked = Asked {
            folder,
            now: environment.now,
            lang,
        };
        let mut command = with_proposals(command_line(lang), &asked, "");
        command.build();
        shell
            .write_complete(
                &mut command,
                typed,
                environment.folder.as_deref(),
                &mut stdout,
            )
            .map_err(std::io::Error::other)
    };
    // A shell that gets nothing proposes nothing: never an error in the middle of a line.
    Some(Ended {
        stdout: if written.is_ok() { stdout } else { Vec::new() },
        ..Ended::default()
    })
}

/// The script that makes a shell ask.
pub fn script(shell: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(shell) = Shells::builtins().completer(shell) {
        // Writing to memory cannot fail.
        let _ = shell.write_registration(VARIABLE, "qms", "qms", "qms", &mut bytes);
    }
    bytes
}

/// The folder of `-C`, else the current one.
fn folder(environment: &Environment, typed: &[OsString]) -> Option<PathBuf> {
    let current = environment.folder.clone()?;
    let given = typed
        .iter()
        .zip(typed.iter().skip(1))
        .find(|(option, _)| *option == "-C" || *option == "--repo")
        .map(|(_, value)| value);
    Some(given.map_or(current.clone(), |given| current.join(given)))
}

/// What an argument is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Versions that await an approval.
    Drafts,
    /// Versions that await a validation.
    Approved,
    /// Versions that await either.
    Awaiting,
    /// Versions in force.
    InForce,
    /// Any code.
    Codes,
    /// Tickets that are open.
    Open,
    /// Tickets that are closed.
    Closed,
    /// Tickets, open or not.
    Tickets,
    /// Kinds of tickets.
    TicketKinds,
    TicketStatuses,
    /// Types of documents.
    Types,
    /// All that can be made: types of documents, records and tickets, governed entities.
    Makings,
    Statuses,
    Processes,
    Actors,
    Roles,
    Rules,
    Entities,
}

/// What the argument of a command is made of, by its name: they mean the same everywhere.
fn kind(command: &str, argument: &str) -> Option<Kind> {
    Some(match (command, argument) {
        ("approve", "codes" | "code") => Kind::Drafts,
        ("validate", "codes" | "code") => Kind::Approved,
        ("reject", "codes" | "code") => Kind::Awaiting,
        ("review" | "withdraw" | "revise" | "ack", "codes" | "code") => Kind::InForce,
        ("smac reopen", "codes") => Kind::Closed,
        ("smac show", "code") => Kind::Tickets,
        (command, "codes" | "code") if command.starts_with("smac ") => Kind::Open,
        ("smac open" | "smac list" | "smac requalify", "kind") => Kind::TicketKinds,
        ("smac list", "status") => Kind::TicketStatuses,
        ("smac act", "owner") => Kind::Actors,
        ("smac open", "document" | "requirement") => Kind::InForce,
        ("new", "kind") => Kind::Makings,
        ("list", "kind") => Kind::Types,
        ("process", "code") => Kind::Processes,
        (_, "codes" | "code") => Kind::Codes,
        (_, "status") => Kind::Statuses,
        (_, "process") => Kind::Processes,
        (_, "by" | "actor" | "id" | "deputy_for") => Kind::Actors,
        (_, "role") => Kind::Roles,
        ("explain", "rule") => Kind::Rules,
        ("schema", "entity") => Kind::Entities,
        _ => return None,
    })
}

/// From where a shell asks.
#[derive(Debug, Clone)]
struct Asked {
    folder: Option<PathBuf>,
    now: chrono::DateTime<chrono::Utc>,
    lang: Lang,
}

fn with_proposals(command: Command, asked: &Asked, group: &str) -> Command {
    let mut command = command;
    // The subcommands of `smac` speak of tickets under the names of others.
    let name = match group {
        "smac" => format!("smac {}", command.get_name()),
        _ => command.get_name().to_owned(),
    };
    let ids: Vec<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    for id in ids {
        // clap puts a changed argument last: all are changed, so that positions stay.
        let kind = kind(&name, &id);
        let asked = asked.clone();
        command = command.mut_arg(&id, |argument| match kind {
            Some(kind) => argument.add(ArgValueCompleter::new(move |typed: &OsStr| {
                proposals(kind, typed, &asked)
            })),
            None => argument,
        });
    }
    let group = command.get_name().to_owned();
    let names: Vec<String> = command
        .get_subcommands()
        .map(|inner| inner.get_name().to_owned())
        .collect();
    for name in names {
        command = command.mut_subcommand(&name, |inner| with_proposals(inner, asked, &group));
    }
    command
}

fn proposals(kind: Kind, typed: &OsStr, asked: &Asked) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy().to_lowercase();
    let mut all: Vec<(String, String)> = match kind {
        Kind::Rules => rules::all()
            .map(|rule| {
                (
                    rule.code.to_owned(),
                    rule.message.get(asked.lang).to_owned(),
                )
            })
            .collect(),
        Kind::Entities => Subject::all()
            .map(|subject| (subject.as_str().to_owned(), String::new()))
            .collect(),
        Kind::Statuses => statuses(
            Status::ALL.map(|status| (status.as_str(), status.label())),
            asked.lang,
        ),
        Kind::TicketStatuses => statuses(
            TicketStatus::ALL.map(|status| (status.as_str(), status.label())),
            asked.lang,
        ),
        _ => match load(asked) {
            Some(corpus) => of_corpus(kind, &corpus),
            None => Vec::new(),
        },
    };
    all.retain(|(value, _)| value.to_lowercase().starts_with(&typed));
    all.into_iter()
        .map(|(value, help)| {
            CompletionCandidate::new(value).help(
                (!help.is_empty())
                    .then(|| StyledStr::from(crate::text::escape_controls(&help).into_owned())),
            )
        })
        .collect()
}

fn statuses<const N: usize>(known: [(&str, Text); N], lang: Lang) -> Vec<(String, String)> {
    status_words(known, lang)
        .map(|word| (word, String::new()))
        .into()
}

/// The working tree seen today; nothing where it cannot be read.
fn load(asked: &Asked) -> Option<Corpus> {
    let root = find_root(asked.folder.as_ref()?)?;
    corpus::load_fronts(&Tree::WorkingTree(root), |policy| {
        asked.now.with_timezone(&policy.zone).date_naive()
    })
    .ok()
}

fn of_corpus(kind: Kind, corpus: &Corpus) -> Vec<(String, String)> {
    let policy = corpus.policy();
    let versions = |wanted: &[Status]| {
        let fits = corpus
            .documents()
            .filter(|version| wanted.contains(&version.status));
        fits.map(|version| {
            (
                version.document.code.to_string(),
                version.document.title.value.clone(),
            )
        })
        .collect()
    };
    match kind {
        Kind::Drafts => versions(&[Status::Draft]),
        Kind::Approved => versions(&[Status::Approved, Status::Upcoming]),
        Kind::Awaiting => versions(&[Status::Draft, Status::Approved]),
        Kind::InForce => versions(&[Status::Effective]),
        Kind::Codes => {
            let title = |file: &&corpus::File| match file.entity() {
                Some(Entity::Document(document)) => document.title.value.clone(),
                Some(Entity::Record(record)) => record.title.value.clone(),
                Some(Entity::Ticket(ticket)) => ticket.title.value.clone(),
                _ => String::new(),
            };
            corpus
                .all_codes()
                .into_iter()
                .map(|(code, files)| {
                    (
                        code.to_string(),
                        files.first().map(title).unwrap_or_default(),
                    )
                })
                .collect()
        }
        Kind::Open | Kind::Closed | Kind::Tickets => {
            let day = corpus.as_of();
            corpus
                .entities(EntityKind::Ticket)
                .filter_map(|(_, entity)| match entity {
                    Entity::Ticket(ticket) => Some(ticket),
                    _ => None,
                })
                .filter(|ticket| match kind {
                    Kind::Open => ticket.is_open(day),
                    Kind::Closed => !ticket.is_open(day),
                    _ => true,
                })
                .map(|ticket| (ticket.code.to_string(), ticket.title.value.clone()))
                .collect()
        }
        Kind::TicketKinds => policy
            .tickets
            .iter()
            .map(|known| (known.id.to_string(), known.name.clone()))
            .collect(),
        Kind::Types => {
            let types = policy
                .types
                .iter()
                .filter(|known| known.class == Class::Document);
            types
                .map(|known| (known.id.to_string(), known.name.clone()))
                .collect()
        }
        Kind::Makings => {
            let types = policy
                .types
                .iter()
                .map(|known| (known.id.to_string(), known.name.clone()));
            let tickets = policy
                .tickets
                .iter()
                .map(|known| (known.id.to_string(), known.name.clone()));
            let governed = ["processus", "serie", "externe", "veille", "indicateur"]
                .map(|word| (word.to_owned(), String::new()));
            types.chain(tickets).chain(governed).collect()
        }
        Kind::Processes => corpus
            .processes()
            .map(|(_, process)| (process.code.value.to_string(), process.title.value.clone()))
            .collect(),
        Kind::Actors => corpus
            .actors()
            .map(|(_, actor)| (actor.id.value.to_string(), actor.name.value.clone()))
            .collect(),
        Kind::Roles => policy
            .roles
            .iter()
            .map(|(id, label)| (id.to_string(), label.clone()))
            .collect(),
        Kind::Rules | Kind::Entities | Kind::Statuses | Kind::TicketStatuses => Vec::new(),
    }
}
