//! The sheet 下一步: what the office has to do, in this order, and with whom.

use rust_xlsxwriter::Worksheet;

use super::Result;
use super::sections::{Row, Sections};
use crate::aggregate::{Inclusion, Received};
use crate::model::finding::{Finding, Severity};
use crate::model::language::{Language, Text};
use crate::model::reading_rules::is_about_unread_figures;
use crate::present::aggregate::{Collection, repeats, wording};
use crate::present::check::overview::{Task, in_order, steps};

const BODY: Text = Text::new("单位", "Body");
const COUNTS: Text = Text::new("是否计入汇总", "Counted");
const FILE: Text = Text::new("文件", "File");
const WHAT: Text = Text::new("说明", "Remarks");
const HEADS: [Text; 4] = [BODY, COUNTS, FILE, WHAT];
const NOTHING: Text = Text::new("都收齐了，没有要做的。", "All is received, and there is nothing to do.");
const LINE: Text = Text::new(
    "从上往下做。每份报告的全部问题见“问题”，名单的对应见“缺报与重报”。",
    "From top to bottom. All findings are on the sheet of findings.",
);

/// The sheet; only lists with something to do are on it.
pub fn sheet(collection: &Collection) -> Result<Worksheet> {
    let language = collection.language;
    let next = Next { collection, language };
    let lists = [
        (Text::new("读不了，请重新报送", "Not read: ask again"), next.unread()),
        (Text::new("不在名单上，先看是不是缺报的单位", "Not on the roster: a missing one?"), next.unlisted()),
        (Text::new("缺报，请催报", "Missing: remind"), next.missing()),
        (Text::new("年度不对，请报本年度的", "For another year: ask for this one"), next.other_years()),
        (Text::new("名称相近，请确认是不是同一单位", "Close names: confirm"), next.proposed()),
        (Text::new("一个单位不止一份，请选定一份", "Several reports: choose one"), next.repeated()),
        (
            Text::new("没有读全，合计里缺这些格，请对照原件", "Not read completely: look into the file"),
            next.unread_figures(),
        ),
        (Text::new("须改正，请退回修改", "To be corrected by the body"), next.tasks(Task::Correct)),
        (Text::new("请核实", "To be checked"), next.tasks(Task::Verify)),
    ];
    let has_any = lists.iter().any(|(_, rows)| !rows.is_empty());
    let line = if has_any { LINE } else { NOTHING };
    let title = if language == Language::Zh { "下一步" } else { "What to do next" };
    let mut sections = Sections::new(title, line.get(language), language)?;
    for (heading, rows) in lists.iter().filter(|(_, rows)| !rows.is_empty()) {
        sections.list(*heading, HEADS, rows)?;
    }
    Ok(sections.sheet)
}

struct Next<'a> {
    collection: &'a Collection,
    language: Language,
}

