//! `qms schema`: the JSON Schema of what files hold, for editors.

use super::typed::mistyped;
use super::{Answer, Context, Exit, Failure, FailureKind, french::French};
use crate::report::json;
use crate::report::schema::{self, Subject};
use crate::text::Text;

/// Print the JSON Schema of an entity, or of all
#[derive(Debug, clap::Args)]
pub struct Schema {
    /// The entity, or policy for qms.yaml; all without it
    #[arg(value_name = "ENTITY")]
    entity: Option<String>,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Donner le schéma JSON d'une entité, ou de toutes"),
    (
        "entity",
        "L'entité, ou policy pour qms.yaml ; toutes par défaut",
    ),
];

/// Runs it.
pub fn run(args: &Schema, ctx: &Context) -> Result<Answer, Failure> {
    const UNKNOWN: Text = Text {
        en: "`{entity}` is no entity",
        fr: "`{entity}` n'est pas une entité",
    };
    const KNOWN: Text = Text {
        en: "known entities: {known}",
        fr: "entités connues\u{a0}: {known}",
    };
    let schema = match &args.entity {
        None => schema::all(ctx.lang),
        Some(typed) => {
            match Subject::all().find(|subject| subject.as_str().eq_ignore_ascii_case(typed)) {
                Some(subject) => schema::of(subject, ctx.lang),
                None => {
                    let failure =
                        Failure::could_not_run(FailureKind::Usage, UNKNOWN.with("entity", typed));
                    return Err(mistyped(
                        failure,
                        typed,
                        Subject::all().map(Subject::as_str).collect(),
                        KNOWN,
                    ));
                }
            }
        }
    };
    ctx.answer(
        Exit::Done,
        || json::body([("json_schema", schema.clone())]),
        |_| format!("{schema:#}\n"),
    )
}
