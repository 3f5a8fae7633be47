//! Lines to paragraphs.

use super::geometry::{Bounds, clustered, nearest};
use super::line::Line;

/// A paragraph, or the part of one that is on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    pub text: String,
    pub bounds: Bounds,
    /// The number of its first line in what the lines were taken from.
    pub line: usize,
    /// Whether it starts at the margin, as the rest of a paragraph does.
    pub starts_flush: bool,
    /// Whether its last line is full, so that it may go on.
    pub ends_full: bool,
    pub size: f64,
}

/// What most lines of a column have: where they begin and end, how large they are and how far apart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    pub left: f64,
    pub right: f64,
    pub size: f64,
    /// From one baseline to the next, in ems.
    pub pitch: f64,
    /// Whether paragraphs begin with an indent.
    pub is_indented: bool,
    /// How many lines end at the right.
    pub full: usize,
}

/// As many lines that end at one place show that the text ends there.
const FULL_LINES: usize = 3;

impl Measure {
    pub fn of<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Self {
        let size = most_common(lines.clone().map(|line| line.size), 0.3).unwrap_or(10.0);
        let body = lines.filter(|line| (line.size - size).abs() < 0.12 * size);
        let left = edge(&body.clone().map(|line| line.bounds.left).collect::<Vec<f64>>(), size);
        let right = -edge(&body.clone().map(|line| -line.bounds.right).collect::<Vec<f64>>(), size);
        let next = body.clone().zip(body.clone().skip(1));
        let pitches = next.map(|(a, b)| (b.baseline - a.baseline) / size);
        let pitch = most_common(pitches.filter(|pitch| (0.9..3.5).contains(pitch)), 0.06).unwrap_or(1.6);
        let indented = body.clone().filter(|line| line.bounds.left - left > 1.2 * size).count();
        let full = body.clone().filter(|line| right - line.bounds.right < 0.8 * size).count();
        let flush = body.filter(|line| line.bounds.left - left < 0.8 * size).count();
        Self { left, right, size, pitch, is_indented: indented > 0 && indented * 12 >= flush, full }
    }

    /// The measure on a page whose tables end at `edge`: a few lines, or short ones, do not show how wide the text is,
    /// so that the longest of them would seem to go on in the next.
    pub fn reaching(self, edge: f64) -> Self {
        let is_narrow = self.right - self.left < 0.7 * (edge - self.left);
        if self.full < FULL_LINES || is_narrow { Self { right: self.right.max(edge), ..self } } else { self }
    }

    /// The measure of a page whose document has this one.
    pub fn widened(self, whole: &Self) -> Self {
        let is_like = (self.size - whole.size).abs() < 0.12 * whole.size;
        let right = if is_like { self.right.max(whole.right) } else { self.right };
        let left = if is_like { self.left.min(whole.left) } else { self.left };
        Self { left, right, is_indented: self.is_indented || whole.is_indented, ..self }
    }

    fn is_full(&self, line: &Line) -> bool {
        line.bounds.right > 2.3_f64.mul_add(-line.size, self.right)
    }

    fn is_flush(&self, line: &Line) -> bool {
        line.bounds.left < 0.9_f64.mul_add(line.size, self.left)
    }

    fn is_centred(&self, line: &Line) -> bool {
        let (left, right) = (line.bounds.left - self.left, self.right - line.bounds.right);
        left > 1.5 * line.size && (left - right).abs() < 1.5 * line.size
    }
}

/// The outermost position at which several lines begin.
fn edge(lefts: &[f64], size: f64) -> f64 {
    let positions = clustered(lefts.to_vec(), 0.4 * size);
    let mut counts = vec![0_usize; positions.len()];
    for left in lefts {
        counts.get_mut(nearest(&positions, *left)).into_iter().for_each(|count| *count += 1);
    }
    let least = (lefts.len() / 20).max(2);
    let outermost = positions.iter().zip(counts).find(|(_, count)| *count >= least);
    outermost.map(|(position, _)| *position).or_else(|| positions.first().copied()).unwrap_or_default()
}

fn most_common(values: impl Iterator<Item = f64>, tolerance: f64) -> Option<f64> {
    let values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    let positions = clustered(values.clone(), tolerance);
    let mut counts = vec![0_usize; positions.len()];
    for value in &values {
        counts.get_mut(nearest(&positions, *value)).into_iter().for_each(|count| *count += 1);
    }
    positions.iter().zip(counts).max_by_key(|(_, count)| *count).map(|(position, _)| *position)
}

