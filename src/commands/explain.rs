//! `qms explain`: the page of a rule, or the list of all rules.

use super::typed::mistyped;
use super::{Answer, Context, Exit, Failure, french::French};
use crate::diagnostic::Severity;
use crate::report::table::{Cell, table};
use crate::report::{Style, Tone, json, lines, page};
use crate::rules::{self, Rule};
use crate::text::Text;
use serde_json::Value;

/// Explain a rule, or list them all
#[derive(Debug, clap::Args)]
#[command(alias = "expliquer")]
pub struct Explain {
    /// The rule's code, as findings show it: A103
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

/// The French of its help.
pub const FRENCH: &French = &[
    ("", "Expliquer une règle, ou les lister toutes"),
    (
        "rule",
        "Le code de la règle, tel que les constats le donnent : A103",
    ),
];

const BY_VERIFY: Text = Text {
    en: "judged on the history, by `qms verify`",
    fr: "jugée sur l'historique, par `qms verify`",
};

/// Runs it.
pub fn run(args: &Explain, ctx: &Context) -> Result<Answer, Failure> {
    const UNKNOWN: Text = Text {
        en: "there is no rule `{rule}`",
        fr: "il n'y a pas de règle `{rule}`",
    };
    const KNOWN: Text = Text {
        en: "`qms explain` lists them all",
        fr: "`qms explain` les liste toutes",
    };
    let Some(typed) = &args.rule else {
        return all(ctx);
    };
    let Some(rule) = rules::find(typed.trim()) else {
        return Err(mistyped(
            Failure::not_found(UNKNOWN.with("rule", typed)),
            typed,
            rules::all().map(|rule| rule.code).collect(),
            KNOWN,
        ));
    };
    let markdown = rule.page(ctx.lang).markdown;
    ctx.answer(
        Exit::Done,
        || {
            json::body([
                ("rule", Value::from(rule.code)),
                ("severity", Value::from(rule.severity.as_str())),
                ("judged_on", Value::from(judged_on(rule))),
                ("page", Value::from(&*markdown)),
            ])
        },
        |style| {
            let (word, tone) = severity(rule.severity);
            let mut head = format!(
                "{} {}",
                style.tone(Tone::Strong, rule.code),
                style.tone(tone, &format!("({})", word.get(style.lang)))
            );
            if rule.is_of_the_history() {
                head = format!("{head}, {}", BY_VERIFY.get(style.lang));
            }
            format!("{head}\n\n{}", page::text(&markdown, style))
        },
    )
}

fn all(ctx: &Context) -> Result<Answer, Failure> {
    let line = |rule: &Rule| serde_json::json!({"rule": rule.code, "severity": rule.severity.as_str(), "judged_on": judged_on(rule), "message": rule.message.get(ctx.lang)});
    ctx.answer(
        Exit::Done,
        || json::body([("rules", rules::all().map(line).collect())]),
        list,
    )
}

fn list(style: &Style) -> String {
    const HEADER: [Text; 3] = [
        Text {
            en: "Rule",
            fr: "Règle",
        },
        Text {
            en: "Severity",
            fr: "Gravité",
        },
        Text {
            en: "What it finds",
            fr: "Ce qu'elle constate",
        },
    ];
    let rows: Vec<Vec<Cell>> = rules::all()
        .map(|rule| {
            let (word, tone) = severity(rule.severity);
            vec![
                Cell::from(marked(rule)),
                Cell::toned(word.get(style.lang), tone),
                Cell::from(rule.message.get(style.lang)),
            ]
        })
        .collect();
    const MORE: Text = Text {
        en: "`qms explain CODE` gives the page of a rule",
        fr: "`qms explain CODE` donne la page d'une règle",
    };
    const LEGEND: Text = Text {
        en: "(h): judged on the history, by `qms verify`; the others on the tree, by `qms check`",
        fr: "(h)\u{a0}: jugée sur l'historique, par `qms verify`\u{a0}; les autres sur l'arborescence, par `qms check`",
    };
    format!(
        "{}\n{}{}",
        table(&HEADER.map(|text| text.get(style.lang)), &rows, style),
        lines::wrap(LEGEND.get(style.lang), style.width, 0),
        lines::wrap(MORE.get(style.lang), style.width, 0)
    )
}

/// The code of a rule, and whether it is judged on the history.
fn marked(rule: &Rule) -> String {
    let mark = if rule.is_of_the_history() { " (h)" } else { "" };
    format!("{}{mark}", rule.code)
}

fn judged_on(rule: &Rule) -> &'static str {
    if rule.is_of_the_history() {
        "history"
    } else {
        "tree"
    }
}

fn severity(severity: Severity) -> (Text, Tone) {
    let tone = match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Attention,
        Severity::Info => Tone::Quiet,
    };
    (severity.label(), tone)
}
