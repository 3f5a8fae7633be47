//! Where a dataset goes: a file for each table, or a folder partitioned by year.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::Fault;
use crate::cli::output::{self, Destination, Inputs, Target};
use crate::cli::usage::UsageError;
use repconv::batch::file::{is_standard, shown_name};
use repconv::dataset::{Schema, TABLE_NAMES, TableFormat};
use repconv::formats::Formats;
use repconv::model::error::{Doing, Error};
use repconv::model::language::Message;

/// Where the tables go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The main table; the others beside it.
    Files(PathBuf),
    /// A folder for each table, and in it one for each year.
    Folder(PathBuf),
}

/// What the output's name and `--format` say.
pub fn understand(output: &Path, format: Option<&str>) -> Result<(Place, TableFormat), UsageError> {
    if is_standard(output) {
        return Err(not_to_standard_output());
    }
    let named = format.map(|name| {
        let choices = TableFormat::ALL.map(TableFormat::name).join(", ");
        TableFormat::by_name(name).ok_or_else(|| UsageError::value("--format", name, &choices))
    });
    let named = named.transpose()?;
    let is_called_folder = output.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
    if is_called_folder || output.is_dir() {
        if !is_called_folder && is_called_file(output) && !is_dataset(output) {
            return Err(folder_in_the_way(output));
        }
        return Ok((Place::Folder(output.to_owned()), named.unwrap_or(TableFormat::Parquet)));
    }
    let form = named.or_else(|| extension(output)).ok_or_else(|| {
        UsageError::new(
            Message::new(
                format!("从“{}”看不出要写成什么", shown_name(output)),
                format!("'{}' does not tell what to write", shown_name(output)),
            ),
            Message::new(
                "请以 .parquet、.csv 或 .jsonl 结尾，或以 / 结尾写成文件夹，或加 --format",
                "end it with .parquet, .csv or .jsonl, with '/' for a folder, or add --format",
            ),
        )
    })?;
    Ok((Place::Files(output.to_owned()), form))
}

/// Whether the name is that of a file: it ends as one of ours does, or as a document.
fn is_called_file(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    TableFormat::by_name(extension).is_some() || Formats::builtin().by_extension(extension).is_some()
}

/// Whether the folder holds the tables of an earlier run, and nothing else.
fn is_dataset(folder: &Path) -> bool {
    let names = names_in(folder).unwrap_or_default();
    !names.is_empty() && matches!(stranger(folder, &names), Ok(None))
}

fn not_to_standard_output() -> UsageError {
    UsageError::new(
        Message::new(
            "数据有几张表，不能写到标准输出",
            "there are several tables, too many for standard output",
        ),
        Message::new("用 -o 指明文件，如 -o 数据.parquet", "name a file, such as -o data.parquet"),
    )
}

/// There is a folder where a file was expected.
fn folder_in_the_way(output: &Path) -> UsageError {
    UsageError::new(
        Message::new(
            format!("“{}”这是文件夹，名字却像文件", shown_name(output)),
            format!("'{}' is a folder, though it is called like a file", shown_name(output)),
        ),
        Message::new(
            "请换一个文件名；要写进这个文件夹，名字后面加 /",
            "choose another name; to write into the folder, end it with '/'",
        ),
    )
}

fn extension(path: &Path) -> Option<TableFormat> {
    TableFormat::by_name(path.extension()?.to_str()?)
}

/// The file of each table: `数据.parquet`, `数据.narrative.parquet` …
pub fn files(main: &Path, form: TableFormat, schemas: &[Schema]) -> Vec<PathBuf> {
    let known = main.extension().filter(|_| extension(main).is_some());
    let stem = if known.is_some() { main.file_stem() } else { main.file_name() };
    let stem = stem.unwrap_or_default().to_os_string();
    let beside = |schema: &Schema| {
        let mut name = stem.clone();
        name.push(format!(".{}.", schema.name));
        name.push(known.unwrap_or(form.name().as_ref()));
        main.with_file_name(name)
    };
    std::iter::once(main.to_owned()).chain(schemas.iter().skip(1).map(beside)).collect()
}

