//! An independent judge: git and OpenSSH say of each signature what `qms verify` says.

use super::objects::{split_signature, with_signature};
use super::stage::Stage;
use crate::sandbox::ended;

/// What is done to a good signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Good,
    OtherNamespace,
    OtherKey,
    AlteredMessage,
    AlteredTree,
    AlteredDate,
    OfTheParent,
    Truncated,
    OneLetter,
    Unsigned,
}

const FORMS: [Form; 10] = [
    Form::Good,
    Form::OtherNamespace,
    Form::OtherKey,
    Form::AlteredMessage,
    Form::AlteredTree,
    Form::AlteredDate,
    Form::OfTheParent,
    Form::Truncated,
    Form::OneLetter,
    Form::Unsigned,
];

/// The director signs with a key of this kind, and has validated the document.
fn validated(kind: &[&str]) -> Stage {
    let stage = Stage::approved();
    let old = stage.public("directrice");
    stage.new_key("directrice", kind);
    stage.change("acteurs/directrice.md", &old, &stage.public("directrice"));
    stage.commit_as("admin", "Clé changée");
    stage.done("directrice", &["validate", "PR-01"]);
    stage.allow_signers();
    stage
}

/// The genuine commit in another form.
fn formed(stage: &Stage, genuine: &[u8], form: Form) -> Vec<u8> {
    let (payload, signature) = split_signature(genuine);
    let replaced = |from: &str, to: &str| {
        let text = String::from_utf8(payload.clone()).expect("text");
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1).into_bytes()
    };
    let signed = |person: &str, namespace: &str| {
        with_signature(&payload, &stage.signature(person, namespace, &payload))
    };
    match form {
        Form::Good => signed("directrice", "git"),
        Form::OtherNamespace => signed("directrice", "file"),
        Form::OtherKey => signed("intrus", "git"),
        Form::AlteredMessage => with_signature(&replaced("Validation", "validation"), &signature),
        Form::AlteredTree => {
            let (tree, other) = (stage.id("HEAD^{tree}"), stage.id("HEAD~1^{tree}"));
            with_signature(&replaced(&tree, &other), &signature)
        }
        Form::AlteredDate => with_signature(&replaced(" +0100\n", " +0000\n"), &signature),
        Form::OfTheParent => {
            let parent = stage.object("HEAD~1");
            with_signature(&payload, &split_signature(&parent).1)
        }
        Form::Truncated => {
            let lines: Vec<&str> = signature.lines().collect();
            let kept = [&lines[..2], &lines[3..]].concat().join("\n");
            with_signature(&payload, &kept)
        }
        Form::OneLetter => {
            let at = signature.len() / 2;
            let letter = signature[at..].chars().next().expect("a letter");
            let other = if letter == 'A' { "B" } else { "A" };
            let changed = format!("{}{other}{}", &signature[..at], &signature[at + 1..]);
            with_signature(&payload, &changed)
        }
        Form::Unsigned => payload,
    }
}

/// What `ssh-keygen -Y verify` says of the tip's signature, for the director.
fn openssh(stage: &Stage, commit: &[u8]) -> bool {
    let (payload, signature) = split_signature(commit);
    let file = stage.beside("signature");
    std::fs::write(&file, signature).expect("the signature");
    let mut command = stage.command("ssh-keygen", "agent");
    command
        .args([
            "-q",
            "-Y",
            "verify",
            "-n",
            "git",
            "-I",
            "directrice@service.example",
            "-f",
        ])
        .arg(stage.beside("signers"))
        .arg("-s")
        .arg(&file);
    let input = stage.beside("texte");
    std::fs::write(&input, payload).expect("the text");
    command.stdin(std::fs::File::open(input).expect("the text"));
    let output = command.output().expect("ssh-keygen");
    output.status.success()
}

fn agree_on(kind: &[&str]) {
    let stage = validated(kind);
    let genuine = stage.object("HEAD");
    for form in FORMS {
        let commit = formed(&stage, &genuine, form);
        stage.put(&commit);
        let git = stage.try_git_as("agent", &["verify-commit", "HEAD"]).code == 0;
        let verdict = stage.verify();
        let ours = verdict.json["acts"]
            .as_array()
            .expect("acts")
            .last()
            .expect("an act")["signature"]
            == "good";
        assert_eq!(
            (git, openssh(&stage, &commit)),
            (ours, ours),
            "{kind:?} {form:?} {verdict}"
        );
        assert_eq!(ours, form == Form::Good, "{kind:?} {form:?}");
        assert_eq!(
            verdict.exit,
            i32::from(!ours),
            "{kind:?} {form:?} {verdict}"
        );
        stage.put(&genuine);
    }
}

#[test]
fn on_ed25519_three_programs_agree() {
    agree_on(&["-t", "ed25519"]);
}

#[test]
fn on_ecdsa_three_programs_agree() {
    for bits in ["256", "384", "521"] {
        agree_on(&["-t", "ecdsa", "-b", bits]);
    }
}

#[test]
fn on_rsa_three_programs_agree() {
    agree_on(&["-t", "rsa", "-b", "2048"]);
}

#[test]
fn digests_are_those_of_another_reader() {
    let folder = crate::sandbox::project().join("tests/digest-vectors");
    let told = std::fs::read_to_string(folder.join("digests.txt")).expect("the digests");
    let mut read = 0;
    for line in told
        .lines()
        .filter(|line| line.contains("sha256:") && !line.starts_with('#'))
    {
        let mut words = line.split_whitespace();
        let (one, other) = (words.next().expect("a word"), words.next().expect("a word"));
        let (name, digest) = if one.starts_with("sha256:") {
            (other, one)
        } else {
            (one, other)
        };
        let Ok(text) = std::fs::read_to_string(folder.join(name)) else {
            continue;
        };
        assert_eq!(super::by_hand::digest(&text), digest, "{name}");
        read += 1;
    }
    assert!(read > 5, "{read}");
}

#[test]
fn git_finds_nothing_to_say_against_what_acts_write() {
    let stage = Stage::in_force();
    let mut command = stage.command("git", "agent");
    command.args([
        "fsck",
        "--strict",
        "--full",
        "--no-dangling",
        "--no-progress",
    ]);
    let said = ended(command);
    assert_eq!((said.code, said.out + &said.err), (0, String::new()));
}
