//! Limits that follow from others: of an input that is being read, of many inputs at once, of what was written.

use super::Limits;

impl Limits {
    /// The same limits with their clock running; a clock that runs already is not restarted.
    #[must_use]
    pub fn started(mut self) -> Self {
        self.clock = self.clock.started(self.time_ms);
        self
    }

    /// Within these a reading takes so little memory that one for each processor may go on at once. The
    /// longest reports are within them.
    #[must_use]
    pub const fn for_many_at_once(self) -> Self {
        const PART: u64 = 8;
        Self {
            page_bytes: self.page_bytes / PART,
            text_bytes: self.text_bytes / PART,
            part_bytes: self.part_bytes / PART,
            package_bytes: self.package_bytes / PART,
            nodes: self.nodes / 8,
            cells: self.cells / 8,
            blocks: self.blocks / 8,
            ..self
        }
    }

    /// Limits for what was just made of something read within these: it may be larger in another format,
    /// packs as well as it likes, and stands in memory already.
    #[must_use]
    pub fn for_what_was_written(self) -> Self {
        /// A tag or two around each text, and blanks that align it.
        const TIMES: u64 = 8;
        Self {
            input_bytes: self.input_bytes.saturating_mul(TIMES),
            page_bytes: self.page_bytes.saturating_mul(TIMES),
            text_bytes: self.text_bytes.saturating_mul(TIMES),
            part_bytes: self.part_bytes.saturating_mul(TIMES),
            package_bytes: self.package_bytes.saturating_mul(TIMES),
            ratio: u64::MAX,
            nodes: self.nodes.saturating_mul(4),
            cells: self.cells.saturating_mul(2),
            blocks: self.blocks.saturating_mul(2),
            ..self
        }
    }
}
