//! Numbers in Chinese prose: `26`, `２６`, `1,295`, `二十六`, `一百零三`, `两`, `1.2万`, `百余`.

use super::tokens::Glyph;
use crate::model::decimal::Decimal;

/// The amount that a number gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Exact(Decimal),
    /// 约, 余, 万: more than none, without an exact number.
    Rough,
    /// A share, a range or an order: no count.
    Other,
}

/// Most digits of a count; longer ones are identifiers.
const MOST_DIGITS: usize = 12;

/// Most characters of a number that are read.
const LONGEST_NUMBER: usize = 40;

/// Units in which reports count requests, reviews and other things.
const UNITS: [&str; 16] =
    ["件次", "人次", "万元", "件", "条", "份", "宗", "项", "起", "个", "例", "篇", "次", "期", "元", "场"];

/// The unit at the start, and its length in characters.
pub(super) fn unit(glyphs: &[Glyph]) -> Option<(&'static str, usize)> {
    UNITS.into_iter().find(|unit| starts(glyphs, unit)).map(|unit| (unit, unit.chars().count()))
}

/// Whether the text begins with these characters.
pub(super) fn starts(glyphs: &[Glyph], signs: &str) -> bool {
    let mut glyphs = glyphs.iter();
    signs.chars().all(|sign| glyphs.next().is_some_and(|glyph| glyph.sign == sign))
}

fn sign(glyphs: &[Glyph], index: usize) -> Option<char> {
    glyphs.get(index).map(|glyph| glyph.sign)
}

/// The number at the start, and its length in characters.
pub(super) fn number(glyphs: &[Glyph]) -> Option<(Amount, usize)> {
    let first = sign(glyphs, 0)?;
    if first.is_ascii_digit() { Some(arabic(glyphs)) } else { chinese(glyphs) }
}

/// Digits with separators and a decimal point, and what multiplies them or makes them approximate.
fn arabic(glyphs: &[Glyph]) -> (Amount, usize) {
    let digit = |index| sign(glyphs, index).is_some_and(|c: char| c.is_ascii_digit());
    let mut end = glyphs.iter().take_while(|glyph| glyph.sign.is_ascii_digit()).count();
    let mut is_certain = end <= MOST_DIGITS;
    let is_group = end <= 3;
    while is_group
        && end <= MOST_DIGITS
        && sign(glyphs, end) == Some(',')
        && (1..=3).all(|step| digit(end + step))
        && !digit(end + 4)
    {
        // 1，295 with a full-width comma may be two numbers.
        is_certain &= glyphs.get(end).is_some_and(|comma| comma.end - comma.start == 1);
        end += 4;
    }
    if sign(glyphs, end) == Some('.') && digit(end + 1) {
        end += 1;
        end += glyphs.iter().skip(end).take_while(|glyph| glyph.sign.is_ascii_digit()).count();
    }
    let digits: String = glyphs
        .iter()
        .take(end)
        .map(|glyph| glyph.sign)
        .filter(|sign| *sign != ',')
        .take(LONGEST_NUMBER)
        .collect();
    let exact = Decimal::from_str_exact(&digits).ok().filter(|_| is_certain).map(|value| value.normalize());
    let amount = exact.map_or(Amount::Other, Amount::Exact);
    let (amount, end) = multiplied(glyphs, amount, end);
    let (amount, end) = approximated(glyphs, amount, end);
    tail(glyphs, amount, end)
}

/// 万 and 亿: the number is exact only if its decimals reach the units.
fn multiplied(glyphs: &[Glyph], amount: Amount, end: usize) -> (Amount, usize) {
    let factor = match sign(glyphs, end) {
        Some('万') if sign(glyphs, end + 1) != Some('元') => Decimal::from(10_000),
        Some('亿') if sign(glyphs, end + 1) != Some('元') => Decimal::from(100_000_000),
        Some('千' | '百') => return (Amount::Rough, end + 1),
        _ => return (amount, end),
    };
    let exact = match amount {
        Amount::Exact(value) if value.scale() >= 4 => value.checked_mul(factor),
        _ => None,
    };
    (exact.map_or(Amount::Rough, |value| Amount::Exact(value.normalize())), end + 1)
}

/// 余, 多 and 几 after a number make it approximate, and so does 万 after those.
fn approximated(glyphs: &[Glyph], amount: Amount, end: usize) -> (Amount, usize) {
    match (sign(glyphs, end), sign(glyphs, end + 1)) {
        (Some('余' | '多' | '几' | '来'), Some('万' | '千' | '百')) => (Amount::Rough, end + 2),
        (Some('余' | '多' | '几' | '来'), _) => (Amount::Rough, end + 1),
        _ => (amount, end),
    }
}

/// Shares, ranges and numbers followed by letters are not counts.
fn tail(glyphs: &[Glyph], amount: Amount, end: usize) -> (Amount, usize) {
    match sign(glyphs, end) {
        Some('%' | '‰' | '+' | '/' | '×') => (Amount::Other, end + 1),
        Some('-' | '~' | '—' | '–' | '至' | '到')
            if sign(glyphs, end + 1).is_some_and(|c| c.is_ascii_digit()) =>
        {
            (Amount::Other, end + 1)
        }
        Some(letter) if letter.is_ascii_alphabetic() => (Amount::Other, end),
        _ => (amount, end),
    }
}

