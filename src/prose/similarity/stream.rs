//! A narrative as the letters that are compared, each with its byte range.

use std::cmp::Reverse;
use std::ops::Range;

use super::{Narrative, Repeated, formulas};
use crate::model::text;

/// The letter for every number.
const NUMBER: char = '0';

/// The letter for the body's own name, which does not occur in texts.
const OWN_NAME: char = '\u{1}';

/// The units that end a part of a body's name: 青溪县 and 文化局 in 青溪县文化局.
const UNITS: [&str; 10] = ["省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "街道"];

/// Words that end like a unit but are not one.
const NOT_UNITS: [&str; 8] = ["城市", "城乡", "社区", "园区", "小区", "辖区", "城区", "市区"];

/// Last parts of a name that many bodies share.
const GENERIC_NAMES: [&str; 6] = ["人民政府", "政府", "办公室", "人民政府办公室", "人民政府办公厅", "办事处"];

/// The letters of a narrative.
#[derive(Debug, Default)]
pub(super) struct Stream<'n> {
    pub letters: Vec<char>,
    source: &'n str,
    /// The byte range of each letter in the narrative.
    spans: Vec<Range<u32>>,
    /// The letters before which a line ended or a sentence was left out.
    breaks: Vec<usize>,
}

impl<'n> Stream<'n> {
    pub fn of(narrative: &'n Narrative) -> Self {
        let mut stream = Stream { source: &narrative.text, ..Stream::default() };
        let names = own_names(narrative.organization.as_deref().unwrap_or_default());
        let mut start = 0;
        for line in narrative.text.split_inclusive('\n') {
            stream.breaks.push(stream.letters.len());
            for sentence in line.split_inclusive(['。', '；', ';', '！', '!']) {
                stream.add(sentence, start, &names);
                start += sentence.len();
            }
        }
        stream
    }

    /// Adds a sentence that starts at this byte.
    fn add(&mut self, sentence: &str, start: usize, names: &[Vec<char>]) {
        let mut letters = Vec::with_capacity(sentence.len() / 3);
        let mut spans = Vec::with_capacity(sentence.len() / 3);
        for (at, character) in sentence.char_indices() {
            let span = start + at..start + at + character.len_utf8();
            folded(character, |letter| {
                letters.push(letter);
                spans.push(span.clone());
            });
        }
        if formulas::is_formula(sentence, &letters) {
            self.breaks.push(self.letters.len());
            return;
        }
        let mut rest: &[char] = &letters;
        let mut at = 0;
        while let Some(&letter) = rest.first() {
            let name = names.iter().find(|name| rest.starts_with(name));
            let length = name.map_or(1, Vec::len);
            let (read, merges) = match name {
                Some(_) => (OWN_NAME, true),
                None if letter.is_ascii_digit() => (NUMBER, true),
                None => (letter, false),
            };
            let from = spans.get(at).map_or(start, |span| span.start);
            let to = spans.get(at + length - 1).map_or(from, |span| span.end);
            self.push(read, from..to, merges);
            at += length;
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    /// Adds a letter; if it `merges`, it is joined with an equal one before it on the same line.
    fn push(&mut self, letter: char, span: Range<usize>, merges: bool) {
        // No narrative is that long: see `text` in the limits.
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let span = byte(span.start)..byte(span.end);
        let at_break = self.breaks.last() == Some(&self.letters.len());
        if merges
            && !at_break
            && self.letters.last() == Some(&letter)
            && let Some(before) = self.spans.last_mut()
        {
            before.end = span.end;
            return;
        }
        self.letters.push(letter);
        self.spans.push(span);
    }

    /// The longest of these runs in their original wording; a run across a break is split.
    pub fn longest(&self, runs: &[Range<usize>], count: usize) -> Vec<Repeated> {
        let mut pieces: Vec<Range<usize>> = Vec::new();
        for run in runs {
            let first = self.breaks.partition_point(|at| *at <= run.start);
            let mut start = run.start;
            for &at in self.breaks.iter().skip(first).take_while(|at| **at < run.end) {
                pieces.push(start..at);
                start = at;
            }
            pieces.push(start..run.end);
        }
        pieces.dedup();
        let long = pieces.iter().filter(|piece| piece.len() >= super::PASSAGE);
        let mut long: Vec<_> = long.filter_map(|piece| self.wording(piece)).collect();
        long.sort_by_cached_key(|(_, text)| Reverse(text.chars().count())); // the earlier first
        long.truncate(count);
        long.into_iter().filter_map(|(start, text)| self.shown(start, text)).collect()
    }

    /// The byte that a piece starts at, and its text.
    fn wording(&self, piece: &Range<usize>) -> Option<(usize, &'n str)> {
        let start = self.spans.get(piece.start)?.start as usize;
        let end = self.spans.get(piece.end.checked_sub(1)?)?.end as usize;
        Some((start, text::trim(self.source.get(start..end)?)))
    }

    fn shown(&self, start: usize, text: &str) -> Option<Repeated> {
        let line = self.source.get(..start)?.matches('\n').count();
        Some(Repeated { text: text.to_owned(), line })
    }
}

/// The letters of a character that are compared: folded, without spaces and punctuation.
fn folded(character: char, mut keep: impl FnMut(char)) {
    match character {
        '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '0'..='9' => keep(character),
        'A'..='Z' => keep(character.to_ascii_lowercase()),
        ' '..='~' | '、' | '。' | '，' | '；' | '：' | '“' | '”' | '《' | '》' | '（' | '）' => {
        }
        _ => {
            let mut bytes = [0; 4];
            let narrow = text::narrow(character.encode_utf8(&mut bytes));
            narrow.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).for_each(keep);
        }
    }
}

/// The names of a body for itself, longest first: the whole and its parts, without those that any body may
/// have.
pub(super) fn own_names(organization: &str) -> Vec<Vec<char>> {
    let mut letters = Vec::new();
    organization.chars().for_each(|character| folded(character, |letter| letters.push(letter)));
    let mut names = vec![letters.iter().collect::<String>()];
    let mut part = String::new();
    for letter in letters {
        part.push(letter);
        let ends = |words: &[&str]| words.iter().any(|word| part.ends_with(word));
        if part.chars().count() > 1 && ends(&UNITS) && !ends(&NOT_UNITS) {
            names.push(std::mem::take(&mut part));
        }
    }
    if !GENERIC_NAMES.contains(&part.as_str()) {
        names.push(part);
    }
    let mut names: Vec<Vec<char>> = names.iter().map(|name| name.chars().collect()).collect();
    names.retain(|name| name.len() > 1);
    names.sort_by_key(|name| Reverse(name.len()));
    names.dedup();
    names
}
