//! The object by which a number is reserved on a remote: a commit of nothing, that no other is equal to.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

use gix::objs::{Kind, Write};

use super::WriteError;
use super::plan::{stamp, stamp_time, store};
use super::trees::NewObject;
use crate::repository::open::describe;
use crate::repository::{CommitId, Identity, RawCommit, Repository};

/// More than that is no reservation.
const LIMIT: usize = 4096;

/// What a reservation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// One line.
    pub subject: String,
    /// Who reserves.
    pub by: Identity,
    /// Since 1970, UTC.
    pub seconds: i64,
    /// East of UTC.
    pub offset_minutes: i32,
}

impl Repository {
    /// Stores the commit of a reservation: no parent, no file, and a number drawn by lot, so that
    /// two sites never make the same object. No reference here names it.
    ///
    /// # Errors
    /// A name that a commit cannot hold; the disk is full, or the like.
    pub fn write_reservation(&self, reservation: &Reservation) -> Result<CommitId, WriteError> {
        let handle = self.fresh();
        let tree = handle
            .objects
            .write_buf(Kind::Tree, &[])
            .map_err(|error| WriteError::Io {
                path: self.common_dir().join("objects"),
                cause: describe(&error),
            })?;
        if reservation.subject.chars().any(char::is_control) {
            return Err(WriteError::BadText("message"));
        }
        let by = stamp(&reservation.by)?;
        let when = stamp_time(reservation.seconds, reservation.offset_minutes)?;
        let bytes = format!(
            "tree {tree}\nauthor {by} {when}\ncommitter {by} {when}\n\n{}\n\n{:016x}{:016x}\n",
            reservation.subject,
            lot(),
            lot(),
        )
        .into_bytes();
        let id = gix::objs::compute_hash(handle.object_hash(), Kind::Commit, &bytes)
            .map_err(|_| WriteError::BadText("commit"))?;
        let kind = Kind::Commit;
        store(&handle, &[NewObject { id, kind, bytes }])?;
        Ok(CommitId(id))
    }
}

impl RawCommit {
    /// Whether it can only reserve: no parent, no file, and no room for anything else.
    pub fn holds_nothing(&self) -> bool {
        let empty = gix::ObjectId::empty_tree(self.id.0.kind());
        self.parents.is_empty()
            && self.tree.0 == empty
            && self.others.is_empty()
            && self.payload.len() <= LIMIT
    }
}

/// Of the system's own chance, as the standard library takes it for its maps.
fn lot() -> u64 {
    RandomState::new().build_hasher().finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::Scratch;

    #[test]
    fn who_reserves_the_same_number_at_the_same_time_makes_another_object() {
        let scratch = Scratch::new("qms-test").expect("a repository");
        let reservation = Reservation {
            subject: "Réservation de CR-2026-005".to_owned(),
            by: Identity {
                name: "referent".to_owned(),
                email: String::new(),
            },
            seconds: 1_795_262_400,
            offset_minutes: 60,
        };
        let made = [0, 1].map(|_| {
            let made = scratch.repository().write_reservation(&reservation);
            made.expect("a reservation")
        });
        assert_ne!(made[0], made[1]);
        for one in made {
            let commit = scratch.repository().commit(one).expect("a commit");
            assert!(commit.holds_nothing());
            assert!(commit.malformed.is_empty(), "{:?}", commit.malformed);
        }
    }
}
