//! What people type in one line: codes, retention terms, lengths, periods, figures.

use super::inside;
use qms::diagnostic::Span;
use qms::model::calendar::Duration;
use qms::model::code::Reference;
use qms::model::deadline::ResponseTime;
use qms::model::figure::Figure;
use qms::model::frequency::Frequency;
use qms::model::names::{Located, slug, unaccented};
use qms::model::pattern::Pattern;
use qms::model::period::Period;
use qms::model::policy::Policy;
use qms::model::retention::{Origin, Phase, Term};
use qms::model::snapshot::SnapshotName;
use qms::parse::term::{TermDefect, Vocabulary, archiving, fate, filing};
use qms::parse::{personal, policy};
use qms::text::{self, Lang};
use std::sync::OnceLock;

fn default_policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(policy::default_policy)
}

/// A code, however it is typed, has one canonical text, which reads as itself.
pub fn codes(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let table = &default_policy().codes;
    let found = table.lenient(text);
    let canonical = match &found {
        Err(_) => {
            assert!(table.canonical(text).is_err());
            return;
        }
        Ok(Reference::Exact(code)) => {
            let canonical = code.to_string();
            assert_eq!(table.canonical(&canonical).as_ref(), Ok(code));
            assert_eq!(table.canonical(text).is_ok(), canonical == text);
            assert!(canonical.starts_with(&code.stem()));
            assert_eq!(code.with_version(code.version()), *code);
            if let Some(document) = code.document() {
                assert_eq!(
                    table.version(&document, code.version()).as_ref(),
                    Some(code)
                );
                assert_eq!(table.stem(&document), code.stem());
            }
            canonical
        }
        Ok(Reference::Document(document)) => {
            assert!(table.canonical(text).is_err());
            table.stem(document)
        }
    };
    let typed = [
        canonical.to_lowercase(),
        canonical.replace('-', " - "),
        text.to_uppercase(),
        canonical,
    ];
    for typed in typed {
        assert_eq!(table.lenient(&typed), found, "{typed:?} for {text:?}");
    }
}

/// The words of retention that the terms are read with, those of the default policy and some more.
fn vocabulary() -> &'static (Policy, Vocabulary) {
    static WORDS: OnceLock<(Policy, Vocabulary)> = OnceLock::new();
    WORDS.get_or_init(|| {
        let own = "fenetres: [comptes rendus, rapports, réunions de l'année]\nevenements: {départ de l'agent: depart, fin du bail: fin-du-bail}\n";
        let read = policy::read(own.as_bytes());
        assert!(read.defects.is_empty());
        let words = Vocabulary::of(&read.policy);
        (read.policy, words)
    })
}

/// A cell is understood or refused at one of its words; what is understood reads back from its plainest words.
pub fn terms(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let (policy, words) = vocabulary();
    // As bare text, between quotes, and as a block of many lines.
    for more in [0, 2, 9] {
        let place = Span::new(3, 3 + text.len() + more);
        let cell = Located::new(text.to_owned(), place);
        let refused = |defect: Option<Located<TermDefect>>| {
            let Some(defect) = defect else { return };
            let (start, end) = (defect.span.start, defect.span.end);
            assert!(place.start <= start && start <= end && end <= place.end);
            if more < 9 && defect.span != place {
                let quote = place.start + more / 2;
                inside(text, Span::new(start - quote, end - quote));
            }
        };
        let (filed, archived) = (filing(&cell, words), archiving(&cell, words));
        if filed.is_ok() {
            assert_eq!(filed, archived);
        }
        refused(filed.err());
        refused(fate(&cell).err());
        match archived {
            Ok(Phase::Until(term)) => {
                let plain = said(&term, policy);
                let cell = Located::new(plain.clone(), Span::new(0, plain.len()));
                assert_eq!(archiving(&cell, words), Ok(Phase::Until(term)), "{plain}");
            }
            Ok(_) => {}
            Err(defect) => refused(Some(defect)),
        }
    }
}

