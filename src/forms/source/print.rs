//! Prints a form as TOML: aligned, groups within groups, a line for each row and column.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::{BlockSource, FormSource, LineSource, TableSource};
use crate::forms::language::names;
use crate::model::finding::Severity;
use crate::model::form::{Kind, Layout, Presence};

/// Groups within groups that are written as such; the labels of deeper ones are joined with `/`.
const DEEPEST: usize = 8;

impl FormSource {
    /// The text of the form.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        for comment in &self.comments {
            line(&mut text, &format!("# {}", comment.replace(char::is_control, " ")));
        }
        if !self.comments.is_empty() {
            text.push('\n');
        }
        pairs(
            &mut text,
            &[
                ("id", Some(quoted(&self.id))),
                ("name", Some(quoted(&self.name))),
                ("title", Some(list(&self.titles))),
                ("years", Some(years(self.years))),
                ("basis", self.basis.as_deref().map(quoted)),
                ("period", self.period.map(|period| quoted(names::period(period)))),
            ],
        );
        if let Some(disclosure) = self.disclosure {
            line(&mut text, "\n[disclosure]");
            pairs(
                &mut text,
                &[("fee_statement_since", disclosure.fee_statement_since.map(|year| year.to_string()))],
            );
        }
        for section in &self.sections {
            line(&mut text, "\n[[section]]");
            pairs(
                &mut text,
                &[
                    ("id", Some(quoted(&section.id))),
                    ("heading", Some(quoted(&section.heading))),
                    ("words", Some(list(&section.words))),
                ],
            );
        }
        for table in &self.tables {
            self.table(table, &mut text);
        }
        text
    }

    fn table(&self, table: &TableSource, text: &mut String) {
        text.push('\n');
        if let Some(comment) = &table.comment {
            line(text, &format!("# {}", comment.replace(char::is_control, " ")));
        }
        line(text, "[[table]]");
        let of_section = self.sections.iter().find(|section| Some(&section.id) == table.section.as_ref());
        let has_own_title = of_section.is_none_or(|section| section.heading != table.title);
        let optional = |value: &Option<String>| value.as_deref().map(quoted);
        pairs(
            text,
            &[
                ("id", Some(quoted(&table.id))),
                ("section", optional(&table.section)),
                ("title", has_own_title.then(|| quoted(&table.title))),
                ("name", (table.name != table.title).then(|| quoted(&table.name))),
                ("layout", is_given(table.layout).then(|| quoted(names::layout(table.layout)))),
                ("unit", optional(&table.unit)),
                ("corner", optional(&table.corner)),
                ("rows", optional(&table.records)),
            ],
        );
        match table.blocks.as_slice() {
            [block] if table.records.is_some() => list_of("columns", &block.columns, text),
            [block] if block.clause.is_none() => lines_of(block, text),
            blocks => {
                for block in blocks {
                    line(text, "\n[[table.block]]");
                    pairs(text, &[("clause", optional(&block.clause))]);
                    lines_of(block, text);
                }
            }
        }
        for sum in &table.sums {
            line(text, "\n[[table.sum]]");
            pairs(text, &[("kind", Some(quoted(&sum.kind))), (&sum.axis, Some(quoted(&sum.rule)))]);
        }
        for relation in &table.relations {
            line(text, "\n[[table.relation]]");
            pairs(
                text,
                &[
                    ("rule", Some(quoted(&relation.rule))),
                    ("says", optional(&relation.says)),
                    (
                        "level",
                        (relation.level != Severity::Error).then(|| quoted(names::level(relation.level))),
                    ),
                ],
            );
        }
    }
}

fn lines_of(block: &BlockSource, text: &mut String) {
    for (key, lines) in [("columns", &block.columns), ("rows", &block.rows)] {
        list_of(key, lines, text);
    }
}

fn list_of(key: &str, lines: &[LineSource], text: &mut String) {
    line(text, &format!("{key} = ["));
    print_lines(lines, key, 0, text);
    line(text, "]");
}

/// Whether the layout of a table is written: a grid and records are what its rows say.
const fn is_given(layout: Layout) -> bool {
    !matches!(layout, Layout::Grid | Layout::Records)
}

/// The lines of one group, those of groups within it further in.
fn print_lines(lines: &[LineSource], key: &str, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth + 1);
    let group = |line: &LineSource| line.path.get(depth).filter(|_| depth < DEEPEST).cloned();
    for part in lines.chunk_by(|a, b| group(a) == group(b)) {
        let Some(label) = part.first().and_then(group) else {
            let widths = Widths::of(part);
            for one in part {
                line(text, &format!("{indent}{},", print_line(one, depth, &widths)));
            }
            continue;
        };
        line(text, &format!("{indent}{{ group = {}, {key} = [", quoted(&escaped(&label))));
        print_lines(part, key, depth + 1, text);
        line(text, &format!("{indent}] }},"));
    }
}

/// The widths of what is before the labels of lines.
struct Widths {
    id: usize,
    no: usize,
}

impl Widths {
    fn of(lines: &[LineSource]) -> Self {
        let widest = |width: fn(&LineSource) -> usize| lines.iter().map(width).max().unwrap_or(0);
        Self { id: widest(|line| quoted(&line.id).width()), no: widest(|line| number(line).len()) }
    }
}

fn number(line: &LineSource) -> String {
    line.no.map(|no| format!(" no = {no},")).unwrap_or_default()
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn print_line(line: &LineSource, depth: usize, widths: &Widths) -> String {
    let id = padded(&format!("{},", quoted(&line.id)), widths.id + 1);
    let no = padded(&number(line), widths.no);
    let rest = line.path.get(depth..).unwrap_or_default();
    let levels: Vec<String> = rest.iter().chain([&line.label]).map(|label| escaped(label)).collect();
    let mut pairs = vec![format!("id = {id}{no} label = {}", quoted(&levels.join("/")))];
    if !line.also.is_empty() {
        pairs.push(format!("also = {}", list(&line.also)));
    }
    if line.number != Kind::Count {
        pairs.push(format!("number = {}", quoted(names::number(line.number))));
    }
    if line.presence != Presence::Required {
        pairs.push(format!("presence = {}", quoted(names::presence(line.presence))));
    }
    pairs.extend(line.unit.as_ref().map(|unit| format!("unit = {}", quoted(unit))));
    if !line.choices.is_empty() {
        pairs.push(format!("choices = {}", list(&line.choices)));
    }
    format!("{{ {} }}", pairs.join(", "))
}

/// Keys with their values, the equals signs one below another; those without a value are left out.
fn pairs(text: &mut String, pairs: &[(&str, Option<String>)]) {
    let given = || pairs.iter().filter_map(|(key, value)| Some((key, value.as_ref()?)));
    let width = given().map(|(key, _)| key.len()).max().unwrap_or(0);
    for (key, value) in given() {
        line(text, &format!("{key:width$} = {value}"));
    }
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn years((from, to): (u16, u16)) -> String {
    if to == u16::MAX { format!("{{ from = {from} }}") } else { format!("{{ from = {from}, to = {to} }}") }
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// A slash of the label itself is doubled.
fn escaped(label: &str) -> String {
    label.replace('/', "//")
}

/// A text in quotation marks.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            // Writing to a string does not fail.
            _ if character.is_control() => drop(write!(quoted, "\\u{:04X}", u32::from(character))),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
