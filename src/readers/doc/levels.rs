//! The tables that are open, innermost last, over the text around them.

use super::markup::Markup;
use super::rows::RowDefinition;
use super::tables::{self, Faulty, Row};

/// What is being written: the first level is the text itself, each other a table in the one before it.
#[derive(Debug)]
pub struct Levels(Vec<Level>);

#[derive(Debug, Default)]
struct Level {
    content: Markup,
    rows: Vec<Row>,
    /// The finished cells of the row.
    cells: Vec<String>,
    /// The text of the row.
    text: String,
    /// Whether a table is in one of the cells.
    has_inner: bool,
}

/// A table that has ended.
#[derive(Debug)]
pub struct EndedTable {
    /// Whether it becomes a table of the document, and not a layout of others.
    pub counts: bool,
    pub faulty: Vec<Faulty>,
}

/// Characters of a row that are kept for a message.
const KEPT: usize = 100;

impl Levels {
    pub fn new() -> Self {
        Self(vec![Level::default()])
    }

    /// Opens or ends tables until so many are open.
    pub fn set_depth(&mut self, depth: usize, ended: &mut Vec<EndedTable>) {
        while self.0.len() > depth + 1
            && let Some(level) = self.0.pop()
        {
            let is_outermost = self.0.len() == 1;
            let Some(around) = self.0.last_mut() else { return };
            around.has_inner = true;
            let counts = is_outermost && !level.has_inner;
            let faulty = level.end(&mut around.content);
            ended.push(EndedTable { counts, faulty });
        }
        while self.0.len() < depth + 1 {
            self.0.push(Level::default());
        }
    }

    /// Adds a paragraph to what is open.
    pub fn push(&mut self, paragraph: &str, text: &str) {
        let Some(level) = self.0.last_mut() else { return };
        level.content.append(paragraph);
        if level.text.len() < KEPT {
            level.text.extend(text.chars().take(KEPT));
        }
    }

    pub fn end_cell(&mut self) {
        let Some(level) = self.0.last_mut() else { return };
        level.cells.push(std::mem::take(&mut level.content).finish());
        level.text.push(' ');
    }

    pub fn end_row(&mut self, definition: RowDefinition) {
        let Some(level) = self.0.last_mut() else { return };
        // What follows the last cell mark has no cell.
        if !level.content.is_empty() {
            level.cells.push(std::mem::take(&mut level.content).finish());
        }
        let (cells, text) = (std::mem::take(&mut level.cells), std::mem::take(&mut level.text));
        level.rows.push(Row { definition, cells, text });
    }

    /// The markup of all.
    pub fn finish(mut self, ended: &mut Vec<EndedTable>) -> Markup {
        self.set_depth(0, ended);
        self.0.pop().unwrap_or_default().content
    }
}

impl Level {
    /// Writes the table; a row whose end never came is left out.
    fn end(mut self, out: &mut Markup) -> Vec<Faulty> {
        if !self.cells.is_empty() || !self.content.is_empty() {
            let cells = std::mem::take(&mut self.cells);
            self.rows.push(Row { definition: RowDefinition::default(), cells, text: self.text });
        }
        tables::write(self.rows, out)
    }
}
