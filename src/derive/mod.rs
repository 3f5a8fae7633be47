//! Derives a form from a blank one: the workbook, document or page that an office sends out anyway.
//!
//! 1. `grid` places the cells of a table, `parts` divides a sheet into lines and tables.
//! 2. `header` and `stub` find the columns and rows (宾栏, 主栏) by what is labelled and what is left to fill in.
//! 3. `table` makes a table of the form of them, `titles` names it.
//!
//! What could not be settled is a [`Doubt`] with its place, never a guess. Nothing here opens a file.

mod checked;
mod fields;
mod formula;
mod grid;
mod header;
mod kinds;
mod names;
mod parts;
mod placeholder;
mod records;
mod relations;
mod sheets;
mod stub;
mod table;
mod titles;
mod units;

use std::collections::{BTreeMap, BTreeSet};

use crate::forms::language::is_distinctive;
use crate::forms::source::FormSource;
use crate::model::document::{Block, Document, Role, Table};
use crate::model::language::{Language, Message};
use crate::model::place::Place;
use crate::prose::identity;

use fields::Fields;
use grid::Grid;
use parts::{Line, Part};
use table::Derived;

/// First year of a form that does not say since when it is used.
const FIRST_YEAR: u16 = 2000;
/// Tables of a form.
const MOST_TABLES: usize = 100;

/// Something in a blank form that could not be settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Where it is.
    pub place: Place,
    /// What it is, and what to do about it.
    pub message: Message,
}

/// What a blank form says.
#[derive(Clone, Debug, Default)]
pub struct DerivedForm {
    /// The form; without tables if none was found.
    pub form: FormSource,
    /// What could not be settled, in the order of the document.
    pub doubts: Vec<Doubt>,
}

/// Derives a form from a document that was read as a blank form
/// ([`read_blank_form`](crate::session::read_blank_form)); `name` is that of its file, without the extension.
#[must_use]
pub fn derive(document: &Document, name: Option<&str>) -> DerivedForm {
    let mut work = Work { name: name.unwrap_or_default(), ..Work::default() };
    let formulas = document.formulas.iter().map(|formula| (&formula.place, formula)).collect();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.role != Role::Navigation => {
                work.lines.push(Line { text: paragraph.text.clone(), is_wide: false });
            }
            Block::Paragraph(_) => {}
            Block::Table(table) => work.table(table, &formulas),
        }
    }
    work.finish(document)
}

type Formulas<'d> = BTreeMap<&'d Place, &'d crate::model::document::CellFormula>;

#[derive(Default)]
struct Work<'d> {
    name: &'d str,
    /// Lines since the last table.
    lines: Vec<Line>,
    /// The first line of the document that may be its title.
    title: Option<String>,
    tables: Vec<Derived>,
    /// The sheets 审核 and 指标.
    sheets: Vec<Grid<'d>>,
    doubts: Vec<Doubt>,
}

impl<'d> Work<'d> {
    fn doubt(&mut self, place: &Place, zh: impl Into<String>, en: impl Into<String>) {
        self.doubts.push(Doubt { place: place.clone(), message: Message::new(zh, en) });
    }

    fn table(&mut self, table: &'d Table, formulas: &Formulas<'d>) {
        let place = table.rows.iter().flatten().next().map_or(&Place::Unknown, |cell| &cell.place);
        let Some(grid) = Grid::of(table, formulas) else {
            self.doubt(place, "这张表太大，没有推导", "the table is too large to derive a form from");
            return;
        };
        if is_metadata(&grid) {
            return;
        }
        if sheets::is_of_language(&grid) {
            self.sheets.push(grid);
            return;
        }
        let sheet = table.title.as_deref();
        if let Some(fields) = Fields::of(&grid) {
            let derived = fields.derive(&mut self.doubts);
            let mut lines = std::mem::take(&mut self.lines);
            lines.extend(fields.lines);
            self.add(derived, &lines, sheet);
            return;
        }
        let (mut parts, below) = parts::parts(&grid);
        if let Some(first) = parts.first_mut() {
            first.lines.splice(0..0, std::mem::take(&mut self.lines));
        }
        for run in runs(&parts) {
            self.part(&grid, sheet, run);
        }
        if self.title.is_none() && (sheet.is_some() || parts.is_empty()) {
            self.title = titles::of_lines(&below).filter(|_| parts.is_empty());
        }
        if sheet.is_none() {
            self.lines = below;
        }
    }

    fn part(&mut self, grid: &Grid<'d>, sheet: Option<&str>, run: &[Part]) {
        let Some(first) = run.first() else { return };
        let derived = table::derive(grid, run, &mut self.doubts);
        let Some(derived) = derived else { return };
        // The banner of a block is no title.
        let lines = first.lines.len() - usize::from(run.len() > 1);
        self.add(derived, first.lines.get(..lines).unwrap_or_default(), sheet);
    }

    fn add(&mut self, mut derived: Derived, lines: &[Line], sheet: Option<&str>) {
        if self.tables.len() >= MOST_TABLES {
            return;
        }
        let number = self.tables.len() + 1;
        let title = titles::of_lines(lines).or_else(|| sheet.and_then(titles::of_sheet));
        derived.source.id = format!("t{number}");
        derived.source.comment = sheet.map(|sheet| format!("工作表“{sheet}”"));
        derived.source.title = title.unwrap_or_default();
        if let Some(unit) = lines.iter().find_map(|line| parts::unit(&line.text)) {
            units::apply(&mut derived.source, unit, &derived.place, &mut self.doubts);
        }
        derived.sheet = sheet.map(str::to_owned);
        self.tables.push(derived);
    }

