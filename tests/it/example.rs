//! What the example keeps, on its day: every record and ticket with its stage and its days.
//!
//! The days below are computed by hand from the terms of the ten series and the dates of the files:
//! `3 ans` and `1 an` from the date of the record; twelve newer minutes; the end of the measures;
//! 31 December three years after the closing. They are not copied from an answer.

use crate::sandbox::json;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Code, stage, counted from, filed until, archived until, may be destroyed from, must be by.
type Line = [&'static str; 7];

/// « 3 ans », then « 1 an ». A hold takes the first day away; its release gives the day after it.
#[rustfmt::skip]
const YEARS: [Line; 9] = [
    ["PML-2022-001", "due",      "2022-02-10", "2025-02-10", "2026-02-10", "2026-02-11", ""],
    ["PML-2023-001", "archived", "2023-03-14", "2026-03-14", "2027-03-14", "2027-03-15", ""],
    // From a 29 February: the last day of February where there is none.
    ["PML-2024-001", "active",   "2024-02-29", "2027-02-28", "2028-02-29", "2028-03-01", ""],
    ["AD-2022-001",  "held",     "2022-06-14", "2025-06-14", "2026-06-14", "",           ""],
    ["AD-2023-001",  "archived", "2023-06-15", "2026-06-15", "2027-06-15", "2027-06-16", ""],
    ["AD-2025-001",  "active",   "2025-06-17", "2028-06-17", "2029-06-17", "2029-06-18", ""],
    ["CR-2022-001",  "due",      "2022-03-22", "2025-03-22", "2026-03-22", "2026-03-23", ""],
    ["CR-2023-001",  "archived", "2023-03-21", "2026-03-21", "2027-03-21", "2027-03-22", ""],
    ["CR-2025-001",  "active",   "2025-03-25", "2028-03-25", "2029-03-25", "2029-03-26", ""],
];

/// « 12 comptes rendus », then « 1 an »: the thirteenth lets the first go, the fourteenth the
/// second. The erratum stands with what it corrects, and is not counted beside it.
#[rustfmt::skip]
const WINDOW: [Line; 15] = [
    ["CR-2025-002", "archived", "2025-09-09", "2026-09-08", "2027-09-08", "2027-09-09", ""],
    ["CR-2025-003", "archived", "2025-10-14", "2026-10-13", "2027-10-13", "2027-10-14", ""],
    ["CR-2025-004", "waiting",  "2025-11-18", "",           "",           "",           ""],
    ["CR-2025-005", "waiting",  "2025-12-09", "",           "",           "",           ""],
    ["CR-2026-001", "waiting",  "2026-01-13", "",           "",           "",           ""],
    ["CR-2026-002", "waiting",  "2026-02-10", "",           "",           "",           ""],
    ["CR-2026-003", "waiting",  "2026-03-10", "",           "",           "",           ""],
    ["CR-2026-004", "waiting",  "2026-04-14", "",           "",           "",           ""],
    ["CR-2026-005", "waiting",  "2026-05-12", "",           "",           "",           ""],
    ["CR-2026-006", "waiting",  "2026-05-19", "",           "",           "",           ""],
    ["CR-2026-007", "waiting",  "2026-06-09", "",           "",           "",           ""],
    ["CR-2026-008", "waiting",  "2026-07-07", "",           "",           "",           ""],
    ["CR-2026-009", "waiting",  "2026-08-25", "",           "",           "",           ""],
    ["CR-2026-010", "waiting",  "2026-09-08", "",           "",           "",           ""],
    ["CR-2026-011", "waiting",  "2026-10-13", "",           "",           "",           ""],
];

/// « année en cours », then what management control says: no day is counted after the year's last.
#[rustfmt::skip]
const BOARDS: [Line; 3] = [
    ["E-2025-0001", "elsewhere", "2025-12-31", "2025-12-31", "", "", ""],
    ["E-2026-0001", "active",    "2026-03-31", "2026-12-31", "", "", ""],
    ["E-2026-0002", "active",    "2026-06-30", "2026-12-31", "", "", ""],
];

/// The end of the measures, then « 3 ans ».
#[rustfmt::skip]
const AUDITS: [Line; 3] = [
    // No measure: its own day. Held until 2026-09-30, later than its last day.
    ["RA-2023-001", "due",      "2023-05-16", "2023-05-16", "2026-05-16", "2026-10-01", ""],
    ["RA-2025-001", "archived", "2025-04-10", "2026-02-27", "2029-02-27", "2029-02-28", ""],
    ["RA-2026-001", "waiting",  "2026-04-21", "",           "",           "",           ""],
];

/// « année en cours + 3 ans » of the closing, no archive; a month more, for the CNIL, and no longer.
#[rustfmt::skip]
const TICKETS: [Line; 11] = [
    ["NC-2022-0001", "active",  "2023-04-13", "2026-12-31", "", "2027-01-01", "2027-02-01"],
    ["NC-2024-0001", "active",  "2024-10-08", "2027-12-31", "", "2028-01-01", "2028-02-01"],
    // Received in 2025, closed in 2026: the year of the closing.
    ["NC-2025-0001", "active",  "2026-01-05", "2029-12-31", "", "2030-01-01", "2030-02-01"],
    ["NC-2026-0001", "waiting", "",           "",           "", "",           ""],
    ["PA-2023-0001", "active",  "2023-12-28", "2026-12-31", "", "2027-01-01", "2027-02-01"],
    ["PA-2024-0001", "active",  "2025-01-09", "2028-12-31", "", "2029-01-01", "2029-02-01"],
    ["RE-2023-0001", "active",  "2023-11-07", "2026-12-31", "", "2027-01-01", "2027-02-01"],
    ["RE-2024-0001", "active",  "2024-04-18", "2027-12-31", "", "2028-01-01", "2028-02-01"],
    ["RE-2025-0001", "active",  "2025-10-02", "2028-12-31", "", "2029-01-01", "2029-02-01"],
    ["RI-2023-0001", "active",  "2024-01-11", "2027-12-31", "", "2028-01-01", "2028-02-01"],
    ["RI-2025-0001", "active",  "2025-11-06", "2028-12-31", "", "2029-01-01", "2029-02-01"],
];

#[test]
fn every_record_and_ticket_of_the_example_stands_where_its_series_puts_it() {
    let answer = json(&["retention"]);
    let items = answer["items"].as_array().expect("a list");
    let found: BTreeMap<&str, [&str; 6]> = items
        .iter()
        .map(|item| {
            let text = |key: &str| item[key].as_str().unwrap_or_default();
            let days = [
                text("stage"),
                text("since"),
                text("active_until"),
                text("archived_until"),
                text("destroy_from"),
                text("destroy_by"),
            ];
            (text("code"), days)
        })
        .collect();
    let tables = [&YEARS[..], &WINDOW, &BOARDS, &AUDITS, &TICKETS];
    let expected: BTreeMap<&str, [&str; 6]> = tables
        .into_iter()
        .flatten()
        .map(|[code, days @ ..]| (*code, *days))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn every_series_of_the_example_has_records_and_every_condition_is_met() {
    let answer = json(&["retention"]);
    let items = answer["items"].as_array().expect("a list");
    let of = |key: &str| {
        let mut words: Vec<&str> = items.iter().filter_map(|item| item[key].as_str()).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cramif/registres/enregistrements");
    let mut series: Vec<String> = std::fs::read_dir(folder)
        .expect("the registers")
        .map(|entry| entry.expect("an entry").path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    series.sort_unstable();
    assert_eq!(of("series"), series);
    assert_eq!(of("condition"), ["elsewhere", "free", "transfer"]);
    let held = items.iter().find(|item| item["code"] == "AD-2022-001");
    assert_eq!(held.expect("it is kept")["hold"]["reassess"], "2027-04-02");
    let released = items.iter().find(|item| item["code"] == "RA-2023-001");
    assert_eq!(released.expect("it is kept")["hold"], Value::Null);
}

#[test]
fn what_is_to_be_handed_over_is_not_on_the_list_of_what_may_be_eliminated() {
    let codes = |arguments: &[&str]| -> Vec<String> {
        let answer = json(&[&["report", "disposals"], arguments].concat());
        let text = answer["sections"].to_string();
        let known = [
            "PML-2022-001",
            "CR-2022-001",
            "RA-2023-001",
            "AD-2022-001",
            "E-2025-0001",
        ];
        let listed = known.iter().filter(|code| text.contains(*code));
        listed.map(|code| (*code).to_owned()).collect()
    };
    assert_eq!(codes(&["--transfer"]), ["PML-2022-001"]);
    assert!(codes(&["--due"]).contains(&"CR-2022-001".to_owned()));
    assert!(!codes(&["--due"]).contains(&"AD-2022-001".to_owned()));
}

#[test]
fn the_complaints_of_the_example_were_answered_in_time_but_one() {
    let answer = json(&["smac", "list"]);
    let tickets = answer["tickets"].as_array().expect("a list");
    let complaints: Vec<(&str, &str, &str, bool)> = tickets
        .iter()
        .filter(|ticket| ticket["kind"] == "RE")
        .map(|ticket| {
            let text = |key: &str| ticket[key].as_str().unwrap_or_default();
            let late = ticket["answered_late"].as_bool().expect("yes or no");
            (text("code"), text("answer_due"), text("answered"), late)
        })
        .collect();
    // Fifteen calendar days from the reception.
    assert_eq!(
        complaints,
        [
            ("RE-2023-0001", "2023-08-02", "2023-08-22", true),
            ("RE-2024-0001", "2024-03-19", "2024-03-15", false),
            ("RE-2025-0001", "2025-05-20", "2025-05-16", false),
        ]
    );
    let open: Vec<&Value> = tickets
        .iter()
        .filter(|ticket| ticket["status"] != "closed")
        .map(|ticket| &ticket["code"])
        .collect();
    assert_eq!(open, ["NC-2026-0001"]);
}

/// The demonstration as played on a day: its folder, and what it answered.
fn demonstration(clock: &str) -> (tempfile::TempDir, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_qms"))
        .args(["demo", "demo", "--format", "json"])
        .current_dir(folder.path())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", folder.path())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("QMS_CLOCK", clock)
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(0), "{clock} {output:?}");
    let answer = serde_json::from_slice(&output.stdout).expect("JSON");
    (folder, answer)
}

#[test]
fn the_demonstration_plays_the_daily_life_and_the_end_of_life_on_any_later_day() {
    // The example's own day is played where its history is verified; here the year after, and
    // when everything has long been over.
    for clock in ["2027-12-01T10:00:00Z", "2041-01-03T22:30:00Z"] {
        let (folder, answer) = demonstration(clock);
        let steps = answer["steps"].as_array().expect("a list");
        let ended = |command: &str| {
            let step = steps.iter().rev().find(|step| step["command"] == command);
            step.and_then(|step| step["exit"].as_i64())
        };
        the_daily_life_was_played(clock, steps, &folder);
        // Too early, held, still open: refused on whatever day.
        for code in [
            "RE-2025-0001",
            "AD-2022-001",
            "NC-2026-0001",
            "PML-2022-001",
        ] {
            assert_eq!(ended(&format!("destroy {code}")), Some(1), "{clock} {code}");
        }
        for command in [
            "archive --due",
            "destroy PML-2022-001 --transfer \"récépissé 12\"",
            "destroy CR-2022-001",
            "destroy --due",
            "verify --full",
        ] {
            assert_eq!(ended(command), Some(0), "{clock} {command}");
        }
        let stands = |path: &str| folder.path().join("demo/depot").join(path).is_file();
        for (path, kept) in [
            ("enregistrements/PML/PML-2022-001.md", false),
            ("enregistrements/CR/CR-2022-001.md", false),
            ("enregistrements/RA/RA-2023-001.md", false),
            ("enregistrements/AD/AD-2022-001.md", true),
            ("smac/2025/RE-2025-0001.md", true),
            ("smac/2026/NC-2026-0001.md", true),
        ] {
            assert_eq!(stands(path), kept, "{clock} {path}");
        }
    }
}

/// What the tickets of the stage's own year have become.
fn the_daily_life_was_played(clock: &str, steps: &[Value], folder: &tempfile::TempDir) {
    let ended = |start: &str| -> Vec<i64> {
        let said = |step: &&Value| {
            let command = step["command"].as_str();
            command.is_some_and(|command| command.starts_with(start))
        };
        let exits = steps.iter().filter(said).map(|step| step["exit"].as_i64());
        exits.flatten().collect()
    };
    for (start, exits) in [
        // A title with a telephone number, then one without.
        ("smac open RE", &[1, 0, 0][..]),
        ("smac open NC", &[0]),
        // Before its action is done; then a complaint, the late one, the non-conformity.
        ("smac close", &[1, 0, 0, 0]),
        ("smac judge", &[0]),
        ("watch log", &[0]),
        ("indicator set", &[0]),
        ("ack MO-391 --sheet", &[0]),
        ("report activity --year", &[0]),
    ] {
        assert_eq!(ended(start), exits, "{clock} {start}");
    }
    assert_eq!(steps.last().expect("a step")["command"], "verify --full");
    let output = Command::new(env!("CARGO_BIN_EXE_qms"))
        .args(["smac", "list", "--format", "json"])
        .current_dir(folder.path().join("demo/depot"))
        .env_clear()
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("QMS_CLOCK", clock)
        .output()
        .expect("the binary runs");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let tickets = answer["tickets"].as_array().expect("a list");
    // Those of the example have their own years.
    let played: Vec<(String, bool)> = tickets
        .iter()
        .filter(|ticket| ticket["received"].as_str() > Some("2026-09"))
        .map(|ticket| {
            let kind = ticket["kind"].as_str().unwrap_or_default();
            let status = ticket["status"].as_str().unwrap_or_default();
            let late = ticket["answered_late"].as_bool().expect("yes or no");
            (format!("{kind} {status}"), late)
        })
        .collect();
    let expected = [
        ("NC closed", false),
        ("RE closed", false),
        ("RE closed", true),
    ];
    assert_eq!(
        played,
        expected.map(|(what, late)| (what.to_owned(), late)),
        "{clock}"
    );
}
