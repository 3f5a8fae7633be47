//! What a workbook holds that its cells do not say: gathered while reading, one finding a kind.

use std::collections::BTreeSet;

use super::hidden::Axis;
use super::numbers::{NumberDoubt, NumberText};
use super::sheet::{Sheet, cell_reference};
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::Message;
use crate::model::place::{Place, column_letters};
use crate::model::reading_rules;
use crate::model::text;
use crate::readers::appearance::{AsideKind, Asides, ShownText};

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
    /// Cells that show another number than they store.
    shown: Cells,
    unknown_formats: Cells,
    /// Cells that hold a text and store another value beside it.
    contradictions: Cells,
    /// Areas whose conditional format may hide or strike out what is there.
    conditional: Cells,
    hidden_sheets: Cells,
    hidden_rows: Cells,
    hidden_columns: Cells,
    /// Texts that are not part of what is shown.
    pub asides: Asides,
    pub pictures: usize,
    pub charts: usize,
    /// Embedded objects and files.
    pub objects: usize,
    /// Text boxes and shapes with text.
    pub text_boxes: usize,
}

impl Notes {
    /// A formula whose result is not stored.
    pub fn note_uncomputed(&mut self, sheet: &Sheet, row: u32, column: u32) {
        if sheet.is_hidden_row(row) {
            return;
        }
        self.uncomputed.add(|| sheet.cell_name(row, column), || sheet.place(row, column));
    }

    /// What is doubtful about the number of a cell.
    pub fn note_number(&mut self, sheet: &Sheet, (row, column): (u32, u32), number: &NumberText) {
        let Some(doubt) = number.doubt.as_ref().filter(|_| !sheet.is_hidden_row(row)) else { return };
        let text = &number.text;
        let (cells, note) = match doubt {
            NumberDoubt::Inexact => (&mut self.inexact, text.clone()),
            NumberDoubt::UnknownFormat => (&mut self.unknown_formats, text.clone()),
            NumberDoubt::StoredOther(stored) => {
                let shown = if text.is_empty() { "空白" } else { text };
                (&mut self.shown, format!("显示{shown}，存的是 {stored}"))
            }
        };
        let name = || format!("{} {note}", sheet.cell_name(row, column));
        cells.add(name, || sheet.place(row, column));
    }

    /// A cell that holds this text and may store another value beside it.
    pub fn note_contradiction(&mut self, sheet: &Sheet, at: (u32, u32), shown: &str, stored: Option<&str>) {
        let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let Some(stored) = stored.filter(|_| !sheet.is_hidden_row(at.0)) else { return };
        let is_figure = shown.contains(char::is_numeric) || stored.contains(char::is_numeric);
        if is_figure && visible(shown) != visible(stored) {
            let (shown, stored) = (text::one_line(shown), text::one_line(stored));
            let name = || format!("{} 写着{shown}，存的是 {stored}", sheet.cell_name(at.0, at.1));
            self.contradictions.add(name, || sheet.place(at.0, at.1));
        }
    }

    /// Keeps what a cell does not show, and returns what it shows.
    pub fn keep_shown(&mut self, sheet: &Sheet, (row, column): (u32, u32), shown: ShownText) -> String {
        if !shown.unseen.is_empty() && !sheet.is_hidden_row(row) {
            self.asides.add_all(shown.unseen, &sheet.place(row, column));
        }
        shown.text
    }

    /// A text box or shape; one with a figure is quoted, the others are only counted.
    pub fn note_text_box(&mut self, text: &str, place: &Place) {
        if text.contains(char::is_numeric) {
            self.asides.add(AsideKind::TextBox, text, place);
        } else {
            self.text_boxes += 1;
        }
    }

    /// The pictures among the cells of a sheet.
    pub fn note_pictures(&mut self, sheet: &Sheet) {
        for at in &sheet.pictures {
            self.note_picture(sheet, *at, "image");
        }
    }

    /// A picture whose first corner is on this cell.
    pub fn note_picture(&mut self, sheet: &Sheet, at: (u32, u32), name: &str) {
        if sheet.lacks_figure(at) && !sheet.is_hidden_row(at.0) {
            self.asides.add(AsideKind::Picture, name, &sheet.place(at.0, at.1));
        }
    }

    /// Areas whose conditional format may hide what is there.
    pub fn note_conditional(&mut self, sheet: &Sheet, areas: &str) {
        let first = areas.split([' ', ':']).next().and_then(cell_reference).unwrap_or((1, 1));
        let areas = text::one_line(areas);
        self.conditional.add(|| format!("“{}”{areas}", sheet.name), || sheet.place(first.0, first.1));
    }

