//! The counts of a run, and its messages.

use std::time::Instant;

use crate::cli::{Outcome, OutputOptions};
use repconv::batch::resume::{LogLine, Status};
use repconv::model::language::{Language, Text};
use repconv::model::text::one_line;
use repconv::present::severity::{ERROR, HINT};

/// Counts of a run.
pub struct Summary {
    begun: Instant,
    inputs: u128,
    written: usize,
    with_errors: usize,
    kept: usize,
    refused: usize,
    failed: usize,
}

impl Summary {
    pub fn new() -> Self {
        Self { begun: Instant::now(), inputs: 0, written: 0, with_errors: 0, kept: 0, refused: 0, failed: 0 }
    }

    /// Counts an input; `was_done` by an earlier run.
    pub fn count(&mut self, line: &LogLine, was_done: bool) {
        self.inputs += 1;
        let counter = if was_done {
            &mut self.kept
        } else if line.is(Status::Written) {
            &mut self.written
        } else if line.is(Status::HasErrors) {
            &mut self.refused
        } else {
            &mut self.failed
        };
        *counter += 1;
        self.with_errors += usize::from(line.has_errors());
    }

    pub fn outcome(&self) -> Outcome {
        if self.failed > 0 {
            Outcome::SomeUnreadable
        } else if self.with_errors + self.refused > 0 {
            Outcome::ErrorsFound
        } else {
            Outcome::Done
        }
    }

    /// `200 份：写出 190，没有做成 10；有错误的报告 12 份；1.2 秒，每秒 166 份`.
    pub fn text(&self, language: Language) -> String {
        let took = self.begun.elapsed().as_millis().max(1);
        let (seconds, tenths) = (took / 1000, took % 1000 / 100);
        let rate = self.inputs * 1000 / took;
        let Self { inputs, written, with_errors, kept, refused, failed, .. } = self;
        let is_zh = language == Language::Zh;
        let counts = [
            (written, "写出", "written"),
            (kept, "已做过", "done before"),
            (refused, "有错误而没有写出", "not written for their errors"),
            (failed, "没有做成", "failed"),
        ];
        let counts = counts.iter().filter(|(count, ..)| **count > 0);
        let counts: Vec<String> = counts
            .map(|(count, zh, en)| if is_zh { format!("{zh} {count}") } else { format!("{count} {en}") })
            .collect();
        if is_zh {
            let errors = match with_errors {
                0 => String::new(),
                _ => format!("；有错误的报告 {with_errors} 份，逐条见 repconv check"),
            };
            let counts = counts.join("，");
            format!("{inputs} 份：{counts}{errors}；{seconds}.{tenths} 秒，每秒 {rate} 份\n")
        } else {
            let errors = match with_errors {
                0 => String::new(),
                _ => format!("; {with_errors} reports have errors, listed by 'repconv check'"),
            };
            let counts = counts.join(", ");
            format!("{inputs} inputs: {counts}{errors}; {seconds}.{tenths} s, {rate} a second\n")
        }
    }
}

/// The message when no further output can be written.
pub const fn stopped(language: Language) -> &'static str {
    const TEXT: Text = Text::new(
        "写不下去，停在这里；已写出的都是完整的，处理好以后加 --resume 接着做\n",
        "stopped, as nothing more can be written; what was written is whole: mend it and add --resume\n",
    );
    TEXT.get(language)
}

/// The message about outputs of earlier runs that are still there: `outdated` are those of inputs that were not written this
/// time, `orphans` those of inputs that no longer exist or have another format.
pub fn left(outdated: &[&str], orphans: &[&str], language: Language) -> String {
    let message = |outputs: &[&str], zh: fn(usize) -> String, en: fn(usize) -> String| match language {
        _ if outputs.is_empty() => String::new(),
        Language::Zh => format!("{}：{}\n", zh(outputs.len()), first_of(outputs, language)),
        Language::En => format!("{}: {}\n", en(outputs.len()), first_of(outputs, language)),
    };
    let outdated = message(
        outdated,
        |count| format!("{count} 份这次没有写出，留在原处的是以前写出的文件"),
        |count| format!("not written this time, and left as an earlier run wrote them ({count})"),
    );
    let orphans = message(
        orphans,
        |count| format!("以前写出的 {count} 个文件，不在这次的输出里，留在原处"),
        |count| format!("written by an earlier run, none of this run's outputs, and left ({count})"),
    );
    outdated + &orphans
}

/// The first few names; the log has all.
fn first_of(outputs: &[&str], language: Language) -> String {
    const NAMED: usize = 10;
    let (comma, more) = match language {
        Language::Zh => ("、", "等，全部见记录"),
        Language::En => (", ", ", …, all in the log"),
    };
    let first: Vec<String> = outputs.iter().take(NAMED).map(|output| one_line(output)).collect();
    first.join(comma) + if outputs.len() > NAMED { more } else { "" }
}

/// The message about an input that failed; `None` for any other.
pub fn failure_message(line: &LogLine, options: OutputOptions) -> Option<String> {
    let (message, hint) = line.error()?;
    let separator = if options.language == Language::Zh { "：" } else { ": " };
    let hint = hint.filter(|_| options.verbose).map(|hint| format!("  {HINT}{hint}{HINT:#}\n"));
    Some(format!("{ERROR}{}{ERROR:#}{separator}{message}\n{}", line.input(), hint.unwrap_or_default()))
}
