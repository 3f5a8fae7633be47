//! Determines the edition of a document: the one whose distinctive labels it has most of.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::forms::kept::Kept;
use crate::forms::{BUILT_IN, Forms, KnownForm};
use crate::model::document::{Block, Cell, Document};
use crate::model::form::{Edition, TableForm};
use crate::prose::identity;

use crate::recognise::sections::titles::may_be_title;
use crate::recognise::tables::labels::words;
use crate::recognise::tables::value_text::is_figure;

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

/// Another form of which the document has as good as as many labels as of this one, and that reports something else.
pub fn other_fit(document: &Document, forms: Forms, chosen: &'static Edition) -> Option<&'static Edition> {
    if chosen.is_none() || chosen.disclosure.is_some() && forms.added().is_empty() {
        return None; // nearly always
    }
    let texts = texts(document);
    let labels = Known::of(forms);
    let met = labels.met(&texts);
    let count = |id: &str| met.iter().filter(|label| labels.forms_of(**label).contains(&id)).count();
    let own = count(chosen.id);
    let others = forms.iter().filter(|known| 2 * count(known.id()) > own).map(KnownForm::form);
    others
        .filter(|form| !form.is_akin(chosen) && !form.shares_title(chosen))
        .find(|form| labels.covers_table(form, &met))
}

/// Labels of the disclosure forms from which on a document is of one of them.
const CLEARLY_DISCLOSURE: usize = 12;

fn by_labels(texts: &[&str], document: &Document, forms: Forms) -> &'static Edition {
    let labels = Known::of_disclosure(forms);
    let met = labels.met(texts);
    // Other reports have few of these labels.
    let is_clear = met.len() >= CLEARLY_DISCLOSURE && forms.added().is_empty();
    let titled = if is_clear { None } else { titled(texts, document, forms) };
    let other = || {
        let labels = Known::of(forms);
        labels.other_report(&labels.met(texts), titled, document, forms)
    };
    if !is_clear && let Some(form) = other() {
        return form;
    }
    by_own_labels(&met, forms)
        .or_else(|| titled.and_then(|id| forms.by_id(id)))
        .unwrap_or_else(|| by_year(texts, document, forms))
}

/// The edition of a document that can only be a disclosure report, by its labels, else by the year in its title, else
/// the newest.
pub fn detect_disclosure_edition(document: &Document, forms: Forms) -> &'static Edition {
    let texts = texts(document);
    let met = Known::of_disclosure(forms).met(&texts);
    by_own_labels(&met, forms).unwrap_or_else(|| by_year(&texts, document, forms))
}

/// The edition of which most of its own labels are met.
fn by_own_labels(met: &BTreeSet<usize>, forms: Forms) -> Option<&'static Edition> {
    let labels = Known::of_disclosure(forms);
    let editions = forms.iter().filter(|known| known.is_disclosure());
    let scored = editions.map(|known| (labels.own(known.id(), met), known));
    let best = scored.min_by_key(|(score, _)| Reverse(*score));
    best.filter(|(score, _)| *score > 0).map(|(_, known)| known.form())
}

fn by_year(texts: &[&str], document: &Document, forms: Forms) -> &'static Edition {
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
    let others: Vec<_> = forms.iter().filter(|known| !known.is_disclosure()).collect();
    let titles: Vec<(String, &str)> = others
        .iter()
        .flat_map(|known| known.titles().into_iter().map(|title| (words(title).into_owned(), known.id())))
        .collect();
    first_texts(texts, document)
        .map(words)
        .find_map(|text| titles.iter().find(|(title, _)| text.contains(title.as_str())).map(|(_, id)| *id))
}

/// The properties of a document and the texts at its start, among which its title is.
fn first_texts<'a>(texts: &[&'a str], document: &'a Document) -> impl Iterator<Item = &'a str> {
    const FIRST: usize = 20;
    let head = document.head.iter().map(|paragraph| paragraph.text.as_str());
    head.chain(texts.iter().copied().take(FIRST).collect::<Vec<_>>())
}

/// The words of the labels of all forms, sorted, with the forms that have them; variants of disclosure forms are left
/// out.
struct Known {
    labels: Vec<(String, Vec<&'static str>)>,
    disclosure: Vec<&'static str>,
}

impl Known {
    fn of(forms: Forms) -> &'static Self {
        static KNOWN: Kept<Forms, Known> = Kept::new();
        KNOWN.get(|known| known.is_same(forms), || (forms, Self::make(forms, false)))
    }

