//! A ticket from the telephone call to its last closing, and every guard on the way.

mod by_hand;
mod guards;
mod life;
mod list;
mod replaced;
mod terminal;
mod words;

use crate::history::tests::sandbox::{Said, Sandbox};

pub(super) const COMPLAINT: &str = "smac/2026/RE-2026-0001.md";

/// A repository with the series of tickets and a process card that says what clients require. It
/// begins on 21 November 2026.
pub(super) fn service() -> Sandbox {
    let sandbox = Sandbox::new();
    for (slug, label) in [
        ("fiche-de-non-conformite", "Fiche de non-conformité"),
        ("fiche-proposition-d-amelioration", "Fiche proposition"),
        ("fiche-reclamation-externe", "Fiche réclamation externe"),
        ("fiche-reclamation-interne", "Fiche réclamation interne"),
    ] {
        sandbox.write(
            &format!("registres/enregistrements/{slug}.md"),
            &format!("---\nlibelle: {label}\nsection: B\nclassement: {{responsable: Pilote, duree: année en cours + 3 ans}}\narchivage: {{duree: pas d'archivage}}\ndestruction: sans conditions\n---\n"),
        );
    }
    sandbox.write(
        "processus/PAPED.md",
        "---\ncode: PAPED\ntitre: Prévention\nfinalite: Aider les assurés en difficulté.\nclients:\n  - nom: Assurés\n    exigences: [Être reçu dans le mois, Une réponse claire]\n---\n",
    );
    sandbox.signed("admin", "Séries");
    sandbox
}

/// The same with a complaint of that day, in a commit.
pub(super) fn complained() -> Sandbox {
    let sandbox = service();
    open(&sandbox, &["RE", "--channel", "telephone", "--commit"]).done();
    sandbox
}

pub(super) fn open(sandbox: &Sandbox, more: &[&str]) -> Said {
    let options = ["--title", "Réponse reçue trop tard", "--process", "PAPED"];
    smac(sandbox, &[&["open"], more, &options].concat())
}

pub(super) fn smac(sandbox: &Sandbox, arguments: &[&str]) -> Said {
    sandbox.qms("pilote-paped", &[&["smac"], arguments].concat())
}

pub(super) fn lines(sandbox: &Sandbox, path: &str, wanted: &[&str]) {
    let text = sandbox.read(path);
    for line in wanted {
        let stands = |one: &str| one.split("   #").next().unwrap_or(one).trim_end() == *line;
        assert!(text.lines().any(stands), "{line}\n{text}");
    }
}

pub(super) fn verified(sandbox: &Sandbox) {
    let said = sandbox.qms("agent", &["verify", "--full"]).done();
    assert!(said.starts_with("conforming"), "{said}");
    sandbox.git(&["fsck", "--strict", "--no-dangling"]);
    let found = sandbox.qms("agent", &["check"]).out();
    for rule in ["F00", "C00", "P101", "S10", "R10"] {
        assert!(!found.contains(&format!("[{rule}")), "{found}");
    }
}
