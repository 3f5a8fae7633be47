//! The figures of a run.

use std::fmt;
use std::time::Duration;

use super::judge::{End, Judged};

#[derive(Debug, Default)]
pub struct Tally {
    pub files: usize,
    pub refused: usize,
    pub reported: usize,
    pub unchanged: usize,
    pub excused: usize,
    slowest: (Duration, String),
    pub faults: Vec<String>,
}

impl Tally {
    pub fn of_a_file() -> Self {
        Self { files: 1, ..Self::default() }
    }

    pub fn and(mut self, judged: Judged) -> Self {
        match judged.end {
            End::Refused => self.refused += 1,
            End::Reported => self.reported += 1,
            End::Unchanged => self.unchanged += 1,
            End::Excused => self.excused += 1,
        }
        self.faults.extend(judged.faults);
        self.slowest = self.slowest.max((judged.took, judged.name));
        self
    }

    pub fn plus(mut self, other: Self) -> Self {
        self.faults.extend(other.faults);
        Self {
            files: self.files + other.files,
            refused: self.refused + other.refused,
            reported: self.reported + other.reported,
            unchanged: self.unchanged + other.unchanged,
            excused: self.excused + other.excused,
            slowest: self.slowest.max(other.slowest),
            faults: self.faults,
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { files, refused, reported, unchanged, excused, slowest: (slowest, name), faults } = self;
        let copies = refused + reported + unchanged + excused;
        write!(
            f,
            "{files} files, {copies} damaged copies: {refused} clean errors, {reported} reports with new findings, \
             {unchanged} with nothing of the tables changed, {excused} with a figure whose own characters were \
             hit; {} faults; the slowest took {} ms ({name})",
            faults.len(),
            slowest.as_millis()
        )
    }
}
