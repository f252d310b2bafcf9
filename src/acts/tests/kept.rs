//! Records and tickets from their first day to their certificate.

use crate::history::tests::sandbox::Sandbox;
use crate::model::act::{ActKind, Statement};
use crate::parse::{digest, trailers};

const RECORD: &str = "enregistrements/AD/AD-2023-001.md";
const TICKET: &str = "smac/2022/NC-2022-0001.md";

fn series(sandbox: &Sandbox, slug: &str, cells: [&str; 3]) {
    let [filing, archiving, fate] = cells;
    sandbox.write(
        &format!("registres/enregistrements/{slug}.md"),
        &format!("---\nlibelle: Série\nsection: A\nclassement: {{responsable: Pilote, duree: {filing}}}\narchivage: {{duree: {archiving}}}\ndestruction: {fate}\n---\n"),
    );
}

fn record(code: &str, date: &str, more: &str) -> String {
    format!(
        "---\ncode: {code}\ntitre: Auto-diagnostic\ndate: {date}\nprocessus: PAPED\n{more}---\n# Auto-diagnostic\n\nConforme.\n"
    )
}

fn ticket(more: &str) -> String {
    format!(
        "---\ncode: NC-2022-0001\ntitre: Écart de saisie\nrecu: 2022-02-01\ncanal: interne\nprocessus: PAPED\n{more}---\n# Écart\n\nUne saisie manquait.\n"
    )
}

/// A repository with a series of three years and one, and another for tickets.
fn kept() -> Sandbox {
    let sandbox = Sandbox::new();
    series(
        &sandbox,
        "autodiagnostic",
        ["3 ans", "1 an", "sans conditions"],
    );
    series(
        &sandbox,
        "fiche-de-non-conformite",
        [
            "année en cours + 3 ans",
            "pas d'archivage",
            "sans conditions",
        ],
    );
    sandbox.signed("admin", "Séries");
    sandbox
}

fn with_record(date: &str) -> Sandbox {
    let sandbox = kept();
    sandbox.write(RECORD, &record("AD-2023-001", date, ""));
    sandbox.plain("AD-2023-001");
    sandbox
        .qms("pilote-paped", &["close", "AD-2023-001"])
        .done();
    sandbox
}

fn verified(sandbox: &Sandbox) {
    let said = sandbox.qms("agent", &["verify", "--full"]).done();
    assert!(said.starts_with("conforming"), "{said}");
    sandbox.git(&["fsck", "--strict", "--no-dangling"]);
}

#[test]
fn a_record_is_closed_archived_and_destroyed_each_in_its_time() {
    // The sandbox begins on 21 November 2026.
    let sandbox = with_record("2023-11-22");
    assert!(sandbox.read(RECORD).contains("\nclos-le: 2026-11-21\n"));
    sandbox
        .qms("pilote-paped", &["close", "AD-2023-001"])
        .refused(1, "R107");
    let early = sandbox
        .qms(
            "pilote-paped",
            &["--format", "json", "archive", "AD-2023-1"],
        )
        .refused(1, "R103");
    assert!(early.contains("\"first_date\": \"2026-11-23\""), "{early}");
    sandbox.set_clock(2);
    sandbox.qms("pilote-paped", &["archive", "--due"]).done();
    assert!(sandbox.read(RECORD).contains("\narchive-le: 2026-11-23\n"));
    sandbox
        .qms("pilote-paped", &["archive", "AD-2023-001"])
        .refused(1, "archived on");
    let early = sandbox
        .qms(
            "pilote-paped",
            &["--format", "json", "destroy", "AD-2023-001"],
        )
        .refused(1, "R105");
    assert!(early.contains("\"first_date\": \"2027-11-23\""), "{early}");
    sandbox.set_clock(367);
    sandbox
        .qms("pilote-smir", &["destroy", "AD-2023-001"])
        .refused(1, "A204");
    let said = sandbox.qms("pilote-paped", &["destroy", "--due"]).done();
    assert!(said.contains("Destruction de AD-2023-001"), "{said}");
    assert!(!sandbox.root.join(RECORD).exists());
    let certificate = sandbox.read("registres/destructions/2027/DEST-2027-0001.md");
    for line in [
        "chemin: enregistrements/AD/AD-2023-001.md",
        "serie: autodiagnostic",
        "date: 2023-11-22",
        "echeance: 2027-11-23",
        "condition: libre",
    ] {
        assert!(certificate.contains(line), "{line}: {certificate}");
    }
    let all = sandbox
        .qms("agent", &["--format", "json", "retention", "--all"])
        .done();
    assert!(all.contains("\"stage\": \"destroyed\""), "{all}");
    verified(&sandbox);
}

