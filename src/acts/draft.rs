//! Drafts: what `new` and `revise` write, before anything is signed.

use crate::corpus::{Corpus, Version};
use crate::model::code::{Class, Code, DocumentId, Shape};
use crate::model::document::Status;
use crate::model::layout::{self, EntityKind};
use crate::model::names::{ProcessCode, Slug, nearest, slug};
use crate::model::policy::Policy;
use crate::parse::edit::{self, EditRefusal};
use crate::parse::fields::{self, Field, Need, Shape as FieldShape};
use crate::parse::workflow::WorkflowKey;
use crate::parse::{front_matter, yaml};
use crate::text::Lang;
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
    /// The day of a record, the reception of a ticket.
    pub date: NaiveDate,
    /// The series of a record.
    pub series: Option<&'r str>,
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
    UnknownSeries(String),
    /// The number was given before.
    NumberTaken(String),
    /// A number was asked for what is numbered by year.
    NotNumbered,
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
    let code = match shape {
        Shape::Versioned { .. } => document_code(corpus, &kind, shape, request)?,
        Shape::Yearly { sequence } if request.number.is_none() => {
            yearly_code(corpus, &kind, sequence, request)
        }
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
            filled.set(
                "date",
                &yaml::plain(&request.date.to_string()),
                Some("titre"),
            )?;
            let series = series_of(corpus, policy, &kind, request.series)?;
            filled.set_or_drop("serie", series.as_deref())?;
        }
        _ => {
            filled.set(
                "recu",
                &yaml::plain(&request.date.to_string()),
                Some("titre"),
            )?;
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
    let start = front_matter::split(&draft.text)
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

/// A governed entity, from the table of its keys: required ones to fill in, the others as
/// comments that say what they are for.
pub fn entity(
    kind: EntityKind,
    name: &str,
    title: &str,
    purpose: Option<&str>,
    lang: Lang,
) -> Result<Draft, DraftRefusal> {
    one_line(title)?;
    let valid = match kind {
        EntityKind::Process => fields::is_process_code(name),
        _ => !name.is_empty() && slug(name) == name,
    };
    if !valid {
        return Err(DraftRefusal::BadName(name.to_owned()));
    }
    let folder = match kind {
        EntityKind::Process => "processus",
        EntityKind::RecordSeries => "registres/enregistrements",
        EntityKind::ExternalDocument => "registres/documents",
        EntityKind::WatchItem => "registres/veille",
        _ => "registres/indicateurs",
    };
    let mut text = String::from("---\n");
    for field in crate::parse::table(kind)
        .iter()
        .filter(|field| field.need != Need::Act)
    {
        write_field(
            &mut text,
            field,
            &value_for(kind, field.name, name, title, purpose),
            lang,
            "",
        );
    }
    text.push_str("---\n");
    Ok(Draft {
        code: name.to_owned(),
        path: format!("{folder}/{name}.md"),
        text,
    })
}

fn value_for(
    kind: EntityKind,
    key: &str,
    name: &str,
    title: &str,
    purpose: Option<&str>,
) -> String {
    match (kind, key) {
        (_, "code") => yaml::plain(name),
        (_, "titre" | "libelle" | "sous-type" | "source") => yaml::scalar(title),
        (_, "finalite") => purpose.map(yaml::scalar).unwrap_or_default(),
        (_, "thematiques") => yaml::flow_list(&[title]),
        (_, "section") => "A".to_owned(),
        (_, "typologie") => yaml::scalar(purpose.unwrap_or_default()),
        _ => String::new(),
    }
}

fn write_field(text: &mut String, field: &Field, value: &str, lang: Lang, indent: &str) {
    let meaning = field.meaning.get(lang);
    match (field.need, &field.shape) {
        (Need::Required, FieldShape::Map(inner)) => {
            text.push_str(&format!("{indent}{}:   # {meaning}\n", field.name));
            for sub in *inner {
                write_field(text, sub, "", lang, &format!("{indent}  "));
            }
        }
        (Need::Required, _) if value.is_empty() => {
            text.push_str(&format!("{indent}{}: \"\"   # {meaning}\n", field.name))
        }
        (Need::Required, _) => text.push_str(&format!("{indent}{}: {value}\n", field.name)),
        _ => text.push_str(&format!("{indent}# {}:   # {meaning}\n", field.name)),
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

/// The first version of a new number. A number is never given twice (10-format, "Codes").
fn document_code(
    corpus: &Corpus,
    kind: &str,
    shape: Shape,
    request: &Request<'_>,
) -> Result<Code, DraftRefusal> {
    let used = |number: u32| {
        corpus
            .document_ids()
            .any(|id| &*id.kind == kind && id.number == number)
            || request
                .taken
                .iter()
                .any(|code| code.kind() == kind && code.number() == number)
    };
    let number = match request.number {
        Some(number) => number,
        None => {
            let tree = corpus
                .document_ids()
                .filter(|id| &*id.kind == kind)
                .map(|id| id.number);
            let past = request
                .taken
                .iter()
                .filter(|code| code.kind() == kind)
                .map(Code::number);
            tree.chain(past).max().unwrap_or(0) + 1
        }
    };
    let code = Code::version_of(
        &DocumentId {
            kind: std::sync::Arc::from(kind),
            number,
        },
        1,
        shape,
    );
    if number == 0 || used(number) {
        return Err(DraftRefusal::NumberTaken(code.stem()));
    }
    Ok(code)
}

fn yearly_code(corpus: &Corpus, kind: &str, width: u8, request: &Request<'_>) -> Code {
    let year = request.date.year().unsigned_abs();
    let last = corpus
        .all_codes()
        .into_iter()
        .map(|(code, _)| code.clone())
        .chain(request.taken.iter().cloned())
        .filter(|code| code.kind() == kind && code.number() == year)
        .map(|code| code.version())
        .max();
    Code::yearly(kind, year, last.unwrap_or(0) + 1, width)
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

fn series_of(
    corpus: &Corpus,
    policy: &Policy,
    kind: &str,
    typed: Option<&str>,
) -> Result<Option<String>, DraftRefusal> {
    match typed {
        Some(typed) if corpus.series(&Slug::new(typed)).is_some() => Ok(Some(typed.to_owned())),
        Some(typed) => Err(DraftRefusal::UnknownSeries(typed.to_owned())),
        None => Ok(policy
            .document_type(kind)
            .and_then(|kind| kind.series.as_ref())
            .map(|series| series.as_str().to_owned())),
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

/// A text whose front-matter is being filled.
struct Filled {
    text: String,
}

impl Filled {
    fn new(template: &str) -> Filled {
        Filled {
            text: template.to_owned(),
        }
    }

    fn set(&mut self, key: &str, value: &str, after: Option<&str>) -> Result<(), DraftRefusal> {
        self.text = edit::set_plain_key(&self.text, key, value, after.unwrap_or(key))
            .map_err(DraftRefusal::Unreadable)?;
        Ok(())
    }

    /// Sets a key that the template may do without, or takes its line out.
    fn set_or_drop(&mut self, key: &str, value: Option<&str>) -> Result<(), DraftRefusal> {
        if let Some(value) = value {
            return self.set(key, &yaml::plain(value), Some("processus"));
        }
        if let Some(pair) = self.front().pair(key) {
            let start = self.text[..pair.key_span.start]
                .rfind('\n')
                .map_or(0, |at| at + 1);
            let end = self.text[pair.value.span.end..]
                .find('\n')
                .map_or(self.text.len(), |at| pair.value.span.end + at + 1);
            self.text.replace_range(start..end, "");
        }
        Ok(())
    }

    fn front(&self) -> yaml::Node {
        let span = front_matter::split(&self.text).yaml().unwrap_or_default();
        yaml::read(
            &self.text[span.start..span.end],
            span.start,
            &yaml::Limits::default(),
        )
        .0
    }

    /// Puts the values into the body, where the template names them.
    fn finish(self, values: &[(&str, &str)]) -> String {
        let body = front_matter::split(&self.text).body(self.text.len());
        let (front, rest) = self.text.split_at(body.start);
        let mut rest = rest.to_owned();
        for (placeholder, value) in values {
            rest = rest.replace(placeholder, value);
        }
        front.to_owned() + &rest
    }
}
