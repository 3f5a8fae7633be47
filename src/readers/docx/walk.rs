//! Walks the body of a Word document (or its notes) into paragraphs and tables, element by element.
//!
//! No recursion: what is open is on a stack, whose height the limit of depth bounds. What the page
//! does not show is passed over: deleted and hidden text, field instructions, the fallback of an
//! alternative, the prompt in an empty content control.

use std::collections::HashMap;

use super::flow::Flow;
use super::numbering::Numbering;
use super::styles::{RunProperties, Styles};
use super::symbols::symbol;
use super::table::{CellProperties, OpenTable, Piece, RowProperties};
use crate::model::document::Role;
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;
use crate::readers::xml::{Element, Node, Xml};

/// A walk, and what it has gathered.
pub struct Walk<'a> {
    limits: &'a Limits,
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    open: Vec<Open>,
    flow: Flow,
    tables: Vec<OpenTable>,
    is_in_drawing: bool,
    cells: usize,
    notes: HashMap<String, Vec<Piece>>,
    /// The notes referred to, in the order of their marks.
    pub references: Vec<NoteReference>,
    pub skipped: Skipped,
}

/// What was found and cannot be read.
#[derive(Clone, Copy, Default)]
pub struct Skipped {
    pub pictures: usize,
    pub charts: usize,
    pub objects: usize,
    pub symbols: usize,
    pub struck: usize,
}

/// A reference to a note.
pub struct NoteReference {
    pub is_endnote: bool,
    pub id: String,
}

/// An element whose end has not come yet.
enum Open {
    /// Means nothing by itself.
    Through,
    Paragraph,
    Run {
        was_hidden: bool,
    },
    Table,
    Row,
    Cell(CellProperties),
    TextBox {
        fields: Vec<bool>,
    },
    Drawing,
    Alternatives {
        is_chosen: bool,
    },
    Control {
        is_prompt: bool,
    },
    Note {
        id: String,
    },
}

impl<'a> Walk<'a> {
    pub fn new(limits: &'a Limits, styles: &'a Styles, numbering: &'a mut Numbering) -> Self {
        Self {
            limits,
            styles,
            numbering,
            open: Vec::new(),
            flow: Flow::default(),
            tables: Vec::new(),
            is_in_drawing: false,
            cells: 0,
            notes: HashMap::new(),
            references: Vec::new(),
            skipped: Skipped::default(),
        }
    }

