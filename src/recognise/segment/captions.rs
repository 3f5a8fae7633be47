//! What headings, captions and sheet names say a table is about: the report's own year and body, or others.

use crate::model::document::{Block, Cell, Document, Paragraph, Table};
use crate::model::form::Edition;
use crate::model::place::Place;
use crate::model::text;
use crate::prose::bodies::{Body, Kinship};
use crate::prose::identity;
use crate::prose::numbering::numbering;
use crate::prose::title::Title;

use crate::recognise::sections::titles::is_title;
use crate::recognise::segment::bounds::title_of;
use crate::recognise::segment::drafts::is_of_draft;
use crate::recognise::tables::labels::Labels;
use crate::recognise::tables::remainder::{self, Marker, form_line, regions, statement};
use crate::recognise::tables::value_text::is_figure;

/// The year and body of the report as its title names them, before the report is assembled.
#[derive(Clone, Debug, Default)]
pub struct OwnReport {
    pub year: Option<u16>,
    body: Option<String>,
}

/// What the names of bodies end with.
const ENDS: [&str; 24] = [
    "局",
    "委",
    "委员会",
    "办",
    "办公室",
    "厅",
    "馆",
    "镇",
    "乡",
    "街道",
    "办事处",
    "县",
    "市",
    "区",
    "中心",
    "院",
    "所",
    "站",
    "校",
    "学",
    "公司",
    "政府",
    "队",
    "集团",
];
/// Characters of the longest caption; longer lines are prose.
const LONGEST_CAPTION: usize = 50;
/// Characters of the longest caption with a comma.
const LONGEST_WITH_COMMA: usize = 24;

