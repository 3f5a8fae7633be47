//! Wording shared by the outputs: what differs and how much.

use crate::compare::{
    ComparedCell, ComparedLine, ComparedSection, Counts, Difference, FieldText, InForms, LineKind, Pair,
    ReportField, State,
};
use crate::model::decimal::Decimal;
use crate::model::form::{Edition, TableForm};
use crate::model::language::{Language, Message, Text};
use crate::model::value::Value;
use crate::prose::bodies::Kinship;
use crate::prose::similarity::Likeness;

pub const OLD: Text = Text::new("旧", "old");
pub const NEW: Text = Text::new("新", "new");
pub const SAME: Text = Text::new("两份报告内容相同。", "The two reports have the same content.");
pub const FIELDS: Text = Text::new("标题、文件信息和落款", "Title, metadata and signature");
pub const NARRATIVE: Text = Text::new("文字", "Narrative");
pub const FINDINGS: Text = Text::new("检查出的问题", "Findings");
pub const APPEARED: Text = Text::new("新出现", "appeared");
pub const GONE: Text = Text::new("已消失", "gone");
pub const CHANGE: Text = Text::new("增减", "change");
const BLANK: Text = Text::new("（空）", "(blank)");

/// Whose report it is: `宿迁市人民政府　2023 年度　2021 年版`.
pub fn head(difference: &Difference, is_new: bool, language: Language) -> String {
    let head = if is_new { &difference.heads.new } else { &difference.heads.old };
    if head.edition.is_none() {
        let form = Text::new(head.edition.name, "document without a form").get(language);
        let separator = if language == Language::Zh { "，" } else { ", " };
        return head.organization.as_deref().into_iter().chain([form]).collect::<Vec<_>>().join(separator);
    }
    let unknown = Text::new("（没有读到单位）", "(body not found)").get(language);
    let organization = head.organization.as_deref().unwrap_or(unknown);
    let year = match (head.year, language) {
        (Some(year), Language::Zh) => format!("{year} 年度"),
        (Some(year), Language::En) => format!("year {year}"),
        (None, language) => Text::new("年度不明", "year unknown").get(language).to_owned(),
    };
    let edition = match language {
        Language::Zh if head.edition.disclosure.is_some() => format!("{}表格", head.edition.version(" ")),
        Language::Zh => head.edition.version(""),
        Language::En => format!("form of {}", head.edition.id),
    };
    [organization, &year, &edition].join(if language == Language::Zh { "，" } else { ", " })
}

/// Remarks shown first: different bodies, editions or order of sections.
pub fn remarks(difference: &Difference) -> Vec<Message> {
    let mut remarks = Vec::new();
    let Pair { old, new } = &difference.heads;
    if let (Some(old), Some(new), Some(kinship)) = (&old.organization, &new.organization, difference.kinship)
    {
        remarks.extend(bodies(old, new, kinship));
    }
    if old.edition.is_none() != new.edition.is_none() {
        remarks.push(Message::new(
            "一份是报表，另一份是没有表样的普通文档：表格里的数无从逐格比较",
            "one is a report of a form, the other a document without a form: their figures can't be compared cell by cell",
        ));
    } else if difference.has_other_edition() {
        let [zh_old, zh_new] = [old, new].map(|head| head.edition.version(" "));
        let (old, new) = (old.edition.id, new.edition.id);
        remarks.push(Message::new(
            format!("表格的年版不同（{zh_old}、{zh_new}）：两份表格都有的单元格逐格比较，只有一份有的另列，无从比较"),
            format!(
                "the forms differ ({old}, {new}): cells that both have are compared, the others are listed separately"
            ),
        ));
    }
    for (keys, form, zh, en) in [
        (&difference.unresolved.old, old.edition, "旧", "old"),
        (&difference.unresolved.new, new.edition, "新", "new"),
    ] {
        let names: Vec<&str> = keys.iter().map(|key| table_name(form, key)).collect();
        if !names.is_empty() {
            remarks.push(Message::new(
                format!("{zh}报告有{}，但没有一格能读准，各格列为“未找到”", names.join("、")),
                format!(
                    "no cell of {} in the {en} report could be determined: all are listed as not found",
                    names.join(", ")
                ),
            ));
        }
    }
    if difference.is_reordered {
        remarks.push(Message::new(
            "两份报告各部分的先后次序不同",
            "the sections of the two reports are in a different order",
        ));
    }
    if difference.is_coarse {
        remarks.push(Message::new(
            "文字太多，或不同处太多，没有逐句比完：有的段落改动不多，也整段列为删去和新增",
            "there is too much text, or too much that differs, to compare all of it sentence by sentence: \
             paragraphs with small changes may be listed as removed and added",
        ));
    }
    remarks
}

