//! The acts that are disturbed, each with the service in which it is done.

use crate::sandbox::{PROCEDURE, Sandbox};

/// What a repetition does of an act that took place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It is refused, or has nothing left to do: nothing changes.
    Nothing,
    /// It does the same once more, on another number: it is not repeated.
    Another,
}

/// How much of it stands or falls together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// All of it.
    Act,
    /// Each reference: what was begun is completed by the same command.
    Steps,
    /// Each file.
    Files,
}

/// An act, and how it is done.
#[derive(Clone)]
pub struct Scene {
    /// What the service needs for it; the answer is the arguments that depend on it.
    pub prepare: fn(&mut Sandbox) -> Vec<String>,
    pub person: &'static str,
    /// `qms`, or the `git` that starts it.
    pub program: &'static str,
    pub arguments: &'static [&'static str],
    /// Programs that it starts, and that are disturbed as well.
    pub children: &'static [&'static str],
    pub whole: Whole,
    pub again: Again,
}

const SCENE: Scene = Scene {
    prepare: nothing,
    person: "pilote",
    program: "qms",
    arguments: &[],
    children: &[],
    whole: Whole::Act,
    again: Again::Nothing,
};

fn nothing(_: &mut Sandbox) -> Vec<String> {
    Vec::new()
}

pub fn init() -> Scene {
    Scene {
        prepare: |sandbox| {
            // Only the person and the key are there.
            let depot = sandbox.depot();
            std::fs::remove_dir_all(&depot).expect("the folder");
            std::fs::create_dir(&depot).expect("the folder");
            sandbox.write("README.md", "Notre service\n");
            Vec::new()
        },
        person: "admin",
        arguments: &["init", "--organisation", "Service", "--admin", "admin"],
        ..SCENE
    }
}

pub fn approve() -> Scene {
    Scene {
        arguments: &["approve", "PR-01"],
        children: &["ssh-keygen"],
        ..SCENE
    }
}

pub fn validate() -> Scene {
    Scene {
        prepare: |sandbox| {
            sandbox.done("pilote", &["approve", "PR-01"]);
            sandbox.later("2026-11-21T14:00:00Z");
            Vec::new()
        },
        person: "directrice",
        arguments: &["validate", "PR-01"],
        ..SCENE
    }
}

fn in_force(sandbox: &mut Sandbox) -> Vec<String> {
    let _ = (validate().prepare)(sandbox);
    sandbox.done("directrice", &["validate", "PR-01"]);
    sandbox.later("2026-11-21T15:00:00Z");
    Vec::new()
}

pub fn withdraw() -> Scene {
    Scene {
        prepare: in_force,
        person: "directrice",
        arguments: &["withdraw", "PR-01", "--reason", "Activité arrêtée"],
        ..SCENE
    }
}

pub fn ack() -> Scene {
    Scene {
        prepare: in_force,
        person: "agent",
        arguments: &["ack", "PR-01"],
        ..SCENE
    }
}

pub fn revise() -> Scene {
    Scene {
        prepare: in_force,
        person: "referent",
        arguments: &["revise", "PR-01", "--reason", "Un délai plus court"],
        ..SCENE
    }
}

pub fn settle() -> Scene {
    Scene {
        prepare: |sandbox| {
            in_force(sandbox);
            let path = "documents/PR/PR-01-V1.md";
            let text = sandbox.read(path);
            sandbox.draft(path, &text.replace("L'orienter.", "Le renvoyer."));
            let fault = sandbox.git("agent", &["rev-parse", "HEAD"]);
            sandbox.later("2026-11-21T15:10:00Z");
            sandbox.draft(path, &text);
            sandbox.later("2026-11-21T15:20:00Z");
            vec![fault.trim().to_owned()]
        },
        person: "directrice",
        arguments: &["settle", "--reason", "Une erreur de saisie"],
        ..SCENE
    }
}

pub fn register() -> Scene {
    Scene {
        prepare: |sandbox| {
            let card = sandbox.read("processus/ACCUEIL.md");
            let card = card.replace("Accueillir chaque assuré.", "Accueillir et orienter.");
            sandbox.write("processus/ACCUEIL.md", &card);
            Vec::new()
        },
        person: "admin",
        arguments: &["register"],
        ..SCENE
    }
}

