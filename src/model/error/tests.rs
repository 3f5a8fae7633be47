use std::io;

use super::*;
use crate::model::language::Message;

#[test]
fn characters_are_listed_once_with_all_their_places() {
    let at = |character, line, passage: &str| Unencodable { character, line, passage: passage.to_owned() };
    let error = Error::Unencodable {
        encoding: "GBK",
        characters: vec![at('𠮷', 3, "住𠮷里"), at('🙂', 4, "好🙂"), at('𠮷', 9, "𠮷")],
    };
    assert_eq!(error.message(Language::Zh), "GBK 编码里没有这 2 个字，没有写出文件");
    assert_eq!(
        error.details(Language::Zh),
        ["“🙂”（U+1F642）：第4行“好🙂”", "“𠮷”（U+20BB7）：第3行“住𠮷里”，第9行“𠮷”"]
    );
    assert_eq!(error.details(Language::En)[0], "'🙂' (U+1F642): line 4 '好🙂'");
}

#[test]
fn lossy_is_advised_only_where_a_command_takes_it() {
    let error = Error::ReadsOtherwise { format: "xlsx".into(), what: Message::new("", "") };
    assert_eq!(error.hint(Language::Zh).as_deref(), Some("请改用其他格式（json 总能原样保存）"));
    assert_eq!(
        error.hint_with_lossy(Language::Zh).as_deref(),
        Some("请改用其他格式（json 总能原样保存）；照样要写，加 --lossy")
    );
    let other = Error::SameFile("a.docx".into());
    assert_eq!(other.hint_with_lossy(Language::En), other.hint(Language::En));
}

#[test]
fn a_document_without_a_report_names_what_is_missing() {
    let missing = vec![Message::new("标题", "title"), Message::new("表格", "table")];
    let message = |missing| Error::NotAReport { form: None, missing }.message(Language::Zh);
    assert_eq!(message(missing), "这不是政府信息公开工作年度报告：没有找到标题、表格");
    assert_eq!(message(Vec::new()), "这不是政府信息公开工作年度报告");
}

#[test]
fn memory_that_ran_out_is_no_fault_of_the_file() {
    for doing in [Doing::Reading, Doing::Writing] {
        let error = Error::Io { path: "a.docx".into(), doing, source: io::ErrorKind::OutOfMemory.into() };
        assert_eq!(error.message(Language::Zh), "电脑的内存不够");
        assert_eq!(error.hint(Language::Zh).as_deref(), Some("请关掉一些别的程序再试"));
    }
}
