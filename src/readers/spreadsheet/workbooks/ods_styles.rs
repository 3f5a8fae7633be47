//! The styles of an `.ods`: what they and the styles that they inherit from say of fonts, fills and sizes.

use std::collections::HashMap;

use super::looks::{CellStyle, Colour, Font};
use super::numbers::NumberFormat;
use super::ods_pages::Pages;
use super::xlsx_styles::is_unseen_size;
use crate::model::error::Result;
use crate::model::text::Shift;
use crate::readers::package::Package;
use crate::readers::xml::{Element, Node, Xml};

/// Styles that inherit from each other at most; a circle ends there.
const LONGEST_CHAIN: usize = 16;
/// The style of cells that name none.
const DEFAULT: &str = "Default";

/// Styles by family and name.
#[derive(Debug, Default)]
pub struct Styles {
    declared: HashMap<(String, String), Style>,
    /// Cells of a style as they look, once asked for.
    cells: HashMap<String, CellStyle>,
    pub pages: Pages,
}

#[derive(Debug, Default)]
struct Style {
    parent: String,
    text: TextProperties,
    fill: Setting<Option<Colour>>,
    /// A sheet that is not shown, or a row or column without a size.
    is_hidden: bool,
    /// The name of the pages that a sheet is printed on.
    master_page: Option<String>,
}

/// A property of a style, or that of the style that it inherits from.
#[derive(Clone, Copy, Debug, Default)]
enum Setting<T> {
    #[default]
    Inherited,
    Set(T),
}

impl<T> Setting<T> {
    fn new(set: Option<T>) -> Self {
        set.map_or(Self::Inherited, Self::Set)
    }

    fn unwrap_or(self, inherited: T) -> T {
        match self {
            Self::Inherited => inherited,
            Self::Set(set) => set,
        }
    }
}

/// What a style says of text; `None` where it says nothing.
#[derive(Clone, Copy, Debug, Default)]
struct TextProperties {
    is_struck: Option<bool>,
    is_hidden: Option<bool>,
    is_small: Option<bool>,
    shift: Setting<Option<Shift>>,
    colour: Setting<Option<Colour>>,
}

impl TextProperties {
    fn read(start: &Element<'_>) -> Self {
        const NAMES: [&str; 7] = [
            "style:text-line-through-style",
            "style:text-line-through-type",
            "text:display",
            "style:text-position",
            "fo:color",
            "fo:font-size",
            "style:use-window-font-color",
        ];
        let [style, kind, display, position, colour, size, window] = start.attributes(NAMES);
        let is_line = |value: String| value != "none";
        let colour = colour.map(|colour| Colour::from_hex(&colour));
        Self {
            is_struck: style.map(is_line).or_else(|| kind.map(is_line)),
            is_hidden: display.map(|display| display == "none"),
            is_small: size.filter(|size| size.ends_with("pt")).map(|size| is_unseen_size(&size)),
            shift: Setting::new(position.map(|position| shift(&position))),
            colour: if window.as_deref() == Some("true") { Setting::Set(None) } else { Setting::new(colour) },
        }
    }

    /// The font that `font` becomes by these properties.
    fn apply(&self, font: &mut Font) {
        font.is_struck = self.is_struck.unwrap_or(font.is_struck);
        let is_hidden = self.is_hidden.or(self.is_small.filter(|is_small| *is_small));
        font.is_hidden = is_hidden.unwrap_or(font.is_hidden);
        font.shift = self.shift.unwrap_or(font.shift);
        font.colour = self.colour.unwrap_or(font.colour);
    }
}

/// `super 58%`, `-33% 58%`.
fn shift(position: &str) -> Option<Shift> {
    let first = position.split_whitespace().next()?;
    let is_zero = !first.contains(|c: char| matches!(c, '1'..='9'));
    match first {
        "super" => Some(Shift::Raised),
        "sub" => Some(Shift::Lowered),
        _ if is_zero => None,
        _ if first.starts_with('-') => Some(Shift::Lowered),
        _ => Some(Shift::Raised),
    }
}

impl Styles {
    /// The styles that the sheets' own styles inherit from.
    pub fn common(package: &mut Package<'_>) -> Result<Self> {
        let mut styles = Self::default();
        let part = "styles.xml";
        let Some(content) = package.text(part)? else { return Ok(styles) };
        let mut xml = package.xml(part, &content);
        while let Some(node) = xml.next()? {
            let Node::Start(start) = node else { continue };
            match start.qualified_name() {
                "style:style" => styles.add(&mut xml, &start)?,
                // Those of page headers.
                "office:automatic-styles" => xml.skip()?,
                "office:master-styles" => styles.pages.read(&mut xml)?,
                _ => {}
            }
        }
        Ok(styles)
    }

