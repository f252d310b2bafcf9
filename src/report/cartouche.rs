//! The cover of a version of a document: what it is, who decided what and when, where it is used.

use super::document::{DocumentLine, tone};
use super::lines::{Sheet, colon, heading, wrap};
use super::{Style, Tone};
use crate::corpus::{Corpus, Version};
use crate::model::document::Entry;
use crate::model::names::{ActorId, RoleId};
use crate::text::{Lang, Text, date, escape_controls};
use chrono::NaiveDate;

/// A place that refers to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedBy {
    /// The code of what refers to it, where it has one.
    pub code: Option<String>,
    /// Its file.
    pub path: String,
}

/// An actor's printed name, or the id of one who is not registered.
pub fn actor_name(corpus: &Corpus, id: &ActorId) -> String {
    corpus
        .actor(id)
        .map_or_else(|| id.to_string(), |actor| actor.name.value.clone())
}

/// A role's label, or its id where qms.yaml does not know it.
pub fn role_name(corpus: &Corpus, role: &RoleId) -> String {
    corpus
        .policy()
        .role_label(role)
        .unwrap_or(role.as_str())
        .to_owned()
}

/// The decisions that count on a day, one a line: `Directrice, 17/03/2026`.
pub fn decisions(
    corpus: &Corpus,
    version: &Version<'_>,
    entries: &[Entry],
    day: NaiveDate,
    lang: Lang,
) -> Vec<String> {
    version
        .document
        .counting(entries, day)
        .map(|entry| {
            let name = actor_name(corpus, &entry.actor.value);
            let role = role_name(corpus, &entry.role.value);
            let role = if role == name {
                String::new()
            } else {
                format!(" ({role})")
            };
            format!("{name}{role}, {}", date(entry.date.value, lang))
        })
        .collect()
}

/// What is still asked, by role.
fn missing(corpus: &Corpus, roles: &[&RoleId], lang: Lang) -> Option<String> {
    const AWAITED: Text = Text {
        en: "awaited: {roles}",
        fr: "attendue\u{a0}: {roles}",
    };
    let names: Vec<String> = roles.iter().map(|role| role_name(corpus, role)).collect();
    (!names.is_empty()).then(|| AWAITED.with("roles", names).render(lang))
}

