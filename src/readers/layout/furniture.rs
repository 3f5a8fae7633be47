//! Page numbers and running heads: lines at the edge of pages that come again.

use std::collections::{BTreeMap, BTreeSet};

use super::line::Line;

/// The part of a page at its top and at its bottom where they are.
const ZONE: f64 = 0.13;
/// How far the same line may be off from page to page, in points.
const OFF: f64 = 4.0;
/// Lines at an edge that are looked at.
const MOST: usize = 4;

/// Takes the page numbers and running heads out of the lines of each page. `heights` are those of the pages, and
/// `ends` where other content of each begins and ends.
pub fn take(pages: &mut [Vec<Line>], heights: &[f64], ends: &[Option<(f64, f64)>]) -> Vec<(usize, String)> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (page, ((lines, &height), ends)) in pages.iter().zip(heights).zip(ends).enumerate() {
        candidates.extend(Candidate::of(page, lines, height, *ends));
    }
    let mut pages_of: BTreeMap<(&str, Edge), Vec<(usize, f64)>> = BTreeMap::new();
    for candidate in &candidates {
        let own = pages_of.entry((candidate.kind.as_str(), candidate.edge)).or_default();
        own.push((candidate.page, candidate.at));
    }
    let mut taken = Vec::new();
    let mut drop: BTreeSet<(usize, usize)> = BTreeSet::new();
    for candidate in &candidates {
        let others =
            pages_of.get(&(candidate.kind.as_str(), candidate.edge)).map(Vec::as_slice).unwrap_or_default();
        let comes_again =
            others.iter().any(|(page, at)| *page != candidate.page && (at - candidate.at).abs() <= OFF);
        if comes_again || is_page_number(&candidate.text) && candidate.is_last {
            taken.push((candidate.page, candidate.text.clone()));
            drop.insert((candidate.page, candidate.line));
        }
    }
    for (page, lines) in pages.iter_mut().enumerate() {
        let mut at = 0;
        lines.retain(|_| {
            at += 1;
            !drop.contains(&(page, at - 1))
        });
    }
    taken
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Top,
    Bottom,
}

/// A line at the edge of a page.
struct Candidate {
    page: usize,
    line: usize,
    edge: Edge,
    /// Where it is: from the top, or from the bottom.
    at: f64,
    text: String,
    /// The text without its figures, which may count the pages.
    kind: String,
    /// Whether nothing is between it and the edge.
    is_last: bool,
}

impl Candidate {
    fn of(page: usize, lines: &[Line], height: f64, ends: Option<(f64, f64)>) -> Vec<Self> {
        let mut found = Vec::new();
        let top = lines.iter().enumerate().map(|(at, line)| (Edge::Top, at, line));
        let bottom = lines.iter().enumerate().rev().map(|(at, line)| (Edge::Bottom, at, line));
        let top = top.take(MOST).take_while(|(.., line)| {
            line.bounds.bottom < ZONE * height && ends.is_none_or(|(first, _)| line.bounds.bottom <= first)
        });
        let bottom = bottom.take(MOST).take_while(|(.., line)| {
            line.bounds.top > (1.0 - ZONE) * height && ends.is_none_or(|(_, last)| last <= line.bounds.top)
        });
        for (edge, line, Line { bounds, .. }) in top.chain(bottom) {
            let Some(text) = lines.get(line).map(Line::text) else { continue };
            let at = match edge {
                Edge::Top => bounds.bottom,
                Edge::Bottom => height - bounds.bottom,
            };
            let is_last = line == 0 || line + 1 == lines.len();
            let kind = kind(&text);
            found.push(Self { page, line, edge, at, text, kind, is_last });
        }
        found
    }
}

/// A text with one sign for each figure, which differs from page to page.
fn kind(text: &str) -> String {
    let mut kind = String::new();
    for character in text.chars().filter(|c| !c.is_whitespace()) {
        let is_figure = character.is_numeric();
        if !(is_figure && kind.ends_with('#')) {
            kind.push(if is_figure { '#' } else { character });
        }
    }
    kind
}

/// Whether a line alone is plainly the number of a page: `- 3 -`, `第 3 页`, `3 / 9`.
pub fn is_page_number(text: &str) -> bool {
    let kind = kind(text);
    let between = kind.strip_prefix(['-', '—', '–', '－', '─', '―', '·']);
    let between = between.and_then(|rest| rest.strip_suffix(['-', '—', '–', '－', '─', '―', '·']));
    between.is_some_and(|number| number.trim_matches(['-', '—', '–', '－']) == "#")
        || matches!(
            kind.as_str(),
            "第#页" | "第#页共#页" | "第#页/共#页" | "第#页,共#页" | "第#页，共#页" | "#/#" | "共#页第#页"
        )
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::text_at;
    use super::*;

    fn page(texts: &[(&str, f64)]) -> Vec<Line> {
        texts.iter().filter_map(|(text, at)| Line::of(text_at(text, 50.0, *at, 10.0, 0.0))).collect()
    }

    fn left(mut pages: Vec<Vec<Line>>) -> (Vec<String>, usize) {
        let count = pages.len();
        let taken = take(&mut pages, &vec![800.0; count], &vec![None; count]);
        (pages.iter().flatten().map(Line::text).collect(), taken.len())
    }

    #[test]
    fn lines_that_come_again_are_left_out() {
        let pages = vec![
            page(&[("某某市人民政府", 40.0), ("正文", 90.0), ("1", 780.0)]),
            page(&[("某某市人民政府", 40.0), ("别的", 90.0), ("2", 780.0)]),
        ];
        assert_eq!(left(pages), (vec!["正文".to_owned(), "别的".to_owned()], 4));
    }

    #[test]
    fn a_line_of_one_page_stays_unless_it_is_plainly_its_number() {
        for (text, stays) in [("- 1 -", 0), ("第 1 页 共 3 页", 0), ("12", 1), ("2024年1月3日", 1)] {
            assert_eq!(left(vec![page(&[("正文", 90.0), (text, 780.0)])]).0.len(), 1 + stays, "{text}");
        }
    }
}
