//! Reads a report from JSON. Every member is checked; nothing is lost or invented.
//!
//! A wrong type, an unknown table, row, column, section or item is an error with its JSON pointer.
//! Members that the model does not know are ignored and named in one finding.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::canonical::{cell_text, one_line, passages, settle_tables};
use super::doubts::Doubts;
use super::node::Node;
use super::{FORMAT, VERSION};
use crate::forms::Forms;
use crate::model::date::Date;
use crate::model::error::{Error, Limit, Result};
use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::generic_table::{GenericCell, GenericTable};
use crate::model::language::Message;
use crate::model::limits::Limits;
use crate::model::metadata::{FILLED_IN, Metadata, MetadataKey};
use crate::model::place::Place;
use crate::model::report::{Item, Passage, Report, Section, Signature, order_notes};
use crate::prose::headings::DEEPEST;
use crate::prose::identity::YEARS;

/// The members of a report.
const MEMBERS: [&str; 13] = [
    "format",
    "version",
    "edition",
    "title",
    "organization",
    "year",
    "metadata",
    "preamble",
    "sections",
    "tables",
    "signature",
    "notes",
    "set_aside",
];

/// Reads a report under the default limits. Returns it in canonical form, with the findings of family R.
///
/// # Errors
/// [`Error::NotAReport`] if this is not report JSON, [`Error::WrongShape`] with a JSON pointer if something does
/// not conform to docs/report.schema.json, [`Error::TooLarge`] beyond a limit.
///
/// ```
/// use repconv::report_json;
/// let value = serde_json::json!({
///     "format": "repconv.report", "version": 1, "edition": "2021", "year": 2023,
///     "tables": {"disclosure": {"fees": {"amount": 12.5}}}
/// });
/// let (report, doubts) = report_json::from_json(&value)?;
/// assert_eq!(report.year, Some(2023));
/// assert!(doubts.is_empty());
/// # Ok::<(), repconv::model::error::Error>(())
/// ```
pub fn from_json(value: &Json) -> Result<(Report, Vec<Finding>)> {
    from_json_within(value, Forms::builtin(), &Limits::default())
}

/// As [`from_json`], of one of these forms and under these limits.
///
/// # Errors
/// As [`from_json`].
pub fn from_json_within(value: &Json, forms: Forms, limits: &Limits) -> Result<(Report, Vec<Finding>)> {
    let root = Node::root(value);
    let edition = envelope(&root, forms)?;
    let mut reader = JsonReader { edition, limits, doubts: Doubts::default(), cells: 0, blocks: 0, bytes: 0 };
    let report = reader.report(&root)?;
    Ok((report, reader.doubts.findings()))
}

/// Checks that this is a report of a known version. Returns its edition.
fn envelope(root: &Node<'_, '_>, forms: Forms) -> Result<&'static Edition> {
    let format = root.value.get("format");
    if format.is_none() {
        let missing = Message::new(
            format!("“\"format\": \"{FORMAT}\"”这一项"),
            format!("member \"format\": \"{FORMAT}\""),
        );
        return Err(Error::NotAReport { form: None, missing: vec![missing] });
    }
    let format = root.required("format")?;
    if format.value.as_str() != Some(FORMAT) {
        return Err(format.wrong(
            format!("应是“{FORMAT}”；这个文件不是报告"),
            format!("'{FORMAT}' is expected; this file is not a report"),
        ));
    }
    let version = root.required("version")?;
    if version.value.as_u64() != Some(VERSION) {
        return Err(version.wrong(
            format!("只认版本 {VERSION}；如果文件由更新的 repconv 写出，请升级 repconv"),
            format!("only version {VERSION} is known; if a newer repconv wrote the file, update repconv"),
        ));
    }
    let edition = root.required("edition")?;
    edition.value.as_str().and_then(|id| forms.by_id(id)).ok_or_else(|| {
        let ids: Vec<String> = forms.iter().map(|known| format!("\"{}\"", known.id())).collect();
        edition.wrong(
            format!("格式版本应是 {} 之一", ids.join("、")),
            format!("the edition is one of {}", ids.join(", ")),
        )
    })
}

