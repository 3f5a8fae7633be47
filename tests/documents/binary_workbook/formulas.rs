//! Formulas as operands and operators (Rgce): sums of areas, and cells with signs between them.

use super::records::cell;

/// The tokens; for other formulas those of a function that no reader of sums understands.
pub fn tokens(formula: &str) -> Vec<u8> {
    /// PtgFunc of NA.
    const OTHER: [u8; 3] = [0x21, 10, 0];
    let formula = formula.trim_start_matches('=');
    let argument = formula.strip_prefix("SUM(").and_then(|rest| rest.strip_suffix(')'));
    if let Some(argument) = argument {
        // PtgArea, then PtgAttrSum.
        return area(argument).map_or(OTHER.to_vec(), |area| [&area[..], &[0x19, 0x10, 0, 0]].concat());
    }
    let mut tokens = Vec::new();
    let mut sign = None;
    let mut rest = formula;
    loop {
        let end = rest.find(['+', '-']).unwrap_or(rest.len());
        let (operand, after) = rest.split_at(end);
        match single(operand) {
            Some(operand) => tokens.extend(operand),
            None => return OTHER.to_vec(),
        }
        tokens.extend(sign);
        let mut after = after.chars();
        sign = match after.next() {
            Some('+') => Some(0x03),
            Some(_) => Some(0x04),
            None => return tokens,
        };
        rest = after.as_str();
    }
}

/// Whether this is a reference to one cell.
pub fn is_cell(reference: &str) -> bool {
    let reference = reference.replace('$', "");
    let digits = reference.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let (letters, row) = reference.split_at(digits);
    !letters.is_empty()
        && letters.bytes().all(|letter| letter.is_ascii_uppercase())
        && row.bytes().all(|digit| digit.is_ascii_digit())
}

/// PtgRef.
fn single(reference: &str) -> Option<Vec<u8>> {
    let (row, column) = is_cell(reference).then(|| cell(reference))?;
    Some([&[0x44][..], &row.to_le_bytes(), &relative(column)].concat())
}

/// PtgArea.
fn area(reference: &str) -> Option<Vec<u8>> {
    let (first, last) = reference.split_once(':')?;
    let ((top, left), (bottom, right)) =
        (is_cell(first) && is_cell(last)).then(|| (cell(first), cell(last)))?;
    Some([&[0x25][..], &top.to_le_bytes(), &bottom.to_le_bytes(), &relative(left), &relative(right)].concat())
}

/// A column whose two upper bits say that it and the row are relative.
fn relative(column: u32) -> [u8; 2] {
    (u16::try_from(column).unwrap() | 0xc000).to_le_bytes()
}

/// PtgArea3d, for the areas that names refer to.
pub fn area_of_sheet(reference: u16, area: &str) -> Vec<u8> {
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let ((top, left), (bottom, right)) = (cell(first), cell(last));
    let columns = [left, right].map(|column| u16::try_from(column).unwrap().to_le_bytes()).concat();
    [&[0x3b][..], &reference.to_le_bytes(), &top.to_le_bytes(), &bottom.to_le_bytes(), &columns].concat()
}
