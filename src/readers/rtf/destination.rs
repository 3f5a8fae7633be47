//! Where the text of a group goes: which control words begin a group of its own kind.

/// Where text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Destination {
    /// To the page.
    #[default]
    Text,
    /// Nowhere, nor that of groups in it.
    Skip,
    /// Nowhere, but groups in it may have text: the properties of a shape.
    Shape,
    FontTable,
    ColourTable,
    StyleSheet,
    /// The properties of the document, each in a group.
    Info,
    /// One of them.
    Property(&'static str),
    /// Names and values that were added.
    UserProperties,
    PropertyName,
    PropertyValue,
    /// What a field computes.
    Instruction,
    /// A control of a form.
    FormField,
    /// An entry of its list.
    FormEntry,
    /// The number before a paragraph.
    Label,
}

/// What a control word begins as the first of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// Text that goes somewhere.
    To(Destination),
    /// Nothing of its own: what is in it is that of what is around.
    Through,
    /// The group says the same twice, first for older programs.
    Twice,
    Field,
    /// What the field shows.
    Result,
    TextBox,
    Note,
    Comment,
    Margin,
    Picture,
    Object,
    /// What draws nested rows.
    NestedRow,
}

/// The words that begin a group of a kind of their own.
const WORDS: [(&str, Begins); 39] = [
    ("fonttbl", Begins::To(Destination::FontTable)),
    ("colortbl", Begins::To(Destination::ColourTable)),
    ("stylesheet", Begins::To(Destination::StyleSheet)),
    ("info", Begins::To(Destination::Info)),
    ("title", Begins::To(Destination::Property("title"))),
    ("subject", Begins::To(Destination::Property("subject"))),
    ("author", Begins::To(Destination::Property("creator"))),
    ("keywords", Begins::To(Destination::Property("keywords"))),
    ("doccomm", Begins::To(Destination::Property("description"))),
    ("userprops", Begins::To(Destination::UserProperties)),
    ("propname", Begins::To(Destination::PropertyName)),
    ("staticval", Begins::To(Destination::PropertyValue)),
    ("fldinst", Begins::To(Destination::Instruction)),
    ("formfield", Begins::To(Destination::FormField)),
    ("ffl", Begins::To(Destination::FormEntry)),
    ("listtext", Begins::To(Destination::Label)),
    ("pntext", Begins::To(Destination::Label)),
    ("shp", Begins::To(Destination::Shape)),
    ("shpgrp", Begins::To(Destination::Shape)),
    ("shpinst", Begins::To(Destination::Shape)),
    ("sp", Begins::To(Destination::Shape)),
    ("sv", Begins::To(Destination::Shape)),
    ("do", Begins::To(Destination::Shape)),
    ("sn", Begins::To(Destination::Skip)),
    ("shppict", Begins::Through),
    ("ud", Begins::Through),
    ("mmath", Begins::Through),
    ("moMath", Begins::Through),
    ("moMathPara", Begins::Through),
    ("upr", Begins::Twice),
    ("field", Begins::Field),
    ("fldrslt", Begins::Result),
    ("shptxt", Begins::TextBox),
    ("dptxbxtext", Begins::TextBox),
    ("footnote", Begins::Note),
    ("annotation", Begins::Comment),
    ("pict", Begins::Picture),
    ("object", Begins::Object),
    ("nesttableprops", Begins::NestedRow),
];

/// Headers and footers of pages.
const MARGINS: [&str; 8] =
    ["header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"];

/// Groups that are passed over although no sign says that they may be.
const SKIPPED: [&str; 33] = [
    "nonshppict",
    "xe",
    "tc",
    "tcn",
    "rxe",
    "pn",
    "pntxta",
    "pntxtb",
    "pnseclvl",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "filetbl",
    "revtbl",
    "listtable",
    "listoverridetable",
    "template",
    "nonesttables",
    "shprslt",
    "falt",
    "panose",
    "atnid",
    "atnauthor",
    "atntime",
    "atndate",
    "atnref",
    "bkmkstart",
    "bkmkend",
    "themedata",
    "objdata",
];

/// What a control word begins; `None` for a word that begins nothing.
pub fn begins(name: &str) -> Option<Begins> {
    if let Some((_, begins)) = WORDS.iter().find(|(known, _)| *known == name) {
        return Some(*begins);
    }
    // Properties of mathematics, too.
    let is_skipped = SKIPPED.contains(&name) || name.starts_with('m') && name.ends_with("Pr");
    if is_skipped {
        return Some(Begins::To(Destination::Skip));
    }
    MARGINS.contains(&name).then_some(Begins::Margin)
}