pub(super) struct JsonReader<'a> {
    pub(super) edition: &'static Edition,
    limits: &'a Limits,
    pub(super) doubts: Doubts,
    /// Cells and blocks so far.
    cells: usize,
    blocks: usize,
    /// Bytes of all text so far.
    bytes: usize,
}

impl JsonReader<'_> {
    fn report(&mut self, root: &Node<'_, '_>) -> Result<Report> {
        self.only(root, &MEMBERS)?;
        let title = self.passage(root, "title")?;
        let organization = self.passage(root, "organization")?.map(|passage| passage.text);
        let year = root
            .optional("year")?
            .map(|year| year.whole((*YEARS.start()).into(), (*YEARS.end()).into()))
            .transpose()?;
        let notes = self.passage_lists(root, "notes")?;
        let mut sections = self.sections(root, notes.len())?;
        let notes = order_notes(&mut sections, notes);
        let mut report = Report {
            edition: self.edition,
            title,
            organization,
            year: year.and_then(|year| u16::try_from(year).ok()),
            metadata: self.metadata(root)?,
            preamble: self.passage_lists(root, "preamble")?.into_iter().flatten().collect(),
            sections,
            cells: self.tables(root)?,
            signature: self.signature(root)?,
            unresolved: std::collections::BTreeSet::new(),
            notes,
            set_aside: self.set_aside(root)?,
        };
        settle_tables(&mut report);
        Ok(report)
    }

    /// A text that may be null, on one line.
    fn passage(&mut self, node: &Node<'_, '_>, name: &str) -> Result<Option<Passage>> {
        let Some(node) = node.optional(name)? else { return Ok(None) };
        let text = self.text(&node)?;
        Ok(one_line(text).map(|text| Passage::new(text, Place::Unknown)))
    }

    /// The lines of each text of a list.
    fn passage_lists(&mut self, node: &Node<'_, '_>, name: &str) -> Result<Vec<Vec<Passage>>> {
        let Some(list) = node.get(name)? else { return Ok(Vec::new()) };
        list.list()?.map(|node| self.passages(&node)).collect()
    }

    fn passages(&mut self, node: &Node<'_, '_>) -> Result<Vec<Passage>> {
        let passages: Vec<_> = passages(self.text(node)?).collect();
        self.count_blocks(passages.len())?;
        Ok(passages)
    }

    /// A text; the characters in it that the model cannot hold are counted.
    pub(super) fn text<'a>(&mut self, node: &Node<'a, '_>) -> Result<&'a str> {
        let text = node.text()?;
        self.limits.check_paragraph(text)?;
        self.bytes = self.bytes.saturating_add(text.len());
        self.limits.check_text(self.bytes)?;
        self.limits.clock.check()?;
        self.doubts.weigh(text, node);
        Ok(text)
    }

    fn metadata(&mut self, root: &Node<'_, '_>) -> Result<Metadata> {
        let mut metadata = Metadata::default();
        let Some(node) = root.get("metadata")? else { return Ok(metadata) };
        for (name, node) in node.members()? {
            match MetadataKey::by_json(name) {
                Some(key) => metadata.known.push((key, self.metadata_text(&node)?)),
                None if name == "other" => {}
                None => self.doubts.ignored.push(node.pointer()),
            }
        }
        metadata.known.sort_by_key(|(key, _)| *key);
        if let Some(other) = node.get("other")? {
            for (label, node) in other.members()? {
                let text = self.metadata_text(&node)?;
                self.doubts.weigh(label, &node);
                let label = metadata_label(label, &node)?;
                // JSON doesn't say where a label is from; most often it is the cover.
                match FILLED_IN.into_iter().find(|name| *name == label) {
                    Some(name) => metadata.insert_of_cover(name, text),
                    None => metadata.insert(&label, text),
                }
            }
        }
        Ok(metadata)
    }

    fn metadata_text(&mut self, node: &Node<'_, '_>) -> Result<Option<String>> {
        let text = node.text_or_null()?.unwrap_or_default();
        self.doubts.weigh(text, node);
        Ok(Some(cell_text(text)).filter(|text| !text.is_empty()))
    }

    fn sections(&mut self, root: &Node<'_, '_>, notes: usize) -> Result<Vec<Section>> {
        let mut placed = HashSet::new();
        let Some(list) = root.get("sections")? else { return Ok(Vec::new()) };
        list.list()?.map(|node| self.section(&node, notes, &mut placed)).collect()
    }

    fn section(&mut self, node: &Node<'_, '_>, notes: usize, placed: &mut HashSet<usize>) -> Result<Section> {
        // The sections of a form have no levels.
        let known: &[&str] = if self.edition.is_none() {
            &["key", "heading", "level", "body"]
        } else {
            &["key", "heading", "body"]
        };
        self.only(node, known)?;
        let key = self.section_key(&node.required("key")?)?;
        let heading = self.heading(&node.required("heading")?)?;
        let level = self.level(node)?;
        self.count_blocks(1)?;
        let mut body = Vec::new();
        if let Some(list) = node.get("body")? {
            for node in list.list()? {
                self.item(&node, notes, placed, &mut body)?;
            }
        }
        Ok(Section { key, heading: Passage::new(heading, Place::Unknown), level, body })
    }

    fn level(&self, node: &Node<'_, '_>) -> Result<u8> {
        let Some(level) = node.get("level")?.filter(|_| self.edition.is_none()) else { return Ok(1) };
        Ok(u8::try_from(level.whole(1, DEEPEST.into())?).unwrap_or(1))
    }

    /// The heading of a section; only a document without a form may have a section without one.
    fn heading(&mut self, node: &Node<'_, '_>) -> Result<String> {
        if node.value.is_null() && self.edition.is_none() {
            return Ok(String::new());
        }
        let heading = one_line(self.text(node)?);
        heading.ok_or_else(|| node.wrong("标题不能是空的", "a heading cannot be empty"))
    }

    fn section_key(&self, node: &Node<'_, '_>) -> Result<&'static str> {
        let key = node.text()?;
        let known = || self.edition.sections.iter().map(|section| section.key).chain([Section::EXTRA]);
        known().find(|known| *known == key).ok_or_else(|| unknown(node, known()))
    }

    fn item(
        &mut self,
        node: &Node<'_, '_>,
        notes: usize,
        placed: &mut HashSet<usize>,
        body: &mut Vec<Item>,
    ) -> Result<()> {
        let kind = node.required("type")?;
        match kind.text()? {
            "paragraph" => {
                self.only(node, &["type", "text"])?;
                let passages = self.passages(&node.required("text")?)?;
                body.extend(passages.into_iter().map(Item::Paragraph));
            }
            "table" => {
                self.only(node, &["type", "rows"])?;
                body.extend(self.generic_table(&node.required("rows")?)?.map(Item::Table));
            }
            "statutory_table" => {
                self.only(node, &["type", "table"])?;
                body.push(Item::StatutoryTable(self.table_key(&node.required("table")?)?));
            }
            "note" => {
                self.only(node, &["type", "note"])?;
                let index = note_index(&node.required("note")?, notes)?;
                if !placed.insert(index) {
                    return Err(node.wrong("同一条注只能放一处", "a note can be in one place only"));
                }
                body.push(Item::Note(index));
            }
            _ => return Err(unknown(&kind, ["paragraph", "table", "statutory_table", "note"].into_iter())),
        }
        Ok(())
    }

    fn table_key(&self, node: &Node<'_, '_>) -> Result<&'static str> {
        let table = self.edition.table(node.text()?).map(|table| table.key);
        table.ok_or_else(|| unknown(node, self.edition.tables.iter().map(|table| table.key)))
    }

    /// A table kept as it is; `None` if it has no rows.
    fn generic_table(&mut self, node: &Node<'_, '_>) -> Result<Option<GenericTable>> {
        let mut rows = Vec::new();
        for row in node.list()? {
            rows.push(row.list()?.map(|cell| self.generic_cell(&cell)).collect::<Result<Vec<_>>>()?);
        }
        self.count_blocks(1)?;
        let table = GenericTable { rows }.settled();
        Ok(Some(table).filter(|table| !table.rows.is_empty()))
    }

    fn generic_cell(&mut self, node: &Node<'_, '_>) -> Result<GenericCell> {
        if node.value.is_string() {
            self.count_cells(1)?;
            return Ok(GenericCell::new(cell_text(self.text(node)?)));
        }
        self.only(node, &["text", "colspan", "rowspan"])?;
        let span = |name: &str, limit: Limit, most: u32| {
            let span = node.get(name)?.map_or(Ok(1), |node| node.whole(1, u32::MAX))?;
            limit.check(span as usize, most as usize).map(|()| span)
        };
        let colspan = span("colspan", Limit::Columns, self.limits.columns)?;
        let rowspan = span("rowspan", Limit::Rows, self.limits.rows)?;
        self.count_cells(colspan as usize)?;
        let text = cell_text(self.text(&node.required("text")?)?);
        Ok(GenericCell::spanning(text, colspan, rowspan))
    }

    fn signature(&mut self, root: &Node<'_, '_>) -> Result<Signature> {
        let Some(node) = root.optional("signature")? else { return Ok(Signature::default()) };
        self.only(&node, &["organization", "date"])?;
        let organization = self.passage(&node, "organization")?;
        let Some(node) = node.optional("date")? else { return Ok(Signature { organization, date: None }) };
        self.only(&node, &["raw", "iso"])?;
        node.required("raw")?;
        let date = self.passage(&node, "raw")?;
        let iso = date.as_ref().and_then(|date| Date::parse(&date.text)).map(|date| date.to_string());
        if let Some(given) = node.get("iso")?
            && given.text_or_null()? != iso.as_deref()
        {
            self.doubts.ignored.push(given.pointer()); // the content of the document counts
        }
        Ok(Signature { organization, date })
    }

    /// Records the members of an object that are not among these.
    pub(super) fn only(&mut self, node: &Node<'_, '_>, known: &[&str]) -> Result<()> {
        let unknown = node.members()?.filter(|(name, _)| !known.contains(name));
        self.doubts.ignored.extend(unknown.map(|(_, node)| node.pointer()));
        Ok(())
    }

    pub(super) fn count_blocks(&mut self, more: usize) -> Result<()> {
        self.blocks += more;
        self.limits.check_blocks(self.blocks)
    }

    fn count_cells(&mut self, more: usize) -> Result<()> {
        self.cells += more;
        self.limits.check_cells(self.cells)
    }
}

