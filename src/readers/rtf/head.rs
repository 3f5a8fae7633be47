//! What comes before the text: fonts, colours, styles, properties.

use std::collections::HashMap;

use super::charset::{Charset, Font};
use super::destination::Destination;
use super::walk::Walk;
use crate::model::document::{Property, Role};
use crate::model::text;
use crate::readers::appearance::Colour;
use crate::readers::word::roles::{heading, named_role};

/// Steps up the chain of `\sbasedon` that are taken; a chain may be a circle.
const LONGEST_CHAIN: usize = 32;

/// The tables of a document, and what is being read of them.
#[derive(Default)]
pub struct Head {
    /// `None` is the colour of the program.
    pub colours: Vec<Option<Colour>>,
    colour: Option<[u8; 3]>,
    font: (i32, Font),
    styles: HashMap<i32, Style>,
    style: (i32, Style),
    pub properties: Vec<Property>,
    /// The name of the property whose value comes.
    property: String,
    text: String,
}

#[derive(Clone, Default)]
struct Style {
    name: String,
    based_on: Option<i32>,
    outline: Option<i32>,
}

impl Head {
    /// What a paragraph of a style is for.
    pub fn role(&self, style: i32, outline: Option<i32>) -> Role {
        let outline = outline.map(i64::from);
        let own = self.styles.get(&style).and_then(|style| named_role(&style.name));
        if let (None | Some(Role::Body | Role::Heading(_)), Some(level)) = (own, outline) {
            return heading(level);
        }
        own.or_else(|| self.inherited_role(style)).unwrap_or_default()
    }

    fn inherited_role(&self, style: i32) -> Option<Role> {
        let lookup = |number: i32| self.styles.get(&number);
        let chain = std::iter::successors(lookup(style), |style| lookup(style.based_on?)).take(LONGEST_CHAIN);
        let mut roles = chain.map(|style| {
            named_role(&style.name).or_else(|| style.outline.map(|level| heading(i64::from(level))))
        });
        roles.find_map(|role| role)
    }
}

impl Walk<'_> {
    /// Words in the tables of fonts, colours and styles; whether it was one.
    pub(super) fn head_word(&mut self, name: &str, number: Option<i32>) -> bool {
        match self.state.destination {
            Destination::FontTable => self.font_word(name, number.unwrap_or(0)),
            Destination::ColourTable => {
                let part = u8::try_from(number.unwrap_or(0)).unwrap_or(u8::MAX);
                let names = ["red", "green", "blue"];
                let at = names.iter().position(|known| *known == name);
                if let Some(colour) = at.and_then(|at| self.head.colour.get_or_insert_default().get_mut(at)) {
                    *colour = part;
                }
            }
            Destination::StyleSheet => {
                let (own, style) = &mut self.head.style;
                match name {
                    "s" => *own = number.unwrap_or(0),
                    // Styles of characters, sections and tables.
                    "cs" | "ds" | "ts" => *own = -1,
                    "sbasedon" => style.based_on = number,
                    "outlinelevel" => style.outline = number,
                    _ => {}
                }
            }
            Destination::FormField => {
                if let Some(field) = self.fields.last_mut() {
                    field.set(name, number);
                }
            }
            _ => return false,
        }
        true
    }

    fn font_word(&mut self, name: &str, number: i32) {
        let (own, font) = &mut self.head.font;
        match name {
            "f" => *own = number,
            "fcharset" => font.charset = Charset::of_font(number),
            "cpg" => {
                let page = Charset::of_page(number);
                if page != Charset::OfDocument {
                    font.charset = page;
                }
            }
            _ => {}
        }
    }

    /// Text in the tables, and of properties.
    pub(super) fn head_text(&mut self, text: &str) {
        match self.state.destination {
            Destination::FontTable => {
                for part in text.split_inclusive(';') {
                    let letters = part.chars().filter(|c| c.is_ascii() && !matches!(c, ';' | '\n'));
                    self.head.font.1.name.extend(letters);
                    if part.ends_with(';') {
                        self.end_font();
                    }
                }
            }
            Destination::ColourTable => {
                for _ in text.matches(';') {
                    let colour = self.head.colour.take().map(Colour);
                    self.head.colours.push(colour);
                }
            }
            Destination::StyleSheet => {
                for part in text.split_inclusive(';') {
                    self.head.style.1.name.push_str(part.trim_end_matches(';'));
                    if part.ends_with(';') {
                        let (number, style) = std::mem::take(&mut self.head.style);
                        self.head.styles.insert(number, style);
                    }
                }
            }
            Destination::Property(_) | Destination::PropertyName | Destination::PropertyValue => {
                self.head.text.push_str(text);
            }
            _ => {}
        }
    }

    fn end_font(&mut self) {
        let (number, mut font) = std::mem::take(&mut self.head.font);
        font.name.truncate(font.name.trim_end().len());
        self.fonts.insert(number, font);
    }

    /// Ends a group whose text is a property or the name of one.
    pub(super) fn end_property(&mut self) {
        let text = text::clean(&std::mem::take(&mut self.head.text));
        let name = match self.state.destination {
            Destination::Property(name) => name.to_owned(),
            Destination::PropertyName => {
                self.head.property = text;
                return;
            }
            Destination::PropertyValue => std::mem::take(&mut self.head.property),
            _ => return,
        };
        if !text.is_empty() && !name.is_empty() {
            self.head.properties.push(Property { name, text });
        }
    }
}
