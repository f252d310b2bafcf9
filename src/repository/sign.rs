//! Signing as git signs: its settings, its programs, and through these its agents and hardware keys.

mod program;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use gix::config::tree::Gpg;
use gix::objs::signature::Format;
use gix::objs::signature::sign::{Options, is_literal_ssh_key};

use super::open::describe;
use super::{Key, Repository};
pub(super) use program::PrivateFolder;
use program::{absolute, failed, run, unusable, with_suffix};

/// The key to sign with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SigningKey {
    /// What git's settings say.
    Configured,
    /// An SSH key in this file, whatever git's settings say.
    File(PathBuf),
}

/// Why nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// git's settings name no key.
    #[error("no signing key")]
    NoKey,
    /// The program that signs is not there.
    #[error("{0} is not installed")]
    ProgramMissing(String),
    /// The program refused; the last lines of what it said.
    #[error("{program} failed: {stderr}")]
    Failed {
        /// As git's settings name it, or `ssh-keygen`.
        program: String,
        /// The last lines that it said, five at most, without gpg's status lines; or why it was not run.
        stderr: String,
    },
    /// `gpg.format` asks for a kind of signature that is not verified here.
    #[error("{0} signatures are not supported")]
    UnsupportedFormat(String),
    /// A setting cannot be read, or a file not written.
    #[error("{0}")]
    Unusable(String),
}

impl Repository {
    /// Signs the bytes of a commit or tag; the answer is the armour.
    ///
    /// # Errors
    /// No key is set, a program lacks or refuses.
    pub fn sign(&self, payload: &[u8], key: &SigningKey) -> Result<Vec<u8>, SignError> {
        let options = self.signing_options(key)?;
        let armor = match options.format {
            Format::Ssh => sign_ssh(&options, payload)?,
            Format::OpenPgp => {
                sign_openpgp(&options, payload).map_err(|error| self.explained(error))?
            }
            Format::X509 => return Err(SignError::UnsupportedFormat("x509".to_owned())),
        };
        Ok(armor.into_iter().filter(|byte| *byte != b'\r').collect())
    }

    /// The public key that [`Repository::sign`] would sign with.
    ///
    /// # Errors
    /// As for [`Repository::sign`]; what is found is no usable key.
    pub fn signing_public_key(&self) -> Result<Key, SignError> {
        let options = self.signing_options(&SigningKey::Configured)?;
        let text = match options.format {
            Format::Ssh => ssh_public_key(&options)?,
            Format::OpenPgp => {
                let mut command = Command::new(&options.program);
                command.args([
                    "--batch",
                    "--armor",
                    "--export-options",
                    "export-minimal",
                    "--export",
                ]);
                command.arg(&options.signing_key);
                let output = run(&mut command, &options.program, &[])?;
                // Asked for a key that it has not, gpg says so and ends well.
                if output.stdout.is_empty() {
                    return Err(SignError::NoKey);
                }
                String::from_utf8_lossy(&output.stdout).into_owned()
            }
            Format::X509 => return Err(SignError::UnsupportedFormat("x509".to_owned())),
        };
        Key::parse(&text).map_err(|defect| SignError::Unusable(defect.to_string()))
    }

    fn signing_options(&self, key: &SigningKey) -> Result<Options, SignError> {
        let mut handle = self.fresh();
        let configured = self
            .config_string("user.signingKey")
            .filter(|key| !key.is_empty());
        let ssh = match (key, self.config_string("gpg.format"), &configured) {
            (SigningKey::File(_), ..) => true,
            (SigningKey::Configured, Some(_), _) => false,
            // git's own default is OpenPGP; here a setting that can only be an SSH key is taken for one.
            (SigningKey::Configured, None, Some(key)) => {
                is_literal_ssh_key(key.as_bytes()).is_some() || key.contains(['/', '\\'])
            }
            (SigningKey::Configured, None, None) => false,
        };
        let mut settings = handle.settings().config_snapshot_mut();
        let unusable = |error: gix::Error| SignError::Unusable(describe(&error));
        if ssh {
            settings.set_value(&Gpg::FORMAT, "ssh").map_err(unusable)?;
        }
        if let SigningKey::File(path) = key {
            let path = path
                .to_str()
                .ok_or_else(|| SignError::Unusable("the path is not UTF-8".to_owned()))?;
            settings
                .set_value(&gix::config::tree::User::SIGNING_KEY, path)
                .map_err(unusable)?;
        }
        drop(settings);
        handle
            .commit_signing_options()
            .map_err(|error| match configured {
                // Neither a key nor a user to find one by.
                None => SignError::NoKey,
                Some(_) => SignError::Unusable(describe(&error)),
            })
    }