pub fn actor_role() -> Scene {
    Scene {
        person: "admin",
        arguments: &["actor", "role", "agent", "--add", "auditeur"],
        again: Again::Another,
        ..SCENE
    }
}

pub fn snapshot_create() -> Scene {
    Scene {
        prepare: in_force,
        person: "admin",
        arguments: &["snapshot", "create", "audit-2026", "--yes"],
        whole: Whole::Steps,
        ..SCENE
    }
}

fn record(sandbox: &mut Sandbox, day: &str) {
    sandbox.draft(
        "enregistrements/AD/AD-2020-001.md",
        &format!(
            "---\ncode: AD-2020-001\ntitre: Auto-diagnostic\ndate: {day}\nprocessus: ACCUEIL\n---\n# Auto-diagnostic\n\nConforme.\n"
        ),
    );
    sandbox.later("2026-11-21T14:00:00Z");
}

pub fn close() -> Scene {
    Scene {
        prepare: |sandbox| {
            record(sandbox, "2020-01-10");
            Vec::new()
        },
        arguments: &["close", "AD-2020-001"],
        ..SCENE
    }
}

pub fn archive() -> Scene {
    Scene {
        prepare: |sandbox| {
            record(sandbox, "2020-01-10");
            sandbox.done("pilote", &["close", "AD-2020-001"]);
            sandbox.later("2026-11-21T15:00:00Z");
            Vec::new()
        },
        arguments: &["archive", "--due"],
        ..SCENE
    }
}

pub fn destroy() -> Scene {
    Scene {
        prepare: |sandbox| {
            let _ = (archive().prepare)(sandbox);
            sandbox.done("pilote", &["archive", "--due"]);
            sandbox.later("2026-11-21T16:00:00Z");
            Vec::new()
        },
        arguments: &["destroy", "--due"],
        ..SCENE
    }
}

pub fn hold() -> Scene {
    Scene {
        prepare: |sandbox| {
            record(sandbox, "2024-01-10");
            Vec::new()
        },
        arguments: &["hold", "AD-2020-001", "--reason", "Litige"],
        // Held twice, for two reasons or one.
        again: Again::Another,
        ..SCENE
    }
}

pub fn smac_open() -> Scene {
    Scene {
        person: "referent",
        arguments: &["smac", "open", "NC", "--title", "Un oubli", "--commit"],
        again: Again::Another,
        ..SCENE
    }
}

pub fn smac_close() -> Scene {
    Scene {
        prepare: |sandbox| {
            sandbox.draft(
                "smac/2026/NC-2026-0001.md",
                "---\ncode: NC-2026-0001\ntitre: Un oubli\nrecu: 2026-11-20\ncanal: interne\nprocessus: ACCUEIL\nanalyse: {date: 2026-11-20, acteur: pilote}\nsans-action: isolé\n---\n# Un oubli\n\nUne saisie manquait.\n\n## Causes\n\nUn oubli.\n",
            );
            sandbox.later("2026-11-21T14:00:00Z");
            Vec::new()
        },
        arguments: &["smac", "close", "NC-2026-0001"],
        ..SCENE
    }
}

pub fn new_file() -> Scene {
    Scene {
        person: "referent",
        arguments: &["new", "PR", "--title", "Orienter un assuré"],
        again: Again::Another,
        ..SCENE
    }
}

pub fn new_reserved() -> Scene {
    Scene {
        prepare: |sandbox| {
            let git = |arguments: &[&str]| sandbox.git("agent", arguments);
            git(&["init", "-q", "--bare", "-b", "main", "../serveur.git"]);
            // No tidying of git's own goes on behind.
            git(&["-C", "../serveur.git", "config", "receive.autoGC", "false"]);
            git(&["remote", "add", "origin", "../serveur.git"]);
            git(&["push", "-q", "-u", "origin", "main"]);
            Vec::new()
        },
        person: "referent",
        arguments: &["new", "PR", "--title", "Orienter", "--reserve"],
        children: &["git"],
        whole: Whole::Steps,
        again: Again::Another,
        ..SCENE
    }
}

