//! Files that the system runs: hooks.

use std::io;
use std::path::Path;

use super::files::write_whole;

/// Writes a script that git can run: it is never there without that right.
///
/// # Errors
/// The folder cannot be written.
pub fn write_program(path: &Path, text: &str) -> io::Result<()> {
    write_whole(path, text.as_bytes(), may_be_run)
}

#[cfg(unix)]
fn may_be_run(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn may_be_run(_path: &Path) -> io::Result<()> {
    Ok(())
}