/// The paragraphs of lines that follow each other in a column, each with its number.
pub fn paragraphs(lines: &[(usize, Line)], measure: &Measure) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<(&Line, usize)> = None;
    for (number, line) in lines {
        let text = line.text();
        let goes_on = before.is_some_and(|(before, count)| continues(before, count, line, measure));
        let count = match (paragraphs.last_mut(), before) {
            (Some(open), Some((_, count))) if goes_on && !begins_item(open, &text) => {
                append(&mut open.text, &text);
                open.bounds = open.bounds.union(line.bounds);
                open.ends_full = measure.is_full(line);
                count + 1
            }
            _ => {
                paragraphs.push(Paragraph {
                    text,
                    bounds: line.bounds,
                    line: *number,
                    starts_flush: measure.is_flush(line),
                    ends_full: measure.is_full(line),
                    size: line.size,
                });
                1
            }
        };
        before = Some((line, count));
    }
    paragraphs
}

/// Whether a line is the rest of the paragraph of the line before it, which has `count` lines so far.
fn continues(before: &Line, count: usize, line: &Line, measure: &Measure) -> bool {
    if (before.size - line.size).abs() > 0.12 * before.size {
        return false;
    }
    let pitch = (line.baseline - before.baseline) / line.size.max(0.1);
    if pitch <= 0.3 || pitch > (1.3 * measure.pitch).max(1.3) {
        return false;
    }
    let is_title = line.size > 1.15 * measure.size;
    if is_title && measure.is_centred(line) {
        return true;
    }
    let is_beside = (line.bounds.left - before.bounds.left).abs() < 0.4 * line.size;
    let at_margin = measure.is_flush(line) || is_beside && (count > 1 || !measure.is_indented);
    measure.is_full(before) && at_margin
}

/// Whether a line begins something new after a paragraph that is complete.
fn begins_item(before: &Paragraph, text: &str) -> bool {
    let is_complete = before.text.ends_with(['。', '；', '：', '！', '？', ';', ':']);
    is_complete && begins_numbered(text)
}

/// Whether a text begins with a number of its own.
pub fn begins_numbered(text: &str) -> bool {
    let number = text.trim_start_matches(['（', '(']);
    let rest = number.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    rest.len() < number.len() && rest.starts_with(['、', '）', ')', '.', '．'])
}

/// Adds a line to a text; only words of letters have a space between them.
pub fn append(text: &mut String, line: &str) {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if is_letter(text.chars().next_back()) && is_letter(line.chars().next()) {
        text.push(' ');
    }
    text.push_str(line);
}

impl Paragraph {
    /// Whether `next`, which is first on the next page, is the rest of this paragraph, which is last on its page.
    pub fn goes_on_in(&self, next: &Self, measure: &Measure) -> bool {
        self.ends_full
            && next.starts_flush
            && (self.size - next.size).abs() < 0.12 * self.size
            && !begins_item(self, &next.text)
            && (measure.is_indented || !self.text.ends_with(['。', '！', '？', '；', '：']))
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::text_at;
    use super::*;

    fn texts(lines: &[(&str, f64, f64)]) -> Vec<String> {
        let lines: Vec<(usize, Line)> = lines
            .iter()
            .enumerate()
            .filter_map(|(at, &(text, left, baseline))| {
                Line::of(text_at(text, left, baseline, 10.0, 0.0)).map(|line| (at, line))
            })
            .collect();
        let measure = Measure::of(lines.iter().map(|(_, line)| line));
        paragraphs(&lines, &measure).into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn an_indent_begins_a_paragraph() {
        let lines = [
            ("一、总体情况", 20.0, 10.0),
            ("各级行政机关全面贯彻", 20.0, 26.0),
            ("落实条例，公开信息一", 0.0, 42.0),
            ("百二十条。", 0.0, 58.0),
            ("下一段的文字也很长很", 20.0, 74.0),
            ("长。", 0.0, 90.0),
        ];
        let want = [
            "一、总体情况",
            "各级行政机关全面贯彻落实条例，公开信息一百二十条。",
            "下一段的文字也很长很长。",
        ];
        assert_eq!(texts(&lines), want);
    }

    #[test]
    fn the_longest_of_a_few_short_lines_is_not_full() {
        let lines: Vec<(usize, Line)> =
            [("某县水务局年度报告", 10.0), ("一、总体情况", 26.0), ("工作有序。", 42.0)]
                .iter()
                .enumerate()
                .filter_map(|(at, (text, baseline))| {
                    Some((at, Line::of(text_at(text, 0.0, *baseline, 10.0, 0.0))?))
                })
                .collect();
        let measure = Measure::of(lines.iter().map(|(_, line)| line)).reaching(400.0);
        let texts = paragraphs(&lines, &measure).into_iter().map(|paragraph| paragraph.text);
        assert_eq!(texts.collect::<Vec<_>>(), ["某县水务局年度报告", "一、总体情况", "工作有序。"]);
    }

    #[test]
    fn white_space_above_begins_one_too() {
        let lines = [
            ("各级行政机关全面贯彻", 0.0, 10.0),
            ("落实条例公开信息工作", 0.0, 26.0),
            ("下一段的文字也很长很", 0.0, 62.0),
            ("长。", 0.0, 78.0),
        ];
        assert_eq!(texts(&lines), ["各级行政机关全面贯彻落实条例公开信息工作", "下一段的文字也很长很长。"]);
    }
}
