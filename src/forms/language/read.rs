//! The form as its text declares it: sections, tables, blocks.

use std::collections::BTreeSet;

use toml::de::DeTable;

use super::draft::{BlockDraft, FormDraft, Records, SectionDraft, TableDraft};
use super::error::Problems;
use super::keys::{BLOCK, DISCLOSURE, FORM, RELATION, SECTION, SUM, TABLE, YEARS};
use super::lines::{COLUMNS, Line, LineList, ROWS, lines};
use super::node::{Node, Words};
use super::relations;
use super::sums::{self, Index, SumDraft};
use super::titles;
use crate::model::form::{Disclosure, Layout, Period, Presence, SectionKind, TableKind};

/// How a table is laid out.
pub(super) const LAYOUTS: [(&str, Layout); 5] = [
    ("grid", Layout::Grid),
    ("stacked", Layout::Stacked),
    ("side-by-side", Layout::SideBySide),
    ("list", Layout::List),
    ("fields", Layout::Fields),
];

/// What `rows` can be in place of a list of rows.
pub(super) const RECORDS: [(&str, Records); 2] = [("one", Records::One), ("bodies", Records::Bodies)];

/// How often a form is filled in.
pub(super) const PERIODS: [(&str, Period); 4] =
    [("year", Period::Year), ("quarter", Period::Quarter), ("month", Period::Month), ("once", Period::Once)];

/// The sections that the rules on the disclosure report are about, by their ids.
const SECTIONS: [(&str, SectionKind); 6] = [
    ("overview", SectionKind::Overview),
    ("disclosure", SectionKind::Disclosure),
    ("requests", SectionKind::Requests),
    ("review", SectionKind::Review),
    ("problems", SectionKind::Problems),
    ("other", SectionKind::Other),
];

/// The tables that the rules on the disclosure report are about, by their ids.
const TABLES: [(&str, TableKind); 4] = [
    ("disclosure", TableKind::Disclosure),
    ("requests", TableKind::Requests),
    ("review", TableKind::Review),
    ("statistics", TableKind::Statistics),
];

/// Most tables, sections, or blocks and sums of a table.
const MOST: usize = 100;

/// Most relations of a table.
const MOST_RELATIONS: usize = 500;

/// Reads the form; what is wrong goes to `problems`.
pub(super) fn form<'a>(text: &'a DeTable<'a>, problems: &'a Problems) -> Option<FormDraft<'a>> {
    let node = Node::new(text, 0, &FORM, problems);
    let (id, name) = (node.id("id"), node.words("name"));
    if let Some(id) = id.as_ref().filter(|id| id.text == crate::forms::NONE.id) {
        let (zh, en) = (
            "“none”指没有表样的普通文档，请换一个代码",
            "'none' means a document without a form; choose another id",
        );
        problems.add(id.at, zh.to_owned(), en.to_owned());
    }
    let titles = titles::read(&node);
    let years = years(&node);
    let (basis, period) = (node.words("basis").map(|basis| basis.text), node.choice("period", &PERIODS));
    let disclosure = node.value("disclosure").and_then(|value| Node::of(value, &DISCLOSURE, problems));
    let is_disclosure = disclosure.is_some();
    let disclosure =
        disclosure.map(|rules| Disclosure { fee_statement_since: rules.year("fee_statement_since") });
    let sections: Vec<SectionDraft<'_>> =
        node.tables("section", &SECTION, MOST).filter_map(|node| section(&node, is_disclosure)).collect();
    unique(&node, "个节", "sections", sections.iter().map(|section| section.id));
    let (mut tables, declared): (Vec<TableDraft<'_>>, Vec<_>) = node
        .tables("table", &TABLE, MOST)
        .filter_map(|node| {
            let table = table(&node, is_disclosure, &sections);
            let relations: Vec<Node<'_>> = node.tables("relation", &RELATION, MOST_RELATIONS).collect();
            Some((table?, relations))
        })
        .unzip();
    let relations = relations::read(&declared, &tables);
    for (table, relations) in tables.iter_mut().zip(relations) {
        table.relations = relations;
    }
    unique(&node, "张表", "tables", tables.iter().map(|table| table.id));
    Some(FormDraft {
        id: id?.text,
        name: name?.text,
        titles,
        years: years?,
        basis,
        period,
        disclosure,
        sections,
        tables,
    })
}

