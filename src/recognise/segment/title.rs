//! Finds the title of the report among the segments before its first heading, on one line or several.

mod broken_body;

use std::ops::Range;

use crate::model::document::{Paragraph, Property, Role};
use crate::model::form::Edition;
use crate::model::place::Place;
use crate::model::report::Passage;
use crate::model::text;
use crate::prose::identity;
use crate::prose::title::{Title, is_year_alone, without_marks};

use crate::recognise::sections::metadata;
use crate::recognise::sections::signature::is_date;
use crate::recognise::sections::titles::{is_title, may_be_title};
use crate::recognise::segment::Segment;
use crate::recognise::segment::bounds::line;
use crate::recognise::segment::page_chrome;
use crate::recognise::tables::labels::words;

/// Lines above the one with the kind of report that may belong to the title, those of the year not counted.
const MOST_ABOVE: usize = 2;

/// A title and the segments it is on.
pub struct FoundTitle {
    pub title: Passage,
    pub lines: Range<usize>,
}

/// Finds the title before the first heading, at `first`.
pub fn find(segments: &[Segment<'_>], first: usize, edition: &'static Edition) -> Option<FoundTitle> {
    let lines = segments.iter().enumerate().filter_map(|(at, segment)| Some((at, line(segment)?)));
    let is_free = edition.sections.is_empty();
    let before = if is_free { segments.len() } else { first };
    let lines: Vec<_> = lines.take_while(|(at, _)| *at < before).collect();
    if edition.disclosure.is_none()
        && let Some(named) = naming_form(&lines, edition)
    {
        return Some(named);
    }
    let found =
        on_one_line(&lines, is_free).or_else(|| broken(segments, first)).or_else(|| marked(&lines))?;
    Some(with_lines_around(segments, found))
}

/// Finds a line that is a title: a marked one, else the last line before the first heading that can be one.
fn on_one_line(lines: &[(usize, &Paragraph)], is_free: bool) -> Option<FoundTitle> {
    let can_be = |line: &Paragraph| line.role != Role::Navigation && metadata::line(&line.text).is_none();
    let titles = || lines.iter().filter(|(_, line)| is_title(&line.text) && can_be(line));
    let uncertain = || lines.iter().rfind(|(_, line)| may_be_title(&line.text) && can_be(line));
    let plain = || if is_free { titles().next() } else { titles().next_back() };
    let found = titles().find(|(_, line)| line.role == Role::Title).or_else(plain).or_else(uncertain);
    found.map(|(at, line)| whole_line(*at, line))
}

/// Finds a line that names the form of another report than the disclosure report.
fn naming_form(lines: &[(usize, &Paragraph)], edition: &'static Edition) -> Option<FoundTitle> {
    /// Characters of the longest title.
    const LONGEST: usize = 80;
    let titles: Vec<_> = edition.titles.iter().map(|title| words(title)).collect();
    let names = |line: &Paragraph| {
        let line = words(&line.text);
        line.chars().count() <= LONGEST && titles.iter().any(|title| line.contains(&**title))
    };
    let (at, line) = lines.iter().find(|(_, line)| line.role != Role::Navigation && names(line))?;
    Some(whole_line(*at, line))
}

/// Finds a line that the format marks as the title, whatever it says, or several that are one together.
fn marked(lines: &[(usize, &Paragraph)]) -> Option<FoundTitle> {
    let mut marked = lines.iter().skip_while(|(_, line)| line.role != Role::Title);
    let (at, first) = marked.next()?;
    let mut found = whole_line(*at, first);
    let mut text = found.title.text.clone();
    for (at, line) in marked.take_while(|(_, line)| line.role == Role::Title) {
        text.push_str(without_marks(&line.text));
        if may_be_title(&text) {
            found.title.text.clone_from(&text);
            found.lines.end = at + 1;
        }
    }
    Some(found)
}

fn whole_line(at: usize, line: &Paragraph) -> FoundTitle {
    FoundTitle { title: Passage::new(without_marks(&line.text), line.place.clone()), lines: at..at + 1 }
}

/// Finds a title of which no single line can be one: `……信息公开工`, `作年度报告`.
fn broken(segments: &[Segment<'_>], first: usize) -> Option<FoundTitle> {
    /// Most lines of a title.
    const MOST_LINES: usize = 3;
    let starts = (0..first).flat_map(|start| (2..=MOST_LINES).map(move |count| start..start + count));
    starts.filter(|range| range.end <= first).find_map(|range| {
        let parts = segments.get(range.clone())?.iter().map(line).collect::<Option<Vec<&Paragraph>>>()?;
        if !parts.iter().all(|part| is_part(part) || part.text == "告") {
            return None;
        }
        let text: String = parts.iter().map(|part| without_marks(&part.text)).collect();
        let place = parts.first()?.place.clone();
        is_title(&text).then(|| FoundTitle { title: Passage::new(text, place), lines: range })
    })
}

/// Adds the lines above with the name of the body, and a line above or below with the year, if the title does
/// not name them.
fn with_lines_around(segments: &[Segment<'_>], mut found: FoundTitle) -> FoundTitle {
    let names_body = |text: &str| Title::of(text).starts_with_body;
    if !names_body(&found.title.text) {
        let (mut text, mut start) = (found.title.text.clone(), found.lines.start);
        let mut names = 0;
        while names < MOST_ABOVE
            && !names_body(&text)
            && let Some((above, part)) =
                start.checked_sub(1).and_then(|above| Some((above, part_or_year(segments, above)?)))
        {
            names += usize::from(!is_piece_of_year(part));
            text = format!("{part}{text}");
            start = above;
        }
        if names_body(&text) {
            (found.title.text, found.lines.start) = (text, start);
        }
    }
    broken_body::complete(segments, &mut found);
    with_year(segments, &mut found);
    with_body_below(segments, &mut found);
    with_year(segments, &mut found);
    found
}

/// Adds a line above or below that is the year, if the title has none.
fn with_year(segments: &[Segment<'_>], found: &mut FoundTitle) {
    if !Title::of(&found.title.text).years.is_empty() {
        return;
    }
    let year = |at: usize| part_at(segments, at).filter(|text| is_year(text, found));
    let above = found.lines.start.checked_sub(1);
    if let Some((above, year)) = above.and_then(|above| Some((above, year(above)?))) {
        found.title.text = format!("{year}{}", found.title.text);
        found.lines.start = above;
    } else if let Some(year) = year(found.lines.end) {
        found.title.text.push_str(year);
        found.lines.end += 1;
    }
}

/// Adds the line below with the name of the body, as on a cover. With a date after it, it is a signature.
fn with_body_below(segments: &[Segment<'_>], found: &mut FoundTitle) {
    let Some(below) = part_at(segments, found.lines.end) else { return };
    let is_signed = segments.get(found.lines.end + 1).and_then(line).is_some_and(|line| is_date(&line.text));
    let text = format!("{}{below}", found.title.text);
    if !is_signed
        && identity::organization_in_title(&found.title.text).is_none()
        && identity::organization_in_title(&text).is_some_and(|name| below.contains(&name))
    {
        found.title.text = text;
        found.lines.end += 1;
    }
}

/// The text of a segment that may be a part of a title.
fn part_at<'s>(segments: &[Segment<'s>], at: usize) -> Option<&'s str> {
    segments.get(at).and_then(line).filter(|part| is_part(part)).map(|part| without_marks(&part.text))
}

/// The text of a segment that may be a part of a title, or a piece of its year however short.
fn part_or_year<'s>(segments: &[Segment<'s>], at: usize) -> Option<&'s str> {
    let piece =
        || segments.get(at).and_then(line).map(|line| &*line.text).filter(|text| is_piece_of_year(text));
    part_at(segments, at).or_else(piece)
}

