//! The sheet 缺报与重报: missing bodies, uncertain matches, duplicate submissions, reports that do not count and
//! files that could not be read.

use rust_xlsxwriter::Worksheet;

use super::Result;
use super::sections::{Row, Sections};
use crate::aggregate::{Attendance, Preference, Reason, Received};
use crate::model::language::{Language, Text};
use crate::present::aggregate::{Collection, wording};
use crate::prose::bodies::{Body, Kinship};

const LISTED: Text = Text::new("名单上的单位", "On the roster");
const BODY: Text = Text::new("报告上的单位", "In the report");
const FILE: Text = Text::new("文件", "File");
const REMARK: Text = Text::new("说明", "Remarks");
const HEADS: [Text; 4] = [LISTED, BODY, FILE, REMARK];
const COUNTED: Text = Text::new("是否计入汇总", "Counted");
const UNLISTED_HEADS: [Text; 4] = [BODY, COUNTED, FILE, REMARK];

/// The sheet.
pub fn sheet(collection: &Collection) -> Result<Worksheet> {
    let language = collection.language;
    let lists = Lists { collection, zh: language == Language::Zh };
    let title = if lists.zh { "缺报与重报" } else { "Missing and duplicate reports" };
    let mut sections = Sections::new(title, &lists.line(), language)?;
    if let Some(attendance) = &collection.summary.attendance {
        lists.roster(attendance, &mut sections)?;
    }
    let heading = match collection.summary.preference {
        Preference::First => Text::new(
            "同一单位重报：只计一份，先读到的计入；要换一份，在“明细”的“计入汇总”里改",
            "Several reports of a body: one counts; change which in 明细",
        ),
        _ => Text::new(
            "同一单位重报：只计一份，按选定的办法计入；要换一份，在“明细”的“计入汇总”里改",
            "Several reports of a body: one counts, as chosen; change which in 明细",
        ),
    };
    let doubled = lists.doubled();
    let (bodies, reports) = (collection.summary.duplicates.len(), doubled.len());
    let count = match language {
        Language::Zh if bodies > 0 => format!("{bodies} 个单位，{reports} 份"),
        Language::En if bodies > 0 => format!("{bodies} bodies, {reports} reports"),
        _ => bodies.to_string(),
    };
    sections.counted_list(heading, &count, UNLISTED_HEADS, &doubled)?;
    let heading = Text::new("其他未计入的报告", "Other reports that do not count");
    sections.list(heading, UNLISTED_HEADS, &lists.left_out())?;
    let heading = Text::new("都计入了，但可能是同一单位，请确认", "Both count, but possibly the same body");
    sections.list(heading, [BODY, BODY, FILE, REMARK], &lists.alike())?;
    if let Some(attendance) = &collection.summary.attendance {
        let heading = Text::new("不在名单上的单位", "Bodies that are not on the roster");
        sections.list(heading, UNLISTED_HEADS, &lists.reports(&attendance.unlisted))?;
        let heading = Text::new("看不出是哪个单位的报告", "Reports of unknown bodies");
        sections.list(heading, UNLISTED_HEADS, &lists.reports(&attendance.unnamed))?;
    }
    let heading = Text::new("读不了的文件：作未收到", "Files that could not be read: not received");
    sections.list(heading, [BODY, COUNTED, FILE, REMARK], &lists.unreadable())?;
    if !collection.left_out.is_empty() {
        let heading = Text::new(
            "没有读的文件或链接（看名字不是报告，或者读过了）",
            "Not read: not reports by their names, or already read",
        );
        sections.list(heading, [BODY, COUNTED, FILE, REMARK], &lists.not_read())?;
    }
    if let Some(attendance) = &collection.summary.attendance {
        let heading = Text::new("名单上已收到的单位（名称相同）", "Received, with the same name");
        sections.list(heading, HEADS, &lists.sure(attendance))?;
    }
    Ok(sections.sheet)
}

