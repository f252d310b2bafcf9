//! The trees that the binary carries: what `init` lays down, and the example of `demo`.

use include_dir::{Dir, include_dir};

/// What `init` lays down.
pub static TEMPLATE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/docs-template");

/// The document system of the example.
pub static EXAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/examples/cramif");

/// Every file of an embedded tree, its path with `/`, sorted.
pub fn files(tree: &'static Dir<'static>) -> Vec<(String, &'static [u8])> {
    let mut found = Vec::new();
    let mut open = vec![tree];
    while let Some(folder) = open.pop() {
        open.extend(folder.dirs());
        found.extend(folder.files().map(|file| {
            (
                file.path().to_string_lossy().replace('\\', "/"),
                file.contents(),
            )
        }));
    }
    found.sort();
    found
}
