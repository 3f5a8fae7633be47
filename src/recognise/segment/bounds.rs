//! Finds where in a document the report is: its title, first heading, signature and end.

use std::collections::BTreeSet;

use crate::model::document::{Block, Document, Paragraph, Property, Role};
use crate::model::form::Edition;
use crate::model::report::{Passage, Section};
use crate::model::text;
use crate::prose::identity;

use crate::recognise::sections::headings::{Heading, Sequence, heading, is_contents_entry};
use crate::recognise::sections::numbering_style::NumberingStyle;
use crate::recognise::sections::signature::{self, FoundSignature};
use crate::recognise::segment::Segment;
use crate::recognise::segment::{page_chrome, title};

/// Where the report is in its document; indices count segments.
#[derive(Debug, Default)]
pub struct ReportBounds {
    pub title: Option<Passage>,
    /// The segments of the title.
    pub title_at: std::ops::Range<usize>,
    /// The level at which the document heading_level its headings, if it does.
    pub heading_level: Option<u8>,
    /// How the document numbers its sections.
    pub style: NumberingStyle,
    /// The first segment that belongs to the report (title included).
    pub start: usize,
    /// The first segment after the report.
    pub end: usize,
    pub signed: FoundSignature,
    /// The segments of the signature.
    pub signed_at: Vec<usize>,
}

/// Finds the bounds of the report.
pub fn find_bounds(segments: &[Segment<'_>], head: &[Property], edition: &'static Edition) -> ReportBounds {
    let (heading_level, style) = heading_style(segments, edition);
    let first = first_heading(segments, edition, (heading_level, style));
    let mut bounds = ReportBounds { heading_level, style, end: segments.len(), ..ReportBounds::default() };
    if let Some(found) = title::find(segments, first, edition) {
        bounds.start = found.lines.start;
        bounds.title_at = found.lines;
        bounds.title = Some(found.title);
    } else {
        bounds.title = title::of_page(head);
        bounds.start = start_without_title(segments, first);
        bounds.title_at = bounds.start..bounds.start;
    }
    bounds.end = end(segments, edition, &bounds);
    find_signature(&mut bounds, segments, edition);
    bounds
}

/// The level at which the document marks its headings, and how it numbers them.
type HeadingStyle = (Option<u8>, NumberingStyle);

fn heading_style(segments: &[Segment<'_>], edition: &'static Edition) -> HeadingStyle {
    let lines = segments.iter().filter_map(line).filter(|line| line.role != Role::Navigation);
    let style = NumberingStyle::of(lines.map(|line| line.text.as_str()), edition);
    (find_heading_level(segments, edition, style), style)
}

/// The title of the report in a document whose tables are not read yet.
pub(super) fn title_of(document: &Document, edition: &'static Edition) -> Option<Passage> {
    let segments = document.blocks.iter().map(|block| match block {
        Block::Paragraph(line) => Segment::Line(line),
        Block::Table(table) => Segment::Table(table),
    });
    let segments: Vec<Segment<'_>> = segments.collect();
    let first = first_heading(&segments, edition, heading_style(&segments, edition));
    let found = title::find(&segments, first, edition).map(|found| found.title);
    found.or_else(|| title::of_page(&document.head))
}

/// The line of a segment, if it has text.
pub(super) fn line<'a>(segment: &Segment<'a>) -> Option<&'a Paragraph> {
    match segment {
        Segment::Line(line) if !line.text.is_empty() => Some(line),
        _ => None,
    }
}

fn is_heading(segment: &Segment<'_>, edition: &'static Edition, style: HeadingStyle) -> bool {
    heading_of(segment, edition, style).is_some()
}

fn heading_of(segment: &Segment<'_>, edition: &'static Edition, style: HeadingStyle) -> Option<Heading> {
    let (heading_level, style) = style;
    let sequence =
        Sequence { last: u32::MAX - 1, heading_level, style, is_open: edition.sections.is_empty() };
    let line = line(segment).filter(|line| line.role != Role::Navigation)?;
    heading(line, edition, sequence)
}

