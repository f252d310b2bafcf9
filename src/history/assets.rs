//! The images that a version shows, as an act signs them.

use crate::model::digest::Digest;
use crate::parse::Parsed;
use crate::parse::digest;
use crate::parse::images::resolve;
use crate::repository::{Kind, ReadError, Tree};
use std::collections::BTreeMap;

/// Why the images of a file cannot be signed.
#[derive(Debug)]
pub enum AssetFault {
    /// A target that is no file of the repository.
    NoFile(String),
    /// Nothing, or no plain file, stands at this path.
    Missing(String),
    /// It could not be read.
    Unreadable(ReadError),
}

/// The digest and path of every image that the body shows, each once, sorted by path (30-trust).
///
/// # Errors
/// A remote or missing image, which no act can sign.
pub fn assets(
    tree: &Tree,
    path: &str,
    parsed: &Parsed,
) -> Result<Vec<(Digest, String)>, AssetFault> {
    let mut found: BTreeMap<String, Digest> = BTreeMap::new();
    for image in parsed.images() {
        let file = resolve(path, &image.target)
            .map_err(|_| AssetFault::NoFile(image.target.to_string()))?;
        if found.contains_key(&file) {
            continue;
        }
        match tree.entry(&file).map_err(AssetFault::Unreadable)? {
            Some(entry) if entry.kind == Kind::Plain => {
                let bytes = tree.read(&entry).map_err(AssetFault::Unreadable)?;
                found.insert(file, digest::raw(&bytes));
            }
            _ => return Err(AssetFault::Missing(file)),
        }
    }
    Ok(found
        .into_iter()
        .map(|(path, digest)| (digest, path))
        .collect())
}
