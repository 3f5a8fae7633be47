//! Reference documents: the page set-up, styles, fonts, headers and footers of an organization.
//!
//! A reader takes them out of one file and a writer puts them into another.

/// Page set-up and styles of a reference document.
#[derive(Clone, Debug)]
pub struct ReferenceDoc {
    /// The page set-up.
    pub page: Page,
    /// The part of the package with the styles: well-formed XML.
    pub styles: String,
    /// The part with the fonts and their substitutes.
    pub fonts: Option<String>,
    /// The part with the theme, from which styles may take fonts and colours.
    pub theme: Option<String>,
    /// The headers and footers of its pages.
    pub margins: Vec<PageMargin>,
    /// Whether the first page has a header and footer of its own.
    pub has_own_first_page: bool,
    /// Whether even pages have headers and footers of their own.
    pub has_own_even_pages: bool,
}

/// A header or footer of pages.
#[derive(Clone, Debug)]
pub struct PageMargin {
    /// Which of them.
    pub kind: MarginKind,
    /// The pages that have it.
    pub pages: MarginPages,
    /// The part, without an XML declaration: well-formed XML.
    pub part: String,
    /// What the part refers to.
    pub links: Vec<MarginLink>,
}

/// A header or a footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarginKind {
    /// Above the text.
    Header,
    /// Below the text.
    Footer,
}

/// The pages that have a header or footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarginPages {
    /// All, or odd ones where even pages have their own.
    Usual,
    /// The first page.
    First,
    /// Even pages.
    Even,
}

impl MarginPages {
    /// Each with its value in Word documents.
    pub const WORDS: [(Self, &str); 3] =
        [(Self::Usual, "default"), (Self::First, "first"), (Self::Even, "even")];
}

/// What a header or footer refers to by an id.
#[derive(Clone, Debug)]
pub struct MarginLink {
    /// The id.
    pub id: String,
    /// What it means.
    pub what: Linked,
}

/// What an id of a header or footer means.
#[derive(Clone, Debug)]
pub enum Linked {
    /// A picture in the document.
    Picture {
        /// The extension of its name, in small letters.
        extension: String,
        /// Its content.
        bytes: Vec<u8>,
    },
    /// An address outside.
    Address(String),
}

impl Linked {
    /// The type of pictures with this extension; `None` for one that Word does not show.
    #[must_use]
    pub fn content_type(extension: &str) -> Option<&'static str> {
        Some(match extension {
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "gif" => "image/gif",
            "bmp" => "image/bmp",
            "tif" | "tiff" => "image/tiff",
            "emf" => "image/x-emf",
            "wmf" => "image/x-wmf",
            "svg" => "image/svg+xml",
            _ => return None,
        })
    }
}

/// A page in twips, 1440 to the inch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The width.
    pub width: u32,
    /// The height.
    pub height: u32,
    /// Whether the page is wider than high.
    pub is_landscape: bool,
    /// The margins.
    pub margins: Margins,
    /// The grid of lines and characters.
    pub grid: Option<Grid>,
}

/// Margins in twips; a negative one is kept even where a header needs more room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margins {
    /// Top margin.
    pub top: i32,
    /// Right margin.
    pub right: i32,
    /// Bottom margin.
    pub bottom: i32,
    /// Left margin.
    pub left: i32,
    /// From the edge of the page to the header.
    pub header: i32,
    /// From the edge of the page to the footer.
    pub footer: i32,
    /// Room for binding.
    pub gutter: i32,
}

/// A grid of lines and characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// What is aligned to the grid.
    pub kind: GridKind,
    /// The distance of lines, in twips.
    pub line_pitch: Option<i32>,
    /// The room of a character beyond its size, in 4096ths of a point.
    pub char_space: Option<i32>,
}

/// What is aligned to a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridKind {
    /// Lines.
    Lines,
    /// Lines and the number of characters in each.
    LinesAndCharacters,
    /// Lines and every character.
    SnapToCharacters,
}

impl Page {
    /// A4 as in GB/T 9704: margins 37, 26, 35 and 28 mm; 22 lines of 28 characters.
    pub const OFFICIAL: Self = Self {
        width: 11906,
        height: 16838,
        is_landscape: false,
        margins: Margins {
            top: 2098,
            right: 1474,
            bottom: 1984,
            left: 1587,
            header: 851,
            footer: 1361,
            gutter: 0,
        },
        grid: Some(Grid {
            kind: GridKind::LinesAndCharacters,
            line_pitch: Some(579),
            char_space: Some(-842),
        }),
    };

    /// Twips between the left and the right margin.
    #[must_use]
    pub const fn text_width(&self) -> u32 {
        let Margins { left, right, gutter, .. } = self.margins;
        self.width
            .saturating_sub(left.unsigned_abs())
            .saturating_sub(right.unsigned_abs())
            .saturating_sub(gutter.unsigned_abs())
    }

    /// Twips between the top and the bottom margin.
    #[must_use]
    pub const fn text_height(&self) -> u32 {
        let Margins { top, bottom, .. } = self.margins;
        self.height.saturating_sub(top.unsigned_abs()).saturating_sub(bottom.unsigned_abs())
    }
}

impl GridKind {
    /// Each kind with its value in Word documents.
    pub const WORDS: [(Self, &str); 3] = [
        (Self::Lines, "lines"),
        (Self::LinesAndCharacters, "linesAndChars"),
        (Self::SnapToCharacters, "snapToChars"),
    ];
}
