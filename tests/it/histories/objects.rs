//! Objects of git and signatures, byte by byte.

use super::stage::Stage;
use std::io::Write;
use std::process::{Command, Stdio};

impl Stage {
    /// Tells plain git of every key that the register has.
    pub fn allow_signers(&self) {
        let signers = self.done("agent", &["actor", "allowed-signers"]);
        let path = self.beside("signers");
        std::fs::write(&path, signers).expect("the list");
        let path = path.display().to_string();
        self.git(&["config", "gpg.ssh.allowedSignersFile", &path]);
    }

    /// Runs gpg in a key ring of its own.
    pub fn gpg(&self, arguments: &[&str]) -> String {
        self.gpg_at(None, arguments)
    }

    /// Runs gpg on a day of its own.
    pub fn gpg_at(&self, time: Option<&str>, arguments: &[&str]) -> String {
        let home = self.beside("gpg");
        if !home.exists() {
            std::fs::create_dir(&home).expect("a folder");
            #[cfg(unix)]
            std::fs::set_permissions(&home, std::os::unix::fs::PermissionsExt::from_mode(0o700))
                .expect("a folder of one's own");
        }
        let mut command = self.command("gpg", "agent");
        command.args([
            "--batch",
            "--yes",
            "--quiet",
            "--pinentry-mode",
            "loopback",
            "--passphrase",
            "",
        ]);
        if let Some(time) = time {
            command.args(["--faked-system-time", time]);
        }
        piped_of(command.args(arguments), &[])
    }

    /// Ends the agent that gpg started.
    pub fn stop_gpg(&self) {
        let mut command = self.command("gpgconf", "agent");
        let _ = command.args(["--kill", "gpg-agent"]).status();
    }

    /// The bytes of an object.
    pub fn object(&self, id: &str) -> Vec<u8> {
        let kind = self.git(&["cat-file", "-t", id]);
        let mut command = self.command("git", "referent");
        command.args(["cat-file", &kind, id]);
        command.output().expect("git").stdout
    }

    /// Writes an object as it is, well-formed or not.
    pub fn raw(&self, kind: &str, bytes: &[u8]) -> String {
        let mut command = self.command("git", "referent");
        command.args(["hash-object", "-t", kind, "-w", "--literally", "--stdin"]);
        piped(command, bytes)
    }

    /// Makes a commit of these bytes the tip.
    pub fn put(&self, bytes: &[u8]) -> String {
        let id = self.raw("commit", bytes);
        let name = self.git(&["symbolic-ref", "HEAD"]);
        self.write(&format!(".git/{name}"), format!("{id}\n"));
        id
    }

    /// Signs bytes as git does, and gives the armour.
    pub fn signature(&self, person: &str, namespace: &str, bytes: &[u8]) -> String {
        let mut command = self.command("ssh-keygen", person);
        command
            .args(["-q", "-Y", "sign", "-n", namespace, "-f"])
            .arg(self.key(person));
        piped(command, bytes) + "\n"
    }

    /// Signs a commit's bytes and makes it the tip.
    pub fn put_signed(&self, person: &str, payload: &[u8]) -> String {
        let signature = self.signature(person, "git", payload);
        self.put(&with_signature(payload, &signature))
    }

    /// The tip without its signature: what was signed.
    pub fn payload(&self) -> Vec<u8> {
        split_signature(&self.object("HEAD")).0
    }
}

/// Bytes with one bit turned.
pub fn flip(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    flipped[at] ^= 1;
    flipped
}

/// A commit's bytes with a signature entered as git enters it.
pub fn with_signature(payload: &[u8], signature: &str) -> Vec<u8> {
    let end = payload
        .windows(2)
        .position(|two| two == b"\n\n")
        .expect("a header")
        + 1;
    let header = format!("gpgsig {}\n", signature.trim_end().replace('\n', "\n "));
    [&payload[..end], header.as_bytes(), &payload[end..]].concat()
}

/// What of a commit was signed, and the signature.
pub fn split_signature(commit: &[u8]) -> (Vec<u8>, String) {
    let (mut payload, mut signature) = (Vec::new(), String::new());
    let (mut header, mut inside) = (true, false);
    for line in commit.split_inclusive(|byte| *byte == b'\n') {
        header &= line != b"\n";
        inside = header && (line.starts_with(b"gpgsig ") || (inside && line.starts_with(b" ")));
        if inside {
            let text = String::from_utf8_lossy(line);
            signature += text.strip_prefix("gpgsig ").unwrap_or(&text[1..]);
        } else {
            payload.extend_from_slice(line);
        }
    }
    (payload, signature)
}

/// Runs a program on some bytes; it must end well.
pub fn piped(mut command: Command, bytes: &[u8]) -> String {
    piped_of(&mut command, bytes)
}

fn piped_of(command: &mut Command, bytes: &[u8]) -> String {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(bytes)
        .expect("written");
    let output = child.wait_with_output().expect("an end");
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned()
}
