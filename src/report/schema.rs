//! JSON Schema (draft 2020-12) of the files, from the tables of keys that reading uses.

use crate::model::layout::EntityKind;
use crate::parse::fields::{Field, Need, Shape};
use crate::parse::{policy, table};
use crate::text::{Lang, Text};
use serde_json::{Map, Value, json};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The front-matter of an entity.
    Entity(EntityKind),
    /// qms.yaml.
    Policy,
}

impl Subject {
    /// Every subject that has keys.
    pub fn all() -> impl Iterator<Item = Subject> {
        let entities = EntityKind::ALL
            .into_iter()
            .filter(|kind| *kind != EntityKind::Template)
            .map(Subject::Entity);
        entities.chain([Subject::Policy])
    }

    /// The name that `qms schema` takes.
    pub fn as_str(self) -> &'static str {
        match self {
            Subject::Entity(kind) => kind.as_str(),
            Subject::Policy => "policy",
        }
    }

    fn table(self) -> &'static [Field] {
        match self {
            Subject::Entity(kind) => table(kind),
            Subject::Policy => policy::TABLE,
        }
    }
}

/// The schema of one subject.
pub fn of(subject: Subject, lang: Lang) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!(DRAFT));
    schema.insert("title".into(), json!(format!("qms: {}", subject.as_str())));
    schema.extend(object(subject.table(), lang));
    if subject == Subject::Policy {
        // An empty file is the whole default policy.
        schema.insert("type".into(), json!(["object", "null"]));
        let removable = [
            "types",
            "tickets",
            "publics",
            "roles",
            "sections",
            "gouvernance",
            "evenements",
        ];
        for key in removable {
            if let Some(values) = schema
                .get_mut("properties")
                .and_then(|all| all.get_mut(key))
                .and_then(|one| one.get_mut("additionalProperties"))
            {
                // `PR: null` removes a default.
                *values = or_null(values.take());
            }
        }
    }
    Value::Object(schema)
}

/// One schema for all, each under its name in `$defs`.
pub fn all(lang: Lang) -> Value {
    let mut defs = Map::new();
    for subject in Subject::all() {
        let mut schema = of(subject, lang);
        if let Some(schema) = schema.as_object_mut() {
            schema.remove("$schema");
        }
        defs.insert(subject.as_str().to_owned(), schema);
    }
    let any: Vec<Value> = Subject::all()
        .map(|subject| json!({"$ref": format!("#/$defs/{}", subject.as_str())}))
        .collect();
    json!({"$schema": DRAFT, "title": "qms", "anyOf": any, "$defs": defs})
}

fn object(table: &'static [Field], lang: Lang) -> Map<String, Value> {
    let mut properties = Map::new();
    for field in table {
        properties.insert(field.name.to_owned(), property(field, lang));
    }
    let required: Vec<&str> = table
        .iter()
        .filter(|field| field.need == Need::Required)
        .map(|field| field.name)
        .collect();
    let mut object = Map::new();
    object.insert("type".into(), json!("object"));
    object.insert("properties".into(), Value::Object(properties));
    if !required.is_empty() {
        object.insert("required".into(), json!(required));
    }
    object.insert("additionalProperties".into(), json!(false));
    object
}

fn property(field: &'static Field, lang: Lang) -> Value {
    const BY_ACT: Text = Text {
        en: "{meaning} (written by qms alone)",
        fr: "{meaning} (écrit par qms seul)",
    };
    let mut schema = of_shape(&field.shape, lang);
    if field.need == Need::Required {
        schema = not_empty(schema);
    } else {
        schema = or_null(schema);
    }
    let Some(map) = schema.as_object_mut() else {
        return schema;
    };
    let meaning = match field.need {
        Need::Act => BY_ACT.with("meaning", field.meaning).render(lang),
        Need::Required | Need::Optional => field.meaning.get(lang).to_owned(),
    };
    map.insert("description".into(), json!(meaning));
    if field.need == Need::Act {
        map.insert("readOnly".into(), json!(true));
    }
    schema
}

