//! Says which files were not read, so that none is passed over in silence.

use std::io::Write;

use super::{Gathered, PassedOver};
use crate::cli::Manner;
use crate::model::language::Language;

/// So many of a list are named, unless all are asked for.
const NAMED: usize = 3;

impl Gathered {
    /// Says what was not taken for a report, and what stands where outputs go.
    pub fn say_left_out(&self, manner: Manner) {
        if manner.quiet {
            return;
        }
        let left_out = (!self.left_out.is_empty()).then(|| left_out(&self.left_out, manner));
        let passed_over = self.passed_over.as_ref().map(|passed| passed.told(manner));
        for line in left_out.into_iter().chain(passed_over) {
            let _ = writeln!(anstream::stderr(), "{line}");
        }
    }
}

fn left_out(files: &[String], manner: Manner) -> String {
    let (count, named) = (files.len(), named(files, manner));
    match manner.language {
        Language::Zh => format!("没有读 {count} 个文件或链接（看名字不是报告，或者读过了）：{named}"),
        Language::En => {
            format!("not read, being no reports by their names or read already: {count} ({named})")
        }
    }
}

impl PassedOver {
    fn told(&self, manner: Manner) -> String {
        let Self { folder, files } = self;
        let (count, named) = (files.len(), named(files, manner));
        match manner.language {
            Language::Zh => format!(
                "{folder} 是输出文件夹，里面的 {count} 个文件没有读：{named}；其中如有要处理的报告（不是以前写出的），请移出来，或换一个输出文件夹"
            ),
            Language::En => format!(
                "{folder} is the output folder, of which nothing is read: {count} ({named}); if there are reports to be read among them (not outputs of an earlier run), move them or choose another output folder"
            ),
        }
    }
}

/// The first names, or all of them where all is to be told.
fn named(files: &[String], manner: Manner) -> String {
    let most = if manner.verbose { usize::MAX } else { NAMED };
    let names: Vec<&str> = files.iter().take(most).map(String::as_str).collect();
    let is_more = files.len() > names.len();
    match manner.language {
        Language::Zh => names.join("、") + if is_more { "等" } else { "" },
        Language::En => names.join(", ") + if is_more { ", …" } else { "" },
    }
}
