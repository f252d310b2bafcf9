//! How long what is kept is kept: the cells of the records-control table as values, and what they
//! mean for one record on one day (40-retention).
//!
//! Pure: dates come from front-matter, and what lies around a record (the newer ones of its
//! series) is handed in. Reading phrases is `parse::term`'s, looking around is `retention`'s.

mod count;
mod fate;
mod hold;
mod stage;
mod term;
mod windows;

pub use count::{Cause, Counted, Facts, Measures, Waiting};
pub use fate::{Condition, Fate, Visa};
pub use hold::{Hold, Release};
pub use stage::{Assessment, Kept, PhaseEnd, Schedule, Stage, assess, assess_version};
pub use term::{Origin, Phase, Term};
pub use windows::{Member, Windows};
