//! A difference as one web page, old and new side by side.
//!
//! The page has no scripts and no external resources. Removed text is struck out, added text underlined, and
//! every line names its change: colours only help.

mod narrative;

use super::{Compared, wording};
use crate::compare::{ComparedCell, ComparedField, FieldText, InForms, Piece};
use crate::model::finding::Finding;
use crate::model::form::TableForm;
use crate::model::language::{Language, Text};
use crate::model::value::Value;
use crate::present::page::Page;

const STYLE: &str = include_str!("style.css");
const TITLE: Text = Text::new("政府信息公开工作年度报告的比较", "Two reports compared");

/// The page, in UTF-8.
#[must_use]
pub fn render(compared: &Compared, language: Language) -> Vec<u8> {
    const MADE: Text = Text::new("由 repconv 比较，版本 ", "Compared by repconv ");
    let mut page = Page::new(TITLE, STYLE, compared, language);
    page.facts();
    page.fields();
    page.cells();
    page.narrative();
    page.findings();
    page.end(MADE)
}

impl Page<&Compared> {
    /// Opens a table that scrolls where it is too wide; its heads are classes and texts.
    fn open(&mut self, class: &str, label: &str, heads: &[(&str, &str)]) {
        self.raw("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"").text(label).raw("\">\n");
        self.raw("<table class=\"").raw(class).raw("\">\n<thead><tr>");
        for (class, head) in heads {
            let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
            self.element(&format!("th scope=\"col\"{class}"), head);
        }
        self.raw("</tr></thead>\n<tbody>\n");
    }

    fn close(&mut self) {
        self.raw("</tbody>\n</table>\n</div>\n");
    }

    /// What was compared, how much differs, and the remarks shown first.
    fn facts(&mut self) {
        const ABOUT: Text = Text::new("报告", "Reports");
        const UNKNOWN: Text = Text::new("（没有读到）", "(not found)");
        let compared = self.about;
        let heads = compared.difference.heads.each();
        let unknown = self.say(UNKNOWN);
        let organizations = heads.map(|head| head.organization.clone().unwrap_or_else(|| unknown.to_owned()));
        let years = heads.map(|head| head.year.map_or_else(|| unknown.to_owned(), |year| year.to_string()));
        let editions = heads.map(|head| format!("{} {}", head.edition.id, head.edition.name));
        let files = [compared.files.old.clone(), compared.files.new.clone()];
        let rows = [
            (Text::new("文件", "File"), files),
            (Text::new("单位", "Body"), organizations),
            (Text::new("年度", "Year"), years),
            (Text::new("表格年版", "Form"), editions),
        ];
        self.open(
            "facts",
            self.say(ABOUT),
            &[("", self.say(ABOUT)), ("", self.say(wording::OLD)), ("", self.say(wording::NEW))],
        );
        for (name, [old, new]) in rows {
            self.raw("<tr>");
            self.element("th scope=\"row\"", self.say(name));
            self.element("td", &old).element("td", &new).raw("</tr>\n");
        }
        self.close();
        let summary = wording::summary(compared.difference.counts(), self.language);
        self.line("p class=\"summary\"", &summary);
        let remarks = wording::remarks(&compared.difference);
        if !remarks.is_empty() {
            self.raw("<ul class=\"remarks\">\n");
            for remark in &remarks {
                self.line("li", remark.get(self.language));
            }
            self.raw("</ul>\n");
        }
        if !compared.difference.is_empty() {
            self.legend();
        }
    }

    fn legend(&mut self) {
        const LEGEND: [Text; 4] = [
            Text::new("图例：", "Legend: "),
            Text::new("删去的文字", "removed text"),
            Text::new("增加的文字", "added text"),
            Text::new(
                "；“（空）”是格子里没有填写，不等于 0；“（未找到）”是报告里没有找到这一格，或者读不准。",
                "; (blank) is a cell without a figure, which is not 0; (not found) is a cell that the report does not have or that could not be determined.",
            ),
        ];
        let [legend, removed, added, rest] = LEGEND.map(|text| self.say(text));
        let comma = if self.language == Language::Zh { "，" } else { ", " };
        self.raw("<p class=\"legend\">").text(legend).element("del", removed).text(comma);
        self.element("ins", added).text(rest).raw("</p>\n");
    }

