//! Rows of a sheet directly above or below a table that are no rows of it: `填报单位：… 单位：件`, `单位负责人： 填表人：`.

use crate::model::document::{Block, Cell, Paragraph, Role, Table};
use crate::model::form::Edition;
use crate::recognise::tables::labels::Labels;

/// What the keys of such rows end with.
const KEYS: [&str; 15] = [
    "单位",
    "机关",
    "部门",
    "人",
    "负责人",
    "日期",
    "时间",
    "电话",
    "表号",
    "文号",
    "有效期至",
    "制",
    "签章",
    "盖章）",
    "注",
];
/// Characters of the longest key.
const LONGEST_KEY: usize = 12;

/// Whether a table has such rows. Those of the disclosure report have none.
pub fn has(table: &Table, edition: &Edition, forms: &[Labels]) -> bool {
    edition.disclosure.is_none() && !edition.is_none() && split(table, forms).is_some()
}

/// The table without such rows and the title above them, which become lines before and after it; `None` if it has none.
pub fn split(table: &Table, forms: &[Labels]) -> Option<Vec<Block>> {
    let is_above = |row: &&Vec<Cell>| is_form_line(row) || is_title(row, forms);
    let above = table.rows.iter().take_while(is_above).count();
    let below = table.rows.iter().skip(above).rev().take_while(|row| is_form_line(row)).count();
    let rows = table.rows.get(above..table.rows.len() - below)?;
    if above + below == 0 || rows.is_empty() {
        return None;
    }
    let line = |row: &Vec<Cell>| {
        let texts: Vec<&str> =
            row.iter().filter(|cell| !cell.is_blank()).map(|cell| cell.text.trim()).collect();
        let place = row.iter().find(|cell| !cell.is_blank()).map(|cell| cell.place.clone());
        Block::Paragraph(Paragraph::new(texts.join("　"), Role::Body, place.unwrap_or_default()))
    };
    let mut blocks: Vec<Block> = table.rows.iter().take(above).map(line).collect();
    blocks.push(Block::Table(Table { rows: rows.to_vec(), ..table.clone() }));
    blocks.extend(table.rows.iter().skip(above + rows.len()).map(line));
    Some(blocks)
}

/// Whether a row is one text over several columns that the form does not have.
fn is_title(row: &[Cell], forms: &[Labels]) -> bool {
    let mut filled = row.iter().filter(|cell| !cell.is_blank());
    let (Some(title), None) = (filled.next(), filled.next()) else { return false };
    title.colspan > 1 && title.rowspan <= 1 && !forms.iter().any(|labels| labels.is_label(&title.text))
}

fn is_form_line(row: &[Cell]) -> bool {
    let mut filled = row.iter().filter(|cell| !cell.is_blank()).peekable();
    filled.peek().is_some()
        && row.iter().all(|cell| cell.rowspan <= 1)
        && filled.all(|cell| is_pair(&cell.text))
}

/// `单位：件`: a short key before a colon, with or without a text.
fn is_pair(text: &str) -> bool {
    let Some((key, _)) = text.split_once(['：', ':']) else { return false };
    let key = key.trim();
    key.chars().count() <= LONGEST_KEY && KEYS.iter().any(|end| key.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;

    #[test]
    fn rows_of_keys_are_lines() {
        let row = |texts: &[&str]| texts.iter().map(|text| Cell::new(*text, Place::Unknown)).collect();
        let rows = vec![
            row(&["填报单位：某镇", "", "单位：件"]),
            row(&["项目", "甲", "乙"]),
            row(&["其中：丙", "1", "2"]),
            row(&["单位负责人：", "", "填表人："]),
        ];
        let blocks = split(&Table { rows, ..Table::default() }, &[]).unwrap();
        let [Block::Paragraph(above), Block::Table(table), Block::Paragraph(_)] = blocks.as_slice() else {
            panic!("{blocks:?}")
        };
        assert_eq!((above.text.as_str(), table.rows.len()), ("填报单位：某镇　单位：件", 2));
        assert_eq!(split(table, &[]), None);
    }
}
