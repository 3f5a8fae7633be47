//! Automatic numbers: the labels of lists and headings (`一、`, `（二）`, `3.`) that the page shows and the text lacks.

use std::collections::{BTreeMap, HashMap};

use crate::model::error::Result;
use crate::readers::word::flow::Label;
use crate::readers::word::numerals::numeral;
use crate::readers::xml::{Element, Xml};

/// Levels of a list.
pub const LEVELS: usize = 10;

/// The numbers of the levels of a list.
type Counters = [Option<i64>; LEVELS];

/// How lists are numbered.
#[derive(Default)]
pub struct ListStyles {
    by_name: HashMap<String, ListStyle>,
    /// That of headings.
    outline: Option<ListStyle>,
}

/// How a list is numbered, by level from 1.
#[derive(Default)]
pub struct ListStyle(BTreeMap<usize, Level>);

struct Level {
    start: i64,
    format: Format,
    /// `%1%.%2%、`: `%n%` is the number of level n.
    template: String,
    is_separated: bool,
}

/// How a level writes its number.
#[derive(Clone, Copy)]
enum Format {
    /// Bullets, or nothing.
    None,
    /// A name that [`numeral`] knows.
    Named(&'static str),
    /// One that is not known here.
    Unknown,
}

impl ListStyles {
    /// Reads the `text:list-style` or `text:outline-style` just started.
    pub fn read_style(&mut self, start: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let name = start.attribute("style:name").unwrap_or_default();
        let is_outline = start.qualified_name() == "text:outline-style";
        let mut style = ListStyle::default();
        while let Some(child) = xml.child()? {
            let at = child.number("text:level").and_then(|level| usize::try_from(level).ok()).unwrap_or(0);
            let is_numbered =
                matches!(child.qualified_name(), "text:list-level-style-number" | "text:outline-level-style");
            let level = read_level(&child, at, is_numbered, xml)?;
            if (1..=LEVELS).contains(&at) {
                style.0.insert(at, level);
            }
        }
        if is_outline {
            self.outline = Some(style);
        } else {
            self.by_name.insert(name, style);
        }
        Ok(())
    }

    pub fn get(&self, name: &str) -> Option<&ListStyle> {
        self.by_name.get(name)
    }

    pub const fn outline(&self) -> Option<&ListStyle> {
        self.outline.as_ref()
    }
}

fn read_level(start: &Element<'_>, at: usize, is_numbered: bool, xml: &mut Xml<'_>) -> Result<Level> {
    const NAMES: [&str; 6] = [
        "style:num-format",
        "style:num-prefix",
        "style:num-suffix",
        "text:display-levels",
        "text:start-value",
        "loext:num-list-format",
    ];
    let [format, prefix, suffix, levels, first, template] = start.attributes(NAMES);
    let format = if is_numbered { format_of(&format.unwrap_or_default()) } else { Format::None };
    let template = template.unwrap_or_else(|| {
        let shown: usize = levels.and_then(|levels| levels.parse().ok()).unwrap_or(1);
        let from = at.saturating_sub(shown.clamp(1, LEVELS)) + 1;
        let numbers: Vec<String> = (from.max(1)..=at).map(|level| format!("%{level}%")).collect();
        format!("{}{}{}", prefix.unwrap_or_default(), numbers.join("."), suffix.unwrap_or_default())
    });
    let first = first.and_then(|first| first.trim().parse().ok()).unwrap_or(1);
    let mut level = Level { start: first, format, template, is_separated: true };
    let depth = xml.depth();
    while let Some(node) = xml.inside(depth)? {
        if let crate::readers::xml::Node::Start(start) = node
            && start.qualified_name() == "style:list-level-label-alignment"
        {
            level.is_separated = start.attribute("text:label-followed-by").as_deref() != Some("nothing");
        }
    }
    Ok(level)
}

/// What a `style:num-format` means; LibreOffice writes the first numbers of all but the plainest formats.
fn format_of(format: &str) -> Format {
    const NAMES: [(&str, &str); 17] = [
        ("1", "decimal"),
        ("a", "lowerLetter"),
        ("A", "upperLetter"),
        ("i", "lowerRoman"),
        ("I", "upperRoman"),
        ("01", "decimalZero"),
        ("一", "chineseCountingThousand"),
        ("壹", "chineseLegalSimplified"),
        ("壱", "chineseLegalSimplified"),
        ("甲", "ideographTraditional"),
        ("子", "ideographZodiac"),
        ("１", "decimalFullWidth"),
        ("①", "decimalEnclosedCircle"),
        ("⑴", "decimalEnclosedParen"),
        ("⒈", "decimalEnclosedFullstop"),
        ("㊀", "ideographEnclosedCircle"),
        ("㈠", "ideographEnclosedCircle"),
    ];
    let first = format.split([',', '，', '、']).next().unwrap_or_default().trim();
    if first.is_empty() {
        return Format::None;
    }
    let found = NAMES.iter().find(|(known, _)| *known == first);
    found.map_or(Format::Unknown, |(_, name)| Format::Named(name))
}

impl ListStyle {
    /// The label of a level (from 1) with the numbers of all; `None` for a bullet.
    fn label(&self, at: usize, counters: &Counters) -> std::result::Result<Option<Label>, UnknownFormat> {
        let Some(level) = self.0.get(&at) else { return Ok(None) };
        match level.format {
            Format::None => return Ok(None),
            Format::Unknown => return Err(UnknownFormat),
            Format::Named(_) => {}
        }
        let mut text = String::new();
        // Every second piece between the signs is the number of a level.
        for (index, piece) in level.template.split('%').enumerate() {
            match piece.parse::<usize>() {
                Ok(number) if index % 2 == 1 => text.push_str(&self.number(number, counters)?),
                _ => text.push_str(piece),
            }
        }
        Ok(Some(Label { text, is_separated: level.is_separated }))
    }

