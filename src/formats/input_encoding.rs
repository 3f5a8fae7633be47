//! The encodings that text and pages can be read in, by name.

use std::fmt;

/// A character encoding that text and pages can be read in.
///
/// ```
/// use repconv::formats::Encoding;
///
/// assert_eq!(Encoding::from_label("GB2312"), Some(Encoding::GBK));
/// assert_eq!(Encoding::from_label("utf-8-bom"), Some(Encoding::UTF_8));
/// assert_eq!(Encoding::from_label("morse"), None);
/// assert_eq!(Encoding::BIG5.name(), "Big5");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// UTF-8, with or without a byte order mark.
    pub const UTF_8: Self = Self(encoding_rs::UTF_8);
    /// GBK; read as GB 18030, which contains it.
    pub const GBK: Self = Self(encoding_rs::GBK);
    /// GB 18030.
    pub const GB18030: Self = Self(encoding_rs::GB18030);
    /// Big5.
    pub const BIG5: Self = Self(encoding_rs::BIG5);
    /// UTF-16, least significant byte first.
    pub const UTF_16LE: Self = Self(encoding_rs::UTF_16LE);
    /// UTF-16, most significant byte first.
    pub const UTF_16BE: Self = Self(encoding_rs::UTF_16BE);

    /// The encoding of this label, in any case: those of the WHATWG Encoding Standard, and `utf-8-bom`,
    /// `utf8-bom` and `utf-8-sig` for UTF-8.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        match label.to_ascii_lowercase().as_str() {
            "utf-8-bom" | "utf8-bom" | "utf-8-sig" => Some(Self::UTF_8),
            label => encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).map(Self),
        }
    }

    /// The name in the WHATWG Encoding Standard.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// What decodes it.
    pub(crate) const fn decoder(self) -> &'static encoding_rs::Encoding {
        self.0
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
