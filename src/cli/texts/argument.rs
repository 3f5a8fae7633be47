//! What help says of one argument.

use repconv::model::language::Text;

/// Texts of one argument.
pub struct ArgumentText {
    /// Id of the argument; `show.encoding` where a command means something else by it.
    pub id: &'static str,
    /// The placeholder of the value; empty for a switch.
    pub value: Text,
    pub help: Text,
}

/// A switch.
pub const fn switch(id: &'static str, zh: &'static str, en: &'static str) -> ArgumentText {
    ArgumentText { id, value: Text::new("", ""), help: Text::new(zh, en) }
}

/// An argument with a value.
pub const fn valued(
    id: &'static str,
    value: (&'static str, &'static str),
    zh: &'static str,
    en: &'static str,
) -> ArgumentText {
    ArgumentText { id, value: Text::new(value.0, value.1), help: Text::new(zh, en) }
}
