//! The blocks of Markdown, line by line: what marks headings, rules, fences, quotes and lists is taken out, HTML and
//! front matter are set apart. Lines keep their numbers.

use std::collections::BTreeMap;

use super::super::markdown::{heading, is_rule};
use crate::model::document::Property;
use crate::model::text;

/// Replaces a piece of HTML, on a line of its own.
pub const MARKER: &str = "◇";
/// A line that begins so is a paragraph.
const INDENT: &str = "\u{3000}\u{3000}";
/// Lines of the longest front matter.
const LONGEST_FRONT_MATTER: usize = 100;
/// Lines of the longest comment.
const LONGEST_COMMENT: usize = 200;
/// Characters of the longest heading that dashes may underline.
const LONGEST_HEADING: usize = 40;
/// Elements with which a piece of HTML begins.
const BLOCKS: [&str; 16] = [
    "table", "div", "p", "center", "section", "article", "details", "figure", "html", "ul", "ol", "dl", "h1",
    "h2", "h3", "h4",
];
/// Keys of front matter, and the names that pages give to the same.
const KEYS: [(&str, &str); 4] =
    [("title", "title"), ("date", "PubDate"), ("author", "Author"), ("keywords", "Keywords")];

/// A text without what marks its blocks.
#[derive(Debug, Default)]
pub struct Page {
    pub text: String,
    /// The levels of headings, by the number of their line.
    pub headings: BTreeMap<u32, u8>,
    /// Pieces of HTML, by the number of their first line.
    pub html: BTreeMap<u32, String>,
    pub head: Vec<Property>,
}

impl Page {
    pub fn of(text: &str) -> Self {
        let mut page = Self::default();
        let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
        let mut plain: Vec<String> = Vec::with_capacity(lines.len());
        let mut at = page.front_matter(&lines);
        plain.resize(at, String::new());
        while let Some(line) = lines.get(at) {
            let rest = lines.get(at..).unwrap_or_default();
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let passed = if let Some(passed) = comment(rest) {
                passed
            } else if let Some(passed) = piece(rest) {
                let piece = rest.get(..passed).unwrap_or_default().join("\n");
                page.html.insert(number, piece);
                plain.push(format!("{INDENT}{MARKER}"));
                plain.resize(at + passed, String::new());
                passed
            } else {
                let level = underlined(&lines, at);
                plain.push(page.line(line, number, level));
                if level.is_some() { 2 } else { 1 }
            };
            at += passed;
            plain.resize(at, String::new());
        }
        page.text = plain.join("\n");
        page
    }

    /// The front matter at the start of a text; how many lines it has.
    fn front_matter(&mut self, lines: &[&str]) -> usize {
        if lines.first().is_none_or(|line| line.trim_start_matches('\u{feff}').trim_end() != "---") {
            return 0;
        }
        let ahead = lines.iter().take(LONGEST_FRONT_MATTER).skip(1);
        let Some(length) = ahead.clone().position(|line| matches!(line.trim_end(), "---" | "...")) else {
            return 0;
        };
        let is_key = |line: &&&str| {
            let line = line.trim_start();
            line.is_empty() || line.starts_with(['-', '#']) || line.contains(": ") || line.ends_with(':')
        };
        if !ahead.clone().take(length).all(|line| is_key(&line)) {
            return 0;
        }
        for line in ahead.take(length) {
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = text::clean(value.trim().trim_matches(['"', '\'']));
            let key = key.trim();
            if !value.is_empty() && !key.starts_with(['-', '#']) {
                let known = KEYS.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
                let name = known.map_or(key, |(_, name)| name).to_owned();
                self.head.push(Property { name, text: value });
            }
        }
        length + 2
    }

    /// A line without what marks its block.
    fn line(&mut self, line: &str, number: u32, underlined: Option<u8>) -> String {
        if line.starts_with(INDENT) || line.contains('\t') {
            return line.to_owned();
        }
        let trimmed = line.trim_matches(' ');
        if let Some(level) = underlined {
            self.headings.insert(number, level);
            return trimmed.to_owned();
        }
        if is_rule(trimmed) || is_fence(trimmed) || closes(trimmed) {
            return String::new();
        }
        if let Some((level, words)) = heading(trimmed) {
            self.headings.insert(number, level);
            return words.to_owned();
        }
        let mut words = line;
        while let Some(inner) = words.trim_start_matches(' ').strip_prefix("> ") {
            words = inner;
        }
        if words.trim_start_matches(' ') == ">" {
            return String::new();
        }
        let item =
            ["- ", "* ", "+ "].iter().find_map(|sign| words.trim_start_matches(' ').strip_prefix(sign));
        // A line of dashes apart heads an aligned table.
        let item = item.filter(|item| item.contains(|c: char| !matches!(c, '-' | '*' | '+' | ' ')));
        let words = item.unwrap_or(words);
        words.strip_suffix('\\').unwrap_or(words).to_owned()
    }
}

