//! What the styles of an OpenDocument text say that matters here: how text looks, what a paragraph is for, its list,
//! what is behind it, whether a row or section is shown.
//!
//! Automatic styles of pages and of the text have the same names and are different styles: each part has its own, over
//! the common ones.

use std::collections::HashMap;
use std::rc::Rc;

use super::lists::ListStyles;
use super::look::{background, is_nothing, text_properties};
use crate::model::document::Role;
use crate::model::error::Result;
use crate::readers::word::look::{Look, Surface};
use crate::readers::word::roles::named_role;
use crate::readers::xml::{Element, Node, Xml};

/// Styles that inherit from each other at most; a circle ends there.
const LONGEST_CHAIN: usize = 32;

/// Families of styles that matter here, in the order of [`Sheet::families`].
const FAMILIES: [&str; 6] = ["paragraph", "text", "table", "table-row", "table-cell", "section"];

/// The family of a style.
#[derive(Clone, Copy, Debug)]
pub enum Family {
    Paragraph,
    Text,
    Table,
    Row,
    Cell,
    Section,
}

/// The styles that are seen from a part of the document: its automatic ones, over the common ones.
#[derive(Clone, Default)]
pub struct Styles {
    pub common: Rc<Sheet>,
    pub automatic: Rc<Sheet>,
}

/// The styles of one place.
#[derive(Default)]
pub struct Sheet {
    families: [HashMap<String, Style>; 6],
    /// How text looks by default.
    default_look: Look,
    pub lists: ListStyles,
    /// Whether a page has a picture or colour behind its text.
    pub has_page_fill: bool,
}

/// A style; `None` where it says nothing.
#[derive(Default)]
struct Style {
    /// As people see it.
    name: String,
    parent: Option<String>,
    look: Look,
    font: Option<Rc<str>>,
    fill: Option<Surface>,
    list: Option<String>,
    is_hidden: bool,
}

impl Sheet {
    /// Reads the styles in the `office:styles` or `office:automatic-styles` just started.
    pub fn read(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let mut count = 0;
        while let Some(child) = xml.child()? {
            match child.qualified_name() {
                "style:style" => self.read_style(&child, xml)?,
                "style:default-style" => self.read_default(&child, xml)?,
                "text:list-style" | "text:outline-style" => self.lists.read_style(&child, xml)?,
                "style:page-layout" => self.read_page(xml)?,
                _ => xml.skip()?,
            }
            count += 1;
            xml.check_entries(count)?;
        }
        Ok(())
    }

    fn read_style(&mut self, start: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        const NAMES: [&str; 5] = [
            "style:family",
            "style:name",
            "style:display-name",
            "style:parent-style-name",
            "style:list-style-name",
        ];
        let [family, name, display_name, parent, list] = start.attributes(NAMES);
        let name = name.unwrap_or_default();
        let shown = display_name.unwrap_or_else(|| name.replace("_20_", " "));
        let mut style = Style { name: shown, parent, list, ..Style::default() };
        read_properties(xml, &mut style)?;
        let index = FAMILIES.iter().position(|known| family.as_deref() == Some(known));
        if let Some(styles) = index.and_then(|index| self.families.get_mut(index)) {
            styles.insert(name, style);
        }
        Ok(())
    }

    fn read_default(&mut self, start: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let mut style = Style::default();
        read_properties(xml, &mut style)?;
        if start.attribute("style:family").as_deref() == Some("paragraph") {
            self.default_look = style.look;
        }
        Ok(())
    }

    fn read_page(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let depth = xml.depth();
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(start) = node else { continue };
            self.has_page_fill |= match start.qualified_name() {
                "style:page-layout-properties" => background(&start).is_some_and(|fill| fill != WHITE),
                "style:background-image" => start.attribute("xlink:href").is_some(),
                _ => false,
            };
        }
        Ok(())
    }

    fn get(&self, family: Family, name: &str) -> Option<&Style> {
        self.families.get(family as usize)?.get(name)
    }
}

const WHITE: Surface = Surface::Colour(crate::readers::appearance::Colour::WHITE);

/// Reads the properties in the style just started.
fn read_properties(xml: &mut Xml<'_>, style: &mut Style) -> Result<()> {
    let depth = xml.depth();
    while let Some(node) = xml.inside(depth)? {
        let Node::Start(start) = node else { continue };
        match start.qualified_name() {
            "style:text-properties" => {
                style.look = text_properties(&start);
                let font = start.attribute("style:font-name").or_else(|| start.attribute("fo:font-family"));
                style.font = font.map(Rc::from);
            }
            "style:paragraph-properties" | "style:table-cell-properties" | "style:table-properties" => {
                style.fill = background(&start).or(style.fill);
                style.is_hidden |= start.attribute("table:display").as_deref() == Some("false");
            }
            "style:table-row-properties" => {
                style.fill = background(&start).or(style.fill);
                style.is_hidden |= start.attribute("style:row-height").is_some_and(|size| is_nothing(&size));
            }
            "style:section-properties" => {
                style.fill = background(&start).or(style.fill);
                style.is_hidden |= start.attribute("text:display").as_deref() == Some("none");
            }
            "style:background-image" if start.attribute("xlink:href").is_some() => {
                style.fill = Some(Surface::Unknown);
            }
            _ => {}
        }
    }
    Ok(())
}

impl Styles {
    /// A style and those it inherits from, nearest first.
    fn chain<'a>(&'a self, family: Family, name: Option<&str>) -> impl Iterator<Item = &'a Style> + use<'a> {
        let lookup =
            move |name: &str| self.automatic.get(family, name).or_else(|| self.common.get(family, name));
        std::iter::successors(name.and_then(lookup), move |style| lookup(style.parent.as_deref()?))
            .take(LONGEST_CHAIN)
    }

    /// How the text of a paragraph looks where a span says nothing else.
    pub fn paragraph_look(&self, name: Option<&str>) -> Look {
        let looks = self.chain(Family::Paragraph, name).map(|style| style.look);
        looks.fold(Look::default(), Look::or).or(self.common.default_look)
    }

    /// How a span looks in text that looks like this.
    pub fn span_look(&self, name: Option<&str>, around: Look) -> Look {
        self.chain(Family::Text, name).map(|style| style.look).fold(Look::default(), Look::or).or(around)
    }

    /// The font of a style.
    pub fn font(&self, family: Family, name: Option<&str>) -> Option<Rc<str>> {
        self.chain(family, name).find_map(|style| style.font.clone())
    }

    /// What is behind what has the style.
    pub fn fill(&self, family: Family, name: Option<&str>) -> Option<Surface> {
        self.chain(family, name).find_map(|style| style.fill)
    }

    /// Whether what has the style is not shown.
    pub fn is_hidden(&self, family: Family, name: Option<&str>) -> bool {
        self.chain(family, name).any(|style| style.is_hidden)
    }

    /// What a paragraph is for by the names of its styles.
    pub fn role(&self, name: Option<&str>) -> Option<Role> {
        self.chain(Family::Paragraph, name).find_map(|style| named_role(&style.name))
    }

    /// The list of a paragraph's style; empty where the style takes the list away.
    pub fn list(&self, name: Option<&str>) -> Option<&str> {
        self.chain(Family::Paragraph, name).find_map(|style| style.list.as_deref())
    }
}
