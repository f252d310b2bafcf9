//! D. What is in force, byte by byte: text, keys, images; and what is not read for it.

use super::stage::{DOCUMENT, Stage};

/// What is done to a text, in words and in fact.
type Edit = (&'static str, fn(&str) -> String);

/// Each edit of the document in force is refused by these rules, and none by an author's draft.
fn each_edit(edits: &[Edit], rules: &[&str]) {
    for (what, edit) in edits {
        let stage = Stage::in_force();
        let text = stage.read(DOCUMENT);
        let edited = edit(&text);
        assert_ne!(edited, text, "{what}");
        stage.write(DOCUMENT, &edited);
        let commit = stage.plain("Correction");
        let verdict = stage.verify();
        assert_eq!(verdict.errors(), rules, "{what} {verdict}");
        verdict.refused_at(&commit, rules);
    }
}

#[test]
fn a_text_in_force_changes_by_no_byte() {
    each_edit(
        &[
            ("a letter", |text| {
                text.replace("Noter sa demande", "noter sa demande")
            }),
            ("the title", |text| {
                text.replace("titre: Accueillir", "titre: Recevoir")
            }),
            ("a comment", |text| {
                text.replace("processus: ACCUEIL", "processus: ACCUEIL # relu")
            }),
            ("a byte order mark", |text| format!("\u{feff}{text}")),
            ("a space at an end", |text| {
                text.replace("écouté et orienté.\n", "écouté et orienté. \n")
            }),
            ("a line at the end", |text| format!("{text}\n")),
            ("another form of é", |text| {
                text.replace("assuré", "assure\u{301}")
            }),
            ("the order of keys", |text| {
                text.replace(
                    "code: PR-01-V1\ntitre: Accueillir un assuré\n",
                    "titre: Accueillir un assuré\ncode: PR-01-V1\n",
                )
            }),
            ("a key of the author's", |text| {
                text.replace("redacteur: referent", "redacteur: agent")
            }),
        ],
        &["A207"],
    );
}

#[test]
fn a_key_that_acts_write_is_not_typed_over_what_is_in_force() {
    each_edit(
        &[
            ("another date", |text| {
                text.replace("application: 2026-11-21", "application: 2027-11-21")
            }),
            ("another person", |text| {
                text.replace("acteur: directrice", "acteur: suppleante")
            }),
            ("no validation", |text| {
                let kept = text.lines().filter(|line| {
                    !line.contains("directrice") && !line.starts_with("validations")
                });
                kept.map(|line| format!("{line}\n")).collect()
            }),
        ],
        &["A209"],
    );
    each_edit(
        &[
            ("a withdrawal", |text| {
                text.replace("application: 2026-11-21\n", "application: 2026-11-21\nretrait: {date: 2026-11-21, acteur: directrice, motif: x}\n")
            }),
            ("a review", |text| {
                text.replace("application: 2026-11-21\n", "application: 2026-11-21\nrevue: {date: 2026-11-21, acteur: pilote, resultat: confirme}\n")
            }),
        ],
        &["A209"],
    );
}

#[test]
fn ends_of_lines_are_read_alike() {
    let stage = Stage::in_force();
    let text = stage.read(DOCUMENT);
    stage.write(DOCUMENT, text.replace('\n', "\r\n"));
    stage.git(&["-c", "core.autocrlf=false", "add", "--renormalize", "."]);
    assert_eq!(
        super::by_hand::digest(&text.replace('\n', "\r\n")),
        super::by_hand::digest(&text)
    );
    stage.plain("Fins de ligne");
    assert_eq!(stage.verify().exit, 0);
}

#[test]
fn what_lies_in_the_working_tree_says_nothing() {
    let stage = Stage::in_force();
    stage.git(&["update-index", "--skip-worktree", DOCUMENT]);
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    assert_eq!(stage.git(&["status", "--porcelain"]), "");
    stage.verify().conforms();
    stage.remove("qms.yaml");
    stage.write("acteurs/agent.md", "rien\n");
    stage.verify().conforms();
    // The other way round: the tree of the tip is what counts, however clean the working tree.
    let stage = Stage::in_force();
    let text = stage.read(DOCUMENT);
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    stage.plain("Correction");
    stage.write(DOCUMENT, text);
    stage.verify().refused(&["A207"]);
}

#[test]
fn the_image_of_a_version_in_force_is_part_of_what_was_signed() {
    let stage = Stage::founded();
    stage.write("documents/PR/PR-01-V1.png", b"\x89PNG un schema");
    stage.change(
        DOCUMENT,
        "3. L'orienter.",
        "3. L'orienter.\n\n![Le chemin](PR-01-V1.png)",
    );
    stage.plain("Un schéma");
    stage.done("pilote", &["approve", "PR-01"]);
    stage.done("directrice", &["validate", "PR-01"]);
    stage.verify().conforms();
    stage.write("documents/PR/PR-01-V1.png", b"\x89PNG un autre");
    let commit = stage.plain("Un schéma plus net");
    stage.verify().refused_at(&commit, &["A207"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.remove("documents/PR/PR-01-V1.png");
    stage.plain("Ménage");
    stage.verify().refused(&["A207"]);
}

#[test]
fn images_in_every_form_are_part_of_what_was_signed() {
    for (form, file) in [
        ("![a](sch%C3%A9ma.png)", "documents/PR/schéma.png"),
        (
            "![a][s]\n\n[s]: ../../images/schema.png",
            "images/schema.png",
        ),
        (
            "<img src=\"schema.png\" alt=\"a\">",
            "documents/PR/schema.png",
        ),
        ("![a](<un schema.png>)", "documents/PR/un schema.png"),
    ] {
        let stage = Stage::founded();
        stage.write(file, b"un");
        stage.change(
            DOCUMENT,
            "3. L'orienter.",
            &format!("3. L'orienter.\n\n{form}"),
        );
        stage.plain("Un schéma");
        stage.done("pilote", &["approve", "PR-01"]);
        stage.done("directrice", &["validate", "PR-01"]);
        stage.write(file, b"deux");
        stage.plain("Un autre");
        let verdict = stage.verify();
        assert!(verdict.errors().contains(&"A207"), "{form} {verdict}");
    }
}

#[test]
fn an_upcoming_text_that_is_changed_is_a_draft_again() {
    let stage = Stage::approved();
    stage.done(
        "directrice",
        &["validate", "PR-01", "--effective", "2026-12-01"],
    );
    stage.change(DOCUMENT, "L'orienter.", "Le renvoyer.");
    stage.plain("Une retouche");
    stage.verify().warns(&["A207"]);
    stage.clock("2026-12-05T12:00:00Z");
    stage.verify().warns(&["A207"]);
    let listed = stage.done("agent", &["list", "--all", "--format", "json"]);
    assert!(!listed.contains("\"effective\""), "{listed}");
}
