//! Single commits that claim more than they may.

use super::sandbox::{DRAFT, Sandbox};
use crate::model::act::{ActKind, Statement};
use crate::parse::edit;
use crate::parse::trailers;
use crate::parse::workflow::WorkflowKey;
use crate::parse::workflow_values::{Entry, entries_block};
use crate::{history::Signer, parse::digest};

/// The approval of the draft by the pilot, as qms writes it, before anything is forged.
fn approval(sandbox: &Sandbox) -> Statement {
    let digest = digest::digest(sandbox.read(DRAFT).as_bytes());
    Statement {
        code: Some("MO-00391-V01".to_owned()),
        digest: Some(digest),
        role: Some("pilote".to_owned()),
        ..Statement::new(ActKind::Approve, "pilote-paped")
    }
}

fn message(statement: &Statement) -> String {
    format!(
        "Approbation\n\nCorps.\n\n{}",
        trailers::write(std::slice::from_ref(statement))
    )
}

fn enter(sandbox: &Sandbox, actor: &str, role: &str, day: &str) {
    let text = sandbox.read(DRAFT);
    let empreinte = digest::digest(text.as_bytes()).short();
    let entry = Entry {
        acteur: actor.to_owned(),
        role: role.to_owned(),
        date: day.parse().unwrap(),
        empreinte,
    };
    let block = entries_block(WorkflowKey::Approvals, &[entry]);
    sandbox.write(
        DRAFT,
        &edit::set(&text, WorkflowKey::Approvals, block.as_deref()).unwrap(),
    );
}

#[test]
fn an_approval_written_by_hand_and_signed_with_plain_git_counts() {
    let sandbox = Sandbox::with_draft();
    let statement = approval(&sandbox);
    enter(&sandbox, "pilote-paped", "pilote", "2026-11-21");
    sandbox.signed("pilote-paped", &message(&statement));
    assert_eq!(sandbox.broken(), Vec::<&str>::new());
    let history = sandbox.history();
    assert!(history.acts()[0].counts());
    assert!(
        matches!(&history.acts()[0].signer, Signer::Good { actor, .. } if actor.as_str() == "pilote-paped")
    );
}

#[test]
fn a_key_that_nobody_registered_approves_nothing() {
    let sandbox = Sandbox::with_draft();
    let statement = approval(&sandbox);
    enter(&sandbox, "pilote-paped", "pilote", "2026-11-21");
    sandbox.signed_as("intrus", "pilote-paped", &message(&statement));
    assert_eq!(sandbox.broken(), ["A203"]);
}

#[test]
fn an_act_under_another_name_than_the_key_s_is_none() {
    let sandbox = Sandbox::with_draft();
    let statement = approval(&sandbox);
    enter(&sandbox, "pilote-paped", "pilote", "2026-11-21");
    sandbox.signed_as("agent", "pilote-paped", &message(&statement));
    assert_eq!(sandbox.broken(), ["A203"]);
    assert!(!sandbox.history().acts()[0].counts());
}

#[test]
fn an_unsigned_act_is_none() {
    let sandbox = Sandbox::with_draft();
    let statement = approval(&sandbox);
    enter(&sandbox, "pilote-paped", "pilote", "2026-11-21");
    sandbox.plain(&message(&statement));
    assert_eq!(sandbox.broken(), ["A202"]);
}

#[test]
fn the_pilot_of_another_process_approves_nothing() {
    let sandbox = Sandbox::with_draft();
    let statement = Statement {
        actor: "pilote-smir".to_owned(),
        ..approval(&sandbox)
    };
    enter(&sandbox, "pilote-smir", "pilote", "2026-11-21");
    sandbox.signed("pilote-smir", &message(&statement));
    assert_eq!(sandbox.broken(), ["A204"]);
}

