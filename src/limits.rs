//! Every limit on what repconv will read, with its reason; passed to every reader.
//!
//! Real reports are under 1 MB and 3,000 cells. The limits leave room for scans and attachments in
//! the package and stop what is only meant to exhaust memory or time.

/// Limits of one reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the input: scanned attachments in a package stay below this.
    pub input_bytes: u64,
    /// Bytes that one part of a zip package may expand to: keeps the parse under 200 MB of memory.
    pub part_bytes: u64,
    /// Entries of a zip package.
    pub package_entries: usize,
    /// Depth of nested elements (XML, HTML, JSON): html5ever is quadratic in depth.
    pub depth: usize,
    /// Cells of all tables together.
    pub cells: usize,
    /// Grid columns a cell may span or a row may have: a spreadsheet has at most 16,384.
    pub columns: u32,
    /// Grid rows a cell may span.
    pub rows: u32,
    /// Blocks of a document.
    pub blocks: usize,
    /// Elements, comments and pieces of text of a web page: keeps its reading below 150 MB.
    pub nodes: usize,
    /// Folders within folders, on the disk or in an archive: nobody sorts reports deeper.
    pub folders: usize,
    /// Files in an archive of reports: those of a province fit in.
    pub archive_entries: usize,
    /// Bytes that all files of an archive together may expand to.
    pub archive_bytes: u64,
    /// Archives within archives: a town's in a county's in a city's.
    pub archive_depth: usize,
    /// What a file of an archive may expand to for each of its bytes; documents stay below 100.
    pub archive_ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input_bytes: 64 << 20,
            part_bytes: 32 << 20,
            package_entries: 10_000,
            depth: 500,
            cells: 400_000,
            columns: 16_384,
            rows: 100_000,
            blocks: 200_000,
            nodes: 1_000_000,
            folders: 64,
            archive_entries: 100_000,
            archive_bytes: 8 << 30,
            archive_depth: 3,
            archive_ratio: 250,
        }
    }
}
