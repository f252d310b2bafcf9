//! T: the registers are kept: what is watched is consulted, what is subscribed to is delivered.

mod t101_source_not_consulted;
mod t102_subscription_lapsed;
mod t103_event_without_follow_up;
mod t104_in_charge_not_in_function;
mod t105_copies_do_not_add_up;

use super::Rule;
use crate::corpus::{Corpus, File};
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::registers::{ExternalDocument, Subscription, WatchItem};

/// The rules of this family, sorted.
pub(super) static RULES: &[&Rule] = &[
    &t101_source_not_consulted::RULE,
    &t102_subscription_lapsed::RULE,
    &t103_event_without_follow_up::RULE,
    &t104_in_charge_not_in_function::RULE,
    &t105_copies_do_not_add_up::RULE,
];

fn watch_items(corpus: &Corpus) -> impl Iterator<Item = (&File, &WatchItem)> {
    corpus
        .entities(EntityKind::WatchItem)
        .filter_map(|(file, entity)| match entity {
            Entity::WatchItem(item) => Some((file, item)),
            _ => None,
        })
}

fn subscriptions(
    corpus: &Corpus,
) -> impl Iterator<Item = (&File, &ExternalDocument, &Subscription)> {
    corpus
        .entities(EntityKind::ExternalDocument)
        .filter_map(|(file, entity)| match entity {
            Entity::ExternalDocument(document) => {
                Some((file, document, document.subscription.as_ref()?))
            }
            _ => None,
        })
}

#[cfg(test)]
mod tests;
