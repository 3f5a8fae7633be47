//! Findings as one web page for printing and sharing: the statutory tables as the form lays them out, with the
//! cells that have findings marked and numbered, and the messages under each table. The page of several reports
//! begins with what to do first, and shows the most urgent report first.
//!
//! The page has no scripts and no external resources. Marks are borders, signs and words, and colours only help:
//! a black-and-white print shows the same. Each report starts on a page of its own.

mod first;
mod notes;
mod table;

use super::marks::{Home, Marks, homes};
use super::overview::in_order;
use super::{Entry, title};
use crate::model::document::{Cell, Table};
use crate::model::language::{Language, Text};
use crate::present::page::Page;
use crate::present::severity::{self, SEVERITIES};

const STYLE: &str = include_str!("style.css");
const SOUND: Text = Text::new("未发现问题", "no problem found");
const SEVERITY_MEANING: Text = Text::new(
    "“错误”须改正，“提醒”请核实，“说明”供参考。",
    "Errors must be corrected and warnings checked; notes are for information.",
);
const UNREAD: Text = Text::new("未能读取", "not read");

/// The page, in UTF-8.
#[must_use]
pub fn render(entries: &[Entry], language: Language) -> Vec<u8> {
    const MADE: Text = Text::new("由 repconv 检查，版本 ", "Checked by repconv ");
    let mut page = Page::new(title(entries), STYLE, (), language);
    if entries.len() != 1 {
        page.overview(entries);
    }
    page.unread(entries);
    for (number, entry) in in_order(entries) {
        if entry.error.is_none() && (!entry.findings.is_empty() || entries.len() == 1) {
            page.article(number, entry);
        }
    }
    page.end(MADE)
}

impl Page<()> {
    /// `3 个错误，1 条提醒`.
    fn result(&self, entry: &Entry) -> String {
        if entry.error.is_some() {
            return self.say(UNREAD).to_owned();
        }
        let counted = SEVERITIES.map(|severity| severity::count(&entry.findings, severity));
        let counted = severity::counts(counted, self.language);
        if counted.is_empty() { self.say(SOUND).to_owned() } else { counted }
    }

    /// Files that could not be read, with the reason and a hint.
    fn unread(&mut self, entries: &[Entry]) {
        const HEADING: Text = Text::new("未能读取的文件", "Files that could not be read");
        if entries.iter().all(|entry| entry.error.is_none()) {
            return;
        }
        let heading = self.say(HEADING);
        self.raw("<section class=\"unread\">\n").line("h2", heading).raw("<dl>\n");
        for (number, entry) in (1..).zip(entries) {
            let Some(error) = &entry.error else { continue };
            self.line(&format!("dt id=\"f{number}\""), &entry.file);
            self.line("dd", &error.message(self.language));
            if let Some(hint) = error.hint(self.language) {
                self.line("dd class=\"hint\"", &hint);
            }
        }
        self.raw("</dl>\n</section>\n");
    }

    /// One report: its title and metadata, then its notes by section and table.
    fn article(&mut self, number: usize, entry: &Entry) {
        const FILE: Text = Text::new("文件：", "File: ");
        self.raw(&format!("<article id=\"f{number}\">\n<header>\n"));
        let heading = match (entry.organization(), entry.year(), self.language) {
            (None, ..) => entry.file.clone(),
            (Some(name), None, _) => name.to_owned(),
            (Some(name), Some(year), Language::Zh) => format!("{name}　{year} 年度报告"),
            (Some(name), Some(year), Language::En) => format!("{name}, report for {year}"),
        };
        self.line("h2", &heading);
        if entry.organization().is_some() {
            self.line("p class=\"file\"", &format!("{}{}", self.say(FILE), entry.file));
        }
        self.line("p class=\"summary\"", &self.result(entry)).raw("</header>\n");
        let marks = Marks::of(entry);
        let tables = entry.tables();
        let mut is_explained = false;
        for home in homes(&entry.findings, entry.edition()) {
            let table = match home {
                Home::Table(key) if marks.any_in(key) => {
                    tables.iter().find(|table| table_key(table) == Some(key))
                }
                _ => None,
            };
            if table.is_none() && marks.at(home).next().is_none() {
                continue;
            }
            if entry.about.is_some() {
                self.heading(home, entry);
            }
            if let Some(table) = table {
                self.form(table, &marks, number);
                if !is_explained {
                    self.legend(&marks);
                    is_explained = true;
                }
            }
            self.notes(marks.at(home), entry, number);
        }
        self.left_out(entry, &tables, &marks);
        self.grounds(entry);
        if !entry.findings.is_empty() {
            self.line("p class=\"aside\"", self.say(SEVERITY_MEANING));
        }
        self.raw("</article>\n");
    }

    fn heading(&mut self, home: Home, entry: &Entry) {
        const WHOLE: Text = Text::new("全文", "The whole document");
        const OTHER: Text = Text::new("其他部分", "Other parts");
        let edition = entry.edition();
        let heading = match home {
            Home::Whole => self.say(WHOLE).to_owned(),
            Home::Section(key) => {
                let form = edition.and_then(|edition| edition.section(key));
                form.map_or_else(|| self.say(OTHER).to_owned(), |form| form.heading.to_owned())
            }
            Home::Table(key) => {
                let form = edition.and_then(|edition| edition.table(key));
                form.map_or_else(
                    || key.to_owned(),
                    |form| format!("{}　{}", form.name, unnumbered(form.title)),
                )
            }
        };
        self.line("h3", &heading);
    }

    /// Names the tables that are not shown because they have no findings.
    fn left_out(&mut self, entry: &Entry, tables: &[Table], marks: &Marks<'_>) {
        let Some(edition) = entry.edition() else { return };
        let keys = tables.iter().filter_map(table_key).filter(|key| !marks.any_in(key));
        let names: Vec<&str> = keys.filter_map(|key| Some(edition.table(key)?.name)).collect();
        if names.is_empty() || entry.findings.is_empty() {
            return;
        }
        let text = match self.language {
            Language::Zh => format!("{}各格未发现问题，不再列出。", names.join("、")),
            Language::En => format!("No problems in the cells of {}: not shown.", names.join(", ")),
        };
        self.line("p class=\"aside\"", &text);
    }
}

/// Which table of the form this is, by the address of any of its figures.
fn table_key(table: &Table) -> Option<&'static str> {
    table.rows.iter().flatten().find_map(Cell::address).map(|address| address.table)
}

/// A title without its number: the heading names the table already.
fn unnumbered(title: &str) -> &str {
    title.split_once('、').map_or(title, |(_, rest)| rest)
}

#[cfg(test)]
mod tests;
