//! What a document's styles say that matters here: what a paragraph is for, its numbering, how text looks.
//!
//! Word names its own styles in English in every language of the program (`heading 1` with the id `1`
//! or `a3`), other programs translate them, so names count first, in both languages, and ids only where
//! a style is not defined. A style based on a heading is a heading.

use std::collections::HashMap;

use super::look::filling;
use crate::model::document::Role;
use crate::model::error::Result;
use crate::readers::word::flow;
use crate::readers::word::look::{Look, Surface};
use crate::readers::word::roles::{heading, named_role};
use crate::readers::xml::{Element, Node, Xml};

/// Steps up the chain of `basedOn` that are taken: Word allows eleven, and a chain may be a circle.
const LONGEST_CHAIN: usize = 32;

/// The styles of a document.
#[derive(Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    default_paragraph: Option<String>,
    /// How text looks by default.
    defaults: Look,
}

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    paragraph: ParagraphProperties,
    look: Look,
    /// The look with what the styles say that it is based on.
    whole_look: Look,
    /// A table style fills cells, all of them or some.
    fills_cells: bool,
}

/// What `w:pPr` says, in a style or on a paragraph.
#[derive(Default)]
pub struct ParagraphProperties {
    pub style: Option<String>,
    /// `w:numId`; 0 takes numbering away.
    pub list: Option<i64>,
    pub level: Option<usize>,
    /// From 0; 9 is running text.
    pub outline: Option<i64>,
    /// The paragraph mark is deleted: the paragraph goes on into the next.
    pub is_mark_deleted: bool,
    /// What is behind the paragraph.
    pub fill: Option<Surface>,
}

