//! What a workbook holds that its cells do not say: gathered while reading, one finding a kind.

use std::collections::BTreeSet;

use super::sheet::Sheet;
use crate::model::finding::{Finding, Rule};
use crate::model::language::Message;
use crate::model::place::{Place, column_letters};
use crate::model::reading_rules;

/// Names shown in a message before «and so many more».
const SHOWN: usize = 8;

/// Cells of one kind: how many, the first few names and the first place.
#[derive(Debug, Default)]
struct Cells {
    count: usize,
    names: Vec<String>,
    place: Place,
}

impl Cells {
    fn add(&mut self, name: impl FnOnce() -> String, place: impl FnOnce() -> Place) {
        if self.count == 0 {
            self.place = place();
        }
        self.count += 1;
        if self.names.len() < SHOWN {
            self.names.push(name());
        }
    }

    fn list(&self) -> Message {
        let more = self.count - self.names.len();
        let (zh, en) = (self.names.join("、"), self.names.join(", "));
        if more == 0 {
            return Message::new(zh, en);
        }
        Message::new(format!("{zh} 等 {} 处", self.count), format!("{en} and {more} more"))
    }

    fn finding(self, rule: &'static Rule, message: impl FnOnce(&Message) -> Message) -> Option<Finding> {
        (self.count > 0).then(|| Finding::new(rule, message(&self.list()), self.place))
    }
}

/// Doubts found while reading.
#[derive(Debug, Default)]
pub struct Notes {
    uncomputed: Cells,
    inexact: Cells,
    hidden: Cells,
    pub pictures: usize,
    pub charts: usize,
    /// Embedded objects and files.
    pub objects: usize,
    /// Text boxes and shapes with text.
    pub text_boxes: usize,
    /// Comments on cells, by cell or by part.
    pub comments: usize,
}

impl Notes {
    /// A formula whose result is not stored.
    pub fn note_uncomputed(&mut self, sheet: &Sheet, row: u32, column: u32) {
        self.uncomputed.add(|| sheet.cell_name(row, column), || sheet.place(row, column));
    }

    /// A number with more digits than a spreadsheet keeps.
    pub fn note_inexact(&mut self, sheet: &Sheet, row: u32, column: u32, text: &str) {
        let name = || format!("{} {text}", sheet.cell_name(row, column));
        self.inexact.add(name, || sheet.place(row, column));
    }

    /// What is hidden in the sheet and holds text.
    pub fn note_hidden(&mut self, sheet: &Sheet) {
        if sheet.is_hidden && !sheet.cells.is_empty() {
            self.hidden.add(|| format!("工作表“{}”", sheet.name), || sheet.place(1, 1));
        }
        let rows: BTreeSet<u32> =
            sheet.cells.keys().map(|cell| cell.0).filter(|row| sheet.hidden_rows.contains(row)).collect();
        for row in rows {
            self.hidden.add(|| format!("“{}”第 {row} 行", sheet.name), || sheet.place(row, 1));
        }
        if sheet.hidden_columns.is_empty() {
            return;
        }
        let columns: BTreeSet<u32> = sheet.cells.keys().map(|cell| cell.1).collect();
        for column in columns {
            if sheet.hidden_columns.iter().any(|&(first, last)| (first..=last).contains(&column)) {
                let name = || format!("“{}”{} 列", sheet.name, column_letters(column));
                self.hidden.add(name, || sheet.place(1, column));
            }
        }
    }

    pub fn into_findings(self) -> Vec<Finding> {
        let skipped = self.skipped();
        let uncomputed = self.uncomputed.finding(&reading_rules::UNREADABLE_CHARACTER, |cells| {
            Message::new(
                format!("公式没有算出的值，原样保留公式：{}；请在 WPS 或 Excel 中打开并保存一次，再转换", cells.zh),
                format!(
                    "formulas without a computed value, kept as formulas: {}; open the file in WPS or Excel, save it, \
                     and convert again",
                    cells.en
                ),
            )
        });
        let inexact = self.inexact.finding(&reading_rules::UNREADABLE_CHARACTER, |cells| {
            Message::new(
                format!("数字超过 15 位有效数字，表格软件可能已改动后面的数字，请核对：{}", cells.zh),
                format!(
                    "more than 15 significant digits, of which a spreadsheet may have altered the last; \
                     please compare: {}",
                    cells.en
                ),
            )
        });
        let hidden = self.hidden.finding(&reading_rules::SKIPPED_CONTENT, |names| {
            Message::new(
                format!("有隐藏的内容，已一并读入，请确认是否应当公开：{}", names.zh),
                format!("hidden content was read too, make sure it is meant to be there: {}", names.en),
            )
        });
        [uncomputed, inexact, hidden, skipped].into_iter().flatten().collect()
    }

    fn skipped(&self) -> Option<Finding> {
        let kinds = [
            (self.pictures, "张图片", "pictures"),
            (self.charts, "个图表", "charts"),
            (self.objects, "个嵌入对象", "embedded objects"),
            (self.text_boxes, "个文本框", "text boxes"),
            (self.comments, "处批注", "comments"),
        ];
        let (zh, en): (Vec<_>, Vec<_>) = kinds
            .iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, zh, en)| (format!("{count} {zh}"), format!("{en}: {count}")))
            .unzip();
        (!zh.is_empty()).then(|| {
            let message = Message::new(
                format!("工作簿中有{}，没有收入报告", zh.join("、")),
                format!("the workbook holds content that was left out ({})", en.join(", ")),
            );
            Finding::new(&reading_rules::SKIPPED_CONTENT, message, Place::Unknown)
        })
    }
}
