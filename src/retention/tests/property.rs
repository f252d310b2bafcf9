//! The engine against the second implementation: any cells, any records and tickets, any day.

use super::naive::{Standing, standing};
use super::sandbox::{Repository, day};
use super::spoken::Wording;
use super::world::{Cell, Fate, Measures, Name, Series, Term, Thing, Unit, World};
use crate::retention::items;
use chrono::{Days, NaiveDate};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

/// Days that lie near one another, often equal, often at the end of a month.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    let corners = [
        "2023-12-31",
        "2024-01-01",
        "2024-01-31",
        "2024-02-29",
        "2024-03-31",
        "2024-08-31",
        "2024-12-31",
        "2025-01-31",
        "2025-02-28",
        "2025-06-30",
        "2025-12-31",
    ];
    prop_oneof![
        3 => select(corners.map(day).to_vec()),
        1 => (0_u64..1100).prop_map(|days| day("2023-06-01") + Days::new(days)),
    ]
}

fn name() -> impl Strategy<Value = Option<Name>> {
    let names = vec![
        Name::Date,
        Name::Reception,
        Name::Closing,
        Name::Measures,
        Name::Effective,
        Name::Lease,
        Name::Loan,
    ];
    weighted(0.3, select(names))
}

fn unit() -> impl Strategy<Value = Unit> {
    select(vec![
        Unit::Day,
        Unit::Week,
        Unit::Month,
        Unit::Month,
        Unit::Year,
        Unit::Year,
    ])
}

fn term() -> impl Strategy<Value = Term> {
    let events = vec![Name::Measures, Name::Lease, Name::Loan];
    let leaf = prop_oneof![
        1 => (0_u32..4, name()).prop_map(|(years, since)| Term::Year(years, since)),
        3 => (1_u32..40, unit(), name()).prop_map(|(count, unit, since)| Term::Length(count, unit, since)),
        2 => (1_usize..4).prop_map(Term::Window),
        1 => (select(events), weighted(0.4, (1_u32..20, unit())))
            .prop_map(|(name, more)| Term::Event(name, more)),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        let several = prop::collection::vec(inner, 2..4);
        prop_oneof![
            several.clone().prop_map(Term::Any),
            several.prop_map(Term::All)
        ]
    })
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        2 => Just(Cell::None),
        1 => Just(Cell::Referral),
        7 => term().prop_map(Cell::Until),
        4 => (1_u32..20).prop_map(|count| Cell::Until(Term::Length(count, Unit::Month, None))),
    ]
}

fn series() -> impl Strategy<Value = Series> {
    let fates = vec![
        Fate::Free,
        Fate::Free,
        Fate::Permanent,
        Fate::Transfer,
        Fate::Visa,
        Fate::Referral,
    ];
    (cell(), cell(), select(fates), any::<bool>()).prop_map(|(filing, archiving, fate, cnil)| {
        // What is kept for ever and decided elsewhere contradicts itself.
        let elsewhere = [&filing, &archiving]
            .iter()
            .any(|cell| matches!(cell, Cell::Referral));
        let fate = match fate {
            Fate::Permanent if elsewhere => Fate::Free,
            fate => fate,
        };
        Series {
            filing,
            archiving,
            fate,
            cnil,
        }
    })
}

fn measures() -> impl Strategy<Value = Measures> {
    let action = (weighted(0.8, any_day()), weighted(0.1, any_day()));
    prop_oneof![
        1 => Just(Measures::Undeclared),
        1 => Just(Measures::EmptyList),
        1 => Just(Measures::None),
        1 => any_day().prop_map(Measures::Elsewhere),
        3 => prop::collection::vec(action, 1..4).prop_map(Measures::Listed),
    ]
}

fn holds() -> impl Strategy<Value = Vec<(NaiveDate, Option<NaiveDate>)>> {
    let hold = (any_day(), weighted(0.7, 0_u64..400))
        .prop_map(|(since, length)| (since, length.map(|days| since + Days::new(days))));
    prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(hold, 1..3)]
}

fn thing() -> impl Strategy<Value = Thing> {
    let days = (
        any_day(),
        weighted(0.7, any_day()),
        weighted(0.5, any_day()),
        weighted(0.5, any_day()),
    );
    let kind = (
        weighted(0.2, Just(())),
        weighted(0.15, Just(())),
        weighted(0.15, 0_usize..8),
    );
    (days, measures(), holds(), kind).prop_map(|(days, measures, holds, kind)| Thing {
        date: days.0,
        closed: days.1,
        lease: days.2,
        loan: days.3,
        measures,
        holds,
        ticket: kind.0.is_some(),
        destroyed: kind.1.is_some(),
        corrects: kind.2,
    })
}

fn world() -> impl Strategy<Value = World> {
    (series(), prop::collection::vec(thing(), 1..9)).prop_map(|(series, mut things)| {
        for rank in 0..things.len() {
            let (before, own) = (&things[..rank], &things[rank]);
            // A ticket corrects nothing and has no measures but its actions; nothing is known of
            // what a destroyed erratum corrected.
            let corrected = own.corrects.filter(|target| {
                let target = before.get(*target);
                !own.ticket
                    && target.is_some_and(|target| {
                        !(target.ticket || target.destroyed && target.corrects.is_some())
                    })
            });
            let measured = !own.ticket || matches!(own.measures, Measures::Listed(_));
            things[rank].corrects = corrected;
            if !measured {
                things[rank].measures = Measures::Undeclared;
            }
        }
        World { series, things }
    })
}