#[test]
fn a_text_changed_under_the_signature_is_not_approved() {
    let sandbox = Sandbox::with_draft();
    let statement = approval(&sandbox);
    enter(&sandbox, "pilote-paped", "pilote", "2026-11-21");
    sandbox.write(
        DRAFT,
        &sandbox.read(DRAFT).replace("toute l'année", "le lundi"),
    );
    sandbox.signed("pilote-paped", &message(&statement));
    assert_eq!(sandbox.broken(), ["A206", "A210"]);
}

#[test]
fn an_act_that_carries_another_file_is_none() {
    let sandbox = Sandbox::with_draft();
    let statement = approval(&sandbox);
    enter(&sandbox, "pilote-paped", "pilote", "2026-11-21");
    sandbox.write("documents/MO/MO-00400-V01.md", "autre\n");
    sandbox.signed("pilote-paped", &message(&statement));
    assert_eq!(sandbox.broken(), ["A210"]);
}

#[test]
fn forged_trailers_make_no_act() {
    let sandbox = Sandbox::with_draft();
    let statement = approval(&sandbox);
    for forged in [
        message(&statement) + "Qms-Role: directrice\n",
        message(&statement).replace("Qms-Act", "qms-act"),
        message(&statement) + "\nSigned-off-by: x\n",
        message(&statement).replace("Qms-Role: pilote", "Qms-Role:\n pilote"),
    ] {
        sandbox.signed("pilote-paped", &forged);
        assert_eq!(sandbox.broken(), ["A201"], "{forged}");
    }
}

#[test]
fn an_act_without_its_entry_or_with_another_s_says_too_much() {
    let sandbox = Sandbox::with_draft();
    let statement = approval(&sandbox);
    sandbox.signed("pilote-paped", &message(&statement));
    assert_eq!(sandbox.broken(), ["A210"]);
    enter(&sandbox, "agent", "pilote", "2026-11-21");
    sandbox.signed("pilote-paped", &message(&statement));
    assert_eq!(sandbox.broken(), ["A210"]);
}

#[test]
fn a_day_that_is_not_the_act_s_is_seen() {
    let sandbox = Sandbox::with_draft();
    let statement = approval(&sandbox);
    enter(&sandbox, "pilote-paped", "pilote", "2026-11-20");
    sandbox.signed("pilote-paped", &message(&statement));
    assert_eq!(sandbox.broken(), ["A210"]);
}

#[test]
fn an_ended_role_is_not_brought_back_by_a_backdated_clock() {
    let sandbox = Sandbox::with_draft();
    let statement = approval(&sandbox);
    let actor = sandbox.read("acteurs/pilote-paped.md").replace(
        "du: 2024-01-01}\ncles",
        "du: 2024-01-01, au: 2026-11-22}\ncles",
    );
    sandbox.write("acteurs/pilote-paped.md", &actor);
    sandbox.signed("admin", "Fin de mandat");
    sandbox.set_clock(3);
    sandbox.write(
        "acteurs/agent.md",
        &sandbox
            .read("acteurs/agent.md")
            .replace("agent Élan", "Agent"),
    );
    sandbox.signed("admin", "Nom");
    sandbox.set_clock(1);
    enter(&sandbox, "pilote-paped", "pilote", "2026-11-22");
    sandbox.signed("pilote-paped", &message(&statement));
    sandbox.set_clock(4);
    assert_eq!(sandbox.broken(), ["A204", "A210", "G206"]);
}

