//! Builds the XML of a part: every element is closed and every text escaped.

use quick_xml::escape::escape;

use crate::model::text;

/// XML under construction.
pub struct Markup {
    xml: String,
    open: Vec<&'static str>,
}

impl Markup {
    /// Starts a part with its XML declaration.
    pub fn new() -> Self {
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        Self { xml: declaration.to_owned(), open: Vec::new() }
    }

    /// Starts a piece of a part.
    pub const fn part() -> Self {
        Self { xml: String::new(), open: Vec::new() }
    }

    /// Adds a piece.
    #[cfg(feature = "odt")]
    pub fn insert(&mut self, piece: Self) -> &mut Self {
        self.xml.push_str(&piece.finish());
        self
    }

    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.xml.push('>');
        self.open.push(name);
        self
    }

    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.xml.push_str("/>");
        self
    }

    /// `<name w:val="value"/>`
    pub fn value(&mut self, name: &str, value: &str) -> &mut Self {
        self.empty(name, &[("w:val", value)])
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        let allowed: String = text.chars().filter(|c| text::is_allowed(*c)).collect();
        self.xml.push_str(&escape(allowed));
        self
    }

    /// Closes the innermost element.
    pub fn close(&mut self) -> &mut Self {
        if let Some(name) = self.open.pop() {
            self.xml.push_str("</");
            self.xml.push_str(name);
            self.xml.push('>');
        }
        self
    }

    /// Closes all open elements and returns the part.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.xml
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.xml.push('<');
        self.xml.push_str(name);
        for (name, value) in attributes {
            let allowed: String = value.chars().filter(|c| text::is_allowed(*c)).collect();
            self.xml.push(' ');
            self.xml.push_str(name);
            self.xml.push_str("=\"");
            self.xml.push_str(&escape(allowed));
            self.xml.push('"');
        }
    }
}
