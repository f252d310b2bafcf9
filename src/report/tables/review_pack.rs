//! The inputs of a management review (ISO 9001, 9.3.2 a to f), each filled from what the repository
//! holds, or said to be missing from it.

use super::documents::in_force;
use super::found::{
    Owned, actions, due, external, indicators, is_late, last_value, received, records, tickets,
};
use super::watch;
use super::{Cell, Row, Section, Table, columns, say};
use crate::corpus::Corpus;
use crate::model::action::{Effect, Nature};
use crate::model::figure::rate;
use crate::model::period::Period;
use crate::model::registers::Indicator;
use crate::model::ticket::Ticket;
use crate::report::cartouche::actor_name;
use crate::text::{Lang, Text};
use chrono::NaiveDate;

const COLUMNS: [(&str, Text); 4] = [
    ("item", say("Item", "Élément")),
    ("content", say("Content", "Contenu")),
    ("state", say("State", "État")),
    ("date", say("Date", "Date")),
];

/// The pack of a period that ends on the day of the corpus.
pub fn table(corpus: &Corpus, since: NaiveDate, lang: Lang) -> Table {
    const TITLE: Text = say(
        "INPUTS OF THE MANAGEMENT REVIEW",
        "ÉLÉMENTS D'ENTRÉE DE LA REVUE DE DIRECTION",
    );
    const PERIOD: Text = say("from {from} to {to}", "du {from} au {to}");
    const REFERENCE: Text = say(
        "Sections follow ISO 9001:2015, 9.3.2; what the repository does not hold is said to be missing and is to be brought by hand.",
        "Les sections suivent l'ISO 9001:2015, 9.3.2\u{a0}; ce que le dépôt ne contient pas est dit absent, et reste à apporter.",
    );
    let pack = Pack {
        corpus,
        period: Period {
            first: since,
            last: corpus.as_of(),
        },
        lang,
    };
    Table {
        title: TITLE.get(lang).to_owned(),
        subtitle: vec![
            PERIOD
                .with("from", since)
                .with("to", corpus.as_of())
                .render(lang),
        ],
        columns: columns(&COLUMNS, lang),
        sections: pack.sections(),
        notes: vec![REFERENCE.get(lang).to_owned()],
    }
}

struct Pack<'c> {
    corpus: &'c Corpus,
    period: Period,
    lang: Lang,
}

/// A section: its title, what it holds, what an empty one means.
type Part = (Text, Vec<Row>, Lack);

/// What a section without rows means.
enum Lack {
    /// There was nothing of the kind.
    Nothing(Text),
    /// The repository does not keep it.
    Missing(Text),
}

