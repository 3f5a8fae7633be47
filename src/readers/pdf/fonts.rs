//! What the characters of fonts are that do not say so themselves: from the character code, where the font's encoding
//! or character collection is a known one.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};

/// The composite fonts of a document by name, read when the first is asked for.
pub struct Fonts<'a> {
    pdf: &'a Pdf,
    by_name: OnceCell<BTreeMap<String, Vec<Decoder>>>,
}

/// How the codes of a font become characters.
struct Decoder {
    /// Code to the number in the collection, and that to characters; `None` where the font says nothing of them.
    maps: Option<(CMap, CMap)>,
}

/// Objects of a document among which fonts are looked for.
const MOST_OBJECTS: usize = 200_000;

impl<'a> Fonts<'a> {
    pub const fn new(pdf: &'a Pdf) -> Self {
        Self { pdf, by_name: OnceCell::new() }
    }

    /// The characters of a glyph whose font does not say them; `None` where they cannot be known.
    pub fn decode(&self, glyph: &Glyph<'_>) -> Option<String> {
        let Glyph::Outline(outline) = glyph else { return None };
        let name = outline.font_data()?.postscript_name?;
        let fonts = self.by_name.get_or_init(|| read(self.pdf)).get(&name)?;
        // Fonts of one name may differ: a character counts only where all agree.
        let mut decoded = fonts.iter().map(|font| font.decode(glyph.char_code()));
        let first = decoded.next()??;
        decoded.all(|other| other.as_ref() == Some(&first)).then_some(first)
    }
}

impl Decoder {
    fn of(font: &Dict<'_>) -> Option<Self> {
        if font.contains_key("ToUnicode") {
            return Some(Self { maps: None });
        }
        let descendant = font.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
        Some(Self { maps: maps(font, &descendant) })
    }

    fn decode(&self, code: u32) -> Option<String> {
        let (encoding, collection) = self.maps.as_ref()?;
        let cid = (1..=4).find_map(|length| encoding.lookup_cid_code(code, length))?;
        match collection.lookup_bf_string(cid)? {
            BfString::Char(character) => Some(character.to_string()),
            BfString::String(text) => Some(text),
        }
    }
}

fn maps(font: &Dict<'_>, descendant: &Dict<'_>) -> Option<(CMap, CMap)> {
    let encoding = match font.get::<Object<'_>>("Encoding")? {
        Object::Name(name) => match CMapName::from_bytes(name.as_ref()) {
            CMapName::IdentityH | CMapName::IdentityV => {
                // The numbers of an embedded TrueType font may be those of its glyphs, whatever it declares.
                let kind = descendant.get::<Name<'_>>("Subtype")?;
                let is_mapped = descendant.get::<Stream<'_>>("CIDToGIDMap").is_some();
                if kind.as_str() == "CIDFontType2" && !is_mapped {
                    return None;
                }
                CMap::identity_h()
            }
            name => CMap::parse(load_embedded(name)?, load_embedded)?,
        },
        Object::Stream(stream) => CMap::parse(&stream.decoded_data().ok()?, load_embedded)?,
        _ => return None,
    };
    let declared =
        encoding.metadata().character_collection.as_ref().map(|collection| collection.family.clone());
    let family = declared.filter(|family| family.ucs2_cmap().is_some()).or_else(|| {
        let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
        let text = |key: &str| info.get::<PdfString<'_>>(key);
        Some(CidFamily::from_registry_ordering(text("Registry")?.as_bytes(), text("Ordering")?.as_bytes()))
    })?;
    let collection = CMap::parse(load_embedded(family.ucs2_cmap()?)?, load_embedded)?;
    Some((encoding, collection))
}

fn read(pdf: &Pdf) -> BTreeMap<String, Vec<Decoder>> {
    let mut fonts: BTreeMap<String, Vec<Decoder>> = BTreeMap::new();
    for object in pdf.objects().into_iter().take(MOST_OBJECTS) {
        let Object::Dict(dict) = object else { continue };
        let is_composite = dict.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "Type0");
        let Some(name) = dict.get::<Name<'_>>("BaseFont").filter(|_| is_composite) else { continue };
        let name = match name.as_str().split_once('+') {
            Some((subset, name)) if subset.len() == 6 => name,
            _ => name.as_str(),
        };
        if let Some(decoder) = Decoder::of(&dict) {
            fonts.entry(name.to_owned()).or_default().push(decoder);
        }
    }
    fonts
}
