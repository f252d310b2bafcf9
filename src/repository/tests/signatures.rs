//! Keys and signatures, made by ssh-keygen and gpg.

use std::fs;
use std::path::Path;

use super::sandbox::Sandbox;
use crate::repository::{
    Key, KeyDefect, KeyKind, Signature, SignatureFormat, SigningKey, Verdict, allowed_signers_line,
    generate_ssh_key, verify,
};

fn public(path: &Path) -> Key {
    Key::parse(&fs::read_to_string(path.with_extension("pub")).unwrap()).unwrap()
}

pub(super) fn read(armor: Vec<u8>) -> Signature {
    Signature {
        format: SignatureFormat::of(&armor),
        armor,
    }
}

/// Signs with ssh-keygen directly.
fn signed_for(sandbox: &Sandbox, key: &Path, namespace: &str, payload: &[u8]) -> Vec<u8> {
    let file = sandbox.dir.path().join("payload");
    let _ = fs::remove_file(sandbox.dir.path().join("payload.sig"));
    fs::write(&file, payload).unwrap();
    let output = sandbox
        .command("ssh-keygen")
        .args(["-Y", "sign", "-n", namespace, "-f"])
        .arg(key)
        .arg(&file)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    fs::read(sandbox.dir.path().join("payload.sig")).unwrap()
}

#[test]
fn every_ssh_kind_is_verified() {
    let sandbox = Sandbox::new();
    let kinds: [&[&str]; 5] = [
        &["-t", "ed25519"],
        &["-t", "ecdsa", "-b", "256"],
        &["-t", "ecdsa", "-b", "384"],
        &["-t", "ecdsa", "-b", "521"],
        &["-t", "rsa", "-b", "2048"],
    ];
    let paths: Vec<_> = kinds
        .iter()
        .enumerate()
        .map(|(at, kind)| sandbox.ssh_key(&format!("k{at}"), kind))
        .collect();
    let keys: Vec<Key> = paths.iter().map(|path| public(path)).collect();
    let known: Vec<&Key> = keys.iter().collect();
    for (at, path) in paths.iter().enumerate() {
        let signature = read(signed_for(&sandbox, path, "git", b"payload"));
        assert_eq!(
            verify(&signature, b"payload", &known),
            Verdict::Good { key: at }
        );
        assert_eq!(verify(&signature, b"Payload", &known), Verdict::Bad);
        let output = sandbox
            .command("ssh-keygen")
            .args(["-l", "-f"])
            .arg(path)
            .output()
            .unwrap();
        assert!(String::from_utf8_lossy(&output.stdout).contains(&keys[at].fingerprint()));
    }
}

#[test]
fn what_is_not_a_git_signature_of_a_known_key_is_refused() {
    let sandbox = Sandbox::new();
    let (mine, other) = (
        sandbox.ssh_key("m", &["-t", "ed25519"]),
        sandbox.ssh_key("o", &["-t", "ed25519"]),
    );
    let key = public(&mine);
    let known = [&key];
    let foreign = read(signed_for(&sandbox, &other, "git", b"p"));
    assert_eq!(
        verify(&foreign, b"p", &known),
        Verdict::UnknownKey {
            fingerprint: public(&other).fingerprint()
        }
    );
    let file = read(signed_for(&sandbox, &mine, "file", b"p"));
    assert_eq!(
        verify(&file, b"p", &known),
        Verdict::Unsupported("namespace")
    );
    let good = signed_for(&sandbox, &mine, "git", b"p");
    assert_eq!(
        verify(&read(good[..good.len() - 1].to_vec()), b"p", &known),
        Verdict::Good { key: 0 }
    );
    let text = String::from_utf8(good).unwrap();
    for changed in [
        format!("{text}x"),
        format!("{text}\n"),
        text.replacen('\n', "\n\n", 1),
        text.replacen("AAAA", "AAA\nA", 1),
        text.replacen("U1NIU0lH", "U1NIU0lI", 1),
    ] {
        let verdict = verify(&read(changed.into_bytes()), b"p", &known);
        assert!(matches!(verdict, Verdict::Malformed(_)), "{verdict:?}");
    }
    let x509 = read(b"-----BEGIN SIGNED MESSAGE-----\n".to_vec());
    assert!(matches!(
        verify(&x509, b"p", &known),
        Verdict::Unsupported(_)
    ));
}

#[test]
fn a_certificate_signature_is_refused() {
    let sandbox = Sandbox::new();
    let (authority, key) = (
        sandbox.ssh_key("ca", &["-t", "ed25519"]),
        sandbox.ssh_key("c", &["-t", "ed25519"]),
    );
    let mut command = sandbox.command("ssh-keygen");
    command
        .arg("-q")
        .arg("-s")
        .arg(&authority)
        .args(["-I", "x", "-n", "claire@example.org"])
        .arg(key.with_extension("pub"));
    assert!(command.status().unwrap().success());
    let certificate = sandbox.dir.path().join("c-cert.pub");
    let text = fs::read_to_string(&certificate).unwrap();
    assert!(matches!(Key::parse(&text), Err(KeyDefect::Unsupported(_))));
    let public = public(&key);
    let signature = read(signed_for(&sandbox, &certificate, "git", b"p"));
    let verdict = verify(&signature, b"p", &[&public]);
    assert_eq!(verdict, Verdict::Unsupported("certificate"));
}

