//! Drafts: what `new` and `revise` write, before anything is signed.

mod entity;
mod evidence;
mod filled;
mod numbers;
mod opened;

pub use entity::entity;
pub use opened::{Opening, opened};

use evidence::{form_of, series_of};
use filled::Filled;
use numbers::document_code;

use super::numbers::next_of_year;
use crate::corpus::{Corpus, Version};
use crate::model::code::{Class, Code, Reference, Shape};
use crate::model::document::Status;
use crate::model::layout;
use crate::model::names::{ProcessCode, nearest};
use crate::model::policy::Policy;
use crate::parse::edit::{self, EditRefusal};
use crate::parse::workflow::WorkflowKey;
use crate::parse::yaml;
use chrono::{Datelike, NaiveDate};

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The code, id or slug of what it holds.
    pub code: String,
    /// Where it goes.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What a new document, record or ticket is to say.
#[derive(Debug, Clone)]
pub struct Request<'r> {
    /// The type, as typed.
    pub kind: &'r str,
    /// Its title.
    pub title: &'r str,
    /// What it is for.
    pub purpose: Option<&'r str>,
    /// Its process, as typed; the only one of the repository where none is given.
    pub process: Option<&'r str>,
    /// The number of a document, from an organisation-wide counter.
    pub number: Option<u32>,
    /// The day of a record, the reception of a ticket; none where none was given.
    pub date: Option<NaiveDate>,
    /// The series of a record.
    pub series: Option<&'r str>,
    /// The form that a record fills, as typed.
    pub form: Option<&'r str>,
    /// The actor who writes.
    pub author: &'r str,
    /// The template that it starts from.
    pub template: &'r str,
    /// Codes that were given before and may not be given again, in the tree or not.
    pub taken: &'r [Code],
}

/// Why no draft can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftRefusal {
    /// No type of qms.yaml has this id.
    UnknownType {
        /// As typed.
        kind: String,
        /// The nearest known type.
        nearest: Option<String>,
    },
    /// A title or reason that a file cannot hold.
    BadText,
    /// Several processes stand, and none was named.
    WhichProcess(Vec<String>),
    /// The process named does not exist.
    UnknownProcess {
        /// As typed.
        process: String,
        /// Those that exist.
        known: Vec<String>,
    },
    /// The series named does not exist.
    UnknownSeries {
        /// As typed.
        series: String,
        /// Those that exist.
        known: Vec<String>,
    },
    /// The type has no series of its own, and none was named.
    WhichSeries {
        /// The type.
        kind: String,
        /// Those that exist.
        known: Vec<String>,
    },
    /// No document is the form named.
    UnknownForm(String),
    /// An option that says nothing about files of this type.
    NotFor {
        /// As typed: `--series`.
        option: &'static str,
        /// The type.
        kind: String,
    },
    /// The number was given before.
    NumberTaken(String),
    /// A number was asked for what is numbered by year.
    NotNumbered,
    /// A day in a year that no code can hold.
    BadYear(NaiveDate),
    /// The document has a draft already.
    DraftStands {
        /// The draft.
        code: String,
        /// Where it stands.
        path: String,
    },
    /// The version has never been in force: it can be edited as it is.
    NotInForce(String),
    /// The name is no name of its kind.
    BadName(String),
    /// The file stands already.
    Exists(String),
    /// The template or the text cannot be filled.
    Unreadable(EditRefusal),
}

/// A new document, record or ticket.
pub fn create(corpus: &Corpus, request: &Request<'_>) -> Result<Draft, DraftRefusal> {
    one_line(request.title)?;
    let policy = corpus.policy();
    let (kind, class, shape) = type_of(policy, request.kind)?;
    fitting(&kind, class, request)?;
    let day = request.date.unwrap_or(corpus.as_of());
    if !(1000..=9999).contains(&day.year()) {
        return Err(DraftRefusal::BadYear(day));
    }
    let code = match shape {
        Shape::Versioned { .. } => document_code(corpus, &kind, shape, request)?,
        Shape::Yearly { sequence } if request.number.is_none() => next_of_year(
            corpus,
            &kind,
            (day.year().unsigned_abs(), sequence),
            request.taken,
        ),
        Shape::Yearly { .. } => return Err(DraftRefusal::NotNumbered),
    };
    let process = process_of(corpus, request.process)?;
    let text = code.to_string();
    let path = match class {
        Class::Document => layout::document_path(&kind, &text),
        Class::Record => layout::record_path(&kind, &text),
        _ => layout::ticket_path(code.number(), &text),
    };
    let mut filled = Filled::new(request.template);
    filled.set("code", &yaml::plain(&text), None)?;
    filled.set("titre", &yaml::scalar(request.title), Some("code"))?;
    filled.set("processus", &yaml::plain(&process), Some("titre"))?;
    match class {
        Class::Document => {
            if let Some(purpose) = request.purpose {
                one_line(purpose)?;
                filled.set("objet", &yaml::scalar(purpose), Some("processus"))?;
            }
            filled.set("redacteur", &yaml::plain(request.author), Some("objet"))?;
        }
        Class::Record => {
            filled.set("date", &yaml::plain(&day.to_string()), Some("titre"))?;
            let form = form_of(corpus, request.form)?;
            let series = series_of(corpus, policy, &kind, request, form.as_ref())?;
            filled.set("serie", &yaml::plain(&series), Some("processus"))?;
            if let Some(form) = form {
                let form = match form {
                    Reference::Document(id) => policy.codes.stem(&id),
                    Reference::Exact(code) => code.to_string(),
                };
                filled.drop_example("formulaire");
                filled.set("formulaire", &yaml::plain(&form), Some("processus"))?;
            }
        }
        _ => {
            filled.set("recu", &yaml::plain(&day.to_string()), Some("titre"))?;
            if kind != "RE" {
                filled.set("canal", "interne", Some("recu"))?;
            }
            filled.set_or_drop("declarant", Some(request.author))?;
        }
    }
    let body = [
        ("{{titre}}", request.title),
        ("{{code}}", &text),
        ("{{processus}}", &process),
    ];
    let filled = filled.finish(&body);
    Ok(Draft {
        code: text,
        path,
        text: filled,
    })
}

