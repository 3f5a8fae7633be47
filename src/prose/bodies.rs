//! Whether two names belong to one body.
//!
//! Reports name their body loosely: 阿克陶镇, 阿克陶县阿克陶镇人民政府, 县卫健委, 县卫生健康委员会. Only names that
//! no such variation explains certainly belong to two bodies.

use serde::Serialize;

use crate::model::text;

/// Endings that do not make the name that of another body. Not 办公室: a government and its office may each
/// have a report.
const SUFFIXES: [&str; 4] = ["人民政府", "政府", "街道办事处", "办事处"];

/// Characters that end the name of a region.
const REGIONS: [char; 9] = ['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡'];

/// The name of a body, prepared for comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The name as written, without spaces and widths.
    pub name: String,
    /// The name without 人民政府 and the like.
    core: String,
}

/// How two names are related, closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kinship {
    /// The same name.
    Equal,
    /// The same but for 人民政府 and the like.
    Same,
    /// One ends with the other: 阿克陶镇, 阿克陶县阿克陶镇人民政府.
    Shortened,
    /// One is short for the other: 县卫健委, 县卫生健康委员会.
    Abbreviated,
    /// One name contains the other, whose body may be a part of it: 阿克陶县, 阿克陶县教育局; or one is short for what
    /// follows the region in the other: 医保局, 云溪县医疗保障局.
    Unclear,
    /// Two bodies.
    Different,
}

impl Body {
    /// The body of this name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let name = text::fold(name);
        let bare = name.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(before, _)| before);
        let bare = bare.filter(|bare| !bare.is_empty()).unwrap_or(&name);
        let cut =
            SUFFIXES.iter().find_map(|suffix| bare.strip_suffix(suffix)).filter(|core| !core.is_empty());
        let core = cut.map_or_else(|| bare.to_owned(), |core| street(core, bare));
        Self { core, name: name.into_owned() }
    }

    /// A normal form of the name: two names with the same one certainly belong to one body. It ignores only
    /// what cannot distinguish bodies: spaces and widths, 人民政府 for 政府, the name of a region for its
    /// government (阿克陶县) and that of a street for its office (新城街道).
    pub(crate) fn certain_name(&self) -> String {
        let name = plain(&self.name);
        if let Some(street) = name.strip_suffix("办事处").filter(|rest| rest.ends_with("街道")) {
            return street.to_owned();
        }
        let region = name.strip_suffix("政府").filter(|rest| rest.ends_with(REGIONS));
        region.map_or_else(|| name.clone(), str::to_owned)
    }

    /// Whether the name of a file contains the name of the body.
    pub(crate) fn is_in_name_of(&self, file: &str) -> bool {
        text::fold(file).replace("人民政府", "政府").contains(&self.certain_name())
    }

    /// Whether the name of a file, without what is said of reports in it, is the end of the name of the body: 教育局
    /// 2024年报.docx for 青溪县教育局.
    fn ends_with_name_of(&self, file: &str) -> bool {
        let own = file.rsplit(['/', '\\', '›']).next().unwrap_or(file);
        let stem = own.rsplit_once('.').map_or(own, |(stem, _)| stem);
        let mut name = plain(&text::fold(stem));
        for word in ABOUT_REPORTS {
            name = name.replace(word, "");
        }
        name.retain(|letter| letter.is_alphabetic() && !letter.is_ascii());
        name.chars().count() >= SHORTEST
            && self.certain_name().ends_with(Self::of(&name).certain_name().as_str())
    }

    /// A set of bits of the characters of the name without 人民政府 and the like: if neither name has all
    /// characters of the other, the names are not related. Cheaper than [`Body::kinship`].
    #[must_use]
    pub fn letters(&self) -> u64 {
        self.core.chars().fold(0, |bits, letter| bits | 1 << (u32::from(letter) % 64))
    }

    /// Whether the name says where the body is: 青溪县教育局, not 教育局 nor 县教育局.
    #[must_use]
    pub fn names_place(&self) -> bool {
        names_region(&self.name)
    }

    /// How the names of two bodies are related; symmetric.
    #[must_use]
    pub fn kinship(&self, other: &Self) -> Kinship {
        let (short, long) = if self.core.len() <= other.core.len() { (self, other) } else { (other, self) };
        if self.name == other.name {
            Kinship::Equal
        } else if self.core == other.core {
            Kinship::Same
        } else if long.core.ends_with(&short.core) {
            Kinship::Shortened
        } else if !long.core.contains(&short.core) && is_abbreviation(&short.core, &long.core) {
            Kinship::Abbreviated
        } else if plain(&self.name).contains(&plain(&other.name))
            || plain(&other.name).contains(&plain(&self.name))
            || (!names_region(&short.core) && is_abbreviation_below_region(&short.core, &long.core))
        {
            Kinship::Unclear
        } else {
            Kinship::Different
        }
    }
}

