//! What style sheets put into a page: text and pictures.

use scraper::node::Element;

use super::super::element::attribute;
use super::parser;

/// The text that a value of `content` makes: strings and attributes; a counter is a digit that is not known.
pub(in super::super) fn generated_text(content: &str, element: &Element) -> String {
    let mut text = String::new();
    let mut rest = content.trim();
    while let Some(first) = rest.chars().next() {
        let word = parser::split(rest, ' ').next().unwrap_or(rest);
        match first {
            '"' | '\'' => add_unescaped(word.trim_matches(first), &mut text),
            _ if word.starts_with("counter") => text.push('0'),
            _ => {
                let name = word.strip_prefix("attr(").map(|name| name.trim_end_matches(')').trim());
                text.push_str(name.and_then(|name| attribute(element, name)).unwrap_or_default());
            }
        }
        rest = rest.get(word.len()..).unwrap_or_default().trim_start();
    }
    text
}

/// Adds a string; `\35` in it is the character 5, and many icons are characters of private use.
fn add_unescaped(string: &str, text: &mut String) {
    let mut rest = string;
    while let Some((before, escaped)) = rest.split_once('\\') {
        text.push_str(before);
        rest = parser::unescape(escaped, text);
    }
    text.push_str(rest);
}

/// What names the first picture in a value: its file, or `url`.
pub(in super::super) fn picture_in(value: &str) -> Option<&str> {
    let at = value.find("url(")?;
    let address = parser::split(value.get(at + 4..)?, ')').next()?.trim().trim_matches(['"', '\'']);
    let file = address.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    Some(if address.starts_with("data:") || file.is_empty() { "url" } else { file })
}
