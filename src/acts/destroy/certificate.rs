//! The certificate of a destruction, as a file.

use super::Grounds;
use crate::acts::thing::Thing;
use crate::acts::{Refusal, Situation};
use crate::model::code::Code;
use crate::model::digest::Digest;
use crate::model::layout::certificate_path;
use crate::parse::digest;
use crate::parse::yaml::{plain, scalar};
use crate::repository::Edit;
use crate::retention::{Item, Kind, words};
use chrono::NaiveDate;

/// One thing destroyed.
pub(super) struct Element {
    code: String,
    title: String,
    path: String,
    blob: Digest,
    rule: String,
    series: Option<String>,
    date: Option<NaiveDate>,
    erratum_of: Option<String>,
    due: NaiveDate,
    condition: &'static str,
    /// What the certificate says it rests on: key and reference.
    grounds: Vec<(&'static str, String)>,
}

impl Element {
    /// What the certificate keeps of one thing: what it was, and the rule that let it go. The day of
    /// a record stays, by which it counts in the window of its series.
    pub fn of(
        situation: &Situation<'_>,
        thing: &Thing<'_>,
        item: &Item<'_>,
        (due, grounds): (NaiveDate, &Grounds),
    ) -> Result<Element, Refusal> {
        let policy = situation.policy();
        let record = item.record();
        let erratum_of = record.and_then(|record| record.erratum_of.as_ref());
        Ok(Element {
            code: thing.code().to_string(),
            title: thing.title().to_owned(),
            path: thing.file().path.to_string(),
            blob: digest::raw(thing.text(situation)?.as_bytes()),
            // On disk plain spaces, as people type them.
            rule: words::rule(item, policy)
                .render(policy.lang)
                .replace('\u{a0}', " "),
            series: item.series_name.map(ToString::to_string),
            date: item.date.filter(|_| item.kind != Kind::Document),
            erratum_of: erratum_of.map(|code| code.value.clone()),
            due,
            condition: item.state.condition.on_disk(),
            grounds: rests_on(item, grounds),
        })
    }
}

/// What the certificate says that one thing rests on: a receipt or a decision where its rule asks
/// for one; a visa wherever one was given, for an elimination list may bear one for all.
fn rests_on(item: &Item<'_>, grounds: &Grounds) -> Vec<(&'static str, String)> {
    let visa = grounds.visa.clone();
    let transfer = grounds.transfer.clone().filter(|_| item.asks_transfer());
    let decision = grounds.decision.clone().filter(|_| item.asks_decision());
    [
        ("visa", visa),
        ("versement", transfer),
        ("decision", decision),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value?)))
    .collect()
}

/// The file of a certificate.
pub(super) fn certificate(situation: &Situation<'_>, code: &Code, elements: &[Element]) -> Edit {
    let mut text = format!(
        "---\ncode: {code}\ndate: {}\nacteur: {}\nelements:\n",
        situation.day,
        plain(situation.actor.id.value.as_str())
    );
    for element in elements {
        text.push_str(&format!("  - code: {}\n", plain(&element.code)));
        let blob = element.blob.to_string();
        let due = element.due.to_string();
        let mut put = |key: &str, value: &str| text.push_str(&format!("    {key}: {value}\n"));
        put("titre", &scalar(&element.title));
        put("chemin", &scalar(&element.path));
        put("blob", &scalar(&blob));
        if let Some(series) = &element.series {
            put("serie", &scalar(series));
        }
        if let Some(date) = element.date {
            put("date", &date.to_string());
        }
        if let Some(code) = &element.erratum_of {
            put("erratum-de", &scalar(code));
        }
        if !element.rule.is_empty() {
            put("regle", &scalar(&element.rule));
        }
        put("echeance", &due);
        put("condition", element.condition);
        for (key, value) in &element.grounds {
            put(key, &scalar(value));
        }
    }
    text.push_str("---\n");
    Edit {
        path: certificate_path(code.number(), &code.to_string()),
        content: Some(text.into_bytes()),
    }
}