/// Words in names of files that are about the report, not the body.
const ABOUT_REPORTS: [&str; 16] = [
    "政府信息公开",
    "信息公开",
    "年度报告",
    "年报",
    "年度",
    "报告",
    "工作",
    "定稿",
    "终稿",
    "最终",
    "更正",
    "修改",
    "补报",
    "副本",
    "上报",
    "年",
];
/// Fewest characters of a name in that of a file.
const SHORTEST: usize = 2;

/// The position of the body that the name of a file names: whole, and of several the longest; else by the end of its name.
/// `None` where none or more than one fits.
pub(crate) fn named_in_file(file: &str, bodies: &[Body]) -> Option<usize> {
    let whole = bodies.iter().enumerate().filter(|(_, body)| body.is_in_name_of(file));
    let longest = whole.max_by_key(|(_, body)| body.certain_name().chars().count());
    if let Some((at, _)) = longest {
        return Some(at);
    }
    let mut ends = bodies.iter().enumerate().filter(|(_, body)| body.ends_with_name_of(file));
    match (ends.next(), ends.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    }
}

/// A name with 政府 for 人民政府.
fn plain(name: &str) -> String {
    name.replace("人民政府", "政府")
}

/// Keeps 街道 of 某街道办事处.
fn street(core: &str, name: &str) -> String {
    if name.ends_with("街道办事处") { format!("{core}街道") } else { core.to_owned() }
}

/// Whether `short` is `long` with letters left out, none of them the name of a region.
fn is_abbreviation(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    if !short.chars().all(|letter| rest.any(|other| other == letter)) {
        return false;
    }
    let mut wanted = short.chars().peekable();
    let mut left_out = String::new();
    for letter in long.chars() {
        if wanted.peek() == Some(&letter) {
            wanted.next();
            left_out.push(' ');
        } else {
            left_out.push(letter);
        }
    }
    !left_out.split(' ').any(names_region)
}

/// Whether `short` is short for what follows a region in `long`.
fn is_abbreviation_below_region(short: &str, long: &str) -> bool {
    let below = long.char_indices().filter(|(_, letter)| REGIONS.contains(letter));
    let mut below = below.filter_map(|(at, letter)| long.get(at + letter.len_utf8()..));
    // One letter and 局 are in too many names.
    short.chars().count() >= 3 && below.any(|below| below != short && is_abbreviation(short, below))
}

