//! Splits style sheets into rules, as browsers do: what cannot be read is passed over, at-rules count where they
//! hold on a screen. Nothing here takes more than linear time, and nested blocks are followed to a fixed depth.

use std::collections::HashMap;

/// At-rules within at-rules that are followed.
const DEPTH: usize = 8;

/// The screen on which a page is supposed to be seen, in pixels.
const WIDTH: u32 = 1280;
const HEIGHT: u32 = 720;

/// Media features of a desktop screen, each with its value.
const FEATURES: [(&str, &str); 16] = [
    ("any-hover", "hover"),
    ("any-pointer", "fine"),
    ("color", ""),
    ("display-mode", "browser"),
    ("forced-colors", "none"),
    ("hover", ""),
    ("hover", "hover"),
    ("orientation", "landscape"),
    ("overflow-block", "scroll"),
    ("pointer", ""),
    ("pointer", "fine"),
    ("prefers-color-scheme", "light"),
    ("prefers-contrast", "no-preference"),
    ("prefers-reduced-motion", "no-preference"),
    ("scripting", "enabled"),
    ("update", "fast"),
];

/// A rule: its selectors and its declarations, as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule<'a> {
    pub selectors: &'a str,
    pub block: &'a str,
    /// Rules in a later layer win over those in an earlier one, and those in none over all.
    pub layer: usize,
}

/// The layer of rules that are in none.
const NO_LAYER: usize = usize::MAX;

/// The rules of a sheet without comments that hold on a screen, in order.
pub(super) fn rules(sheet: &str) -> Vec<Rule<'_>> {
    let mut collected = Collected::default();
    collected.add(sheet, DEPTH, NO_LAYER);
    collected.rules
}

#[derive(Default)]
struct Collected<'a> {
    rules: Vec<Rule<'a>>,
    /// The number of each layer, in the order in which they are first named.
    layers: HashMap<&'a str, usize>,
    unnamed: usize,
}

impl<'a> Collected<'a> {
    fn layer(&mut self, name: &'a str) -> usize {
        let name = name.trim();
        let next = self.layers.len() + self.unnamed;
        if name.is_empty() {
            self.unnamed += 1;
            return next;
        }
        *self.layers.entry(name).or_insert(next)
    }

