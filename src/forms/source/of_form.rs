//! A known form as it is written.

use super::{BlockSource, FormSource, LineSource, RelationSource, SectionSource, SumSource, TableSource};
use crate::forms::language::names;
use crate::model::form::relation::Relation;
use crate::model::form::{
    Axis, BlockForm, ColumnForm, Edition, Kind, Presence, RowForm, SectionForm, Sum, SumKind, TableForm,
};

/// Lines next to one another in a sum from which on a range is written.
const FEWEST_IN_RANGE: usize = 4;

impl FormSource {
    /// The form as it is written.
    #[must_use]
    pub fn of(form: &Edition) -> Self {
        Self {
            comments: Vec::new(),
            id: form.id.to_owned(),
            name: form.name.to_owned(),
            titles: owned(form.titles),
            years: form.years,
            basis: form.basis.map(str::to_owned),
            period: form.period,
            disclosure: form.disclosure,
            sections: form.sections.iter().map(section).collect(),
            tables: form.tables.iter().map(table).collect(),
        }
    }
}

fn section(section: &SectionForm) -> SectionSource {
    SectionSource {
        id: section.key.to_owned(),
        heading: section.heading.to_owned(),
        words: section.words.iter().map(|set| set.join(" ")).collect(),
    }
}

fn table(table: &TableForm) -> TableSource {
    let unit = common_unit(table);
    // Those of relations are written as such.
    let declared = table.sums.iter().filter(|sum| !matches!(sum.kind, SumKind::Declared(_)));
    TableSource {
        comment: None,
        id: table.key.to_owned(),
        title: table.title.to_owned(),
        name: table.name.to_owned(),
        section: table.section.map(str::to_owned),
        layout: table.layout,
        corner: table.corner.map(str::to_owned),
        unit: unit.map(str::to_owned),
        records: names::records(table).map(str::to_owned),
        blocks: table.blocks.iter().map(|block| block_source(table, block, unit)).collect(),
        sums: declared.map(|sum| sum_source(table, sum)).collect(),
        relations: table.relations.iter().map(relation).collect(),
    }
}

/// The unit of most rows, if all have one.
fn common_unit(table: &TableForm) -> Option<&'static str> {
    let rows = || table.rows().map(|(_, row)| row).filter(|row| row.presence != Presence::Heading);
    let mut units: Vec<&str> = rows().map(|row| row.unit).collect::<Option<_>>()?;
    units.sort_unstable();
    units.chunk_by(|a, b| a == b).max_by_key(|equal| equal.len())?.first().copied()
}

fn block_source(table: &TableForm, block: &BlockForm, unit: Option<&str>) -> BlockSource {
    BlockSource {
        clause: block.clause.map(str::to_owned),
        columns: block.columns.iter().map(column).collect(),
        rows: block.rows.iter().filter(|_| !table.has_records()).map(|line| row(line, unit)).collect(),
    }
}

fn column(column: &ColumnForm) -> LineSource {
    LineSource {
        id: column.key.to_owned(),
        no: column.number,
        label: column.label.to_owned(),
        path: owned(column.path),
        also: owned(column.variants),
        number: column.kind,
        unit: column.unit.map(str::to_owned),
        choices: owned(column.choices),
        ..LineSource::default()
    }
}

fn row(row: &RowForm, unit: Option<&str>) -> LineSource {
    LineSource {
        id: row.key.to_owned(),
        no: row.number,
        label: row.label.to_owned(),
        path: owned(row.path),
        also: owned(row.variants),
        number: Kind::Count,
        presence: row.presence,
        unit: row.unit.filter(|own| Some(*own) != unit).map(str::to_owned),
        choices: Vec::new(),
    }
}

fn relation(relation: &Relation) -> RelationSource {
    RelationSource {
        rule: relation.rule.to_owned(),
        says: relation.says.map(str::to_owned),
        level: relation.level,
    }
}

fn sum_source(table: &TableForm, sum: &Sum) -> SumSource {
    let lines: Vec<&str> = match sum.axis {
        Axis::EachColumn => table.rows().map(|(_, row)| row.key).collect(),
        Axis::EachRow => {
            table.blocks.iter().flat_map(|block| block.columns).map(|column| column.key).collect()
        }
    };
    SumSource {
        kind: names::sum(sum.kind).to_owned(),
        axis: match sum.axis {
            Axis::EachColumn => "rows".to_owned(),
            Axis::EachRow => "columns".to_owned(),
        },
        rule: format!("{} = {}", terms(sum.left, &lines), terms(sum.right, &lines)),
    }
}

/// The ids with `+` between them, those of neighbours as a range.
fn terms(ids: &[&str], lines: &[&str]) -> String {
    let position = |id: &str| lines.iter().position(|line| *line == id);
    let is_next = |a: &&str, b: &&str| position(a).is_some_and(|at| position(b) == Some(at + 1));
    let mut terms = Vec::new();
    for run in ids.chunk_by(is_next) {
        match run {
            [first, .., last] if run.len() >= FEWEST_IN_RANGE => terms.extend([*first, "…", *last]),
            _ => terms.extend(run),
        }
    }
    terms.join(" + ")
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
