//! The definition of a row of a table: the edges of its cells, and how they are merged.

use super::colours::Filling;
use super::modifiers::{ROW_DEFINITION, modifiers};
use crate::readers::compound::u16_at;

/// What the end of a row says of it.
#[derive(Clone, Debug, Default)]
pub struct RowDefinition {
    /// The edges of the cells from left to right, in twentieths of a point: one more than there are cells.
    pub edges: Vec<i32>,
    pub cells: Vec<CellDefinition>,
    /// Repeats on each page.
    pub is_header: bool,
    /// In twentieths of a point; negative where it is exact.
    pub height: i16,
}

/// What is said of a cell.
#[derive(Clone, Copy, Debug, Default)]
pub struct CellDefinition {
    /// Merged with neighbours in the row where it is not 0: the first of them has another number than the rest.
    pub horizontal: u8,
    pub vertical: Vertical,
    pub fill: Filling,
}

/// How a cell is merged with that above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vertical {
    #[default]
    None,
    Continues,
    Restarts,
}

impl Vertical {
    fn of(bits: u8) -> Self {
        match bits & 3 {
            0 => Self::None,
            1 => Self::Continues,
            _ => Self::Restarts,
        }
    }
}

/// Bytes that are said of a cell in the definition of its row.
const CELL_BYTES: usize = 20;
/// Bytes of a filling, and how many one list has at most.
const FILL_BYTES: usize = 10;
const FILLS: usize = 22;

impl RowDefinition {
    pub fn apply(&mut self, list: &[u8]) {
        for modifier in modifiers(list) {
            let bytes = modifier.bytes();
            let byte = |at| bytes.get(at).copied().map_or(0, usize::from);
            match modifier.code {
                ROW_DEFINITION => self.define(bytes),
                0x3404 => self.is_header = modifier.is_on(),
                0x9407 => self.height = modifier.signed(),
                0x5622 => self.remove(byte(0), byte(1)),
                0x5624 => self.merge(byte(0), byte(1)),
                0x5625 => self.each(byte(0), byte(1), |cell| cell.horizontal = 0),
                0x7621 => self.insert(byte(0), byte(1), u16_at(bytes, 2).unwrap_or(0)),
                0x7623 => self.set_widths(byte(0), byte(1), u16_at(bytes, 2).unwrap_or(0)),
                0xd62b => {
                    self.each(byte(0), byte(0) + 1, |cell| {
                        cell.vertical = Vertical::of(u8::try_from(byte(1)).unwrap_or(0));
                    });
                }
                0xd609 => {
                    let fills = bytes.as_chunks::<2>().0.iter();
                    self.fill(0, fills.map(|fill| Filling::packed(u16::from_le_bytes(*fill))));
                }
                0xd612 => self.fill(0, bytes.chunks_exact(FILL_BYTES).map(Filling::full)),
                0xd616 => self.fill(FILLS, bytes.chunks_exact(FILL_BYTES).map(Filling::full)),
                0xd60c => self.fill(2 * FILLS, bytes.chunks_exact(FILL_BYTES).map(Filling::full)),
                0xd62d => {
                    let fill = Filling::full(bytes.get(2..).unwrap_or_default());
                    self.each(byte(0), byte(1), |cell| cell.fill = fill);
                }
                _ => {}
            }
        }
    }

    fn define(&mut self, bytes: &[u8]) {
        let Some((&count, rest)) = bytes.split_first() else { return };
        let count = usize::from(count);
        let Some((edges, cells)) = rest.split_at_checked(2 * (count + 1)) else { return };
        self.edges =
            edges.as_chunks::<2>().0.iter().map(|edge| i32::from(i16::from_le_bytes(*edge))).collect();
        let mut described = cells.chunks(CELL_BYTES);
        self.cells = (0..count)
            .map(|_| {
                let flags = described.next().and_then(|cell| u16_at(cell, 0)).unwrap_or(0);
                let [low, _] = flags.to_le_bytes();
                CellDefinition { horizontal: low & 3, vertical: Vertical::of(low >> 5), fill: Filling::None }
            })
            .collect();
    }

    fn each(&mut self, first: usize, end: usize, change: impl Fn(&mut CellDefinition)) {
        self.cells.iter_mut().take(end).skip(first).for_each(change);
    }

    fn fill(&mut self, first: usize, fills: impl Iterator<Item = Filling>) {
        for (cell, fill) in self.cells.iter_mut().skip(first).zip(fills) {
            cell.fill = fill;
        }
    }

    fn merge(&mut self, first: usize, end: usize) {
        self.each(first, end, |cell| cell.horizontal = 2);
        self.each(first, first + 1, |cell| cell.horizontal = 1);
    }

    fn remove(&mut self, first: usize, end: usize) {
        let end = end.min(self.cells.len());
        if first < end {
            self.cells.drain(first..end);
            let from = self.edges.get(first).copied().unwrap_or(0);
            let removed = self.edges.get(end).copied().unwrap_or(from) - from;
            self.edges.drain(first..end);
            self.edges.iter_mut().skip(first).for_each(|edge| *edge -= removed);
        }
    }

    fn insert(&mut self, first: usize, count: usize, width: u16) {
        let first = first.min(self.cells.len());
        if self.edges.is_empty() {
            self.edges.push(0);
        }
        let start = self.edges.get(first).copied().unwrap_or(0);
        let width = i32::from(width);
        let edges = || std::iter::successors(Some(start + width), |edge| Some(edge + width));
        let new: Vec<i32> = edges().take(count).collect();
        let added = new.last().map_or(0, |last| last - start);
        self.edges.iter_mut().skip(first + 1).for_each(|edge| *edge += added);
        let rest = self.edges.split_off(first + 1);
        self.edges.extend(new.into_iter().chain(rest));
        self.cells.splice(first..first, std::iter::repeat_n(CellDefinition::default(), count));
    }

    fn set_widths(&mut self, first: usize, end: usize, width: u16) {
        for at in first..end.min(self.cells.len()) {
            let (Some(left), Some(right)) = (self.edges.get(at), self.edges.get(at + 1)) else { return };
            let change = left + i32::from(width) - right;
            self.edges.iter_mut().skip(at + 1).for_each(|edge| *edge += change);
        }
    }
}
