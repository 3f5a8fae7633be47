//! What can stop repconv: what happened, where, and what the person at the desk can do about it.
//!
//! A variant stands for something that the user does differently next. Both languages are made here;
//! `cli` adds the file's name and prints the two lines.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use crate::model::language::{Language, Message};

pub use crate::model::limits::Limit;

/// Result with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// Why repconv could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input has no bytes, or only white space.
    #[error("empty input")]
    Empty,
    /// The content is of no format repconv reads. `found` is what it looks like, in both languages.
    #[error("unknown format")]
    UnknownFormat { found: Option<Message> },
    /// A format that is known by name but cannot be read, or not be written; `hint` says what to do instead.
    #[error("unsupported format {}", .name.en)]
    Unsupported { name: Box<Message>, doing: Doing, hint: Message },
    /// An output whose format neither its extension nor an option tells.
    #[error("output format unknown")]
    UnknownOutput { name: String },
    /// The file is protected by a password.
    #[error("{format} protected by a password")]
    Encrypted { format: &'static str },
    /// The file is cut off or damaged. `part` is where (a part of the package, a line, an offset).
    /// Both may hold two languages, `zh / en`; a detail in English only is a parser's, and is not
    /// shown to a clerk.
    #[error("damaged {format} at {part}: {detail}")]
    Damaged { format: &'static str, part: String, detail: String },
    /// A limit was met.
    #[error("{what}: {found} exceeds {allowed}")]
    TooLarge { what: Limit, found: u64, allowed: u64 },
    /// Something the format allows and repconv refuses, such as XML entities.
    #[error("refused: {}", .what.en)]
    Refused { what: Message },
    /// The document is no report; `missing` lists what was looked for and not found.
    #[error("not a report on information disclosure")]
    NotAReport { missing: Vec<Message> },
    /// The JSON is valid but is not a report in repconv's form. `pointer` is a JSON pointer.
    #[error("{pointer}: {}", .expected.en)]
    WrongShape { pointer: String, expected: Message },
    /// The output encoding lacks characters; each with the text it stands in.
    #[error("{encoding} lacks {} characters", .characters.len())]
    Unencodable { encoding: &'static str, characters: Vec<Unencodable> },
    /// The output format cannot hold this report.
    #[error("{format} cannot hold this: {}", .what.en)]
    Unwritable { format: &'static str, what: Message },
    /// What was written would be read as something else.
    #[error("{format} would be read otherwise: {}", .what.en)]
    ReadsOtherwise { format: Cow<'static, str>, what: Message },
    /// A reference document whose page and styles cannot be used.
    #[error("unusable reference document: {}", .what.en)]
    UnusableReference { what: Message },
    /// Reading or writing a file failed.
    #[error("{path}: {source}")]
    Io { path: PathBuf, doing: Doing, source: std::io::Error },
    /// The output exists and may not be overwritten.
    #[error("{0} exists")]
    Exists(PathBuf),
    /// Input and output are the same file.
    #[error("{0} is both input and output")]
    SameFile(PathBuf),
    /// The input is a directory.
    #[error("{0} is a directory")]
    Directory(PathBuf),
}

/// What was being done to a file when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    Reading,
    Writing,
}

/// A character the output encoding lacks, and the line it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unencodable {
    pub character: char,
    /// Line of the output, from 1.
    pub line: u32,
    /// Some text around it.
    pub passage: String,
}

impl Error {
    /// Stable code for scripts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::UnknownFormat { .. } => "unknown-format",
            Self::Unsupported { .. } => "unsupported-format",
            Self::UnknownOutput { .. } => "unknown-output-format",
            Self::Encrypted { .. } => "encrypted",
            Self::Damaged { .. } => "damaged",
            Self::TooLarge { .. } => "too-large",
            Self::Refused { .. } => "refused",
            Self::NotAReport { .. } => "not-a-report",
            Self::WrongShape { .. } => "wrong-shape",
            Self::Unencodable { .. } => "unencodable",
            Self::Unwritable { .. } => "unwritable",
            Self::ReadsOtherwise { .. } => "reads-otherwise",
            Self::UnusableReference { .. } => "unusable-reference",
            Self::Io { doing: Doing::Reading, .. } => "unreadable-file",
            Self::Io { doing: Doing::Writing, .. } => "unwritable-file",
            Self::Exists(_) => "exists",
            Self::SameFile(_) => "same-file",
            Self::Directory(_) => "directory",
        }
    }

    /// What happened, in one sentence without the file's name.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.both().get(language).to_owned()
    }

    /// What to do about it, in one sentence.
    #[must_use]
    pub fn hint(&self, language: Language) -> Option<String> {
        let advice = self.advice();
        Some(advice.get(language)).filter(|hint| !hint.is_empty()).map(str::to_owned)
    }

    /// What the message counts, one a line: the characters that an encoding lacks, with their places.
    #[must_use]
    pub fn details(&self, language: Language) -> Vec<String> {
        let Self::Unencodable { characters, .. } = self else { return Vec::new() };
        let found = by_character(characters);
        found.iter().map(|(character, found)| character_line(*character, found, language)).collect()
    }

    fn both(&self) -> Message {
        match self {
            Self::Empty => Message::new("文件是空的", "the file is empty"),
            Self::UnknownFormat { found: None } => {
                Message::new("认不出文件格式", "the file's format is not known")
            }
            Self::UnknownFormat { found: Some(found) } => Message::new(
                format!("内容像是{}{}，不能读取", space_before(&found.zh), found.zh),
                format!("this looks like {}, which can't be read", found.en),
            ),
            Self::Unsupported { name, doing: Doing::Reading, .. } => Message::new(
                format!("内容是 {}，不能读取", name.zh),
                format!("this is {}, which can't be read", name.en),
            ),
            Self::Unsupported { name, doing: Doing::Writing, .. } => {
                Message::new(format!("不能写出 {}", name.zh), format!("{} can't be written", name.en))
            }
            Self::UnknownOutput { .. } => Message::new(
                "从输出文件的名字看不出要写成什么格式",
                "the output's name does not tell what format to write",
            ),
            Self::Encrypted { format } => Message::new(
                format!("这个 {format} 文件有密码保护，无法读取"),
                format!("this {format} file is protected by a password"),
            ),
            Self::Damaged { format, part, detail } => damaged(format, part, detail),
            Self::TooLarge { what, found, allowed } => too_large(*what, *found, *allowed),
            Self::Refused { what } => {
                Message::new(format!("拒绝读取：{}", what.zh), format!("refused: {}", what.en))
            }
            Self::NotAReport { missing } => not_a_report(missing),
            Self::WrongShape { pointer, expected } => Message::new(
                format!("JSON 里 {pointer} 处的内容不对：{}", expected.zh),
                format!("in the JSON at {pointer}: {}", expected.en),
            ),
            Self::Unencodable { encoding, characters } => {
                let count = by_character(characters).len();
                Message::new(
                    format!("{encoding} 编码里没有这 {count} 个字，没有写出文件"),
                    format!("{encoding} lacks {count} of the characters; nothing was written"),
                )
            }
            Self::Unwritable { format, what } => Message::new(
                format!("{format} 写不下：{}", what.zh),
                format!("{format} cannot hold this: {}", what.en),
            ),
            Self::ReadsOtherwise { format, what } => Message::new(
                format!("写成 {format} 会与这份报告不一致，没有写出文件：{}", what.zh),
                format!("as {format} it would differ from the report, nothing was written: {}", what.en),
            ),
            Self::UnusableReference { what } => Message::new(
                format!("这个文件不能用作模板：{}", what.zh),
                format!("the page and styles of this file can't be used: {}", what.en),
            ),
            Self::Io { doing, source, .. } => file_failed(*doing, source),
            Self::Exists(_) => {
                Message::new("输出文件已经存在，没有覆盖", "the output exists and was left alone")
            }
            Self::SameFile(_) => Message::new("输入和输出是同一个文件", "input and output are the same file"),
            Self::Directory(_) => Message::new("这是文件夹，不是文件", "this is a directory, not a file"),
        }
    }

    /// Empty where there is nothing to advise.
    fn advice(&self) -> Message {
        match self {
            Self::Empty => Message::new(
                "请确认选对了文件，或向对方重新索取",
                "check that it is the right file, or ask for it again",
            ),
            Self::UnknownFormat { found: Some(_) } => Message::new(
                "请找报告的 Word、Excel、网页或文本文件；能读的格式见 repconv formats",
                "use the report as Word, Excel, web page or text; see 'repconv formats'",
            ),
            Self::UnknownFormat { found: None } => Message::new(
                "能读的格式见 repconv formats；也可以用 -f 指明格式",
                "see 'repconv formats' for what can be read, or name the format with -f",
            ),
            Self::Unsupported { hint, .. } => hint.clone(),
            Self::UnknownOutput { .. } => Message::new(
                "请用 .docx、.xlsx、.html、.txt、.json 作扩展名，或用 -t 指明格式",
                "use one of .docx .xlsx .html .txt .json as extension, or name the format with -t",
            ),
            Self::Encrypted { .. } => Message::new(
                "请在 WPS 或 Word/Excel 中打开，去掉密码后另存再转换",
                "open it in WPS or Office, remove the password, save and convert again",
            ),
            Self::Damaged { .. } => Message::new(
                "请在原来的软件里重新保存或导出，或请对方重新发送",
                "save or export it again in the program it came from, or ask for it again",
            ),
            Self::TooLarge { what, found, allowed } => raise(*what, *found, *allowed),
            Self::Refused { .. } => Message::new(
                "正常的年度报告不会这样；请确认文件来源，用 WPS 打开后另存一份再试",
                "no usual report is like this: check where the file came from, or save a fresh copy of it",
            ),
            Self::NotAReport { .. } => Message::new(
                "请确认选对了文件；如果这是列表页或报道，请打开里面的报告再保存",
                "check that it is the right file; of a list or an article, open and save the report itself",
            ),
            Self::WrongShape { .. } => {
                Message::new("请对照 docs/report.schema.json 修改", "compare it with docs/report.schema.json")
            }
            Self::Unencodable { .. } => Message::new(
                "请改用 --encoding gb18030 或 utf-8；若可以用“?”代替这些字，加 --lossy",
                "use --encoding gb18030 or utf-8, or --lossy to write '?' for these characters",
            ),
            Self::Unwritable { .. } => Message::new("请改用其他格式输出", "write another format"),
            Self::ReadsOtherwise { .. } => Message::new(
                "请改用其他格式（json 总能原样保存）；照样要写，加 --lossy",
                "write another format (json keeps everything), or add --lossy to write it all the same",
            ),
            Self::UnusableReference { .. } => Message::new(
                "版式模板须是普通的 .docx，网页模板须含 $body$",
                "a reference is an ordinary .docx; a template holds $body$",
            ),
            Self::Io { doing, .. } => file_advice(*doing),
            Self::Exists(_) => Message::new(
                "要覆盖请加 --overwrite，或换一个文件名",
                "add --overwrite, or choose another name",
            ),
            Self::SameFile(_) => Message::new("请换一个输出文件名", "choose another name for the output"),
            Self::Directory(_) => Message::new("请指明文件夹里的一个文件", "name a file in it"),
        }
    }
}

