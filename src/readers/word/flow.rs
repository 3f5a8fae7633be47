//! Text that runs: the paragraphs of the body, a cell, a text box or a note, as they are being read.
//!
//! A text box interrupts the paragraph that holds it, so what is open is kept on stacks. Whether text shows
//! is decided here: not while it is hidden, in a field's instruction, or a control's prompt.

use super::look::{Look, Surface, Surroundings};
use super::piece::{Line, Piece};
use crate::model::document::Role;
use crate::readers::appearance::{Appearance, AsideKind, Order, Unseen};

/// The stories and paragraphs that are open, innermost last.
#[derive(Default)]
pub struct Flow {
    stories: Vec<Story>,
    paragraphs: Vec<OpenParagraph>,
    /// Fields begun and not ended, outermost first: whether what follows is the result.
    fields: Vec<bool>,
    /// Open content controls that show their prompt.
    prompts: usize,
    /// Why the text is set aside, whatever it looks like: deletions and rows that are not on the page, innermost last.
    asides: Vec<AsideKind>,
    /// The orders of text that are open, innermost last.
    orders: Vec<Order>,
    /// Whether the results of fields are left out: numbers of pages.
    hides_fields: bool,
}

/// Text that runs by itself.
#[derive(Default)]
struct Story {
    pieces: Vec<Piece>,
    /// Text of paragraphs whose mark is deleted: it goes on in the next paragraph.
    carried: Line,
}

/// What is known of a paragraph.
#[derive(Default)]
pub struct ParagraphProperties {
    pub role: Role,
    /// How its text looks where a run says nothing else.
    pub look: Look,
    /// What is behind it.
    pub fill: Option<Surface>,
    /// The label of its list.
    pub label: Option<Label>,
    /// The paragraph mark is deleted: the paragraph goes on into the next.
    pub is_mark_deleted: bool,
}

/// What is shown before a paragraph's text.
#[derive(Debug)]
pub struct Label {
    pub text: String,
    /// Whether a tab or a space follows.
    pub is_separated: bool,
}