/// An optional key may stand there empty.
fn or_null(schema: Value) -> Value {
    let Value::Object(mut map) = schema else {
        return schema;
    };
    if map.is_empty() {
        return Value::Object(map);
    }
    if let Some(Value::Array(alternatives)) = map.get_mut("anyOf") {
        alternatives.push(json!({"type": "null"}));
        return Value::Object(map);
    }
    json!({"anyOf": [map, {"type": "null"}]})
}

/// A required key must say something.
fn not_empty(schema: Value) -> Value {
    let Value::Object(mut map) = schema else {
        return schema;
    };
    match map.get("type") {
        Some(kind) if *kind == json!("array") => {
            map.insert("minItems".into(), json!(1));
        }
        Some(kind)
            if kind
                .as_array()
                .is_some_and(|kinds| kinds.contains(&json!("string")))
                && !map.contains_key("pattern") =>
        {
            map.insert("pattern".into(), json!("\\S"));
        }
        _ => {}
    }
    if let Some(Value::Array(alternatives)) = map.get_mut("anyOf") {
        for one in alternatives.iter_mut() {
            *one = not_empty(one.take());
        }
    }
    Value::Object(map)
}

/// A scalar may be typed bare: `lieu: 12` is a text here, and a number to YAML.
fn text() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

fn pattern(pattern: &str) -> Value {
    json!({"type": "string", "pattern": pattern})
}

fn of_shape(shape: &'static Shape, lang: Lang) -> Value {
    match shape {
        Shape::Any => json!({}),
        Shape::Text
        | Shape::Process
        | Shape::Code
        | Shape::Series
        | Shape::Role
        | Shape::Audience => text(),
        Shape::Actor => pattern("^[a-z0-9][a-z0-9-]*$"),
        Shape::Date => pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        Shape::Period => json!({"anyOf": [
            {"type": "integer", "minimum": 1000, "maximum": 9999},
            {"type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2]|T[1-4]|S[12]|[0-9]{2}-[0-9]{2}))?$"},
        ]}),
        Shape::Integer => {
            json!({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}]})
        }
        Shape::Number => {
            json!({"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^[+-]?[0-9]+([.,][0-9]+)?$"}]})
        }
        Shape::Fingerprint => pattern("^[0-9a-f]{16}$"),
        Shape::Duration => pattern(
            "^ *[1-9][0-9]{0,2}[ \\u00a0\\u202f] *(jours?|semaines?|mois|ans?|ann[eé]es?) *$",
        ),
        Shape::Choice(values) => json!({"enum": values}),
        Shape::OneOrMany(inner) => {
            json!({"anyOf": [of_shape(inner, lang), {"type": "array", "items": of_shape(inner, lang)}]})
        }
        Shape::List(inner) => json!({"type": "array", "items": of_shape(inner, lang)}),
        Shape::Map(table) => Value::Object(object(table, lang)),
        Shape::MapOf(inner) => {
            json!({"type": "object", "additionalProperties": of_shape(inner, lang)})
        }
        Shape::Either(first, second) => {
            json!({"anyOf": [of_shape(first, lang), of_shape(second, lang)]})
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_of_the_tables_is_in_the_schema_with_its_need() {
        for subject in Subject::all() {
            let schema = of(subject, Lang::Fr);
            let properties = schema["properties"].as_object().expect("properties");
            assert_eq!(
                properties.len(),
                subject.table().len(),
                "{}",
                subject.as_str()
            );
            for field in subject.table() {
                let required = schema["required"]
                    .as_array()
                    .is_some_and(|all| all.contains(&json!(field.name)));
                assert_eq!(
                    required,
                    field.need == Need::Required,
                    "{} {}",
                    subject.as_str(),
                    field.name
                );
                assert_eq!(
                    properties[field.name].get("readOnly").is_some(),
                    field.need == Need::Act
                );
            }
        }
    }

    #[test]
    fn a_required_text_is_not_empty_and_an_optional_one_may_be() {
        let schema = of(Subject::Entity(EntityKind::Document), Lang::En);
        assert_eq!(
            schema["properties"]["titre"],
            json!({"type": ["string", "number", "boolean"], "pattern": "\\S", "description": "The title"})
        );
        assert_eq!(
            schema["properties"]["motif"]["anyOf"][1],
            json!({"type": "null"})
        );
    }
}
