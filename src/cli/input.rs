//! Reading what is converted or shown: bytes under a limit, the format, the report, its findings.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::Fault;
use super::arguments::ReadingArguments;
use super::limits;
use super::sources::{Source, exact};
use super::turn::Turn;
use super::usage::UsageError;
use crate::formats::{Content, Encoding, Format, Formats, ReadOptions};
use crate::model::error::{Doing, Error, Limit};
use crate::model::finding::{self, Finding};
use crate::model::limits::Limits;
use crate::model::report::Report;
use crate::model::text;
use crate::recognise::RecogniseOptions;
use crate::validate;

/// How to read, once the arguments are understood.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The format the user names; otherwise it is told by content, then extension.
    pub format: Option<&'a Format>,
    pub options: ReadOptions,
    pub recognise: RecogniseOptions,
}

/// A report that was read, and everything that is doubted or wrong in it, sorted by place.
#[derive(Debug)]
pub struct Understood {
    pub report: Report,
    pub findings: Vec<Finding>,
}

impl<'a> Reading<'a> {
    /// Understands the arguments; `encoding` is the one that applies to the input.
    pub fn new(
        arguments: &ReadingArguments,
        encoding: Option<&str>,
        formats: &'a Formats,
    ) -> Result<Self, UsageError> {
        let format =
            arguments.from.as_deref().map(|name| named_format(formats, "--from", name)).transpose()?;
        let encoding = encoding.map(named_encoding).transpose()?.flatten();
        let edition = arguments.edition.as_deref().and_then(crate::forms::by_id);
        let options = ReadOptions { limits: limits::limits(&arguments.limit)?, encoding };
        Ok(Self { format, options, recognise: RecogniseOptions { edition, ..RecogniseOptions::default() } })
    }

    /// Reads and checks the report in `bytes` that came from `path`.
    pub fn understand(&self, path: &Path, bytes: &[u8], formats: &Formats) -> Result<Understood, Error> {
        let extension = path.extension().and_then(OsStr::to_str);
        self.understand_within(self.options.limits, extension, bytes, formats)
    }

    /// Reads and checks an input; its bytes come with the report.
    pub fn source(&self, source: &Source, formats: &Formats) -> Result<(Vec<u8>, Understood), Error> {
        let mut turn = Turn::of(source);
        let bytes = source.bytes(self.options.limits.input_bytes)?;
        let understood = self.understand_source(source, &bytes, formats, &mut turn)?;
        Ok((bytes, understood))
    }

    /// Reads and checks the report in the bytes of one of many inputs; of a large one when it is its turn,
    /// which lasts as long as the caller holds it.
    pub fn understand_source(
        &self,
        source: &Source,
        bytes: &[u8],
        formats: &Formats,
        turn: &mut Turn,
    ) -> Result<Understood, Error> {
        let extension = source.extension();
        if !turn.is_held() {
            let tried =
                self.understand_within(self.options.limits.for_many_at_once(), extension, bytes, formats);
            match tried {
                Err(error) if Turn::is_for(&error) => turn.wait(),
                outcome => return outcome,
            }
        }
        self.understand_within(self.options.limits, extension, bytes, formats)
    }

    fn understand_within(
        &self,
        limits: Limits,
        extension: Option<&str>,
        bytes: &[u8],
        formats: &Formats,
    ) -> Result<Understood, Error> {
        // The time of an input begins here and ends with the last rule.
        let options = ReadOptions { limits: limits.started(), ..self.options };
        let content = Content::new(bytes);
        let format = match self.format {
            Some(format) => format,
            None => formats.detect_content(&content, extension)?,
        };
        let (report, mut findings) =
            crate::session::read_content(&content, format, &options, &self.recognise)?;
        findings.extend(validate::validate_within(&report, &options.limits.clock)?);
        finding::sort(&mut findings);
        Ok(Understood { report, findings })
    }

    /// All bytes of the input; `-` is standard input.
    pub fn bytes(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        let limit = self.options.limits.input_bytes;
        read_bytes(path, limit).map_err(|error| Fault::of_file(path, error))
    }
}

/// The format of this name; an extension will do, too.
pub fn named_format<'a>(formats: &'a Formats, option: &str, name: &str) -> Result<&'a Format, UsageError> {
    let lower = name.to_ascii_lowercase();
    formats.by_name(&lower).or_else(|| formats.by_extension(&lower)).ok_or_else(|| {
        let usable = formats.rows().iter().filter(|row| match option {
            "--to" => row.writer.is_some(),
            _ => row.reader.is_some(),
        });
        let names: Vec<&str> = usable.map(|row| row.name.as_ref()).collect();
        UsageError::value(option, name, &names.join(", "))
    })
}

/// The encoding of this name for reading; `None` for `auto`.
fn named_encoding(name: &str) -> Result<Option<Encoding>, UsageError> {
    match name.to_ascii_lowercase().as_str() {
        "auto" => Ok(None),
        label => Encoding::from_label(label).map(Some).ok_or_else(|| {
            UsageError::value(
                "--input-encoding",
                name,
                "auto, gbk, gb18030, utf-8, utf-8-bom, utf-16le, utf-16be, big5, …",
            )
        }),
    }
}

/// All bytes of a file or of standard input, one more than allowed at most.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::Io { path: path.to_owned(), doing: Doing::Reading, source };
    if is_standard(path) {
        return read_all(io::stdin().lock(), limit).map_err(failed);
    }
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(Error::Directory(path.to_owned()));
    }
    if metadata.len() > limit {
        return Err(Error::TooLarge { what: Limit::Input, found: metadata.len(), allowed: limit });
    }
    read_all(File::open(path).map_err(failed)?, limit).map_err(failed)
}

/// Reads one byte more than allowed at most: enough for the library to see that it is too much.
fn read_all(source: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether `-` stands for standard input or output.
pub fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A file's name as it is shown: `stdin` for `-`, without what would disturb a terminal.
pub fn shown_name(path: &Path) -> String {
    if is_standard(path) { "stdin".to_owned() } else { one_line(&exact(path)) }
}

/// Text on one line and without characters that no document may hold: file names are what they like.
pub fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || !text::is_allowed(c) { ' ' } else { c }).collect()
}
