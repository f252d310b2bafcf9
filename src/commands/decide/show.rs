//! What an act shows before it is signed, and what it answers after.

use super::published;
use crate::acts::Plan;
use crate::acts::preview::Preview;
use crate::commands::{Answer, Context, Exit, Failure, FailureKind};
use crate::history::words::short;
use crate::parse::trailers;
use crate::report::{Style, diff, json};
use crate::repository::CommitId;
use crate::text::{Message, Text, escape_controls};
use serde_json::json;

/// The answer of an act, done or only judged.
pub(super) fn answer(
    ctx: &Context,
    plan: &Plan,
    previews: &[Preview],
    commit: Option<CommitId>,
) -> Result<Answer, Failure> {
    const DONE: Text = Text {
        en: "{subject}\n  commit {commit}, signed and verified",
        fr: "{subject}\n  commit {commit}, signé et vérifié",
    };
    const PUBLISHED: Text = Text {
        en: "  not yet published: git push",
        fr: "  pas encore publié\u{a0}: git push",
    };
    const WOULD: Text = Text {
        en: "{subject}\n  this may be done; nothing was changed",
        fr: "{subject}\n  ceci peut être fait\u{a0}; rien n'a été modifié",
    };
    let repository = ctx.document_repository()?;
    let public = commit.is_some_and(|commit| published(repository, commit));
    let subject = plan.message.lines().next().unwrap_or_default().to_owned();
    let body = json::body([
        ("act", json!(plan.act.as_str())),
        ("commit", json!(commit.map(|commit| commit.to_string()))),
        (
            "codes",
            json!(
                previews
                    .iter()
                    .map(|shown| shown.code.clone())
                    .collect::<Vec<_>>()
            ),
        ),
        (
            "paths",
            json!(
                plan.edits
                    .iter()
                    .map(|edit| edit.path.clone())
                    .collect::<Vec<_>>()
            ),
        ),
        ("statement", json!(trailers::write(&plan.statements))),
        ("published", json!(public)),
    ]);
    ctx.answer(
        Exit::Done,
        || body,
        |style| {
            let lang = style.lang;
            match commit {
                None => format!(
                    "{}{}\n",
                    details(previews, style),
                    WOULD.with("subject", subject.clone()).render(lang)
                ),
                Some(commit) => {
                    let mut text = DONE
                        .with("subject", subject.clone())
                        .with("commit", short(&commit.to_string()))
                        .render(lang)
                        + "\n";
                    if !public {
                        text.push_str(PUBLISHED.get(lang));
                        text.push('\n');
                    }
                    text
                }
            }
        },
    )
}

/// The answer where there was nothing to do.
pub(super) fn nothing(ctx: &Context) -> Result<Answer, Failure> {
    const NOTHING: Text = Text {
        en: "there is nothing to do",
        fr: "il n'y a rien à faire",
    };
    let none: [String; 0] = [];
    let body = json::body([
        ("act", json!(null)),
        ("commit", json!(null)),
        ("codes", json!(none)),
        ("paths", json!(none)),
        ("statement", json!(null)),
        ("published", json!(null)),
    ]);
    ctx.answer(
        Exit::Done,
        || body,
        |style| format!("{}\n", NOTHING.get(style.lang)),
    )
}

/// What is asked on a terminal: all that is about to be signed, then yes or no.
pub(super) fn question(ctx: &Context, plan: &Plan, previews: &[Preview]) -> String {
    const SIGN: Text = Text {
        en: "Sign \"{subject}\"? [y/N] ",
        fr: "Signer «\u{a0}{subject}\u{a0}»\u{a0}? [o/N] ",
    };
    let subject = plan.message.lines().next().unwrap_or_default();
    format!(
        "{}{}",
        details(previews, &ctx.style()),
        SIGN.with("subject", subject).render(ctx.lang)
    )
}

/// A person is there and asked not to be asked: nothing is signed unseen.
pub(super) fn unasked() -> Failure {
    const TEXT: Text = Text {
        en: "not signed: `--no-input` answers no to what would be asked",
        fr: "non signé\u{a0}: `--no-input` répond non à ce qui serait demandé",
    };
    const HELP: Text = Text {
        en: "`--yes` signs without asking",
        fr: "`--yes` signe sans demander",
    };
    Failure::could_not_run(FailureKind::State, TEXT)
        .exit(Exit::Found)
        .help(HELP)
}

/// The person said no: nothing was changed.
pub(in crate::commands) fn declined() -> Failure {
    const TEXT: Text = Text {
        en: "not signed; nothing was changed",
        fr: "non signé\u{a0}; rien n'a été modifié",
    };
    Failure::could_not_run(FailureKind::State, TEXT).exit(Exit::Found)
}

fn details(previews: &[Preview], style: &Style) -> String {
    const DIGEST: Text = Text {
        en: "digest: {value}",
        fr: "empreinte\u{a0}: {value}",
    };
    const ROLE: Text = Text {
        en: "role: {value}",
        fr: "rôle\u{a0}: {value}",
    };
    const EFFECTIVE: Text = Text {
        en: "in force from {value}",
        fr: "en vigueur à partir du {value}",
    };
    const FIRST: Text = Text {
        en: "no version is in force before it",
        fr: "aucune version n'est en vigueur avant lui",
    };
    const REFERRED: Text = Text {
        en: "referred to by: {value}",
        fr: "cité par\u{a0}: {value}",
    };
    const TICKETS: Text = Text {
        en: "open tickets: {value}",
        fr: "fiches ouvertes\u{a0}: {value}",
    };
    const LEAVES: Text = Text {
        en: "leaves the tree: {value}",
        fr: "quitte le dépôt\u{a0}: {value}",
    };
    let mut text = String::new();
    for shown in previews {
        let mut line = |message: Message| {
            text.push_str(&format!(
                "  {}\n",
                escape_controls(&message.render(style.lang))
            ))
        };
        line(
            Text {
                en: "{code} — {title}",
                fr: "{code} — {title}",
            }
            .with("code", &shown.code)
            .with("title", &shown.title),
        );
        line(DIGEST.with("value", &shown.digest));
        if let Some(role) = &shown.role {
            line(ROLE.with("value", role));
        }
        if let Some(date) = shown.effective {
            line(EFFECTIVE.with("value", date));
        }
        match &shown.kept {
            Some(rule) => line(rule.clone()),
            None if shown.enters && shown.against.is_none() => line(FIRST.into()),
            None => {}
        }
        for (words, values) in [
            (REFERRED, &shown.referrers),
            (TICKETS, &shown.tickets),
            (LEAVES, &shown.leaves),
        ] {
            if !values.is_empty() {
                line(words.with("value", values.clone()));
            }
        }
        if let Some(before) = &shown.against {
            text.push_str(&diff::text(
                &before.code,
                &shown.code,
                &diff::compare(&before.old, &before.new),
                style,
            ));
        }
    }
    text
}