/// Latin letters are set off from hanzi.
fn space_before(text: &str) -> &'static str {
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) { " " } else { "" }
}

fn too_large(what: Limit, found: u64, allowed: u64) -> Message {
    let row = what.row();
    let told = |figure, language| row.shown(figure, allowed, language);
    let (zh, en) = (Language::Zh, Language::En);
    Message::new(
        format!("拒绝读取：{}为 {}，超过上限 {}", row.what.zh, told(found, zh), told(allowed, zh)),
        format!("refused: {} {}, the limit is {}", row.what.en, told(found, en), told(allowed, en)),
    )
}

/// Where the file came from first, and only then how to read it all the same.
fn raise(what: Limit, found: u64, allowed: u64) -> Message {
    let row = what.row();
    let option = format!("--limit {}={}", row.name, row.raised(found, allowed));
    Message::new(
        format!("正常的年度报告不会这样，请确认文件来源，或用 WPS 另存一份再试；确需读取，加 {option} 放宽"),
        format!(
            "no usual report is like this: check where the file came from, or save a fresh copy; \
             to read it all the same, add {option}"
        ),
    )
}

fn not_a_report(missing: &[Message]) -> Message {
    let mut message = Message::new(
        "这不是政府信息公开工作年度报告",
        "this is not a report on government information disclosure",
    );
    if !missing.is_empty() {
        let zh: Vec<&str> = missing.iter().map(|missing| missing.zh.as_str()).collect();
        let en: Vec<&str> = missing.iter().map(|missing| missing.en.as_str()).collect();
        message.zh += &["：没有找到", &zh.join("、")].concat();
        message.en += &[": no ", &en.join(", no ")].concat();
    }
    message
}

