//! Names of objects: one type for each kind, so that a tree is never taken for a commit.

use std::fmt;
use std::str::FromStr;

/// A text that is not the name of an object: 40 or 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an object id: {0}")]
pub struct ParseIdError(pub String);

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(super) gix::ObjectId);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0.to_hex())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0.to_hex())
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                gix::ObjectId::from_hex(text.as_bytes()).map(Self).map_err(|_| ParseIdError(text.to_owned()))
            }
        }
    };
}

id! {
    /// The name of a commit.
    CommitId
}
id! {
    /// The name of a tree (a folder at one revision).
    TreeId
}
id! {
    /// The name of a blob (the bytes of one file).
    BlobId
}
id! {
    /// The name of a tag object.
    TagId
}
