//! The forms: sections, tables, rows, columns and sums as data.
//!
//! A form is declared once, in the [`language`] of forms (`forms/*.toml`); the recogniser (labels), the composer
//! (layout), the rules on sums, the JSON schema and docs/cells.md use it. A built-in form is one file and one row
//! in the table below, and is read when it is first needed.
//! Sources: 国办公开办函〔2021〕30号, 国办公开办函〔2019〕60号, and the 统计表 attached to reports of
//! 2014 to 2018; for law enforcement the tables that provinces publish each January.

pub(crate) mod kept;
mod known;
pub mod language;
pub mod source;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::model::form::Edition;

pub use known::{Forms, KnownForm};

/// 政府信息公开情况统计表.
pub static Y2014: LazyLock<Edition> = LazyLock::new(|| read(STATISTICS));
/// 国办公开办函〔2019〕60号.
pub static Y2019: LazyLock<Edition> = LazyLock::new(|| read(REPORT_2019));
/// 《中华人民共和国政府信息公开工作年度报告格式》 国办公开办函〔2021〕30号.
pub static Y2021: LazyLock<Edition> = LazyLock::new(|| read(REPORT_2021));

/// 行政执法统计年报, of one body and of the bodies of a county.
static LAW_ENFORCEMENT: [LazyLock<Edition>; 4] = [
    LazyLock::new(|| read(PENALTIES_2021)),
    LazyLock::new(|| read(PENALTIES_2021_COUNTY)),
    LazyLock::new(|| read(PENALTIES_2020)),
    LazyLock::new(|| read(PENALTIES_2020_COUNTY)),
];

const STATISTICS: &str = include_str!("../../forms/disclosure-2014.toml");
const REPORT_2019: &str = include_str!("../../forms/disclosure-2019.toml");
const REPORT_2021: &str = include_str!("../../forms/disclosure-2021.toml");
const PENALTIES_2021: &str = include_str!("../../forms/law-enforcement-2021.toml");
const PENALTIES_2021_COUNTY: &str = include_str!("../../forms/law-enforcement-2021-county.toml");
const PENALTIES_2020: &str = include_str!("../../forms/law-enforcement-2020.toml");
const PENALTIES_2020_COUNTY: &str = include_str!("../../forms/law-enforcement-2020-county.toml");

/// A built-in form, and what can be known of it without reading it.
#[derive(Debug)]
pub struct BuiltIn {
    /// The id of the form.
    pub id: &'static str,
    /// First and last report year that uses it.
    pub years: (u16, u16),
    /// Whether it is an edition of the report on government information disclosure.
    pub is_disclosure: bool,
    source: &'static str,
    form: &'static LazyLock<Edition>,
}

/// THE built-in forms: the editions of the disclosure report and the statistics of law enforcement, each newest first.
pub static BUILT_IN: [BuiltIn; 7] = {
    let [law_2021, law_2021_county, law_2020, law_2020_county] = &LAW_ENFORCEMENT;
    let since_2021 = (2021, u16::MAX);
    let until_2020 = (2012, 2020);
    [
        BuiltIn::new(("2021", since_2021, true), REPORT_2021, &Y2021),
        BuiltIn::new(("2019", (2019, 2020), true), REPORT_2019, &Y2019),
        BuiltIn::new(("2014", (2008, 2018), true), STATISTICS, &Y2014),
        BuiltIn::new(("law-enforcement-2021", since_2021, false), PENALTIES_2021, law_2021),
        BuiltIn::new(
            ("law-enforcement-2021-county", since_2021, false),
            PENALTIES_2021_COUNTY,
            law_2021_county,
        ),
        BuiltIn::new(("law-enforcement-2020", until_2020, false), PENALTIES_2020, law_2020),
        BuiltIn::new(
            ("law-enforcement-2020-county", until_2020, false),
            PENALTIES_2020_COUNTY,
            law_2020_county,
        ),
    ]
};

/// The editions of the disclosure report, newest first.
pub fn editions() -> impl Iterator<Item = &'static BuiltIn> {
    BUILT_IN.iter().filter(|known| known.is_disclosure)
}

impl BuiltIn {
    const fn new(
        (id, years, is_disclosure): (&'static str, (u16, u16), bool),
        source: &'static str,
        form: &'static LazyLock<Edition>,
    ) -> Self {
        Self { id, years, is_disclosure, source, form }
    }

    /// The form, read at the first call.
    #[must_use]
    pub fn form(&self) -> &'static Edition {
        self.form
    }

    /// The labels of its rows and columns, in any order.
    pub fn labels(&self) -> impl Iterator<Item = Cow<'static, str>> + use<> {
        texts(self.source, "label = \"").filter_map(|label| language::levels(label).pop())
    }

    /// Words of a title that say that a document is of this form.
    pub fn titles(&self) -> impl Iterator<Item = &'static str> + use<> {
        let list = self.source.split_once("\ntitle = [").and_then(|(_, rest)| rest.split_once(']'));
        list.map_or("", |(list, _)| list).split('"').skip(1).step_by(2)
    }

    /// The headings of its sections.
    pub fn headings(&self) -> impl Iterator<Item = &'static str> + use<> {
        texts(self.source, "heading = \"")
    }
}

/// The texts after this key. To find them takes a hundredth of the time of reading the form, and which of the
/// forms a document is of must be known before one is read.
fn texts(source: &'static str, key: &'static str) -> impl Iterator<Item = &'static str> {
    source.split(key).skip(1).filter_map(|rest| rest.split('"').next())
}

/// The form of documents without a form. It is chosen by its id alone and is in no list of forms.
pub static NONE: Edition = Edition {
    id: "none",
    name: "普通文档",
    titles: &[],
    years: (0, u16::MAX),
    basis: None,
    period: None,
    sections: &[],
    tables: &[],
    disclosure: None,
};

/// Every edition of the disclosure report, newest first. Reads all of them.
pub static ALL: LazyLock<[&Edition; 3]> = LazyLock::new(|| [&*Y2021, &*Y2019, &*Y2014]);

/// The edition of this id.
///
/// ```
/// assert_eq!(repconv::forms::by_id("2019").unwrap().tables.len(), 3);
/// ```
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Edition> {
    if id == NONE.id {
        return Some(&NONE);
    }
    BUILT_IN.iter().find(|known| known.id == id).map(BuiltIn::form)
}

/// The edition that reports for `year` use.
#[must_use]
pub fn for_year(year: u16) -> Option<&'static Edition> {
    editions().find(|known| (known.years.0..=known.years.1).contains(&year)).map(BuiltIn::form)
}

#[expect(clippy::expect_used, reason = "the text is part of the program, and a test reads each")]
fn read(source: &str) -> Edition {
    language::parse(source).expect("a built-in form has no errors")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_form_is_what_it_says() {
        for known in &BUILT_IN {
            let form = known.form();
            assert_eq!((form.id, form.years), (known.id, known.years));
            assert_eq!(form.disclosure.is_some(), known.is_disclosure);
            assert_eq!(known.titles().collect::<Vec<_>>(), form.titles);
            let headings: Vec<_> = form.sections.iter().map(|section| section.heading).collect();
            assert_eq!(known.headings().collect::<Vec<_>>(), headings);
            let mut labels: Vec<&str> = Vec::new();
            for table in form.tables {
                for block in table.blocks {
                    labels.extend(block.columns.iter().map(|column| column.label));
                    labels.extend(block.rows.iter().filter(|_| !table.has_records()).map(|row| row.label));
                }
            }
            assert_eq!(known.labels().collect::<Vec<_>>(), labels);
        }
    }
}
