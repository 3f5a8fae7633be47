//! Walks the body of an OpenDocument text, or a header, into paragraphs and tables, element by element.
//!
//! No recursion but for deleted text: what is open is on a stack, whose height the limit of depth bounds.

mod drawing;
mod notes;
mod open;
mod tables;
mod text;

use std::collections::HashMap;

use self::open::{Frame, Open, Style};
use super::changes::read_deletions;
use super::lists::Lists;
use super::styles::{Family, Styles};
use super::table::OpenTable;
use crate::model::document::Role;
use crate::model::error::Result;
use crate::model::limits::Limits;
use crate::readers::appearance::AsideKind;
use crate::readers::word::emission::NoteReference;
use crate::readers::word::finish::Skipped;
use crate::readers::word::flow::{Flow, ParagraphProperties};
use crate::readers::word::look::{Surface, Surroundings};
use crate::readers::word::piece::Piece;
use crate::readers::word::roles::heading;
use crate::readers::xml::{Element, Node, Xml};

/// A walk, and what it has gathered.
pub struct Walk<'a> {
    limits: &'a Limits,
    styles: &'a Styles,
    open: Vec<Open>,
    flow: Flow,
    lists: Lists,
    tables: Vec<OpenTable>,
    frames: Vec<Frame>,
    /// How text looks, innermost last.
    looks: Vec<Style>,
    /// Whether white space would follow other white space, for each open paragraph.
    after_space: Vec<bool>,
    /// Open tables of contents.
    contents: usize,
    hides_fields: bool,
    cells: usize,
    notes: HashMap<String, Vec<Piece>>,
    /// Deleted texts by the id of the change.
    deletions: HashMap<String, String>,
    /// The notes referred to, in the order of their marks.
    pub references: Vec<NoteReference>,
    pub skipped: Skipped,
}

impl<'a> Walk<'a> {
    pub fn new(limits: &'a Limits, styles: &'a Styles) -> Self {
        Self {
            limits,
            styles,
            open: Vec::new(),
            flow: Flow::default(),
            lists: Lists::default(),
            tables: Vec::new(),
            frames: Vec::new(),
            looks: Vec::new(),
            after_space: Vec::new(),
            contents: 0,
            hides_fields: false,
            cells: 0,
            notes: HashMap::new(),
            deletions: HashMap::new(),
            references: Vec::new(),
            skipped: Skipped::default(),
        }
    }

    /// Leaves out the results of fields: numbers of pages.
    pub fn hide_fields(&mut self) {
        self.hides_fields = true;
    }

    /// The notes within the text, by id.
    pub fn take_notes(&mut self) -> HashMap<String, Vec<Piece>> {
        std::mem::take(&mut self.notes)
    }

    /// Numbered paragraphs whose numbers could not be made out.
    pub const fn unnumbered(&self) -> usize {
        self.lists.unknown
    }

