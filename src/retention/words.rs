//! The sentences that explain a stage and its days: the cell as written, what it is counted from,
//! until when.

use super::{Item, Kind};
use crate::model::document::Status;
use crate::model::names::Located;
use crate::model::policy::Policy;
use crate::model::retention::{Cause, Condition, Counted, Fate, Origin, PhaseEnd, Waiting};
use crate::text::{Lang, Message, Text};
use chrono::NaiveDate;

/// The rule that gives the days of an item.
pub fn rule(item: &Item<'_>, policy: &Policy) -> Message {
    const BOTH: Text = Text {
        en: "{filing}; archived {archiving}",
        fr: "{filing}\u{a0}; archivage {archiving}",
    };
    const ALONE: Text = Text {
        en: "archived {archiving}",
        fr: "archivage {archiving}",
    };
    if item.kind == Kind::Document {
        return left_force(item, policy);
    }
    let Some(series) = item.series else {
        return waiting(&Waiting::Series);
    };
    let state = &item.state;
    let filing = phase(series.filing.as_ref(), &state.filing, None);
    // Both phases counted from one day: it is said once.
    let said = match &state.filing {
        PhaseEnd::Until(counted) => Some(&counted.cause),
        _ => None,
    };
    let archiving = phase(series.archiving.as_ref(), &state.archiving, said);
    // What waits for filing, or follows what is decided elsewhere, says nothing of its own.
    let known = !matches!(
        (&state.filing, &state.archiving),
        (PhaseEnd::Waiting(_), PhaseEnd::Waiting(_)) | (PhaseEnd::Elsewhere, PhaseEnd::Elsewhere)
    );
    let said = match (filing, archiving.filter(|_| known)) {
        (Some(filing), Some(archiving)) => BOTH.with("filing", filing).with("archiving", archiving),
        (Some(filing), None) => filing,
        (None, Some(archiving)) => ALONE.with("archiving", archiving),
        (None, None) => at_once(item),
    };
    held(item, ending(item, policy, said))
}

/// The holds that put its destruction off.
fn held(item: &Item<'_>, said: Message) -> Message {
    const OPEN: Text = Text {
        en: "{said}; held since {since}",
        fr: "{said}\u{a0}; gelé depuis le {since}",
    };
    const OVER: Text = Text {
        en: "{said}; held from {since} to {until}",
        fr: "{said}\u{a0}; gelé du {since} au {until}",
    };
    let day = item.day;
    let mut said = said;
    for hold in item.holds().iter().filter(|hold| hold.has_begun(day)) {
        said = match hold.released(day) {
            Some(until) => OVER.with("said", said).with("until", until),
            None => OPEN.with("said", said),
        }
        .with("since", hold.since.value);
    }
    said
}

/// Neither filed nor archived: it may go from its own day on.
fn at_once(item: &Item<'_>) -> Message {
    const FROM: Text = Text {
        en: "no term, from {day} on",
        fr: "sans durée, dès le {day}",
    };
    const NONE: Text = Text {
        en: "no term",
        fr: "sans durée",
    };
    match item.state.since {
        Some(day) => FROM.with("day", day),
        None => NONE.into(),
    }
}

/// One phase; none where there is no such phase.
fn phase(cell: Option<&Located<String>>, end: &PhaseEnd, said: Option<&Cause>) -> Option<Message> {
    const UNTIL: Text = Text {
        en: "“{cell}” {cause}: until {last}",
        fr: "{cell} {cause}\u{a0}: jusqu'au {last}",
    };
    const ON: Text = Text {
        en: "“{cell}”: until {last}",
        fr: "{cell}\u{a0}: jusqu'au {last}",
    };
    const WAITS: Text = Text {
        en: "“{cell}”: waiting for {what}",
        fr: "{cell}\u{a0}: attend {what}",
    };
    let cell = cell.map(|cell| collapsed(&cell.value)).unwrap_or_default();
    Some(match end {
        PhaseEnd::Empty | PhaseEnd::Elsewhere => return None,
        PhaseEnd::Waiting(what) => WAITS.with("cell", cell).with("what", waiting(what)),
        PhaseEnd::Until(counted) => {
            match cause(&cell, counted).filter(|_| said != Some(&counted.cause)) {
                Some(cause) => UNTIL
                    .with("cell", cell)
                    .with("cause", cause)
                    .with("last", counted.last),
                None => ON.with("cell", cell).with("last", counted.last),
            }
        }
    })
}

/// What a phase was counted from; nothing where the sentence before says it.
fn cause(cell: &str, counted: &Counted) -> Option<Message> {
    const NAMED: Text = Text {
        en: "({day})",
        fr: "({day})",
    };
    const NEWER: Text = Text {
        en: "(the {count}th newer one is of {day})",
        fr: "(le {count}e plus récent est du {day})",
    };
    const FIRST: Text = Text {
        en: "(the next one is of {day})",
        fr: "(le suivant est du {day})",
    };
    let names_its_day = ["depuis", "à compter", "a compter", "après", "apres"]
        .iter()
        .any(|word| cell.to_lowercase().contains(word));
    Some(match &counted.cause {
        Cause::Since(_, day) if names_its_day => NAMED.with("day", *day),
        Cause::Since(origin, day) => since(origin, *day),
        Cause::Filing(_) => return None,
        Cause::Newer(1, day) => FIRST.with("day", *day),
        Cause::Newer(count, day) => NEWER.with("count", i64::from(*count)).with("day", *day),
    })
}

