//! qms.yaml laid over the default policy: maps merge key by key, lists replace, null removes.

use crate::diagnostic::{Severity, Span};
use crate::model::calendar::Duration;
use crate::model::code::{Class, CodeTable, Shape as CodeShape};
use crate::model::deadline::ResponseTime;
use crate::model::names::{Located, RoleId, Slug, nearest, unaccented};
use crate::model::pattern::Pattern;
use crate::model::policy::{
    CalendarPolicy, Carry, DocumentType, Holidays, Level, Policy, Separation, Sizes, TicketKind,
};
use crate::model::retention::{Fate, Visa};
use crate::parse::defect::{Defect, Expected};
use crate::parse::fields::{self, Field, Findings, Shape, Values, optional};
use crate::parse::plain;
use crate::parse::term;
use crate::parse::yaml::{self, Node, NodeKind, Pair};
use crate::text::{Lang, Text};
use std::sync::{Arc, OnceLock};

/// The default policy, word for word: what an empty qms.yaml means.
pub const DEFAULT: &str = include_str!("qms-default.yaml");

/// The largest qms.yaml that is read, in bytes: far above any real one.
pub const MAX_BYTES: u64 = 1 << 20;

const LEVEL: Shape = Shape::Choice(&["off", "info", "warning", "error"]);

/// The keys of qms.yaml (10-format).
pub static TABLE: &[Field] = &[
    optional(
        "organisation",
        Shape::Text,
        Text {
            en: "Who runs the system",
            fr: "Qui tient le système",
        },
    ),
    optional(
        "classification",
        Shape::Text,
        Text {
            en: "The classification printed on reports",
            fr: "La classification imprimée sur les tableaux",
        },
    ),
    optional(
        "langue",
        Shape::Choice(&["fr", "en"]),
        Text {
            en: "Language of commit subjects and published tables",
            fr: "Langue des commits et des tableaux publiés",
        },
    ),
    optional(
        "fuseau",
        Shape::Text,
        Text {
            en: "Time zone in which days are counted",
            fr: "Fuseau horaire dans lequel les jours sont comptés",
        },
    ),
    optional(
        "calendrier",
        Shape::Map(CALENDAR),
        Text {
            en: "Working days",
            fr: "Jours ouvrés",
        },
    ),
    optional(
        "publics",
        Shape::MapOf(&Shape::Text),
        Text {
            en: "Audiences that `diffusion` may name",
            fr: "Publics que `diffusion` peut nommer",
        },
    ),
    optional(
        "roles",
        Shape::MapOf(&Shape::Text),
        Text {
            en: "Roles that actors may hold",
            fr: "Rôles que les acteurs peuvent tenir",
        },
    ),
    optional(
        "sections",
        Shape::MapOf(&Shape::Text),
        Text {
            en: "Sections of the records-control table",
            fr: "Sections du tableau de maîtrise des enregistrements",
        },
    ),
    optional(
        "types",
        Shape::MapOf(&Shape::Map(TYPE)),
        Text {
            en: "Types of documents and records",
            fr: "Types de documents et d'enregistrements",
        },
    ),
    optional(
        "tickets",
        Shape::MapOf(&Shape::Map(TICKET)),
        Text {
            en: "Kinds of SMAC tickets",
            fr: "Genres de fiches SMAC",
        },
    ),
    optional(
        "fenetres",
        Shape::List(&Shape::Text),
        Text {
            en: "What a window may count",
            fr: "Ce qu'une fenêtre peut compter",
        },
    ),
    optional(
        "evenements",
        Shape::MapOf(&Shape::Text),
        Text {
            en: "Phrases of events and the key that dates them",
            fr: "Phrases des évènements et la clé qui les date",
        },
    ),
    optional(
        "gouvernance",
        Shape::MapOf(&Shape::List(&Shape::Role)),
        Text {
            en: "Who may change which paths",
            fr: "Qui peut modifier quels chemins",
        },
    ),
    optional(
        "separation",
        Shape::Map(SEPARATION),
        Text {
            en: "Separation of duties",
            fr: "Séparation des tâches",
        },
    ),
    optional(
        "destruction",
        Shape::List(&Shape::Role),
        Text {
            en: "Who may close, archive, hold and destroy",
            fr: "Qui peut clore, archiver, geler et détruire",
        },
    ),
    optional(
        "instantane",
        Shape::List(&Shape::Role),
        Text {
            en: "Who may take an audit snapshot",
            fr: "Qui peut prendre un instantané d'audit",
        },
    ),
    optional(
        "visa",
        Shape::Choice(&["aucun", "requis"]),
        Text {
            en: "Whether every series asks for the archives' visa",
            fr: "Si toute série demande le visa des archives",
        },
    ),
    optional(
        "tolerance-cnil",
        Shape::Duration,
        Text {
            en: "How long a CNIL record may outlive its term",
            fr: "Combien de temps un enregistrement CNIL peut dépasser son terme",
        },
    ),
    optional(
        "tailles",
        Shape::Map(SIZES),
        Text {
            en: "Sizes above which a file is refused",
            fr: "Tailles au-delà desquelles un fichier est refusé",
        },
    ),
    optional(
        "regles",
        Shape::MapOf(&LEVEL),
        Text {
            en: "Severity of rules, by code",
            fr: "Gravité des règles, par code",
        },
    ),
];