impl ParagraphProperties {
    /// Reads the `w:pPr` just started.
    pub fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let mut read = Self::default();
        while let Some(child) = xml.child()? {
            match child.name() {
                "pStyle" => read.style = child.value(),
                "outlineLvl" => read.outline = child.integer(),
                "shd" => read.fill = filling(&child),
                "numPr" | "listPr" => {
                    read.read_numbering(xml)?;
                    continue;
                }
                "rPr" => {
                    read.is_mark_deleted = is_mark_deleted(xml)?;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(read)
    }

    fn read_numbering(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        while let Some(child) = xml.child()? {
            match child.name() {
                "numId" | "ilfo" => self.list = child.integer(),
                "ilvl" => self.level = child.integer().and_then(|level| usize::try_from(level).ok()),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }
}

fn is_mark_deleted(xml: &mut Xml<'_>) -> Result<bool> {
    let mut is_deleted = false;
    while let Some(child) = xml.child()? {
        is_deleted |= is_deletion(&child);
        xml.skip()?;
    }
    Ok(is_deleted)
}

/// Whether a property says that what has it was deleted, in Word or in Word 2003.
pub fn is_deletion(property: &Element<'_>) -> bool {
    match property.name() {
        "del" | "moveFrom" => true,
        "annotation" => property.attribute("type").as_deref() == Some("Word.Deletion"),
        _ => false,
    }
}

/// What `w:rPr` says.
#[derive(Default)]
pub struct RunProperties {
    style: Option<String>,
    look: Look,
}

impl RunProperties {
    /// Reads the `w:rPr` just started.
    pub fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let mut read = Self::default();
        while let Some(child) = xml.child()? {
            if child.name() == "rStyle" {
                read.style = child.value();
                xml.skip()?;
            } else {
                read.look.read_property(&child, xml)?;
            }
        }
        Ok(read)
    }
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let mut styles = Self::default();
        while let Some(node) = xml.next()? {
            if let Node::Start(element) = node
                && element.name() == "styles"
            {
                styles.read_styles(xml)?;
            }
        }
        Ok(styles)
    }

    /// Reads the `w:styles` just started.
    pub fn read_styles(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        while let Some(child) = xml.child()? {
            match child.name() {
                "style" => self.read_style(&child, xml)?,
                "docDefaults" => self.read_defaults(xml)?,
                _ => xml.skip()?,
            }
        }
        let whole = |id: &String| {
            let looks = self.chain(Some(id)).map(|(_, style)| style.look);
            (id.clone(), looks.reduce(Look::or).unwrap_or_default())
        };
        let whole: Vec<_> = self.by_id.keys().map(whole).collect();
        for (id, look) in whole {
            if let Some(style) = self.by_id.get_mut(&id) {
                style.whole_look = look;
            }
        }
        Ok(())
    }

    /// Reads the `w:docDefaults` just started.
    fn read_defaults(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let depth = xml.depth();
        while let Some(node) = xml.inside(depth)? {
            if let Node::Start(element) = node
                && element.name() == "rPr"
            {
                self.defaults = RunProperties::read(xml)?.look;
            }
        }
        Ok(())
    }

    fn read_style(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let id = element.attribute("styleId").unwrap_or_default();
        let is_default = matches!(element.attribute("default").as_deref(), Some("1" | "true" | "on"));
        if is_default && element.attribute("type").as_deref() == Some("paragraph") {
            self.default_paragraph = Some(id.clone());
        }
        let mut style = Style::default();
        while let Some(child) = xml.child()? {
            match child.name() {
                "name" => style.name = child.value().unwrap_or_default(),
                "basedOn" => style.based_on = child.value(),
                "pPr" => {
                    style.paragraph = ParagraphProperties::read(xml)?;
                    continue;
                }
                "rPr" => {
                    style.look = RunProperties::read(xml)?.look;
                    continue;
                }
                "tblPr" | "tcPr" | "tblStylePr" => {
                    style.fills_cells |= has_filling(xml)?;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        self.by_id.insert(id, style);
        xml.check_entries(self.by_id.len())
    }

    /// A style and those it is based on, nearest first; without an id, the default paragraph style.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = id.or(self.default_paragraph.as_deref());
        let lookup = |id: &'a str| self.by_id.get(id).map(|style| (id, style));
        std::iter::successors(first.and_then(lookup), move |(_, style)| {
            style.based_on.as_deref().and_then(lookup)
        })
        .take(LONGEST_CHAIN)
    }

    /// What is known of a paragraph in text that looks like this by its table.
    pub fn properties(&self, paragraph: &ParagraphProperties, table: Look) -> flow::ParagraphProperties {
        flow::ParagraphProperties {
            role: self.role(paragraph),
            look: self.paragraph_look(paragraph.style.as_deref(), table),
            fill: self.paragraph_fill(paragraph),
            label: None,
            is_mark_deleted: paragraph.is_mark_deleted,
        }
    }

    /// What a paragraph is for by its style and outline level.
    fn role(&self, paragraph: &ParagraphProperties) -> Role {
        let id = paragraph.style.as_deref();
        let undefined = id.filter(|id| !self.by_id.contains_key(*id)).and_then(named_role);
        let own = self.chain(id).next().and_then(|(_, style)| named_role(&style.name)).or(undefined);
        if let (None | Some(Role::Body | Role::Heading(_)), Some(level)) = (own, paragraph.outline) {
            return heading(level);
        }
        own.or_else(|| self.inherited_role(id)).unwrap_or_default()
    }

    fn inherited_role(&self, id: Option<&str>) -> Option<Role> {
        self.chain(id).find_map(|(_, style)| named_role(&style.name).or(style.paragraph.outline.map(heading)))
    }

    /// List and level of a paragraph; the level is `None` where only the list's levels give it.
    pub fn list(&self, paragraph: &ParagraphProperties) -> Option<(i64, Level)> {
        if let Some(list) = paragraph.list {
            return (list != 0).then_some((list, Level::Number(paragraph.level.unwrap_or(0))));
        }
        let id = paragraph.style.as_deref();
        let (style, list) =
            self.chain(id).find_map(|(id, style)| style.paragraph.list.map(|list| (id, list)))?;
        let level = paragraph.level.or_else(|| self.chain(id).find_map(|(_, style)| style.paragraph.level));
        let level = level.map_or_else(|| Level::OfStyle(style.to_owned()), Level::Number);
        (list != 0).then_some((list, level))
    }

    /// How the text of a paragraph looks where a run says nothing else: by default, by the table's style, by
    /// the paragraph's.
    fn paragraph_look(&self, style: Option<&str>, table: Look) -> Look {
        let own = style.and_then(|id| self.by_id.get(id));
        let own = own.or_else(|| self.by_id.get(self.default_paragraph.as_deref()?));
        own.map_or(table, |style| style.whole_look.over(table)).or(self.defaults)
    }

    /// How a run looks in a paragraph whose text looks like this.
    pub fn run_look(&self, run: &RunProperties, paragraph: Look) -> Look {
        let style = run.style.as_ref().and_then(|id| self.by_id.get(id));
        run.look.or(style.map_or(paragraph, |style| style.whole_look.over(paragraph)))
    }

    /// How the text of a table looks by its style, and whether the style fills cells.
    pub fn table_look(&self, style: Option<&str>) -> (Look, bool) {
        let Some(id) = style else { return (Look::default(), false) };
        let look = self.by_id.get(id).map(|style| style.whole_look).unwrap_or_default();
        (look, self.chain(Some(id)).any(|(_, style)| style.fills_cells))
    }

    /// What is behind a paragraph by its own properties or its style.
    fn paragraph_fill(&self, paragraph: &ParagraphProperties) -> Option<Surface> {
        let of_styles = || self.chain(paragraph.style.as_deref()).find_map(|(_, style)| style.paragraph.fill);
        paragraph.fill.or_else(of_styles)
    }
}

/// Whether the element just started has a filling anywhere in it.
fn has_filling(xml: &mut Xml<'_>) -> Result<bool> {
    let depth = xml.depth();
    let mut has_filling = false;
    while let Some(node) = xml.inside(depth)? {
        if let Node::Start(element) = node {
            has_filling |= element.name() == "shd" && filling(&element).is_some();
        }
    }
    Ok(has_filling)
}

/// The level of a list that a paragraph is on.
pub enum Level {
    /// From 0.
    Number(usize),
    /// The level that names this style.
    OfStyle(String),
}
