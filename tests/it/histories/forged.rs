//! A. Approvals that nobody entitled gave.

use super::objects::{split_signature, with_signature};
use super::stage::{DOCUMENT, Stage};

/// A stage whose last commit is the genuine validation, and the files that plain git needs.
fn validated() -> Stage {
    let stage = Stage::in_force();
    stage.allow_signers();
    stage
}

/// Whether plain git, told of every registered key, takes the signature of the tip for good.
fn git_accepts(stage: &Stage) -> bool {
    stage
        .try_git_as("referent", &["verify-commit", "HEAD"])
        .code
        == 0
}

#[test]
fn an_agent_under_the_name_of_the_director_deceives_git_and_not_the_register() {
    let stage = validated();
    assert!(git_accepts(&stage));
    stage.verify().conforms();
    let forged = stage.signed_again("agent", "directrice");
    assert!(git_accepts(&stage));
    assert!(
        stage
            .git(&["log", "-1", "--format=%cn"])
            .contains("directrice")
    );
    stage.verify().refused_at(&forged, &["A203"]);
}

#[test]
fn the_name_on_the_commit_is_compared_and_gives_no_right() {
    let stage = validated();
    let named = stage.signed_again("directrice", "agent");
    stage.verify().warns(&["A203"]);
    stage.signed(
        "directrice",
        "directrice",
        &[
            "commit",
            "-q",
            "--amend",
            "--no-edit",
            "--reset-author",
            "-S",
        ],
    );
    assert_ne!(stage.id("HEAD"), named);
    stage.verify().conforms();
}

#[test]
fn a_key_made_for_the_day_under_a_trusted_name_is_unknown() {
    let stage = validated();
    let forged = stage.signed_again("intrus", "directrice");
    stage.verify().refused_at(&forged, &["A203"]);
    assert_eq!(stage.verify().valid_acts(), ["approve PR-01-V1 pilote"]);
}

#[test]
fn a_certificate_in_the_reader_s_own_key_ring_opens_nothing() {
    let stage = validated();
    stage.gpg(&[
        "--quick-gen-key",
        "directrice <directrice@service.example>",
        "ed25519",
        "sign",
        "never",
    ]);
    let settings = [
        "-c",
        "gpg.format=openpgp",
        "-c",
        "user.signingKey=directrice@service.example",
    ];
    let commit = ["commit", "-q", "--amend", "--no-edit", "-S"];
    stage.git_as("directrice", &[&settings[..], &commit[..]].concat());
    assert!(git_accepts(&stage));
    stage.verify().refused(&["A203"]);
    stage.stop_gpg();
}

#[test]
fn an_authority_that_certifies_the_agent_s_key_for_the_director_is_none() {
    let stage = validated();
    stage.new_key("autorite", &["-t", "ed25519"]);
    let authority = stage.key("autorite");
    let mut command = stage.command("ssh-keygen", "agent");
    command
        .args(["-q", "-I", "x", "-n", "directrice@service.example", "-s"])
        .arg(&authority);
    command.arg(stage.key("agent").with_extension("pub"));
    assert_eq!(crate::sandbox::ended(command).code, 0);
    let line = format!(
        "*@service.example cert-authority {}\n",
        stage.public("autorite")
    );
    std::fs::write(stage.beside("signers"), line).expect("the list");
    let key = format!("user.signingKey={}-cert.pub", stage.key("agent").display());
    stage.git_as(
        "directrice",
        &["-c", &key, "commit", "-q", "--amend", "--no-edit", "-S"],
    );
    assert!(git_accepts(&stage));
    stage.verify().refused(&["A202"]);
}

#[test]
fn one_signature_does_not_serve_two_commits() {
    let stage = validated();
    let (_, signature) = split_signature(&stage.object("HEAD~1"));
    let (payload, own) = split_signature(&stage.object("HEAD"));
    let genuine = stage.id("HEAD");
    assert_eq!(stage.put(&with_signature(&payload, &own)), genuine);
    stage.verify().conforms();
    let forged = stage.put(&with_signature(&payload, &signature));
    stage.verify().refused_at(&forged, &["A202"]);
}

