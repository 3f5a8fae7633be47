//! Walks the tree of a page in document order and makes blocks of what a browser would show.
//!
//! A table that holds another is there for layout: rows that hold one, and rows of a single cell, are
//! read as if they were not in a table; its other rows stay tables. The walk does not recurse.

mod flow;
mod layout;
mod unread;

use std::collections::HashSet;

use ego_tree::{NodeId, NodeRef, Tree};
use scraper::Node;
use scraper::node::Element;

use self::flow::Container;
use super::css::Styles;
use super::direction::Declared;
use super::element::{attribute, has_class, html_name, node_name, words};
use super::hidden;
use super::left_out::LeftOut;
use super::line::{EndedLine, Line, Run};
use super::look::Look;
use super::shown::Shown;
use super::steps::{Step, following};
use super::style::{Display, Style, first_letter};
use super::table::{Allowance, Ended, Rows, cell};
use crate::model::document::{Block, Document, Paragraph, Property, Role};
use crate::model::error::Result;
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::text;
use crate::readers::appearance::{Appearance, Unseen};

/// The blocks and head of a page, and what was left out of them.
///
/// # Errors
/// [`Error::TooLarge`].
pub(super) fn read(tree: &Tree<Node>, styles: &Styles<'_>, limits: &Limits) -> Result<(Document, LeftOut)> {
    let shown = Shown::new(styles);
    let mut walk = Walk {
        limits,
        layout: layout::tables(tree, &shown),
        shown,
        allowance: Allowance::new(*limits),
        blocks: Vec::new(),
        paragraphs: 0,
        tables: 0,
        titles: Vec::new(),
        metas: Vec::new(),
        left_out: LeftOut::default(),
        line: Line::default(),
        rows: Vec::new(),
        open: Vec::new(),
        place: 0,
        containers: Vec::new(),
    };
    let mut step = Some(Step::Enter(tree.root()));
    let mut steps = 0;
    while let Some(now) = step {
        limits.clock.step(&mut steps)?;
        step = walk.step(now)?;
    }
    let head = walk.titles.into_iter().chain(walk.metas).collect();
    Ok((Document { head, blocks: walk.blocks, ..Document::default() }, walk.left_out))
}

/// What an element is to the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ElementKind {
    Inline,
    Block,
    Table,
    Section,
    Row,
    Cell,
}

/// An open element and what holds within it.
#[derive(Clone, Copy, Debug)]
struct Open {
    kind: ElementKind,
    run: Run,
    look: Look,
    /// In a link or in the head of the page, where pictures are decoration.
    is_aside: bool,
}

struct Walk<'a> {
    limits: &'a Limits,
    shown: Shown<'a>,
    layout: HashSet<NodeId>,
    allowance: Allowance,
    blocks: Vec<Block>,
    paragraphs: u32,
    tables: u32,
    titles: Vec<Property>,
    metas: Vec<Property>,
    left_out: LeftOut,
    line: Line,
    /// The tables open now; more than one only where one is in a caption or a layout row.
    rows: Vec<Rows>,
    open: Vec<Open>,
    /// Elements that are moved so far.
    place: u32,
    /// The open elements that may show their children in another order.
    containers: Vec<Container>,
}