impl Pack<'_> {
    fn sections(&self) -> Vec<Section> {
        const MISSING: Text = say("missing", "absent du dépôt");
        const NOTHING: Text = say("nothing", "néant");
        let mut parts = self.context();
        parts.extend(self.performance());
        parts.extend(self.outlook());
        parts
            .into_iter()
            .map(|(title, mut rows, lack)| {
                if rows.is_empty() {
                    let (words, state) = match lack {
                        Lack::Nothing(words) => (words, NOTHING),
                        Lack::Missing(words) => (words, MISSING),
                    };
                    rows.push(self.row("—", words.get(self.lang), state.get(self.lang), None));
                }
                Section {
                    title: Some(title.get(self.lang).to_owned()),
                    rows,
                }
            })
            .collect()
    }

    /// a and b: what was decided before, what changed around.
    fn context(&self) -> Vec<Part> {
        vec![
            (
                say(
                    "a) Actions of earlier reviews",
                    "a) Actions issues des revues précédentes",
                ),
                self.actions(&|(.., action)| {
                    action.closed(self.period.last).is_none() || self.holds(action.done)
                }),
                Lack::Nothing(say(
                    "no action is open or was done in the period; minutes of reviews hold none that can be read",
                    "aucune action en cours ni réalisée dans la période\u{a0}; les comptes rendus de revue n'en portent pas de lisible",
                )),
            ),
            (
                say(
                    "b) Changes: regulatory watch",
                    "b) Évolutions\u{a0}: veille réglementaire",
                ),
                self.watched(),
                Lack::Nothing(say(
                    "no consultation that applies in the period",
                    "aucun texte applicable relevé dans la période",
                )),
            ),
            (
                say(
                    "b) Changes: documents that came into force",
                    "b) Évolutions\u{a0}: documents entrés en vigueur",
                ),
                self.new_documents(),
                Lack::Nothing(say("none in the period", "aucun dans la période")),
            ),
        ]
    }

    /// c: how the system performs.
    fn performance(&self) -> Vec<Part> {
        let target = |one: &Indicator| one.target.is_some();
        vec![
            (
                say(
                    "c.1) Satisfaction: complaints",
                    "c.1) Satisfaction\u{a0}: réclamations",
                ),
                self.complaints(),
                Lack::Nothing(say(
                    "no complaint in the period",
                    "aucune réclamation dans la période",
                )),
            ),
            (
                say(
                    "c.1) Satisfaction: surveys",
                    "c.1) Satisfaction\u{a0}: enquêtes",
                ),
                self.named_indicators("satisfaction"),
                Lack::Missing(say(
                    "no indicator of a survey",
                    "aucun indicateur d'enquête",
                )),
            ),
            (
                say("c.2) Objectives", "c.2) Objectifs"),
                self.indicators(&target),
                Lack::Missing(say(
                    "no indicator has a target",
                    "aucun indicateur n'a de cible",
                )),
            ),
            (
                say("c.3) Processes", "c.3) Processus"),
                self.indicators(&|one| one.process.is_some() && !target(one)),
                Lack::Missing(say(
                    "no indicator of a process beside the objectives",
                    "aucun indicateur de processus en dehors des objectifs",
                )),
            ),
            (
                say(
                    "c.4) Nonconformities and corrective actions",
                    "c.4) Non-conformités et actions correctives",
                ),
                self.tickets("NC"),
                Lack::Nothing(say(
                    "no nonconformity in the period",
                    "aucune non-conformité dans la période",
                )),
            ),
            (
                say(
                    "c.5) Monitoring and measurement",
                    "c.5) Surveillance et mesure",
                ),
                self.indicators(&|one| one.process.is_none() && !target(one)),
                Lack::Missing(say("no other indicator", "aucun autre indicateur")),
            ),
            (
                say("c.6) Audits", "c.6) Audits"),
                self.audits(),
                Lack::Nothing(say(
                    "no audit report in the period",
                    "aucun rapport d'audit dans la période",
                )),
            ),
            (
                say("c.7) External providers", "c.7) Prestataires externes"),
                self.providers(),
                Lack::Missing(say(
                    "no subscription names its supplier; evaluations of providers are not kept here",
                    "aucun abonnement ne nomme son fournisseur\u{a0}; les évaluations de prestataires ne sont pas tenues ici",
                )),
            ),
        ]
    }

    /// d, e and f: means, risks, what could be better.
    fn outlook(&self) -> Vec<Part> {
        vec![
            (
                say("d) Resources", "d) Ressources"),
                self.named_indicators("ressource"),
                Lack::Missing(say(
                    "no indicator of resources: to be brought by hand",
                    "aucun indicateur de ressources\u{a0}: à apporter",
                )),
            ),
            (
                say(
                    "e) Risks and opportunities: preventive actions",
                    "e) Risques et opportunités\u{a0}: actions préventives",
                ),
                self.actions(&|(.., action)| {
                    let open = action.closed(self.period.last).is_none();
                    let judged = action.verdict.and_then(|verdict| verdict.date);
                    action.nature == Some(Nature::Preventive)
                        && (open || self.holds(action.done) || self.holds(judged))
                }),
                Lack::Nothing(say(
                    "no preventive action in the period",
                    "aucune action préventive dans la période",
                )),
            ),
            (
                say(
                    "f) Opportunities for improvement",
                    "f) Opportunités d'amélioration",
                ),
                self.tickets("PA"),
                Lack::Nothing(say(
                    "no proposal in the period",
                    "aucune proposition dans la période",
                )),
            ),
            (
                say("f) Documents to be reviewed", "f) Documents à revoir"),
                self.overdue(),
                Lack::Nothing(say(
                    "no periodic review is overdue",
                    "aucune revue périodique en retard",
                )),
            ),
        ]
    }

    fn holds(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| self.period.holds(day))
    }

    fn row(&self, item: &str, content: &str, state: &str, date: Option<NaiveDate>) -> Row {
        vec![
            Cell::from(item),
            Cell::from(content),
            Cell::from(state),
            Cell::from(date),
        ]
    }

    fn actions(&self, fits: &dyn Fn(&Owned<'_>) -> bool) -> Vec<Row> {
        const DONE: Text = say("done", "réalisée");
        const EFFECTIVE: Text = say("done, effective", "réalisée, efficace");
        const FAILED: Text = say(
            "ineffective: open again",
            "inefficace\u{a0}: de nouveau ouverte",
        );
        const LATE: Text = say("late", "en retard");
        const OPEN: Text = say("open", "en cours");
        let last = self.period.last;
        let all = actions(self.corpus);
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

    fn watched(&self) -> Vec<Row> {
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

    fn new_documents(&self) -> Vec<Row> {
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
    fn complaints(&self) -> Vec<Row> {
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
    fn named_indicators(&self, word: &str) -> Vec<Row> {
        self.indicators(&|one| {
            let title = crate::model::names::unaccented(&one.title.value).to_lowercase();
            title.contains(word)
        })
    }

    fn indicators(&self, fits: &dyn Fn(&Indicator) -> bool) -> Vec<Row> {
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
    fn tickets(&self, kind: &str) -> Vec<Row> {
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

    fn audits(&self) -> Vec<Row> {
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

    fn providers(&self) -> Vec<Row> {
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

    fn overdue(&self) -> Vec<Row> {
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