/// The level at which most statutory headings are marked. Word processors that open a web page give level 1
/// to its title, so that the sections have level 2.
fn find_heading_level(
    segments: &[Segment<'_>],
    edition: &'static Edition,
    style: NumberingStyle,
) -> Option<u8> {
    let least = edition.sections.len().max(2) / 2;
    let at = |level: u8| segments.iter().filter(move |segment| has_level(segment, level));
    let first = at(1).filter(|segment| is_heading(segment, edition, (None, style))).count();
    if first > least {
        return Some(1);
    }
    let second = at(2).filter_map(|segment| heading_of(segment, edition, (Some(2), style)));
    let distinct: BTreeSet<_> = second
        .filter(|found| found.key != Section::EXTRA || found.number.is_some())
        .map(|found| (found.key, found.number))
        .collect();
    (distinct.len() > least).then_some(2)
}

fn has_level(segment: &Segment<'_>, level: u8) -> bool {
    line(segment).is_some_and(|line| line.role == Role::Heading(level))
}

fn first_heading(segments: &[Segment<'_>], edition: &'static Edition, style: HeadingStyle) -> usize {
    let heading = segments.iter().position(|segment| is_heading(segment, edition, style));
    let table = segments.iter().position(|segment| matches!(segment, Segment::Statutory(_)));
    heading.or(table).unwrap_or(segments.len())
}

/// Without a title, running text before the first heading belongs to the report.
fn start_without_title(segments: &[Segment<'_>], first: usize) -> usize {
    let before = segments.get(..first).unwrap_or_default();
    let belongs = |segment: &&Segment<'_>| match segment {
        Segment::Line(line) => !page_chrome::is_boilerplate(line) || is_contents_entry(&line.text),
        Segment::LeftOutLine(_) | Segment::Table(_) | Segment::LeftOut(..) | Segment::Statutory(_) => false,
    };
    first - before.iter().rev().take_while(belongs).count()
}

/// The end: before what websites put after an article, if no part of the report follows it.
fn end(segments: &[Segment<'_>], edition: &'static Edition, bounds: &ReportBounds) -> usize {
    let is_part = |segment: &Segment<'_>| {
        matches!(segment, Segment::Statutory(_))
            || is_heading(segment, edition, (bounds.heading_level, bounds.style))
    };
    let after = segments.iter().rposition(is_part).map_or(bounds.title_at.end, |at| at + 1);
    let mut end = segments.iter().skip(after).position(ends_article).map_or(segments.len(), |at| after + at);
    end = end.max(signed_until(segments, bounds).unwrap_or(0));
    // Links at the very end belong to the website.
    while end > after
        && segments.get(end - 1).and_then(line).is_some_and(|line| line.role == Role::Navigation)
    {
        end -= 1;
    }
    end
}

/// The segment after the last date under the name of the body in the title: all before it belongs to the
/// report.
fn signed_until(segments: &[Segment<'_>], bounds: &ReportBounds) -> Option<usize> {
    let organization = identity::organization_in_title(&bounds.title.as_ref()?.text)?;
    let organization = text::fold(&organization);
    let is_signed = |pair: &[Segment<'_>]| match pair {
        [Segment::Line(who), Segment::Line(when)] => {
            text::fold(&who.text) == organization && signature::is_date(&when.text)
        }
        _ => false,
    };
    segments.windows(2).rposition(is_signed).map(|at| at + 2)
}

fn ends_article(segment: &Segment<'_>) -> bool {
    match segment {
        Segment::Line(line) => page_chrome::ends_article(line),
        Segment::Table(table) => page_chrome::is_boilerplate_table(table),
        Segment::LeftOutLine(_) | Segment::Statutory(_) | Segment::LeftOut(..) => false,
    }
}

/// Finds the signature: the last date with its signer near the end, or before the text.
fn find_signature(bounds: &mut ReportBounds, segments: &[Segment<'_>], edition: &'static Edition) {
    /// Lines before the end among which the signature is.
    const NEAR_END: usize = 12;
    /// Lines after the title among which a signature before the text is.
    const LEADING: usize = 3;
    let organization = bounds.title.as_ref().and_then(|title| identity::organization_in_title(&title.text));
    let lines: Vec<(usize, &Paragraph)> = segments
        .iter()
        .enumerate()
        .take(bounds.end)
        .skip(bounds.title_at.end)
        .filter_map(|(at, segment)| Some((at, line(segment)?)))
        .collect();
    let headings: Vec<bool> = lines
        .iter()
        .map(|(at, _)| {
            segments
                .get(*at)
                .is_some_and(|segment| is_heading(segment, edition, (bounds.heading_level, bounds.style)))
        })
        .collect();
    let first = headings.iter().position(|is_heading| *is_heading).unwrap_or(0);
    for last in (lines.len().saturating_sub(NEAR_END).max(first)..lines.len()).rev() {
        let run: Vec<&Paragraph> = lines
            .iter()
            .zip(&headings)
            .take(last + 1)
            .skip(first)
            .rev()
            .take_while(|(_, is_heading)| !**is_heading)
            .map(|((_, line), _)| *line)
            .collect();
        let run: Vec<&Paragraph> = run.into_iter().rev().collect();
        let signed = signature::find_at_end(&run, organization.as_deref());
        let followed_by_notes = lines.iter().skip(last + 1).all(|(_, line)| is_note(line));
        if signed.date.is_some() || (signed.lines > 0 && followed_by_notes) {
            bounds.signed_at =
                lines.iter().take(last + 1).rev().take(signed.lines).map(|(at, _)| *at).collect();
            bounds.signed = signed;
            return;
        }
    }
    let leading: Vec<&Paragraph> = lines.iter().take(first.min(LEADING)).map(|(_, line)| *line).collect();
    for count in (1..=leading.len()).rev() {
        let signed =
            signature::find_at_end(leading.get(..count).unwrap_or_default(), organization.as_deref());
        if signed.lines == count && signed.organization.is_some() {
            bounds.signed_at = lines.iter().take(count).map(|(at, _)| *at).collect();
            bounds.signed = signed;
            return;
        }
    }
}

/// Whether a line is a note (注：…).
pub fn is_note(line: &Paragraph) -> bool {
    let folded = text::fold(&line.text);
    let rest = folded.strip_prefix("备注").or_else(|| folded.strip_prefix('注'));
    line.role == Role::Note
        || rest.is_some_and(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(':'))
}
