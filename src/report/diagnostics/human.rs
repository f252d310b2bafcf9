//! Findings for people: header and remedy in the reader's language, the line shown by miette.

use super::{HELP, Sources, colon};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{Paint, Refusal, Style, Summary, Tone};
use crate::text::{Message, Text, escape_controls, plural};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// All findings, then their count.
pub fn findings(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    summary: &Summary,
    style: &Style,
) -> String {
    let mut out = String::new();
    // What is only good to know, and comes by the hundred, would hide what is wrong.
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        if diagnostic.severity == Severity::Info {
            let count = told.entry(diagnostic.rule).or_default();
            *count += 1;
            if *count > ENOUGH {
                continue;
            }
        }
        out.push_str(&finding(diagnostic, sources, style));
        out.push('\n');
    }
    for (rule, count) in told.into_iter().filter(|(_, count)| *count > ENOUGH) {
        out.push_str(&wrap(&others(rule, count - ENOUGH, style), style, 0));
        out.push('\n');
    }
    out.push_str(&count(summary, style));
    out.push('\n');
    out
}

/// How many informations of one rule are told one by one.
const ENOUGH: usize = 10;

/// How many more informations of a rule there are.
fn others(rule: &str, count: usize, style: &Style) -> String {
    const ONE: Text = Text {
        en: "info[{rule}]: {count} more like these; `--format json` has it",
        fr: "info[{rule}]\u{a0}: {count} autre de même nature\u{a0}; `--format json` la donne",
    };
    const MORE: Text = Text {
        en: "info[{rule}]: {count} more like these; `--format json` has each",
        fr: "info[{rule}]\u{a0}: {count} autres de même nature\u{a0}; `--format json` les donne toutes",
    };
    let lang = style.lang;
    let told = [ONE, MORE].map(|text| text.with("rule", rule).with("count", count).render(lang));
    style.tone(Tone::Quiet, plural(count, &told[0], &told[1], lang))
}

fn finding(diagnostic: &Diagnostic, sources: &Sources, style: &Style) -> String {
    let lang = style.lang;
    let (word, tone) = severity(diagnostic.severity);
    let mut out = String::new();
    let head = style.tone(tone, &format!("{}[{}]", word.get(lang), diagnostic.rule));
    let message = escape_controls(&diagnostic.message.render(lang)).into_owned();
    out.push_str(&wrap(
        &format!(
            "{head}{}{}",
            colon(lang),
            style.tone(Tone::Strong, &message)
        ),
        style,
        0,
    ));
    if let Some(place) = &diagnostic.place {
        let lines = sources.lines(diagnostic);
        let at = lines
            .map(|lines| format!(":{}:{}", lines.start.line, lines.start.column))
            .unwrap_or_default();
        let _ = writeln!(out, "  {}{at}", escape_controls(&place.path));
        if lines.is_some()
            && !diagnostic.hides_its_line()
            && let Some(snippet) = snippet(diagnostic, sources, style)
        {
            out.push_str(&snippet);
        }
    } else if let Some(commit) = &diagnostic.commit {
        let _ = writeln!(out, "  commit {commit}");
    }
    if let Some(help) = &diagnostic.help {
        out.push_str(&remedy(help, style));
    }
    out
}

/// The line that says what puts it right.
fn remedy(help: &Message, style: &Style) -> String {
    let lang = style.lang;
    let said = help.render(lang);
    let said = escape_controls(&said);
    let line = format!("  {}{}{said}", HELP.get(lang), colon(lang));
    wrap(&line, style, 4)
}

fn severity(severity: Severity) -> (Text, Tone) {
    let tone = match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Attention,
        Severity::Info => Tone::Quiet,
    };
    (severity.label(), tone)
}

