//! The hidden sheet `repconv`: the report as JSON, so that our reader can detect changes on the
//! visible sheets. A cell holds only 32,767 characters, so the text continues from row to row.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::formats::Output;
use crate::report_json as json;

/// The first cell, by which our reader recognises the sheet.
const TITLE: &str = "repconv.report";
const EXPLAINED: &str = "本表存有转换时的报告，供读回时核对；内容以看得见的各工作表为准。";
/// UTF-16 units of the text in one cell, apart from the bars that keep white space at its ends.
const PIECE: usize = 32_000;

/// Writes the copy of the report.
pub fn write(sheet: &mut Worksheet, output: &Output<'_>) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 120)?;
    sheet.write_string(0, 0, TITLE)?.write_string(1, 0, EXPLAINED)?;
    for (row, piece) in (2u32..).zip(pieces(&json::to_json(output.report).to_string())) {
        sheet.write_string(row, 0, format!("|{piece}|"))?;
    }
    Ok(())
}

fn pieces(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = text;
    loop {
        let mut units = 0;
        let is_beyond = |&(_, character): &(usize, char)| {
            units += character.len_utf16();
            units > PIECE
        };
        let end = rest.char_indices().find(is_beyond).map_or(rest.len(), |(at, _)| at);
        let (piece, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        all.push(piece);
        if behind.is_empty() {
            return all;
        }
        rest = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_goes_on_in_the_next_cell() {
        let text = "字🀄 ".repeat(30_000);
        let pieces = pieces(&text);
        assert_eq!(pieces.len(), 4);
        assert!(pieces.iter().all(|piece| piece.encode_utf16().count() + 2 <= super::super::CELL_LIMIT));
        assert_eq!(pieces.concat(), text);
    }
}
