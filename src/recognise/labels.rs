//! Labels of the form and how real documents spell them.
//!
//! Labels are compared by their words: widths, white space, quotation marks, punctuation and
//! numbering do not count. A label that is no known wording may still be told by its number within
//! its group and its likeness (`2.其他法律行政止公开`).

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::editions::{Layout, RowForm, TableForm};
use crate::text;

pub use crate::numbering::{Numbering, numbering};

/// The words of a label, to compare by; none for a text too long to be a label.
pub fn words(label: &str) -> String {
    if label.len() > LONGEST {
        return String::new();
    }
    let folded = text::fold(label);
    let (_, rest) = numbering(&folded);
    let rest = rest.strip_prefix("其中:").or_else(|| rest.strip_prefix("其中")).unwrap_or(rest);
    rest.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Bytes of the longest label, with room for white space: official ones have at most 45 characters.
const LONGEST: usize = 300;

/// The labels of one table, ready to compare.
#[derive(Clone, Debug)]
pub struct Labels {
    pub form: &'static TableForm,
    rows: Vec<RowLabel>,
    groups: Vec<String>,
    columns: Vec<Vec<Vec<String>>>,
    clauses: Vec<Option<String>>,
    furniture: Vec<String>,
    /// The words of every label, sorted.
    known: Vec<String>,
}

#[derive(Clone, Debug)]
struct RowLabel {
    row: &'static RowForm,
    block: usize,
    words: Vec<String>,
    numbering: Option<Numbering>,
    group: Option<String>,
}

/// Where in the table the reading stands.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Words of the group whose rows are being read.
    pub group: Option<String>,
    /// The last row met.
    pub last: Option<usize>,
}

impl Context {
    /// Passes a row that the form does not have: a heading (`五、…`) ends the rows under the last one.
    pub fn pass(&mut self, label: &str) {
        if matches!(numbering(&text::fold(label)).0, Some(Numbering { level: 1, .. })) {
            self.last = None;
        }
    }
}

/// Words too common to tell a table by.
const COMMON: [&str; 5] = ["其他", "总计", "合计", "小计", "数量"];

/// Whether a label says too little to tell a table by: 其他, 总计.
pub fn is_common(label: &str) -> bool {
    COMMON.contains(&words(label).as_str())
}

impl Labels {
    pub fn of(form: &'static TableForm) -> Self {
        let mut rows = Vec::new();
        for (block, part) in form.blocks.iter().enumerate() {
            rows.extend(part.rows.iter().map(|row| RowLabel {
                row,
                block,
                words: std::iter::once(&row.label).chain(row.variants).map(|l| words(l)).collect(),
                numbering: numbering(&text::fold(row.label)).0,
                group: (row.path.len() > 1).then(|| row.path.last().map(|g| words(g))).flatten(),
            }));
        }
        let paths = form.rows().flat_map(|(_, row)| row.path.iter().map(|g| words(g)));
        let column_paths =
            form.blocks.iter().flat_map(|b| b.columns.iter().flat_map(|c| c.path.iter().map(|g| words(g))));
        let columns = form
            .blocks
            .iter()
            .map(|block| {
                let spell = |c: &crate::editions::ColumnForm| {
                    std::iter::once(&c.label).chain(c.variants).map(|l| words(l)).collect()
                };
                block.columns.iter().map(spell).collect()
            })
            .collect();
        let furniture = ["信息内容", "统计指标", "单位"].into_iter().map(str::to_owned).chain(column_paths);
        let furniture: Vec<String> = furniture.chain(form.corner.map(words)).collect();
        let columns: Vec<Vec<Vec<String>>> = columns;
        let groups: Vec<String> = paths.collect();
        let clauses: Vec<Option<String>> = form.blocks.iter().map(|block| block.clause.map(words)).collect();
        let row_words = rows.iter().flat_map(|row: &RowLabel| &row.words);
        let mut known: Vec<String> = row_words
            .chain(columns.iter().flatten().flatten())
            .chain(&furniture)
            .chain(&groups)
            .chain(clauses.iter().flatten())
            .cloned()
            .collect();
        known.sort_unstable();
        known.dedup();
        Self { form, rows, groups, columns, clauses, furniture, known }
    }

