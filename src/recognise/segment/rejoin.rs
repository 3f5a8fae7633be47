//! Rejoins labels in table text copied from a PDF: a row's label and values on one line, several labels on
//! one line, a label torn over lines.
//!
//! Only complete labels of the form are rejoined, and values are only split off the end of a line, so no
//! text is changed. What remains torn is kept as text later.

use std::borrow::Cow;
use std::collections::VecDeque;

use crate::model::document::Paragraph;

use crate::recognise::tables::labels::Labels;
use crate::recognise::tables::value_text::is_figure;

/// Most lines that one label is torn into: 三、本年度办理结果 rotated, one character per line.
const MOST_FRAGMENTS: usize = 12;

/// Lines still to be rejoined, each with the number of source lines used up with it.
type Rest<'a> = VecDeque<(Cow<'a, Paragraph>, usize)>;

/// Maximum length of a value, in characters.
const LONGEST_VALUE: usize = 80;

/// Rejoined lines, each with the number of source lines used up with it.
#[derive(Debug)]
pub struct Rejoined {
    pub lines: Vec<Paragraph>,
    pub used: Vec<usize>,
}

/// Rejoins the labels of a table, until there are `most` lines.
pub fn rejoin_labels(labels: &Labels, lines: &[&Paragraph], most: usize) -> Rejoined {
    let mut rejoined = Rejoined { lines: Vec::new(), used: Vec::new() };
    let mut rest = Rest::new();
    let mut source = lines.iter().enumerate();
    while rejoined.lines.len() < most {
        while rest.len() < MOST_FRAGMENTS
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

/// Takes the next label or line, with the values after it.
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
    // Several labels on one line: one at a time, the last of which may be torn.
    if let Some((label, behind)) = first.text.split_once(char::is_whitespace)
        && !behind.trim().is_empty()
    {
        let behind = behind.trim_start();
        if labels.is_label(label) {
            rejoined.push(part(&first, label), used);
            rest.push_front((Cow::Owned(part(&first, behind)), used));
            return;
        }
        // A character of 三、本年度办理结果, rotated, before a row's label.
        let word = behind.split_whitespace().next().unwrap_or_default();
        if label.chars().count() == 1
            && labels.is_fragment(label)
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

/// The longest run of lines that makes one complete label, with the values after it or the rest of the last
/// line: `审结 总计` ends one label and begins another. Returns the number of lines, the parts and the rest.
fn joined(
    labels: &Labels,
    lines: &[(Cow<'_, Paragraph>, usize)],
) -> Option<(usize, Vec<Paragraph>, Option<Paragraph>)> {
    let (first, _) = lines.first()?;
    let mut joined = String::new();
    let mut whole = None;
    for (count, (line, _)) in lines.iter().take(MOST_FRAGMENTS).enumerate() {
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
        // The end of the label, a quotation mark alone, may precede its values.
        let is_more = !head.is_empty() && (count == 0 || labels.starts_label(&format!("{joined}{head}")));
        let has_only_values = count > 0 && head.is_empty(); // values on a line of their own
        if !(is_more || has_only_values) {
            break;
        }
        joined.push_str(head);
        if !head.is_empty() && labels.is_label(&joined) {
            // The place of the label is where it begins.
            let figures = figures.iter().map(|figure| part(line, figure));
            let parts = std::iter::once(part(first, &joined)).chain(figures).collect();
            whole = Some((count + 1, parts, None));
        }
        // A row's values end its label.
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

/// The line without the values at its end, and those values.
pub fn split_figures(line: &str) -> (&str, Vec<&str>) {
    let mut head = line.trim_end();
    let mut figures = Vec::new();
    loop {
        let mut characters = head.char_indices().rev();
        let (rest, last) = match characters.by_ref().take(LONGEST_VALUE).find(|(_, c)| c.is_whitespace()) {
            Some((at, space)) => head.split_at(at + space.len_utf8()),
            None if characters.next().is_some() => break, // prose
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
    fn torn_labels_and_rows_are_rejoined() {
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
