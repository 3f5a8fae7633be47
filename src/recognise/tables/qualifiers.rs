//! What the label of a group says of all its rows: `（三）不予公开（2023年）`, `三、上年办理结果`.

use crate::model::form::RowForm;
use crate::model::text;

use super::labels::{Labels, words};
use super::reader::{GridRow, SplitRow, TableReader};
use super::remainder::{self, Marker, statement};
use super::row_matcher::MatchedRow;
use super::row_values::row_source;
use super::value_text::is_figure;

/// Fewest characters that the label of a group keeps after another beginning.
const FEWEST_KEPT: usize = 4;

/// The rows of a group, and what its label has beyond the form's.
#[derive(Clone, Debug)]
pub struct Qualifier {
    rows: Rows,
    pub label: String,
    /// The figures are of another period or body.
    pub is_other: bool,
}

/// The rows of a group.
#[derive(Clone, Debug)]
enum Rows {
    /// Those with these words in the labels of their groups.
    Of(String),
    /// Those with a number under this one.
    Under(&'static str),
}

impl Qualifier {
    /// The qualifier of the rows under a heading of a list.
    pub fn under(heading: &'static str, label: &str, is_other: bool) -> Self {
        Self { rows: Rows::Under(heading), label: label.to_owned(), is_other }
    }

    /// Whether a row is one of the group.
    pub fn is_of(&self, row: &RowForm) -> bool {
        match &self.rows {
            Rows::Of(group) => row.path.iter().any(|label| *words(label) == **group),
            Rows::Under(heading) => row.key.strip_prefix(heading).is_some_and(|rest| rest.starts_with('.')),
        }
    }
}

impl TableReader {
    /// Keeps a row whose group is of another period or body; returns whether it is.
    pub(super) fn keep_qualified(&mut self, matched: &MatchedRow, row: &SplitRow<'_>) -> bool {
        let Some(qualifier) = self.matcher.qualifier(matched.form).filter(|qualifier| qualifier.is_other)
        else {
            return false;
        };
        self.builder.leave_out_group_row(matched.form.key, &qualifier.label, &row_source(row));
        true
    }

    /// Keeps a row whose label has words in a cell beside it that make it another: 下属单位|行政许可. Returns whether
    /// it is one.
    pub(super) fn keep_under_words_beside(&mut self, matched: &MatchedRow, row: &SplitRow<'_>) -> bool {
        let merged = self.words_beside.take().filter(|(_, rows)| *rows > 0);
        let found = self.words_before(row.labels).or_else(|| {
            let (words, rows) = merged?;
            Some((words, rows - 1))
        });
        let Some((words, _)) = &found else { return false };
        self.builder.leave_out_group_row(matched.form.key, words, &row_source(row));
        self.words_beside = found;
        true
    }

    /// The words before the label of a row that decide what its figures are, and how many more rows they are merged
    /// over.
    fn words_before(&self, labels: GridRow<'_>) -> Option<(String, u32)> {
        let mut filled = labels.iter().filter(|(_, cell)| !cell.is_blank()).rev();
        let (_, label) = filled.next()?;
        filled.find_map(|(_, cell)| {
            let text = cell.text.as_str();
            if is_figure(text) || self.labels.is_label(text) || self.matcher.is_group(text) {
                return None;
            }
            let whole = format!("{text}{}", label.text);
            let is_part = self.labels.is_label(&whole);
            let other = remainder::of(&whole, &text::fold(&label.text), self.year, false);
            other.filter(|_| !is_part).map(|_| (text.to_owned(), cell.rowspan.saturating_sub(1)))
        })
    }
}

/// The group that a label names with words beyond the form's, and what these say; `year` is the report's.
pub fn qualified_group(labels: &Labels, label: &str, year: Option<u16>) -> Option<(String, Qualifier)> {
    let folded = text::fold(label);
    let in_brackets = folded.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let in_brackets = in_brackets.and_then(|(rest, beyond)| Some((labels.group(rest)?, beyond.to_owned())));
    let (group, beyond, is_certain) = if let Some((group, beyond)) = in_brackets {
        (group, beyond, true)
    } else {
        let (group, beyond) = other_beginning(labels, &folded)?;
        let is_own = remainder::is_own_period(&beyond, year, false);
        (group, beyond, is_own)
    };
    let other = remainder::another(&beyond, year);
    let is_other = other
        .is_some_and(|other| other.is_other_period_or_body() || matches!(other, Marker::Scope(_)))
        || statement::about_figures(&beyond, year, true).is_some()
        || !is_certain && !remainder::is_harmless(&beyond);
    let qualifier = Qualifier { rows: Rows::Of(group.clone()), label: label.to_owned(), is_other };
    (is_certain || is_other).then_some((group, qualifier))
}

/// The group whose label has another beginning: 上年办理结果 for 本年度办理结果.
fn other_beginning(labels: &Labels, label: &str) -> Option<(String, String)> {
    let words = words(label);
    labels.groups().find_map(|group| {
        let kept = ["本年度", "本年"].iter().find_map(|own| group.strip_prefix(own))?;
        let beyond = words.strip_suffix(kept).filter(|_| kept.chars().count() >= FEWEST_KEPT)?;
        let own = group.strip_suffix(kept)?;
        if beyond == own {
            return None;
        }
        // One other character is misread.
        let differing = own.chars().zip(beyond.chars()).filter(|(a, b)| a != b).count();
        if own.chars().count() == beyond.chars().count() && differing == 1 {
            return None;
        }
        Some((group.to_owned(), beyond.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Y2021;

    #[test]
    fn the_label_of_a_group_names_another_period_or_body() {
        let labels = Labels::of_edition(&Y2021).get(1).expect("the second table");
        for (label, is_other) in [
            ("（三）不予公开（2023年）", Some(true)),
            ("（三）不予公开（上年）", Some(true)),
            ("（三）不予公开（下属单位）", Some(true)),
            ("（三）不予公开（累计）", Some(true)),
            ("三、上年办理结果", Some(true)),
            ("三、2023年度办理结果", Some(true)),
            ("三、下属单位办理结果", Some(true)),
            ("（三）不予公开（2024年）", Some(false)),
            ("三、本年度办理结果", None),
            ("三、2024年度办理结果", Some(false)),
            ("三、二〇二四年办理结果", Some(false)),
            ("（三）不予公开", None),
            ("三、木年度办理结果", None), // misread
            ("1.属于国家秘密", None),
            ("", None),
        ] {
            let found = qualified_group(labels, label, Some(2024)).map(|(_, qualifier)| qualifier.is_other);
            assert_eq!(found, is_other, "{label}");
        }
    }

    #[test]
    fn a_qualifier_is_of_the_rows_of_its_group() {
        let labels = Labels::of_edition(&Y2021).get(1).expect("the second table");
        let (_, denied) = qualified_group(labels, "（三）不予公开（2023年）", Some(2024)).expect("a group");
        let of_group: Vec<&str> = labels
            .form
            .rows()
            .map(|(_, row)| row)
            .filter(|row| denied.is_of(row))
            .map(|row| row.key)
            .collect();
        assert_eq!(of_group.len(), 9, "{of_group:?}");
        let listed = Qualifier::under("1", "一、主动公开情况（2023年）", true);
        let statistics = Labels::of_edition(&crate::forms::Y2014).first().expect("the table");
        let under =
            |key| statistics.form.rows().map(|(_, row)| row).any(|row| row.key == key && listed.is_of(row));
        assert_eq!([under("1.1"), under("1"), under("2.1")], [true, false, false]);
    }
}
