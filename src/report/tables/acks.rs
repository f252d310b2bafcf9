//! Who has read and understood which version in force, and who of its audience has not.

use super::documents::in_force;
use super::{Cell, Row, Section, Table, columns, say, unread};
use crate::corpus::{Corpus, Version};
use crate::model::actor::{Actor, within};
use crate::model::code::Code;
use crate::model::document::Acknowledgement;
use crate::model::entity::Entity;
use crate::model::layout::EntityKind;
use crate::model::names::RoleId;
use crate::report::cartouche::audience;
use crate::text::{Lang, Text};
use chrono::NaiveDate;
use std::collections::BTreeMap;

const TITLE: Text = say(
    "READING OF DOCUMENTS IN FORCE",
    "LECTURE DES DOCUMENTS EN VIGUEUR",
);

const COLUMNS: [(&str, Text); 5] = [
    ("name", say("Who", "Qui")),
    ("actor", say("Id", "Identifiant")),
    ("code", say("Version", "Version")),
    ("state", say("Reading", "Lecture")),
    ("read", say("Read on", "Lu le")),
];

const READ: Text = say("read", "lu");
const NOT_READ: Text = say("not read", "non lu");
const OTHER_TEXT: Text = say("read in another wording", "lu dans un autre texte");
const OUTSIDE: Text = say("read, outside the audience", "lu, hors diffusion");

/// The table of a corpus, on its day.
pub fn table(corpus: &Corpus, lang: Lang) -> Table {
    const COUNT: Text = say(
        "{read} of {all} readings awaited are signed.",
        "{read} lectures attendues sur {all} sont attestées.",
    );
    const EXTERNAL: Text = say(
        "An audience that is no role is taken for everyone in function; for the process alone where its name says so (`agents-processus`).",
        "Une diffusion qui n'est pas un rôle vaut pour tous ceux qui sont en fonction\u{a0}; pour ceux du processus quand son nom le dit (`agents-processus`).",
    );
    const SECTION: Text = say(
        "{code} — {title} ({audience}): {read} of {all}",
        "{code} — {title} ({audience})\u{a0}: {read} sur {all}",
    );
    let (mut sections, mut read, mut all): (Vec<Section>, usize, usize) = (Vec::new(), 0, 0);
    let receipts = receipts(corpus);
    for version in in_force(corpus) {
        let readings = readings(corpus, &version, receipts.get(&version.document.code));
        let awaited = readings
            .iter()
            .filter(|(_, said, _)| *said != OUTSIDE)
            .count();
        let signed = readings.iter().filter(|(_, said, _)| *said == READ).count();
        (read, all) = (read + signed, all + awaited);
        let code = version.document.code.to_string();
        let title = SECTION
            .with("code", &code)
            .with("title", &version.document.title.value)
            .with("audience", audience(corpus, &version))
            .with("read", signed)
            .with("all", awaited);
        let rows = readings.into_iter().map(|(actor, said, day)| -> Row {
            vec![
                Cell::from(actor.name.value.clone()),
                Cell::from(actor.id.value.as_str()),
                Cell::from(code.as_str()),
                Cell::from(said.get(lang)),
                Cell::from(day),
            ]
        });
        sections.push(Section {
            title: Some(title.render(lang)),
            rows: rows.collect(),
        });
    }
    let mut notes = vec![EXTERNAL.get(lang).to_owned()];
    notes.extend(unread(
        corpus,
        &[EntityKind::Acknowledgement, EntityKind::Document],
        lang,
    ));
    Table {
        title: TITLE.get(lang).to_owned(),
        subtitle: vec![COUNT.with("read", read).with("all", all).render(lang)],
        columns: columns(&COLUMNS, lang),
        sections,
        notes,
    }
}

/// The receipts signed by the day of the corpus, by the version that was read.
fn receipts(corpus: &Corpus) -> BTreeMap<Code, Vec<&Acknowledgement>> {
    let mut receipts: BTreeMap<Code, Vec<&Acknowledgement>> = BTreeMap::new();
    for (_, entity) in corpus.entities(EntityKind::Acknowledgement) {
        if let Entity::Acknowledgement(receipt) = entity
            && receipt.date.value <= corpus.as_of()
            && let Ok(code) = corpus.policy().codes.canonical(&receipt.code.value)
        {
            receipts.entry(code).or_default().push(receipt);
        }
    }
    receipts
}

/// Whoever is to read a version or has read it: those who have not, first.
fn readings<'c>(
    corpus: &'c Corpus,
    version: &Version<'c>,
    receipts: Option<&Vec<&Acknowledgement>>,
) -> Vec<(&'c Actor, Text, Option<NaiveDate>)> {
    let receipts = receipts.map(Vec::as_slice).unwrap_or_default();
    let mut readings: Vec<(&Actor, Text, Option<NaiveDate>)> = Vec::new();
    for (_, actor) in corpus.actors() {
        let own = |same: bool| {
            receipts.iter().find(move |receipt| {
                receipt.actor.value == actor.id.value
                    && version.document.digest.matches(&receipt.digest.value) == same
            })
        };
        let meant = is_meant(corpus, version, actor);
        let said = match (own(true), own(false)) {
            (Some(receipt), _) if meant => (READ, Some(receipt.date.value)),
            (Some(receipt), _) => (OUTSIDE, Some(receipt.date.value)),
            (None, Some(receipt)) if meant => (OTHER_TEXT, Some(receipt.date.value)),
            (None, _) if meant => (NOT_READ, None),
            (None, _) => continue,
        };
        readings.push((actor, said.0, said.1));
    }
    readings.sort_by(|a, b| (a.2, &a.0.id.value).cmp(&(b.2, &b.0.id.value)));
    readings
}

/// Whether a version is meant for an actor on a day.
fn is_meant(corpus: &Corpus, version: &Version<'_>, actor: &Actor) -> bool {
    let day = corpus.as_of();
    let process = &version.document.process.value;
    version.document.audience.iter().any(|id| {
        let role = RoleId::new(&id.value);
        if corpus.policy().role_label(&role).is_some() {
            return actor.holds(&role, Some(process), day);
        }
        if id.value == "agents-processus" {
            return actor.mandates.iter().any(|mandate| {
                let held = mandate.process.as_ref();
                held.is_some_and(|held| held.value == *process)
                    && within(day, mandate.from, mandate.until)
            });
        }
        actor.in_function(day)
    })
}
