//! How a report is delivered: in the format asked for, or as a document.

use super::super::options::Format;
use super::super::{Answer, Context, Exit, Failure, FailureKind, Terminal};
use super::form::{Form, Published, edition};
use super::publish::publish;
use crate::report::table::{self, Dialect};
use crate::report::tables::Table;
use crate::text::{Lang, Text};

/// The answer: the table that `make` gives in a language, in the format asked for.
pub fn deliver(
    ctx: &Context,
    form: &Form,
    published: &Published,
    make: &dyn Fn(Lang) -> Table,
) -> Result<Answer, Failure> {
    deliver_one(ctx, form, (published, "", ""), make)
}

/// The same for a report that is made of one thing at a time: as a document its title names that
/// thing, so that two of them are two documents, and its source the options that made its figures.
pub fn deliver_one(
    ctx: &Context,
    form: &Form,
    (published, of, options): (&Published, &str, &str),
    make: &dyn Fn(Lang) -> Table,
) -> Result<Answer, Failure> {
    if form.publish {
        return publish(ctx, form, (published, of, options), make);
    }
    let table = make(ctx.lang);
    let edition = edition(ctx, ctx.lang)?;
    let bytes = match asked(ctx, form)? {
        Format::Text => table::text(&table, &edition, &ctx.style()).into_bytes(),
        Format::Json => ctx.envelope()?.wrap(table::json(&table)),
        Format::Md => table::markdown(&table, &edition).into_bytes(),
        Format::Html => table::html(&table, &edition).into_bytes(),
        Format::Csv => table::csv(
            &table,
            ctx.lang,
            if form.excel {
                Dialect::Excel
            } else {
                Dialect::Plain
            },
        ),
        Format::Xlsx => {
            not_to_a_terminal(ctx)?;
            table::xlsx(&table, &edition).map_err(|cause| Failure::io("xlsx", cause))?
        }
        other => return Err(ctx.no_such_format(other)),
    };
    Ok(Answer {
        exit: Exit::Done,
        bytes,
    })
}

/// The format asked for; `--excel` alone asks for CSV.
fn asked(ctx: &Context, form: &Form) -> Result<Format, Failure> {
    const NOT_CSV: Text = Text {
        en: "`--excel` is for CSV",
        fr: "`--excel` concerne le CSV",
    };
    const NOT_CSV_HELP: Text = Text {
        en: "`--format csv --excel`, or a workbook: `--format xlsx -o FILE.xlsx`",
        fr: "`--format csv --excel`, ou un classeur\u{a0}: `--format xlsx -o FICHIER.xlsx`",
    };
    match ctx.options.format {
        None if form.excel => Ok(Format::Csv),
        Some(format) if form.excel && format != Format::Csv => {
            Err(Failure::could_not_run(FailureKind::Usage, NOT_CSV).help(NOT_CSV_HELP))
        }
        None => Ok(by_name(ctx).unwrap_or(ctx.format())),
        Some(_) => Ok(ctx.format()),
    }
}

/// The format that the name of the output file asks for, where no other is given.
fn by_name(ctx: &Context) -> Option<Format> {
    let name = ctx.options.output.as_ref()?.extension()?.to_str()?;
    Some(match name.to_ascii_lowercase().as_str() {
        "xlsx" => Format::Xlsx,
        "csv" => Format::Csv,
        "html" | "htm" => Format::Html,
        "md" => Format::Md,
        "json" => Format::Json,
        _ => return None,
    })
}

fn not_to_a_terminal(ctx: &Context) -> Result<(), Failure> {
    const TERMINAL: Text = Text {
        en: "a workbook is not for the terminal",
        fr: "un classeur n'est pas fait pour le terminal",
    };
    const HELP: Text = Text {
        en: "`-o FILE.xlsx` writes it to a file",
        fr: "`-o FICHIER.xlsx` l'écrit dans un fichier",
    };
    if ctx.options.output.is_none() && ctx.writes_to_terminal() == Terminal::Yes {
        return Err(Failure::could_not_run(FailureKind::Usage, TERMINAL).help(HELP));
    }
    Ok(())
}
