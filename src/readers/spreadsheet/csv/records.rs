//! The rows of CSV, as RFC 4180 says and as people write them: quotation marks within a cell, or without their second.

/// Lines that a cell may span: more is a lost quotation mark.
const QUOTED_LINES: usize = 200;

/// A row.
#[derive(Debug, PartialEq, Eq)]
pub struct Record {
    /// Where it begins, from 1.
    pub line: u32,
    pub cells: Vec<String>,
    /// Its quotation marks may be meant otherwise.
    pub is_doubtful: bool,
}

/// Takes rows from a text whose lines end in a line feed.
#[derive(Debug)]
pub struct Records<'t> {
    rest: &'t str,
    delimiter: char,
    line: u32,
    /// Up to where so many bytes remain, no quotation mark has a second.
    unpaired_to: usize,
    is_at_end: bool,
}

impl<'t> Records<'t> {
    /// `line` is the number of the first line.
    pub fn new(text: &'t str, delimiter: char, line: u32) -> Self {
        Self { rest: text, delimiter, line, unpaired_to: usize::MAX, is_at_end: text.is_empty() }
    }

    pub fn next(&mut self) -> Option<Record> {
        if self.is_at_end {
            return None;
        }
        let mut record = Record { line: self.line, cells: Vec::new(), is_doubtful: false };
        loop {
            let cell = self.cell(&mut record.is_doubtful);
            record.cells.push(cell);
            if let Some(rest) = self.rest.strip_prefix(self.delimiter) {
                self.rest = rest;
                continue;
            }
            self.line = self.line.saturating_add(1);
            let rest = self.rest.strip_prefix('\n');
            self.is_at_end = rest.is_none_or(str::is_empty);
            self.rest = rest.unwrap_or_default();
            return Some(record);
        }
    }

    /// The next cell; what follows is a delimiter, a line end or nothing.
    fn cell(&mut self, is_doubtful: &mut bool) -> String {
        if let Some(quoted) = self.rest.trim_start_matches(' ').strip_prefix('"')
            && (self.unpaired_to == usize::MAX || quoted.len() < self.unpaired_to)
        {
            if let Some(text) = self.quoted(quoted, is_doubtful) {
                return text;
            }
            *is_doubtful = true;
        }
        let end = self.rest.find([self.delimiter, '\n']).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        text.trim_end_matches('\r').to_owned()
    }

    /// The cell behind an opening quotation mark, if there is a closing one.
    fn quoted(&mut self, quoted: &'t str, is_doubtful: &mut bool) -> Option<String> {
        let (mut rest, mut text) = (quoted, String::new());
        let (mut lines, mut has_mark_within) = (0usize, false);
        loop {
            let Some((before, behind)) = rest.split_once('"').filter(|_| lines <= QUOTED_LINES) else {
                self.unpaired_to = rest.len();
                return None;
            };
            text.push_str(before);
            lines += before.matches('\n').count();
            if let Some(behind) = behind.strip_prefix('"') {
                text.push('"');
                rest = behind;
                continue;
            }
            let after = behind.trim_start_matches([' ', '\r']);
            if after.is_empty() || after.starts_with([self.delimiter, '\n']) {
                self.rest = after;
                self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
                *is_doubtful |= has_mark_within;
                return Some(text);
            }
            text.push('"');
            has_mark_within = true;
            rest = behind;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u32, String, bool)> {
        let mut records = Records::new(text, ',', 1);
        let mut all = Vec::new();
        while let Some(record) = records.next() {
            all.push((record.line, record.cells.join("|"), record.is_doubtful));
        }
        all
    }

    #[test]
    fn rows_and_cells() {
        for (text, expected) in [
            ("a,b\nc,\n", vec![(1, "a|b", false), (2, "c|", false)]),
            ("\"a,b\",\"c\"\"d\"\r\n x,y\r", vec![(1, "a,b|c\"d", false), (2, " x|y", false)]),
            ("\"a\nb\",1\n\nc", vec![(1, "a\nb|1", false), (3, "", false), (4, "c", false)]),
            ("a\"b,1\n", vec![(1, "a\"b|1", false)]),
            ("\"a\"b\",1\n", vec![(1, "a\"b|1", true)]),
            ("\"a,1\nb,2", vec![(1, "\"a|1", true), (2, "b|2", false)]),
            ("", vec![]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(line, row, is)| (line, row.to_owned(), is)).collect();
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn very_many_marks_take_no_longer() {
        assert_eq!(read(&"\"a,".repeat(200_000)).len(), 1);
    }
}
