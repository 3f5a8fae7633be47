//! Which lines can be the title of the report.

use std::ops::RangeInclusive;

use crate::model::text;

use crate::prose::numbering::numbering;
use crate::prose::title::{Title, after_lead, is_sentence, without_marks};

/// Characters of the shortest and the longest title.
const TITLE_LENGTH: RangeInclusive<usize> = 8..=80;
/// Bytes of the longest line that may be a title, with what is around it.
const LONGEST_LINE: usize = 400;

/// How names of files end: a link to the report is not its title.
const FILE_ENDINGS: [&str; 9] = [".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".ofd", ".zip", ".rar"];

/// Whether a line can be the report's title.
pub fn is_title(line: &str) -> bool {
    if line.len() > LONGEST_LINE || !line.contains('公') {
        return false; // most lines
    }
    let folded = text::fold(without_marks(line));
    let folded = folded.strip_suffix('!').unwrap_or(&folded);
    let count = folded.chars().count();
    TITLE_LENGTH.contains(&count)
        && ["信息公开", "政务公开"].iter().any(|words| folded.contains(words))
        && ["报告", "年报"].iter().any(|words| folded.contains(words))
        && !folded.contains(['。', ';', '>', '?', '!'])
        && !folded.contains("条例")
        && !["本报告", "根据", "按照", "依据"].iter().any(|w| folded.starts_with(w))
        && !["附件", "上一篇", "下一篇", "标题", "名称", "当前位置", "您的位置", "来源"]
            .iter()
            .any(|w| folded.starts_with(w))
        && numbering(folded).0.is_none()
}

/// Whether a line can be the title if no other line is: with 附件2：, a number or a label before it, or a full
/// stop. Such a title names body and year.
pub fn may_be_title(line: &str) -> bool {
    if line.len() > LONGEST_LINE {
        return false;
    }
    let after_lead = after_lead(line);
    let rest = after_lead.as_deref().unwrap_or(line);
    let rest = text::trim(rest).trim_end_matches('。');
    let is_file = || {
        let name = text::fold(rest).to_lowercase();
        FILE_ENDINGS.iter().any(|ending| name.ends_with(ending))
    };
    let names_all = || {
        let title = Title::of(rest);
        !title.years.is_empty() && title.organization.is_some_and(|name| !is_sentence(&name))
    };
    is_title(line) || (is_title(rest) && !is_file() && names_all())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_distinguished_from_navigation() {
        for title in [
            "阿克陶县阿克陶镇人民政府2021年政府信息公开工作年度报告",
            "# 某县司法局2023年政府信息公开工作年度报告",
            "某县司法局2023年政府信息公开工作年度报告！",
            "某縣司法局2023年政府信息公開工作年度報告",
        ] {
            assert!(is_title(title), "{title}");
        }
        for line in [
            "首页 > 政务公开 > 公开年报 > 2021年政府信息公开年报",
            "根据《中华人民共和国政府信息公开条例》编制本报告。",
            "附件2：某县司法局2023年政府信息公开工作年度报告",
        ] {
            assert!(!is_title(line), "{line}");
        }
    }

    #[test]
    fn a_line_with_more_than_the_title_may_be_one() {
        for title in [
            "附件2：某县司法局2023年政府信息公开工作年度报告",
            "标题：某县司法局2023年政府信息公开工作年度报告",
            "1.某县司法局2023年政府信息公开工作年度报告",
            "某县司法局2023年政府信息公开工作年度报告。",
        ] {
            assert!(may_be_title(title) && !is_title(title), "{title}");
        }
        for line in [
            "附件：某县司法局2023年政府信息公开工作年度报告.docx",
            "附件：政府信息公开工作年度报告",
            "现公布2023年政府信息公开工作年度报告。",
            "一、2023年政府信息公开工作年度报告编制情况",
            "上一篇：某县司法局2022年政府信息公开工作年度报告",
        ] {
            assert!(!may_be_title(line), "{line}");
        }
    }
}
