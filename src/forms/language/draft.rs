//! A form as its text gives it, and the same as a value that lasts as long as the process.

use super::lines::Line;
use super::node::Words;
use super::relations::{RelationDraft, TableKeys};
use super::sums::SumDraft;
use crate::model::form::{
    BlockForm, ColumnForm, Disclosure, Edition, Layout, Period, Presence, RowForm, SectionForm, SectionKind,
    Sum, TableForm, TableKind, records,
};

#[derive(Debug)]
pub(super) struct FormDraft<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub titles: Vec<Words<'a>>,
    pub years: (u16, u16),
    pub basis: Option<&'a str>,
    pub period: Option<Period>,
    pub disclosure: Option<Disclosure>,
    pub sections: Vec<SectionDraft<'a>>,
    pub tables: Vec<TableDraft<'a>>,
}

#[derive(Debug)]
pub(super) struct SectionDraft<'a> {
    pub id: Words<'a>,
    pub kind: SectionKind,
    pub heading: &'a str,
    /// Sets of words with white space between them.
    pub words: Vec<Words<'a>>,
}

#[derive(Debug)]
pub(super) struct TableDraft<'a> {
    pub id: Words<'a>,
    pub kind: TableKind,
    pub section: Option<&'a str>,
    pub title: &'a str,
    pub name: &'a str,
    pub corner: Option<&'a str>,
    pub unit: Option<&'a str>,
    pub layout: Layout,
    pub blocks: Vec<BlockDraft<'a>>,
    /// Instead of rows that the form names.
    pub records: Option<Records>,
    pub sums: Vec<SumDraft>,
    pub relations: Vec<RelationDraft<'a>>,
}

/// Which records a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Records {
    One,
    /// A row for each body.
    Bodies,
}

#[derive(Debug)]
pub(super) struct BlockDraft<'a> {
    pub clause: Option<&'a str>,
    pub columns: Vec<Line<'a>>,
    pub rows: Vec<Line<'a>>,
}

impl FormDraft<'_> {
    /// The form as a value of the process; its texts are never freed.
    pub(super) fn keep(&self) -> Edition {
        let mut tables: Vec<TableForm> = self.tables.iter().map(TableDraft::keep).collect();
        if self.tables.iter().any(|table| !table.relations.is_empty()) {
            let keys: Vec<TableKeys> = tables.iter().map(TableKeys::of).collect();
            for (table, draft) in tables.iter_mut().zip(&self.tables) {
                table.relations = keep_list(draft.relations.iter().map(|relation| relation.keep(&keys)));
            }
        }
        Edition {
            id: keep(self.id),
            name: keep(self.name),
            titles: keep_all(self.titles.iter().map(|title| title.text)),
            years: self.years,
            basis: self.basis.map(keep),
            period: self.period,
            sections: keep_list(self.sections.iter().map(SectionDraft::keep)),
            tables: keep_list(tables.into_iter()),
            disclosure: self.disclosure,
        }
    }
}

impl SectionDraft<'_> {
    fn keep(&self) -> SectionForm {
        SectionForm {
            key: keep(self.id.text),
            kind: self.kind,
            heading: keep(self.heading),
            words: keep_list(self.words.iter().map(|set| keep_all(set.text.split_whitespace()))),
        }
    }
}

impl TableDraft<'_> {
    fn keep(&self) -> TableForm {
        let block = |block: &BlockDraft<'_>| BlockForm {
            clause: block.clause.map(keep),
            columns: keep_list(block.columns.iter().map(column)),
            rows: match self.records {
                Some(Records::One) => &records::ONE,
                Some(Records::Bodies) => &records::BODIES,
                None => keep_list(block.rows.iter().map(|row| self.row(row))),
            },
        };
        let declared = self
            .relations
            .iter()
            .filter_map(|relation| relation.sum.as_ref().map(|written| sum(written, relation.says())));
        TableForm {
            key: keep(self.id.text),
            kind: self.kind,
            section: self.section.map(keep),
            title: keep(self.title),
            name: keep(self.name),
            corner: self.corner.map(keep),
            layout: self.layout,
            blocks: keep_list(self.blocks.iter().map(block)),
            sums: keep_list(self.sums.iter().map(|written| sum(written, None)).chain(declared)),
            relations: &[],
        }
    }

    fn row(&self, line: &Line<'_>) -> RowForm {
        let unit = line.unit.map(|unit| unit.text).or(self.unit);
        RowForm {
            key: keep(&line.id),
            label: keep(&line.label),
            variants: keep_all(line.also.iter().map(|label| label.text)),
            path: path(line),
            presence: line.presence,
            unit: unit.filter(|_| line.presence != Presence::Heading).map(keep),
            depth: if self.layout == Layout::List { depth(&line.id) } else { 0 },
            number: line.no,
        }
    }
}

/// In a list, 1.2.3 is below 1.2.
fn depth(id: &str) -> u8 {
    u8::try_from(id.matches('.').count()).unwrap_or(u8::MAX)
}

fn column(line: &Line<'_>) -> ColumnForm {
    ColumnForm {
        key: keep(&line.id),
        label: keep(&line.label),
        variants: keep_all(line.also.iter().map(|label| label.text)),
        path: path(line),
        kind: line.number,
        unit: line.unit.map(|unit| keep(unit.text)),
        choices: keep_all(line.choices.iter().map(|choice| choice.text)),
        number: line.no,
    }
}

fn sum(sum: &SumDraft, says: Option<&str>) -> Sum {
    let ids = |ids: &[String]| keep_all(ids.iter().map(String::as_str));
    let says = says.map(keep);
    Sum { kind: sum.kind, axis: sum.axis, left: ids(&sum.left), right: ids(&sum.right), says }
}

fn path(line: &Line<'_>) -> &'static [&'static str] {
    keep_all(line.path.iter().map(|label| &**label))
}

pub(super) fn keep(text: &str) -> &'static str {
    Box::leak(Box::from(text))
}

fn keep_all<'a>(texts: impl Iterator<Item = &'a str>) -> &'static [&'static str] {
    keep_list(texts.map(keep))
}

pub(super) fn keep_list<T>(items: impl Iterator<Item = T>) -> &'static [T] {
    let items: Vec<T> = items.collect();
    if items.is_empty() { &[] } else { Box::leak(items.into_boxed_slice()) }
}
