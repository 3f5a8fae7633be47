//! Writes text: blanks that would be lost, tabs and line breaks are elements.

use crate::model::text::is_allowed;
use crate::writers::word::markup::Markup;

const BLANKS: [char; 3] = [' ', '\t', '\n'];

/// Writes text into the paragraph that is open.
pub fn write(text: &str, xml: &mut Markup) {
    let text: String = text.chars().filter(|c| is_allowed(*c)).collect();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let plain = rest.find(BLANKS).and_then(|end| rest.get(..end)).unwrap_or(rest);
        xml.text(plain);
        rest = rest.strip_prefix(plain).unwrap_or_default();
        let after = rest.trim_start_matches(' ');
        let spaces = rest.len() - after.len();
        // A reader keeps one space between words, and none at the ends.
        let kept = usize::from(spaces > 0 && !plain.is_empty() && !after.is_empty());
        if kept > 0 {
            xml.text(" ");
        }
        if spaces > kept {
            xml.empty("text:s", &[("text:c", &(spaces - kept).to_string())]);
        }
        rest = after;
        if let Some(after) = rest.strip_prefix('\t') {
            xml.empty("text:tab", &[]);
            rest = after;
        } else if let Some(after) = rest.strip_prefix('\n') {
            xml.empty("text:line-break", &[]);
            rest = after;
        }
    }
}
