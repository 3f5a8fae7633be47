//! Any report written to a format and read back is the same report.

use proptest::prelude::*;
use repconv::formats::{Formats, ReadOptions, TextEncoding, TextLayout, WriteOptions};
use repconv::model::error::Error;
use repconv::recognise::RecogniseOptions;
use repconv::report_json as json;
use serde_json::Value;

use crate::common;

fn comes_back(name: &str, report: &Value, options: &WriteOptions) {
    let formats = Formats::builtin();
    let format = formats.by_name(name).expect("format");
    let (model, doubts) = json::from_json(report).expect("a report");
    assert!(doubts.is_empty(), "{doubts:?}");
    let want = json::to_json(&model);
    common::agree(&text(&want), &text(report), "the report is not in canonical form");
    let bytes = repconv::write(&model, format, options).expect("written");
    let again = repconv::read(&bytes, format, &ReadOptions::default(), &RecogniseOptions::default());
    let (again, doubts) = again.unwrap_or_else(|error| panic!("{name}: {error}"));
    common::agree(&text(&json::to_json(&again)), &text(&want), name);
    let differs = doubts.iter().find(|doubt| doubt.message.en.contains("stored when"));
    assert!(differs.is_none(), "nobody edited it: {differs:?}");
}

fn text(report: &Value) -> String {
    serde_json::to_string_pretty(report).expect("JSON")
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_comes_back(report in common::report(true)) {
        comes_back("json", &report, &WriteOptions::default());
    }

    #[test]
    fn html_comes_back(report in common::report(true)) {
        comes_back("html", &report, &WriteOptions::default());
    }

    #[test]
    fn docx_comes_back(report in common::report(true)) {
        comes_back("docx", &report, &WriteOptions::default());
    }

    #[test]
    fn odt_comes_back(report in common::report(true)) {
        comes_back("odt", &report, &WriteOptions::default());
    }

    #[test]
    fn xlsx_comes_back(report in common::report(true)) {
        comes_back("xlsx", &report, &WriteOptions::default());
    }

    #[test]
    fn text_comes_back_in_every_encoding(report in common::report(false), pick in 0..4_usize) {
        let encodings = [TextEncoding::Gb18030, TextEncoding::Utf8, TextEncoding::Utf8Bom, TextEncoding::Utf16Le];
        comes_back("text", &report, &WriteOptions::default().with_encoding(encodings[pick]));
    }

    #[test]
    fn text_comes_back_in_every_layout(report in common::report(false), cells in any::<bool>()) {
        let layout = if cells { TextLayout::Cells } else { TextLayout::Aligned };
        let encoding = Some(TextEncoding::Utf8);
        // What such a layout can't tell apart is refused, not written.
        let formats = Formats::builtin();
        let options = WriteOptions::default().with_encoding(encoding).with_layout(layout);
        let text = formats.by_name("text").expect("format");
        match repconv::write(&json::from_json(&report).expect("a report").0, text, &options) {
            Ok(_) => comes_back("text", &report, &options),
            Err(error) => prop_assert!(matches!(error, Error::ReadsOtherwise { .. }), "{error}"),
        }
    }
}
