//! The rules whose findings come from reading and recognising, not from a check: family R, and some of family S.

use super::finding::{Finding, Rule, Severity};
use super::language::Text;

const READING_GROUND: Text = Text::new(
    "repconv 的读取约定：不猜测，读不准的如实说明",
    "repconv's own reading rule: never guess, report what could not be decided",
);

/// R001: a flattened row with fewer values than columns.
pub static UNDECIDABLE_ROW: Rule = Rule {
    code: "R001",
    name: "undecidable-row",
    severity: Severity::Warning,
    title: Text::new("该行缺数，无法判断哪些格为空", "unknown which cells of the row are blank"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R001.md"),
};

/// R002: a cell of a statutory table that belongs to no known row or column.
pub static UNPLACED_CELL: Rule = Rule {
    code: "R002",
    name: "unplaced-cell",
    severity: Severity::Warning,
    title: Text::new("法定表格中有单元格无法对应行或列", "a cell that belongs to no known row or column"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R002.md"),
};

/// R003: bytes or characters that could not be read.
pub static UNREADABLE_CHARACTER: Rule = Rule {
    code: "R003",
    name: "unreadable-character",
    severity: Severity::Warning,
    title: Text::new("有无法识别的字符", "characters that could not be read"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R003.md"),
};

const LABEL_GROUND: Text = Text::new(
    "国办公开办函〔2021〕30号、〔2019〕60号：表格按规定的行、列和文字填报",
    "国办公开办函〔2021〕30号 and 〔2019〕60号: the tables keep their rows, columns and wording",
);

/// S004: a statutory table has a row or column that its edition does not know.
pub static UNKNOWN_ROW_OR_COLUMN: Rule = Rule {
    code: "S004",
    name: "unknown-row-or-column",
    severity: Severity::Warning,
    title: Text::new("表格有规定以外的行或列", "a row or column that the form does not have"),
    ground: LABEL_GROUND,
    page: include_str!("../../docs/rules/S004.md"),
};

/// S005: a row of a statutory table occurs twice with different values.
pub static CONFLICTING_ROW: Rule = Rule {
    code: "S005",
    name: "conflicting-row",
    severity: Severity::Error,
    title: Text::new("同一行出现两次而数值不同", "a row appears twice with different values"),
    ground: LABEL_GROUND,
    page: include_str!("../../docs/rules/S005.md"),
};

/// S007: statutory wording changed.
pub static ALTERED_LABEL: Rule = Rule {
    code: "S007",
    name: "altered-label",
    severity: Severity::Info,
    title: Text::new("表格的规定文字有改动", "statutory wording in a table was changed"),
    ground: LABEL_GROUND,
    page: include_str!("../../docs/rules/S007.md"),
};

/// R004: what the format holds and the model can't.
pub static SKIPPED_CONTENT: Rule = Rule {
    code: "R004",
    name: "skipped-content",
    severity: Severity::Info,
    title: Text::new("有内容未收入报告", "content was left out of the report"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R004.md"),
};

/// R005: a text that is struck out, hidden or deleted.
pub static UNSEEN_TEXT: Rule = Rule {
    code: "R005",
    name: "unseen-text",
    severity: Severity::Warning,
    title: Text::new("划掉的或隐藏的文字没有计入", "struck or hidden text was not counted"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R005.md"),
};

/// R006: figures whose label, caption or sheet names another period, body or meaning.
pub static NOT_OF_THIS_REPORT: Rule = Rule {
    code: "R006",
    name: "not-of-this-report",
    severity: Severity::Error,
    title: Text::new(
        "标明是别的期间、单位或事项的数没有计入",
        "figures labelled with another period, body or meaning were not counted",
    ),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R006.md"),
};

/// R007: a file with more than one report.
pub static SEVERAL_REPORTS: Rule = Rule {
    code: "R007",
    name: "several-reports",
    severity: Severity::Error,
    title: Text::new("文件里不止一份报告", "the file has several reports"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R007.md"),
};

/// R008: a report whose form has tables and of which no figure was read.
pub static NOTHING_READ: Rule = Rule {
    code: "R008",
    name: "nothing-read",
    severity: Severity::Error,
    title: Text::new("一个数也没有读到", "not one figure was read"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R008.md"),
};

/// R009: a picture in the place of a table, a form control or a page header with figures.
pub static UNREAD_FIGURES: Rule = Rule {
    code: "R009",
    name: "unread-figures",
    severity: Severity::Warning,
    title: Text::new("可能有数的内容没有读入", "content that may hold figures was not read"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R009.md"),
};

/// R010: a footnote mark or raised sign beside a figure.
pub static MARK_AT_FIGURE: Rule = Rule {
    code: "R010",
    name: "mark-at-figure",
    severity: Severity::Info,
    title: Text::new("数字旁有注释标记", "a note mark beside a figure"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R010.md"),
};

/// R011: a report whose title does not name its year or body.
pub static IDENTITY_FROM_ELSEWHERE: Rule = Rule {
    code: "R011",
    name: "identity-from-elsewhere",
    severity: Severity::Info,
    title: Text::new("年度或单位不是从标题读到的", "year or body was not read from the title"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R011.md"),
};

/// R012: a document that fits no form.
pub static WITHOUT_FORM: Rule = Rule {
    code: "R012",
    name: "without-form",
    severity: Severity::Info,
    title: Text::new("按普通文档转换", "converted as a document without a form"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R012.md"),
};

/// R014: a document that has many labels of two forms.
pub static FITS_TWO_FORMS: Rule = Rule {
    code: "R014",
    name: "fits-two-forms",
    severity: Severity::Warning,
    title: Text::new("文件像两种报表", "a document that looks like one of two forms"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R014.md"),
};

/// R013: money in a column that names no unit.
pub static UNIT_NOT_STATED: Rule = Rule {
    code: "R013",
    name: "unit-not-stated",
    severity: Severity::Warning,
    title: Text::new("金额没有写明单位", "an amount of money without a unit"),
    ground: READING_GROUND,
    page: include_str!("../../docs/rules/R013.md"),
};

/// The rules by which figures of the file did not come into the report: it may lack cells that the file has.
const UNREAD: [&Rule; 5] =
    [&UNDECIDABLE_ROW, &UNPLACED_CELL, &NOT_OF_THIS_REPORT, &UNREAD_FIGURES, &UNKNOWN_ROW_OR_COLUMN];

/// Whether the finding says that figures of the file were not read into the cells of the report. One that names a cell
/// is about a figure that was read.
#[must_use]
pub fn is_about_unread_figures(finding: &Finding) -> bool {
    finding.cells.is_empty() && UNREAD.contains(&finding.rule)
}
