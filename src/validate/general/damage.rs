//! G005: characters that a program damaged before the document came to us.

use std::ops::Range;

use super::each_fault;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::{Message, Text};
use crate::model::report::Report;

/// G005: damaged characters.
pub static DAMAGED_TEXT: Rule = Rule {
    code: "G005",
    name: "damaged-text",
    severity: Severity::Error,
    title: Text::new("文字已经损坏（乱码）", "damaged characters"),
    ground: Text::new(
        "文件自身：这些字只在编码转换出错时出现",
        "the document itself: these characters come from faulty conversions only",
    ),
    page: include_str!("../../../docs/rules/G005.md"),
};

pub fn check(report: &Report, findings: &mut Vec<Finding>) {
    each_fault(report, &DAMAGED_TEXT, findings, |text| {
        let at = damaged(text)?;
        let words = text.get(at.clone())?;
        let message = Message::new(
            format!("“{words}”是乱码，原来的字已经丢失，请从原件补上"),
            format!("'{words}' is damaged text; the characters are lost, take them from the original"),
        );
        Some((at, message))
    });
}

fn damaged(text: &str) -> Option<Range<usize>> {
    // Nearly all texts are of characters that are never damaged ones.
    if text.is_ascii() {
        return None;
    }
    fillers(text).or_else(|| latin(text))
}

/// What programs put in the place of bytes that they could not read, or memory that was never written.
fn fillers(text: &str) -> Option<Range<usize>> {
    const LOST: char = '\u{fffd}';
    const FILLERS: [&str; 5] = ["锟斤拷", "烫烫烫", "屯屯屯", "锘锘", "葺葺葺"];
    let found = FILLERS.iter().find_map(|filler| Some((text.find(filler)?, *filler)));
    if let Some((at, filler)) = found {
        let length = text.get(at..)?.find(|c| !filler.contains(c)).unwrap_or(text.len() - at);
        return Some(at..at + length);
    }
    let at = text.find(LOST)?;
    let length = text.get(at..)?.find(|c| c != LOST).unwrap_or(text.len() - at);
    Some(at..at + length)
}

/// UTF-8 that was read as Latin letters: `äº‘æºª`. A Chinese character begins with one of seven letters and goes
/// on with signs that follow no letter in any language; some of the signs get lost on the way.
fn latin(text: &str) -> Option<Range<usize>> {
    const FEWEST: usize = 2;
    const CONTINUED: usize = 2;
    let mut characters = text.char_indices().peekable();
    let (mut run, mut found) = (0..0, 0);
    while let Some((at, character)) = characters.next() {
        let begins = byte(character).is_some_and(|byte| (0xe3..=0xe9).contains(&byte));
        let is_sign = |c: char| byte(c).is_some_and(|byte| (0x80..=0xbf).contains(&byte));
        let mut signs = 0;
        let mut end = at;
        while let Some((at, sign)) = characters.next_if(|(_, c)| begins && signs < CONTINUED && is_sign(*c)) {
            signs += 1;
            end = at + sign.len_utf8();
        }
        if signs > 0 {
            if found == 0 {
                run.start = at;
            }
            (run.end, found) = (end, found + 1);
        } else if found >= FEWEST {
            break;
        } else {
            found = 0;
        }
    }
    (found >= FEWEST).then_some(run)
}

/// The byte that Windows shows as this letter, if it is none of ASCII.
fn byte(letter: char) -> Option<u8> {
    /// The letters of Windows-1252 from 0x80 on; a blank where it has none.
    const HIGH: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
    match letter {
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(letter)).ok(),
        ' ' | '\0'..='\u{7f}' => None,
        _ => HIGH.chars().position(|one| one == letter).and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_told_from_text() {
        for (text, want) in [
            ("全年公开锟斤拷锟斤拷件", Some("锟斤拷锟斤拷")),
            ("烫烫烫烫", Some("烫烫烫烫")),
            ("共\u{fffd}\u{fffd}件", Some("\u{fffd}\u{fffd}")),
            ("ä¸å›½", Some("ä¸å›½")),
            ("报告：äº‘æºªåŽ¿ 2024", Some("äº‘æºªåŽ¿")),
            ("Café Müller “引号”——…", None),
            ("§12 ±0.5 °C ×3", None),
            ("开水很烫", None),
            ("naïve — “ok”", None),
        ] {
            assert_eq!(damaged(text).and_then(|at| text.get(at)), want, "{text}");
        }
    }
}
