//! The heads over the figures of 明细: table, group of rows, row, column, merged where they are alike.

use rust_xlsxwriter::Worksheet;

use super::Result;
use super::format;
use super::grid::{Column, FIRST};
use crate::model::form::plain;
use crate::model::language::{Language, Text};

/// Number of rows of the heads.
pub const ROWS: u32 = 4;
/// The row of the first.
pub const TOP: u32 = FIRST - ROWS;
/// Heights of the rows, in points.
pub const HEIGHTS: [u32; 4] = [22, 36, 64, 48];

/// Heads before the figures, and their widths.
pub const FIXED: [(Text, u32); 7] = [
    (Text::new("计入汇总", "Counted"), 6),
    (Text::new("单位", "Body"), 26),
    (Text::new("年度", "Year"), 6),
    (Text::new("格式版本", "Edition"), 9),
    (Text::new("勾稽是否平衡", "Balanced"), 9),
    (Text::new("文件", "File"), 40),
    (Text::new("说明", "Remarks"), 40),
];

/// The width of a column of the roster.
pub const AFFILIATION: u32 = 12;

/// The four labels over a column, outermost first.
fn labels(column: &Column, language: Language) -> [String; 4] {
    let edition = column.edition;
    let form = edition.table(column.address.table).and_then(|table| {
        let (block, row) = table.row(column.address.row)?;
        Some((table, block, row, block.column(column.address.column)?))
    });
    let Some((table, block, row, figure)) = form else { return [const { String::new() }; 4] };
    let of_edition = if column.is_main { String::new() } else { format!("{} ", edition.version("")) };
    let name = format!("{of_edition}{} {}", table.name, plain(table.title));
    let group: Vec<&str> = row.path.iter().map(|label| plain(label)).collect();
    let group =
        if group.is_empty() { block.clause.unwrap_or_default().to_owned() } else { group.join("／") };
    let row =
        if language == Language::Zh { row.short_label().to_owned() } else { table.row_label(row, language) };
    [name, group, row, figure.plain_label(language)]
}

/// Writes the heads over the figures.
pub fn write(sheet: &mut Worksheet, columns: &[Column], language: Language) -> Result<()> {
    let labels: Vec<[String; 4]> = columns.iter().map(|column| labels(column, language)).collect();
    let first = columns.first().map_or(0, |column| column.number);
    for (level, row) in (0..4).zip(TOP..) {
        let mut start = 0;
        while start < labels.len() {
            let width = same(&labels, start, level).max(1);
            let text = labels.get(start).and_then(|labels| labels.get(level)).map_or("", String::as_str);
            let left = first.saturating_add(u16::try_from(start).unwrap_or(u16::MAX));
            let right = left.saturating_add(u16::try_from(width - 1).unwrap_or(u16::MAX));
            if right > left {
                sheet.merge_range(row, left, row, right, text, &format::head())?;
            } else {
                sheet.write_string_with_format(row, left, text, &format::head())?;
            }
            start += width;
        }
    }
    Ok(())
}

/// How many columns from `start` on have the same labels down to `level`; the last level is not merged.
fn same(labels: &[[String; 4]], start: usize, level: usize) -> usize {
    if level == 3 {
        return 1;
    }
    let prefix = |at: &[String; 4]| at.get(..=level).map(<[String]>::to_vec);
    let first = labels.get(start).and_then(prefix);
    labels.iter().skip(start).take_while(|labels| prefix(labels) == first).count()
}