#[test]
fn a_hold_suspends_destruction_until_the_day_after_its_release() {
    let sandbox = with_record("2022-01-10");
    sandbox
        .qms("agent", &["hold", "AD-2023-001", "--reason", "Contentieux"])
        .refused(1, "A204");
    sandbox
        .qms(
            "pilote-paped",
            &["hold", "AD-2023-001", "--reason", "Contentieux"],
        )
        .done();
    assert!(sandbox.read(RECORD).contains(
        "gel:\n  - {depuis: 2026-11-21, acteur: pilote-paped, motif: Contentieux, reevaluation: 2027-11-21}\n"
    ));
    // Prolonged: held once more, until another reassessment.
    sandbox
        .qms(
            "pilote-paped",
            &[
                "hold",
                "AD-2023-001",
                "--reason",
                "Appel",
                "--reassess",
                "2028-11-21",
            ],
        )
        .done();
    let held = sandbox
        .qms(
            "pilote-paped",
            &["--format", "json", "destroy", "AD-2023-001"],
        )
        .refused(1, "Contentieux");
    assert!(held.contains("\"first_date\": null"), "{held}");
    let said = sandbox.qms("pilote-paped", &["destroy", "--due"]);
    assert!(
        said.0.stderr.contains("`AD-2023-001` stays: it is held"),
        "{}",
        said.0.stderr
    );
    said.done();
    sandbox.next_day();
    let said = sandbox
        .qms("pilote-paped", &["hold", "--lift", "AD-2023-001"])
        .done();
    assert!(said.contains("Levée du gel de AD-2023-001"), "{said}");
    let early = sandbox
        .qms(
            "pilote-paped",
            &["--format", "json", "destroy", "AD-2023-001"],
        )
        .refused(1, "R105");
    assert!(early.contains("\"first_date\": \"2026-11-23\""), "{early}");
    sandbox.next_day();
    sandbox
        .qms("pilote-paped", &["destroy", "AD-2023-001"])
        .done();
    verified(&sandbox);
}

#[test]
fn a_ticket_is_closed_once_analysed_and_acted_on_and_leaves_after_its_years() {
    let sandbox = kept();
    let close = |text: &str| {
        sandbox.write(TICKET, &ticket(text));
        sandbox.plain("NC-2022-0001");
        sandbox.qms("pilote-paped", &["close", "NC-2022-0001"])
    };
    let open = sandbox.qms("pilote-paped", &["destroy", "NC-2022-0001"]);
    open.refused(2, "NC-2022-0001");
    close("").refused(1, "S104");
    sandbox
        .qms("pilote-paped", &["destroy", "NC-2022-0001"])
        .refused(1, "clos-le");
    let analysed = "analyse: {date: 2022-02-10, acteur: agent}\n";
    close(analysed).refused(1, "S105");
    let action = "actions:\n  - {nature: corrective, intitule: Relire}\n";
    close(&format!("{analysed}{action}")).refused(1, "S105");
    close(&format!("{analysed}sans-action: Erreur isolée\n")).done();
    let early = sandbox
        .qms(
            "pilote-paped",
            &["--format", "json", "destroy", "NC-2022-0001"],
        )
        .refused(1, "R105");
    assert!(early.contains("\"first_date\": \"2030-01-01\""), "{early}");
    sandbox.set_clock(1137);
    sandbox
        .qms("pilote-paped", &["destroy", "NC-2022-0001"])
        .done();
    verified(&sandbox);
}

