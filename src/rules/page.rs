//! The page of a rule: prose under fixed headings, and example files that are run as tests.

/// A rule's page in one language, as Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The whole page; the first line says what the rule asks.
    pub markdown: String,
}

/// One file of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The heading that it stands under.
    pub heading: String,
    /// Path from the root of the repository.
    pub path: String,
    /// Its content.
    pub text: String,
}

impl Page {
    /// The `//!` head of a source file.
    pub fn from_source(source: &str) -> Page {
        let lines: Vec<&str> = source
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .map(|line| {
                line.strip_prefix("//! ")
                    .unwrap_or_else(|| line.trim_start_matches("//!"))
            })
            .collect();
        Page {
            markdown: lines.join("\n") + "\n",
        }
    }

    /// A Markdown file.
    pub fn from_markdown(text: &str) -> Page {
        Page {
            markdown: text.to_owned(),
        }
    }

    /// What the rule asks, in one sentence: the first paragraph.
    pub fn summary(&self) -> String {
        let lines: Vec<&str> = self
            .markdown
            .lines()
            .skip_while(|line| line.is_empty())
            .take_while(|line| !line.is_empty())
            .collect();
        lines.join(" ")
    }

    /// The headings of the page, `## ` dropped.
    pub fn headings(&self) -> Vec<&str> {
        // A `## ` line inside an example is the example's.
        let mut open = false;
        let outside = self.markdown.lines().filter(|line| {
            open ^= line.starts_with("```");
            !open
        });
        outside
            .filter_map(|line| line.strip_prefix("## "))
            .collect()
    }

    /// The files of its examples: fenced blocks opened as ```` ```md PATH ````.
    pub fn examples(&self) -> Vec<Example> {
        let mut examples: Vec<Example> = Vec::new();
        let mut heading = String::new();
        let mut open = false;
        for line in self.markdown.lines() {
            if open {
                if line == "```" {
                    open = false;
                } else if let Some(example) = examples.last_mut() {
                    example.text.push_str(line);
                    example.text.push('\n');
                }
            } else if let Some(info) = line.strip_prefix("```") {
                if let Some((_, path)) = info.split_once(' ') {
                    examples.push(Example {
                        heading: heading.clone(),
                        path: path.to_owned(),
                        text: String::new(),
                    });
                    open = true;
                }
            } else if let Some(title) = line.strip_prefix("## ") {
                heading = title.to_owned();
            }
        }
        examples
    }
}
