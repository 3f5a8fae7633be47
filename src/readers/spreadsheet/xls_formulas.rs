//! The formulas of an `.xls`, which are lists of operands and operators, as people write them: only those that
//! can be sums, so that one whose result was not stored can be computed.

use crate::model::place::column_letters;
use crate::readers::compound::u16_at;

/// Operands that may wait for their operator.
const DEEPEST: usize = 64;
/// The longest formula in bytes.
const LONGEST: usize = 4000;

/// The formula in the bytes after the head of a FORMULA record of Excel 97 and later; `None` for one with other
/// functions or texts, which may well have no number as its result.
pub fn text(data: &[u8]) -> Option<String> {
    let length = usize::from(u16_at(data, 20)?);
    let mut tokens = Tokens(data.get(22..)?.get(..length)?);
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
            0x24 | 0x44 | 0x64 => cell(tokens.word()?, tokens.word()?),
            0x25 | 0x45 | 0x65 => {
                let (top, bottom, left, right) =
                    (tokens.word()?, tokens.word()?, tokens.word()?, tokens.word()?);
                format!("{}:{}", cell(top, left), cell(bottom, right))
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

fn cell(row: u16, column: u16) -> String {
    format!("{}{}", column_letters(u32::from(column & 0x3fff) + 1), u32::from(row) + 1)
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formula(tokens: &[u8]) -> Option<String> {
        let mut data = vec![0; 20];
        data.extend(u16::try_from(tokens.len()).unwrap().to_le_bytes());
        data.extend(tokens);
        text(&data)
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
}