/// The next version of a document, as a draft: the text in force without its workflow keys.
pub fn revise(
    corpus: &Corpus,
    version: &Version<'_>,
    text: &str,
    change: &Change<'_>,
) -> Result<Draft, DraftRefusal> {
    one_line(change.reason)?;
    let code = &version.document.code;
    let id = code
        .document()
        .ok_or_else(|| DraftRefusal::NotInForce(code.to_string()))?;
    let versions = corpus.versions(&id);
    if let Some(draft) = versions.iter().find(|other| !other.status.is_frozen()) {
        return Err(DraftRefusal::DraftStands {
            code: draft.document.code.to_string(),
            path: draft.file.path.to_string(),
        });
    }
    if !matches!(
        version.status,
        Status::Effective | Status::Upcoming | Status::Withdrawn | Status::Superseded
    ) {
        return Err(DraftRefusal::NotInForce(code.to_string()));
    }
    let last = versions
        .iter()
        .map(|other| other.document.code.version())
        .chain(
            change
                .taken
                .iter()
                .filter(|one| one.document().as_ref() == Some(&id))
                .map(Code::version),
        )
        .max();
    let next = code.with_version(last.unwrap_or(code.version()) + 1);
    let mut text = text.to_owned();
    for key in WorkflowKey::ALL {
        text = edit::set(&text, key, None).map_err(DraftRefusal::Unreadable)?;
    }
    let mut filled = Filled::new(&text);
    filled.set("code", &yaml::plain(&next.to_string()), None)?;
    filled.set("remplace", &yaml::plain(&code.to_string()), Some("code"))?;
    filled.set("motif", &yaml::scalar(change.reason), Some("remplace"))?;
    filled.set_or_drop("origine", change.origin)?;
    let name = next.to_string();
    Ok(Draft {
        path: layout::document_path(next.kind(), &name),
        code: name,
        text: filled.finish(&[]),
    })
}

/// The same front-matter over another body.
pub fn with_body(draft: Draft, body: &str) -> Draft {
    let start = crate::parse::front_matter::split(&draft.text)
        .body(draft.text.len())
        .start;
    Draft {
        text: draft.text[..start].to_owned() + body,
        ..draft
    }
}

/// What a revision changes at once.
#[derive(Debug, Clone)]
pub struct Change<'r> {
    /// Why it is revised.
    pub reason: &'r str,
    /// What caused it, if anything with a code.
    pub origin: Option<&'r str>,
    /// Codes that were given before.
    pub taken: &'r [Code],
}

/// Refuses an option that would be passed over.
fn fitting(kind: &str, class: Class, request: &Request<'_>) -> Result<(), DraftRefusal> {
    let document = class == Class::Document;
    let record = class == Class::Record;
    let given = [
        ("--purpose", request.purpose.is_some() && !document),
        ("--date", request.date.is_some() && document),
        ("--series", request.series.is_some() && !record),
        ("--form", request.form.is_some() && !record),
    ];
    match given.iter().find(|(_, passed_over)| *passed_over) {
        None => Ok(()),
        Some((option, _)) => Err(DraftRefusal::NotFor {
            option,
            kind: kind.to_owned(),
        }),
    }
}

fn type_of(policy: &Policy, typed: &str) -> Result<(String, Class, Shape), DraftRefusal> {
    let known: Vec<&str> = policy
        .types
        .iter()
        .map(|kind| &*kind.id)
        .chain(policy.tickets.iter().map(|kind| &*kind.id))
        .collect();
    let Some(kind) = known.iter().find(|kind| kind.eq_ignore_ascii_case(typed)) else {
        return Err(DraftRefusal::UnknownType {
            kind: typed.to_owned(),
            nearest: nearest(typed, known.iter().copied()).map(str::to_owned),
        });
    };
    let unknown = || DraftRefusal::UnknownType {
        kind: typed.to_owned(),
        nearest: None,
    };
    let class = policy.codes.class(kind).ok_or_else(unknown)?;
    let shape = policy.codes.shape(kind).ok_or_else(unknown)?;
    Ok(((*kind).to_owned(), class, shape))
}

fn process_of(corpus: &Corpus, typed: Option<&str>) -> Result<String, DraftRefusal> {
    let known: Vec<String> = corpus
        .processes()
        .map(|(_, process)| process.code.value.to_string())
        .collect();
    match typed {
        Some(typed) => {
            let exact = known
                .iter()
                .find(|code| code.eq_ignore_ascii_case(typed))
                .cloned();
            match exact.filter(|code| corpus.process(&ProcessCode::new(code)).is_some()) {
                Some(code) => Ok(code),
                None => Err(DraftRefusal::UnknownProcess {
                    process: typed.to_owned(),
                    known,
                }),
            }
        }
        None => match known.as_slice() {
            [only] => Ok(only.clone()),
            _ => Err(DraftRefusal::WhichProcess(known)),
        },
    }
}

fn one_line(text: &str) -> Result<(), DraftRefusal> {
    let clean = *crate::text::escape_controls(text) == *text;
    if clean && !text.trim().is_empty() {
        Ok(())
    } else {
        Err(DraftRefusal::BadText)
    }
}
