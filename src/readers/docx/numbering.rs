//! Automatic numbering: the labels (`一、`, `（二）`, `3.`) that the page shows and the text lacks.
//!
//! Counting is Word's: lists that share an abstract list share its counters; a level starts again when a
//! higher one is counted, unless it says otherwise; a list that overrides a start does so once.

use std::collections::{HashMap, HashSet};

use super::styles::{Level as Wanted, ParagraphProperties, Styles};
use crate::model::error::Result;
use crate::readers::word::flow::Label;
use crate::readers::word::numerals::numeral;
use crate::readers::xml::{Element, Node, Xml};

/// Word's lists have nine levels.
const LEVELS: usize = 9;

/// The lists of a document and how far each is counted.
#[derive(Default)]
pub struct Numbering {
    abstracts: HashMap<i64, Abstract>,
    lists: HashMap<i64, List>,
    counters: HashMap<i64, [Option<i64>; LEVELS]>,
    /// The (list, level) whose override of the start was applied.
    applied: HashSet<(i64, usize)>,
    /// Paragraphs in a list of which nothing is said.
    unknown: usize,
}

#[derive(Default)]
struct Abstract {
    levels: HashMap<usize, Level>,
    /// The style whose list this one is.
    style: Option<String>,
}

#[derive(Default)]
struct List {
    of: i64,
    levels: HashMap<usize, Level>,
    starts: HashMap<usize, i64>,
}

struct Level {
    start: i64,
    format: String,
    /// `%1、`: `%n` is replaced by the number of level n.
    text: String,
    /// Whether a tab or a space follows.
    is_separated: bool,
    /// Starts again after this level (from 1) or a higher one; 0: never.
    restart: Option<i64>,
    /// All numbers in plain figures.
    is_legal: bool,
    style: Option<String>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let mut numbering = Self::default();
        while let Some(node) = xml.next()? {
            if let Node::Start(element) = node {
                numbering.read_element(&element, xml)?;
            }
        }
        Ok(numbering)
    }

    /// Reads the `w:lists` of Word 2003 just started.
    pub fn read_lists(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        while let Some(child) = xml.child()? {
            self.read_element(&child, xml)?;
        }
        Ok(())
    }

    fn read_element(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        match element.name() {
            "numbering" => {}
            name @ ("abstractNum" | "listDef") => {
                let id = identifier(element, if name == "listDef" { "listDefId" } else { "abstractNumId" });
                self.abstracts.insert(id, read_abstract(xml)?);
            }
            name @ ("num" | "list") => {
                let id = identifier(element, if name == "list" { "ilfo" } else { "numId" });
                self.lists.insert(id, read_list(xml)?);
            }
            _ => xml.skip()?,
        }
        xml.check_entries(self.abstracts.len().max(self.lists.len()))
    }

    /// How many paragraphs are in a list that the document does not describe.
    pub const fn unknown(&self) -> usize {
        self.unknown
    }

    /// Counts a paragraph and gives its label; `None` if it is in no list or a bulleted one.
    pub fn label(&mut self, paragraph: &ParagraphProperties, styles: &Styles) -> Option<Label> {
        let (list_id, wanted) = styles.list(paragraph)?;
        let Some(list) = self.lists.get(&list_id) else {
            self.unknown += 1;
            return None;
        };
        let of = self.linked(list.of, styles);
        let levels = Levels { list, base: self.abstracts.get(&of)? };
        let at = match wanted {
            Wanted::Number(level) => level,
            Wanted::OfStyle(style) => {
                (0..LEVELS).find(|&n| levels.get(n).is_some_and(|l| l.style.as_deref() == Some(&style)))?
            }
        };
        let level = levels.get(at)?;
        let counters = self.counters.entry(of).or_default();
        for n in at..LEVELS {
            if list.starts.contains_key(&n)
                && self.applied.insert((list_id, n))
                && let Some(counter) = counters.get_mut(n)
            {
                *counter = None;
            }
        }
        let counter = counters.get_mut(at)?;
        *counter = Some(counter.map_or_else(|| levels.start(at), |n| n.saturating_add(1)));
        levels.restart_below(at, counters);
        let text = levels.fill(level, counters)?;
        Some(Label { text, is_separated: level.is_separated })
    }

    /// An abstract list may refer to another style's: the one it refers to.
    fn linked(&self, id: i64, styles: &Styles) -> i64 {
        let Some(style) = self.abstracts.get(&id).and_then(|a| a.style.clone()) else { return id };
        let paragraph = ParagraphProperties { style: Some(style), ..ParagraphProperties::default() };
        let list = styles.list(&paragraph).and_then(|(list, _)| self.lists.get(&list));
        list.map_or(id, |list| list.of)
    }
}

/// The levels of a list: its own, or those of the abstract list.
struct Levels<'a> {
    list: &'a List,
    base: &'a Abstract,
}

