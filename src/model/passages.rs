//! The texts of a report by their addresses, so that one can be shown, changed and found again.

use std::fmt;

use crate::model::place::Place;
use crate::model::report::{Item, Passage, Report};
use crate::model::text;

/// The address of a text of a report. Everything is counted from 0.
///
/// ```
/// use repconv::model::passages::PassageAddress;
///
/// let address = PassageAddress::Item { section: 0, item: 2 };
/// assert_eq!(address.to_string(), "section/0/item/2");
/// assert_eq!(PassageAddress::parse("section/0/item/2"), Some(address));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PassageAddress {
    /// The title.
    Title,
    /// The paragraph of this index between the title and the first section.
    Preamble(usize),
    /// The heading of the section of this index.
    Heading(usize),
    /// A paragraph of a section.
    Item {
        /// The index of the section.
        section: usize,
        /// The index in the section's body.
        item: usize,
    },
    /// The note of this index.
    Note(usize),
    /// The organization that signed.
    Signer,
    /// The date of the signature.
    Date,
}

impl PassageAddress {
    /// The address that this text spells, as [`Display`](fmt::Display) does.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('/').collect();
        Some(match *parts.as_slice() {
            ["title"] => Self::Title,
            ["signer"] => Self::Signer,
            ["date"] => Self::Date,
            ["preamble", index] => Self::Preamble(index.parse().ok()?),
            ["note", index] => Self::Note(index.parse().ok()?),
            ["section", index] => Self::Heading(index.parse().ok()?),
            ["section", section, "item", item] => {
                Self::Item { section: section.parse().ok()?, item: item.parse().ok()? }
            }
            _ => return None,
        })
    }
}

impl fmt::Display for PassageAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("title"),
            Self::Signer => f.write_str("signer"),
            Self::Date => f.write_str("date"),
            Self::Preamble(index) => write!(f, "preamble/{index}"),
            Self::Note(index) => write!(f, "note/{index}"),
            Self::Heading(section) => write!(f, "section/{section}"),
            Self::Item { section, item } => write!(f, "section/{section}/item/{item}"),
        }
    }
}

impl Report {
    /// The text at this address.
    #[must_use]
    pub fn passage(&self, address: PassageAddress) -> Option<&Passage> {
        match address {
            PassageAddress::Title => self.title.as_ref(),
            PassageAddress::Signer => self.signature.organization.as_ref(),
            PassageAddress::Date => self.signature.date.as_ref(),
            PassageAddress::Preamble(index) => self.preamble.get(index),
            PassageAddress::Note(index) => self.notes.get(index),
            PassageAddress::Heading(section) => Some(&self.sections.get(section)?.heading),
            PassageAddress::Item { section, item } => match self.sections.get(section)?.body.get(item)? {
                Item::Paragraph(passage) => Some(passage),
                Item::Table(_) | Item::StatutoryTable(_) | Item::Note(_) => None,
            },
        }
    }

    /// Replaces the text at this address. Several lines become as many paragraphs where paragraphs may follow one
    /// another, and one line elsewhere; without any text the paragraph is removed. A title, heading, note or
    /// signature cannot be emptied so. Returns whether there is such a text and it was replaced.
    pub fn replace_passage(&mut self, address: PassageAddress, new: &str) -> bool {
        let clean = text::clean(new);
        let lines: Vec<&str> = clean.split('\n').map(text::trim).filter(|line| !line.is_empty()).collect();
        let Some(place) = self.passage(address).map(|passage| passage.place.clone()) else { return false };
        match address {
            PassageAddress::Preamble(index) => {
                self.preamble.splice(index..=index, passages(&lines, &place));
            }
            PassageAddress::Item { section, item } => {
                let Some(section) = self.sections.get_mut(section) else { return false };
                section.body.splice(item..=item, passages(&lines, &place).map(Item::Paragraph));
            }
            _ if lines.is_empty() => return false,
            PassageAddress::Title => self.title = Some(Passage::new(lines.concat(), place)),
            PassageAddress::Signer => self.signature.organization = Some(Passage::new(lines.concat(), place)),
            PassageAddress::Date => self.signature.date = Some(Passage::new(lines.concat(), place)),
            PassageAddress::Note(index) => {
                let Some(note) = self.notes.get_mut(index) else { return false };
                *note = Passage::new(lines.concat(), place);
            }
            PassageAddress::Heading(section) => {
                let Some(section) = self.sections.get_mut(section) else { return false };
                section.heading = Passage::new(lines.concat(), place);
            }
        }
        true
    }
}

fn passages(lines: &[&str], place: &Place) -> impl Iterator<Item = Passage> {
    lines.iter().map(|line| Passage::new(*line, place.clone())).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Y2021;
    use crate::model::report::Section;

    fn report() -> Report {
        let passage = |text: &str| Passage::new(text, Place::Paragraph { paragraph: 7 });
        Report {
            title: Some(passage("某镇2024年政府信息公开工作年度报告")),
            preamble: vec![passage("根据条例编制。")],
            sections: vec![Section {
                key: "overview",
                heading: passage("一、总体情况"),
                level: 1,
                body: vec![Item::Paragraph(passage("第一段。")), Item::StatutoryTable("requests")],
            }],
            ..Report::empty(&Y2021)
        }
    }

    #[test]
    fn every_address_is_read_as_it_is_spelled() {
        for address in [
            PassageAddress::Title,
            PassageAddress::Signer,
            PassageAddress::Date,
            PassageAddress::Preamble(3),
            PassageAddress::Note(0),
            PassageAddress::Heading(5),
            PassageAddress::Item { section: 1, item: 12 },
        ] {
            assert_eq!(PassageAddress::parse(&address.to_string()), Some(address));
        }
        for text in ["", "section", "section/x", "title/1", "section/1/item", "section/1/item/-1"] {
            assert_eq!(PassageAddress::parse(text), None, "{text}");
        }
    }

    #[test]
    fn lines_become_paragraphs_and_keep_the_place() {
        let mut report = report();
        let address = PassageAddress::Item { section: 0, item: 0 };
        assert!(report.replace_passage(address, " 甲。\r\n\n乙。 "));
        let texts: Vec<&str> = report.sections[0].paragraphs().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["甲。", "乙。"]);
        assert_eq!(report.sections[0].body[2], Item::StatutoryTable("requests"));
        assert_eq!(report.passage(address).unwrap().place, Place::Paragraph { paragraph: 7 });
        assert!(report.replace_passage(address, ""));
        assert_eq!(report.passage(address).unwrap().text, "乙。");
    }

    #[test]
    fn what_must_have_a_text_keeps_it() {
        let mut report = report();
        assert!(!report.replace_passage(PassageAddress::Title, " \n"));
        assert!(!report.replace_passage(PassageAddress::Date, "2025年1月20日"), "there is none to replace");
        assert!(!report.replace_passage(PassageAddress::Item { section: 0, item: 1 }, "表二"));
        assert!(report.replace_passage(PassageAddress::Heading(0), "一、总体\n情况"));
        assert_eq!(report, self::report());
    }
}
