//! Acts from the command line to the verdict of another reader: git itself.

mod kept;
mod meanings;
mod smac;

use crate::history::tests::sandbox::{DRAFT, Sandbox, document};

#[test]
fn a_draft_is_approved_then_validated_and_git_agrees() {
    let sandbox = Sandbox::with_draft();
    let said = sandbox.qms("pilote-paped", &["approve", "mo-391"]).done();
    assert!(
        said.contains("Approbation de MO-00391-V01 — Traitement des écarts"),
        "{said}"
    );
    assert!(said.contains("not yet published: git push"), "{said}");
    sandbox.next_day();
    sandbox.qms("directrice", &["validate", "MO-391"]).done();
    let text = sandbox.read(DRAFT);
    assert!(
        text.contains("  - {acteur: pilote-paped, role: pilote, date: 2026-11-21, empreinte: \""),
        "{text}"
    );
    assert!(text.contains("\napplication: 2026-11-22\n"), "{text}");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(
        sandbox.git(&["log", "-1", "--format=%an <%ae> %cn"]),
        "directrice Élan <directrice@service.example> directrice Élan"
    );
    let history = sandbox.history();
    assert!(history.faults().is_empty(), "{:?}", history.faults());
    assert_eq!(
        history
            .acts()
            .iter()
            .map(|act| (act.statement.act.as_str(), act.breaches.len()))
            .collect::<Vec<_>>(),
        [("approve", 0), ("validate", 0)]
    );
    // The oracles: git's own verification with the registered keys, and its own check of objects.
    let mut signers = String::new();
    for id in ["pilote-paped", "directrice"] {
        signers.push_str(&format!("{id}@service.example {}", sandbox.public_line(id)));
    }
    sandbox.write("../signers", &signers);
    let file = format!(
        "gpg.ssh.allowedSignersFile={}",
        sandbox.root.join("../signers").display()
    );
    for commit in ["HEAD", "HEAD~1"] {
        sandbox.git(&["-c", &file, "verify-commit", commit]);
    }
    sandbox.git(&["fsck", "--strict", "--no-dangling"]);
}

#[test]
fn nobody_acts_beyond_their_role() {
    let sandbox = Sandbox::with_draft();
    sandbox
        .qms("pilote-smir", &["approve", "mo-391"])
        .refused(1, "A204");
    sandbox
        .qms("intrus", &["approve", "mo-391"])
        .refused(2, "belongs to no registered actor");
    sandbox
        .qms("directrice", &["validate", "mo-391"])
        .refused(1, "lacks the approval of Pilote");
    sandbox
        .qms("pilote-paped", &["approve", "mo-391", "mo-999"])
        .refused(2, "is called");
    let before = sandbox.tip();
    sandbox
        .qms("pilote-paped", &["approve", "mo-391", "--dry-run"])
        .done();
    assert_eq!(sandbox.tip(), before);
    sandbox
        .qms(
            "pilote-paped",
            &["approve", "mo-391", "--as-of", "2026-01-01"],
        )
        .refused(2, "--as-of");
    sandbox.qms("pilote-paped", &["approve", "mo-391"]).done();
    sandbox
        .qms("pilote-paped", &["approve", "mo-391"])
        .refused(1, "already");
}

#[test]
fn what_is_not_committed_is_not_signed() {
    let sandbox = Sandbox::with_draft();
    sandbox.write(
        DRAFT,
        &sandbox.read(DRAFT).replace("toute l'année", "le lundi"),
    );
    sandbox
        .qms("pilote-paped", &["approve", "mo-391"])
        .refused(2, "not committed");
    sandbox.write(
        "documents/MO/MO-00400-V01.md",
        &document("MO-00400-V01", ""),
    );
    sandbox
        .qms("pilote-paped", &["approve", "mo-400"])
        .refused(2, "no commit yet");
}

