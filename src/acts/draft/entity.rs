//! A process or register entry, as a file to fill in.

use super::{Draft, DraftRefusal, one_line};
use crate::model::layout::EntityKind;
use crate::model::names::slug;
use crate::parse::fields::{self, Field, Need, Shape as FieldShape};
use crate::parse::yaml;
use crate::text::Lang;

/// A governed entity, from the table of its keys: required ones to fill in, the others as
/// comments that say what they are for.
pub fn entity(
    kind: EntityKind,
    name: &str,
    title: &str,
    purpose: Option<&str>,
    lang: Lang,
) -> Result<Draft, DraftRefusal> {
    one_line(title)?;
    let valid = match kind {
        EntityKind::Process => fields::is_process_code(name),
        _ => !name.is_empty() && slug(name) == name,
    };
    if !valid {
        return Err(DraftRefusal::BadName(name.to_owned()));
    }
    let folder = match kind {
        EntityKind::Process => "processus",
        EntityKind::RecordSeries => "registres/enregistrements",
        EntityKind::ExternalDocument => "registres/documents",
        EntityKind::WatchItem => "registres/veille",
        _ => "registres/indicateurs",
    };
    let mut text = String::from("---\n");
    for field in crate::parse::table(kind)
        .iter()
        .filter(|field| field.need != Need::Act)
    {
        write_field(
            &mut text,
            field,
            &value_for(kind, field.name, name, title, purpose),
            lang,
            "",
        );
    }
    text.push_str("---\n");
    Ok(Draft {
        code: name.to_owned(),
        path: format!("{folder}/{name}.md"),
        text,
    })
}

fn value_for(
    kind: EntityKind,
    key: &str,
    name: &str,
    title: &str,
    purpose: Option<&str>,
) -> String {
    match (kind, key) {
        (_, "code") => yaml::plain(name),
        (_, "titre" | "libelle" | "sous-type" | "source") => yaml::scalar(title),
        (_, "finalite") => purpose.map(yaml::scalar).unwrap_or_default(),
        (_, "thematiques") => yaml::flow_list(&[title]),
        (_, "section") => "A".to_owned(),
        (_, "typologie") => yaml::scalar(purpose.unwrap_or_default()),
        _ => String::new(),
    }
}

fn write_field(text: &mut String, field: &Field, value: &str, lang: Lang, indent: &str) {
    let meaning = field.meaning.get(lang);
    match (field.need, &field.shape) {
        (Need::Required, FieldShape::Map(inner)) => {
            text.push_str(&format!("{indent}{}:   # {meaning}\n", field.name));
            for sub in *inner {
                write_field(text, sub, "", lang, &format!("{indent}  "));
            }
        }
        (Need::Required, _) if value.is_empty() => {
            text.push_str(&format!("{indent}{}: \"\"   # {meaning}\n", field.name))
        }
        (Need::Required, _) => text.push_str(&format!("{indent}{}: {value}\n", field.name)),
        _ => text.push_str(&format!("{indent}# {}:   # {meaning}\n", field.name)),
    }
}
