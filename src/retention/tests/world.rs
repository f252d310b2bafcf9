//! What the second implementation speaks of: rows of the table, records and tickets, as values of its own.

use chrono::NaiveDate;

/// The unit of a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A day with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    Date,
    Reception,
    Closing,
    Measures,
    Effective,
    /// « fin du bail »
    Lease,
    /// « fin du bail ou du prêt »
    Loan,
}

/// What ends a phase.
#[derive(Debug, Clone)]
pub enum Term {
    /// `ou`
    Any(Vec<Term>),
    /// `et`
    All(Vec<Term>),
    /// `année en cours + n`
    Year(u32, Option<Name>),
    /// `3 ans`
    Length(u32, Unit, Option<Name>),
    /// `12 comptes rendus`
    Window(usize),
    /// What happens, and a time after it.
    Event(Name, Option<(u32, Unit)>),
}

/// A cell of a duration.
#[derive(Debug, Clone)]
pub enum Cell {
    None,
    Referral,
    Until(Term),
}

/// A destruction cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Free,
    Permanent,
    Transfer,
    Visa,
    Referral,
}

/// A row of the table.
#[derive(Debug, Clone)]
pub struct Series {
    pub filing: Cell,
    pub archiving: Cell,
    pub fate: Fate,
    pub cnil: bool,
}

/// What is said of measures.
#[derive(Debug, Clone)]
pub enum Measures {
    Undeclared,
    EmptyList,
    None,
    Elsewhere(NaiveDate),
    /// Done on, judged ineffective on.
    Listed(Vec<(Option<NaiveDate>, Option<NaiveDate>)>),
}

/// A record or a ticket.
#[derive(Debug, Clone)]
pub struct Thing {
    pub ticket: bool,
    /// `date`, `recu`.
    pub date: NaiveDate,
    pub closed: Option<NaiveDate>,
    pub measures: Measures,
    pub lease: Option<NaiveDate>,
    pub loan: Option<NaiveDate>,
    /// First day, day of the release.
    pub holds: Vec<(NaiveDate, Option<NaiveDate>)>,
    /// The thing that it corrects, by its rank.
    pub corrects: Option<usize>,
    /// Whether a certificate alone still names it.
    pub destroyed: bool,
}

/// All that is filed in one series.
#[derive(Debug, Clone)]
pub struct World {
    pub series: Series,
    pub things: Vec<Thing>,
}