/// A term in its plainest words.
fn said(term: &Term, policy: &Policy) -> String {
    let since = |origin: &Option<Origin>| match origin {
        None => String::new(),
        Some(Origin::Date) => " depuis la date".to_owned(),
        Some(Origin::Reception) => " depuis réception".to_owned(),
        Some(Origin::Closing) => " après clôture".to_owned(),
        Some(Origin::Measures) => " à compter de la fin des mesures".to_owned(),
        Some(Origin::Effective) => " à compter de l'application".to_owned(),
        Some(Origin::Event { phrase, .. }) => format!(" depuis {phrase}"),
    };
    let among = |terms: &[Term], word: &str, bracket: fn(&Term) -> bool| {
        let said = terms.iter().map(|term| match bracket(term) {
            true => format!("({})", said(term, policy)),
            false => said(term, policy),
        });
        said.collect::<Vec<_>>().join(word)
    };
    match term {
        Term::First(terms) => among(terms, " ou ", |term| matches!(term, Term::First(_))),
        Term::Last(terms) => among(terms, " et ", |term| {
            matches!(term, Term::First(_) | Term::Last(_))
        }),
        Term::YearEnd {
            years: 0,
            since: from,
        } => format!("année en cours{}", since(from)),
        Term::YearEnd { years, since: from } => {
            format!("année en cours + {years} ans{}", since(from))
        }
        Term::Length {
            length,
            since: from,
        } => format!("{}{}", long(*length), since(from)),
        Term::Window { count, label } => format!("{count} {label}"),
        Term::Event { origin, more } => {
            let key = match origin {
                Origin::Date => "date",
                Origin::Reception => "recu",
                Origin::Closing => "clos-le",
                Origin::Effective => "application",
                Origin::Measures => "mesures-terminees",
                Origin::Event { key, .. } => key,
            };
            let event = policy.events.iter().find(|(_, own)| own == key);
            let (phrase, _) = event.expect("an event of the policy");
            let more = more.map(|more| format!(" + {}", long(more)));
            format!("{phrase}{}", more.unwrap_or_default())
        }
    }
}

fn long(length: Duration) -> String {
    match length {
        Duration::Days(days) if days > 999 => format!("{} semaines", days / 7),
        Duration::Days(days) => format!("{days} jours"),
        Duration::Months(months) if months > 999 => format!("{} ans", months / 12),
        Duration::Months(months) => format!("{months} mois"),
    }
}

/// Lengths, frequencies, periods, figures and names: whatever is read is sound, in either language.
pub fn words(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let day = "2026-11-27".parse().expect("a day");
    let calendar = &default_policy().calendar;
    if let Some(length) = Duration::parse(text) {
        assert!(length.after(day) > day);
        assert_eq!(Duration::parse(&long(length)), Some(length));
        assert_eq!(Frequency::parse(text), Some(Frequency::Every(length)));
    }
    if let Some(frequency) = Frequency::parse(text) {
        assert!(frequency.next(day, calendar) > day);
    }
    if let Some(response) = ResponseTime::parse(text) {
        assert!(response.due(day, calendar) > day);
    }
    if let Some(period) = Period::parse(text) {
        assert!(period.first <= period.last && period.holds(period.first));
        assert_eq!(
            period.of_year().to_string(),
            text[..4].trim_start_matches('0')
        );
    }
    if let Some(figure) = Figure::parse(text) {
        let french = text::decimal(figure.digits, figure.decimals, Lang::Fr);
        assert_eq!(Figure::parse(&french), Some(figure), "{french}");
        let english = text::decimal(figure.digits, figure.decimals, Lang::En);
        assert_eq!(
            Figure::parse(&english.replace(',', "")),
            Some(figure),
            "{english}"
        );
        assert_eq!(figure.minus(figure).digits, 0);
    }
    if let Some(pattern) = Pattern::parse(text)
        && let Ok(code) = default_policy().codes.canonical("MO-00391-V02")
    {
        assert!(!pattern.fill(&code, Some(day)).contains("{annee}"));
    }
    if let Ok(name) = text.parse::<SnapshotName>() {
        assert_eq!(name.as_str(), text);
    }
    let label = slug(text);
    assert_eq!(slug(&label), label);
    let plain = unaccented(text);
    assert_eq!(unaccented(&plain), plain);
    for found in personal::find(text) {
        inside(text, found.span);
    }
}
