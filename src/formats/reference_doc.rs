//! What a reference document gives: the page set-up, the styles and the fonts that an office writes with.
//!
//! A reader takes them out of one file, a writer puts them into another; neither knows of the other.

/// Page set-up and styles of a reference document.
#[derive(Clone, Debug)]
pub struct ReferenceDoc {
    pub page: Page,
    /// The part of the styles, well-formed, as the document has it.
    pub styles: String,
    /// The part of the fonts and of what stands in for them.
    pub fonts: Option<String>,
    /// The part of the theme, from which styles may take fonts and colours.
    pub theme: Option<String>,
}

/// A page in twips, 1440 to the inch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    pub width: u32,
    pub height: u32,
    pub is_landscape: bool,
    pub margins: Margins,
    pub grid: Option<Grid>,
}

/// Margins in twips; negative ones hold even where a header needs more room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margins {
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
    pub left: i32,
    pub header: i32,
    pub footer: i32,
    pub gutter: i32,
}

/// The grid of lines, and of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    pub kind: GridKind,
    pub line_pitch: Option<i32>,
    /// What a character has more than its size, in 4096ths of a point.
    pub char_space: Option<i32>,
}

/// What a grid lines up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridKind {
    Lines,
    LinesAndCharacters,
    SnapToCharacters,
}

impl Page {
    /// A4 as GB/T 9704 has it: margins 37, 26, 35 and 28 mm; 22 lines of 28 characters.
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
    /// Each kind and Word's word for it.
    pub const WORDS: [(Self, &str); 3] = [
        (Self::Lines, "lines"),
        (Self::LinesAndCharacters, "linesAndChars"),
        (Self::SnapToCharacters, "snapToChars"),
    ];
}
