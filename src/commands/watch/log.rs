//! `qms watch log`: a source was consulted.

use super::super::{Answer, Context, Failure, FailureKind, named, row};
use crate::corpus::Target;
use crate::model::layout::{EntityKind, stem};
use crate::parse::edit_items::append_item;
use crate::parse::yaml;
use crate::text::Text;
use chrono::NaiveDate;

/// Note that a source was consulted, and what was found
#[derive(Debug, clap::Args)]
#[command(alias = "noter")]
pub struct Log {
    /// The source: the name of its file in registres/veille
    slug: String,
    /// Who consulted it
    #[arg(long, value_name = "ACTOR")]
    by: String,
    /// The text found
    #[arg(long)]
    text: Option<String>,
    /// Whether it applies
    #[arg(long)]
    applicable: Option<Applicable>,
    /// A document that it touches; may be repeated
    #[arg(long, value_name = "CODE", num_args = 1..)]
    impact: Vec<String>,
    /// What followed
    #[arg(long, value_name = "TEXT")]
    follow_up: Option<String>,
    /// The day; today by default
    #[arg(long)]
    date: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Applicable {
    #[value(name = "oui", alias = "yes")]
    Yes,
    #[value(name = "non", alias = "no")]
    No,
}

/// Runs it.
pub fn run(args: &Log, ctx: &Context) -> Result<Answer, Failure> {
    const DONE: Text = Text {
        en: "`{slug}` consulted by `{actor}` on {day}",
        fr: "`{slug}` consulté par `{actor}` le {day}",
    };
    const FUTURE: Text = Text {
        en: "a consultation is noted once it was made: {day} is to come",
        fr: "une consultation se note une fois faite\u{a0}: le {day} est à venir",
    };
    let corpus = ctx.corpus()?;
    let file = row::find(corpus, EntityKind::WatchItem, &args.slug)?;
    let actor = named::actor(corpus, &args.by)?;
    let today = ctx.today(corpus.policy());
    let day = args.date.unwrap_or(today);
    if day > today {
        return Err(Failure::could_not_run(
            FailureKind::Usage,
            FUTURE.with("day", day),
        ));
    }
    let mut item = format!("{{date: {day}, acteur: {}", actor.id.value);
    let mut add = |key: &str, value: String| item.push_str(&format!(", {key}: {value}"));
    if let Some(text) = &args.text {
        add("texte", yaml_text(text));
    }
    if let Some(applicable) = args.applicable {
        add("applicable", (applicable == Applicable::Yes).to_string());
    }
    if !args.impact.is_empty() {
        let mut codes = Vec::new();
        for typed in &args.impact {
            codes.push(match corpus.resolve(typed) {
                Target::Document(version) => version.document.code.stem(),
                Target::Other(other) => stem(&other.path).to_owned(),
                Target::Nothing | Target::NotACode => return Err(named::unknown(corpus, typed)),
            });
        }
        add("impact", yaml::flow_list(&codes));
    }
    if let Some(text) = &args.follow_up {
        add("suite", yaml_text(text));
    }
    item.push('}');
    let done = DONE
        .with("slug", stem(&file.path))
        .with("actor", actor.id.value.as_str())
        .with("day", day);
    row::rewrite(ctx, file, done, |text| {
        append_item(text, "consultations", &item)
    })
}

fn yaml_text(text: &str) -> String {
    yaml::scalar(text.trim())
}
