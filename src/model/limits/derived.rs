//! Limits that follow from others: of an input that is being read, of many inputs at once, of what was written.

use super::Limits;

impl Limits {
    /// The same limits with their clock running; a clock that runs already is not restarted.
    #[must_use]
    pub fn started(mut self) -> Self {
        self.clock = self.clock.started(self.time_ms);
        self
    }

    /// Limits within which reading takes so little memory that every processor can read one input at a time. The
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

    /// Limits for reading what was written from an input within these: in another format it may be larger and
    /// compress better, and it is in memory already.
    #[must_use]
    pub fn for_what_was_written(self) -> Self {
        /// For tags around each text, and for blanks that align it.
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
