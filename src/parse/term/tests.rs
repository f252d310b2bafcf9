//! The grammar of 40-retention: what is understood, and what is refused at which word.

use super::*;
use crate::model::calendar::Duration;
use crate::model::retention::Term;
use crate::parse::policy::default_policy;

fn read(cell: &str) -> Result<Phase, Located<TermDefect>> {
    let vocabulary = Vocabulary::of(&default_policy());
    let cell = Located::new(cell.to_owned(), Span::new(100, 100 + cell.len()));
    archiving(&cell, &vocabulary)
}

fn until(cell: &str) -> Term {
    match read(cell) {
        Ok(Phase::Until(term)) => term,
        other => panic!("{cell}: {other:?}"),
    }
}

/// The word that a cell is refused at, with its nearest phrase.
fn refused(cell: &str) -> (String, Option<String>) {
    let found = read(cell).expect_err(cell);
    let word = cell
        .get(found.span.start - 100..found.span.end - 100)
        .unwrap_or("?")
        .to_owned();
    let near = match found.value {
        TermDefect::Unknown { nearest, .. }
        | TermDefect::Unit { nearest, .. }
        | TermDefect::Since { nearest, .. } => nearest,
        _ => None,
    };
    (word, near)
}

fn years(years: u32) -> Term {
    Term::Length {
        length: Duration::Months(years * 12),
        since: None,
    }
}

#[test]
fn the_cells_of_the_records_control_table_are_understood() {
    assert_eq!(until("3 ans"), years(3));
    assert_eq!(
        until("12 comptes rendus"),
        Term::Window {
            count: 12,
            label: Arc::from("comptes rendus")
        }
    );
    assert_eq!(
        until("année en cours + 3 ans"),
        Term::YearEnd {
            years: 3,
            since: None
        }
    );
    assert_eq!(
        until("fin de traitement des mesures décidées suite au rapport"),
        Term::Event {
            origin: Origin::Measures,
            more: None
        }
    );
    assert_eq!(read("pas d'archivage"), Ok(Phase::Empty));
    assert_eq!(
        read("information contrôle de gestion"),
        Ok(Phase::Elsewhere("information contrôle de gestion".into()))
    );
}

#[test]
fn spelling_is_lenient_where_people_are() {
    for cell in [
        "3\u{a0}ans",
        "3 ANS.",
        "  3   années ",
        "3 annees",
        "(3 ans)",
        "3 anne\u{301}es",
    ] {
        assert_eq!(until(cell), years(3), "{cell}");
    }
    for cell in [
        "Pas d’archivage.",
        "PAS D'ARCHIVAGE",
        "néant",
        "neant",
        "-",
        "",
    ] {
        assert_eq!(read(cell), Ok(Phase::Empty), "{cell}");
    }
}

#[test]
fn time_is_counted_from_a_day_that_has_a_name() {
    let since = |cell: &str| match until(cell) {
        Term::Length { since, .. } | Term::YearEnd { since, .. } => since,
        other => panic!("{cell}: {other:?}"),
    };
    for (cell, origin) in [
        ("3 ans depuis la date", Origin::Date),
        ("3 ans à compter de la réception", Origin::Reception),
        ("3 ans à compter du date", Origin::Date),
        ("3 ans après clôture", Origin::Closing),
        ("3 ans après la clôture", Origin::Closing),
        ("3 ans à compter de l'application", Origin::Effective),
        ("3 ans depuis la fin des mesures", Origin::Measures),
        (
            "3 ans après fin de traitement des mesures décidées suite au rapport",
            Origin::Measures,
        ),
        (
            "année en cours + 3 ans à compter de la clôture",
            Origin::Closing,
        ),
    ] {
        assert_eq!(since(cell), Some(origin), "{cell}");
    }
}

#[test]
fn et_binds_closer_than_ou_and_parentheses_bind_closest() {
    let month = Term::Length {
        length: Duration::Months(1),
        since: None,
    };
    assert_eq!(
        until("3 ans ou 1 mois et 2 ans"),
        Term::First(vec![years(3), Term::Last(vec![month.clone(), years(2)])])
    );
    assert_eq!(
        until("(3 ans ou 1 mois) et 2 ans"),
        Term::Last(vec![Term::First(vec![years(3), month]), years(2)])
    );
}

