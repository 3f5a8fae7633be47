//! The sheet 已说明的问题: findings that a person has set aside, one per row, each with its reason.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::list;
use crate::formats::Output;
use crate::model::document::Document;
use crate::model::language::Language;
use crate::model::set_aside::{SHEET_COLUMNS, SHEET_HEADS, SHEET_TITLE, SetAside, fingerprint};

const WIDTHS: [u32; 4] = [8, 54, 40, 26];

/// The reasons that a document carries.
pub fn reasons(document: &Document) -> impl Iterator<Item = SetAside> {
    document.head.iter().filter_map(SetAside::of_property)
}

/// Writes the reasons, each with what was found where that is known.
pub fn write(sheet: &mut Worksheet, output: &Output<'_>) -> Result<(), XlsxError> {
    let [a, b, c, d] = SHEET_COLUMNS;
    let [of_a, of_b, of_c, of_d] = WIDTHS;
    let rows = reasons(output.document).map(|one| {
        let found = output.findings.iter().find_map(|finding| {
            let original = finding.set_aside.as_ref()?;
            (fingerprint(output.report, finding) == one.fingerprint)
                .then(|| original.message.get(Language::Zh).to_owned())
        });
        let code = one.fingerprint.split('-').next().unwrap_or_default().to_owned();
        [code, found.unwrap_or_default(), one.reason, one.fingerprint]
    });
    let heads = [(a, of_a), (b, of_b), (c, of_c), (d, of_d)];
    list::write(sheet, (SHEET_TITLE, SHEET_HEADS - 1), heads, rows)
}