#[test]
fn weak_private_and_ambiguous_keys_are_refused() {
    let sandbox = Sandbox::new();
    let weak = sandbox.ssh_key("w", &["-t", "rsa", "-b", "1024"]);
    let weak = fs::read_to_string(weak.with_extension("pub")).unwrap();
    assert!(matches!(
        Key::parse(&weak),
        Err(KeyDefect::Weak { bits: 1024, .. })
    ));
    let good = sandbox.ssh_key("g", &["-t", "ed25519"]);
    assert_eq!(
        Key::parse(&fs::read_to_string(&good).unwrap()).unwrap_err(),
        KeyDefect::Private
    );
    let line = fs::read_to_string(good.with_extension("pub")).unwrap();
    assert_eq!(
        Key::parse(&format!("{line}{line}")).unwrap_err(),
        KeyDefect::Several
    );
    assert!(matches!(
        Key::parse(&format!("* {line}")),
        Err(KeyDefect::Unsupported(_))
    ));
    assert!(matches!(
        Key::parse(&format!("cert-authority {line}")),
        Err(KeyDefect::Unsupported(_))
    ));
    assert!(matches!(
        Key::parse(&line.replacen("AAAA", "AAAB", 1)),
        Err(KeyDefect::Malformed(_))
    ));
    assert!(matches!(
        Key::parse("ssh-dss AAAA"),
        Err(KeyDefect::Weak { .. })
    ));
    assert_eq!(Key::parse(" \n").unwrap_err(), KeyDefect::Empty);
}

/// What a token makes of a payload: the flags and a counter are signed as well.
fn token_signature(
    pair: &ssh_key::private::Ed25519Keypair,
    payload: &[u8],
    flags: u8,
) -> Signature {
    use sha2::Digest;
    fn bytes<K: ssh_key::SigningKey>(key: &K, message: &[u8]) -> Vec<u8> {
        key.try_sign(message).unwrap().as_bytes().to_vec()
    }
    let hash = ssh_key::HashAlg::Sha512;
    let trailer = [flags, 0, 0, 0, 9];
    let data = ssh_key::SshSig::signed_data("git", hash, payload).unwrap();
    let mut message = sha2::Sha256::digest(b"ssh:").to_vec();
    message.extend_from_slice(&trailer);
    message.extend_from_slice(&sha2::Sha256::digest(&data));
    let mut signed = bytes(&ssh_key::PrivateKey::from(pair.clone()), &message);
    signed.extend_from_slice(&trailer);
    let signed = ssh_key::Signature::new(ssh_key::Algorithm::SkEd25519, signed).unwrap();
    let key = ssh_key::public::KeyData::SkEd25519(pair.public.into());
    let signature = ssh_key::SshSig::new(key, "git", hash, signed).unwrap();
    read(
        signature
            .to_pem(ssh_key::LineEnding::LF)
            .unwrap()
            .into_bytes(),
    )
}

#[test]
fn a_token_must_have_been_touched() {
    let pair = ssh_key::private::Ed25519Keypair::from_seed(&[7; 32]);
    let data = ssh_key::public::KeyData::SkEd25519(pair.public.into());
    let key = Key::parse(&ssh_key::PublicKey::from(data).to_openssh().unwrap()).unwrap();
    assert_eq!(key.kind(), KeyKind::SshToken);
    assert_eq!(
        verify(&token_signature(&pair, b"p", 1), b"p", &[&key]),
        Verdict::Good { key: 0 }
    );
    assert_eq!(
        verify(&token_signature(&pair, b"p", 1), b"q", &[&key]),
        Verdict::Bad
    );
    assert_eq!(
        verify(&token_signature(&pair, b"p", 0), b"p", &[&key]),
        Verdict::Unsupported("token without touch")
    );
}

#[test]
fn the_allowed_signers_line_is_what_ssh_keygen_reads() {
    let sandbox = Sandbox::with_documents();
    let path = sandbox.dir.path().join("made");
    let key = generate_ssh_key(&path, "claire").unwrap();
    assert!(generate_ssh_key(&path, "claire").is_err());
    assert_eq!(key.fingerprint(), public(&path).fingerprint());
    sandbox.sign_with(&path);
    let line = allowed_signers_line(
        "claire@example.org",
        &key,
        Some("20200101"),
        Some("20400101000000"),
    )
    .unwrap();
    let file = sandbox.dir.path().join("allowed");
    fs::write(&file, line + "\n").unwrap();
    sandbox.git(&[
        "config",
        "gpg.ssh.allowedSignersFile",
        file.to_str().unwrap(),
    ]);
    sandbox.git(&["commit", "-q", "--allow-empty", "-S", "-m", "signed"]);
    sandbox.git(&["verify-commit", "HEAD"]);
    let repository = sandbox.open();
    let commit = repository.commit(sandbox.tip()).unwrap();
    assert_eq!(
        verify(&commit.signature.unwrap(), &commit.payload, &[&key]),
        Verdict::Good { key: 0 }
    );
    assert_eq!(
        allowed_signers_line("*@example.org", &key, None, None),
        None
    );
    assert_eq!(
        repository.signing_public_key().unwrap().fingerprint(),
        key.fingerprint()
    );
    let armor = repository.sign(b"bytes", &SigningKey::Configured).unwrap();
    assert_eq!(
        verify(&read(armor), b"bytes", &[&key]),
        Verdict::Good { key: 0 }
    );
    let literal = format!("key::{}", key.text());
    sandbox.git(&["config", "user.signingKey", &literal]);
    sandbox.git(&["config", "--unset", "gpg.format"]);
    assert_eq!(
        sandbox.open().signing_public_key().unwrap().fingerprint(),
        key.fingerprint()
    );
}