/// Chinese numerals are numbers only before a unit: 一 also occurs in 统一 and 一是.
fn chinese(glyphs: &[Glyph]) -> Option<(Amount, usize)> {
    let figures = glyphs.iter().take(MOST_DIGITS + 1).take_while(|glyph| is_figure(glyph.sign)).count();
    if figures == 0 {
        return None;
    }
    let spelled: Vec<char> = glyphs.iter().take(figures).map(|glyph| glyph.sign).collect();
    let exact = value(&spelled).map(Decimal::from);
    let amount = exact.map_or(Amount::Rough, Amount::Exact);
    let (amount, end) = approximated(glyphs, amount, figures);
    unit(glyphs.get(end..).unwrap_or_default()).map(|_| (amount, end))
}

fn is_figure(sign: char) -> bool {
    digit(sign).is_some() || place(sign).is_some() || matches!(sign, '万' | '萬' | '若' | '干' | '数' | '几')
}

fn digit(sign: char) -> Option<u64> {
    match sign {
        '壹' => Some(1),
        '两' | '贰' | '貳' => Some(2),
        '叁' | '參' => Some(3),
        '肆' => Some(4),
        '伍' => Some(5),
        '陆' | '陸' => Some(6),
        '柒' => Some(7),
        '捌' => Some(8),
        '玖' => Some(9),
        _ => plain_digit(sign).map(u64::from),
    }
}

/// The value of a place, common or formal.
const fn place(sign: char) -> Option<u64> {
    match sign {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        _ => None,
    }
}

/// The value of a Chinese digit that may also be part of a year.
pub(super) const fn plain_digit(sign: char) -> Option<u16> {
    Some(match sign {
        '零' | '〇' | '○' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of well-formed Chinese numerals; `None` for 百, 数十, 二十多 and anything else.
fn value(spelled: &[char]) -> Option<u64> {
    let (high, low) = match spelled.iter().position(|sign| matches!(*sign, '万' | '萬')) {
        Some(at) => (Some(spelled.get(..at)?), spelled.get(at + 1..)?),
        None => (None, spelled),
    };
    let high = match high {
        Some(high) => below_ten_thousand(high)?.checked_mul(10_000)?,
        None => 0,
    };
    if low.is_empty() {
        return None; // 两万 is a rounded number
    }
    high.checked_add(below_ten_thousand(low)?)
}

fn below_ten_thousand(spelled: &[char]) -> Option<u64> {
    let mut total = 0;
    let mut pending: Option<u64> = None;
    let mut last = 10_000;
    let mut was_zero = false;
    for (index, sign) in spelled.iter().enumerate() {
        let Some(place) = place(*sign) else {
            let digit = digit(*sign)?;
            if pending.is_some() {
                return None; // 二六
            }
            was_zero = digit == 0;
            pending = (digit != 0 || spelled.len() == 1).then_some(digit);
            continue;
        };
        let count = pending.take().or((place == 10 && index == 0).then_some(1))?;
        if place >= last {
            return None;
        }
        (last, was_zero) = (place, false);
        total += count * place;
    }
    // 一百二 is colloquial for 120.
    let is_short =
        pending.is_some() && last > 10 && last < 10_000 && !was_zero && !ends_in_zero_digit(spelled);
    if is_short { None } else { Some(total + pending.unwrap_or(0)) }
}

/// Whether a zero precedes the last digit: 一百零三.
fn ends_in_zero_digit(spelled: &[char]) -> bool {
    let before = spelled.len().checked_sub(2).and_then(|index| spelled.get(index));
    before.is_some_and(|sign| digit(*sign) == Some(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::narrative::tokens::glyphs;

    fn read(text: &str) -> Option<String> {
        number(&glyphs(text)).map(|(amount, _)| match amount {
            Amount::Exact(value) => value.to_string(),
            Amount::Rough => "rough".to_owned(),
            Amount::Other => "none".to_owned(),
        })
    }

    #[test]
    fn numbers_in_prose_are_read() {
        for (text, want) in [
            ("26件", "26"),
            ("２６件", "26"),
            ("0件", "0"),
            ("1,295件", "1295"),
            ("1，295件", "none"),
            ("2021，120件", "2021"),
            ("11398889件", "11398889"),
            ("1.2万件", "rough"),
            ("1.4069万件", "14069"),
            ("14万余条", "rough"),
            ("10余件", "rough"),
            ("3-5件", "none"),
            ("3至5件", "none"),
            ("1.05%", "none"),
            ("12345678901234567890件", "none"),
            ("一件", "1"),
            ("两件", "2"),
            ("十件", "10"),
            ("十二件", "12"),
            ("二十六件", "26"),
            ("一百零三件", "103"),
            ("一百二十件", "120"),
            ("一千零八十件", "1080"),
            ("一千零八件", "1008"),
            ("一万二千三百件", "12300"),
            ("一百二件", "rough"),
            ("二六件", "rough"),
            ("两万件", "rough"),
            ("百余件", "rough"),
            ("数十件", "rough"),
            ("若干件", "rough"),
            ("十几件", "rough"),
            ("几件", "rough"),
            ("零件", "0"),
            ("壹佰捌拾陆件", "186"),
            ("贰拾伍件", "25"),
            ("叁仟肆佰伍拾陆件", "3456"),
            ("壹万零捌件", "10008"),
            ("拾件", "10"),
        ] {
            assert_eq!(read(text).as_deref(), Some(want), "{text}");
        }
        for text in ["一是", "统一", "三安全", "件"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
