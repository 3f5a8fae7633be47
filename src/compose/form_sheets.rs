//! The sheets of a blank workbook that say of its tables what they cannot show: 审核 has the relations, 指标 the codes,
//! kinds, units and other wordings of rows and columns. A form is derived from them again.

use crate::forms::language::names;
use crate::model::document::{Cell, CellRole, Table};
use crate::model::finding::Severity;
use crate::model::form::{BlockForm, Edition, Kind, Presence, TableForm};
use crate::model::place::Place;

/// The heads of the sheets.
const RELATIONS: [&str; 5] = ["编号", "表", "关系式", "级别", "说明"];
const INDICATORS: [&str; 8] = ["表", "行/列", "编号", "代码", "数值类型", "单位", "别名", "必填"];

/// The sheets about a form; none that would be blank.
#[must_use]
pub fn form_sheets(form: &Edition) -> Vec<Table> {
    let relations = sheet("审核", &RELATIONS, [1, 3, 5, 1, 5], relations(form));
    let indicators =
        sheet("指标", &INDICATORS, [3, 4, 1, 2, 1, 1, 4, 1], form.tables.iter().flat_map(indicators));
    [relations, indicators].into_iter().filter(|sheet| sheet.rows.len() > 1).collect()
}

fn sheet<const N: usize>(
    title: &str,
    heads: &[&str; N],
    widths: [u16; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Table {
    let head = |text: &&str| Cell { role: CellRole::ColumnHeader, ..Cell::new(*text, Place::Unknown) };
    let row = |row: [String; N]| row.into_iter().map(|text| Cell::new(text, Place::Unknown)).collect();
    Table {
        rows: std::iter::once(heads.iter().map(head).collect()).chain(rows.into_iter().map(row)).collect(),
        title: Some(title.to_owned()),
        widths: widths.to_vec(),
        ..Table::default()
    }
}

fn relations(form: &Edition) -> Vec<[String; 5]> {
    let relations = form.tables.iter().flat_map(|table| table.relations.iter().map(move |one| (table, one)));
    let row =
        |(number, (table, relation)): (usize, (&TableForm, &crate::model::form::relation::Relation))| {
            let level = match relation.level {
                Severity::Error => "错误",
                Severity::Warning => "提醒",
                Severity::Info => "说明",
            };
            [
                number.to_string(),
                table.title.to_owned(),
                relation.rule.to_owned(),
                level.to_owned(),
                relation.says.unwrap_or_default().to_owned(),
            ]
        };
    (1..).zip(relations).map(row).collect()
}

/// A row or column of a table.
struct Line {
    word: &'static str,
    position: usize,
    clause: Option<&'static str>,
    number: Option<u32>,
    whole: String,
    label: &'static str,
    key: &'static str,
    kind: Option<Kind>,
    unit: &'static str,
    choices: &'static [&'static str],
    also: &'static [&'static str],
    presence: Presence,
}

fn lines(block: &'static BlockForm) -> Vec<Line> {
    let whole =
        |path: &[&str], label: &str| path.iter().copied().chain([label]).collect::<Vec<_>>().join("/");
    let columns = (1..).zip(block.columns).map(|(at, column)| Line {
        word: "栏",
        position: at,
        clause: block.clause,
        number: column.number,
        whole: whole(column.path, column.label),
        label: column.label,
        key: column.key,
        kind: Some(column.kind),
        unit: column.unit.unwrap_or_default(),
        choices: column.choices,
        also: column.variants,
        presence: Presence::Required,
    });
    let rows = block.rows.iter().filter(|row| row.presence != Presence::Optional);
    let rows = rows.filter(|row| !row.label.is_empty());
    let rows = (1..).zip(rows).map(|(at, row)| Line {
        word: "行",
        position: at,
        clause: block.clause,
        number: row.number,
        whole: whole(row.path, row.label),
        label: row.label,
        key: row.key,
        kind: None,
        unit: row.unit.unwrap_or_default(),
        choices: &[],
        also: row.variants,
        presence: row.presence,
    });
    columns.chain(rows).collect()
}

/// The word for the kind, with the choices: `选项：甲；乙`.
fn kind(line: &Line) -> String {
    let word = line.kind.map(names::word_of_number).unwrap_or_default();
    if line.choices.is_empty() { word.to_owned() } else { format!("{word}：{}", line.choices.join("；")) }
}

fn indicators(table: &'static TableForm) -> Vec<[String; 8]> {
    let lines: Vec<Line> = table.blocks.iter().flat_map(lines).collect();
    let name = |line: &Line| {
        let is_like = |other: &&Line| other.whole == line.whole || other.label == line.whole;
        match lines.iter().filter(is_like).count() {
            1 => line.whole.clone(),
            _ if line.clause.is_some() => format!("{}/{}", line.clause.unwrap_or_default(), line.whole),
            _ => format!("{}{}", line.position, line.word),
        }
    };
    let row = |line: &Line| {
        [
            table.title.to_owned(),
            name(line),
            line.number.map(|number| number.to_string()).unwrap_or_default(),
            line.key.to_owned(),
            kind(line),
            line.unit.to_owned(),
            line.also.join("；"),
            if line.presence == Presence::Optional { "否" } else { "是" }.to_owned(),
        ]
    };
    lines.iter().map(row).collect()
}