    /// Whether this is any label of the form.
    pub fn is_label(&self, label: &str) -> bool {
        let words = words(label);
        !words.is_empty() && self.known.binary_search(&words).is_ok()
    }

    /// Whether this is a piece of a label of the form.
    pub fn is_piece(&self, part: &str) -> bool {
        let words = words(part);
        words.chars().count() <= 1 || self.known.iter().any(|label| label.contains(&words))
    }

    /// Whether a label of the form starts with this, so that more of it may follow.
    pub fn starts_label(&self, part: &str) -> bool {
        let words = words(part);
        let next = self.known.partition_point(|label| *label < words);
        // A single sign may be a number that is yet to be told from the words.
        words.chars().count() <= 1 || self.known.get(next).is_some_and(|label| label.starts_with(&words))
    }

    /// The words of the group this label names.
    pub fn group(&self, label: &str) -> Option<String> {
        let words = words(label);
        self.groups.contains(&words).then_some(words)
    }

    /// The block whose banner this is.
    pub fn clause(&self, label: &str) -> Option<usize> {
        let words = words(label);
        self.clauses.iter().position(|clause| clause.as_ref() == Some(&words))
    }

    /// The column of `block` that this label heads.
    pub fn column(&self, block: usize, label: &str) -> Option<usize> {
        let words = words(label);
        let columns = self.columns.get(block)?;
        columns.iter().position(|spellings| spellings.contains(&words)).or_else(|| {
            let is_like =
                |spellings: &Vec<String>| spellings.iter().any(|spelling| likeness(spelling, &words) >= 70);
            let mut alike = columns.iter().enumerate().filter(|(_, spellings)| is_like(spellings));
            match (alike.next(), alike.next()) {
                (Some((index, _)), None) if words.chars().count() >= 3 => Some(index),
                _ => None,
            }
        })
    }

    /// Whether this is a label that heads or groups without a figure of its own.
    pub fn is_furniture(&self, label: &str) -> bool {
        let words = words(label);
        !words.is_empty()
            && (self.furniture.contains(&words)
                || self.groups.contains(&words)
                || self.clauses.iter().flatten().any(|clause| *clause == words))
    }

    /// The row this label names, with the block it stands in, and how sure that is.
    pub fn row(&self, label: &str, context: &Context) -> Option<usize> {
        self.exact_row(label, context).or_else(|| self.similar_row(label, context))
    }

    /// The row of exactly these words.
    pub fn exact_row(&self, label: &str, context: &Context) -> Option<usize> {
        let folded = text::fold(label);
        let level = numbering(&folded).0.map(|n| n.level);
        let words = words(label);
        if words.is_empty() {
            return None;
        }
        // 9.其他 among the rows of 不予公开 is not the 3.其他 of 其他处理.
        let needs_group =
            self.is_repeated(&words) || (context.group.is_some() && COMMON.contains(&words.as_str()));
        let fits = |row: &&(usize, &RowLabel)| {
            let row = row.1;
            row.words.contains(&words)
                && (row.group.is_none() || row.group == context.group || !needs_group)
                && !(row.group.is_some()
                    && matches!(level, Some(1 | 2))
                    && row.numbering.map(|n| n.level) != level)
        };
        let candidates: Vec<(usize, &RowLabel)> = self.rows.iter().enumerate().filter(|r| fits(&r)).collect();
        let in_group = candidates.iter().find(|(_, row)| row.group.is_some() && row.group == context.group);
        let after = candidates.iter().find(|(index, _)| context.last.is_none_or(|last| *index > last));
        in_group.or(after).or(candidates.first()).map(|(index, _)| *index)
    }

