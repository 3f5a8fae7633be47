//! The summary for standard error: what was summed, and everything that needs attention.

use unicode_width::UnicodeWidthStr;

use super::{Collection, wording};
use crate::aggregate::{Attendance, Reason, Received, Summary, may_be_two};
use crate::model::language::Language;
use crate::model::text::one_line;
use crate::present::OutputOptions;

/// Numbers of items of a kind that are listed, unless all are requested: the first with which all fits the screen.
const LISTED: [usize; 5] = [20, 10, 5, 3, 2];
/// Lines and columns of a screen, without what is said after the summary.
const SCREEN: (usize, usize) = (20, 80);

/// The summary, one message a line; on one screen where that is possible.
#[must_use]
pub fn to_message(collection: &Collection, options: OutputOptions) -> String {
    if options.verbose {
        return listing(collection, options, usize::MAX);
    }
    let (rows, columns) = SCREEN;
    let height = |text: &str| text.lines().map(|line| line.width().div_ceil(columns).max(1)).sum::<usize>();
    let mut shown = String::new();
    for most in LISTED {
        shown = listing(collection, options, most);
        if height(&shown) <= rows {
            break;
        }
    }
    shown
}

/// The summary with so many items of each kind.
fn listing(collection: &Collection, options: OutputOptions, most: usize) -> String {
    let zh = options.language == Language::Zh;
    let summary = &collection.summary;
    let mut lines = Lines { text: String::new(), most, zh };
    lines.line(&headline(collection, zh));
    tied_years(summary, &mut lines);
    editions(summary, &mut lines);
    let unreadable = collection.unreadable().map(|(file, error)| {
        let owner = wording::owner(summary, file, options.language);
        format!("{file}{owner}{}{}", if zh { "：" } else { ": " }, error.message(options.language))
    });
    lines.list(
        "读不了的文件（作未收到）",
        "Files that could not be read (counted as not received)",
        unreadable.collect(),
    );
    if let Some(attendance) = &summary.attendance {
        attended(summary, attendance, &mut lines);
    }
    not_counted(summary, options.language, &mut lines);
    let unnamed = summary.counted().filter(|(_, one)| one.organization.is_none());
    let unnamed = unnamed.map(|(_, one)| one.file.clone());
    lines.list(
        "看不出是哪个单位的，已计入，请核对",
        "Counted, although their body is unknown: please check",
        unnamed.collect(),
    );
    let alike = summary.alike.iter().map(|(a, b)| pair(summary, *a, *b, zh)).collect();
    lines.list(
        "都计入了，但可能是同一单位，请确认",
        "Both counted, but possibly the same body: please confirm",
        alike,
    );
    unbalanced(summary, &mut lines);
    unread(summary, options.language, &mut lines);
    let texts = summary.texts().map(|(one, address, raw)| {
        format!("{} {} “{raw}”", wording::body(one), address.label(one.edition, options.language))
    });
    lines.list("有文字的格，没有加进合计", "Cells with text, not summed", texts.collect());
    let with_errors = collection.with_errors();
    if with_errors > 0 {
        lines.line(&if zh {
            format!("{with_errors} 份报告有错误（缺表、数字不对等），逐条见“问题”工作表，或用 repconv check")
        } else {
            format!(
                "{with_errors} reports have errors, listed on the sheet of findings and by 'repconv check'"
            )
        });
    }
    lines.text
}

/// The reports that count and were not read completely.
fn unread(summary: &Summary, language: Language, lines: &mut Lines) {
    let zh = lines.zh;
    let unread = summary.unread().map(|one| {
        format!("{}{}{}", named(one, zh), if zh { "：" } else { ": " }, wording::unread(one, language))
    });
    lines.list(
        "计入了，但没有读全，合计里缺这些格",
        "Counted, but not read completely: the sums lack these cells",
        unread.collect(),
    );
}

/// The reports that do not count, by the kind of reason.
fn not_counted(summary: &Summary, language: Language, lines: &mut Lines) {
    let zh = lines.zh;
    let left = |is: &dyn Fn(&Received, &Reason) -> bool| {
        let these = summary.excluded().filter(|(_, one, reason)| is(one, reason));
        these
            .map(|(_, one, reason)| {
                let why = wording::reason(summary, one, reason, language);
                format!("{}{}{why}", named(one, zh), if zh { "" } else { ": " })
            })
            .collect::<Vec<_>>()
    };
    let counted = |reason: &Reason| match reason {
        Reason::Repeated { counted, .. } => summary.received.get(*counted),
        _ => None,
    };
    let is_doubt =
        |one: &Received, reason: &Reason| counted(reason).is_some_and(|other| may_be_two(one, other));
    lines.list(
        "可能是另一单位的（名称相同，不在同一文件夹），作重报没有计入，请核对",
        "Possibly of other bodies (same name, different folders), not counted: please check",
        left(&is_doubt),
    );
    let repeated = |is_open: bool| {
        left(&|one, reason| {
            counted(reason).is_some()
                && !is_doubt(one, reason)
                && summary.is_undecided(one, reason) == is_open
        })
    };
    let (zh_open, en_open) = undecided(summary);
    lines.list(&zh_open, &en_open, repeated(true));
    let (zh_known, en_known) = match summary.preference.name() {
        Some(name) => (format!("（按 --prefer {name}）"), format!(" (by --prefer {name})")),
        None => Default::default(),
    };
    lines.list(
        &format!("重报，只计一份{zh_known}"),
        &format!("Additional reports of a body, not counted{en_known}"),
        repeated(false),
    );
    let elsewhen = left(&|_, reason| matches!(reason, Reason::OtherYear | Reason::NoYear));
    lines.list("不是本年度的，未计入", "Of other years, not counted", elsewhen);
    let empty = left(&|_, reason| matches!(reason, Reason::NothingRead));
    lines.list("一个数也没有读到的，未计入", "Without any figure that could be read, not counted", empty);
    let without_form = left(&|_, reason| matches!(reason, Reason::NoForm));
    lines.list("普通文档，未计入", "Documents without a form, not counted", without_form);
    let other_form = left(&|_, reason| matches!(reason, Reason::OtherForm));
    lines.list("另一种报表，未计入", "Of another form, not counted", other_form);
    let summaries = left(&|_, reason| matches!(reason, Reason::Summary));
    lines.list("汇总表，未计入", "Summaries, not counted", summaries);
}

