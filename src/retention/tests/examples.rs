//! The worked examples of 40-retention, by their numbers.

use super::sandbox::Repository;

const FREE: &str = "sans conditions";
const TRANSFER: &str = "A.H.à remettre à la Direction qualité en vue de la conservation au titre des archives historiques";
const MEASURES: &str = "fin de traitement des mesures décidées suite au rapport";

fn one(cells: [&str; 3], date: &str, more: &str) -> Repository {
    Repository::new("")
        .series("s", cells, "")
        .record("AD-2023-001", "s", date, more)
}

#[test]
fn example_1_a_plan_of_29_february_is_counted_at_once_over_48_months() {
    let plan = one(["3 ans", "1 an", TRANSFER], "2024-02-29", "");
    assert_eq!(
        plan.says("AD-2023-001", "2026-01-01"),
        "active 2027-02-28 2028-02-29 2028-03-01"
    );
    assert_eq!(
        plan.says("AD-2023-001", "2028-02-29"),
        "archived 2027-02-28 2028-02-29 2028-03-01"
    );
    let corpus = plan.corpus("2028-03-01");
    let items = crate::retention::items(&corpus);
    assert_eq!(items[0].state.stage.as_str(), "due");
    assert_eq!(items[0].state.condition.as_str(), "transfer");
}

#[test]
fn example_2_a_self_assessment_is_filed_three_years_and_archived_one() {
    let own = one(["3 ans", "1 an", FREE], "2023-06-15", "");
    for (as_of, stage) in [
        ("2026-06-15", "active"),
        ("2026-06-16", "archived"),
        ("2027-06-15", "archived"),
        ("2027-06-16", "due"),
    ] {
        assert_eq!(
            own.says("AD-2023-001", as_of),
            format!("{stage} 2026-06-15 2027-06-15 2027-06-16")
        );
    }
}

#[test]
fn example_3_a_dashboard_is_decided_elsewhere_after_its_year() {
    let cells = [
        "année en cours",
        "information contrôle de gestion",
        "information contrôle de gestion",
    ];
    let own = one(cells, "2026-03-31", "");
    assert_eq!(
        own.says("AD-2023-001", "2026-12-31"),
        "active 2026-12-31 - -"
    );
    assert_eq!(
        own.says("AD-2023-001", "2027-01-01"),
        "elsewhere 2026-12-31 - -"
    );
}

#[test]
fn what_is_decided_elsewhere_need_not_be_said_twice() {
    let once = ["année en cours", "information contrôle de gestion", "-"];
    assert_eq!(
        one(once, "2026-03-31", "").says("AD-2023-001", "2027-01-01"),
        "elsewhere 2026-12-31 - -"
    );
}

fn ticket(received: &str, closed: &str) -> Repository {
    let cells = ["année en cours + 3 ans", "pas d'archivage", FREE];
    let more = match closed {
        "" => String::new(),
        day => format!("clos-le: {day}\n"),
    };
    Repository::new("")
        .series("fiche-de-non-conformite", cells, "observations: CNIL\n")
        .ticket("NC-2022-0001", received, &more)
}

#[test]
fn examples_4_and_5_a_ticket_is_counted_from_the_year_of_its_closing() {
    for (received, closed, last, first) in [
        ("2025-12-30", "2026-01-05", "2029-12-31", "2030-01-01"),
        ("2022-11-02", "2023-12-31", "2026-12-31", "2027-01-01"),
        ("2022-11-02", "2024-01-01", "2027-12-31", "2028-01-01"),
    ] {
        let own = ticket(received, closed);
        assert_eq!(
            own.says("NC-2022-0001", "2026-06-01"),
            format!("active {last} - {first}")
        );
    }
}

#[test]
fn example_6_an_open_ticket_waits_for_its_closing() {
    assert_eq!(
        ticket("2022-11-02", "").says("NC-2022-0001", "2040-01-01"),
        "waiting (clos-le) - - -"
    );
}

#[test]
fn the_stages_of_a_ticket_follow_its_dates_though_it_must_be_closed_to_go() {
    let kept = |closed: &str| {
        Repository::new("")
            .series(
                "fiche-de-non-conformite",
                ["1 an à compter de la réception", "pas d'archivage", FREE],
                "",
            )
            .ticket("NC-2022-0001", "2022-11-02", closed)
    };
    for (as_of, expected) in [
        ("2023-11-02", "active 2023-11-02 - 2023-11-03"),
        ("2023-11-03", "due 2023-11-02 - 2023-11-03"),
    ] {
        assert_eq!(kept("").says("NC-2022-0001", as_of), expected, "{as_of}");
    }
    assert_eq!(
        kept("clos-le: 2024-03-01\n").says("NC-2022-0001", "2024-03-01"),
        "due 2023-11-02 - 2023-11-03"
    );
}