fn years(form: &Node<'_>) -> Option<(u16, u16)> {
    let node = Node::of(form.value("years")?, &YEARS, form.problems())?;
    let from = node.year("from")?;
    let to = if node.has("to") { node.year("to")? } else { u16::MAX };
    if from > to {
        node.wrong(node.at, "适用年度的 from 在 to 之后", "the years end before they begin");
    }
    Some((from, to))
}

fn section<'a>(node: &Node<'a>, is_disclosure: bool) -> Option<SectionDraft<'a>> {
    let (id, heading, words) = (node.id("id"), node.words("heading"), node.texts("words"));
    let id = id?;
    let kind = SECTIONS.iter().find(|(known, _)| is_disclosure && *known == id.text);
    let kind = kind.map_or(SectionKind::General, |(_, kind)| *kind);
    Some(SectionDraft { id, kind, heading: heading?.text, words })
}

fn table<'a>(node: &Node<'a>, is_disclosure: bool, sections: &[SectionDraft<'a>]) -> Option<TableDraft<'a>> {
    let (id, title, name) = (node.id("id"), node.words("title"), node.words("name"));
    let (corner, unit) = (node.words("corner"), node.words("unit"));
    let layout = node.choice("layout", &LAYOUTS);
    let section = section_of(node, sections);
    let records = node.is_text("rows").then(|| node.choice("rows", &RECORDS)).flatten();
    let blocks = blocks(node);
    check_records(node, records, layout);
    let layout = layout.unwrap_or(if records.is_some() { Layout::Records } else { Layout::Grid });
    check_layout(node, layout, &blocks);
    let sums = sums(node, is_disclosure, &blocks);
    let title = title.map(|title| title.text).or(section.map(|section| section.heading));
    if title.is_none() && !node.has("title") && !node.has("section") {
        node.wrong(node.at, "表缺少 title", "the table lacks 'title'");
    }
    let (id, title) = (id?, title?);
    let kind = TABLES.iter().find(|(known, _)| is_disclosure && *known == id.text);
    Some(TableDraft {
        id,
        kind: kind.map_or(TableKind::General, |(_, kind)| *kind),
        section: section.map(|section| section.id.text),
        title,
        name: name.map_or(title, |name| name.text),
        corner: corner.map(|corner| corner.text),
        unit: unit.map(|unit| unit.text),
        layout,
        blocks,
        records,
        sums,
        relations: Vec::new(),
    })
}

fn section_of<'s, 'a>(table: &Node<'a>, sections: &'s [SectionDraft<'a>]) -> Option<&'s SectionDraft<'a>> {
    let named = table.words("section")?;
    let found = sections.iter().find(|section| section.id.text == named.text);
    if found.is_none() {
        table.wrong(
            named.at,
            format!("没有“{}”这一节", named.text),
            format!("there is no section '{}'", named.text),
        );
    }
    found
}

fn blocks<'a>(table: &Node<'a>) -> Vec<BlockDraft<'a>> {
    let is_whole = table.has("columns") || table.has("rows");
    if is_whole == table.has("block") || is_whole && !(table.has("columns") && table.has("rows")) {
        table.wrong(
            table.at,
            "表要么有 columns 和 rows，要么分成若干 [[table.block]]",
            "a table has either 'columns' and 'rows' or several [[table.block]]",
        );
    }
    let block = |node: &Node<'a>| BlockDraft {
        clause: node.words("clause").map(|clause| clause.text),
        columns: lines(node, &COLUMNS),
        rows: lines(node, &ROWS),
    };
    let blocks: Vec<BlockDraft<'_>> = if is_whole {
        let rows = if table.is_text("rows") { Vec::new() } else { lines(table, &ROWS) };
        vec![BlockDraft { clause: None, columns: lines(table, &COLUMNS), rows }]
    } else {
        table.tables("block", &BLOCK, MOST).map(|node| block(&node)).collect()
    };
    if blocks.len() > 1 {
        let rows = blocks.iter().flat_map(|block| &block.rows);
        let ids = rows.map(|row| Words { text: &row.id, at: row.at });
        unique(table, "行", "rows", ids);
    }
    unique_numbers(table, &ROWS, blocks.iter().flat_map(|block| &block.rows));
    unique_numbers(table, &COLUMNS, blocks.iter().flat_map(|block| &block.columns));
    blocks
}

