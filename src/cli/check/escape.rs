//! Text fit for XML and HTML.

use crate::text;

/// Text for content and quoted attributes, without the characters that may stand in no document.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ if text::is_allowed(character) => escaped.push(character),
            _ => {}
        }
    }
    escaped
}