    /// Walks the element just started: the pieces in it.
    pub fn story(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Piece>> {
        self.flow.start_story();
        let depth = xml.depth();
        self.open.push(Open::Shape);
        while let Some(node) = xml.inside(depth)? {
            match node {
                Node::Start(element) => self.start(&element, xml)?,
                Node::End => self.end()?,
                Node::Text(text) => self.add_collapsed(&text),
            }
        }
        self.open.pop();
        Ok(self.flow.end_story())
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let name = element.qualified_name();
        match name {
            "text:p" | "text:h" => self.start_paragraph(element),
            "text:span" => self.start_span(element),
            "text:list" => {
                self.lists.start(element);
                self.open.push(Open::List);
            }
            "text:list-item" | "text:list-header" => {
                self.lists.start_item(element);
                self.open.push(Open::Item);
            }
            "table:table"
            | "table:table-header-rows"
            | "table:table-row"
            | "table:table-cell"
            | "table:covered-table-cell" => self.start_table_element(element, xml)?,
            "text:section" => self.start_section(element),
            "text:index-body" => {
                self.contents += 1;
                self.open.push(Open::Contents);
            }
            "text:note" => self.start_note(element),
            "office:annotation" => self.open.push(Open::Comment { fields: self.flow.start_box() }),
            "text:tracked-changes" => {
                self.deletions.extend(read_deletions(xml, self.styles, self.limits)?);
            }
            "text:change" => self.add_deletion(element, xml)?,
            "office:forms" => self.read_controls(xml)?,
            "text:hidden-text" | "text:hidden-paragraph" | "text:conditional-text" => {
                self.start_conditional(element, xml)?;
            }
            "text:script"
            | "text:ruby-text"
            | "text:note-citation"
            | "text:index-title-template"
            | "text:placeholder"
            | "dc:creator"
            | "dc:date"
            | "meta:creator-initials"
            | "meta:date-string"
            | "text:sender-initials"
            | "office:event-listeners"
            | "table:table-source"
            | "table:title"
            | "table:desc"
            | "style:style" => xml.skip()?,
            _ if name.ends_with("-decls") || name.ends_with("-source") => xml.skip()?,
            _ if self.hides_fields && is_field(name) => xml.skip()?,
            _ if self.add_character(element) => xml.skip()?,
            _ if is_drawing(name) => self.start_drawing(element, xml)?,
            _ => self.open.push(Open::Through),
        }
        Ok(())
    }

    fn start_paragraph(&mut self, element: &Element<'_>) {
        let name = element.attribute("text:style-name");
        let name = name.as_deref();
        let level = element.number("text:outline-level").unwrap_or(1);
        let is_heading = element.qualified_name() == "text:h";
        let named = self.styles.role(name);
        let role = match named {
            _ if self.contents > 0 => Role::Navigation,
            None | Some(Role::Body | Role::Heading(_)) if is_heading => heading(i64::from(level) - 1),
            named => named.unwrap_or_default(),
        };
        let look = self.styles.paragraph_look(name);
        let fill = self.styles.fill(Family::Paragraph, name);
        let label = self.label(element, name, is_heading.then_some(level));
        self.flow.start_paragraph(ParagraphProperties { role, look, fill, label, is_mark_deleted: false });
        self.looks.push(Style { look, font: self.styles.font(Family::Paragraph, name) });
        self.after_space.push(true);
        self.show_look();
        self.open.push(Open::Paragraph { is_hidden: false });
    }

    /// The automatic number of the paragraph that starts.
    fn label(
        &mut self,
        element: &Element<'_>,
        name: Option<&str>,
        level: Option<u32>,
    ) -> Option<crate::readers::word::flow::Label> {
        let styles = self.styles;
        let of_style = styles.list(name);
        if self.lists.is_open() {
            let find = |name: &str| {
                let own = styles.automatic.lists.get(name);
                own.or_else(|| styles.common.lists.get(name))
            };
            return self.lists.label(of_style, find);
        }
        let level = usize::try_from(level?).ok()?;
        let outline =
            styles.common.lists.outline().filter(|_| of_style.is_none_or(|list| !list.is_empty()))?;
        self.lists.heading_label(element, level, outline)
    }

    fn start_span(&mut self, element: &Element<'_>) {
        let name = element.attribute("text:style-name");
        let outer = self.looks.last().cloned().unwrap_or_default();
        let look = self.styles.span_look(name.as_deref(), outer.look);
        let font = self.styles.font(Family::Text, name.as_deref()).or(outer.font);
        self.looks.push(Style { look, font });
        let around = self.show_look();
        self.open.push(Open::Span { around });
    }

    /// Sets how the text that comes looks; what was seen of the text before.
    fn show_look(&mut self) -> crate::readers::appearance::Appearance {
        let look = self.looks.last().map(|style| style.look).unwrap_or_default();
        let around = Surroundings { is_in_table: !self.tables.is_empty(), line: 0 };
        let (open, tables, styles) = (&self.open, &self.tables, self.styles);
        self.flow.set_run(look, around, || surface(open, tables, styles))
    }

    fn start_section(&mut self, element: &Element<'_>) {
        let display = element.attribute("text:display");
        let is_hidden = match display.as_deref() {
            Some("none") => true,
            Some("condition") => element.is_true("text:is-hidden"),
            _ => element
                .attribute("text:style-name")
                .is_some_and(|name| self.styles.is_hidden(Family::Section, Some(&name))),
        };
        if is_hidden {
            self.flow.start_aside(AsideKind::Hidden);
            self.open.push(Open::Aside);
        } else {
            self.open.push(Open::Through);
        }
    }

    fn end(&mut self) -> Result<()> {
        match self.open.pop() {
            None | Some(Open::Through | Open::Shape) => {}
            Some(Open::Paragraph { is_hidden }) => self.end_paragraph(is_hidden),
            Some(Open::Span { around }) => {
                self.looks.pop();
                self.flow.end_run(around);
            }
            Some(Open::List) => self.lists.end(),
            Some(Open::Item) => self.lists.end_item(),
            Some(Open::Table) => self.end_table()?,
            Some(Open::HeaderRows) => {
                if let Some(table) = self.tables.last_mut() {
                    table.is_header = false;
                }
            }
            Some(Open::Row { is_hidden }) => {
                if is_hidden {
                    self.flow.end_aside();
                }
                if let Some(table) = self.tables.last_mut() {
                    table.end_row();
                }
            }
            Some(Open::Cell(cell)) => self.end_cell(cell),
            Some(Open::TextBox { fields }) => self.flow.end_box(fields),
            Some(Open::Frame) => self.end_frame(),
            Some(Open::Note { id, fields }) => self.end_note(id, fields),
            Some(Open::Comment { fields }) => self.end_comment(fields),
            Some(Open::Aside) => self.flow.end_aside(),
            Some(Open::Contents) => self.contents = self.contents.saturating_sub(1),
        }
        Ok(())
    }

    fn end_paragraph(&mut self, is_hidden: bool) {
        if is_hidden {
            self.flow.end_aside();
        }
        self.looks.pop();
        self.after_space.pop();
        self.flow.end_paragraph();
    }
}

/// What is behind text that has no filling of its own.
fn surface(open: &[Open], tables: &[OpenTable], styles: &Styles) -> Surface {
    const WHITE: Surface = Surface::Colour(crate::readers::appearance::Colour::WHITE);
    let mut tables = tables.iter().rev().peekable();
    for open in open.iter().rev() {
        let found = match open {
            // It may be filled with anything.
            Open::TextBox { .. } => Some(Surface::Unknown),
            Open::Cell(cell) => cell.fill,
            Open::Row { .. } => tables.peek().and_then(|table| table.row().surface),
            Open::Table => tables.next().and_then(|table| table.surface),
            _ => None,
        };
        if let Some(found) = found {
            return found;
        }
    }
    let has_page_fill = styles.automatic.has_page_fill || styles.common.has_page_fill;
    if has_page_fill { Surface::Unknown } else { WHITE }
}

/// Whether an element shows the number of a page, a date or a property.
fn is_field(name: &str) -> bool {
    const FIELDS: [&str; 16] = [
        "page-number",
        "page-count",
        "page-continuation",
        "page-variable-get",
        "date",
        "time",
        "chapter",
        "file-name",
        "template-name",
        "modification-date",
        "modification-time",
        "creation-date",
        "creation-time",
        "print-date",
        "editing-cycles",
        "editing-duration",
    ];
    name.strip_prefix("text:").is_some_and(|name| FIELDS.contains(&name))
}

fn is_drawing(name: &str) -> bool {
    ["draw:", "svg:", "dr3d:", "math:", "chart:", "form:", "xforms:"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
        || matches!(name, "office:binary-data" | "math")
}
