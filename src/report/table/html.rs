//! A table as one page that stands alone, and prints on A4 landscape with its head on every sheet.

use super::drawing::drawing;
use super::{Edition, NO_ROW};
use crate::report::html::{escape, style_policy};
use crate::report::tables::{Cell, Section, Table, Value};
use crate::text::{Lang, Text};

const CSS: &str = include_str!("html.css");

/// The whole page: no script, nothing fetched from elsewhere.
pub fn html(table: &Table, edition: &Edition) -> String {
    const UNCONTROLLED: Text = Text {
        en: "Printed copy: not controlled.",
        fr: "Copie imprimée non maîtrisée.",
    };
    let language = edition.lang.code();
    let title = escape(&table.title);
    let policy = style_policy(CSS);
    let head: String = edition
        .lines()
        .iter()
        .map(|line| format!("<span>{}</span>", escape(line)))
        .collect();
    let subtitle = paragraphs(&table.subtitle);
    let sections: String = table
        .sections
        .iter()
        .map(|section| body(table, section, edition.lang))
        .collect();
    let notes = paragraphs(&table.notes);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<p class=\"head\">{head}</p>\n{subtitle}</header>\n<main>\n<table>\n{}{sections}</table>\n</main>\n<footer>\n{notes}<p>{}</p>\n</footer>\n</body>\n</html>\n",
        titles(table, edition),
        UNCONTROLLED.get(edition.lang)
    )
}

fn paragraphs(lines: &[String]) -> String {
    let paragraphs = lines
        .iter()
        .map(|line| format!("<p>{}</p>\n", escape(line)));
    paragraphs.collect()
}

/// The head of the table, which a printer repeats: what the page is, groups, columns.
fn titles(table: &Table, edition: &Edition) -> String {
    let count = table.columns.len();
    let running = format!("{} — {}", table.title, edition.lines().join(" · "));
    let mut out = format!(
        "<thead>\n<tr class=\"running\" aria-hidden=\"true\"><td colspan=\"{count}\">{}</td></tr>\n",
        escape(&running)
    );
    let mut groups = String::new();
    let mut columns = String::new();
    for (group, first, count) in table.groups() {
        let own = &table.columns[first..first + count];
        // A column that no group is over, or that has no title below it, has one cell for both.
        let whole = |label: &str| {
            let down = if table.has_groups() {
                " rowspan=\"2\""
            } else {
                ""
            };
            format!("<th scope=\"col\"{down}>{}</th>", escape(label))
        };
        match group {
            None => groups.extend(own.iter().map(|column| whole(&column.label))),
            Some(group) if own.iter().all(|column| column.label.is_empty()) => {
                groups.push_str(&whole(&group.title))
            }
            Some(group) => {
                groups.push_str(&format!(
                    "<th scope=\"colgroup\" colspan=\"{count}\">{}</th>",
                    escape(&group.title)
                ));
                columns.extend(
                    own.iter()
                        .map(|column| format!("<th scope=\"col\">{}</th>", escape(&column.label))),
                );
            }
        }
    }
    out.push_str(&format!("<tr>{groups}</tr>\n"));
    if table.has_groups() {
        out.push_str(&format!("<tr>{columns}</tr>\n"));
    }
    out.push_str("</thead>\n");
    out
}

fn body(table: &Table, section: &Section, lang: Lang) -> String {
    let count = table.columns.len();
    let mut out = String::from("<tbody>\n");
    if let Some(title) = &section.title {
        out.push_str(&format!(
            "<tr><th scope=\"rowgroup\" colspan=\"{count}\">{}</th></tr>\n",
            escape(title)
        ));
    }
    if section.rows.is_empty() {
        out.push_str(&format!(
            "<tr><td class=\"none\" colspan=\"{count}\">{}</td></tr>\n",
            NO_ROW.get(lang)
        ));
    }
    for (index, row) in section.rows.iter().enumerate() {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            if let Some(span) = section.span(index, column) {
                out.push_str(&data(cell, span, lang));
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n");
    out
}

fn data(cell: &Cell, (down, right): (usize, usize), lang: Lang) -> String {
    let class = match cell.value {
        Value::Text(_) => "",
        Value::Date(_) => " class=\"day\"",
        Value::Number { .. } => " class=\"number\"",
        Value::Series(_) => " class=\"series\"",
    };
    let over = |name: &str, count: usize| match count {
        1 => String::new(),
        count => format!(" {name}=\"{count}\""),
    };
    let text = match &cell.value {
        Value::Series(series) => drawing(series, lang),
        value => escape(&value.shown(lang)).replace('\n', "<br>"),
    };
    format!(
        "<td{class}{}{}>{text}</td>",
        over("rowspan", down),
        over("colspan", right)
    )
}
