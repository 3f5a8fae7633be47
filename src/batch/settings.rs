//! `repconv.toml`: the options that stay the same, found upward from the working folder. `collect` and `dataset` take the
//! roster and the form from it, `check` all.

use std::fs;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::BatchError;
use super::policy::{self, Rules};
use crate::model::decimal::Decimal;
use crate::model::finding::Severity;
use crate::model::language::Message;
use crate::model::suggestion::nearest;
use crate::model::toml_error;

/// The name of the file.
pub const NAME: &str = "repconv.toml";

/// The folder beside it with the forms of the office.
const FORMS: &str = "forms";
/// The files in it that are forms, or blank ones to derive a form from.
const FORM_EXTENSIONS: [&str; 8] = ["toml", "xlsx", "xlsb", "xls", "et", "ods", "docx", "html"];

/// A larger file of this name is not ours.
const LARGEST: u64 = 1 << 20;

/// The settings of the file; the command line overrides them key by key.
#[derive(Clone, Debug, Default)]
pub struct CheckSettings {
    /// Rules that count; all rules if not given.
    pub select: Option<Vec<Rules>>,
    /// Rules whose findings are dropped.
    pub ignore: Option<Vec<Rules>>,
    /// Severities that replace those of the rules.
    pub severities: Vec<(Rules, Severity)>,
    /// The share of repeated text from which two narratives are nearly the same, from 0 to 1.
    pub max_similarity: Option<Decimal>,
    /// The report of the year before.
    pub previous: Option<PathBuf>,
    /// The folder with the reports of the year before.
    pub previous_dir: Option<PathBuf>,
    /// The roster of the organizations that must report.
    pub roster: Option<PathBuf>,
    /// The column of the roster with their names.
    pub roster_column: Option<String>,
    /// Which of several reports of a body counts, by the name of a preference.
    pub prefer: Option<String>,
    /// The name of the format of the result.
    pub format: Option<String>,
    /// The form that every input is of: its id, or the path of its file.
    pub form: Option<String>,
}

/// THE keys of the file.
const KEYS: [&str; 11] = [
    "select",
    "ignore",
    "severity",
    "max-similarity",
    "previous",
    "previous-dir",
    "roster",
    "roster-column",
    "prefer",
    "format",
    "form",
];

/// The nearest file, from this folder upward.
#[must_use]
pub fn find(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// A file of settings in one of these folders of inputs that is not the one that is used.
#[must_use]
pub fn unused_within(folders: &[PathBuf], used: Option<&Path>) -> Option<PathBuf> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let used = used.and_then(real);
    let mut within = folders.iter().map(|folder| folder.join(NAME)).filter(|path| path.is_file());
    within.find(|path| real(path) != used)
}

/// The files of forms in the folder `forms` beside the file, by name: those in TOML, and blank forms without one.
#[must_use]
pub fn forms_beside(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new("")).join(FORMS);
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_form = |path: &PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        let is_known = extension.is_some_and(|extension| FORM_EXTENSIONS.contains(&extension));
        // Office programs keep `~$name.xlsx` beside an open file.
        let is_lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['~', '.']));
        is_known && !is_lock && path.is_file()
    };
    let is_derived = |path: &PathBuf| path.extension().is_none_or(|extension| extension != "toml");
    let mut files: Vec<PathBuf> = entries.filter(is_form).collect();
    let written: Vec<PathBuf> = files.iter().filter(|path| !is_derived(path)).cloned().collect();
    files.retain(|path| !is_derived(path) || !written.contains(&path.with_extension("toml")));
    files.sort();
    files
}

/// Reads the file; paths in it start from its folder.
///
/// # Errors
/// When the file cannot be read, is not TOML, or has an unknown key or value.
pub fn read(path: &Path) -> Result<CheckSettings, BatchError> {
    let wrong = |message: Message| wrong(path, None, &message);
    let size = fs::metadata(path).map(|metadata| metadata.len());
    if size.as_ref().is_ok_and(|size| *size > LARGEST) {
        return Err(wrong(Message::new("文件太大", "the file is too large")));
    }
    let text = fs::read_to_string(path).map_err(|error| {
        wrong(Message::new(format!("读不出来：{error}"), format!("can't be read: {error}")))
    })?;
    let source = Source { path, text: &text };
    let document = DeTable::parse(&text).map_err(|error| {
        let line = error.span().map(|span| source.line(span.start));
        let detail = error.message().to_owned();
        self::wrong(
            path,
            line,
            &Message::new(
                format!("不是有效的 TOML：{}", toml_error::meaning(&detail)),
                format!("no valid TOML: {detail}"),
            ),
        )
    })?;
    let mut config = CheckSettings::default();
    for (key, value) in document.get_ref() {
        let line = source.line(key.span().start);
        Entry { source, key: key.get_ref(), value: value.get_ref(), line }.read(&mut config)?;
    }
    Ok(config)
}

