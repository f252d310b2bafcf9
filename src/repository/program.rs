//! Files that the system runs: hooks.

use std::io;
use std::path::Path;

use super::write_file_atomically;

/// Writes a script that git can run.
///
/// # Errors
/// The folder cannot be written.
pub fn write_program(path: &Path, text: &str) -> io::Result<()> {
    write_file_atomically(path, text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}
