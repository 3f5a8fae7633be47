//! Words for all bodies of a region, and the level of that region: 全省, 各乡镇.

use super::Marker;

/// The level of a region in the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Town,
    County,
    City,
    Province,
    State,
}

/// Words for all bodies of a region.
const WORDS: [(&str, Level); 29] = [
    ("全国", Level::State),
    ("各省", Level::State),
    ("全省", Level::Province),
    ("全自治区", Level::Province),
    ("省内", Level::Province),
    ("各市州", Level::Province),
    ("各地市", Level::Province),
    ("各设区市", Level::Province),
    ("全市", Level::City),
    ("市内", Level::City),
    ("全州", Level::City),
    ("全盟", Level::City),
    ("各县区", Level::City),
    ("各区县", Level::City),
    ("各县市区", Level::City),
    ("各县(市、区)", Level::City),
    ("各县(市)区", Level::City),
    ("各区市县", Level::City),
    ("全县", Level::County),
    ("全区", Level::County),
    ("全旗", Level::County),
    ("县内", Level::County),
    ("各乡镇", Level::County),
    ("各镇", Level::County),
    ("各街道", Level::County),
    ("全系统", Level::County),
    ("全镇", Level::Town),
    ("全乡", Level::Town),
    ("全街道", Level::Town),
];

/// Such words at the start of a text, with their length in bytes.
pub(super) fn wider_at(text: &str) -> Option<(usize, Marker)> {
    let (word, _) = WORDS.iter().find(|(word, _)| text.starts_with(word))?;
    Some((word.len(), Marker::Scope(word)))
}

/// The level of the region that the name of a scope is for.
pub fn level_of_scope(name: &str) -> Option<Level> {
    WORDS.iter().find(|(word, _)| *word == name).map(|(_, level)| *level)
}

/// The level of the innermost region in the name of a body.
pub fn level_of_body(name: &str) -> Option<Level> {
    const PARTS: [(&str, Level); 12] = [
        ("镇", Level::Town),
        ("乡", Level::Town),
        ("街道", Level::Town),
        ("办事处", Level::Town),
        ("县", Level::County),
        ("区", Level::County),
        ("旗", Level::County),
        ("市", Level::City),
        ("州", Level::City),
        ("盟", Level::City),
        ("省", Level::Province),
        ("自治", Level::Province),
    ];
    let bare = name.replace("自治区", "自治");
    let bare = bare.split_once("人民政府").map_or(bare.as_str(), |(region, _)| region);
    // The last is the innermost: 镇江市 is no town.
    let last = PARTS.iter().filter_map(|(part, level)| Some((bare.rfind(part)?, *level)));
    last.max_by_key(|(at, _)| *at).map(|(_, level)| level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_region_of_a_name_has_a_level() {
        for (name, want) in [
            ("青溪县人民政府", Some(Level::County)),
            ("青溪县白石镇人民政府", Some(Level::Town)),
            ("青州市人民政府", Some(Level::City)),
            ("青州市南山区人民政府", Some(Level::County)),
            ("某省人民政府办公厅", Some(Level::Province)),
            ("某某自治区人民政府", Some(Level::Province)),
            ("镇江市人民政府", Some(Level::City)),
            ("新乡市人民政府", Some(Level::City)),
            ("景德镇市珠山区人民政府", Some(Level::County)),
            ("镇远县人民政府", Some(Level::County)),
            ("某某自治县人民政府", Some(Level::County)),
            ("国家某某局", None),
        ] {
            assert_eq!(level_of_body(name), want, "{name}");
        }
        assert_eq!(level_of_scope("全市"), Some(Level::City));
        assert_eq!(level_of_scope("下属"), None);
    }
}
