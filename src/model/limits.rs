//! The limits on what is read, in one table: name, default, what is counted and why. The option `--limit`, the
//! errors and docs/limits.md derive from it.
//!
//! Real reports are under 1 MB and 3,000 cells. The limits leave room for scans and attachments in the package
//! and stop what would exhaust memory or time: reading takes under 200 MB at its limits.

use crate::model::language::{Language, Text};

mod checks;
mod clock;
mod derived;

pub use self::clock::Clock;

/// The unit of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A number of things.
    Count,
    /// Bytes.
    Bytes,
    /// Milliseconds.
    Time,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The limit.
    pub limit: Limit,
    /// The name for `--limit`.
    pub name: &'static str,
    /// The unit of its values.
    pub unit: Unit,
    /// The default value.
    pub default: u64,
    /// What is counted.
    pub what: Text,
    /// Why the default is what it is.
    pub reason: Text,
}

/// Makes of each row a field of [`Limits`], a [`Limit`] and a [`Row`].
macro_rules! limits {
    ($(
        $(#[$doc:meta])*
        $limit:ident $field:ident: $kind:ty = $default:expr, $unit:ident, $name:literal,
        ($what_zh:literal, $what_en:literal),
        ($reason_zh:literal, $reason_en:literal);
    )*) => {
        /// Limits of reading one input.
        ///
        /// ```
        /// use repconv::model::limits::{Limit, Limits};
        ///
        /// let mut limits = Limits::default();
        /// limits.set(Limit::Time, 5_000);
        /// assert_eq!(limits.time_ms, 5_000);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Limits {
            $($(#[$doc])* pub $field: $kind,)*
            /// The clock, which runs from [`Limits::started`] on.
            pub clock: Clock,
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($field: $default,)* clock: Clock::default() }
            }
        }

        /// The name of a limit.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Limit {
            $($(#[$doc])* $limit,)*
        }

        /// THE table of limits.
        pub static TABLE: &[Row] = &[$(Row {
            limit: Limit::$limit,
            name: $name,
            unit: Unit::$unit,
            default: $default,
            what: Text::new($what_zh, $what_en),
            reason: Text::new($reason_zh, $reason_en),
        },)*];

        impl Limit {
            /// Its row of the table.
            #[must_use]
            pub const fn row(self) -> Row {
                match self {
                    $(Self::$limit => Row {
                        limit: Self::$limit,
                        name: $name,
                        unit: Unit::$unit,
                        default: $default,
                        what: Text::new($what_zh, $what_en),
                        reason: Text::new($reason_zh, $reason_en),
                    },)*
                }
            }
        }

        impl Limits {
            /// Sets one limit; a value too large for its type becomes the largest of the type.
            pub fn set(&mut self, limit: Limit, value: u64) {
                match limit {
                    $(Limit::$limit => self.$field = <$kind>::try_from(value).unwrap_or(<$kind>::MAX),)*
                }
            }
        }
    };
}

limits! {
    /// Bytes of an input.
    Input input_bytes: u64 = 64 << 20, Bytes, "input",
        ("文件大小", "size of the file"),
        ("附有扫描件的文件也不到这么大", "files with attached scans are smaller");
    /// Bytes of a web page or JSON, tags and pictures included.
    Page page_bytes: u64 = 10 << 20, Bytes, "page",
        ("网页或 JSON 的大小", "size of the page or JSON"),
        ("网页里可以嵌有几 MB 的图片；整页要在内存里建成树", "pages can embed several MB of pictures; the page is built as a tree in memory");
    /// Bytes of a text file, and of all text in a document.
    Text text_bytes: u64 = 2 << 20, Bytes, "text",
        ("全部文字的长度", "text of the document"),
        ("最长的报告不到 200 KB；比对时要占几十倍的内存", "the longest reports are under 200 KB; comparing takes dozens of times as much memory");
    /// Bytes of the text of one paragraph or cell.
    Paragraph paragraph_bytes: u64 = 1 << 20, Bytes, "paragraph",
        ("一段或一格的文字长度", "text of one paragraph or cell"),
        ("没有分段的整篇报告也不到这么长；逐句核对的时间随它增长", "even a whole report without line breaks is shorter; the time to check sentences grows with it");
    /// Bytes that one part of a zip package may expand to.
    Part part_bytes: u64 = 16 << 20, Bytes, "part",
        ("文件内一个部件解压后的大小", "unpacked size of a part"),
        ("docx、xlsx、ods 的正文展开后在内存里", "the main part of a docx, xlsx or ods is unpacked in memory");
    /// Bytes that the parts of a zip package that are read may expand to together.
    Package package_bytes: u64 = 64 << 20, Bytes, "package",
        ("文件内各部件解压后的总大小", "unpacked size of all parts"),
        ("工作表再多，读取时间也有限", "bounds the time to read a workbook with very many sheets");
    /// What a part of a package or a file of an archive may expand to for each of its bytes, when it
    /// is over 1 MiB.
    Ratio ratio: u64 = 250, Count, "ratio",
        ("解压后的倍数", "unpacked to packed size"),
        ("正常文件不到 100 倍；1 MB 以下的不计", "normal files are below 100; parts under 1 MB are not checked");
    /// Entries of a zip package; styles, lists, relationships or sheets that are kept from it.
    Entries package_entries: usize = 10_000, Count, "entries",
        ("文件内的部件、样式或工作表数", "parts, styles or sheets of the file"),
        ("报告只有几十个部件、几百个样式", "reports have only dozens of parts and hundreds of styles");
    /// Depth of nested elements.
    Depth depth: usize = 500, Count, "depth",
        ("嵌套层数", "depth of nesting"),
        ("XML、网页、JSON 都算；网页解析时间随层数平方增长", "applies to XML, HTML and JSON; parsing a page is quadratic in it");
    /// Elements, comments and pieces of text of a web page.
    Nodes nodes: usize = 500_000, Count, "nodes",
        ("网页标签数", "tags of the page"),
        ("整页要在内存里建成树", "the page is built as a tree in memory");
    /// Attributes of one tag.
    Attributes attributes: u64 = 20_000, Count, "attributes",
        ("一个网页标签的属性数", "attributes of a tag"),
        ("正常标签不到 50 个；解析时间随它平方增长", "normal tags have under 50; parsing is quadratic in them");
    /// Cells of all tables together.
    Cells cells: usize = 100_000, Count, "cells",
        ("单元格数", "cells"),
        ("报告不到 3,000 格；合并格和空格也算", "reports have under 3,000; merged and blank ones count");
    /// Grid columns a cell may span or a row may have.
    Columns columns: u32 = 16_384, Count, "columns",
        ("一行的列数或单元格跨的列数", "columns of a row or of a cell"),
        ("Excel 最多这么多列", "the maximum of Excel");
    /// Grid rows a cell may span.
    Rows rows: u32 = 100_000, Count, "rows",
        ("单元格跨的行数", "rows of a cell"),
        ("合并到这么多行的不是报告", "no report merges so many rows");
    /// Blocks of a document.
    Blocks blocks: usize = 20_000, Count, "blocks",
        ("段落和表格数", "paragraphs and tables"),
        ("报告不到 1,000 段", "reports have under 1,000");
    /// Milliseconds that one input may take.
    Time time_ms: u64 = 60_000, Time, "time",
        ("读取用时", "time to read"),
        ("正常报告只要百分之几秒", "a normal report takes hundredths of a second");
    /// Folders within folders, on the disk or in an archive.
    Folders folders: usize = 64, Count, "folders",
        ("文件夹层数", "folders within folders"),
        ("没有人把报告放得更深", "reports are never nested deeper");
    /// Files in an archive of reports.
    Files archive_entries: usize = 100_000, Count, "archive-files",
        ("压缩包内文件数", "files of the archive"),
        ("一个省的报告也装得下", "enough for a whole province");
    /// Bytes that all files of an archive together may expand to.
    Archive archive_bytes: u64 = 8 << 30, Bytes, "archive",
        ("压缩包解压后的总大小", "unpacked size of the archive"),
        ("逐份解开，占的是时间和磁盘", "files are unpacked one at a time; this bounds time and disk");
    /// Archives within archives.
    Archives archive_depth: usize = 3, Count, "archive-depth",
        ("压缩包套压缩包的层数", "archives within archives"),
        ("市的包里有县的，县的包里有镇的", "a city's archive contains those of counties, which contain those of towns");
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.row().what.en)
    }
}