/// Whether the text names a region: 青溪县 and 甲镇, but not 县, 城乡 or 社区.
fn names_region(text: &str) -> bool {
    let text = text.replace("城乡", "").replace("城市", "").replace("社区", "");
    text.contains("街道") || text.chars().skip(1).any(|letter| REGIONS.contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_meaning() {
        use Kinship::{Abbreviated, Different, Equal, Same, Shortened, Unclear};
        for (a, b, want) in [
            ("阿克陶县 教育局", "阿克陶县教育局", Equal),
            ("阿克陶县（教育局）", "阿克陶县(教育局)", Equal),
            ("阿克陶县", "阿克陶县人民政府", Same),
            ("新城街道", "新城街道办事处", Same),
            ("青溪县文化局（青溪县文物局）", "青溪县文化局", Same),
            ("阿克陶镇", "阿克陶县阿克陶镇人民政府", Shortened),
            ("文化局", "青溪县文化局", Shortened),
            ("青溪县卫健委", "青溪县卫生健康委员会", Abbreviated),
            ("青溪县住建局", "青溪县住房和城乡建设局", Abbreviated),
            ("青溪县城管局", "青溪县城市管理局", Abbreviated),
            ("阿克陶县政府办", "阿克陶县人民政府办公室", Abbreviated),
            ("阿克陶县人民政府", "阿克陶县人民政府办公室", Unclear),
            ("阿克陶县政府", "阿克陶县人民政府办公室", Unclear),
            ("宿迁市公安局", "宿迁市公安局宿城分局", Unclear),
            ("医保局", "云溪县医疗保障局", Unclear),
            ("发改委", "云溪县发展和改革委员会", Unclear),
            ("县医保局", "云溪县医疗保障局", Abbreviated),
            ("教育局", "云溪县体育局", Different),
            ("江溪县医保局", "云溪县医疗保障局", Different),
            ("阿克陶县人民政府", "阿克陶县教育局", Different),
            ("阿克陶县", "阿克陶县阿克陶镇人民政府", Unclear),
            ("阿克陶县人民政府", "阿克陶县阿克陶镇人民政府", Different),
            ("阿克陶县阿克陶镇人民政府", "阿克陶县布伦口乡人民政府", Different),
            ("江苏省教育局", "江苏省宿迁市教育局", Different),
            ("青溪县教育局", "青溪县体育局", Different),
            ("宿迁市人民政府", "杭州市人民政府", Different),
        ] {
            let kinship = |a, b| Body::of(a).kinship(&Body::of(b));
            assert_eq!(kinship(a, b), want, "{a} {b}");
            assert_eq!(kinship(b, a), want, "{b} {a}");
        }
    }

    #[test]
    fn a_place_in_a_name_is_distinguished_from_words_for_places() {
        for (name, want) in [
            ("青溪县教育局", true),
            ("甲镇财政所", true),
            ("新城街道财政所", true),
            ("财政所", false),
            ("县教育局", false),
            ("住房和城乡建设局", false),
            ("城市管理局", false),
        ] {
            assert_eq!(Body::of(name).names_place(), want, "{name}");
        }
    }

    #[test]
    fn only_names_that_cannot_mean_another_body_share_a_normal_form() {
        for (a, b, want) in [
            ("沭阳县 教育局", "沭阳县教育局", true),
            ("沭阳县（教育局）", "沭阳县(教育局)", true),
            ("沭阳县人民政府", "沭阳县政府", true),
            ("沭阳县人民政府", "沭阳县", true),
            ("沭阳县人民政府办公室", "沭阳县政府办公室", true),
            ("新城街道", "新城街道办事处", true),
            ("沭阳县发改局", "沭阳县发展和改革局", false),
            ("沭阳县政府办", "沭阳县人民政府办公室", false),
            ("沭阳县人民政府", "沭阳县人民政府办公室", false),
            ("沭阳县公安局（交警大队）", "沭阳县公安局", false),
            ("教育局", "沭阳县教育局", false),
            ("沭城镇", "沭阳县沭城镇人民政府", false),
            ("驻北京办事处", "驻北京", false),
            ("新城街道党工委", "新城街道", false),
            ("电子政府", "电子", false),
        ] {
            let (a_name, b_name) = (Body::of(a).certain_name(), Body::of(b).certain_name());
            assert_eq!(a_name == b_name, want, "{a} {b}: {a_name} {b_name}");
        }
    }

    #[test]
    fn files_are_named_after_their_bodies() {
        let names = ["青溪县教育局", "青溪县", "青溪县甲镇人民政府", "青溪县甲镇财政所", "青溪县乙镇财政所"];
        let bodies = names.map(Body::of);
        for (file, want) in [
            ("in/青溪县教育局.docx", Some(0)),
            ("in/教育局2024年报（定稿）.docx", Some(0)),
            ("in/甲镇.docx", Some(2)),
            ("in/甲镇/财政所.docx", None),
            ("in/甲镇财政所 政府信息公开工作年度报告.doc", Some(3)),
            ("in/财政所.docx", None),
            ("in/局.docx", None),
            ("in/2024年度报告.docx", None),
        ] {
            assert_eq!(named_in_file(file, &bodies), want, "{file}");
        }
    }

    #[test]
    fn related_names_share_characters() {
        for (a, b) in [("阿克陶县", "阿克陶县人民政府"), ("县卫健委", "青溪县卫生健康委员会")]
        {
            let (a, b) = (Body::of(a).letters(), Body::of(b).letters());
            assert!(a & !b == 0 || b & !a == 0);
        }
    }
}
