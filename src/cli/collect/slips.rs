//! `--slips FOLDER`: writes what each body must mend, and the list for reminding.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::cli::output::{Destination, Inputs};
use crate::cli::{Fault, OutputOptions, print};
use repconv::batch::file;
use repconv::model::error::{Doing, Error};
use repconv::model::language::Language;
use repconv::present::aggregate::Collection;
use repconv::present::aggregate::slips::slips;

/// Writes the files into the folder, which is made where it does not exist. A file that exists is replaced only with
/// `overwrite`.
pub fn write(
    collection: &Collection,
    folder: &Path,
    inputs: &Inputs,
    overwrite: bool,
    options: OutputOptions,
) -> Result<(), Fault> {
    let failed =
        |source| Fault::of_file(folder, Error::Io { path: folder.to_owned(), doing: Doing::Writing, source });
    match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
        made => made.map_err(failed)?,
    }
    let slips = slips(collection).map_err(|error| Fault::of_file(folder, error))?;
    let count = slips.len();
    // None is written where one of them must not be replaced.
    let mut targets = Vec::with_capacity(count);
    for slip in slips {
        let path = folder.join(&slip.name);
        let target =
            Destination::new(&path, inputs, overwrite).map_err(|error| Fault::of_file(&path, error))?;
        targets.push((path, target, slip.bytes));
    }
    for (path, target, bytes) in targets {
        if let Destination::File(target) = target {
            target.write(&bytes).map_err(|error| Fault::of_file(&path, error))?;
        }
    }
    if !options.quiet {
        let name = file::shown_name(folder);
        print::lines([match options.language {
            Language::Zh => format!("已写出 {name}（修改通知单和催报名单，共 {count} 个文件）"),
            Language::En => format!("wrote {name} (slips and the list for reminding, {count} files)"),
        }]);
    }
    Ok(())
}
