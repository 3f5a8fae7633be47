//! The words of a label, by which labels are compared.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use crate::model::document::Table;
use crate::model::text;
use crate::prose::numbering::numbering;

/// Bytes of the longest label, with room for white space: official ones have at most 45 characters.
const LONGEST_LABEL_BYTES: usize = 300;

/// The words of a label: the label itself where it is nothing else.
#[derive(Clone, Debug)]
pub enum Words<'a> {
    Same(&'a str),
    Found(Rc<str>),
}

impl Words<'_> {
    pub fn into_owned(self) -> String {
        String::from(&*self)
    }
}

impl Deref for Words<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Same(text) => text,
            Self::Found(words) => words,
        }
    }
}

impl PartialEq<Words<'_>> for Words<'_> {
    fn eq(&self, other: &Words<'_>) -> bool {
        **self == **other
    }
}

/// The words of a label; empty for a text too long to be a label.
pub fn words(label: &str) -> Words<'_> {
    if label.len() > LONGEST_LABEL_BYTES {
        return Words::Same("");
    }
    if is_number(label) {
        return Words::Same(label); // most cells
    }
    CACHE.with_borrow_mut(|cache| Words::Found(cache.get(label)))
}

/// The words of each cell of a table.
pub fn words_in(table: &Table) -> Vec<Words<'_>> {
    table.rows.iter().flatten().map(|cell| words(&cell.text)).collect()
}

/// Whether a text is digits alone, or blank.
pub fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

pub fn is_word(character: char) -> bool {
    match character {
        '\u{4e00}'..='\u{9fff}' => true,
        '、' | '，' | '。' | '：' | '（' | '）' | '“' | '”' => false,
        _ => character.is_alphanumeric(),
    }
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::new(Cache::default());
}

/// Labels that the cache holds: more than a report has.
const SLOTS: usize = 1024;

/// The words of recent labels: each label of a table is compared a dozen times, and most labels are in every report.
/// Its size is fixed; a label replaces another in the same slot.
struct Cache(Vec<Option<(Box<str>, Rc<str>)>>);

impl Default for Cache {
    fn default() -> Self {
        Self(vec![None; SLOTS])
    }
}

impl Cache {
    fn get(&mut self, label: &str) -> Rc<str> {
        let Some(slot) = self.0.get_mut(slot(label)) else { return find(label) };
        match slot {
            Some((known, words)) if **known == *label => Rc::clone(words),
            _ => Rc::clone(&slot.insert((label.into(), find(label))).1),
        }
    }
}

/// The slot of a label.
fn slot(label: &str) -> usize {
    // FNV-1a over words of eight bytes: the labels are short.
    let hash = label.as_bytes().chunks(8).fold(0xcbf2_9ce4_8422_2325_u64, |hash, chunk| {
        let word = chunk.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
        (hash ^ word).wrapping_mul(0x0100_0000_01b3)
    });
    usize::try_from(hash >> 40).unwrap_or_default() % SLOTS
}

fn find(label: &str) -> Rc<str> {
    words_of(&text::fold(label)).into()
}

fn words_of(folded: &str) -> Cow<'_, str> {
    let (_, rest) = numbering(folded);
    let rest = rest.strip_prefix("其中:").or_else(|| rest.strip_prefix("其中")).unwrap_or(rest);
    let Some(first) = rest.find(|c| !is_word(c)) else { return Cow::Borrowed(rest) };
    let (start, rest) = rest.split_at(first);
    let mut words = String::with_capacity(start.len() + rest.len());
    words.push_str(start);
    for character in rest.chars().filter(|c| is_word(*c)) {
        words.push(character);
    }
    Cow::Owned(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_the_same_words_however_often_it_is_asked_for() {
        for round in 0..2 {
            for number in 0..3 * SLOTS {
                let label = format!("1.属于第{number}类、“信息”");
                assert_eq!(&*words(&label), format!("属于第{number}类信息"), "{round}");
            }
        }
    }

    #[test]
    fn labels_of_the_form_do_not_share_a_few_slots() {
        let labels =
            crate::forms::Y2021.tables.iter().flat_map(|table| table.blocks).flat_map(|block| block.rows);
        let mut slots: Vec<usize> = labels.map(|row| slot(row.label)).collect();
        let all = slots.len();
        slots.sort_unstable();
        slots.dedup();
        assert!(slots.len() > all * 4 / 5, "{} of {all}", slots.len());
    }
}