/// The cover, for people.
pub fn text(
    corpus: &Corpus,
    version: &Version<'_>,
    line: &DocumentLine,
    day: NaiveDate,
    style: &Style,
) -> String {
    let lang = style.lang;
    let document = version.document;
    let mut sheet = Sheet::default();
    let label = |en, fr| Text { en, fr };
    let day_of = |value: Option<NaiveDate>| value.map(|day| date(day, lang)).unwrap_or_default();
    let process = corpus
        .process(&document.process.value)
        .map(|process| format!("{} — {}", document.process.value, process.title.value));
    let overdue = line.review_due.is_some_and(|due| due <= day);
    let texts = |values: &[crate::model::names::Located<String>]| {
        values
            .iter()
            .map(|value| value.value.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    sheet.toned(
        label("Status", "Statut"),
        status(line, lang),
        tone(line.status),
        lang,
    );
    sheet.line(
        label("Process", "Processus"),
        process.unwrap_or_else(|| line.process.clone()),
        lang,
    );
    sheet.line(
        label("Purpose", "Objet"),
        document.purpose.value.clone(),
        lang,
    );
    sheet.line(
        label("Author", "Rédacteur"),
        document
            .authors
            .iter()
            .map(|author| actor_name(corpus, &author.value))
            .collect::<Vec<_>>()
            .join(", "),
        lang,
    );
    sheet.line(
        label("Audience", "Diffusion"),
        audience(corpus, version),
        lang,
    );
    let mut approvals = decisions(corpus, version, &document.approvals, day, lang);
    let mut validations = decisions(corpus, version, &document.validations, day, lang);
    if !line.status.is_frozen() {
        approvals.extend(missing(
            corpus,
            &document.missing_approvals(version.kind, day),
            lang,
        ));
        validations.extend(missing(
            corpus,
            &document.missing_validations(version.kind, day),
            lang,
        ));
    }
    sheet.line(label("Approval", "Approbation"), approvals.join("\n"), lang);
    sheet.line(
        label("Validation", "Validation"),
        validations.join("\n"),
        lang,
    );
    sheet.line(
        label("In force from", "Application"),
        day_of(line.effective_from),
        lang,
    );
    if let Some(review) = document
        .review
        .as_ref()
        .filter(|review| review.date.value <= day)
    {
        let said = format!(
            "{}, {} ({})",
            actor_name(corpus, &review.actor.value),
            date(review.date.value, lang),
            outcome(review.outcome).get(lang)
        );
        sheet.line(label("Last review", "Dernière revue"), said, lang);
    }
    let next = label("Next review", "Prochaine revue");
    if overdue {
        sheet.toned(next, day_of(line.review_due), Tone::Bad, lang)
    } else {
        sheet.line(next, day_of(line.review_due), lang)
    };
    if let Some(withdrawal) = document
        .withdrawal
        .as_ref()
        .filter(|withdrawal| withdrawal.date.value <= day)
    {
        let said = format!(
            "{}, {}{}{}",
            actor_name(corpus, &withdrawal.actor.value),
            date(withdrawal.date.value, lang),
            colon(lang),
            withdrawal.reason
        );
        sheet.line(label("Withdrawn by", "Retrait"), said, lang);
    }
    sheet.line(
        label("Supersedes", "Remplace"),
        document
            .supersedes
            .as_ref()
            .map(|code| code.value.clone())
            .unwrap_or_default(),
        lang,
    );
    sheet.line(
        label("Reason", "Motif"),
        document
            .change_reason
            .as_ref()
            .map(|reason| reason.value.clone())
            .unwrap_or_default(),
        lang,
    );
    sheet.line(label("Origin", "Origine"), texts(&document.origin), lang);
    sheet.line(
        label("References", "Références"),
        texts(&document.references),
        lang,
    );
    sheet.line(
        label("Keywords", "Mots-clés"),
        document.keywords.join(", "),
        lang,
    );
    sheet.line(
        label("Classification", "Classification"),
        document.classification.clone().unwrap_or_default(),
        lang,
    );
    sheet.line(
        label("File", "Fichier"),
        line.path.clone().unwrap_or_default(),
        lang,
    );
    let title = format!(
        "{}  {}",
        style.tone(Tone::Strong, &line.code),
        super::lines::toned(&escape_controls(&line.title), Tone::Strong, style)
    );
    format!("{}\n{}", wrap(&title, style.width, 2), sheet.render(style))
}

/// The status in words, with what took the place of a version that is no longer in force.
fn status(line: &DocumentLine, lang: Lang) -> String {
    const BY: Text = Text {
        en: "{status} by {code}",
        fr: "{status}, remplacé par {code}",
    };
    match &line.superseded_by {
        Some(code) => BY
            .with("status", line.status.label())
            .with("code", code)
            .render(lang),
        None => line.status.label().get(lang).to_owned(),
    }
}

/// The audience of a version, by its labels.
pub fn audience(corpus: &Corpus, version: &Version<'_>) -> String {
    let policy = corpus.policy();
    let label = |id: &str| {
        let audience = policy
            .audiences
            .iter()
            .find(|(known, _)| known == id)
            .map(|(_, label)| label.as_str());
        audience
            .or_else(|| policy.role_label(&RoleId::new(id)))
            .unwrap_or(id)
            .to_owned()
    };
    version
        .document
        .audience
        .iter()
        .map(|id| label(&id.value))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The outcome of a review, in words.
pub fn outcome(outcome: crate::model::act::Outcome) -> Text {
    use crate::model::act::Outcome;
    match outcome {
        Outcome::Confirmed => Text {
            en: "confirmed",
            fr: "confirmé",
        },
        Outcome::ToRevise => Text {
            en: "to be revised",
            fr: "à réviser",
        },
        Outcome::ToWithdraw => Text {
            en: "to be withdrawn",
            fr: "à retirer",
        },
    }
}

/// Who refers to it, for people; nothing where nobody does.
pub fn used_by(referrers: &[UsedBy], style: &Style) -> String {
    const HEADING: Text = Text {
        en: "Used by",
        fr: "Utilisé par",
    };
    if referrers.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}", heading(HEADING.get(style.lang), style));
    let widest = referrers
        .iter()
        .filter_map(|referrer| referrer.code.as_deref())
        .map(super::lines::length)
        .max()
        .unwrap_or(0);
    for referrer in referrers {
        let code = referrer.code.as_deref().unwrap_or_default();
        let path = escape_controls(&referrer.path);
        if widest + 4 + super::lines::length(&path) > style.width {
            out.push_str(&format!("  {path}\n"));
        } else {
            out.push_str(&format!(
                "  {code:widest$}  {}\n",
                style.tone(Tone::Quiet, &path)
            ));
        }
    }
    out
}