static CALENDAR: &[Field] = &[
    optional(
        "jours-feries",
        Shape::Choice(&["france", "aucun"]),
        Text {
            en: "Public holidays",
            fr: "Jours fériés",
        },
    ),
    optional(
        "fermetures",
        Shape::List(&Shape::Either(&Shape::Date, &Shape::Map(CLOSURE))),
        Text {
            en: "Closures",
            fr: "Fermetures",
        },
    ),
    optional(
        "report",
        Shape::Choice(&["aucun", "jour-ouvre-suivant"]),
        Text {
            en: "What becomes of a deadline on a day off",
            fr: "Ce que devient une échéance un jour non ouvré",
        },
    ),
];
static CLOSURE: &[Field] = &[
    fields::required(
        "du",
        Shape::Date,
        Text {
            en: "First day",
            fr: "Premier jour",
        },
    ),
    fields::required(
        "au",
        Shape::Date,
        Text {
            en: "Last day",
            fr: "Dernier jour",
        },
    ),
];
static TYPE: &[Field] = &[
    optional(
        "nom",
        Shape::Text,
        Text {
            en: "Its name",
            fr: "Son nom",
        },
    ),
    optional(
        "typologie",
        Shape::Text,
        Text {
            en: "Its heading in the document-management table",
            fr: "Sa typologie dans le tableau de gestion",
        },
    ),
    optional(
        "classe",
        Shape::Choice(&["document", "record"]),
        Text {
            en: "Document or record",
            fr: "Document ou enregistrement (record)",
        },
    ),
    optional(
        "numero",
        Shape::Integer,
        Text {
            en: "Width of the number",
            fr: "Largeur du numéro",
        },
    ),
    optional(
        "version",
        Shape::Integer,
        Text {
            en: "Width of the version",
            fr: "Largeur de la version",
        },
    ),
    optional(
        "sequence",
        Shape::Integer,
        Text {
            en: "Width of the sequence in the year",
            fr: "Largeur du numéro dans l'année",
        },
    ),
    optional(
        "approbation",
        Shape::List(&Shape::Role),
        Text {
            en: "Who approves",
            fr: "Qui approuve",
        },
    ),
    optional(
        "validation",
        Shape::List(&Shape::Role),
        Text {
            en: "Who validates",
            fr: "Qui valide",
        },
    ),
    optional(
        "revue",
        Shape::Duration,
        Text {
            en: "How often it is reviewed",
            fr: "Périodicité de la revue",
        },
    ),
    optional(
        "revision",
        Shape::List(&Shape::Role),
        Text {
            en: "Who reviews; approvers by default",
            fr: "Qui revoit\u{a0}; les approbateurs par défaut",
        },
    ),
    optional(
        "retrait",
        Shape::List(&Shape::Role),
        Text {
            en: "Who withdraws; validators by default",
            fr: "Qui retire\u{a0}; les valideurs par défaut",
        },
    ),
    optional(
        "sections",
        Shape::List(&Shape::Text),
        Text {
            en: "The sections it must have",
            fr: "Les sections qu'il doit avoir",
        },
    ),
    optional(
        "identification",
        Shape::Text,
        Text {
            en: "How the document-management table names a version: type, numero, version, annee in braces",
            fr: "Comment le tableau de gestion nomme une version\u{a0}: type, numero, version, annee entre accolades",
        },
    ),
    optional(
        "diffusion",
        Shape::Text,
        Text {
            en: "How it is distributed",
            fr: "Comment il est diffusé",
        },
    ),
    optional(
        "accessibilite",
        Shape::Text,
        Text {
            en: "Who may read it",
            fr: "Qui peut le lire",
        },
    ),
    optional(
        "archivage",
        Shape::Text,
        Text {
            en: "Where old versions are",
            fr: "Où sont les anciennes versions",
        },
    ),
    optional(
        "destruction",
        Shape::Text,
        Text {
            en: "What becomes of a superseded version",
            fr: "Ce que devient une version périmée",
        },
    ),
    optional(
        "serie",
        Shape::Text,
        Text {
            en: "The series of its records",
            fr: "La série de ses enregistrements",
        },
    ),
];
static TICKET: &[Field] = &[
    optional(
        "nom",
        Shape::Text,
        Text {
            en: "Its name",
            fr: "Son nom",
        },
    ),
    optional(
        "sequence",
        Shape::Integer,
        Text {
            en: "Width of the sequence in the year",
            fr: "Largeur du numéro dans l'année",
        },
    ),
    optional(
        "serie",
        Shape::Text,
        Text {
            en: "The series of its tickets",
            fr: "La série de ses fiches",
        },
    ),
    optional(
        "reponse",
        Shape::Text,
        Text {
            en: "Time to answer",
            fr: "Délai de réponse",
        },
    ),
];
static SEPARATION: &[Field] = &[
    optional(
        "approbateur-validateur",
        LEVEL,
        Text {
            en: "Who validates has not approved",
            fr: "Qui valide n'a pas approuvé",
        },
    ),
    optional(
        "redacteur-approbateur",
        LEVEL,
        Text {
            en: "Who wrote alone does not approve",
            fr: "Qui a rédigé seul n'approuve pas",
        },
    ),
];
static SIZES: &[Field] = &[
    optional(
        "front-matter",
        Shape::Text,
        Text {
            en: "Of the front-matter",
            fr: "Du front-matter",
        },
    ),
    optional(
        "document",
        Shape::Text,
        Text {
            en: "Of a file",
            fr: "D'un fichier",
        },
    ),
];

