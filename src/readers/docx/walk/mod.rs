//! Walks the body of a Word document (or its notes) into paragraphs and tables, element by element.
//!
//! No recursion: what is open is on a stack, whose height the limit of depth bounds. What the page
//! does not show is passed over: deleted and hidden text, field instructions, the fallback of an
//! alternative, the prompt in an empty content control.

mod controls;
mod drawing;
mod notes;
mod open;
mod tables;

use std::collections::HashMap;

use self::controls::{form_field, shows_prompt};
use self::open::{Open, WHITE, surface};
use super::numbering::Numbering;
use super::styles::{ParagraphProperties, RunProperties, Styles};
use crate::model::error::Result;
use crate::model::limits::Limits;
use crate::readers::appearance::{Appearance, AsideKind, Colour, Order};
use crate::readers::word::emission::NoteReference;
use crate::readers::word::finish::Skipped;
use crate::readers::word::flow::Flow;
use crate::readers::word::look::{Look, Surface, Surroundings};
use crate::readers::word::piece::Piece;
use crate::readers::word::symbols::symbol;
use crate::readers::word::table::OpenTable;
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
    /// Pictures, charts and text boxes so far.
    drawn: usize,
    /// What names the picture that comes.
    picture_name: String,
    cells: usize,
    notes: HashMap<String, Vec<Piece>>,
    /// Whether white space around text counts wherever nothing else is said.
    pub keeps_space: bool,
    /// What is behind all text.
    page: Surface,
    /// The comments that were not referred to yet, by id.
    pub comments: HashMap<String, String>,
    /// Headers and footers within the text.
    pub margins: Vec<Vec<Piece>>,
    /// The notes referred to, in the order of their marks.
    pub references: Vec<NoteReference>,
    pub skipped: Skipped,
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
            drawn: 0,
            picture_name: String::new(),
            cells: 0,
            notes: HashMap::new(),
            keeps_space: false,
            page: WHITE,
            comments: HashMap::new(),
            margins: Vec::new(),
            references: Vec::new(),
            skipped: Skipped::default(),
        }
    }

    /// Walks the main document.
    pub fn body(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Piece>> {
        start_root(xml, "document")?;
        self.story(xml)
    }

    /// Walks the element just started: the pieces in it.
    pub fn story(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Piece>> {
        self.flow.start_story();
        self.walk(xml)?;
        Ok(self.flow.end_story())
    }

    /// Walks the part of a header or footer.
    pub fn margin(&mut self, xml: &mut Xml<'_>, root: &str) -> Result<Vec<Piece>> {
        start_root(xml, root)?;
        self.flow.hide_fields(true);
        self.story(xml)
    }

    /// The notes within the text, by id.
    pub fn take_notes(&mut self) -> HashMap<String, Vec<Piece>> {
        std::mem::take(&mut self.notes)
    }

    /// Walks a part of notes or comments: the pieces of each, by id.
    pub fn notes(&mut self, xml: &mut Xml<'_>, root: &str) -> Result<HashMap<String, Vec<Piece>>> {
        start_root(xml, root)?;
        self.walk(xml)?;
        Ok(self.take_notes())
    }

    /// Walks the element just started.
    fn walk(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let depth = xml.depth();
        self.open.push(Open::Through);
        while let Some(node) = xml.inside(depth)? {
            match node {
                Node::Start(element) if self.is_in_drawing => self.start_in_drawing(&element, xml)?,
                Node::Start(element) => self.start(&element, xml)?,
                Node::End => self.end()?,
                Node::Text(_) => {}
            }
        }
        self.open.pop();
        Ok(())
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        match element.name() {
            "p" => {
                let properties = self.styles.properties(&ParagraphProperties::default(), self.table_look());
                self.flow.start_paragraph(properties);
                self.open.push(Open::Paragraph);
            }
            "r" => {
                let around = self.set_run(&RunProperties::default());
                self.open.push(Open::Run { around });
            }
            "t" | "delText" => self.add_text(element, xml)?,
            "pPr" | "rPr" | "sdtPr" => self.read_properties(element.name(), xml)?,
            "tblPr" | "trPr" | "tcPr" => self.read_table_properties(element.name(), xml)?,
            "tbl" | "tr" | "tc" => self.start_table_element(element.name(), xml)?,
            "drawing" | "pict" if self.flow.shows_text() => self.start_drawing(),
            "drawing" | "pict" => xml.skip()?,
            "AlternateContent" | "Choice" | "Fallback" => self.start_alternative(element.name(), xml)?,
            "sdt" => self.open.push(Open::Control { is_prompt: false }),
            "footnote" | "endnote" | "comment" => self.start_note(element, xml)?,
            "del" | "moveFrom" => {
                self.flow.start_aside(AsideKind::Deleted);
                self.open.push(Open::Aside);
            }
            "bdo" => {
                let is_reversed = element.value().as_deref() == Some("rtl");
                self.flow.start_order(if is_reversed { Order::Reversed } else { Order::AsStored });
                self.open.push(Open::Order);
            }
            "annotation" => self.start_annotation(element),
            "hdr" | "ftr" => self.start_margin(),
            "object" => self.read_object(xml)?,
            "altChunk" | "subDoc" => self.start_chunk(element, xml)?,
            "background" => self.read_background(element, xml)?,
            "fldSimple" if self.flow.hides_fields() => xml.skip()?,
            "fldChar" => self.read_field(element, xml)?,
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

    /// How the text of the innermost table looks by its style.
    fn table_look(&self) -> Look {
        self.tables.last().map(|table| table.look).unwrap_or_default()
    }

    /// Sets how the run looks; what was seen of the one around it.
    fn set_run(&mut self, run: &RunProperties) -> Appearance {
        let around = Surroundings { is_in_table: !self.tables.is_empty(), line: 0 };
        let behind = || surface(&self.open, &self.tables, self.page);
        let look = self.styles.run_look(run, self.flow.paragraph_look());
        self.flow.set_run(look, around, behind)
    }

    fn read_properties(&mut self, name: &str, xml: &mut Xml<'_>) -> Result<()> {
        match (name, self.open.last_mut()) {
            ("pPr", Some(Open::Paragraph)) => {
                let read = ParagraphProperties::read(xml)?;
                let mut properties = self.styles.properties(&read, self.table_look());
                if !read.is_mark_deleted {
                    properties.label = self.numbering.label(&read, self.styles);
                }
                self.flow.set_paragraph(properties);
            }
            ("rPr", Some(Open::Run { .. })) => {
                let run = RunProperties::read(xml)?;
                self.set_run(&run);
            }
            ("sdtPr", Some(Open::Control { is_prompt })) => {
                if shows_prompt(xml)? && !std::mem::replace(is_prompt, true) {
                    self.flow.start_prompt();
                }
            }
            _ => xml.skip()?,
        }
        Ok(())
    }

    /// The colour of the page.
    fn read_background(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let colour = element.attribute("color").as_deref().and_then(Colour::from_hex);
        self.page = colour.map_or(Surface::Unknown, Surface::Colour);
        xml.skip()
    }

    fn read_field(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let step = element.attribute("fldCharType");
        if let Some(shown) = form_field(xml)? {
            self.flow.add(&shown);
        }
        self.flow.field(step.as_deref());
        Ok(())
    }

    /// Another document within this one.
    fn start_chunk(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let id = element.attribute("id").unwrap_or_default();
        self.flow.push(vec![Piece::Chunk { id }]);
        xml.skip()
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
            "footnoteReference" | "endnoteReference" => {
                let is_endnote = element.name() == "endnoteReference";
                self.refer(NoteReference { is_endnote, id: element.attribute("id").unwrap_or_default() });
                if element.is_true("customMarkFollows") {
                    self.flow.skip_note_mark();
                }
            }
            "commentReference" => self.refer_to_comment(&element.attribute("id").unwrap_or_default()),
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

    fn add_text(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let keeps_space = self.keeps_space || element.attribute("space").as_deref() == Some("preserve");
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
            Some(Open::Paragraph) => self.flow.end_paragraph(),
            Some(Open::Run { around }) => self.flow.end_run(around),
            Some(Open::Table) => self.end_table()?,
            Some(Open::Row) => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row(self.limits)?;
                }
            }
            Some(Open::Cell(properties)) => self.end_cell(&properties)?,
            Some(Open::TextBox { fields }) => {
                self.is_in_drawing = true;
                self.flow.end_box(fields);
            }
            Some(Open::Drawing { before, has_graphic }) => self.end_drawing(before, has_graphic),
            Some(Open::Control { is_prompt: true }) => self.flow.end_prompt(),
            Some(Open::Aside) => self.flow.end_aside(),
            Some(Open::Order) => self.flow.end_order(),
            Some(Open::Note { id, fields }) => self.end_note(id, fields),
            Some(Open::Comment { fields }) => self.end_comment(fields),
            Some(Open::Margin) => self.end_margin(),
        }
        Ok(())
    }
}

/// Reads up to the root, which must have this name.
fn start_root(xml: &mut Xml<'_>, root: &str) -> Result<()> {
    loop {
        match xml.next()? {
            Some(Node::Start(element)) if element.name() == root => return Ok(()),
            Some(Node::Start(element)) => {
                return Err(xml.damaged(format!("its root is <{}>", element.name())));
            }
            Some(Node::Text(_)) => {}
            Some(Node::End) | None => return Err(xml.damaged("it has no root")),
        }
    }
}

/// Elements without anything that the page shows as text.
fn is_passed_over(name: &str) -> bool {
    matches!(
        name,
        "instrText"
            | "delInstrText"
            | "rt"
            | "rubyPr"
            | "tblGrid"
            | "tblPrEx"
            | "sdtEndPr"
            | "customXmlPr"
            | "smartTagPr"
            | "ctrlPr"
            | "footnotePr"
            | "endnotePr"
    )
}
