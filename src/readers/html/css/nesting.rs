//! Writes nested rules out as plain ones, as browsers read them: a selector within a block is below the selectors
//! of the block, or where it says `&`.

use super::parser;

/// Blocks within blocks that are followed.
const DEPTH: usize = 12;

/// Bytes of selectors that are written out; lists within lists multiply.
const WRITTEN: usize = 1 << 21;

/// A style sheet of plain rules.
#[derive(Debug, Default)]
pub(super) struct Plain {
    pub text: String,
    written: usize,
    /// Whether some rules were left out for their number or depth.
    pub is_cut: bool,
}

/// Whether rules of a sheet are within others.
pub(super) fn has_nested(sheet: &str) -> bool {
    let mut start = 0;
    let mut quote = None;
    // For each open block, whether it is that of a rule.
    let mut open = Vec::new();
    for (at, byte) in sheet.bytes().enumerate() {
        match byte {
            _ if quote.is_some() => quote = quote.filter(|quote| *quote != byte && byte != b'\n'),
            b'"' | b'\'' => quote = Some(byte),
            b'{' => {
                let prelude = sheet.get(start..at).unwrap_or_default().trim_start();
                if open.last() == Some(&true) || prelude.starts_with("@scope") {
                    return true;
                }
                open.push(!prelude.starts_with('@'));
                start = at + 1;
            }
            b'}' => {
                open.pop();
                start = at + 1;
            }
            b';' => start = at + 1,
            _ => {}
        }
    }
    false
}

impl Plain {
    /// Adds the rules of a sheet.
    pub fn of(sheet: &str) -> Self {
        let mut plain = Self::default();
        plain.add(sheet, None, DEPTH);
        plain
    }

    /// Adds what is in a block; `parent` has the selectors of the rule that it is in.
    fn add(&mut self, block: &str, parent: Option<&str>, depth: usize) {
        let mut declarations = String::new();
        let mut rest = block;
        while let Some(end) = parser::find(rest, &['{', ';', '}']) {
            let (prelude, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let mut after = after.chars();
            let mark = after.next();
            rest = after.as_str();
            if mark != Some('{') {
                if parent.is_none() && prelude.trim_start().starts_with("@layer") {
                    self.text.extend([prelude, ";"]); // the order of layers
                }
                declarations.push_str(prelude);
                declarations.push(';');
                continue;
            }
            let end = parser::find(rest, &['}']).unwrap_or(rest.len());
            let (inner, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            rest = after.strip_prefix('}').unwrap_or(after);
            self.declare(parent, &mut declarations);
            match depth.checked_sub(1) {
                Some(depth) => self.add_rule(prelude.trim(), inner, parent, depth),
                None => self.is_cut = true,
            }
        }
        declarations.push_str(rest);
        self.declare(parent, &mut declarations);
    }

    fn add_rule(&mut self, prelude: &str, block: &str, parent: Option<&str>, depth: usize) {
        match prelude.strip_prefix('@') {
            None => {
                let selectors = match parent {
                    Some(parent) => self.below(parent, prelude),
                    None => Some(prelude.to_owned()),
                };
                match selectors {
                    Some(selectors) => self.add(block, Some(&selectors), depth),
                    None => self.is_cut = true,
                }
            }
            Some(at_rule) if at_rule.starts_with("scope") => {
                let root = at_rule.split_once('(').and_then(|(_, root)| parser::split(root, ')').next());
                let root = root.map(|root| format!(":where({root})"));
                self.add(block, root.as_deref().or(parent), depth);
            }
            Some(at_rule) if parser::has_rules(at_rule) => {
                self.text.push_str(prelude);
                self.text.push('{');
                self.add(block, parent, depth);
                self.text.push('}');
            }
            Some(_) => {}
        }
    }

    /// Writes declarations as a rule of their own; those in no rule are left out.
    fn declare(&mut self, selectors: Option<&str>, declarations: &mut String) {
        if let Some(selectors) = selectors.filter(|_| !declarations.trim().is_empty()) {
            self.written = self.written.saturating_add(selectors.len());
            if self.written > WRITTEN {
                self.is_cut = true;
            } else {
                self.text.extend([selectors, "{", declarations.as_str(), "}"]);
            }
        }
        declarations.clear();
    }

    /// The selectors of a rule within another; `None` where there are too many.
    fn below(&mut self, parents: &str, selectors: &str) -> Option<String> {
        let mut all = String::new();
        for selector in parser::split(selectors, ',') {
            for parent in parser::split(parents, ',') {
                if !all.is_empty() {
                    all.push(',');
                }
                nest(parent.trim(), selector.trim(), &mut all);
                if self.written.saturating_add(all.len()) > WRITTEN {
                    return None;
                }
            }
        }
        self.written = self.written.saturating_add(all.len());
        Some(all)
    }
}

/// Adds a selector as it is within the rule of another.
fn nest(parent: &str, selector: &str, all: &mut String) {
    let start = all.len();
    let (mut quote, mut brackets) = (None, 0_usize);
    let (mut before, mut has_parent) = (None, false);
    for character in selector.chars() {
        match character {
            _ if quote.is_some() => quote = quote.filter(|quote| *quote != character),
            '"' | '\'' => quote = Some(character),
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            '&' if brackets == 0 => {
                has_parent = true;
                let is_first = before.is_none_or(|c: char| c.is_whitespace() || ">+~(,".contains(c));
                if is_first {
                    all.push_str(parent);
                } else {
                    all.extend([":is(", parent, ")"]);
                }
                before = Some(character);
                continue;
            }
            _ => {}
        }
        all.push(character);
        before = Some(character);
    }
    if !has_parent {
        all.insert(start, ' ');
        all.insert_str(start, parent);
    }
}
