//! The summary of a run: files that could not be read, numbers that the dataset cannot hold, and its
//! size.

use crate::aggregate::{NotTaken, UnlistedBody};
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
    /// Files that are not the one taken for their body and year.
    not_taken: Vec<(String, NotTaken)>,
    /// Bodies that are not on the roster for certain: their region and level are not known.
    pub unlisted: Vec<UnlistedBody>,
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

    /// Counts a report whose body has another for the year, which was taken.
    pub fn add_not_taken(&mut self, name: &str, other: &NotTaken) {
        self.not_taken.push((name.to_owned(), other.clone()));
    }

    /// Whether an input failed.
    #[must_use]
    pub const fn has_failed(&self) -> bool {
        self.failed > 0
    }

    /// Which reports have another of their body and year that was taken.
    fn repeats(&self, is_preferred: bool, options: OutputOptions) -> String {
        /// Number of files that are named, unless all are requested.
        const NAMED: usize = 5;
        let (count, zh) = (self.not_taken.len(), options.language == Language::Zh);
        if count == 0 {
            return String::new();
        }
        let choice = match (is_preferred, zh) {
            (true, _) => "",
            (false, true) => "，换一份加 --prefer newest、folder 或 name",
            (false, false) => "; choose another with --prefer newest, folder or name",
        };
        let head = if zh {
            format!("B002 同一单位同一年度不止一份，只取一份（taken 为 true{choice}），未取用的 {count} 份：")
        } else {
            format!(
                "B002: several reports of a body and year, one is taken ('taken' is true{choice}); not taken: {count}"
            )
        };
        let most = if options.verbose { usize::MAX } else { NAMED };
        let line = |(name, other): &(String, NotTaken)| {
            let NotTaken { taken, has_same_figures } = other;
            match (has_same_figures, zh) {
                (true, true) => format!("  {name}：取用的是“{taken}”，各表数字相同"),
                (false, true) => format!("  {name}：取用的是“{taken}”，数字不同"),
                (true, false) => format!("  {name}: '{taken}' is taken, with the same figures"),
                (false, false) => format!("  {name}: '{taken}' is taken, with other figures"),
            }
        };
        let more = count.saturating_sub(most);
        let rest = (more > 0).then(|| match options.language {
            Language::Zh => format!("  另有 {more} 份，加 --verbose 全部列出，或看 files 表的 taken"),
            Language::En => format!("  {more} more: add --verbose, or see 'taken' of the table files"),
        });
        let lines = std::iter::once(head).chain(self.not_taken.iter().take(most).map(line)).chain(rest);
        lines.map(|line| line + "\n").collect()
    }

    /// The bodies that are not on the roster.
    fn off_roster(&self, options: OutputOptions) -> String {
        /// Number of bodies that are named, unless all are requested.
        const NAMED: usize = 20;
        let (count, zh) = (self.unlisted.len(), options.language == Language::Zh);
        if count == 0 {
            return String::new();
        }
        let head = if zh {
            format!("不在名单上 {count}（region、level 为空；是同一单位的，在名单上加一列“其他名称”）：")
        } else {
            format!(
                "Not on the roster ({count}); region and level are null; a column 其他名称 holds other names:"
            )
        };
        let most = if options.verbose { usize::MAX } else { NAMED };
        let line = |one: &UnlistedBody| {
            let UnlistedBody { name, file, proposed } = one;
            one_line(&match (proposed, zh) {
                (None, true) => format!("  {name}（{file}）"),
                (None, false) => format!("  {name} ({file})"),
                (Some(listed), true) => format!("  {name}（{file}）：可能就是名单上的“{listed}”，请确认"),
                (Some(listed), false) => format!("  {name} ({file}): perhaps {listed} of the roster"),
            })
        };
        let more = count.saturating_sub(most);
        let rest = (more > 0).then(|| {
            if zh {
                format!("  另有 {more} 个，加 --verbose 全部列出")
            } else {
                format!("  {more} more: add --verbose")
            }
        });
        let lines = std::iter::once(head).chain(self.unlisted.iter().take(most).map(line)).chain(rest);
        lines.map(|line| line + "\n").collect()
    }

    /// The files that failed; unless `quiet` is set the rest, and the counts; `is_preferred` where it was said which of several reports is taken.
    #[must_use]
    pub fn to_message(&self, is_preferred: bool, options: OutputOptions) -> String {
        let mut text = self.lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        if !options.quiet {
            text.push_str(&self.repeats(is_preferred, options));
            text.push_str(&self.off_roster(options));
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