#[test]
fn a_signature_made_for_something_else_than_git_is_none() {
    let stage = validated();
    let payload = stage.payload();
    stage.put_signed("directrice", &payload);
    stage.verify().conforms();
    for namespace in ["file", "email", "gitt", "git@openssh.com"] {
        let signature = stage.signature("directrice", namespace, &payload);
        stage.put(&with_signature(&payload, &signature));
        stage.verify().refused(&["A202"]);
    }
}

#[test]
fn an_altered_payload_is_not_what_was_signed() {
    let stage = validated();
    let (payload, signature) = split_signature(&stage.object("HEAD"));
    let text = String::from_utf8(payload).expect("text");
    for (from, to) in [
        ("Validation de", "Validation  de"),
        ("committer directrice", "committer Directrice"),
        (" +0100\n", " +0200\n"),
        ("Qms-Role: directrice\n", "Qms-Role: directrice\n\n"),
    ] {
        let altered = text.replacen(from, to, 1);
        assert_ne!(altered, text);
        let forged = stage.put(&with_signature(altered.as_bytes(), &signature));
        let verdict = stage.verify();
        assert!(
            verdict.errors().contains(&"A202") || verdict.errors().contains(&"A201"),
            "{verdict}"
        );
        assert_eq!(verdict.exit, 1, "{from:?} {forged}");
    }
}

#[test]
fn a_commit_that_git_would_not_have_written_is_no_act_even_rightly_signed() {
    let stage = validated();
    let payload = String::from_utf8(stage.payload()).expect("text");
    let tree = stage.id("HEAD^{tree}");
    let other = stage.id("HEAD~1^{tree}");
    let parent = stage.id("HEAD~1");
    let committer = payload
        .lines()
        .find(|line| line.starts_with("committer "))
        .expect("one");
    let tree_line = format!("tree {tree}\n");
    for (what, altered) in [
        ("a second tree before", format!("tree {other}\n{payload}")),
        (
            "a second tree after",
            payload.replacen(&tree_line, &format!("{tree_line}tree {other}\n"), 1),
        ),
        (
            "the same parent twice",
            payload.replacen("parent ", &format!("parent {parent}\nparent "), 1),
        ),
        (
            "two committers",
            payload.replacen(committer, &format!("{committer}\n{committer}"), 1),
        ),
        (
            "another encoding",
            payload.replacen("\n\n", "\nencoding ISO-8859-1\n\n", 1),
        ),
        (
            "a parent after the author",
            payload.replacen("\ncommitter ", &format!("\nparent {parent}\ncommitter "), 1),
        ),
        (
            "an end of text",
            payload.replacen("\n\n", "\n\nRien à voir\0", 1),
        ),
        (
            "a carriage return",
            payload.replacen("Qms-Role: directrice\n", "Qms-Role: directrice\r\n", 1),
        ),
    ] {
        assert_ne!(altered, payload, "{what}");
        stage.put_signed("directrice", altered.as_bytes());
        let verdict = stage.verify();
        assert_ne!(verdict.exit, 0, "{what} {verdict}");
        assert!(
            !verdict
                .valid_acts()
                .iter()
                .any(|act| act.starts_with("validate")),
            "{what}"
        );
    }
    stage.put_signed("directrice", payload.as_bytes());
    stage.verify().conforms();
}

#[test]
fn a_message_that_is_not_utf8_is_no_act() {
    let stage = validated();
    let payload = stage.payload();
    let at = payload
        .windows(2)
        .position(|two| two == b"\n\n")
        .expect("a header")
        + 2;
    let altered = [&payload[..at], b"\xe9", &payload[at..]].concat();
    stage.put_signed("directrice", &altered);
    stage.verify().refused(&["A201"]);
}

