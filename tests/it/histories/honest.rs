//! What honest people do conforms.

use super::stage::{DOCUMENT, Stage};
use crate::sandbox::PROCEDURE;
use std::process::Command;

#[test]
fn a_service_conforms_from_its_first_day() {
    for stage in [Stage::founded(), Stage::approved(), Stage::in_force()] {
        stage.verify().conforms();
    }
    assert_eq!(
        Stage::in_force().verify().valid_acts(),
        ["approve PR-01-V1 pilote", "validate PR-01-V1 directrice"]
    );
}

#[test]
fn acts_by_hand_with_plain_git_are_acts() {
    let stage = Stage::founded();
    stage.act_by_hand("approve", DOCUMENT, "pilote", "pilote");
    stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
    let verdict = stage.verify();
    verdict.conforms();
    assert_eq!(
        verdict.valid_acts(),
        Stage::in_force().verify().valid_acts()
    );
}

/// A clone of the stage's server, in which its keys work.
struct Clones {
    server: std::path::PathBuf,
    one: Stage,
    other: Stage,
}

impl Clones {
    fn of(one: Stage) -> Clones {
        let server = one.beside("serveur.git");
        let path = server.display().to_string();
        one.git(&["clone", "-q", "--bare", ".", &path]);
        one.git(&["remote", "add", "origin", &path]);
        one.git(&["fetch", "-q", "origin"]);
        one.git(&["branch", "-q", "--set-upstream-to=origin/main"]);
        let other = one.cloned(&[]);
        other.git(&["remote", "set-url", "origin", &path]);
        Clones { server, one, other }
    }

    /// What anybody sees who clones from the server today.
    fn published(&self) -> super::verdict::Verdict {
        let path = self.server.display().to_string();
        let fresh = self.one.beside(&format!("lecteur-{}", self.one.now()));
        let folder = fresh.display().to_string();
        self.one.git(&["clone", "-q", &path, &folder]);
        self.one.later(1);
        self.one.verify_in(&["-C", &folder], &[])
    }
}

#[test]
fn a_referent_pulls_with_a_merge_and_pushes() {
    let clones = Clones::of(Stage::founded());
    clones.one.done("pilote", &["approve", "PR-01"]);
    clones.one.git(&["push", "-q", "origin", "main"]);
    clones.other.later(10);
    clones.other.write(
        "documents/PR/PR-02-V1.md",
        PROCEDURE.replace("{code}", "PR-02-V1"),
    );
    clones.other.plain("Projet de PR-02-V1");
    clones
        .other
        .git(&["pull", "-q", "--no-rebase", "--no-edit"]);
    assert_eq!(
        clones
            .other
            .git(&["log", "-1", "--format=%P"])
            .split(' ')
            .count(),
        2
    );
    clones.other.git(&["push", "-q", "origin", "main"]);
    clones.one.later(20);
    clones.published().conforms();
    clones.one.git(&["pull", "-q", "--no-rebase"]);
    clones.one.done("directrice", &["validate", "PR-01"]);
    clones.one.git(&["push", "-q", "origin", "main"]);
    clones.published().conforms();
}

#[test]
fn two_who_decide_at_once_on_two_documents_are_both_heard() {
    let stage = Stage::founded();
    stage.write(
        "documents/PR/PR-02-V1.md",
        PROCEDURE.replace("{code}", "PR-02-V1"),
    );
    stage.plain("Projet de PR-02-V1");
    let clones = Clones::of(stage);
    clones.one.done("pilote", &["approve", "PR-01"]);
    clones.one.git(&["push", "-q", "origin", "main"]);
    clones.other.later(3);
    clones.other.done("pilote", &["approve", "PR-02"]);
    assert_ne!(
        clones
            .other
            .try_git_as("pilote", &["push", "-q", "origin", "main"])
            .code,
        0
    );
    clones.other.later(1);
    clones
        .other
        .git(&["pull", "-q", "--no-rebase", "--no-edit"]);
    clones.other.git(&["push", "-q", "origin", "main"]);
    clones.one.later(10);
    let verdict = clones.published();
    verdict.conforms();
    assert_eq!(verdict.valid_acts().len(), 2);
}

