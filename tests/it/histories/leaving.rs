//! D. What leaves by an act leaves by nothing else, and what was closed or given stays.

use super::by_hand::{NEXT, draft};
use super::stage::{DOCUMENT, Stage};
use crate::sandbox::PROCEDURE;

#[test]
fn a_document_in_force_leaves_by_an_act_and_by_nothing_else() {
    let stage = Stage::in_force();
    stage.remove(DOCUMENT);
    let removed = stage.plain("Ménage");
    stage.verify().refused_at(&removed, &["A212"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.git(&["mv", DOCUMENT, "documents/PR/PR-09-V1.md"]);
    stage.plain("Nouveau numéro");
    let verdict = stage.verify();
    assert!(verdict.errors().contains(&"A212"), "{verdict}");
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    stage.later(24 * 60);
    stage.done("pilote", &["destroy", "PR-01-V1"]);
    stage.verify().conforms();
}

#[test]
fn a_withdrawn_document_stays_until_its_certificate() {
    let stage = Stage::in_force();
    stage.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    stage.remove(DOCUMENT);
    stage.plain("Ménage");
    let verdict = stage.verify();
    assert_eq!(verdict.exit, 1, "{verdict}");
}

#[test]
fn a_withdrawal_is_not_taken_back_by_hand() {
    let stage = Stage::in_force();
    let text = stage.read(DOCUMENT);
    stage.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    stage.verify().conforms();
    stage.write(DOCUMENT, text);
    stage.plain("De nouveau en vigueur");
    stage.verify().refused(&["A209"]);
}

#[test]
fn a_number_once_given_is_not_given_again_after_destruction() {
    let stage = Stage::in_force();
    stage.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    stage.later(24 * 60);
    stage.done("pilote", &["destroy", "PR-01-V1"]);
    stage.write(
        DOCUMENT,
        PROCEDURE
            .replace("{code}", "PR-01-V1")
            .replace("Accueillir un assuré", "Autre chose"),
    );
    stage.plain("Un autre document");
    let verdict = stage.verify();
    assert!(verdict.errors().contains(&"A209"), "{verdict}");
}

#[test]
fn certificates_readings_and_the_ledger_are_written_by_acts_alone() {
    for (path, text) in [
        (
            "registres/destructions/2026/DEST-2026-0001.md",
            "---\ncode: DEST-2026-0001\ndate: 2026-11-21\nacteur: pilote\nelements: []\n---\n",
        ),
        (
            "registres/instantanes/audit-2026.md",
            "---\nnom: audit-2026\ndate: 2026-11-21\n---\n",
        ),
        (
            "enregistrements/lecture/PR-01-V1/agent.md",
            "---\ncode: PR-01-V1\nacteur: agent\ndate: 2026-11-21\nempreinte: \"0000000000000000\"\n---\n",
        ),
    ] {
        for person in ["agent", "admin", "qualite"] {
            let stage = Stage::in_force();
            stage.write(path, text);
            stage.commit_as(person, "À la main");
            let ledger = path.starts_with("registres/instantanes");
            let rules = ["A209", "G204"];
            stage.verify().refused(&rules[..1 + usize::from(ledger)]);
        }
    }
    let stage = Stage::in_force();
    stage.done("agent", &["ack", "PR-01"]);
    stage.verify().conforms();
    let path = "enregistrements/lecture/PR-01-V1/agent.md";
    stage.change(path, "agent", "referent");
    stage.plain("À la main");
    stage.verify().refused(&["A209"]);
}

#[test]
fn a_ticket_s_number_does_not_vanish() {
    let stage = Stage::in_force();
    let path = "smac/2026/RE-2026-0001.md";
    stage.write(path, "---\ncode: RE-2026-0001\ntitre: Attente\nrecu: 2026-11-21\ncanal: courrier\nprocessus: ACCUEIL\n---\n");
    stage.plain("Une réclamation");
    stage.change(path, "Attente", "Attente trop longue");
    stage.plain("Un titre");
    stage.verify().conforms();
    stage.remove(path);
    let removed = stage.plain("Ménage");
    stage.verify().refused_at(&removed, &["S108"]);
}

#[test]
fn keys_of_acts_are_not_typed_into_records_and_tickets() {
    let stage = Stage::in_force();
    let path = "smac/2026/RE-2026-0001.md";
    let text = "---\ncode: RE-2026-0001\ntitre: Attente\nrecu: 2026-11-21\ncanal: courrier\nprocessus: ACCUEIL\n---\n";
    stage.write(path, text);
    stage.plain("Une réclamation");
    stage.verify().conforms();
    stage.change(
        path,
        "processus: ACCUEIL\n",
        "processus: ACCUEIL\nclos-le: 2026-11-21\n",
    );
    stage.plain("Close");
    stage.verify().refused(&["A208"]);
}

#[test]
fn a_closed_record_never_changes() {
    let stage = Stage::in_force();
    let path = "enregistrements/CR/CR-2026-001.md";
    stage.write(path, "---\ncode: CR-2026-001\ntitre: Réunion\ndate: 2026-11-20\nprocessus: ACCUEIL\n---\n# Réunion\n");
    stage.plain("Un compte-rendu");
    stage.verify().conforms();
    stage.later(1);
    let message = stage.statement("close", path, "pilote", "pilote");
    stage.change(
        path,
        "processus: ACCUEIL\n",
        "processus: ACCUEIL\nclos-le: 2026-11-21\n",
    );
    stage.commit_as("pilote", &message);
    stage.verify().conforms();
    stage.change(path, "# Réunion", "# Autre réunion");
    let fault = stage.plain("Correction");
    stage.verify().refused_at(&fault, &["R107"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.change(path, "clos-le: 2026-11-21\n", "");
    stage.plain("Rouvert");
    assert_eq!(stage.verify().exit, 1);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.remove(path);
    stage.plain("Ménage");
    stage.verify().refused(&["R105"]);
}

#[test]
fn a_first_version_replaces_no_other_document() {
    let stage = Stage::in_force();
    let path = "documents/PR/PR-09-V1.md";
    stage.write(
        path,
        PROCEDURE.replace("{code}", "PR-09-V1").replace(
            "redacteur",
            "remplace: PR-01-V1\nmotif: Autre numéro.\nredacteur",
        ),
    );
    stage.plain("Projet");
    stage.act_by_hand("approve", path, "pilote", "pilote");
    stage.later(1);
    stage.enter(path, "validations", "directrice", "directrice");
    let message = stage.statement("validate", path, "directrice", "directrice");
    stage.remove(DOCUMENT);
    stage.commit_as("directrice", &message);
    let verdict = stage.verify();
    assert_eq!(verdict.exit, 1, "{verdict}");
}

#[test]
fn a_destruction_is_not_brought_forward_by_hand() {
    let stage = Stage::in_force();
    stage.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    let tip = stage.tip();
    stage.later(24 * 60);
    stage.done("pilote", &["destroy", "PR-01-V1"]);
    stage.verify().conforms();
    let message = stage.git(&["log", "-1", "--format=%B"]);
    let path = "registres/destructions/2026/DEST-2026-0001.md";
    let text = stage.read(path).replace("2026-11-22", "2026-11-21");
    stage.git(&["reset", "-q", "--hard", &tip]);
    stage.later(-24 * 60);
    stage.write(path, text);
    stage.remove(DOCUMENT);
    stage.commit_as("pilote", &message);
    let verdict = stage.verify();
    assert!(verdict.errors().contains(&"R105"), "{verdict}");
}

#[test]
fn a_version_does_not_leave_before_its_successor_takes_effect() {
    let stage = Stage::in_force();
    stage.write(NEXT, draft("PR-01-V2", "PR-01-V1"));
    stage.plain("Projet");
    stage.act_by_hand("approve", NEXT, "pilote", "pilote");
    stage.later(1);
    stage.enter(NEXT, "validations", "directrice", "directrice");
    stage.change(NEXT, "application: 2026-11-21", "application: 2026-12-01");
    let message = stage.statement("validate", NEXT, "directrice", "directrice");
    stage.remove(DOCUMENT);
    stage.commit_as("directrice", &message);
    let verdict = stage.verify();
    assert_eq!(verdict.exit, 1, "{verdict}");
}

#[test]
fn an_approval_removes_nothing() {
    let stage = Stage::in_force();
    stage.write(NEXT, draft("PR-01-V2", "PR-01-V1"));
    stage.plain("Projet");
    stage.later(1);
    stage.enter(NEXT, "approbations", "pilote", "pilote");
    let message = stage.statement("approve", NEXT, "pilote", "pilote");
    stage.remove(DOCUMENT);
    stage.commit_as("pilote", &message);
    let verdict = stage.verify();
    assert_eq!(verdict.exit, 1, "{verdict}");
}

#[test]
fn a_destruction_has_its_own_certificate_and_takes_nothing_else() {
    for what in ["none", "empty", "other", "extra"] {
        let stage = Stage::in_force();
        stage.done(
            "directrice",
            &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
        );
        stage.write(
            "documents/PR/PR-02-V1.md",
            PROCEDURE.replace("{code}", "PR-02-V1"),
        );
        stage.plain("Projet");
        stage.done("pilote", &["approve", "PR-02"]);
        let tip = stage.tip();
        stage.later(24 * 60);
        stage.done("pilote", &["destroy", "PR-01-V1"]);
        let message = stage.git(&["log", "-1", "--format=%B"]);
        stage.verify().conforms();
        stage.git(&["reset", "-q", "--soft", &tip]);
        let path = "registres/destructions/2026/DEST-2026-0001.md";
        match what {
            "none" => stage.remove(path),
            "empty" => stage.write(
                path,
                "---\ncode: DEST-2026-0001\ndate: 2026-11-22\nacteur: pilote\nelements: []\n---\n",
            ),
            "other" => stage.change(path, "PR-01-V1", "PR-03-V1"),
            _ => stage.remove("documents/PR/PR-02-V1.md"),
        }
        stage.commit_as("pilote", &message);
        let verdict = stage.verify();
        assert_eq!(verdict.exit, 1, "{what} {verdict}");
    }
}
