//! Requalification: a number is never given twice nor changed, so the ticket ends with a reason and
//! another of the right kind takes over, each naming the other.

use super::{Analysed, Desk, Entered, analyse};
use crate::acts::Refusal;
use crate::acts::draft::{Draft, DraftRefusal, Opening, opened};
use crate::acts::words;
use crate::model::layout::{EntityKind, stem};
use crate::model::names::ActorId;
use crate::text::{Lang, Text};

const BECAME: Text = Text {
    en: "Requalified as {code} ({reason})",
    fr: "Requalifiée en {code} ({reason})",
};

/// The ticket with the reason why it goes no further: it is then closed as any other, a complaint
/// once answered.
///
/// # Errors
/// It is closed, or requalified already, or has actions: they would lose the ticket that they were decided on.
pub fn requalified(
    desk: &Desk<'_>,
    successor: &str,
    reason: &str,
    by: Option<&ActorId>,
) -> Result<Entered, Refusal> {
    const ACTIONS: Text = Text {
        en: "`{code}` has actions: they stay with the ticket on which they were decided",
        fr: "`{code}` a des actions\u{a0}: elles restent avec la fiche sur laquelle elles ont été décidées",
    };
    const ACTIONS_HELP: Text = Text {
        en: "open the other ticket beside it, `qms smac open {kind} --title \"…\"`, and name `{code}` in its body",
        fr: "ouvrir l'autre fiche à côté, `qms smac open {kind} --title \"…\"`, et citer `{code}` dans son corps",
    };
    const SAID: Text = Text {
        en: "{code} is requalified as {successor}",
        fr: "{code} est requalifiée en {successor}",
    };
    const ANSWER: Text = Text {
        en: "the answer to {code} is still due: `qms smac answer {code}`, then `qms smac close {code}`",
        fr: "la réponse à {code} reste due\u{a0}: `qms smac answer {code}`, puis `qms smac close {code}`",
    };
    const CLOSE: Text = Text {
        en: "then: `qms smac close {code}`",
        fr: "ensuite\u{a0}: `qms smac close {code}`",
    };
    const ALREADY: Text = Text {
        en: "`{code}` is requalified as `{successor}` already",
        fr: "`{code}` est déjà requalifiée en `{successor}`",
    };
    const ALREADY_HELP: Text = Text {
        en: "`qms smac show {successor}` shows it",
        fr: "`qms smac show {successor}` la montre",
    };
    desk.open()?;
    if let Some(earlier) = taken_over(desk) {
        let message = ALREADY.with("code", desk.code()).with("successor", earlier);
        let help = message.reworded(ALREADY_HELP);
        return Err(Refusal::new("S105", message).help(help));
    }
    words::clear(desk.corpus, "--reason", reason)?;
    if !desk.ticket.actions.is_empty() {
        let kind = successor.split('-').next().unwrap_or_default();
        let message = ACTIONS.with("code", desk.code()).with("kind", kind);
        let help = message.reworded(ACTIONS_HELP);
        return Err(Refusal::new("S105", message).help(help));
    }
    let said = BECAME
        .with("code", successor)
        .with("reason", reason)
        .render(lang(desk));
    let causes = match desk.ticket.analysed {
        Some(_) => Vec::new(),
        None => vec![said.clone()],
    };
    let given = Analysed {
        causes: &causes,
        by,
        no_action: Some(&said),
        ..Analysed::default()
    };
    let mut entered = analyse(desk, &given)?;
    let asks = desk.ticket.asks_answer(desk.corpus.policy());
    let next = if asks && desk.ticket.answered.is_none() {
        ANSWER
    } else {
        CLOSE
    };
    entered.said = SAID.with("code", desk.code()).with("successor", successor);
    entered.notes.push(next.with("code", desk.code()));
    Ok(entered)
}

/// The ticket that takes over: what was known on the first day, and where it comes from.
///
/// # Errors
/// The template of its kind cannot be filled.
pub fn successor(desk: &Desk<'_>, draft: Draft, reason: &str) -> Result<Draft, DraftRefusal> {
    const FROM: Text = Text {
        en: "Requalified from [[{code}]]: {reason}",
        fr: "Requalification de [[{code}]]\u{a0}: {reason}",
    };
    let ticket = desk.ticket;
    let line = FROM
        .with("code", desk.code())
        .with("reason", reason)
        .render(lang(desk));
    let documents: Vec<String> = ticket
        .documents
        .iter()
        .map(|code| code.value.clone())
        .collect();
    let facts = Opening {
        channel: ticket.channel.as_deref(),
        reporter: ticket.reporter.as_deref(),
        severity: ticket.severity.as_deref(),
        requirement: ticket.requirement.as_ref().map(|text| text.value.as_str()),
        documents: &documents,
        line: Some(&line),
    };
    opened(draft, &facts)
}

/// The ticket that took over already, while it stands: `sans-action` begins as it was written here.
fn taken_over(desk: &Desk<'_>) -> Option<String> {
    let reason = desk.ticket.no_action.as_deref()?;
    let named = [BECAME.fr, BECAME.en].into_iter().find_map(|became| {
        let rest = reason.strip_prefix(became.split('{').next()?)?;
        rest.split(' ').next()
    })?;
    let mut tickets = desk.corpus.entities(EntityKind::Ticket);
    tickets
        .any(|(file, _)| stem(&file.path) == named)
        .then(|| named.to_owned())
}

/// The language of what is written: that of the repository.
fn lang(desk: &Desk<'_>) -> Lang {
    desk.corpus.policy().lang
}
