//! Pieces become the blocks of a document: places are counted, and what was set aside gets its place.

use std::collections::{BTreeMap, HashMap};

use super::piece::{Piece, PieceTable};
use crate::model::document::{Block, Document, Paragraph, Property, Role, Table};
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::text;
use crate::readers::appearance::{AsideKind, Asides, announces_table};

/// Reads a document within the document, by the id of its relationship.
pub trait ReadChunk {
    /// # Errors
    /// Those of the limits; what cannot be read is a [`Chunk::Unread`].
    fn read(&mut self, id: &str) -> Result<Chunk>;
}

/// A document within the document.
pub enum Chunk {
    Read(Box<Document>),
    /// Its name.
    Unread(String),
}

/// For documents that hold no others.
pub struct NoChunks;

impl ReadChunk for NoChunks {
    fn read(&mut self, id: &str) -> Result<Chunk> {
        Ok(Chunk::Unread(id.to_owned()))
    }
}

/// A reference to a note.
pub struct NoteReference {
    pub is_endnote: bool,
    pub id: String,
}

/// Counts places while pieces become blocks.
pub struct Emission<'a> {
    pub blocks: Vec<Block>,
    /// Properties of documents within the document.
    pub head: Vec<Property>,
    /// Findings of documents within the document.
    pub doubts: Vec<Finding>,
    pub asides: Asides,
    paragraphs: u32,
    tables: u32,
    /// How many blocks were before the last picture.
    pictured: Option<usize>,
    limits: &'a Limits,
}

impl<'a> Emission<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        Self {
            blocks: Vec::new(),
            head: Vec::new(),
            doubts: Vec::new(),
            asides: Asides::default(),
            paragraphs: 0,
            tables: 0,
            pictured: None,
            limits,
        }
    }

    pub fn push_all(&mut self, pieces: Vec<Piece>, chunks: &mut dyn ReadChunk) -> Result<()> {
        for piece in pieces {
            match piece {
                Piece::Paragraph { mut line, role } => {
                    let picture = line.picture.take();
                    let shown = line.on_its_own();
                    let place = self.next_paragraph();
                    let before = self.blocks.len();
                    self.push_lines(&shown.text, role, &place)?;
                    self.asides.add_all(shown.unseen, &place);
                    if self.blocks.len() == before {
                        self.paragraphs -= 1;
                        self.add_picture(picture);
                    }
                }
                Piece::Table(table) => self.push_table(table)?,
                Piece::Chunk { id } => match chunks.read(&id)? {
                    Chunk::Read(document) => self.push_document(*document)?,
                    Chunk::Unread(name) => {
                        let place = Place::Paragraph { paragraph: self.paragraphs + 1 };
                        self.asides.add(AsideKind::Object, &name, &place);
                    }
                },
            }
        }
        Ok(())
    }

    /// The notes in the order of their marks, each once with its mark before it, after the body.
    pub fn push_notes(
        &mut self,
        references: &[NoteReference],
        [mut footnotes, mut endnotes]: [HashMap<String, Vec<Piece>>; 2],
    ) -> Result<()> {
        for (index, reference) in references.iter().enumerate() {
            let notes = if reference.is_endnote { &mut endnotes } else { &mut footnotes };
            let mut mark = format!("[{}] ", index + 1);
            for piece in notes.remove(&reference.id).into_iter().flatten() {
                match piece {
                    Piece::Paragraph { line, .. } => {
                        let shown = line.on_its_own();
                        let text = shown.text.trim_start();
                        if !text.is_empty() {
                            let text = std::mem::take(&mut mark) + text;
                            self.push_lines(&text, Role::Body, &Place::Unknown)?;
                        }
                        self.asides.add_all(shown.unseen, &Place::Unknown);
                    }
                    Piece::Table(table) => self.push_table(table)?,
                    Piece::Chunk { id } => self.asides.add(AsideKind::Object, &id, &Place::Unknown),
                }
            }
        }
        Ok(())
    }

    fn next_paragraph(&mut self) -> Place {
        self.paragraphs += 1;
        Place::Paragraph { paragraph: self.paragraphs }
    }

    /// A picture that is alone in its place: after a heading or a caption it is likely to be a table.
    fn add_picture(&mut self, name: Option<String>) {
        let (Some(name), Some(Block::Paragraph(before))) = (name, self.blocks.last()) else { return };
        let is_first = self.pictured.replace(self.blocks.len()) != Some(self.blocks.len());
        if is_first && announces_table(&before.text, before.role) {
            let place = before.place.clone();
            self.asides.add(AsideKind::Picture, &name, &place);
        }
    }

    fn push_table(&mut self, mut table: PieceTable) -> Result<()> {
        let picture = table.take_picture();
        self.add_picture(picture);
        let PieceTable { mut rows, unseen } = table;
        self.tables += 1;
        let number = self.tables;
        let numbered = |place: &mut Place| {
            if let Place::Table { table, .. } = place {
                *table = number;
            }
        };
        rows.iter_mut().flatten().for_each(|cell| numbered(&mut cell.place));
        for (mut place, unseen) in unseen {
            numbered(&mut place);
            self.asides.add_all(vec![unseen], &place);
        }
        self.push(Block::Table(Table { rows, ..Table::default() }))
    }

    /// Adds another document; its places are counted in this one.
    fn push_document(&mut self, document: Document) -> Result<()> {
        let mut places = BTreeMap::new();
        for mut block in document.blocks {
            match &mut block {
                Block::Paragraph(paragraph) => {
                    let place = self.next_paragraph();
                    places.insert(std::mem::replace(&mut paragraph.place, place.clone()), place);
                }
                Block::Table(table) => {
                    self.tables += 1;
                    let columns: Vec<Vec<usize>> = table
                        .grid()
                        .into_iter()
                        .map(|row| row.into_iter().map(|(column, _)| column).collect())
                        .collect();
                    for (row, (cells, columns)) in (1..).zip(table.rows.iter_mut().zip(columns)) {
                        for (cell, column) in cells.iter_mut().zip(columns) {
                            let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1);
                            let place = Place::Table { table: self.tables, row, column };
                            places.insert(std::mem::replace(&mut cell.place, place.clone()), place);
                        }
                    }
                }
            }
            self.push(block)?;
        }
        self.head.extend(document.head);
        self.doubts.extend(document.doubts.into_iter().map(|mut doubt| {
            doubt.place = places.get(&doubt.place).cloned().unwrap_or_default();
            doubt
        }));
        Ok(())
    }

    fn push_lines(&mut self, text: &str, role: Role, place: &Place) -> Result<()> {
        for line in text.split('\n').map(text::clean).filter(|line| !line.is_empty()) {
            self.push(Block::Paragraph(Paragraph::new(line, role, place.clone())))?;
        }
        Ok(())
    }

    fn push(&mut self, block: Block) -> Result<()> {
        self.blocks.push(block);
        self.limits.check_blocks(self.blocks.len())
    }
}
