//! What is wrong with a history, in the reader's words: the facts of [`crate::history`] as
//! diagnostics, each with the remedy of its rule.

use crate::diagnostic::{Diagnostic, Place};
use crate::history::words::{self, short};
use crate::history::{Fact, Finding};
use crate::model::layout::{self, EntityKind, Position};
use crate::text::{Message, Text};
use std::sync::Arc;

/// Words one finding. `tip` is the commit that was verified.
pub fn word(finding: &Finding, tip: &str) -> Diagnostic {
    let rule = finding.fact.rule();
    let path = finding.path.clone();
    let commit = finding.commit.map(|commit| commit.to_string());
    let help = remedy(finding).map(|text| {
        let named = |value: Option<&str>| value.unwrap_or("…").to_owned();
        let actor = finding.act.as_ref().map(|(_, actor)| actor.as_str());
        text.with("code", named(finding.code.as_deref()))
            .with("path", named(path.as_deref()))
            .with("commit", meant(finding).unwrap_or_else(|| tip.to_owned()))
            .with("actor", named(actor))
    });
    Diagnostic {
        rule,
        severity: finding.severity,
        place: path.map(|path| Place::file(&Arc::from(path))),
        code: finding.code.clone(),
        message: message(finding),
        commit,
        help,
    }
}

/// The commit that a remedy speaks of: the faulty one, or the one that lacks.
fn meant(finding: &Finding) -> Option<String> {
    match &finding.fact {
        Fact::Rewound(before) => Some(before.to_string()),
        Fact::Replaced(object) => Some(object.clone()),
        _ => finding.commit.map(|commit| commit.to_string()),
    }
}

fn message(finding: &Finding) -> Message {
    const ACT: Text = Text {
        en: "{act} of `{code}` by `{actor}` (commit {commit}): {why}",
        fr: "{act} de `{code}` par `{actor}` (commit {commit})\u{a0}: {why}",
    };
    const COMMIT: Text = Text {
        en: "commit {commit}: {why}",
        fr: "commit {commit}\u{a0}: {why}",
    };
    const TREE: Text = Text {
        en: "the revision verified: {why}",
        fr: "la révision vérifiée\u{a0}: {why}",
    };
    const RIGHT: Text = Text {
        en: "{said}; put right by commit {by}",
        fr: "{said}\u{a0}; réparé par le commit {by}",
    };
    const SETTLED: Text = Text {
        en: "{said}; explained by commit {by}",
        fr: "{said}\u{a0}; expliqué par le commit {by}",
    };
    let why = words::fact(&finding.fact);
    let own = matches!(finding.fact, Fact::Replaced(_) | Fact::Grafted);
    let commit = finding.commit.map(|commit| short(&commit.to_string()));
    let mut said = match (&finding.act, commit) {
        _ if own => why,
        (Some((act, actor)), Some(commit)) => ACT
            .with("act", act.words().noun)
            .with("code", finding.code.clone().unwrap_or_default())
            .with("actor", actor.clone())
            .with("commit", commit)
            .with("why", why),
        (None, Some(commit)) => COMMIT.with("commit", commit).with("why", why),
        (_, None) => TREE.with("why", why),
    };
    if let Some(by) = finding.put_right {
        said = RIGHT.with("said", said).with("by", short(&by.to_string()));
    }
    if let Some(by) = finding.settled {
        said = SETTLED
            .with("said", said)
            .with("by", short(&by.to_string()));
    }
    said
}

/// What puts it right: the rule's own remedy; for a rule of the tree, whose remedy speaks of other
/// values, one of its own.
fn remedy(finding: &Finding) -> Option<Text> {
    const SETTLE: Text = Text {
        en: "it was put right; `qms settle {commit} --reason …` says why it happened, and it is told as information from then on",
        fr: "c'est réparé\u{a0}; `qms settle {commit} --reason …` dit pourquoi c'est arrivé, et ce n'est plus signalé que pour information",
    };
    const TREE: Text = Text {
        en: "put it right and commit; `qms check` says more",
        fr: "corriger et faire un commit\u{a0}; `qms check` en dit plus",
    };
    const OTHER: Text = Text {
        en: "have it done again by another person entitled to it: `qms actor list`",
        fr: "le faire refaire par une autre personne habilitée\u{a0}: `qms actor list`",
    };
    const REGISTER: Text = Text {
        en: "it has no effect: put back the register in effect (`git revert {commit}`), then change it rightly",
        fr: "c'est sans effet\u{a0}: remettre le registre en vigueur (`git revert {commit}`), puis le modifier dans les règles",
    };
    if finding.settled.is_some() {
        return None;
    }
    if finding.put_right.is_some() {
        return Some(SETTLE);
    }
    const KEPT: Text = Text {
        en: "put the file back as it was before commit {commit}, and have the act done again by one entitled to it: `qms log {code}` tells what it was",
        fr: "remettre le fichier tel qu'il était avant le commit {commit}, et faire refaire l'acte par une personne habilitée\u{a0}: `qms log {code}` dit ce qu'il était",
    };
    const DROPPED: Text = Text {
        en: "once it is published it can only be explained: `qms settle {commit} --reason …`",
        fr: "une fois publié, cela ne peut plus qu'être expliqué\u{a0}: `qms settle {commit} --reason …`",
    };
    let rule = super::history(finding.fact.rule());
    // The remedies of these rules speak of approving and validating, which only documents know.
    let of_documents = matches!(
        finding.fact.rule(),
        "A202" | "A203" | "A204" | "A205" | "A206" | "A208" | "G206"
    );
    let kept = finding.path.as_deref().is_some_and(|path| {
        matches!(
            layout::position(path),
            Position::Entity(
                EntityKind::Record | EntityKind::Ticket | EntityKind::DisposalCertificate
            )
        )
    });
    if let Fact::CertificateDropped(_) = finding.fact {
        return Some(DROPPED);
    }
    if of_documents && kept {
        return Some(KEPT);
    }
    match (&finding.fact, rule) {
        (_, Some(rule)) => Some(rule.help),
        (Fact::Register(_), _) => Some(REGISTER),
        (Fact::ApproverValidates | Fact::AuthorApproves, _) => Some(OTHER),
        _ => Some(TREE),
    }
}
