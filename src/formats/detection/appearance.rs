//! What content of no known format looks like, for the message that refuses it.

use super::is_foreign_text;
use crate::formats::content::compound::CompoundKind;
use crate::formats::content::package::PackageKind;
use crate::formats::content::{Content, signature};
use crate::model::language::{Message, Text};

/// What the content looks like; `None` for what is just text.
pub fn appearance(content: &Content<'_>) -> Option<Message> {
    let text = match (content.package(), content.compound()) {
        (Some(PackageKind::PowerPoint), _) | (_, Some(CompoundKind::PowerPoint)) => {
            Text::new("PowerPoint 演示文稿", "a PowerPoint presentation")
        }
        _ if content.is_utf32() => {
            Text::new("UTF-32 文本（请另存为 UTF-8）", "text in UTF-32 (save it as UTF-8)")
        }
        _ if content.is_text() => return foreign_text(content.head()),
        _ => signature::meaning(content.bytes()).unwrap_or(Text::new("二进制数据", "binary data")),
    };
    Some(Message::new(text.zh, text.en))
}

fn foreign_text(head: &str) -> Option<Message> {
    if !is_foreign_text(head) {
        return None;
    }
    Some(if head.contains("excel.sheet") || head.contains("office:spreadsheet") {
        Message::new("Excel 2003 XML 表格（请另存为 .xlsx）", "an Excel 2003 XML sheet (save it as .xlsx)")
    } else {
        Message::new("XML 数据", "XML data")
    })
}
