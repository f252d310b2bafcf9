//! K. Keys: expired, withdrawn, stolen, weak, of other kinds.

use super::objects::split_signature;
use super::stage::{DOCUMENT, Stage};

const DIRECTRICE: &str = "acteurs/directrice.md";

/// The key line of an actor's file gets these dates or this declaration.
fn declare(stage: &Stage, file: &str, said: &str) {
    let text = stage.read(file);
    let line = text
        .lines()
        .find(|line| line.contains("cle:"))
        .expect("a key");
    stage.change(
        file,
        line,
        &line.replace(", du: 2024-01-01}", &format!(", {said}}}")),
    );
}

/// An OpenPGP certificate made on a day, with an end; in one line of YAML each.
fn certificate(stage: &Stage, made: &str, expires: &str) -> String {
    let user = "directrice <directrice@service.example>";
    stage.gpg_at(
        Some(made),
        &["--quick-gen-key", user, "ed25519", "sign", expires],
    );
    stage.gpg(&["--armor", "--export", "directrice@service.example"])
}

/// The director has this certificate instead of her key.
fn with_certificate(stage: &Stage, armour: &str) {
    let text = stage.read(DIRECTRICE);
    let line = text
        .lines()
        .find(|line| line.contains("cle:"))
        .expect("a key");
    let block = armour.lines().map(|line| {
        format!("\n      {line}").trim_end().to_owned() + if line.is_empty() { "\n" } else { "" }
    });
    let block: String = block.collect::<String>().replace("\n\n\n", "\n\n");
    stage.change(
        DIRECTRICE,
        line,
        &format!("  - cle: |{block}\n    du: 2024-01-01"),
    );
    stage.commit_as("admin", "Un certificat");
}

