//! HTML under construction: escaping, and white space that must be preserved.

use crate::model::text;

/// The page so far.
#[derive(Debug, Default)]
pub(super) struct Markup {
    html: String,
}

impl Markup {
    pub fn finish(self) -> String {
        self.html
    }

    /// Adds markup unchanged.
    pub fn raw(&mut self, html: &str) -> &mut Self {
        self.html.push_str(html);
        self
    }

    /// Adds text, fit for content; a line break becomes `<br>`. Characters that no document may contain
    /// are left out.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.escaped(text, "<br>")
    }

    /// Adds text in one line, fit for attributes and the title.
    pub fn line(&mut self, text: &str) -> &mut Self {
        self.escaped(text, " ")
    }

    fn escaped(&mut self, text: &str, line_break: &str) -> &mut Self {
        for character in text.chars() {
            match character {
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '&' => self.html.push_str("&amp;"),
                '"' => self.html.push_str("&quot;"),
                '\'' => self.html.push_str("&#39;"),
                '\n' => self.html.push_str(line_break),
                _ if text::is_allowed(character) => self.html.push(character),
                _ => {}
            }
        }
        self
    }

    /// Begins the start tag of an element that will hold `text`; the caller adds attributes and `>`.
    pub fn open(&mut self, element: &str, class: Option<&str>, text: &str) -> &mut Self {
        self.raw("<").raw(element);
        if let Some(class) = class {
            self.raw(" class=\"").raw(class).raw("\"");
        }
        if collapses(text) {
            self.raw(" style=\"white-space:pre-wrap\"");
        }
        self
    }

    pub fn close(&mut self, element: &str) -> &mut Self {
        self.raw("</").raw(element).raw(">")
    }
}

/// Whether HTML would collapse white space of this text.
fn collapses(text: &str) -> bool {
    text.split('\n').any(|line| {
        line.contains('\t') || line.contains("  ") || line.starts_with(' ') || line.ends_with(' ')
    })
}
