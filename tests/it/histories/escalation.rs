//! B. Rights that people give themselves.

use super::stage::{DOCUMENT, Stage};

const PROMOTION: (&str, &str) = ("role: agent,", "role: directrice,");

fn promote(stage: &Stage, person: &str) {
    stage.change(&format!("acteurs/{person}.md"), PROMOTION.0, PROMOTION.1);
}

#[test]
fn an_agent_who_makes_himself_director_validates_nothing() {
    let stage = Stage::approved();
    promote(&stage, "agent");
    let register = stage.commit_as("agent", "Promotion");
    stage.verify().refused_at(&register, &["G201"]);
    stage.act_by_hand("validate", DOCUMENT, "agent", "directrice");
    let verdict = stage.verify();
    verdict.refused(&["A204", "G201"]);
    assert_eq!(verdict.valid_acts(), ["approve PR-01-V1 pilote"]);
}

#[test]
fn made_director_by_an_administrator_he_validates() {
    let stage = Stage::approved();
    promote(&stage, "agent");
    stage.commit_as("admin", "Promotion");
    stage.act_by_hand("validate", DOCUMENT, "agent", "directrice");
    stage.verify().conforms();
}

#[test]
fn a_right_and_its_use_in_one_commit_are_neither() {
    let stage = Stage::approved();
    stage.later(1);
    promote(&stage, "agent");
    stage.enter(DOCUMENT, "validations", "agent", "directrice");
    let message = stage.statement("validate", DOCUMENT, "agent", "directrice");
    stage.commit_as("agent", &message);
    stage.verify().refused(&["A204", "A210", "G201"]);
}

#[test]
fn not_even_an_administrator_gives_and_uses_a_right_in_one_commit() {
    let stage = Stage::approved();
    stage.later(1);
    stage.change(
        "acteurs/admin.md",
        "roles:\n",
        "roles:\n  - {role: directrice, du: 2024-01-01}\n",
    );
    stage.enter(DOCUMENT, "validations", "admin", "directrice");
    let message = stage.statement("validate", DOCUMENT, "admin", "directrice");
    stage.commit_as("admin", &message);
    let verdict = stage.verify();
    assert!(verdict.errors().contains(&"A204"), "{verdict}");
    assert_eq!(verdict.valid_acts(), ["approve PR-01-V1 pilote"]);
}

#[test]
fn an_innocent_merge_launders_no_register() {
    for (guilty, rules) in [("agent", &["G201"][..]), ("admin", &[])] {
        let stage = Stage::approved();
        stage.branch("reforme");
        promote(&stage, "agent");
        stage.commit_as(guilty, "Promotion");
        stage.go("main");
        stage.later(1);
        stage.signed(
            "pilote",
            "pilote",
            &[
                "merge",
                "-q",
                "--no-ff",
                "-S",
                "-m",
                "Merge branch 'reforme'",
                "reforme",
            ],
        );
        stage.act_by_hand("validate", DOCUMENT, "agent", "directrice");
        match rules {
            [] => stage.verify().conforms(),
            _ => stage.verify().refused(&["A204", "A211", "G201"]),
        };
    }
}

