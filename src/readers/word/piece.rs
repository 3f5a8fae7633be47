//! Paragraphs and tables of a Word document before their places are counted.

use crate::model::document::{Cell, Role};
use crate::model::place::Place;
use crate::model::text;
use crate::readers::appearance::{Appearance, AsideKind, ShownText, Unseen};

/// A paragraph or a table.
pub enum Piece {
    /// May hold soft line breaks, or nothing that is shown.
    Paragraph {
        line: Line,
        role: Role,
    },
    Table(PieceTable),
    /// Another document, by the id of its relationship.
    Chunk {
        id: String,
    },
}

/// A table; its places lack the number of the table.
pub struct PieceTable {
    pub rows: Vec<Vec<Cell>>,
    /// What was set aside, and where.
    pub unseen: Vec<(Place, Unseen)>,
}

impl PieceTable {
    /// Keeps the pictures in blank cells only where the other cells have figures; the name of the first where the
    /// table is nothing else.
    pub fn take_picture(&mut self) -> Option<String> {
        let mut cells = self.rows.iter().flatten();
        if cells.clone().any(|cell| cell.text.contains(|c: char| c.is_ascii_digit())) {
            return None;
        }
        let is_blank = cells.all(Cell::is_blank);
        let is_picture = |unseen: &Unseen| unseen.kind == AsideKind::Picture;
        let first = self.unseen.iter().find(|(_, unseen)| is_picture(unseen));
        let name = first.map(|(_, unseen)| unseen.text.clone()).filter(|_| is_blank);
        self.unseen.retain(|(_, unseen)| !is_picture(unseen));
        name
    }
}

/// The text of a paragraph.
#[derive(Default)]
pub struct Line {
    shown: ShownText,
    /// Whether there is text on the base line.
    has_base: bool,
    /// The name of the first picture in it.
    pub picture: Option<String>,
}

impl Piece {
    /// A paragraph of plain text.
    pub fn plain(text: String) -> Self {
        let shown = ShownText { text, ..ShownText::default() };
        Self::Paragraph { line: Line { shown, has_base: true, picture: None }, role: Role::Body }
    }

    /// A paragraph of which nothing is shown; `None` where nothing was set aside.
    pub fn of_unseen(unseen: Vec<Unseen>) -> Option<Self> {
        let shown = ShownText { text: String::new(), unseen };
        let line = Line { shown, has_base: false, picture: None };
        (!line.shown.unseen.is_empty()).then_some(Self::Paragraph { line, role: Role::Body })
    }

    pub fn has_text(&self) -> bool {
        match self {
            Self::Paragraph { line, .. } => !line.is_blank(),
            Self::Table(table) => table.rows.iter().flatten().any(|cell| !cell.is_blank()),
            Self::Chunk { .. } => true,
        }
    }

    /// Whether it is no text of a cell: a cell that holds it is there for the layout.
    pub fn is_block(&self) -> bool {
        matches!(self, Self::Table(_) | Self::Chunk { .. })
    }

    /// What was set aside in it.
    pub fn into_unseen(self) -> Vec<Unseen> {
        match self {
            Self::Paragraph { line, .. } => line.shown.unseen,
            Self::Table(table) => table.unseen.into_iter().map(|(_, unseen)| unseen).collect(),
            Self::Chunk { .. } => Vec::new(),
        }
    }

    /// What a paragraph shows.
    #[cfg(feature = "rtf")]
    pub fn shown_text(&self) -> String {
        match self {
            Self::Paragraph { line, .. } => line.text().trim().to_owned(),
            Self::Table(_) | Self::Chunk { .. } => String::new(),
        }
    }

    /// All that it shows, on one line.
    pub fn into_text(self) -> String {
        match self {
            Self::Paragraph { line, .. } => line.on_its_own().text,
            Self::Table(table) => {
                let cells: Vec<String> = table.rows.into_iter().flatten().map(|cell| cell.text).collect();
                cells.join(" ")
            }
            Self::Chunk { .. } => String::new(),
        }
    }
}

impl Line {
    /// Adds a run of text that looks like this.
    pub fn push(&mut self, run: &str, appearance: Appearance) {
        let is_shown = !appearance.is_struck && !appearance.is_hidden;
        self.has_base |= is_shown && appearance.shift.is_none() && !run.trim().is_empty();
        self.shown.push(run, appearance);
    }

    /// Sets a text aside.
    pub fn set_aside(&mut self, kind: AsideKind, run: &str) {
        self.shown.set_aside(kind, run);
    }

    /// Sets a text aside that is whole in itself.
    pub fn note(&mut self, kind: AsideKind, text: String) {
        self.shown.unseen.push(Unseen { kind, text });
    }

    /// Adds a line that goes on in this one.
    pub fn append(&mut self, following: Self) {
        self.has_base |= following.has_base;
        self.picture = self.picture.take().or(following.picture);
        self.shown.append(following.shown);
    }

    pub fn is_blank(&self) -> bool {
        self.shown.text.trim().is_empty()
    }

    /// Whether nothing is kept of it.
    pub fn is_empty(&self) -> bool {
        self.is_blank() && self.shown.unseen.is_empty() && self.picture.is_none()
    }

    /// Whether all its text is raised or lowered, if it has any.
    pub fn is_set_off_or_blank(&self) -> bool {
        !self.has_base
    }

    /// What it shows, as part of more text.
    pub fn shown(self) -> ShownText {
        self.shown
    }

    /// What it shows where there is no other text: what is raised as a whole is no mark.
    pub fn on_its_own(mut self) -> ShownText {
        if !self.has_base {
            self.shown.text = self.shown.text.chars().map(text::unshifted).collect();
        }
        self.shown
    }

    /// Puts a label before what it shows.
    pub fn prefix(&mut self, label: &str) {
        self.shown.text.insert_str(0, label);
        self.has_base |= !label.trim().is_empty();
    }

    /// The text that is shown.
    pub fn text(&self) -> &str {
        &self.shown.text
    }

    /// Drops white space before what is shown.
    pub fn trim_start(&mut self) {
        let blank = self.shown.text.len() - self.shown.text.trim_start().len();
        self.shown.text.drain(..blank);
    }
}
