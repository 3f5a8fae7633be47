//! `repconv page`: writes the page `repconv.html`, which holds the whole program for browsers.

use std::io::Write;
use std::path::Path;

use super::arguments::PageArguments;
use super::output::{Destination, Inputs};
use super::usage::UsageError;
use super::{Fault, Outcome, OutputOptions, print};
use repconv::model::language::{Language, Message};

/// The page of this version, where the program was built with it: `REPCONV_PAGE` is the path of its file, from the
/// root of the file system.
#[cfg(feature = "page")]
const PAGE: Option<&[u8]> = Some(include_bytes!(env!("REPCONV_PAGE")));
#[cfg(not(feature = "page"))]
const PAGE: Option<&[u8]> = None;

/// The name that the page has everywhere.
const NAME: &str = "repconv.html";

/// Writes the page, which says in the program's language how to use it.
pub fn page(arguments: &PageArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    write(PAGE, arguments, options)
}

fn write(page: Option<&[u8]>, arguments: &PageArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    let page = page.ok_or_else(without_page)?;
    let output = arguments.output.as_deref().unwrap_or(Path::new(NAME));
    let to_output = |error| Fault::of_file(output, error);
    let inputs = Inputs::of([] as [&Path; 0]);
    let destination = Destination::new(output, &inputs, arguments.overwrite).map_err(to_output)?;
    match &destination {
        Destination::StandardOutput => std::io::stdout().lock().write_all(page)?,
        Destination::File(target) => target.write(page).map_err(to_output)?,
    }
    let note = match options.language {
        Language::Zh => "用浏览器打开即可使用，不联网",
        Language::En => "open it in a browser; it needs no network",
    };
    print::written(&destination, note, false, options);
    Ok(Outcome::Done)
}

fn without_page() -> UsageError {
    const RELEASES: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/releases");
    UsageError::new(
        Message::new("这个程序编译时没有带上网页版", "this program was built without the page for browsers"),
        Message::new(
            format!("从 {RELEASES} 下载 {NAME}，或者用源代码生成：cargo xtask page"),
            format!("download {NAME} from {RELEASES}, or make it from the source: cargo xtask page"),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_written_where_it_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("网页.html");
        let arguments = PageArguments { output: Some(output.clone()), overwrite: false };
        let options = OutputOptions { quiet: true, ..OutputOptions::default() };
        write(Some(b"<!DOCTYPE html>"), &arguments, options).unwrap();
        assert_eq!(std::fs::read(&output).unwrap(), b"<!DOCTYPE html>");
        // A file that is there is not replaced.
        assert!(write(Some(b"other"), &arguments, options).is_err());
        assert_eq!(std::fs::read(&output).unwrap(), b"<!DOCTYPE html>");
    }
}
