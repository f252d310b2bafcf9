//! A version of a document as one page that stands alone; only this file names comrak.

use super::cartouche::{actor_name, decisions};
use super::document::DocumentLine;
use crate::corpus::{Corpus, Version};
use crate::model::document::Status;
use crate::parse::images::resolve;
use crate::text::{Lang, Text, date};
use chrono::NaiveDate;
use comrak::nodes::NodeValue;
use comrak::{Arena, Options, format_html, parse_document};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// What the page shows.
pub struct Page<'p> {
    /// Where names of actors and roles stand.
    pub corpus: &'p Corpus,
    /// The version.
    pub version: &'p Version<'p>,
    /// What a list says of it.
    pub line: &'p DocumentLine,
    /// The day from which it is seen.
    pub day: NaiveDate,
    /// Its body, in Markdown.
    pub body: &'p str,
    /// The reader's language.
    pub lang: Lang,
}

const CSS: &str = include_str!("html.css");

/// The whole page: no script, nothing fetched from elsewhere, images inside. `image` gives the
/// bytes of a file of the tree.
pub fn standalone(page: &Page<'_>, image: &dyn Fn(&str) -> Option<Vec<u8>>) -> String {
    let lang = page.lang;
    let language = lang.code();
    let title = escape(&format!("{} — {}", page.line.code, page.line.title));
    let policy = style_policy(CSS);
    let body = rendered(page.body, &page.version.file.path, image);
    let banner = banner(page.line.status, lang);
    const UNCONTROLLED: Text = Text {
        en: "Printed copy: not controlled. The version in force is in the document repository.",
        fr: "Copie imprimée non maîtrisée. La version en vigueur est dans le dépôt documentaire.",
    };
    let footer = format!(
        "{} · {} · {}",
        escape(&page.line.code),
        escape(&page.corpus.policy().organisation),
        UNCONTROLLED.get(lang)
    );
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<header>\n{banner}<h1>{}</h1>\n{}</header>\n<main>\n{body}</main>\n<footer>{footer}</footer>\n</body>\n</html>\n",
        escape(&page.line.title),
        cover(page)
    )
}

/// What a page that stands alone may load: one style, by its digest, and images inside it.
pub fn style_policy(css: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(css))
    )
}

/// What a version that is not in force says across its head.
fn banner(status: Status, lang: Lang) -> String {
    let (text, class) = match status {
        Status::Effective => return String::new(),
        Status::Draft | Status::Approved => (
            Text {
                en: "DRAFT",
                fr: "PROJET",
            },
            "banner draft",
        ),
        Status::Upcoming => (
            Text {
                en: "NOT YET IN FORCE",
                fr: "À PARAÎTRE",
            },
            "banner draft",
        ),
        Status::Superseded => (
            Text {
                en: "SUPERSEDED",
                fr: "PÉRIMÉ",
            },
            "banner",
        ),
        Status::Withdrawn => (
            Text {
                en: "WITHDRAWN",
                fr: "RETIRÉ",
            },
            "banner",
        ),
    };
    format!("<p class=\"{class}\">{}</p>\n", text.get(lang))
}

