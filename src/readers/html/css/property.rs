//! The properties that decide what is seen, and declarations of them.

/// A property that counts; longhands and shorthands that say the same are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Property {
    Background,
    Clip,
    ClipPath,
    Color,
    Content,
    ContentVisibility,
    Display,
    Filter,
    FontSize,
    Height,
    Left,
    MarginLeft,
    MsoHide,
    MsoTextRaise,
    Opacity,
    Overflow,
    Position,
    TextDecoration,
    TextIndent,
    Top,
    Transform,
    VerticalAlign,
    Visibility,
    WhiteSpace,
    Width,
}

const NAMES: [(&str, Property); 32] = [
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
    ("font", Property::FontSize),
    ("font-size", Property::FontSize),
    ("position", Property::Position),
    ("left", Property::Left),
    ("top", Property::Top),
    ("margin-left", Property::MarginLeft),
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
    ("filter", Property::Filter),
    ("content", Property::Content),
    ("content-visibility", Property::ContentVisibility),
    ("mso-hide", Property::MsoHide),
    ("mso-text-raise", Property::MsoTextRaise),
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
            let value = value.trim();
            let (value, is_important) = match value.rsplit_once('!') {
                Some((before, mark)) if mark.trim().eq_ignore_ascii_case("important") => {
                    (before.trim_end(), true)
                }
                _ => (value, false),
            };
            let list = if is_important { &mut self.important } else { &mut self.normal };
            set(list, property, beginning(value));
        }
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

    /// The value that wins; empty where nothing is declared.
    pub fn get(&self, property: Property) -> &'a str {
        let mut winning = self.important.iter().chain(&self.normal);
        winning.find(|(other, _)| *other == property).map_or("", |(_, value)| value)
    }
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