impl<'a> Levels<'a> {
    fn get(&self, level: usize) -> Option<&'a Level> {
        self.list.levels.get(&level).or_else(|| self.base.levels.get(&level))
    }

    fn start(&self, level: usize) -> i64 {
        let overridden = self.list.starts.get(&level).copied();
        overridden.or_else(|| self.get(level).map(|level| level.start)).unwrap_or(1)
    }

    fn restart_below(&self, at: usize, counters: &mut [Option<i64>; LEVELS]) {
        let at_from_1 = i64::try_from(at).unwrap_or(0) + 1;
        for (n, counter) in counters.iter_mut().enumerate().skip(at + 1) {
            let restart = self.get(n).and_then(|level| level.restart);
            if restart.is_none_or(|after| at_from_1 <= after) {
                *counter = None;
            }
        }
    }

    /// The text of a level with its numbers; `None` for a bullet.
    fn fill(&self, level: &Level, counters: &[Option<i64>; LEVELS]) -> Option<String> {
        numeral(&level.format, 1)?;
        let mut text = String::new();
        let mut rest = level.text.chars().peekable();
        while let Some(c) = rest.next() {
            let place = rest.peek().and_then(|c| c.to_digit(10)).filter(|n| c == '%' && *n > 0);
            let Some(place) = place else {
                text.push(c);
                continue;
            };
            rest.next();
            let n = place as usize - 1;
            let number = counters.get(n).copied().flatten().unwrap_or_else(|| self.start(n));
            let format = self.get(n).map_or("decimal", |level| level.format.as_str());
            let format = if level.is_legal { "decimal" } else { format };
            text.push_str(&numeral(format, number).unwrap_or_default());
        }
        Some(text)
    }
}

fn identifier(element: &Element<'_>, name: &str) -> i64 {
    element.attribute(name).and_then(|id| id.trim().parse().ok()).unwrap_or(-1)
}

fn read_abstract(xml: &mut Xml<'_>) -> Result<Abstract> {
    let mut read = Abstract::default();
    while let Some(child) = xml.child()? {
        match child.name() {
            "lvl" => {
                let (at, level) = read_level(&child, xml)?;
                if at < LEVELS {
                    read.levels.insert(at, level);
                }
                continue;
            }
            "numStyleLink" | "listStyleLink" => read.style = child.value(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(read)
}

fn read_list(xml: &mut Xml<'_>) -> Result<List> {
    let mut read = List::default();
    while let Some(child) = xml.child()? {
        match child.name() {
            "abstractNumId" | "ilst" => read.of = child.integer().unwrap_or(-1),
            "lvlOverride" => {
                let at = level_number(&child).min(LEVELS);
                while let Some(inner) = xml.child()? {
                    match inner.name() {
                        "startOverride" => {
                            read.starts.insert(at, inner.integer().unwrap_or(1));
                        }
                        "lvl" => {
                            let (_, level) = read_level(&inner, xml)?;
                            read.levels.insert(at, level);
                            continue;
                        }
                        _ => {}
                    }
                    xml.skip()?;
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(read)
}

fn level_number(element: &Element<'_>) -> usize {
    element.attribute("ilvl").and_then(|level| level.trim().parse().ok()).unwrap_or(0)
}

fn read_level(element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(usize, Level)> {
    let mut level = Level {
        start: 0,
        format: "decimal".to_owned(),
        text: String::new(),
        is_separated: true,
        restart: None,
        is_legal: false,
        style: None,
    };
    while let Some(child) = xml.child()? {
        match child.name() {
            "start" => level.start = child.integer().unwrap_or(0),
            "numFmt" => level.format = child.value().unwrap_or_default(),
            "nfc" => format_of_code(child.integer()).clone_into(&mut level.format),
            "lvlText" => level.text = child.value().unwrap_or_default(),
            "suff" => {
                level.is_separated =
                    !child.value().is_some_and(|suffix| suffix.eq_ignore_ascii_case("nothing"));
            }
            "lvlRestart" => level.restart = child.integer(),
            "isLgl" => level.is_legal = child.is_on(),
            "pStyle" => level.style = child.value(),
            // A newer format and, for programs that lack it, an older one: the older is understood here.
            "AlternateContent" => {
                while let Some(inner) = xml.child()? {
                    if inner.name() != "Fallback" {
                        xml.skip()?;
                        continue;
                    }
                    while let Some(inner) = xml.child()? {
                        if inner.name() == "numFmt" {
                            level.format = inner.value().unwrap_or_default();
                        }
                        xml.skip()?;
                    }
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok((level_number(element), level))
}

/// The name of the format that Word 2003 gives a number.
fn format_of_code(code: Option<i64>) -> &'static str {
    const NAMES: [(i64, &str); 27] = [
        (1, "upperRoman"),
        (2, "lowerRoman"),
        (3, "upperLetter"),
        (4, "lowerLetter"),
        (10, "ideographDigital"),
        (11, "japaneseCounting"),
        (14, "decimalFullWidth"),
        (17, "japaneseDigitalTenThousand"),
        (18, "decimalEnclosedCircle"),
        (22, "decimalZero"),
        (23, "bullet"),
        (26, "decimalEnclosedFullstop"),
        (27, "decimalEnclosedParen"),
        (28, "decimalEnclosedCircleChinese"),
        (29, "ideographEnclosedCircle"),
        (30, "ideographTraditional"),
        (31, "ideographZodiac"),
        (33, "taiwaneseCounting"),
        (34, "ideographLegalTraditional"),
        (35, "taiwaneseCountingThousand"),
        (36, "taiwaneseDigital"),
        (37, "chineseCounting"),
        (38, "chineseLegalSimplified"),
        (39, "chineseCountingThousand"),
        (42, "koreanDigital2"),
        (57, "numberInDash"),
        (255, "none"),
    ];
    let found = NAMES.iter().find(|(known, _)| code == Some(*known));
    found.map_or("decimal", |(_, name)| name)
}
