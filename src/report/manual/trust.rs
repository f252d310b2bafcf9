//! Trust: the acts, their statements, who may do them, how the history is judged.

use super::{MEANING, POLICY, Page, Sheet, TRUST, link, rules};
use crate::history::entitled;
use crate::model::act::ActKind;
use crate::model::code::Class;
use crate::model::names::RoleId;
use crate::model::policy::Policy;
use crate::parse::policy::default_policy;
use crate::parse::trailers::{Asks, Field, asks};
use crate::report::verification::Outcome;
use crate::rules::{Rule, all};
use crate::text::{Lang, Text};

/// The page.
pub(super) fn page(lang: Lang) -> Page {
    const TITLE: Text = Text {
        en: "Trust: acts and signatures",
        fr: "Confiance\u{a0}: actes et signatures",
    };
    const IDEAS: [Text; 6] = [
        Text {
            en: "An act is one signed commit with a single parent. The lines at the end of its message say what was done, to which code, on which exact content (a SHA-256 digest, images included), by whom and in which role.",
            fr: "Un acte est un commit signé qui n'a qu'un parent. Les lignes à la fin de son message disent ce qui a été fait, sur quel code, sur quel contenu exact (une empreinte SHA-256, images comprises), par qui et dans quel rôle.",
        },
        Text {
            en: "Who may do what stands in the repository: actors, roles and keys in `acteurs/`, the policy in `qms.yaml`. An act is judged by what they said before it.",
            fr: "Qui peut faire quoi est écrit dans le dépôt\u{a0}: acteurs, rôles et clés dans `acteurs/`, politique dans `qms.yaml`. Un acte est jugé d'après ce qu'ils disaient avant lui.",
        },
        Text {
            en: "These files change in signed commits that touch nothing else, by those whom the state before them entitled (`qms register`). What was not entitled has no effect.",
            fr: "Ces fichiers changent dans des commits signés qui ne touchent à rien d'autre, par ceux que l'état antérieur y habilitait (`qms register`). Ce qui n'était pas permis est sans effet.",
        },
        Text {
            en: "Order is that of the commits; dates are claims. Between two branches taking away wins: an act that rests on a right, key or document taken away beside it does not count.",
            fr: "L'ordre est celui des commits\u{a0}; les dates sont des déclarations. Entre deux branches, retirer l'emporte\u{a0}: un acte qui repose sur un droit, une clé ou un document retiré à côté de lui ne compte pas.",
        },
        Text {
            en: "The chain starts at the trust root, the commit of `qms init`. Its id is given (`--trust-root`), or kept in the clone at first use, which is then said.",
            fr: "La chaîne part de la racine de confiance, le commit de `qms init`. Son identifiant est donné (`--trust-root`), ou gardé dans le clone à la première utilisation, ce qui est alors dit.",
        },
        Text {
            en: "Who signs uses git's own settings: SSH or OpenPGP keys, agents, hardware keys. The key decides who acted, not the name or the address of the commit.",
            fr: "La signature suit les réglages de git\u{a0}: clés SSH ou OpenPGP, agents, clés matérielles. C'est la clé qui dit qui a agi, non le nom ou l'adresse du commit.",
        },
    ];
    let mut sheet = Sheet::new(TITLE.get(lang));
    for idea in IDEAS {
        sheet.item(idea.get(lang));
    }
    acts(&mut sheet, lang);
    statements(&mut sheet, lang);
    judged(&mut sheet, lang);
    sheet.page(TRUST, lang)
}