fn bodies(old: &str, new: &str, kinship: Kinship) -> Option<Message> {
    let (zh, en) = match kinship {
        Kinship::Equal => return None,
        Kinship::Same | Kinship::Shortened | Kinship::Abbreviated => {
            ("是同一单位名称的不同写法", "one body under two names")
        }
        Kinship::Unclear => ("不能确定是不是同一单位", "possibly different bodies"),
        Kinship::Different => ("不是同一单位", "two bodies"),
    };
    Some(Message::new(format!("“{old}”和“{new}”{zh}"), format!("{old} and {new}: {en}")))
}

fn table_name(edition: &'static Edition, key: &'static str) -> &'static str {
    edition.table(key).map_or(key, |table| table.name)
}

/// `单元格 8 格；文字改 3 句、删 1 句、增 2 句`; a statement that they are equal where nothing differs.
pub fn summary(counts: Counts, language: Language) -> String {
    if counts == Counts::default() {
        return SAME.get(language).to_owned();
    }
    let parts = [
        (counts.heads, Text::new("单位、年度或年版 {} 项", "{} of body, year and form")),
        (counts.fields, Text::new("标题、文件信息和落款 {} 项", "{} of title, metadata and signature")),
        (counts.unresolved, Text::new("读不准的表 {} 张", "{} unresolved tables")),
        (counts.cells, Text::new("单元格 {} 格", "{} cells")),
        (counts.apart, Text::new("只有一份表格有的单元格 {} 格", "{} cells of one form only")),
        (counts.changed, Text::new("文字改 {} 处", "{} sentences changed")),
        (counts.removed, Text::new("文字删 {} 处", "{} sentences removed")),
        (counts.added, Text::new("文字增 {} 处", "{} sentences added")),
        (counts.layout, Text::new("分段或次序 {} 处", "{} of paragraphs or order")),
        (counts.appeared, Text::new("新出现的问题 {} 个", "{} findings appeared")),
        (counts.gone, Text::new("已消失的问题 {} 个", "{} findings gone")),
    ];
    let counted = parts.iter().filter(|(count, _)| *count > 0);
    let counted: Vec<String> =
        counted.map(|(count, text)| text.get(language).replace("{}", &count.to_string())).collect();
    match language {
        Language::Zh => format!("不同之处：{}。", counted.join("，")),
        Language::En => format!("Differences: {}.", counted.join(", ")),
    }
}

/// How much of each narrative is repeated in the other.
pub fn repeated(difference: &Difference, language: Language) -> Vec<String> {
    let [old, new] = difference.repeated.each();
    let tell = |likeness: &Option<Likeness>, zh: [&str; 2], en: [&str; 2]| {
        let likeness = likeness.as_ref()?;
        let (percent, repeated, total) = (likeness.percent(), likeness.repeated, likeness.total);
        Some(match language {
            Language::Zh => format!(
                "{}报告的文字有 {percent}% 也见于{}报告（{total} 字中 {repeated} 字，百分数舍去小数）",
                zh[0], zh[1]
            ),
            Language::En => format!(
                "{percent}% of the {} narrative is repeated in the {} one ({repeated} of {total} letters; rounded down)",
                en[0], en[1]
            ),
        })
    };
    [tell(new, ["新", "旧"], ["new", "old"]), tell(old, ["旧", "新"], ["old", "new"])]
        .into_iter()
        .flatten()
        .collect()
}

