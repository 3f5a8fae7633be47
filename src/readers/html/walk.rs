//! Walks the tree of a page in document order and makes blocks of what a browser would show.
//!
//! A table that holds another is there for layout: rows that hold one, and rows of a single cell, are
//! read as if they were not in a table; its other rows stay tables. The walk does not recurse.

use std::collections::HashSet;

use super::line::{Line, Run};
use super::style::{self, Display};
use super::table::{Allowance, Rows};
use super::tree::{Element, Id, Kind, Tree};
use crate::model::document::{Block, Cell, CellRole, Document, Paragraph, Property, Role};
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::text;

/// What was passed over: pictures, embedded objects, text struck out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Skipped {
    pub pictures: usize,
    pub objects: usize,
    pub struck: usize,
}

/// The blocks and head of a page, and what was left out of them.
///
/// # Errors
/// [`Error::TooLarge`].
pub(super) fn read(tree: &Tree, limits: &Limits) -> Result<(Document, Skipped)> {
    let mut walk = Walk {
        tree,
        limits,
        layout: layout(tree),
        allowance: Allowance::new(*limits),
        blocks: Vec::new(),
        paragraphs: 0,
        tables: 0,
        titles: Vec::new(),
        metas: Vec::new(),
        skipped: Skipped::default(),
        line: Line::default(),
        rows: Vec::new(),
        open: Vec::new(),
    };
    let mut step = Some(Step::Enter(Tree::ROOT));
    let mut steps = 0;
    while let Some(now) = step {
        limits.clock.step(&mut steps)?;
        step = walk.step(now)?;
    }
    let head = walk.titles.into_iter().chain(walk.metas).collect();
    Ok((Document { head, blocks: walk.blocks, ..Document::default() }, walk.skipped))
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Enter(Id),
    Leave(Id),
}

/// What is done when an element ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
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
    part: Part,
    run: Run,
    /// In a link or in the head of the page, where pictures are decoration.
    is_aside: bool,
}

struct Walk<'a> {
    tree: &'a Tree,
    limits: &'a Limits,
    layout: HashSet<Id>,
    allowance: Allowance,
    blocks: Vec<Block>,
    paragraphs: u32,
    tables: u32,
    titles: Vec<Property>,
    metas: Vec<Property>,
    skipped: Skipped,
    line: Line,
    /// The tables open now; more than one only where one stands in a caption or a layout row.
    rows: Vec<Rows>,
    open: Vec<Open>,
}

/// The tables that hold tables, and their rows that do. What is hidden does not count.
fn layout(tree: &Tree) -> HashSet<Id> {
    let mut found = HashSet::new();
    let mut step = Some(Step::Enter(Tree::ROOT));
    while let Some(now) = step {
        let mut shown = true;
        if let (Step::Enter(id), Some(element)) = (now, entered(tree, now)) {
            shown = style::display(element) != Display::None;
            if shown && element.html() == Some("table") {
                let mut outer = tree.parent(id);
                while let Some(id) = outer {
                    let name = tree.element(id).and_then(Element::html);
                    if matches!(name, Some("tr" | "table")) {
                        found.insert(id);
                    }
                    if name == Some("table") {
                        break;
                    }
                    outer = tree.parent(id);
                }
            }
        }
        step = following(tree, now, shown);
    }
    found
}

fn entered(tree: &Tree, step: Step) -> Option<&Element> {
    match step {
        Step::Enter(id) => tree.element(id),
        Step::Leave(_) => None,
    }
}

/// The next step; a node entered and not descended into is not left.
fn following(tree: &Tree, step: Step, descend: bool) -> Option<Step> {
    let id = match step {
        Step::Enter(id) if descend && matches!(tree.kind(id), Kind::Root | Kind::Element(_)) => {
            return Some(tree.first_child(id).map_or(Step::Leave(id), Step::Enter));
        }
        Step::Enter(id) | Step::Leave(id) => id,
    };
    tree.next(id).map(Step::Enter).or_else(|| tree.parent(id).map(Step::Leave))
}

