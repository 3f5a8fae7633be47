//! Which texts are values of a statutory table.

use crate::model::form::ABSENT;
use crate::model::place::Place;
use crate::model::report::Cell;
use crate::model::text;
use crate::model::value::Value;
use crate::prose::numbering::numbering;

/// Characters of the longest number.
const LONGEST_VALUE: usize = 40;

/// The report cell of a text.
pub fn figure(text: &str, place: &Place) -> Cell {
    Cell { value: Value::parse(text), place: place.clone() }
}

/// Whether a text can be a value of a statutory table: a number, or a word or sign for none.
pub fn is_figure(text: &str) -> bool {
    if text.trim_start().starts_with(|c| matches!(c, '\u{4e00}'..='\u{9fff}') && !"无空没".contains(c)) {
        return false; // the usual case, decided early
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
            && narrow.chars().count() <= LONGEST_VALUE
            && !starts_prose(narrow))
}

/// Whether a text is prose that begins with digits: `2023年情况`, `12345热线受理咨询。`.
fn starts_prose(narrow: &str) -> bool {
    /// Characters of the longest number with a full stop: `0。`.
    const LONGEST_WITH_STOP: usize = 6;
    let words = narrow.trim_start_matches(|c: char| c.is_ascii_digit());
    (words.starts_with('年') && narrow.len() - words.len() == 4)
        || (narrow.ends_with('。') && narrow.chars().count() > LONGEST_WITH_STOP)
}
