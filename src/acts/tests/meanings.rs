//! What an act says that it means, in the body of its commit and in `log`.

use crate::model::act::{ActKind, HoldChange, Statement};
use crate::text::Text;
use std::collections::BTreeSet;

fn hold(change: HoldChange) -> Text {
    let mut statement = Statement::new(ActKind::Hold, "pilote-paped");
    statement.hold = Some(change);
    statement.words().meaning
}

#[test]
fn a_hold_suspends_a_destruction_and_its_lifting_no_longer_does() {
    assert_eq!(hold(HoldChange::Set).fr, "sa destruction est suspendue");
    assert_eq!(
        hold(HoldChange::Lifted).fr,
        "sa destruction n'est plus suspendue"
    );
}

#[test]
fn no_two_acts_mean_the_same() {
    let meanings: BTreeSet<&str> = ActKind::ALL
        .into_iter()
        .map(|kind| Statement::new(kind, "directrice").words().meaning.en)
        .collect();
    assert_eq!(meanings.len(), ActKind::ALL.len());
}