/// How [`repeated`] is measured.
pub const MEASURE: Text = Text::new(
    "重复按 16 字以上的相同文字计，标点、空格不计，数字都算相同，各单位通用的套话不计",
    "repeated text is 16 successive letters or more; punctuation and formulas are ignored, and all numbers are equal",
);

/// The content of a cell. A cell that was not found is neither blank nor 0.
pub fn value(value: Option<&Value>, in_forms: InForms, language: Language) -> String {
    match (value, in_forms) {
        (None, InForms::Both) => Text::new("（未找到）", "(not found)").get(language).to_owned(),
        (None, InForms::OldOnly | InForms::NewOnly) => {
            Text::new("（无此格）", "(no such cell)").get(language).to_owned()
        }
        (Some(Value::Blank), _) => BLANK.get(language).to_owned(),
        (Some(value), _) => value.shown(),
    }
}

/// `+12`, `-3`, `0`; nothing where no exact change can be counted.
pub fn change(change: Option<Decimal>) -> String {
    match change {
        Some(change) if change > Decimal::ZERO => format!("+{change}"),
        Some(change) => change.to_string(),
        None => String::new(),
    }
}

/// The form that defines the cell.
fn edition_of(cell: &ComparedCell, difference: &Difference) -> &'static Edition {
    match cell.in_forms {
        InForms::OldOnly => difference.heads.old.edition,
        InForms::Both | InForms::NewOnly => difference.heads.new.edition,
    }
}

/// The cells of a table, and which of the forms define them.
type OfTable<'d> = (&'static TableForm, InForms, Vec<&'d ComparedCell>);

/// The cells table by table; those that only one of the forms has after the others.
pub fn by_table(difference: &Difference) -> Vec<OfTable<'_>> {
    let mut tables: Vec<OfTable<'_>> = Vec::new();
    for in_forms in [InForms::Both, InForms::OldOnly, InForms::NewOnly] {
        for cell in difference.cells.iter().filter(|cell| cell.in_forms == in_forms) {
            let Some(form) = edition_of(cell, difference).table(cell.address.table) else { continue };
            match tables.iter_mut().find(|of| std::ptr::eq(of.0, form) && of.1 == in_forms) {
                Some((_, _, cells)) => cells.push(cell),
                None => tables.push((form, in_forms, vec![cell])),
            }
        }
    }
    tables
}

/// A part of a section as it is shown.
pub enum Part<'a> {
    /// Number of successive lines that are equal in both.
    Same(usize),
    Line(&'a ComparedLine),
}

/// The lines of a section: those that are the same only counted, unless all are shown. An equal
/// heading is shown above them already.
pub fn lines(section: &ComparedSection, shows_all: bool) -> Vec<Part<'_>> {
    let mut shown = Vec::new();
    for line in &section.lines {
        let is_same = line.state() == State::Same;
        match shown.last_mut() {
            _ if is_same && line.kind == LineKind::Heading => {}
            _ if !is_same || shows_all => shown.push(Part::Line(line)),
            Some(Part::Same(count)) => *count += 1,
            _ => shown.push(Part::Same(1)),
        }
    }
    shown
}

/// `68 格中 12 格不同`.
pub fn counted(changed: usize, all: usize, in_forms: InForms, language: Language) -> String {
    match (language, in_forms) {
        (Language::Zh, InForms::Both) => format!("{all} 格中 {changed} 格不同"),
        (Language::En, InForms::Both) => format!("{changed} of {all} cells differ"),
        (Language::Zh, InForms::OldOnly) => format!("只有旧报告的表格有这 {all} 格"),
        (Language::En, InForms::OldOnly) => format!("{all} cells of the old form only"),
        (Language::Zh, InForms::NewOnly) => format!("只有新报告的表格有这 {all} 格"),
        (Language::En, InForms::NewOnly) => format!("{all} cells of the new form only"),
    }
}

