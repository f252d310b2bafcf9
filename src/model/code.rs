//! Codes of documents, records, tickets and certificates, with the widths of their type.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What a type's files are (10-format, "Codes").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A controlled document, revised by versions.
    Document,
    /// Retained evidence, never revised.
    Record,
    /// A SMAC ticket.
    Ticket,
    /// A destruction certificate.
    Certificate,
}

/// The shape of a type's codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `TYPE-<number>-V<version>`, with the widths of both.
    Versioned {
        /// Least digits of the number.
        number: u8,
        /// Least digits of the version.
        version: u8,
    },
    /// `TYPE-<year>-<sequence>`, with the width of the sequence.
    Yearly {
        /// Least digits of the sequence.
        sequence: u8,
    },
}

/// A document, whatever its version: `MO-00391`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId {
    /// The type: `MO`.
    pub kind: Arc<str>,
    /// The number: 391.
    pub number: u32,
}

/// One code: a version of a document, or a year's numbered record, ticket or certificate.
///
/// Codes compare by type and numbers: `MO-391-V2` and `MO-00391-V02` are the same code.
#[derive(Debug, Clone)]
pub struct Code {
    kind: Arc<str>,
    first: u32,
    second: u32,
    shape: Shape,
}

impl Code {
    /// The version of a document. Widths come from `shape`.
    pub fn version_of(id: &DocumentId, version: u32, shape: Shape) -> Code {
        Code {
            kind: Arc::clone(&id.kind),
            first: id.number,
            second: version,
            shape,
        }
    }

    /// A year's numbered code.
    pub fn yearly(kind: &str, year: u32, sequence: u32, width: u8) -> Code {
        Code {
            kind: Arc::from(kind),
            first: year,
            second: sequence,
            shape: Shape::Yearly { sequence: width },
        }
    }

    /// The type: `MO`.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The number of a document, or the year.
    pub fn number(&self) -> u32 {
        self.first
    }

    /// The version of a document, or the sequence in the year.
    pub fn version(&self) -> u32 {
        self.second
    }

    /// Its shape, with widths.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The document that this is a version of; none for yearly codes.
    pub fn document(&self) -> Option<DocumentId> {
        match self.shape {
            Shape::Versioned { .. } => Some(DocumentId {
                kind: Arc::clone(&self.kind),
                number: self.first,
            }),
            Shape::Yearly { .. } => None,
        }
    }

    /// The same document at another version.
    #[must_use]
    pub fn with_version(&self, version: u32) -> Code {
        Code {
            second: version,
            ..self.clone()
        }
    }

    /// The code without its version: `MO-00391`; a yearly code is whole.
    pub fn stem(&self) -> String {
        match self.shape {
            Shape::Versioned { number, .. } => format!(
                "{}-{:0width$}",
                self.kind,
                self.first,
                width = usize::from(number)
            ),
            Shape::Yearly { .. } => self.to_string(),
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.shape {
            Shape::Versioned { number, version } => write!(
                f,
                "{}-{:0number$}-V{:0version$}",
                self.kind,
                self.first,
                self.second,
                number = usize::from(number),
                version = usize::from(version)
            ),
            Shape::Yearly { sequence } => {
                write!(
                    f,
                    "{}-{:04}-{:0sequence$}",
                    self.kind,
                    self.first,
                    self.second,
                    sequence = usize::from(sequence)
                )
            }
        }
    }
}

impl Code {
    fn key(&self) -> (&str, bool, u32, u32) {
        (
            &self.kind,
            matches!(self.shape, Shape::Yearly { .. }),
            self.first,
            self.second,
        )
    }
}
impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}
impl Eq for Code {}
impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Code {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}
impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

/// What a reader of a code found wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeDefect {
    /// No type of qms.yaml begins it.
    UnknownType,
    /// It does not have the shape of its type.
    Shape(Shape),
    /// Right numbers, wrong widths or case: the canonical form differs.
    NotCanonical,
}

/// What a person means by a code on the command line or in a link.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// A document without its version.
    Document(DocumentId),
    /// One version, record, ticket or certificate.
    Exact(Code),
}

/// The types whose codes are known, from the policy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeTable {
    types: Vec<(Arc<str>, Class, Shape)>,
}

impl CodeTable {
    /// A table of types; `DEST` is always known.
    pub fn new(types: impl IntoIterator<Item = (Arc<str>, Class, Shape)>) -> Self {
        let mut types: Vec<_> = types.into_iter().collect();
        types.push((
            Arc::from("DEST"),
            Class::Certificate,
            Shape::Yearly { sequence: 4 },
        ));
        CodeTable { types }
    }

    /// The class of a type, by its exact id.
    pub fn class(&self, kind: &str) -> Option<Class> {
        self.types
            .iter()
            .find(|(id, ..)| &**id == kind)
            .map(|(_, class, _)| *class)
    }

    /// The shape of a type's codes, by its exact id.
    pub fn shape(&self, kind: &str) -> Option<Shape> {
        self.types
            .iter()
            .find(|(id, ..)| &**id == kind)
            .map(|(.., shape)| *shape)
    }

