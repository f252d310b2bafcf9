//! Signatures verified in this process, with the keys that are given and nothing else: no key ring, no configuration, no program.

mod armor;
mod openpgp;
mod signers;
mod ssh;

/// A signature as it stands in a commit or tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Told by the first line of the armour alone; [`verify`] reads the rest.
    pub format: SignatureFormat,
    /// The armoured text, line breaks as in the object.
    pub armor: Vec<u8>,
}

/// The system a signature belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureFormat {
    /// `SSHSIG`, as `ssh-keygen -Y sign` makes it.
    Ssh,
    /// A detached OpenPGP signature, as gpg makes it.
    OpenPgp,
    /// X.509, or unknown.
    Other,
}

/// A public key as it stands in the register.
#[derive(Debug, Clone)]
pub struct Key {
    inner: Inner,
}

#[derive(Debug, Clone)]
enum Inner {
    Ssh(ssh::SshKey),
    OpenPgp(Box<openpgp::Certificate>),
}

/// The kind of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// An SSH key in a file or an agent: Ed25519, ECDSA or RSA.
    Ssh,
    /// An SSH key on a hardware token that asks for a touch.
    SshToken,
    /// An OpenPGP certificate: a primary key, and the subkeys that may sign for it.
    OpenPgp,
}

/// Why a text is not a key that can be registered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyDefect {
    /// The text is blank, or its armour holds no certificate.
    #[error("no key")]
    Empty,
    /// A private key: it must be withdrawn from wherever it was pasted.
    #[error("a private key")]
    Private,
    /// More than one key, or text around it.
    #[error("more than one key")]
    Several,
    /// Too short, or an algorithm that can be forged.
    #[error("weak key: {algorithm}, {bits} bits")]
    Weak {
        /// Such as `ssh-rsa`, or `RSA` in OpenPGP.
        algorithm: String,
        /// The size of the key; 0 where it was not looked at.
        bits: u32,
    },
    /// Certificates, options, patterns, algorithms that are not verified here.
    #[error("unsupported: {0}")]
    Unsupported(String),
    /// It looks like a key and cannot be read as one; the algorithm, or what the reader stumbled over.
    #[error("malformed: {0}")]
    Malformed(String),
}

/// What a signature proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Made over these bytes with the key at this place of the list.
    Good {
        /// Its place in the list given to [`verify`], from 0.
        key: usize,
    },
    /// Not made over these bytes with the key that it names.
    Bad,
    /// Made with a key that is not in the list.
    UnknownKey {
        /// Of the key that signed, as [`Key::fingerprint`] writes it. An OpenPGP signature may give a key id only, or
        /// nothing: then this is the id, or empty.
        fingerprint: String,
    },
    /// The key was revoked: at once for a compromise, for the future otherwise.
    Revoked {
        /// Its place in the list given to [`verify`], from 0.
        key: usize,
    },
    /// Made at a time when the certificate had expired, or was not yet made.
    Expired {
        /// Its place in the list given to [`verify`], from 0.
        key: usize,
    },
    /// The text is no canonical signature.
    Malformed(&'static str),
    /// A signature of a kind that is refused.
    Unsupported(&'static str),
}

impl SignatureFormat {
    /// What the first line of the armour says.
    pub fn of(armor: &[u8]) -> SignatureFormat {
        if armor.starts_with(armor::SSH_BEGIN) {
            SignatureFormat::Ssh
        } else if armor.starts_with(b"-----BEGIN PGP ") {
            SignatureFormat::OpenPgp
        } else {
            SignatureFormat::Other
        }
    }
}

impl Key {
    /// Reads a public key: one OpenSSH line, or an armoured OpenPGP certificate.
    ///
    /// # Errors
    /// It is none, is private, is weak, or says more than a key (options, principals, a certificate).
    pub fn parse(text: &str) -> Result<Key, KeyDefect> {
        let text = text.trim();
        if text.is_empty() {
            return Err(KeyDefect::Empty);
        }
        if text.contains("PRIVATE KEY") {
            return Err(KeyDefect::Private);
        }
        let inner = match text.starts_with("-----") {
            true => Inner::OpenPgp(Box::new(openpgp::Certificate::parse(text)?)),
            false => Inner::Ssh(ssh::SshKey::parse(text)?),
        };
        Ok(Key { inner })
    }

    /// `SHA256:…` for SSH, hexadecimal digits in upper case for OpenPGP.
    pub fn fingerprint(&self) -> String {
        match &self.inner {
            Inner::Ssh(key) => key.fingerprint(),
            Inner::OpenPgp(certificate) => certificate.fingerprint(),
        }
    }

    /// Whether the key has not expired by itself at a time, seconds since 1970. An SSH key never does.
    pub fn lives_at(&self, seconds: i64) -> bool {
        match &self.inner {
            Inner::Ssh(_) => true,
            Inner::OpenPgp(certificate) => certificate.lives_at(seconds),
        }
    }

    /// The kind of the key.
    pub fn kind(&self) -> KeyKind {
        match &self.inner {
            Inner::Ssh(key) if key.is_token() => KeyKind::SshToken,
            Inner::Ssh(_) => KeyKind::Ssh,
            Inner::OpenPgp(_) => KeyKind::OpenPgp,
        }
    }

    /// The key as one line (SSH: without its comment) or as an armoured block, to be written down.
    pub fn text(&self) -> String {
        match &self.inner {
            Inner::Ssh(key) => key.line().to_owned(),
            Inner::OpenPgp(certificate) => certificate.text().to_owned(),
        }
    }
}

/// Whether the signature was made over `payload` by one of the keys.
pub fn verify(signature: &Signature, payload: &[u8], keys: &[&Key]) -> Verdict {
    match signature.format {
        SignatureFormat::Ssh => {
            let known = keys
                .iter()
                .enumerate()
                .filter_map(|(at, key)| match &key.inner {
                    Inner::Ssh(key) => Some((at, key)),
                    Inner::OpenPgp(_) => None,
                });
            ssh::verify(&signature.armor, payload, known)
        }
        SignatureFormat::OpenPgp => {
            let known = keys
                .iter()
                .enumerate()
                .filter_map(|(at, key)| match &key.inner {
                    Inner::OpenPgp(certificate) => Some((at, certificate.as_ref())),
                    Inner::Ssh(_) => None,
                });
            openpgp::verify(&signature.armor, payload, known)
        }
        SignatureFormat::Other => Verdict::Unsupported("neither SSH nor OpenPGP"),
    }
}

/// One line of the file that `gpg.ssh.allowedSignersFile` names, so that `git verify-commit` knows the key. The dates
/// are `YYYYMMDD` or `YYYYMMDDHHMMSS` in UTC. `None` for an OpenPGP key, and for an address that the format would read as
/// a pattern.
pub fn allowed_signers_line(
    email: &str,
    key: &Key,
    after: Option<&str>,
    before: Option<&str>,
) -> Option<String> {
    let Inner::Ssh(ssh) = &key.inner else {
        return None;
    };
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"*?!,\"'#\\".contains(&byte);
    if email.is_empty() || !email.bytes().all(plain) {
        return None;
    }
    let mut line = format!("{email} namespaces=\"git\"");
    for (name, date) in [("valid-after", after), ("valid-before", before)] {
        if let Some(date) = date {
            if !matches!(date.len(), 8 | 14) || !date.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            line.push_str(&format!(",{name}=\"{date}Z\""));
        }
    }
    Some(format!("{line} {}", ssh.line()))
}
