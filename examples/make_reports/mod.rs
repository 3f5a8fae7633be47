//! Everything a county's bodies hand in, made by number and seed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a maker of test data that cannot go on fails"
)]

mod archive;
mod chance;
mod county;
mod faults;
mod figures;
mod maker;
mod manifest;
mod manner;
mod narrative;
mod plan;
mod report;
mod roster;
mod store;
mod totals;

use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use self::chance::Chance;
use self::county::{Body, COUNTY};
use self::maker::Maker;

/// The year that is reported on.
pub const YEAR: u16 = 2023;

/// The fewest bodies: one for each thing that can go wrong.
const FEWEST: usize = 20;

/// Makes the reports of so many bodies, the roster and the manifest, which is returned too.
///
/// # Errors
/// When the folder holds reports already, or can't be written.
pub fn make(number: usize, seed: u64, folder: &Path) -> Result<Value, Box<dyn Error>> {
    let reports = folder.join("reports");
    if number < FEWEST {
        return Err(format!("at least {FEWEST} bodies").into());
    }
    if reports.exists() {
        return Err("there are reports here already".into());
    }
    fs::create_dir_all(&reports)?;
    let mut chance = Chance::of(seed);
    let missing = plan::share(number, 40);
    let mut bodies = county::bodies(number + missing, &mut chance);
    chance.shuffle(&mut bodies);
    let (handed_in, missing) = bodies.split_at(number);
    let plans = plan::plans(handed_in, &mut chance);

    let mut maker = Maker::new(reports, seed);
    for (at, (body, plan)) in handed_in.iter().zip(plans).enumerate() {
        maker.hand_in(at, body, plan)?;
    }
    maker.others(number)?;
    let made = maker.finish(missing)?;

    let mut roster = bodies.clone();
    roster.sort_by(|a, b| (a.sort, &a.name).cmp(&(b.sort, &b.name)));
    store::write(&folder.join("单位名单.csv"), &roster::csv(&roster))?;
    store::write(&folder.join("单位名单.xlsx"), &roster::xlsx(&roster)?)?;
    let manifest = manifest(number, seed, &roster, made);
    store::write(&folder.join("manifest.json"), manifest::text(&manifest).as_bytes())?;
    Ok(Value::Object(manifest))
}

fn manifest(number: usize, seed: u64, roster: &[Body], made: Map<String, Value>) -> Map<String, Value> {
    let names: Vec<&str> = roster.iter().map(|body| body.name.as_str()).collect();
    let mut manifest = Map::new();
    manifest.insert("number".to_owned(), json!(number));
    manifest.insert("seed".to_owned(), json!(seed));
    manifest.insert("county".to_owned(), json!(COUNTY));
    manifest.insert("year".to_owned(), json!(YEAR));
    manifest.insert("roster".to_owned(), json!(names));
    manifest.extend(made);
    manifest
}
