//! The comments on a sheet of an `.xlsb`. What else lies on a sheet is XML, as in an `.xlsx`.

use super::records::{Records, kind};
use super::strings;
use super::styles::Styles;
use crate::model::error::Result;
use crate::readers::package::Package;
use crate::readers::spreadsheet::workbooks::xlsx_notes::Comment;

/// The comments in the part at `path`.
pub fn read(package: &mut Package<'_>, path: &str) -> Result<Vec<Comment>> {
    let Some(part) = package.part(path)? else { return Ok(Vec::new()) };
    let mut records = Records::new(path, &part, package.limits());
    let fonts = Styles::default();
    let mut comments = Vec::new();
    let mut at = None;
    while let Some(mut record) = records.next()? {
        match record.kind {
            kind::COMMENT => {
                record.fields.take(4); // its author
                let [row, _, column, _] = records.whole(record.kind, record.fields.area())?;
                at = Some((row, column));
            }
            kind::COMMENT_TEXT => {
                let text = records.whole(record.kind, strings::rich(&mut record.fields, &fonts))?.text;
                comments.push(Comment { at: at.take(), text });
            }
            _ => {}
        }
    }
    Ok(comments)
}
