//! What becomes of each body's report: most are sound, some of every other kind are among them.

use super::chance::Chance;
use super::county::Body;

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sound,
    /// A sum that does not add up.
    Unbalanced,
    /// A cell with words for a number.
    TextInCell,
    /// A statutory table left out.
    MissingTable,
    /// A Word file named as a workbook, or the other way round: sound.
    WrongExtension,
    /// A Word file cut off.
    Truncated,
    Empty,
    /// A Word file that a password protects.
    Password,
    /// The head of a Word 97 file with rubbish behind it.
    Rubbish,
    /// A document without a form.
    Notice,
    /// What Word leaves beside an open file: no document, to be passed over.
    Lock,
}

impl Kind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::Unbalanced => "unbalanced",
            Self::TextInCell => "text-in-cell",
            Self::MissingTable => "missing-table",
            Self::WrongExtension => "wrong-extension",
            Self::Truncated => "truncated",
            Self::Empty => "empty",
            Self::Password => "password",
            Self::Rubbish => "rubbish",
            Self::Notice => "notice",
            Self::Lock => "lock",
        }
    }

    /// The code of the error that reading it ends with.
    pub const fn error(self) -> Option<&'static str> {
        match self {
            Self::Truncated | Self::Rubbish => Some("damaged"),
            Self::Empty => Some("empty"),
            Self::Password => Some("encrypted"),
            _ => None,
        }
    }

    pub fn is_readable(self) -> bool {
        self.error().is_none() && !matches!(self, Self::Lock | Self::Notice)
    }

    /// Readable, and without a fault of the gravest kind.
    pub const fn is_valid(self) -> bool {
        matches!(self, Self::Sound | Self::WrongExtension)
    }
}

/// Why a body's report is there twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Double {
    /// The same file in two places.
    Identical,
    /// A later one with other figures and another text.
    Versions,
    /// The same report as two files of different formats.
    Formats,
}

impl Double {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Versions => "versions",
            Self::Formats => "formats",
        }
    }
}

/// What is to become of the report of one body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    pub kind: Kind,
    pub double: Option<Double>,
    /// The report bears the body's short name.
    pub is_short: bool,
}

impl Plan {
    const SOUND: Self = Self { kind: Kind::Sound, double: None, is_short: false };
}

/// Kinds and doubles, and how many of a thousand bodies they befall; each befalls one at least.
const FAULTY: [(Plan, usize); 11] = [
    (of(Kind::Unbalanced), 30),
    (of(Kind::TextInCell), 20),
    (of(Kind::MissingTable), 15),
    (of(Kind::WrongExtension), 15),
    (of(Kind::Truncated), 10),
    (of(Kind::Empty), 10),
    (of(Kind::Password), 10),
    (of(Kind::Rubbish), 5),
    (twice(Double::Identical), 15),
    (twice(Double::Versions), 15),
    (twice(Double::Formats), 15),
];

const fn of(kind: Kind) -> Plan {
    Plan { kind, ..Plan::SOUND }
}

const fn twice(double: Double) -> Plan {
    Plan { double: Some(double), ..Plan::SOUND }
}

pub const fn share(of: usize, per_mille: usize) -> usize {
    let number = of * per_mille / 1000;
    if number == 0 { 1 } else { number }
}

/// A plan for each of the bodies.
pub fn plans(bodies: &[Body], chance: &mut Chance) -> Vec<Plan> {
    let mut plans = vec![Plan::SOUND; bodies.len()];
    let mut open: Vec<usize> = (0..bodies.len()).collect();
    chance.shuffle(&mut open);
    let has_short = |at: &usize| bodies[*at].short.is_some();
    let short: Vec<usize> = open.iter().copied().filter(has_short).take(share(bodies.len(), 20)).collect();
    for at in &short {
        plans[*at].is_short = true;
    }
    open.retain(|at| !short.contains(at));
    let mut open = open.into_iter();
    for (plan, per_mille) in FAULTY {
        for at in open.by_ref().take(share(bodies.len(), per_mille)) {
            plans[at] = plan;
        }
    }
    plans
}