fn report(third: &str) -> Repository {
    let action = |done: &str, more: &str| {
        format!("  - {{nature: corrective, intitule: x, realisee: {done}{more}}}\n")
    };
    let measures = format!(
        "mesures:\n{}{}{}",
        action("2025-06-30", ""),
        action("2025-09-12", ""),
        action("2026-02-28", third)
    );
    one([MEASURES, "3 ans", FREE], "2025-04-10", &measures)
}

#[test]
fn examples_7_and_8_an_audit_report_waits_for_the_last_of_its_measures() {
    assert_eq!(
        report("").says("AD-2023-001", "2026-03-01"),
        "archived 2026-02-28 2029-02-28 2029-03-01"
    );
    assert_eq!(
        report("").says("AD-2023-001", "2026-01-01"),
        "waiting (mesures-terminees) - - -"
    );
    let reopened = ", efficacite: {date: 2026-03-15, acteur: pilote-paped, conclusion: inefficace}";
    assert_eq!(
        report(reopened).says("AD-2023-001", "2026-04-01"),
        "waiting (mesures-terminees) - - -"
    );
    assert_eq!(
        report(reopened).says("AD-2023-001", "2026-03-01"),
        "archived 2026-02-28 2029-02-28 2029-03-01"
    );
}

#[test]
fn example_9_a_report_without_measures_is_counted_from_its_own_day() {
    let cells = [MEASURES, "3 ans", FREE];
    assert_eq!(
        one(cells, "2025-04-10", "mesures: aucune\n").says("AD-2023-001", "2026-01-01"),
        "archived 2025-04-10 2028-04-10 2028-04-11"
    );
    for undeclared in ["", "mesures: []\n"] {
        assert_eq!(
            one(cells, "2025-04-10", undeclared).says("AD-2023-001", "2030-01-01"),
            "waiting (mesures-terminees) - - -"
        );
    }
}

fn minutes(cells: [&str; 3], dates: &[&str]) -> Repository {
    let mut repository = Repository::new("").series("cr", cells, "");
    for (index, date) in dates.iter().enumerate() {
        repository = repository.record(&format!("CR-2025-{:03}", index + 1), "cr", date, "");
    }
    repository
}

const MONTHS: [&str; 13] = [
    "2025-01-14",
    "2025-02-13",
    "2025-03-13",
    "2025-04-13",
    "2025-05-13",
    "2025-06-13",
    "2025-07-13",
    "2025-08-13",
    "2025-09-13",
    "2025-10-13",
    "2025-11-13",
    "2025-12-13",
    "2026-01-13",
];

#[test]
fn example_10_the_thirteenth_minutes_end_the_filing_of_the_first() {
    let own = minutes(["12 comptes rendus", "1 an", FREE], &MONTHS);
    assert_eq!(
        own.says("CR-2025-001", "2026-01-14"),
        "archived 2026-01-13 2027-01-13 2027-01-14"
    );
    assert_eq!(
        own.says("CR-2025-002", "2026-01-14"),
        "waiting (12 comptes rendus) - - -"
    );
    // What is dated later does not count yet.
    assert_eq!(
        own.says("CR-2025-001", "2026-01-12"),
        "waiting (12 comptes rendus) - - -"
    );
}

#[test]
fn example_11_two_of_one_day_stay_together() {
    let mut dates = MONTHS;
    dates[1] = dates[0];
    let own = minutes(["12 comptes rendus", "1 an", FREE], &dates);
    for code in ["CR-2025-001", "CR-2025-002"] {
        assert_eq!(
            own.says(code, "2026-06-01"),
            "waiting (12 comptes rendus) - - -"
        );
    }
}

#[test]
fn examples_12_and_13_windows_go_with_terms() {
    let mut dates = MONTHS;
    dates[12] = "2026-01-20";
    for (cell, expected) in [
        (
            "12 comptes rendus et 3 ans",
            "active 2028-01-14 - 2028-01-15",
        ),
        ("12 comptes rendus ou 3 ans", "due 2026-01-20 - 2026-01-21"),
    ] {
        let own = minutes([cell, "pas d'archivage", FREE], &dates);
        assert_eq!(own.says("CR-2025-001", "2026-06-01"), expected);
    }
    let never = minutes(
        ["12 comptes rendus ou 3 ans", "pas d'archivage", FREE],
        &dates[..12],
    );
    assert_eq!(
        never.says("CR-2025-001", "2026-06-01"),
        "active 2028-01-14 - 2028-01-15"
    );
}

