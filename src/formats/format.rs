//! A format as data.

use super::{Reader, Writer};
use crate::model::language::{Message, Text};

/// One row of the table.
#[derive(Clone, Copy)]
pub struct Format {
    /// Name for `-f` and `-t`.
    pub name: &'static str,
    pub title: Text,
    /// Extensions without the dot, lower case; the first is the usual one.
    pub extensions: &'static [&'static str],
    /// How sure the content is this format.
    pub sniff: fn(&[u8]) -> Match,
    pub reader: Option<&'static dyn Reader>,
    pub writer: Option<&'static dyn Writer>,
    /// What to do instead where reader or writer is missing.
    pub hint: Option<Text>,
}

impl Format {
    /// The format as messages call it: `Word 97-2003 文档（doc 格式）`, or `PDF`.
    #[must_use]
    pub fn called(&self) -> Message {
        let Self { name, title, .. } = self;
        if title.zh.to_ascii_lowercase().contains(name) {
            return Message::new(title.zh, title.en);
        }
        Message::new(format!("{}（{name} 格式）", title.zh), format!("{} ({name})", title.en))
    }
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Format").field("name", &self.name).finish_non_exhaustive()
    }
}

/// How well bytes fit a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    No,
    /// Could be: any text may be text.
    Perhaps,
    Yes,
}
