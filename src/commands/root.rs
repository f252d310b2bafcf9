//! The root of a document repository: where its qms.yaml stands.

use crate::model::layout;
use std::path::{Path, PathBuf};

/// The nearest folder, upwards, that holds a qms.yaml.
pub fn find_root(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .find(|ancestor| crate::repository::is_file(&ancestor.join(layout::POLICY)))
        .map(Path::to_owned)
}