#[test]
fn example_14_a_hold_puts_destruction_off_to_the_day_after_its_release() {
    let hold = |release: &str| {
        format!(
            "gel:\n  - {{depuis: 2027-06-01, acteur: pilote-paped, motif: contentieux, reevaluation: 2028-06-01{release}}}\n"
        )
    };
    let released = hold(", leve: {date: 2028-01-10, acteur: pilote-paped}");
    let own = |more: &str| one(["3 ans", "1 an", FREE], "2023-06-15", more);
    for (as_of, expected) in [
        ("2027-05-31", "archived 2026-06-15 2027-06-15 2027-06-16"),
        ("2027-06-01", "archived 2026-06-15 2027-06-15 -"),
        ("2027-12-01", "held 2026-06-15 2027-06-15 -"),
        ("2028-01-10", "held 2026-06-15 2027-06-15 2028-01-11"),
        ("2028-01-11", "due 2026-06-15 2027-06-15 2028-01-11"),
    ] {
        assert_eq!(
            own(&released).says("AD-2023-001", as_of),
            expected,
            "{as_of}"
        );
    }
    assert_eq!(
        own(&hold("")).says("AD-2023-001", "2040-01-01"),
        "held 2026-06-15 2027-06-15 -"
    );
}

/// A version that was approved and validated, with what acts and authors wrote besides.
fn signed(code: &str, more: &str, acts: &str) -> String {
    let bare = format!(
        "---\ncode: {code}\ntitre: Essai\nprocessus: PAPED\nobjet: Essayer\nredacteur: referent-paped\ndiffusion: [tout-agent]\n{more}---\n# Essai {code}\n"
    );
    let short = crate::parse::digest::digest(bare.as_bytes()).short();
    let entry = |key: &str, role: &str| {
        format!(
            "{key}:\n  - {{acteur: {role}, role: {role}, date: 2026-08-20, empreinte: \"{short}\"}}\n"
        )
    };
    bare.replacen(
        "---\n# ",
        &format!(
            "{}{}{acts}---\n# ",
            entry("approbations", "pilote"),
            entry("validations", "directrice")
        ),
        1,
    )
}

#[test]
fn example_15_a_superseded_version_leaves_on_the_day_of_the_next() {
    let mut repository = Repository::new("");
    repository.put(
        "documents/MO/MO-00391-V02.md",
        &signed(
            "MO-00391-V02",
            "remplace: MO-00391-V01\nmotif: x\n",
            "application: 2026-08-25\n",
        ),
    );
    repository.put(
        "documents/MO/MO-00391-V03.md",
        &signed(
            "MO-00391-V03",
            "remplace: MO-00391-V02\nmotif: x\n",
            "application: 2026-09-01\n",
        ),
    );
    assert!(crate::retention::items(&repository.corpus("2026-08-31")).is_empty());
    let corpus = repository.corpus("2026-09-01");
    let items = crate::retention::items(&corpus);
    assert_eq!(items.len(), 1);
    assert_eq!(
        repository.says("MO-00391-V02", "2026-09-01"),
        "due 2026-08-31 - 2026-09-01"
    );
    assert_eq!(items[0].state.condition.as_str(), "publication");
    assert_eq!(
        items[0].state.destroy_by,
        Some(super::sandbox::day("2026-09-01"))
    );
}

#[test]
fn a_withdrawn_version_leaves_the_day_after_its_withdrawal() {
    let mut repository = Repository::new("");
    let withdrawn = "application: 2026-08-25\nretrait: {date: 2026-09-01, acteur: directrice, motif: Sans objet}\n";
    repository.put(
        "documents/MO/MO-00391-V01.md",
        &signed("MO-00391-V01", "", withdrawn),
    );
    assert_eq!(
        repository.says("MO-00391-V01", "2026-09-02"),
        "due 2026-09-01 - 2026-09-02"
    );
    let corpus = repository.corpus("2026-09-02");
    let item = &crate::retention::items(&corpus)[0];
    let told = crate::retention::words::rule(item, corpus.policy());
    let told = told.render(crate::text::Lang::Fr);
    assert!(told.contains("retiré le 01/09/2026"), "{told}");
}

#[test]
fn example_16_six_months_from_the_31st_end_with_february() {
    assert_eq!(
        one(["6 mois", "pas d'archivage", FREE], "2025-08-31", "")
            .says("AD-2023-001", "2025-09-01"),
        "active 2026-02-28 - 2026-03-01"
    );
}
