//! The summary of a run: files that could not be read, numbers that the dataset cannot hold, and its
//! size.

use crate::dataset::InputRows;
use crate::model::error::Error;
use crate::model::language::{Language, Text};
use crate::model::text::one_line;
use crate::present::OutputOptions;
use crate::present::severity::ERROR;

const PROBLEM: Text = Text::new("错误：", "error: ");
const NOTE: Text = Text::new("说明：", "note: ");
const WITHOUT_FORM: Text =
    Text::new("是没有表样的普通文档，没有收入", "it is a document without a form and was not included");
const COLON: Text = Text::new("：", ": ");

/// The size of a dataset, and what it lacks.
#[derive(Debug, Default)]
pub struct Summary {
    reports: usize,
    cells: usize,
    failed: usize,
    lines: Vec<String>,
}

impl Summary {
    /// Counts an input.
    pub fn add(&mut self, name: &str, entry: &InputRows, error: Option<Error>, options: OutputOptions) {
        let language = options.language;
        let colon = COLON.get(language);
        match error {
            Some(error) => {
                self.failed += 1;
                let what = one_line(&error.message(language));
                let problem = PROBLEM.get(language);
                self.lines.push(format!("{ERROR}{problem}{ERROR:#}{name}{colon}{what}"));
            }
            None if entry.is_without_form => {
                let note = NOTE.get(language);
                self.lines.push(format!("{note}{name}{colon}{}", WITHOUT_FORM.get(language)));
            }
            None => self.reports += 1,
        }
        self.cells += entry.cells;
        for overflow in &entry.overflow {
            let (address, written) = (overflow.address, one_line(&overflow.written));
            self.lines.push(match language {
                Language::Zh => {
                    format!("提醒：{name}{colon}{address} 的“{written}”小数超过 10 位，value 为空，原文在 raw 里")
                }
                Language::En => format!(
                    "warning: {name}{colon}'{written}' at {address} has more than 10 decimals: value is null, see raw"
                ),
            });
        }
    }

    /// Whether an input failed.
    #[must_use]
    pub const fn has_failed(&self) -> bool {
        self.failed > 0
    }

    /// The lines, and the counts unless `quiet` is set.
    #[must_use]
    pub fn to_message(&self, options: OutputOptions) -> String {
        let mut text = self.lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        if !options.quiet {
            text.push_str(&self.count(options.language));
        }
        text
    }

    fn count(&self, language: Language) -> String {
        let Self { reports, cells, failed, .. } = self;
        match (language, failed) {
            (Language::Zh, 0) => format!("{reports} 份报告，{cells} 格\n"),
            (Language::Zh, _) => {
                format!("{reports} 份报告，{cells} 格；{failed} 个没有读成，记在 files 表里\n")
            }
            (Language::En, 0) => format!("{reports} reports, {cells} cells\n"),
            (Language::En, _) => {
                format!("{reports} reports, {cells} cells; {failed} could not be read, see the table files\n")
            }
        }
    }
}
