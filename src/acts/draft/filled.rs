//! A template that is filled in: its keys set one by one, every other byte kept.

use super::DraftRefusal;
use crate::parse::{edit, front_matter, yaml};

/// A text whose front-matter is being filled.
pub(super) struct Filled {
    text: String,
}

impl Filled {
    /// Starts from a template, or from another text.
    pub(super) fn new(template: &str) -> Filled {
        Filled {
            text: template.to_owned(),
        }
    }

    /// Sets a key, behind another where it is new.
    pub(super) fn set(
        &mut self,
        key: &str,
        value: &str,
        after: Option<&str>,
    ) -> Result<(), DraftRefusal> {
        self.text = edit::set_plain_key(&self.text, key, value, after.unwrap_or(key))
            .map_err(DraftRefusal::Unreadable)?;
        Ok(())
    }

    /// Sets a key that the template may do without, or takes its line out.
    pub(super) fn set_or_drop(
        &mut self,
        key: &str,
        value: Option<&str>,
    ) -> Result<(), DraftRefusal> {
        if let Some(value) = value {
            return self.set(key, &yaml::plain(value), Some("processus"));
        }
        if let Some(pair) = self.front().pair(key) {
            let start = self.text[..pair.key_span.start]
                .rfind('\n')
                .map_or(0, |at| at + 1);
            let end = self.text[pair.value.span.end..]
                .find('\n')
                .map_or(self.text.len(), |at| pair.value.span.end + at + 1);
            self.text.replace_range(start..end, "");
        }
        Ok(())
    }

    /// Sets a key in the place of the comment that shows it, else behind the last of others.
    pub(super) fn show(
        &mut self,
        key: &str,
        value: &str,
        after: &[&str],
    ) -> Result<(), DraftRefusal> {
        self.text =
            edit::put_key(&self.text, key, value, after).map_err(DraftRefusal::Unreadable)?;
        self.drop_example(key);
        Ok(())
    }

    /// Takes out the line of a template that shows a key which is set now.
    pub(super) fn drop_example(&mut self, key: &str) {
        let front = front_matter::split(&self.text).body(self.text.len()).start;
        let example = format!("\n# {key}:");
        if let Some(start) = self.text[..front].find(&example) {
            let end = self.text[start + 1..]
                .find('\n')
                .map_or(self.text.len(), |at| start + 1 + at);
            self.text.replace_range(start..end, "");
        }
    }

    fn front(&self) -> yaml::Node {
        let span = front_matter::split(&self.text).yaml().unwrap_or_default();
        yaml::read(
            &self.text[span.start..span.end],
            span.start,
            &yaml::Limits::default(),
        )
        .0
    }

    /// Puts the values into the body, where the template names them.
    pub(super) fn finish(self, values: &[(&str, &str)]) -> String {
        let body = front_matter::split(&self.text).body(self.text.len());
        let (front, rest) = self.text.split_at(body.start);
        let mut rest = rest.to_owned();
        for (placeholder, value) in values {
            rest = rest.replace(placeholder, value);
        }
        front.to_owned() + &rest
    }
}
