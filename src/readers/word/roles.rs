//! What a paragraph is for, by the name of its style and its outline level.
//!
//! Programs name their own styles in English in every language of the program, or translate them.

use crate::model::document::Role;

/// The role that a style's name says.
pub fn named_role(name: &str) -> Option<Role> {
    let name = name.trim().to_lowercase();
    let after = |prefix: &str| name.strip_prefix(prefix)?.trim().parse::<i64>().ok();
    match name.as_str() {
        "title" | "标题" => return Some(Role::Title),
        "signature" => return Some(Role::Signature),
        "date" => return Some(Role::Date),
        "note" => return Some(Role::Note),
        _ => {}
    }
    if let Some(level) = after("heading").or_else(|| after("标题")) {
        return Some(heading(level.saturating_sub(1)));
    }
    // A line of a table of contents repeats a heading and is none.
    after("toc").map(|_| Role::Navigation)
}

/// The role of an outline level, counted from 0.
pub fn heading(level: i64) -> Role {
    match u8::try_from(level) {
        Ok(level @ 0..=8) => Role::Heading(level + 1),
        _ => Role::Body,
    }
}