fn code(thing: &Thing, rank: usize) -> String {
    match thing.ticket {
        true => format!("NC-2024-{:04}", rank + 1),
        false => format!("CR-2024-{:03}", rank + 1),
    }
}

/// Its files, worded one way.
fn written(world: &World, wording: u64) -> Repository {
    const SERIES: &str = "fiche-de-non-conformite";
    let mut wording = Wording(wording);
    let referral = matches!(world.series.archiving, Cell::Referral);
    let cells = [
        wording.filing(&world.series.filing),
        wording.archiving(&world.series.archiving),
        wording.fate(world.series.fate, referral),
    ];
    let cnil = if world.series.cnil {
        "observations: dossier CNIL\n"
    } else {
        ""
    };
    let mut repository = Repository::new(
        "evenements:\n  fin du bail: bail-fini\n  fin du bail ou du prêt: pret-fini\n",
    )
    .series(SERIES, [&cells[0], &cells[1], &cells[2]], cnil);
    let mut elements = String::new();
    for (rank, thing) in world.things.iter().enumerate() {
        let own = code(thing, rank);
        let corrects = thing.corrects.map(|rank| code(&world.things[rank], rank));
        if thing.destroyed {
            let corrects = corrects.map_or(String::new(), |code| format!(", erratum-de: {code}"));
            elements += &format!(
                "  - {{code: {own}, serie: {SERIES}, date: {}, condition: libre{corrects}}}\n",
                thing.date
            );
            continue;
        }
        let mut more = corrects.map_or(String::new(), |code| format!("erratum-de: {code}\n"));
        for (key, fact) in [
            ("clos-le", thing.closed),
            ("bail-fini", thing.lease),
            ("pret-fini", thing.loan),
        ] {
            if let Some(fact) = fact {
                more += &format!("{key}: {fact}\n");
            }
        }
        more += &measures_of(thing);
        if !thing.holds.is_empty() {
            more += "gel:\n";
        }
        for (since, release) in &thing.holds {
            let release = release.map_or(String::new(), |day| {
                format!(", leve: {{date: {day}, acteur: pilote-paped}}")
            });
            more +=
                &format!("  - {{depuis: {since}, acteur: pilote-paped, motif: litige{release}}}\n");
        }
        let date = thing.date.to_string();
        repository = match thing.ticket {
            true => repository.ticket(&own, &date, &more),
            false => repository.record(&own, SERIES, &date, &more),
        };
    }
    if !elements.is_empty() {
        let text = format!(
            "---\ncode: DEST-2023-0001\ndate: 2023-01-01\nacteur: pilote-paped\nelements:\n{elements}---\n"
        );
        repository.put("registres/destructions/2023/DEST-2023-0001.md", &text);
    }
    repository
}

fn measures_of(thing: &Thing) -> String {
    let key = if thing.ticket { "actions" } else { "mesures" };
    match &thing.measures {
        Measures::Undeclared => String::new(),
        Measures::EmptyList => format!("{key}: []\n"),
        Measures::None => format!("{key}: aucune\n"),
        Measures::Elsewhere(date) => format!("mesures-terminees: {date}\n"),
        Measures::Listed(actions) => {
            let mut text = format!("{key}:\n");
            for (rank, (done, failed)) in actions.iter().enumerate() {
                let done = done.map_or(String::new(), |day| format!(", realisee: {day}"));
                let failed = failed.map_or(String::new(), |day| {
                    format!(", efficacite: {{date: {day}, acteur: pilote-paped, conclusion: inefficace}}")
                });
                text += &format!(
                    "  - {{id: A{rank}, nature: corrective, intitule: x{done}{failed}}}\n"
                );
            }
            text
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn what_is_kept_stands_as_the_rules_say_word_for_word(
        world in world(),
        wording in any::<u64>(),
        asked in prop::collection::vec((any_day(), 0_u64..900), 1..4),
    ) {
        let repository = written(&world, wording);
        for (from, days) in asked {
            let asked = from + Days::new(days);
            let corpus = repository.corpus(&asked.to_string());
            let items = items(&corpus);
            for (rank, thing) in world.things.iter().enumerate().filter(|(_, thing)| !thing.destroyed) {
                let own = code(thing, rank);
                let item = items.iter().find(|item| item.code.to_string() == own);
                let state = &item.expect("it is kept").state;
                let said = Standing {
                    stage: state.stage.as_str(),
                    active_until: state.filing.last(),
                    archived_until: state.archiving.last(),
                    destroy_from: state.destroy_from,
                    destroy_by: state.destroy_by,
                    decide_from: state.decide_from,
                };
                prop_assert_eq!(said, standing(&world, rank, asked), "{} on {}", own, asked);
            }
        }
    }
}
