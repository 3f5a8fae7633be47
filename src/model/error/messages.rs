//! What happened, in both languages.

use std::io;

use super::characters::by_character;
use super::{Doing, Error, Limit};
use crate::model::language::{Language, Message};

impl Error {
    /// What happened, in one sentence without the file's name.
    pub(super) fn describe(&self) -> Message {
        match self {
            Self::Empty => Message::new("文件是空的", "the file is empty"),
            Self::UnknownFormat { found } => unknown_format(found.as_ref()),
            Self::NoSuchFormat { name, .. } => {
                Message::new(format!("没有“{name}”这种格式"), format!("there is no format '{name}'"))
            }
            Self::NoSuchReport { asked, found } => no_such_report(*asked, *found),
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
            Self::NotAReport { form, missing } => not_a_report(*form, missing),
            Self::WrongShape { pointer, expected } => Message::new(
                format!("JSON 里 {pointer} 处的内容不对：{}", expected.zh),
                format!("in the JSON at {pointer}: {}", expected.en),
            ),
            Self::WrongForm { .. } => {
                Message::new("这个表样写得不对，没有用它", "the form is not correct and is not used")
            }
            Self::Unencodable { encoding, characters } => {
                unencodable(encoding, by_character(characters).len())
            }
            Self::Unwritable { format, what } => Message::new(
                format!("{format} 写不下：{}", what.zh),
                format!("{format} cannot hold this: {}", what.en),
            ),
            Self::ReadsOtherwise { format, what } => Message::new(
                format!("写成 {format} 再读会与这份报告不一致，没有写出文件：{}", what.zh),
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
}

fn no_such_report(asked: usize, found: usize) -> Message {
    Message::new(
        format!("文件里有 {found} 份报告，没有第 {asked} 份"),
        format!("the file has {found} report(s), and no report {asked}"),
    )
}

fn unencodable(encoding: &str, count: usize) -> Message {
    Message::new(
        format!("{encoding} 编码里没有这 {count} 个字，没有写出文件"),
        format!("{encoding} lacks {count} of the characters; nothing was written"),
    )
}

fn unknown_format(found: Option<&Message>) -> Message {
    match found {
        None => Message::new("认不出文件格式", "the file's format is not known"),
        Some(found) => Message::new(
            format!("内容像是{}{}，不能读取", space_before(&found.zh), found.zh),
            format!("this looks like {}, which can't be read", found.en),
        ),
    }
}

/// The space between hanzi and Latin letters.
fn space_before(text: &str) -> &'static str {
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) { " " } else { "" }
}

fn too_large(what: Limit, found: u64, allowed: u64) -> Message {
    let row = what.row();
    let shown = |figure, language| row.shown(figure, allowed, language);
    let (zh, en) = (Language::Zh, Language::En);
    Message::new(
        format!("拒绝读取：{}为 {}，超过上限 {}", row.what.zh, shown(found, zh), shown(allowed, zh)),
        format!("refused: {} {}, the limit is {}", row.what.en, shown(found, en), shown(allowed, en)),
    )
}

fn not_a_report(form: Option<&str>, missing: &[Message]) -> Message {
    let mut message = match form {
        Some(form) => Message::new(format!("这不是“{form}”"), format!("this is not of the form '{form}'")),
        None => Message::new(
            "这不是政府信息公开工作年度报告",
            "this is not a report on government information disclosure",
        ),
    };
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
        IsADirectory, NotADirectory, NotFound, OutOfMemory, PermissionDenied, ReadOnlyFilesystem, StorageFull,
    };
    let reading = doing == Doing::Reading;
    let (zh, en) = match source.kind() {
        NotFound if reading => ("找不到这个文件", "there is no such file"),
        NotFound | NotADirectory if !reading => ("输出文件夹不存在", "its folder does not exist"),
        PermissionDenied if reading => ("没有权限读取这个文件", "no permission to read this file"),
        PermissionDenied => ("没有权限写到这里", "no permission to write here"),
        ReadOnlyFilesystem => ("磁盘是只读的", "the disk is read-only"),
        StorageFull => ("磁盘已满", "the disk is full"),
        OutOfMemory => ("电脑的内存不够", "there is not enough memory"),
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
