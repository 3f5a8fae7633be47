//! Splits style sheets into rules, as browsers do: what cannot be read is passed over, at-rules count where they
//! hold on a screen. Nothing here takes more than linear time, and nested blocks are followed to a fixed depth.

/// At-rules within at-rules that are followed.
const DEPTH: usize = 8;

/// The width of the screen on which a page is supposed to be seen, in pixels.
const SCREEN: u32 = 1280;

/// A rule: its selectors and its declarations, as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule<'a> {
    pub selectors: &'a str,
    pub block: &'a str,
}

/// The rules of a sheet without comments that hold on a screen, in order.
pub(super) fn rules(sheet: &str) -> Vec<Rule<'_>> {
    let mut rules = Vec::new();
    collect(sheet, DEPTH, &mut rules);
    rules
}

fn collect<'a>(sheet: &'a str, depth: usize, rules: &mut Vec<Rule<'a>>) {
    let mut rest = sheet;
    while let Some(end) = find(rest, &['{', ';', '}']) {
        let (prelude, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let mut after = after.chars();
        let mark = after.next();
        rest = after.as_str();
        if mark != Some('{') {
            continue; // `@import …;`, or a loose brace
        }
        let end = find(rest, &['}']).unwrap_or(rest.len());
        let (block, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        rest = after.strip_prefix('}').unwrap_or(after);
        let prelude = prelude.trim();
        match prelude.strip_prefix('@') {
            Some(at_rule) if depth > 0 && holds(at_rule) => collect(block, depth - 1, rules),
            Some(_) => {}
            None => rules.push(Rule { selectors: prelude, block }),
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
        "supports" => !condition.trim_start().starts_with("not"),
        name => name == "layer",
    }
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
    let (feature, value) = condition.split_once(':').unwrap_or((condition, ""));
    let number: String = value.trim().chars().take_while(char::is_ascii_digit).collect();
    match (feature.trim(), number.parse::<u32>()) {
        ("screen" | "all", _) => true,
        ("min-width", Ok(width)) => width <= SCREEN,
        ("max-width", Ok(width)) => width >= SCREEN,
        _ => false,
    }
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
fn find(text: &str, wanted: &[char]) -> Option<usize> {
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
