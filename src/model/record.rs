//! Retained evidence, and the series that says how long it is kept.

use crate::model::code::Code;
use crate::model::names::{ActorId, Located, ProcessCode, Slug};
use chrono::NaiveDate;

/// A record: what proves that something was done (10-format).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its code, from the file's stem.
    pub code: Code,
    /// `titre`.
    pub title: Located<String>,
    /// `date`.
    pub date: Option<Located<NaiveDate>>,
    /// `processus`.
    pub process: Located<ProcessCode>,
    /// `serie`; the type's where the file names none.
    pub series: Option<Located<Slug>>,
    /// `formulaire`: the form that it fills.
    pub form: Option<Located<String>>,
    /// `erratum-de`: the record that it corrects.
    pub erratum_of: Option<Located<String>>,
    /// `responsable`.
    pub owner: Option<Located<ActorId>>,
    /// `clos-le`: since when it is immutable.
    pub closed: Option<Located<NaiveDate>>,
}

/// One row of the records-control table (10-format, 40-retention).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSeries {
    /// The file's stem.
    pub slug: Slug,
    /// `libelle`.
    pub label: Located<String>,
    /// `section`: A, B or C.
    pub section: Located<String>,
    /// `observations` (CNIL, PJC, …).
    pub remarks: Option<Located<String>>,
    /// `support.reference`: the form that its records fill.
    pub form: Option<Located<String>>,
    /// `classement.duree`.
    pub filing: Option<Located<String>>,
    /// `archivage.duree`.
    pub archiving: Option<Located<String>>,
    /// `destruction`.
    pub fate: Option<Located<String>>,
}