#[test]
fn a_pilot_approves_on_a_branch_that_is_merged_later() {
    let stage = Stage::in_force();
    stage.branch("pr-02");
    stage.write(
        "documents/PR/PR-02-V1.md",
        PROCEDURE.replace("{code}", "PR-02-V1"),
    );
    stage.plain("Projet de PR-02-V1");
    stage.done("pilote", &["approve", "PR-02"]);
    stage.go("main");
    stage.done("pilote", &["review", "PR-01"]);
    stage.change("acteurs/agent.md", "nom: agent", "nom: Agente");
    stage.commit_as("admin", "Nom");
    stage.later(60 * 24 * 3);
    stage.merge("pr-02");
    stage.verify().conforms();
    stage.done("directrice", &["validate", "PR-02"]);
    stage.verify().conforms();
    assert_eq!(stage.verify().valid_acts().len(), 5);
}

#[test]
fn merges_that_cross_bring_everything_once() {
    let stage = Stage::in_force();
    stage.branch("ailleurs");
    stage.change("acteurs/agent.md", "nom: agent", "nom: Agente");
    stage.commit_as("admin", "Nom");
    stage.go("main");
    stage.done("pilote", &["review", "PR-01"]);
    let (one, other) = (stage.tip(), stage.id("ailleurs"));
    stage.later(1);
    stage.git(&["merge", "-q", "--no-edit", &other]);
    stage.go("ailleurs");
    stage.git(&["merge", "-q", "--no-edit", &one]);
    stage.write("notes.txt", "note\n");
    stage.plain("Une note");
    stage.go("main");
    stage.merge("ailleurs");
    stage.verify().conforms();
}

#[test]
fn the_whole_life_of_a_document_conforms_at_every_step() {
    let stage = Stage::in_force();
    stage.done("agent", &["ack", "PR-01"]);
    stage.done("pilote", &["review", "PR-01"]);
    stage.done(
        "referent",
        &["revise", "PR-01", "--reason", "Le délai change."],
    );
    stage.change(
        "documents/PR/PR-01-V2.md",
        "L'orienter.",
        "L'orienter sous deux jours.",
    );
    stage.plain("Projet de PR-01-V2");
    stage.verify().conforms();
    stage.done("pilote", &["approve", "PR-01"]);
    stage.done("pilote", &["reject", "PR-01", "--reason", "Trois jours"]);
    stage.verify().conforms();
    stage.change("documents/PR/PR-01-V2.md", "deux jours", "trois jours");
    stage.plain("Trois jours");
    stage.done("pilote", &["approve", "PR-01"]);
    stage.done(
        "directrice",
        &["validate", "PR-01", "--effective", "2026-12-01"],
    );
    stage.done(
        "directrice",
        &["validate", "PR-01", "--effective", "2026-12-02"],
    );
    stage.verify().conforms();
    stage.clock("2026-12-03T12:00:00Z");
    stage.done("pilote", &["destroy", "PR-01-V1"]);
    stage.verify().conforms();
    stage.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    stage.verify().conforms();
    stage.clock("2026-12-05T12:00:00Z");
    stage.done("pilote", &["destroy", "PR-01-V2"]);
    let verdict = stage.verify();
    verdict.conforms();
    assert!(!stage.depot().join("documents/PR/PR-01-V2.md").exists());
}

