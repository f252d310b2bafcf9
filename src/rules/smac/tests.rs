//! The faces of each rule that its page does not show. The day asked is 21 November 2026.

use crate::rules::examples::{judged, remedies};

const ANSWER: &str = "reponse: {date: 2026-10-14, acteur: pilote-paped, canal: courrier}\n";
const ANALYSIS: &str = "analyse: {date: 2026-10-20, acteur: pilote-paped}\n";
const NO_ACTION: &str = "sans-action: erreur isolée\n";

/// What a rule says of a ticket received on a day.
fn ticket(rule: &str, kind: &str, received: &str, more: &str) -> String {
    said(rule, kind, received, more, "organisation: Service\n")
}

fn said(rule: &str, kind: &str, received: &str, more: &str, policy: &str) -> String {
    let text = format!(
        "---\ncode: {kind}-2026-0001\ntitre: Essai\nrecu: {received}\ncanal: courrier\nprocessus: PAPED\n{more}---\n"
    );
    let path = format!("smac/2026/{kind}-2026-0001.md");
    judged(rule, &[("qms.yaml", policy), (&path, &text)]).join(" / ")
}

fn action(more: &str) -> String {
    format!("actions:\n  - {{id: A1, intitule: x, responsable: agent-paped, {more}}}\n")
}

#[test]
fn a_complaint_is_late_the_day_after_its_last_day_and_not_before() {
    // Received on the 6th, due on the 21st.
    assert_eq!(ticket("S101", "RE", "2026-11-06", ""), "");
    assert_eq!(
        ticket("S101", "RE", "2026-11-05", ""),
        "`RE-2026-0001` is not answered: its answer was due on 2026-11-20"
    );
    // An answer that is still to come does not count; one that came late does.
    let to_come = "reponse: {date: 2026-11-30, acteur: pilote-paped, canal: courrier}\n";
    assert_ne!(ticket("S101", "RE", "2026-10-05", to_come), "");
    let late = "reponse: {date: 2026-11-19, acteur: pilote-paped, canal: courrier}\n";
    assert_eq!(ticket("S101", "RE", "2026-10-05", late), "");
    // A nonconformity asks for no answer, and a closed complaint is the matter of S103.
    assert_eq!(ticket("S101", "NC", "2026-10-05", ""), "");
    assert_eq!(
        ticket("S101", "RE", "2026-10-05", "clos-le: 2026-11-01\n"),
        ""
    );
}

#[test]
fn the_calendar_of_the_organisation_says_when_a_complaint_is_late() {
    let due = |policy: &str| said("S101", "RE", "2026-10-30", "", policy);
    assert!(due("organisation: Service\n").ends_with("2026-11-14"));
    // 14 November 2026 is a Saturday.
    assert!(due("calendrier: {report: jour-ouvre-suivant}\n").ends_with("2026-11-16"));
    // 11 November is a holiday.
    assert!(due("tickets: {RE: {reponse: 10 jours ouvrés}}\n").ends_with("2026-11-16"));
    assert_eq!(due("tickets: {RE: {reponse: 15 jours ouvrés}}\n"), "");
}

#[test]
fn notice_is_given_a_week_before_and_until_the_very_day() {
    assert_eq!(ticket("S102", "RE", "2026-11-05", ""), "");
    assert!(ticket("S102", "RE", "2026-11-06", "").ends_with("2026-11-21"));
    assert!(ticket("S102", "RE", "2026-11-13", "").ends_with("2026-11-28"));
    assert_eq!(ticket("S102", "RE", "2026-11-14", ""), "");
    let due = |day: &str| {
        let action = action(&format!("nature: corrective, echeance: {day}"));
        ticket("S102", "NC", "2026-10-05", &action)
    };
    assert_eq!(
        due("2026-11-25"),
        "action `A1` of `NC-2026-0001` is due on 2026-11-25"
    );
    assert_eq!(due("2026-11-20"), "");
    let done = action("nature: corrective, echeance: 2026-08-30, realisee: 2026-08-25");
    assert_eq!(
        ticket("S102", "NC", "2026-08-05", &done),
        "the effectiveness of action `A1` of `NC-2026-0001` is to be judged by 2026-11-25"
    );
}

#[test]
fn a_ticket_is_judged_on_the_day_it_was_closed() {
    let closed = |rule: &str, kind: &str, more: &str| {
        let more = format!("{more}clos-le: 2026-10-22\n");
        ticket(rule, kind, "2026-10-05", &more)
    };
    let whole = format!("{ANSWER}{ANALYSIS}{NO_ACTION}");
    for rule in ["S103", "S104", "S105"] {
        assert_eq!(closed(rule, "RE", &whole), "", "{rule}");
        assert_ne!(closed(rule, "RE", ""), "", "{rule}");
        // What is to be closed later is still open.
        assert_eq!(
            ticket(rule, "RE", "2026-10-05", "clos-le: 2026-12-01\n"),
            "",
            "{rule}"
        );
    }
    // What came after the closing came too late.
    for (rule, late) in [
        (
            "S103",
            "reponse: {date: 2026-10-23, acteur: pilote-paped, canal: courrier}\n",
        ),
        (
            "S104",
            "analyse: {date: 2026-10-23, acteur: pilote-paped}\n",
        ),
    ] {
        assert_ne!(closed(rule, "RE", late), "", "{rule}");
    }
    assert_eq!(closed("S103", "NC", ""), "");
    assert_eq!(
        closed(
            "S105",
            "NC",
            &action("nature: corrective, realisee: 2026-10-23")
        ),
        "`NC-2026-0001` was closed on 2026-10-22 while its action `A1` was not done"
    );
    assert_eq!(
        closed(
            "S105",
            "NC",
            &action("nature: corrective, realisee: 2026-10-22")
        ),
        ""
    );
}

