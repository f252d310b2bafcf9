//! What acts that count put under guard (30-trust: "change in no other way, at any commit").

use super::guard::{Guard, Held};
use super::record::ActRecord;
use super::walk::Walk;
use crate::model::act::ActKind;
use crate::model::layout;
use crate::repository::{Change, CommitId, ObjectError};

/// What a commit of acts that count puts where, each with why it is guarded from then on.
///
/// # Errors
/// An object is missing or damaged.
pub(super) fn held(
    walk: &Walk<'_>,
    commit: CommitId,
    place: usize,
    changes: &[Change],
) -> Result<Vec<(String, Held)>, ObjectError> {
    let mut found: Vec<(String, Held)> = Vec::new();
    let records: Vec<&ActRecord> = walk
        .ledger
        .all()
        .iter()
        .rev()
        .take_while(|record| record.commit == commit)
        .collect();
    for change in changes {
        let file = change.new;
        let known = walk.guards.seen(&walk.ancestry, &change.path, place);
        let known = known.map(|held| held.guard.clone());
        let guard = |guard: Guard| Held { place, file, guard };
        let path = change.path.clone();
        if layout::is_evidence(&path) {
            found.push((path, guard(Guard::Evidence)));
            continue;
        }
        if file.is_none() {
            found.push((path, guard(Guard::Left)));
            continue;
        }
        let stem = layout::stem(&path);
        let on = |record: &&&ActRecord| record.statement.code.as_deref() == Some(stem);
        let Some(record) = records.iter().find(on) else {
            continue;
        };
        let next = match record.statement.act {
            ActKind::Reject => Some(Guard::Free),
            ActKind::Close => Some(Guard::Closed),
            ActKind::Reopen => Some(Guard::Ticket),
            ActKind::Archive | ActKind::Hold => match known {
                Some(Guard::Closed) => Some(Guard::Closed),
                _ => Some(Guard::Marked),
            },
            ActKind::Validate if record.completes => record.statement.effective.map(Guard::Version),
            _ => known.filter(|known| matches!(known, Guard::Version(_))),
        };
        found.extend(next.map(|next| (path, guard(next))));
    }
    for record in records.iter().filter(|record| record.completes) {
        images(walk, commit, place, record, &mut found)?;
    }
    Ok(found)
}

/// The images of a version that was validated.
fn images(
    walk: &Walk<'_>,
    commit: CommitId,
    place: usize,
    record: &ActRecord,
    found: &mut Vec<(String, Held)>,
) -> Result<(), ObjectError> {
    let code = record.statement.code.as_deref().unwrap_or_default();
    let version = layout::document_path(code.split('-').next().unwrap_or_default(), code);
    for (_, image) in &record.statement.assets {
        let file = walk.repository.file_at(commit, image)?;
        let known = walk.guards.seen(&walk.ancestry, image, place);
        let mut versions = match known.map(|held| &held.guard) {
            Some(Guard::Image(versions)) => versions.clone(),
            _ => Vec::new(),
        };
        versions.push(version.clone());
        let guard = Guard::Image(versions);
        found.push((image.clone(), Held { place, file, guard }));
    }
    Ok(())
}
