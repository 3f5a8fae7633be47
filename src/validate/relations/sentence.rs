//! A relation that does not hold, in words: `县本级行：许可 5 + 不予许可 3 = 8，应当不大于受理 6，多出 2`.

use super::Broken;
use super::evaluate::{Compared, Part, Side};
use crate::model::address::Address;
use crate::model::form::relation::{Comparator, Line};
use crate::model::form::{Layout, RowForm};
use crate::model::language::Language;

/// Parts that a message lists; of more only the sum is given.
const FEW: usize = 6;

impl Broken<'_> {
    pub(super) fn sentence(&self, language: Language) -> String {
        let claim = &self.claim;
        let (left, right) = (self.side(&claim.left, language), self.side(&claim.right, language));
        let word = claim.comparator.word();
        let gap = gap(claim, language);
        let line = self.line_name(language);
        let condition = self.condition.as_ref().map(|held| self.condition_in_words(held, language));
        let condition = condition.unwrap_or_default();
        match language {
            Language::Zh => format!("{line}{condition}{left}，应当{}{}{gap}", word.zh, spaced(&right)),
            Language::En => format!("{line}{condition}{left} must {} {right}{gap}", word.en),
        }
    }

    /// What holds, so that the claim must hold.
    fn condition_in_words(&self, held: &Compared, language: Language) -> String {
        let (left, right) = (self.side(&held.left, language), self.side(&held.right, language));
        match language {
            Language::Zh => format!("{left} {}{}，这时", held.comparator.word().zh, spaced(&right)),
            Language::En => format!("since {left} {} {right}, ", held.comparator.sign()),
        }
    }

    /// `许可 5 + 不予许可 3 = 8`, `合计 12`, `0`.
    fn side(&self, side: &Side, language: Language) -> String {
        match side.parts.as_slice() {
            [only] if only.cell.is_none() => return side.total.to_string(),
            [only] if !only.is_subtracted => return self.part(only, language),
            _ => {}
        }
        let mut shown: Vec<&Part> = side.parts.iter().collect();
        if shown.len() > FEW {
            shown.retain(|part| !part.figure.is_zero());
        }
        let total = side.total;
        if shown.len() > FEW || shown.is_empty() {
            return match language {
                Language::Zh => format!("各项之和 {total}"),
                Language::En => format!("sum of the parts {total}"),
            };
        }
        let mut text = String::new();
        for part in shown {
            match (text.is_empty(), part.is_subtracted) {
                (true, false) => {}
                (true, true) => text.push('-'),
                (false, false) => text.push_str(" + "),
                (false, true) => text.push_str(" - "),
            }
            text.push_str(&self.part(part, language));
        }
        format!("{text} = {total}")
    }

    /// A figure with its name.
    fn part(&self, part: &Part, language: Language) -> String {
        let Some(address) = part.cell else { return part.figure.to_string() };
        let name = self.name(address, language);
        let name = match (part.is_previous, language) {
            (false, _) => name,
            (true, Language::Zh) => format!("上年{name}"),
            (true, Language::En) => format!("{name} of the year before"),
        };
        match (part.is_blank, language) {
            (false, _) => format!("{name} {}", part.figure.normalize()),
            (true, Language::Zh) => format!("{name}（空）"),
            (true, Language::En) => format!("{name} (blank)"),
        }
    }

    /// What the row or column in which the relation is evaluated does not say of a cell.
    fn name(&self, address: Address, language: Language) -> String {
        if address.table != self.table.key || self.line == Line::Cell && self.is_across_tables() {
            return self.reports.report.label(address, language);
        }
        let Some((block, row)) = self.table.row(address.row) else { return address.to_string() };
        let row_name = self.row_name(row, language);
        let column = block.column(address.column).map(|column| block.column_label(column, language));
        let column = column.unwrap_or_default();
        match self.line {
            Line::Row(key) if key == address.row => column,
            Line::Column(key) if key == address.column => row_name,
            _ if self.table.layout == Layout::List => row_name,
            Line::Row(_) | Line::Column(_) | Line::Cell if row_name.is_empty() => column,
            Line::Row(_) | Line::Column(_) | Line::Cell => format!("{row_name} · {column}"),
        }
    }

    fn row_name(&self, row: &RowForm, language: Language) -> String {
        self.reports.report.row_label(self.table, row, language)
    }

    fn is_across_tables(&self) -> bool {
        self.claim.cells().any(|address| address.table != self.table.key)
    }

    /// The row or column in which the relation is evaluated, if there are several.
    fn line_name(&self, language: Language) -> String {
        let (name, zh, en) = match self.line {
            Line::Row(key) if self.table.rows().nth(1).is_some() => {
                let row = self.table.row(key).map(|(_, row)| self.row_name(row, language));
                if self.table.has_records() { (row, "", "") } else { (row, "行", "row ") }
            }
            Line::Column(key) => {
                let blocks = || self.table.blocks.iter();
                let is_only = blocks().flat_map(|block| block.columns).nth(1).is_none();
                let mut found = blocks().filter_map(|block| Some((block, block.column(key)?)));
                let found = found.next().filter(|_| !is_only);
                (found.map(|(block, column)| block.column_label(column, language)), "列", "column ")
            }
            Line::Row(_) | Line::Cell => (None, "", ""),
        };
        match (name, language) {
            (None, _) => String::new(),
            (Some(name), Language::Zh) => format!("{name}{zh}："),
            (Some(name), Language::En) => format!("{en}{name}: "),
        }
    }
}

/// With a space before a number.
fn spaced(text: &str) -> String {
    if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        format!(" {text}")
    } else {
        text.to_owned()
    }
}

/// By how much the claim fails; beside a number of the form that is plain.
fn gap(claim: &Compared, language: Language) -> String {
    let gap = claim.gap();
    if matches!(claim.right.parts.as_slice(), [only] if only.cell.is_none()) {
        return String::new();
    }
    let (zh, en) = match claim.comparator {
        Comparator::NotEqual => return String::new(),
        Comparator::Less | Comparator::More if gap.is_zero() => {
            return match language {
                Language::Zh => "，两数相等".to_owned(),
                Language::En => ", but they are equal".to_owned(),
            };
        }
        Comparator::Equal => ("相差", "difference"),
        Comparator::AtMost | Comparator::Less => ("多出", "exceeded by"),
        Comparator::AtLeast | Comparator::More => ("少了", "short by"),
    };
    match language {
        Language::Zh => format!("，{zh} {gap}"),
        Language::En => format!(", {en} {gap}"),
    }
}