    /// A hidden sheet.
    pub fn note_hidden_sheet(&mut self, sheet: &Sheet) {
        if !sheet.cells.is_empty() {
            self.hidden_sheets.add(|| format!("“{}”", sheet.name), || sheet.place(1, 1));
        }
    }

    /// The rows and columns that are hidden in the sheet and hold text.
    pub fn note_hidden(&mut self, sheet: &Sheet) {
        let rows: BTreeSet<u32> =
            sheet.cells.keys().map(|cell| cell.0).filter(|row| sheet.hidden_rows.contains(row)).collect();
        for row in rows {
            self.hidden_rows.add(|| format!("“{}”第 {row} 行", sheet.name), || sheet.place(row, 1));
        }
        if sheet.hidden_columns.is_empty() {
            return;
        }
        let hidden = Axis::new(sheet.hidden_columns.clone());
        let columns: BTreeSet<u32> =
            sheet.cells.keys().map(|cell| cell.1).filter(|column| hidden.is_hidden(*column)).collect();
        for column in columns {
            let name = || format!("“{}”{} 列", sheet.name, column_letters(column));
            self.hidden_columns.add(name, || sheet.place(1, column));
        }
    }

    pub fn into_findings(mut self) -> Vec<Finding> {
        let asides = std::mem::take(&mut self.asides).into_findings();
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
        let uncomputed = uncomputed.map(|finding| Finding { severity: Severity::Error, ..finding });
        let numbers = number_findings(self.inexact, self.shown, self.unknown_formats, self.contradictions);
        let hidden = [
            (self.hidden_sheets, "工作表", "sheets"),
            (self.hidden_rows, "行", "rows"),
            (self.hidden_columns, "列", "columns"),
        ];
        let hidden = hidden.map(|(cells, zh, en)| {
            cells.finding(&reading_rules::UNSEEN_TEXT, |names| {
                Message::new(
                    format!("隐藏的{zh}没有计入：{}；要计入请取消隐藏，不要的请删除", names.zh),
                    format!(
                        "hidden {en} were not counted: {}; show them if they count, or delete them",
                        names.en
                    ),
                )
            })
        });
        let conditional = self.conditional.finding(&reading_rules::UNSEEN_TEXT, |areas| {
            Message::new(
                format!("条件格式可能使数字看不见或划去，已读入，请核对：{}", areas.zh),
                format!(
                    "conditional formats may hide or strike out figures, which were read; please compare: {}",
                    areas.en
                ),
            )
        });
        let single = [uncomputed, conditional].into_iter().chain(numbers).chain(hidden).chain([skipped]);
        single.flatten().chain(asides).collect()
    }

    fn skipped(&self) -> Option<Finding> {
        let kinds = [
            (self.pictures, "张图片", "pictures"),
            (self.charts, "个图表", "charts"),
            (self.objects, "个嵌入对象", "embedded objects"),
            (self.text_boxes, "个文本框", "text boxes"),
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

/// The findings on numbers of which the cell does not show all.
fn number_findings(
    inexact: Cells,
    shown: Cells,
    unknown: Cells,
    contradictions: Cells,
) -> [Option<Finding>; 4] {
    let inexact = inexact.finding(&reading_rules::UNREADABLE_CHARACTER, |cells| {
        Message::new(
            format!("数字超过 15 位有效数字，表格软件可能已改动后面的数字，请核对：{}", cells.zh),
            format!(
                "more than 15 significant digits, of which a spreadsheet may have altered the last; \
                 please compare: {}",
                cells.en
            ),
        )
    });
    let shown = shown.finding(&reading_rules::UNSEEN_TEXT, |cells| {
        Message::new(
            format!("单元格的数字格式使显示的数与存的数不同，按显示的读入，请核对：{}", cells.zh),
            format!("number formats show another number than is stored; what is shown was read, please compare: {}", cells.en),
        )
    });
    let unknown = unknown.finding(&reading_rules::UNREADABLE_CHARACTER, |cells| {
        Message::new(
            format!("单元格的数字格式过长，不知显示什么，按存的数读入，请核对：{}", cells.zh),
            format!("number formats too long to tell what is shown; the stored numbers were read, please compare: {}", cells.en),
        )
    });
    let contradictions = contradictions.finding(&reading_rules::UNSEEN_TEXT, |cells| {
        Message::new(
            format!("单元格里写着的与存的值不同，按写着的读入，请核对：{}", cells.zh),
            format!(
                "cells hold a text and store another value; the text was read, please compare: {}",
                cells.en
            ),
        )
    });
    [inexact, shown, unknown, contradictions]
}
