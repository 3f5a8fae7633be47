//! `--limit NAME=VALUE`: the limits of reading, changed from the command line.

use std::ffi::OsString;
use std::io::Write;

use super::usage::UsageError;
use super::{Fault, Outcome, language};
use repconv::model::language::{Language, Message, Text};
use repconv::model::limits::{Limits, Row, TABLE, Unit};
use repconv::present::grid::{Align, Grid};

/// Whether the limits are asked for: `--limit help`.
pub fn is_help_asked(arguments: &[OsString]) -> bool {
    language::peek(arguments, "--limit") == Some("help")
}

/// Prints the table of limits.
pub fn help(language: Language) -> Result<Outcome, Fault> {
    const HEADER: [Text; 3] =
        [Text::new("名称", "name"), Text::new("默认值", "default"), Text::new("限制的是", "what it limits")];
    const NOTE: Text = Text::new(
        "用 --limit 名称=值 放宽或收紧，如 --limit input=200M --limit time=5m",
        "Change one with --limit NAME=VALUE, such as --limit input=200M --limit time=5m",
    );
    let mut grid = Grid::new(Align::Left).with_whole_ids();
    grid.header(HEADER.iter().map(|text| text.get(language).to_owned()).collect());
    for row in TABLE {
        let cells = [row.name.to_owned(), row.written(row.default), row.what.get(language).to_owned()];
        grid.row(0, cells.to_vec());
    }
    let mut stdout = anstream::stdout();
    grid.draw(&mut stdout)?;
    writeln!(stdout, "\n  {}", NOTE.get(language))?;
    Ok(Outcome::Done)
}

/// The usual limits with those changed that are given; of one given twice the last counts.
pub fn limits(given: &[String]) -> Result<Limits, UsageError> {
    let mut limits = Limits::default();
    for written in given {
        let (name, value) = written.split_once('=').ok_or_else(|| listed(written))?;
        let row = Row::named(name.trim()).ok_or_else(|| unknown(name))?;
        let value = row.value(value.trim()).ok_or_else(|| wrong_value(row, value))?;
        limits.set(row.limit, value);
    }
    Ok(limits)
}

fn unknown(name: &str) -> UsageError {
    UsageError::new(
        Message::new(format!("--limit 没有“{name}”这一项"), format!("--limit knows no '{name}'")),
        names(),
    )
}

/// Not of the form, as a bare name is.
fn listed(written: &str) -> UsageError {
    UsageError::new(
        Message::new(
            format!("--limit 要写成 名称=值，如 --limit input=200M，而不是“{written}”"),
            format!("--limit takes NAME=VALUE, such as --limit input=200M, not '{written}'"),
        ),
        names(),
    )
}

fn names() -> Message {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for row in TABLE {
        let setting = format!("{}={}", row.name, row.written(row.default));
        zh.push(format!("{setting}（{}）", row.what.zh));
        en.push(format!("{setting} ({})", row.what.en));
    }
    Message::new(
        format!("可以是以下各项，“=”后为默认值：{}", zh.join("、")),
        format!("it may be, with defaults: {}", en.join(", ")),
    )
}

fn wrong_value(row: &Row, value: &str) -> UsageError {
    let (zh, en) = match row.unit {
        Unit::Count => ("大于 0 的整数", "a whole number above 0"),
        Unit::Bytes => (
            "大小：大于 0 的整数，可带 K、M、G",
            "a size: a whole number above 0, with K, M or G if you like",
        ),
        Unit::Time => (
            "时间：大于 0 的整数，可带 ms、s、m、h",
            "a time: a whole number above 0, with ms, s, m or h if you like",
        ),
    };
    let example = format!("--limit {}={}", row.name, row.written(row.default.saturating_mul(2)));
    UsageError::new(
        Message::new(
            format!("--limit {} 的值“{value}”不对", row.name),
            format!("'{value}' is no value for --limit {}", row.name),
        ),
        Message::new(format!("要写{zh}，如 {example}"), format!("it takes {en}, such as {example}")),
    )
}

#[cfg(test)]
mod tests {
    use repconv::model::limits::Limit;

    use super::*;

    fn given(written: &[&str]) -> Result<Limits, UsageError> {
        limits(&written.iter().map(|&written| written.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn limits_are_changed_one_by_one() {
        let limits = given(&["input=200M", "time=5m", "Cells = 7", "time=90"]).unwrap();
        let mut want = Limits::default();
        want.set(Limit::Input, 200 << 20);
        want.set(Limit::Time, 90_000);
        want.set(Limit::Cells, 7);
        assert_eq!(limits, want);
        assert_eq!(given(&[]).unwrap(), Limits::default());
    }

    #[test]
    fn errors_name_what_would_be_accepted() {
        for (written, what, hint) in [
            ("celsl=7", "--limit 没有“celsl”这一项", "input=64M（文件大小）、"),
            ("input", "--limit 要写成 名称=值，如 --limit input=200M，而不是“input”", "time=1m（读取用时）"),
            ("cells=8M", "--limit cells 的值“8M”不对", "要写大于 0 的整数，如 --limit cells=200000"),
            ("input=0", "--limit input 的值“0”不对", "如 --limit input=128M"),
            ("time=", "--limit time 的值“”不对", "如 --limit time=2m"),
        ] {
            match given(&[written]) {
                Err(UsageError::Wrong { message, hint: given }) => {
                    assert_eq!(message.zh, what);
                    assert!(given.zh.contains(hint), "{}", given.zh);
                }
                other => panic!("{written}: {other:?}"),
            }
        }
    }
}
