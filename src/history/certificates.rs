//! Two destructions that drew one certificate number, and met in a merge: whether what was kept names
//! all that was destroyed.

use super::guard::File;
use crate::model::entity::Entity;
use crate::model::layout::{self, EntityKind, Position};
use crate::model::policy::Policy;
use crate::parse;
use crate::repository::{Mode, ObjectError, Repository};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Whether a certificate that a merge keeps lacks something that one of its sides had certified.
///
/// # Errors
/// An object is missing or damaged.
pub(super) fn loses(
    repository: &Repository,
    path: &str,
    (sides, merged): ([File; 2], File),
    policy: &Policy,
) -> Result<bool, ObjectError> {
    if layout::position(path) != Position::Entity(EntityKind::DisposalCertificate) {
        return Ok(false);
    }
    let kept = certified(repository, path, merged, policy)?;
    for side in sides {
        if !certified(repository, path, side, policy)?.is_subset(&kept) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The codes that a certificate names.
fn certified(
    repository: &Repository,
    path: &str,
    file: File,
    policy: &Policy,
) -> Result<BTreeSet<String>, ObjectError> {
    let Some((Mode::Plain, blob)) = file else {
        return Ok(BTreeSet::new());
    };
    let Some(bytes) = repository.blob_within(blob, super::marks::LARGEST)? else {
        return Ok(BTreeSet::new());
    };
    let kind = EntityKind::DisposalCertificate;
    let read = parse::read_head(kind, &Arc::from(path), &bytes, policy);
    Ok(match read.entity {
        Some(Entity::DisposalCertificate(certificate)) => certificate
            .elements
            .into_iter()
            .map(|element| element.code.value)
            .collect(),
        _ => BTreeSet::new(),
    })
}