/// A policy, with what is wrong in the file that changes it. What is wrong keeps its default.
#[derive(Debug)]
pub struct ReadPolicy {
    /// The policy in effect.
    pub policy: Policy,
    /// What is wrong in qms.yaml.
    pub defects: Vec<Located<Defect>>,
}

/// The policy of an empty qms.yaml.
pub fn default_policy() -> Policy {
    read(b"").policy
}

/// Reads qms.yaml.
pub fn read(bytes: &[u8]) -> ReadPolicy {
    let (text, hygiene) = plain::hygiene(bytes);
    let mut found = Findings::default();
    found.defects.extend(
        hygiene
            .into_iter()
            .map(|one| Located::new(Defect::Hygiene(one.kind), one.span)),
    );
    let own = match text {
        Some(text) if !text.trim().is_empty() => {
            let (node, defects) = yaml::read(text, 0, &yaml::Limits::default());
            found.defects.extend(
                defects
                    .into_iter()
                    .map(|one| Located::new(Defect::Yaml(one.kind), one.span)),
            );
            node
        }
        _ => empty(),
    };
    fields::check(&own, TABLE, Span::default(), &mut found);
    let merged = merge(default_node(), &own);
    let mut reader = Reader {
        defects: found.defects,
    };
    let policy = reader.policy(Values(&merged));
    ReadPolicy {
        policy,
        defects: reader.defects,
    }
}

