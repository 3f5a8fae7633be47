//! Writes a range of text as Word 2003 XML: its paragraphs, tables, fields, and what is anchored in it.

use super::anchors::{Anchor, AnchorKind, Anchors};
use super::binary::Binary;
use super::characters::{Characters, Mark};
use super::controls;
use super::inline::Inline;
use super::levels::{EndedTable, Levels};
use super::markup::Markup;
use super::paragraphs::{Paragraph, TableMark};
use super::unreadable::UNREADABLE;
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;

/// Writes the stories of a document.
pub struct Writer<'a, 'b> {
    binary: &'b Binary<'a>,
    limits: &'b Limits,
    anchors: Anchors,
    fields: Vec<Field>,
    /// The tables that have ended, those of the main text in its order.
    pub ended: Vec<EndedTable>,
    /// Whether a mark of a note was written, and the rest of its run is part of it.
    note_mark: Option<Characters>,
    characters: Vec<(u32, char)>,
    steps: u32,
    written: usize,
}

/// A field that has begun and not ended.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    is_result: bool,
    /// What a field of a form shows.
    shown: Option<String>,
}

/// Bytes of an instruction that are kept.
const INSTRUCTION: usize = 200;

const FIELD_BEGIN: char = '\u{13}';
const FIELD_SEPARATOR: char = '\u{14}';
const FIELD_END: char = '\u{15}';
const CELL_MARK: u16 = 7;
const PICTURE: &str = "<pict><imagedata/></pict>";

impl<'a, 'b> Writer<'a, 'b> {
    pub fn new(binary: &'b Binary<'a>, anchors: Anchors, limits: &'b Limits) -> Self {
        Self {
            binary,
            limits,
            anchors,
            fields: Vec::new(),
            ended: Vec::new(),
            note_mark: None,
            characters: Vec::new(),
            steps: 0,
            written: 0,
        }
    }

    /// Writes a range of the text.
    pub fn story(&mut self, start: u32, end: u32) -> Result<Markup> {
        let end = end.min(self.binary.text.length());
        let fields = std::mem::take(&mut self.fields);
        let mut levels = Levels::new();
        let mut at = start;
        while at < end {
            self.limits.clock.step(&mut self.steps)?;
            let (last, mark) = self
                .binary
                .text
                .paragraph_end(at, end, |character| self.binary.ends_section(character))
                .unwrap_or((end - 1, 0));
            // Text that ends without a mark is all of the paragraph.
            let text_end = if mark == 0 { end } else { last };
            self.paragraph(at, (text_end, last), mark, &mut levels)?;
            at = last + 1;
        }
        self.fields = fields;
        Ok(levels.finish(&mut self.ended))
    }

    fn paragraph(
        &mut self,
        start: u32,
        (end, last): (u32, u32),
        mark: u16,
        levels: &mut Levels,
    ) -> Result<()> {
        let (properties, look) = self.binary.paragraph(last);
        let depth = properties.depth().max(usize::from(mark == CELL_MARK));
        if depth > self.limits.depth {
            let (found, allowed) = (depth as u64, self.limits.depth as u64);
            return Err(Error::TooLarge { what: Limit::Depth, found, allowed });
        }
        levels.set_depth(depth, &mut self.ended);
        let ends_row = properties.has(TableMark::RowEnd) && mark == CELL_MARK
            || properties.has(TableMark::InnerRowEnd) && depth > 1;
        if ends_row && depth > 0 {
            levels.end_row(self.binary.row(last));
            return Ok(());
        }
        let runs = self.runs(start, end, look)?;
        let is_mark_deleted = mark == 0x0d && self.mark_look(last, look).has(Mark::Deleted);
        let text: String = std::mem::take(&mut self.characters).into_iter().map(|(_, c)| c).collect();
        let paragraph = paragraph_markup(&properties, is_mark_deleted, runs);
        self.written += paragraph.len();
        let (found, allowed) = (self.written as u64, self.limits.part_bytes);
        if found > allowed {
            return Err(Error::TooLarge { what: Limit::Part, found, allowed });
        }
        levels.push(&paragraph, &text);
        if mark == CELL_MARK || properties.has(TableMark::InnerCellEnd) && depth > 1 {
            levels.end_cell();
        }
        Ok(())
    }

    fn mark_look(&self, at: u32, base: Characters) -> Characters {
        self.binary.text.piece(at).map_or(base, |piece| self.binary.look(piece, at, base).0)
    }

    /// Writes the runs of a paragraph. What was read last is left in `characters`.
    fn runs(&mut self, start: u32, end: u32, base: Characters) -> Result<Markup> {
        let mut inline = Inline::default();
        let binary = self.binary;
        let mut characters = std::mem::take(&mut self.characters);
        characters.clear();
        for (piece, from, to) in binary.text.pieces(start, end) {
            let mut at = from;
            while at < to {
                self.limits.clock.step(&mut self.steps)?;
                let (look, until) = binary.look(piece, at, base);
                let until = until.clamp(at.saturating_add(1), to);
                binary.text.characters(piece, at, until, &mut characters);
                for &(at, character) in &characters {
                    self.character(at, character, &look, &mut inline)?;
                }
                at = until;
            }
        }
        // A field whose instruction never ends would swallow the rest of the document.
        self.fields.iter_mut().for_each(|field| field.is_result = true);
        self.note_mark = None;
        self.characters = characters;
        Ok(inline.finish())
    }