/// A gpg that believes in another day.
fn gpg_then(stage: &Stage, day: &str) -> String {
    let program = stage.beside("gpg-alors");
    let text = format!(
        "#!/bin/sh\nexec gpg --faked-system-time {day} --batch --pinentry-mode loopback --passphrase '' \"$@\"\n"
    );
    std::fs::write(&program, text).expect("a program");
    #[cfg(unix)]
    std::fs::set_permissions(
        &program,
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .expect("a program");
    format!("gpg.program={}", program.display())
}

/// Signs the validation with the certificate, on the stage's day or as if on another.
fn validate_with_gpg(stage: &Stage, day: Option<&str>) {
    stage.later(1);
    stage.enter(DOCUMENT, "validations", "directrice", "directrice");
    let message = stage.statement("validate", DOCUMENT, "directrice", "directrice");
    stage.git(&["add", "-A"]);
    let now = chrono::DateTime::from_timestamp(stage.now(), 0).expect("a time");
    let now = now.format("%Y%m%dT%H%M%S").to_string();
    let program = gpg_then(stage, day.unwrap_or(&now));
    let key = "user.signingKey=directrice@service.example";
    let settings = ["-c", "gpg.format=openpgp", "-c", &program, "-c", key];
    let commit = ["commit", "-q", "-S", "-m", &message];
    stage.git_as("directrice", &[&settings[..], &commit[..]].concat());
}

#[test]
fn an_openpgp_act_stands_after_its_certificate_has_expired() {
    let stage = Stage::approved();
    let armour = certificate(&stage, "20261101T000000", "30d");
    with_certificate(&stage, &armour);
    validate_with_gpg(&stage, None);
    stage.verify().conforms();
    stage.clock("2027-11-21T12:00:00Z");
    stage.verify().conforms();
    stage.stop_gpg();
}

#[test]
fn an_openpgp_act_made_after_the_end_of_its_certificate_is_none() {
    let stage = Stage::approved();
    let armour = certificate(&stage, "20261001T000000", "30d");
    with_certificate(&stage, &armour);
    // She gives it a new end on her own machine; the register knows only the one that has passed.
    let listed = stage.gpg(&["--with-colons", "--list-keys", "directrice@service.example"]);
    let line = listed
        .lines()
        .find(|line| line.starts_with("fpr:"))
        .expect("a fingerprint");
    let fingerprint = line.split(':').nth(9).expect("a fingerprint").to_owned();
    stage.gpg_at(
        Some("20261102T000000"),
        &["--quick-set-expire", &fingerprint, "5y"],
    );
    validate_with_gpg(&stage, None);
    stage.verify().refused(&["A205"]);
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    let renewed = stage.gpg(&["--armor", "--export", "directrice@service.example"]);
    let stage_before = stage.id("HEAD~1");
    stage.git(&["reset", "-q", "--hard", &stage_before]);
    with_certificate(&stage, &renewed);
    validate_with_gpg(&stage, None);
    stage.verify().conforms();
    stage.stop_gpg();
}

#[test]
fn a_key_out_of_its_dates_signs_nothing_and_keeps_the_past() {
    let stage = Stage::in_force();
    declare(&stage, DIRECTRICE, "du: 2024-01-01, au: 2026-11-21");
    stage.commit_as("admin", "Fin de la clé");
    stage.verify().conforms();
    stage.clock("2026-11-22T12:00:00Z");
    stage.verify().conforms();
    let ended = stage.qms("directrice", &["withdraw", "PR-01", "--reason", "x"]);
    assert_ne!(ended.code, 0);
    let stage = Stage::approved();
    for (dates, errors) in [
        ("du: 2024-01-01, au: 2026-11-20", vec!["A205"]),
        ("du: 2026-11-22", vec!["A205"]),
        ("du: 2024-01-01, au: 2026-11-21", vec![]),
    ] {
        let tip = stage.tip();
        declare(&stage, DIRECTRICE, dates);
        stage.commit_as("admin", "Dates de la clé");
        stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
        assert_eq!(stage.verify().errors(), errors, "{dates}");
        stage.git(&["reset", "-q", "--hard", &tip]);
    }
}

#[test]
fn an_ordinary_departure_erases_nothing() {
    let stage = Stage::in_force();
    stage.remove(DIRECTRICE);
    stage.commit_as("admin", "Départ");
    let verdict = stage.verify();
    verdict.conforms();
    assert_eq!(verdict.valid_acts().len(), 2);
    stage.later(1);
    stage.done(
        "suppleante",
        &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
    );
    stage.verify().conforms();
}

#[test]
fn a_withdrawn_key_signs_nothing_more() {
    let stage = Stage::approved();
    stage.new_key("neuve", &["-t", "ed25519"]);
    stage.change(
        DIRECTRICE,
        &stage.public("directrice"),
        &stage.public("neuve"),
    );
    stage.commit_as("admin", "Clé changée");
    stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
    stage.verify().refused(&["A205"]);
    stage.signed_again("neuve", "directrice");
    stage.verify().conforms();
}

#[test]
fn a_compromised_key_puts_in_doubt_what_came_after_the_commit_named() {
    for (since, rules) in [("HEAD", &[][..]), ("HEAD~1", &["A205"][..])] {
        let stage = Stage::in_force();
        stage.new_key("neuve", &["-t", "ed25519"]);
        let since = match since {
            "HEAD" => {
                stage.write("notes.txt", "la clé est volée\n");
                stage.plain("Une note")
            }
            other => stage.id(other),
        };
        declare(
            &stage,
            DIRECTRICE,
            &format!(
                "du: 2024-01-01, compromise: {{depuis: {since}, date: 2026-11-21, motif: vol}}"
            ),
        );
        let text = stage.read(DIRECTRICE);
        let line = text
            .lines()
            .find(|line| line.contains("cle:"))
            .expect("a key");
        stage.change(
            DIRECTRICE,
            line,
            &format!(
                "{line}\n  - {{cle: {}, du: 2024-01-01}}",
                stage.public("neuve")
            ),
        );
        stage.commit_as("admin", "Clé volée");
        let verdict = stage.verify();
        assert_eq!(verdict.errors(), rules, "{verdict}");
        if rules.is_empty() {
            continue;
        }
        // The same act, confirmed with the new key.
        let message = stage.git(&["log", "-1", "--format=%B", "HEAD~1"]);
        let confirmed = stage.forge("neuve", "directrice", &message);
        let verdict = stage.verify();
        assert_eq!(verdict.exit, 0, "{confirmed} {verdict}");
        assert!(
            verdict
                .valid_acts()
                .contains(&"validate PR-01-V1 directrice".to_owned())
        );
    }
}

#[test]
fn the_thief_of_a_key_confirms_nothing_with_it() {
    let stage = Stage::in_force();
    declare(
        &stage,
        DIRECTRICE,
        "du: 2024-01-01, compromise: {date: 2026-11-21, motif: vol}",
    );
    stage.commit_as("admin", "Clé volée");
    let message = stage.git(&["log", "-1", "--format=%B", "HEAD~1"]);
    for key in ["directrice", "agent", "intrus"] {
        stage.forge(key, "directrice", &message);
        let verdict = stage.verify();
        assert_eq!(verdict.exit, 1, "{key} {verdict}");
        assert!(
            !verdict
                .valid_acts()
                .iter()
                .any(|act| act.starts_with("validate")),
            "{key}"
        );
        stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    }
}

#[test]
fn a_key_is_not_withdrawn_or_declared_by_another_than_an_administrator() {
    let stage = Stage::in_force();
    declare(
        &stage,
        DIRECTRICE,
        "du: 2024-01-01, compromise: {date: 2026-11-21, motif: vol}",
    );
    stage.commit_as("agent", "Clé volée");
    let verdict = stage.verify();
    verdict.refused(&["G201"]);
    assert_eq!(verdict.valid_acts().len(), 2);
}

#[test]
fn weak_keys_and_keys_of_no_single_person_are_not_registered() {
    let stage = Stage::in_force();
    let own = stage.public("agent");
    stage.new_key("courte", &["-t", "rsa", "-b", "1024"]);
    stage.new_key("dsa", &["-t", "dsa"]);
    stage.new_key("autorite", &["-t", "ed25519"]);
    let authority = stage.public("autorite");
    for line in [
        stage.public("courte"),
        stage.public("dsa"),
        format!("cert-authority {authority}"),
        format!("'*@service.example cert-authority {authority}'"),
        format!("'* {authority}'"),
        format!("'{authority},{own}'"),
        "ssh-ed25519".to_owned(),
        "ssh-ed25519 AAAA".to_owned(),
        "SHA256:abcdef".to_owned(),
    ] {
        stage.change("acteurs/agent.md", &own, &line);
        stage.commit_as("admin", "Clé");
        let verdict = stage.verify();
        assert_eq!(
            (verdict.exit, verdict.errors()),
            (1, vec!["G208"]),
            "{line} {verdict}"
        );
        stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    }
    stage.new_key("longue", &["-t", "rsa", "-b", "2048"]);
    stage.change("acteurs/agent.md", &own, &stage.public("longue"));
    stage.commit_as("admin", "Clé");
    stage.verify().conforms();
}

#[test]
fn a_certificate_that_is_revoked_in_the_register_signs_nothing() {
    let stage = Stage::approved();
    certificate(&stage, "20261101T000000", "never");
    let home = stage.beside("gpg/openpgp-revocs.d");
    let path = std::fs::read_dir(home)
        .expect("a folder")
        .flatten()
        .next()
        .expect("a revocation")
        .path();
    let text = std::fs::read_to_string(&path)
        .expect("text")
        .replace(":-----BEGIN", "-----BEGIN");
    std::fs::write(&path, text).expect("text");
    let good = stage.gpg(&["--armor", "--export", "directrice@service.example"]);
    with_certificate(&stage, &good);
    validate_with_gpg(&stage, None);
    stage.verify().conforms();
    stage.gpg(&["--import", &path.display().to_string()]);
    let revoked = stage.gpg(&["--armor", "--export", "directrice@service.example"]);
    assert_ne!(good, revoked);
    stage.stop_gpg();
    let stage_of_revoked = Stage::approved();
    super::stage::copy(&stage.beside("gpg"), &stage_of_revoked.beside("gpg"));
    with_certificate(&stage_of_revoked, &revoked);
    let ended = stage_of_revoked.verify();
    assert!([0, 1].contains(&ended.exit), "{ended}");
    assert!(
        !ended
            .valid_acts()
            .iter()
            .any(|act| act.starts_with("validate"))
    );
}

#[test]
fn keys_are_rotated_and_every_act_keeps_its_own() {
    let stage = Stage::founded();
    for (step, kind) in [("approve", ["-t", "ecdsa"]), ("validate", ["-t", "rsa"])] {
        let person = if step == "approve" {
            "pilote"
        } else {
            "directrice"
        };
        let old = stage.public(person);
        stage.new_key(person, &kind);
        stage.change(&format!("acteurs/{person}.md"), &old, &stage.public(person));
        stage.commit_as("admin", "Clé changée");
        stage.done(person, &[step, "PR-01"]);
        let (_, signature) = split_signature(&stage.object("HEAD"));
        assert!(signature.starts_with("-----BEGIN SSH SIGNATURE-----"));
        let used = stage.public(person);
        stage.new_key(person, &["-t", "ed25519"]);
        stage.change(
            &format!("acteurs/{person}.md"),
            &used,
            &stage.public(person),
        );
        stage.commit_as("adjoint", "Clé changée encore");
        stage.verify().conforms();
    }
    assert_eq!(stage.verify().valid_acts().len(), 2);
}

#[test]
fn an_expired_certificate_is_not_brought_back_by_a_signature_dated_before_its_end() {
    let stage = Stage::approved();
    let armour = certificate(&stage, "20261001T000000", "30d");
    with_certificate(&stage, &armour);
    validate_with_gpg(&stage, Some("20261015T120000"));
    stage.verify().refused(&["A205"]);
    stage.stop_gpg();
}
