//! Findings: what readers, the recogniser and the rules have to say about a report, in one stream.

use std::ops::Range;

use crate::document::Place;
use crate::language::{Message, Text};
use crate::report::{Address, Decimal, Report};
use crate::validate::{Batch, BatchFinding, Settings};

/// How grave a finding is, gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Info,
    Warning,
    Error,
}

/// A rule as data: everything that is said of it anywhere comes from here.
pub struct Rule {
    /// Stable code, `A001`; never changes its meaning.
    pub code: &'static str,
    /// Stable name that states the fault, `unbalanced-requests`.
    pub name: &'static str,
    pub severity: Severity,
    /// What the rule is about, in a few words.
    pub title: Text,
    /// What the rule stands on: the official source.
    pub ground: Text,
    /// The rule's page, Markdown, Chinese first.
    pub page: &'static str,
    pub check: Check,
}

/// How a rule is run.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Raised while reading or recognising (family R).
    Reading,
    /// Run on a recognised report.
    Report(fn(&Report, &mut Vec<Finding>)),
    /// Run on a report and, second, that of the year before.
    Previous(fn(&Report, &Report, &Settings, &mut Vec<Finding>)),
    /// Run on all reports handed in together.
    Batch(fn(&Batch<'_>, &Settings, &mut Vec<BatchFinding>)),
}

impl Rule {
    /// Whether it is raised while reading, not by a check.
    #[must_use]
    pub const fn is_reading(&self) -> bool {
        matches!(self.check, Check::Reading)
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({})", self.code) // its page would bury every message of a failing test
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// One doubt or fault, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: &'static Rule,
    pub severity: Severity,
    pub message: Message,
    /// The cells whose values the rule compared.
    pub cells: Vec<Address>,
    /// Where it stood in the source.
    pub place: Place,
    /// The key of the section concerned, for findings about text and structure.
    pub section: Option<&'static str>,
    /// The passage concerned, for findings about text.
    pub passage: Option<String>,
    /// The bytes of the passage that the finding is about.
    pub marked: Option<Range<usize>>,
    /// Cells of which each alone may be the slip, likeliest first.
    pub suspects: Vec<Address>,
    pub expected: Option<Decimal>,
    pub found: Option<Decimal>,
    /// A change that mends it and can't be wrong.
    pub fix: Option<Fix>,
}

/// A change that is safe to make without asking.
#[derive(Clone, Debug, PartialEq)]
pub enum Fix {
    /// The same number in plain digits.
    Cell { address: Address, to: Decimal },
    /// The heading of the section of this index.
    Heading { section: usize, to: String },
    /// The date of the signature.
    Date { to: String },
    /// Official wording in a table; the writers write no other.
    Label { from: String, to: &'static str },
}

impl Finding {
    /// A finding of `rule` with its default severity.
    #[must_use]
    pub fn new(rule: &'static Rule, message: Message, place: Place) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message,
            cells: Vec::new(),
            place,
            section: None,
            passage: None,
            marked: None,
            suspects: Vec::new(),
            expected: None,
            found: None,
            fix: None,
        }
    }

    #[must_use]
    pub fn with_cells(mut self, cells: Vec<Address>) -> Self {
        self.cells = cells;
        self
    }

    #[must_use]
    pub fn with_passage(mut self, passage: impl Into<String>) -> Self {
        self.passage = Some(passage.into());
        self
    }

    /// The passage, and the bytes of it that the finding is about.
    #[must_use]
    pub fn with_marked(mut self, passage: impl Into<String>, marked: Range<usize>) -> Self {
        self.passage = Some(passage.into());
        self.marked = Some(marked);
        self
    }

    #[must_use]
    pub fn in_section(mut self, key: &'static str) -> Self {
        self.section = Some(key);
        self
    }

    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    #[must_use]
    pub fn with_figures(mut self, expected: Option<Decimal>, found: Option<Decimal>) -> Self {
        self.expected = expected;
        self.found = found;
        self
    }
}

/// Puts findings into the order of the document, those at one place by code.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| a.place.cmp(&b.place).then_with(|| a.rule.code.cmp(b.rule.code)));
}

const READING_GROUND: Text = Text::new(
    "repconv 的读取约定：不猜测，读不准的如实说明",
    "repconv's own rule of reading: never guess, say what could not be settled",
);

/// R001: a flattened row with fewer values than columns.
pub static UNDECIDABLE_ROW: Rule = Rule {
    code: "R001",
    name: "undecidable-row",
    severity: Severity::Warning,
    title: Text::new("该行缺数，无法判断哪些格为空", "which cells of the row are blank can't be known"),
    ground: READING_GROUND,
    page: include_str!("../docs/rules/R001.md"),
    check: Check::Reading,
};

/// R002: a cell of a statutory table whose row or column could not be told.
pub static UNPLACED_CELL: Rule = Rule {
    code: "R002",
    name: "unplaced-cell",
    severity: Severity::Warning,
    title: Text::new("法定表格中有单元格无法对应行或列", "a cell's row or column could not be told"),
    ground: READING_GROUND,
    page: include_str!("../docs/rules/R002.md"),
    check: Check::Reading,
};

/// R003: bytes or characters that could not be read.
pub static UNREADABLE_CHARACTER: Rule = Rule {
    code: "R003",
    name: "unreadable-character",
    severity: Severity::Warning,
    title: Text::new("有无法识别的字符", "characters that could not be read"),
    ground: READING_GROUND,
    page: include_str!("../docs/rules/R003.md"),
    check: Check::Reading,
};

const LABEL_GROUND: Text = Text::new(
    "国办公开办函〔2021〕30号、〔2019〕60号：表格按规定的行、列和文字填报",
    "国办公开办函〔2021〕30号 and 〔2019〕60号: the tables keep their rows, columns and wording",
);

/// S004: a statutory table has a row or column that its edition does not know.
pub static UNKNOWN_ROW_OR_COLUMN: Rule = Rule {
    code: "S004",
    name: "unknown-row-or-column",
    severity: Severity::Warning,
    title: Text::new("表格有规定以外的行或列", "a statutory table has a row or column of its own"),
    ground: LABEL_GROUND,
    page: include_str!("../docs/rules/S004.md"),
    check: Check::Reading,
};

/// S005: a row of a statutory table stands twice with different values.
pub static CONFLICTING_ROW: Rule = Rule {
    code: "S005",
    name: "conflicting-row",
    severity: Severity::Error,
    title: Text::new("同一行出现两次而数值不同", "a row stands twice with different values"),
    ground: LABEL_GROUND,
    page: include_str!("../docs/rules/S005.md"),
    check: Check::Reading,
};

/// S007: statutory wording changed.
pub static ALTERED_LABEL: Rule = Rule {
    code: "S007",
    name: "altered-label",
    severity: Severity::Info,
    title: Text::new("表格的规定文字有改动", "statutory wording in a table was changed"),
    ground: LABEL_GROUND,
    page: include_str!("../docs/rules/S007.md"),
    check: Check::Reading,
};

/// R004: what the format holds and the model can't.
pub static SKIPPED_CONTENT: Rule = Rule {
    code: "R004",
    name: "skipped-content",
    severity: Severity::Info,
    title: Text::new("有内容未收入报告", "content was left out of the report"),
    ground: READING_GROUND,
    page: include_str!("../docs/rules/R004.md"),
    check: Check::Reading,
};