/// The usual reasons in plain words, the others as the system puts them.
fn damaged(format: &str, part: &str, detail: &str) -> Message {
    let (part_zh, part_en) = part.split_once(" / ").unwrap_or((part, part));
    let (detail_zh, detail_en) = detail.split_once(" / ").unwrap_or(("", detail));
    let colon = if detail_zh.is_empty() { "" } else { "：" };
    Message::new(
        format!("{format} 文件不完整或已损坏（{part_zh}{colon}{detail_zh}）"),
        format!("the {format} file is cut off or damaged ({part_en}: {detail_en})"),
    )
}

fn file_failed(doing: Doing, source: &io::Error) -> Message {
    use io::ErrorKind::{
        IsADirectory, NotADirectory, NotFound, PermissionDenied, ReadOnlyFilesystem, StorageFull,
    };
    let reading = doing == Doing::Reading;
    let (zh, en) = match source.kind() {
        NotFound if reading => ("找不到这个文件", "there is no such file"),
        NotFound | NotADirectory if !reading => ("输出文件夹不存在", "its folder does not exist"),
        PermissionDenied if reading => ("没有权限读取这个文件", "no permission to read this file"),
        PermissionDenied => ("没有权限写到这里", "no permission to write here"),
        ReadOnlyFilesystem => ("磁盘是只读的", "the disk is read-only"),
        StorageFull => ("磁盘已满", "the disk is full"),
        IsADirectory => ("这是文件夹，不是文件", "this is a directory, not a file"),
        _ if reading => {
            return Message::new(
                format!("读不了文件（{source}）"),
                format!("cannot read the file ({source})"),
            );
        }
        _ => {
            return Message::new(
                format!("写不了文件（{source}）"),
                format!("cannot write the file ({source})"),
            );
        }
    };
    Message::new(zh, en)
}