    fn add(&mut self, sheet: &'a str, depth: usize, layer: usize) {
        let mut rest = sheet;
        while let Some(end) = find(rest, &['{', ';', '}']) {
            let (prelude, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let mut after = after.chars();
            let mark = after.next();
            rest = after.as_str();
            if mark != Some('{') {
                // `@layer a, b;`, `@import …;`, or a loose brace
                for name in
                    prelude.trim().strip_prefix("@layer").into_iter().flat_map(|names| names.split(','))
                {
                    self.layer(name);
                }
                continue;
            }
            let end = find(rest, &['}']).unwrap_or(rest.len());
            let (block, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            rest = after.strip_prefix('}').unwrap_or(after);
            let prelude = prelude.trim();
            match prelude.strip_prefix('@') {
                Some(at_rule) if depth > 0 && holds(at_rule) => {
                    let layer = match at_rule.strip_prefix("layer") {
                        Some(name) => self.layer(name),
                        None => layer,
                    };
                    self.add(block, depth - 1, layer);
                }
                Some(_) => {}
                None => self.rules.push(Rule { selectors: prelude, block, layer }),
            }
        }
    }
}

/// Whether the rules in an at-rule hold on a screen.
fn holds(at_rule: &str) -> bool {
    let at_rule = at_rule.to_ascii_lowercase();
    let end = at_rule.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(at_rule.len());
    let (name, condition) = at_rule.split_at_checked(end).unwrap_or_default();
    match name {
        "media" => holds_on_screen(condition),
        // What is measured is most often as wide as the screen.
        "container" => {
            holds_on_screen(condition.find('(').and_then(|at| condition.get(at..)).unwrap_or_default())
        }
        "supports" => !condition.trim_start().starts_with("not"),
        name => name == "layer",
    }
}

/// Whether an at-rule holds rules, under a condition or none.
pub(super) fn has_rules(at_rule: &str) -> bool {
    let name = at_rule.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    ["media", "container", "supports", "layer"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a list of media queries holds on a screen.
pub(super) fn holds_on_screen(queries: &str) -> bool {
    let queries = queries.to_ascii_lowercase();
    queries.trim().is_empty()
        || queries.split(',').any(|query| {
            let query = query.trim();
            match query.strip_prefix("not ") {
                Some(query) => !query.split(" and ").all(holds_one),
                None => query.strip_prefix("only ").unwrap_or(query).split(" and ").all(holds_one),
            }
        })
}

fn holds_one(condition: &str) -> bool {
    let condition = condition.trim().trim_matches(['(', ')']);
    if condition.contains(['<', '>']) {
        return is_in_range(condition);
    }
    let (feature, value) = condition.split_once(':').unwrap_or((condition, ""));
    let (feature, value) = (feature.trim(), value.trim());
    match (feature, pixels(value)) {
        ("screen" | "all", _) => true,
        ("min-width", Some(width)) => width <= WIDTH,
        ("max-width", Some(width)) => width >= WIDTH,
        ("min-height", Some(height)) => height <= HEIGHT,
        ("max-height", Some(height)) => height >= HEIGHT,
        _ => FEATURES.contains(&(feature, value)),
    }
}

/// `width >= 600px`, `400px < width <= 700px`.
fn is_in_range(condition: &str) -> bool {
    let side = |text: &str| match text.trim_start_matches('=').trim() {
        "width" => Some(WIDTH),
        "height" => Some(HEIGHT),
        length => pixels(length),
    };
    let mut left = side(condition.split(['<', '>']).next().unwrap_or_default());
    condition.match_indices(['<', '>']).all(|(at, sign)| {
        let after = condition.get(at + 1..).unwrap_or_default();
        let right = side(after.split(['<', '>']).next().unwrap_or_default());
        let holds = match (left, right) {
            (Some(left), Some(right)) if left == right => after.starts_with('='),
            (Some(left), Some(right)) => (left < right) == (sign == "<"),
            _ => false,
        };
        left = right;
        holds
    })
}

/// A length in whole pixels.
fn pixels(length: &str) -> Option<u32> {
    let end = length.find(|c: char| !c.is_ascii_digit()).unwrap_or(length.len());
    let (number, unit) = length.split_at_checked(end)?;
    let number = number.parse::<u32>().ok()?;
    Some(if unit.ends_with("em") { number.saturating_mul(16) } else { number })
}

/// The parts of a text between separators that are not in quotes, brackets or blocks.
pub(super) fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let now = rest?;
        let end = find(now, &[separator]);
        let (part, after) = end
            .and_then(|end| now.split_at_checked(end))
            .map_or((now, None), |(part, after)| (part, after.strip_prefix(separator)));
        rest = after;
        Some(part)
    })
}

/// Where the first of these ASCII characters is that is not in quotes, brackets or a nested block.
pub(super) fn find(text: &str, wanted: &[char]) -> Option<usize> {
    let (mut quote, mut is_escaped) = (None, false);
    let (mut round, mut blocks) = (0_usize, 0_usize);
    for (at, character) in text.char_indices() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match character {
            '\\' => is_escaped = true,
            // A string ends with its line, as in browsers.
            _ if quote.is_some() => quote = quote.filter(|quote| *quote != character && character != '\n'),
            '"' | '\'' => quote = Some(character),
            _ if round == 0 && blocks == 0 && wanted.contains(&character) => return Some(at),
            '(' | '[' => round += 1,
            ')' | ']' => round = round.saturating_sub(1),
            // A block ends brackets that were left open before it.
            '{' => (round, blocks) = (0, blocks + 1),
            '}' => (round, blocks) = (0, blocks.saturating_sub(1)),
            _ => {}
        }
    }
    None
}

/// Adds the character that is escaped where a text begins, after the `\`; what follows it.
pub(super) fn unescape<'a>(escaped: &'a str, text: &mut String) -> &'a str {
    /// Hexadecimal digits of a character.
    const DIGITS: usize = 6;
    let is_hex = |c: &char| c.is_ascii_hexdigit();
    let digits = escaped.chars().take(DIGITS).take_while(is_hex).count();
    let (digits, rest) = escaped.split_at_checked(digits).unwrap_or(("", escaped));
    if let Ok(code) = u32::from_str_radix(digits, 16) {
        text.extend(char::from_u32(code));
        return rest.strip_prefix(' ').unwrap_or(rest);
    }
    let mut rest = rest.chars();
    text.extend(rest.next());
    rest.as_str()
}

/// A sheet without its comments.
pub(super) fn without_comments(sheet: &str) -> String {
    let mut text = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        text.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.replace("<!--", "").replace("-->", "")
}
