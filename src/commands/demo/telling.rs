//! How a command line and its output are told: quoted, broken where it is long, shortened on demand.

use crate::text::{Lang, Text};

/// How wide a command line is told before it goes on the next line.
const WIDTH: usize = 96;

/// A word as it is typed in a shell.
pub fn quoted(word: &str) -> String {
    if word.contains([' ', '\'', '«']) {
        format!("\"{word}\"")
    } else {
        word.to_owned()
    }
}

/// A command line, broken where it is long: `\` ends a line that goes on. What stands between
/// quotes stays whole, and an option stays with its value.
pub fn broken(line: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for part in parts(line) {
        let length = part.chars().count();
        if width > 0 && width + length >= WIDTH {
            out.push_str(" \\\n     ");
            width = 5;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(&part);
        width += length;
    }
    out
}

/// What is not torn: a word, what stands between quotes, an option with its value.
fn parts(line: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut open = false;
    for word in line.split(' ') {
        let option = parts
            .last()
            .is_some_and(|last| last.starts_with('-') && !last.contains(' '));
        match parts.last_mut() {
            Some(last) if open || (option && !word.starts_with('-')) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => parts.push(word.to_owned()),
        }
        open ^= word.matches('"').count() % 2 == 1;
    }
    parts
}

/// The first lines of an output, and how many more there are.
pub fn first(output: &str, lines: usize, lang: Lang) -> Vec<String> {
    const MORE: Text = Text {
        en: "… and {count} more lines",
        fr: "… et {count} autres lignes",
    };
    let all: Vec<&str> = output.lines().collect();
    let mut told: Vec<String> = all.iter().take(lines).map(ToString::to_string).collect();
    if let Some(count) = all.len().checked_sub(lines).filter(|count| *count > 0) {
        told.push(MORE.with("count", count.to_string()).render(lang));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_command_line_goes_on_the_next_line_and_no_quoted_word_is_torn() {
        let line = format!("qms close {}", "CR-2025-001 ".repeat(20));
        let told = broken(line.trim());
        assert!(told.lines().count() > 2, "{told}");
        assert!(told.lines().all(|line| line.chars().count() <= WIDTH + 2));
        assert_eq!(told.replace(" \\\n     ", " "), line.trim());
        let reason = format!("--reason \"{}\"", "mot ".repeat(40));
        let told = broken(&format!("qms hold AD-2022-001 {reason}"));
        assert_eq!(told, format!("qms hold AD-2022-001 \\\n     {reason}"));
    }

    #[test]
    fn what_is_left_out_of_an_output_is_counted() {
        assert_eq!(first("a\nb\n", 2, Lang::Fr), ["a", "b"]);
        assert_eq!(
            first("a\nb\nc\n", 1, Lang::Fr),
            ["a", "… et 2 autres lignes"]
        );
    }
}
