//! OpenPGP keys and signatures, made by gpg.

use std::fs;

use super::sandbox::Sandbox;
use super::signatures::read;
use crate::repository::{Key, KeyKind, Signature, Verdict, verify};

/// gpg in a folder of its own; the fingerprint of the key.
fn gpg(sandbox: &Sandbox, args: &[&str]) -> Vec<u8> {
    let home = sandbox.dir.path().join("g");
    fs::create_dir_all(&home).unwrap();
    #[cfg(unix)]
    fs::set_permissions(&home, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let mut command = sandbox.command("gpg");
    command
        .args([
            "--batch",
            "--yes",
            "--pinentry-mode",
            "loopback",
            "--passphrase",
            "",
            "--quiet",
        ])
        .args(args);
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "gpg {args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

fn certificate(sandbox: &Sandbox) -> Key {
    Key::parse(&String::from_utf8(gpg(sandbox, &["--armor", "--export", "claire"])).unwrap())
        .unwrap()
}

fn gpg_signed(sandbox: &Sandbox, more: &[&str]) -> Signature {
    let file = sandbox.dir.path().join("text");
    fs::write(&file, b"payload").unwrap();
    let mut args = more.to_vec();
    args.extend(["-bsa", "-o", "-", file.to_str().unwrap()]);
    read(gpg(sandbox, &args))
}

fn stop_agent(sandbox: &Sandbox) {
    let _ = sandbox
        .command("gpgconf")
        .args(["--kill", "gpg-agent"])
        .status();
}

#[test]
fn openpgp_primary_and_subkey_sign() {
    let sandbox = Sandbox::new();
    for (algorithm, usage) in [("ed25519", "sign"), ("rsa2048", "cert")] {
        let _ = fs::remove_dir_all(sandbox.dir.path().join("g"));
        gpg(
            &sandbox,
            &[
                "--quick-gen-key",
                "claire <claire@example.org>",
                algorithm,
                usage,
                "never",
            ],
        );
        let fingerprint = primary(&sandbox);
        if usage == "cert" {
            gpg(
                &sandbox,
                &["--quick-add-key", &fingerprint, "rsa2048", "sign", "never"],
            );
        }
        let key = certificate(&sandbox);
        assert_eq!(key.fingerprint(), fingerprint);
        assert_eq!(key.kind(), KeyKind::OpenPgp);
        let signature = gpg_signed(&sandbox, &[]);
        assert_eq!(
            verify(&signature, b"payload", &[&key]),
            Verdict::Good { key: 0 }
        );
        assert_eq!(verify(&signature, b"other", &[&key]), Verdict::Bad);
        assert!(matches!(
            verify(&signature, b"payload", &[]),
            Verdict::UnknownKey { .. }
        ));
        let sha1 = gpg_signed(
            &sandbox,
            &["--digest-algo", "SHA1", "--allow-weak-digest-algos"],
        );
        assert_eq!(
            verify(&sha1, b"payload", &[&key]),
            Verdict::Unsupported("hash")
        );
        let two = [signature.armor.clone(), signature.armor.clone()].concat();
        assert!(matches!(
            verify(&read(two), b"payload", &[&key]),
            Verdict::Malformed(_)
        ));
        stop_agent(&sandbox);
    }
}

fn primary(sandbox: &Sandbox) -> String {
    let listing =
        String::from_utf8(gpg(sandbox, &["--with-colons", "--list-keys", "claire"])).unwrap();
    listing
        .lines()
        .find(|line| line.starts_with("fpr"))
        .unwrap()
        .split(':')
        .nth(9)
        .unwrap()
        .to_owned()
}

#[test]
fn openpgp_expiry_is_judged_at_the_time_of_the_signature() {
    let sandbox = Sandbox::new();
    let at = |day: &str| format!("--faked-system-time={day}T120000!");
    gpg(
        &sandbox,
        &[
            &at("20240101"),
            "--quick-gen-key",
            "claire <claire@example.org>",
            "ed25519",
            "sign",
            "1y",
        ],
    );
    let early = gpg_signed(&sandbox, &[&at("20240601")]);
    gpg(
        &sandbox,
        &[
            &at("20240701"),
            "--quick-set-expire",
            &primary(&sandbox),
            "20d",
        ],
    );
    let shortened = certificate(&sandbox);
    assert_eq!(
        verify(&early, b"payload", &[&shortened]),
        Verdict::Good { key: 0 }
    );
    gpg(
        &sandbox,
        &[
            &at("20240702"),
            "--quick-set-expire",
            &primary(&sandbox),
            "0",
        ],
    );
    let late = gpg_signed(&sandbox, &[&at("20240801")]);
    assert_eq!(
        verify(&late, b"payload", &[&shortened]),
        Verdict::Expired { key: 0 }
    );
    assert_eq!(
        verify(&late, b"payload", &[&certificate(&sandbox)]),
        Verdict::Good { key: 0 }
    );
    stop_agent(&sandbox);
}

#[test]
fn openpgp_revocation_takes_back_what_it_must() {
    let sandbox = Sandbox::new();
    gpg(
        &sandbox,
        &[
            "--quick-gen-key",
            "claire <claire@example.org>",
            "ed25519",
            "sign",
            "never",
        ],
    );
    let signature = gpg_signed(&sandbox, &[]);
    let revocation = sandbox
        .dir
        .path()
        .join("g/openpgp-revocs.d")
        .join(format!("{}.rev", primary(&sandbox)));
    let text = fs::read_to_string(revocation)
        .unwrap()
        .replace(":-----BEGIN", "-----BEGIN");
    let file = sandbox.dir.path().join("rev");
    fs::write(&file, text).unwrap();
    gpg(&sandbox, &["--import", file.to_str().unwrap()]);
    assert_eq!(
        verify(&signature, b"payload", &[&certificate(&sandbox)]),
        Verdict::Revoked { key: 0 }
    );
    stop_agent(&sandbox);
}