#[test]
fn what_a_rule_asks_for_stands_on_the_certificate() {
    for (cells, visa, option, key) in [
        (
            ["1 an", "néant", "A.H. à remettre au service des archives"],
            "",
            "--transfer",
            "versement: BV-12",
        ),
        (
            ["1 an", "néant", "visa des archives"],
            "",
            "--visa",
            "visa: BV-12",
        ),
        (
            ["1 an", "néant", "sans conditions"],
            "visa: requis\n",
            "--visa",
            "visa: BV-12",
        ),
        (
            ["1 an", "information contrôle de gestion", "\"-\""],
            "",
            "--decision",
            "decision: BV-12",
        ),
    ] {
        let sandbox = kept();
        series(&sandbox, "autodiagnostic", cells);
        let path = "registres/enregistrements/autodiagnostic.md";
        let text = sandbox
            .read(path)
            .replacen("destruction:", &format!("{visa}destruction:"), 1);
        sandbox.write(path, &text);
        sandbox.signed("admin", "Série");
        sandbox.write(RECORD, &record("AD-2023-001", "2023-06-15", ""));
        sandbox.plain("AD-2023-001");
        sandbox
            .qms("pilote-paped", &["destroy", "AD-2023-001"])
            .refused(1, option);
        let said = sandbox.qms("pilote-paped", &["destroy", "--due"]);
        assert!(said.0.stderr.contains(option), "{}", said.0.stderr);
        said.done();
        sandbox
            .qms("pilote-paped", &["destroy", "AD-2023-001", option, "BV-12"])
            .done();
        let certificate = sandbox.read("registres/destructions/2026/DEST-2026-0001.md");
        assert!(certificate.contains(key), "{certificate}");
        verified(&sandbox);
    }
}

#[test]
fn an_audit_report_is_not_closed_while_the_end_of_its_measures_is_to_be_entered() {
    let sandbox = kept();
    let measures = "mesures:\n  - {nature: corrective, intitule: Relire}\n";
    sandbox.write(RECORD, &record("AD-2023-001", "2023-06-15", measures));
    sandbox.plain("AD-2023-001");
    sandbox
        .qms("pilote-paped", &["close", "AD-2023-001"])
        .refused(1, "R108");
}

/// What `qms destroy` would write, on a day that is too early.
fn forged(sandbox: &Sandbox, condition: &str) {
    let text = sandbox.read(RECORD);
    let statement = Statement {
        code: Some("AD-2023-001".to_owned()),
        digest: Some(digest::digest(text.as_bytes())),
        role: Some("pilote".to_owned()),
        certificate: Some("DEST-2026-0001".to_owned()),
        ..Statement::new(ActKind::Destroy, "pilote-paped")
    };
    let blob = digest::raw(text.as_bytes());
    sandbox.write(
        "registres/destructions/2026/DEST-2026-0001.md",
        &format!("---\ncode: DEST-2026-0001\ndate: 2026-11-21\nacteur: pilote-paped\nelements:\n  - code: AD-2023-001\n    titre: Auto-diagnostic\n    chemin: {RECORD}\n    blob: {blob}\n    echeance: 2026-11-21\n    condition: {condition}\n---\n"),
    );
    sandbox.git(&["rm", "-q", RECORD]);
    let message = format!(
        "Destruction\n\nCorps.\n\n{}",
        trailers::write(std::slice::from_ref(&statement))
    );
    sandbox.signed("pilote-paped", &message);
}

#[test]
fn a_destruction_before_its_day_is_found_whatever_its_certificate_says() {
    let sandbox = with_record("2023-06-15");
    forged(&sandbox, "libre");
    assert_eq!(sandbox.broken(), ["R105"]);
    let said = sandbox.qms("agent", &["verify"]).refused(1, "R105");
    assert!(said.contains("2027-06-16"), "{said}");
}