    /// Walks the main document.
    pub fn body(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Piece>> {
        self.flow.start_story();
        self.walk(xml, "document")?;
        Ok(self.flow.end_story())
    }

    /// Walks a part of notes: the pieces of each, by id.
    pub fn notes(&mut self, xml: &mut Xml<'_>, root: &str) -> Result<HashMap<String, Vec<Piece>>> {
        self.walk(xml, root)?;
        Ok(std::mem::take(&mut self.notes))
    }

    fn walk(&mut self, xml: &mut Xml<'_>, root: &str) -> Result<()> {
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(element) if self.open.is_empty() => {
                    if element.name() != root {
                        return Err(xml.damaged(format!("its root is <{}>", element.name())));
                    }
                    self.open.push(Open::Through);
                }
                Node::Start(element) if self.is_in_drawing => self.start_in_drawing(&element, xml)?,
                Node::Start(element) => self.start(&element, xml)?,
                Node::End => self.end()?,
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        match element.name() {
            "p" => {
                self.flow.start_paragraph();
                self.open.push(Open::Paragraph);
            }
            "r" => {
                let was_hidden = self.flow.start_run(self.styles);
                self.open.push(Open::Run { was_hidden });
            }
            "t" => self.add_text(element, xml)?,
            "pPr" | "rPr" | "trPr" | "tcPr" | "sdtPr" => self.read_properties(element.name(), xml)?,
            "tbl" | "tr" | "tc" => self.start_table_element(element.name(), xml)?,
            "drawing" | "pict" => {
                self.is_in_drawing = true;
                self.open.push(Open::Drawing);
            }
            "AlternateContent" | "Choice" | "Fallback" => self.start_alternative(element.name(), xml)?,
            "sdt" => self.open.push(Open::Control { is_prompt: false }),
            "footnote" | "endnote" => self.start_note(element, xml)?,
            "object" | "altChunk" | "subDoc" => {
                self.skipped.objects += 1;
                xml.skip()?;
            }
            // Mathematics: the denominator and the exponent, lest 1/2 read as 12.
            "den" | "sup" => {
                self.flow.add(if element.name() == "den" { "/" } else { "^" });
                self.open.push(Open::Through);
            }
            name if is_passed_over(name) => xml.skip()?,
            _ if self.run_content(element) => xml.skip()?,
            _ => self.open.push(Open::Through),
        }
        Ok(())
    }

    /// In a drawing only text boxes and pictures are of interest; its other elements have names that
    /// mean something else in text.
    fn start_in_drawing(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        match element.name() {
            "txbxContent" => {
                self.is_in_drawing = false;
                self.open.push(Open::TextBox { fields: self.flow.start_box() });
                return Ok(());
            }
            "AlternateContent" | "Choice" | "Fallback" => return self.start_alternative(element.name(), xml),
            "pic" | "imagedata" => self.skipped.pictures += 1,
            "chart" | "relIds" => self.skipped.charts += 1,
            "textpath" => {
                // Word art: the text is an attribute.
                let text = element.attribute("string").unwrap_or_default();
                self.flow.push_box(vec![Piece::Paragraph { text, role: Role::Body }]);
            }
            _ => {}
        }
        self.open.push(Open::Through);
        Ok(())
    }

    fn read_properties(&mut self, name: &str, xml: &mut Xml<'_>) -> Result<()> {
        match (name, self.open.last_mut()) {
            ("pPr", Some(Open::Paragraph)) => {
                self.flow.read_paragraph_properties(xml, self.styles, self.numbering)?;
            }
            ("rPr", Some(Open::Run { .. })) => {
                let run = RunProperties::read(xml)?;
                self.skipped.struck += usize::from(run.is_struck);
                self.flow.set_run(&run, self.styles);
            }
            ("trPr", Some(Open::Row)) => {
                let properties = RowProperties::read(xml)?;
                if let Some(table) = self.tables.last_mut() {
                    table.set_row_properties(properties);
                }
            }
            ("tcPr", Some(Open::Cell(properties))) => *properties = CellProperties::read(xml)?,
            ("sdtPr", Some(Open::Control { is_prompt })) => {
                if shows_prompt(xml)? && !std::mem::replace(is_prompt, true) {
                    self.flow.start_prompt();
                }
            }
            _ => xml.skip()?,
        }
        Ok(())
    }

    fn start_table_element(&mut self, name: &str, xml: &mut Xml<'_>) -> Result<()> {
        let around =
            self.open.iter().rev().find(|open| {
                !matches!(open, Open::Through | Open::Control { .. } | Open::Alternatives { .. })
            });
        match (name, around) {
            ("tbl", _) => {
                self.tables.push(OpenTable::default());
                self.open.push(Open::Table);
            }
            ("tr", Some(Open::Table)) => {
                if let Some(table) = self.tables.last_mut() {
                    table.start_row();
                }
                self.open.push(Open::Row);
            }
            ("tc", Some(Open::Row)) => {
                if self.tables.last().is_some_and(OpenTable::drops_row) {
                    return xml.skip();
                }
                self.cells += 1;
                if self.cells > self.limits.cells {
                    let (found, allowed) = (self.cells as u64, self.limits.cells as u64);
                    return Err(Error::TooLarge { what: Limit::Cells, found, allowed });
                }
                self.flow.start_story();
                self.open.push(Open::Cell(CellProperties::default()));
            }
            _ => return Err(xml.damaged(format!("<{name}> in a wrong place"))),
        }
        Ok(())
    }

    fn start_alternative(&mut self, name: &str, xml: &mut Xml<'_>) -> Result<()> {
        match self.open.last_mut() {
            _ if name == "AlternateContent" => self.open.push(Open::Alternatives { is_chosen: false }),
            Some(Open::Alternatives { is_chosen: true }) => xml.skip()?,
            Some(Open::Alternatives { is_chosen }) => {
                *is_chosen = true;
                self.open.push(Open::Through);
            }
            _ => self.open.push(Open::Through),
        }
        Ok(())
    }

    fn start_note(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let is_separator = element.attribute("type").is_some_and(|kind| kind != "normal");
        if is_separator || self.open.len() != 1 {
            return xml.skip();
        }
        self.flow.start_story();
        self.open.push(Open::Note { id: element.attribute("id").unwrap_or_default() });
        Ok(())
    }

    /// Characters that are elements; whether it was one.
    fn run_content(&mut self, element: &Element<'_>) -> bool {
        match element.name() {
            "tab" | "ptab" => self.flow.add("\t"),
            // A page break, too, ends the line.
            "br" | "cr" => self.flow.add("\n"),
            "noBreakHyphen" => self.flow.add("-"),
            "softHyphen" => {}
            "sym" => self.add_symbol(element),
            "fldChar" => self.flow.field(element.attribute("fldCharType").as_deref()),
            "footnoteReference" | "endnoteReference" => self.refer(element),
            _ => return false,
        }
        true
    }

    fn add_symbol(&mut self, element: &Element<'_>) {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
        let character = code.and_then(|code| symbol(&font, code));
        if character.is_none() && self.flow.shows_text() {
            self.skipped.symbols += 1;
        }
        self.flow.add(character.unwrap_or('□').encode_utf8(&mut [0; 4]));
    }

    fn refer(&mut self, element: &Element<'_>) {
        if !self.flow.shows_text() {
            return;
        }
        let is_endnote = element.name() == "endnoteReference";
        let id = element.attribute("id").unwrap_or_default();
        self.references.push(NoteReference { is_endnote, id });
        self.flow.add(&format!("[{}]", self.references.len()));
    }

    fn add_text(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let keeps_space = element.attribute("space").as_deref() == Some("preserve");
        let text = xml.text()?;
        let is_space = |c| matches!(c, ' ' | '\t' | '\n' | '\r');
        let text = if keeps_space { text.as_str() } else { text.trim_matches(is_space) };
        // A line break in the XML is a space on the page.
        self.flow.add(&text.replace(['\n', '\r'], " "));
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        match self.open.pop() {
            None | Some(Open::Through | Open::Alternatives { .. } | Open::Control { is_prompt: false }) => {}
            Some(Open::Paragraph) => self.flow.end_paragraph(self.styles),
            Some(Open::Run { was_hidden }) => self.flow.end_run(was_hidden),
            Some(Open::Table) => {
                let pieces = self.tables.pop().unwrap_or_default().finish(self.limits)?;
                // A blank table in a cell does not make the outer one a layout table.
                if self.tables.is_empty() || pieces.iter().any(Piece::has_text) {
                    self.flow.push(pieces);
                }
            }
            Some(Open::Row) => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row(self.limits)?;
                }
            }
            Some(Open::Cell(properties)) => {
                let pieces = self.flow.end_story();
                if let Some(table) = self.tables.last_mut() {
                    table.push_cell(&properties, pieces, self.limits)?;
                }
            }
            Some(Open::TextBox { fields }) => {
                self.is_in_drawing = true;
                self.flow.end_box(fields);
            }
            Some(Open::Drawing) => self.is_in_drawing = false,
            Some(Open::Control { is_prompt: true }) => self.flow.end_prompt(),
            Some(Open::Note { id }) => {
                let pieces = self.flow.end_story();
                self.notes.insert(id, pieces);
            }
        }
        Ok(())
    }
}

/// Elements without anything that the page shows as text.
fn is_passed_over(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "delText"
            | "instrText"
            | "delInstrText"
            | "rt"
            | "rubyPr"
            | "sectPr"
            | "tblPr"
            | "tblGrid"
            | "tblPrEx"
            | "sdtEndPr"
            | "customXmlPr"
            | "smartTagPr"
            | "ctrlPr"
    )
}

/// Whether the content of the control whose `w:sdtPr` just started is its prompt.
fn shows_prompt(xml: &mut Xml<'_>) -> Result<bool> {
    let mut shows = false;
    while let Some(child) = xml.child()? {
        shows |= child.name() == "showingPlcHdr" && child.is_on();
        xml.skip()?;
    }
    Ok(shows)
}
