//! Mends table text as it comes out of a PDF: a row's label and figures on one line, several labels
//! on one line, a label torn over lines.
//!
//! Only whole known labels are put together, and figures are only taken off a line's end, so
//! nothing is made up; what stays torn is later kept as text.

use std::borrow::Cow;
use std::collections::VecDeque;

use crate::model::document::Paragraph;

use crate::recognise::tables::labels::Labels;
use crate::recognise::tables::value_text::is_figure;

/// Most lines that one label is torn into: 三、本年度办理结果 turned upright, a character a line.
const MOST_PIECES: usize = 12;

/// A line that is yet to be rejoined, and the number of source lines used up when it is taken.
type Rest<'a> = VecDeque<(Cow<'a, Paragraph>, usize)>;

/// Evidence a figure may have.
const LONGEST_FIGURE: usize = 80;

/// Lines rejoined, each with the number of source lines used up when it is taken.
#[derive(Debug)]
pub struct Rejoined {
    pub lines: Vec<Paragraph>,
    pub used: Vec<usize>,
}

/// Mends lines, as many as `most`, for the table of these labels.
pub fn rejoin_labels(labels: &Labels, lines: &[&Paragraph], most: usize) -> Rejoined {
    let mut rejoined = Rejoined { lines: Vec::new(), used: Vec::new() };
    let mut rest = Rest::new();
    let mut source = lines.iter().enumerate();
    while rejoined.lines.len() < most {
        while rest.len() < MOST_PIECES
            && let Some((at, line)) = source.next()
        {
            rest.push_back((Cow::Borrowed(*line), at + 1));
        }
        if rest.is_empty() {
            break;
        }
        take(labels, &mut rest, &mut rejoined);
    }
    rejoined
}

/// Takes the next label or line, with the figures behind it.
fn take(labels: &Labels, rest: &mut Rest<'_>, rejoined: &mut Rejoined) {
    let Some((first, used)) = rest.front().cloned() else { return };
    if first.text.is_empty() {
        rest.pop_front();
        rejoined.push(first.into_owned(), used);
        return;
    }
    if let Some((taken, parts, behind)) = joined(labels, rest.make_contiguous()) {
        let used = rest.drain(..taken).next_back().map_or(used, |(_, used)| used);
        if let Some(behind) = behind {
            rest.push_front((Cow::Owned(behind), used));
        }
        for part in parts {
            rejoined.push(part, used);
        }
        return;
    }
    rest.pop_front();
    // Several labels on one line: one at a time, the last perhaps torn.
    if let Some((label, behind)) = first.text.split_once(char::is_whitespace)
        && !behind.trim().is_empty()
    {
        let behind = behind.trim_start();
        if labels.is_label(label) {
            rejoined.push(part(&first, label), used);
            rest.push_front((Cow::Owned(part(&first, behind)), used));
            return;
        }
        // A character of 三、本年度办理结果, turned upright, before a row's label.
        let word = behind.split_whitespace().next().unwrap_or_default();
        if label.chars().count() == 1
            && labels.is_piece(label)
            && labels.starts_label(word)
            && !is_figure(word)
        {
            rest.push_front((Cow::Owned(part(&first, behind)), used));
            return;
        }
    }
    let (head, figures) = split_figures(&first.text);
    if head.is_empty() && figures.len() > 1 {
        for part in figures.iter().map(|figure| part(&first, figure)) {
            rejoined.push(part, used);
        }
    } else {
        rejoined.push(first.into_owned(), used);
    }
}

/// The lines from the first on that make one whole label, the longest there is, with the figures
/// behind it, or what else the last of them holds: `审结 总计` ends one label and begins another.
fn joined(
    labels: &Labels,
    lines: &[(Cow<'_, Paragraph>, usize)],
) -> Option<(usize, Vec<Paragraph>, Option<Paragraph>)> {
    let (first, _) = lines.first()?;
    let mut joined = String::new();
    let mut whole = None;
    for (count, (line, _)) in lines.iter().take(MOST_PIECES).enumerate() {
        let (head, figures) = split_figures(&line.text);
        if count > 0
            && let Some((end, behind)) = line.text.split_once(char::is_whitespace)
            && labels.is_label(&format!("{joined}{end}"))
            && !labels.starts_label(&format!("{joined}{head}"))
        {
            joined.push_str(end);
            let behind = Some(part(line, behind.trim_start()));
            return Some((count + 1, vec![part(first, &joined)], behind));
        }
        // What closes the label, a quotation mark alone, may stand before its figures.
        let is_more = !head.is_empty() && (count == 0 || labels.starts_label(&format!("{joined}{head}")));
        let is_bare = count > 0 && head.is_empty(); // figures on a line of their own
        if !(is_more || is_bare) {
            break;
        }
        joined.push_str(head);
        if !head.is_empty() && labels.is_label(&joined) {
            // The label stands where it begins, the figures where they are.
            let figures = figures.iter().map(|figure| part(line, figure));
            let parts = std::iter::once(part(first, &joined)).chain(figures).collect();
            whole = Some((count + 1, parts, None));
        }
        // A row's figures end its label.
        if !figures.is_empty() || head.is_empty() || !labels.starts_label(&joined) {
            break;
        }
    }
    whole
}

impl Rejoined {
    fn push(&mut self, line: Paragraph, used: usize) {
        self.lines.push(line);
        self.used.push(used);
    }
}

fn part(line: &Paragraph, text: &str) -> Paragraph {
    Paragraph { text: text.to_owned(), ..line.clone() }
}

/// The line without the figures at its end, and those figures.
pub fn split_figures(line: &str) -> (&str, Vec<&str>) {
    let mut head = line.trim_end();
    let mut figures = Vec::new();
    loop {
        let mut evidence = head.char_indices().rev();
        let (rest, last) = match evidence.by_ref().take(LONGEST_FIGURE).find(|(_, c)| c.is_whitespace()) {
            Some((at, space)) => head.split_at(at + space.len_utf8()),
            None if evidence.next().is_some() => break, // prose
            None => ("", head),
        };
        if last.is_empty() || !is_figure(last) {
            break;
        }
        figures.push(last);
        head = rest.trim_end();
        if head.is_empty() {
            break;
        }
    }
    figures.reverse();
    (head, figures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Y2021;
    use crate::model::document::Role;
    use crate::model::place::Place;

    #[test]
    fn torn_labels_and_rows_are_mended() {
        let labels = Labels::of(Y2021.table("requests").expect("table"));
        let lines: Vec<Paragraph> = [
            "自然人 法人或其他组织 总计",
            "商业企",
            "业",
            "2.其他法律行政法规禁止",
            "公开",
            "27 0 0 0 0 0 27",
            "3. “ ”",
            "危及 三安全一稳定 6 0 0 0 0 0 6",
            "本年度共受理12件",
        ]
        .map(|text| Paragraph::new(text, Role::Body, Place::Unknown))
        .into();
        let rejoined = rejoin_labels(&labels, &lines.iter().collect::<Vec<_>>(), 100);
        let texts: Vec<&str> = rejoined.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "自然人",
                "法人或其他组织",
                "总计",
                "商业企业",
                "2.其他法律行政法规禁止公开",
                "27",
                "0",
                "0",
                "0",
                "0",
                "0",
                "27",
                "3. “ ”危及 三安全一稳定",
                "6",
                "0",
                "0",
                "0",
                "0",
                "0",
                "6",
                "本年度共受理12件"
            ]
        );
        assert_eq!(rejoined.used.last(), Some(&9));
    }
}
