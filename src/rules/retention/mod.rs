//! R: what is kept is kept for its time, and leaves by a decision.

mod departed;
mod r101_no_series;
mod r102_term_not_understood;
mod r103_past_its_period;
mod r104_personal_data_too_long;
mod r105_destroyed_against_its_rule;
mod r106_certificate_lacks_its_ground;
mod r107_closed_record_changed;
mod r108_end_cannot_be_dated;
mod r109_hold_without_an_end;

use super::{Finding, Found, Rule};
use crate::retention::Item;

pub use departed::{Open, altered, departed};

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[
    &r101_no_series::RULE,
    &r102_term_not_understood::RULE,
    &r103_past_its_period::RULE,
    &r104_personal_data_too_long::RULE,
    &r105_destroyed_against_its_rule::RULE,
    &r106_certificate_lacks_its_ground::RULE,
    &r107_closed_record_changed::RULE,
    &r108_end_cannot_be_dated::RULE,
    &r109_hold_without_an_end::RULE,
];

#[cfg(test)]
mod tests;

/// Reports something that may leave, with its first day and the options that its destruction asks.
fn due<'f>(found: &'f mut Found, item: &Item<'_>) -> &'f mut Finding {
    let mut options = String::new();
    for (asked, option) in [
        (item.asks_decision(), " --decision REF"),
        (item.asks_transfer(), " --transfer REF"),
        (item.asks_visa(), " --visa REF"),
    ] {
        if asked {
            options.push_str(option);
        }
    }
    let finding = found.at(item.file.whole());
    finding.code(item.code).with("options", options);
    match item.state.leaves_from() {
        Some(day) => finding.with("day", day),
        None => finding,
    }
}
