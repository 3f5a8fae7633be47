//! Notes, comments, and the headers and footers of pages.

use super::Walk;
use super::open::Open;
use crate::model::error::Result;
use crate::readers::appearance::AsideKind;
use crate::readers::word::emission::NoteReference;
use crate::readers::word::line_of;
use crate::readers::xml::{Element, Xml};

impl Walk<'_> {
    /// A note: in a part of its own, or (Word 2003) where it is referred to.
    pub(super) fn start_note(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let is_separator = element.attribute("type").is_some_and(|kind| kind != "normal");
        let is_inline = matches!(self.open.last(), Some(Open::Run { .. }));
        if is_separator || !is_inline && self.open.len() != 1 {
            return xml.skip();
        }
        let mut id = element.attribute("id").unwrap_or_default();
        if is_inline {
            id = format!("inline {}", self.references.len());
            self.refer(NoteReference { is_endnote: false, id: id.clone() });
        }
        let fields = self.flow.start_box();
        self.open.push(Open::Note { id, fields });
        Ok(())
    }

    pub(super) fn end_note(&mut self, id: String, fields: Vec<bool>) {
        let pieces = self.flow.end_inner_story(fields);
        self.notes.insert(id, pieces);
    }

    /// Adds the mark of a note to the text, if it is seen.
    pub(super) fn refer(&mut self, reference: NoteReference) {
        if self.flow.shows_text() {
            self.references.push(reference);
            self.flow.add_mark(&format!("[{}]", self.references.len()));
        }
    }

    /// The mark of a comment of this id.
    pub(super) fn refer_to_comment(&mut self, id: &str) {
        if let Some(text) = self.comments.remove(id) {
            self.flow.note(AsideKind::Comment, text);
        }
    }

    /// A change or a comment of Word 2003.
    pub(super) fn start_annotation(&mut self, element: &Element<'_>) {
        let open = match element.attribute("type").as_deref() {
            Some("Word.Deletion") => {
                self.flow.start_aside(AsideKind::Deleted);
                Open::Aside
            }
            Some("Word.Comment") => Open::Comment { fields: self.flow.start_box() },
            _ => Open::Through,
        };
        self.open.push(open);
    }

    pub(super) fn end_comment(&mut self, fields: Vec<bool>) {
        let pieces = self.flow.end_inner_story(fields);
        self.flow.note(AsideKind::Comment, line_of(pieces));
    }

    /// The header or footer of pages.
    pub(super) fn start_margin(&mut self) {
        self.flow.start_story();
        self.flow.hide_fields(true);
        self.open.push(Open::Margin);
    }

    pub(super) fn end_margin(&mut self) {
        self.flow.hide_fields(false);
        let pieces = self.flow.end_story();
        self.margins.push(pieces);
    }
}
