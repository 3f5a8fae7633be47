//! The properties that decide what is seen, and declarations of them.

/// A property that counts; longhands and shorthands that say the same are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Property {
    Background,
    BackgroundClip,
    BackgroundImage,
    Clip,
    ClipPath,
    Color,
    Content,
    ContentVisibility,
    Direction,
    Display,
    Filter,
    FlexDirection,
    Float,
    FontPosition,
    FontSize,
    GridPlacement,
    Height,
    Left,
    MarginLeft,
    MarginTop,
    MsoHide,
    MsoTextRaise,
    Opacity,
    Order,
    Overflow,
    Position,
    Right,
    Rotate,
    Scale,
    TextDecoration,
    TextFill,
    TextIndent,
    Top,
    Transform,
    UnicodeBidi,
    VerticalAlign,
    Visibility,
    WhiteSpace,
    Width,
    Zoom,
}

const NAMES: [(&str, Property); 54] = [
    ("display", Property::Display),
    ("white-space", Property::WhiteSpace),
    ("vertical-align", Property::VerticalAlign),
    ("text-decoration", Property::TextDecoration),
    ("text-decoration-line", Property::TextDecoration),
    ("visibility", Property::Visibility),
    ("opacity", Property::Opacity),
    ("color", Property::Color),
    ("background", Property::Background),
    ("background-color", Property::Background),
    ("background-image", Property::BackgroundImage),
    ("background-clip", Property::BackgroundClip),
    ("-webkit-background-clip", Property::BackgroundClip),
    ("-webkit-text-fill-color", Property::TextFill),
    ("font", Property::FontSize),
    ("font-size", Property::FontSize),
    ("position", Property::Position),
    ("left", Property::Left),
    ("top", Property::Top),
    ("right", Property::Right),
    ("margin-left", Property::MarginLeft),
    ("margin-top", Property::MarginTop),
    ("text-indent", Property::TextIndent),
    ("width", Property::Width),
    ("max-width", Property::Width),
    ("height", Property::Height),
    ("max-height", Property::Height),
    ("overflow", Property::Overflow),
    ("overflow-x", Property::Overflow),
    ("overflow-y", Property::Overflow),
    ("clip", Property::Clip),
    ("clip-path", Property::ClipPath),
    ("transform", Property::Transform),
    ("scale", Property::Scale),
    ("rotate", Property::Rotate),
    ("zoom", Property::Zoom),
    ("direction", Property::Direction),
    ("unicode-bidi", Property::UnicodeBidi),
    ("font-variant-position", Property::FontPosition),
    ("font-variant", Property::FontPosition),
    ("filter", Property::Filter),
    ("content", Property::Content),
    ("content-visibility", Property::ContentVisibility),
    ("mso-hide", Property::MsoHide),
    ("mso-text-raise", Property::MsoTextRaise),
    ("float", Property::Float),
    ("order", Property::Order),
    ("flex-direction", Property::FlexDirection),
    ("flex-flow", Property::FlexDirection),
    ("grid-area", Property::GridPlacement),
    ("grid-column", Property::GridPlacement),
    ("grid-column-start", Property::GridPlacement),
    ("grid-row", Property::GridPlacement),
    ("grid-row-start", Property::GridPlacement),
];

fn property(name: &str) -> Option<Property> {
    let is = |other: &&(&str, Property)| other.0.len() == name.len() && other.0.eq_ignore_ascii_case(name);
    NAMES.iter().find(is).map(|(_, property)| *property)
}

/// Declarations: for each property the one that wins, among important ones and among others.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Declarations<'a> {
    normal: Vec<(Property, &'a str)>,
    important: Vec<(Property, &'a str)>,
}

impl<'a> Declarations<'a> {
    /// Adds the declarations of a style attribute or of the block of a rule, which has no comments.
    pub fn add(&mut self, block: &'a str) {
        self.add_where(block, |_| true);
    }

    /// Adds the declarations of those properties that are wanted.
    pub fn add_where(&mut self, block: &'a str, is_wanted: impl Fn(Property) -> bool) {
        for declaration in super::parser::split(block, ';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let Some(property) = property(name.trim()).filter(|name| is_wanted(*name)) else { continue };
            let list = if is_important(value) { &mut self.important } else { &mut self.normal };
            set(list, property, beginning(value_of(value)));
        }
    }

    /// The winning values that refer to custom properties.
    pub fn referring(&self) -> impl Iterator<Item = (Property, &'a str)> {
        let all = self.important.iter().chain(&self.normal).copied();
        all.filter(|(property, value)| super::variables::refers(value) && self.get(*property) == *value)
    }

    /// Puts a value in the place of the one that wins.
    pub fn replace(&mut self, property: Property, value: &'a str) {
        set(&mut self.important, property, value);
    }

    /// Adds declarations that win over these, but for important ones.
    pub fn add_all(&mut self, other: &Self) {
        other.normal.iter().for_each(|(property, value)| set(&mut self.normal, *property, value));
        other.important.iter().for_each(|(property, value)| set(&mut self.important, *property, value));
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many there are, at most two for a property.
    pub fn len(&self) -> usize {
        self.normal.len() + self.important.len()
    }

    /// Whether a property for which this holds is declared.
    pub fn any(&self, is: impl Fn(Property) -> bool) -> bool {
        self.normal.iter().chain(&self.important).any(|(property, _)| is(*property))
    }

    /// The value that wins; empty where nothing is declared.
    pub fn get(&self, property: Property) -> &'a str {
        let mut winning = self.important.iter().chain(&self.normal);
        winning.find(|(other, _)| *other == property).map_or("", |(_, value)| value)
    }
}

/// A declared value without `!important`.
pub(super) fn value_of(declared: &str) -> &str {
    let value = declared.trim();
    match value.rsplit_once('!') {
        Some((before, _)) if is_important(value) => before.trim_end(),
        _ => value,
    }
}

pub(super) fn is_important(declared: &str) -> bool {
    declared.rsplit_once('!').is_some_and(|(_, mark)| mark.trim().eq_ignore_ascii_case("important"))
}

/// The beginning of a value. Values are looked at for every element, and those of pages that people make are short,
/// but for pictures within the sheet, which their beginning tells.
fn beginning(value: &str) -> &str {
    const CHARACTERS: usize = 512;
    let end = value.char_indices().nth(CHARACTERS);
    end.and_then(|(end, _)| value.get(..end)).unwrap_or(value)
}

/// Sets the value of a property, of which no more than one is kept.
fn set<'a>(list: &mut Vec<(Property, &'a str)>, property: Property, value: &'a str) {
    match list.iter_mut().find(|(other, _)| *other == property) {
        Some((_, old)) => *old = value,
        None => list.push((property, value)),
    }
}
