//! Writes a list number the way Word's number formats do: 一, （二）'s 二, ③, iv.
//!
//! The names are those of `ST_NumberFormat`. A format not known here counts in plain figures, which is
//! what Word falls back to as well.

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FORMAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// The number as the format writes it; `None` for a format that shows no number (bullets).
pub fn numeral(format: &str, number: i64) -> Option<String> {
    let plain = || number.to_string();
    let Ok(n) = u32::try_from(number) else { return Some(plain()) };
    let one = |c: Option<char>| c.map(String::from);
    let text = match format {
        "bullet" => return None,
        "none" => Some(String::new()),
        "decimalZero" => Some(format!("{n:02}")),
        "numberInDash" => Some(format!("- {n} -")),
        "chineseCounting" | "taiwaneseCounting" | "koreanDigital2" if n < 100 => Some(counting(n, false)),
        "chineseCounting" | "taiwaneseCounting" => Some(digits(n).replace('〇', "○")),
        "chineseCountingThousand" | "taiwaneseCountingThousand" => Some(counting(n, false)),
        "japaneseCounting" => Some(counting(n, true)),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => Some(digits(n)),
        "chineseLegalSimplified" | "ideographLegalTraditional" => {
            Some(spelled(n, FORMAL, ['拾', '佰', '仟']))
        }
        "ideographTraditional" => one(nth(STEMS, n)),
        "ideographZodiac" => one(nth(BRANCHES, n)),
        "decimalFullWidth" | "decimalFullWidth2" => Some(plain().chars().map(wide).collect()),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => one(circled(n)),
        "decimalEnclosedFullstop" => one(from(n, 20, '\u{2488}')),
        "decimalEnclosedParen" => one(from(n, 20, '\u{2474}')),
        "ideographEnclosedCircle" => one(from(n, 10, '\u{3280}')),
        "lowerLetter" => letters(n, 'a'),
        "upperLetter" => letters(n, 'A'),
        "lowerRoman" => roman(n).map(|text| text.to_lowercase()),
        "upperRoman" => roman(n),
        _ => None,
    };
    Some(text.unwrap_or_else(plain))
}

fn digits(n: u32) -> String {
    n.to_string().chars().filter_map(|c| DIGITS.get(c.to_digit(10)? as usize)).collect()
}

/// 十二, 一百零三; Japanese counting leaves out the 一 before 百 and the 零.
fn counting(n: u32, is_japanese: bool) -> String {
    let text = spelled(n, DIGITS, ['十', '百', '千']);
    let text = match text.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => text,
    };
    if is_japanese {
        return text.replace("一百", "百").replace("一千", "千").replace("一十", "十").replace('零', "");
    }
    text
}

/// A number below 100,000,000 spelled with units.
fn spelled(n: u32, digits: [char; 10], units: [char; 3]) -> String {
    if n == 0 {
        return digits.first().map(|&c| c.to_string()).unwrap_or_default();
    }
    let (high, low) = (n / 10_000, n % 10_000);
    let mut text = String::new();
    if high > 0 {
        text.push_str(&spelled(high % 10_000, digits, units));
        text.push('万');
        if low > 0 && low < 1000 {
            text.push('零');
        }
    }
    let mut is_gap = false;
    let mut has_written = false;
    for (place, unit) in [(1000, units.get(2)), (100, units.get(1)), (10, units.first()), (1, None)] {
        let digit = low / place % 10;
        if digit == 0 {
            is_gap = has_written;
            continue;
        }
        if is_gap {
            text.push('零');
        }
        text.extend(digits.get(digit as usize));
        text.extend(unit);
        (is_gap, has_written) = (false, true);
    }
    text
}

fn nth(signs: &str, n: u32) -> Option<char> {
    signs.chars().nth(n.checked_sub(1)? as usize)
}

fn wide(c: char) -> char {
    c.to_digit(10).and_then(|digit| char::from_u32('０' as u32 + digit)).unwrap_or(c)
}

/// The n-th of `count` signs that begin with `first`.
fn from(n: u32, count: u32, first: char) -> Option<char> {
    (1..=count).contains(&n).then(|| char::from_u32(first as u32 + n - 1)).flatten()
}

fn circled(n: u32) -> Option<char> {
    match n {
        0 => Some('⓪'),
        1..=20 => from(n, 20, '①'),
        21..=35 => from(n - 20, 15, '㉑'),
        _ => from(n.checked_sub(35)?, 15, '㊱'),
    }
}

/// a to z, aa to zz, aaa…: Word repeats the letter.
fn letters(n: u32, first: char) -> Option<String> {
    const LONGEST: u32 = 20;
    let index = n.checked_sub(1)?;
    let letter = char::from_u32(first as u32 + index % 26)?;
    let times = index / 26 + 1;
    (times <= LONGEST).then(|| letter.to_string().repeat(times as usize))
}

fn roman(n: u32) -> Option<String> {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&n) {
        return None;
    }
    let mut rest = n;
    let mut text = String::new();
    for (value, sign) in PARTS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numbers_read_as_word_shows_them() {
        for (format, number, shown) in [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 11, "十一"),
            ("chineseCounting", 20, "二十"),
            ("chineseCounting", 99, "九十九"),
            ("chineseCounting", 101, "一○一"),
            ("chineseCountingThousand", 12, "十二"),
            ("chineseCountingThousand", 103, "一百零三"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 1001, "一千零一"),
            ("chineseCountingThousand", 10_203, "一万零二百零三"),
            ("japaneseCounting", 101, "百一"),
            ("japaneseCounting", 15, "十五"),
            ("ideographTraditional", 3, "丙"),
            ("ideographTraditional", 11, "11"),
            ("ideographZodiac", 12, "亥"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("decimalFullWidth", 12, "１２"),
            ("decimalEnclosedCircle", 3, "③"),
            ("decimalEnclosedCircleChinese", 21, "㉑"),
            ("decimalEnclosedCircle", 36, "㊱"),
            ("decimalEnclosedCircle", 51, "51"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("ideographEnclosedCircle", 2, "㊁"),
            ("lowerLetter", 27, "aa"),
            ("upperLetter", 2, "B"),
            ("lowerRoman", 4, "iv"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("upperRoman", 4000, "4000"),
            ("none", 7, ""),
            ("decimal", -2, "-2"),
            ("somethingNew", 5, "5"),
        ] {
            assert_eq!(numeral(format, number).as_deref(), Some(shown), "{format} {number}");
        }
        assert_eq!(numeral("bullet", 1), None);
    }
}