#[test]
fn a_series_shortened_by_one_not_entitled_lets_nothing_go() {
    let sandbox = with_record("2023-06-15");
    series(
        &sandbox,
        "autodiagnostic",
        ["1 an", "néant", "sans conditions"],
    );
    sandbox.signed("agent", "Série raccourcie");
    forged(&sandbox, "libre");
    assert_eq!(sandbox.broken(), ["R105"]);
}

#[test]
fn a_series_shortened_by_right_lets_go_what_is_then_past_its_day() {
    let sandbox = with_record("2023-06-15");
    series(
        &sandbox,
        "autodiagnostic",
        ["1 an", "néant", "sans conditions"],
    );
    sandbox.signed("admin", "Série raccourcie");
    forged(&sandbox, "libre");
    assert_eq!(sandbox.broken(), Vec::<&str>::new());
}

#[test]
fn a_certificate_without_the_receipt_that_its_series_asks_for_lets_nothing_go() {
    let sandbox = kept();
    series(
        &sandbox,
        "autodiagnostic",
        ["1 an", "néant", "versement aux archives"],
    );
    sandbox.signed("admin", "Série");
    sandbox.write(RECORD, &record("AD-2023-001", "2023-06-15", ""));
    sandbox.plain("AD-2023-001");
    forged(&sandbox, "libre");
    assert_eq!(sandbox.broken(), ["R106"]);
}

#[test]
fn a_record_taken_out_by_hand_is_told_with_the_day_it_could_leave() {
    let sandbox = with_record("2023-06-15");
    sandbox.git(&["rm", "-q", RECORD]);
    sandbox.plain("Ménage");
    let said = sandbox.qms("agent", &["verify"]).refused(1, "R105");
    assert!(said.contains("2027-06-16"), "{said}");
}

#[test]
fn a_window_is_counted_on_the_tree_before_the_act() {
    let sandbox = kept();
    series(
        &sandbox,
        "autodiagnostic",
        ["2 comptes rendus", "néant", "sans conditions"],
    );
    sandbox.signed("admin", "Série");
    sandbox.write(RECORD, &record("AD-2023-001", "2023-01-15", ""));
    for (code, date) in [("AD-2024-001", "2024-01-15"), ("AD-2025-001", "2025-01-15")] {
        sandbox.write(
            &format!("enregistrements/AD/{code}.md"),
            &record(code, date, ""),
        );
    }
    sandbox.plain("Auto-diagnostics");
    sandbox
        .qms("pilote-paped", &["destroy", "AD-2024-001"])
        .refused(1, "2 newer comptes rendus");
    forged(&sandbox, "libre");
    assert_eq!(sandbox.broken(), Vec::<&str>::new());
    // With one newer record less, the same destruction is too early.
    sandbox.git(&["reset", "-q", "--hard", "HEAD~1"]);
    sandbox.git(&["rm", "-q", "enregistrements/AD/AD-2025-001.md"]);
    sandbox.plain("Un de moins");
    forged(&sandbox, "libre");
    assert_eq!(sandbox.broken(), ["R105"]);
}

#[test]
fn whoever_signs_shorter_terms_is_told_what_falls_due_by_them() {
    let sandbox = with_record("2023-06-15");
    series(
        &sandbox,
        "autodiagnostic",
        ["2 ans", "1 an", "sans conditions"],
    );
    let said = sandbox.qms("admin", &["--format", "json", "register", "--dry-run"]);
    let words =
        "by this change `AD-2023-001` is due since 2026-06-16, where it was to be from 2027-06-16";
    assert!(said.0.stderr.contains(words), "{}", said.0.stderr);
    let json = said.done();
    assert!(json.contains("\"after\": \"2026-06-16\""), "{json}");
    // Longer terms let nothing go.
    series(
        &sandbox,
        "autodiagnostic",
        ["5 ans", "1 an", "sans conditions"],
    );
    let said = sandbox.qms("admin", &["register"]);
    assert_eq!(said.0.stderr, "");
    said.done();
}

