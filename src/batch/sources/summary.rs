//! Messages about files that were not read.

use super::{Gathered, PassedOver};
use crate::model::language::Language;

/// Number of files named in a list, unless all are requested.
const NAMED: usize = 3;

impl Gathered {
    /// Messages about the files that are not read: those that are no reports by their names, and those in the
    /// folder of the output. `names_all` lists every file.
    #[must_use]
    pub fn left_out_messages(&self, language: Language, names_all: bool) -> Vec<String> {
        let named = |files| named(files, language, names_all);
        let left_out = (!self.left_out.is_empty())
            .then(|| left_out(self.left_out.len(), &named(&self.left_out), language));
        let passed_over =
            self.passed_over.as_ref().map(|passed| passed.message(&named(&passed.files), language));
        left_out.into_iter().chain(passed_over).collect()
    }
}

fn left_out(count: usize, named: &str, language: Language) -> String {
    match language {
        Language::Zh => format!("没有读 {count} 个文件或链接（看名字不是报告，或者读过了）：{named}"),
        Language::En => {
            format!(
                "not read, because they are not reports by their names or were already read: {count} ({named})"
            )
        }
    }
}

impl PassedOver {
    fn message(&self, named: &str, language: Language) -> String {
        let (folder, count) = (&self.folder, self.files.len());
        match language {
            Language::Zh => format!(
                "{folder} 是输出文件夹，里面的 {count} 个文件没有读：{named}；其中如有要处理的报告（不是以前写出的），请移出来，或换一个输出文件夹"
            ),
            Language::En => format!(
                "{folder} is the output folder, whose files are not read: {count} ({named}); if there are reports to be read among them (not outputs of an earlier run), move them or choose another output folder"
            ),
        }
    }
}

/// The first names, or all of them.
fn named(files: &[String], language: Language, names_all: bool) -> String {
    let most = if names_all { usize::MAX } else { NAMED };
    let names: Vec<&str> = files.iter().take(most).map(String::as_str).collect();
    let is_more = files.len() > names.len();
    match language {
        Language::Zh => names.join("、") + if is_more { "等" } else { "" },
        Language::En => names.join(", ") + if is_more { ", …" } else { "" },
    }
}