impl Next<'_> {
    fn unread(&self) -> Vec<Row> {
        let owner = |file: &str| self.collection.summary.attendance.as_ref()?.owners.get(file).cloned();
        let row = |(file, error): (&str, &crate::model::error::Error)| {
            let body = owner(file).unwrap_or_default();
            [body, self.counted(false), file.to_owned(), error.message(self.language)]
        };
        self.collection.unreadable().map(row).collect()
    }

    /// Bodies that are not on the roster and of which no name there is thought, while others are missing.
    fn unlisted(&self) -> Vec<Row> {
        const REMARK: Text = Text::new(
            "是名单上的单位的，在名单上加一列“其他名称”；不是的，补进名单",
            "put it on the roster, or its name into a column 其他名称 there",
        );
        let summary = &self.collection.summary;
        let attendance = summary.attendance.iter().filter(|attendance| !attendance.missing.is_empty());
        let unlisted = attendance.flat_map(|attendance| {
            let is_proposed = |at: &usize| attendance.proposed.iter().any(|one| one.received.contains(at));
            attendance.unlisted.iter().filter(move |at| !is_proposed(at)).copied()
        });
        let row = |at: usize| {
            let one = summary.received.get(at)?;
            let is_counted = summary.inclusions.get(at).is_some_and(Inclusion::is_counted);
            let remark = REMARK.get(self.language).to_owned();
            Some([wording::body(one).to_owned(), self.counted(is_counted), one.file.clone(), remark])
        };
        unlisted.filter_map(row).collect()
    }

    /// Those that sent no file: one that could not be read is on a list of its own.
    fn missing(&self) -> Vec<Row> {
        let attendance = self.collection.summary.attendance.iter();
        let missing = attendance.flat_map(|attendance| &attendance.missing);
        let missing = missing.filter(|missing| missing.unreadable.is_empty());
        missing
            .map(|missing| {
                let mut files = Vec::new();
                let affiliation = missing.affiliation.shown();
                let mut remarks: Vec<String> =
                    Some(affiliation).into_iter().filter(|text| !text.is_empty()).collect();
                for one in
                    missing.other_years.iter().filter_map(|at| self.collection.summary.received.get(*at))
                {
                    files.push(one.file.clone());
                    remarks.push(wording::other_year(one, self.language));
                }
                [missing.name.clone(), self.counted(false), files.join("\n"), remarks.join("\n")]
            })
            .collect()
    }

    /// Bodies that sent only a report for another year, but for those among the missing ones.
    fn other_years(&self) -> Vec<Row> {
        let row = |one: &Received| {
            let remark = wording::other_year(one, self.language);
            [wording::body(one).to_owned(), self.counted(false), one.file.clone(), remark]
        };
        self.collection.unlisted_for_other_years().map(row).collect()
    }

    fn proposed(&self) -> Vec<Row> {
        let summary = &self.collection.summary;
        let proposed = summary.attendance.iter().flat_map(|attendance| &attendance.proposed);
        let rows = proposed.flat_map(|proposed| {
            proposed.received.iter().filter_map(|at| summary.received.get(*at)).map(|one| {
                let body = wording::body(one);
                let remark = match self.language {
                    Language::Zh => format!("报告上是“{body}”；是同一单位的，把名单或报告改成一样的名称"),
                    Language::En => {
                        format!("'{body}' in the report: use one name on the roster and in the report")
                    }
                };
                [proposed.name.clone(), String::new(), one.file.clone(), remark]
            })
        });
        rows.collect()
    }

    /// Reports of a body that has several with different figures, where nothing told which is right.
    fn repeated(&self) -> Vec<Row> {
        let summary = &self.collection.summary;
        let undecided = summary.excluded().filter(|(_, one, reason)| summary.is_undecided(one, reason));
        let rows = undecided.map(|(_, one, reason)| {
            let why = wording::reason(summary, one, reason, self.language);
            [wording::body(one).to_owned(), self.counted(false), one.file.clone(), why]
        });
        rows.collect()
    }

    /// Reports that count and of which figures were not read.
    fn unread_figures(&self) -> Vec<Row> {
        let row = |one: &Received| {
            let about = self.collection.entries.iter().find(|entry| entry.file == one.file);
            let found = about.into_iter().flat_map(|entry| &entry.findings);
            let found = found.filter(|finding| is_about_unread_figures(finding));
            let lines = std::iter::once(wording::unread(one, self.language))
                .chain(found.map(|finding| finding.message.get(self.language).to_owned()));
            let lines: Vec<String> = lines.collect();
            [wording::body(one).to_owned(), self.counted(true), one.file.clone(), lines.join("\n")]
        };
        self.collection.summary.unread().map(row).collect()
    }

    fn tasks(&self, task: Task) -> Vec<Row> {
        let files = in_order(&self.collection.entries);
        // Which of several reports counts, and what was not read, have lists of their own.
        let is_listed = |finding: &Finding, is_counted: bool| {
            repeats::is_choice(finding)
                || (is_counted && finding.severity == Severity::Warning && is_about_unread_figures(finding))
        };
        let wanted = files.into_iter().filter(|(_, entry)| Task::of(entry) == task);
        let rows = wanted.filter_map(|(_, entry)| {
            let is_counted = self.collection.is_counted(&entry.file)?;
            let mut grave = entry.findings.iter().filter(|finding| finding.severity != Severity::Info);
            if grave.all(|finding| is_listed(finding, is_counted)) {
                return None;
            }
            let body = entry.organization().unwrap_or_default().to_owned();
            Some([body, self.counted(is_counted), entry.file.clone(), steps(entry, self.language).join("\n")])
        });
        rows.collect()
    }

    fn counted(&self, is_counted: bool) -> String {
        const YES: Text = Text::new("计入", "yes");
        const NO: Text = Text::new("未计入", "no");
        (if is_counted { YES } else { NO }).get(self.language).to_owned()
    }
}
