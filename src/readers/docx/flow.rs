//! Text that runs: the paragraphs of the body, a cell, a text box or a note, as they are being read.
//!
//! A text box interrupts the paragraph that holds it, so what is open is kept on stacks. Whether text shows
//! is decided here: not while it is hidden, in a field's instruction, or a control's prompt.

use super::numbering::{Label, Numbering};
use super::styles::{ParagraphProperties, RunProperties, Styles};
use super::table::Piece;
use crate::model::document::Role;
use crate::model::error::Result;
use crate::model::text::{self, Shift};
use crate::readers::xml::Xml;

/// The stories and paragraphs that are open, innermost last.
#[derive(Default)]
pub struct Flow {
    stories: Vec<Story>,
    paragraphs: Vec<OpenParagraph>,
    /// Fields begun and not ended, outermost first: whether what follows is the result.
    fields: Vec<bool>,
    /// Open content controls that show their prompt.
    prompts: usize,
}

/// Text that runs by itself.
#[derive(Default)]
struct Story {
    pieces: Vec<Piece>,
    /// Text of paragraphs whose mark is deleted: it goes on in the next paragraph.
    carried: String,
}

#[derive(Default)]
struct OpenParagraph {
    text: String,
    properties: ParagraphProperties,
    label: Option<Label>,
    /// Whether the current run is hidden.
    is_hidden: bool,
    /// Whether the current run is a superscript.
    shift: Option<Shift>,
    /// The content of text boxes anchored here, to come after it.
    boxes: Vec<Piece>,
}

impl Flow {
    pub fn start_story(&mut self) {
        self.stories.push(Story::default());
    }

    /// Starts the story of a text box: fields around it are none of its own. They are given back to
    /// [`Flow::end_box`].
    pub fn start_box(&mut self) -> Vec<bool> {
        self.start_story();
        std::mem::take(&mut self.fields)
    }

    pub fn end_story(&mut self) -> Vec<Piece> {
        let Story { mut pieces, carried } = self.stories.pop().unwrap_or_default();
        if !carried.trim().is_empty() {
            pieces.push(Piece::Paragraph { text: carried, role: Role::Body });
        }
        pieces
    }

    pub fn end_box(&mut self, fields: Vec<bool>) {
        self.fields = fields;
        let pieces = self.end_story();
        self.push_box(pieces);
    }

    /// Adds finished pieces to the story.
    pub fn push(&mut self, pieces: Vec<Piece>) {
        if let Some(story) = self.stories.last_mut() {
            story.pieces.extend(pieces);
        }
    }

    /// Adds pieces that come after the open paragraph.
    pub fn push_box(&mut self, pieces: Vec<Piece>) {
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.boxes.extend(pieces),
            None => self.push(pieces),
        }
    }

    pub fn start_paragraph(&mut self) {
        self.paragraphs.push(OpenParagraph::default());
    }

    /// Reads the `w:pPr` just started, and counts the paragraph in its list.
    pub fn read_paragraph_properties(
        &mut self,
        xml: &mut Xml<'_>,
        styles: &Styles,
        numbering: &mut Numbering,
    ) -> Result<()> {
        let properties = ParagraphProperties::read(xml)?;
        if let Some(paragraph) = self.paragraphs.last_mut() {
            if !properties.is_mark_deleted {
                paragraph.label = numbering.label(&properties, styles);
            }
            paragraph.properties = properties;
        }
        Ok(())
    }

    /// Starts a run: whether the one around it is hidden, to be given to [`Flow::end_run`].
    pub fn start_run(&mut self, styles: &Styles) -> bool {
        self.set_run(&RunProperties::default(), styles)
    }

    /// Sets the properties of the run; whether it was hidden before.
    pub fn set_run(&mut self, run: &RunProperties, styles: &Styles) -> bool {
        self.paragraphs.last_mut().is_some_and(|paragraph| {
            paragraph.shift = run.shift;
            let is_hidden = run.is_struck || styles.is_hidden(run, paragraph.properties.style.as_deref());
            std::mem::replace(&mut paragraph.is_hidden, is_hidden)
        })
    }

    pub fn end_run(&mut self, was_hidden: bool) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.is_hidden = was_hidden;
        }
    }

    /// A field begins, its result begins, or it ends, as `w:fldCharType` says.
    pub fn field(&mut self, step: Option<&str>) {
        match step {
            Some("begin") => self.fields.push(false),
            Some("separate") => {
                if let Some(shows_result) = self.fields.last_mut() {
                    *shows_result = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    pub fn start_prompt(&mut self) {
        self.prompts += 1;
    }

    pub fn end_prompt(&mut self) {
        self.prompts = self.prompts.saturating_sub(1);
    }

    /// Whether text read now is on the page.
    pub fn shows_text(&self) -> bool {
        self.prompts == 0
            && self.fields.iter().all(|shows_result| *shows_result)
            && self.paragraphs.last().is_some_and(|paragraph| !paragraph.is_hidden)
    }

    /// Adds text to the paragraph, if it shows.
    pub fn add(&mut self, text: &str) {
        if self.shows_text()
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            for character in text.chars() {
                let shift = paragraph.shift.filter(|_| paragraph.text.ends_with(char::is_numeric));
                paragraph.text.push(shift.map_or(character, |shift| text::shifted(character, shift)));
            }
        }
    }

    pub fn end_paragraph(&mut self, styles: &Styles) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        // A field whose instruction never ends would swallow the rest of the document.
        self.fields.fill(true);
        let Some(story) = self.stories.last_mut() else { return };
        if paragraph.properties.is_mark_deleted {
            story.carried.push_str(&paragraph.text);
        } else {
            let text = std::mem::take(&mut story.carried) + &paragraph.text;
            let text = labelled(paragraph.label, text);
            if !text.trim().is_empty() {
                let role = styles.role(&paragraph.properties);
                story.pieces.push(Piece::Paragraph { text, role });
            }
        }
        story.pieces.extend(paragraph.boxes);
    }
}

/// The label of a list and the text after it. A tab or space between them is kept only between figures
/// or Latin letters, which would run together: `一、总体情况`, but `1. 2021`.
fn labelled(label: Option<Label>, text: String) -> String {
    let Some(Label { text: mut label, is_separated }) = label else { return text };
    let text = text.trim_start();
    let would_join = label.ends_with(|c: char| c.is_ascii()) && text.starts_with(|c: char| c.is_ascii());
    if is_separated && would_join {
        label.push(' ');
    }
    label + text
}