    fn is_repeated(&self, words: &String) -> bool {
        self.rows.iter().filter(|row| row.words.contains(words)).count() > 1
    }

    /// The row of this number in the present group whose words are like these; or the one row of the
    /// table that is very like.
    fn similar_row(&self, label: &str, context: &Context) -> Option<usize> {
        let folded = text::fold(label);
        let found = numbering(&folded).0;
        let words = words(label);
        // A figure run into a label is no likeness.
        if words.chars().count() < 3 || words.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let likeness = |row: &RowLabel| row.words.iter().map(|w| likeness(w, &words)).max().unwrap_or(0);
        let is_numbered =
            |row: &RowLabel| found.is_some() && row.numbering == found && row.group == context.group;
        let numbered = self.rows.iter().enumerate().filter(|(_, row)| is_numbered(row));
        let numbered = numbered.map(|(index, row)| (likeness(row), context.last < Some(index), index));
        // The likest; of equals one that comes next, and the first of these.
        let likest = numbered.max_by_key(|&(likeness, is_next, index)| (likeness, is_next, Reverse(index)));
        if let Some((50.., _, index)) = likest {
            return Some(index);
        }
        let mut alike = self.rows.iter().enumerate().filter(|(_, row)| likeness(row) >= 80);
        match (alike.next(), alike.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        }
    }

    /// The row of a list that a label means which was taken for the row `index`: its namesake (5.2 for
    /// 4.2) under the heading that was met last; none where no row between them was met, so that it
    /// can't be told.
    pub fn told(&self, index: usize, context: &Context, met: &BTreeSet<&str>) -> Option<usize> {
        let row = self.rows.get(index)?;
        let is_namesake = |other: &RowLabel| other.words.iter().any(|words| row.words.contains(words));
        let namesakes: Vec<(usize, &RowLabel)> =
            self.rows.iter().enumerate().filter(|(_, other)| is_namesake(other)).collect();
        if self.form.layout != Layout::List || namesakes.len() < 2 {
            return Some(index);
        }
        let Some((last, above)) = context.last.and_then(|last| Some((last, self.rows.get(last)?))) else {
            // A heading of the body's own stands before it: the one that is yet to come.
            let mut open = namesakes.iter().filter(|(_, row)| !met.contains(row.row.key));
            return open.next().filter(|_| open.next().is_none()).map(|(index, _)| *index);
        };
        let is_beside = |row: &RowLabel| {
            row.row.key.rsplit_once('.').is_some_and(|(parent, _)| is_within(above.row.key, parent))
        };
        let beside = namesakes.iter().find(|(_, row)| is_beside(row)).map(|(index, _)| *index);
        beside.filter(|index| *index >= last)
    }

    /// The row of this index.
    pub fn row_form(&self, index: usize) -> Option<(usize, &'static RowForm)> {
        self.rows.get(index).map(|row| (row.block, row.row))
    }

    /// The group of the row of this index.
    pub fn group_of(&self, index: usize) -> Option<String> {
        self.rows.get(index)?.group.clone()
    }

    /// How many different labels of this table the texts hold: (row labels, labels that head).
    pub fn score<'t>(&self, texts: impl Iterator<Item = &'t str>) -> (usize, usize) {
        let mut rows = BTreeSet::new();
        let mut heads = BTreeSet::new();
        for label in texts {
            let words = words(label);
            if words.is_empty() || COMMON.contains(&words.as_str()) {
                continue;
            }
            let heading = self.furniture.contains(&words)
                || self.clauses.iter().flatten().any(|clause| *clause == words)
                || self.columns.iter().flatten().any(|spellings| spellings.contains(&words));
            if heading {
                heads.insert(words);
            } else if self.groups.contains(&words) || self.rows.iter().any(|row| row.words.contains(&words)) {
                rows.insert(words);
            }
        }
        (rows.len(), heads.len())
    }
}