/// The characters, each once, with everywhere it stands.
fn by_character(characters: &[Unencodable]) -> BTreeMap<char, Vec<&Unencodable>> {
    let mut found: BTreeMap<char, Vec<&Unencodable>> = BTreeMap::new();
    for unencodable in characters {
        found.entry(unencodable.character).or_default().push(unencodable);
    }
    found
}

/// One character: `“𠀀”（U+20000）：第3行“…”，第8行“…”`.
fn character_line(character: char, found: &[&Unencodable], language: Language) -> String {
    /// So many places of one character are named.
    const NAMED: usize = 20;
    let code = u32::from(character);
    let zh = language == Language::Zh;
    let place = |found: &&Unencodable| match language {
        Language::Zh => format!("第{}行“{}”", found.line, found.passage),
        Language::En => format!("line {} '{}'", found.line, found.passage),
    };
    let places: Vec<String> = found.iter().take(NAMED).map(place).collect();
    let more = match (found.len().saturating_sub(NAMED), language) {
        (0, _) => String::new(),
        (_, Language::Zh) => format!("等 {} 处", found.len()),
        (more, Language::En) => format!(" and {more} more"),
    };
    if zh {
        format!("“{character}”（U+{code:04X}）：{}{more}", places.join("，"))
    } else {
        format!("'{character}' (U+{code:04X}): {}{more}", places.join(", "))
    }
}

#[cfg(test)]
mod tests;

fn file_advice(doing: Doing) -> Message {
    match doing {
        Doing::Reading => {
            Message::new("请检查文件名、路径和权限", "check the file's name, its path and its permissions")
        }
        Doing::Writing => Message::new(
            "请检查输出文件夹是否存在、是否有权限、磁盘是否已满",
            "check that the folder exists, may be written, and is not full",
        ),
    }
}