impl Row {
    /// The row of this name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        TABLE.iter().find(|row| row.name.eq_ignore_ascii_case(name))
    }

    /// A figure with its unit, in the unit that suits the limit, rounded up.
    #[must_use]
    pub fn shown(&self, figure: u64, allowed: u64, language: Language) -> String {
        let zh = language == Language::Zh;
        match self.unit {
            Unit::Count => figure.to_string(),
            Unit::Bytes if allowed >= 1 << 20 => format!("{} MB", figure.div_ceil(1 << 20)),
            Unit::Bytes if allowed >= 1 << 10 => format!("{} KB", figure.div_ceil(1 << 10)),
            Unit::Bytes => format!("{figure} {}", if zh { "字节" } else { "bytes" }),
            Unit::Time if allowed >= 1000 => {
                format!("{} {}", figure.div_ceil(1000), if zh { "秒" } else { "s" })
            }
            Unit::Time => format!("{figure} {}", if zh { "毫秒" } else { "ms" }),
        }
    }

    /// A value as `--limit` takes it: `64M`, `60s`, `500`.
    #[must_use]
    pub fn written(&self, value: u64) -> String {
        let sizes: &[(u64, &str)] = match self.unit {
            Unit::Count => &[],
            Unit::Bytes => &[(1 << 30, "G"), (1 << 20, "M"), (1 << 10, "K")],
            Unit::Time => &[(60_000, "m"), (1000, "s"), (1, "ms")],
        };
        let whole = sizes.iter().find(|(size, _)| value >= *size && value.is_multiple_of(*size));
        whole.map_or_else(|| value.to_string(), |(size, unit)| format!("{}{unit}", value / size))
    }

    /// The value that [`Row::written`] gave, or a person: sizes in K, M and G, times in ms, s, m and h
    /// (seconds without a unit). `None` unless it is a value above zero.
    #[must_use]
    pub fn value(&self, written: &str) -> Option<u64> {
        let at = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
        let (digits, unit) = written.split_at_checked(at)?;
        let size = match (self.unit, unit.to_ascii_lowercase().as_str()) {
            (Unit::Count | Unit::Bytes, "") | (Unit::Time, "ms") => 1,
            (Unit::Bytes, "k" | "kb") => 1 << 10,
            (Unit::Bytes, "m" | "mb") => 1 << 20,
            (Unit::Bytes, "g" | "gb") => 1 << 30,
            (Unit::Time, "" | "s") => 1000,
            (Unit::Time, "m" | "min") => 60_000,
            (Unit::Time, "h") => 3_600_000,
            _ => return None,
        };
        digits.parse::<u64>().ok()?.checked_mul(size).filter(|value| *value > 0)
    }

    /// A rounded value that would allow this: twice the limit, or what was found.
    #[must_use]
    pub fn raised(&self, found: u64, allowed: u64) -> String {
        let round = match self.unit {
            Unit::Count => 1,
            Unit::Bytes if allowed >= 1 << 20 => 1 << 20,
            Unit::Bytes => 1 << 10,
            Unit::Time => 1000,
        };
        let wanted = found.max(allowed.saturating_mul(2));
        self.written(wanted.checked_next_multiple_of(round).unwrap_or(wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_defaults_can_be_given() {
        let mut limits = Limits::default();
        for (at, row) in TABLE.iter().enumerate() {
            assert_eq!(Row::named(row.name).unwrap().limit, row.limit, "{}", row.name);
            assert!(TABLE.iter().take(at).all(|before| before.name != row.name), "{}", row.name);
            assert_eq!(row.value(&row.written(row.default)), Some(row.default), "{}", row.name);
            assert_eq!(row.limit.row().name, row.name);
            limits.set(row.limit, row.default);
        }
        assert_eq!(limits, Limits::default());
        limits.set(Limit::Columns, u64::MAX);
        assert_eq!(limits.columns, u32::MAX);
    }

    #[test]
    fn values_are_read_with_their_units() {
        let value = |name, written| Row::named(name).unwrap().value(written);
        for (name, written, want) in [
            ("input", "200M", Some(200 << 20)),
            ("INPUT", "1g", Some(1 << 30)),
            ("text", "300kb", Some(300 << 10)),
            ("text", "12", Some(12)),
            ("cells", "800000", Some(800_000)),
            ("cells", "8M", None),
            ("time", "5m", Some(300_000)),
            ("time", "90", Some(90_000)),
            ("time", "250ms", Some(250)),
            ("time", "1d", None),
            ("input", "0", None),
            ("input", "-1", None),
            ("input", "", None),
            ("input", "M", None),
            ("input", "1.5M", None),
            ("input", "99999999999999G", None),
        ] {
            assert_eq!(value(name, written), want, "{name}={written}");
        }
    }

    #[test]
    fn values_that_would_allow_it_are_rounded() {
        for (name, found, allowed, want) in [
            ("cells", 200_001, 200_000, "400000"),
            ("input", (200 << 20) + 1, 64 << 20, "201M"),
            ("text", 1500, 1024, "2K"),
            ("time", 60_010, 60_000, "2m"),
        ] {
            assert_eq!(Row::named(name).unwrap().raised(found, allowed), want, "{name}");
        }
    }
}