/// The heading of the reports of which one has to be chosen, in both languages.
fn undecided(summary: &Summary) -> (String, String) {
    const ASKED: &str =
        "B002 重报，只计一份（以哪一份为准，加 --prefer newest、folder 或 name，或在“明细”里改）";
    match summary.preference.name() {
        None => (
            ASKED.to_owned(),
            "B002: additional reports of a body, not counted (choose with --prefer newest, folder or name)"
                .to_owned(),
        ),
        Some(name) => (
            format!("B002 重报，--prefer {name} 分不出以哪一份为准，先读到的计入（可在“明细”里改）"),
            format!(
                "B002: additional reports of a body, between which --prefer {name} can't choose; the first counts"
            ),
        ),
    }
}

/// `汇总了 196 份报告（2024 年度）；未计入 4 份；缺报 3 个，待确认 2 个；…`.
fn headline(collection: &Collection, zh: bool) -> String {
    let summary = &collection.summary;
    let counted = summary.counted().count();
    let left = summary.excluded().count();
    let unreadable = collection.unreadable().count();
    let unbalanced = summary.unbalanced().count();
    let blanks: usize = summary.forms.iter().flat_map(|form| form.sums.values()).map(|sum| sum.blanks).sum();
    let (missing, proposed) = summary
        .attendance
        .as_ref()
        .map_or((0, 0), |attendance| (attendance.missing.len(), attendance.proposed.len()));
    let year = summary.year.map(|year| year.to_string()).unwrap_or_default();
    let part = |count: usize, zh_text: &str, en_text: &str| {
        (count > 0).then(|| {
            if zh { zh_text.replace('#', &count.to_string()) } else { format!("{en_text}: {count}") }
        })
    };
    let first = if zh {
        format!("汇总了 {counted} 份报告（{year} 年度）")
    } else {
        format!("{counted} reports summed up (for {year})")
    };
    let parts = [
        Some(first),
        part(left, "未计入 # 份", "not counted"),
        part(missing, "缺报 # 个单位", "missing"),
        part(proposed, "# 个单位待确认", "to be confirmed"),
        part(summary.duplicates.len(), "# 个单位重报", "bodies with several reports"),
        part(unbalanced, "# 份勾稽不平衡", "not balanced"),
        part(summary.unread().count(), "# 份没有读全", "not read completely"),
        part(unreadable, "# 个文件读不了", "unreadable"),
        part(blanks, "空白 # 格", "blank cells"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(if zh { "；" } else { "; " })
}

/// As many reports are for another year: which was meant is not certain.
fn tied_years(summary: &Summary, lines: &mut Lines) {
    let (Some(year), false) = (summary.year, summary.tied_years.is_empty()) else { return };
    let others: Vec<String> = summary.tied_years.iter().map(u16::to_string).collect();
    let (zh, en) = (others.join("、"), others.join(", "));
    lines.line(&if lines.zh {
        format!("{zh} 年度的报告与 {year} 年度的一样多，汇总的是较晚的；要汇总别的年度，加 --year {zh}")
    } else {
        format!(
            "as many reports are for {en} as for {year}, which is summed up; ask for another with --year {en}"
        )
    });
}

fn editions(summary: &Summary, lines: &mut Lines) {
    let mut forms = summary.forms.iter();
    let Some(main) = forms.next().map(|form| form.edition) else { return };
    for form in forms.filter(|form| form.is_used()) {
        let id = form.edition.id;
        let reports = summary.counted().filter(|(_, one)| one.edition.id == id).count();
        let cells = form.shown().count();
        lines.line(&if lines.zh {
            format!(
                "有 {reports} 份报告用的是 {}：与 {}含义相同的格已并入，其余 {cells} 格另列",
                form.edition.version(" "),
                main.version(" ")
            )
        } else {
            format!("{reports} reports use the edition of {id}: cells with the same meaning as in {} are included in its sums, {cells} others are listed separately", main.id)
        });
    }
}

fn attended(summary: &Summary, attendance: &Attendance, lines: &mut Lines) {
    let zh = lines.zh;
    let file = |at: &usize| summary.received.get(*at).map(|one| one.file.as_str()).unwrap_or_default();
    let body = |at: &usize| summary.received.get(*at).map(wording::body).unwrap_or_default();
    let missing = attendance.missing.iter().map(|missing| {
        let other_year = missing.other_years.first().map(file);
        let other_year = other_year.map(|file| {
            if zh {
                format!("（只有其他年度或看不出年度的：{file}）")
            } else {
                format!(" (only for another or an unknown year: {file})")
            }
        });
        let unread = missing.unreadable.first();
        let unread = unread.map(|file| {
            if zh {
                format!("（它的文件“{file}”打不开）")
            } else {
                format!(" (its file '{file}' could not be read)")
            }
        });
        format!("{}{}{}", missing.name, other_year.unwrap_or_default(), unread.unwrap_or_default())
    });
    lines.names("缺报", "Missing", missing.collect());
    let proposed = attendance.proposed.iter().flat_map(|proposed| {
        proposed.received.iter().map(move |at| {
            if zh {
                format!(
                    "名单上的“{}”可能就是“{}”（{}），请确认；确认前作缺报",
                    proposed.name,
                    body(at),
                    file(at)
                )
            } else {
                format!(
                    "{} on the roster may be {} ({}): missing until confirmed",
                    proposed.name,
                    body(at),
                    file(at)
                )
            }
        })
    });
    lines.list("待确认", "To be confirmed", proposed.collect());
    let unlisted = attendance.unlisted.iter().filter_map(|at| {
        let one = named(summary.received.get(*at)?, zh);
        let proposed = attendance.proposed.iter().find(|proposed| proposed.received.contains(at));
        Some(match (proposed, zh) {
            (None, _) => one,
            (Some(proposed), true) => format!("{one}：可能就是名单上的“{}”", proposed.name),
            (Some(proposed), false) => format!("{one}: perhaps {} of the roster", proposed.name),
        })
    });
    lines.list("不在名单上", "Not on the roster", unlisted.collect());
    let unnamed = attendance.unnamed.iter().map(|at| file(at).to_owned());
    lines.list("看不出是哪个单位的", "Body unknown", unnamed.collect());
}

fn pair(summary: &Summary, a: usize, b: usize, zh: bool) -> String {
    let named = |at: usize| summary.received.get(at).map(|one| named(one, zh)).unwrap_or_default();
    format!("{}{}{}", named(a), if zh { "、" } else { ", " }, named(b))
}

fn unbalanced(summary: &Summary, lines: &mut Lines) {
    let zh = lines.zh;
    let named: Vec<String> = summary.unbalanced().map(|one| named(one, zh)).collect();
    lines.list("勾稽关系不平衡", "Not balanced", named);
}

/// `沭阳县教育局（教育局.docx）`.
fn named(one: &Received, zh: bool) -> String {
    let body = wording::body(one);
    if zh { format!("{body}（{}）", one.file) } else { format!("{body} ({})", one.file) }
}

/// The lines so far.
struct Lines {
    text: String,
    most: usize,
    zh: bool,
}

impl Lines {
    fn line(&mut self, line: &str) {
        self.text.push_str(&one_line(line));
        self.text.push('\n');
    }

    /// A heading with the number of names, and the names in one line.
    fn names(&mut self, zh: &str, en: &str, names: Vec<String>) {
        /// Names that are listed, unless all are requested.
        const MOST: usize = 20;
        if self.most == usize::MAX || names.is_empty() {
            self.list(zh, en, names);
            return;
        }
        let more = names.len().saturating_sub(MOST);
        let (first, comma) = (names.get(..MOST).unwrap_or(&names), if self.zh { "、" } else { ", " });
        let listed = first.join(comma);
        let count = names.len();
        self.line(&match (self.zh, more) {
            (true, 0) => format!("{zh} {count}：{listed}"),
            (true, _) => format!("{zh} {count}：{listed}等，另有 {more} 个，见输出的文件，或加 --verbose"),
            (false, 0) => format!("{en} ({count}): {listed}"),
            (false, _) => format!("{en} ({count}): {listed}; {more} more: see the output, or add --verbose"),
        });
    }

    /// A heading with the number of items, and the items.
    fn list(&mut self, zh: &str, en: &str, items: Vec<String>) {
        if items.is_empty() {
            return;
        }
        let count = items.len();
        self.line(&if self.zh { format!("{zh} {count}：") } else { format!("{en} ({count}):") });
        // A line that says that there is one more is as long as the item.
        let most = if count == self.most.saturating_add(1) { count } else { self.most };
        for item in items.into_iter().take(most) {
            self.line(&format!("  {item}"));
        }
        if count > most {
            let more = count - most;
            self.line(&if self.zh {
                format!("  另有 {more} 条，见输出的文件，或加 --verbose")
            } else {
                format!("  {more} more: see the output, or add --verbose")
            });
        }
    }
}
