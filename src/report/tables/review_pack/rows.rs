//! The rows of a management review: what each section takes from the repository.

use super::super::documents::in_force;
use super::super::found::{
    Owned, actions, due, external, indicators, is_late, last_value, received, records, tickets,
};
use super::super::{Cell, Row, say, watch};
use super::Pack;
use crate::model::action::Effect;
use crate::model::figure::rate;
use crate::model::registers::Indicator;
use crate::model::ticket::Ticket;
use crate::report::cartouche::actor_name;
use crate::text::Text;

impl Pack<'_> {
    pub(super) fn actions(&self, fits: &dyn Fn(&Owned<'_>) -> bool) -> Vec<Row> {
        const DONE: Text = say("done", "réalisée");
        const EFFECTIVE: Text = say("done, effective", "réalisée, efficace");
        const FAILED: Text = say(
            "ineffective: open again",
            "inefficace\u{a0}: de nouveau ouverte",
        );
        const LATE: Text = say("late", "en retard");
        const OPEN: Text = say("open", "en cours");
        let last = self.period.last;
        let all = actions(self.corpus, last);
        let kept = all.iter().filter(|one| fits(one));
        kept.map(|(code, _, action)| {
            let known = action
                .verdict
                .filter(|one| one.date.is_none_or(|day| day <= last));
            let state = match (action.closed(last), known.map(|verdict| verdict.effect)) {
                (Some(_), Some(Effect::Effective)) => EFFECTIVE,
                (Some(_), _) => DONE,
                (None, Some(Effect::Ineffective)) => FAILED,
                (None, _) if is_late(action, last) => LATE,
                (None, _) => OPEN,
            };
            let name = match &action.id {
                Some(id) => format!("{code} {id}"),
                None => code.clone(),
            };
            let owner = action
                .owner
                .as_ref()
                .map(|id| actor_name(self.corpus, &id.value));
            let title = action.title.clone().unwrap_or_default();
            let content = match owner {
                Some(owner) => format!("{title} ({owner})"),
                None => title,
            };
            let day = action
                .closed(last)
                .or(action.due.as_ref().map(|due| due.value));
            self.row(&name, &content, state.get(self.lang), day)
        })
        .collect()
    }

    pub(super) fn watched(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for item in watch::items(self.corpus) {
            for entry in &item.consultations {
                let applies = entry.applicable.as_deref().map(str::to_lowercase);
                let applies =
                    applies.is_none_or(|word| matches!(word.as_str(), "true" | "oui" | "yes"));
                let Some(text) = entry
                    .text
                    .as_deref()
                    .filter(|_| applies && self.holds(entry.date))
                else {
                    continue;
                };
                let follow = entry.follow_up.as_deref().unwrap_or_default();
                rows.push(self.row(&item.source.value, text, follow, entry.date));
            }
        }
        rows
    }

    pub(super) fn new_documents(&self) -> Vec<Row> {
        const FIRST: Text = say("first version", "première version");
        let last = self.period.last;
        let mut rows = Vec::new();
        for version in in_force(self.corpus) {
            let from = version.document.effective_from(version.kind, last);
            if !self.holds(from) {
                continue;
            }
            let reason = version.document.change_reason.as_ref();
            let reason =
                reason.map_or_else(|| FIRST.get(self.lang).to_owned(), |why| why.value.clone());
            let code = version.document.code.to_string();
            rows.push(self.row(&code, &version.document.title.value, &reason, from));
        }
        rows
    }

    /// Complaints of each kind: received, answered, in time.
    pub(super) fn complaints(&self) -> Vec<Row> {
        const CONTENT: Text = say(
            "{received} received, {answered} answered, {in_time} of them in time{share}",
            "{received} reçues, {answered} répondues, dont {in_time} dans le délai{share}",
        );
        const OPEN: Text = say("{open} open", "{open} ouvertes");
        let policy = self.corpus.policy();
        let all = tickets(self.corpus);
        let mut rows = Vec::new();
        for kind in policy.tickets.iter().filter(|kind| kind.answer.is_some()) {
            let own: Vec<&&Ticket> = all
                .iter()
                .filter(|one| *one.code.kind() == *kind.id)
                .collect();
            let count = |fits: &dyn Fn(&Ticket) -> bool| own.iter().filter(|one| fits(one)).count();
            let received = count(&|one| self.holds(received(one)));
            let answered = count(&|one| self.holds(one.answered));
            let in_time = count(&|one| {
                let due = due(one, None, policy);
                self.holds(one.answered) && due.is_some_and(|due| one.answered <= Some(due))
            });
            let open = count(&|one| one.is_open(self.period.last));
            if received + answered + open == 0 {
                continue;
            }
            let share = rate(in_time, answered).map(|share| {
                format!(
                    " ({}\u{a0}%)",
                    crate::text::decimal(share.digits, share.decimals, self.lang)
                )
            });
            let content = CONTENT
                .with("received", received)
                .with("answered", answered)
                .with("in_time", in_time)
                .with("share", share.unwrap_or_default());
            rows.push(self.row(
                &format!("{} - {}", kind.id, kind.name),
                &content.render(self.lang),
                &OPEN.with("open", open).render(self.lang),
                None,
            ));
        }
        rows
    }

    /// Indicators of which the title has a word.
    pub(super) fn named_indicators(&self, word: &str) -> Vec<Row> {
        self.indicators(&|one| {
            let title = crate::model::names::folded(&one.title.value);
            title.contains(word)
        })
    }

    pub(super) fn indicators(&self, fits: &dyn Fn(&Indicator) -> bool) -> Vec<Row> {
        const TARGET: Text = say("target: {target}", "cible\u{a0}: {target}");
        const NO_VALUE: Text = say("no value", "aucune valeur");
        let kept = indicators(self.corpus).into_iter().filter(|one| fits(one));
        kept.map(|one| {
            let (value, period) = last_value(one, self.period.last, self.lang)
                .unwrap_or_else(|| (NO_VALUE.get(self.lang).to_owned(), String::new()));
            let target = one.target.as_ref();
            let target = target.map(|target| TARGET.with("target", target).render(self.lang));
            let mut row = self.row(&one.title.value, &value, &target.unwrap_or_default(), None);
            if let Some(cell) = row.last_mut() {
                *cell = Cell::from(period);
            }
            row
        })
        .collect()
    }

    /// Tickets of a kind, received in the period or still open.
    pub(super) fn tickets(&self, kind: &str) -> Vec<Row> {
        let last = self.period.last;
        let own = tickets(self.corpus).into_iter().filter(|ticket| {
            ticket.code.kind() == kind && (self.holds(received(ticket)) || ticket.is_open(last))
        });
        own.map(|ticket| {
            let status = ticket.status(last).label().get(self.lang);
            self.row(
                &ticket.code.to_string(),
                &ticket.title.value,
                status,
                received(ticket),
            )
        })
        .collect()
    }

    pub(super) fn audits(&self) -> Vec<Row> {
        const ENDED: Text = say("measures ended on {day}", "mesures terminées le {day}");
        const OPEN: Text = say("measures not ended", "mesures non terminées");
        let mut rows = Vec::new();
        for record in records(self.corpus) {
            let date = record.date.as_ref().map(|day| day.value);
            if record.code.kind() != "RA" || !self.holds(date) {
                continue;
            }
            let state = match record.measures.ended(date, self.period.last) {
                Some(day) => ENDED.with("day", day).render(self.lang),
                None => OPEN.get(self.lang).to_owned(),
            };
            rows.push(self.row(&record.code.to_string(), &record.title.value, &state, date));
        }
        rows
    }

    pub(super) fn providers(&self) -> Vec<Row> {
        const STATE: Text = say("evaluation: missing", "évaluation\u{a0}: absente du dépôt");
        let mut rows = Vec::new();
        for document in external(self.corpus) {
            let Some(subscription) = &document.subscription else {
                continue;
            };
            let supplier = subscription.supplier.as_deref().unwrap_or("—");
            let expires = subscription.expires.as_ref().map(|day| day.value);
            rows.push(self.row(
                supplier,
                &document.subtype.value,
                STATE.get(self.lang),
                expires,
            ));
        }
        rows
    }

    pub(super) fn overdue(&self) -> Vec<Row> {
        const STATE: Text = say("review overdue", "revue en retard");
        let last = self.period.last;
        let mut rows = Vec::new();
        for version in in_force(self.corpus) {
            let due = version.document.review_due(version.kind, last);
            if due.is_some_and(|due| due < last) {
                let code = version.document.code.to_string();
                rows.push(self.row(
                    &code,
                    &version.document.title.value,
                    STATE.get(self.lang),
                    due,
                ));
            }
        }
        rows
    }
}
