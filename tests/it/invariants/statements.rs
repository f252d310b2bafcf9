//! Trailers: a statement has one text.

use qms::parse::trailers::{Trailers, read, write};

/// What reads as a statement is, line for line, what is written of it.
pub fn trailers(bytes: &[u8]) {
    match read(bytes) {
        Trailers::NotAnAct => {
            let says = |line: &[u8]| line.starts_with(b"Qms-");
            assert!(!bytes.split(|byte| *byte == b'\n').any(says));
        }
        Trailers::Malformed(defects) => {
            let lines = bytes.split(|byte| *byte == b'\n').count();
            assert!(!defects.is_empty());
            assert!(defects.iter().all(|at| (1..=lines).contains(&at.line)));
        }
        Trailers::Statements(groups) => {
            let written = write(&groups);
            let message = format!("Objet\n\nCorps\n\n{written}");
            assert_eq!(read(message.as_bytes()), Trailers::Statements(groups));
            let text = std::str::from_utf8(bytes).expect("a statement is text");
            assert!(text.trim_end_matches('\n').ends_with(written.trim_end()));
        }
    }
}
