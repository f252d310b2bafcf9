//! How wide each column of a table is to be, so that its tallest cell is as low as it can be.

use crate::report::lines;
use crate::report::tables::Table;
use crate::text::Lang;

/// The most lines that a cell may take before columns are no longer easy to read.
const TALLEST: usize = 8;

/// A text that a column must hold, over so many rows.
pub struct Held {
    words: Vec<usize>,
    rows: usize,
}

impl Held {
    /// A text, and how many rows its cell covers.
    pub fn new(text: &str, rows: usize) -> Held {
        Held {
            words: text
                .split(' ')
                .filter(|word| !word.is_empty())
                .map(lines::length)
                .collect(),
            rows,
        }
    }

    fn longest(&self) -> usize {
        self.words.iter().copied().max().unwrap_or(0)
    }

    fn whole(&self) -> usize {
        self.words.iter().sum::<usize>() + self.words.len().saturating_sub(1)
    }

    /// The lines that it takes at a width.
    fn lines(&self, width: usize) -> usize {
        let (mut lines, mut column) = (1, 0);
        for word in &self.words {
            if column > 0 && column + 1 + word > width {
                lines += 1;
                column = *word;
            } else {
                column += word + usize::from(column > 0);
            }
        }
        lines
    }

    /// The narrowest width at which it takes no more than so many lines a row.
    fn least(&self, lines: usize) -> usize {
        let (mut low, mut high) = (self.longest(), self.whole().max(1));
        while low < high {
            let middle = (low + high) / 2;
            if self.lines(middle) <= lines * self.rows {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low.max(1)
    }
}

/// What each column of a table must hold, as `clean` leaves it. A cell over several columns bends to
/// them.
pub fn held(table: &Table, lang: Lang, clean: &dyn Fn(&str) -> String) -> Vec<Vec<Held>> {
    let mut held: Vec<Vec<Held>> = table
        .columns
        .iter()
        .map(|column| vec![Held::new(&clean(&column.label), 1)])
        .collect();
    for (group, first, count) in table.groups() {
        if let Some(group) = group.filter(|_| count == 1) {
            held[first].push(Held::new(&clean(&group.title), 1));
        }
    }
    for section in &table.sections {
        for (index, row) in section.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                if let Some((down, 1)) = section.span(index, column) {
                    held[column].push(Held::new(&clean(&cell.value.shown(lang)), down));
                }
            }
        }
    }
    held
}

/// The widths of columns that share a page, gaps apart; none where they would be too narrow to
/// read.
pub fn widths(columns: &[Vec<Held>], page: usize) -> Option<Vec<usize>> {
    let at = |column: &Vec<Held>, lines: usize| {
        let widths = column.iter().map(|held| held.least(lines));
        widths.max().unwrap_or(1)
    };
    let (mut widths, tallest) = (1..=TALLEST).find_map(|lines| {
        let widths: Vec<usize> = columns.iter().map(|column| at(column, lines)).collect();
        (widths.iter().sum::<usize>() <= page).then_some((widths, lines))
    })?;
    // What is left makes columns lower, one after another, as far as it goes.
    let mut free = page - widths.iter().sum::<usize>();
    for lines in (1..tallest).rev() {
        for (column, width) in columns.iter().zip(&mut widths) {
            let more = at(column, lines).saturating_sub(*width);
            if more <= free {
                *width += more;
                free -= more;
            }
        }
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(texts: &[&str], page: usize) -> Option<Vec<usize>> {
        let columns: Vec<Vec<Held>> = texts.iter().map(|text| vec![Held::new(text, 1)]).collect();
        widths(&columns, page)
    }

    #[test]
    fn columns_share_the_page_so_that_none_is_tall() {
        assert_eq!(fitted(&["un deux trois", "quatre"], 30), Some(vec![13, 6]));
        assert_eq!(fitted(&["un deux trois", "quatre"], 14), Some(vec![7, 6]));
        assert_eq!(fitted(&["un deux trois", "quatre"], 10), None);
    }
}
