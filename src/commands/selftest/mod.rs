//! `qms selftest`: the program proves on seeded defects that it finds them.
//!
//! The history and its forgeries are written object by object, with files as keys: neither git nor
//! its settings, nor any repository of the user, has a part in it.

mod case;
mod desk;
mod fields;
mod history;
mod merges;
mod register;
mod roles;
mod signatures;
mod store;
mod tags;
mod trailers;
mod tree;

use super::options::Format;
use super::{Answer, Context, Exit, Failure, FailureKind, french::French};
use crate::report::selftest::{Environment, Group, Report, Row};
use crate::repository::program_version;
use crate::text::Text;
use case::{Mutation, error};
use history::Life;

/// Prove on this machine that forgeries are found: a validation report, as text, JSON or Markdown
#[derive(Debug, clap::Args)]
#[command(alias = "autotest")]
pub struct Selftest {}

/// The French of its help.
pub const FRENCH: &French = &[(
    "",
    "Prouver sur ce poste que les falsifications sont décelées\u{a0}: un rapport de validation, en texte, JSON ou Markdown",
)];

/// What is staged, in the order of the report.
const GROUPS: &[(Group, &[Mutation])] = &[
    (
        Group {
            id: "untouched",
            title: Text {
                en: "The history that nobody touched",
                fr: "L'historique intact",
            },
        },
        UNTOUCHED,
    ),
    (
        Group {
            id: "fields",
            title: Text {
                en: "An act changed after its signature",
                fr: "Un acte modifié après sa signature",
            },
        },
        fields::CHANGED,
    ),
    (
        Group {
            id: "insider",
            title: Text {
                en: "An act that its own signatory makes wrongly",
                fr: "Un acte que son propre signataire établit irrégulièrement",
            },
        },
        fields::SIGNED_ANEW,
    ),
    (
        Group {
            id: "trailers",
            title: Text {
                en: "The statement of an act, line by line",
                fr: "L'énoncé d'un acte, ligne par ligne",
            },
        },
        trailers::CASES,
    ),
    (
        Group {
            id: "signatures",
            title: Text {
                en: "The signature",
                fr: "La signature",
            },
        },
        signatures::CASES,
    ),
    (
        Group {
            id: "roles",
            title: Text {
                en: "Roles, and the order of acts",
                fr: "Les rôles et l'ordre des actes",
            },
        },
        roles::CASES,
    ),
    (
        Group {
            id: "merges",
            title: Text {
                en: "Merges",
                fr: "Les fusions",
            },
        },
        merges::CASES,
    ),
    (
        Group {
            id: "register",
            title: Text {
                en: "The register and the policy",
                fr: "Le registre et la politique",
            },
        },
        register::CASES,
    ),
    (
        Group {
            id: "tags",
            title: Text {
                en: "Audit tags",
                fr: "Les étiquettes d'audit",
            },
        },
        tags::CASES,
    ),
    (
        Group {
            id: "tree",
            title: Text {
                en: "Files",
                fr: "Les fichiers",
            },
        },
        tree::CASES,
    ),
    (
        Group {
            id: "store",
            title: Text {
                en: "The clone and the trust root",
                fr: "Le clone et la racine de confiance",
            },
        },
        store::CASES,
    ),
];

/// Without these, what finds everything would prove nothing.
const UNTOUCHED: &[Mutation] = &[
    error(
        "untouched",
        Text {
            en: "nothing: register, two versions, review, acknowledgement, two branches and their merge",
            fr: "rien\u{a0}: registre, deux versions, revue, prise de connaissance, deux branches et leur fusion",
        },
        &[],
        |life| {
            // Not even a warning.
            let mut verdict = life.verdict(life.merged.commit);
            verdict.errors.append(&mut verdict.warnings);
            Ok(verdict)
        },
    ),
    error(
        "untouched-other-order",
        Text {
            en: "nothing, the parents of the merge in the other order",
            fr: "rien, les parents de la fusion étant dans l'autre ordre",
        },
        &[],
        |life| {
            let mut sheet = life.merged.sheet.clone();
            sheet.parents.reverse();
            life.judge(&sheet)
        },
    ),
    tags::UNTOUCHED,
    error(
        "untouched-signed-anew",
        Text {
            en: "an act is signed anew by its signatory, unchanged",
            fr: "un acte est signé à nouveau par son signataire, inchangé",
        },
        &[],
        |life| {
            let sheet = life.second_approved.sheet.clone();
            life.judge(&sheet.sealed(desk::Seal::Key("pilote-paped")))
        },
    ),
];

/// Runs it.
pub fn run(_: &Selftest, ctx: &Context) -> Result<Answer, Failure> {
    const ALONE: Text = Text {
        en: "the self-test has a history of its own: `--at` and `--as-of` say nothing here",
        fr: "l'autotest a son propre historique\u{a0}: `--at` et `--as-of` n'ont pas de sens ici",
    };
    if ctx.options.at.is_some() || ctx.options.as_of.is_some() {
        return Err(Failure::could_not_run(FailureKind::Usage, ALONE));
    }
    let report = Report {
        rows: played()?,
        environment: environment(ctx),
    };
    let exit = match report.passed() {
        true => Exit::Done,
        false => Exit::Found,
    };
    if ctx.format() == Format::Md {
        return Ok(Answer {
            exit,
            bytes: report.markdown(ctx.lang).into_bytes(),
        });
    }
    ctx.answer(exit, || report.json(ctx.lang), |style| report.text(style))
}

fn played() -> Result<Vec<Row>, Failure> {
    let life = Life::play()?;
    let mut rows = Vec::new();
    for (group, cases) in GROUPS {
        for case in *cases {
            rows.push(case.row(*group, &life)?);
        }
    }
    Ok(rows)
}

fn environment(ctx: &Context) -> Environment {
    Environment {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        platform: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        git: program_version("git", "--version"),
        ssh: program_version("ssh", "-V"),
        day: ctx.now().date_naive(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::selftest::NOT_VERIFIABLE;
    use std::collections::BTreeSet;

    #[test]
    fn every_forgery_has_a_name_of_its_own_and_rules_that_exist() {
        let known: BTreeSet<&str> = crate::rules::all().map(|rule| rule.code).collect();
        let mut names = BTreeSet::new();
        for (group, cases) in GROUPS {
            for case in *cases {
                assert!(names.insert(case.id), "{} stands twice", case.id);
                let untouched = group.id == "untouched";
                assert_eq!(case.expected.is_empty(), untouched, "{}", case.id);
                for rule in case.expected {
                    let exists = known.contains(rule) || *rule == NOT_VERIFIABLE;
                    assert!(exists, "{}: {rule} is no rule", case.id);
                }
            }
        }
    }

    #[test]
    fn a_forgery_that_forges_nothing_is_told_as_not_found() {
        let life = Life::play().ok().unwrap();
        let doctored = error(
            "doctored",
            Text {
                en: "nothing is done",
                fr: "rien n'est fait",
            },
            &["A202"],
            |life| life.judge(&life.merged.next()),
        );
        let row = doctored.row(GROUPS[1].0, &life).ok().unwrap();
        assert_eq!(row.found, Vec::<&str>::new());
        let report = Report {
            rows: vec![row],
            environment: Environment {
                version: String::new(),
                platform: String::new(),
                git: None,
                ssh: None,
                day: chrono::NaiveDate::default(),
            },
        };
        assert!(!report.passed());
        assert_eq!(report.json(crate::text::Lang::En)["passed"], false);
        let folder = life.scratch.folder().to_owned();
        assert!(folder.is_dir());
        drop(life);
        assert!(!folder.exists());
    }
}
