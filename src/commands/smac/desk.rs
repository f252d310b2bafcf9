//! What every command that writes in a ticket begins and ends with.

use super::super::placing::{Place, Publish};
use super::super::signing::moved;
use super::super::{Answer, Context, Exit, Failure, FailureKind, decide, named, new};
use crate::acts::Refusal;
use crate::acts::ticket::{Desk, Entered};
use crate::corpus::{Corpus, File};
use crate::model::code::Class;
use crate::model::entity::Entity;
use crate::model::names::ActorId;
use crate::model::ticket::Ticket;
use crate::parse::fields::Shape;
use crate::parse::ticket::TABLE;
use crate::report::json;
use crate::repository::{Edit, Tree};
use crate::text::Text;
use serde_json::json;

/// A ticket of the working tree, with its text.
pub struct Taken<'c> {
    /// What stands beside it.
    pub corpus: &'c Corpus,
    /// Its file.
    pub file: &'c File,
    /// What it says.
    pub ticket: &'c Ticket,
    /// Its text.
    pub text: String,
    /// Its text in the last commit.
    pub committed: Option<String>,
}

impl Taken<'_> {
    /// The desk on which something is entered today.
    pub fn desk(&self, ctx: &Context) -> Desk<'_> {
        Desk {
            corpus: self.corpus,
            ticket: self.ticket,
            text: &self.text,
            committed: self.committed.as_deref(),
            day: ctx.today(self.corpus.policy()),
        }
    }
}

/// The ticket that a person names.
pub fn ticket<'c>(
    ctx: &Context,
    corpus: &'c Corpus,
    typed: &str,
) -> Result<(&'c File, &'c Ticket), Failure> {
    const OTHER: Text = Text {
        en: "`{code}` is no ticket",
        fr: "`{code}` n'est pas une fiche",
    };
    const HELP: Text = Text {
        en: "`qms smac list` shows the tickets",
        fr: "`qms smac list` montre les fiches",
    };
    let file = named::file(ctx, corpus, typed)?;
    match file.entity() {
        Some(Entity::Ticket(ticket)) => Ok((file, ticket)),
        _ => Err(Failure::not_found(OTHER.with("code", typed)).help(HELP)),
    }
}

/// The same, to write in it.
pub fn take<'c>(ctx: &'c Context, typed: &str) -> Result<Taken<'c>, Failure> {
    super::super::ground::no_date_or_revision(ctx)?;
    let corpus = ctx.corpus()?;
    let (file, ticket) = ticket(ctx, corpus, typed)?;
    Ok(Taken {
        corpus,
        file,
        ticket,
        text: super::super::show::source(ctx, file)?,
        committed: committed(ctx, &file.path),
    })
}

/// A file as the last commit has it; none where no commit has it, or there is no git.
fn committed(ctx: &Context, path: &str) -> Option<String> {
    let repository = ctx.repository().ok()?;
    let head = ctx.resolve("HEAD").ok()?;
    let path = format!("{}{path}", ctx.folder_of_documents());
    let bytes = repository.tree_of(head).read_path(&path).ok()??;
    String::from_utf8(bytes).ok()
}

/// Whether what is entered is also committed.
pub fn publish(commit: bool) -> Publish {
    match commit {
        true => Publish::Commit,
        false => Publish::File,
    }
}

/// Enters something in a ticket, and says what.
pub fn enter(
    ctx: &Context,
    taken: &Taken<'_>,
    publish: Publish,
    entered: Result<Entered, Refusal>,
) -> Result<Answer, Failure> {
    let entered = entered.map_err(decide::refused)?;
    let place = Place::ready(ctx, publish)?;
    unchanged(ctx, taken)?;
    let edit = Edit {
        path: taken.file.path.to_string(),
        content: Some(entered.text.into_bytes()),
    };
    let commit = place.change(ctx, vec![edit], &entered.said)?;
    for note in entered.notes {
        ctx.say(note);
    }
    let body = json::body([
        (
            "changed",
            json!([{"code": taken.ticket.code.to_string(), "path": &*taken.file.path}]),
        ),
        ("commit", json!(commit.map(|commit| commit.to_string()))),
    ]);
    ctx.answer(
        Exit::Done,
        || body,
        |style| entered.said.render(style.lang) + "\n",
    )
}