fn acts(sheet: &mut Sheet, lang: Lang) {
    const TITLE: Text = Text {
        en: "Acts, and who may do them",
        fr: "Les actes, et qui peut les faire",
    };
    const ROLES: Text = Text {
        en: "The roles are those that {policy} names under these keys; in brackets, those of a procedure (PR) by default. A role counts for its process, on the day of the act.",
        fr: "Les rôles sont ceux que {policy} nomme sous ces clés\u{a0}; entre parenthèses, ceux d'une procédure (PR) par défaut. Un rôle vaut pour son processus, le jour de l'acte.",
    };
    const ACT: Text = Text {
        en: "Act",
        fr: "Acte",
    };
    const COMMAND: Text = Text {
        en: "Command",
        fr: "Commande",
    };
    const ON: Text = Text {
        en: "On",
        fr: "Sur",
    };
    const WHO: Text = Text {
        en: "Who",
        fr: "Qui",
    };
    sheet.heading(2, TITLE.get(lang));
    let policy = link("`qms.yaml`", POLICY, None, lang);
    sheet.paragraph(&ROLES.with("policy", policy).render(lang));
    let (keys, default) = (keys(), default_policy());
    let rows = ActKind::ALL.map(|act| {
        let words = act.words();
        [
            format!("`{}`", act.as_str()),
            format!("`{}`", words.command),
            words.meaning.get(lang).to_owned(),
            applies(act, lang),
            who(act, &keys, &default, lang),
        ]
    });
    sheet.table([ACT, COMMAND, MEANING, ON, WHO], &rows, lang);
}

fn applies(act: ActKind, lang: Lang) -> String {
    const CLASSES: [(Class, Text); 3] = [
        (
            Class::Document,
            Text {
                en: "documents",
                fr: "documents",
            },
        ),
        (
            Class::Record,
            Text {
                en: "records",
                fr: "enregistrements",
            },
        ),
        (
            Class::Ticket,
            Text {
                en: "tickets",
                fr: "fiches",
            },
        ),
    ];
    const COMMIT: Text = Text {
        en: "a past commit",
        fr: "un commit passé",
    };
    const TAG: Text = Text {
        en: "an audit tag",
        fr: "une étiquette d'audit",
    };
    match act {
        ActKind::Settle => return COMMIT.get(lang).to_owned(),
        ActKind::Snapshot => return TAG.get(lang).to_owned(),
        _ => {}
    }
    let classes: Vec<&str> = CLASSES
        .iter()
        .filter(|(class, _)| entitled::applies(act, *class))
        .map(|(_, text)| text.get(lang))
        .collect();
    classes.join(", ")
}

/// A policy in which every role is named by the key that names it.
fn keys() -> Policy {
    let mut policy = default_policy();
    let named = |key: &str| vec![RoleId::new(key)];
    for kind in &mut policy.types {
        kind.approval = named("types.*.approbation");
        kind.validation = named("types.*.validation");
        kind.reviewers = named("types.*.revision");
        kind.withdrawers = named("types.*.retrait");
    }
    policy.disposal_roles = named("destruction");
    policy.snapshot_roles = named("instantane");
    policy
}

fn who(act: ActKind, keys: &Policy, default: &Policy, lang: Lang) -> String {
    const EVERYONE: Text = Text {
        en: "the actor, for themself; for others, who may write `registres/`",
        fr: "l'acteur, pour lui-même\u{a0}; pour d'autres, qui peut écrire `registres/`",
    };
    const SETTLE: Text = Text {
        en: "{roles}; for the register `administrateur`",
        fr: "{roles}\u{a0}; pour le registre, `administrateur`",
    };
    let list = |policy: &Policy| -> Vec<String> {
        let roles = entitled::roles(act, policy, "PR").into_iter();
        roles.map(|role| format!("`{}`", role.as_str())).collect()
    };
    let roles = || format!("{} ({})", list(keys).join(", "), list(default).join(", "));
    match act {
        ActKind::Ack => EVERYONE.get(lang).to_owned(),
        ActKind::Settle => SETTLE.with("roles", roles()).render(lang),
        _ => roles(),
    }
}

