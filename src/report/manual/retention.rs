//! The language of retention: what is understood, what it means, what it gives.

use super::{MEANING, POLICY, Page, RETENTION, Sheet, examples, link, rules};
use crate::model::calendar::{CalendarPolicy, Carry};
use crate::model::deadline::ResponseTime;
use crate::model::retention::{Condition, Stage};
use crate::parse::policy::default_policy;
use crate::parse::term::forms::{Cell, FORMS, GRAMMAR};
use crate::text::{Lang, Text, date};
use chrono::NaiveDate;

const WRITTEN: Text = Text {
    en: "Written",
    fr: "S'écrit",
};

/// The page.
pub(super) fn page(lang: Lang) -> Page {
    const TITLE: Text = Text {
        en: "Retention and destruction",
        fr: "Conservation et destruction",
    };
    const INTRODUCTION: Text = Text {
        en: "How long records and tickets are kept is said by their series, in three cells: `classement.duree` (filing), `archivage.duree` (archiving) and `destruction` (what becomes of them). The cells hold the French phrases of the records-control table; they are read as a small language, and what is not of it is an error at the very word ({rule}), never a silent “never”.",
        fr: "La durée de conservation des enregistrements et des fiches est dite par leur série, en trois cellules\u{a0}: `classement.duree`, `archivage.duree` et `destruction`. Elles portent les phrases mêmes du tableau de maîtrise des enregistrements\u{a0}; elles sont lues comme une petite langue, et ce qui n'en est pas est une erreur au mot près ({rule}), jamais un «\u{a0}jamais\u{a0}» silencieux.",
    };
    const DAYS: Text = Text {
        en: "A phase ends with its last day, which is included; what is kept leaves on the day after the last day of its last phase at the earliest. Days are civil days in the organisation's time zone, read from the front-matter and never from commits. A version of a document that is no longer in force leaves by the `destruction` of its type, in {policy}.",
        fr: "Une phase finit avec son dernier jour, inclus\u{a0}; ce qui est conservé sort au plus tôt le lendemain du dernier jour de sa dernière phase. Les jours sont ceux du fuseau horaire de l'organisation, lus dans le front-matter et jamais dans les commits. Une version de document qui n'est plus en vigueur sort selon la `destruction` de son type, dans {policy}.",
    };
    const WORKED: Text = Text {
        en: "Worked examples",
        fr: "Exemples",
    };
    const COMPUTED: Text = Text {
        en: "The days below were computed by the program while it wrote this page.",
        fr: "Les jours ci-dessous ont été calculés par le programme pendant qu'il écrivait cette page.",
    };
    const FAULTS: Text = Text {
        en: "What is not understood",
        fr: "Ce qui n'est pas compris",
    };
    const SAID: Text = Text {
        en: "What is said of it",
        fr: "Ce qui en est dit",
    };
    const REMEDY: Text = Text {
        en: "Remedy",
        fr: "Remède",
    };
    let mut sheet = Sheet::new(TITLE.get(lang));
    let rule = rules::linked("R102", lang);
    sheet.paragraph(&INTRODUCTION.with("rule", rule).render(lang));
    let policy = link("`qms.yaml`", POLICY, Some("types"), lang);
    sheet.paragraph(&DAYS.with("policy", policy).render(lang));
    phrases(&mut sheet, lang);
    stages(&mut sheet, lang);
    sheet.heading(2, WORKED.get(lang));
    sheet.paragraph(COMPUTED.get(lang));
    examples::worked(&mut sheet, lang);
    sheet.heading(2, FAULTS.get(lang));
    sheet.table([WRITTEN, SAID, REMEDY], &examples::refused(lang), lang);
    answers(&mut sheet, lang);
    sheet.page(RETENTION, lang)
}

/// The forms by cell, the words of qms.yaml, the grammar.
fn phrases(sheet: &mut Sheet, lang: Lang) {
    const PHRASES: Text = Text {
        en: "What is understood",
        fr: "Ce qui est compris",
    };
    const DURATIONS: Text = Text {
        en: "How long: filing and archiving",
        fr: "Les durées\u{a0}: classement et archivage",
    };
    const FATE: Text = Text {
        en: "What becomes of it: destruction",
        fr: "Le sort final\u{a0}: destruction",
    };
    const FOLDED: Text = Text {
        en: "Capitals, accents, repeated spaces and a final full stop make no difference. Numbers go from 1 to 999.",
        fr: "Majuscules, accents, espaces répétées et point final n'y changent rien. Les nombres vont de 1 à 999.",
    };
    const WINDOWS: Text = Text {
        en: "What may be counted comes from `fenetres` ({windows} by default), what may be waited for from `evenements`, in {policy}.",
        fr: "Ce qui peut être compté vient de `fenetres` (par défaut {windows}), ce qui peut être attendu d'`evenements`, dans {policy}.",
    };
    const EVENT: Text = Text {
        en: "`{phrase}` happens on the day of `{key}`",
        fr: "`{phrase}` arrive le jour de `{key}`",
    };
    const EBNF: Text = Text {
        en: "The grammar",
        fr: "La grammaire",
    };
    sheet.heading(2, PHRASES.get(lang));
    sheet.paragraph(FOLDED.get(lang));
    for (title, cell) in [(DURATIONS, Cell::Filing), (FATE, Cell::Destruction)] {
        sheet.heading(3, title.get(lang));
        let rows: Vec<[String; 2]> = FORMS
            .iter()
            .filter(|form| form.cells.contains(&cell))
            .map(|form| {
                let examples: Vec<String> = form
                    .examples
                    .iter()
                    .map(|text| format!("`{text}`"))
                    .collect();
                [examples.join(", "), form.meaning.get(lang).to_owned()]
            })
            .collect();
        sheet.table([WRITTEN, MEANING], &rows, lang);
    }
    let policy = default_policy();
    let windows: Vec<String> = policy
        .windows
        .iter()
        .map(|word| format!("`{word}`"))
        .collect();
    let place = link("`qms.yaml`", POLICY, Some("fenetres"), lang);
    sheet.paragraph(
        &WINDOWS
            .with("windows", windows)
            .with("policy", place)
            .render(lang),
    );
    for (phrase, key) in &policy.events {
        sheet.item(&EVENT.with("phrase", phrase).with("key", key).render(lang));
    }
    sheet.heading(3, EBNF.get(lang));
    sheet.block("ebnf", GRAMMAR.get(lang));
}

