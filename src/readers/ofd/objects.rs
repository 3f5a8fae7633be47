//! What is on a page, as the file says it.

use super::matrix::Matrix;
use crate::readers::appearance::Colour;
use crate::readers::layout::Bounds;

/// A layer of a page.
#[derive(Clone, Debug)]
pub struct Layer {
    pub kind: LayerKind,
    pub draw_param: Option<String>,
    pub objects: Vec<Object>,
}

/// Which layers are drawn first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LayerKind {
    Background,
    #[default]
    Body,
    Foreground,
}

impl LayerKind {
    pub fn of(name: Option<&str>) -> Option<Self> {
        match name?.trim() {
            "Background" => Some(Self::Background),
            "Body" => Some(Self::Body),
            "Foreground" => Some(Self::Foreground),
            _ => None,
        }
    }
}

/// Something that is drawn.
#[derive(Clone, Debug)]
pub struct Object {
    pub unit: Unit,
    pub shape: Shape,
}

/// What all objects have.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Where its own space begins, and what of it is seen.
    pub bounds: Option<Bounds>,
    pub matrix: Matrix,
    pub is_visible: bool,
    /// From 0, which is not seen, to 1.
    pub alpha: f64,
    pub draw_param: Option<String>,
    pub is_filled: Option<bool>,
    pub is_stroked: Option<bool>,
    pub style: Style,
    pub clips: Vec<Clip>,
}

/// A box outside of which nothing is seen, in the space of the object or, moved only, in that around it.
#[derive(Clone, Copy, Debug)]
pub struct Clip {
    pub bounds: Bounds,
    /// Whether the matrix of the object changes it; not all programs say.
    pub is_changed: Option<bool>,
}

/// With what is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    pub fill: Option<Ink>,
    pub stroke: Option<Ink>,
}

impl Style {
    /// What this one does not say, the other one does.
    pub fn or(self, other: Self) -> Self {
        Self { fill: self.fill.or(other.fill), stroke: self.stroke.or(other.stroke) }
    }
}

/// A colour or pattern.
#[derive(Clone, Copy, Debug)]
pub struct Ink {
    /// `None` for a pattern, or where it cannot be known.
    pub colour: Option<Colour>,
    pub alpha: f64,
}

impl Ink {
    pub const BLACK: Self = Self { colour: Some(Colour([0; 3])), alpha: 1.0 };
}

/// What kind of thing an object is.
#[derive(Clone, Debug)]
pub enum Shape {
    Text(Text),
    /// Its steps, as the file has them.
    Path(String),
    /// The resource that holds the picture.
    Picture(String),
    /// The resource that holds the objects.
    Composite(String),
    Block(Vec<Object>),
}

/// A text object.
#[derive(Clone, Debug)]
pub struct Text {
    /// In the space of the object.
    pub size: f64,
    pub horizontal_scale: f64,
    /// In which direction the text runs, and how its characters are turned, in degrees clockwise.
    pub read_direction: f64,
    pub character_direction: f64,
    pub codes: Vec<TextCode>,
}

/// Characters with their places.
#[derive(Clone, Debug)]
pub struct TextCode {
    pub x: Option<f64>,
    pub y: Option<f64>,
    pub across: Option<String>,
    pub down: Option<String>,
    /// `None` for a character that cannot be known.
    pub characters: Vec<Option<char>>,
}

/// Something that was put on a page afterwards.
#[derive(Clone, Debug)]
pub struct Annotation {
    pub is_watermark: bool,
    /// Whether what is below it is seen.
    pub is_highlight: bool,
    pub bounds: Option<Bounds>,
    pub objects: Vec<Object>,
}