fn is_fence(line: &str) -> bool {
    ["```", "~~~"].iter().any(|fence| {
        line.strip_prefix(fence)
            .is_some_and(|info| !info.contains('`') && !info.contains('~') && !info.contains('|'))
    })
}

/// The level of a heading with a line of `=` or `-` below it.
fn underlined(lines: &[&str], at: usize) -> Option<u8> {
    let line = lines.get(at)?.trim();
    let below = lines.get(at + 1)?.trim();
    let above =
        at.checked_sub(1).and_then(|above| lines.get(above)).is_none_or(|above| above.trim().is_empty());
    let is_words = !line.is_empty()
        && !line.contains(['|', '\t'])
        && !line.ends_with(['。', '；', '，', '.', ';', ','])
        && line.chars().nth(LONGEST_HEADING).is_none()
        && heading(line).is_none()
        && !is_rule(line)
        && !line.starts_with(['>', '<', '`', '-']);
    let only = |sign: char| below.len() > 2 && below.chars().all(|c| c == sign);
    let level = if only('=') { Some(1) } else { only('-').then_some(2) };
    level.filter(|_| above && is_words)
}

/// The lines of a comment that begins here.
fn comment(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?.trim_start().strip_prefix("<!--")?;
    if let Some((_, after)) = first.split_once("-->") {
        return after.trim().is_empty().then_some(1);
    }
    let end = lines.iter().skip(1).take(LONGEST_COMMENT).position(|line| line.contains("-->"))?;
    let after = lines.get(end + 1)?.split_once("-->")?.1;
    after.trim().is_empty().then_some(end + 2)
}

/// The lines of a piece of HTML that begins here: a table to its end, anything else to a blank line, for there may be
/// Markdown in it.
fn piece(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?.trim_start();
    if first.starts_with(['|', '`']) || !first.contains('<') {
        return None;
    }
    let lower = first.to_ascii_lowercase();
    let name = if lower.starts_with('<') { element(&lower) } else { None };
    let name = if count(&lower, "<table") > 0 { "table" } else { name? };
    // What is hidden is so to its end.
    let is_whole = name == "table" || ["hidden", "none"].iter().any(|sign| lower.contains(sign));
    let (opening, closing) = (format!("<{name}"), format!("</{name}"));
    let mut open = 0usize;
    for (at, line) in lines.iter().enumerate() {
        let is_unclosed = is_whole && at > 0 && heading(line.trim()).is_some();
        if is_unclosed || !is_whole && line.trim().is_empty() {
            return Some(at);
        }
        let line = line.to_ascii_lowercase();
        if !is_whole && count(&line, "<table") > 0 {
            return Some(at);
        }
        open = (open + count(&line, &opening)).saturating_sub(count(&line, &closing));
        if open == 0 {
            return Some(at + 1);
        }
    }
    Some(lines.len())
}

/// Whether a line has nothing but the ends of elements that enclose Markdown.
fn closes(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("</")
        && line
            .split('<')
            .skip(1)
            .all(|tag| tag.trim_end().ends_with('>') && tag.trim_end().matches('>').count() == 1)
        && line.split('<').skip(1).all(|tag| tag.starts_with('/'))
}

/// The name of the element at the start of a line, if pieces begin with it.
fn element(line: &str) -> Option<&'static str> {
    let tag = line.strip_prefix('<')?;
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    BLOCKS.into_iter().find(|block| *block == name)
}

/// How often a tag occurs: `<p` is not in `<pre`.
fn count(line: &str, tag: &str) -> usize {
    line.match_indices(tag)
        .filter(|(at, _)| {
            let after = line.get(at + tag.len()..).and_then(|rest| rest.chars().next());
            after.is_none_or(|c| !c.is_ascii_alphanumeric())
        })
        .count()
}