    fn fields(&mut self) {
        const ITEM: Text = Text::new("项目", "Item");
        let compared = self.about;
        let is_shown = |field: &&ComparedField| field.is_changed() || compared.shows_all;
        let fields: Vec<_> = compared.difference.fields.iter().filter(is_shown).collect();
        if fields.is_empty() {
            return;
        }
        let title = self.say(wording::FIELDS);
        self.line("h2", title);
        let heads = [ITEM, wording::OLD, wording::NEW].map(|head| ("", self.say(head)));
        self.open("fields", title, &heads);
        for field in fields {
            self.raw("<tr>");
            self.element("th scope=\"row\"", &wording::field(&field.field, self.language));
            for said in field.said.each() {
                let class = if matches!(said, FieldText::Text(_)) { "td" } else { "td class=\"none\"" };
                self.element(class, &wording::said(said, self.language));
            }
            self.raw("</tr>\n");
        }
        self.close();
    }

    /// The cells, table by table; those of one form only after the others.
    fn cells(&mut self) {
        const TITLE: Text = Text::new("单元格", "Cells");
        let compared = self.about;
        let mut has_title = false;
        for (form, in_forms, cells) in wording::by_table(&compared.difference) {
            let changed = cells.iter().filter(|cell| cell.is_changed()).count();
            if changed == 0 && !compared.shows_all {
                continue;
            }
            if !std::mem::replace(&mut has_title, true) {
                self.line("h2", self.say(TITLE));
            }
            self.table(form, in_forms, changed, &cells);
        }
    }

    fn table(
        &mut self,
        form: &'static TableForm,
        in_forms: InForms,
        changed: usize,
        cells: &[&ComparedCell],
    ) {
        const HEADS: [Text; 2] = [Text::new("行", "Row"), Text::new("列", "Column")];
        let name = format!("{}　{}", form.name, wording::unnumbered(form.title));
        let counted = wording::counted(changed, cells.len(), in_forms, self.language);
        self.raw("<h3>").text(&name).element("small", &counted).raw("</h3>\n");
        let [row, column] = HEADS.map(|head| self.say(head));
        let [old, new, change] = [wording::OLD, wording::NEW, wording::CHANGE].map(|head| self.say(head));
        let heads = [("", row), ("", column), ("figure", old), ("figure", new), ("change", change)];
        self.open("cells", &name, &heads);
        let shown = cells.iter().filter(|cell| cell.is_changed() || self.about.shows_all);
        let shown: Vec<&ComparedCell> = shown.copied().collect();
        for of_row in
            shown.chunk_by(|one, other| (one.address.row, &one.body) == (other.address.row, &other.body))
        {
            self.rows(form, of_row);
        }
        self.close();
    }

    /// The cells of one row of the form under its name.
    fn rows(&mut self, form: &'static TableForm, cells: &[&ComparedCell]) {
        for (at, cell) in cells.iter().enumerate() {
            let (row, column) = wording::row_and_column(cell, form, self.language);
            self.raw(if cell.is_changed() { "<tr>" } else { "<tr class=\"same\">" });
            if at == 0 {
                self.element(&format!("th scope=\"rowgroup\" rowspan=\"{}\"", cells.len()), &row);
            }
            self.element("td", &column);
            for value in cell.values.each() {
                let is_figure = !matches!(value, None | Some(Value::Blank));
                let class = if is_figure { "td class=\"figure\"" } else { "td class=\"figure none\"" };
                self.element(class, &wording::value(value.as_ref(), cell.in_forms, self.language));
            }
            self.element("td class=\"change\"", &wording::change(cell.change)).raw("</tr>\n");
        }
    }

    /// A text, what differs struck out or underlined.
    fn pieces(&mut self, pieces: &[Piece], mark: &str) {
        for piece in pieces {
            if piece.is_changed {
                self.element(mark, &piece.text);
            } else {
                self.text(&piece.text);
            }
        }
    }

    fn findings(&mut self) {
        const STAYED: Text = Text::new("两份报告都有的问题：", "Findings of both: ");
        let compared = self.about;
        let found = &compared.difference.findings;
        if found.appeared.is_empty() && found.gone.is_empty() {
            return;
        }
        self.element("h2", self.say(wording::FINDINGS)).raw("\n<ul class=\"findings\">\n");
        for (word, findings) in [(wording::APPEARED, &found.appeared), (wording::GONE, &found.gone)] {
            for finding in findings {
                self.finding(word, finding);
            }
        }
        let stayed = format!("{}{}", self.say(STAYED), found.stayed);
        self.raw("</ul>\n").line("p class=\"aside\"", &stayed);
    }

    fn finding(&mut self, word: Text, finding: &Finding) {
        let severity = finding.severity.word().get(self.language);
        let rest = format!("{severity} {} {}", finding.rule.code, finding.message.get(self.language));
        self.raw("<li>");
        self.element("b", self.say(word)).text(&rest).raw("</li>\n");
    }
}