#[test]
fn a_push_that_takes_a_record_out_before_its_time_fails_with_the_date() {
    let sandbox = with_record("2023-06-15");
    let other = "enregistrements/AD/AD-2024-001.md";
    sandbox.write(other, &record("AD-2024-001", "2024-06-15", ""));
    let before = sandbox.plain("AD-2024-001").to_string();
    sandbox.qms("agent", &["check", "--since", &before]).done();
    // Not closed yet, but published.
    sandbox.git(&["rm", "-q", other]);
    let staged = sandbox.qms("agent", &["check", "--staged"]).done();
    assert!(staged.contains("2028-06-16"), "{staged}");
    sandbox.plain("Ménage");
    let said = sandbox
        .qms("agent", &["check", "--since", &before])
        .refused(1, "R105");
    assert!(said.contains("2028-06-16"), "{said}");
    sandbox.write(other, &record("AD-2024-001", "2024-06-15", ""));
    sandbox.plain("Remis");
    // What leaves by its act is no fault, and nothing is on a day when something falls due.
    sandbox.set_clock(250);
    sandbox.qms("agent", &["check", "--since", &before]).done();
    sandbox
        .qms("pilote-paped", &["destroy", "AD-2023-001"])
        .done();
    sandbox.qms("agent", &["check", "--since", &before]).done();
    sandbox.qms("agent", &["verify"]).done();
}

#[test]
fn a_hold_that_is_never_looked_at_again_is_no_hold() {
    let held = |more: &str| {
        let sandbox = with_record("2023-06-15");
        let text = sandbox.read(RECORD);
        let statement = Statement {
            code: Some("AD-2023-001".to_owned()),
            digest: Some(digest::digest(text.as_bytes())),
            role: Some("pilote".to_owned()),
            hold: Some(crate::model::act::HoldChange::Set),
            reason: Some("Contentieux".to_owned()),
            ..Statement::new(ActKind::Hold, "pilote-paped")
        };
        let block = format!(
            "gel:\n  - {{depuis: 2026-11-21, acteur: pilote-paped, motif: Contentieux{more}}}\n---\n# "
        );
        sandbox.write(RECORD, &text.replacen("---\n# ", &block, 1));
        let message = format!(
            "Gel\n\nCorps.\n\n{}",
            trailers::write(std::slice::from_ref(&statement))
        );
        sandbox.signed("pilote-paped", &message);
        sandbox.broken()
    };
    assert_eq!(held(", reevaluation: 2027-11-21"), Vec::<&str>::new());
    assert_eq!(held(""), ["R109"]);
    // A hold of another day, or released as it is set, is not what the act says.
    assert_eq!(
        held(", reevaluation: 2027-11-21, leve: {date: 2026-11-21, acteur: pilote-paped}"),
        ["A210"]
    );
}

/// Two self-assessments past their time, and a branch beside `main`.
fn two_due() -> Sandbox {
    let sandbox = kept();
    for code in ["AD-2021-001", "AD-2021-002"] {
        let path = format!("enregistrements/AD/{code}.md");
        sandbox.write(&path, &record(code, "2021-06-15", ""));
    }
    sandbox.plain("Auto-diagnostics");
    sandbox.git(&["branch", "autre"]);
    sandbox
        .qms("pilote-paped", &["destroy", "AD-2021-001"])
        .done();
    sandbox.git(&["checkout", "-q", "autre"]);
    sandbox
}