#[test]
fn a_fault_that_was_repaired_is_a_warning_and_once_settled_information() {
    let stage = Stage::in_force();
    let text = stage.read(DOCUMENT);
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    let fault = stage.plain("Correction");
    stage.verify().refused_at(&fault, &["A207"]);
    stage.write(DOCUMENT, text);
    let repaired = stage.plain("Comme avant");
    let verdict = stage.verify();
    verdict.warns(&["A207"]);
    let said = verdict.json["diagnostics"][0].to_string();
    assert!(
        said.contains(&fault[..10]) && said.contains(&repaired[..10]),
        "{said}"
    );
    for person in ["agent", "pilote"] {
        assert_eq!(
            stage
                .qms(person, &["settle", &fault, "--reason", "NC-2026-0001"])
                .code,
            1
        );
    }
    stage.done(
        "directrice",
        &["settle", &fault, "--reason", "NC-2026-0001"],
    );
    let verdict = stage.verify();
    verdict.conforms();
    assert_eq!(verdict.infos(), ["A207"]);
}

#[test]
fn a_fault_that_still_stands_is_settled_by_nobody() {
    let stage = Stage::in_force();
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    let fault = stage.plain("Correction");
    let ended = stage.qms(
        "directrice",
        &["settle", &fault, "--reason", "NC-2026-0001"],
    );
    assert_eq!(ended.code, 1, "{ended:?}");
    // By hand it is an act, and explains nothing that the tip still bears.
    let message = format!(
        "Acte\n\nCorps.\n\nQms-Act: settle\nQms-Commit: {fault}\nQms-Actor: directrice\nQms-Role: directrice\nQms-Reason: NC-2026-0001\n"
    );
    stage.commit_as("directrice", &message);
    assert_eq!(stage.verify().exit, 1);
}

#[test]
fn a_register_put_back_by_anyone_is_repaired() {
    let stage = Stage::in_force();
    let text = stage.read("acteurs/agent.md");
    stage.change("acteurs/agent.md", "role: agent,", "role: directrice,");
    let fault = stage.commit_as("agent", "Promotion");
    stage.verify().refused_at(&fault, &["G201"]);
    stage.write("acteurs/agent.md", text);
    stage.plain("Comme avant");
    stage.verify().warns(&["G201"]);
    assert_ne!(
        stage
            .qms("directrice", &["settle", &fault, "--reason", "Essai"])
            .code,
        2
    );
    stage.done("admin", &["settle", &fault, "--reason", "Essai"]);
    assert_eq!(stage.verify().infos(), ["G201"]);
}

#[test]
fn packed_pruned_and_cloned_it_is_the_same_history() {
    let stage = Stage::in_force();
    let before = stage.verify();
    for tidying in [
        &["gc", "-q", "--prune=now"][..],
        &["repack", "-adfq", "--depth=50"],
        &["multi-pack-index", "write", "--bitmap"],
        &["commit-graph", "write", "--reachable"],
        &["pack-refs", "--all", "--prune"],
    ] {
        stage.git(tidying);
        let after = stage.verify();
        after.conforms();
        assert_eq!(before.json["acts"], after.json["acts"], "{tidying:?}");
    }
    let bundle = stage.beside("sauvegarde.bundle").display().to_string();
    stage.git(&["bundle", "create", "-q", &bundle, "main"]);
    let restored = stage.beside("restaure").display().to_string();
    stage.git(&["clone", "-q", "-b", "main", &bundle, &restored]);
    let root = before.json["trust_root"]["commit"]
        .as_str()
        .expect("a root");
    let verdict = stage.verify_in(&["-C", &restored, "--trust-root", root], &[]);
    verdict.conforms();
    assert_eq!(before.json["acts"], verdict.json["acts"]);
}