#[derive(Clone, Copy)]
struct Source<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Source<'_> {
    fn line(&self, at: usize) -> usize {
        self.text.get(..at).map_or(1, |before| before.matches('\n').count() + 1)
    }
}

struct Entry<'a> {
    source: Source<'a>,
    key: &'a str,
    value: &'a DeValue<'a>,
    line: usize,
}

impl Entry<'_> {
    fn read(&self, config: &mut CheckSettings) -> Result<(), BatchError> {
        match self.key {
            "select" => config.select = Some(self.rules()?),
            "ignore" => config.ignore = Some(self.rules()?),
            "severity" => config.severities = self.severities()?,
            "max-similarity" => config.max_similarity = Some(self.share()?),
            "previous" => config.previous = Some(self.path()?),
            "previous-dir" => config.previous_dir = Some(self.path()?),
            "roster" => config.roster = Some(self.path()?),
            "roster-column" => config.roster_column = Some(self.text()?.to_owned()),
            "prefer" => config.prefer = Some(self.text()?.to_owned()),
            "format" => config.format = Some(self.text()?.to_owned()),
            "form" => config.form = Some(self.form()?),
            other => {
                let (keys, perhaps) = (KEYS.join("、"), nearest(other, KEYS));
                let perhaps_zh = perhaps.map(|key| format!("是不是 {key}？")).unwrap_or_default();
                let perhaps_en = perhaps.map(|key| format!("did you mean '{key}'? ")).unwrap_or_default();
                return Err(self.wrong(&Message::new(
                    format!("没有“{other}”这个键；{perhaps_zh}可以用的键：{keys}"),
                    format!("there is no key '{other}'; {perhaps_en}keys are {}", KEYS.join(", ")),
                )));
            }
        }
        Ok(())
    }

    fn wrong(&self, message: &Message) -> BatchError {
        wrong(self.source.path, Some(self.line), message)
    }

    fn expected(&self, zh: &str, en: &str) -> BatchError {
        let key = self.key;
        self.wrong(&Message::new(format!("{key} 的值应当是{zh}"), format!("{key} must be {en}")))
    }

    fn text(&self) -> Result<&str, BatchError> {
        self.value.as_str().ok_or_else(|| self.expected("一个字符串", "a string"))
    }

    fn path(&self) -> Result<PathBuf, BatchError> {
        let folder = self.source.path.parent().unwrap_or(Path::new(""));
        Ok(folder.join(self.text()?))
    }

    /// A file in the folder of this one; otherwise an id.
    fn form(&self) -> Result<String, BatchError> {
        let path = self.path()?;
        let text = self.text()?;
        Ok(if path.is_file() { path.to_string_lossy().into_owned() } else { text.to_owned() })
    }

    /// Names in a list, or in one string.
    fn rules(&self) -> Result<Vec<Rules>, BatchError> {
        let option = format!("{} {}", self.source.path.display(), self.key);
        if let Some(names) = self.value.as_str() {
            return Rules::listed(names, &option);
        }
        let expected = || {
            self.expected("规则代码的列表，如 [\"C005\", \"Y\"]", "a list of codes such as [\"C005\", \"Y\"]")
        };
        let names = self.value.as_array().ok_or_else(expected)?;
        names
            .iter()
            .map(|name| Rules::named(name.get_ref().as_str().ok_or_else(expected)?, &option))
            .collect()
    }

    fn severities(&self) -> Result<Vec<(Rules, Severity)>, BatchError> {
        let expected = || self.expected("一张表，如 C001 = \"error\"", "a table such as C001 = \"error\"");
        let table = self.value.as_table().ok_or_else(expected)?;
        let option = format!("{} severity", self.source.path.display());
        let mut severities = table
            .iter()
            .map(|(rules, severity)| {
                let severity = policy::severity(severity.get_ref().as_str().ok_or_else(expected)?, &option)?;
                Ok((Rules::named(rules.get_ref(), &option)?, severity))
            })
            .collect::<Result<Vec<_>, BatchError>>()?;
        severities.sort_by_key(|(rules, _)| rules.is_one()); // one rule counts over its family
        Ok(severities)
    }

    fn share(&self) -> Result<Decimal, BatchError> {
        let written = match self.value {
            DeValue::String(text) => text,
            DeValue::Float(number) => number.as_str(),
            DeValue::Integer(number) => number.as_str(),
            _ => "",
        };
        share(written)
            .ok_or_else(|| self.expected("0 到 1 之间的数，如 0.8", "a number from 0 to 1 such as 0.8"))
    }
}