impl OwnReport {
    /// Year and body by the title of a document, or by the rows of metadata that our writers add.
    pub fn of(document: &Document, edition: &'static Edition) -> Self {
        let title = title_of(document, edition);
        let lines = document.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(line) => Some(line.text.as_str()),
            Block::Table(_) => None,
        });
        let texts = || lines.clone().chain(document.head.iter().map(|property| property.text.as_str()));
        // Where the title does not name both, another line that can be one may.
        let titles =
            || title.iter().map(|title| title.text.as_str()).chain(texts().filter(|text| is_title(text)));
        let year = written(document, identity::YEAR).and_then(|year| year.parse().ok());
        Self {
            year: year.or_else(|| titles().find_map(identity::year_in_title)),
            body: written(document, identity::ORGANIZATION)
                .map(str::to_owned)
                .or_else(|| titles().find_map(|title| Title::of_form(title, edition).organization)),
        }
    }

    /// Whether a heading, caption or sheet name says that a table is of another period or body.
    pub fn is_another(&self, caption: &str) -> bool {
        remainder::another(caption, self.year)
            .is_some_and(|marker| marker.is_other_period_or_body() || matches!(marker, Marker::Scope(_)))
            || self.names_another_body(caption)
            || self.has_body_in_brackets(caption)
            || self.states_another(caption, true)
    }

    /// Whether a sentence says that the figures of a table are of another period or body; a note need not say that
    /// it speaks of the table.
    pub fn states_another(&self, sentence: &str, is_note: bool) -> bool {
        let other = statement::about_figures(sentence, self.year, is_note);
        other.is_some_and(|other| !self.may_be_of_region(other))
            || is_note && statement::is_nothing_but(sentence, is_of_draft)
            || statement::subject(sentence).is_some_and(|subject| self.is_another_body(&subject))
    }

    /// The text of a cell that is another body's name or has it in brackets: 统计指标（青溪县教育局）.
    pub fn another_of<'a>(&self, mut texts: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        let may_name_body = |text: &&str| {
            let last = text.trim_end().trim_end_matches([')', '）']).chars().next_back();
            last.is_some_and(|last| !last.is_ascii() && ENDS.iter().any(|end| end.ends_with(last)))
        };
        texts.find(|text| {
            may_name_body(text) && (self.is_another_body(text) || self.has_body_in_brackets(text))
        })
    }

    fn has_body_in_brackets(&self, text: &str) -> bool {
        let inner = text.trim_end().strip_suffix([')', '）']).and_then(|rest| rest.rsplit_once(['(', '（']));
        inner.is_some_and(|(_, inner)| self.is_another_body(inner))
    }

    /// Whether the report may be of all bodies that a statement names.
    fn may_be_of_region(&self, other: Marker) -> bool {
        let Marker::Scope(name) = other else { return false };
        let Some(level) = regions::level_of_scope(name) else { return false };
        let own = self.body.as_deref().and_then(regions::level_of_body);
        self.is_of_region() && own.is_none_or(|own| own >= level)
    }

    /// Whether a caption names the report's year and another one: 2024年　2023年.
    pub fn names_two_years(&self, caption: &str) -> bool {
        let relative = remainder::relative(caption, self.year);
        let other = relative.replace("本年", "");
        other.len() < relative.len()
            && matches!(remainder::another(&other, self.year), Some(Marker::Year(_) | Marker::Period(_)))
    }

    /// Whether a caption or sheet name names the report's year or body.
    pub fn names_own(&self, caption: &str) -> bool {
        let is_body = |own: &str| text::fold(caption).contains(&*text::fold(own));
        self.names_own_year(caption) || self.body.as_deref().is_some_and(is_body)
    }

    /// Whether the body governs a region, whose figures are those of all its bodies.
    fn is_of_region(&self) -> bool {
        let ends =
            ["政府", "省", "市", "县", "区", "州", "旗", "镇", "乡", "街道", "政府办公室", "政府办公厅"];
        self.body.as_deref().is_none_or(|body| ends.iter().any(|end| body.ends_with(end)))
    }

    /// Whether a text is the name of the government of the report's body, or of its office: a usual letterhead.
    pub fn is_governed_by(&self, text: &str) -> bool {
        const GOVERNMENTS: [&str; 6] =
            ["人民政府办公室", "人民政府办公厅", "人民政府", "政府办公室", "政府办公厅", "政府"];
        let name = text::fold(text);
        let region = GOVERNMENTS.iter().find_map(|suffix| name.strip_suffix(suffix));
        let region = region.filter(|region| !region.is_empty());
        let own = self.body.as_deref().map(text::fold);
        own.zip(region).is_some_and(|(own, region)| own.starts_with(region))
    }

    /// Whether a name is that of a body which certainly is not the report's.
    fn is_another_body(&self, name: &str) -> bool {
        let Some(own) = self.body.as_deref().map(Body::of) else { return false };
        let other = Body::of(name);
        is_name_of_body(name)
            && (other.names_place() || !own.names_place())
            && match own.kinship(&other) {
                Kinship::Different => true,
                Kinship::Unclear => self.is_of_region() && is_department(&own.name, &other.name),
                _ => false,
            }
    }

    /// Whether the name of a sheet is that of a body which is not the report's, as those in an office write it:
    /// 教育局.
    pub fn is_other_office(&self, sheet: &str) -> bool {
        const ENDS: [&str; 4] = ["局", "委", "委员会", "厅"];
        let name = text::fold(sheet);
        let Some(own) = self.body.as_deref() else { return false };
        ENDS.iter().any(|end| name.ends_with(end))
            && is_name_of_body(&name)
            && Body::of(own).kinship(&Body::of(&name)) == Kinship::Different
    }

    /// Whether a caption or sheet name names the report's year.
    pub fn names_own_year(&self, caption: &str) -> bool {
        ["本年", "全年"].iter().any(|own| remainder::relative(caption, self.year).contains(own))
    }

    /// Whether a caption names the report's year by its number and no other period or body: it ends what another
    /// heading began.
    pub fn begins_own(&self, caption: &str) -> bool {
        const OWN: &str = "本年";
        let count = |text: &str| text.matches(OWN).count();
        let by_name = count(&remainder::relative(caption, self.year));
        by_name > 0 && by_name > count(&text::fold(caption)) && !self.is_another(caption)
    }

    /// Whether a caption names a body that is neither the report's nor a part of its name.
    fn names_another_body(&self, caption: &str) -> bool {
        const OFFICES: [&str; 6] = ["", "办公室", "人民政府", "政府", "机关", "人民政府办公室"];
        let reporters = form_line::reporters(caption);
        if !reporters.is_empty() {
            return reporters.iter().any(|body| self.is_another_body(body));
        }
        let Some(own) = self.body.as_deref().map(text::fold) else { return false };
        let named = identity::organization_in_title(caption)
            .or_else(|| before_year(caption))
            .or_else(|| before_subject(caption));
        let Some(named) = named.as_deref().map(without_appendix) else { return false };
        let kinship = Body::of(&own).kinship(&Body::of(&named));
        let is_own = own.starts_with(&*named)
            || kinship < Kinship::Unclear
            || named.strip_prefix(&*own).is_some_and(|office| OFFICES.contains(&office))
            || named.starts_with(['我', '本']);
        is_name_of_body(&named) && !is_own
    }
}

/// Whether a body is one of the government `own` that does not compile its report: a department or a town.
fn is_department(own: &str, name: &str) -> bool {
    const COMPILERS: [&str; 5] = ["办", "政务", "数据", "审批", "信息"];
    const ENDS: [&str; 11] = ["局", "委", "委员会", "厅", "院", "馆", "校", "学", "镇", "乡", "街道"];
    let governed = |name: &str| {
        let bare = ["人民政府", "政府", "办事处"].iter().find_map(|suffix| name.strip_suffix(suffix));
        bare.map_or_else(|| name.to_owned(), str::to_owned)
    };
    let name = governed(name);
    let rest = name.strip_prefix(&governed(own)).unwrap_or_default();
    ENDS.iter().any(|end| rest.ends_with(end)) && !COMPILERS.iter().any(|word| rest.contains(word))
}

