//! `--publish`: a report becomes a GD document, as a draft that awaits its approvals.

use super::super::drafting::failure_of;
use super::super::ground::no_date_or_revision;
use super::super::new::{author, template};
use super::super::options::Format;
use super::super::placing::{Publish, write};
use super::super::{Answer, Context, Failure, FailureKind, past};
use super::form::{Form, Published, edition};
use crate::acts::draft::{self, Change, Draft, DraftRefusal, Request};
use crate::corpus::{Corpus, Version};
use crate::model::code::Code;
use crate::model::document::Status;
use crate::report::table::{Edition, body};
use crate::report::tables::Table;
use crate::text::{Lang, Text};

const TYPE: &str = "GD";

/// Writes the draft: a new document, or the next version of the one in force that has its title.
pub fn publish(
    ctx: &Context,
    form: &Form,
    (published, of, options): (&Published, &str, &str),
    make: &dyn Fn(Lang) -> Table,
) -> Result<Answer, Failure> {
    const UNREADABLE: Text = Text {
        en: "`{title}` cannot be made from its template",
        fr: "`{title}` ne peut pas être établi d'après son modèle",
    };
    no_date_or_revision(ctx)?;
    match ctx.format() {
        Format::Text | Format::Json => {}
        other => return Err(ctx.no_such_format(other)),
    }
    let corpus = ctx.corpus()?;
    let lang = corpus.policy().lang;
    let edition = edition(ctx, lang)?;
    let title = format!("{} {of}", published.title.get(lang));
    let title = title.trim_end();
    let parts = [published.command, of, options];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let command = parts.join(" ");
    let text = document((published, title), &command, &make(lang), &edition);
    let alike: Vec<Version<'_>> = corpus
        .documents()
        .filter(|version| &*version.kind.id == TYPE && same(&version.document.title.value, title))
        .collect();
    let taken = past::taken(ctx)?;
    let made = match alike
        .iter()
        .find(|version| version.status == Status::Effective)
    {
        Some(version) => {
            let path = &version.file.path;
            let bytes = ctx.tree()?.read_path(path);
            let bytes = bytes.map_err(|error| Failure::io(path, error))?;
            let text = String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
            revised(corpus, version, &text, (&edition, &taken))
        }
        None => match alike.iter().find(|version| !version.status.is_frozen()) {
            Some(draft) => Err(DraftRefusal::DraftStands {
                code: draft.document.code.to_string(),
                path: draft.file.path.to_string(),
            }),
            None => {
                let request = Request {
                    kind: TYPE,
                    title,
                    purpose: Some(published.purpose.get(lang)),
                    process: form.process.as_deref(),
                    number: None,
                    date: None,
                    series: None,
                    form: None,
                    author: &author(ctx, corpus),
                    template: &template(ctx, corpus, TYPE)?,
                    taken: &taken,
                };
                draft::create(corpus, &request)
            }
        },
    };
    let made = made.map_err(|refusal| {
        failure_of(refusal).unwrap_or_else(|| {
            Failure::could_not_run(FailureKind::State, UNREADABLE.with("title", title))
        })
    })?;
    write(ctx, &draft::with_body(made, &text), Publish::File)
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.to_lowercase()
}

/// The next version of the one in force.
fn revised(
    corpus: &Corpus,
    version: &Version<'_>,
    text: &str,
    (edition, taken): (&Edition, &[Code]),
) -> Result<Draft, DraftRefusal> {
    const REASON: Text = Text {
        en: "Table made again as of {day}.",
        fr: "Tableau rétabli au {day}.",
    };
    let reason = REASON.with("day", edition.day).render(edition.lang);
    let change = Change {
        reason: &reason,
        origin: None,
        taken,
    };
    draft::revise(corpus, version, text, &change)
}

/// The body of the document: what it is for, what it was made from, the table.
fn document(
    (published, title): (&Published, &str),
    command: &str,
    table: &Table,
    edition: &Edition,
) -> String {
    const TEXT: Text = Text {
        en: "# {title}\n\n## Purpose\n\n{purpose}\n\n## Source and date\n\nMade by `{command}` as of {day}: {source}.\n\n## Table\n\n{table}",
        fr: "# {title}\n\n## Objet\n\n{purpose}\n\n## Source et date\n\nÉtabli par `{command}` au {day}\u{a0}: {source}.\n\n## Tableau\n\n{table}",
    };
    TEXT.with("title", title)
        .with("purpose", published.purpose)
        .with("command", command)
        .with("day", edition.day)
        .with("source", edition.made_from())
        .with("table", body(table, edition, "###"))
        .render(edition.lang)
}