/// The file to write, which is none of the inputs.
pub fn target(path: &Path, inputs: &Inputs, overwrite: bool) -> Result<Target, Fault> {
    let failed = |error| Fault::of_file(path, error);
    match Destination::new(path, inputs, overwrite).map_err(failed)? {
        Destination::File(target) => Ok(target),
        Destination::StandardOutput => Err(failed(Error::Directory(path.to_owned()))),
    }
}

/// Whether the folder may be written: it is not there, empty, or a dataset that may be replaced.
pub fn check_folder(folder: &Path, overwrite: bool) -> Result<(), Fault> {
    let Ok(metadata) = fs::symlink_metadata(folder) else {
        return output::check_parent(folder).map_err(|error| Fault::of_file(folder, error));
    };
    if !metadata.is_dir() {
        return Err(Fault::of_file(folder, Error::Exists(folder.to_owned())));
    }
    let names = names_in(folder)?;
    if names.is_empty() {
        return Ok(());
    }
    if let Some(stranger) = stranger(folder, &names)? {
        return Err(UsageError::new(
            Message::new(
                format!("输出文件夹里有别的东西：{}", shown_name(&stranger)),
                format!("the output folder holds something else: {}", shown_name(&stranger)),
            ),
            Message::new("请换一个文件夹", "choose another folder"),
        )
        .into());
    }
    if overwrite { Ok(()) } else { Err(Fault::of_file(folder, Error::Exists(folder.to_owned()))) }
}

/// Something in the folder that no dataset holds.
fn stranger(folder: &Path, names: &[String]) -> Result<Option<PathBuf>, Fault> {
    for name in names {
        let table = folder.join(name);
        if !TABLE_NAMES.contains(&name.as_str()) || !table.is_dir() {
            return Ok(Some(table));
        }
        for name in names_in(&table)? {
            let year = table.join(&name);
            if !name.starts_with("year=") || !year.is_dir() {
                return Ok(Some(year));
            }
            let is_part = |name: &String| name.starts_with("part-") && extension(Path::new(name)).is_some();
            if let Some(other) = names_in(&year)?.iter().find(|name| !is_part(name)) {
                return Ok(Some(year.join(other)));
            }
        }
    }
    Ok(None)
}

fn names_in(folder: &Path) -> Result<Vec<String>, Fault> {
    let name = |entry: std::io::Result<fs::DirEntry>| {
        entry.map(|entry| entry.file_name().to_string_lossy().into_owned())
    };
    fs::read_dir(folder).and_then(|entries| entries.map(name).collect()).map_err(|source| {
        Fault::of_file(folder, Error::Io { path: folder.to_owned(), doing: Doing::Reading, source })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use repconv::dataset::{Shape, schemas};

    #[test]
    fn tables_are_beside_the_main_one() {
        let named = |main: &str, form| {
            let files = files(Path::new(main), form, &schemas(Shape::Long));
            files.iter().map(|path| path.display().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(
            named("甲/数据.parquet", TableFormat::Parquet),
            [
                "甲/数据.parquet",
                "甲/数据.narrative.parquet",
                "甲/数据.extra.parquet",
                "甲/数据.findings.parquet",
                "甲/数据.files.parquet"
            ]
        );
        assert_eq!(named("a.ndjson", TableFormat::Jsonl)[1], "a.narrative.ndjson");
        assert_eq!(named("v1.2", TableFormat::Csv)[..2], ["v1.2", "v1.2.narrative.csv"]);
    }

    #[test]
    fn the_name_tells_the_form() {
        let understood = |output: &str, format| understand(Path::new(output), format).ok();
        let file = |path: &str| Place::Files(path.into());
        assert_eq!(understood("a.CSV", None), Some((file("a.CSV"), TableFormat::Csv)));
        assert_eq!(understood("a.ndjson", None), Some((file("a.ndjson"), TableFormat::Jsonl)));
        assert_eq!(understood("a", Some("jsonl")), Some((file("a"), TableFormat::Jsonl)));
        assert_eq!(understood("a/", None), Some((Place::Folder("a/".into()), TableFormat::Parquet)));
        assert_eq!(understood("a/", Some("csv")), Some((Place::Folder("a/".into()), TableFormat::Csv)));
        for (output, format) in [("a", None), ("a.xlsx", None), ("-", Some("csv")), ("a.csv", Some("xlsx"))] {
            assert_eq!(understood(output, format), None, "{output}");
        }
    }
}
