//! Words in the reader's language: two texts side by side, and the values that fill them.

mod typography;

use chrono::NaiveDate;
use std::fmt::Write as _;
use std::str::FromStr;

pub use typography::{date, decimal, escape_controls, number, plural, spaced};

/// The two languages of every message, help page, report and commit subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// French, the language of the users.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// The ISO 639-1 code, as `--lang` and `langue` take it.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }
}

impl FromStr for Lang {
    type Err = ();

    /// Reads `fr`, `en`, or a locale such as `fr_FR.UTF-8`.
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split(['_', '-', '.', '@']).next() {
            Some("fr") => Ok(Lang::Fr),
            Some("en") => Ok(Lang::En),
            _ => Err(()),
        }
    }
}

/// One sentence in both languages, with `{name}` placeholders. Both fields are required: a
/// missing translation does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Text {
    /// The English sentence.
    pub en: &'static str,
    /// The French sentence.
    pub fr: &'static str,
}

impl Text {
    /// The sentence in one language, unfilled.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }

    /// The names between braces, in the order of the language.
    pub fn placeholders(self, lang: Lang) -> Vec<&'static str> {
        self.get(lang)
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
            .collect()
    }

    /// Starts a message from this sentence.
    pub fn with(self, name: &'static str, value: impl Into<Value>) -> Message {
        Message::from(self).with(name, value)
    }
}

/// A value that fills a placeholder; some read differently in each language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// The same in both languages.
    Plain(String),
    /// A word that has its own translation.
    Text(Text),
    /// A whole message inside another.
    Message(Box<Message>),
    /// A civil day.
    Date(NaiveDate),
    /// A count.
    Number(i64),
    /// Items joined by commas.
    List(Vec<String>),
    /// Items of which one will do: `a, b or c`.
    Either(Vec<String>),
}

impl Value {
    fn render(&self, lang: Lang) -> String {
        match self {
            Value::Plain(text) => text.clone(),
            Value::Text(text) => text.get(lang).to_owned(),
            Value::Message(message) => message.render(lang),
            Value::Date(day) => date(*day, lang),
            Value::Number(count) => number(*count, lang),
            Value::List(items) => items.join(", "),
            Value::Either(items) => either(items, lang),
        }
    }
}

/// `a, b or c`.
fn either(items: &[String], lang: Lang) -> String {
    const OR: Text = Text {
        en: " or ",
        fr: " ou ",
    };
    match items.split_last() {
        Some((last, first)) if !first.is_empty() => {
            format!("{}{}{last}", first.join(", "), OR.get(lang))
        }
        _ => items.join(", "),
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Plain(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Plain(text)
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Value::Plain(text.clone())
    }
}
impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Value::Text(text)
    }
}
impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Value::Message(Box::new(message))
    }
}
impl From<NaiveDate> for Value {
    fn from(day: NaiveDate) -> Self {
        Value::Date(day)
    }
}
impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Value::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}
impl From<i64> for Value {
    fn from(count: i64) -> Self {
        Value::Number(count)
    }
}
impl From<Vec<String>> for Value {
    fn from(items: Vec<String>) -> Self {
        Value::List(items)
    }
}

/// A sentence with its values, worded only when the reader's language is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Message {
    /// The sentence.
    pub text: Text,
    values: Vec<(&'static str, Value)>,
}

impl From<Text> for Message {
    fn from(text: Text) -> Self {
        Message {
            text,
            values: Vec::new(),
        }
    }
}

impl Message {
    /// Adds the value of one placeholder. A value that the sentence does not use is kept silently:
    /// rules give the same values to their message and to their help line.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// The values given so far, to fill a second sentence with.
    #[must_use]
    pub fn reworded(&self, text: Text) -> Self {
        Message {
            text,
            values: self.values.clone(),
        }
    }

    /// The sentence in one language. A placeholder without a value is a defect of the caller; it
    /// stays visible between its braces, and the tests of every rule look for it.
    pub fn render(&self, lang: Lang) -> String {
        let mut out = String::new();
        let mut rest = self.text.get(lang);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            match self.values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => out.push_str(&value.render(lang)),
                None => {
                    // Writing to a String cannot fail.
                    let _ = write!(out, "{{{name}}}");
                }
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}
