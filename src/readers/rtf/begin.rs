//! The beginnings and ends of groups of a kind of their own.

use super::destination::{Begins, Destination, begins};
use super::field::Field;
use super::walk::{Close, Walk};
use crate::model::error::Result;
use crate::readers::appearance::AsideKind;
use crate::readers::word::emission::NoteReference;
use crate::readers::word::line_of;

impl Walk<'_> {
    /// Takes the first word of a group; whether it begins a group of its own kind.
    pub(super) fn begin(&mut self, name: &str) -> bool {
        let Some(kind) = begins(name) else { return false };
        // Properties of the document have names of common words.
        if let Begins::To(Destination::Property(_)) = kind
            && self.state.destination != Destination::Info
        {
            return false;
        }
        let is_text = self.state.destination == Destination::Text;
        let is_drawn = is_text || self.state.destination == Destination::Shape;
        match kind {
            Begins::To(Destination::Label) if is_text => {
                self.label.clear();
                self.go_to(Destination::Label, Close::Label);
            }
            Begins::To(destination @ (Destination::Instruction | Destination::FormField)) => {
                self.state.destination = destination;
            }
            Begins::To(Destination::FormEntry) => {
                if let Some(field) = self.fields.last_mut() {
                    field.start_entry();
                }
                self.state.destination = Destination::FormEntry;
            }
            Begins::To(Destination::Shape) if !is_drawn => self.state.destination = Destination::Skip,
            Begins::To(destination) => self.state.destination = destination,
            Begins::Through => {}
            Begins::Twice => self.on_close(Close::Twice),
            Begins::Field => {
                self.fields.push(Field::default());
                self.on_close(Close::Field);
            }
            Begins::Result => self.begin_result(is_text),
            Begins::TextBox | Begins::Note | Begins::Comment | Begins::Margin => {
                self.begin_story(kind, is_text, is_drawn);
            }
            Begins::Picture => {
                if is_drawn {
                    self.add_picture();
                }
                self.state.destination = Destination::Skip;
            }
            Begins::Object => {
                if is_drawn {
                    self.skipped.objects += 1;
                }
                self.state.destination = Destination::Skip;
            }
            Begins::NestedRow => self.on_close(Close::NestedRow),
        }
        true
    }

    fn go_to(&mut self, destination: Destination, close: Close) {
        self.state.destination = destination;
        self.on_close(close);
    }

    /// Begins text that runs by itself, where it is part of what is read.
    fn begin_story(&mut self, kind: Begins, is_text: bool, is_drawn: bool) {
        match kind {
            Begins::TextBox if is_drawn => {
                // What is in the box comes after the paragraph.
                self.prepare();
                self.start_context(false);
                self.go_to(Destination::Text, Close::TextBox);
            }
            Begins::Note if is_text => self.begin_note(),
            Begins::Comment if is_text => {
                self.start_context(false);
                self.go_to(Destination::Text, Close::Comment);
            }
            Begins::Margin if is_text => {
                self.start_context(true);
                self.go_to(Destination::Text, Close::Margin);
            }
            _ => self.state.destination = Destination::Skip,
        }
    }

    fn begin_result(&mut self, is_text: bool) {
        // The destination is that of the field: a field in an instruction shows nothing.
        if !is_text || self.contexts.last().is_some_and(|context| context.hides_fields) {
            self.state.destination = Destination::Skip;
        }
    }

    fn begin_note(&mut self) {
        let id = self.references.len().to_string();
        self.prepare();
        if self.flow.shows_text() && !self.state.is_deleted {
            self.references.push(NoteReference { is_endnote: false, id: id.clone() });
            self.flow.add_mark(&format!("[{}]", self.references.len()));
        }
        self.start_context(false);
        self.state.look = crate::readers::word::look::Look::default();
        self.go_to(Destination::Text, Close::Note(id));
    }

    /// Whether the definitions of rows that come are those of a nested one.
    pub(super) fn is_nested_row(&self) -> bool {
        self.is_within(&Close::NestedRow)
    }

    /// Ends the group whose end is this.
    pub(super) fn end_group(&mut self, close: Close) -> Result<()> {
        match close {
            Close::Nothing | Close::Twice | Close::NestedRow => {}
            Close::Field => self.end_field(),
            Close::Label => {
                let label = std::mem::take(&mut self.label);
                if let Some(context) = self.contexts.last_mut() {
                    context.label = Some(label);
                }
            }
            Close::TextBox => {
                let pieces = self.end_context()?;
                self.flow.push_box(pieces);
            }
            Close::Note(id) => {
                let pieces = self.end_context()?;
                self.notes.insert(id, pieces);
            }
            Close::Comment => {
                let pieces = self.end_context()?;
                self.flow.note(AsideKind::Comment, line_of(pieces));
            }
            Close::Margin => {
                let pieces = self.end_context()?;
                self.margins.push(pieces);
            }
        }
        Ok(())
    }
}