#[test]
fn an_event_of_the_policy_is_found_whatever_words_it_holds() {
    let policy = crate::parse::policy::read(
        "evenements: {fin du contrat et du litige: fin-litige, fin du contrat: fin-contrat}\n"
            .as_bytes(),
    )
    .policy;
    let cell = "fin du contrat et du litige + 6 mois et 1 an";
    let located = Located::new(cell.to_owned(), Span::new(0, cell.len()));
    let Ok(Phase::Until(Term::Last(terms))) = filing(&located, &Vocabulary::of(&policy)) else {
        panic!("a conjunction");
    };
    assert!(matches!(
        &terms[0],
        Term::Event { origin: Origin::Event { key, .. }, more: Some(Duration::Months(6)) } if &**key == "fin-litige"
    ));
}

#[test]
fn what_is_not_understood_is_refused_at_the_very_word() {
    for (cell, word, nearest) in [
        ("3 moi", "moi", Some("mois")),
        ("12 compte rendu", "compte", Some("comptes rendus")),
        (
            "12 comptes-rendus",
            "comptes-rendus",
            Some("comptes rendus"),
        ),
        ("3", "3", None),
        ("0 an", "0", None),
        ("1000 ans", "1000", None),
        ("-3 ans", "-3", None),
        ("3ans", "3ans", None),
        ("anée en cours", "anée", Some("année en cours")),
        ("année en cours + 3 mois", "mois", Some("ans")),
        ("année en cours + ans", "ans", None),
        ("3 ans depuis la cloturre", "cloturre", Some("clôture")),
        ("3 ans à compter", "compter", None),
        ("3 ans environ", "environ", None),
        ("3 ans et", "et", None),
        ("(3 ans", "(", None),
        ("3 ans)", ")", None),
        ("jamais", "jamais", None),
        ("pas d'archive", "pas", Some("pas d'archivage")),
        ("information", "information", None),
    ] {
        let (found, near) = refused(cell);
        assert_eq!((found.as_str(), near.as_deref()), (word, nearest), "{cell}");
    }
}

#[test]
fn parentheses_without_end_are_refused_before_they_cost_anything() {
    let deep = "(".repeat(20_000);
    assert!(read(&deep).is_err());
}

#[test]
fn a_fate_is_one_of_the_phrases_of_the_practice() {
    let read = |cell: &str| fate(&Located::new(cell.to_owned(), Span::default()));
    for (cell, expected) in [
        ("sans conditions", Fate::Free),
        ("Sans conditions.", Fate::Free),
        ("Dès parution de la nouvelle version", Fate::OnPublication),
        ("conservation définitive", Fate::Permanent),
        ("Conservation permanente", Fate::Permanent),
        (
            "versement aux archives",
            Fate::Transfer("versement aux archives".into()),
        ),
        ("A.H.à remettre", Fate::Transfer("A.H.à remettre".into())),
        ("visa des archives", Fate::Visa("visa des archives".into())),
        (
            "Procédure de destruction CNAMTS",
            Fate::Elsewhere("Procédure de destruction CNAMTS".into()),
        ),
        ("voir MO-00391", Fate::Elsewhere("voir MO-00391".into())),
    ] {
        assert_eq!(read(cell), Ok(expected), "{cell}");
    }
    for cell in [
        "",
        "sans condition",
        "jamais",
        "versement",
        "visa",
        "voir",
        "visas requis",
    ] {
        assert!(read(cell).is_err(), "{cell}");
    }
    assert_eq!(
        read("sans condition").map_err(|defect| defect.value),
        Err(TermDefect::Fate {
            words: "sans condition".into(),
            nearest: Some("sans conditions".into())
        })
    );
}

#[test]
fn the_first_cell_takes_no_dash_for_a_phase() {
    let cell = Located::new("-".to_owned(), Span::new(0, 1));
    assert!(filing(&cell, &Vocabulary::of(&default_policy())).is_err());
}