/// Whether the code `key` is `parent` or lies under it: `5`, `5.1` in `5`.
fn is_within(key: &str, parent: &str) -> bool {
    key.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Likeness of two words in percent: twice the longest common subsequence over both lengths.
fn likeness(a: &str, b: &str) -> usize {
    const LONGEST: usize = 80;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.is_empty() || b.is_empty() || a.len() > LONGEST || b.len() > LONGEST {
        return 0;
    }
    let mut best = vec![0_usize; b.len() + 1];
    for x in &a {
        let mut diagonal = 0;
        let mut left = 0;
        for (y, slot) in b.iter().zip(best.iter_mut().skip(1)) {
            let above = *slot;
            *slot = if x == y { diagonal + 1 } else { above.max(left) };
            diagonal = above;
            left = *slot;
        }
    }
    let common = best.last().copied().unwrap_or(0);
    200 * common / (a.len() + b.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editions::{Y2014, Y2021};

    fn requests() -> Labels {
        Labels::of(Y2021.table("requests").expect("table"))
    }

    fn key(labels: &Labels, label: &str, group: Option<&str>) -> Option<&'static str> {
        let context = Context { group: group.map(words), last: None };
        labels.row(label, &context).and_then(|index| labels.row_form(index)).map(|(_, row)| row.key)
    }

    #[test]
    fn labels_are_told_by_their_words() {
        let labels = requests();
        for (label, group, want) in [
            ("一、本年新收政府信息公开申请数量", None, "received"),
            ("3.危及三安全一稳定", Some("不予公开"), "denied.security_and_stability"),
            ("３．危及“三安全一稳定”", None, "denied.security_and_stability"),
            ("2.其他法律行政止公开", Some("不予公开"), "denied.prohibited_by_law"),
            ("1.逾期不补正", Some("其他处理"), "other.correction_overdue"),
            ("3.其他", Some("其他处理"), "other.other"),
            ("㈦总计", Some("其他处理"), "total"),
            ("小计", Some("无法提供"), "unavailable.subtotal"),
            ("（六）其他处理", None, "other"),
            ("(二)部分公开(区分处理的,只计这一情形,不计其他情形)", None, "partly_granted"),
        ] {
            assert_eq!(key(&labels, label, group), Some(want), "{label}");
        }
        assert_eq!(key(&labels, "本机关人员情况", None), None);
    }

    #[test]
    fn namesakes_are_told_by_the_rows_above_them() {
        let labels = Labels::of(&Y2014.tables[0]);
        for (met, label, want) in [
            (&["4"][..], "（二）被依法纠错数", Some("4.2")),
            (&["4", "4.1"], "（二）被依法纠错数", Some("4.2")),
            (&["4", "4.1", "4.2", "4.3", "5"], "（二）被依法纠错数", Some("5.2")),
            (&["5.1"], "（二）被依法纠错数", Some("5.2")),
            (&["5", "5.1", "5.2"], "（三）其他情形", Some("5.3")),
            (&["4", "4.2"], "（二）被依法纠错数", Some("4.2")), // the row stands twice
            (&["3.3.8"], "（二）被依法纠错数", None),
            (&["4.1", "4.3"], "（二）被依法纠错数", None),
            (&["6"], "（二）被依法纠错数", None),
            (&["4", "4.2", "五、诉讼"], "（二）被依法纠错数", Some("5.2")),
            (&["4", "五、诉讼"], "（二）被依法纠错数", None),
            (&["4"], "（一）维持具体行政行为或驳回原告诉讼请求数", Some("5.1")),
            (&["3.3.8"], "六、举报投诉数量", Some("6")),
        ] {
            let mut context = Context::default();
            for row in met {
                context.last = labels.rows.iter().position(|known| known.row.key == *row).or(context.last);
                context.pass(row);
            }
            let index = labels.row(label, &context).expect("row");
            let told = labels.told(index, &context, &met.iter().copied().collect());
            assert_eq!(
                told.and_then(|at| labels.row_form(at)).map(|(_, row)| row.key),
                want,
                "{met:?} {label}"
            );
        }
    }
}