#[test]
fn a_second_signature_and_armour_of_another_form_are_refused() {
    let stage = validated();
    let (payload, signature) = split_signature(&stage.object("HEAD"));
    let once = with_signature(&payload, &signature);
    let intruder = stage.signature("intrus", "git", &payload);
    let lines: Vec<&str> = signature.lines().collect();
    let body = lines[1..lines.len() - 1].concat();
    let unfolded = format!("{}\n{body}\n{}\n", lines[0], lines[lines.len() - 1]);
    let mut forms = vec![
        ("two signatures", with_signature(&once, &intruder)),
        (
            "two signatures, the other first",
            with_signature(&with_signature(&payload, &intruder), &signature),
        ),
    ];
    for (what, armour) in [
        ("one long line", unfolded),
        ("text before", format!("note\n{signature}")),
        ("text after", format!("{signature}note\n")),
        ("carriage returns", signature.replace('\n', "\r\n")),
        ("a blank line", signature.replacen('\n', "\n\n", 1)),
        ("spaces at the ends", signature.replace('\n', " \n")),
        ("no end", lines[..lines.len() - 1].join("\n")),
    ] {
        forms.push((what, with_signature(&payload, &armour)));
    }
    for (what, bytes) in forms {
        stage.put(&bytes);
        let verdict = stage.verify();
        assert_eq!(verdict.exit, 1, "{what} {verdict}");
    }
    stage.put(&once);
    stage.verify().conforms();
}

