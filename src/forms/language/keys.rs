//! The keys of the language, declared once: the checks and the errors that name them derive from it.

use crate::model::language::Text;
use crate::model::suggestion::nearest;

/// A table of the language: what it is called and which keys it may have.
#[derive(Debug)]
pub(super) struct Shape {
    /// What it describes.
    pub name: Text,
    /// Keys it must have.
    pub required: &'static [&'static str],
    /// Keys it may have.
    pub optional: &'static [&'static str],
}

pub(super) static FORM: Shape = Shape {
    name: Text::new("表样", "form"),
    required: &["id", "name", "title", "years", "table"],
    optional: &["basis", "period", "section", "disclosure"],
};
pub(super) static YEARS: Shape =
    Shape { name: Text::new("适用年度", "years"), required: &["from"], optional: &["to"] };
pub(super) static DISCLOSURE: Shape = Shape {
    name: Text::new("政府信息公开年报的专有规则", "rules of the disclosure report"),
    required: &[],
    optional: &["fee_statement_since"],
};
pub(super) static SECTION: Shape =
    Shape { name: Text::new("节", "section"), required: &["id", "heading", "words"], optional: &[] };
pub(super) static TABLE: Shape = Shape {
    name: Text::new("表", "table"),
    required: &["id"],
    optional: &[
        "title", "name", "section", "layout", "corner", "unit", "columns", "rows", "block", "sum", "relation",
    ],
};
pub(super) static BLOCK: Shape =
    Shape { name: Text::new("块", "block"), required: &["columns", "rows"], optional: &["clause"] };
pub(super) static COLUMN: Shape = Shape {
    name: Text::new("列", "column"),
    required: &["id", "label"],
    optional: &["also", "number", "unit", "choices", "no"],
};
pub(super) static COLUMN_GROUP: Shape =
    Shape {
        name: Text::new("列组", "group of columns"), required: &["group", "columns"], optional: &["id"]
    };
pub(super) static ROW: Shape = Shape {
    name: Text::new("行", "row"),
    required: &["id", "label"],
    optional: &["also", "presence", "unit", "no"],
};
pub(super) static ROW_GROUP: Shape =
    Shape { name: Text::new("行组", "group of rows"), required: &["group", "rows"], optional: &["id"] };
pub(super) static SUM: Shape =
    Shape { name: Text::new("合计关系", "sum"), required: &["kind"], optional: &["rows", "columns"] };

pub(super) static RELATION: Shape =
    Shape { name: Text::new("审核关系", "relation"), required: &["rule"], optional: &["says", "level"] };

/// Every table of the language.
#[cfg(test)]
pub(super) static ALL: [&Shape; 12] = [
    &FORM,
    &YEARS,
    &DISCLOSURE,
    &SECTION,
    &TABLE,
    &BLOCK,
    &COLUMN,
    &COLUMN_GROUP,
    &ROW,
    &ROW_GROUP,
    &SUM,
    &RELATION,
];

impl Shape {
    /// Every key.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }

    /// Every key, for a message.
    pub(super) fn key_list(&self) -> (String, String) {
        let keys: Vec<_> = self.keys().collect();
        (format!("可以用的键：{}", keys.join("、")), format!("keys are {}", keys.join(", ")))
    }

    /// The key that was probably meant by an unknown one.
    pub(super) fn nearest(&self, unknown: &str) -> Option<&'static str> {
        nearest(unknown, self.keys())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_is_recognised() {
        for (written, want) in [("heding", Some("heading")), ("Words", Some("words")), ("colour", None)] {
            assert_eq!(SECTION.nearest(written), want, "{written}");
        }
    }
}
