//! Writes markup.

use std::fmt::Write as _;

/// Markup that is being written.
#[derive(Debug, Default)]
pub struct Markup(String);

impl Markup {
    pub fn open(&mut self, name: &str) {
        self.open_with(name, &[]);
    }

    pub fn open_with(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push('>');
    }

    pub fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    /// An element that has nothing but a value.
    pub fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("val", value)]);
    }

    /// An element with a text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.open(name);
        for character in text.chars() {
            self.character(character);
        }
        self.close(name);
    }

    /// Markup that is finished.
    pub fn append(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn finish(self) -> String {
        self.0
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            // Writing to a string does not fail.
            let _ = write!(self.0, " {name}=\"");
            for character in value.chars() {
                self.character(character);
            }
            self.0.push('"');
        }
    }

    /// A character as XML has it; those that it forbids are left out.
    fn character(&mut self, character: char) {
        match character {
            '&' => self.0.push_str("&amp;"),
            '<' => self.0.push_str("&lt;"),
            '>' => self.0.push_str("&gt;"),
            '"' => self.0.push_str("&quot;"),
            '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            _ => self.0.push(character),
        }
    }
}
