//! Any history of valid acts conforms; and with one thing changed it does not.

use super::objects::flip;
use super::stage::{DOCUMENT, Stage};
use crate::sandbox::PROCEDURE;
use proptest::prelude::*;

const WITHDRAW: &[&str] = &["withdraw", "PR-01", "--reason", "Activité arrêtée"];

/// One honest step.
#[derive(Debug, Clone, Copy)]
enum Step {
    Draft,
    Edit,
    Approve,
    Reject,
    Validate,
    Review,
    Acknowledge,
    Register,
    Note,
    Fork,
    Join,
}

/// What an attacker does to a history.
#[derive(Debug, Clone, Copy)]
enum Attack {
    FlipInAct,
    DropCommit,
    EditGoverned,
    EditInForce,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => Just(Step::Draft),
        1 => Just(Step::Edit),
        3 => Just(Step::Approve),
        1 => Just(Step::Reject),
        3 => Just(Step::Validate),
        1 => Just(Step::Review),
        1 => Just(Step::Acknowledge),
        1 => Just(Step::Register),
        1 => Just(Step::Note),
        2 => Just(Step::Fork),
        2 => Just(Step::Join),
    ]
}

fn attack() -> impl Strategy<Value = Attack> {
    prop_oneof![
        Just(Attack::FlipInAct),
        Just(Attack::DropCommit),
        Just(Attack::EditGoverned),
        Just(Attack::EditInForce),
    ]
}

/// The history as it is being made; what cannot be done at a step is left out.
struct Play {
    stage: Stage,
    drafts: usize,
    notes: usize,
    forked: bool,
}

impl Play {
    fn path(number: usize) -> String {
        format!("documents/PR/PR-{number:02}-V1.md")
    }

    fn take(&mut self, step: Step) {
        let stage = &self.stage;
        let last = format!("PR-{:02}", self.drafts + 1);
        let path = Play::path(self.drafts + 1);
        stage.later(1);
        match step {
            Step::Draft if !self.forked => {
                self.drafts += 1;
                let number = self.drafts + 1;
                let text = PROCEDURE.replace("{code}", &format!("PR-{number:02}-V1"));
                stage.write(&Play::path(number), text);
                stage.plain("Projet");
            }
            Step::Edit if self.drafts > 0 && !stage.read(&path).contains("validations:") => {
                let text = stage
                    .read(&path)
                    .replace("Noter sa demande", "Noter toute sa demande");
                stage.write(&path, text);
                stage.plain("Retouche");
            }
            Step::Approve => drop(stage.qms("pilote", &["approve", &last])),
            Step::Reject if !self.forked => {
                drop(stage.qms("pilote", &["reject", &last, "--reason", "À revoir"]));
            }
            Step::Validate => drop(stage.qms("directrice", &["validate", &last])),
            Step::Review if !self.forked => drop(stage.qms("pilote", &["review", "PR-01"])),
            Step::Acknowledge => drop(stage.qms("agent", &["ack", "PR-01"])),
            Step::Register if !self.forked => {
                self.notes += 1;
                let text = stage.actor("agent", "agent", &stage.public("agent"));
                stage.write(
                    "acteurs/agent.md",
                    text.replace("nom: agent", &format!("nom: Agent {}", self.notes)),
                );
                stage.commit_as("admin", "Nom");
            }
            Step::Note => {
                self.notes += 1;
                stage.write(&format!("note-{}.txt", self.notes), "note\n");
                stage.plain("Note");
            }
            Step::Fork if !self.forked => {
                stage.branch("ailleurs");
                self.notes += 1;
                stage.write(&format!("note-{}.txt", self.notes), "note\n");
                stage.plain("Note ailleurs");
                drop(stage.qms("referent", &["ack", "PR-01"]));
                stage.go("main");
                self.notes += 1;
                stage.write(&format!("note-{}.txt", self.notes), "note\n");
                stage.plain("Note");
                self.forked = true;
            }
            Step::Join if self.forked => {
                stage.merge("ailleurs");
                stage.git(&["branch", "-q", "-D", "ailleurs"]);
                self.forked = false;
            }
            _ => {}
        }
    }

    fn swap_last_merge(&self) -> bool {
        let text = String::from_utf8(self.stage.object("HEAD")).expect("text");
        let parents: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("parent "))
            .collect();
        if parents.len() != 2 {
            return false;
        }
        let (one, other) = (
            parents.join("\n"),
            format!("{}\n{}", parents[1], parents[0]),
        );
        self.stage.put(text.replace(&one, &other).as_bytes());
        true
    }

    /// One thing changed.
    fn suffer(&self, attack: Attack, chance: usize) {
        let stage = &self.stage;
        match attack {
            Attack::FlipInAct => {
                // The tip is an act: one bit of it, wherever.
                stage.done("directrice", WITHDRAW);
                let commit = stage.object("HEAD");
                let at = chance % commit.len();
                stage.put(&flip(&commit, at));
            }
            Attack::DropCommit => {
                // An act is lost, and what it did is kept, as a squash does.
                stage.done("directrice", WITHDRAW);
                let dropped = stage.git(&[
                    "commit-tree",
                    "-p",
                    "HEAD~1",
                    "-m",
                    "Sans l'acte",
                    "HEAD^{tree}",
                ]);
                stage.git(&["reset", "-q", "--hard", &dropped]);
            }
            Attack::EditGoverned => {
                let paths = [
                    "qms.yaml",
                    "acteurs/agent.md",
                    "acteurs/directrice.md",
                    "processus/ACCUEIL.md",
                    ".gitlab-ci.yml",
                ];
                let path = paths[chance % paths.len()];
                stage.write(path, stage.read(path) + "# ajout\n");
                stage.plain("Ajout");
            }
            Attack::EditInForce => {
                let text = stage.read(DOCUMENT);
                let body = text.find("# Accueillir").expect("a body");
                let at = (body + chance % (text.len() - body - 1)..)
                    .find(|at| text.as_bytes()[*at].is_ascii_alphabetic());
                let at = at.filter(|at| *at < text.len()).unwrap_or(body + 2);
                let mut bytes = text.into_bytes();
                bytes[at] ^= 1;
                stage.write(DOCUMENT, bytes);
                stage.plain("Retouche");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_261_121),
        max_shrink_iters: 8,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_rightly_done_conforms_and_one_thing_changed_does_not(
        steps in proptest::collection::vec(step(), 4..10),
        attack in attack(),
        chance in 0_usize..10_000,
    ) {
        let mut play = Play { stage: Stage::in_force(), drafts: 0, notes: 0, forked: false };
        for step in steps {
            play.take(step);
        }
        play.take(Step::Join);
        let verdict = play.stage.verify();
        verdict.conforms();
        if play.swap_last_merge() {
            let swapped = play.stage.verify();
            swapped.conforms();
            prop_assert_eq!(verdict.valid_acts(), swapped.valid_acts());
        }
        play.suffer(attack, chance);
        let suffered = play.stage.verify();
        prop_assert_ne!(suffered.exit, 0, "{:?} {} {}", attack, chance, suffered);
    }
}
