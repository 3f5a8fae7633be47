//! The order in which a page shows the blocks within an element that lays them out: `order`, `column-reverse`.

use crate::model::document::Block;
use crate::readers::html::direction::Declared;

/// An element whose children may be shown in another order than where they are stored.
#[derive(Debug)]
pub(super) struct Container {
    /// How many elements are open within it.
    pub depth: usize,
    is_reversed: bool,
    /// The order of each child, and the number of its first block.
    children: Vec<(i32, usize)>,
}

impl Container {
    /// The container that an element is, if it is one.
    pub fn of(declared: &Declared, depth: usize) -> Option<Self> {
        declared.is_container().then(|| Self {
            depth,
            is_reversed: declared.is_reversed(),
            children: Vec::new(),
        })
    }

    pub fn add(&mut self, declared: &Declared, block: usize) {
        self.children.push((declared.order(), block));
    }

    /// Brings the blocks of the children into the order in which they are shown.
    pub fn arrange(self, blocks: &mut Vec<Block>) {
        let Some(&(_, first)) = self.children.first() else { return };
        let mut children: Vec<(i32, usize, usize)> = Vec::with_capacity(self.children.len());
        for (at, (order, start)) in self.children.iter().enumerate() {
            let end = self.children.get(at + 1).map_or(blocks.len(), |(_, next)| *next);
            children.push((*order, *start, end));
        }
        children.sort_by_key(|(order, _, _)| *order);
        if self.is_reversed {
            children.reverse();
        }
        if children.is_sorted_by_key(|(_, start, _)| *start) || first > blocks.len() {
            return; // nearly always
        }
        let mut stored: Vec<Option<Block>> = blocks.drain(first..).map(Some).collect();
        for (_, start, end) in children {
            let part =
                stored.get_mut(start.saturating_sub(first)..end.saturating_sub(first)).unwrap_or_default();
            blocks.extend(part.iter_mut().filter_map(Option::take));
        }
    }
}
