//! Rectangles of cells, and how formulas refer to them.

use crate::model::place::column_letters;

/// A rectangle of cells, counted from 0, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub top: u32,
    pub left: u16,
    pub bottom: u32,
    pub right: u16,
}

impl Area {
    /// `$B$5:$C$9`; defined names use this form also for a single cell.
    pub fn absolute(self) -> String {
        let cell = |row: u32, column: u16| format!("${}${}", column_letters(u32::from(column) + 1), row + 1);
        format!("{}:{}", cell(self.top, self.left), cell(self.bottom, self.right))
    }

    /// The reference of the first cell, which holds the content of a merged area: `$B$5`.
    pub fn first(self) -> String {
        format!("${}${}", column_letters(u32::from(self.left) + 1), self.top + 1)
    }

    /// `B5:C9`, or `B5`.
    pub fn relative(self) -> String {
        let cell = |row: u32, column: u16| format!("{}{}", column_letters(u32::from(column) + 1), row + 1);
        let (first, last) = (cell(self.top, self.left), cell(self.bottom, self.right));
        if first == last { first } else { format!("{first}:{last}") }
    }
}

/// The same cells in few rectangles: neighbours in a row are joined, then equal rows.
pub fn joined(mut areas: Vec<Area>) -> Vec<Area> {
    areas.sort_by_key(|area| (area.top, area.left));
    let mut wide = join(areas, |last, next| {
        (last.top, last.bottom, last.right + 1) == (next.top, next.bottom, next.left)
    });
    wide.sort_by_key(|area| (area.left, area.right, area.top));
    let mut all = join(wide, |last, next| {
        (last.left, last.right, last.bottom + 1) == (next.left, next.right, next.top)
    });
    all.sort_by_key(|area| (area.top, area.left));
    all
}

fn join(areas: Vec<Area>, is_next: impl Fn(&Area, &Area) -> bool) -> Vec<Area> {
    let mut all: Vec<Area> = Vec::new();
    for area in areas {
        match all.last_mut().filter(|last| is_next(last, &area)) {
            Some(last) => (last.bottom, last.right) = (area.bottom, area.right),
            None => all.push(area),
        }
    }
    all
}

/// References of areas with `separator` between them.
pub fn list(areas: Vec<Area>, separator: &str, refer: impl Fn(Area) -> String) -> String {
    joined(areas).into_iter().map(refer).collect::<Vec<_>>().join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_joined() {
        let cell = |top, left| Area { top, left, bottom: top, right: left };
        let shown = |areas: &[Area]| list(areas.to_vec(), " ", Area::relative);
        assert_eq!(shown(&[cell(4, 1), cell(5, 1), cell(7, 1)]), "B5:B6 B8");
        assert_eq!(shown(&[cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1), cell(1, 3)]), "A1:B2 D2");
        assert_eq!(shown(&[cell(1, 26)]), "AA2");
        assert_eq!(cell(1, 26).absolute(), "$AA$2:$AA$2");
    }
}
