//! Metadata of a report: index number, dates, who issued it.

use super::text;

/// The keys that report JSON has names for; other labels are kept as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MetadataKey {
    /// 索引号
    IndexNumber,
    /// 名称
    Name,
    /// 主题词
    SubjectTerms,
    /// 主题分类
    Category,
    /// 文号
    DocumentNumber,
    /// 成文日期
    WrittenOn,
    /// 发布日期
    PublishedOn,
    /// 发文单位
    IssuedBy,
    /// 发布机构
    PublishedBy,
}

/// A row of the table of keys.
struct Row {
    key: MetadataKey,
    json: &'static str,
    /// The usual label first.
    labels: &'static [&'static str],
}

const fn row(key: MetadataKey, json: &'static str, labels: &'static [&'static str]) -> Row {
    Row { key, json, labels }
}

/// THE table of metadata keys.
static KEYS: [Row; 9] = [
    row(MetadataKey::IndexNumber, "index_number", &["索引号", "信息索引号"]),
    row(MetadataKey::Name, "name", &["名称", "信息名称", "文件名称"]),
    row(MetadataKey::SubjectTerms, "subject_terms", &["主题词"]),
    row(MetadataKey::Category, "category", &["主题分类", "分类", "信息分类"]),
    row(MetadataKey::DocumentNumber, "document_number", &["文号", "发文字号", "文件编号"]),
    row(MetadataKey::WrittenOn, "written_on", &["成文日期", "生成日期", "成文时间"]),
    row(MetadataKey::PublishedOn, "published_on", &["发布日期", "公开日期", "发布时间", "公开时间"]),
    row(MetadataKey::IssuedBy, "issued_by", &["发文单位", "发文机关", "发文机构"]),
    row(MetadataKey::PublishedBy, "published_by", &["发布机构", "公开机构", "发布单位", "公开主体"]),
];

/// Labels that the person who submits a workbook fills in on its cover. Workbooks and JSON keep them; they concern the
/// upper office and are on no page, text or Word document.
pub const FILLED_IN: [&str; 2] = ["填报人", "填报日期"];

impl MetadataKey {
    /// Every key in the order it is written.
    pub fn all() -> impl Iterator<Item = Self> {
        KEYS.iter().map(|row| row.key)
    }

    /// The name in report JSON.
    #[must_use]
    pub fn json(self) -> &'static str {
        KEYS.iter().find(|row| row.key == self).map_or("", |row| row.json)
    }

    /// The usual label.
    #[must_use]
    pub fn label(self) -> &'static str {
        KEYS.iter()
            .find(|row| row.key == self)
            .and_then(|row| row.labels.first())
            .copied()
            .unwrap_or_default()
    }

    /// The key that a label (without white space and colon) means.
    #[must_use]
    pub fn by_label(label: &str) -> Option<Self> {
        let label = text::in_simplified(label);
        KEYS.iter().find(|row| row.labels.contains(&&*label)).map(|row| row.key)
    }

    /// The key of this name in report JSON.
    #[must_use]
    pub fn by_json(name: &str) -> Option<Self> {
        KEYS.iter().find(|row| row.json == name).map(|row| row.key)
    }
}

/// The metadata of a report. A label without a text has the text `None`.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// Known keys, in the order of [`MetadataKey::all`].
    pub known: Vec<(MetadataKey, Option<String>)>,
    /// Other labels in the order of the document.
    pub other: Vec<(String, Option<String>)>,
    /// Those of the other labels that are from the cover of a workbook, see [`FILLED_IN`]; a document that itself has such a
    /// label in a table keeps it.
    pub of_cover: Vec<&'static str>,
}

/// The same texts under the same labels, wherever they are from.
impl PartialEq for Metadata {
    fn eq(&self, other: &Self) -> bool {
        (&self.known, &self.other) == (&other.known, &other.other)
    }
}

impl Eq for Metadata {}

impl Metadata {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty() && self.other.is_empty()
    }

    /// The text of a known key.
    #[must_use]
    pub fn get(&self, key: MetadataKey) -> Option<&str> {
        self.known.iter().find(|(k, _)| *k == key)?.1.as_deref()
    }

    /// Adds a labelled text. The first text of a key is kept; a different one for the same key is added under its
    /// label.
    pub fn insert(&mut self, label: &str, text: Option<String>) {
        let Some(key) = MetadataKey::by_label(label) else {
            self.insert_other(label, text);
            return;
        };
        match self.known.iter_mut().find(|(k, _)| *k == key) {
            None => {
                self.known.push((key, text));
                self.known.sort_by_key(|(k, _)| *k);
            }
            Some((_, kept)) if kept.is_none() => *kept = text,
            Some((_, kept)) if *kept == text || text.is_none() => {}
            Some(_) => self.insert_other(label, text),
        }
    }

    /// Adds what was filled in on the cover of a workbook, unless the document itself has such a label.
    pub fn insert_of_cover(&mut self, label: &'static str, text: Option<String>) {
        if !self.other.iter().any(|(other, _)| other == label) {
            self.insert_other(label, text);
            self.of_cover.push(label);
        }
    }

    fn insert_other(&mut self, label: &str, text: Option<String>) {
        match self.other.iter_mut().find(|(l, _)| l == label) {
            None => self.other.push((label.to_owned(), text)),
            Some((_, kept)) if kept.is_none() => *kept = text,
            Some((_, kept)) => {
                /// Bytes that are searched for the same text: a page may have one label 200,000 times.
                const SEARCHED: usize = 10_000;
                // The same label twice with different texts: both are kept.
                if let (Some(kept), Some(text)) = (kept.as_mut(), text)
                    && (kept.len() > SEARCHED || !kept.split('；').any(|part| part == text))
                {
                    kept.push('；');
                    kept.push_str(&text);
                }
            }
        }
    }
}
