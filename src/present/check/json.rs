//! Findings as JSON, `repconv.findings` version 1, for other programs.
//!
//! A place has all members, `null` where the format of the file does not have them. Figures are exact.

use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};

use super::{About, Entry};
use crate::model::error::Error;
use crate::model::finding::Finding;
use crate::model::language::Language;

/// The members of the result. Each file is made when it is written: as values in memory thousands take many times the
/// bytes of their text.
#[derive(Serialize)]
struct Members<'a> {
    format: &'static str,
    version: u8,
    files: Files<'a>,
}

struct Files<'a>(&'a [Entry], Language);

impl Serialize for Files<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|entry| file(entry, self.1)))
    }
}

/// The findings as indented JSON text with a line break at its end.
#[must_use]
pub fn render(entries: &[Entry], language: Language) -> Vec<u8> {
    let findings = Members { format: "repconv.findings", version: 1, files: Files(entries, language) };
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = serde_json::to_writer_pretty(&mut out, &findings);
    out.push(b'\n');
    out
}

fn file(entry: &Entry, language: Language) -> Json {
    json!({
        "file": entry.file,
        "report": entry.about.as_ref().map(about),
        "error": entry.error.as_ref().map(|error| failure(error, language)),
        "findings": entry.findings.iter().map(|found| finding(found, language)).collect::<Vec<_>>(),
    })
}

fn about(about: &About) -> Json {
    json!({"organization": about.organization, "year": about.year, "edition": about.edition})
}

fn failure(error: &Error, language: Language) -> Json {
    json!({"code": error.code(), "message": error.message(language), "hint": error.hint(language)})
}

/// The members that a finding serializes to, with its texts in one language.
fn finding(finding: &Finding, language: Language) -> Json {
    let mut members = json!(finding);
    for (name, text) in
        [("title", finding.rule.title.get(language)), ("message", finding.message.get(language))]
    {
        if let Some(member) = members.get_mut(name) {
            *member = json!(text);
        }
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::check::samples;

    fn text(entries: &[Entry], language: Language) -> String {
        String::from_utf8(render(entries, language)).expect("UTF-8")
    }

    #[test]
    fn findings_have_the_documented_members() {
        insta::assert_snapshot!(text(&samples::usual(), Language::Zh));
    }

    #[test]
    fn hostile_text_and_exact_figures_come_back() {
        let read: Json = serde_json::from_slice(&render(&samples::hostile(), Language::En)).expect("JSON");
        assert_eq!(read["files"][0]["file"], samples::HOSTILE);
        assert_eq!(read["files"][0]["findings"][0]["message"], samples::HOSTILE);
        assert_eq!(read["files"][0]["findings"][0]["expected"].to_string(), "9999999999999999999999999.001");
    }

    #[test]
    fn no_file_is_an_empty_list() {
        insta::assert_snapshot!(text(&[], Language::Zh), @r#"
        {
          "format": "repconv.findings",
          "version": 1,
          "files": []
        }
        "#);
    }
}
