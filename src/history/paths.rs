//! The kind and the name of files in controlled and governed folders (C001, C002, F008, F009).

use super::breach::PathFault;
use super::guard::File;
use crate::corpus::{AttributesFile, FileState};
use crate::model::code::Class;
use crate::model::layout::{self, EntityKind, FOLDERS, Position};
use crate::model::policy::Policy;
use crate::repository::Mode;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

const ATTRIBUTES: &str = ".gitattributes";

/// Whether a path lies in a controlled folder.
pub(super) fn is_controlled(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    FOLDERS.contains(&top) || path == layout::POLICY
}

/// Whether some file systems take a path for one of a controlled folder, or for qms.yaml.
pub(super) fn is_twin_of_controlled(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    let folded = folded(top);
    folded != top && (FOLDERS.contains(&folded.as_str()) || folded == layout::POLICY)
}

/// What is wrong with the kind of file that a commit puts somewhere.
pub(super) fn unfit(path: &str, file: File, governed: bool) -> Option<PathFault> {
    kind(path, file?.0, governed)
}

/// What is wrong with the kind of a file.
fn kind(path: &str, mode: Mode, governed: bool) -> Option<PathFault> {
    // A link or a submodule may stand where a whole folder stood.
    if !is_controlled(path) && !governed {
        return None;
    }
    if mode != Mode::Plain {
        return Some(PathFault::NotPlain);
    }
    let below = is_controlled(path) && layout::file_name(path).eq_ignore_ascii_case(ATTRIBUTES);
    below.then_some(PathFault::Attributes)
}

/// What is wrong with a file by its path and mode alone.
pub(super) fn fault(path: &str, utf8: bool, mode: Mode, policy: &Policy) -> Option<PathFault> {
    let governed = policy.governors(path).is_some();
    if let Some(fault) = kind(path, mode, governed) {
        return Some(fault);
    }
    if !is_controlled(path) {
        return None;
    }
    if !utf8 {
        return Some(PathFault::Encoding);
    }
    let name = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
    };
    let git = |part: &str| part.eq_ignore_ascii_case(".git");
    if !path.split('/').all(name) || path.split('/').any(git) {
        return Some(PathFault::Name);
    }
    match layout::position(path) {
        Position::Misplaced => Some(PathFault::Folder),
        Position::Entity(kind) => code(path, kind, policy),
        Position::Free => None,
    }
}

/// Names that are codes are canonical, and stand in the folder of their type or year.
fn code(path: &str, kind: EntityKind, policy: &Policy) -> Option<PathFault> {
    let class = match kind {
        EntityKind::Document => Class::Document,
        EntityKind::Record => Class::Record,
        EntityKind::Ticket => Class::Ticket,
        EntityKind::DisposalCertificate => Class::Certificate,
        _ => return None,
    };
    let stem = layout::stem(path);
    let Ok(code) = policy.codes.canonical(stem) else {
        return Some(PathFault::NoCode);
    };
    let stands = policy.codes.class(code.kind()) == Some(class)
        && super::scope::path_of(policy, &code) == path;
    (!stands).then_some(PathFault::Folder)
}

/// A path in the form in which some file systems compare names.
pub(super) fn folded(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        path.nfc().flat_map(char::to_lowercase).nfc().collect()
    }
}

/// Whether the attributes at the root change what is read.
pub(super) fn forbidden_attributes(bytes: &[u8]) -> bool {
    let file = AttributesFile {
        path: Arc::from(ATTRIBUTES),
        state: FileState::Plain,
        text: String::from_utf8_lossy(bytes).into_owned(),
    };
    !file.forbidden().is_empty()
}