    /// gpg without a secret key for the user, when no key was set, is the case of one who never set up signing.
    fn explained(&self, error: SignError) -> SignError {
        let unset = self
            .config_string("user.signingKey")
            .is_none_or(|key| key.is_empty());
        match error {
            SignError::Failed { stderr, .. } if unset && stderr.contains("No secret key") => {
                SignError::NoKey
            }
            SignError::ProgramMissing(_) if unset => SignError::NoKey,
            other => other,
        }
    }
}

/// A folder for keys that nobody else may look into, as ssh wants it.
fn make_private_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Makes an Ed25519 key without passphrase at `path`, its public half beside it in `path.pub`.
///
/// # Errors
/// ssh-keygen is not installed or refuses, as it does when the file is there.
pub fn generate_ssh_key(path: &Path, comment: &str) -> Result<Key, SignError> {
    // The parent of a bare file name is the empty path: the folder that we are in.
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        make_private_folder(folder)
            .map_err(|error| SignError::Unusable(format!("{}: {error}", folder.display())))?;
    }
    if path.exists() {
        let stderr = format!("{} exists", path.display());
        return Err(SignError::Failed {
            program: "ssh-keygen".to_owned(),
            stderr,
        });
    }
    let mut command = Command::new("ssh-keygen");
    command
        .args(["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f"])
        .arg(absolute(path)?);
    run(&mut command, "ssh-keygen".as_ref(), &[])?;
    let text = fs::read_to_string(with_suffix(path, ".pub")).map_err(unusable)?;
    Key::parse(&text).map_err(|defect| SignError::Unusable(defect.to_string()))
}

fn sign_ssh(options: &Options, payload: &[u8]) -> Result<Vec<u8>, SignError> {
    let folder = PrivateFolder::new()?;
    let text = folder.0.join("payload");
    fs::write(&text, payload).map_err(unusable)?;
    let mut command = Command::new(&options.program);
    command.args(["-Y", "sign", "-n", "git", "-f"]);
    match options
        .signing_key
        .to_str()
        .and_then(|key| is_literal_ssh_key(key.as_bytes()))
    {
        Some(key) => {
            let file = folder.0.join("key");
            fs::write(&file, key).map_err(unusable)?;
            // The private half is with the agent.
            command.arg(file).arg("-U");
        }
        None => {
            command.arg(absolute(Path::new(&options.signing_key))?);
        }
    }
    run(command.arg(&text), &options.program, &[])?;
    fs::read(with_suffix(&text, ".sig")).map_err(unusable)
}

fn sign_openpgp(options: &Options, payload: &[u8]) -> Result<Vec<u8>, SignError> {
    let mut command = Command::new(&options.program);
    command
        .args(["--status-fd=2", "-bsau"])
        .arg(&options.signing_key);
    let output = run(&mut command, &options.program, payload)?;
    let created = output
        .stderr
        .split(|byte| *byte == b'\n')
        .any(|line| line.starts_with(b"[GNUPG:] SIG_CREATED "));
    match created {
        true => Ok(output.stdout),
        false => Err(failed(&options.program, &output)),
    }
}

fn ssh_public_key(options: &Options) -> Result<String, SignError> {
    if let Some(key) = options
        .signing_key
        .to_str()
        .and_then(|key| is_literal_ssh_key(key.as_bytes()))
    {
        return Ok(String::from_utf8_lossy(key).into_owned());
    }
    let path = Path::new(&options.signing_key);
    for candidate in [with_suffix(path, ".pub"), path.to_owned()] {
        // The setting may name the public half itself, when an agent holds the private one.
        if let Ok(text) = fs::read_to_string(candidate)
            && Key::parse(&text).is_ok()
        {
            return Ok(text);
        }
    }
    if !path.exists() {
        return Err(SignError::Unusable(format!(
            "{} is not there",
            path.display()
        )));
    }
    let mut command = Command::new(&options.program);
    command.arg("-y").arg("-f").arg(absolute(path)?);
    let output = run(&mut command, &options.program, &[])?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
