//! Paragraphs, cells and rows: what ends them, and where what they hold goes.

use super::destination::Destination;
use super::table::OpenRows;
use super::walk::Walk;
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::UNPLACED_CELL;
use crate::readers::appearance::{AsideKind, Colour};
use crate::readers::word::flow::{Label, ParagraphProperties};
use crate::readers::word::look::{Surface, Surroundings};
use crate::readers::word::piece::Piece;

/// Text that runs by itself: the body, a text box, a note, a header.
#[derive(Default)]
pub struct Context {
    /// The tables that are open, outermost first.
    pub tables: Vec<OpenRows>,
    has_paragraph: bool,
    /// The number before the paragraph.
    pub label: Option<String>,
    /// Whether the results of fields are left out: numbers of pages.
    pub hides_fields: bool,
    /// Where the fields of the text around are.
    fields: Vec<bool>,
    is_box: bool,
}

const WHITE: Surface = Surface::Colour(Colour::WHITE);

impl Walk<'_> {
    pub(super) fn start_context(&mut self, hides_fields: bool) {
        let fields = self.flow.start_box();
        self.state.paragraph = super::state::Paragraph::default();
        self.contexts.push(Context { hides_fields, fields, is_box: true, ..Context::default() });
    }

    pub(super) fn end_context(&mut self) -> Result<Vec<Piece>> {
        self.end_text()?;
        let context = self.contexts.pop().unwrap_or_default();
        Ok(self.flow.end_inner_story(context.fields))
    }

    /// Ends the paragraph and the tables that are open.
    pub(super) fn end_text(&mut self) -> Result<()> {
        if self.contexts.last().is_some_and(|context| context.has_paragraph) {
            self.end_paragraph(self.state.paragraph.tables())?;
        }
        self.settle(0)
    }

    /// Starts a paragraph where none is open, and sets how the text that comes looks.
    pub(super) fn prepare(&mut self) {
        let Some(context) = self.contexts.last_mut() else { return };
        if !std::mem::replace(&mut context.has_paragraph, true) {
            self.flow.start_paragraph(ParagraphProperties::default());
        }
        let depth = self.state.paragraph.tables();
        let definition = self.definitions.get(depth.saturating_sub(1).min(1));
        let cell = context.tables.last().map_or(0, |table| table.cells.len());
        let of_cell = definition.filter(|_| depth > 0).and_then(|definition| definition.fill(cell));
        let around = if context.is_box { Surface::Unknown } else { WHITE };
        let behind = self.state.paragraph.fill.or(of_cell).unwrap_or(around);
        let surroundings = Surroundings { is_in_table: depth > 0, line: 0 };
        self.flow.set_run(self.state.look, surroundings, || behind);
    }

    /// Adds text to the paragraph.
    pub(super) fn add(&mut self, text: &str) {
        self.prepare();
        if self.state.is_deleted {
            self.flow.start_aside(AsideKind::Deleted);
            self.flow.add(text);
            self.flow.end_aside();
        } else {
            self.flow.add(text);
        }
    }

    pub(super) fn add_picture(&mut self) {
        self.skipped.pictures += 1;
        self.prepare();
        self.flow.add_picture("图片");
    }

    /// Ends the paragraph, which is in so many tables.
    fn end_paragraph(&mut self, tables: usize) -> Result<()> {
        let paragraph = self.state.paragraph;
        let Some(context) = self.contexts.last_mut() else { return Ok(()) };
        let label = context.label.take();
        let has_paragraph = std::mem::take(&mut context.has_paragraph);
        self.settle(tables)?;
        if !has_paragraph && label.is_none() {
            return Ok(());
        }
        if !has_paragraph {
            self.flow.start_paragraph(ParagraphProperties::default());
        }
        self.flow.set_paragraph(ParagraphProperties {
            role: self.head.role(paragraph.style, paragraph.outline),
            label: label.as_deref().and_then(label_of),
            is_mark_deleted: self.state.is_deleted,
            ..ParagraphProperties::default()
        });
        self.flow.end_paragraph();
        Ok(())
    }

    /// Opens or closes tables until so many are open.
    fn settle(&mut self, tables: usize) -> Result<()> {
        let tables = tables.min(self.limits.depth);
        while self.contexts.last().is_some_and(|context| context.tables.len() > tables) {
            self.close_table()?;
        }
        while let Some(context) = self.contexts.last_mut().filter(|context| context.tables.len() < tables) {
            context.tables.push(OpenRows::default());
            self.flow.start_story();
        }
        Ok(())
    }

    fn close_table(&mut self) -> Result<()> {
        let depth = self.contexts.last().map_or(0, |context| context.tables.len());
        let is_open = self.contexts.last().and_then(|context| context.tables.last());
        if is_open.is_some_and(|table| !table.cells.is_empty()) {
            self.end_row(depth)?;
        }
        let Some(table) = self.contexts.last_mut().and_then(|context| context.tables.pop()) else {
            return Ok(());
        };
        // Text in no cell: it is on the page all the same.
        let loose = self.flow.end_story();
        let pieces = table.finish(self.limits)?;
        let is_inner = depth > 1;
        // A blank table in a cell does not make the outer one a layout table.
        if !is_inner || pieces.iter().any(Piece::has_text) {
            self.flow.push(pieces);
        } else {
            let unseen = pieces.into_iter().flat_map(Piece::into_unseen).collect();
            self.flow.push(Piece::of_unseen(unseen).into_iter().collect());
        }
        self.flow.push(loose);
        Ok(())
    }

    fn end_cell(&mut self, depth: usize) -> Result<()> {
        self.end_paragraph(depth)?;
        self.cells += 1;
        self.limits.check_cells(self.cells)?;
        let pieces = self.flow.end_story();
        if let Some(table) = self.contexts.last_mut().and_then(|context| context.tables.last_mut()) {
            table.cells.push(pieces);
        }
        self.flow.start_story();
        Ok(())
    }

    fn end_row(&mut self, depth: usize) -> Result<()> {
        self.settle(depth)?;
        let definition = self.definitions.get(depth.saturating_sub(1).min(1)).cloned().unwrap_or_default();
        let Some(table) = self.contexts.last_mut().and_then(|context| context.tables.last_mut()) else {
            return Ok(());
        };
        let shown = table.shown();
        if !table.end_row(&definition) {
            let message = Message::new(
                format!(
                    "表格的一行（{shown}）里单元格的数目或位置与文件所写的不符，各数属于哪一列不能确定，请核对"
                ),
                format!(
                    "a table row ({shown}) has other cells than the file says; check which column each figure is in"
                ),
            );
            self.doubts.push(Finding::new(&UNPLACED_CELL, message, Place::Unknown));
        }
        Ok(())
    }

    /// Words that define the row; whether it was one.
    pub(super) fn row_word(&mut self, name: &str, number: Option<i32>) -> bool {
        let at = usize::from(self.is_nested_row());
        let colours = &self.head.colours;
        let fill = || super::state::colour(number, colours).map(Surface::Colour);
        self.definitions.get_mut(at).is_some_and(|definition| definition.set(name, number, fill))
    }

    /// Words that end a paragraph, a cell or a row.
    pub(super) fn structure_word(&mut self, name: &str) -> Result<()> {
        if self.state.destination == Destination::FormField {
            return Ok(());
        }
        if self.state.destination != Destination::Text {
            return Ok(());
        }
        let depth = self.state.paragraph.tables();
        match name {
            "par" | "sect" => self.end_paragraph(depth),
            "cell" => self.end_cell(1),
            "nestcell" => self.end_cell(depth.max(2)),
            "row" => self.end_row(1),
            "nestrow" => self.end_row(depth.max(2)),
            _ => Ok(()),
        }
    }
}

/// The label of a list; `None` for a bullet.
fn label_of(text: &str) -> Option<Label> {
    let label = text.trim_end_matches(['\t', ' ', '\n']).trim_start();
    // The letter is the ring that Word sets before the second level.
    let is_bullet = label == "o" || !label.chars().any(char::is_alphanumeric);
    (!is_bullet)
        .then(|| Label { text: label.to_owned(), is_separated: label.len() < text.trim_start().len() })
}
