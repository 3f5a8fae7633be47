//! Determines the edition of a document: the one whose distinctive labels it has most of.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::forms::{BUILT_IN, BuiltIn};
use crate::model::document::{Block, Document};
use crate::model::form::Edition;
use crate::prose::identity;

use crate::recognise::sections::titles::may_be_title;
use crate::recognise::tables::labels::words;

/// The edition of a document: the one it names, else by its labels, else by the year in its title, else
/// the newest.
pub fn detect_edition(document: &Document) -> &'static Edition {
    let texts = texts(document);
    if let Some(named) = named_edition(&texts) {
        return named;
    }
    let own = distinctive_labels();
    // In plain text, several labels may be on one line.
    let parts = texts.iter().flat_map(|text| text.split_whitespace().filter(|part| part.len() < text.len()));
    let met: BTreeSet<usize> =
        texts.iter().copied().chain(parts).filter_map(|text| find(own, &words(text))).collect();
    let met: Vec<&str> = met.into_iter().filter_map(|at| own.get(at)).map(|(_, id)| *id).collect();
    let score = |known: &BuiltIn| met.iter().filter(|id| **id == known.id).count();
    let best = BUILT_IN.iter().map(|known| (score(known), known)).rev().max_by_key(|(score, _)| *score);
    if let Some((1.., known)) = best {
        return known.form();
    }
    let titles = texts.iter().copied().chain(document.head.iter().map(|p| p.text.as_str()));
    let year = titles.filter(|text| may_be_title(text)).find_map(identity::year_in_title);
    year.and_then(crate::forms::for_year).unwrap_or(&crate::forms::Y2021)
}

/// The edition named in a metadata row that our writers add.
fn named_edition(texts: &[&str]) -> Option<&'static Edition> {
    let at = texts.iter().position(|text| *text == identity::EDITION)?;
    crate::forms::by_id(texts.get(at + 1)?)
}

/// The words of the labels that only one edition has, sorted, with that edition's id.
fn distinctive_labels() -> &'static [(String, &'static str)] {
    static OWN: OnceLock<Vec<(String, &'static str)>> = OnceLock::new();
    OWN.get_or_init(|| {
        let of = |known: &'static BuiltIn| known.labels().map(|label| (words(&label).into_owned(), known.id));
        let mut all: Vec<_> = BUILT_IN.iter().flat_map(of).collect();
        all.sort_unstable();
        all.dedup();
        let own = all.chunk_by(|(a, _), (b, _)| a == b).filter(|editions| editions.len() == 1);
        own.flatten().cloned().collect()
    })
}

fn find(own: &[(String, &str)], words: &str) -> Option<usize> {
    own.binary_search_by(|(label, _)| label.as_str().cmp(words)).ok()
}

/// The texts that may be labels: cells and short lines.
fn texts(document: &Document) -> Vec<&str> {
    /// Bytes of the longest text that may be a label: labels have at most 45 characters.
    const LONGEST_LABEL: usize = 150;
    let mut texts = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(line) => texts.push(line.text.as_str()),
            Block::Table(table) => texts.extend(table.rows.iter().flatten().map(|cell| cell.text.as_str())),
        }
    }
    texts.retain(|text| text.len() <= LONGEST_LABEL);
    texts
}