    /// Reads the `style:style` or `style:default-style` just started.
    pub fn add(&mut self, xml: &mut Xml<'_>, start: &Element<'_>) -> Result<()> {
        let names = ["style:family", "style:name", "style:parent-style-name"];
        let [family, name, parent] = start.attributes(names).map(Option::unwrap_or_default);
        let master_page = if family == "table" { start.attribute("style:master-page-name") } else { None };
        let mut style = Style { parent, master_page, ..Style::default() };
        let depth = xml.depth();
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(start) = node else { continue };
            let of = |name| start.attribute(name);
            match start.qualified_name() {
                "style:text-properties" => style.text = TextProperties::read(&start),
                "style:table-cell-properties" => {
                    let fill = |fill: String| match fill.as_str() {
                        "transparent" => Some(Colour::WHITE),
                        fill => Colour::from_hex(fill),
                    };
                    style.fill = Setting::new(of("fo:background-color").map(fill));
                }
                "style:table-properties" => style.is_hidden = of("table:display").as_deref() == Some("false"),
                "style:table-row-properties" => {
                    style.is_hidden = of("style:row-height").is_some_and(|size| is_nothing(&size));
                }
                "style:table-column-properties" => {
                    style.is_hidden = of("style:column-width").is_some_and(|size| is_nothing(&size));
                }
                _ => {}
            }
        }
        xml.check_entries(self.declared.len())?;
        self.declared.insert((family, name), style);
        Ok(())
    }

    /// Whether a sheet, row or column of the style is not shown.
    pub fn is_hidden(&self, family: &str, name: Option<String>) -> bool {
        let style = name.and_then(|name| self.declared.get(&(family.to_owned(), name)));
        style.is_some_and(|style| style.is_hidden)
    }

    /// The lines of the headers and footers of the pages that sheets of the style are printed on.
    pub fn margins(&self, sheet_style: &str) -> &[String] {
        let style = self.declared.get(&("table".to_owned(), sheet_style.to_owned()));
        let page = style.and_then(|style| style.master_page.as_deref());
        page.map_or(&[], |page| self.pages.lines(page))
    }

    /// How the cells of a style look.
    pub fn cell(&mut self, name: Option<&str>) -> CellStyle {
        let name = name.unwrap_or(DEFAULT);
        if let Some(style) = self.cells.get(name) {
            return style.clone();
        }
        let mut style = CellStyle { format: NumberFormat::default(), ..CellStyle::default() };
        for properties in self.chain("table-cell", name).into_iter().rev() {
            properties.text.apply(&mut style.font);
            style.fill = properties.fill.unwrap_or(style.fill);
        }
        self.cells.insert(name.to_owned(), style.clone());
        style
    }

    /// The font of text in a font that has a style of its own.
    pub fn apply(&self, family: &str, name: &str, font: &mut Font) {
        for style in self.chain(family, name).into_iter().rev() {
            style.text.apply(font);
        }
    }

    /// A style and those it inherits from.
    fn chain(&self, family: &str, name: &str) -> Vec<&Style> {
        let mut all = Vec::new();
        let mut key = (family.to_owned(), name.to_owned());
        while let Some(style) = self.declared.get(&key).filter(|_| all.len() < LONGEST_CHAIN) {
            all.push(style);
            key.1.clone_from(&style.parent);
        }
        all
    }
}

/// Whether nobody sees a row or column of this size: `0cm`, `0.176mm`, less than two points.
fn is_nothing(length: &str) -> bool {
    /// Units, each with the first size in hundredths that is seen.
    const SEEN: [(&str, u32); 5] = [("cm", 7), ("mm", 70), ("in", 3), ("pt", 200), ("px", 300)];
    let end = length.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(length.len());
    let (number, unit) = length.split_at_checked(end).unwrap_or_default();
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let fraction: String = fraction.chars().chain("00".chars()).take(2).collect();
    let seen = SEEN.iter().find(|(name, _)| *name == unit.trim()).map_or(1, |(_, seen)| *seen);
    !number.is_empty() && format!("{whole}{fraction}").parse::<u32>().is_ok_and(|size| size < seen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::limits::Limits;

    fn styles(page: &str) -> Styles {
        let page = format!("<office:styles>{page}</office:styles>");
        let mut xml = Xml::new(&page, "ods", "styles.xml", &Limits::default());
        let mut styles = Styles::default();
        while let Some(node) = xml.next().unwrap() {
            if let Node::Start(start) = node
                && start.qualified_name() == "style:style"
            {
                styles.add(&mut xml, &start).unwrap();
            }
        }
        styles
    }

    #[test]
    fn styles_inherit_and_circles_end() {
        let mut styles = styles(
            r##"<style:style style:family="table-cell" style:name="a" style:parent-style-name="b"/>
            <style:style style:family="table-cell" style:name="b" style:parent-style-name="a">
            <style:text-properties style:text-line-through-style="solid" fo:color="#ffffff"/></style:style>
            <style:style style:family="text" style:name="t"><style:text-properties style:text-position="33% 58%"/></style:style>
            <style:style style:family="table-row" style:name="r"><style:table-row-properties style:row-height="0.002cm"/></style:style>"##,
        );
        let look = styles.cell(Some("a")).appearance();
        assert!(look.is_struck && look.is_hidden);
        let mut font = Font::default();
        styles.apply("text", "t", &mut font);
        assert_eq!(font.shift, Some(Shift::Raised));
        assert!(styles.is_hidden("table-row", Some("r".to_owned())));
        assert!(!styles.is_hidden("table-row", None));
    }

    #[test]
    fn rows_of_less_than_two_points_are_not_seen() {
        for (length, expected) in [
            ("0cm", true),
            ("0.002cm", true),
            ("0.176mm", true),
            ("0.5pt", true),
            ("0in", true),
            ("0", true),
            ("0.452cm", false),
            ("4.52mm", false),
            ("0.09in", false),
            ("12.75pt", false),
            ("", false),
        ] {
            assert_eq!(is_nothing(length), expected, "{length}");
        }
    }
}