impl Walk<'_> {
    fn step<'a>(&mut self, step: Step<'a>) -> Result<Option<Step<'a>>> {
        let mut descend = true;
        match step {
            Step::Enter(node) => match node.value() {
                Node::Document => self.enter(ElementKind::Block, Open::page())?,
                Node::Text(text) => self.text(text)?,
                Node::Element(element) => descend = self.element(node, element)?,
                Node::Fragment | Node::Doctype(_) | Node::Comment(_) | Node::ProcessingInstruction(_) => {}
            },
            Step::Leave(_) => self.leave()?,
        }
        Ok(following(step, descend))
    }

    fn outer(&self) -> Open {
        self.open.last().copied().unwrap_or(Open::page())
    }

    fn text(&mut self, text: &str) -> Result<()> {
        let open = self.outer();
        if matches!(open.kind, ElementKind::Table | ElementKind::Section | ElementKind::Row) {
            return Ok(()); // white space between rows and cells
        }
        let appearance = open.run.appearance;
        if open.is_aside && (appearance.is_struck || appearance.is_hidden) {
            return Ok(()); // the site's, not the report's
        }
        for character in text.chars() {
            if !self.line.push(character, open.run) {
                self.end_line(true)?;
            }
        }
        Ok(())
    }

    /// Enters an element; `false` when what it holds is not text.
    fn element(&mut self, node: NodeRef<'_, Node>, element: &Element) -> Result<bool> {
        let outer = self.outer();
        let name = html_name(element).unwrap_or_default();
        if matches!(name, "title" | "meta") {
            if name == "title" {
                self.title(node);
            } else {
                self.meta(element);
            }
            return Ok(false);
        }
        let mut style = self.shown.style(node, element);
        match (style.display, name) {
            (Display::None, _) => self.conceal(node, name),
            (Display::Silent, _) => {
                let look = outer.look.within(&style, &mut self.place);
                self.silent(node, element, name, look);
            }
            (_, "img") => {
                let look = outer.look.within(&style, &mut self.place);
                self.picture(node, element, name, look);
            }
            (_, "br") => self.end_line(true)?,
            (_, "caption") if has_class(element, super::TITLE_CAPTION) => {}
            (_, _) if style.pictures.instead.is_some() && !is_table_part(name) => {
                self.conceal(node, name);
                self.declared_picture(&style.pictures);
            }
            (Display::Inline | Display::Block, _) => {
                let kind = self.kind(node, name, outer.kind, style.display);
                if kind != ElementKind::Inline {
                    style.shift = None;
                }
                let look = outer.look.within(&style, &mut self.place);
                let run = run(element, name, &style, outer.run, look);
                self.enter(kind, Open { kind, run, look, is_aside: is_aside(element, name, outer) })?;
                if kind != ElementKind::Inline {
                    self.enter_container(&style.direction);
                }
                self.begin(kind, element, name)?;
                self.declared_picture(&style.pictures);
                for content in self.shown.styles.generated(node.id()) {
                    self.generated(node, element, content, kind);
                }
                if kind != ElementKind::Inline
                    && let Some(declared) = self.shown.styles.first_letter(node.id())
                {
                    let letter = look.within(&first_letter(declared, element), &mut self.place);
                    let order = look.appearance().order; // a large first letter is moved, but is the first
                    self.line.set_first_letter(Appearance { order, ..letter.appearance() });
                }
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Begins what an element is to a table.
    fn begin(&mut self, kind: ElementKind, element: &Element, name: &str) -> Result<()> {
        match kind {
            ElementKind::Table => self.rows.push(Rows::default()),
            ElementKind::Row => self.with_rows(Rows::start_row),
            ElementKind::Cell => {
                let cell = cell(element, name, self.limits)?;
                self.with_rows(|rows| rows.start_cell(cell));
            }
            ElementKind::Block if matches!(name, "tr" | "caption") => self.end_table_part()?,
            ElementKind::Inline | ElementKind::Block | ElementKind::Section => {}
        }
        Ok(())
    }

    fn kind(&self, node: NodeRef<'_, Node>, name: &str, outer: ElementKind, display: Display) -> ElementKind {
        match (name, outer) {
            ("table", _) => ElementKind::Table,
            ("thead" | "tbody" | "tfoot", ElementKind::Table) => ElementKind::Section,
            ("tr", ElementKind::Table | ElementKind::Section) if !self.is_layout_row(node) => {
                ElementKind::Row
            }
            ("td" | "th", ElementKind::Row) => ElementKind::Cell,
            _ if display == Display::Inline => ElementKind::Inline,
            _ => ElementKind::Block,
        }
    }

    fn is_layout_row(&self, row: NodeRef<'_, Node>) -> bool {
        let is_in_layout = |node: NodeRef<'_, Node>| self.layout.contains(&node.id());
        let is_cell = |node: &NodeRef<'_, Node>| matches!(node_name(*node), Some("td" | "th"));
        let table = || row.ancestors().find(|&node| node_name(node) == Some("table"));
        is_in_layout(row)
            || table().is_some_and(is_in_layout) && row.children().filter(is_cell).take(2).count() < 2
    }

    fn enter(&mut self, kind: ElementKind, open: Open) -> Result<()> {
        if kind != ElementKind::Inline {
            self.end_line(false)?;
        }
        self.open.push(open);
        Ok(())
    }

    /// Remembers where a child of a container begins, and whether it is one itself.
    fn enter_container(&mut self, declared: &Declared) {
        let (depth, blocks) = (self.open.len(), self.blocks.len());
        if let Some(container) = self.containers.last_mut().filter(|container| container.depth + 1 == depth) {
            container.add(declared, blocks);
        }
        self.containers.extend(Container::of(declared, depth));
    }

    fn leave(&mut self) -> Result<()> {
        let kind = self.open.last().map_or(ElementKind::Block, |open| open.kind);
        if kind != ElementKind::Inline {
            self.end_line(false)?;
        }
        if let Some(container) = self.containers.pop_if(|container| container.depth == self.open.len()) {
            container.arrange(&mut self.blocks);
        }
        self.open.pop();
        match kind {
            ElementKind::Cell => self.with_rows(Rows::end_cell),
            ElementKind::Section => self.with_rows(Rows::end_section),
            ElementKind::Table => {
                self.end_table_part()?;
                self.rows.pop();
            }
            ElementKind::Inline | ElementKind::Block | ElementKind::Row => {}
        }
        Ok(())
    }

    fn with_rows(&mut self, act: impl FnOnce(&mut Rows)) {
        if let Some(rows) = self.rows.last_mut() {
            act(rows);
        }
    }

    /// Ends the line: a paragraph, or a line of the open cell. An empty line counts only in a cell and
    /// only where a line break makes it.
    fn end_line(&mut self, is_break: bool) -> Result<()> {
        let EndedLine { text, role, unseen } = self.line.take();
        let open_table = self.rows.last_mut().filter(|rows| rows.is_in_cell());
        if let Some(rows) = open_table {
            unseen.into_iter().filter(hidden::matters).for_each(|unseen| rows.set_aside(unseen));
            if is_break || !text.is_empty() {
                rows.push_line(text);
            }
            return Ok(());
        }
        if text.is_empty() {
            let unseen = unseen.into_iter().filter(hidden::matters_in_blank_line).collect();
            self.left_out.asides.add_all(unseen, &self.last_place());
            return Ok(());
        }
        self.paragraphs = self.paragraphs.saturating_add(1);
        let place = Place::Paragraph { paragraph: self.paragraphs };
        if role != Role::Navigation {
            self.left_out.asides.add_all(unseen.into_iter().filter(hidden::matters).collect(), &place);
        }
        self.block(Block::Paragraph(Paragraph { text, role, place }))
    }

    /// The paragraph read last.
    fn last_place(&self) -> Place {
        Place::Paragraph { paragraph: self.paragraphs.max(1) }
    }

    /// Makes a table of the rows read so far.
    fn end_table_part(&mut self) -> Result<()> {
        let number = self.tables.saturating_add(1);
        let Some(rows) = self.rows.last_mut() else { return Ok(()) };
        let Ended { table, unseen, controls, pictures } = rows.take(number, &mut self.allowance)?;
        let last_place = self.last_place();
        for (Unseen { kind, text }, place) in unseen {
            self.left_out.asides.add(kind, &text, place.as_ref().unwrap_or(&last_place));
        }
        self.left_out.controls.add(controls);
        self.left_out.pictures += pictures;
        if let Some(table) = table {
            self.tables = number;
            self.block(Block::Table(table))?;
        }
        Ok(())
    }

    fn block(&mut self, block: Block) -> Result<()> {
        self.blocks.push(block);
        self.limits.check_blocks(self.blocks.len())
    }

    /// The first title is the page's; a second one, as some pages have in their body, is often the site's.
    fn title(&mut self, title: NodeRef<'_, Node>) {
        let mut line = Line::default();
        let texts = title.children().filter_map(|child| child.value().as_text());
        for character in texts.flat_map(|text| text.chars()) {
            let _ = line.push(character, Run::default());
        }
        let EndedLine { text, .. } = line.take();
        if !text.is_empty() {
            let name = match self.titles.len() {
                0 => "title".to_owned(),
                before => format!("title.{}", before + 1),
            };
            self.titles.push(Property { name, text });
        }
    }

    fn meta(&mut self, element: &Element) {
        if let (Some(name), Some(content)) = (attribute(element, "name"), attribute(element, "content")) {
            let (name, content) = (text::clean(name), text::clean(content).replace('\n', " "));
            // `viewport` says how to show the page, nothing about it.
            if !name.is_empty() && !content.is_empty() && !name.eq_ignore_ascii_case("viewport") {
                self.metas.push(Property { name, text: content });
            }
        }
    }
}

impl Open {
    fn page() -> Self {
        Self { kind: ElementKind::Block, run: Run::default(), look: Look::PAGE, is_aside: false }
    }
}

fn run(element: &Element, name: &str, style: &Style, outer: Run, look: Look) -> Run {
    let role = match name {
        "h1" => Role::Title,
        "h2" => Role::Heading(1),
        "h3" => Role::Heading(2),
        "h4" => Role::Heading(3),
        "h5" => Role::Heading(4),
        "h6" => Role::Heading(5),
        "p" if has_class(element, "note") => Role::Note,
        "p" if has_class(element, "signature") => Role::Signature,
        "p" if has_class(element, "date") => Role::Date,
        _ => outer.role,
    };
    // An `a` without address is a bookmark, which Word leaves around headings.
    let is_link = outer.is_link || name == "a" && attribute(element, "href").is_some();
    let white_space = style.white_space.unwrap_or(outer.white_space);
    Run { white_space, role, is_link, appearance: look.appearance() }
}

fn is_table_part(name: &str) -> bool {
    matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th")
}

fn is_aside(element: &Element, name: &str, outer: Open) -> bool {
    const WORDS: [&str; 8] = ["header", "head", "top", "nav", "logo", "banner", "footer", "foot"];
    outer.is_aside
        || matches!(name, "header" | "nav" | "footer")
        || name == "a" && attribute(element, "href").is_some()
        || ["class", "id"].iter().flat_map(|name| words(element, name)).any(|word| WORDS.contains(&word))
}
