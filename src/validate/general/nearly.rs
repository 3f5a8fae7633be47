//! G006: cells that are nearly numbers in columns of numbers.

use std::collections::HashSet;

use super::grid::{Grid, figure, is_nothing};
use super::tables;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::{Message, Text};
use crate::model::report::Report;
use crate::model::text;

/// G006: a cell that is nearly a number.
pub static NEARLY_A_NUMBER: Rule = Rule {
    code: "G006",
    name: "nearly-a-number",
    severity: Severity::Warning,
    title: Text::new("像是数，又不是数", "a cell is nearly a number"),
    ground: Text::new(
        "文件自身：同一列的其他格都是数",
        "the document itself: the other cells of the column are numbers",
    ),
    page: include_str!("../../../docs/rules/G006.md"),
};

/// Fewest numbers of a column of numbers, and how many of its cells have to be numbers.
const FEWEST_NUMBERS: usize = 3;
const FEWEST_IN_TEN: usize = 7;

pub fn check(report: &Report, findings: &mut Vec<Finding>) {
    for grid in tables(report).filter_map(Grid::of) {
        let columns = grid.turned();
        for column in 0..columns.len() {
            check_column(&columns, column, findings);
        }
    }
}

fn check_column(columns: &Grid<'_>, column: usize, findings: &mut Vec<Finding>) {
    let cells: Vec<_> =
        columns.line(column).flatten().filter(|spot| spot.is_start).map(|spot| spot.cell).collect();
    let Some(first) = cells.iter().position(|cell| figure(&cell.text).is_some()) else { return };
    let (heads, rest) = cells.split_at(first);
    let mut doubtful: Vec<_> = rest.iter().filter(|cell| nearly(&cell.text)).collect();
    if !doubtful.is_empty() {
        // `1.2.3` below `1.2` is the number of a part.
        let texts: HashSet<&str> = rest.iter().map(|cell| cell.text.trim()).collect();
        doubtful.retain(|cell| {
            let above = cell.text.trim().rsplit_once('.').map(|(above, _)| above);
            !above.is_some_and(|above| above.contains('.') && texts.contains(above))
        });
    }
    if doubtful.is_empty() || heads.iter().any(|head| counts_nothing(&head.text)) {
        return;
    }
    let numbers = rest.iter().filter(|cell| figure(&cell.text).is_some()).count();
    let filled = rest.iter().filter(|cell| !is_nothing(&cell.text)).count();
    if numbers < FEWEST_NUMBERS || numbers * 10 < filled * FEWEST_IN_TEN {
        return;
    }
    for cell in doubtful {
        let words = &cell.text;
        let message = Message::new(
            format!("“{words}”不是数，同一列的其他格都是数，请核对"),
            format!("'{words}' is no number, while the other cells of its column are; check it"),
        );
        findings
            .push(Finding::new(&NEARLY_A_NUMBER, message, cell.place.clone()).with_passage(words.clone()));
    }
}

/// Whether the column holds codes, dates or the like, whose letters and points are meant.
fn counts_nothing(head: &str) -> bool {
    const WORDS: [&str; 17] = [
        "编号", "代码", "序号", "型号", "规格", "版本", "日期", "时间", "章节", "条款", "电话", "证", "号码",
        "地址", "账号", "文号", "批号",
    ];
    let head = text::fold(head);
    WORDS.iter().any(|word| head.contains(word))
}

/// Whether a text differs from a number only by a slip: letters that look like figures, two points, digits
/// between commas that are no threes.
fn nearly(shown: &str) -> bool {
    let narrow = text::narrow(shown.trim());
    let unsigned = narrow.strip_prefix(['-', '+']).unwrap_or(&narrow);
    let is_like_figure = |c: char| matches!(c, 'l' | 'I' | 'O' | 'o');
    let is_part = |c: char| c.is_ascii_digit() || is_like_figure(c) || matches!(c, '.' | ',');
    let digits = unsigned.chars().filter(char::is_ascii_digit).count();
    let letters = unsigned.chars().filter(|c| is_like_figure(*c)).count();
    unsigned.chars().all(is_part)
        && digits > 0
        && unsigned.starts_with(|c: char| c.is_ascii_digit() || is_like_figure(c))
        && (letters > 0 && letters <= digits.max(1)
            || figure(unsigned).is_none() && unsigned.contains(['.', ',']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_nearly_numbers() {
        for text in ["l2", "1O3", "12.3.4", "1,23", "1,2345", "O.5", "12..5", "1，23", "1.234,5"] {
            assert!(nearly(text), "{text}");
        }
        for text in
            ["12", "1,234", "0.5", "持平", "≤0.5", "0.025L", "20%", "O", "IO", "-", "1-2", "A1", "3/5", "007"]
        {
            assert!(!nearly(text), "{text}");
        }
    }
}
