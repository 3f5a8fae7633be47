//! Pages with two columns of text, or two documents side by side.

use std::collections::BTreeSet;

use super::geometry::Bounds;
use super::glyph::is_wide;
use super::line::Line;
use super::tables::TableBox;

/// Things on each side that make a column.
const LEAST: usize = 4;

/// Where a page is divided into two columns; `None` where it has one. `boxes` are those of its tables.
pub fn gutter(lines: &[Line], boxes: &[Bounds]) -> Option<f64> {
    let parts: Vec<Bounds> = lines
        .iter()
        .flat_map(|line| line.clone().split(1.0))
        .map(|part| part.bounds)
        .chain(boxes.iter().copied())
        .collect();
    let area = parts.iter().copied().reduce(Bounds::union)?;
    let em = lines.iter().map(|line| line.size).fold(0.0, f64::max).max(8.0);
    let zone = area.width().mul_add(0.35, area.left)..area.width().mul_add(0.65, area.left);
    let gap = widest_gap(&parts, zone, 0.8 * em)?;
    let side = |is_in: &dyn Fn(&Bounds) -> bool, width: f64| {
        let own: Vec<&Bounds> = parts.iter().filter(|part| is_in(part)).collect();
        let wide = own.iter().filter(|part| part.width() > 0.6 * width).count();
        let has_tables = boxes.iter().any(is_in);
        // Text fills its column; what does not is the columns of a table without lines.
        (own.len() >= LEAST && 2 * wide >= own.len()) || has_tables && wide > 0
    };
    let is_divided =
        side(&|part| part.right <= gap, gap - area.left) && side(&|part| part.left >= gap, area.right - gap);
    is_divided.then_some(gap)
}

/// The middle of the widest gap in a zone that at most a third of what is there crosses.
fn widest_gap(parts: &[Bounds], zone: std::ops::Range<f64>, least: f64) -> Option<f64> {
    let mut ends: Vec<(f64, i32)> =
        parts.iter().flat_map(|part| [(part.left, 1), (part.right, -1)]).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let allowed = i32::try_from(parts.len() / 3).unwrap_or(i32::MAX);
    let (mut crossing, mut best): (i32, Option<(i32, f64, f64)>) = (0, None);
    for pair in ends.windows(2) {
        let &[(from, step), (to, _)] = pair else { continue };
        crossing += step;
        let middle = f64::midpoint(from, to);
        if crossing > allowed || to - from < least || !zone.contains(&middle) {
            continue;
        }
        if best.is_none_or(|(fewest, width, _)| (crossing, from - to) < (fewest, -width)) {
            best = Some((crossing, to - from, middle));
        }
    }
    best.map(|(.., middle)| middle)
}

/// Labels that two tables share, at least, for them to be the same one of two documents.
const SHARED: usize = 4;

/// Whether tables of two documents are side by side: left and right of the gutter are the same labels.
pub fn are_side_by_side(tables: &[TableBox], gutter: f64) -> bool {
    let labels = |column: Column| -> BTreeSet<String> {
        let own = tables.iter().filter(|table| Column::of(table.bounds, Some(gutter)) == column);
        let cells = own.flat_map(|table| table.rows.iter().flatten());
        let texts = cells.map(|cell| cell.text.text.split_whitespace().collect::<String>());
        texts.filter(|text| text.chars().any(is_wide)).collect()
    };
    labels(Column::Left).intersection(&labels(Column::Right)).count() >= SHARED
}

/// In which column something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Left,
    Right,
    /// Over both.
    Both,
}

impl Column {
    pub fn of(bounds: Bounds, gutter: Option<f64>) -> Self {
        match gutter {
            Some(gutter) if bounds.right <= gutter => Self::Left,
            Some(gutter) if bounds.left >= gutter => Self::Right,
            _ => Self::Both,
        }
    }
}

/// The order in which things are read: what is over both columns from top to bottom; between it first what is in
/// the left column, then what is in the right one. Gives (band, column) for each thing.
pub fn bands(things: &[Bounds], gutter: Option<f64>) -> Vec<(usize, Column)> {
    let mut order: Vec<usize> = (0..things.len()).collect();
    let top = |at: &usize| things.get(*at).map_or(0.0, |thing| thing.top);
    order.sort_by(|a, b| top(a).total_cmp(&top(b)));
    let mut bands = vec![(0, Column::Both); things.len()];
    let (mut band, mut last) = (0, Column::Both);
    for at in order {
        let Some(thing) = things.get(at) else { continue };
        let column = Column::of(*thing, gutter);
        if (column == Column::Both) != (last == Column::Both) {
            band += 1;
        }
        last = column;
        bands.get_mut(at).into_iter().for_each(|slot| *slot = (band, column));
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::text_at;
    use super::*;

    fn line(text: &str, left: f64, baseline: f64) -> Line {
        Line::of(text_at(text, left, baseline, 10.0, 0.0)).unwrap()
    }

    #[test]
    fn two_columns_of_text_are_found() {
        let mut lines = vec![line("各级行政机关政府信息公开工作年度报告题目", 60.0, 10.0)];
        for row in 0..5_u8 {
            let at = f64::from(row).mul_add(15.0, 40.0);
            lines.push(line("左栏的文字一共十二个字呢", 0.0, at));
            lines.push(line("右栏的文字一共十二个字呢", 140.0, at + 3.0));
        }
        let gutter = gutter(&lines, &[]).unwrap();
        assert!((120.0..140.0).contains(&gutter), "{gutter}");
        let bounds: Vec<Bounds> = lines.iter().map(|line| line.bounds).collect();
        let bands = bands(&bounds, Some(gutter));
        assert_eq!(bands[..3], [(0, Column::Both), (1, Column::Left), (1, Column::Right)]);
    }

    #[test]
    fn the_columns_of_a_table_are_no_columns_of_text() {
        let mut lines = Vec::new();
        for row in 0..6_u8 {
            let at = f64::from(row).mul_add(15.0, 40.0);
            lines.push(line("行政许可", 0.0, at));
            lines.push(line("12", 240.0, at));
        }
        assert_eq!(gutter(&lines, &[]), None);
    }
}
