//! What is said of tables that are not the report's.

use crate::model::finding::Finding;
use crate::model::form::TableForm;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::{NOT_OF_THIS_REPORT, UNPLACED_CELL};
use crate::recognise::tables::builder::mark;

/// The finding about a flattened table of another period or body.
pub fn flattened_of_another(form: &TableForm, caption: &str, has_own: bool, place: Place) -> Finding {
    if has_own {
        Finding::new(&UNPLACED_CELL, beside_own(form, caption), place)
    } else {
        Finding::new(&NOT_OF_THIS_REPORT, instead_of_own(form, caption), place)
    }
}

pub(super) fn still_marked(form: &TableForm) -> Message {
    let mark = mark(form);
    Message::new(
        format!("这张表标着“{mark}”，仍未计入，原样保留；改好后请删去这个标记"),
        format!(
            "the table is marked '{mark}' (left out) and is left out again; delete the mark once it is correct"
        ),
    )
}

pub(super) fn beside_own(form: &TableForm, text: &str) -> Message {
    Message::new(
        format!(
            "“{text}”下还有一张与{}格式相同的表，不是本报告的（是别的年度、单位的，或者是草稿、样表），没有计入，原样保留",
            form.name
        ),
        format!(
            "another table under '{text}' has the form of '{}' but is of another period or body, or a draft; it is kept as text",
            form.key
        ),
    )
}

pub(super) fn instead_of_own(form: &TableForm, text: &str) -> Message {
    Message::new(
        format!(
            "“{text}”下的{}不是本报告的（是别的年度、单位的，或者是草稿、样表），没有计入，原样保留；请核对标题、年度和单位",
            form.name
        ),
        format!(
            "the table '{}' under '{text}' is of another period or body than the report, or a draft; it is left out and kept as text",
            form.key
        ),
    )
}

pub(super) fn draft(form: &TableForm, sheet: &str) -> Message {
    Message::new(
        format!(
            "工作表“{sheet}”里还有一张与{}格式相同的表，看名称是草稿、备份或样表，没有计入，原样保留；如果它才是正式的，请删去另一张",
            form.name
        ),
        format!(
            "another table on the sheet '{sheet}', a draft, backup or example by its name, has the form of '{}'; it is kept as text",
            form.key
        ),
    )
}

/// Of a further table of the form.
pub(super) fn further(form: &TableForm) -> Message {
    Message::new(
        format!("文中还有一张与{}格式相同的表，没有计入{}，原样保留在原处", form.name, form.name),
        format!("another table has the form of '{}'; it is kept where it is and not counted", form.key),
    )
}

/// Of two tables of the form of which nothing says which is the report's.
pub(super) fn undecided(form: &TableForm) -> Message {
    Message::new(
        format!(
            "有两张数不相同的{}，标题和表名分不清哪一张是本报告的；都没有计入，原样保留，请删去不是本年度的那张",
            form.name
        ),
        format!(
            "two tables of '{}' differ, and neither caption nor sheet says which is the report's; both are left out",
            form.key
        ),
    )
}