/// Row and column of a cell as people name them; the row of a body by its name.
pub fn row_and_column(
    cell: &ComparedCell,
    table: &'static TableForm,
    language: Language,
) -> (String, String) {
    let address = cell.address;
    let Some((block, row)) = table.row(address.row) else {
        return (address.row.to_owned(), address.column.to_owned());
    };
    let column = block.column(address.column).map(|column| column.plain_label(language));
    let body = cell.body.clone().filter(|body| !body.is_empty());
    (body.unwrap_or_else(|| table.row_label(row, language)), column.unwrap_or_default())
}

/// A title without its number.
pub fn unnumbered(title: &str) -> &str {
    title.split_once('、').map_or(title, |(_, rest)| rest)
}

/// What a field is called.
pub fn field(field: &ReportField, language: Language) -> String {
    match field {
        ReportField::Title => Text::new("标题", "title").get(language).to_owned(),
        ReportField::Metadata(key) if language == Language::En => key.json().replace('_', " "),
        ReportField::Metadata(key) => key.label().to_owned(),
        ReportField::Other(label) => label.clone(),
        ReportField::Signatory => Text::new("落款单位", "signatory").get(language).to_owned(),
        ReportField::Date => Text::new("落款日期", "date of signature").get(language).to_owned(),
    }
}

/// The content of a field.
pub fn said(said: &FieldText, language: Language) -> String {
    match said {
        FieldText::Absent => Text::new("（无此项）", "(absent)").get(language).to_owned(),
        FieldText::Blank => BLANK.get(language).to_owned(),
        FieldText::Text(text) => text.clone(),
    }
}

/// The name of a section: its heading, or what it is.
pub fn section(section: &ComparedSection, language: Language) -> String {
    match section.shown() {
        (_, Some(heading)) => heading.to_owned(),
        ("preamble", None) => Text::new("前言", "Preamble").get(language).to_owned(),
        ("notes", None) => Text::new("附注", "Notes").get(language).to_owned(),
        (key, None) => key.to_owned(),
    }
}

/// What a line is, where it is no sentence.
pub fn kind(kind: LineKind, edition: &'static Edition, language: Language) -> String {
    match (kind, language) {
        (LineKind::Sentence, _) => String::new(),
        (LineKind::Heading, _) => Text::new("〔标题〕", "[heading] ").get(language).to_owned(),
        (LineKind::Row, _) => Text::new("〔表格行〕", "[row] ").get(language).to_owned(),
        (LineKind::Note, _) => Text::new("〔注〕", "[note] ").get(language).to_owned(),
        (LineKind::Table(key), Language::Zh) => format!("〔此处为{}〕", table_name(edition, key)),
        (LineKind::Table(key), Language::En) => format!("[position of table '{key}']"),
    }
}

/// The change of a line, in a word.
pub const fn state(state: State) -> Text {
    match state {
        State::Same => Text::new("同", "same"),
        State::Changed => Text::new("改", "changed"),
        State::Removed => Text::new("删", "removed"),
        State::Added => Text::new("增", "added"),
    }
}

/// The number of equal lines.
pub fn same_lines(count: usize, language: Language) -> String {
    match (language, count) {
        (Language::Zh, count) => format!("（{count} 句相同）"),
        (Language::En, 1) => "(1 sentence the same)".to_owned(),
        (Language::En, count) => format!("({count} sentences the same)"),
    }
}

/// Where only one of them begins a paragraph.
pub fn breaks(count: usize, language: Language) -> String {
    match language {
        Language::Zh => format!("（分段不同 {count} 处）"),
        Language::En => format!("(paragraphs begin elsewhere: {count})"),
    }
}
