//! Family U, the rule of the 3 U: a document is useful, used and usable.

mod u101_purpose_is_a_placeholder;
mod u102_process_without_a_pilot;
mod u103_nothing_refers_to_it;
mod u104_repeats_another_document;
mod u201_review_overdue;
mod u202_no_evidence_of_use;
mod u203_form_without_records;
mod u301_reference_leads_nowhere;
mod u302_section_missing_or_empty;
mod u303_template_text_left;
mod u304_image_missing_or_mute;
mod u305_headings_out_of_order;
mod u306_unknown_audience;

#[cfg(test)]
mod tests;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[
    &u101_purpose_is_a_placeholder::RULE,
    &u102_process_without_a_pilot::RULE,
    &u103_nothing_refers_to_it::RULE,
    &u104_repeats_another_document::RULE,
    &u201_review_overdue::RULE,
    &u202_no_evidence_of_use::RULE,
    &u203_form_without_records::RULE,
    &u301_reference_leads_nowhere::RULE,
    &u302_section_missing_or_empty::RULE,
    &u303_template_text_left::RULE,
    &u304_image_missing_or_mute::RULE,
    &u305_headings_out_of_order::RULE,
    &u306_unknown_audience::RULE,
];
