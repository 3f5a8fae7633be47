//! The limits that an error names, in words, and their figures with units.

use crate::language::Text;

/// Which limit was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Input,
    Part,
    Entries,
    Depth,
    Cells,
    Span,
    Blocks,
    /// Elements and pieces of text of a page, or attributes of a tag.
    Nodes,
    /// Folders within folders.
    Folders,
    /// All that an archive expands to.
    Archive,
    /// Archives within archives.
    Archives,
    /// How much more a file of an archive is than its packed bytes.
    Ratio,
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.text().en)
    }
}

impl Limit {
    pub(super) const fn text(self) -> Text {
        match self {
            Self::Input => Text::new("文件大小", "size of the file"),
            Self::Part => Text::new("文件内一个部件解压后的大小", "unpacked size of a part"),
            Self::Entries => Text::new("压缩包内文件数", "entries of the package"),
            Self::Depth => Text::new("嵌套层数", "depth of nesting"),
            Self::Cells => Text::new("单元格数", "cells"),
            Self::Span => Text::new("一行的列数或合并单元格的跨度", "columns of a row or span of a cell"),
            Self::Blocks => Text::new("段落和表格数", "paragraphs and tables"),
            Self::Nodes => Text::new("网页标签和属性数", "tags and attributes of the page"),
            Self::Folders => Text::new("文件夹层数", "folders within folders"),
            Self::Archive => Text::new("压缩包解压后的总大小", "unpacked size of the archive"),
            Self::Archives => Text::new("压缩包套压缩包的层数", "archives within archives"),
            Self::Ratio => Text::new("解压后的倍数", "unpacked to packed size"),
        }
    }

    /// A figure with its unit; sizes in MB, begun ones counted whole.
    pub(super) fn shown(self, figure: u64) -> String {
        match self {
            Self::Input | Self::Part | Self::Archive => format!("{} MB", figure.div_ceil(1 << 20)),
            _ => figure.to_string(),
        }
    }
}
