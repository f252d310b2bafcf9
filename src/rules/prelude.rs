//! What every rule file needs, and nothing else.

pub(super) use super::{Check, Found, Rule};
pub(super) use crate::corpus::{Corpus, Version};
pub(super) use crate::diagnostic::Severity;
pub(super) use crate::text::Text;
