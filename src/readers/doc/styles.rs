//! The style sheet: names, outline levels, and the properties that styles give with those they are based on.

use super::characters::Characters;
use super::formatted::counted_string;
use super::markup::Markup;
use super::paragraphs::Paragraph;
use crate::readers::compound::u16_at;

/// The styles by number.
#[derive(Debug, Default)]
pub struct Styles<'a> {
    styles: Vec<Option<Style<'a>>>,
    /// What each gives with those it is based on.
    resolved: Vec<(Paragraph, Characters)>,
}

#[derive(Debug)]
struct Style<'a> {
    name: String,
    is_of_paragraphs: bool,
    base: usize,
    paragraph: &'a [u8],
    characters: &'a [u8],
}

/// The number of no style.
const NONE: usize = 0xfff;
/// The longest chain of styles that is followed: a circle ends there.
const LONGEST_CHAIN: usize = 16;
/// The built-in styles whose names say what a paragraph is for, by their numbers.
const BUILT_IN: [(u16, u16, &str); 4] =
    [(1, 9, "heading"), (19, 27, "toc"), (62, 62, "Title"), (64, 64, "Signature")];

impl<'a> Styles<'a> {
    /// Reads the style sheet; a style that is cut off ends it.
    pub fn read(sheet: &'a [u8], data: &[u8]) -> Self {
        let mut styles = Self::default();
        let Some(head) = u16_at(sheet, 0).map(usize::from) else { return styles };
        let base_bytes = u16_at(sheet, 4).map_or(10, usize::from);
        let count = u16_at(sheet, 2).map_or(0, usize::from);
        let mut rest = sheet.get(2 + head..).unwrap_or_default();
        while styles.styles.len() < count
            && let Some(length) = u16_at(rest, 0).map(usize::from)
        {
            let Some((own, after)) = rest.get(2..).and_then(|rest| rest.split_at_checked(length)) else {
                break;
            };
            styles.styles.push(style(own, base_bytes));
            rest = after.get(length % 2..).unwrap_or_default();
        }
        for number in 0..styles.styles.len() {
            let found = styles.resolve(number, data);
            styles.resolved.push(found);
        }
        styles
    }

    /// A style and those it is based on, nearest first.
    fn chain(&self, number: usize) -> impl Iterator<Item = &Style<'a>> {
        let get = |number: usize| self.styles.get(number).and_then(Option::as_ref);
        std::iter::successors(get(number), move |style| get(style.base)).take(LONGEST_CHAIN)
    }

    fn resolve(&self, number: usize, data: &[u8]) -> (Paragraph, Characters) {
        let chain: Vec<_> = self.chain(number).collect();
        let mut found = (Paragraph::default(), Characters::default());
        for style in chain.into_iter().rev() {
            found.0.apply(style.paragraph, data);
            let base = found.1;
            found.1.apply(style.characters, base, self);
        }
        found
    }

    /// What the style of a paragraph gives.
    pub fn of_paragraph(&self, number: u16) -> (Paragraph, Characters) {
        let found = self.resolved.get(usize::from(number)).or_else(|| self.resolved.first());
        let (mut paragraph, characters) = found.copied().unwrap_or_default();
        // The outline level of the style is that of the style: a paragraph's own comes before a style's name.
        paragraph.outline = None;
        paragraph.style = number;
        (paragraph, characters)
    }

    /// Applies a style of characters.
    pub fn apply_to_characters(&self, number: u16, characters: &mut Characters, base: Characters) {
        // While styles are resolved none refers to another but by being based on it.
        if self.resolved.len() < self.styles.len() {
            return;
        }
        let is_of_characters = |style: &&Style<'_>| !style.is_of_paragraphs;
        let chain: Vec<_> = self.chain(usize::from(number)).take_while(is_of_characters).collect();
        for style in chain.into_iter().rev() {
            characters.apply_style(style.characters, base);
        }
    }

    /// Writes the names and outline levels of the styles of paragraphs as `w:styles`.
    pub fn write(&self, out: &mut Markup) {
        out.open("styles");
        for (number, style) in self.styles.iter().enumerate() {
            let Some(style) = style.as_ref().filter(|style| style.is_of_paragraphs) else { continue };
            let id = number.to_string();
            let is_default = if number == 0 { "1" } else { "0" };
            let attributes = [("type", "paragraph"), ("styleId", id.as_str()), ("default", is_default)];
            out.open_with("style", &attributes);
            out.value("name", &style.name);
            if style.base != NONE {
                out.value("basedOn", &style.base.to_string());
            }
            let mut own = Paragraph::default();
            own.apply(style.paragraph, &[]);
            if let Some(level) = own.outline {
                out.open("pPr");
                out.value("outlineLvl", &level.to_string());
                out.close("pPr");
            }
            out.close("style");
        }
        out.close("styles");
    }
}

/// Reads a style; `None` for an empty place.
fn style(bytes: &[u8], base_bytes: usize) -> Option<Style<'_>> {
    let (number, kind, sets) = (u16_at(bytes, 0)? & 0xfff, u16_at(bytes, 2)?, u16_at(bytes, 4)? & 0xf);
    let (name, rest) = counted_string(bytes.get(base_bytes..)?)?;
    let mut rest = rest.get(2..).unwrap_or_default();
    let mut next = || {
        let length = usize::from(u16_at(rest, 0)?);
        let (set, after) = rest.get(2..)?.split_at_checked(length)?;
        rest = after.get(length % 2..).unwrap_or_default();
        Some(set)
    };
    let is_of_paragraphs = kind & 0xf == 1;
    let paragraph = if is_of_paragraphs { next().and_then(|set| set.get(2..)) } else { None };
    let has_characters = sets > 0 && matches!(kind & 0xf, 1 | 2);
    let characters = if has_characters { next() } else { None };
    Some(Style {
        name: built_in(number).unwrap_or_else(|| name.split(',').next().unwrap_or_default().to_owned()),
        is_of_paragraphs,
        base: usize::from(kind >> 4),
        paragraph: paragraph.unwrap_or_default(),
        characters: characters.unwrap_or_default(),
    })
}

fn built_in(number: u16) -> Option<String> {
    let (first, last, name) = BUILT_IN.iter().find(|(first, last, _)| (*first..=*last).contains(&number))?;
    Some(if first == last { (*name).to_owned() } else { format!("{name} {}", number - first + 1) })
}