#[test]
fn the_register_changes_only_by_those_whom_it_entitles() {
    let sandbox = Sandbox::with_draft();
    let forged = sandbox
        .read("acteurs/agent.md")
        .replace("role: agent", "role: directrice");
    sandbox.write("acteurs/agent.md", &forged);
    sandbox.signed("agent", "Promotion");
    assert_eq!(sandbox.broken(), ["G201"]);
    let directrice = crate::model::names::RoleId::new("directrice");
    let day = "2026-11-21".parse().unwrap();
    assert!(
        !sandbox
            .history()
            .register()
            .actor("agent")
            .unwrap()
            .actor
            .holds(&directrice, None, day)
    );
    sandbox.write("README.md", "et autre chose\n");
    sandbox.write("acteurs/agent.md", &forged.replace("agent Élan", "Agent"));
    sandbox.signed("admin", "Mélange");
    assert_eq!(sandbox.broken(), ["G201"]);
    sandbox.write("acteurs/agent.md", &forged.replace("agent Élan", "A."));
    sandbox.signed("admin", "Inscription");
    assert_eq!(sandbox.broken(), Vec::<&str>::new());
    assert!(
        sandbox
            .history()
            .register()
            .actor("agent")
            .unwrap()
            .actor
            .holds(&directrice, None, day)
    );
}

#[test]
fn a_register_without_an_administrator_has_no_effect() {
    let sandbox = Sandbox::with_draft();
    sandbox.write(
        "acteurs/admin.md",
        &sandbox
            .read("acteurs/admin.md")
            .replace("role: administrateur", "role: agent"),
    );
    sandbox.signed("admin", "Départ");
    assert_eq!(sandbox.broken(), ["G208"]);
    assert!(
        sandbox
            .history()
            .register()
            .has_administrator("2026-11-21".parse().unwrap())
    );
}

#[test]
fn a_withdrawn_key_keeps_the_past_and_signs_nothing_new() {
    let sandbox = Sandbox::with_approved();
    sandbox.key("neuve");
    let old = sandbox.read("acteurs/pilote-paped.md");
    sandbox.actor("neuve", "x");
    let line = |text: &str| {
        text.lines()
            .find(|line| line.contains("cle:"))
            .unwrap()
            .to_owned()
    };
    let new = old.replace(&line(&old), &line(&sandbox.read("acteurs/neuve.md")));
    std::fs::remove_file(sandbox.root.join("acteurs/neuve.md")).unwrap();
    sandbox.write("acteurs/pilote-paped.md", &new);
    sandbox.signed("admin", "Clé retirée");
    assert!(sandbox.history().acts()[0].counts());
    let statement = approval(&sandbox);
    sandbox.signed("pilote-paped", &message(&statement));
    assert_eq!(sandbox.broken(), ["A205"]);
}

#[test]
fn an_act_of_a_compromised_key_counts_once_confirmed_with_another() {
    let sandbox = Sandbox::with_approved();
    let old = sandbox.read("acteurs/pilote-paped.md");
    let declared = old.replace(
        "du: 2024-01-01}\n---",
        "du: 2024-01-01, compromise: {date: 2026-11-21, motif: perdue}}\n---",
    );
    assert_ne!(old, declared);
    sandbox.write("acteurs/pilote-paped.md", &declared);
    sandbox.signed("admin", "Clé compromise");
    let history = sandbox.history();
    assert_eq!(
        history.acts()[0]
            .first_error()
            .map(crate::history::Fact::rule),
        Some("A205")
    );
    sandbox
        .qms("directrice", &["validate", "mo-391"])
        .refused(1, "compromised");
}

/// A validation by hand, for today, of the draft as it stands.
fn validate_by_hand(sandbox: &Sandbox, who: &str) {
    let text = sandbox.read(DRAFT);
    let digest = digest::digest(text.as_bytes());
    let entry = Entry {
        acteur: who.to_owned(),
        role: "directrice".to_owned(),
        date: "2026-11-21".parse().unwrap(),
        empreinte: digest.short(),
    };
    let block = entries_block(WorkflowKey::Validations, &[entry]);
    let text = edit::set(&text, WorkflowKey::Validations, block.as_deref()).unwrap();
    let text = edit::set(
        &text,
        WorkflowKey::Effective,
        Some("application: 2026-11-21\n"),
    )
    .unwrap();
    sandbox.write(DRAFT, &text);
    let statement = Statement {
        code: Some("MO-00391-V01".to_owned()),
        digest: Some(digest),
        role: Some("directrice".to_owned()),
        effective: Some("2026-11-21".parse().unwrap()),
        ..Statement::new(ActKind::Validate, who)
    };
    sandbox.signed(who, &message(&statement));
}

