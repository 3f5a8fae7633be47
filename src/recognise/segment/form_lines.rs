//! Rows of a sheet directly above or below a table that are no rows of it: `填报单位：… 单位：件`, `单位负责人： 填表人：`. A
//! key and its text may be in cells beside each other.

use crate::model::document::{Block, Cell, Paragraph, Role, Table};
use crate::model::form::Edition;
use crate::prose::reporter_line;
use crate::recognise::tables::labels::Labels;
use crate::recognise::tables::row_matcher::RowContext;

/// What the keys of such rows end with.
const KEYS: [&str; 17] = [
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
    "年度",
    "报告期",
];
/// Characters of the longest key.
const LONGEST_KEY: usize = 12;

/// Whether a table has such rows. Those of the disclosure report have none.
pub fn has(table: &Table, edition: &Edition, forms: &[Labels]) -> bool {
    edition.disclosure.is_none() && !edition.is_none() && split(table, forms).is_some()
}

/// The table without such rows and the title above them, which become lines before and after it; `None` if it has none.
pub fn split(table: &Table, forms: &[Labels]) -> Option<Vec<Block>> {
    let is_above = |row: &&Vec<Cell>| form_line(row, forms).is_some() || is_title(row, forms);
    let above = table.rows.iter().take_while(is_above).count();
    let is_below = |row: &&Vec<Cell>| form_line(row, forms).is_some();
    let below = table.rows.iter().skip(above).rev().take_while(is_below).count();
    let rows = table.rows.get(above..table.rows.len() - below)?;
    if above + below == 0 || rows.is_empty() && !is_about_report(table, forms) {
        return None;
    }
    let line = |row: &Vec<Cell>| {
        let texts = form_line(row, forms).unwrap_or_else(|| {
            row.iter().filter(|cell| !cell.is_blank()).map(|cell| cell.text.trim().to_owned()).collect()
        });
        let place = row.iter().find(|cell| !cell.is_blank()).map(|cell| cell.place.clone());
        Block::Paragraph(Paragraph::new(texts.join("　"), Role::Body, place.unwrap_or_default()))
    };
    let mut blocks: Vec<Block> = table.rows.iter().take(above).map(line).collect();
    if !rows.is_empty() {
        blocks.push(Block::Table(Table { rows: rows.to_vec(), ..table.clone() }));
    }
    blocks.extend(table.rows.iter().skip(above + rows.len()).map(line));
    Some(blocks)
}

/// Whether a row is one text over several columns that the form does not have.
fn is_title(row: &[Cell], forms: &[Labels]) -> bool {
    let mut filled = row.iter().filter(|cell| !cell.is_blank());
    let (Some(title), None) = (filled.next(), filled.next()) else { return false };
    title.colspan > 1 && title.rowspan <= 1 && !forms.iter().any(|labels| labels.is_label(&title.text))
}

/// Whether a table has nothing but lines, one of which says who reports or for which year.
fn is_about_report(table: &Table, forms: &[Labels]) -> bool {
    let lines: Option<Vec<_>> = table.rows.iter().map(|row| form_line(row, forms)).collect();
    lines.is_some_and(|lines| lines.iter().flatten().any(|line| reporter_line::has_key(line)))
}

/// The keys of a row with their texts, in one cell or beside each other; `None` if it is another row.
fn form_line(row: &[Cell], forms: &[Labels]) -> Option<Vec<String>> {
    if row.iter().any(|cell| cell.rowspan > 1) {
        return None;
    }
    let mut texts: Vec<String> = Vec::new();
    // Whether the last key has no text yet.
    let mut is_open = false;
    for cell in row.iter().filter(|cell| !cell.is_blank()) {
        let text = cell.text.trim();
        if is_pair(text) {
            is_open = text.strip_suffix(['：', ':']).is_some_and(|key| !is_of_form(key, forms));
            texts.push(text.to_owned());
        } else if std::mem::take(&mut is_open) {
            texts.last_mut()?.push_str(text);
        } else {
            return None;
        }
    }
    (!texts.is_empty()).then_some(texts)
}

/// Whether a key is a label of the form, as those of a table of fields are.
fn is_of_form(key: &str, forms: &[Labels]) -> bool {
    let is_row = |labels: &Labels| labels.row(key, &RowContext::default()).is_some();
    forms.iter().any(|labels| labels.is_label(key) || is_row(labels))
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

    #[test]
    fn a_key_and_its_text_may_be_beside_each_other() {
        let row = |texts: &[&str]| texts.iter().map(|text| Cell::new(*text, Place::Unknown)).collect();
        let line = row(&["填报单位：", "青溪县司法局", "年度：", "2026"]);
        let rows = vec![line, row(&["类别", "来信", "来访", "合计"]), row(&["初次", "1", "2", "3"])];
        let blocks = split(&Table { rows: rows.clone(), ..Table::default() }, &[]).unwrap();
        let [Block::Paragraph(above), Block::Table(table)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!((above.text.as_str(), table.rows.len()), ("填报单位：青溪县司法局　年度：2026", 2));
        let alone = split(&Table { rows: rows[..1].to_vec(), ..Table::default() }, &[]).unwrap();
        assert!(matches!(alone.as_slice(), [Block::Paragraph(_)]), "{alone:?}");
        let two = row(&["填报单位：", "青溪县司法局", "1"]);
        assert_eq!(split(&Table { rows: vec![two, rows[1].clone()], ..Table::default() }, &[]), None);
    }
}
