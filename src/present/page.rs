//! Web pages with the results of a command: one file without scripts or external resources.

use crate::model::language::{Language, Text};
pub use crate::model::text::escaped;

/// A page that is being written.
pub struct Page<T> {
    pub html: String,
    pub about: T,
    pub language: Language,
}

impl<T> Page<T> {
    /// Begins a page.
    pub fn new(title: Text, style: &str, about: T, language: Language) -> Self {
        let mut page = Self { html: String::new(), about, language };
        let title = page.say(title);
        page.raw("<!DOCTYPE html>\n<html lang=\"")
            .raw(if language == Language::Zh { "zh-CN" } else { "en" })
            .raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .line("title", title)
            .raw("<style>\n")
            .raw(style)
            .raw("</style>\n</head>\n<body>\n<main>\n")
            .line("h1", title);
        page
    }

    /// The page's bytes, with a last line that says what made it; the program's version follows.
    pub fn end(mut self, made: Text) -> Vec<u8> {
        let note = format!("{}{}", self.say(made), env!("CARGO_PKG_VERSION"));
        self.raw("<footer>").line("p", &note).raw("</footer>\n</main>\n</body>\n</html>\n");
        self.html.into_bytes()
    }

    /// Adds markup as it is.
    pub fn raw(&mut self, html: &str) -> &mut Self {
        self.html.push_str(html);
        self
    }

    /// Adds text; a line break becomes a space.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.html.push_str(&escaped(&text.replace('\n', " ")));
        self
    }

    /// Adds an element that holds text; `element` may have attributes.
    pub fn element(&mut self, element: &str, text: &str) -> &mut Self {
        self.raw("<").raw(element).raw(">").text(text);
        let name = element.split(' ').next().unwrap_or(element);
        self.raw("</").raw(name).raw(">")
    }

    /// Adds an element that holds text, on a line of its own.
    pub fn line(&mut self, element: &str, text: &str) -> &mut Self {
        self.element(element, text).raw("\n")
    }

    pub fn say(&self, text: Text) -> &'static str {
        text.get(self.language)
    }
}
