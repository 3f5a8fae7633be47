//! Determines the edition of a document: the one whose distinctive labels it has most of.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::forms::kept::Kept;
use crate::forms::{BUILT_IN, Forms, KnownForm};
use crate::model::document::{Block, Document};
use crate::model::form::Edition;
use crate::prose::identity;

use crate::recognise::sections::titles::may_be_title;
use crate::recognise::tables::labels::words;

/// The edition of a document: the one it names, else by its labels, else by its title, else by the year in its
/// title, else the newest.
pub fn detect_edition(document: &Document, forms: Forms) -> &'static Edition {
    let texts = texts(document);
    if let Some(named) = named_edition(&texts, forms) {
        return named;
    }
    let found = by_labels(&texts, document, forms);
    let variants = forms.iter().filter(|known| is_variant(*known));
    variants.map(KnownForm::form).find(|variant| fits_better(&texts, variant, found)).unwrap_or(found)
}

/// Whether this is an office's variant of a disclosure form, with which it shares most labels.
fn is_variant(known: KnownForm) -> bool {
    let is_built_in = BUILT_IN.iter().any(|form| form.id == known.id());
    matches!(known, KnownForm::Added(form) if form.disclosure.is_some() && !is_built_in)
}

/// Whether more labels are met that only the variant has than labels that only the other has.
fn fits_better(texts: &[&str], variant: &'static Edition, other: &'static Edition) -> bool {
    let met: BTreeSet<String> = parts(texts).map(|text| words(text).into_owned()).collect();
    let [own, others] = [variant, other].map(|form| -> BTreeSet<_> {
        KnownForm::Added(form)
            .labels()
            .into_iter()
            .map(|label| own_words(&label))
            .filter(|label| met.contains(label))
            .collect()
    });
    own.difference(&others).count() > others.difference(&own).count()
}

/// The texts, and their parts: in plain text, several labels may be on one line.
fn parts<'a>(texts: &[&'a str]) -> impl Iterator<Item = &'a str> {
    let parts = texts.iter().flat_map(|text| text.split_whitespace().filter(|part| part.len() < text.len()));
    texts.iter().copied().chain(parts)
}

fn by_labels(texts: &[&str], document: &Document, forms: Forms) -> &'static Edition {
    let own = distinctive_labels(forms);
    let met: BTreeSet<usize> = parts(texts).filter_map(|text| find(own, &words(text))).collect();
    let met: Vec<&str> = met.into_iter().filter_map(|at| own.get(at)).map(|(_, id)| *id).collect();
    let titled = titled(texts, document, forms);
    let score =
        |known: KnownForm| (met.iter().filter(|id| **id == known.id()).count(), titled == Some(known.id()));
    let best = forms.iter().map(|known| (score(known), known)).min_by_key(|(score, _)| Reverse(*score));
    if let Some(((1.., _) | (_, true), known)) = best {
        return known.form();
    }
    let lines = texts.iter().copied().chain(document.head.iter().map(|p| p.text.as_str()));
    let year = lines.filter(|text| may_be_title(text)).find_map(identity::year_in_title);
    year.and_then(|year| forms.for_year(year)).unwrap_or(&crate::forms::Y2021)
}

/// The edition named in a metadata row that our writers add.
fn named_edition(texts: &[&str], forms: Forms) -> Option<&'static Edition> {
    let at = texts.iter().position(|text| *text == identity::EDITION)?;
    forms.by_id(texts.get(at + 1)?)
}

/// The id of the form of another report than the disclosure report that a title names.
fn titled(texts: &[&str], document: &Document, forms: Forms) -> Option<&'static str> {
    /// Texts at the start of a document among which its title is.
    const FIRST: usize = 20;
    let head = document.head.iter().map(|paragraph| paragraph.text.as_str());
    let mut titles = head.chain(texts.iter().copied().take(FIRST)).map(words);
    let others: Vec<_> = forms.added().iter().filter(|form| form.disclosure.is_none()).collect();
    if others.is_empty() {
        return None;
    }
    titles.find_map(|text| {
        let names = |form: &&&&Edition| form.titles.iter().any(|title| text.contains(&*words(title)));
        others.iter().find(names).map(|form| form.id)
    })
}

/// The words of a label that only one form has, and the id of the form.
type OwnLabel = (String, &'static str);

/// The words of the labels that only one form has, sorted; variants of disclosure forms are left out.
fn distinctive_labels(forms: Forms) -> &'static [OwnLabel] {
    static OWN: Kept<Forms, Vec<OwnLabel>> = Kept::new();
    let make = || {
        let of =
            |known: KnownForm| known.labels().into_iter().map(move |label| (own_words(&label), known.id()));
        let mut all: Vec<_> = forms.iter().filter(|known| !is_variant(*known)).flat_map(of).collect();
        all.sort_unstable();
        all.dedup();
        let own = all.chunk_by(|(a, _), (b, _)| a == b).filter(|editions| editions.len() == 1);
        (forms, own.flatten().cloned().collect())
    };
    OWN.get(|known| known.is_same(forms), make)
}

fn own_words(label: &str) -> String {
    words(label).into_owned()
}

fn find(own: &[OwnLabel], words: &str) -> Option<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose;
    use crate::forms::{Y2019, Y2021};

    /// Of an office's variant of the form of 2021, which has one column of its own.
    #[test]
    fn a_variant_is_recognised_by_what_only_it_has() {
        let text =
            include_str!("../../forms/disclosure-2021.toml").replace("id    = \"2021\"", "id = \"town\"");
        let column = "{ id = \"issued\",";
        let own = format!("{{ id = \"pages\", label = \"本年印发页数\" }},\n  {column}");
        let forms = Forms::builtin().with_toml(&text.replace(column, &own)).unwrap();
        let variant = forms.by_id("town").unwrap();
        for form in [variant, &Y2021, &Y2019] {
            let mut document = compose::compose(&compose::blank::blank(form, "青溪县", form.years.0, None));
            let is_named = |block: &Block| matches!(block, Block::Table(table) if table.rows.iter().flatten().any(|cell| cell.text == identity::EDITION));
            document.blocks.retain(|block| {
                !is_named(block)
                    && !matches!(block, Block::Paragraph(line) if line.text.contains(identity::EDITION))
            });
            assert_eq!(detect_edition(&document, forms).id, form.id);
        }
    }
}
