//! Which bodies of the files are on the roster: known only when all have been read, before the rows are made.

use std::fs;

use crate::cli::Fault;
use crate::cli::progress::Workers;
use repconv::aggregate::{Cells, ListedBodies, Received};
use repconv::batch::input::InputReader;
use repconv::batch::sources::Source;
use repconv::validate::Roster;

/// Reads every file for its body alone. What is wrong with a file is said when its rows are made.
pub fn bodies(
    sources: &[Source],
    roster: &Roster,
    reading: &InputReader<'_>,
    workers: &Workers,
) -> Result<ListedBodies, Fault> {
    let mut received = Vec::with_capacity(sources.len());
    // A pipe gives its bytes only once.
    let is_lasting = |source: &&Source| fs::metadata(source.on_disk()).is_ok_and(|found| found.is_file());
    let lasting = sources.iter().filter(is_lasting).cloned().collect();
    let read = |source: &Source| {
        let (bytes, checked) = reading.read_source(source).ok()?;
        let further = reading.further(source, checked.reports);
        let mut one = Received::of(source.shown(), &bytes, checked.report);
        one.cells = Cells::of([]);
        Some((one, further))
    };
    workers.all_reports(lasting, read, |_, done| {
        let Some((one, further)) = done else { return Ok(Vec::new()) };
        received.push(one);
        Ok(further)
    })?;
    Ok(ListedBodies::of(received, roster))
}