fn cover(page: &Page<'_>) -> String {
    let (lang, document) = (page.lang, page.version.document);
    let day = |value: Option<NaiveDate>| value.map(|day| date(day, lang)).unwrap_or_default();
    let authors = document
        .authors
        .iter()
        .map(|author| actor_name(page.corpus, &author.value))
        .collect::<Vec<_>>()
        .join(", ");
    let rows = [
        (
            Text {
                en: "Code",
                fr: "Code",
            },
            page.line.code.clone(),
        ),
        (
            Text {
                en: "Version",
                fr: "Version",
            },
            page.line.version.to_string(),
        ),
        (
            Text {
                en: "Status",
                fr: "Statut",
            },
            page.line.status.label().get(lang).to_owned(),
        ),
        (
            Text {
                en: "Process",
                fr: "Processus",
            },
            page.line.process.clone(),
        ),
        (
            Text {
                en: "Purpose",
                fr: "Objet",
            },
            document.purpose.value.clone(),
        ),
        (
            Text {
                en: "Written by",
                fr: "Rédigé par",
            },
            authors,
        ),
        (
            Text {
                en: "Approved by (A)",
                fr: "Approuvé par (A)",
            },
            decisions(
                page.corpus,
                page.version,
                &document.approvals,
                page.day,
                lang,
            )
            .join("\n"),
        ),
        (
            Text {
                en: "Validated by (V)",
                fr: "Validé par (V)",
            },
            decisions(
                page.corpus,
                page.version,
                &document.validations,
                page.day,
                lang,
            )
            .join("\n"),
        ),
        (
            Text {
                en: "In force from",
                fr: "Date d'application",
            },
            day(page.line.effective_from),
        ),
        (
            Text {
                en: "Next review",
                fr: "Prochaine revue",
            },
            day(page.line.review_due),
        ),
        (
            Text {
                en: "Supersedes",
                fr: "Remplace",
            },
            document
                .supersedes
                .as_ref()
                .map(|code| code.value.clone())
                .unwrap_or_default(),
        ),
        (
            Text {
                en: "Reason of the revision",
                fr: "Motif de la révision",
            },
            document
                .change_reason
                .as_ref()
                .map(|reason| reason.value.clone())
                .unwrap_or_default(),
        ),
        (
            Text {
                en: "Superseded by",
                fr: "Remplacé par",
            },
            page.line.superseded_by.clone().unwrap_or_default(),
        ),
        (
            Text {
                en: "Classification",
                fr: "Classification",
            },
            document.classification.clone().unwrap_or_default(),
        ),
    ];
    let mut out = String::from("<dl>\n");
    for (label, value) in rows.iter().filter(|(_, value)| !value.trim().is_empty()) {
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "<dt>{}</dt><dd>{}</dd>",
            label.get(lang),
            escape(value).replace('\n', "<br>")
        );
    }
    out.push_str("</dl>\n");
    out
}

/// The body as HTML: what it says in HTML is left out, a code is no link on a page that stands
/// alone, an image of the repository is put inside.
fn rendered(body: &str, path: &str, image: &dyn Fn(&str) -> Option<Vec<u8>>) -> String {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.extension.tasklist = true;
    options.extension.wikilinks_title_after_pipe = true;
    let arena = Arena::new();
    let root = parse_document(&arena, body, &options);
    for node in root.descendants().collect::<Vec<_>>() {
        let mut data = node.data.borrow_mut();
        match &mut data.value {
            NodeValue::Image(link) => {
                link.url = resolve(path, &link.url)
                    .ok()
                    .and_then(|path| data_url(&path, image))
                    .unwrap_or_default()
            }
            NodeValue::Link(link) if leads_out(&link.url) => {}
            NodeValue::Link(_) | NodeValue::WikiLink(_) => {
                drop(data);
                for child in node.children().collect::<Vec<_>>() {
                    node.insert_before(child);
                }
                node.detach();
            }
            _ => {}
        }
    }
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = format_html(root, &options, &mut out);
    out
}

fn leads_out(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    ["https://", "http://", "mailto:", "#"]
        .iter()
        .any(|start| url.starts_with(start))
}

/// The largest image that is put inside a page, in bytes.
const IMAGE_LIMIT: usize = 8 << 20;

fn data_url(path: &str, image: &dyn Fn(&str) -> Option<Vec<u8>>) -> Option<String> {
    let extension = path.rsplit_once('.')?.1.to_ascii_lowercase();
    let kind = match extension.as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        _ => return None,
    };
    let bytes = image(path).filter(|bytes| bytes.len() <= IMAGE_LIMIT)?;
    Some(format!("data:{kind};base64,{}", base64(&bytes)))
}

/// A text as HTML, safe in attributes as well.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS[(group >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() {
                char::from(digit)
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn html_of_a_body_and_links_to_nowhere_do_not_reach_the_page() {
        let body = "Avant <script>x</script> [a](javascript:x) [b](MO-1) [[PR-01|c]] [d](https://e.example) ![i](x.png) ![j](../../../y.png)";
        let out = rendered(body, "documents/PR/PR-01-V1.md", &|path| {
            (path == "documents/PR/x.png").then(|| b"foo".to_vec())
        });
        assert!(!out.contains("<script"), "{out}");
        assert!(!out.contains("javascript"), "{out}");
        assert!(
            out.contains("b c <a href=\"https://e.example\">d</a>"),
            "{out}"
        );
        assert!(out.contains("src=\"data:image/png;base64,Zm9v\""), "{out}");
        assert!(!out.contains("y.png"), "{out}");
    }
}
