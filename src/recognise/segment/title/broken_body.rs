//! The name of a body that is broken over two lines of the title: `徐闻县`, `司法局2024年……报告`.

use crate::model::document::Role;
use crate::model::text;
use crate::prose::title::Title;

use crate::recognise::segment::Segment;
use crate::recognise::segment::bounds::line;

use super::{FoundTitle, part_at};

/// How the names of areas end.
const AREAS: [&str; 10] = ["省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "街道"];
/// Words with such a letter that name no area: 城乡建设局, 市场监督管理局.
const NO_AREAS: [&str; 12] =
    ["城乡", "城市", "市场", "市政", "市容", "市民", "社区", "园区", "区域", "乡村", "乡镇", "地区"];
/// Letters of the longest line above that can be the start of a name.
const LONGEST: usize = 20;

/// Adds the lines above that start the name of the body, which the title has only the end of.
pub(super) fn complete(segments: &[Segment<'_>], found: &mut FoundTitle) {
    while let Some((at, above)) = line_above(segments, found)
        && is_start(segments, at, above, found)
    {
        found.title.text = format!("{above}{}", found.title.text);
        found.lines.start = at;
    }
}

fn line_above<'s>(segments: &[Segment<'s>], found: &FoundTitle) -> Option<(usize, &'s str)> {
    let at = found.lines.start.checked_sub(1)?;
    let above = part_at(segments, at)?;
    (above.chars().count() <= LONGEST && above.chars().all(|c| c.is_alphabetic() && !c.is_ascii()))
        .then_some((at, above))
}

/// Whether the line above certainly starts the name: it is an area and the title names none, or another line
/// of the document is the whole name.
fn is_start(segments: &[Segment<'_>], at: usize, above: &str, found: &FoundTitle) -> bool {
    let title = Title::of(&found.title.text);
    let Some(rest) = title.organization.filter(|_| title.starts_with_body) else { return false };
    if rest.starts_with(above) || !found.title.text.starts_with(&rest) {
        return false;
    }
    let name = format!("{above}{rest}");
    let is_area = AREAS.iter().any(|ending| above.ends_with(ending)) && above.chars().count() > 1;
    let is_subject = || ["公开", "报告", "年报"].iter().any(|words| above.contains(words));
    let is_marked = || {
        let role = |at: usize| segments.get(at).and_then(line).map(|line| line.role);
        role(at) == Some(Role::Title) && role(found.lines.start) == Some(Role::Title)
    };
    let is_half = || !names_area(&rest) && (is_area || (is_marked() && !is_subject()));
    (is_half() || is_named_elsewhere(segments, &name))
        && Title::of(&format!("{above}{}", found.title.text)).organization == Some(name)
}

/// Whether a name has the name of an area in it: at least one letter before the ending of an area.
fn names_area(name: &str) -> bool {
    let name = NO_AREAS.iter().fold(name.to_owned(), |name, words| name.replace(words, "　"));
    AREAS.iter().filter_map(|ending| name.find(ending)).any(|at| at > 0)
}

/// Whether a line is this name, as a signature is, or ends in it after a label.
fn is_named_elsewhere(segments: &[Segment<'_>], name: &str) -> bool {
    segments.iter().filter_map(line).any(|line| {
        let before = text::trim(&line.text).strip_suffix(name);
        before.is_some_and(|before| before.is_empty() || before.ends_with([':', '：', ' ', '\u{3000}']))
    })
}
