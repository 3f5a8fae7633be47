//! Findings R003: what a text lost, and in which lines.

use encoding_rs::Encoding;

use super::LOST;
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::UNREADABLE_CHARACTER;

/// Line numbers: the first few, and how many there are.
#[derive(Debug, Default)]
pub(super) struct LineList {
    first: Vec<u32>,
    pub(super) count: usize,
}

impl LineList {
    const SHOWN: usize = 5;

    pub(super) fn add(&mut self, line: u32) {
        self.count += 1;
        if self.first.len() < Self::SHOWN {
            self.first.push(line);
        }
    }

    fn describe(&self) -> Message {
        let list = |separator| self.first.iter().map(u32::to_string).collect::<Vec<_>>().join(separator);
        let (zh, en) = (list("、"), list(", "));
        if self.count > self.first.len() {
            Message::new(format!("第{zh}行等{}行", self.count), format!("{} lines ({en}, …)", self.count))
        } else {
            Message::new(format!("第{zh}行"), format!("line {en}"))
        }
    }

    fn place(&self) -> Place {
        self.first.first().map_or(Place::Unknown, |&line| Place::Line { line, column: None })
    }

    /// The finding that these lines are in another encoding than the rest.
    pub(super) fn mixed(&self, minor: &str, major: &str) -> Finding {
        let lines = self.describe();
        let message = Message::new(
            format!(
                "文件混有两种编码：{}是 {minor}，其余是 {major}，已逐行识别；请核对这些行的文字",
                lines.zh
            ),
            format!(
                "the file mixes two encodings: {} in {minor}, the rest in {major}; each line was decoded by itself, check these lines",
                lines.en
            ),
        );
        Finding::new(&UNREADABLE_CHARACTER, message, self.place())
    }
}

/// The finding for characters that could not be decoded (`broken`), or were lost in the source already.
pub(super) fn lost_characters(text: &str, encoding: &'static Encoding, broken: bool) -> Finding {
    let mut lines = LineList::default();
    let mut count = 0;
    for (number, line) in (1_u32..).zip(text.split('\n')) {
        let here = line.chars().filter(|&c| c == LOST).count();
        if here > 0 {
            lines.add(number);
            count += here;
        }
    }
    let (place, name) = (lines.describe(), encoding.name());
    let message = if broken {
        Message::new(
            format!(
                "{}有{count}处字节不是 {name} 编码的字，显示为“�”；请对照原文改正这些字，若整篇都是乱码请用 --encoding 指明编码",
                place.zh
            ),
            format!(
                "{}: {count} places hold bytes that are not {name}, shown as '�'; correct them from the original, or name the encoding with --encoding if all is garbled",
                place.en
            ),
        )
    } else {
        Message::new(
            format!("{}有{count}个“�”，是文件存盘前就已丢失的字；请对照原文补上", place.zh),
            format!(
                "{}: {count} characters '�' were lost before the file was saved; fill them in from the original",
                place.en
            ),
        )
    };
    Finding::new(&UNREADABLE_CHARACTER, message, lines.place())
}
