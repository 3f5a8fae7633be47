//! What a report says of itself: title, body, year, signature and metadata, as fields to fill in.

use repconv::model::language::{Language, Text};
use repconv::model::metadata::MetadataKey;
use repconv::model::place::Place;
use repconv::model::report::{Passage, Report};
use repconv::model::text;
use repconv::prose::identity::YEARS;
use serde_json::{Value, json};

use crate::edits::set_passage;

const TITLE: &str = "title";
const ORGANIZATION: &str = "organization";
const YEAR: &str = "year";
const SIGNER: &str = "signer";
const DATE: &str = "date";
/// How the name of a field of the metadata begins; its name in report JSON follows.
const METADATA: &str = "metadata/";

/// The fields as JSON, `[name, label, text]` each, whether they are filled in or not.
pub(crate) fn shown(report: &Report, language: Language) -> Value {
    let passage = |passage: Option<&Passage>| passage.map(|passage| passage.text.clone()).unwrap_or_default();
    let own = [
        (TITLE, Text::new("标题", "Title"), passage(report.title.as_ref())),
        (ORGANIZATION, Text::new("报告单位", "Body"), report.organization.clone().unwrap_or_default()),
        (YEAR, Text::new("报告年度", "Year"), report.year.map(|year| year.to_string()).unwrap_or_default()),
        (SIGNER, Text::new("落款单位", "Signed by"), passage(report.signature.organization.as_ref())),
        (DATE, Text::new("落款日期", "Date"), passage(report.signature.date.as_ref())),
    ];
    let own = own.into_iter().map(|(name, label, text)| json!([name, label.get(language), text]));
    let metadata = MetadataKey::all().map(|key| {
        let text = report.metadata.get(key).unwrap_or_default();
        json!([format!("{METADATA}{}", key.json()), key.label(), text])
    });
    own.chain(metadata).collect()
}

/// Fills in a field; without text it is emptied. Returns whether it can say that.
pub(crate) fn set(report: &mut Report, name: &str, new: &str) -> bool {
    let line = text::clean(&text::one_line(new));
    let filled = Some(line.clone()).filter(|line| !line.is_empty());
    let passage = |line: Option<String>| line.map(|line| Passage::new(line, Place::Unknown));
    match name {
        TITLE if report.title.is_some() => return set_passage(report, TITLE, &line),
        TITLE => report.title = passage(filled),
        ORGANIZATION => report.organization = filled,
        YEAR => {
            let year = line.trim_end_matches('年').parse().ok().filter(|year| YEARS.contains(year));
            if filled.is_some() && year.is_none() {
                return false;
            }
            report.year = year;
        }
        SIGNER => report.signature.organization = passage(filled),
        DATE => report.signature.date = passage(filled),
        _ => {
            let Some(key) = name.strip_prefix(METADATA).and_then(MetadataKey::by_json) else { return false };
            let known = &mut report.metadata.known;
            known.retain(|(known, _)| *known != key);
            known.extend(filled.map(|line| (key, Some(line))));
            known.sort_by_key(|(key, _)| *key);
        }
    }
    true
}