/// The index of an existing note.
fn note_index(node: &Node<'_, '_>, notes: usize) -> Result<usize> {
    let Some(last) = notes.checked_sub(1).and_then(|last| u32::try_from(last).ok()) else {
        return Err(node.wrong("“notes”里没有注", "there are no notes in 'notes'"));
    };
    Ok(node.whole(0, last)? as usize)
}

/// A label in the form that the recogniser produces: on one line, without a final colon; a label of a known key
/// without inner spaces.
fn metadata_label(label: &str, node: &Node<'_, '_>) -> Result<String> {
    let label = one_line(label).unwrap_or_default();
    let label = label.trim_end_matches([':', '：']).trim_end();
    if label.is_empty() {
        return Err(node.wrong("这一项没有名称", "this entry has no label"));
    }
    let squeezed: String = label.split_whitespace().collect();
    Ok(if MetadataKey::by_label(&squeezed).is_some() { squeezed } else { label.to_owned() })
}

/// The error for a key that does not exist.
pub(super) fn unknown(node: &Node<'_, '_>, known: impl Iterator<Item = &'static str>) -> Error {
    const SHOWN: usize = 12;
    let mut known: Vec<_> = known.collect();
    let more = known.len() > SHOWN;
    known.truncate(SHOWN);
    let tail = |text: &'static str| if more { text } else { "" };
    node.wrong(
        format!("没有这个名称；可用的有 {}{}", known.join("、"), tail("等，见 docs/cells.md")),
        format!(
            "there is no such key; there are {}{}",
            known.join(", "),
            tail(" and more, see docs/cells.md")
        ),
    )
}
