//! What lies on a sheet of an `.xls` beside its cells: comments, text boxes, form controls. An OBJ record gives
//! the kind and number of an object, a TXO record after it its text, a NOTE record the cell of a comment.

use std::collections::BTreeMap;

use super::notes::Notes;
use super::sheet::Sheet;
use super::xls::Record;
use super::xlsx_notes::OWN_NOTE;
use crate::readers::appearance::AsideKind;
use crate::readers::compound::u16_at;

/// The objects of a sheet.
#[derive(Debug, Default)]
pub struct Objects {
    /// Texts by the number of their object.
    texts: BTreeMap<u16, (ObjectKind, String)>,
    /// The last object, whose text may follow.
    open: Option<(u16, ObjectKind)>,
    /// Row, column and object of each comment.
    comments: Vec<(u32, u32, u16)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ObjectKind {
    TextBox,
    Comment,
    Control,
}

impl Objects {
    /// An OBJ record.
    pub fn object(&mut self, data: &[u8], notes: &mut Notes) {
        self.open = None;
        let (Some(kind), Some(number)) = (u16_at(data, 4), u16_at(data, 6)) else { return };
        let kind = match kind {
            5 => return notes.charts += 1,
            8 => return notes.pictures += 1,
            1..=4 | 6 | 9 | 30 => ObjectKind::TextBox,
            25 => ObjectKind::Comment,
            7 | 11..=20 => ObjectKind::Control,
            _ => return,
        };
        self.open = Some((number, kind));
    }

    /// A TXO record, whose text is in the record that continues it.
    pub fn text(&mut self, record: Record<'_>) {
        let Some((number, kind)) = self.open.take() else { return };
        let length = u16_at(record.data, 10).unwrap_or(0);
        let mut pieces = record.pieces();
        let text = pieces.skip_record().and_then(|()| pieces.characters(length.into()));
        self.texts.insert(number, (kind, text.unwrap_or_default()));
    }

    /// A NOTE record.
    pub fn comment(&mut self, data: &[u8]) {
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { return };
        let number = u16_at(data, 6).unwrap_or(0);
        self.comments.push((u32::from(row) + 1, u32::from(column) + 1, number));
    }

    /// Says what there is, once the sheet was read.
    pub fn note(&mut self, sheet: &Sheet, notes: &mut Notes) {
        for (row, column, number) in std::mem::take(&mut self.comments) {
            let text = self.texts.get(&number).map(|(_, text)| text.as_str()).filter(|text| !text.is_empty());
            if text.is_some_and(|text| text.starts_with(OWN_NOTE)) {
                continue;
            }
            notes.asides.add(AsideKind::Comment, text.unwrap_or("……"), &sheet.place(row, column));
        }
        for (kind, text) in std::mem::take(&mut self.texts).into_values() {
            match kind {
                ObjectKind::TextBox => notes.note_text_box(&text, &sheet.place(1, 1)),
                ObjectKind::Control if text.contains(char::is_numeric) => {
                    notes.asides.add(AsideKind::Control, &text, &sheet.place(1, 1));
                }
                ObjectKind::Comment | ObjectKind::Control => {}
            }
        }
    }
}