fn empty() -> Node {
    Node {
        span: Span::default(),
        kind: NodeKind::Mapping(Vec::new()),
    }
}

fn default_node() -> &'static Node {
    static NODE: OnceLock<Node> = OnceLock::new();
    NODE.get_or_init(|| {
        let (mut node, _) = yaml::read(DEFAULT, 0, &yaml::Limits::default());
        clear_spans(&mut node);
        node
    })
}

/// Places in the default policy mean nothing to a reader of qms.yaml.
fn clear_spans(node: &mut Node) {
    node.span = Span::default();
    match &mut node.kind {
        NodeKind::Sequence(items) => items.iter_mut().for_each(clear_spans),
        NodeKind::Mapping(pairs) => pairs.iter_mut().for_each(|pair| {
            pair.key_span = Span::default();
            clear_spans(&mut pair.value);
        }),
        _ => {}
    }
}

fn merge(base: &Node, over: &Node) -> Node {
    let (NodeKind::Mapping(base_pairs), NodeKind::Mapping(over_pairs)) = (&base.kind, &over.kind)
    else {
        return over.clone();
    };
    let same = |a: &Pair, b: &Pair| a.key == b.key || unaccented(&a.key) == unaccented(&b.key);
    let mut pairs: Vec<Pair> = Vec::new();
    for pair in base_pairs {
        match over_pairs.iter().find(|own| same(own, pair)) {
            None => pairs.push(pair.clone()),
            Some(own) if matches!(own.value.kind, NodeKind::Null) => {}
            Some(own) => pairs.push(Pair {
                key: pair.key.clone(),
                key_span: own.key_span,
                value: merge(&pair.value, &own.value),
            }),
        }
    }
    for own in over_pairs {
        if !base_pairs.iter().any(|pair| same(own, pair))
            && !matches!(own.value.kind, NodeKind::Null)
        {
            pairs.push(own.clone());
        }
    }
    Node {
        span: over.span,
        kind: NodeKind::Mapping(pairs),
    }
}

struct Reader {
    defects: Vec<Located<Defect>>,
}

impl Reader {
    fn wrong(&mut self, key: &str, expected: Expected, span: Span) {
        self.defects.push(Located::new(
            Defect::WrongValue {
                key: key.to_owned(),
                expected,
            },
            span,
        ));
    }

    fn calendar(&mut self, values: Values<'_>) -> CalendarPolicy {
        let Some(map) = values.map("calendrier") else {
            return CalendarPolicy::default();
        };
        let mut closures = Vec::new();
        for closed in map
            .texts("fermetures")
            .iter()
            .filter_map(|day| fields::day(day))
        {
            closures.push((closed, closed));
        }
        for range in map.maps("fermetures") {
            if let (Some(from), Some(until)) = (range.date("du"), range.date("au")) {
                // Ends before it begins: it would close nothing, in silence.
                if until.value < from.value {
                    self.wrong("au", Expected::LastDay, until.span);
                }
                closures.push((from.value, until.value));
            }
        }
        CalendarPolicy {
            holidays: match &*text(map, "jours-feries") {
                "aucun" => Holidays::None,
                _ => Holidays::France,
            },
            closures,
            carry: match &*text(map, "report") {
                "jour-ouvre-suivant" => Carry::NextWorkingDay,
                _ => Carry::None,
            },
        }
    }