/// A file of the work tree that an editor changes in its own way; what `qms` does stands or falls.
pub fn edit() -> Scene {
    Scene {
        person: "referent",
        arguments: &["edit", "PR-01"],
        ..SCENE
    }
}

pub fn indicator_set() -> Scene {
    Scene {
        prepare: |sandbox| {
            sandbox.write(
                "registres/indicateurs/accueils.md",
                "---\nnumero: 1\ntitre: Accueils\nformule: nombre d'assurés reçus dans le mois\nunite: assurés\nperiodicite: mensuelle\nresponsable: pilote\nvaleurs:\n  - {periode: 2026-09, valeur: 50}\n---\nCompté à l'accueil.\n",
            );
            sandbox.done("admin", &["register"]);
            Vec::new()
        },
        person: "pilote",
        arguments: &["indicator", "set", "accueils", "2026-10", "61"],
        ..SCENE
    }
}

pub fn report_publish() -> Scene {
    Scene {
        prepare: in_force,
        person: "referent",
        arguments: &["report", "documents", "--publish"],
        ..SCENE
    }
}

pub fn hook_install() -> Scene {
    Scene {
        person: "referent",
        arguments: &["hook", "install"],
        whole: Whole::Files,
        ..SCENE
    }
}

/// A push to a server that judges what arrives.
pub fn pre_receive() -> Scene {
    Scene {
        prepare: |sandbox| {
            let git = |arguments: &[&str]| sandbox.git("agent", arguments);
            git(&["init", "-q", "--bare", "-b", "main", "../serveur.git"]);
            // No tidying of git's own goes on behind.
            git(&["-C", "../serveur.git", "config", "receive.autoGC", "false"]);
            git(&["remote", "add", "origin", "../serveur.git"]);
            git(&["push", "-q", "-u", "origin", "main"]);
            let server = sandbox.depot().join("../serveur.git");
            std::fs::write(
                server.join("hooks/pre-receive"),
                "#!/bin/sh\nexec qms hook pre-receive\n",
            )
            .expect("the hook");
            let script = "chmod +x hooks/pre-receive; rm -f hooks/*.sample";
            assert_eq!(sandbox.shell(&server, script).code, 0);
            sandbox.draft(
                "documents/PR/PR-02-V1.md",
                &PROCEDURE.replace("{code}", "PR-02-V1"),
            );
            Vec::new()
        },
        person: "referent",
        program: "git",
        arguments: &["push", "-q", "origin", "main"],
        children: &["qms"],
        ..SCENE
    }
}

fn outlet(sandbox: &mut Sandbox) -> Vec<String> {
    let folder = sandbox.folder().join("sortie");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("reponse"), "la réponse d'hier\n").expect("a file");
    Vec::new()
}

pub fn list_to_file() -> Scene {
    Scene {
        prepare: outlet,
        arguments: &["list", "-o", "../sortie/reponse"],
        whole: Whole::Files,
        ..SCENE
    }
}

pub fn report_to_file() -> Scene {
    Scene {
        prepare: outlet,
        arguments: &[
            "report",
            "records",
            "--format",
            "csv",
            "-o",
            "../sortie/t.csv",
        ],
        whole: Whole::Files,
        ..SCENE
    }
}

pub fn man_to_folder() -> Scene {
    Scene {
        prepare: outlet,
        arguments: &["man", "-o", "../sortie"],
        whole: Whole::Files,
        ..SCENE
    }
}

pub fn snapshot_export() -> Scene {
    Scene {
        prepare: |sandbox| {
            in_force(sandbox);
            sandbox.done("admin", &["snapshot", "create", "audit-2026", "--yes"]);
            sandbox.later("2026-11-21T16:00:00Z");
            outlet(sandbox)
        },
        arguments: &["snapshot", "export", "audit-2026", "-o", "../sortie/a.zip"],
        whole: Whole::Files,
        ..SCENE
    }
}
