//! One row of a register, changed in the working tree: the file stays as it was but for what is said.

use super::ground::no_date_or_revision;
use super::{Answer, Context, Exit, Failure, FailureKind};
use crate::corpus::{Corpus, File};
use crate::model::layout::{EntityKind, stem};
use crate::model::names::nearest;
use crate::parse::edit::EditRefusal;
use crate::report::json;
use crate::repository::{Tree, write_file_atomically};
use crate::text::{Message, Text};
use serde_json::json;

/// The row of a register that a person names; the nearest one is proposed where there is none.
pub fn find<'c>(corpus: &'c Corpus, kind: EntityKind, typed: &str) -> Result<&'c File, Failure> {
    const UNKNOWN: Text = Text {
        en: "no file `{slug}` is in {folder}",
        fr: "aucun fichier `{slug}` dans {folder}",
    };
    const NEAR: Text = Text {
        en: "did you mean `{near}`?",
        fr: "vouliez-vous dire `{near}`\u{a0}?",
    };
    const KNOWN: Text = Text {
        en: "there are: {slugs}",
        fr: "il y a\u{a0}: {slugs}",
    };
    const NONE: Text = Text {
        en: "there is none yet: `qms new {word} {slug}` makes one",
        fr: "il n'y en a pas encore\u{a0}: `qms new {word} {slug}` en fait un",
    };
    let (folder, word) = match kind {
        EntityKind::Indicator => ("registres/indicateurs", "indicateur"),
        _ => ("registres/veille", "veille"),
    };
    let asked = typed.trim_end_matches(".md");
    let slug = asked.rsplit('/').next().unwrap_or(asked);
    let all: Vec<&File> = corpus.entities(kind).map(|(file, _)| file).collect();
    if let Some(file) = all.iter().find(|file| stem(&file.path) == slug) {
        return Ok(file);
    }
    let slugs: Vec<String> = all.iter().map(|file| stem(&file.path).to_owned()).collect();
    let near = nearest(slug, slugs.iter().map(String::as_str)).map(str::to_owned);
    // Slugs are long: a beginning of one, or a word of it, is near enough.
    let near = near.or_else(|| slugs.iter().find(|known| known.contains(slug)).cloned());
    let help = match near {
        Some(near) => NEAR.with("near", near),
        None if slugs.is_empty() => NONE.with("word", word).with("slug", slug),
        None => KNOWN.with("slugs", slugs),
    };
    Err(Failure::not_found(UNKNOWN.with("slug", slug).with("folder", folder)).help(help))
}

/// Writes a row again as `edit` leaves it, and says what is still to be done with it.
pub fn rewrite(
    ctx: &Context,
    file: &File,
    done: Message,
    edit: impl FnOnce(&str) -> Result<String, EditRefusal>,
) -> Result<Answer, Failure> {
    const UNREADABLE: Text = Text {
        en: "`{path}` cannot be edited as it stands",
        fr: "`{path}` ne peut pas être modifié en l'état",
    };
    const UNREADABLE_HELP: Text = Text {
        en: "`qms check {path}` says why",
        fr: "`qms check {path}` dit pourquoi",
    };
    const SIGN: Text = Text {
        en: "{path} is a governed file: `qms register` signs the change",
        fr: "{path} est un fichier gouverné\u{a0}: `qms register` signe la modification",
    };
    no_date_or_revision(ctx)?;
    let path = &*file.path;
    let root = ctx.root()?;
    // Two who enter a value at once enter both.
    let alone = super::placing::alone(ctx)?;
    let bytes = Tree::WorkingTree(root.to_owned())
        .read_path(path)
        .map_err(|error| Failure::io(path, error))?
        .unwrap_or_default();
    let refused = || {
        Failure::could_not_run(FailureKind::State, UNREADABLE.with("path", path))
            .help(UNREADABLE_HELP.with("path", path))
    };
    let text = String::from_utf8(bytes).map_err(|_| refused())?;
    let edited = edit(&text).map_err(|_| refused())?;
    if edited != text {
        write_file_atomically(&root.join(path), edited.as_bytes())
            .map_err(|error| Failure::io(path, error))?;
    }
    drop(alone);
    let body = json::body([("paths", json!([path])), ("changed", json!(edited != text))]);
    ctx.answer(
        Exit::Done,
        || body,
        |style| {
            let lang = style.lang;
            let sign = SIGN.with("path", path).render(lang);
            format!("{}\n{sign}\n", done.render(lang))
        },
    )
}