#[test]
fn a_draft_with_a_defect_is_not_approved() {
    let sandbox = Sandbox::with_draft();
    sandbox.write(
        DRAFT,
        &sandbox.read(DRAFT).replace(
            "## Objet\n\nTraiter les écarts constatés dans le service.",
            "## Objet",
        ),
    );
    sandbox.plain("Défaut");
    sandbox
        .qms("pilote-paped", &["approve", "mo-391"])
        .refused(1, "U302");
}

#[test]
fn an_approver_does_not_validate() {
    let sandbox = Sandbox::with_draft();
    let actor = sandbox.read("acteurs/pilote-paped.md").replace(
        "roles:\n",
        "roles:\n  - {role: directrice, du: 2024-01-01}\n",
    );
    sandbox.write("acteurs/pilote-paped.md", &actor);
    sandbox.signed("admin", "Deux rôles");
    sandbox.qms("pilote-paped", &["approve", "mo-391"]).done();
    sandbox
        .qms("pilote-paped", &["validate", "mo-391"])
        .refused(1, "A103");
}

#[test]
fn a_validation_builds_on_no_forged_approval() {
    let sandbox = Sandbox::with_approved();
    let message = sandbox.git(&["log", "-1", "--format=%B"]);
    // The same change, the same words, no signature: what a squash or a rebase leaves.
    sandbox.git(&["reset", "-q", "--soft", "HEAD~1"]);
    sandbox.plain(&message);
    sandbox
        .qms("directrice", &["validate", "mo-391"])
        .refused(1, "not signed");
    sandbox.qms("pilote-paped", &["approve", "mo-391"]).done();
    sandbox.qms("directrice", &["validate", "mo-391"]).done();
}

#[test]
fn an_upcoming_version_moves_its_date_and_the_old_one_leaves_on_the_day() {
    let sandbox = Sandbox::with_approved();
    sandbox.qms("directrice", &["validate", "mo-391"]).done();
    let second = "documents/MO/MO-00391-V02.md";
    sandbox.write(
        second,
        &document(
            "MO-00391-V02",
            "remplace: MO-00391-V01\nmotif: Le délai change.\n",
        )
        .replace("toute l'année", "tous les jours"),
    );
    sandbox.plain("V02");
    sandbox.qms("pilote-paped", &["approve", "mo-391"]).done();
    sandbox
        .qms(
            "directrice",
            &["validate", "mo-391", "--effective", "2026-11-20"],
        )
        .refused(1, "before today");
    sandbox
        .qms(
            "directrice",
            &["validate", "mo-391", "--effective", "2026-12-01"],
        )
        .done();
    assert!(sandbox.root.join(DRAFT).exists());
    sandbox
        .qms(
            "adjointe",
            &["validate", "mo-391", "--effective", "2026-11-30"],
        )
        .done();
    assert!(sandbox.read(second).contains("\napplication: 2026-11-30\n"));
    sandbox.next_day();
    let said = sandbox
        .qms("directrice", &["--format", "json", "validate", "mo-391-v2"])
        .done();
    assert!(said.contains("\"published\": false"), "{said}");
    assert!(!sandbox.root.join(DRAFT).exists());
    let history = sandbox.history();
    assert!(
        history.acts().iter().all(|act| act.breaches.is_empty()),
        "{:?}",
        history.acts()
    );
    sandbox
        .qms("directrice", &["validate", "mo-391-v2"])
        .refused(1, "not validated again");
}

/// A repository whose first version is in force, with its pilot and director.
fn in_force() -> Sandbox {
    let sandbox = Sandbox::with_approved();
    sandbox.qms("directrice", &["validate", "mo-391"]).done();
    sandbox
}

fn all_count(sandbox: &Sandbox) {
    let history = sandbox.history();
    assert!(
        history.acts().iter().all(|act| act.breaches.is_empty()),
        "{:?}",
        history.acts()
    );
    assert!(history.faults().is_empty(), "{:?}", history.faults());
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    sandbox.git(&["fsck", "--strict", "--no-dangling"]);
}

