//! Notes and comments.

use super::Walk;
use super::open::Open;
use crate::readers::appearance::AsideKind;
use crate::readers::word::emission::NoteReference;
use crate::readers::word::line_of;
use crate::readers::xml::Element;

impl Walk<'_> {
    /// A note, in the place of its mark.
    pub(super) fn start_note(&mut self, element: &Element<'_>) {
        let id = format!("{} {}", self.references.len(), element.attribute("text:id").unwrap_or_default());
        if self.flow.shows_text() {
            self.references.push(NoteReference { is_endnote: false, id: id.clone() });
            self.flow.add_mark(&format!("[{}]", self.references.len()));
        }
        let fields = self.flow.start_box();
        self.open.push(Open::Note { id, fields });
    }

    pub(super) fn end_note(&mut self, id: String, fields: Vec<bool>) {
        let pieces = self.flow.end_inner_story(fields);
        self.notes.insert(id, pieces);
    }

    pub(super) fn end_comment(&mut self, fields: Vec<bool>) {
        let pieces = self.flow.end_inner_story(fields);
        self.flow.note(AsideKind::Comment, line_of(pieces));
    }
}