fn since(origin: &Origin, day: NaiveDate) -> Message {
    const DATE: Text = Text {
        en: "from {day}",
        fr: "à compter du {day}",
    };
    const RECEPTION: Text = Text {
        en: "from its reception on {day}",
        fr: "à compter de la réception du {day}",
    };
    const CLOSING: Text = Text {
        en: "from its closing on {day}",
        fr: "à compter de la clôture du {day}",
    };
    const MEASURES: Text = Text {
        en: "(measures ended on {day})",
        fr: "(mesures terminées le {day})",
    };
    const EFFECTIVE: Text = Text {
        en: "from its effective date, {day}",
        fr: "à compter de l'application du {day}",
    };
    const EVENT: Text = Text {
        en: "(on {day})",
        fr: "(le {day})",
    };
    let text = match origin {
        Origin::Date => DATE,
        Origin::Reception => RECEPTION,
        Origin::Closing => CLOSING,
        Origin::Measures => MEASURES,
        Origin::Effective => EFFECTIVE,
        Origin::Event { .. } => EVENT,
    };
    text.with("day", day)
}

/// What something waits for, as people say it.
pub fn waiting(waiting: &Waiting) -> Message {
    const DATE: Text = Text {
        en: "its date",
        fr: "sa date",
    };
    const RECEPTION: Text = Text {
        en: "its reception",
        fr: "sa réception",
    };
    const CLOSING: Text = Text {
        en: "its closing",
        fr: "sa clôture",
    };
    const MEASURES: Text = Text {
        en: "the end of its measures",
        fr: "la fin de ses mesures",
    };
    const EFFECTIVE: Text = Text {
        en: "its effective date",
        fr: "son application",
    };
    const EVENT: Text = Text {
        en: "“{phrase}”",
        fr: "«\u{a0}{phrase}\u{a0}»",
    };
    const NEWER: Text = Text {
        en: "{count} newer {label}",
        fr: "{count} {label} plus récents",
    };
    const SERIES: Text = Text {
        en: "a record series",
        fr: "une série d'enregistrements",
    };
    const TERMS: Text = Text {
        en: "terms that are understood",
        fr: "des durées comprises",
    };
    match waiting {
        Waiting::For(Origin::Date) => DATE.into(),
        Waiting::For(Origin::Reception) => RECEPTION.into(),
        Waiting::For(Origin::Closing) => CLOSING.into(),
        Waiting::For(Origin::Measures) => MEASURES.into(),
        Waiting::For(Origin::Effective) => EFFECTIVE.into(),
        Waiting::For(Origin::Event { phrase, .. }) => EVENT.with("phrase", phrase.to_string()),
        Waiting::Newer(count, label) => NEWER
            .with("count", i64::from(*count))
            .with("label", label.to_string()),
        Waiting::Series => SERIES.into(),
        Waiting::Terms => TERMS.into(),
    }
}

/// What something waits for, as programs read it: the key that would say it, where there is one.
pub fn waited(waiting: &Waiting, lang: Lang) -> String {
    match waiting {
        Waiting::For(origin) => key(origin).to_owned(),
        other => self::waiting(other).render(lang),
    }
}

/// The key of the front-matter that dates an origin.
pub fn key(origin: &Origin) -> &str {
    match origin {
        Origin::Date => "date",
        Origin::Reception => "recu",
        Origin::Closing => "clos-le",
        Origin::Measures => "mesures-terminees",
        Origin::Effective => "application",
        Origin::Event { key, .. } => key,
    }
}

/// What becomes of it after its phases.
fn ending(item: &Item<'_>, policy: &Policy, said: Message) -> Message {
    const THEN: Text = Text {
        en: "{said}; then “{fate}”",
        fr: "{said}\u{a0}; puis {fate}",
    };
    const DECIDE: Text = Text {
        en: "{said}; to be decided: {fate}",
        fr: "{said}\u{a0}; à statuer\u{a0}: {fate}",
    };
    const VISA: Text = Text {
        en: "{said}, with the archives' visa",
        fr: "{said}, avec le visa des archives",
    };
    let Some(series) = item.series else {
        return said;
    };
    let Some(schedule) = &series.schedule else {
        return said;
    };
    if let Some(words) = schedule
        .elsewhere()
        .filter(|_| item.state.condition == Condition::Elsewhere)
    {
        return DECIDE.with("said", said).with("fate", words.to_owned());
    }
    const FREE: Text = Text {
        en: "{said}; then destruction without conditions",
        fr: "{said}\u{a0}; puis destruction sans conditions",
    };
    if schedule.fate == Fate::Free {
        return match schedule.asks_visa() {
            true => VISA.with("said", FREE.with("said", said)),
            false => FREE.with("said", said),
        };
    }
    let fate = series.fate.as_ref().map(|cell| collapsed(&cell.value));
    let said = match fate {
        Some(fate) => THEN.with("said", said).with("fate", fate),
        None => said,
    };
    let own = item.fate(policy).map(|fate| fate.condition());
    match schedule.asks_visa() && own != Some(Condition::Visa) {
        true => VISA.with("said", said),
        false => said,
    }
}

/// Why a version may leave.
fn left_force(item: &Item<'_>, policy: &Policy) -> Message {
    const SUPERSEDED: Text = Text {
        en: "“{cell}”: replaced on {day}",
        fr: "{cell}\u{a0}: remplacé le {day}",
    };
    const WITHDRAWN: Text = Text {
        en: "“{cell}”: withdrawn on {day}",
        fr: "{cell}\u{a0}: retiré le {day}",
    };
    let kind = policy.document_type(item.code.kind());
    let cell = kind.map(|kind| kind.fate_cell.clone()).unwrap_or_default();
    let last = item.state.filing.last();
    let (text, day) = match item.status {
        Some(Status::Withdrawn) => (WITHDRAWN, last),
        _ => (SUPERSEDED, last.and_then(|last| last.succ_opt())),
    };
    text.with("cell", collapsed(&cell))
        .with("day", day.unwrap_or(NaiveDate::MAX))
}

fn collapsed(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}
