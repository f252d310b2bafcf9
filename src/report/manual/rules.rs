//! Every rule with its page, in the words of `qms explain`.

use super::{Page, RULES, Sheet, colon, link};
use crate::model::names::slug;
use crate::rules::{FAMILIES, Family, Rule};
use crate::text::{Lang, Text};

const RULE: Text = Text {
    en: "Rule",
    fr: "Règle",
};
const SEVERITY: Text = Text {
    en: "Severity",
    fr: "Gravité",
};
const FINDS: Text = Text {
    en: "What it finds",
    fr: "Ce qu'elle constate",
};
const REMEDY: Text = Text {
    en: "Remedy",
    fr: "Remède",
};

/// The list, then the families.
pub(super) fn pages(lang: Lang) -> Vec<Page> {
    let mut pages = vec![list(lang)];
    pages.extend(FAMILIES.iter().map(|family| page(family, lang)));
    pages
}

/// A link to a rule; its bare code where there is none.
pub(super) fn linked(code: &str, lang: Lang) -> String {
    let family = FAMILIES
        .iter()
        .find(|family| code.starts_with(family.letter));
    match family {
        Some(family) => format!(
            "[{code}]({}.md#{})",
            file(family, lang),
            super::anchor(code)
        ),
        None => code.to_owned(),
    }
}

/// The file of a family, without its ending.
fn file(family: &Family, lang: Lang) -> String {
    format!("{}-{}", RULES.get(lang), slug(family.title.get(lang)))
}

fn list(lang: Lang) -> Page {
    const TITLE: Text = Text {
        en: "Rules",
        fr: "Règles",
    };
    const INTRODUCTION: Text = Text {
        en: "`qms check` judges the tree; `qms verify` judges the history by the rules marked (h). What a change did wrong is an error; what the calendar brought is a warning or information, which `--strict` makes fail. A rule is set in {policy}, under `regles`, as `off`, `info`, `warning` or `error`.",
        fr: "`qms check` juge l'arborescence\u{a0}; `qms verify` juge l'historique selon les règles marquées (h). Ce qu'un changement a fait de faux est une erreur\u{a0}; ce que le calendrier amène est un avertissement ou une information, que `--strict` fait échouer. Une règle se règle dans {policy}, sous `regles`\u{a0}: `off`, `info`, `warning` ou `error`.",
    };
    let policy = link("`qms.yaml`", super::POLICY, Some("regles"), lang);
    let mut sheet = Sheet::new(TITLE.get(lang));
    sheet.paragraph(&INTRODUCTION.with("policy", policy).render(lang));
    for family in &FAMILIES {
        sheet.heading(2, &headed(family, lang));
        sheet.table([RULE, SEVERITY, FINDS], &rows(family.rules, lang), lang);
    }
    sheet.page(RULES, lang)
}

/// A family with its letter.
fn headed(family: &Family, lang: Lang) -> String {
    format!("{}{}{}", family.letter, colon(lang), family.title.get(lang))
}

fn rows(rules: &[&Rule], lang: Lang) -> Vec<[String; 3]> {
    rules
        .iter()
        .map(|rule| {
            let mark = if rule.is_of_the_history() { " (h)" } else { "" };
            [
                format!("{}{mark}", linked(rule.code, lang)),
                rule.severity.label().get(lang).to_owned(),
                rule.message.get(lang).to_owned(),
            ]
        })
        .collect()
}

fn page(family: &Family, lang: Lang) -> Page {
    const BY_CHECK: Text = Text {
        en: "judged on the tree, by `qms check`",
        fr: "jugée sur l'arborescence, par `qms check`",
    };
    const BY_VERIFY: Text = Text {
        en: "judged on the history, by `qms verify`",
        fr: "jugée sur l'historique, par `qms verify`",
    };
    let mut sheet = Sheet::new(headed(family, lang));
    for rule in family.rules {
        let judged = match rule.is_of_the_history() {
            true => BY_VERIFY,
            false => BY_CHECK,
        };
        let said = |label: Text, text: &str| format!("{}{}{text}", label.get(lang), colon(lang));
        sheet.heading(2, rule.code);
        let weight = format!("{}, {}", rule.severity.label().get(lang), judged.get(lang));
        sheet.item(&said(SEVERITY, &weight));
        sheet.item(&said(FINDS, rule.message.get(lang)));
        sheet.item(&said(REMEDY, rule.help.get(lang)));
        sheet.markdown(&shown(&rule.page(lang).markdown), 1);
    }
    let mut page = sheet.page(RULES, lang);
    page.file = format!("{}.md", file(family, lang));
    page
}

/// A rule's page, the name of each example's file above it: hosts do not show what follows the
/// language of a block.
fn shown(page: &str) -> String {
    page.lines()
        .map(|line| match line.strip_prefix("```md ") {
            Some(path) => format!("`{path}`\n\n```md\n"),
            None => format!("{line}\n"),
        })
        .collect()
}
