//! Names of sheets, and the defined names that mark ranges for our reader.
//!
//! `repconv_table_1` covers the rows of a table, `repconv_date_1` the line with the date, and so on.
//! Each figure of the form is also named by its address, for formulas in other workbooks. Excel updates the
//! names when rows are inserted or moved.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::area::Area;
use crate::model::address::Address;
use crate::model::document::{Role, Table};
use crate::model::set_aside;

/// The sheet with the text.
pub const TEXT_SHEET: &str = "正文";
pub const COVER_SHEET: &str = "封面";
pub const FINDINGS_SHEET: &str = "检查结果";
/// The hidden sheet with the report as JSON.
pub const COPY_SHEET: &str = "repconv";
/// Characters that Excel allows in a sheet's name.
const NAME_LIMIT: usize = 31;

/// The line in the text that refers to the sheet of a statutory table.
pub fn anchor(sheet: &str) -> String {
    format!("〔见工作表“{sheet}”〕")
}

/// A name for each table's sheet: its title without number, shortened, unique.
pub fn sheet_names(tables: &[&Table]) -> Vec<String> {
    let own = [TEXT_SHEET, COVER_SHEET, FINDINGS_SHEET, set_aside::SHEET, COPY_SHEET];
    let mut taken: HashSet<String> = own.map(str::to_lowercase).into();
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut names = Vec::with_capacity(tables.len());
    for (table, number) in tables.iter().zip(1..) {
        let title = table.title.as_deref().map(sheet_name).filter(|name| !name.is_empty());
        let name = title.unwrap_or_else(|| format!("表{number}"));
        let count = counts.entry(name.to_lowercase()).or_insert(0);
        let unique = loop {
            *count += 1;
            let suffix = if *count == 1 { String::new() } else { format!("（{count}）") };
            let unique = shorten(&name, NAME_LIMIT - suffix.chars().count()) + &suffix;
            if taken.insert(unique.to_lowercase()) {
                break unique;
            }
        };
        names.push(unique);
    }
    names
}

fn sheet_name(title: &str) -> String {
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c);
    let unnumbered = title.trim().trim_start_matches(is_numeral);
    let title = if unnumbered.len() < title.trim().len() { unnumbered.strip_prefix('、') } else { None }
        .unwrap_or(title);
    let allowed = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control();
    let name: String = title.chars().filter(allowed).collect();
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = shorten(&words.join(" "), NAME_LIMIT);
    // Excel reserves this name.
    if name.eq_ignore_ascii_case("history") { format!("{name}_") } else { name }
}

/// The first characters, up to `limit` UTF-16 units.
fn shorten(name: &str, limit: usize) -> String {
    let mut units = 0;
    let kept = name.chars().take_while(|c| {
        units += c.len_utf16();
        units <= limit
    });
    kept.collect::<String>().trim_end().to_owned()
}

/// Defined names under construction.
#[derive(Debug, Default)]
pub struct Marks {
    counts: BTreeMap<&'static str, u32>,
    names: Vec<(String, String)>,
    /// Figures that have a name, by the name in small letters.
    named: BTreeSet<String>,
}

/// Characters of the longest name.
const LONGEST_NAME: usize = 255;

/// The name of a figure: its address, `requests.received.total`.
pub fn of_figure(address: Address) -> Option<String> {
    allowed(&[address.table, address.row, address.column].join("."))
}

/// The name with `_` for the signs that no name may have; `None` if it is too long.
pub fn allowed(name: &str) -> Option<String> {
    let is_allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let mut name: String = name.chars().map(|c| if is_allowed(c) { c } else { '_' }).collect();
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        name.insert(0, '_');
    }
    (name.chars().count() <= LONGEST_NAME).then_some(name)
}

impl Marks {
    pub fn add(&mut self, kind: &'static str, sheet: &str, area: Area) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        self.names.push((format!("repconv_{kind}_{count}"), format!("='{sheet}'!{}", area.absolute())));
    }

    /// Names a figure by its address, `requests.received.total`; the same table twice is named once.
    pub fn add_figure(&mut self, address: Address, sheet: &str, area: Area) {
        let Some(name) = of_figure(address) else { return };
        if self.named.insert(name.to_lowercase()) {
            self.names.push((name, format!("='{sheet}'!{}", area.first())));
        }
    }

    /// Marks a line, if its role has a name.
    pub fn add_line(&mut self, role: Role, row: u32) {
        let kind = match role {
            Role::Body | Role::Navigation => return,
            Role::Title => "title",
            Role::Heading(1) => "heading1",
            Role::Heading(2) => "heading2",
            Role::Heading(3) => "heading3",
            Role::Heading(4) => "heading4",
            Role::Heading(_) => "heading5",
            Role::Note => "note",
            Role::Signature => "signature",
            Role::Date => "date",
        };
        self.add(kind, TEXT_SHEET, Area { top: row, left: 0, bottom: row, right: 0 });
    }

    /// Names with their references.
    pub fn into_names(self) -> Vec<(String, String)> {
        self.names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_named_after_their_tables() {
        let table = |title: &str| Table { title: Some(title.to_owned()), ..Table::default() };
        let tables = [
            table("二、主动公开政府信息情况"),
            table("主动公开政府信息情况"),
            table("十一、a/b:[c]*?'\\"),
            table(""),
            table("正文"),
            table(&"长".repeat(40)),
            table("一二三"),
        ];
        let names = sheet_names(&tables.iter().collect::<Vec<_>>());
        let long = "长".repeat(31);
        let expected =
            ["主动公开政府信息情况", "主动公开政府信息情况（2）", "abc", "表4", "正文（2）", &long, "一二三"];
        assert_eq!(names, expected);
    }
}
