//! Writing the tables: to temporary files as the reports come, which get their names together when all
//! is whole.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use super::place;
use crate::cli::Fault;
use crate::cli::output::{Target, Temporary, TemporaryFolder};
use repconv::dataset::{InputRows, Row, Schema, TableFormat, TableWriter};
use repconv::model::error::{Doing, Error};

/// Where rows go.
#[derive(Debug)]
pub enum Sink {
    Files(Vec<Output>),
    Folder(Folder),
}

impl Sink {
    /// Adds the rows of an input to the tables.
    pub fn write(&mut self, entry: &InputRows) -> Result<(), Fault> {
        match self {
            Self::Files(outputs) => {
                outputs.iter_mut().zip(&entry.rows).try_for_each(|(output, rows)| output.write(rows))
            }
            Self::Folder(folder) => folder.write(entry).map_err(|source| folder.failed(source)),
        }
    }

    /// Makes the outputs whole and gives them their names, the main one last: where that stands, all do.
    pub fn finish(self) -> Result<(), Fault> {
        match self {
            Self::Files(outputs) => {
                let whole = outputs.into_iter().map(Output::whole).collect::<Result<Vec<_>, _>>()?;
                whole.into_iter().rev().try_for_each(|(target, file)| {
                    target.end(file).map_err(|error| Fault::File { name: target.shown(), error })
                })
            }
            Self::Folder(folder) => folder.finish(),
        }
    }
}

type File = BufWriter<Temporary>;

/// One table in one file.
#[derive(Debug)]
pub struct Output {
    target: Target,
    rows: TableWriter<File>,
}

impl Output {
    pub fn new(target: Target, form: TableFormat, schema: &Schema) -> Result<Self, Fault> {
        let file = target.begin().map_err(|error| Fault::File { name: target.shown(), error })?;
        match TableWriter::new(form, schema, false, BufWriter::new(file)) {
            Ok(rows) => Ok(Self { target, rows }),
            Err(source) => Err(failed(&target, source)),
        }
    }

    fn write(&mut self, rows: &[Row]) -> Result<(), Fault> {
        rows.iter().try_for_each(|row| self.rows.write(row)).map_err(|source| failed(&self.target, source))
    }

    fn whole(self) -> Result<(Target, Temporary), Fault> {
        match whole(self.rows) {
            Ok(file) => Ok((self.target, file)),
            Err(source) => Err(failed(&self.target, source)),
        }
    }
}

fn failed(target: &Target, source: io::Error) -> Fault {
    Fault::File { name: target.shown(), error: target.failed(source) }
}

/// The file with everything in it, on the disk.
fn whole(rows: TableWriter<File>) -> io::Result<Temporary> {
    let file = rows.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.file()?.sync_all()?;
    Ok(file)
}

/// So many files of a table are open at once, each of a year: more years than there are reports of.
const MOST_OPEN: usize = 32;

/// A folder of tables, partitioned by year in Hive layout: `cells/year=2021/part-0.parquet`.
#[derive(Debug)]
pub struct Folder {
    place: PathBuf,
    overwrite: bool,
    form: TableFormat,
    schemas: Vec<Schema>,
    /// What is written, beside the place it will have.
    temporary: TemporaryFolder,
    open: BTreeMap<Part, Open>,
    /// How many parts each table has of a year.
    parts: BTreeMap<Part, usize>,
    /// Counts the entries written, to know which file has waited longest.
    clock: u64,
}

/// A table, by its number, and a year.
type Part = (usize, Option<u16>);

#[derive(Debug)]
struct Open {
    rows: TableWriter<BufWriter<fs::File>>,
    used: u64,
}

impl Folder {
    pub fn new(place: &Path, overwrite: bool, form: TableFormat, schemas: &[Schema]) -> Result<Self, Fault> {
        place::check_folder(place, overwrite)?;
        // Without the separator at its end, by which it was known for a folder.
        let place: PathBuf = place.components().collect();
        let of_folder = |source| Fault::of_file(&place, io_error(&place, source));
        let temporary = TemporaryFolder::beside(&place).map_err(of_folder)?;
        let (open, parts) = (BTreeMap::new(), BTreeMap::new());
        let schemas = schemas.to_vec();
        Ok(Self { place, overwrite, form, schemas, temporary, open, parts, clock: 0 })
    }

    fn failed(&self, source: io::Error) -> Fault {
        Fault::of_file(&self.place, io_error(&self.place, source))
    }

    fn write(&mut self, entry: &InputRows) -> io::Result<()> {
        self.clock += 1;
        for (table, rows) in entry.rows.iter().enumerate() {
            if !rows.is_empty() {
                let part = self.part((table, entry.year))?;
                rows.iter().try_for_each(|row| part.rows.write(row))?;
            }
        }
        Ok(())
    }

    /// The open file of a table and a year; another is closed where too many are open.
    fn part(&mut self, part: Part) -> io::Result<&mut Open> {
        if !self.open.contains_key(&part) {
            let of_table = || self.open.iter().filter(|((table, _), _)| *table == part.0);
            if of_table().count() >= MOST_OPEN
                && let Some(oldest) = of_table().min_by_key(|(_, open)| open.used).map(|(part, _)| *part)
                && let Some(open) = self.open.remove(&oldest)
            {
                close(open)?;
            }
            let opened = self.begin(part)?;
            self.open.insert(part, opened);
        }
        let open = self.open.get_mut(&part).ok_or_else(|| io::Error::other("no such part"))?;
        open.used = self.clock;
        Ok(open)
    }

    fn begin(&mut self, part: Part) -> io::Result<Open> {
        let (table, year) = part;
        let schema = self.schemas.get(table).ok_or_else(|| io::Error::other("no such table"))?;
        let year = year.map_or_else(|| "__HIVE_DEFAULT_PARTITION__".to_owned(), |year| year.to_string());
        let below = Path::new(schema.name).join(format!("year={year}"));
        let number = self.parts.entry(part).or_default();
        let file = self.temporary.file(&below, &format!("part-{number}.{}", self.form.name()))?;
        *number += 1;
        let rows = TableWriter::new(self.form, schema, true, BufWriter::new(file))?;
        Ok(Open { rows, used: self.clock })
    }

    fn finish(mut self) -> Result<(), Fault> {
        self.close_all().map_err(|source| self.failed(source))?;
        // What appeared meanwhile is left alone, too.
        place::check_folder(&self.place, self.overwrite)?;
        let Self { place, temporary, .. } = self;
        temporary.persist(&place).map_err(|source| Fault::of_file(&place, io_error(&place, source)))
    }

    /// A table without a row has a file, too: a query finds its columns.
    fn close_all(&mut self) -> io::Result<()> {
        for table in 0..self.schemas.len() {
            if !self.parts.keys().any(|(known, _)| *known == table) {
                self.part((table, None))?;
            }
        }
        std::mem::take(&mut self.open).into_values().try_for_each(close)
    }
}

fn close(open: Open) -> io::Result<()> {
    open.rows.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

fn io_error(path: &Path, source: io::Error) -> Error {
    Error::Io { path: path.to_owned(), doing: Doing::Writing, source }
}
