//! `qms diff`: the words that changed from one version to another.

use super::{Answer, Context, Exit, Failure, FailureKind, french::French, named};
use crate::corpus::{Corpus, Version};
use crate::model::code::{Code, DocumentId, Reference};
use crate::report::{diff, json};
use crate::text::Text;
use serde_json::Value;

/// Show the words that changed between two versions
#[derive(Debug, clap::Args)]
#[command(alias = "comparer")]
pub struct Diff {
    /// The document; without a version, its newest one against the one before
    #[arg(value_name = "CODE")]
    code: String,
    /// The older version; the one before by default
    #[arg(value_name = "V1")]
    from: Option<String>,
    /// The newer version
    #[arg(value_name = "V2")]
    to: Option<String>,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Montrer les mots changés entre deux versions"),
    (
        "code",
        "Le document ; sans version, sa plus récente comparée à la précédente",
    ),
    ("from", "La version ancienne ; par défaut, la précédente"),
    ("to", "La version nouvelle"),
];

/// Runs it.
pub fn run(args: &Diff, ctx: &Context) -> Result<Answer, Failure> {
    const FIRST: Text = Text {
        en: "`{code}` is the first version: there is none before it",
        fr: "`{code}` est la première version\u{a0}: il n'y en a pas avant",
    };
    const NO_VERSIONS: Text = Text {
        en: "`{code}` has no versions",
        fr: "`{code}` n'a pas de versions",
    };
    let corpus = ctx.whole()?;
    let reference = corpus
        .policy()
        .codes
        .lenient(&args.code)
        .map_err(|_| named::unknown(corpus, &args.code))?;
    let id = match &reference {
        Reference::Document(id) => id.clone(),
        Reference::Exact(code) => code.document().ok_or_else(|| {
            Failure::could_not_run(
                FailureKind::Usage,
                NO_VERSIONS.with("code", code.to_string()),
            )
        })?,
    };
    let versions = named::versions(corpus, &args.code, &reference)?;
    let newest = versions
        .last()
        .map(|version| version.document.code.clone())
        .ok_or_else(|| named::unknown(corpus, &args.code))?;
    let to = match (&args.to, &reference) {
        (Some(typed), _) => version_named(corpus, &id, typed)?,
        (None, Reference::Exact(code)) => code.clone(),
        (None, Reference::Document(_)) => newest,
    };
    let from = match &args.from {
        Some(typed) => version_named(corpus, &id, typed)?,
        None => before(&versions, &to)
            .ok_or_else(|| Failure::not_found(FIRST.with("code", to.to_string())))?,
    };
    let sections = diff::compare(&text(ctx, corpus, &from)?, &text(ctx, corpus, &to)?);
    let (from, to) = (from.to_string(), to.to_string());
    ctx.answer(
        Exit::Done,
        || {
            json::body([
                ("code", Value::from(corpus.policy().codes.stem(&id))),
                ("from", Value::from(&*from)),
                ("to", Value::from(&*to)),
                ("hunks", diff::json(&sections)),
            ])
        },
        |style| diff::text(&from, &to, &sections, style),
    )
}

/// The version before one: the nearest below it in the tree, else the one that was before it.
fn before(versions: &[Version<'_>], code: &Code) -> Option<Code> {
    let below = versions
        .iter()
        .rev()
        .map(|version| &version.document.code)
        .find(|other| *other < code);
    below
        .cloned()
        .or_else(|| (code.version() > 1).then(|| code.with_version(code.version() - 1)))
}

/// `V2`, `2`, `v02` or a whole code.
fn version_named(corpus: &Corpus, id: &DocumentId, typed: &str) -> Result<Code, Failure> {
    const OTHER: Text = Text {
        en: "`{typed}` is no version of `{code}`",
        fr: "`{typed}` n'est pas une version de `{code}`",
    };
    const HELP: Text = Text {
        en: "versions are typed `V2`, or as a whole code",
        fr: "une version s'écrit `V2`, ou en code entier",
    };
    let codes = &corpus.policy().codes;
    let number = typed
        .trim_start_matches(['V', 'v'])
        .parse::<u32>()
        .ok()
        .filter(|number| (1..1_000_000_000).contains(number));
    let code = match (number, codes.lenient(typed)) {
        (Some(number), _) => codes.version(id, number),
        (None, Ok(Reference::Exact(code))) => {
            Some(code).filter(|code| code.document().as_ref() == Some(id))
        }
        _ => None,
    };
    code.ok_or_else(|| {
        Failure::could_not_run(
            FailureKind::Usage,
            OTHER.with("typed", typed).with("code", codes.stem(id)),
        )
        .help(HELP)
    })
}

/// What a version says, from the tree, else from the history.
fn text(ctx: &Context, corpus: &Corpus, code: &Code) -> Result<String, Failure> {
    const GONE: Text = Text {
        en: "`{code}` is not here",
        fr: "`{code}` n'est pas ici",
    };
    const HELP: Text = Text {
        en: "`qms list --all` shows every version that ever was",
        fr: "`qms list --all` montre toutes les versions qui ont existé",
    };
    let Some(version) = corpus.version(code) else {
        let past = ctx.past()?;
        let gone = past
            .corpus
            .version(code)
            .and_then(|version| past.tree.read_path(&version.file.path).ok().flatten());
        return match gone {
            Some(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            None => Err(Failure::not_found(GONE.with("code", code.to_string())).help(HELP)),
        };
    };
    let path = &version.file.path;
    let bytes = ctx
        .tree()?
        .read_path(path)
        .map_err(|error| Failure::io(path, error))?;
    Ok(String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned())
}
