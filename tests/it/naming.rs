//! How people name actors and files, and what they are told where a name will not do.

use crate::sandbox::Sandbox;

/// A service with an agent more, under a printed name.
fn with_another(id: &str, name: &str) -> Sandbox {
    let sandbox = Sandbox::service();
    let key = sandbox.key(id).with_extension("pub").display().to_string();
    let email = format!("{id}@service.example");
    sandbox.done(
        "admin",
        &[
            "actor", "add", id, "--name", name, "--email", &email, "--key", &key, "--role", "agent",
        ],
    );
    sandbox
}

/// What a sheet of one line is answered: the exit code and the words.
fn signed_by(sandbox: &Sandbox, line: &str) -> (i32, String) {
    sandbox.write("../feuille.csv", &format!("nom;signature\n{line};x\n"));
    let ended = sandbox.qms(
        "admin",
        &["ack", "PR-01-V1", "--sheet", "../feuille.csv", "--dry-run"],
    );
    (ended.code, ended.err)
}

#[test]
fn a_line_of_a_sheet_that_may_be_two_persons_signs_for_neither() {
    let sandbox = with_another("agent-nord", "Agent");
    let (code, said) = signed_by(&sandbox, "agent");
    assert_eq!(code, 2, "{said}");
    for word in [
        "ligne 2",
        "`agent`",
        "`agent-nord`",
        "l'identifiant ou le courriel",
    ] {
        assert!(said.contains(word), "no {word} in {said}");
    }
    for sure in [
        "agent-nord",
        "agent@service.example",
        "Agent-Nord@service.example",
    ] {
        let (_, said) = signed_by(&sandbox, sure);
        assert!(!said.contains("peut être"), "{sure}: {said}");
    }
}

#[test]
fn a_file_that_is_not_there_is_told_in_the_words_of_the_reader() {
    let sandbox = Sandbox::service();
    for arguments in [
        &["ack", "PR-01", "--sheet", "/nope.csv"][..],
        &["report", "records", "-o", "/nodir/x.html"],
    ] {
        let french = sandbox.qms("agent", arguments);
        assert_eq!(french.code, 2, "{french:?}");
        // Lines are folded where they are long.
        let folded = |text: &str| text.replace('\n', " ");
        assert!(
            folded(&french.err).contains("\u{a0}: fichier ou dossier introuvable"),
            "{french:?}"
        );
        let english = sandbox.qms("agent", &[arguments, &["--lang", "en"]].concat());
        assert!(
            folded(&english.err).contains(": no such file or folder "),
            "{english:?}"
        );
    }
}

#[test]
fn an_actor_is_named_in_any_case_and_written_as_registered() {
    let sandbox = Sandbox::service();
    sandbox.write(
        "registres/veille/actualites.md",
        "---\nthematiques: [Minima sociaux]\nsource: Actualités sociales\nfrequence: 1 mois\n---\n",
    );
    sandbox.done("agent", &["watch", "log", "actualites", "--by", "Agent"]);
    let row = sandbox.read("registres/veille/actualites.md");
    assert!(row.contains("acteur: agent}"), "{row}");
    assert!(
        sandbox
            .done("agent", &["actor", "show", "PILOTE"])
            .contains("(pilote)")
    );
    sandbox.done("admin", &["register"]);
    sandbox.done(
        "admin",
        &[
            "actor",
            "role",
            "Agent",
            "--add",
            "pilote",
            "--process",
            "ACCUEIL",
            "--from",
            "2026-12-01",
            "--until",
            "2026-12-08",
            "--deputy-for",
            "Pilote",
        ],
    );
    let actor = sandbox.read("acteurs/agent.md");
    assert!(actor.contains("suppleant-de: pilote}"), "{actor}");
    let unknown = |arguments: &[&str]| sandbox.qms("agent", arguments).err;
    for arguments in [
        &["actor", "show", "agnet"][..],
        &["watch", "log", "actualites", "--by", "agnet"],
    ] {
        let said = unknown(arguments);
        assert!(
            said.contains("aucun acteur `agnet` n'est inscrit"),
            "{said}"
        );
        assert!(said.contains("vouliez-vous dire `agent`"), "{said}");
    }
}

#[test]
fn a_status_that_is_none_is_answered_with_those_of_the_language() {
    let sandbox = Sandbox::service();
    for (command, french, english) in [
        (&["list"][..], "`a-paraitre`", "`upcoming`"),
        (&["smac", "list"], "`actions-en-cours`", "`acting`"),
    ] {
        let asked = [command, &["--status", "zzzzzzzz"]].concat();
        let said = sandbox.qms("agent", &asked).err;
        assert!(said.contains(french) && !said.contains(english), "{said}");
        let said = sandbox
            .qms("agent", &[&asked[..], &["--lang", "en"]].concat())
            .err;
        assert!(said.contains(english) && !said.contains(french), "{said}");
    }
}

#[test]
fn a_policy_that_cannot_be_read_is_told_where_the_default_rules_are_followed() {
    let sandbox = Sandbox::service();
    sandbox.write("qms.yaml", "types: [\n");
    for command in ["list", "status", "due", "retention"] {
        let said = sandbox.qms("agent", &[command]);
        let folded = said.err.replace('\n', " ");
        assert!(
            folded.contains("`qms.yaml` est illisible, et ce qui est montré ici suit les règles"),
            "{command}: {said:?}"
        );
        let json = sandbox.qms("agent", &[command, "--format", "json"]).out;
        assert!(json.contains("\"qms.yaml\""), "{command}: {json}");
    }
}
