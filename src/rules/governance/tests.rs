//! The faces of each rule that its page does not show.

use crate::rules::examples::{document, judged};

fn actor(id: &str, role: &str, dates: &str, key: &str) -> String {
    format!(
        "---\nid: {id}\nnom: {id}\ncourriel: {id}@service.example\nroles:\n  - {{role: {role}{dates}}}\ncles:\n  - cle: {key}\n---\n"
    )
}

const KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExO4VJO1CeI09f83DFVKClqQDiqinE3i7lQ2v6iEs00 x";

#[test]
fn a_role_whose_last_mandate_ended_is_told_as_such() {
    let draft = document("MO-00391-V01", "", "Texte.");
    let files = [
        (
            "acteurs/directrice.md",
            actor("directrice", "directrice", ", au: 2026-11-20", KEY),
        ),
        ("documents/MO/MO-00391-V01.md", draft),
    ];
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    assert_eq!(
        judged("G207", &files),
        [
            "the last mandate for the role `directrice` has ended; the role is needed for: MO (PAPED)"
        ]
    );
}

#[test]
fn one_administrateur_is_one_too_few() {
    let files = [(
        "acteurs/administrateur-suppleant.md",
        actor("administrateur-suppleant", "agent", "", KEY),
    )];
    assert_eq!(
        judged("G207", &[(files[0].0, &files[0].1)]),
        ["`administrateur-gdh` is the only one in function as `administrateur`"]
    );
}

#[test]
fn keys_are_fit_and_belong_to_one_person() {
    let g208 = |key: &str| {
        judged(
            "G208",
            &[(
                "acteurs/agent-paped.md",
                &actor("agent-paped", "agent", "", key),
            )],
        )
        .join(" / ")
    };
    assert_eq!(g208(KEY), "");
    assert_eq!(
        g208("\"-----BEGIN OPENSSH PRIVATE KEY-----\""),
        "`agent-paped` has a private key in the register, where everyone can read it"
    );
    assert_eq!(
        g208("ssh-ed25519 AAAA"),
        "a key of `agent-paped` is not a public key"
    );
    assert_eq!(
        g208("sk-x AAAA"),
        "a key of `agent-paped` is of a kind that is not accepted: `sk-x`"
    );
    let other = actor("referent-paped", "referent", "", KEY);
    let said = judged(
        "G208",
        &[
            (
                "acteurs/agent-paped.md",
                &actor("agent-paped", "agent", "", KEY),
            ),
            ("acteurs/referent-paped.md", &other),
        ],
    );
    assert_eq!(
        said,
        ["`referent-paped` has a key that is also one of `agent-paped`"]
    );
}

#[test]
fn a_register_that_nobody_can_change_any_more_is_an_error() {
    let gone = |id: &str| actor(id, "administrateur", ", au: 2026-11-20", "ssh-ed25519 AAAA");
    let said = judged(
        "G208",
        &[
            ("acteurs/administrateur-gdh.md", &gone("administrateur-gdh")),
            (
                "acteurs/administrateur-suppleant.md",
                &gone("administrateur-suppleant"),
            ),
        ],
    );
    assert_eq!(
        said.first().map(String::as_str),
        Some("no administrateur in function has a usable key on 2026-11-21")
    );
    assert_eq!(
        judged("G208", &[("qms.yaml", "types: [\n")]),
        ["`qms.yaml` cannot be read, and the register with it"]
    );
    assert_eq!(
        judged("G208", &[("acteurs/agent-paped.md", "# Agent\n")]),
        ["`acteurs/agent-paped.md` cannot be read, and the register with it"]
    );
}