/// A share from 0 to 1, exactly as written; `80%` is accepted, too.
#[must_use]
pub fn share(written: &str) -> Option<Decimal> {
    let share = match written.strip_suffix('%') {
        Some(percent) => Decimal::from_str_exact(percent).ok()?.checked_div(Decimal::ONE_HUNDRED)?,
        None => Decimal::from_str_exact(written).ok()?,
    };
    (Decimal::ZERO..=Decimal::ONE).contains(&share).then_some(share)
}

fn wrong(path: &Path, line: Option<usize>, message: &Message) -> BatchError {
    let name = super::file::shown_name(path);
    let (zh_line, en_line) =
        line.map(|line| (format!("第{line}行"), format!(", line {line}"))).unwrap_or_default();
    BatchError::new(
        Message::new(format!("{name}{zh_line}：{}", message.zh), format!("{name}{en_line}: {}", message.en)),
        Message::new(
            "请改正这个配置文件，或加 --no-config 不用它",
            "correct the file, or leave it out with --no-config",
        ),
    )
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "inputs are made in a folder of the test's own")]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<CheckSettings, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        fs::write(&path, text).unwrap();
        read(&path).map_err(|error| match error {
            BatchError::Unusable { message, .. } => message.zh.replace(&*folder.path().to_string_lossy(), ""),
            other @ BatchError::File { .. } => panic!("{other:?}"),
        })
    }

    #[test]
    fn every_key_is_read() {
        let text = "select = [\"A\", \"C\"]\nignore = \"C005,C006\"\nmax-similarity = 0.85\nroster = \"名单.txt\"\n\
            roster-column = \"单位\"\nprefer = \"folder\"\nprevious = \"上年.docx\"\nprevious-dir = \"2023\"\nformat = \"json\"\nform = \"2021\"\n[severity]\nA001 = \"warning\"\nA = \"info\"\n";
        let config = read_text(text).unwrap();
        assert_eq!(config.select.unwrap().len(), 2);
        assert_eq!(config.ignore.unwrap().len(), 2);
        assert_eq!(config.max_similarity, Some(Decimal::new(85, 2)));
        assert!(config.roster.unwrap().ends_with("名单.txt"));
        assert!(config.previous.is_some() && config.previous_dir.is_some() && config.roster_column.is_some());
        assert_eq!(config.format.as_deref(), Some("json"));
        assert_eq!(config.prefer.as_deref(), Some("folder"));
        assert_eq!(config.severities.last().unwrap().1, Severity::Warning);
        assert_eq!(config.form.as_deref(), Some("2021"));
        for key in KEYS {
            assert!(text.contains(key), "{key}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (text, want) in [
            ("\nselekt = [\"A\"]\n", "/repconv.toml第2行：没有“selekt”这个键；是不是 select？可以用的键："),
            ("max-similarity = 1.5\n", "/repconv.toml第1行：max-similarity 的值应当是0 到 1 之间的数"),
            ("roster = 3\n", "/repconv.toml第1行：roster 的值应当是一个字符串"),
            ("select = [1]\n", "/repconv.toml第1行：select 的值应当是规则代码的列表"),
            ("ignore = [\"A001\", \"Q9\"]\n", "/repconv.toml ignore 里的“Q9”不是规则"),
            ("severity = 3\n", "/repconv.toml第1行：severity 的值应当是一张表"),
            ("\nignor = []\n", "/repconv.toml第2行：没有“ignor”这个键；是不是 ignore？"),
            ("a = = b\n", "/repconv.toml第1行：不是有效的 TOML：多了一个“=”"),
        ] {
            let said = read_text(text).map(|_| ()).unwrap_err();
            assert!(said.starts_with(want), "{said}");
        }
    }

    #[test]
    fn shares_are_exact() {
        for (written, want) in [
            ("0.8", Some(Decimal::new(8, 1))),
            ("80%", Some(Decimal::new(8, 1))),
            ("1", Some(Decimal::ONE)),
            ("1.1", None),
            ("-0", Some(Decimal::ZERO)),
            ("八成", None),
        ] {
            assert_eq!(share(written), want, "{written}");
        }
    }
}
