//! What honest people do conforms.

use super::stage::{DOCUMENT, Stage};

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
