//! C. Histories that were written again, cut, or come from elsewhere.

use super::stage::{DOCUMENT, Stage};

/// The trust root of the stage, as it was noted outside.
fn root(stage: &Stage) -> String {
    stage.verify().json["trust_root"]["commit"]
        .as_str()
        .expect("a root")
        .to_owned()
}

#[test]
fn a_branch_that_moved_back_since_it_was_verified_is_told() {
    let stage = Stage::in_force();
    stage.done(
        "directrice",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    stage.verify().conforms();
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.verify_again().refused(&["G203"]);
    stage.verify_again().refused(&["G203"]);
    // To one who never saw more it is the history of a day before: only the memory can tell.
    stage.verify().conforms();
}

#[test]
fn a_branch_that_goes_on_or_is_caught_up_is_not() {
    let stage = Stage::in_force();
    stage.verify().conforms();
    stage.write("notes.txt", "note\n");
    stage.plain("Note");
    stage.verify_again().conforms();
    let tip = stage.id("HEAD");
    stage.branch("ailleurs");
    stage.git(&["reset", "-q", "--hard", "HEAD~2"]);
    stage.verify_again().conforms();
    stage.go("main");
    assert_eq!(stage.id("HEAD"), tip);
    stage.verify_again().conforms();
}

#[test]
fn a_rewritten_side_is_told_under_the_full_name_of_its_reference() {
    let stage = Stage::in_force();
    stage.verify().conforms();
    stage.git(&[
        "commit",
        "-q",
        "--amend",
        "--no-edit",
        "-m",
        "Autre message",
    ]);
    let verdict = stage.verify_again();
    assert!(verdict.errors().contains(&"G203"), "{verdict}");
    stage.git(&["reset", "-q", "--hard", "HEAD@{1}"]);
    stage.verify_again().conforms();
}

#[test]
fn what_was_not_conforming_is_no_memory_to_be_held_to() {
    let stage = Stage::in_force();
    stage.verify().conforms();
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    stage.plain("Correction");
    stage.verify_again().refused(&["A207"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.verify_again().conforms();
}

#[test]
fn a_history_exported_and_imported_again_has_lost_its_root() {
    let stage = Stage::in_force();
    let root = root(&stage);
    let mut command = stage.command("git", "agent");
    command.args(["fast-export", "--all", "--signed-tags=strip"]);
    let stream = command.output().expect("git").stdout;
    let mut command = stage.command("git", "agent");
    command.args(["fast-import", "--quiet", "--force"]);
    super::objects::piped(command, &stream);
    assert_eq!(stage.verify_with(&["--trust-root", &root], &[]).exit, 1);
    stage.verify().refused(&["G202"]);
    stage.verify_again().refused(&["G202"]);
    let _ = std::fs::remove_file(stage.dot_git("qms/trust-root"));
    stage.verify().not_verifiable();
}

#[test]
fn a_root_of_the_attacker_s_own_is_not_the_one_that_was_noted() {
    let honest = Stage::in_force();
    let noted = root(&honest);
    let forged = Stage::founded();
    forged.git(&["checkout", "-q", "--orphan", "autre"]);
    for id in ["admin", "directrice", "pilote"] {
        forged.write(
            &format!("acteurs/{id}.md"),
            forged.actor(id, "administrateur", &forged.public("intrus")),
        );
        if id != "admin" {
            forged.remove(&format!("acteurs/{id}.md"));
        }
    }
    let own = forged.forge("intrus", "admin", "Fondation");
    let verdict = forged.cloned(&["--branch", "autre"]).verify();
    assert_eq!(
        verdict.json["trust_root"]["source"], "first-use",
        "{verdict}"
    );
    assert_eq!(verdict.json["trust_root"]["commit"], own);
    forged
        .verify_with(&["--trust-root", &noted], &[])
        .refused(&["G202"]);
    honest
        .verify_with(&["--trust-root", &noted], &[])
        .conforms();
}

#[test]
fn a_root_seen_once_is_kept_and_another_refused() {
    let stage = Stage::in_force();
    let clone = stage.cloned(&[]);
    let root = root(&stage);
    assert_eq!(clone.verify().json["trust_root"]["source"], "first-use");
    assert_eq!(clone.verify().json["trust_root"]["source"], "pinned");
    let given = clone.verify_with(&["--trust-root", &root], &[]);
    assert_eq!(given.json["trust_root"]["source"], "argument");
    let fingerprint = given.json["trust_root"]["fingerprint"]
        .as_str()
        .expect("one");
    assert!(fingerprint.starts_with("SHA256:"), "{fingerprint}");
    clone.write(".git/qms/trust-root", format!("{}\n", "1".repeat(40)));
    clone.verify().refused(&["G202"]);
    clone.write(".git/qms/trust-root", "quelque chose\n");
    clone.verify().not_verifiable();
}

#[test]
fn a_root_is_a_founding_commit_and_is_named_in_full() {
    let stage = Stage::in_force();
    for revision in ["HEAD", "HEAD~2"] {
        let id = stage.id(revision);
        let verdict = stage.verify_with(&["--trust-root", &id], &[]);
        assert_ne!(verdict.exit, 0, "{revision} {verdict}");
    }
    let short = &root(&stage)[..12];
    for given in [short, "HEAD", "main", ""] {
        let ended = stage.qms("agent", &["verify", "--trust-root", given]);
        assert_eq!(ended.code, 2, "{given} {ended:?}");
    }
}

#[test]
fn a_shallow_clone_is_not_verifiable_until_it_is_whole() {
    let stage = Stage::in_force();
    for depth in ["1", "2", "4"] {
        let clone = stage.cloned(&["--depth", depth]);
        clone.verify().not_verifiable();
        clone.git(&["fetch", "-q", "--unshallow"]);
        clone.verify().conforms();
    }
}

#[test]
fn a_partial_clone_is_not_verifiable_and_fetches_nothing() {
    let stage = Stage::in_force();
    stage.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = stage.cloned(&["--filter=blob:none", "--no-checkout"]);
    let count = || clone.git(&["count-objects", "-v"]);
    let before = count();
    clone.verify().not_verifiable();
    assert_eq!(count(), before);
}

#[test]
fn an_act_picked_rebased_or_squashed_is_lost() {
    let attempts: [(&str, &[&str]); 3] = [
        ("cherry-pick", &["cherry-pick", "acte"]),
        ("rebase", &["rebase", "-q", "main", "acte"]),
        ("squash", &["merge", "-q", "--squash", "acte"]),
    ];
    for (what, attempt) in attempts {
        let stage = Stage::founded();
        stage.branch("acte");
        stage.done("pilote", &["approve", "PR-01"]);
        stage.go("main");
        stage.write("notes.txt", "note\n");
        stage.plain("Note");
        stage.later(1);
        stage.git(attempt);
        if what == "squash" {
            stage.plain("Approbation (#3)");
        }
        let verdict = stage.verify();
        assert_eq!(verdict.exit, 1, "{what} {verdict}");
        assert_eq!(verdict.valid_acts(), [""; 0], "{what}");
        assert_eq!(
            verdict.errors(),
            [if what == "squash" { "A208" } else { "A202" }],
            "{what}"
        );
        if what != "rebase" {
            stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
            stage.merge("acte");
            stage.verify().conforms();
        }
    }
}

#[test]
fn a_rebase_that_signs_puts_another_s_key_under_the_act() {
    let stage = Stage::founded();
    stage.branch("acte");
    stage.done("pilote", &["approve", "PR-01"]);
    stage.go("main");
    stage.write("notes.txt", "note\n");
    stage.plain("Note");
    stage.later(1);
    stage.git_as(
        "agent",
        &["-c", "commit.gpgSign=true", "rebase", "-q", "main", "acte"],
    );
    stage.verify().refused(&["A203"]);
}

#[test]
fn a_name_that_is_two_references_is_none() {
    let stage = Stage::in_force();
    stage.verify_with(&["main"], &[]).conforms();
    stage.git(&["tag", "main", "HEAD~1"]);
    assert_eq!(stage.qms("agent", &["verify", "main"]).code, 2);
    stage.verify_with(&["refs/heads/main"], &[]).conforms();
    stage.verify().conforms();
}

#[test]
fn what_the_answer_names_is_what_was_verified() {
    let stage = Stage::in_force();
    stage.branch("ailleurs");
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    let forged = stage.plain("Correction");
    let verdict = stage.verify_with(&["main"], &[]);
    verdict.conforms();
    assert_eq!(verdict.json["revision"], stage.id("main"));
    let verdict = stage.verify_with(&["ailleurs"], &[]);
    verdict.refused_at(&forged, &["A207"]);
    assert_eq!(verdict.json["revision"], forged);
}

#[test]
fn the_years_before_the_foundation_are_not_judged() {
    let stage = Stage::founded();
    stage.git(&["checkout", "-q", "--orphan", "ancien"]);
    stage.git(&["rm", "-q", "-rf", "."]);
    stage.write("acteurs/inconnu.md", "rien\n");
    stage.plain("Avant la qualité");
    stage.git(&["rm", "-q", "-rf", "."]);
    stage.write("notes.txt", "note\n");
    stage.plain("Toujours avant");
    let _ = std::fs::remove_file(stage.dot_git("qms/trust-root"));
    stage.done("admin", &["init", "--organisation", "Service social"]);
    let verdict = stage.verify();
    verdict.conforms();
    assert_eq!(verdict.json["trust_root"]["commit"], stage.id("HEAD"));
}

#[test]
fn a_history_without_the_root_is_not_merged_in() {
    let stage = Stage::in_force();
    let tip = stage.id("HEAD");
    stage.git(&["checkout", "-q", "--orphan", "etranger"]);
    stage.git(&["rm", "-q", "-rf", "."]);
    stage.write("notes.txt", "note\n");
    stage.plain("Une autre histoire");
    stage.go("main");
    stage.later(1);
    stage.git(&[
        "merge",
        "-q",
        "--allow-unrelated-histories",
        "-m",
        "Merge",
        "etranger",
    ]);
    stage.verify().refused(&["G202"]);
    stage.git(&["reset", "-q", "--hard", &tip]);
    stage.write("notes.txt", "note\n");
    stage.plain("La même note");
    stage.verify().conforms();
}

#[test]
fn a_second_foundation_founds_nothing() {
    let stage = Stage::in_force();
    let tip = stage.id("HEAD");
    stage.git(&["checkout", "-q", "--orphan", "autre"]);
    stage.write(
        "acteurs/admin.md",
        stage.actor("admin", "administrateur", &stage.public("intrus")),
    );
    stage.forge("intrus", "admin", "Fondation");
    stage.later(1);
    stage.git(&[
        "merge",
        "-q",
        "-s",
        "ours",
        "--allow-unrelated-histories",
        "-m",
        "Merge",
        &tip,
    ]);
    let verdict = stage.verify();
    assert!(verdict.errors().contains(&"G202"), "{verdict}");
    assert_ne!(verdict.exit, 0);
    assert_eq!(
        verdict.json["trust_root"]["commit"],
        root(&Stage::in_force())
    );
}

#[test]
fn a_branch_from_before_the_foundation_is_not_merged_in() {
    let stage = Stage::founded();
    stage.git(&["checkout", "-q", "--orphan", "ancien"]);
    stage.git(&["rm", "-q", "-rf", "."]);
    stage.write("notes.txt", "note\n");
    stage.plain("Avant la qualité");
    stage.git(&["branch", "avant"]);
    let _ = std::fs::remove_file(stage.dot_git("qms/trust-root"));
    stage.done("admin", &["init", "--organisation", "Service social"]);
    stage.verify().conforms();
    stage.go("avant");
    stage.write("avant.txt", "note\n");
    stage.plain("Encore avant");
    stage.go("ancien");
    stage.merge("avant");
    stage.verify().refused(&["G202"]);
}
