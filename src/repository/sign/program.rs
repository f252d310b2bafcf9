//! Running the programs that sign.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::SignError;
use crate::repository::files::temporary_folder_in;

/// Runs a program to its end, with `input` on its standard input.
pub(super) fn run(
    command: &mut Command,
    program: &OsStr,
    input: &[u8],
) -> Result<Output, SignError> {
    let child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            SignError::ProgramMissing(program.to_string_lossy().into_owned())
        }
        _ => SignError::Unusable(error.to_string()),
    })?;
    let stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        std::thread::Builder::new().spawn_scoped(scope, move || {
            // A program that ends early closes the pipe: what it says tells more than that.
            stdin.map(|mut pipe| pipe.write_all(input))
        })?;
        child.wait_with_output()
    })
    .map_err(unusable)?;
    match output.status.success() {
        true => Ok(output),
        false => Err(failed(program, &output)),
    }
}

/// What a program said last.
pub(super) fn failed(program: &OsStr, output: &Output) -> SignError {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("[GNUPG:]"))
        .collect();
    let tail = lines[lines.len().saturating_sub(5)..].join("\n");
    SignError::Failed {
        program: program.to_string_lossy().into_owned(),
        stderr: tail,
    }
}

/// A folder that only the user can read, removed with all in it.
pub(in crate::repository) struct PrivateFolder(
    pub(in crate::repository) PathBuf,
    /// By it others see that it is in use.
    Option<fs::File>,
);

impl PrivateFolder {
    /// Makes it.
    pub(in crate::repository) fn new() -> Result<PrivateFolder, SignError> {
        let (path, held) = temporary_folder_in(&std::env::temp_dir()).map_err(unusable)?;
        Ok(PrivateFolder(path, held))
    }
}

impl Drop for PrivateFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
        drop(self.1.take());
    }
}

/// The path with more at its end.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// So that no path is taken for an option.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, SignError> {
    std::path::absolute(path).map_err(unusable)
}

/// A file that cannot be read or written.
pub(super) fn unusable(error: io::Error) -> SignError {
    SignError::Unusable(error.to_string())
}
