//! Retained evidence, and the series that says how long it is kept.

use crate::model::calendar::Duration;
use crate::model::code::Code;
use crate::model::names::{ActorId, Located, ProcessCode, Slug};
use crate::model::retention::{Facts, Hold, Kept, Measures, Origin, Schedule};
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
    /// `support`.
    pub medium: Option<String>,
    /// `mesures` and `mesures-terminees`: what became of the measures that it had decided.
    pub measures: Measures,
    /// The days under the keys that `evenements` of qms.yaml names.
    pub events: Vec<(String, NaiveDate)>,
    /// `clos-le`: since when it is immutable.
    pub closed: Option<Located<NaiveDate>>,
    /// `archive-le`.
    pub archived: Option<Located<NaiveDate>>,
    /// `gel`.
    pub holds: Vec<Hold>,
}

impl Record {
    /// Its dated facts, as known on a day. `place` is the day that places it in the window of its
    /// series: its own, or that of what it corrects.
    pub fn facts<'f>(
        &'f self,
        series: &'f Slug,
        place: Option<NaiveDate>,
        day: NaiveDate,
    ) -> Facts<'f> {
        let date = self.date.as_ref().map(|date| date.value);
        let closed = self.closed.as_ref().map(|date| date.value);
        Facts {
            usual: Origin::Date,
            date,
            received: None,
            closed: closed.filter(|date| *date <= day),
            measures: self.measures.ended(date, day),
            events: &self.events,
            series,
            place,
            day,
        }
    }
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
    /// `ordre`: its rank in the table.
    pub rank: Option<u32>,
    /// `identification`.
    pub identification: Option<String>,
    /// `support.nature`.
    pub medium: Option<String>,
    /// `support.reference`: the form that its records fill.
    pub form: Option<Located<String>>,
    /// `observations` (CNIL, PJC, …).
    pub remarks: Option<Located<String>>,
    /// `classement.responsable`.
    pub filed_by: Option<String>,
    /// `classement.duree`, as written.
    pub filing: Option<Located<String>>,
    /// `classement.lieu`.
    pub filed_at: Option<String>,
    /// `accessibilite`.
    pub access: Option<String>,
    /// `archivage.duree`, as written.
    pub archiving: Option<Located<String>>,
    /// `archivage.lieu`.
    pub archived_at: Option<String>,
    /// `destruction`, as written.
    pub fate: Option<Located<String>>,
    /// What the three cells mean; none where one of them is not understood (R102).
    pub schedule: Option<Schedule>,
}

impl RecordSeries {
    /// What it asks of one of its records; none where it is not understood (R102).
    pub fn kept<'k>(
        &'k self,
        tolerance: Duration,
        facts: Facts<'k>,
        holds: &'k [Hold],
    ) -> Option<Kept<'k>> {
        Some(Kept {
            schedule: self.schedule.as_ref()?,
            tolerance: self.is_cnil().then_some(tolerance),
            facts,
            holds,
        })
    }

    /// Whether its records hold personal data declared to the CNIL: their term is a maximum as well
    /// (40-retention).
    pub fn is_cnil(&self) -> bool {
        let remarks = self.remarks.as_ref().map(|remarks| remarks.value.as_str());
        remarks
            .unwrap_or_default()
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|word| word.eq_ignore_ascii_case("CNIL"))
    }
}