    fn policy(&mut self, values: Values<'_>) -> Policy {
        let roles: Vec<(RoleId, String)> = labels(values, "roles")
            .into_iter()
            .map(|(id, label)| (RoleId::new(&id), label))
            .collect();
        let types = self.types(values, &roles);
        let tickets = self.tickets(values);
        let codes = CodeTable::new(
            types
                .iter()
                .map(|kind| (Arc::clone(&kind.id), kind.class, kind.shape))
                .chain(tickets.iter().map(|kind| {
                    (
                        Arc::clone(&kind.id),
                        Class::Ticket,
                        CodeShape::Yearly {
                            sequence: kind.sequence,
                        },
                    )
                })),
        );
        let separation = values.map("separation");
        let sizes = values.map("tailles");
        Policy {
            organisation: text(values, "organisation"),
            classification: values.text("classification").map(|word| word.value),
            lang: text(values, "langue").parse().unwrap_or(Lang::Fr),
            zone: self.zone(values),
            calendar: self.calendar(values),
            audiences: labels(values, "publics"),
            sections: labels(values, "sections"),
            windows: values
                .texts("fenetres")
                .into_iter()
                .map(|label| label.value)
                .collect(),
            events: labels(values, "evenements"),
            governance: self.governance(values, &roles),
            separation: Separation {
                approver_validator: separation.map_or(Level::On(Severity::Error), |map| {
                    level(&text(map, "approbateur-validateur"), Severity::Error)
                }),
                author_approver: separation.map_or(Level::On(Severity::Warning), |map| {
                    level(&text(map, "redacteur-approbateur"), Severity::Warning)
                }),
            },
            disposal_roles: self.roles(values, "destruction", &roles),
            snapshot_roles: self.roles(values, "instantane", &roles),
            visa: if text(values, "visa") == "requis" {
                Visa::Required
            } else {
                Visa::None
            },
            cnil_tolerance: Duration::parse(&text(values, "tolerance-cnil"))
                .unwrap_or(Duration::Months(1)),
            sizes: Sizes {
                front_matter: self.size(sizes, "front-matter", 64 << 10),
                document: self.size(sizes, "document", 5 << 20),
            },
            rules: labels(values, "regles")
                .into_iter()
                .map(|(code, word)| (code, level(&word, Severity::Error)))
                .collect(),
            codes,
            roles,
            types,
            tickets,
        }
    }

    fn zone(&mut self, values: Values<'_>) -> chrono_tz::Tz {
        match values.text("fuseau") {
            None => chrono_tz::Europe::Paris,
            Some(name) => name.value.parse().unwrap_or_else(|_| {
                self.wrong("fuseau", Expected::Zone, name.span);
                chrono_tz::Europe::Paris
            }),
        }
    }

    fn size(&mut self, values: Option<Values<'_>>, key: &str, default: usize) -> usize {
        let Some(written) = values.and_then(|values| values.text(key)) else {
            return default;
        };
        parse_size(&written.value).unwrap_or_else(|| {
            self.wrong(key, Expected::Size, written.span);
            default
        })
    }

    /// The roles that a list names. An unknown one is reported, and kept: dropped, it would ask
    /// for fewer signatures than were meant.
    fn roles(&mut self, values: Values<'_>, key: &str, known: &[(RoleId, String)]) -> Vec<RoleId> {
        let named = values.names(key, RoleId::new);
        for role in &named {
            if !known.iter().any(|(id, _)| *id == role.value) {
                let near = nearest(role.value.as_str(), known.iter().map(|(id, _)| id.as_str()))
                    .map(str::to_owned);
                self.wrong(key, Expected::Role { nearest: near }, role.span);
            }
        }
        named.into_iter().map(|role| role.value).collect()
    }

    fn types(&mut self, values: Values<'_>, roles: &[(RoleId, String)]) -> Vec<DocumentType> {
        let mut types = Vec::new();
        for pair in values.get("types").map(Node::pairs).unwrap_or_default() {
            if !is_type_id(&pair.key) {
                self.wrong("types", Expected::Text, pair.key_span);
                continue;
            }
            types.push(self.document_type(&pair.key, Values(&pair.value), roles));
        }
        types
    }

