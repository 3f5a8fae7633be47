//! The years that a title names, in any spelling.

use super::letters::Letter;

/// The years that a title can name.
const YEARS: std::ops::RangeInclusive<u16> = 2008..=2099;
/// How a year is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `2024年`, `2024年度`, `2023—` before `2024年`.
    Named,
    /// `2024` alone.
    Bare,
    /// Part of a date, or of the number of a document.
    Other,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Year {
    pub start: usize,
    pub end: usize,
    value: u16,
    pub kind: Kind,
}

/// The years in a title, in order.
pub(super) fn years(letters: &[Letter]) -> Vec<Year> {
    let mut found: Vec<Year> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let rest = letters.get(at..).unwrap_or_default();
        let run = rest.iter().take_while(|(_, c)| digit(*c).is_some()).count();
        if let Some(value) = (run == 4).then(|| value(rest)).flatten() {
            let (kind, length) = kind(rest.get(run..).unwrap_or_default());
            found.push(Year { start: at, end: at + run + length, value, kind });
        }
        at += run.max(1);
    }
    join_ranges(letters, &mut found);
    found
}

/// Gives the first year of `2023—2024年` the kind of the second.
fn join_ranges(letters: &[Letter], years: &mut [Year]) {
    const SIGNS: &str = "-~〜─―至到、和及与/,";
    let kinds: Vec<(usize, Kind)> = years.iter().map(|year| (year.start, year.kind)).collect();
    for (year, (next, kind)) in years.iter_mut().zip(kinds.iter().skip(1)) {
        let between = letters.get(year.end..*next).unwrap_or_default();
        let is_sign = (1..=2).contains(&between.len()) && between.iter().all(|(_, c)| SIGNS.contains(*c));
        if year.kind == Kind::Bare && *kind == Kind::Named && is_sign {
            year.kind = Kind::Named;
        }
    }
}

/// What kind of year these letters after its digits make it, and how many of them belong to it.
fn kind(after: &[Letter]) -> (Kind, usize) {
    let digits = |from: usize| after.iter().skip(from).take_while(|(_, c)| digit(*c).is_some()).count();
    let is = |at: usize, c: char| after.get(at).is_some_and(|(_, letter)| *letter == c);
    if is(0, '年') || (is(0, '学') && is(1, '年')) {
        let name = if is(0, '年') { 1 } else { 2 };
        let number = digits(name) + after.iter().skip(name).take_while(|(_, c)| *c == '十').count();
        if number > 0 && after.iter().skip(name).take(4).any(|(_, c)| *c == '月') {
            let in_date = |c: char| digit(c).is_some() || "十月日".contains(c);
            return (Kind::Other, name + after.iter().skip(name).take_while(|(_, c)| in_date(*c)).count());
        }
        return (Kind::Named, name + usize::from(is(name, '度')));
    }
    let is_document_number = is(0, '〕') || is(0, ']');
    let is_date = (is(0, '-') || is(0, '.') || is(0, '/')) && (1..=2).contains(&digits(1));
    (if is_document_number && digits(1) > 0 || is_date { Kind::Other } else { Kind::Bare }, 0)
}

/// The year that four digits are.
fn value(letters: &[Letter]) -> Option<u16> {
    let year = letters.iter().take(4).filter_map(|(_, c)| digit(*c)).fold(0, |year, digit| 10 * year + digit);
    YEARS.contains(&year).then_some(year)
}

/// The digit of a year, Chinese ones and the signs used for zero included.
pub(super) const fn digit(character: char) -> Option<u16> {
    Some(match character {
        '0' | '〇' | '零' | '○' | '◯' | 'O' | 'o' => 0,
        '1' | '一' | '壹' => 1,
        '2' | '二' | '贰' => 2,
        '3' | '三' | '叁' => 3,
        '4' | '四' | '肆' => 4,
        '5' | '五' | '伍' => 5,
        '6' | '六' | '陆' => 6,
        '7' | '七' | '柒' => 7,
        '8' | '八' | '捌' => 8,
        '9' | '九' | '玖' => 9,
        _ => return None,
    })
}

/// The years that the title is of, each once.
pub(super) fn named(years: &[Year]) -> Vec<u16> {
    let of = |kind: Kind| {
        let mut found: Vec<u16> =
            years.iter().filter(|year| year.kind == kind).map(|year| year.value).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    Some(of(Kind::Named)).filter(|named| !named.is_empty()).unwrap_or_else(|| of(Kind::Bare))
}