fn statements(sheet: &mut Sheet, lang: Lang) {
    const TITLE: Text = Text {
        en: "What the commit of an act says",
        fr: "Ce que dit le commit d'un acte",
    };
    const GROUPS: Text = Text {
        en: "The last paragraph of the message is made of these lines alone, a group for each code, in this order; all groups name the same act, actor and role. A line that is repeated (images excepted), folded, unknown, or in an earlier paragraph makes it no act ({rule}). Lines in brackets are there when there is something to say.",
        fr: "Le dernier paragraphe du message n'est fait que de ces lignes, un groupe par code, dans cet ordre\u{a0}; tous les groupes nomment le même acte, le même acteur et le même rôle. Une ligne répétée (images exceptées), repliée, inconnue, ou dans un paragraphe antérieur fait que ce n'est pas un acte ({rule}). Les lignes entre parenthèses sont là quand il y a quelque chose à dire.",
    };
    const ACT: Text = Text {
        en: "Act",
        fr: "Acte",
    };
    const LINES: Text = Text {
        en: "Lines",
        fr: "Lignes",
    };
    sheet.heading(2, TITLE.get(lang));
    let rule = rules::linked("A201", lang);
    sheet.paragraph(&GROUPS.with("rule", rule).render(lang));
    let rows = ActKind::ALL.map(|act| {
        let lines: Vec<String> = Field::ALL
            .iter()
            .filter_map(|(field, name)| match asks(act, *field) {
                Asks::Must => Some(format!("`{name}`")),
                Asks::May => Some(format!("(`{name}`)")),
                Asks::Never => None,
            })
            .collect();
        [format!("`{}`", act.as_str()), lines.join(" ")]
    });
    sheet.table([ACT, LINES], &rows, lang);
}

fn judged(sheet: &mut Sheet, lang: Lang) {
    const TITLE: Text = Text {
        en: "How `qms verify` judges",
        fr: "Comment `qms verify` juge",
    };
    const PASS: Text = Text {
        en: "One pass over the commits that lead to the revision, parents first, offline, from the objects of the clone alone. Every signature is verified, every act is judged by what stood before it, and every other commit and merge is held against what only acts may change. What was verified in this clone is not read again, unless `--full`.",
        fr: "Un seul passage sur les commits qui mènent à la révision, parents d'abord, hors ligne, d'après les seuls objets du clone. Toute signature est vérifiée, tout acte jugé d'après ce qui valait avant lui, et tout autre commit ou fusion confronté à ce que seuls les actes peuvent changer. Ce qui a été vérifié dans ce clone n'est pas relu, sauf `--full`.",
    };
    const REPAIRED: Text = Text {
        en: "A fault is an error while the revision bears what was not entitled. Once the tree says again what the valid acts say it is a warning, and information once `qms settle` explains it. History is never rewritten to repair it.",
        fr: "Un défaut est une erreur tant que la révision porte ce qui n'était pas permis. Une fois que l'arborescence dit à nouveau ce que disent les actes valables, il devient un avertissement, puis une information quand `qms settle` l'explique. L'historique n'est jamais réécrit pour réparer.",
    };
    const OUTCOME: Text = Text {
        en: "Outcome",
        fr: "Issue",
    };
    const JSON: Text = Text {
        en: "JSON",
        fr: "JSON",
    };
    const RULES: Text = Text {
        en: "What it looks for",
        fr: "Ce qu'il cherche",
    };
    const RULE: Text = Text {
        en: "Rule",
        fr: "Règle",
    };
    const FINDS: Text = Text {
        en: "What it finds",
        fr: "Ce qu'elle constate",
    };
    sheet.heading(2, TITLE.get(lang));
    sheet.paragraph(PASS.get(lang));
    sheet.paragraph(REPAIRED.get(lang));
    let rows = Outcome::ALL.map(|outcome| {
        [
            outcome.label().get(lang).to_owned(),
            format!("`{}`", outcome.as_str()),
        ]
    });
    sheet.table([OUTCOME, JSON], &rows, lang);
    sheet.heading(3, RULES.get(lang));
    let of_the_history = all().filter(|rule| rule.is_of_the_history());
    let rows: Vec<[String; 2]> = of_the_history
        .map(|rule: &Rule| {
            [
                rules::linked(rule.code, lang),
                rule.message.get(lang).to_owned(),
            ]
        })
        .collect();
    sheet.table([RULE, FINDS], &rows, lang);
}
