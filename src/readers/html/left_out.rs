//! What a page holds that is not part of the document, and the findings about it.

use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::{SKIPPED_CONTENT, UNREAD_FIGURES, UNSEEN_TEXT};
use crate::readers::appearance::Asides;

/// What was left out of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct LeftOut {
    /// Pictures that are not in the place of a figure.
    pub pictures: usize,
    /// Other embedded files and pages.
    pub objects: usize,
    pub controls: Controls,
    /// Text that is not seen, and what is in the place of figures, each with its place.
    pub asides: Asides,
}

/// Form controls in cells of tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Controls {
    /// Those whose value is text of the cell.
    pub read: usize,
    /// Those without a value.
    pub empty: usize,
}

impl LeftOut {
    pub fn into_findings(self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = skipped(self.pictures, self.objects).into_iter().collect();
        findings.extend(self.controls.findings());
        findings.extend(self.asides.into_findings());
        findings
    }
}

impl Controls {
    pub fn add(&mut self, other: Self) {
        self.read += other.read;
        self.empty += other.empty;
    }

    fn findings(self) -> impl Iterator<Item = Finding> {
        let Self { read, empty } = self;
        let read_message = Message::new(
            format!("网页的表格里有 {read} 格是表单控件（输入框、下拉框等），按显示的值读入，请核对"),
            format!(
                "{read} cell(s) of the page are form controls; the values they show were read: verify them"
            ),
        );
        let empty_message = Message::new(
            format!("网页的表格里有 {empty} 格的表单控件没有值，填的数可能没有随网页存下，请核对后填成文字"),
            format!(
                "the form controls in {empty} cell(s) have no value, which may not have been saved with the page: \
                 enter the figures as text"
            ),
        );
        let messages = [(read, read_message), (empty, empty_message)];
        let found = messages.into_iter().filter(|(count, _)| *count > 0);
        found.map(|(_, message)| Finding::new(&UNREAD_FIGURES, message, Place::Unknown))
    }
}

/// A page with more style rules than were considered.
pub(super) fn styles_cut() -> Finding {
    let message = Message::new(
        "网页的样式规则太多，没有全部考虑，隐藏的或划掉的文字可能没有认出来，请核对",
        "the page has too many style rules to consider all: hidden or struck text may have been read; verify it",
    );
    Finding::new(&UNSEEN_TEXT, message, Place::Unknown)
}

fn skipped(pictures: usize, objects: usize) -> Option<Finding> {
    let message = match (pictures, objects) {
        (0, 0) => return None,
        (_, 0) => Message::new(
            format!("网页中有 {pictures} 张图片，图片里的内容没有读取"),
            format!("the page has {pictures} picture(s), whose content was not read"),
        ),
        (0, _) => Message::new(
            format!("网页中嵌有 {objects} 个其他文件或网页，没有读取"),
            format!("the page embeds {objects} other file(s) or page(s), which were not read"),
        ),
        (_, _) => Message::new(
            format!("网页中有 {pictures} 张图片，还嵌有 {objects} 个其他文件或网页，都没有读取"),
            format!(
                "the page has {pictures} picture(s) and embeds {objects} other file(s) or page(s), \
                 none of which were read"
            ),
        ),
    };
    Some(Finding::new(&SKIPPED_CONTENT, message, Place::Unknown))
}