impl Walk<'_> {
    fn step(&mut self, step: Step) -> Result<Option<Step>> {
        let mut descend = true;
        match step {
            Step::Enter(id) => match self.tree.kind(id) {
                Kind::Root => self.enter(Part::Block, Open::page())?,
                Kind::Text(text) => self.text(text)?,
                Kind::Element(element) => descend = self.element(id, element)?,
                Kind::Silent => {}
            },
            Step::Leave(_) => self.leave()?,
        }
        Ok(following(self.tree, step, descend))
    }

    fn outer(&self) -> Open {
        self.open.last().copied().unwrap_or(Open::page())
    }

    fn text(&mut self, text: &str) -> Result<()> {
        let open = self.outer();
        if matches!(open.part, Part::Table | Part::Section | Part::Row) {
            return Ok(()); // white space between rows and cells
        }
        for character in text.chars() {
            if !self.line.push(character, open.run) {
                self.end_line(true)?;
            }
        }
        Ok(())
    }

    /// Enters an element; `false` when what it holds is not text.
    fn element(&mut self, id: Id, element: &Element) -> Result<bool> {
        let outer = self.outer();
        let name = element.html().unwrap_or_default();
        match name {
            "br" => self.end_line(true)?,
            "title" => self.title(id),
            "meta" => self.meta(element),
            _ if outer.is_aside || is_hidden(element) => {}
            "img" => self.skipped.pictures += 1,
            "object" | "embed" | "iframe" | "video" | "audio" => self.skipped.objects += 1,
            _ => {}
        }
        let display = style::display(element);
        let is_struck = display == Display::Inline && style::is_struck(element);
        self.skipped.struck += usize::from(is_struck);
        let is_ours = name == "caption" && element.has_word("class", super::TITLE_CAPTION);
        if matches!(name, "br" | "title" | "meta" | "img") || display == Display::None || is_ours || is_struck
        {
            return Ok(false);
        }
        let part = self.part(id, name, outer.part, display);
        let open =
            Open { part, run: run(element, name, outer.run), is_aside: is_aside(element, name, outer) };
        self.enter(part, open)?;
        match part {
            Part::Table => self.rows.push(Rows::default()),
            Part::Row => self.with_rows(Rows::start_row),
            Part::Cell => {
                let cell = cell(element, name, self.limits)?;
                self.with_rows(|rows| rows.start_cell(cell));
            }
            Part::Block if matches!(name, "tr" | "caption") => self.end_table_part()?,
            Part::Inline | Part::Block | Part::Section => {}
        }
        Ok(true)
    }

    fn part(&self, id: Id, name: &str, outer: Part, display: Display) -> Part {
        match (name, outer) {
            ("table", _) => Part::Table,
            ("thead" | "tbody" | "tfoot", Part::Table) => Part::Section,
            ("tr", Part::Table | Part::Section) if !self.is_layout_row(id) => Part::Row,
            ("td" | "th", Part::Row) => Part::Cell,
            _ if display == Display::Inline => Part::Inline,
            _ => Part::Block,
        }
    }

    fn is_layout_row(&self, row: Id) -> bool {
        let mut tables = std::iter::successors(self.tree.parent(row), |&id| self.tree.parent(id));
        let is_table = |&id: &Id| self.tree.element(id).and_then(Element::html) == Some("table");
        let is_cell = |&id: &Id| matches!(self.tree.element(id).and_then(Element::html), Some("td" | "th"));
        self.layout.contains(&row)
            || tables.find(is_table).is_some_and(|table| self.layout.contains(&table))
                && self.tree.children(row).filter(is_cell).take(2).count() < 2
    }

    fn enter(&mut self, part: Part, open: Open) -> Result<()> {
        if part != Part::Inline {
            self.end_line(false)?;
        }
        self.open.push(open);
        Ok(())
    }

    fn leave(&mut self) -> Result<()> {
        let part = self.open.last().map_or(Part::Block, |open| open.part);
        if part != Part::Inline {
            self.end_line(false)?;
        }
        self.open.pop();
        match part {
            Part::Cell => self.with_rows(Rows::end_cell),
            Part::Section => self.with_rows(Rows::end_section),
            Part::Table => {
                self.end_table_part()?;
                self.rows.pop();
            }
            Part::Inline | Part::Block | Part::Row => {}
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
        let (text, role) = self.line.take();
        if let Some(lines) = self.rows.last_mut().and_then(Rows::lines) {
            if is_break || !text.is_empty() {
                lines.push(text);
            }
        } else if !text.is_empty() {
            self.paragraphs = self.paragraphs.saturating_add(1);
            let place = Place::Paragraph { paragraph: self.paragraphs };
            self.block(Block::Paragraph(Paragraph { text, role, place }))?;
        }
        Ok(())
    }

    /// Makes a table of the rows met so far.
    fn end_table_part(&mut self) -> Result<()> {
        let number = self.tables.saturating_add(1);
        let Some(rows) = self.rows.last_mut() else { return Ok(()) };
        if let Some(table) = rows.take(number, &mut self.allowance)? {
            self.tables = number;
            self.block(Block::Table(table))?;
        }
        Ok(())
    }

    fn block(&mut self, block: Block) -> Result<()> {
        self.blocks.push(block);
        let (found, allowed) = (self.blocks.len(), self.limits.blocks);
        if found > allowed {
            let (found, allowed) = (found as u64, allowed as u64);
            return Err(Error::TooLarge { what: Limit::Blocks, found, allowed });
        }
        Ok(())
    }

    /// The first title is the page's; a second one, met in the body of real pages, is often the site's.
    fn title(&mut self, id: Id) {
        let mut line = Line::default();
        for child in self.tree.children(id) {
            if let Kind::Text(text) = self.tree.kind(child) {
                for character in text.chars() {
                    let _ = line.push(character, Run::default());
                }
            }
        }
        let (text, _) = line.take();
        if !text.is_empty() {
            let name = match self.titles.len() {
                0 => "title".to_owned(),
                before => format!("title.{}", before + 1),
            };
            self.titles.push(Property { name, text });
        }
    }

    fn meta(&mut self, element: &Element) {
        if let (Some(name), Some(content)) = (element.attribute("name"), element.attribute("content")) {
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
        Self { part: Part::Block, run: Run::default(), is_aside: false }
    }
}

fn run(element: &Element, name: &str, outer: Run) -> Run {
    let role = match name {
        "h1" => Role::Title,
        "h2" => Role::Heading(1),
        "h3" => Role::Heading(2),
        "h4" => Role::Heading(3),
        "p" if element.has_word("class", "note") => Role::Note,
        "p" if element.has_word("class", "signature") => Role::Signature,
        "p" if element.has_word("class", "date") => Role::Date,
        _ => outer.role,
    };
    // An `a` without address is a bookmark, which Word leaves around headings.
    let is_link = outer.is_link || name == "a" && element.attribute("href").is_some();
    let shift = style::shift(element).or(outer.shift);
    Run { white_space: style::white_space(element, outer.white_space), role, is_link, shift }
}

fn is_aside(element: &Element, name: &str, outer: Open) -> bool {
    const WORDS: [&str; 8] = ["header", "head", "top", "nav", "logo", "banner", "footer", "foot"];
    outer.is_aside
        || matches!(name, "header" | "nav" | "footer")
        || name == "a" && element.attribute("href").is_some()
        || ["class", "id"].iter().flat_map(|name| element.words(name)).any(|word| WORDS.contains(&word))
}

/// Hidden by itself: silent elements are not looked into, so `display` does not tell.
fn is_hidden(element: &Element) -> bool {
    let hides = |style: &str| style.to_ascii_lowercase().replace(' ', "").contains("display:none");
    element.attribute("hidden").is_some() || element.attribute("style").is_some_and(hides)
}

fn cell(element: &Element, name: &str, limits: &Limits) -> Result<Cell> {
    let colspan = span(element.attribute("colspan"), Limit::Columns, limits.columns)?.unwrap_or(1).max(1);
    let rowspan = span(element.attribute("rowspan"), Limit::Rows, limits.rows)?.unwrap_or(1);
    let scope = element.attribute("scope").unwrap_or_default().trim().to_ascii_lowercase();
    let has = |class| element.has_word("class", class);
    let role = match (name, scope.as_str()) {
        ("th", _) if has("banner") => CellRole::Banner,
        ("td", _) if has("banner") && has("corner") => CellRole::Banner,
        ("th", _) if has("rotated") => CellRole::RotatedRowHeader,
        ("th", "col" | "colgroup") => CellRole::ColumnHeader,
        ("th", "row" | "rowgroup") => CellRole::RowHeader,
        _ => CellRole::Plain,
    };
    Ok(Cell { colspan, rowspan, role, ..Cell::new("", Place::Unknown) })
}

/// A span as HTML reads numbers: leading digits count; `None` where there are none.
fn span(value: Option<&str>, what: Limit, allowed: u32) -> Result<Option<u32>> {
    let value = value.unwrap_or_default().trim_start();
    let digits: String =
        value.strip_prefix('+').unwrap_or(value).chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let span = digits.parse::<u32>().unwrap_or(u32::MAX);
    if span > allowed {
        return Err(Error::TooLarge { what, found: span.into(), allowed: allowed.into() });
    }
    Ok(Some(span))
}
