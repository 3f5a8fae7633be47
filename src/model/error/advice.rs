//! What to do about an error, in both languages.

use std::io;

use super::{Doing, Error, Limit};
use crate::model::language::{Message, Text};

impl Error {
    /// What the body that sent a file which cannot be read has to do, as a half sentence. It does not have the program,
    /// so that options are no help.
    #[must_use]
    pub fn advice_to_sender(&self) -> Message {
        match self {
            Self::Encrypted { .. } => Message::new(
                "请在 WPS 或 Word/Excel 中打开，去掉密码后另存",
                "open it in WPS or Office, remove the password, save it",
            ),
            Self::Empty | Self::NotAReport { .. } => {
                Message::new("请确认没有发错文件", "check that it is the right file")
            }
            Self::UnknownFormat { .. } => Message::new(
                "请找报告的 Word、Excel、网页或文本文件",
                "use the report as Word, Excel, web page or text",
            ),
            Self::Unsupported { hint, .. } if !hint.zh.is_empty() => hint.clone(),
            _ => Message::new(
                "请在原来的软件里打开，看内容是否完整，另存一份",
                "open it in the program it came from, see whether it is complete, and save it again",
            ),
        }
    }

    /// Empty where there is nothing to advise.
    pub(super) fn advice(&self) -> Message {
        match self {
            Self::Empty => Message::new(
                "请确认选对了文件，或向对方重新索取",
                "check that it is the right file, or ask for it again",
            ),
            Self::UnknownFormat { found } => use_known_format(found.is_some()),
            Self::NoSuchFormat { known, .. } => known_formats(known),
            Self::NoSuchReport { found, .. } => {
                Message::new(format!("--report 可以是 1 到 {found}"), format!("--report may be 1 to {found}"))
            }
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
                "请确认选对了文件；如果这是列表页或报道，请打开里面的报告再保存；要按普通文档转换，加 --form none",
                "check that it is the right file; of a list or an article, open and save the report itself; \
                 --form none converts it as a document without a form",
            ),
            Self::WrongShape { .. } => {
                Message::new("请对照 docs/report.schema.json 修改", "compare it with docs/report.schema.json")
            }
            Self::WrongForm { .. } => {
                Message::new("请逐处改正；写法见 docs/forms.md", "correct them; docs/forms.md explains forms")
            }
            Self::Unencodable { .. } => {
                Message::new("请改用 --encoding gb18030 或 utf-8", "use --encoding gb18030 or utf-8")
            }
            Self::Unwritable { .. } => Message::new("请改用其他格式输出", "write another format"),
            Self::ReadsOtherwise { .. } => Message::new(
                "请改用其他格式（json 总能原样保存）",
                "write another format (json keeps everything)",
            ),
            Self::UnusableReference { .. } => Message::new(
                "请换一个：版式模板须是普通的 .docx，网页模板须有 $body$",
                "use another: a reference is an ordinary .docx, a template has $body$",
            ),
            Self::Io { doing, source, .. } => file_advice(*doing, source),
            Self::Exists(_) => Message::new(
                "要覆盖请加 --overwrite，或换一个文件名",
                "add --overwrite, or choose another name",
            ),
            Self::SameFile(_) => Message::new("请换一个输出文件名", "choose another name for the output"),
            Self::Directory(_) => Message::new("请指明文件夹里的一个文件", "name a file in it"),
        }
    }
}

/// What `--lossy` would do about it, to follow the advice; `None` where it does nothing.
pub(super) const fn lossy(error: &Error) -> Option<Text> {
    match error {
        Error::Unencodable { .. } => Some(Text::new(
            "；若可以用“?”代替这些字，加 --lossy",
            ", or --lossy to write '?' for these characters",
        )),
        Error::ReadsOtherwise { .. } => {
            Some(Text::new("；照样要写，加 --lossy", ", or add --lossy to write it all the same"))
        }
        _ => None,
    }
}

fn known_formats(known: &[String]) -> Message {
    Message::new(format!("可用的格式：{}", known.join("、")), format!("the formats are {}", known.join(", ")))
}

/// `is_recognised`: what the content is instead is known.
fn use_known_format(is_recognised: bool) -> Message {
    if is_recognised {
        Message::new(
            "请找报告的 Word、Excel、网页或文本文件；能读的格式见 repconv formats",
            "use the report as Word, Excel, web page or text; see 'repconv formats'",
        )
    } else {
        Message::new(
            "能读的格式见 repconv formats；也可以用 -f 指明格式",
            "see 'repconv formats' for what can be read, or name the format with -f",
        )
    }
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

fn file_advice(doing: Doing, source: &io::Error) -> Message {
    match doing {
        _ if source.kind() == io::ErrorKind::OutOfMemory => {
            Message::new("请关掉一些别的程序再试", "close some other programs and try again")
        }
        Doing::Reading => {
            Message::new("请检查文件名、路径和权限", "check the file's name, its path and its permissions")
        }
        Doing::Writing => Message::new(
            "请检查输出文件夹是否存在、是否有权限、磁盘是否已满",
            "check that the folder exists, may be written, and is not full",
        ),
    }
}
