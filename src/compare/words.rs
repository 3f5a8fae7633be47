//! The words that differ between two similar sentences.

use std::ops::Range;

use serde::Serialize;

use super::runs::{Run, runs};
use super::{Effort, Pair};

/// A part of a text with whether it differs from the other text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it differs from the other report.
    pub is_changed: bool,
}

impl Piece {
    /// A text as one piece.
    pub(super) fn whole(text: &str, is_changed: bool) -> Vec<Self> {
        vec![Self { text: text.to_owned(), is_changed }]
    }
}

/// The text to compare by: white space counts only between two Latin words or numbers.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut has_space = false;
    for character in text.chars() {
        if character.is_whitespace() {
            has_space = true;
            continue;
        }
        let is_between_words = folded.chars().next_back().is_some_and(is_of_word) && is_of_word(character);
        if has_space && is_between_words {
            folded.push(' ');
        }
        has_space = false;
        folded.push(character);
    }
    folded
}

const fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric()
}

/// A text as tokens: a number, a Latin word or a run of white space is one, and so is any other character.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() {
            number_length(rest)
        } else if first.is_ascii_alphabetic() {
            length_while(rest, |c| c.is_ascii_alphabetic())
        } else if first.is_whitespace() {
            length_while(rest, char::is_whitespace)
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at_checked(length.max(1)).unwrap_or((rest, ""));
        tokens.push(token);
        rest = after;
    }
    tokens
}

fn length_while(text: &str, is_in: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_in(c)).unwrap_or(text.len())
}

/// `1,234.5`: digits with single points and commas between them.
fn number_length(text: &str) -> usize {
    let mut end = length_while(text, |c| c.is_ascii_digit());
    while let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix(['.', ','])) {
        let digits = length_while(rest, |c| c.is_ascii_digit());
        if digits == 0 {
            break;
        }
        end += 1 + digits;
    }
    end
}

/// Both texts in pieces with the differences marked; all is marked if comparing would take too long.
/// Symmetric.
pub(super) fn mark(old: &str, new: &str, effort: &mut Effort) -> Pair<Vec<Piece>> {
    if old > new { ordered(new, old, effort).swapped() } else { ordered(old, new, effort) }
}

fn ordered(old: &str, new: &str, effort: &mut Effort) -> Pair<Vec<Piece>> {
    let (olds, news) = (tokens(old), tokens(new));
    let size = u64::try_from(olds.len().saturating_add(news.len())).unwrap_or(u64::MAX);
    if !effort.spend(size.saturating_mul(size)) {
        return Pair::new(Piece::whole(old, true), Piece::whole(new, true));
    }
    let found = runs(&olds, &news);
    let is_island = |at: usize, run: &Run| {
        let beside = [at.checked_sub(1), at.checked_add(1)];
        let has_words = |at: Option<usize>| {
            at.and_then(|at| found.get(at)).is_some_and(|run| has_words(&olds, &news, run))
        };
        !run.is_changed && is_lone(&olds, run.old.clone()) && beside.into_iter().all(has_words)
    };
    let mut runs: Vec<Run> = Vec::new();
    for (at, run) in found.iter().enumerate() {
        let is_changed = run.is_changed || is_island(at, run);
        match runs.last_mut() {
            Some(last) if last.is_changed == is_changed => {
                (last.old.end, last.new.end) = (run.old.end, run.new.end);
            }
            _ => runs.push(Run { old: run.old.clone(), new: run.new.clone(), is_changed }),
        }
    }
    let pieces = |tokens: &[&str], range: fn(&Run) -> Range<usize>| {
        let piece = |run: &Run| {
            let text = tokens.get(range(run)).unwrap_or_default().concat();
            Piece { text, is_changed: run.is_changed }
        };
        runs.iter().map(piece).filter(|piece| !piece.text.is_empty()).collect()
    };
    Pair::new(pieces(&olds, |run| run.old.clone()), pieces(&news, |run| run.new.clone()))
}

/// Whether only a single character is equal: between changed words that is chance, and hard to read.
fn is_lone(tokens: &[&str], range: Range<usize>) -> bool {
    match tokens.get(range) {
        Some([token]) => token.chars().all(char::is_alphabetic) && token.chars().count() == 1,
        _ => false,
    }
}

/// Whether a change includes words, not only figures.
fn has_words(olds: &[&str], news: &[&str], run: &Run) -> bool {
    let is_word = |token: &&str| token.chars().any(char::is_alphabetic);
    let has = |tokens: &[&str], range: Range<usize>| {
        tokens.get(range).is_some_and(|tokens: &[&str]| tokens.iter().any(is_word))
    };
    has(olds, run.old.clone()) || has(news, run.new.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        let shown =
            |piece: &Piece| if piece.is_changed { format!("[{}]", piece.text) } else { piece.text.clone() };
        pieces.iter().map(shown).collect()
    }

    #[test]
    fn changed_words_are_marked() {
        for (old, new, want_old, want_new) in [
            ("收到申请134件。", "收到申请170件。", "收到申请[134]件。", "收到申请[170]件。"),
            ("共1,234.5万元。", "共1,234.6万元。", "共[1,234.5]万元。", "共[1,234.6]万元。"),
            ("2023年12月。", "2024年11月。", "[2023]年[12]月。", "[2024]年[11]月。"),
            ("全面推进公开。", "推进公开。", "[全面]推进公开。", "推进公开。"),
            ("使用 Word 编写", "使用 Excel 编写", "使用 [Word] 编写", "使用 [Excel] 编写"),
            (
                "单位𠮷𠮷&\t“三定”做好。",
                "单位㐂|𠮷\t做好。",
                "单位[𠮷𠮷&]\t[“三定”]做好。",
                "单位[㐂|𠮷]\t做好。",
            ),
            // 公 alone is the same by chance.
            ("召开大公会议三次", "举办小公论坛三次", "[召开大公会议]三次", "[举办小公论坛]三次"),
        ] {
            let Pair { old, new } = mark(old, new, &mut Effort::new(1_000_000));
            assert_eq!((shown(&old).as_str(), shown(&new).as_str()), (want_old, want_new));
        }
    }

    #[test]
    fn texts_too_long_to_compare_are_marked_as_a_whole() {
        let Pair { old, new } = mark("收到1件", "收到2件", &mut Effort::new(10));
        assert_eq!((shown(&old).as_str(), shown(&new).as_str()), ("[收到1件]", "[收到2件]"));
    }

    #[test]
    fn white_space_counts_between_latin_words_only() {
        for (text, want) in
            [("收到 12 件", "收到12件"), ("a  b", "a b"), ("12 34", "12 34"), ("政 府\u{3000}", "政府")]
        {
            assert_eq!(folded(text), want);
        }
    }
}