    fn document_type(
        &mut self,
        id: &str,
        values: Values<'_>,
        roles: &[(RoleId, String)],
    ) -> DocumentType {
        let class = if text(values, "classe") == "record" {
            Class::Record
        } else {
            Class::Document
        };
        let shape = match class {
            Class::Record => CodeShape::Yearly {
                sequence: width(values, "sequence", 4),
            },
            _ => CodeShape::Versioned {
                number: width(values, "numero", 2),
                version: width(values, "version", 1),
            },
        };
        let approval = self.roles(values, "approbation", roles);
        let validation = self.roles(values, "validation", roles);
        let reviewers = self.roles(values, "revision", roles);
        let withdrawers = self.roles(values, "retrait", roles);
        DocumentType {
            id: Arc::from(id),
            name: values
                .text("nom")
                .map_or_else(|| id.to_owned(), |name| name.value),
            typology: text(values, "typologie"),
            class,
            shape,
            reviewers: if reviewers.is_empty() {
                approval.clone()
            } else {
                reviewers
            },
            withdrawers: if withdrawers.is_empty() {
                validation.clone()
            } else {
                withdrawers
            },
            approval,
            validation,
            review: Duration::parse(&text(values, "revue")),
            sections: values
                .texts("sections")
                .into_iter()
                .map(|section| section.value)
                .collect(),
            identification: self.identification(values),
            distribution: text(values, "diffusion"),
            access: text(values, "accessibilite"),
            archive: text(values, "archivage"),
            fate: self.fate(values, class),
            fate_cell: text(values, "destruction"),
            series: values.name("serie", Slug::new).map(|slug| slug.value),
        }
    }

    /// How its versions are named in the table. A pattern with an unknown name in braces is
    /// reported, and the default is used.
    fn identification(&mut self, values: Values<'_>) -> Pattern {
        let Some(written) = values.text("identification") else {
            return Pattern::default();
        };
        Pattern::parse(&written.value).unwrap_or_else(|| {
            self.wrong("identification", Expected::Pattern, written.span);
            Pattern::default()
        })
    }

    /// The time to answer; one that is not understood is reported.
    fn answer(&mut self, values: Values<'_>) -> Option<ResponseTime> {
        let written = values.text("reponse")?;
        let time = ResponseTime::parse(&written.value);
        if time.is_none() {
            self.wrong("reponse", Expected::ResponseTime, written.span);
        }
        time
    }

    /// What becomes of its versions. A cell that is not understood is reported, and lets nothing go.
    fn fate(&mut self, values: Values<'_>, class: Class) -> Fate {
        let Some(cell) = values
            .text("destruction")
            .filter(|_| class == Class::Document)
        else {
            return Fate::Elsewhere(String::new());
        };
        term::fate(&cell).unwrap_or_else(|defect| {
            let defect = Located::new(Defect::Term(defect.value), defect.span);
            self.defects.push(defect);
            Fate::Elsewhere(cell.value)
        })
    }

    fn tickets(&mut self, values: Values<'_>) -> Vec<TicketKind> {
        let mut kinds = Vec::new();
        for pair in values.get("tickets").map(Node::pairs).unwrap_or_default() {
            if !is_type_id(&pair.key) {
                self.wrong("tickets", Expected::Text, pair.key_span);
                continue;
            }
            let own = Values(&pair.value);
            kinds.push(TicketKind {
                id: Arc::from(&*pair.key),
                name: own
                    .text("nom")
                    .map_or_else(|| pair.key.to_string(), |name| name.value),
                sequence: width(own, "sequence", 4),
                series: own.name("serie", Slug::new).map(|slug| slug.value),
                answer: self.answer(own),
                response: own.text("reponse").map(|term| term.value),
            });
        }
        kinds
    }