    fn number(&self, level: usize, counters: &Counters) -> std::result::Result<String, UnknownFormat> {
        let Some(of_level) = self.0.get(&level) else { return Ok(String::new()) };
        let counted = level.checked_sub(1).and_then(|at| counters.get(at)).copied().flatten();
        match of_level.format {
            Format::None => Ok(String::new()),
            Format::Named(format) => {
                Ok(numeral(format, counted.unwrap_or(of_level.start)).unwrap_or_default())
            }
            Format::Unknown => Err(UnknownFormat),
        }
    }

    fn start(&self, at: usize) -> i64 {
        self.0.get(&at).map_or(1, |level| level.start)
    }
}

/// A format of numbers is not known here.
struct UnknownFormat;

/// The lists of a text, and how far each is counted.
#[derive(Default)]
pub struct Lists {
    /// The numbers of all lists that were started.
    counters: Vec<Counters>,
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
    open: Vec<OpenList>,
    outline: Counters,
    /// Numbered paragraphs whose numbers could not be made out.
    pub unknown: usize,
}

struct OpenList {
    counters: usize,
    style: Option<String>,
    level: usize,
    /// An item whose first paragraph has not come yet.
    item: Option<Item>,
}

struct Item {
    start: Option<i64>,
    is_header: bool,
}

impl Lists {
    /// A `text:list` starts.
    pub fn start(&mut self, list: &Element<'_>) {
        let names = ["xml:id", "text:style-name", "text:continue-numbering", "text:continue-list"];
        let [id, style, goes_on, before] = list.attributes(names);
        let (counters, level, style) = if let Some(around) = self.open.last() {
            (around.counters, around.level + 1, style.or_else(|| around.style.clone()))
        } else {
            let by_id = before.and_then(|id| self.by_id.get(&id));
            let of_style =
                || self.by_style.get(style.as_ref().filter(|_| goes_on.as_deref() == Some("true"))?);
            let known = by_id.or_else(of_style).copied();
            let counters = known.unwrap_or_else(|| {
                self.counters.push(Counters::default());
                self.counters.len() - 1
            });
            (counters, 1, style)
        };
        if let Some(id) = id {
            self.by_id.insert(id, counters);
        }
        if let Some(style) = &style {
            self.by_style.insert(style.clone(), counters);
        }
        self.open.push(OpenList { counters, style, level, item: None });
    }

    pub fn end(&mut self) {
        self.open.pop();
    }

    /// A `text:list-item` or `text:list-header` starts.
    pub fn start_item(&mut self, item: &Element<'_>) {
        let start = item.attribute("text:start-value").and_then(|start| start.trim().parse().ok());
        let is_header = item.qualified_name() == "text:list-header";
        if let Some(list) = self.open.last_mut() {
            list.item = Some(Item { start, is_header });
        }
    }

    pub fn end_item(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.item = None;
        }
    }

    /// Whether the paragraph that starts is in a list.
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// The label of the paragraph that starts, if it is the first of an item.
    /// `style` is the list of its style, `find` looks for a list style.
    pub fn label<'s>(
        &mut self,
        style: Option<&str>,
        find: impl Fn(&str) -> Option<&'s ListStyle>,
    ) -> Option<Label> {
        let list = self.open.last_mut()?;
        let item = list.item.take().filter(|item| !item.is_header)?;
        let named = list.style.as_deref().or(style).and_then(find);
        let (Some(style), Some(counters)) = (named, self.counters.get_mut(list.counters)) else {
            self.unknown += 1;
            return None;
        };
        count(counters, list.level, item.start, style);
        style.label(list.level, counters).unwrap_or_else(|UnknownFormat| {
            self.unknown += 1;
            None
        })
    }

    /// The label of a heading outside lists.
    pub fn heading_label(&mut self, heading: &Element<'_>, level: usize, style: &ListStyle) -> Option<Label> {
        if heading.is_true("text:is-list-header") || !(1..=LEVELS).contains(&level) {
            return None;
        }
        let start = heading.attribute("text:start-value").and_then(|start| start.trim().parse().ok());
        let restarts = heading.is_true("text:restart-numbering");
        let start = start.or_else(|| restarts.then(|| style.start(level)));
        count(&mut self.outline, level, start, style);
        style.label(level, &self.outline).unwrap_or_else(|UnknownFormat| {
            self.unknown += 1;
            None
        })
    }
}

/// Counts a paragraph of a level, from 1.
fn count(counters: &mut Counters, level: usize, start: Option<i64>, style: &ListStyle) {
    let at = level.saturating_sub(1);
    if let Some(counter) = counters.get_mut(at) {
        let next = || counter.map_or_else(|| style.start(level), |number| number.saturating_add(1));
        *counter = Some(start.unwrap_or_else(next));
    }
    counters.iter_mut().skip(at + 1).for_each(|counter| *counter = None);
}
