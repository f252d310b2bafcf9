//! The values of a policy, once its two texts are one.

use crate::diagnostic::{Severity, Span};
use crate::model::calendar::{CalendarPolicy, Carry, Duration, Holidays};
use crate::model::code::{Class, CodeTable, Shape as CodeShape};
use crate::model::deadline::ResponseTime;
use crate::model::names::{Located, RoleId, Slug, nearest};
use crate::model::pattern::Pattern;
use crate::model::policy::{DocumentType, Level, Policy, Separation, Sizes, TicketKind};
use crate::model::retention::{Fate, Visa};
use crate::parse::defect::{Defect, Expected};
use crate::parse::fields::{self, Values};
use crate::parse::term;
use crate::parse::yaml::Node;
use crate::text::Lang;
use std::sync::Arc;

/// Collects what is wrong as it reads.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) defects: Vec<Located<Defect>>,
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

    /// The policy that the values make.
    pub(super) fn policy(&mut self, values: Values<'_>) -> Policy {
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
