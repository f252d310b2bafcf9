//! `qms edit`: a draft in the person's own editor, then its check.

use super::named::{Meant, any_file, version};
use super::{Answer, Context, Exit, Failure, FailureKind, french::French};
use crate::corpus::{Corpus, File};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::entity::Entity;
use crate::report::diagnostics::{Sources, human};
use crate::report::{Summary, json};
use crate::repository::{EditorError, open_editor};
use crate::rules::{self, Softening};
use crate::text::Text;
use serde_json::Value;

/// Open a draft in your editor, then check it
#[derive(Debug, clap::Args)]
#[command(alias = "modifier")]
pub struct EditArgs {
    /// The document, record, ticket, process or actor; without a version the draft is meant
    pub(super) code: String,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Ouvrir un projet dans votre éditeur, puis le contrôler"),
    (
        "code",
        "Le document, l'enregistrement, la fiche, le processus ou l'acteur ; sans version, le projet",
    ),
];

/// Runs it.
pub fn run(args: &EditArgs, ctx: &Context) -> Result<Answer, Failure> {
    const NO_EDITOR: Text = Text {
        en: "no editor is set",
        fr: "aucun éditeur n'est réglé",
    };
    const NO_EDITOR_HELP: Text = Text {
        en: "set `VISUAL` or `EDITOR`, or open {path}",
        fr: "régler `VISUAL` ou `EDITOR`, ou ouvrir {path}",
    };
    const FAILED: Text = Text {
        en: "the editor `{editor}` ended badly: {cause}",
        fr: "l'éditeur `{editor}` s'est mal terminé\u{a0}: {cause}",
    };
    super::ground::no_date_or_revision(ctx)?;
    let path = path_of(ctx, ctx.corpus()?, &args.code)?;
    let editor = ctx
        .environment
        .variable("VISUAL")
        .or_else(|| ctx.environment.variable("EDITOR"))
        .ok_or_else(|| {
            Failure::could_not_run(FailureKind::Usage, NO_EDITOR)
                .help(NO_EDITOR_HELP.with("path", &path))
        })?;
    open_editor(editor, &ctx.root()?.join(&path)).map_err(|EditorError { cause }| {
        Failure::could_not_run(
            FailureKind::Io,
            FAILED.with("editor", editor).with("cause", cause),
        )
    })?;
    let tree = ctx.tree()?;
    let corpus = ctx.load_whole(&tree)?;
    let found: Vec<Diagnostic> = rules::run(&corpus, Softening::ByStatus)
        .into_iter()
        .filter(|diagnostic| {
            diagnostic
                .place
                .as_ref()
                .is_some_and(|place| *place.path == *path)
        })
        .collect();
    let summary = Summary {
        files: 1,
        ..Summary::of(&found)
    };
    let sources = Sources::of(&found, |path| tree.read_path(path).ok().flatten());
    let exit = if found
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
    {
        Exit::Found
    } else {
        Exit::Done
    };
    ctx.answer(
        exit,
        || {
            let all: Vec<Value> = found
                .iter()
                .map(|diagnostic| json::diagnostic(diagnostic, sources.lines(diagnostic), ctx.lang))
                .collect();
            json::body([
                ("path", Value::from(path.clone())),
                ("diagnostics", Value::Array(all)),
                ("summary", json::summary(&summary)),
            ])
        },
        |style| human::findings(&found, &sources, &summary, style),
    )
}

/// The file to open. The text of a validated version is closed: only a new version changes it.
fn path_of(ctx: &Context, corpus: &Corpus, typed: &str) -> Result<String, Failure> {
    const FROZEN: Text = Text {
        en: "`{code}` is validated: its text can no longer change",
        fr: "`{code}` est validé\u{a0}: son texte ne change plus",
    };
    const REVISE: Text = Text {
        en: "`qms revise {code} --reason \"…\"` opens the next version",
        fr: "`qms revise {code} --reason \"…\"` ouvre la version suivante",
    };
    if corpus.document_named(typed).is_none() {
        let file = any_file(ctx, corpus, typed)?;
        still_open(file, corpus)?;
        return Ok(file.path.to_string());
    }
    // Where no draft stands, the version in force explains what to do.
    let found = version(corpus, typed, Meant::Draft)
        .or_else(|failure| version(corpus, typed, Meant::InForce).map_err(|_| failure))?;
    if found.status.is_frozen() {
        let code = found.document.code.to_string();
        return Err(Failure::refused("A209", FROZEN.with("code", &code))
            .help(REVISE.with("code", found.document.code.stem())));
    }
    Ok(found.file.path.to_string())
}

/// What is closed, or written by acts alone, is not opened to be changed.
fn still_open(file: &File, corpus: &Corpus) -> Result<(), Failure> {
    const CLOSED: Text = Text {
        en: "`{code}` is closed: it no longer changes",
        fr: "`{code}` est clos\u{a0}: il ne change plus",
    };
    const ERRATUM: Text = Text {
        en: "an error is corrected by another record that bears `erratum-de: {code}`",
        fr: "une erreur se corrige par un autre enregistrement, qui porte `erratum-de: {code}`",
    };
    const REOPEN: Text = Text {
        en: "`qms smac reopen {code} --reason \"…\"` opens it again",
        fr: "`qms smac reopen {code} --reason \"…\"` la rouvre",
    };
    const EVIDENCE: Text = Text {
        en: "`{code}` is written by acts alone",
        fr: "`{code}` n'est écrit que par des actes",
    };
    let code = crate::model::layout::stem(&file.path);
    if crate::model::layout::is_evidence(&file.path) {
        return Err(Failure::refused("A209", EVIDENCE.with("code", code)));
    }
    let help = match file.entity() {
        Some(Entity::Record(record)) if record.closed.is_some() => ERRATUM,
        Some(Entity::Ticket(ticket)) if !ticket.is_open(corpus.as_of()) => REOPEN,
        _ => return Ok(()),
    };
    let message = CLOSED.with("code", code);
    let help = message.reworded(help);
    Err(Failure::refused("R107", message).help(help))
}