/// The line that is meant, underlined. Only the middle of miette's drawing is kept: its header
/// and its footer are English and ours are there already.
fn snippet(diagnostic: &Diagnostic, sources: &Sources, style: &Style) -> Option<String> {
    let place = diagnostic.place.as_ref()?;
    let bytes = sources.bytes(&place.path)?;
    let start = place.span.start.min(bytes.len());
    let first = bytes[..start]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let last = bytes[start..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |at| start + at);
    // A value of several lines is pointed at by its first.
    let end = place.span.end.clamp(start, last);
    let line = Line {
        text: escape_for_snippet(&String::from_utf8_lossy(&bytes[first..last])),
        number: bytes[..first].iter().filter(|byte| **byte == b'\n').count(),
    };
    let label = LabeledSpan::underline(start - first..end - first);
    let shown = Shown { line, label };
    let theme = match style.paint {
        Paint::Colour => GraphicalTheme::unicode(),
        Paint::Plain => GraphicalTheme::unicode_nocolor(),
    };
    let mut drawn = String::new();
    GraphicalReportHandler::new_themed(theme)
        .with_context_lines(0)
        .with_width(style.width)
        .render_report(&mut drawn, &shown)
        .ok()?;
    let kept: Vec<&str> = drawn
        .lines()
        .filter(|line| line.contains('│') || line.contains('·'))
        .collect();
    Some(
        kept.iter()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect(),
    )
}

/// Bytes must stay where they are: a control character becomes a space.
fn escape_for_snippet(text: &str) -> String {
    text.chars()
        .flat_map(|character| {
            let safe = !character.is_control()
                && escape_controls(character.encode_utf8(&mut [0; 4])).len()
                    == character.len_utf8();
            std::iter::repeat_n(
                if safe { character } else { ' ' },
                if safe { 1 } else { character.len_utf8() },
            )
        })
        .collect()
}

/// One line of a file: all that is shown, so that a long file costs nothing.
#[derive(Debug)]
struct Line {
    text: String,
    /// Lines before it.
    number: usize,
}

impl SourceCode for Line {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = SourceSpan::new(0.into(), self.text.len());
        let _ = span;
        Ok(Box::new(MietteSpanContents::new(
            self.text.as_bytes(),
            whole,
            self.number,
            0,
            self.number + 1,
        )))
    }
}

#[derive(Debug, thiserror::Error)]
#[error("")]
struct Shown {
    line: Line,
    label: LabeledSpan,
}

impl miette::Diagnostic for Shown {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.line)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(self.label.clone())))
    }
}

