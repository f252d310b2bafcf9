//! The inputs of a management review (ISO 9001, 9.3.2 a to f), each filled from what the repository
//! holds, or said to be missing from it.

mod rows;

use super::found::left_out;
use super::{Cell, Row, Section, Table, columns, say};
use crate::corpus::Corpus;
use crate::model::action::Nature;
use crate::model::period::Period;
use crate::model::registers::Indicator;
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
        notes: std::iter::once(REFERENCE.get(lang).to_owned())
            .chain(super::unread(corpus, &super::COUNTED, lang))
            .chain(left_out(
                corpus,
                |period| period.first <= corpus.as_of(),
                lang,
            ))
            .collect(),
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
                    "a) Actions decided earlier",
                    "a) Actions décidées auparavant",
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
}
