//! `qms ack`: read and understood.

use super::decide::{Chosen, How, decide};
use super::named::{self, Meant};
use super::{Answer, Context, Failure, FailureKind, french::French};
use crate::acts;
use crate::acts::acknowledge::Again;
use crate::corpus::Corpus;
use crate::model::actor::Actor;
use crate::model::names::folded;
use crate::parse::sheet::{self, SheetDefect};
use crate::repository::read_input;
use crate::text::Text;
use std::path::PathBuf;

/// In bytes: a sheet of thousands of names is far below.
const LARGEST: u64 = 5 << 20;

/// Say that documents were read and understood
#[derive(Debug, clap::Args)]
#[command(alias = "lu")]
pub struct Ack {
    /// Documents read; without a version, the one in force
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
    /// Who has read them, where it is not you
    #[arg(long, value_name = "ACTOR", num_args = 1..)]
    by: Vec<String>,
    /// A sign-in sheet in CSV: a column acteur (or nom, courriel), and signature
    #[arg(long, value_name = "FILE", conflicts_with = "by")]
    sheet: Option<PathBuf>,
    #[command(flatten)]
    how: How,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Dire que des documents ont été lus et compris"),
    (
        "codes",
        "Documents lus\u{a0}; sans version, celle qui est en vigueur",
    ),
    ("by", "Qui les a lus, si ce n'est pas vous"),
    (
        "sheet",
        "Une feuille d'émargement en CSV\u{a0}: une colonne acteur (ou nom, courriel), et signature",
    ),
    ("dry_run", "Dire ce qui serait fait, et si c'est permis"),
    ("yes", "Ne pas poser de question"),
];

/// Runs it.
pub fn run(args: &Ack, ctx: &Context) -> Result<Answer, Failure> {
    let (by, again) = match &args.sheet {
        Some(sheet) => (readers(ctx, sheet)?, Again::Kept),
        None => (args.by.clone(), Again::Refused),
    };
    decide(
        ctx,
        &args.how,
        &Chosen::Codes(&args.codes, Meant::InForce),
        &|situation, versions| acts::acknowledge::plan(situation, versions, &by, again),
    )
}

/// The ids of those who signed a sheet, each once.
fn readers(ctx: &Context, path: &PathBuf) -> Result<Vec<String>, Failure> {
    const LARGE: Text = Text {
        en: "`{path}` is too large for a sign-in sheet",
        fr: "`{path}` est trop gros pour une feuille d'émargement",
    };
    const NOBODY: Text = Text {
        en: "nobody has signed `{path}`",
        fr: "personne n'a signé `{path}`",
    };
    const UNKNOWN: Text = Text {
        en: "line {line} of `{path}`: `{name}` is no registered actor",
        fr: "ligne {line} de `{path}`\u{a0}: `{name}` n'est pas un acteur inscrit",
    };
    const SEVERAL: Text = Text {
        en: "line {line} of `{path}`: `{name}` may be any of {ids}",
        fr: "ligne {line} de `{path}`\u{a0}: `{name}` peut être {ids}",
    };
    const SEVERAL_HELP: Text = Text {
        en: "write the id or the e-mail",
        fr: "écrire l'identifiant ou le courriel",
    };
    let shown = path.display().to_string();
    let full = ctx.folder()?.join(path);
    let bytes = read_input(&full, LARGEST).map_err(|error| Failure::io(&shown, error))?;
    let Some(bytes) = bytes else {
        return Err(Failure::could_not_run(
            FailureKind::Usage,
            LARGE.with("path", shown),
        ));
    };
    let signed = sheet::signed(&bytes).map_err(|defect| not_a_sheet(&shown, defect))?;
    let corpus = ctx.corpus()?;
    let mut readers: Vec<String> = Vec::new();
    for one in signed {
        let line = i64::try_from(one.line).unwrap_or(i64::MAX);
        let meant = meant(corpus, &one.name);
        if meant.len() > 1 {
            let ids = meant.iter().map(|actor| format!("`{}`", actor.id.value));
            let message = SEVERAL
                .with("line", line)
                .with("path", shown)
                .with("name", one.name.clone())
                .with("ids", ids.collect::<Vec<_>>());
            return Err(Failure::could_not_run(FailureKind::Usage, message).help(SEVERAL_HELP));
        }
        let Some(actor) = meant.first() else {
            let message = UNKNOWN
                .with("line", line)
                .with("path", shown)
                .with("name", one.name.clone());
            let help = named::actor_help(corpus, &one.name);
            return Err(Failure::not_found(message).help(help));
        };
        let id = actor.id.value.to_string();
        if !readers.contains(&id) {
            readers.push(id);
        }
    }
    if readers.is_empty() {
        return Err(Failure::could_not_run(
            FailureKind::State,
            NOBODY.with("path", shown),
        ));
    }
    Ok(readers)
}

/// The actors whom a line may mean by an id, an address or a name, as people write them: those of an
/// id or an address first.
fn meant<'c>(corpus: &'c Corpus, written: &str) -> Vec<&'c Actor> {
    let fold = |text: &str| folded(text.trim());
    let asked = fold(written);
    let actors = || corpus.actors().map(|(_, actor)| actor);
    let mut found: Vec<&Actor> = actors()
        .filter(|actor| fold(actor.id.value.as_str()) == asked || fold(&actor.email.value) == asked)
        .collect();
    let named = actors().filter(|actor| fold(&actor.name.value) == asked);
    for actor in named {
        if found.iter().all(|known| known.id.value != actor.id.value) {
            found.push(actor);
        }
    }
    found
}

fn not_a_sheet(path: &str, defect: SheetDefect) -> Failure {
    const NOT_TEXT: Text = Text {
        en: "`{path}` is no text in UTF-8",
        fr: "`{path}` n'est pas un texte en UTF-8",
    };
    const COLUMN: Text = Text {
        en: "the first line of `{path}` names no column `acteur`, `nom` or `courriel`",
        fr: "la première ligne de `{path}` ne nomme aucune colonne `acteur`, `nom` ou `courriel`",
    };
    const LINE: Text = Text {
        en: "line {line} of `{path}` cannot be read",
        fr: "la ligne {line} de `{path}` ne peut pas être lue",
    };
    const HELP: Text = Text {
        en: "save the sheet as CSV in UTF-8",
        fr: "enregistrer la feuille en CSV UTF-8",
    };
    let message = match defect {
        SheetDefect::NotText => NOT_TEXT.with("path", path),
        SheetDefect::NoColumn => COLUMN.with("path", path),
        SheetDefect::Line(line) => LINE
            .with("path", path)
            .with("line", i64::try_from(line).unwrap_or(i64::MAX)),
    };
    Failure::could_not_run(FailureKind::Usage, message).help(HELP)
}
