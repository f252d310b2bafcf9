//! What may be done: edits and a statement, or a refusal that says why. Pure: nothing is written
//! here.

pub mod draft;
