//! A report as it is sent to the upper office: without what a site says about its page and what only the person who
//! filled in the form needs. Pages and JSON keep both.

use crate::model::metadata::Metadata;
use crate::model::report::{Item, Report};
use crate::prose::own_note::is_own_note;

/// The report without what was filled in on the cover of a workbook, and the labels that had a text; `None` if there is
/// none of it.
#[must_use]
pub fn without_cover(report: &Report) -> Option<(Report, Vec<&'static str>)> {
    let of_cover = &report.metadata.of_cover;
    if of_cover.is_empty() {
        return None;
    }
    let mut shown = report.clone();
    shown.metadata.other.retain(|(label, _)| !of_cover.contains(&label.as_str()));
    let has_text = |name: &&str| {
        report.metadata.other.iter().any(|(label, text)| label.as_str() == *name && text.is_some())
    };
    Some((shown, of_cover.iter().copied().filter(has_text).collect()))
}

/// The report without its metadata, the notes of a blank form and the reasons for what was set aside.
#[must_use]
pub fn for_sending(report: &Report) -> Report {
    let mut sent = Report { metadata: Metadata::default(), set_aside: Vec::new(), ..report.clone() };
    let kept: Vec<usize> =
        (0..).zip(&report.notes).filter(|(_, note)| !is_own_note(&note.text)).map(|(at, _)| at).collect();
    let mut number = 0..;
    sent.notes.retain(|_| number.next().is_some_and(|at| kept.binary_search(&at).is_ok()));
    for section in &mut sent.sections {
        section.body.retain_mut(|item| match item {
            Item::Note(at) => match kept.binary_search(at) {
                Ok(new) => {
                    *at = new;
                    true
                }
                Err(_) => false,
            },
            Item::Paragraph(line) => !is_own_note(&line.text),
            Item::Table(_) | Item::StatutoryTable(_) => true,
        });
    }
    sent.preamble.retain(|line| !is_own_note(&line.text));
    sent
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::blank::blank;
    use crate::forms::Y2021;
    use crate::model::place::Place;
    use crate::model::report::Passage;
    use crate::report_json as json;

    #[test]
    fn notes_of_the_blank_form_go_and_those_of_the_report_stay_in_place() {
        let text = include_str!("../../fixtures/rules/2021.json");
        let previous = json::from_json(&serde_json::from_str(text).unwrap()).unwrap().0;
        let mut report = blank(&Y2021, "青溪县文化局", 2023, Some(&previous));
        report.metadata.insert("索引号", Some("11320000".to_owned()));
        let own = "注：以上不含下属单位。";
        report.notes.insert(1, Passage::new(own, Place::Unknown));
        for section in &mut report.sections {
            for item in &mut section.body {
                if let Item::Note(at) = item {
                    *at += usize::from(*at > 0);
                }
            }
        }
        report.sections[2].body.push(Item::Note(1));
        let sent = for_sending(&report);
        assert!(sent.metadata.is_empty());
        assert_eq!(sent.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), [own]);
        let items = sent.sections.iter().flat_map(|section| &section.body);
        assert_eq!(items.filter(|item| matches!(item, Item::Note(0))).count(), 1);
        assert_eq!(sent.cells, report.cells);
    }

    #[test]
    fn what_was_filled_in_on_the_cover_is_named() {
        let mut report = blank(&Y2021, "青溪县文化局", 2023, None);
        assert!(without_cover(&report).is_none());
        report.metadata.insert("来源", Some("县政府办".to_owned()));
        report.metadata.insert_of_cover("填报人", Some("张某".to_owned()));
        report.metadata.insert_of_cover("填报日期", None);
        let (shown, labels) = without_cover(&report).unwrap();
        assert_eq!(shown.metadata.other, [("来源".to_owned(), Some("县政府办".to_owned()))]);
        assert_eq!(labels, ["填报人"]);

        let mut own = blank(&Y2021, "青溪县文化局", 2023, None);
        own.metadata.insert("填报人", Some("张某".to_owned()));
        own.metadata.insert_of_cover("填报人", Some("李某".to_owned()));
        assert!(without_cover(&own).is_none(), "a table of the document itself");
    }
}
