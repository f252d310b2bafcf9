//! The statement of an act: the trailers at the end of a commit message, both ways.

use super::plain::is_direction;
use crate::model::act::{ActKind, HoldChange, Outcome, Statement};
use chrono::NaiveDate;
use std::fmt::Write as _;

/// What a commit message says of acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trailers {
    /// No line begins with `Qms-`: an ordinary commit.
    NotAnAct,
    /// Some line does, and the message is no well-formed statement.
    Malformed(Vec<TrailerDefect>),
    /// A statement: one group a code, in the order of the message.
    Statements(Vec<Statement>),
}

/// Whether a kind of act has a trailer.
pub fn asks(act: ActKind, field: Field) -> Asks {
    use ActKind::*;
    let asked = match field {
        Field::Act | Field::Actor => true,
        Field::Code | Field::Digest => act != Settle,
        Field::Commit => act == Settle,
        Field::Asset => {
            return if matches!(act, Settle | Snapshot) {
                Asks::Never
            } else {
                Asks::May
            };
        }
        Field::Role => act != Ack,
        Field::Effective => act == Validate,
        Field::Supersedes => {
            return if act == Validate {
                Asks::May
            } else {
                Asks::Never
            };
        }
        Field::Outcome => act == Review,
        Field::Hold => act == Hold,
        Field::Certificate => act == Destroy,
        Field::Reason => matches!(act, Reject | Withdraw | Hold | Settle),
    };
    if asked { Asks::Must } else { Asks::Never }
}

/// Whether a trailer stands in the group of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Always.
    Must,
    /// Where there is something to say.
    May,
    /// It makes the message no statement.
    Never,
}

/// The trailers, in the order in which a group has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// `Qms-Act`
    Act,
    /// `Qms-Code`
    Code,
    /// `Qms-Commit`
    Commit,
    /// `Qms-Digest`
    Digest,
    /// `Qms-Asset`
    Asset,
    /// `Qms-Actor`
    Actor,
    /// `Qms-Role`
    Role,
    /// `Qms-Effective`
    Effective,
    /// `Qms-Supersedes`
    Supersedes,
    /// `Qms-Outcome`
    Outcome,
    /// `Qms-Hold`
    Hold,
    /// `Qms-Certificate`
    Certificate,
    /// `Qms-Reason`
    Reason,
}

impl Field {
    /// Every trailer with its name, in the order of a group.
    pub const ALL: [(Field, &'static str); 13] = [
        (Field::Act, "Qms-Act"),
        (Field::Code, "Qms-Code"),
        (Field::Commit, "Qms-Commit"),
        (Field::Digest, "Qms-Digest"),
        (Field::Asset, "Qms-Asset"),
        (Field::Actor, "Qms-Actor"),
        (Field::Role, "Qms-Role"),
        (Field::Effective, "Qms-Effective"),
        (Field::Supersedes, "Qms-Supersedes"),
        (Field::Outcome, "Qms-Outcome"),
        (Field::Hold, "Qms-Hold"),
        (Field::Certificate, "Qms-Certificate"),
        (Field::Reason, "Qms-Reason"),
    ];

    /// The trailer's name.
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// One way in which a message is no statement. Lines are numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailerDefect {
    /// Where.
    pub line: usize,
    /// What.
    pub kind: TrailerDefectKind,
}

/// The ways in which a message is no statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrailerDefectKind {
    /// The message is not UTF-8.
    NotUtf8,
    /// A `Qms-` line before the last paragraph.
    EarlierParagraph,
    /// A line among the trailers that is none of ours.
    NotATrailer,
    /// A trailer goes on on the next line.
    Folded,
    /// A `Qms-` name that does not exist, or exists in another case.
    Unknown(String),
    /// A trailer given twice in its group.
    Duplicate(Field),
    /// A trailer after one that it precedes.
    Order(Field),
    /// A trailer that this act does not have.
    Unexpected(Field),
    /// A trailer that this act has.
    Missing(Field),
    /// A value that is empty, padded, or not of the trailer's form.
    Value(Field),
    /// A control or direction character in a value.
    Control(Field, char),
    /// Act, actor or role of a group differs from the first group's.
    Mixed(Field),
    /// The same code in two groups.
    Repeated(Field),
}

