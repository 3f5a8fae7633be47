//! The ways in which a file is damaged; the same on every run.

use std::io::{Cursor, Write as _};

use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::fixtures::Fixture;

pub struct Damage {
    pub kind: Kind,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Debug)]
#[allow(dead_code, reason = "a fault is shown with all of it")]
pub enum Kind {
    Cut(usize),
    /// Which bytes were flipped, and what they are now.
    Flipped(Vec<(usize, u8)>),
    Missing(String),
    /// `is_needed`: without the part the file is read otherwise or not at all.
    Doubled {
        part: String,
        is_needed: bool,
    },
}

/// All damaged copies: so many cuts, so many times flipped, and of a package each part.
pub fn all(fixture: &Fixture, times: usize) -> Vec<Damage> {
    let bytes = &fixture.bytes;
    let cuts = (0..times).map(|step| bytes.len() * step / times);
    let mut all: Vec<Damage> =
        cuts.map(|at| Damage { kind: Kind::Cut(at), bytes: bytes[..at].to_vec() }).collect();
    let mut dice = Dice::new(&fixture.name);
    all.extend((0..times).map(|time| flipped(bytes, time, &mut dice)));
    if fixture.is_package() {
        all.extend(parts(fixture));
    }
    all
}

/// Every second copy with a single byte changed: other faults can't tell of it.
fn flipped(bytes: &[u8], time: usize, dice: &mut Dice) -> Damage {
    let mut bytes = bytes.to_vec();
    let count = if time.is_multiple_of(2) { 1 } else { 2 + dice.roll(15) };
    let mut places: Vec<usize> = (0..count).map(|_| dice.roll(bytes.len())).collect();
    places.sort_unstable();
    places.dedup();
    for &at in &places {
        // One bit, or any other byte.
        let change = if dice.roll(2) == 0 { 1 << dice.roll(8) } else { 1 + dice.roll(255) };
        bytes[at] ^= u8::try_from(change).expect("a byte");
    }
    let flips = places.into_iter().map(|at| (at, bytes[at])).collect();
    Damage { kind: Kind::Flipped(flips), bytes }
}

fn parts(fixture: &Fixture) -> Vec<Damage> {
    let mut archive = ZipArchive::new(Cursor::new(&fixture.bytes)).expect("package");
    let count = archive.len();
    let name = |index| archive.by_index(index).expect("entry").name().expect("name").into_owned();
    let names: Vec<String> = (0..count).map(name).collect();
    let mut all = Vec::new();
    for part in names {
        let missing = without(fixture, &part);
        let is_needed = !super::judge::is_same(fixture, &missing);
        all.push(Damage { kind: Kind::Missing(part.clone()), bytes: missing });
        for is_first in [true, false] {
            let bytes = doubled(fixture, &part, is_first);
            all.push(Damage { kind: Kind::Doubled { part: part.clone(), is_needed }, bytes });
        }
    }
    all
}

fn without(fixture: &Fixture, part: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(&fixture.bytes)).expect("package");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let entry = archive.by_index(index).expect("entry");
        if entry.name().expect("name") != part {
            writer.raw_copy_file(entry).expect("entry");
        }
    }
    writer.finish().expect("package").into_inner()
}

/// The package with an empty part of the same name before or behind all others. It is written under
/// another name of the same length, which is then changed, for no writer writes a name twice.
fn doubled(fixture: &Fixture, part: &str, is_first: bool) -> Vec<u8> {
    let stand_in: String = part.chars().map(|c| if c == '/' { '/' } else { '~' }).collect();
    let mut archive = ZipArchive::new(Cursor::new(&fixture.bytes)).expect("package");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let double = |writer: &mut ZipWriter<_>| {
        writer.start_file(&*stand_in, SimpleFileOptions::default()).expect("entry");
        writer.write_all(b"").expect("content");
    };
    if is_first {
        double(&mut writer);
    }
    for index in 0..archive.len() {
        writer.raw_copy_file(archive.by_index(index).expect("entry")).expect("entry");
    }
    if !is_first {
        double(&mut writer);
    }
    let mut bytes = writer.finish().expect("package").into_inner();
    while let Some(at) = bytes.windows(stand_in.len()).position(|window| window == stand_in.as_bytes()) {
        bytes[at..at + part.len()].copy_from_slice(part.as_bytes());
    }
    bytes
}

/// Numbers that look random and are the same for the same name.
struct Dice(u64);

impl Dice {
    fn new(name: &str) -> Self {
        Self(
            name.bytes().fold(0xcbf2_9ce4_8422_2325, |seed, byte| {
                (seed ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
            }),
        )
    }

    /// A number below `below`.
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 32).expect("32 bits") % below.max(1)
    }
}
