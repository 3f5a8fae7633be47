//! Splits tables at captions of another year or of the report's own: in aligned text, and on a sheet, nothing else
//! separates the table of one year from that of the next, whose header repeats that of the first.

use std::borrow::Cow;

use crate::model::document::{Block, Cell, Document, Paragraph, Role, Table};
use crate::model::form::Edition;

use super::captions::{OwnReport, is_caption};
use super::text_rows::lone;
use crate::recognise::tables::value_text::is_figure;

/// Returns the document with a table for each caption.
pub fn split_at_captions<'d>(document: &'d Document, edition: &'static Edition) -> Cow<'d, Document> {
    let is_repeated = |block: &Block| match block {
        Block::Table(table) => captions(table).next().is_some(),
        Block::Paragraph(_) => false,
    };
    if !document.blocks.iter().any(is_repeated) {
        return Cow::Borrowed(document);
    }
    let own = OwnReport::of(document, edition);
    let mut blocks = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        match block {
            Block::Table(table) => split(table, &own, &mut blocks),
            Block::Paragraph(_) => blocks.push(block.clone()),
        }
    }
    Cow::Owned(Document { blocks, ..document.clone() })
}

/// Rows of a single text each, from the first to before the last, above a row that repeats the header.
fn captions(table: &Table) -> impl Iterator<Item = (usize, usize)> + '_ {
    let header = table.rows.iter().position(|row| is_header(row));
    let is_repeated = move |at: usize| {
        let header = header.filter(|header| *header < at).and_then(|header| table.rows.get(header));
        header.zip(table.rows.get(at)).is_some_and(|(header, row)| same(header, row))
    };
    (1..table.rows.len()).filter(move |at| is_repeated(*at)).filter_map(|end| {
        let above = table.rows.get(..end)?;
        let count = above.iter().rev().take_while(|row| lone(row).is_some()).count();
        (count > 0).then_some((end - count, end))
    })
}

fn is_header(row: &[Cell]) -> bool {
    row.iter().filter(|cell| !cell.is_blank()).count() > 1 && !row.iter().any(|cell| is_figure(&cell.text))
}

fn same(a: &[Cell], b: &[Cell]) -> bool {
    let [a, b] = [a, b].map(|row| row.iter().filter(|cell| !cell.is_blank()).map(|cell| cell.text.as_str()));
    a.eq(b)
}

fn split(table: &Table, own: &OwnReport, blocks: &mut Vec<Block>) {
    let names_period = |rows: &[Vec<Cell>]| {
        let texts = rows.iter().filter_map(|row| lone(row)).map(|cell| cell.text.as_str());
        let names_own = |text: &str| {
            own.names_own_year(text) || ["本级", "本单位", "本机关"].iter().any(|name| text.contains(name))
        };
        texts.filter(|text| is_caption(text)).any(|text| own.is_another(text) || names_own(text))
    };
    let mut from = 0;
    let part = |rows: &[Vec<Cell>]| {
        (!rows.is_empty()).then(|| Block::Table(Table { rows: rows.to_vec(), ..table.clone() }))
    };
    for (start, end) in captions(table) {
        let Some(rows) = table.rows.get(start..end).filter(|rows| names_period(rows)) else { continue };
        blocks.extend(table.rows.get(from..start).and_then(part));
        let lines = rows.iter().filter_map(|row| lone(row));
        blocks.extend(
            lines.map(|cell| {
                Block::Paragraph(Paragraph::new(cell.text.trim(), Role::Body, cell.place.clone()))
            }),
        );
        from = end;
    }
    blocks.extend(table.rows.get(from..).and_then(part));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Y2014;
    use crate::model::place::Place;

    fn shapes(lines: &[&str]) -> Vec<String> {
        let cell = |text: &str| Cell::new(text, Place::Unknown);
        let rows = lines.iter().map(|line| line.split('|').map(cell).collect()).collect();
        let title = Paragraph::new("某县水务局2016年政府信息公开工作年度报告", Role::Title, Place::Unknown);
        let blocks = vec![Block::Paragraph(title), Block::Table(Table { rows, ..Table::default() })];
        let document = Document { blocks, ..Document::default() };
        let shape = |block: &Block| match block {
            Block::Paragraph(line) => line.text.clone(),
            Block::Table(table) => format!("{} rows", table.rows.len()),
        };
        split_at_captions(&document, &Y2014).blocks.iter().skip(1).map(shape).collect()
    }

    #[test]
    fn a_caption_of_a_period_above_a_repeated_header_begins_a_table() {
        for (lines, want) in [
            (
                &["指标|单位|数", "甲|件|1", "2015年情况", "指标|单位|数", "甲|件|2"][..],
                &["2 rows", "2015年情况", "2 rows"][..],
            ),
            (
                &["指标|单位|数", "甲|件|1", "某县水务局", "上年情况", "指标|单位|数"],
                &["2 rows", "某县水务局", "上年情况", "1 rows"],
            ),
            (&["指标|单位|数", "甲|件|1", "2016年情况", "指标|单位|数"], &["2 rows", "2016年情况", "1 rows"]),
            (&["指标|单位|数", "甲|件|1", "— 2 —", "指标|单位|数", "乙|件|2"], &["5 rows"]),
            (&["指标|单位|数", "甲|件|1", "2015年情况", "乙|件|2"], &["4 rows"]),
        ] {
            assert_eq!(shapes(lines), want, "{lines:?}");
        }
    }
}
