//! Which texts are values of a statutory table.

use crate::model::form::ABSENT;
use crate::model::place::Place;
use crate::model::report::Cell;
use crate::model::text;
use crate::model::value::Value;
use crate::prose::numbering::numbering;

/// The report cell of a text.
pub fn figure(text: &str, place: &Place) -> Cell {
    Cell { value: Value::parse(text), place: place.clone() }
}

/// Whether a text can stand in a figure's cell and is no label.
pub fn is_figure(text: &str) -> bool {
    if text.trim_start().starts_with(|c| matches!(c, '\u{4e00}'..='\u{9fff}') && !"无空没".contains(c)) {
        return false; // nearly all words
    }
    let narrow = text::narrow(text);
    let narrow = narrow.trim();
    let signs = !narrow.is_empty() && narrow.chars().all(|c| matches!(c, '-' | '/' | '\\' | '*' | '.'));
    let mut chars = narrow.trim_start_matches(['+', '-']).chars();
    let digit_first = chars.next().is_some_and(|c| c.is_ascii_digit());
    signs
        || matches!(narrow, "无" | "空" | "没有")
        || text.trim() == ABSENT
        || (digit_first
            && numbering(&text::fold(text)).0.is_none()
            && narrow.chars().count() <= 40
            && !starts_prose(narrow))
}

/// `2023年情况`, `12345热线受理咨询。`: a line of text that begins with digits.
fn starts_prose(narrow: &str) -> bool {
    const LONGEST_FIGURE: usize = 6; // `0。` is one
    let words = narrow.trim_start_matches(|c: char| c.is_ascii_digit());
    (words.starts_with('年') && narrow.len() - words.len() == 4)
        || (narrow.ends_with('。') && narrow.chars().count() > LONGEST_FIGURE)
}