    fn governance(
        &mut self,
        values: Values<'_>,
        roles: &[(RoleId, String)],
    ) -> Vec<(String, Vec<RoleId>)> {
        let Some(map) = values.map("gouvernance") else {
            return Vec::new();
        };
        map.0
            .pairs()
            .iter()
            .map(|pair| {
                (
                    pair.key.trim_end_matches('/').to_owned(),
                    self.roles(map, &pair.key, roles),
                )
            })
            .collect()
    }
}

fn text(values: Values<'_>, key: &str) -> String {
    values
        .text(key)
        .map(|found| found.value)
        .unwrap_or_default()
}

fn labels(values: Values<'_>, key: &str) -> Vec<(String, String)> {
    values
        .get(key)
        .map(Node::pairs)
        .unwrap_or_default()
        .iter()
        .map(|pair| {
            (
                pair.key.to_string(),
                pair.value.as_str().unwrap_or(&pair.key).to_owned(),
            )
        })
        .collect()
}

fn level(word: &str, default: Severity) -> Level {
    match word {
        "off" => Level::Off,
        "info" => Level::On(Severity::Info),
        "warning" => Level::On(Severity::Warning),
        "error" => Level::On(Severity::Error),
        _ => Level::On(default),
    }
}

fn width(values: Values<'_>, key: &str, default: u8) -> u8 {
    values
        .text(key)
        .and_then(|width| width.value.parse().ok())
        .filter(|width| (1..=9).contains(width))
        .unwrap_or(default)
}

/// `64 KiB`, `5 MiB`, or bytes.
fn parse_size(written: &str) -> Option<usize> {
    let (count, unit) = written
        .trim()
        .split_once(' ')
        .unwrap_or((written.trim(), ""));
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "o" | "b" => 1,
        "kib" | "kio" => 1 << 10,
        "mib" | "mio" => 1 << 20,
        _ => return None,
    };
    count.parse::<usize>().ok()?.checked_mul(factor)
}

fn is_type_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 12 && id.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_the_practice_of_the_service() {
        let read = read(b"");
        assert_eq!(read.defects, Vec::new());
        let mo = read
            .policy
            .document_type("MO")
            .expect("MO is a default type");
        assert_eq!(mo.approval, [RoleId::new("pilote")]);
        assert_eq!(mo.fate, Fate::OnPublication);
        assert_eq!(
            mo.shape,
            CodeShape::Versioned {
                number: 5,
                version: 2
            }
        );
    }

    #[test]
    fn maps_merge_lists_replace_and_null_removes() {
        let read = read("types:\n  PR: null\n  MO: {revue: 1 an, sections: [Objet]}\n  NS: {nom: Note de service}\n".as_bytes());
        assert_eq!(read.defects, Vec::new());
        assert!(read.policy.document_type("PR").is_none());
        let mo = read.policy.document_type("MO").expect("kept");
        assert_eq!(mo.review, Some(Duration::Months(12)));
        assert_eq!(mo.sections, ["Objet"]);
        assert_eq!(mo.validation, [RoleId::new("directrice")]);
        assert!(read.policy.document_type("NS").is_some());
    }

    #[test]
    fn an_unknown_role_is_reported_at_its_place() {
        let source = "types:\n  MO: {approbation: [pilot]}\n";
        let read = read(source.as_bytes());
        let [defect] = read.defects.as_slice() else {
            panic!("{:?}", read.defects)
        };
        assert_eq!(&source[defect.span.start..defect.span.end], "pilot");
    }

    #[test]
    fn the_longest_prefix_governs() {
        let policy = default_policy();
        assert_eq!(
            policy.governors("acteurs/x.md"),
            Some([RoleId::new("administrateur")].as_slice())
        );
        assert!(
            policy
                .governors("registres/destructions/2026/DEST-2026-0001.md")
                .is_none()
        );
        assert!(policy.governors("acteurs-bis/x.md").is_none());
        assert!(policy.governors("documents/PR/PR-01-V1.md").is_none());
    }
}
