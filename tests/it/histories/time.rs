//! H. Declared time: days, zones, clocks that were turned.

use super::stage::{DOCUMENT, Stage};

/// Wherever the reader sits.
const PLACES: [[(&str, &str); 2]; 4] = [
    [("TZ", "UTC"), ("LANG", "C.UTF-8")],
    [("TZ", "Asia/Tokyo"), ("LANG", "fr_FR.UTF-8")],
    [("TZ", "America/Los_Angeles"), ("LANG", "en_US.UTF-8")],
    [("TZ", "/n/existe/pas"), ("LANG", "xx_XX")],
];

/// The mandate of the director ends on this day.
fn until(stage: &Stage, day: &str) {
    stage.change(
        "acteurs/directrice.md",
        "du: 2024-01-01}\ncles",
        &format!("du: 2024-01-01, au: {day}}}\ncles"),
    );
    stage.commit_as("admin", "Fin de mandat prévue");
}

#[test]
fn the_last_day_of_a_mandate_is_the_service_s_wherever_one_reads() {
    for (time, exit) in [
        ("2026-11-30T22:50:00Z", 0), // ten to midnight in Paris
        ("2026-11-30T23:10:00Z", 1), // ten past midnight there, the month not over in London
    ] {
        let stage = Stage::approved();
        until(&stage, "2026-11-30");
        stage.clock(time);
        stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
        for place in PLACES {
            let verdict = stage.verify_with(&[], &place);
            assert_eq!(verdict.exit, exit, "{time} {place:?} {verdict}");
            assert_eq!(
                verdict.errors(),
                if exit == 1 { vec!["A204"] } else { vec![] }
            );
        }
    }
}

#[test]
fn the_first_day_of_a_mandate_is_the_service_s_too() {
    for (time, exit) in [("2026-11-30T22:50:00Z", 1), ("2026-11-30T23:10:00Z", 0)] {
        let stage = Stage::approved();
        stage.change(
            "acteurs/directrice.md",
            "du: 2024-01-01}\ncles",
            "du: 2026-12-01}\ncles",
        );
        stage.commit_as("admin", "Mandat à venir");
        stage.clock(time);
        stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
        for place in PLACES {
            assert_eq!(
                stage.verify_with(&[], &place).exit,
                exit,
                "{time} {place:?}"
            );
        }
    }
}

#[test]
fn the_answer_is_the_same_bytes_in_every_place() {
    let stage = Stage::in_force();
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    stage.plain("Correction");
    let answers: Vec<String> = PLACES
        .iter()
        .map(|place| {
            let place = [&place[..], &[("QMS_LANG", "fr")]].concat();
            stage.verify_with(&[], &place).json.to_string()
        })
        .collect();
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:#?}"
    );
    assert!(answers[0].contains("il modifie"), "{}", answers[0]);
}

#[test]
fn an_act_more_than_ten_minutes_before_its_parent_is_not_believed() {
    for (minutes, exit) in [(-12, 1), (-8, 0)] {
        let stage = Stage::approved();
        stage.later(minutes - 1);
        stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
        stage.later(60);
        let verdict = stage.verify();
        assert_eq!(verdict.exit, exit, "{verdict}");
        assert_eq!(
            verdict.errors(),
            if exit == 1 { vec!["G206"] } else { vec![] }
        );
    }
}

#[test]
fn a_register_change_more_than_ten_minutes_before_its_parent_is_not_believed() {
    for (minutes, exit) in [(-12, 1), (-8, 0)] {
        let stage = Stage::approved();
        stage.later(minutes - 1);
        stage.change("acteurs/agent.md", "nom: agent", "nom: Agente");
        stage.commit_as("admin", "Nom");
        stage.later(60);
        let verdict = stage.verify();
        assert_eq!(
            (verdict.exit, verdict.errors().len()),
            (exit, usize::try_from(exit).expect("small")),
            "{verdict}"
        );
    }
}

#[test]
fn a_draft_may_be_dated_as_its_author_s_clock_is() {
    let stage = Stage::in_force();
    stage.later(-500);
    stage.write("notes.txt", "note\n");
    stage.plain("Une note d'hier");
    stage.later(1000);
    stage.verify().conforms();
}