    /// The labels of the disclosure forms alone.
    fn of_disclosure(forms: Forms) -> &'static Self {
        static KNOWN: Kept<Forms, Known> = Kept::new();
        KNOWN.get(|known| known.is_same(forms), || (forms, Self::make(forms, true)))
    }

    fn make(forms: Forms, of_disclosure: bool) -> Self {
        let of =
            |known: KnownForm| known.labels().into_iter().map(move |label| (own_words(&label), known.id()));
        let is_meant = |known: &KnownForm| !is_variant(*known) && (known.is_disclosure() || !of_disclosure);
        let mut all: Vec<_> = forms.iter().filter(is_meant).flat_map(of).collect();
        all.sort_unstable();
        all.dedup();
        let of_form = |alike: &[(String, &'static str)]| {
            let label = alike.first().map(|(label, _)| label.clone()).unwrap_or_default();
            (label, alike.iter().map(|(_, id)| *id).collect())
        };
        let disclosure = forms.iter().filter(|known| known.is_disclosure()).map(KnownForm::id).collect();
        Self { labels: all.chunk_by(|(a, _), (b, _)| a == b).map(of_form).collect(), disclosure }
    }

    /// The labels that a document has.
    fn met(&self, texts: &[&str]) -> BTreeSet<usize> {
        parts(texts).filter_map(|text| self.find(&words(text))).collect()
    }

    fn find(&self, words: &str) -> Option<usize> {
        self.labels.binary_search_by(|(label, _)| label.as_str().cmp(words)).ok()
    }

    fn forms_of(&self, label: usize) -> &[&'static str] {
        self.labels.get(label).map_or(&[], |(_, forms)| forms)
    }

    fn is_of_disclosure(&self, label: usize) -> bool {
        self.forms_of(label).iter().any(|id| self.disclosure.contains(id))
    }

    /// How many labels are met that only this form has.
    fn own(&self, id: &str, met: &BTreeSet<usize>) -> usize {
        met.iter().filter(|label| *self.forms_of(**label) == [id]).count()
    }

    /// Whether at least half of the labels of a table of this form are met.
    fn covers_table(&self, form: &Edition, met: &BTreeSet<usize>) -> bool {
        let is_met = |label: &str| self.find(&words(label)).is_some_and(|label| met.contains(&label));
        form.tables.iter().any(|table| {
            let columns =
                table.blocks.iter().flat_map(|block| block.columns.iter().map(|column| column.label));
            let rows = table.rows().map(|(_, row)| row.label).filter(|_| !table.has_records());
            let labels: BTreeSet<&str> = columns.chain(rows).collect();
            2 * labels.iter().filter(|label| is_met(label)).count() >= labels.len()
        })
    }

    /// The form of another report than the disclosure report, if more of its labels are met than of that one's.
    fn other_report(
        &self,
        met: &BTreeSet<usize>,
        titled: Option<&str>,
        document: &Document,
        forms: Forms,
    ) -> Option<&'static Edition> {
        /// Labels that must be met, unless the title names the form.
        const FEWEST: usize = 3;
        let others: Vec<&usize> = met.iter().filter(|label| !self.is_of_disclosure(**label)).collect();
        let fewest = if titled.is_some() { 1 } else { FEWEST };
        if others.len() < fewest || others.len() <= met.len() - others.len() && titled.is_none() {
            return None; // nearly always
        }
        let score = |known: &KnownForm| {
            others.iter().filter(|label| self.forms_of(***label).contains(&known.id())).count()
        };
        let most = forms.iter().filter(|known| !known.is_disclosure()).map(|known| score(&known)).max()?;
        let best = forms.iter().filter(|known| !known.is_disclosure() && score(known) == most && most > 0);
        let best: Vec<KnownForm> = best.collect();
        // Single labels such as 罚款 and 合计 occur in many tables.
        if titled.is_none() && !best.iter().any(|known| self.covers_table(known.form(), met)) {
            return None;
        }
        let shows_bodies = || has_bodies(document);
        let year = best.iter().map(|known| known.form()).find_map(|form| title_year(document, form));
        let rate = |known: &&KnownForm| {
            let form = known.form();
            let (from, to) = form.years;
            let fits_rows = form.tables.iter().any(TableForm::has_records)
                && form.tables.iter().any(TableForm::has_bodies) == shows_bodies();
            let labels = Reverse(known.labels().len());
            (
                titled == Some(known.id()) && matches!(known, KnownForm::Added(_)),
                year.is_none_or(|year| (from..=to).contains(&year)),
                fits_rows,
                labels,
            )
        };
        let is_only = best.len() == 1;
        best.iter()
            .min_by_key(|known| Reverse(if is_only { Default::default() } else { rate(known) }))
            .map(|known| known.form())
    }
}

fn own_words(label: &str) -> String {
    words(label).into_owned()
}

/// The year in a title of this form.
fn title_year(document: &Document, form: &Edition) -> Option<u16> {
    let texts = texts(document);
    let names = |text: &&str| form.titles.iter().any(|title| words(text).contains(&*words(title)));
    first_texts(&texts, document).filter(names).find_map(identity::year_in_title)
}

/// Whether a table has several rows of figures, filled in or not, as one with a row for each body has.
fn has_bodies(document: &Document) -> bool {
    /// Cells of such a row that are figures or blank.
    const FIGURES: usize = 2;
    /// Cells before them: a number and a name.
    const NAMES: usize = 2;
    let is_figure = |cell: &Cell| cell.is_blank() || is_figure(&cell.text);
    let is_record = |row: &&Vec<Cell>| {
        let after = |names: usize| row.get(names..).unwrap_or_default();
        (0..=NAMES).any(|names| after(names).len() >= FIGURES && after(names).iter().all(is_figure))
    };
    document.blocks.iter().any(|block| match block {
        Block::Table(table) => table.rows.iter().filter(is_record).nth(1).is_some(),
        Block::Paragraph(_) => false,
    })
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
