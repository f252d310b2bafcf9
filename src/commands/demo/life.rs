//! The life that is played: a system founded, documents in force, a revision, a refused act.

use super::super::Failure;
use super::super::embedded::{EXAMPLE, files};
use super::stage::{Expect, Stage, document_path};
use super::texts::{earlier, front_value, with_key};
use super::{kept, registers, smac};
use crate::model::layout;
use crate::text::Text;

/// The documents of the example, at the version that ends up in force.
const DOCUMENTS: [(&str, u32); 6] = [
    ("PR-01-V1", 1),
    ("PR-02-V1", 1),
    ("PR-03-V1", 1),
    ("MO-00391-V02", 2),
    ("MO-00354-V03", 3),
    ("MO-00409-V01", 1),
];

/// Plays it.
pub fn play(stage: &mut Stage<'_>) -> Result<(), Failure> {
    found(stage)?;
    first_versions(stage)?;
    next_versions(stage)?;
    refusals(stage)?;
    let past = stage.in_days(-70);
    kept::tickets(stage)?;
    let faulty = smac::play(stage)?;
    kept::play(stage)?;
    smac::later(stage, &faulty)?;
    registers::play(stage)?;
    consult(stage, &past)
}

/// The repository, its trust root, its register.
fn found(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.tell(Text {
        en: "The administrator founds the repository: the trust root",
        fr: "L'administratrice fonde le dépôt\u{a0}: la racine de confiance",
    });
    let admin = "administrateur-gdh";
    let mut actors: Vec<(String, String)> = Vec::new();
    for (path, bytes) in files(&EXAMPLE)
        .into_iter()
        .filter(|(path, _)| path.starts_with("acteurs/"))
    {
        let id = layout::stem(&path).to_owned();
        let key = stage.key_of(&id)?;
        actors.push((
            path,
            with_key(&String::from_utf8_lossy(bytes), &key.text(), &stage.today()),
        ));
    }
    stage.sit(admin)?;
    stage.run(
        admin,
        &["init", "--organisation", "Service social", "--admin", admin],
        Expect::Done,
    )?;

    stage.wait(1);
    stage.tell(Text {
        en: "Actors, process and registers are signed in, apart from everything else",
        fr: "Acteurs, processus et registres sont inscrits, signés, à part de tout le reste",
    });
    stage.write(
        actors
            .into_iter()
            .map(|(path, text)| (path, text.into_bytes()))
            .collect(),
    )?;
    let governed = files(&EXAMPLE).into_iter().filter(|(path, _)| {
        path == "qms.yaml" || path.starts_with("processus/") || path.starts_with("registres/")
    });
    stage.write(
        governed
            .map(|(path, bytes)| (path, bytes.to_vec()))
            .collect(),
    )?;
    stage.run(
        admin,
        &[
            "register",
            "-m",
            stage.worded(Text {
                en: "Actors, process and registers",
                fr: "Acteurs, processus et registres",
            }),
        ],
        Expect::Done,
    )?;
    stage.run(admin, &["actor", "list"], Expect::Done)
}

/// Drafts, approved then validated: two acts by two persons.
fn first_versions(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.wait(6);
    stage.tell(Text {
        en: "The referent writes; drafts are plain commits",
        fr: "Le référent rédige\u{a0}; les projets sont de simples commits",
    });
    let drafts = DOCUMENTS
        .iter()
        .map(|(code, version)| earlier(code, *version, 1))
        .collect();
    stage.commit(
        "referent-paped",
        Text {
            en: "Drafts of the six documents",
            fr: "Projets des six documents",
        },
        drafts,
    )?;
    stage.run("referent-paped", &["status"], Expect::Done)?;
    stage.wait(3);
    stage.tell(Text {
        en: "The pilot approves (A), the director validates (V)",
        fr: "Le pilote approuve (A), la directrice valide (V)",
    });
    let all = ["PR-01", "PR-02", "PR-03", "MO-391", "MO-354", "MO-409"];
    let mut line = vec!["approve"];
    line.extend(all);
    stage.run("pilote-paped", &line, Expect::Done)?;
    stage.wait(2);
    line[0] = "validate";
    stage.run("directrice", &line, Expect::Done)?;
    stage.run(
        "referent-paped",
        &["ack", "PR-01", "PR-02", "PR-03", "MO-409"],
        Expect::Done,
    )?;
    stage.run("agent-paped", &["list"], Expect::Done)
}

