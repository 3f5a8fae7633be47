//! What a header has beside its columns: labels of groups, which distinguish columns of one label, and columns
//! and rows that only number the others (行次, 栏次).

use super::reader::GridRow;
use crate::model::text;

/// The groups and numbers of a header.
#[derive(Clone, Debug, Default)]
pub struct HeaderGroups {
    /// Labels by their words, with the first grid column and the one after the last.
    groups: Vec<(usize, usize, String)>,
    /// Grid columns with the numbers, codes or units of the rows.
    row_numbers: Vec<usize>,
}

impl HeaderGroups {
    /// Adds the label of a group over these grid columns.
    pub fn add(&mut self, start: usize, end: usize, words: String) {
        self.groups.push((start, end, words));
    }

    /// Adds a grid column with the numbers of the rows.
    pub fn add_row_numbers(&mut self, column: usize) {
        self.row_numbers.push(column);
    }

    /// Whether this grid column has the numbers of the rows.
    pub fn has_row_numbers(&self, column: usize) -> bool {
        self.row_numbers.contains(&column)
    }

    /// Which of several columns of one label is at this grid column: the only one in a group that is above it; where
    /// the form has no groups over them, the next after the column `before` in the order of the form.
    pub fn namesake(
        &self,
        namesakes: &[(usize, Vec<String>)],
        column: usize,
        before: Option<usize>,
    ) -> Option<usize> {
        let above = |words: &String| {
            let mut groups = self.groups.iter();
            groups.any(|(start, end, group)| group == words && (*start..*end).contains(&column))
        };
        let mut grouped = namesakes.iter().filter(|(_, path)| path.iter().any(above));
        if let (Some((index, _)), None) = (grouped.next(), grouped.next()) {
            return Some(*index);
        }
        if namesakes.iter().any(|(_, path)| !path.is_empty()) {
            return None; // the order alone does not say which it is
        }
        let is_next = |(index, _): &&(usize, Vec<String>)| before.is_none_or(|before| *index > before);
        namesakes.iter().find(is_next).or_else(|| namesakes.first()).map(|(index, _)| *index)
    }
}

/// The head of a column with the numbers, codes or units of the rows, which are the form's and no figures.
pub(super) fn is_head_of_row_numbers(text: &str) -> bool {
    const HEADS: [&str; 9] = ["行次", "行号", "序号", "编号", "代码", "指标代码", "代号", "计量单位", "栏次"];
    HEADS.contains(&&*text::fold(text))
}

/// Whether a row is that of the column numbers below a header: `甲 1 2 3`.
pub(super) fn is_column_numbers(row: GridRow<'_>) -> bool {
    const HEADS: [&str; 7] = ["甲", "乙", "丙", "丁", "栏次", "列次", "栏号"];
    let filled =
        || row.iter().map(|(_, cell)| text::fold(&cell.text).into_owned()).filter(|text| !text.is_empty());
    let heads = filled().take_while(|text| HEADS.contains(&text.as_str())).count();
    let numbers = || filled().skip(heads).map(|text| text.trim_matches(['(', ')']).parse::<usize>().ok());
    let counts_on = |(at, number): (usize, Option<usize>)| number == Some(at + 1);
    heads > 0 && numbers().count() > 0 && numbers().enumerate().all(counts_on)
}