/// What records do not allow.
fn check_records(node: &Node<'_>, records: Option<Records>, layout: Option<Layout>) {
    let is_allowed = match (records, layout) {
        (Some(Records::One), None | Some(Layout::Fields)) | (Some(Records::Bodies), None) => true,
        (Some(_), Some(_)) => false,
        (None, layout) => layout != Some(Layout::Fields) || node.is_text("rows"),
    };
    if !is_allowed {
        node.wrong(
            node.place("layout"),
            "rows = \"one\" 的表可以有 layout = \"fields\"，rows = \"bodies\" 的表不写 layout，layout = \"fields\" 的表写 rows = \"one\"",
            "a table with rows = \"one\" may have layout = \"fields\", one with rows = \"bodies\" has no layout, and \"fields\" needs rows = \"one\"",
        );
    }
}

/// Reports 行次 or 栏次 that occur twice.
fn unique_numbers<'a: 'l, 'l>(table: &Node<'_>, list: &LineList, lines: impl Iterator<Item = &'l Line<'a>>) {
    let mut seen = BTreeSet::new();
    for line in lines {
        let Some(no) = line.no.filter(|no| !seen.insert(*no)) else { continue };
        let name = list.name();
        table.wrong(
            line.at,
            format!("有两{}的 no 都是 {no}", name.zh),
            format!("two {}s have the number {no}", name.en),
        );
    }
}

/// What a layout does not allow.
fn check_layout(node: &Node<'_>, layout: Layout, blocks: &[BlockDraft<'_>]) {
    let at = node.place("layout");
    if layout != Layout::Stacked && blocks.len() > 1 {
        node.wrong(
            at,
            "只有 layout = \"stacked\" 的表可以分块",
            "only a table with layout = \"stacked\" has several blocks",
        );
    }
    if layout == Layout::List {
        if blocks.iter().any(|block| block.columns.len() > 1) {
            node.wrong(
                at,
                "layout = \"list\" 的表只有一列数",
                "a table with layout = \"list\" has one column",
            );
        }
        return;
    }
    let mut rows = blocks.iter().flat_map(|block| &block.rows);
    if let Some(heading) = rows.find(|row| row.presence == Presence::Heading) {
        node.wrong(
            heading.at,
            "只有 layout = \"list\" 的表有 presence = \"heading\" 的行；其他表用 { group = …, rows = [ … ] }",
            "only a table with layout = \"list\" has headings; others have { group = …, rows = [ … ] }",
        );
    }
}

fn sums(table: &Node<'_>, is_disclosure: bool, blocks: &[BlockDraft<'_>]) -> Vec<SumDraft> {
    if table.has("sum") && !is_disclosure {
        table.wrong(
            table.place("sum"),
            "[[table.sum]] 只用于有 [disclosure] 的表样",
            "[[table.sum]] is for forms with [disclosure] only",
        );
    }
    let rows = Index::of(blocks.iter().flat_map(|block| &block.rows));
    // A sum along a row is over the columns of the only block.
    let columns = Index::of(blocks.iter().filter(|_| blocks.len() == 1).flat_map(|block| &block.columns));
    table.tables("sum", &SUM, MOST).filter_map(|node| sums::sum(&node, &rows, &columns)).collect()
}

/// Reports ids that occur twice.
fn unique<'a>(node: &Node<'_>, zh: &str, en: &str, ids: impl Iterator<Item = Words<'a>>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id.text) {
            node.wrong(
                id.at,
                format!("有两{zh}的 id 都是“{}”", id.text),
                format!("two {en} have the id '{}'", id.text),
            );
        }
    }
}
