//! What is no document, though it can be read: data, text in a wrong encoding, the page of an error, a list of
//! links to reports. `--form none` converts them all the same.

use crate::model::document::{Block, Document, Paragraph, Role, SourceKind};
use crate::model::text;
use crate::recognise::sections::titles;

/// Whether a person who converts this has most likely taken the wrong file, or read it wrongly.
pub fn is_unfit(document: &Document) -> bool {
    is_data(document) || is_damaged(document) || is_error_page(document) || is_list_of_reports(document)
}

fn lines(document: &Document) -> impl DoubleEndedIterator<Item = &Paragraph> {
    let lines = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(line) => Some(line),
        Block::Table(_) => None,
    });
    lines.filter(|line| !text::trim(&line.text).is_empty())
}

/// JSON that is none, or another program's.
fn is_data(document: &Document) -> bool {
    let first = lines(document).next().and_then(|line| text::trim(&line.text).chars().next());
    let last = lines(document).next_back().and_then(|line| text::trim(&line.text).chars().next_back());
    document.source == SourceKind::PlainText
        && matches!((first, last), (Some('{'), Some('}')) | (Some('['), Some(']')))
}

/// A text of which more was lost by its encoding than single characters.
fn is_damaged(document: &Document) -> bool {
    /// One in so many characters.
    const MOST: usize = 20;
    const LOST: char = '\u{fffd}';
    if document.source != SourceKind::PlainText {
        return false;
    }
    let (mut all, mut lost) = (0_usize, 0_usize);
    let mut count = |text: &str| {
        all += text.chars().count();
        lost += text.matches(LOST).count();
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(line) => count(&line.text),
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| count(&cell.text)),
        }
    }
    lost > all / MOST
}

/// `404 Not Found`
fn is_error_page(document: &Document) -> bool {
    const WORDS: [&str; 7] = [
        "404 Not Found",
        "403 Forbidden",
        "500 Internal Server Error",
        "502 Bad Gateway",
        "503 Service Unavailable",
        "504 Gateway",
        "您访问的页面不存在",
    ];
    /// Lines of the longest page of an error.
    const LONGEST: usize = 20;
    let says = |text: &str| WORDS.iter().any(|words| text.contains(words));
    document.blocks.len() <= LONGEST
        && (document.head.iter().any(|property| says(&property.text))
            || lines(document).any(|line| says(&line.text)))
}

/// Links to reports, and little else.
fn is_list_of_reports(document: &Document) -> bool {
    const FEWEST: usize = 3;
    let is_link = |line: &&Paragraph| line.role == Role::Navigation && titles::may_be_title(&line.text);
    let links = lines(document).filter(is_link).count();
    links >= FEWEST && links * 2 >= lines(document).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;

    fn document(source: SourceKind, lines: &[(&str, Role)]) -> Document {
        let line =
            |(text, role): &(&str, Role)| Block::Paragraph(Paragraph::new(*text, *role, Place::Unknown));
        Document { source, blocks: lines.iter().map(line).collect(), ..Document::default() }
    }

    #[test]
    fn wrong_files_are_unfit() {
        let link = ("青溪县2023年政府信息公开工作年度报告", Role::Navigation);
        for (source, lines, want) in [
            (SourceKind::PlainText, &[("{'a': 1}", Role::Body)][..], true),
            (SourceKind::PlainText, &[("\u{fffd}\u{fffd}度\u{fffd}告", Role::Body)], true),
            (SourceKind::Structured, &[("404 Not Found", Role::Title)], true),
            (SourceKind::Structured, &[link, link, link], true),
            (SourceKind::Structured, &[link, ("关于做好年报工作的通知", Role::Body)], false),
            (
                SourceKind::PlainText,
                &[("全年共公开\u{fffd}件，比上年增加，主要是公开了各类文件", Role::Body)],
                false,
            ),
            (SourceKind::PlainText, &[("[附件]名单", Role::Body)], false),
        ] {
            assert_eq!(is_unfit(&document(source, lines)), want, "{lines:?}");
        }
    }
}