#[test]
fn what_was_sent_back_is_a_draft_again() {
    let sandbox = Sandbox::with_approved();
    sandbox
        .qms("agent", &["reject", "mo-391", "--reason", "à revoir"])
        .refused(1, "A204");
    sandbox
        .qms(
            "directrice",
            &["reject", "mo-391", "--reason", "une\nligne"],
        )
        .refused(1, "cannot be signed");
    sandbox
        .qms(
            "directrice",
            &["reject", "mo-391", "--reason", "Le délai manque."],
        )
        .done();
    assert!(!sandbox.read(DRAFT).contains("approbations"));
    sandbox
        .qms("directrice", &["reject", "mo-391", "--reason", "encore"])
        .refused(1, "nothing to take back");
    sandbox
        .qms("directrice", &["validate", "mo-391"])
        .refused(1, "lacks the approval");
    sandbox.qms("pilote-paped", &["approve", "mo-391"]).done();
    sandbox.qms("directrice", &["validate", "mo-391"]).done();
    sandbox
        .qms(
            "directrice",
            &["reject", "mo-391-v1", "--reason", "trop tard"],
        )
        .refused(1, "qms withdraw");
    all_count(&sandbox);
}

#[test]
fn a_version_in_force_is_reviewed_read_and_withdrawn() {
    let sandbox = in_force();
    sandbox
        .qms(
            "pilote-paped",
            &[
                "review",
                "mo-391",
                "--outcome",
                "to-revise",
                "--note",
                "Un délai à préciser",
            ],
        )
        .done();
    assert!(
        sandbox
            .read(DRAFT)
            .contains("revue: {date: 2026-11-21, acteur: pilote-paped, resultat: a-reviser}")
    );
    sandbox.qms("agent", &["ack", "mo-391"]).done();
    sandbox
        .qms("agent", &["ack", "mo-391"])
        .refused(1, "already");
    sandbox
        .qms("agent", &["ack", "mo-391", "--by", "pilote-smir"])
        .refused(1, "A204");
    sandbox
        .qms(
            "admin",
            &["ack", "mo-391", "--by", "pilote-smir", "adjointe"],
        )
        .done();
    assert!(
        sandbox
            .root
            .join("enregistrements/lecture/MO-00391-V01/adjointe.md")
            .exists()
    );
    sandbox
        .qms("agent", &["withdraw", "mo-391", "--reason", "non"])
        .refused(1, "A204");
    sandbox
        .qms(
            "directrice",
            &["withdraw", "mo-391", "--reason", "Remplacé par une note."],
        )
        .done();
    sandbox
        .qms("pilote-paped", &["review", "mo-391"])
        .refused(1, "A207");
    all_count(&sandbox);
}

#[test]
fn what_left_force_is_destroyed_with_a_certificate_and_not_a_day_too_early() {
    let sandbox = in_force();
    let roles = sandbox.read("acteurs/pilote-smir.md").replace(
        "roles:\n",
        "roles:\n  - {role: assistante-qualite, du: 2024-01-01}\n",
    );
    sandbox.write("acteurs/pilote-smir.md", &roles);
    sandbox.signed("admin", "Assistante qualité");
    sandbox
        .qms("pilote-smir", &["destroy", "mo-391"])
        .refused(1, "only a superseded or withdrawn");
    sandbox
        .qms("directrice", &["withdraw", "mo-391", "--reason", "Fin."])
        .done();
    let early = sandbox
        .qms("pilote-smir", &["--format", "json", "destroy", "mo-391"])
        .refused(1, "R105");
    assert!(early.contains("\"first_date\": \"2026-11-22\""), "{early}");
    sandbox.qms("pilote-smir", &["destroy", "--due"]).done();
    assert!(sandbox.root.join(DRAFT).exists());
    sandbox.next_day();
    sandbox
        .qms("agent", &["destroy", "mo-391"])
        .refused(1, "A204");
    sandbox.qms("pilote-smir", &["destroy", "--due"]).done();
    assert!(!sandbox.root.join(DRAFT).exists());
    let certificate = sandbox.read("registres/destructions/2026/DEST-2026-0001.md");
    assert!(
        certificate.contains("chemin: documents/MO/MO-00391-V01.md"),
        "{certificate}"
    );
    all_count(&sandbox);
    let log = sandbox.qms("agent", &["log", "mo-391"]).done();
    for said in [
        "draft written",
        "the content is adequate",
        "it was destroyed",
        "good",
    ] {
        assert!(log.contains(said), "{log}");
    }
}