#[test]
fn claims_in_trailers_are_worth_the_key_that_signs_them() {
    let stage = Stage::approved();
    stage.later(1);
    stage.enter(DOCUMENT, "validations", "directrice", "directrice");
    let message = stage.statement("validate", DOCUMENT, "directrice", "directrice");
    stage.commit_as("agent", &message);
    stage.verify().refused(&["A203"]);
    stage.signed(
        "agent",
        "agent",
        &["commit", "-q", "--amend", "--no-edit", "--no-gpg-sign"],
    );
    stage.verify().refused(&["A202"]);
    stage.signed(
        "directrice",
        "directrice",
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
fn a_statement_in_another_order_or_of_two_voices_is_none() {
    let stage = Stage::approved();
    stage.later(1);
    stage.enter(DOCUMENT, "validations", "directrice", "directrice");
    let message = stage.statement("validate", DOCUMENT, "directrice", "directrice");
    let group = message.split("\n\n").last().expect("a group").to_owned();
    let tip = stage.id("HEAD");
    for forged in [
        message.replace(
            "Qms-Actor: directrice\nQms-Role: directrice\n",
            "Qms-Role: directrice\nQms-Actor: directrice\n",
        ),
        format!("{message}{}", group.replace("directrice", "suppleante")),
        format!("{message}{group}"),
        message.replace("sha256:", "SHA256:"),
        message.replace("Qms-Act: validate", "Qms-Act: Validate"),
        message.replace("\n\nQms-Act", "\n\nQms-Code: PR-01-V1\n\nQms-Act"),
        message.replace("Qms-Effective: 2026-11-21\n", ""),
        message.replace("Qms-Effective: 2026-11-21", "Qms-Effective: 2026-11-31"),
        format!("{message}Qms-Reason: parce que\n"),
        format!("{message}Co-authored-by: agent\n"),
    ] {
        stage.forge("directrice", "directrice", &forged);
        stage.verify().refused(&["A201"]);
        stage.git(&["reset", "-q", "--soft", &tip]);
    }
    stage.commit_as("directrice", &message);
    stage.verify().conforms();
}

#[test]
fn an_act_in_a_merge_is_none() {
    let stage = Stage::approved();
    stage.branch("ailleurs");
    stage.write("notes.txt", "note\n");
    stage.plain("Note");
    stage.go("main");
    stage.done("directrice", &["validate", "PR-01"]);
    stage.verify().conforms();
    let message = stage.git(&["log", "-1", "--format=%B"]);
    stage.git(&["reset", "-q", "--soft", "HEAD~1"]);
    let tree = stage.git(&["write-tree"]);
    let one = stage.id("HEAD");
    let other = stage.id("ailleurs");
    let key = format!("user.signingKey={}", stage.key("directrice").display());
    let commit = stage.git_as(
        "directrice",
        &[
            "-c",
            &key,
            "commit-tree",
            "-S",
            "-m",
            &message,
            "-p",
            &one,
            "-p",
            &other,
            &tree,
        ],
    );
    stage.git(&["reset", "-q", "--hard", &commit]);
    let verdict = stage.verify();
    assert!(verdict.errors().contains(&"A201"), "{verdict}");
    assert_eq!(verdict.exit, 1);
}

#[test]
fn control_characters_have_no_place_in_an_act() {
    let stage = validated();
    let payload = String::from_utf8(stage.payload()).expect("text");
    for control in ["\u{1b}[2K", "\u{7}", "\u{202e}"] {
        let altered = payload.replacen("\n\n", &format!("\n\n{control}"), 1);
        stage.put_signed("directrice", altered.as_bytes());
        stage.verify().refused(&["A201"]);
    }
}

#[test]
fn a_review_by_hand_needs_its_role() {
    let stage = Stage::in_force();
    stage.later(1);
    stage.change(
        DOCUMENT,
        "application: 2026-11-21\n",
        "application: 2026-11-21\nrevue: {date: 2026-11-21, acteur: agent, resultat: confirme}\n",
    );
    let message =
        stage.statement("review", DOCUMENT, "agent", "pilote") + "Qms-Outcome: confirmed\n";
    stage.commit_as("agent", &message);
    stage.verify().refused(&["A204"]);
}

#[test]
fn a_withdrawal_by_hand_needs_its_role_and_its_reason() {
    for (who, role, reason, exit) in [
        ("directrice", "directrice", "x", 0),
        ("pilote", "pilote", "x", 1),
        ("directrice", "directrice", "y", 1),
    ] {
        let stage = Stage::in_force();
        stage.later(1);
        stage.change(DOCUMENT, "application: 2026-11-21\n", &format!("application: 2026-11-21\nretrait: {{date: 2026-11-21, acteur: {who}, motif: {reason}}}\n"));
        let message = stage.statement("withdraw", DOCUMENT, who, role) + "Qms-Reason: x\n";
        stage.commit_as(who, &message);
        let verdict = stage.verify();
        assert_eq!(verdict.exit, exit, "{who} {reason} {verdict}");
    }
}

#[test]
fn a_reading_is_entered_for_another_by_those_who_keep_the_registers() {
    for (who, exit) in [("agent", 1), ("qualite", 0)] {
        let stage = Stage::in_force();
        stage.later(1);
        let digest = stage.digest(DOCUMENT);
        stage.write(
            "enregistrements/lecture/PR-01-V1/referent.md",
            format!(
                "---\ncode: PR-01-V1\nacteur: referent\ndate: 2026-11-21\nempreinte: \"{}\"\n---\n",
                &digest[7..23]
            ),
        );
        let message = format!(
            "Lu\n\nCorps.\n\nQms-Act: ack\nQms-Code: PR-01-V1\nQms-Digest: {digest}\nQms-Actor: {who}\n"
        );
        stage.commit_as(who, &message);
        let verdict = stage.verify();
        assert_eq!(verdict.exit, exit, "{who} {verdict}");
    }
}

#[test]
fn two_roles_asked_are_two_persons() {
    let stage = Stage::founded();
    stage.write(
        "qms.yaml",
        stage.read("qms.yaml")
            + "\ntypes:\n  PR: {approbation: [pilote, pilote], validation: [directrice]}\n",
    );
    stage.commit_as("admin", "Deux pilotes");
    stage.register("voisine", "pilote, processus: ACCUEIL");
    stage.commit_as("admin", "Pilote");
    stage.done("pilote", &["approve", "PR-01"]);
    let tip = stage.tip();
    stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
    stage.verify().refused(&["A206"]);
    stage.git(&["reset", "-q", "--hard", &tip]);
    // The same pilot with a second key is one person.
    stage.new_key("neuve", &["-t", "ed25519"]);
    let text = stage.read("acteurs/pilote.md");
    let line = text
        .lines()
        .find(|line| line.contains("cle:"))
        .expect("a key");
    stage.change(
        "acteurs/pilote.md",
        line,
        &format!(
            "{line}\n  - {{cle: {}, du: 2024-01-01}}",
            stage.public("neuve")
        ),
    );
    stage.commit_as("admin", "Seconde clé");
    let message = stage.statement("approve", DOCUMENT, "pilote", "pilote");
    stage.forge("neuve", "pilote", &message);
    stage.act_by_hand("validate", DOCUMENT, "directrice", "directrice");
    let verdict = stage.verify();
    assert!(verdict.errors().contains(&"A206"), "{verdict}");
    stage.git(&["reset", "-q", "--hard", &tip]);
    stage.done("voisine", &["approve", "PR-01"]);
    stage.done("directrice", &["validate", "PR-01"]);
    stage.verify().conforms();
}