/// The words of `qms retention`.
fn stages(sheet: &mut Sheet, lang: Lang) {
    const STAGES: Text = Text {
        en: "Stages and conditions",
        fr: "Stades et conditions",
    };
    const WORDS: Text = Text {
        en: "`qms retention` says of everything kept its stage and what its destruction asks for; a hold in force blocks the destruction and stops no count.",
        fr: "`qms retention` dit de tout ce qui est conservé le stade, et ce que demande sa destruction\u{a0}; un gel en cours bloque la destruction et n'arrête aucun compte.",
    };
    const JSON: Text = Text {
        en: "JSON",
        fr: "JSON",
    };
    const STAGE: Text = Text {
        en: "Stage",
        fr: "Stade",
    };
    const CONDITION: Text = Text {
        en: "Condition",
        fr: "Condition",
    };
    const CERTIFICATE: Text = Text {
        en: "In the certificate",
        fr: "Dans le certificat",
    };
    sheet.heading(2, STAGES.get(lang));
    sheet.paragraph(WORDS.get(lang));
    let rows = Stage::ALL.map(|stage| {
        [
            stage.label().get(lang).to_owned(),
            format!("`{}`", stage.as_str()),
        ]
    });
    sheet.table([STAGE, JSON], &rows, lang);
    let rows = Condition::ALL.map(|condition| {
        [
            condition.label().get(lang).to_owned(),
            format!("`{}`", condition.as_str()),
            format!("`{}`", condition.on_disk()),
        ]
    });
    sheet.table([CONDITION, JSON, CERTIFICATE], &rows, lang);
}

/// When a complaint must be answered, by the ways of counting days.
fn answers(sheet: &mut Sheet, lang: Lang) {
    const TITLE: Text = Text {
        en: "Days to answer",
        fr: "Jours pour répondre",
    };
    const COUNTED: Text = Text {
        en: "The time to answer a complaint (`reponse` of its kind in {policy}) is counted from the day after its reception, without extension. `calendrier.report: jour-ouvre-suivant` carries a day off over to the next working day. The public holidays are the eleven French ones.",
        fr: "Le délai de réponse à une réclamation (`reponse` de sa nature dans {policy}) se compte du lendemain de la réception, sans prolongation. `calendrier.report: jour-ouvre-suivant` reporte un jour non ouvré au jour ouvré suivant. Les jours fériés sont les onze jours légaux.",
    };
    const RECEIVED: Text = Text {
        en: "Received",
        fr: "Reçue le",
    };
    const CARRIED: Text = Text {
        en: "`15 jours`, carried over",
        fr: "`15 jours`, avec report",
    };
    sheet.heading(2, TITLE.get(lang));
    let place = link("`qms.yaml`", POLICY, Some("tickets"), lang);
    sheet.paragraph(&COUNTED.with("policy", place).render(lang));
    let plain = CalendarPolicy::default();
    let carried = CalendarPolicy {
        carry: Carry::NextWorkingDay,
        ..CalendarPolicy::default()
    };
    let due = |time: &str, day: NaiveDate, calendar: &CalendarPolicy| {
        let due = ResponseTime::parse(time).map(|time| time.due(day, calendar));
        due.map(|due| date(due, lang)).unwrap_or_default()
    };
    let rows: Vec<[String; 5]> = [(2026, 5, 4), (2026, 7, 31), (2026, 12, 17), (2028, 2, 15)]
        .into_iter()
        .filter_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day))
        .map(|day| {
            [
                date(day, lang),
                due("15 jours", day, &plain),
                due("15 jours", day, &carried),
                due("15 jours ouvrables", day, &plain),
                due("15 jours ouvrés", day, &plain),
            ]
        })
        .collect();
    let titles = [
        RECEIVED,
        super::same("`15 jours`"),
        CARRIED,
        super::same("`15 jours ouvrables`"),
        super::same("`15 jours ouvrés`"),
    ];
    sheet.table(titles, &rows, lang);
}
