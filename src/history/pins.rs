//! What this clone saw before: the last tip of each reference that was verified and conformed, so
//! that a history that was rewritten since is noticed (G203). It is kept outside git's references.

use crate::repository::{CommitId, ObjectError, Repository, Tree, write_file_atomically};

const FOLDER: &str = "qms";
const NOTE: &str = "verified";

/// The tips that were verified here, by the full names of their references.
#[derive(Debug, Default)]
pub struct Pins {
    tips: Vec<(String, CommitId)>,
}

impl Pins {
    /// Reads the note of the clone; one that cannot be read says nothing, and is written anew.
    pub fn read(repository: &Repository) -> Pins {
        let folder = Tree::WorkingTree(repository.common_dir().join(FOLDER));
        let bytes = folder.read_path(NOTE).ok().flatten().unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let tips = text
            .lines()
            .filter_map(|line| {
                let (commit, name) = line.split_once(' ')?;
                Some((name.to_owned(), commit.parse().ok()?))
            })
            .collect();
        Pins { tips }
    }

    /// The last tip of a reference that was verified.
    pub fn tip(&self, name: &str) -> Option<CommitId> {
        let known = self.tips.iter().find(|(known, _)| known == name);
        known.map(|(_, commit)| *commit)
    }

    /// Whether some reference was verified at this very commit.
    pub fn has(&self, commit: CommitId) -> bool {
        self.tips.iter().any(|(_, known)| *known == commit)
    }

    /// Keeps the tip of a reference.
    ///
    /// # Errors
    /// The folder of git cannot be written: a clone that can only be read keeps nothing.
    pub fn keep(
        &mut self,
        repository: &Repository,
        name: &str,
        tip: CommitId,
    ) -> std::io::Result<()> {
        if self.tip(name) == Some(tip) {
            return Ok(());
        }
        self.tips.retain(|(known, _)| known != name);
        self.tips.push((name.to_owned(), tip));
        self.tips.sort();
        let lines: Vec<String> = self
            .tips
            .iter()
            .map(|(name, commit)| format!("{commit} {name}\n"))
            .collect();
        let path = repository.common_dir().join(FOLDER).join(NOTE);
        write_file_atomically(&path, lines.concat().as_bytes())
    }
}

/// Whether a reference moved back, or aside, since it was last verified here: the tip it had then.
///
/// # Errors
/// An object is missing or damaged. A former tip that is gone altogether is no such error: it is
/// what a rewritten history looks like.
pub fn rewound(
    repository: &Repository,
    pins: &Pins,
    name: &str,
    tip: CommitId,
) -> Result<Option<CommitId>, ObjectError> {
    let Some(before) = pins.tip(name).filter(|before| *before != tip) else {
        return Ok(None);
    };
    Ok((!repository.leads_to(before, tip)?).then_some(before))
}