#[derive(Default)]
struct OpenParagraph {
    line: Line,
    properties: ParagraphProperties,
    /// What is seen of the current run.
    appearance: Appearance,
    /// Whether the rest of the current run is the mark of a note that was added already.
    is_note_mark: bool,
    /// The height of the first run.
    height: Option<i64>,
    /// The current run's height.
    run_height: i64,
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
        if !carried.is_empty() {
            pieces.push(Piece::Paragraph { line: carried, role: Role::Body });
        }
        pieces
    }

    pub fn end_box(&mut self, fields: Vec<bool>) {
        self.fields = fields;
        let pieces = self.end_story();
        self.push_box(pieces);
    }

    /// Ends a story within a paragraph that is no part of its text.
    pub fn end_inner_story(&mut self, fields: Vec<bool>) -> Vec<Piece> {
        self.fields = fields;
        self.end_story()
    }

    /// Sets whether the results of fields are left out.
    pub fn hide_fields(&mut self, hides: bool) {
        self.hides_fields = hides;
    }

    pub fn hides_fields(&self) -> bool {
        self.hides_fields
    }

    /// A picture within the paragraph.
    pub fn add_picture(&mut self, name: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.line.picture.get_or_insert_with(|| name.to_owned());
        }
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

    pub fn start_paragraph(&mut self, properties: ParagraphProperties) {
        self.paragraphs.push(OpenParagraph { properties, ..OpenParagraph::default() });
    }

    /// Replaces what was known of the paragraph when it started.
    pub fn set_paragraph(&mut self, properties: ParagraphProperties) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.properties = properties;
        }
    }

    /// How text looks where a run says nothing else.
    pub fn paragraph_look(&self) -> Look {
        self.paragraphs.last().map(|paragraph| paragraph.properties.look).unwrap_or_default()
    }

    /// Sets how the run looks; what was seen of the one around it, to be given to [`Flow::end_run`].
    /// `behind` is what is behind the paragraph.
    pub fn set_run(
        &mut self,
        look: Look,
        around: Surroundings,
        behind: impl FnOnce() -> Surface,
    ) -> Appearance {
        let Some(paragraph) = self.paragraphs.last_mut() else { return Appearance::default() };
        paragraph.run_height = look.position();
        let line = paragraph.height.unwrap_or(paragraph.run_height);
        let behind = || paragraph.properties.fill.unwrap_or_else(behind);
        let appearance = look.appearance(Surroundings { line, ..around }, behind);
        std::mem::replace(&mut paragraph.appearance, appearance)
    }

    pub fn end_run(&mut self, around: Appearance) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.appearance = around;
            paragraph.is_note_mark = false;
        }
    }

    /// From here on text is set aside.
    pub fn start_aside(&mut self, kind: AsideKind) {
        self.asides.push(kind);
    }

    pub fn end_aside(&mut self) {
        self.asides.pop();
    }

    /// From here on text is shown in this order.
    pub fn start_order(&mut self, order: Order) {
        self.orders.push(order);
    }

    pub fn end_order(&mut self) {
        self.orders.pop();
    }

    /// Sets aside what the open paragraph has so far.
    #[cfg(feature = "odt")]
    pub fn set_paragraph_aside(&mut self, kind: AsideKind) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let shown = std::mem::take(&mut paragraph.line).shown();
        paragraph.line.set_aside(kind, &shown.text);
        for unseen in shown.unseen {
            paragraph.line.note(unseen.kind, unseen.text);
        }
    }

    /// Sets a text aside that is whole in itself: a comment, what a control holds.
    pub fn note(&mut self, kind: AsideKind, text: String) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.line.note(kind, text);
            return;
        }
        let piece = Piece::of_unseen(vec![Unseen { kind, text }]);
        self.push(piece.into_iter().collect());
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

    /// Whether text read now has a place on the page, hidden or not.
    fn is_placed(&self) -> bool {
        let shows = |shows_result: &bool| *shows_result && !self.hides_fields;
        self.prompts == 0 && self.fields.iter().all(shows)
    }

    /// Whether text read now is on the page.
    pub fn shows_text(&self) -> bool {
        let is_seen =
            |paragraph: &OpenParagraph| !paragraph.appearance.is_hidden && !paragraph.appearance.is_struck;
        self.is_placed() && self.asides.is_empty() && self.paragraphs.last().is_some_and(is_seen)
    }

    /// Adds text to the paragraph, as it looks.
    pub fn add(&mut self, text: &str) {
        if !self.is_placed() {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| !paragraph.is_note_mark) else {
            return;
        };
        if let Some(kind) = self.asides.last() {
            paragraph.line.set_aside(*kind, text);
            return;
        }
        if !text.trim().is_empty() {
            paragraph.height.get_or_insert(paragraph.run_height);
        }
        let order = self.orders.last().copied().unwrap_or_default();
        paragraph.line.push(text, Appearance { order, ..paragraph.appearance });
    }

    /// The rest of the run is a mark of a note, in whose place another was added.
    pub fn skip_note_mark(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.is_note_mark = true;
        }
    }

    /// Adds a mark of our own, on the line.
    pub fn add_mark(&mut self, mark: &str) {
        if self.shows_text()
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.line.push(mark, Appearance::default());
        }
    }

    pub fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        // A field whose instruction never ends would swallow the rest of the document.
        self.fields.fill(true);
        let Some(story) = self.stories.last_mut() else { return };
        if paragraph.properties.is_mark_deleted {
            story.carried.append(paragraph.line);
        } else {
            let mut line = std::mem::take(&mut story.carried);
            line.append(paragraph.line);
            add_label(paragraph.properties.label, &mut line);
            if !line.is_empty() {
                story.pieces.push(Piece::Paragraph { line, role: paragraph.properties.role });
            }
        }
        story.pieces.extend(paragraph.boxes);
    }
}

/// Puts the label of a list before the text. A tab or space between them is kept only between figures
/// or Latin letters, which would run together: `一、总体情况`, but `1. 2021`. Figures are set apart even
/// where the list has nothing between them: `3.` before `5月1日起` would read as 3.5.
fn add_label(label: Option<Label>, line: &mut Line) {
    let Some(Label { text: mut label, is_separated }) = label else { return };
    line.trim_start();
    let is_latin = label.ends_with(|c: char| c.is_ascii()) && line.text().starts_with(|c: char| c.is_ascii());
    if is_separated && is_latin || is_one_figure(&label, line.text()) {
        label.push(' ');
    }
    line.prefix(&label);
}

/// Whether a label and the text after it would read as one number.
fn is_one_figure(label: &str, text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_chinese = |c: char| "〇零一二三四五六七八九十百千万亿".contains(c);
    let ends_item = |c: char| "、）)】]〕》〉".contains(c);
    text.starts_with(is_digit) && !label.is_empty() && !label.ends_with(ends_item)
        || text.starts_with(is_chinese) && label.ends_with(is_chinese)
}