    fn character(&mut self, at: u32, character: char, look: &Characters, out: &mut Inline) -> Result<()> {
        if let Some(anchor) = self.anchors.take(at) {
            return self.anchor(anchor, look, out);
        }
        if character >= ' ' && self.note_mark.as_ref() == Some(look) {
            return Ok(());
        }
        match character {
            FIELD_BEGIN | FIELD_SEPARATOR | FIELD_END => self.field(character, look, out),
            _ if self.fields.last().is_some_and(|field| !field.is_result) => {
                self.in_instruction(character, look);
            }
            '\t' => out.element(look, "tab", &[]),
            // A line, a page or a column ends.
            '\n' | '\u{b}' | '\u{c}' | '\u{e}' => out.element(look, "br", &[]),
            '\u{1e}' => out.element(look, "noBreakHyphen", &[]),
            '\u{1}' => self.picture(look, out),
            '\u{8}' => self.shape(at, look, out)?,
            _ if look.has(Mark::Special) && look.symbol.is_some() => {
                let symbol = look.symbol.map(|(font, code)| (self.binary.font(font), format!("{code:04X}")));
                if let Some((font, code)) = symbol {
                    out.element(look, "sym", &[("font", font), ("char", &code)]);
                }
            }
            // Marks that are shown otherwise or not at all; a damaged file has others.
            '\0'..='\u{1f}' if look.has(Mark::Special) => {}
            '\0' | '\u{2}'..='\u{5}' | '\r' | '\u{1f}' => {}
            '\u{6}'..='\u{1d}' | '\u{fffe}' | '\u{ffff}' => out.character(look, UNREADABLE),
            _ => out.character(look, character),
        }
        Ok(())
    }

    /// A field begins, its result begins, or it ends.
    fn field(&mut self, step: char, look: &Characters, out: &mut Inline) {
        let step = match step {
            FIELD_BEGIN => {
                self.fields.push(Field::default());
                "begin"
            }
            FIELD_SEPARATOR => {
                if let Some(field) = self.fields.last_mut() {
                    field.is_result = true;
                }
                "separate"
            }
            _ => "end",
        };
        out.element(look, "fldChar", &[("fldCharType", step)]);
        if step == "end"
            && let Some(shown) = self.fields.pop().and_then(|field| field.shown)
        {
            shown.chars().for_each(|character| out.character(look, character));
        }
    }

    fn in_instruction(&mut self, character: char, look: &Characters) {
        let shown = match look.data_at {
            Some(at) if character == '\u{1}' && look.has(Mark::FieldData) => {
                controls::shown(self.binary.data, at)
            }
            _ => None,
        };
        let Some(field) = self.fields.last_mut() else { return };
        field.shown = shown.or(field.shown.take());
        if field.instruction.len() < INSTRUCTION {
            field.instruction.push(character);
        }
    }

    /// A picture, or what an object of another program looks like.
    fn picture(&mut self, look: &Characters, out: &mut Inline) {
        if look.has(Mark::FieldData) {
            return;
        }
        let instruction = self.fields.last().map_or("", |field| field.instruction.as_str());
        let mut words = instruction.split_whitespace();
        let markup = match (words.next(), words.next()) {
            (Some("EMBED" | "LINK"), program) => object("OLEObject", "ProgID", program.unwrap_or("OLE")),
            (Some("CONTROL"), name) => object("control", "name", name.unwrap_or("ActiveX")),
            _ if look.has(Mark::Object) => object("OLEObject", "ProgID", "OLE"),
            _ => PICTURE.to_owned(),
        };
        out.markup(look, &markup);
    }

    /// A shape; its text comes after the paragraph.
    fn shape(&mut self, at: u32, look: &Characters, out: &mut Inline) -> Result<()> {
        let (texts, has_picture) = self.anchors.take_shape(at);
        for (start, end) in texts {
            let content = self.inner_story(start, end)?;
            let markup = format!("<pict><shape><txbxContent>{content}</txbxContent></shape></pict>");
            out.markup(look, &markup);
        }
        if has_picture {
            out.markup(look, PICTURE);
        }
        Ok(())
    }

    fn anchor(&mut self, anchor: Anchor, look: &Characters, out: &mut Inline) -> Result<()> {
        let content = self.inner_story(anchor.start, anchor.end)?;
        match anchor.kind {
            AnchorKind::Note { has_own_mark } => {
                out.markup(look, &format!("<footnote>{content}</footnote>"));
                self.note_mark = has_own_mark.then_some(*look);
            }
            AnchorKind::Comment => {
                let markup = format!("<annotation type=\"Word.Comment\">{content}</annotation>");
                out.markup(look, &markup);
            }
        }
        Ok(())
    }

    /// A story within a paragraph.
    fn inner_story(&mut self, start: u32, end: u32) -> Result<String> {
        let characters = std::mem::take(&mut self.characters);
        let ended = std::mem::take(&mut self.ended);
        let note_mark = self.note_mark.take();
        let content = self.story(start, end)?.finish();
        (self.characters, self.ended, self.note_mark) = (characters, ended, note_mark);
        Ok(content)
    }

    /// The texts of shapes that no character of the text stands for.
    pub fn unanchored(&mut self) -> Vec<String> {
        let (text, mut found) = (&self.binary.text, Vec::new());
        for (start, end) in self.anchors.take_boxes() {
            let mut line = String::new();
            for (piece, from, to) in text.pieces(start, end) {
                text.characters(piece, from, to, &mut self.characters);
                line.extend(self.characters.iter().map(|(_, c)| if c.is_control() { ' ' } else { *c }));
            }
            found.push(line);
        }
        found
    }
}

fn object(name: &str, attribute: &str, value: &str) -> String {
    let mut out = Markup::default();
    out.open("object");
    out.empty(name, &[(attribute, value)]);
    out.close("object");
    out.finish()
}

fn paragraph_markup(properties: &Paragraph, is_mark_deleted: bool, runs: Markup) -> String {
    let mut out = Markup::default();
    out.open("p");
    properties.write(is_mark_deleted, &mut out);
    out.append(&runs.finish());
    out.close("p");
    out.finish()
}