/// Whether a name is long enough for that of a body, and ends as such.
fn is_name_of_body(name: &str) -> bool {
    name.chars().count() > 2 && ENDS.iter().any(|end| name.ends_with(end))
}

/// The text before a year: 青石县水文站 of 青石县水文站2024年主动公开情况.
fn before_year(caption: &str) -> Option<String> {
    let folded = text::fold(caption);
    let at = folded.match_indices('年').map(|(at, _)| at).next()?;
    let named = folded
        .get(..at)?
        .trim_end_matches(|c: char| c.is_ascii_digit() || "〇一二三四五六七八九".contains(c));
    (named.len() < at).then(|| named.to_owned())
}

/// The text before the subject of a table: 青石县水文站 of 青石县水文站依申请公开情况表.
fn before_subject(caption: &str) -> Option<String> {
    const SUBJECTS: [&str; 6] =
        ["主动公开", "依申请公开", "收到和处理", "政府信息公开", "行政复议", "行政诉讼"];
    let folded = text::fold(caption);
    let at = SUBJECTS.iter().filter_map(|subject| folded.find(subject)).min()?;
    folded.get(..at).map(str::to_owned)
}

/// The folded text without 附件1: and a number.
fn without_appendix(caption: &str) -> String {
    let folded = text::fold(caption);
    let rest = ["附件", "附表", "附"].iter().find_map(|word| folded.strip_prefix(word)).unwrap_or(&folded);
    let rest = rest
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c) || c == ':');
    numbering(rest).1.to_owned()
}

/// Whether a line is short enough for a caption, and no sentence.
pub fn is_caption(line: &str) -> bool {
    let length = line.chars().count();
    let compares = ["与", "比", "较"].iter().any(|word| line.contains(word));
    let has_comma = line.contains(['，', ',']);
    (1..=LONGEST_CAPTION).contains(&length)
        && !line.contains(['。', '；'])
        && !(has_comma && (compares || length > LONGEST_WITH_COMMA))
}

/// Whether a line starts an appendix, whose name is that of all tables after it.
pub fn starts_appendix(line: &Paragraph) -> bool {
    line.text.trim_start().starts_with('附') && is_caption(&line.text)
}

/// The captions within a table: rows of a single text before the first label of the form.
pub fn captions_within<'a>(table: &'a Table, labels: &'a Labels) -> impl Iterator<Item = &'a str> {
    const MOST: usize = 3;
    let filled =
        |row: &'a Vec<Cell>| row.iter().map(|cell| cell.text.as_str()).filter(|text| !text.trim().is_empty());
    table
        .rows
        .iter()
        .take(MOST)
        .take_while(move |row| filled(row).count() <= 1)
        .flat_map(filled)
        .take_while(|text| !labels.is_label(text) && !is_figure(text))
}

/// The name of the sheet of a table.
pub fn sheet(table: &Table) -> &str {
    table.rows.iter().flatten().next().map_or("", |cell| sheet_of(&cell.place))
}

/// The name of the sheet of a place; empty if there are no sheets.
pub fn sheet_of(place: &Place) -> &str {
    match place {
        Place::Sheet { sheet, .. } => sheet,
        _ => "",
    }
}

/// The text beside a key in the rows of metadata.
fn written<'a>(document: &'a Document, key: &str) -> Option<&'a str> {
    document.blocks.iter().find_map(|block| {
        let Block::Table(table) = block else { return None };
        table.rows.iter().find_map(|row| {
            let at = row.iter().position(|cell| cell.text == key)?;
            row.get(at + 1).map(|cell| cell.text.as_str())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_say_whose_figures_follow() {
        let own = |body: &str| OwnReport { year: Some(2024), body: Some(body.to_owned()) };
        let (office, county) = (own("青溪县文化局"), own("青溪县人民政府"));
        for (caption, of_office, of_county) in [
            ("统计范围：青溪县教育局", true, true),
            ("统计范围：全县各级行政机关", false, false),
            ("青溪县教育局依申请公开情况表", true, true),
            ("青溪县文化局依申请公开情况表", false, true),
            ("全县主动公开情况", false, false),
            ("各乡镇合计", true, false),
            ("全市汇总", true, true),
            ("全省合计", true, true),
            ("以下为全市汇总数据", true, true),
            ("各县区合计", true, true),
            ("全县合计", true, false),
            ("依申请公开情况表", false, false),
            ("本单位主动公开情况", false, false),
            ("注：样表", true, true),
            ("注：本表作废。", true, true),
        ] {
            assert_eq!(office.is_another(caption), of_office, "{caption}");
            assert_eq!(county.is_another(caption), of_county, "{caption}");
        }
    }
}
