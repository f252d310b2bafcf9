//! `qms snapshot export`: one file from which every approval can be proved.

use super::super::options::Format;
use super::super::{Answer, Context, Exit, Failure, FailureKind, Terminal};
use super::{archive, examine, state, verify};
use crate::report;
use crate::report::snapshot::OBJECTS;
use crate::text::Text;

/// Write a snapshot as one file that proves itself
#[derive(Debug, clap::Args)]
#[command(alias = "exporter")]
pub struct Export {
    /// Its name
    #[arg(value_name = "NAME")]
    name: String,
}

/// Runs it.
pub fn run(args: &Export, ctx: &Context) -> Result<Answer, Failure> {
    const TERMINAL: Text = Text {
        en: "an archive is not for the terminal",
        fr: "une archive n'est pas faite pour le terminal",
    };
    const TERMINAL_HELP: Text = Text {
        en: "`-o {name}.zip` writes it to a file",
        fr: "`-o {name}.zip` l'écrit dans un fichier",
    };
    const UNSOUND: Text = Text {
        en: "snapshot `{name}` does not hold: it is not exported",
        fr: "l'instantané `{name}` ne tient pas\u{a0}: il n'est pas exporté",
    };
    if ctx.format() != Format::Text {
        return Err(ctx.no_such_format(ctx.format()));
    }
    if ctx.options.output.is_none() && ctx.writes_to_terminal() == Terminal::Yes {
        return Err(Failure::could_not_run(FailureKind::Usage, TERMINAL)
            .help(TERMINAL_HELP.with("name", args.name.as_str())));
    }
    let verified = verify::named(ctx, &args.name, None)?;
    if !verified.findings.is_empty() {
        let message = UNSOUND.with("name", args.name.as_str());
        return Err(Failure::refused("G204", message).because(verified.findings));
    }
    let Some(id) = verified.tag else {
        return Err(Failure::refused(
            "G204",
            UNSOUND.with("name", args.name.as_str()),
        ));
    };
    let repository = ctx.document_repository()?;
    let root = verified.root.commit;
    let proven = archive::prove(ctx, repository, id, root)?
        .map_err(super::super::ground::history_failure)?;
    let mut entries = archive::made(&proven)?;
    let pack = repository
        .pack(proven.at.tip(), &proven.reads.all())
        .map_err(state::unreadable)?;
    entries.push((OBJECTS.to_owned(), pack));
    let bytes = report::archive::write(&entries).map_err(|cause| Failure::io(&args.name, cause))?;
    let examined = examine::examine(ctx, &bytes, root)?;
    if !examined.findings.is_empty() {
        return Err(examine::not_provable(examined.findings));
    }
    Ok(Answer {
        exit: Exit::Done,
        bytes,
    })
}
