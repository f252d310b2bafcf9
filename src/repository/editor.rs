//! The person's own editor, started as git starts it.

use std::path::Path;
use std::process::Command;

/// Why the editor did not end well.
#[derive(Debug, thiserror::Error)]
#[error("{cause}")]
pub struct EditorError {
    /// What the system or the program said.
    pub cause: String,
}

/// Opens a file in an editor and waits for it to end. `editor` may have arguments: `code --wait`.
///
/// # Errors
/// It cannot be started, or ends with a failure.
pub fn open_editor(editor: &str, file: &Path) -> Result<(), EditorError> {
    let mut words = editor.split_whitespace();
    let program = words.next().ok_or_else(|| EditorError {
        cause: String::new(),
    })?;
    let status = Command::new(program)
        .args(words)
        .arg(file)
        .status()
        .map_err(|error| EditorError {
            cause: error.to_string(),
        })?;
    if status.success() {
        Ok(())
    } else {
        Err(EditorError {
            cause: status.to_string(),
        })
    }
}
