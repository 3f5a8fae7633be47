//! Where in a document the report is: its title, its first heading, its signature, its end.

use std::collections::BTreeSet;

use crate::model::document::{Paragraph, Property, Role};
use crate::model::form::Edition;
use crate::model::place::Place;
use crate::model::report::{Passage, Section};
use crate::model::text;
use crate::prose::identity;

use super::headings::{Heading, Sequence, heading, is_title};
use super::pieces::Piece;
use super::signature::{self, Signed};
use super::surroundings;

/// The frame of a report; indices count pieces.
#[derive(Debug, Default)]
pub struct Frame {
    pub title: Option<Passage>,
    /// The pieces that make the title.
    pub title_at: std::ops::Range<usize>,
    /// The level at which the document marks its headings, if it does.
    pub marks: Option<u8>,
    /// The first piece that belongs to the report (title included).
    pub start: usize,
    /// The first piece that no longer does.
    pub end: usize,
    pub signed: Signed,
    /// The pieces that make the signature.
    pub signed_at: Vec<usize>,
}

/// Finds the frame.
pub fn frame(pieces: &[Piece<'_>], head: &[Property], edition: &Edition) -> Frame {
    let marks = marks(pieces, edition);
    let first = first_heading(pieces, edition, marks);
    let mut frame = Frame { marks, end: pieces.len(), ..Frame::default() };
    find_title(&mut frame, pieces, first, edition);
    if frame.title.is_none() {
        find_broken_title(&mut frame, pieces, first);
    }
    if frame.title.is_none() {
        frame.title = head_title(head);
        frame.start = start_without_title(pieces, first);
        frame.title_at = frame.start..frame.start;
    }
    frame.end = end(pieces, edition, &frame);
    find_signature(&mut frame, pieces, edition);
    frame
}

fn line<'a>(piece: &Piece<'a>) -> Option<&'a Paragraph> {
    match piece {
        Piece::Line(line) if !line.text.is_empty() => Some(line),
        _ => None,
    }
}

fn is_heading(piece: &Piece<'_>, edition: &Edition, marks: Option<u8>) -> bool {
    heading_of(piece, edition, marks).is_some()
}

fn heading_of(piece: &Piece<'_>, edition: &Edition, marks: Option<u8>) -> Option<Heading> {
    let sequence = Sequence { last: u32::MAX - 1, marks, is_open: edition.sections.is_empty() };
    let line = line(piece).filter(|line| line.role != Role::Navigation)?;
    heading(line, edition, sequence)
}