/// `2024` and `年` on lines of their own.
fn is_piece_of_year(text: &str) -> bool {
    is_year_alone(text) || is_year_alone(&format!("{text}年")) || text == "年" || text == "年度"
}

/// Whether a line is the year that the title lacks: `2024` only above `年政府信息公开……`.
fn is_year(line: &str, title: &FoundTitle) -> bool {
    is_year_alone(line) || (title.title.text.starts_with('年') && is_year_alone(&format!("{line}年")))
}

fn is_part(line: &Paragraph) -> bool {
    let count = line.text.chars().count();
    (2..=40).contains(&count)
        && line.role != Role::Navigation
        && !page_chrome::is_boilerplate(line)
        && !line.text.contains(['。', '；', '：', ':', '，'])
        && metadata::line(&line.text).is_none()
}

/// The title in the page's head, without the website's name before or after it.
pub fn of_page(head: &[Property]) -> Option<Passage> {
    let named = |name: &str| head.iter().find(|p| p.name.eq_ignore_ascii_case(name));
    let mut texts = [named("ArticleTitle"), named("title")].into_iter().flatten();
    texts.find_map(|property| title_of_page(&property.text))
}

fn title_of_page(text: &str) -> Option<Passage> {
    /// Signs between the title and the website's name.
    const SIGNS: [char; 8] = ['_', '|', '-', '—', '–', '－', '·', '>'];
    let ends = text.char_indices().filter(|(_, c)| SIGNS.contains(c)).map(|(at, _)| at);
    // …年度报告-某县人民政府网
    let before_site = ends.filter_map(|end| text.get(..end)).filter(|part| ends_as_title(part));
    let parts = || text.split(SIGNS);
    // A page without a title of its own has the kind of report as its title, without a body or year.
    let names = |part: &str| {
        let title = Title::of(part);
        (title.organization.is_some(), !title.years.is_empty())
    };
    let can_be = |part: &&str| may_be_title(part) && names(part) != (false, false);
    let whole = || std::iter::once(text).filter(|text| !text.contains(['_', '|']));
    let found = before_site
        .chain(parts().filter(|part| names(part) == (true, true)))
        .chain(whole())
        .chain(parts())
        .find(can_be)?;
    Some(Passage::new(text::clean(found), Place::Unknown))
}

fn ends_as_title(part: &str) -> bool {
    let part = text::fold(part);
    ["报告", "年报", ")", "》", "!"].iter().any(|ending| part.ends_with(ending))
}
