//! qms.yaml as a value: what the organisation decided about types, roles, audiences and rules.

use crate::diagnostic::Severity;
use crate::model::calendar::{CalendarPolicy, Duration};
use crate::model::code::{Class, CodeTable, Shape};
use crate::model::deadline::ResponseTime;
use crate::model::names::{RoleId, Slug};
use crate::model::pattern::Pattern;
use crate::model::retention::{Fate, Visa};
use crate::text::Lang;
use chrono_tz::Tz;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The whole policy. An empty qms.yaml gives the default of the practice.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Who runs the system.
    pub organisation: String,
    /// The classification printed on reports; none where there is none.
    pub classification: Option<String>,
    /// The language of commit subjects, certificates and published tables.
    pub lang: Lang,
    /// The zone that civil days are counted in.
    pub zone: Tz,
    /// Working days.
    pub calendar: CalendarPolicy,
    /// Audiences, id and label, in their order.
    pub audiences: Vec<(String, String)>,
    /// Roles, id and label, in their order.
    pub roles: Vec<(RoleId, String)>,
    /// Sections of the records-control table.
    pub sections: Vec<(String, String)>,
    /// Types of documents and records, in their order.
    pub types: Vec<DocumentType>,
    /// Kinds of tickets, in their order.
    pub tickets: Vec<TicketKind>,
    /// What a window may count.
    pub windows: Vec<String>,
    /// Phrase and date key of each event.
    pub events: Vec<(String, String)>,
    /// Path prefix and the roles that may change what is below it.
    pub governance: Vec<(String, Vec<RoleId>)>,
    /// Separation of duties.
    pub separation: Separation,
    /// Who may close, reopen, archive, hold and destroy.
    pub disposal_roles: Vec<RoleId>,
    /// Who may take an audit snapshot.
    pub snapshot_roles: Vec<RoleId>,
    /// Whether every series without a word of its own asks for the archives' visa.
    pub visa: Visa,
    /// How long after its last day a CNIL record may still stand.
    pub cnil_tolerance: Duration,
    /// Sizes above which a file is refused unread, in bytes.
    pub sizes: Sizes,
    /// Severities set by the organisation, by rule code.
    pub rules: BTreeMap<String, Level>,
    /// The codes of all types.
    pub codes: CodeTable,
}

/// Limits on what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Bytes of front-matter.
    pub front_matter: usize,
    /// Bytes of a file.
    pub document: usize,
}

/// The severity of separation-of-duties findings (A103).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Separation {
    /// Who validates has not approved.
    pub approver_validator: Level,
    /// Who wrote alone does not approve.
    pub author_approver: Level,
}

/// A severity that may also be `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Not reported.
    Off,
    /// Reported with this weight.
    On(Severity),
}

/// A type of document or record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentType {
    /// `PR`.
    pub id: Arc<str>,
    /// `Procédure`.
    pub name: String,
    /// `PROCEDURES`, the heading of the document-management table.
    pub typology: String,
    /// Document or record.
    pub class: Class,
    /// The shape of its codes.
    pub shape: Shape,
    /// The roles that approve, one entry each.
    pub approval: Vec<RoleId>,
    /// The roles that validate, one entry each.
    pub validation: Vec<RoleId>,
    /// How often it is reviewed.
    pub review: Option<Duration>,
    /// Who reviews; its approvers by default.
    pub reviewers: Vec<RoleId>,
    /// Who withdraws; its validators by default.
    pub withdrawers: Vec<RoleId>,
    /// The sections it must have.
    pub sections: Vec<String>,
    /// How the document-management table names its versions.
    pub identification: Pattern,
    /// Cells of the document-management table.
    pub distribution: String,
    /// Where it can be read.
    pub access: String,
    /// Where old versions are kept.
    pub archive: String,
    /// What becomes of a version that left force.
    pub fate: Fate,
    /// The destruction cell as written.
    pub fate_cell: String,
    /// The series of its records.
    pub series: Option<Slug>,
}

/// A kind of ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketKind {
    /// `RE`.
    pub id: Arc<str>,
    /// `Réclamation externe`.
    pub name: String,
    /// Width of the sequence.
    pub sequence: u8,
    /// The series of its tickets.
    pub series: Option<Slug>,
    /// The time to answer, as written.
    pub response: Option<String>,
    /// The time to answer, where it is understood.
    pub answer: Option<ResponseTime>,
}

impl Policy {
    /// The type of a code, document or record.
    pub fn document_type(&self, kind: &str) -> Option<&DocumentType> {
        self.types.iter().find(|known| &*known.id == kind)
    }

    /// A kind of ticket.
    pub fn ticket_kind(&self, kind: &str) -> Option<&TicketKind> {
        self.tickets.iter().find(|known| &*known.id == kind)
    }

    /// The label of a role.
    pub fn role_label(&self, role: &RoleId) -> Option<&str> {
        self.roles
            .iter()
            .find(|(id, _)| id == role)
            .map(|(_, label)| label.as_str())
    }

    /// Whether `diffusion` may name this.
    pub fn is_audience(&self, id: &str) -> bool {
        self.audiences.iter().any(|(known, _)| known == id)
            || self.roles.iter().any(|(role, _)| role.as_str() == id)
    }

    /// The roles that govern a path: the longest prefix by component counts. None: not governed.
    /// What acts alone write (`registres/destructions`, `registres/instantanes`) is not governed.
    pub fn governors(&self, path: &str) -> Option<&[RoleId]> {
        if ["registres/destructions", "registres/instantanes"]
            .iter()
            .any(|own| is_under(path, own))
        {
            return None;
        }
        self.governance
            .iter()
            .filter(|(prefix, _)| is_under(path, prefix))
            .max_by_key(|(prefix, _)| prefix.split('/').count())
            .map(|(_, roles)| roles.as_slice())
    }
}

/// Whether a path is a prefix's own, or lies below it, component by component.
pub fn is_under(path: &str, prefix: &str) -> bool {
    let prefix = prefix.trim_end_matches('/');
    path == prefix
        || path
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with('/'))
}