struct Lists<'a> {
    collection: &'a Collection,
    zh: bool,
}

impl Lists<'_> {
    fn received(&self, at: usize) -> Option<&Received> {
        self.collection.summary.received.get(at)
    }

    fn is_counted(&self, at: usize) -> String {
        let counted =
            self.collection.summary.inclusions.get(at).is_some_and(crate::aggregate::Inclusion::is_counted);
        match (counted, self.zh) {
            (true, true) => "计入",
            (false, true) => "未计入",
            (true, false) => "yes",
            (false, false) => "no",
        }
        .to_owned()
    }

    fn line(&self) -> String {
        let Some(attendance) = &self.collection.summary.attendance else {
            return if self.zh {
                "没有给应报单位的名单（--roster），不能说谁缺报。".to_owned()
            } else {
                "No roster was given (--roster), so missing bodies are unknown.".to_owned()
            };
        };
        let Attendance { matched: sure, proposed, missing, .. } = attendance;
        let listed = sure.len() + proposed.len() + missing.len();
        let (sure, proposed, missing) = (sure.len(), proposed.len(), missing.len());
        if self.zh {
            format!(
                "名单上 {listed} 个单位：已收到 {sure} 个，缺报 {missing} 个，另有 {proposed} 个名称相近、待确认（确认前作缺报）。名称在去掉空格、全半角和“人民政府”之类的差别后完全相同，或者一个是另一个的结尾、别无可能时，才认作同一单位。"
            )
        } else {
            format!(
                "Of {listed} bodies on the roster {sure} are received, {missing} missing, {proposed} to be confirmed (missing until then). Only names that differ in nothing but spaces, character widths and the like are matched, and a name that is the end of another where nothing else fits."
            )
        }
    }

    fn roster(&self, attendance: &Attendance, sections: &mut Sections) -> Result<()> {
        let missing: Vec<Row> = attendance
            .missing
            .iter()
            .map(|missing| {
                let affiliation = missing.affiliation.shown();
                let mut remarks: Vec<String> = Vec::new();
                remarks.extend((!affiliation.is_empty()).then_some(affiliation));
                for one in missing.other_years.iter().filter_map(|at| self.received(*at)) {
                    let colon = if self.zh { "：" } else { ": " };
                    let what = wording::other_year(one, self.collection.language);
                    remarks.push(format!("{what}{colon}{}", one.file));
                }
                for file in &missing.unreadable {
                    remarks.push(if self.zh {
                        format!("它的文件“{file}”打不开")
                    } else {
                        format!("its file '{file}' could not be read")
                    });
                }
                [missing.name.clone(), String::new(), String::new(), remarks.join("\n")]
            })
            .collect();
        sections.list(Text::new("缺报的单位", "Missing"), HEADS, &missing)?;
        let proposed: Vec<Row> = attendance
            .proposed
            .iter()
            .flat_map(|proposed| {
                proposed.received.iter().filter_map(|at| self.received(*at)).map(|one| {
                    let body = wording::body(one);
                    let remark = if self.zh {
                        format!("名单上的“{}”可能就是“{body}”，请确认", proposed.name)
                    } else {
                        format!("{} on the roster may be {body}: please confirm", proposed.name)
                    };
                    [proposed.name.clone(), body.to_owned(), one.file.clone(), remark]
                })
            })
            .collect();
        let heading =
            Text::new("名称相近、待确认的单位（确认前作缺报）", "To be confirmed: missing until then");
        sections.list(heading, HEADS, &proposed)
    }

    fn doubled(&self) -> Vec<Row> {
        let summary = &self.collection.summary;
        let rows = summary.duplicates.iter().flat_map(|doubled| {
            let first = doubled.received.first().and_then(|at| self.received(*at));
            doubled.received.iter().enumerate().filter_map(move |(number, at)| {
                let one = self.received(*at)?;
                let remark = match (number, first) {
                    (0, _) | (_, None) => String::new(),
                    (_, Some(first)) => {
                        let likeness = crate::aggregate::Likeness::of(one, first);
                        wording::likeness(one, Some(first), &likeness, self.collection.language)
                    }
                };
                let year = doubled.year.filter(|_| doubled.year != summary.year);
                let year = year.map(|year| format!("（{year}）")).unwrap_or_default();
                Some([
                    format!("{}{year}", wording::body(one)),
                    self.is_counted(*at),
                    one.file.clone(),
                    remark,
                ])
            })
        });
        rows.collect()
    }

    fn left_out(&self) -> Vec<Row> {
        let summary = &self.collection.summary;
        let others = summary.excluded().filter(|(_, _, reason)| !matches!(reason, Reason::Repeated { .. }));
        others
            .map(|(at, one, reason)| {
                let why = wording::reason(summary, one, reason, self.collection.language);
                [wording::body(one).to_owned(), self.is_counted(at), one.file.clone(), why]
            })
            .collect()
    }

    fn alike(&self) -> Vec<Row> {
        let pairs = self.collection.summary.alike.iter();
        pairs
            .filter_map(|(a, b)| {
                let (a, b) = (self.received(*a)?, self.received(*b)?);
                let remark = if self.zh { "两个单位名称相近" } else { "the names are close" };
                let files = format!("{}\n{}", a.file, b.file);
                Some([wording::body(a).to_owned(), wording::body(b).to_owned(), files, remark.to_owned()])
            })
            .collect()
    }

    fn reports(&self, places: &[usize]) -> Vec<Row> {
        let row = |at: &usize| {
            let one = self.received(*at)?;
            let body = one.organization.clone().unwrap_or_default();
            Some([body, self.is_counted(*at), one.file.clone(), String::new()])
        };
        places.iter().filter_map(row).collect()
    }

    fn not_read(&self) -> Vec<Row> {
        let none = if self.zh { "未计入" } else { "no" };
        let row = |file: &String| [String::new(), none.to_owned(), file.clone(), String::new()];
        self.collection.left_out.iter().map(row).collect()
    }

    fn unreadable(&self) -> Vec<Row> {
        let language = self.collection.language;
        let rows = self.collection.unreadable().map(|(file, error)| {
            let lines: Vec<String> =
                std::iter::once(error.message(language)).chain(error.hint(language)).collect();
            let none = if self.zh { "未计入" } else { "no" };
            let owner = self.collection.summary.attendance.as_ref();
            let owner = owner.and_then(|attendance| attendance.owners.get(file)).cloned();
            [owner.unwrap_or_default(), none.to_owned(), file.to_owned(), lines.join("\n")]
        });
        rows.collect()
    }

    fn sure(&self, attendance: &Attendance) -> Vec<Row> {
        let rows = attendance.matched.iter().filter_map(|sure| {
            let one = self.received(sure.received)?;
            let reported = one.organization.clone().unwrap_or_default();
            let is_short = one.full_name.is_none()
                && Body::of(&reported).kinship(&Body::of(&sure.name)) == Kinship::Shortened;
            let remark = match (&one.full_name, self.zh) {
                (None, true) if is_short => format!("报告上写“{reported}”，只可能是它"),
                (None, false) if is_short => format!("'{reported}' in the report can only be this body"),
                (None, _) => String::new(),
                (Some(full), true) if !full.ends_with(&reported) => {
                    format!("报告上写“{reported}”，是名单上给的其他名称")
                }
                (Some(full), false) if !full.ends_with(&reported) => {
                    format!("'{reported}' in the report, another name that the roster gives")
                }
                (Some(_), true) => format!("报告上只写“{reported}”，连同文件夹的名称与名单相同"),
                (Some(_), false) => {
                    format!("'{reported}' in the report, the same with the name of its folder")
                }
            };
            Some([sure.name.clone(), reported, one.file.clone(), remark])
        });
        rows.collect()
    }
}