/// Refuses to write over what another command entered since the ticket was read. The place is held.
pub fn unchanged(ctx: &Context, taken: &Taken<'_>) -> Result<(), Failure> {
    let tree = Tree::WorkingTree(ctx.root()?.to_owned());
    let there = tree.read_path(&taken.file.path);
    let there = there.map_err(|error| Failure::io(&taken.file.path, error))?;
    match there.is_some_and(|bytes| bytes == taken.text.as_bytes()) {
        true => Ok(()),
        false => {
            ctx.overtaken();
            Err(moved())
        }
    }
}

/// What was given, else what a person on the terminal answers; a failure where nobody can be asked.
pub fn asked(
    ctx: &Context,
    given: Option<&str>,
    question: Text,
    lacking: Text,
) -> Result<String, Failure> {
    let said = match given {
        Some(given) => given.to_owned(),
        None if ctx.may_ask() => ctx.ask(&format!("{} ", question.get(ctx.lang)))?,
        None => String::new(),
    };
    match said.trim().is_empty() {
        true => Err(Failure::could_not_run(FailureKind::Usage, lacking)),
        false => Ok(said),
    }
}

/// Who did it: the one named, else whoever works here, where they are registered.
pub fn by(ctx: &Context, corpus: &Corpus, given: Option<&str>) -> Result<Option<ActorId>, Failure> {
    match given {
        Some(typed) => Ok(Some(named::actor(corpus, typed)?.id.value.clone())),
        None => {
            let id = new::author(ctx, corpus);
            Ok(corpus.has_actor(&id).then(|| ActorId::new(&id)))
        }
    }
}

/// A kind of ticket of qms.yaml.
pub fn kind(corpus: &Corpus, typed: &str) -> Result<String, Failure> {
    const UNKNOWN: Text = Text {
        en: "`{kind}` is no kind of ticket",
        fr: "`{kind}` n'est pas une nature de fiche",
    };
    const KNOWN: Text = Text {
        en: "known kinds: {known}",
        fr: "natures connues\u{a0}: {known}",
    };
    let policy = corpus.policy();
    let known: Vec<&str> = policy
        .tickets
        .iter()
        .map(|kind| &*kind.id)
        .filter(|kind| policy.codes.class(kind) == Some(Class::Ticket))
        .collect();
    if let Some(kind) = known.iter().find(|kind| kind.eq_ignore_ascii_case(typed)) {
        return Ok((*kind).to_owned());
    }
    Err(super::super::typed::mistyped(
        Failure::could_not_run(FailureKind::Usage, UNKNOWN.with("kind", typed)),
        typed,
        known,
        KNOWN,
    ))
}

/// A value of a key whose values are a closed list.
pub fn choice(key: &str, option: &'static str, typed: &str) -> Result<String, Failure> {
    const UNKNOWN: Text = Text {
        en: "`{typed}` is no value of `{option}`",
        fr: "`{typed}` n'est pas une valeur de `{option}`",
    };
    const KNOWN: Text = Text {
        en: "known values: {known}",
        fr: "valeurs connues\u{a0}: {known}",
    };
    let known = TABLE
        .iter()
        .find(|field| field.name == key)
        .and_then(|field| match field.shape {
            Shape::Choice(known) => Some(known),
            _ => None,
        })
        .unwrap_or_default();
    let plain = crate::model::names::slug(typed);
    if let Some(value) = known.iter().find(|value| **value == plain) {
        return Ok((*value).to_owned());
    }
    let message = UNKNOWN.with("typed", typed).with("option", option);
    Err(super::super::typed::mistyped(
        Failure::could_not_run(FailureKind::Usage, message),
        &plain,
        known.to_vec(),
        KNOWN,
    ))
}