/// Revisions: the next version takes effect, the one before leaves the tree.
fn next_versions(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.wait(40);
    stage.tell(Text {
        en: "A revision: V02 is written while V01 stays in force",
        fr: "Une révision\u{a0}: la V02 s'écrit pendant que la V01 reste en vigueur",
    });
    revise(stage, "MO-00391-V02")?;
    stage.run("pilote-paped", &["diff", "MO-391"], Expect::Done)?;
    stage.run("pilote-paped", &["approve", "MO-391"], Expect::Done)?;
    stage.tell(Text { en: "Validated with a date to come: both versions stand, V02 is still to appear", fr: "Validée pour une date à venir\u{a0}: les deux versions coexistent, la V02 est à paraître" });
    let later = stage.in_days(10);
    stage.run(
        "directrice",
        &["validate", "MO-391", "--effective", &later],
        Expect::Done,
    )?;
    stage.run("agent-paped", &["list", "--type", "MO"], Expect::Done)?;
    stage.wait(11);
    stage.tell(Text {
        en: "That day has come: check says that the old version must leave, and it does",
        fr: "Le jour est venu\u{a0}: check dit que l'ancienne version doit partir, et elle part",
    });
    stage.run(
        "assistante-qualite",
        &["check", "documents"],
        Expect::Refused,
    )?;
    stage.run("pilote-paped", &["destroy", "MO-00391-V01"], Expect::Done)?;

    stage.wait(9);
    stage.tell(Text {
        en: "Validated for today: the old version leaves in the same act",
        fr: "Validée pour le jour même\u{a0}: l'ancienne version part dans le même acte",
    });
    for target in ["MO-00354-V02", "MO-00354-V03"] {
        revise(stage, target)?;
        stage.run("pilote-paped", &["approve", "MO-354"], Expect::Done)?;
        stage.run("directrice", &["validate", "MO-354"], Expect::Done)?;
        stage.wait(12);
    }
    stage.run("referent-paped", &["ack", "MO-391", "MO-354"], Expect::Done)
}

/// The referent revises to the text of the example.
fn revise(stage: &mut Stage<'_>, target: &str) -> Result<(), Failure> {
    let (stem, version) = target.rsplit_once("-V").unwrap_or((target, "1"));
    let version: u32 = version.parse().unwrap_or(1);
    let last = DOCUMENTS
        .iter()
        .find(|(code, _)| code.starts_with(stem))
        .map_or(version, |(_, last)| *last);
    let code = format!("{stem}-V{last:02}");
    let (_, text) = earlier(&code, last, version);
    let reason = front_value(&text, "motif").unwrap_or_else(|| {
        stage
            .worded(Text {
                en: "Lessons of the first months of use.",
                fr: "Retour des premiers mois d'utilisation.",
            })
            .to_owned()
    });
    stage.run(
        "referent-paped",
        &["revise", stem, "--reason", &reason],
        Expect::Done,
    )?;
    stage.commit(
        "referent-paped",
        Text {
            en: "Next version, as a draft",
            fr: "Version suivante, en projet",
        },
        vec![(document_path(target), text)],
    )
}

/// What is not allowed is refused, with the reason and the way to do it.
fn refusals(stage: &mut Stage<'_>) -> Result<(), Failure> {
    stage.wait(8);
    stage.tell(Text {
        en: "Refused: the pilot may not validate, nor anyone edit what is in force",
        fr: "Refusé\u{a0}: le pilote ne valide pas, et nul ne modifie ce qui est en vigueur",
    });
    revise_freely(stage)?;
    stage.run("pilote-paped", &["approve", "PR-02"], Expect::Done)?;
    stage.run("pilote-paped", &["validate", "PR-02"], Expect::Refused)?;
    stage.run(
        "directrice",
        &[
            "reject",
            "PR-02",
            "--reason",
            stage.worded(Text {
                en: "The deadline is to be agreed first.",
                fr: "Le délai est d'abord à convenir.",
            }),
        ],
        Expect::Done,
    )?;
    let path = document_path("PR-01-V1");
    let before = stage.read(&path)?;
    stage.write(vec![(
        path.clone(),
        before
            .replace(
                "## Enregistrements",
                "Une phrase ajoutée à la main.\n\n## Enregistrements",
            )
            .into_bytes(),
    )])?;
    stage.run("agent-paped", &["check", &path], Expect::Refused)?;
    stage.write(vec![(path, before.into_bytes())])
}

fn revise_freely(stage: &mut Stage<'_>) -> Result<(), Failure> {
    let reason = stage.worded(Text {
        en: "The orientation meeting becomes weekly.",
        fr: "La réunion d'orientation devient hebdomadaire.",
    });
    stage.run(
        "referent-paped",
        &["revise", "PR-02", "--reason", reason],
        Expect::Done,
    )?;
    let path = document_path("PR-02-V2");
    let text = stage.read(&path)?.replace(
        "## Enregistrements",
        "La réunion d'orientation a lieu chaque semaine.\n\n## Enregistrements",
    );
    stage.commit(
        "referent-paped",
        Text {
            en: "PR-02-V2, as a draft",
            fr: "PR-02-V2, en projet",
        },
        vec![(path, text)],
    )
}

/// What anybody can ask, and the proof.
fn consult(stage: &mut Stage<'_>, past: &str) -> Result<(), Failure> {
    stage.until_today();
    stage.tell(Text { en: "Which version was in force that day? And who decided, under which key?", fr: "Quelle version était en vigueur ce jour-là\u{a0}? Et qui a décidé, avec quelle clé\u{a0}?" });
    stage.run(
        "auditeur-interne",
        &["show", "MO-391", "--on", past],
        Expect::Done,
    )?;
    stage.run("auditeur-interne", &["log", "MO-391"], Expect::Done)?;
    stage.run("auditeur-interne", &["status"], Expect::Done)?;
    stage.run("auditeur-interne", &["check"], Expect::Done)?;
    stage.tell(Text {
        en: "The whole history is read again: every signature, every act",
        fr: "Toute l'histoire est relue\u{a0}: chaque signature, chaque acte",
    });
    stage.run("auditeur-interne", &["verify", "--full"], Expect::Done)
}