#[test]
fn an_act_in_the_future_is_a_warning_and_dates_nothing_for_others() {
    let stage = Stage::approved();
    until(&stage, "2026-11-30");
    stage.clock("2027-06-01T12:00:00Z");
    stage.change("acteurs/agent.md", "nom: agent", "nom: Agente");
    stage.commit_as("admin", "Nom");
    stage.clock("2026-11-21T14:00:00Z");
    stage.verify().warns(&["G206"]);
    // The mandate has not ended because somebody's clock runs ahead.
    stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
    stage.verify().warns(&["G206"]);
    assert_eq!(stage.verify().valid_acts().len(), 2);
}

#[test]
fn a_planned_end_is_not_passed_by_a_clock_turned_back() {
    let stage = Stage::approved();
    until(&stage, "2026-11-30");
    stage.clock("2026-12-02T12:00:00Z");
    stage.change("acteurs/agent.md", "nom: agent", "nom: Agente");
    stage.commit_as("admin", "Nom");
    // Within the ten minutes of its parent nothing is gained; before them G206 says so too.
    stage.clock("2026-11-30T12:00:00Z");
    stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
    stage.clock("2026-12-02T13:00:00Z");
    let verdict = stage.verify();
    assert!(verdict.errors().contains(&"A204"), "{verdict}");
    assert!(verdict.errors().contains(&"G206"), "{verdict}");
}

#[test]
fn the_zone_that_a_commit_names_moves_no_day() {
    let stage = Stage::approved();
    until(&stage, "2026-11-21");
    stage.clock("2026-11-21T20:00:00Z");
    stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
    stage.verify().conforms();
    let text = String::from_utf8(stage.payload()).expect("text");
    for zone in [" +1400\n", " -1200\n", " +0000\n"] {
        stage.put_signed("directrice", text.replace(" +0100\n", zone).as_bytes());
        stage.verify().conforms();
    }
}

#[test]
fn the_author_s_date_says_nothing() {
    let stage = Stage::approved();
    until(&stage, "2026-11-21");
    stage.clock("2026-11-23T12:00:00Z");
    stage.later(1);
    stage.enter(DOCUMENT, "validations", "directrice", "directrice");
    let message = stage.statement("validate", DOCUMENT, "directrice", "directrice");
    stage.git(&["add", "-A"]);
    stage.git_as(
        "directrice",
        &[
            "commit",
            "-q",
            "-S",
            "--date=2026-11-21T12:00:00Z",
            "-m",
            &message,
        ],
    );
    let verdict = stage.verify();
    assert!(verdict.errors().contains(&"A204"), "{verdict}");
}

#[test]
fn dates_out_of_all_measure_stop_nothing() {
    let stage = Stage::approved();
    let text = {
        stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
        String::from_utf8(stage.payload()).expect("text")
    };
    let date = text
        .lines()
        .find(|line| line.starts_with("committer "))
        .expect("one")
        .split(' ')
        .nth_back(1)
        .expect("a date")
        .to_owned();
    for odd in [
        "99999999999",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999999999999999",
        "-1",
        "0",
        "1e9",
        "",
    ] {
        stage.put_signed(
            "directrice",
            text.replace(&format!(" {date} "), &format!(" {odd} "))
                .as_bytes(),
        );
        let ended = stage.qms("agent", &["verify", "--format", "json"]);
        assert!([0, 1].contains(&ended.code), "{odd} {ended:?}");
        if ended.code == 0 {
            assert!(ended.out.contains("G206"), "{odd} {}", ended.out);
        }
    }
}

#[test]
fn an_effective_date_lies_not_before_the_act() {
    let stage = Stage::approved();
    stage.later(1);
    stage.enter(DOCUMENT, "validations", "directrice", "directrice");
    stage.change(
        DOCUMENT,
        "application: 2026-11-21",
        "application: 2026-11-20",
    );
    let message = stage.statement("validate", DOCUMENT, "directrice", "directrice");
    stage.commit_as("directrice", &message);
    stage.verify().refused(&["A210"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.done(
        "directrice",
        &["validate", "PR-01", "--effective", "2026-12-01"],
    );
    stage.verify().conforms();
}

#[test]
fn a_verification_has_no_other_day_than_today() {
    let stage = Stage::in_force();
    assert_eq!(
        stage
            .qms("agent", &["verify", "--as-of", "2026-11-21"])
            .code,
        2
    );
    for act in [
        &["approve", "PR-01"][..],
        &["withdraw", "PR-01", "--reason", "x"],
    ] {
        assert_eq!(
            stage
                .qms("directrice", &[&["--as-of", "2026-11-21"], act].concat())
                .code,
            2
        );
    }
}