/// The level at which headings are marked as such: most of the statutory ones are. Word processors
/// that open a web page give level 1 to its title, so that the sections stand at level 2.
fn marks(pieces: &[Piece<'_>], edition: &Edition) -> Option<u8> {
    let least = edition.sections.len().max(2) / 2;
    let at = |level: u8| pieces.iter().filter(move |piece| has_level(piece, level));
    let first = at(1).filter(|piece| is_heading(piece, edition, None)).count();
    if first > least {
        return Some(1);
    }
    let second = at(2).filter_map(|piece| heading_of(piece, edition, Some(2)));
    let told: BTreeSet<_> = second
        .filter(|found| found.key != Section::EXTRA || found.number.is_some())
        .map(|found| (found.key, found.number))
        .collect();
    (told.len() > least).then_some(2)
}

fn has_level(piece: &Piece<'_>, level: u8) -> bool {
    line(piece).is_some_and(|line| line.role == Role::Heading(level))
}

fn first_heading(pieces: &[Piece<'_>], edition: &Edition, marks: Option<u8>) -> usize {
    let heading = pieces.iter().position(|piece| is_heading(piece, edition, marks));
    let table = pieces.iter().position(|piece| matches!(piece, Piece::Statutory(_)));
    heading.or(table).unwrap_or(pieces.len())
}

/// The title is the last line before the first heading that can be one, a marked title first.
fn find_title(frame: &mut Frame, pieces: &[Piece<'_>], first: usize, edition: &Edition) {
    let first = if edition.sections.is_empty() { pieces.len() } else { first };
    let lines = || pieces.iter().enumerate().take(first).filter_map(|(at, piece)| Some((at, line(piece)?)));
    let can_be = |line: &Paragraph| {
        line.role != Role::Navigation && is_title(&line.text) && super::metadata::line(&line.text).is_none()
    };
    let titles = || lines().filter(|(_, line)| can_be(line));
    let marked = lines().find(|(_, line)| line.role == Role::Title);
    let plain = if edition.sections.is_empty() { titles().next() } else { titles().next_back() };
    let Some((at, found)) = titles().find(|(_, line)| line.role == Role::Title).or(plain).or(marked) else {
        return;
    };
    let mut text = found.text.clone();
    let mut start = at;
    // A title broken over lines: the body's name stands above.
    while identity::organization_in_title(&text).is_none() && at - start < 2 {
        let above = start.checked_sub(1).and_then(|above| Some((above, line(pieces.get(above)?)?)));
        let Some((above, part)) = above.filter(|(_, part)| is_title_part(part)) else { break };
        text = format!("{}{text}", part.text);
        start = above;
    }
    frame.title = Some(Passage::new(text, found.place.clone()));
    frame.title_at = start..at + 1;
    frame.start = start;
}

/// A title that is none before its lines are put together: `……信息公开工`, `作年度报告`.
fn find_broken_title(frame: &mut Frame, pieces: &[Piece<'_>], first: usize) {
    const MOST_LINES: usize = 3;
    let starts = (0..first).flat_map(|start| (2..=MOST_LINES).map(move |count| start..start + count));
    for range in starts.filter(|range| range.end <= first) {
        let parts = pieces.get(range.clone()).unwrap_or_default().iter().map(line);
        let Some(parts) = parts.collect::<Option<Vec<&Paragraph>>>() else { continue };
        let text: String = parts.iter().map(|part| part.text.as_str()).collect();
        let is_whole = parts.iter().all(|part| is_part_of_title(part)) && is_title(&text);
        if let (true, Some(top)) = (is_whole, parts.first()) {
            frame.title = Some(Passage::new(text, top.place.clone()));
            frame.start = range.start;
            frame.title_at = range;
            return;
        }
    }
}

/// As [`is_title_part`], but the last piece may be a single sign.
fn is_part_of_title(line: &Paragraph) -> bool {
    is_title_part(line) || line.text == "告"
}

fn is_title_part(line: &Paragraph) -> bool {
    let count = line.text.chars().count();
    (2..=40).contains(&count)
        && line.role != Role::Navigation
        && !surroundings::is_furniture(line)
        && !line.text.contains(['。', '；', '：', ':', '，'])
        && super::metadata::line(&line.text).is_none()
}

/// The title of the page's head, without the site's name behind it.
fn head_title(head: &[Property]) -> Option<Passage> {
    let named = |name: &str| head.iter().find(|p| p.name.eq_ignore_ascii_case(name));
    let texts = [named("ArticleTitle"), named("title")].into_iter().flatten();
    let parts = texts.flat_map(|p| std::iter::once(p.text.as_str()).chain(p.text.split(['_', '|', '-'])));
    // A page without a title of its own is called by the kind of report, which names nobody.
    let tells = |part: &str| {
        identity::organization_in_title(part).is_some() || identity::year_in_title(part).is_some()
    };
    let mut titles =
        parts.map(text::clean).filter(|part| is_title(part) && tells(part) && !part.contains(['_', '|']));
    titles.next().map(|title| Passage::new(title, Place::Unknown))
}

/// Without a title, what leads up to the first heading as running text belongs to the report.
fn start_without_title(pieces: &[Piece<'_>], first: usize) -> usize {
    let before = pieces.get(..first).unwrap_or_default();
    let belongs = |piece: &&Piece<'_>| match piece {
        Piece::Line(line) => !surroundings::is_furniture(line) || surroundings::is_contents_entry(&line.text),
        Piece::Table(_) | Piece::Statutory(_) => false,
    };
    first - before.iter().rev().take_while(belongs).count()
}

/// The end: before what sites put behind an article, if no part of a report follows it.
fn end(pieces: &[Piece<'_>], edition: &Edition, frame: &Frame) -> usize {
    let is_part =
        |piece: &Piece<'_>| matches!(piece, Piece::Statutory(_)) || is_heading(piece, edition, frame.marks);
    let after = pieces.iter().rposition(is_part).map_or(frame.title_at.end, |at| at + 1);
    let mut end = pieces.iter().skip(after).position(ends_article).map_or(pieces.len(), |at| after + at);
    end = end.max(signed_until(pieces, frame).unwrap_or(0));
    // Links left over at the very end are the site's.
    while end > after && pieces.get(end - 1).and_then(line).is_some_and(|line| line.role == Role::Navigation)
    {
        end -= 1;
    }
    end
}

/// Behind the last date that stands under the body of the title: what comes before is the report's,
/// whatever a line of it looks like.
fn signed_until(pieces: &[Piece<'_>], frame: &Frame) -> Option<usize> {
    let organization = identity::organization_in_title(&frame.title.as_ref()?.text)?;
    let organization = text::fold(&organization);
    let is_signed = |pair: &[Piece<'_>]| match pair {
        [Piece::Line(who), Piece::Line(when)] => {
            text::fold(&who.text) == organization && signature::is_date(&when.text)
        }
        _ => false,
    };
    pieces.windows(2).rposition(is_signed).map(|at| at + 2)
}

fn ends_article(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Line(line) => surroundings::ends_article(line),
        Piece::Table(table) => surroundings::is_furniture_table(table),
        Piece::Statutory(_) => false,
    }
}

/// The signature: the last date with its signer near the end, or before the text.
fn find_signature(frame: &mut Frame, pieces: &[Piece<'_>], edition: &Edition) {
    const NEAR: usize = 12;
    let organization = frame.title.as_ref().and_then(|title| identity::organization_in_title(&title.text));
    let lines: Vec<(usize, &Paragraph)> = pieces
        .iter()
        .enumerate()
        .take(frame.end)
        .skip(frame.title_at.end)
        .filter_map(|(at, piece)| Some((at, line(piece)?)))
        .collect();
    let headings: Vec<bool> = lines
        .iter()
        .map(|(at, _)| pieces.get(*at).is_some_and(|piece| is_heading(piece, edition, frame.marks)))
        .collect();
    let first = headings.iter().position(|is_heading| *is_heading).unwrap_or(0);
    for last in (lines.len().saturating_sub(NEAR).max(first)..lines.len()).rev() {
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
        let signed = signature::at_end(&run, organization.as_deref());
        let followed_by_notes = lines.iter().skip(last + 1).all(|(_, line)| is_note(line));
        if signed.date.is_some() || (signed.lines > 0 && followed_by_notes) {
            frame.signed_at =
                lines.iter().take(last + 1).rev().take(signed.lines).map(|(at, _)| *at).collect();
            frame.signed = signed;
            return;
        }
    }
    let leading: Vec<&Paragraph> = lines.iter().take(first.min(3)).map(|(_, line)| *line).collect();
    for count in (1..=leading.len()).rev() {
        let signed = signature::at_end(leading.get(..count).unwrap_or_default(), organization.as_deref());
        if signed.lines == count && signed.organization.is_some() {
            frame.signed_at = lines.iter().take(count).map(|(at, _)| *at).collect();
            frame.signed = signed;
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
