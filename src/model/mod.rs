//! The nouns of the field: no I/O, no clock, no command line, no serialisation.

pub mod act;
pub mod action;
pub mod actor;
pub mod calendar;
pub mod code;
pub mod deadline;
pub mod digest;
pub mod document;
pub mod entity;
pub mod figure;
pub mod frequency;
pub mod layout;
pub mod names;
pub mod pattern;
pub mod period;
pub mod policy;
pub mod process;
pub mod record;
pub mod registers;
pub mod retention;
pub mod snapshot;
pub mod ticket;