#[test]
fn a_squash_of_a_rightly_signed_register_change_carries_no_right() {
    let stage = Stage::approved();
    stage.branch("reforme");
    promote(&stage, "agent");
    stage.commit_as("admin", "Promotion");
    stage.go("main");
    stage.git(&["merge", "-q", "--squash", "reforme"]);
    stage.commit_as("pilote", "Promotion (#12)");
    stage.verify().refused(&["G201"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.merge("reforme");
    stage.verify().conforms();
}

#[test]
fn an_older_register_comes_back_by_those_who_may_change_it_alone() {
    let stage = Stage::in_force();
    let before = stage.read("acteurs/agent.md");
    promote(&stage, "agent");
    stage.commit_as("admin", "Promotion");
    stage.change("acteurs/agent.md", "role: directrice,", "role: agent,");
    stage.commit_as("admin", "Fin de la promotion");
    assert_eq!(stage.read("acteurs/agent.md"), before);
    stage.verify().conforms();
    for guilty in ["agent", "intrus", "directrice"] {
        stage.git(&["checkout", "-q", "HEAD~1", "--", "acteurs"]);
        stage.commit_as(guilty, "Promotion");
        let verdict = stage.verify();
        assert!(verdict.errors().contains(&"G201"), "{verdict}");
        stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    }
    // A cherry-pick carries the text of the change, and not its signature.
    stage.git(&["cherry-pick", "HEAD~1"]);
    stage.verify().refused(&["A202", "G201"]);
}

#[test]
fn the_last_administrators_do_not_leave_the_register_to_nobody() {
    let stage = Stage::in_force();
    stage.change(
        "acteurs/adjoint.md",
        "role: administrateur,",
        "role: agent,",
    );
    stage.commit_as("admin", "Départ de l'adjoint");
    stage.verify().conforms();
    for (from, to) in [
        (
            "role: administrateur, du: 2024-01-01",
            "role: administrateur, du: 2024-01-01, au: 2026-11-20",
        ),
        ("role: administrateur,", "role: agent,"),
        ("cles:\n", "ancien:\n"),
    ] {
        stage.change("acteurs/admin.md", from, to);
        stage.commit_as("admin", "Départ");
        stage.verify().refused(&["G208"]);
        stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    }
    stage.git(&["rm", "-q", "acteurs/admin.md"]);
    stage.commit_as("admin", "Départ");
    stage.verify().refused(&["G208"]);
}

#[test]
fn a_register_that_cannot_be_read_has_no_effect() {
    let breaks: [(&str, &str, &str); 4] = [
        ("qms.yaml", "langue: fr", "langue: fr\nlangue: en"),
        ("qms.yaml", "langue: fr", "langue: [fr"),
        ("acteurs/agent.md", "id: agent", "id: directrice"),
        ("acteurs/agent.md", "---\nid", "id"),
    ];
    let stage = Stage::in_force();
    for (path, from, to) in breaks {
        stage.change(path, from, to);
        stage.commit_as("admin", "Registre");
        stage.verify().refused(&["G208"]);
        stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    }
    stage.remove("qms.yaml");
    stage.commit_as("admin", "Registre");
    stage.verify().refused(&["G208"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.change("qms.yaml", "langue: fr", "langue: en");
    stage.commit_as("admin", "Registre");
    stage.verify().conforms();
}

#[test]
fn the_governance_table_is_not_weakened_by_those_it_binds() {
    let open = "\ngouvernance: {acteurs: [agent], qms.yaml: [agent]}\n";
    for (guilty, conforms) in [("agent", false), ("qualite", false), ("admin", true)] {
        let stage = Stage::approved();
        stage.write("qms.yaml", stage.read("qms.yaml") + open);
        stage.commit_as(guilty, "Gouvernance");
        promote(&stage, "agent");
        stage.commit_as("agent", "Promotion");
        match conforms {
            true => stage.verify().conforms(),
            false => stage.verify().refused(&["G201"]),
        };
    }
}

#[test]
fn governed_folders_have_governors_of_their_own() {
    let stage = Stage::in_force();
    stage.change(
        "registres/enregistrements/autodiagnostic.md",
        "\n---\n",
        "\nordre: 99\n---\n",
    );
    stage.commit_as("qualite", "Série");
    stage.change(
        "processus/ACCUEIL.md",
        "titre: Accueil",
        "titre: Accueil des assurés",
    );
    stage.commit_as("qualite", "Processus");
    stage.verify().conforms();
    // She may change both of these, and not the third: she has to be entitled to each.
    stage.change("processus/ACCUEIL.md", "titre: Accueil", "titre: L'accueil");
    stage.change("acteurs/agent.md", "nom: agent", "nom: Agente");
    stage.commit_as("qualite", "Processus");
    stage.verify().refused(&["G201"]);
}

#[test]
fn the_file_that_starts_verification_elsewhere_is_governed() {
    for path in [
        ".gitlab-ci.yml",
        ".github/workflows/qms.yml",
        ".gitattributes",
        "modeles/PR.md",
    ] {
        let stage = Stage::in_force();
        let text = std::fs::read_to_string(stage.depot().join(path)).unwrap_or_default();
        stage.write(path, text.clone() + "# rien à vérifier\n");
        stage.commit_as("agent", "Intégration continue");
        stage.verify().refused(&["G201"]);
        stage.signed(
            "admin",
            "admin",
            &[
                "commit",
                "-q",
                "--amend",
                "--no-edit",
                "--reset-author",
                "-S",
            ],
        );
        stage.verify().conforms();
    }
}

#[test]
fn nobody_enrols_himself_with_the_key_that_the_commit_brings() {
    let stage = Stage::in_force();
    stage.register("intrus", "administrateur");
    let enrolled = stage.commit_as("intrus", "Inscription");
    stage.verify().refused_at(&enrolled, &["A203", "G201"]);
    stage.change("acteurs/agent.md", "nom: agent", "nom: Agente");
    stage.commit_as("intrus", "Correction");
    stage.verify().refused(&["A203", "G201"]);
}

#[test]
fn nobody_takes_the_key_of_another_for_himself() {
    let stage = Stage::in_force();
    let (own, other) = (stage.public("agent"), stage.public("directrice"));
    stage.change("acteurs/agent.md", &own, &other);
    stage.commit_as("admin", "Clé");
    stage.verify().refused(&["G208"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.new_key("agent-2", &["-t", "ed25519"]);
    stage.change("acteurs/agent.md", &own, &stage.public("agent-2"));
    stage.commit_as("admin", "Clé");
    stage.verify().conforms();
}

#[test]
fn removing_an_actor_is_a_register_change_like_another() {
    let stage = Stage::in_force();
    stage.remove("acteurs/suppleante.md");
    stage.commit_as("directrice", "Départ");
    stage.verify().refused(&["G201"]);
    stage.signed(
        "admin",
        "admin",
        &[
            "commit",
            "-q",
            "--amend",
            "--no-edit",
            "--reset-author",
            "-S",
        ],
    );
    stage.verify().conforms();
}

#[test]
fn an_unsigned_register_change_has_no_effect_whoever_it_names() {
    let stage = Stage::in_force();
    promote(&stage, "agent");
    stage.git(&["add", "-A"]);
    stage.later(1);
    stage.git_as("admin", &["commit", "-q", "-m", "Promotion"]);
    stage.verify().refused(&["A202", "G201"]);
    stage.signed(
        "admin",
        "admin",
        &["commit", "-q", "--amend", "--no-edit", "-S"],
    );
    stage.verify().conforms();
}

#[test]
fn no_rule_of_the_history_is_turned_off_for_the_acts() {
    let stage = Stage::approved();
    stage.write(
        "qms.yaml",
        stage.read("qms.yaml")
            + "\nregles: {A202: off, A203: off, A204: off, A207: off, A208: off, G201: off}\n",
    );
    stage.commit_as("admin", "Règles");
    stage.verify().conforms();
    stage.later(1);
    stage.enter(DOCUMENT, "validations", "directrice", "directrice");
    let message = stage.statement("validate", DOCUMENT, "directrice", "directrice");
    stage.forge("intrus", "directrice", &message);
    let verdict = stage.verify();
    assert_eq!(verdict.valid_acts().len(), 1);
    assert_eq!(verdict.exit, 1, "{verdict}");
}