/// `2 errors, 1 warning in 57 files`.
pub fn count(summary: &Summary, style: &Style) -> String {
    let lang = style.lang;
    let part = |count: usize, one: Text, many: Text| {
        (count > 0).then(|| {
            let number = crate::text::number(i64::try_from(count).unwrap_or(i64::MAX), lang);
            format!(
                "{number} {}",
                plural(count, one.get(lang), many.get(lang), lang)
            )
        })
    };
    let parts: Vec<String> = [
        part(
            summary.errors,
            Text {
                en: "error",
                fr: "erreur",
            },
            Text {
                en: "errors",
                fr: "erreurs",
            },
        ),
        part(
            summary.warnings,
            Text {
                en: "warning",
                fr: "avertissement",
            },
            Text {
                en: "warnings",
                fr: "avertissements",
            },
        ),
        part(
            summary.infos,
            Text {
                en: "note",
                fr: "information",
            },
            Text {
                en: "notes",
                fr: "informations",
            },
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    let files = part(
        summary.files,
        Text {
            en: "file",
            fr: "fichier",
        },
        Text {
            en: "files",
            fr: "fichiers",
        },
    );
    let nothing = Text {
        en: "nothing found",
        fr: "rien à signaler",
    };
    let found = if parts.is_empty() {
        style.tone(Tone::Good, nothing.get(lang))
    } else {
        parts.join(", ")
    };
    match files {
        Some(files) => format!("{found} ({files})"),
        None => found,
    }
}

/// A refusal or failure: what, why, which rule, what to do next.
pub fn failure(refusal: &Refusal<'_>, style: &Style) -> String {
    let lang = style.lang;
    let refused = refusal.kind == "refused";
    let word = if refused {
        Text {
            en: "refused",
            fr: "refusé",
        }
    } else {
        Text {
            en: "error",
            fr: "erreur",
        }
    };
    let rule = refusal
        .rule
        .map(|rule| format!("[{rule}]"))
        .unwrap_or_default();
    let head = style.tone(Tone::Bad, &format!("{}{rule}", word.get(lang)));
    let mut out = wrap(
        &format!(
            "{head}{}{}",
            colon(lang),
            escape_controls(&refusal.message.render(lang))
        ),
        style,
        0,
    );
    for diagnostic in refusal.diagnostics {
        let _ = writeln!(out);
        out.push_str(&finding(diagnostic, &Sources::default(), style));
    }
    if let Some(help) = refusal.help {
        out.push_str(&remedy(help, style));
    }
    out
}

/// Wraps prose at the width, never inside a command between backticks or at a no-break space.
pub fn wrap(text: &str, style: &Style, indent: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let lead: String = line
            .chars()
            .take_while(|character| *character == ' ')
            .collect();
        let mut column = lead.chars().count();
        out.push_str(&lead);
        let mut first = true;
        for word in unbroken(line.trim_start_matches(' ')) {
            let length = printed_length(word);
            if !first && column + 1 + length > style.width {
                out.push('\n');
                out.push_str(&" ".repeat(indent));
                column = indent;
            } else if !first {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
            first = false;
        }
        out.push('\n');
    }
    out
}

/// Words, where what stands between backticks is one word.
fn unbroken(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (index, character) in text.char_indices() {
        match character {
            '`' => quoted = !quoted,
            ' ' if !quoted => {
                words.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

fn printed_length(word: &str) -> usize {
    let mut length = 0;
    let mut escape = false;
    for character in word.chars() {
        match character {
            '\u{1b}' => escape = true,
            'm' if escape => escape = false,
            _ if escape => {}
            _ => length += 1,
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_command_between_backticks_is_never_broken() {
        let style = Style {
            lang: Lang::En,
            paint: Paint::Plain,
            width: 20,
        };
        assert_eq!(
            wrap("run `qms revise MO-00391` now please", &style, 2),
            "run\n  `qms revise MO-00391`\n  now please\n"
        );
    }

    #[test]
    fn what_is_good_to_know_does_not_hide_what_is_wrong() {
        let style = Style {
            lang: Lang::En,
            paint: Paint::Plain,
            width: 100,
        };
        const SAID: Text = Text {
            en: "something",
            fr: "quelque chose",
        };
        let one = |severity| Diagnostic {
            rule: "R103",
            severity,
            place: None,
            code: None,
            commit: None,
            message: SAID.into(),
            help: None,
        };
        let mut all: Vec<Diagnostic> = (0..40).map(|_| one(Severity::Info)).collect();
        all.extend((0..40).map(|_| one(Severity::Warning)));
        let sources = Sources::of(&all, |_| None);
        let told = findings(&all, &sources, &Summary::of(&all), &style);
        assert_eq!(told.matches("info[R103]: something").count(), 10);
        assert!(told.contains("info[R103]: 30 more like these"), "{told}");
        assert_eq!(told.matches("warning[R103]").count(), 40);
    }

    #[test]
    fn one_more_information_is_told_in_the_singular() {
        let said = |count, lang| {
            let style = Style {
                lang,
                paint: Paint::Plain,
                width: 100,
            };
            others("R103", count, &style).replace('\u{a0}', " ")
        };
        assert_eq!(
            said(1, Lang::Fr),
            "info[R103] : 1 autre de même nature ; `--format json` la donne"
        );
        assert_eq!(
            said(2, Lang::Fr),
            "info[R103] : 2 autres de même nature ; `--format json` les donne toutes"
        );
        assert_eq!(
            said(1, Lang::En),
            "info[R103]: 1 more like these; `--format json` has it"
        );
    }
}
