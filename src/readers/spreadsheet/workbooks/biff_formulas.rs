//! The formulas of the binary formats, which are lists of operands and operators, as people write them: only those
//! that can be sums, so that one whose result was not stored can be computed.

use crate::model::place::column_letters;

/// Operands that may wait for their operator.
const DEEPEST: usize = 64;
/// The longest formula in bytes.
const LONGEST: usize = 4000;

/// How rows are numbered in references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum References {
    /// In two bytes, as in an `.xls`.
    Narrow,
    /// In four bytes, as in an `.xlsb`.
    Wide,
}

/// The formula of these operands and operators; `None` for one with other functions or texts, which may well have no
/// number as its result.
pub fn text(tokens: &[u8], references: References) -> Option<String> {
    let mut tokens = Tokens(tokens);
    let mut stack: Vec<String> = Vec::new();
    while let Some(kind) = tokens.byte() {
        let operand = match kind {
            0x03..=0x06 => {
                let (right, left) = (stack.pop()?, stack.pop()?);
                let sign = match kind {
                    0x03 => '+',
                    0x04 => '-',
                    0x05 => '*',
                    _ => '/',
                };
                format!("{left}{sign}{right}")
            }
            0x12 => stack.pop()?,
            0x13 => format!("-{}", stack.pop()?),
            0x15 => format!("({})", stack.pop()?),
            0x19 => match (tokens.byte()?, tokens.word()?) {
                (0x10, _) => format!("SUM({})", stack.pop()?),
                (0x01 | 0x40 | 0x41, _) => continue,
                _ => return None,
            },
            0x1e => tokens.word()?.to_string(),
            0x21 | 0x41 | 0x61 if tokens.word()? == 27 => call("ROUND", 2, &mut stack)?,
            0x22 | 0x42 | 0x62 => {
                let count = usize::from(tokens.byte()? & 0x7f);
                if tokens.word()? != 4 {
                    return None;
                }
                call("SUM", count, &mut stack)?
            }
            0x24 | 0x44 | 0x64 => cell(tokens.row(references)?, tokens.word()?)?,
            0x25 | 0x45 | 0x65 => {
                let (top, bottom) = (tokens.row(references)?, tokens.row(references)?);
                let (left, right) = (tokens.word()?, tokens.word()?);
                format!("{}:{}", cell(top, left)?, cell(bottom, right)?)
            }
            _ => return None,
        };
        if operand.len() > LONGEST || stack.len() >= DEEPEST {
            return None;
        }
        stack.push(operand);
    }
    stack.pop().filter(|_| stack.is_empty())
}

fn call(name: &str, count: usize, stack: &mut Vec<String>) -> Option<String> {
    let arguments = stack.split_off(stack.len().checked_sub(count)?);
    Some(format!("{name}({})", arguments.join(",")))
}

/// A cell from row and column, from 0; the upper bits of the column say which of them are relative.
pub fn cell(row: u32, column: u16) -> Option<String> {
    Some(format!("{}{}", column_letters(u32::from(column & 0x3fff) + 1), row.checked_add(1)?))
}

#[derive(Debug)]
struct Tokens<'a>(&'a [u8]);

impl Tokens<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn word(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn row(&mut self, references: References) -> Option<u32> {
        let low = u32::from(self.word()?);
        match references {
            References::Narrow => Some(low),
            References::Wide => Some((u32::from(self.word()?) << 16) | low),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formula(tokens: &[u8]) -> Option<String> {
        text(tokens, References::Narrow)
    }

    #[test]
    fn sums_are_written_out() {
        let area = [0x25, 1, 0, 3, 0, 1, 0xc0, 2, 0xc0];
        assert_eq!(formula(&[&area[..], &[0x19, 0x10, 0, 0]].concat()).as_deref(), Some("SUM(B2:C4)"));
        assert_eq!(formula(&[&area[..], &[0x42, 1, 4, 0]].concat()).as_deref(), Some("SUM(B2:C4)"));
        let plus = [0x44, 0, 0, 0, 0xc0, 0x1e, 5, 0, 0x03];
        assert_eq!(formula(&plus).as_deref(), Some("A1+5"));
        for other in
            [&[0x17, 1, 0, b'a'][..], &[0x03], &[0x1e, 5], &[], &[0x42, 200, 4, 0], &[0x1e, 1, 0, 0x1e, 1, 0]]
        {
            assert_eq!(formula(other), None);
        }
    }

    #[test]
    fn rows_of_four_bytes_are_read() {
        let area = [0x25, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0xc0, 2, 0xc0];
        let sum = [&area[..], &[0x19, 0x10, 0, 0]].concat();
        assert_eq!(text(&sum, References::Wide).as_deref(), Some("SUM(B2:C65537)"));
        assert_eq!(text(&[0x44, 255, 255, 255, 255, 0, 0], References::Wide), None);
    }
}