#[test]
fn a_validation_without_approvals_brings_nothing_into_force() {
    let sandbox = Sandbox::with_draft();
    validate_by_hand(&sandbox, "directrice");
    assert_eq!(sandbox.broken(), ["A206"]);
    let sandbox = Sandbox::with_approved();
    validate_by_hand(&sandbox, "directrice");
    assert_eq!(sandbox.broken(), Vec::<&str>::new());
}

#[test]
fn who_approved_does_not_validate_even_by_hand() {
    let sandbox = Sandbox::with_draft();
    let roles = sandbox.read("acteurs/pilote-paped.md").replace(
        "roles:\n",
        "roles:\n  - {role: directrice, du: 2024-01-01}\n",
    );
    sandbox.write("acteurs/pilote-paped.md", &roles);
    sandbox.signed("admin", "Deux rôles");
    sandbox.qms("pilote-paped", &["approve", "mo-391"]).done();
    validate_by_hand(&sandbox, "pilote-paped");
    assert_eq!(sandbox.broken(), ["A103"]);
}

#[test]
fn an_honest_merge_keeps_the_acts_and_the_register_of_both_sides() {
    let sandbox = Sandbox::with_draft();
    sandbox.git(&["switch", "-q", "-c", "autre"]);
    sandbox.key("nouvelle");
    sandbox.actor("nouvelle", "directrice");
    sandbox.signed("admin", "Inscription");
    sandbox.git(&["switch", "-q", "main"]);
    sandbox.qms("pilote-paped", &["approve", "mo-391"]).done();
    sandbox.git(&[
        "merge",
        "-q",
        "--no-ff",
        "-m",
        "Merge branch autre",
        "autre",
    ]);
    let history = sandbox.history();
    assert!(history.faults().is_empty(), "{:?}", history.faults());
    assert!(history.register().actor("nouvelle").is_some());
    sandbox.qms("nouvelle", &["validate", "mo-391"]).done();
    assert!(
        sandbox
            .history()
            .acts()
            .iter()
            .all(|act| act.breaches.is_empty())
    );
}

#[test]
fn a_merge_changes_no_governed_file_by_itself() {
    let sandbox = Sandbox::with_draft();
    sandbox.git(&["switch", "-q", "-c", "autre"]);
    sandbox.write("README.md", "autre\n");
    sandbox.plain("Note");
    sandbox.git(&["switch", "-q", "main"]);
    sandbox.write("NOTES.md", "note\n");
    sandbox.plain("Autre note");
    sandbox.git(&["merge", "-q", "--no-ff", "--no-commit", "autre"]);
    sandbox.write(
        "acteurs/agent.md",
        &sandbox
            .read("acteurs/agent.md")
            .replace("role: agent", "role: directrice"),
    );
    sandbox.signed("agent", "Merge branch autre");
    assert_eq!(sandbox.broken(), ["G201"]);
    let role = crate::model::names::RoleId::new("directrice");
    assert!(
        !sandbox
            .history()
            .register()
            .actor("agent")
            .unwrap()
            .actor
            .holds(&role, None, "2026-11-21".parse().unwrap())
    );
}

#[test]
fn another_trust_root_than_the_pinned_one_is_not_followed() {
    let sandbox = Sandbox::with_draft();
    let root = sandbox.history().root().clone();
    assert_eq!(root.source, crate::history::RootSource::FirstUse);
    let repository = sandbox.open();
    crate::history::pin(&repository, root.commit).unwrap();
    assert_eq!(
        sandbox.history().root().source,
        crate::history::RootSource::Pinned
    );
    let elsewhere = Sandbox::with_approved();
    crate::history::pin(&elsewhere.open(), root.commit).unwrap();
    elsewhere
        .qms("directrice", &["validate", "mo-391"])
        .refused(2, "trust root");
}
