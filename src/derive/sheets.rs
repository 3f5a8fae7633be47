//! The sheets of a blank form that are about its tables: 审核 with relations, 指标 with codes and kinds.

use super::grid::Grid;

/// Whether a table is one of these sheets, by its head.
pub fn is_of_language(grid: &Grid<'_>) -> bool {
    let has = |name: &str| (0..grid.width).any(|column| grid.text(0, column) == name);
    has("关系式") || has("代码") && has("数值类型")
}
