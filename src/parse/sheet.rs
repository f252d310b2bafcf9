//! A sign-in sheet: who has read something, as a spreadsheet saved as CSV. Only this file reads CSV.

use crate::model::names::folded;

/// One person of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The line of the file, from 1.
    pub line: u64,
    /// The actor's id, name or address, as written.
    pub name: String,
}

/// Why a sheet is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetDefect {
    /// It is not text in UTF-8.
    NotText,
    /// No column names the person: `acteur`, `nom` or `courriel`.
    NoColumn,
    /// A line cannot be read.
    Line(u64),
}

/// The persons of a sheet. Its first line names the columns: `acteur` (or `nom`, `courriel`), and
/// where there is one, `signature` (or `emargement`, `lu`): who left that cell empty did not sign.
/// Commas or semicolons, with or without a byte order mark.
///
/// # Errors
/// It is no such sheet.
pub fn signed(bytes: &[u8]) -> Result<Vec<Signed>, SheetDefect> {
    let text = std::str::from_utf8(bytes).map_err(|_| SheetDefect::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let delimiter = match first.contains(';') {
        true => b';',
        false => b',',
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let headers: Vec<String> = reader
        .headers()
        .map_err(|_| SheetDefect::Line(1))?
        .iter()
        .map(|header| folded(header.trim()))
        .collect();
    let column = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| headers.iter().position(|header| header == name))
    };
    let who = column(&[
        "acteur", "actor", "id", "courriel", "email", "e-mail", "nom", "name",
    ])
    .ok_or(SheetDefect::NoColumn)?;
    let mark = column(&["signature", "emargement", "lu", "signed", "read"]);
    let mut found = Vec::new();
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    for record in reader.records() {
        let record = record
            .map_err(|error| SheetDefect::Line(error.position().map_or(0, |at| lines.of(at))))?;
        let cell = |column: usize| record.get(column).unwrap_or_default().trim();
        let signs = mark.is_none_or(|mark| !matches!(cell(mark), "" | "-" | "non" | "no"));
        if signs && !cell(who).is_empty() {
            found.push(Signed {
                line: record.position().map_or(0, |at| lines.of(at)),
                name: cell(who).to_owned(),
            });
        }
    }
    Ok(found)
}

/// The lines of a text, counted once from its beginning to its end. The reader itself passes over empty lines only when
/// it goes on, and takes lines that end in CR alone for one.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which a record begins that the reader found at a place.
    fn of(&mut self, place: &csv::Position) -> u64 {
        let least = usize::try_from(place.byte()).unwrap_or(usize::MAX);
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            let ends = matches!(byte, b'\r' | b'\n');
            if self.at >= least && !ends {
                break;
            }
            let crlf = *byte == b'\n' && self.at > 0 && bytes.get(self.at - 1) == Some(&b'\r');
            self.line += u64::from(ends && !crlf);
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_signed_is_read_from_a_spreadsheet_in_either_dialect() {
        for sheet in [
            "acteur,signature\nagent-paped,X\nreferent-paped,\n",
            "\u{feff}Acteur;Émargement\r\nagent-paped;vu\r\nreferent-paped;-\r\n",
            "Nom;Acteur;Lu\nAgent;agent-paped;oui\n\"Référent, PAPED\";referent-paped;non\n",
        ] {
            let names: Vec<String> = signed(sheet.as_bytes())
                .expect(sheet)
                .into_iter()
                .map(|one| one.name)
                .collect();
            assert_eq!(names, ["agent-paped"], "{sheet}");
        }
        for sheet in ["acteur\n\n\nagent-paped\n", "acteur\r\r\ragent-paped\r"] {
            let found = signed(sheet.as_bytes()).expect(sheet);
            assert_eq!(found[0].line, 4, "{sheet:?}");
        }
        assert_eq!(signed(b"date\n2026-01-01\n"), Err(SheetDefect::NoColumn));
        assert_eq!(signed(b"acteur\n\xff\n"), Err(SheetDefect::NotText));
    }
}