    fn finish(mut self, document: &Document) -> DerivedForm {
        if self.tables.is_empty() {
            self.doubt(
                &Place::Unknown,
                "没有找到有行、列标签和空格的表；图片里的表、没有留空格的表推导不出来",
                "there is no table with labels and cells to fill in; pictures of tables are not read",
            );
            return DerivedForm { form: FormSource::default(), doubts: self.doubts };
        }
        twins(&self.tables, &mut self.doubts);
        let name = self.form_name();
        let mut titles: Vec<String> = vec![name.clone()];
        let own = self.tables.iter().map(|table| table.source.title.clone());
        titles.extend(own.filter(|title| is_distinctive(title)));
        let mut seen = BTreeSet::new();
        titles.retain(|title| seen.insert(title.clone()));
        for table in &mut self.tables {
            if table.source.title.is_empty() {
                table.source.title.clone_from(&name);
            }
            table.source.name.clone_from(&table.source.title);
        }
        for sheet in &self.sheets {
            sheets::apply_indicators(sheet, &mut self.tables, &mut self.doubts);
        }
        let mut relations = relations::of_formulas(&document.formulas, &self.tables, &mut self.doubts);
        for sheet in &self.sheets {
            relations.extend(sheets::relations(sheet, &self.tables, &mut self.doubts));
        }
        let of_reader = document.doubts.iter();
        self.doubts.extend(
            of_reader.map(|finding| Doubt { place: finding.place.clone(), message: finding.message.clone() }),
        );
        let mut form = FormSource {
            comments: vec![format!("由空表“{}”推导", self.name)],
            id: id(&name),
            name,
            titles,
            years: (FIRST_YEAR, u16::MAX),
            tables: self.tables.into_iter().map(|table| table.source).collect(),
            ..FormSource::default()
        };
        checked::add_relations(&mut form, relations, &mut self.doubts);
        self.doubts.sort_by(|a, b| a.place.cmp(&b.place));
        DerivedForm { form, doubts: self.doubts }
    }

    /// What the form is called: by the title above its only table; that of the document or its file for several.
    fn form_name(&mut self) -> String {
        // A name in other letters is more likely one that a program gave.
        let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let file =
            Some(titles::of_text(self.name)).filter(|name| name.contains(is_chinese)).unwrap_or_default();
        let own = self.tables.iter().map(|table| table.source.title.clone());
        let candidates: Vec<String> = match self.tables.as_slice() {
            [_] => own.chain(self.title.clone()).chain([file]).collect(),
            _ => self.title.clone().into_iter().chain([file]).chain(own).collect(),
        };
        if let Some(named) = candidates.iter().find(|title| is_distinctive(title)) {
            return named.clone();
        }
        let name =
            candidates.into_iter().find(|title| !title.is_empty()).unwrap_or_else(|| "统计表".to_owned());
        let place = self.tables.first().map(|table| table.place.clone()).unwrap_or_default();
        self.doubt(
            &place,
            format!("名称“{name}”太一般，别的文件也会这样叫；请在表的上面一行写出这份报表特有的名称，如“农村供水情况统计表”"),
            format!("the name '{name}' is too general; write the name of the report above the table"),
        );
        name
    }
}

/// Reports tables that a filled form cannot tell apart: of one title, with the same rows and columns.
fn twins(tables: &[Derived], doubts: &mut Vec<Doubt>) {
    let labels = |table: &Derived| {
        let lines = table.source.blocks.iter().flat_map(|block| [&block.columns, &block.rows]);
        lines
            .map(|lines| lines.iter().map(|line| (line.path.clone(), line.label.clone())).collect())
            .collect()
    };
    let mut seen: BTreeMap<(&str, Vec<Vec<_>>), &Place> = BTreeMap::new();
    for table in tables {
        let key = (table.source.title.as_str(), labels(table));
        let Some(first) = seen.get(&key) else {
            seen.insert(key, &table.place);
            continue;
        };
        let at = |language| first.describe(language).unwrap_or_default();
        let message = Message::new(
            format!(
                "这张表和 {} 的表标题、行、列都一样，填好的表分不清是哪一张；请给它们不同的标题",
                at(Language::Zh)
            ),
            format!(
                "the table has the title and labels of that at {}; give them different titles",
                at(Language::En)
            ),
        );
        doubts.push(Doubt { place: table.place.clone(), message });
    }
}

/// Whether a table names the body and the year of a report, as repconv writes them.
fn is_metadata(grid: &Grid<'_>) -> bool {
    let names = [identity::ORGANIZATION, identity::YEAR, identity::EDITION];
    grid.width == 2 && (0..grid.height()).all(|row| names.contains(&grid.text(row, 0)))
}

/// Parts that are blocks of one table, each below a banner over the whole width, without a gap.
fn runs(parts: &[Part]) -> impl Iterator<Item = &[Part]> {
    let is_block = |part: &Part| part.lines.last().is_some_and(|line| line.is_wide);
    parts.chunk_by(move |above, below| {
        let has_banner_alone = matches!(below.lines.as_slice(), [line] if line.is_wide);
        is_block(above) && has_banner_alone && !below.is_apart
    })
}

/// An id of the letters and digits of a name.
fn id(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests;