/// Reads the statement of a commit message.
pub fn read(message: &[u8]) -> Trailers {
    let starts = |line: &[u8]| {
        line.get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case(b"qms-"))
    };
    if !message.split(|byte| *byte == b'\n').any(starts) {
        return Trailers::NotAnAct;
    }
    let Ok(text) = std::str::from_utf8(message) else {
        return Trailers::Malformed(vec![TrailerDefect {
            line: 1,
            kind: TrailerDefectKind::NotUtf8,
        }]);
    };
    let lines: Vec<&str> = text.trim_end_matches('\n').split('\n').collect();
    // git takes a line of blanks for an empty one.
    let first = lines
        .iter()
        .rposition(|line| line.trim().is_empty())
        .map_or(0, |blank| blank + 1);
    let mut reader = Reader {
        groups: Vec::new(),
        last: None,
        defects: Vec::new(),
    };
    for (index, line) in lines.iter().enumerate() {
        if index >= first {
            reader.line(index + 1, line);
        } else if starts(line.as_bytes()) {
            reader.defects.push(TrailerDefect {
                line: index + 1,
                kind: TrailerDefectKind::EarlierParagraph,
            });
        }
    }
    reader.end_of_group(lines.len());
    reader.compare(first + 1);
    if reader.defects.is_empty() {
        Trailers::Statements(reader.groups)
    } else {
        Trailers::Malformed(reader.defects)
    }
}

/// Writes the last paragraph of a message. The caller reads it back before it is signed: values
/// that cannot stand in a trailer are found there.
pub fn write(groups: &[Statement]) -> String {
    let mut out = String::new();
    for group in groups {
        let mut put = |field: Field, value: Option<&str>| {
            if let Some(value) = value {
                // Writing to a String cannot fail.
                let _ = writeln!(out, "{}: {value}", field.as_str());
            }
        };
        put(Field::Act, Some(group.act.as_str()));
        put(Field::Code, group.code.as_deref());
        put(Field::Commit, group.commit.as_deref());
        put(
            Field::Digest,
            group.digest.map(|digest| digest.to_string()).as_deref(),
        );
        for (digest, path) in &group.assets {
            put(Field::Asset, Some(&format!("{digest} {path}")));
        }
        put(Field::Actor, Some(&group.actor));
        put(Field::Role, group.role.as_deref());
        put(
            Field::Effective,
            group
                .effective
                .map(|day| day.format("%Y-%m-%d").to_string())
                .as_deref(),
        );
        put(Field::Supersedes, group.supersedes.as_deref());
        put(Field::Outcome, group.outcome.map(Outcome::as_str));
        put(Field::Hold, group.hold.map(HoldChange::as_str));
        put(Field::Certificate, group.certificate.as_deref());
        put(Field::Reason, group.reason.as_deref());
    }
    out
}

struct Reader {
    groups: Vec<Statement>,
    last: Option<Field>,
    defects: Vec<TrailerDefect>,
}

impl Reader {
    fn defect(&mut self, line: usize, kind: TrailerDefectKind) {
        self.defects.push(TrailerDefect { line, kind });
    }

    fn line(&mut self, number: usize, line: &str) {
        if line.starts_with([' ', '\t']) {
            return self.defect(number, TrailerDefectKind::Folded);
        }
        let name = line.split_once(':').map_or(line, |(name, _)| name);
        let Some((field, _)) = Field::ALL.into_iter().find(|(_, known)| *known == name) else {
            let ours = name
                .get(..4)
                .is_some_and(|start| start.eq_ignore_ascii_case("qms-"));
            let kind = if ours {
                TrailerDefectKind::Unknown(name.to_owned())
            } else {
                TrailerDefectKind::NotATrailer
            };
            return self.defect(number, kind);
        };
        let value = line
            .get(name.len()..)
            .and_then(|rest| rest.strip_prefix(": "))
            .unwrap_or_default();
        if let Some(control) = value
            .chars()
            .find(|c| c.is_control() || is_direction(*c) || *c == '\u{feff}')
        {
            return self.defect(number, TrailerDefectKind::Control(field, control));
        }
        if value.is_empty() || value.trim() != value {
            return self.defect(number, TrailerDefectKind::Value(field));
        }
        if field == Field::Act {
            self.end_of_group(number);
            match ActKind::ALL.into_iter().find(|act| act.as_str() == value) {
                Some(act) => self.groups.push(Statement::new(act, "")),
                None => self.defect(number, TrailerDefectKind::Value(field)),
            }
            self.last = Some(field);
            return;
        }
        let Some(group) = self.groups.last_mut() else {
            return self.defect(number, TrailerDefectKind::Order(field));
        };
        let kind = match self.last {
            Some(last) if last == field && field != Field::Asset => {
                Some(TrailerDefectKind::Duplicate(field))
            }
            Some(last) if last > field => Some(TrailerDefectKind::Order(field)),
            _ if asks(group.act, field) == Asks::Never => {
                Some(TrailerDefectKind::Unexpected(field))
            }
            _ if fill(group, field, value).is_none() => Some(TrailerDefectKind::Value(field)),
            _ => None,
        };
        self.last = Some(field);
        if let Some(kind) = kind {
            self.defect(number, kind);
        }
    }