#[test]
fn an_action_is_followed_until_it_is_done_and_not_found_ineffective() {
    let late = |more: &str| {
        let action = action(&format!("nature: corrective, echeance: 2026-11-20{more}"));
        ticket("S106", "NC", "2026-10-05", &action)
    };
    assert_eq!(
        late(""),
        "action `A1` of `NC-2026-0001` was due on 2026-11-20 and is not done"
    );
    assert_eq!(late(", realisee: 2026-11-21"), "");
    assert_ne!(late(", realisee: 2026-11-22"), "");
    let failed = ", realisee: 2026-10-10, efficacite: {date: 2026-11-02, acteur: pilote-paped, conclusion: inefficace}";
    assert_ne!(late(failed), "");
    let on_the_day = action("nature: corrective, echeance: 2026-11-21");
    assert_eq!(ticket("S106", "NC", "2026-10-05", &on_the_day), "");
}

#[test]
fn an_action_left_behind_at_the_closing_is_told_once() {
    let left = action("nature: corrective, echeance: 2026-10-15") + "clos-le: 2026-10-22\n";
    assert_eq!(ticket("S106", "NC", "2026-10-05", &left), "");
    assert_ne!(ticket("S105", "NC", "2026-10-05", &left), "");
    let reopened = action(
        "nature: corrective, echeance: 2026-10-15, realisee: 2026-10-15, efficacite: {date: 2026-11-02, acteur: pilote-paped, conclusion: inefficace}",
    ) + "clos-le: 2026-10-22\n";
    assert_ne!(ticket("S106", "NC", "2026-10-05", &reopened), "");
    assert_eq!(ticket("S105", "NC", "2026-10-05", &reopened), "");
}

#[test]
fn only_a_corrective_action_waits_for_a_judgement_and_a_closed_ticket_counts() {
    let done = |nature: &str, day: &str, more: &str| {
        let action = action(&format!("nature: {nature}, realisee: {day}{more}"));
        ticket("S107", "NC", "2026-05-05", &action)
    };
    assert_eq!(
        done("corrective", "2026-08-20", ""),
        "the effectiveness of action `A1` of `NC-2026-0001` was to be judged by 2026-11-20"
    );
    assert_eq!(done("corrective", "2026-08-21", ""), "");
    assert_eq!(done("correction", "2026-06-20", ""), "");
    assert_eq!(done("preventive", "2026-06-20", ""), "");
    let judged = ", efficacite: {date: 2026-09-20, acteur: pilote-paped, conclusion: efficace}";
    assert_eq!(done("corrective", "2026-06-20", judged), "");
    let closed = action("nature: corrective, realisee: 2026-06-20") + "clos-le: 2026-07-01\n";
    assert_ne!(ticket("S107", "NC", "2026-05-05", &closed), "");
}

#[test]
fn the_remedy_of_a_ticket_closed_too_early_names_every_command() {
    let done = action("nature: corrective, realisee: 2026-05-20");
    let late = action("nature: corrective, realisee: 2026-06-02");
    for (rule, more, between) in [
        ("S103", "", "puis `qms smac answer RE-2026-0001`, "),
        (
            "S103",
            "reponse: {date: 2026-06-02, acteur: pilote-paped}\n",
            "",
        ),
        (
            "S104",
            "",
            "puis `qms smac analyse RE-2026-0001 --cause \"…\"`, ",
        ),
        (
            "S105",
            "",
            "puis `qms smac analyse RE-2026-0001 --no-action \"…\"` ou `qms smac act RE-2026-0001`, ",
        ),
        (
            "S105",
            &action("nature: corrective"),
            "puis `qms smac done RE-2026-0001 A1 --evidence \"…\"`, ",
        ),
        ("S105", &late, ""),
        (
            "S107",
            &done,
            "puis `qms smac judge RE-2026-0001 A1 --effective oui|non`, ",
        ),
    ] {
        let text = format!(
            "---\ncode: RE-2026-0001\ntitre: Essai\nrecu: 2026-05-05\ncanal: courrier\nprocessus: PAPED\n{more}clos-le: 2026-06-01\n---\n"
        );
        let said = remedies(rule, &[("smac/2026/RE-2026-0001.md", &text)]);
        let whole = format!(
            "`qms smac reopen RE-2026-0001 --reason \"…\"`, {between}puis `qms smac close RE-2026-0001`"
        );
        assert_eq!(said, [whole], "{rule}");
    }
}

#[test]
fn the_measures_of_an_audit_report_are_followed_as_well() {
    let report = |rule: &str, measure: &str| {
        let text = format!(
            "---\ncode: RA-2026-001\ntitre: Audit\ndate: 2026-04-10\nprocessus: PAPED\nmesures:\n  - {{intitule: x, nature: corrective, responsable: agent-paped, {measure}}}\n---\n"
        );
        judged(rule, &[("enregistrements/RA/RA-2026-001.md", &text)]).join(" / ")
    };
    assert_eq!(
        report("S106", "echeance: 2026-09-01"),
        "action 1 of `RA-2026-001` was due on 2026-09-01 and is not done"
    );
    assert_eq!(
        report("S107", "echeance: 2026-06-01, realisee: 2026-06-01"),
        "the effectiveness of action 1 of `RA-2026-001` was to be judged by 2026-09-01"
    );
    assert_ne!(report("S102", "echeance: 2026-11-22"), "");
}

#[test]
fn a_ticket_that_came_in_later_is_not_known_yet() {
    let late = action("nature: corrective, echeance: 2026-01-01");
    assert_eq!(ticket("S106", "NC", "2026-11-22", &late), "");
}
