//! Whether the workflow keys of a document are those that acts wrote, one by one (A208, A209).

use super::breach::Fact;
use super::ledger::View;
use super::record::ActRecord;
use crate::model::act::{ActKind, Statement};
use crate::model::digest::Digest;
use crate::model::document::{Document, Entry};

/// The entry lists of a document, each with the act that writes it.
fn lists(document: &Document) -> [(ActKind, &[Entry]); 2] {
    [
        (ActKind::Approve, &document.approvals),
        (ActKind::Validate, &document.validations),
    ]
}

/// The entries of a list that are over the file's own content.
fn counting<'d>(
    document: &'d Document,
    entries: &'d [Entry],
) -> impl Iterator<Item = &'d Entry> + 'd {
    entries
        .iter()
        .filter(|entry| document.digest.matches(&entry.digest.value))
}

/// Whether an act says what an entry says.
pub(super) fn wrote(record: &ActRecord, document: &Document, entry: &Entry, act: ActKind) -> bool {
    record.is(act, &document.code.to_string(), &document.digest)
        && record.statement.actor == entry.actor.value.as_str()
        && record.statement.role.as_deref() == Some(entry.role.value.as_str())
        && record.day == entry.date.value
}

fn backed(view: View<'_>, document: &Document, entry: &Entry, act: ActKind) -> bool {
    view.standing(act, &document.code.to_string())
        .any(|record| wrote(record, document, entry, act))
}

fn has(entries: &[Entry], entry: &Entry) -> bool {
    entries.iter().any(|other| {
        (
            &other.actor.value,
            &other.role.value,
            &other.date.value,
            &other.digest.value,
        ) == (
            &entry.actor.value,
            &entry.role.value,
            &entry.date.value,
            &entry.digest.value,
        )
    })
}

/// Whether the file bears a decision that no act made. What stood there `before` already was not
/// brought by the commit that is looked at.
pub(super) fn typed(view: View<'_>, document: &Document, before: Option<&Document>) -> bool {
    let same = before.filter(|before| before.digest == document.digest);
    let entries = lists(document).into_iter().any(|(act, entries)| {
        counting(document, entries).any(|entry| {
            let known = same.is_some_and(|before| {
                lists(before)
                    .iter()
                    .any(|(kind, list)| *kind == act && has(list, entry))
            });
            !known && !backed(view, document, entry, act)
        })
    });
    let code = document.code.to_string();
    let withdrawn = document.withdrawal.as_ref().is_some_and(|withdrawal| {
        before.is_none_or(|before| before.withdrawal.is_none())
            && !view.on(&code).any(|record| {
                record.statement.act == ActKind::Withdraw
                    && record.day == withdrawal.date.value
                    && record.statement.actor == withdrawal.actor.value.as_str()
            })
    });
    let reviewed = document.review.as_ref().is_some_and(|review| {
        before.is_none_or(|before| before.review.is_none())
            && !view.on(&code).any(|record| {
                record.statement.act == ActKind::Review
                    && record.day == review.date.value
                    && record.statement.actor == review.actor.value.as_str()
            })
    });
    entries || withdrawn || reviewed
}

/// The same for the file of an act, besides what the act itself writes.
pub(super) fn typed_besides(view: View<'_>, document: &Document, statement: &Statement) -> bool {
    let mut others = document.clone();
    // The act's own entry is the last, and is held against its statement (A210).
    match statement.act {
        ActKind::Approve => drop(others.approvals.pop()),
        ActKind::Validate => drop(others.validations.pop()),
        ActKind::Review => others.review = None,
        ActKind::Withdraw => others.withdrawal = None,
        ActKind::Reject
        | ActKind::Close
        | ActKind::Reopen
        | ActKind::Archive
        | ActKind::Hold
        | ActKind::Destroy
        | ActKind::Ack
        | ActKind::Snapshot
        | ActKind::Settle => {}
    }
    typed(view, &others, None)
}

/// Whether a file lost, with its content unchanged, an entry that an act wrote. `after` is the
/// content after, and the document where it bears keys at all.
pub(super) fn lost(
    view: View<'_>,
    before: &Document,
    after: (Option<Digest>, Option<&Document>),
) -> bool {
    let (digest, document) = after;
    let kept = |act: ActKind, entry: &Entry| {
        document.is_some_and(|document| {
            let lists = lists(document);
            lists
                .iter()
                .any(|(kind, list)| *kind == act && has(list, entry))
        })
    };
    Some(before.digest) == digest
        && lists(before).into_iter().any(|(act, old)| {
            counting(before, old).any(|entry| !kept(act, entry) && backed(view, before, entry, act))
        })
}

/// What is wrong with a draft's keys after a change, if anything is.
pub(super) fn fault(
    view: View<'_>,
    path: &str,
    before: Option<&Document>,
    after: (Option<Digest>, Option<&Document>),
) -> Option<Fact> {
    if after.1.is_some_and(|after| typed(view, after, before)) {
        return Some(Fact::Typed(path.to_owned()));
    }
    before
        .is_some_and(|before| lost(view, before, after))
        .then(|| Fact::Untyped(path.to_owned()))
}

/// Whether a validated file says just what the acts that are seen say, in whatever order: as when
/// a merge brings together what two branches decided.
pub(super) fn agrees(view: View<'_>, document: &Document) -> bool {
    let code = document.code.to_string();
    let Some(validation) = view.validated(&code) else {
        return false;
    };
    let stated = |act: ActKind| {
        view.on(&code)
            .rfind(move |record| record.statement.act == act)
    };
    let entries = [
        (ActKind::Approve, &document.approvals),
        (ActKind::Validate, &document.validations),
    ];
    let complete = entries.into_iter().all(|(act, list)| {
        let mut persons = view.standing_on(act, &code, document.digest);
        persons.all(|record| {
            list.iter().any(|entry| {
                entry.actor.value.as_str() == record.statement.actor
                    && Some(entry.role.value.as_str()) == record.statement.role.as_deref()
            })
        })
    });
    validation.statement.digest == Some(document.digest)
        && document.effective.as_ref().map(|date| date.value) == validation.statement.effective
        && complete
        && !typed(view, document, None)
        && stated(ActKind::Withdraw).is_some() == document.withdrawal.is_some()
        && stated(ActKind::Review).is_some() == document.review.is_some()
}

/// Whether a file of this content lacks an entry that an act which stands wrote on it.
pub(super) fn lacks(
    view: View<'_>,
    code: &str,
    digest: Digest,
    document: Option<&Document>,
) -> bool {
    [ActKind::Approve, ActKind::Validate]
        .into_iter()
        .any(|act| {
            view.standing_on(act, code, digest).any(|record| {
                let entries = document.map_or(&[][..], |document| match act {
                    ActKind::Approve => &document.approvals,
                    _ => &document.validations,
                });
                !entries.iter().any(|entry| {
                    entry.actor.value.as_str() == record.statement.actor
                        && Some(entry.role.value.as_str()) == record.statement.role.as_deref()
                        && digest.matches(&entry.digest.value)
                })
            })
        })
}
