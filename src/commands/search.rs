//! `qms search`: the lines that have the words, in what is in force.

use super::{Answer, Context, Exit, Failure, FailureKind, french::French};
use crate::corpus::{Corpus, File};
use crate::model::document::Status;
use crate::model::layout::{EntityKind, stem};
use crate::report::hits::{self, Hit, Words};
use crate::report::json;
use crate::repository::Tree;
use crate::text::Text;
use rayon::prelude::*;

/// Find words in the documents in force
#[derive(Debug, clap::Args)]
#[command(alias = "chercher")]
pub struct Search {
    /// Words, all of them; accents and case do not count
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,
    /// In every version, and in records, tickets and registers too
    #[arg(long)]
    all: bool,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Chercher des mots dans les documents en vigueur"),
    (
        "words",
        "Les mots, tous ; accents et majuscules ne comptent pas",
    ),
    (
        "all",
        "Dans toutes les versions, et aussi les enregistrements, fiches et registres",
    ),
];

/// Runs it.
pub fn run(args: &Search, ctx: &Context) -> Result<Answer, Failure> {
    const NO_WORD: Text = Text {
        en: "there is no word to look for",
        fr: "il n'y a aucun mot à chercher",
    };
    let words = Words::of(&args.words);
    if words.is_empty() {
        return Err(Failure::could_not_run(FailureKind::Usage, NO_WORD));
    }
    let tree = ctx.tree()?;
    let corpus = ctx.corpus()?;
    let hits: Vec<Hit> = corpus
        .files()
        .par_iter()
        .filter(|file| file.parsed.is_some())
        .filter(|file| args.all || corpus.status_of(&file.path) == Some(Status::Effective))
        .flat_map_iter(|file| within(file, corpus, &tree, &words))
        .collect();
    ctx.answer(
        Exit::Done,
        || json::body([("hits", hits.iter().map(Hit::json).collect())]),
        |style| hits::text(&hits, &words, style),
    )
}

/// The lines of a file that has all the words: those that have all of them, or else any.
fn within(file: &File, corpus: &Corpus, tree: &Tree, words: &Words) -> Vec<Hit> {
    let limit = corpus.policy().sizes.document as u64;
    let read = tree
        .entry(&file.path)
        .ok()
        .flatten()
        .and_then(|entry| tree.read_within(&entry, limit).ok());
    // A file that went away since the corpus was read has no lines any more.
    let Some(bytes) = read else { return Vec::new() };
    let text = String::from_utf8_lossy(&bytes);
    let mut found = Vec::new();
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let place = at..at + line.len();
        at = place.end;
        let which = if is_searched(file, &place) {
            words.within(line)
        } else {
            0
        };
        if which != 0 {
            found.push((which, index + 1, line.trim()));
        }
    }
    if found.iter().fold(0, |all, (which, ..)| all | which) != words.all() {
        return Vec::new();
    }
    let whole = found.iter().any(|(which, ..)| *which == words.all());
    let code = file
        .code()
        .map_or_else(|| stem(&file.path).to_owned(), ToString::to_string);
    let kept = found
        .into_iter()
        .filter(|(which, ..)| !whole || *which == words.all());
    kept.map(|(_, line, text)| Hit {
        code: code.clone(),
        path: file.path.to_string(),
        line,
        text: text.to_owned(),
    })
    .collect()
}

/// Whether a line counts: of a document, those of its code, title, purpose, keywords and body.
fn is_searched(file: &File, line: &std::ops::Range<usize>) -> bool {
    let Some(parsed) = file
        .parsed
        .as_ref()
        .filter(|_| file.kind == Some(EntityKind::Document))
    else {
        return true;
    };
    let of_key = |key: &str| matches!(key, "code" | "titre" | "objet" | "mots-cles" | "mots-clés");
    line.start >= parsed.front.end
        || parsed
            .keys
            .iter()
            .any(|(key, span)| of_key(key) && span.start < line.end && line.start < span.end)
}