#[test]
fn a_merge_keeps_the_certificates_of_both_its_sides_or_is_found() {
    let sandbox = two_due();
    sandbox
        .qms("pilote-paped", &["destroy", "AD-2021-002"])
        .done();
    assert!(!sandbox.try_git(&["merge", "-q", "main"]).status.success());
    sandbox.git(&["checkout", "--ours", "registres"]);
    sandbox.plain("Fusion");
    let said = sandbox.qms("agent", &["verify"]).refused(1, "A211");
    assert!(said.contains("git reset --hard @{upstream}"), "{said}");
    // Published already: the one who validates explains it.
    let merge = sandbox.tip().to_string();
    sandbox
        .qms("directrice", &["settle", &merge, "--reason", "Deux sites"])
        .done();
    sandbox.qms("agent", &["verify", "--full"]).done();
}

#[test]
fn a_certificate_takes_no_number_of_a_branch_that_was_fetched() {
    let sandbox = two_due();
    sandbox.git(&["update-ref", "refs/remotes/origin/main", "main"]);
    sandbox
        .qms("pilote-paped", &["destroy", "AD-2021-002"])
        .done();
    sandbox.git(&["merge", "-q", "--no-ff", "-m", "Fusion", "main"]);
    for number in ["0001", "0002"] {
        let path = format!("registres/destructions/2026/DEST-2026-{number}.md");
        assert!(sandbox.root.join(path).exists(), "{number}");
    }
    verified(&sandbox);
}

#[test]
fn a_clock_that_runs_ahead_lets_nothing_go_early() {
    let sandbox = with_record("2023-06-15");
    sandbox.set_clock(300);
    sandbox
        .qms("pilote-paped", &["destroy", "AD-2023-001"])
        .done();
    sandbox.set_clock(1);
    let said = sandbox.qms("agent", &["verify"]).refused(1, "R105");
    assert!(said.contains("2027-06-16"), "{said}");
}

#[test]
fn what_is_closed_or_certified_is_held_against_what_stood_before() {
    let sandbox = with_record("2021-06-15");
    let before = sandbox.tip().to_string();
    let text = sandbox.read(RECORD);
    sandbox.write(RECORD, &text.replace("Conforme.", "Non conforme."));
    sandbox
        .qms("agent", &["check", "--since", &before])
        .refused(1, "R107");
    sandbox.write(RECORD, &text.replace("clos-le: 2026-11-21\n", ""));
    sandbox
        .qms("agent", &["check", "--since", &before])
        .refused(1, "R107");
    sandbox.write(RECORD, &text);
    sandbox
        .qms("agent", &["edit", "AD-2023-001"])
        .refused(1, "R107");
    sandbox
        .qms("pilote-paped", &["destroy", "AD-2023-001"])
        .done();
    let after = sandbox.tip().to_string();
    sandbox.qms("agent", &["check", "--since", &before]).done();
    sandbox.git(&["rm", "-q", "-r", "registres/destructions"]);
    sandbox
        .qms("agent", &["check", "--since", &after])
        .refused(1, "A209");
    sandbox.git(&["reset", "-q", "--hard"]);
    sandbox.qms("agent", &["show", "AD-2023-001"]).refused(
        2,
        "was destroyed on 2026-11-21: certificate `DEST-2026-0001`",
    );
}

#[test]
fn a_series_stays_while_its_records_do_and_asks_for_less_with_a_word() {
    let sandbox = kept();
    series(
        &sandbox,
        "autodiagnostic",
        ["3 ans", "1 an", "versement aux archives"],
    );
    sandbox.signed("admin", "Série");
    sandbox.write(RECORD, &record("AD-2023-001", "2023-06-15", ""));
    sandbox.plain("AD-2023-001");
    let path = "registres/enregistrements/autodiagnostic.md";
    let text = sandbox.read(path);
    sandbox.git(&["rm", "-q", path]);
    sandbox.qms("admin", &["register"]).refused(1, "R101");
    sandbox.git(&["reset", "-q", "--hard"]);
    sandbox.write(
        path,
        &text.replace("versement aux archives", "sans conditions"),
    );
    let said = sandbox.qms("admin", &["register"]);
    let words =
        "`AD-2023-001` may leave as “without conditions”, where it was “with a transfer receipt”";
    assert!(said.0.stderr.contains(words), "{}", said.0.stderr);
    said.done();
}