    fn end_of_group(&mut self, number: usize) {
        let Some(group) = self.groups.last() else {
            return;
        };
        let missing: Vec<Field> = Field::ALL
            .into_iter()
            .map(|(field, _)| field)
            .filter(|field| asks(group.act, *field) == Asks::Must && !has(group, *field))
            .collect();
        for field in missing {
            self.defect(number, TrailerDefectKind::Missing(field));
        }
    }

    fn compare(&mut self, number: usize) {
        let Some(first) = self.groups.first() else {
            return;
        };
        let mut kinds = Vec::new();
        for (index, group) in self.groups.iter().enumerate() {
            for (differs, field) in [
                (group.act != first.act, Field::Act),
                (group.actor != first.actor, Field::Actor),
                (group.role != first.role, Field::Role),
            ] {
                if differs {
                    kinds.push(TrailerDefectKind::Mixed(field));
                }
            }
            let mut earlier = self.groups.iter().take(index);
            if earlier.any(|other| (&other.code, &other.commit) == (&group.code, &group.commit)) {
                let field = if group.commit.is_some() {
                    Field::Commit
                } else {
                    Field::Code
                };
                kinds.push(TrailerDefectKind::Repeated(field));
            }
        }
        for kind in kinds {
            self.defect(number, kind);
        }
    }
}

fn has(group: &Statement, field: Field) -> bool {
    match field {
        Field::Act | Field::Asset => true,
        Field::Code => group.code.is_some(),
        Field::Commit => group.commit.is_some(),
        Field::Digest => group.digest.is_some(),
        Field::Actor => !group.actor.is_empty(),
        Field::Role => group.role.is_some(),
        Field::Effective => group.effective.is_some(),
        Field::Supersedes => group.supersedes.is_some(),
        Field::Outcome => group.outcome.is_some(),
        Field::Hold => group.hold.is_some(),
        Field::Certificate => group.certificate.is_some(),
        Field::Reason => group.reason.is_some(),
    }
}