#[test]
fn an_act_that_a_squash_undid_is_not_pushed() {
    let sandbox = Sandbox::with_approved();
    let push = |sandbox: &Sandbox| sandbox.pushing(&["hook", "pre-push", "origin", "url"]);
    push(&sandbox).done();
    sandbox.git(&["reset", "-q", "--soft", "HEAD~1"]);
    sandbox.plain("Écrasé");
    push(&sandbox).refused(1, "qms approve MO-00391-V01");
    sandbox.qms("pilote-paped", &["approve", "mo-391"]).done();
    push(&sandbox).done();
    sandbox.write(".git/hooks/pre-commit", "#!/bin/sh\necho autre\n");
    sandbox.qms("agent", &["hook", "install"]).done();
    assert!(sandbox.read(".git/hooks/pre-commit").contains("autre"));
    assert!(
        sandbox
            .read(".git/hooks/pre-push")
            .contains("qms hook pre-push")
    );
}

#[test]
fn the_images_that_a_version_shows_are_signed_with_it() {
    let sandbox = Sandbox::with_draft();
    sandbox.write(
        DRAFT,
        &sandbox.read(DRAFT).replace(
            "Signaler l'écart",
            "![Le circuit](circuit.png)\n\nSignaler l'écart",
        ),
    );
    sandbox.plain("Image absente");
    sandbox
        .qms("pilote-paped", &["approve", "mo-391"])
        .refused(1, "circuit.png");
    sandbox.write("documents/MO/circuit.png", "image");
    sandbox.plain("Image");
    sandbox.qms("pilote-paped", &["approve", "mo-391"]).done();
    assert!(
        sandbox
            .git(&["log", "-1", "--format=%B"])
            .contains("documents/MO/circuit.png")
    );
    sandbox.write("documents/MO/circuit.png", "autre image");
    sandbox
        .qms("directrice", &["validate", "mo-391"])
        .refused(2, "circuit.png");
    all_but_status(&sandbox);
}

fn all_but_status(sandbox: &Sandbox) {
    assert!(
        sandbox
            .history()
            .acts()
            .iter()
            .all(|act| act.breaches.is_empty())
    );
}

#[test]
fn a_sign_in_sheet_enters_all_who_signed_and_once() {
    let sandbox = in_force();
    let sheet = "Nom;Signature\nagent Élan;X\npilote-smir@service.example;X\nadjointe;\n";
    sandbox.write("../feuille.csv", sheet);
    sandbox
        .qms("agent", &["ack", "mo-391", "--sheet", "../feuille.csv"])
        .refused(1, "A204");
    sandbox
        .qms("admin", &["ack", "mo-391", "--sheet", "../feuille.csv"])
        .done();
    let read = |who: &str| {
        let path = format!("enregistrements/lecture/MO-00391-V01/{who}.md");
        sandbox.root.join(path).exists()
    };
    assert!(read("agent") && read("pilote-smir") && !read("adjointe"));
    // The same sheet, with one more who signed: only that one is new.
    sandbox.write("../feuille.csv", &sheet.replace("adjointe;", "adjointe;X"));
    sandbox
        .qms("admin", &["ack", "mo-391", "--sheet", "../feuille.csv"])
        .done();
    assert!(read("adjointe"));
    sandbox
        .qms("admin", &["ack", "mo-391", "--sheet", "../feuille.csv"])
        .refused(1, "everyone named has read it already");
    sandbox.write("../feuille.csv", "Nom\nagant\n");
    sandbox
        .qms("admin", &["ack", "mo-391", "--sheet", "../feuille.csv"])
        .refused(2, "did you mean `agent`");
    all_count(&sandbox);
}