#[test]
fn what_is_closed_has_happened_and_corrects_a_record() {
    let sandbox = kept();
    for (date, more, words) in [
        ("2030-01-15", "", "a day to come"),
        ("2026-01-15", "erratum-de: AD-2023-001\n", "no other record"),
        ("2026-01-15", "erratum-de: PR-01\n", "no other record"),
    ] {
        sandbox.write(RECORD, &record("AD-2023-001", date, more));
        sandbox.plain("AD-2023-001");
        sandbox
            .qms("pilote-paped", &["close", "AD-2023-001"])
            .refused(1, words);
    }
}

#[test]
fn what_is_never_filed_is_archived_from_its_first_day() {
    let sandbox = kept();
    series(
        &sandbox,
        "autodiagnostic",
        ["néant", "3 ans", "sans conditions"],
    );
    sandbox.signed("admin", "Série sans classement");
    sandbox.write(RECORD, &record("AD-2023-001", "2026-11-01", ""));
    sandbox.plain("AD-2023-001");
    sandbox.qms("pilote-paped", &["archive", "--due"]).done();
    assert!(sandbox.read(RECORD).contains("\narchive-le: 2026-11-21\n"));
    verified(&sandbox);
}

#[test]
fn reasons_that_tell_who_are_not_signed() {
    let sandbox = with_record("2022-01-10");
    let tip = sandbox.tip();
    let phone = "Recours de M. X, 06 12 34 56 78";
    for arguments in [
        &["hold", "AD-2023-001", "--reason", phone][..],
        &["destroy", "AD-2023-001", "--decision", phone],
    ] {
        let said = sandbox.qms("pilote-paped", arguments).refused(1, "P101");
        assert!(!said.contains("12 34"), "{said}");
    }
    let blank = &["hold", "AD-2023-001", "--reason", "  "];
    sandbox.qms("pilote-paped", blank).refused(1, "F008");
    assert_eq!(sandbox.tip(), tip);
}

#[test]
fn what_is_decided_elsewhere_is_held_on_the_day_of_its_release_still() {
    let sandbox = kept();
    let cells = ["1 an", "néant", "information contrôle de gestion"];
    series(&sandbox, "autodiagnostic", cells);
    sandbox.signed("admin", "Série décidée ailleurs");
    sandbox.write(RECORD, &record("AD-2023-001", "2022-01-10", ""));
    sandbox.plain("AD-2023-001");
    sandbox
        .qms("pilote-paped", &["close", "AD-2023-001"])
        .done();
    let hold = ["hold", "AD-2023-001", "--reason", "Contentieux"];
    sandbox.qms("pilote-paped", &hold).done();
    sandbox.set_clock(1);
    let lift = ["hold", "AD-2023-001", "--lift"];
    sandbox.qms("pilote-paped", &lift).done();
    let destroy = ["destroy", "AD-2023-001", "--decision", "D-12"];
    sandbox.qms("pilote-paped", &destroy).refused(1, "R105");
    sandbox.set_clock(2);
    sandbox.qms("pilote-paped", &destroy).done();
    verified(&sandbox);
}

#[test]
fn what_stays_for_another_reason_than_an_option_says_which() {
    let sandbox = kept();
    let cells = [
        "information contrôle de gestion",
        "néant",
        "sans conditions",
    ];
    series(&sandbox, "fiche-de-non-conformite", cells);
    sandbox.signed("admin", "Série décidée ailleurs");
    sandbox.write(TICKET, &ticket(""));
    sandbox.plain("NC-2022-0001");
    let arguments = ["destroy", "--due", "--decision", "D-12"];
    let said = sandbox.qms("pilote-paped", &arguments);
    let told = &said.0.stderr;
    assert!(
        told.contains("`NC-2022-0001` stays: the ticket is open"),
        "{told}"
    );
    assert!(sandbox.root.join(TICKET).exists());
}