/// Gives a group the value of a trailer; `None` when the value has not the trailer's form.
fn fill(group: &mut Statement, field: Field, value: &str) -> Option<()> {
    let word = || (!value.contains(char::is_whitespace)).then(|| value.to_owned());
    match field {
        Field::Act => return None,
        Field::Code => group.code = Some(word()?),
        Field::Commit => {
            let hex = value
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            group.commit = Some(value.to_owned()).filter(|_| hex && matches!(value.len(), 40 | 64));
            group.commit.as_ref()?;
        }
        Field::Digest => group.digest = Some(value.parse().ok()?),
        Field::Asset => {
            let (digest, path) = value.split_once(' ')?;
            let sorted = group
                .assets
                .last()
                .is_none_or(|(_, last)| last.as_str() < path);
            if !sorted || path.starts_with([' ', '/']) {
                return None;
            }
            group.assets.push((digest.parse().ok()?, path.to_owned()));
        }
        Field::Actor => group.actor = word()?,
        Field::Role => group.role = Some(word()?),
        Field::Effective => {
            // chrono takes `2026-1-2` and signs as well; a statement has one spelling.
            let day: NaiveDate = value.parse().ok()?;
            (day.format("%Y-%m-%d").to_string() == value && value.len() == 10).then_some(())?;
            group.effective = Some(day);
        }
        Field::Supersedes => group.supersedes = Some(word()?),
        Field::Outcome => {
            group.outcome = Some(
                Outcome::ALL
                    .into_iter()
                    .find(|known| known.as_str() == value)?,
            )
        }
        Field::Hold => {
            group.hold = Some(match value {
                "set" => HoldChange::Set,
                "lifted" => HoldChange::Lifted,
                _ => return None,
            });
        }
        Field::Certificate => group.certificate = Some(word()?),
        Field::Reason => group.reason = Some(value.to_owned()),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn group(act: ActKind, code: &str) -> Statement {
        let mut group = Statement::new(act, "pilote-paped");
        let must = |field| asks(act, field) == Asks::Must;
        group.code = must(Field::Code).then(|| code.to_owned());
        group.digest = must(Field::Digest).then(|| crate::parse::digest::raw(code.as_bytes()));
        group.role = must(Field::Role).then(|| "pilote".to_owned());
        group.effective = must(Field::Effective)
            .then_some(NaiveDate::from_ymd_opt(2026, 12, 1))
            .flatten();
        group.outcome = must(Field::Outcome).then_some(Outcome::ToRevise);
        group.hold = must(Field::Hold).then_some(HoldChange::Set);
        group.certificate = must(Field::Certificate).then(|| "DEST-2026-0001".to_owned());
        group.commit = must(Field::Commit).then(|| "0".repeat(40));
        group.reason = must(Field::Reason).then(|| "délai : 15 jours".to_owned());
        group
    }

    fn check(message: &str, expected: &[TrailerDefectKind]) {
        let found: Vec<TrailerDefectKind> = match read(message.as_bytes()) {
            Trailers::Malformed(defects) => defects.into_iter().map(|defect| defect.kind).collect(),
            other => panic!("{message:?}: {other:?}"),
        };
        assert_eq!(found, expected, "{message:?}");
    }

    #[test]
    fn every_act_reads_back_as_it_was_written() {
        for act in ActKind::ALL {
            let mut groups = vec![group(act, "MO-00391-V02")];
            if act != ActKind::Settle {
                groups.push(group(act, "MO-00392-V01"));
            }
            for suffix in ["", "\n\n"] {
                let message = format!(
                    "Objet\n\nCorps : une personne lit ceci.\n\n{}{suffix}",
                    write(&groups)
                );
                assert_eq!(
                    read(message.as_bytes()),
                    Trailers::Statements(groups.clone()),
                    "{message}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_statement_is_said_to_be_none() {
        use TrailerDefectKind::*;
        assert_eq!(
            read(b"Corrige Qms-Act: approve\n\n Qms-Act: approve\n"),
            Trailers::NotAnAct
        );
        let good = write(&[group(ActKind::Approve, "PR-01-V1")]);
        let with = |from: &str, to: &str| format!("Objet\n\n{}", good.replacen(from, to, 1));
        check(
            &with("Qms-Role", "qms-role"),
            &[Unknown("qms-role".into()), Missing(Field::Role)],
        );
        check(&with("Qms-Role: pilote\n", ""), &[Missing(Field::Role)]);
        check(
            &with("Qms-Role", "Qms-Effective: 2026-12-01\nQms-Role"),
            &[
                Unexpected(Field::Effective),
                Order(Field::Role),
                Missing(Field::Role),
            ],
        );
        check(
            &with("Qms-Role", "Qms-Actor: autre\nQms-Role"),
            &[Duplicate(Field::Actor)],
        );
        check(&with("Qms-Code", " suite\nQms-Code"), &[Folded]);
        check(
            &with("Qms-Code", "Signed-off-by: x\nQms-Code"),
            &[NotATrailer],
        );
        check(
            &with("pilote\n", "pilote\r\n"),
            &[Control(Field::Role, '\r'), Missing(Field::Role)],
        );
        check(
            &with("PR-01-V1", "PR-01-V1 "),
            &[Value(Field::Code), Missing(Field::Code)],
        );
        check(
            &with("Qms-Actor", "\nQms-Actor"),
            &[
                EarlierParagraph,
                EarlierParagraph,
                EarlierParagraph,
                Order(Field::Actor),
                Order(Field::Role),
            ],
        );
        check(
            &format!("{good}\nVu"),
            &[
                EarlierParagraph,
                EarlierParagraph,
                EarlierParagraph,
                EarlierParagraph,
                EarlierParagraph,
                NotATrailer,
            ],
        );
        check(&format!("O\n\n{good}{good}"), &[Repeated(Field::Code)]);
        check(
            &format!(
                "O\n\n{good}{}",
                write(&[group(ActKind::Reject, "PR-02-V1")])
            ),
            &[Mixed(Field::Act)],
        );
        let digest = crate::parse::digest::raw(b"x");
        let two = format!("Qms-Asset: {digest} b.png\nQms-Asset: {digest} a.png\nQms-Actor");
        check(&with("Qms-Actor", &two), &[Value(Field::Asset)]);
    }

    proptest! {
        #[test]
        fn no_message_makes_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..80), lines in prop::collection::vec(prop::sample::select(vec!["Qms-Act: approve\n", "Qms-Code: é\n", "\n", " x\n", "qms-act\n", "Qms-Asset: sha256:é x\n", "Qmsé\n", "Qms-Reason: \u{202e}\n"]), 0..8)) {
            read(&bytes);
            read(lines.concat().as_bytes());
        }

        #[test]
        fn what_cannot_stand_in_a_trailer_does_not_read_back(reason in "\\PC{0,12}|[a \\n\\r\\t\u{202e}:]{0,6}") {
            let mut one = group(ActKind::Reject, "PR-01-V1");
            one.reason = Some(reason.clone());
            let back = read(format!("O\n\n{}", write(&[one.clone()])).as_bytes());
            let clean = !reason.is_empty() && reason.trim() == reason && !reason.chars().any(|c| c.is_control() || is_direction(c));
            prop_assert_eq!(back == Trailers::Statements(vec![one]), clean);
        }
    }
}