    /// Reads a code as it must stand on disk.
    pub fn canonical(&self, text: &str) -> Result<Code, CodeDefect> {
        match self.lenient(text) {
            Ok(Reference::Exact(code)) if code.to_string() == text => Ok(code),
            Ok(Reference::Exact(_)) => Err(CodeDefect::NotCanonical),
            Ok(Reference::Document(id)) => Err(CodeDefect::Shape(
                self.shape(&id.kind).ok_or(CodeDefect::UnknownType)?,
            )),
            Err(defect) => Err(defect),
        }
    }

    /// Reads a code as people type it: any case, any widths, spaces around the dashes, without the
    /// version for a document. The type comes first.
    pub fn lenient(&self, text: &str) -> Result<Reference, CodeDefect> {
        let mut parts = text.split('-').map(str::trim);
        let kind = parts.next().unwrap_or_default();
        let (id, _, shape) = self
            .types
            .iter()
            .find(|(id, ..)| id.eq_ignore_ascii_case(kind))
            .ok_or(CodeDefect::UnknownType)?;
        let wrong = CodeDefect::Shape(*shape);
        let first = parts.next().and_then(digits).ok_or(wrong)?;
        let second = parts.next();
        if parts.next().is_some() {
            return Err(wrong);
        }
        match (shape, second) {
            (Shape::Versioned { .. }, None) => Ok(Reference::Document(DocumentId {
                kind: Arc::clone(id),
                number: first,
            })),
            (Shape::Versioned { .. }, Some(version)) => {
                let version = version
                    .strip_prefix(['V', 'v'])
                    .and_then(digits)
                    .filter(|v| *v > 0)
                    .ok_or(wrong)?;
                Ok(Reference::Exact(Code {
                    kind: Arc::clone(id),
                    first,
                    second: version,
                    shape: *shape,
                }))
            }
            (Shape::Yearly { .. }, Some(sequence)) => {
                let sequence = digits(sequence).filter(|s| *s > 0).ok_or(wrong)?;
                if !(1000..=9999).contains(&first) {
                    return Err(wrong);
                }
                Ok(Reference::Exact(Code {
                    kind: Arc::clone(id),
                    first,
                    second: sequence,
                    shape: *shape,
                }))
            }
            (Shape::Yearly { .. }, None) => Err(wrong),
        }
    }

    /// The canonical text of a document without its version.
    pub fn stem(&self, id: &DocumentId) -> String {
        match self.shape(&id.kind) {
            Some(shape @ Shape::Versioned { .. }) => Code::version_of(id, 1, shape).stem(),
            _ => format!("{}-{}", id.kind, id.number),
        }
    }

    /// The version of a document, with its type's widths.
    pub fn version(&self, id: &DocumentId, version: u32) -> Option<Code> {
        match self.shape(&id.kind) {
            Some(shape @ Shape::Versioned { .. }) => Some(Code::version_of(id, version, shape)),
            _ => None,
        }
    }
}

/// Nine digits at most, so that no arithmetic on codes can overflow.
fn digits(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 9 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> CodeTable {
        CodeTable::new([
            (
                Arc::from("PR"),
                Class::Document,
                Shape::Versioned {
                    number: 2,
                    version: 1,
                },
            ),
            (
                Arc::from("MO"),
                Class::Document,
                Shape::Versioned {
                    number: 5,
                    version: 2,
                },
            ),
            (
                Arc::from("CR"),
                Class::Record,
                Shape::Yearly { sequence: 3 },
            ),
        ])
    }

    #[test]
    fn a_code_typed_freely_becomes_canonical() {
        for typed in ["mo-391-v2", "MO-00391-V02", "MO - 0391 - v002"] {
            match table().lenient(typed) {
                Ok(Reference::Exact(code)) => {
                    assert_eq!(code.to_string(), "MO-00391-V02", "{typed}")
                }
                other => panic!("{typed}: {other:?}"),
            }
        }
        assert!(matches!(table().lenient("pr-1"), Ok(Reference::Document(id)) if id.number == 1));
    }

    #[test]
    fn on_disk_only_the_canonical_form_is_a_code() {
        assert_eq!(
            table().canonical("PR-01-V1").map(|c| c.to_string()),
            Ok("PR-01-V1".to_owned())
        );
        assert_eq!(table().canonical("PR-1-V1"), Err(CodeDefect::NotCanonical));
        assert_eq!(table().canonical("XX-01-V1"), Err(CodeDefect::UnknownType));
        assert!(table().canonical("PR-01-V0").is_err());
        assert!(table().canonical("PR-01").is_err());
        assert!(table().canonical("CR-2014-003").is_ok());
        assert!(table().canonical("PR-99999999999999-V1").is_err());
    }

    #[test]
    fn widths_are_minimums_and_codes_sort_by_their_numbers() {
        let nine = table().canonical("PR-01-V9").expect("canonical");
        let ten = table().canonical("PR-01-V10").expect("canonical");
        assert!(nine < ten);
        assert_eq!(nine.with_version(10), ten);
    }
}
