//! How figures look and are spelled, and what stands beside them.

use super::Fits::{All, Comments, Hidden, Looks};
use super::Variant;
use super::Wanted::{NoError, RightOrReported};
use crate::layout::{Layout, Look, Row, Run, Spot};
use crate::random::Random;

macro_rules! look {
    ($name:literal, $wanted:expr, $fits:expr, $change:expr) => {
        Variant { axis: "looks", name: $name, wanted: $wanted, fits: $fits, change: $change }
    };
}

pub static VARIANTS: &[Variant] = &[
    look!("a raised mark after figures", NoError, Looks, |layout, random| beside(
        layout,
        random,
        false,
        Look::Raised,
        "1"
    )),
    look!("struck figures before", NoError, Looks, |layout, random| beside(
        layout,
        random,
        true,
        Look::Struck,
        "12"
    )),
    look!("struck figures after", NoError, Looks, |layout, random| beside(
        layout,
        random,
        false,
        Look::Struck,
        "8"
    )),
    look!("hidden figures before", NoError, Hidden, |layout, random| beside(
        layout,
        random,
        true,
        Look::Hidden,
        "12"
    )),
    look!("white figures before", NoError, Looks, |layout, random| beside(
        layout,
        random,
        true,
        Look::White,
        "12"
    )),
    look!("wholly struck figures", RightOrReported, Looks, |layout, random| {
        let struck =
            some_figures(layout, random, |spot| spot.runs.iter_mut().for_each(|run| run.look = Look::Struck));
        layout.not_as_written.extend(struck);
        true
    }),
    look!("a hidden row with other figures", NoError, Looks, |layout, _| hidden_row(layout)),
    look!("footnote marks", NoError, All, |layout, random| {
        some_figures(layout, random, |spot| spot.set_text(format!("{}[2]", spot.text())));
        true
    }),
    look!("comments", NoError, Comments, |layout, random| {
        some_figures(layout, random, |spot| spot.comment = Some("原为12，已核对"));
        true
    }),
    look!("figures in several runs", NoError, Looks, |layout, random| {
        some_figures(layout, random, |spot| {
            let text = spot.text();
            let (first, rest) = text.split_at(1);
            spot.runs = [first, rest].map(|text| Run { text: text.to_owned(), look: Look::Plain }).to_vec();
        });
        true
    }),
    look!("units after figures", NoError, All, |layout, random| respell(layout, random, |text| format!(
        "{text}件"
    ))),
    look!("full-width digits", NoError, All, |layout, random| respell(layout, random, |text| {
        text.chars()
            .map(|c| char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap())
            .collect()
    })),
    look!("apostrophes before figures", RightOrReported, All, |layout, random| respell(
        layout,
        random,
        |text| format!("'{text}")
    )),
    look!("approximate figures", RightOrReported, All, |layout, random| {
        let changed = some_figures(layout, random, |spot| spot.set_text(format!("约{}", spot.text())));
        layout.not_as_written.extend(changed);
        true
    }),
];

/// Changes about a tenth of the figures that are whole numbers, and returns which.
fn some_figures(
    layout: &mut Layout,
    random: &mut Random,
    change: impl Fn(&mut Spot),
) -> Vec<repconv::model::address::Address> {
    let mut changed = Vec::new();
    for spot in layout.spots() {
        let Some(address) = spot.address else { continue };
        if random.below(10) == 0 && spot.text().bytes().all(|byte| byte.is_ascii_digit()) {
            change(spot);
            changed.push(address);
        }
    }
    changed
}

fn respell(layout: &mut Layout, random: &mut Random, change: fn(&str) -> String) -> bool {
    some_figures(layout, random, |spot| spot.set_text(change(&spot.text())));
    true
}

fn beside(layout: &mut Layout, random: &mut Random, is_before: bool, look: Look, text: &str) -> bool {
    some_figures(layout, random, |spot| {
        let at = if is_before { 0 } else { spot.runs.len() };
        spot.runs.insert(at, Run { text: text.to_owned(), look });
    });
    true
}

/// Before a row the same row with last year's figures, hidden.
fn hidden_row(layout: &mut Layout) -> bool {
    let mut changed = false;
    for table in layout.tables() {
        let is_simple = |row: &Row| {
            row.spots.iter().all(|spot| spot.rowspan == 1)
                && row.spots.iter().any(|spot| spot.address.is_some())
        };
        let starts_group = |row: &Row| row.spots.first().is_some_and(|spot| spot.is_label);
        let grid = table.grid();
        let fits = |at: usize| {
            is_simple(&table.rows[at])
                && starts_group(&table.rows[at])
                && grid[at].first() == Some(&Some((at, 0)))
        };
        let Some(at) = (0..table.rows.len()).find(|at| fits(*at)) else { continue };
        let mut old = table.rows[at].clone();
        old.is_hidden = true;
        for spot in old.spots.iter_mut().filter(|spot| spot.address.is_some()) {
            spot.set_text(format!("9{}", spot.text()));
            spot.address = None;
        }
        table.rows.insert(at, old);
        changed = true;
    }
    changed
}