#[test]
fn a_repository_of_sha256_is_verified_alike() {
    let stage = Stage::in_force();
    let depot = stage.depot().to_owned();
    std::fs::remove_dir_all(stage.dot_git("")).expect("the repository");
    for path in [
        "acteurs",
        "processus",
        "documents",
        "registres",
        "modeles",
        "smac",
        "enregistrements",
    ] {
        std::fs::remove_dir_all(depot.join(path)).expect("a folder");
    }
    for path in ["qms.yaml", "README.md", ".gitattributes", ".gitlab-ci.yml"] {
        let _ = std::fs::remove_file(depot.join(path));
    }
    let _ = std::fs::remove_dir_all(depot.join(".github"));
    stage.git(&["init", "-q", "-b", "main", "--object-format=sha256"]);
    stage.done("admin", &["init", "--organisation", "Service social"]);
    for (id, role) in [
        ("pilote", "pilote, processus: ACCUEIL"),
        ("directrice", "directrice"),
        ("referent", "referent"),
        ("adjoint", "administrateur"),
    ] {
        stage.register(id, role);
    }
    stage.write(
        "processus/ACCUEIL.md",
        "---\ncode: ACCUEIL\ntitre: Accueil\nfinalite: Accueillir.\n---\n",
    );
    stage.commit_as("admin", "Inscription");
    stage.write(DOCUMENT, PROCEDURE.replace("{code}", "PR-01-V1"));
    stage.plain("Projet de PR-01-V1");
    stage.done("pilote", &["approve", "PR-01"]);
    stage.done("directrice", &["validate", "PR-01"]);
    assert_eq!(stage.tip().len(), 64);
    stage.verify().conforms();
    stage.signed_again("pilote", "directrice");
    stage.verify().refused(&["A203"]);
}

#[test]
fn the_example_that_is_shown_to_newcomers_conforms() {
    let stage = Stage::founded();
    let folder = stage.beside("exemple").display().to_string();
    let depot = format!("{folder}/depot");
    let mut command: Command = stage.command(env!("CARGO_BIN_EXE_qms"), "agent");
    command
        .args(["demo", &folder])
        .env_remove("GIT_CONFIG_COUNT");
    let ended = crate::sandbox::ended(command);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    let mut command: Command = stage.command(env!("CARGO_BIN_EXE_qms"), "agent");
    command
        .args(["-C", &depot, "verify", "--format", "json"])
        .env("QMS_CLOCK", "2036-01-01T00:00:00Z");
    let ended = crate::sandbox::ended(command);
    assert_eq!(ended.code, 0, "{}", ended.out);
}

#[test]
fn a_fault_that_left_nothing_behind_is_explained_by_a_settlement() {
    for (what, message) in [
        ("nearly an act", "Note\n\nqms-act: approve\n".to_owned()),
        (
            "an act on nothing",
            format!(
                "Note\n\nCorps.\n\nQms-Act: approve\nQms-Code: PR-77-V1\nQms-Digest: sha256:{}\nQms-Actor: pilote\nQms-Role: pilote\n",
                "0".repeat(64)
            ),
        ),
    ] {
        let stage = Stage::in_force();
        let fault = stage.plain(&message);
        assert_eq!(stage.verify().exit, 1, "{what}");
        let ended = stage.qms(
            "directrice",
            &["settle", &fault, "--reason", "NC-2026-0001"],
        );
        let verdict = stage.verify();
        assert_eq!(
            (ended.code, verdict.exit),
            (0, 0),
            "{what} {} {verdict}",
            ended.err
        );
    }
}

#[test]
fn a_merge_whose_message_quotes_an_act_is_explained_by_a_settlement() {
    let stage = Stage::founded();
    stage.branch("acte");
    stage.done("pilote", &["approve", "PR-01"]);
    let message = format!(
        "Merge branch 'acte'\n\n{}",
        stage.git(&["log", "-1", "--format=%B"])
    );
    stage.go("main");
    stage.later(1);
    stage.git(&["merge", "-q", "--no-ff", "-m", &message, "acte"]);
    let fault = stage.tip();
    let ended = stage.qms(
        "directrice",
        &["settle", &fault, "--reason", "NC-2026-0001"],
    );
    let verdict = stage.verify();
    assert_eq!(
        (ended.code, verdict.exit),
        (0, 0),
        "{} {verdict}",
        ended.err
    );
}
