//! Texts that a spreadsheet would read as a formula when it opens CSV: an apostrophe goes before them.

use std::borrow::Cow;

/// The text with an apostrophe before it where a spreadsheet would read a formula, as some do with full-width signs
/// too, and where it begins with an apostrophe itself. A number with a sign is not changed.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if needs_apostrophe(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that was [`guarded`].
#[must_use]
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|text| needs_apostrophe(text)).unwrap_or(text)
}

fn needs_apostrophe(text: &str) -> bool {
    const STARTS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\''];
    let Some(rest) = text.strip_prefix(STARTS) else { return false };
    let is_number = text.starts_with(['+', '-', '＋', '－'])
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || c == '.');
    !is_number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_never_becomes_a_formula() {
        for (text, want) in [
            ("=1+1", true),
            ("+cmd", true),
            ("-2+3", true),
            ("-", true),
            ("@SUM(A1)", true),
            ("'甲", true),
            ("-12", false),
            ("+3", false),
            ("-1.5", false),
            ("——", false),
            ("＝1+1", true),
            ("＋cmd", true),
            ("－2+3", true),
            ("＠SUM(A1)", true),
            ("－12", false),
            ("＋3", false),
            ("甲=乙", false),
            ("甲＝乙", false),
            ("", false),
        ] {
            assert_eq!(guarded(text) != text, want, "{text}");
            assert_eq!(unguarded(&guarded(text)), text);
        }
    }
}
