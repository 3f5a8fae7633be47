//! Rows and columns: in a list, or in groups within groups.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::keys::{COLUMN, COLUMN_GROUP, ROW, ROW_GROUP, Shape};
use super::node::{Node, Value, Words, levels};
use crate::model::form::{Kind, Presence};
use crate::model::language::Text;

use toml::de::DeValue;

/// A row or a column.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// With the ids of its groups before it: `denied.subtotal`.
    pub id: Cow<'a, str>,
    /// Where it is declared.
    pub at: usize,
    pub label: Cow<'a, str>,
    pub also: Vec<Words<'a>>,
    /// The labels of its groups, outermost first.
    pub path: Vec<Cow<'a, str>>,
    /// Of a column: what figures it holds.
    pub number: Kind,
    /// Of a row.
    pub presence: Presence,
    /// The unit of its own.
    pub unit: Option<Words<'a>>,
    /// Of a column of choices: the texts that a cell can be.
    pub choices: Vec<Words<'a>>,
    /// 行次 or 栏次.
    pub no: Option<u32>,
}

impl Line<'static> {
    /// A required row of this id and label.
    pub(super) const fn plain(id: &'static str, label: &'static str) -> Self {
        Self {
            id: Cow::Borrowed(id),
            at: 0,
            label: Cow::Borrowed(label),
            also: Vec::new(),
            path: Vec::new(),
            number: Kind::Count,
            presence: Presence::Required,
            unit: None,
            choices: Vec::new(),
            no: None,
        }
    }
}

/// How a list of rows or of columns is written.
#[derive(Debug)]
pub(super) struct LineList {
    /// The key of the list.
    pub key: &'static str,
    line: &'static Shape,
    group: &'static Shape,
    most: usize,
}

impl LineList {
    /// What a line of it is called.
    pub(super) const fn name(&self) -> Text {
        self.line.name
    }
}

/// Most columns of a block. A spreadsheet has 16,384.
pub(crate) const MOST_COLUMNS: usize = 1000;
/// The columns of a block.
pub(super) static COLUMNS: LineList =
    LineList { key: "columns", line: &COLUMN, group: &COLUMN_GROUP, most: MOST_COLUMNS };
/// The rows of a block.
pub(super) static ROWS: LineList = LineList { key: "rows", line: &ROW, group: &ROW_GROUP, most: 10_000 };

/// What figures a column holds.
pub(super) const NUMBERS: [(&str, Kind); 9] = [
    ("count", Kind::Count),
    ("change", Kind::Change),
    ("decimal", Kind::Decimal),
    ("money", Kind::Amount),
    ("percent", Kind::Percent),
    ("text", Kind::Text),
    ("yesno", Kind::YesNo),
    ("date", Kind::Date),
    ("choice", Kind::Choice),
];
/// Whether a row must be there.
pub(super) const PRESENCES: [(&str, Presence); 3] =
    [("required", Presence::Required), ("optional", Presence::Optional), ("heading", Presence::Heading)];

/// The largest 行次 or 栏次.
const MOST_NUMBER: u32 = 99_999;

/// The rows or columns of a table or block.
pub(super) fn lines<'a>(node: &Node<'a>, list: &'static LineList) -> Vec<Line<'a>> {
    let mut found = Vec::new();
    let mut ids = BTreeSet::new();
    add(node, list, &Group::default(), &mut Found { lines: &mut found, ids: &mut ids });
    let (zh, en) = (list.line.name.zh, list.line.name.en);
    let at = node.place(list.key);
    if found.is_empty() && node.has(list.key) {
        node.wrong(at, format!("这里一{zh}也没有"), format!("there is no {en} here"));
    }
    if found.len() > list.most {
        let most = list.most;
        node.wrong(
            at,
            format!("{zh}太多，最多 {most} {zh}；请拆成几张表"),
            format!("too many {en}s, at most {most}; divide the table"),
        );
        found.truncate(list.most);
    }
    found
}

/// The groups that a line is in.
#[derive(Clone, Debug, Default)]
struct Group<'a> {
    path: Vec<Cow<'a, str>>,
    /// The ids of the groups, each with a `.` after it.
    prefix: String,
}

struct Found<'a, 'f> {
    lines: &'f mut Vec<Line<'a>>,
    ids: &'f mut BTreeSet<Cow<'a, str>>,
}

fn add<'a>(node: &Node<'a>, list: &'static LineList, group: &Group<'a>, found: &mut Found<'a, '_>) {
    for value in node.list(list.key, "{ id = …, label = … }", "{ id = …, label = … }") {
        if found.lines.len() > list.most {
            return;
        }
        if !is_group(value) {
            found.lines.extend(Node::of(value, list.line, node.problems()).and_then(|line| {
                let line = read(&line, group)?;
                if !found.ids.insert(line.id.clone()) {
                    let (name, at) = (list.line.name, value.span().start);
                    node.wrong(
                        at,
                        format!("有两{}的 id 都是“{}”", name.zh, line.id),
                        format!("two {}s have the id '{}'", name.en, line.id),
                    );
                }
                Some(line)
            }));
            continue;
        }
        let Some(inner) = Node::of(value, list.group, node.problems()) else { continue };
        let mut within = group.clone();
        within.path.extend(inner.words("group").iter().flat_map(|label| levels(label.text)));
        if let Some(id) = inner.id("id") {
            within.prefix.push_str(id.text);
            within.prefix.push('.');
        }
        add(&inner, list, &within, found);
    }
}

fn is_group(value: &Value<'_>) -> bool {
    matches!(value.get_ref(), DeValue::Table(table) if table.contains_key("group"))
}

fn read<'a>(node: &Node<'a>, group: &Group<'a>) -> Option<Line<'a>> {
    let (id, label) = (node.id("id"), node.words("label"));
    let (number, presence) = (node.choice("number", &NUMBERS), node.choice("presence", &PRESENCES));
    let (also, unit) = (node.texts("also"), node.words("unit"));
    let choices = node.texts("choices");
    if (number == Some(Kind::Choice)) == choices.is_empty() {
        node.wrong(
            node.place("choices"),
            "number = \"choice\" 的列要写 choices = [\"…\", \"…\"]，其他列不能写",
            "a column with number = \"choice\" must have choices = [\"…\", \"…\"], and no other may",
        );
    }
    let no = node.whole("no", 1, MOST_NUMBER);
    let (id, label) = (id?.text, label?);
    let mut path = group.path.clone();
    path.extend(levels(label.text));
    let label = path.pop()?;
    if label.trim().is_empty() {
        node.wrong(
            node.place("label"),
            "label 的末级是空的；标签里的斜线写成 //",
            "the last level of 'label' is empty; write // for a slash of the label itself",
        );
    }
    Some(Line {
        id: if group.prefix.is_empty() {
            Cow::Borrowed(id)
        } else {
            Cow::Owned(format!("{}{id}", group.prefix))
        },
        at: node.at,
        label,
        also,
        path,
        number: number.unwrap_or(Kind::Count),
        presence: presence.unwrap_or(Presence::Required),
        unit,
        choices,
        no,
    })
}
