//! The numbering before labels and headings.

/// The numbering of a label or heading: its level (0 `第一部分`, 1 `一、`, 2 `（一）`, 3 `1.`, 4 `（1）`) and
/// number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbering {
    pub level: u8,
    pub number: u32,
}

/// Splits the numbering off folded text.
pub fn numbering(folded: &str) -> (Option<Numbering>, &str) {
    let may_start = |c: char| matches!(c, '(' | '第' | '十') || c.is_ascii_digit() || digit(c).is_some();
    // Nearly all texts are words, or a figure alone.
    if !folded.starts_with(may_start) || folded.bytes().all(|byte| byte.is_ascii_digit()) {
        return (None, folded);
    }
    if let Some(rest) = folded.strip_prefix('(') {
        let Some((inside, after)) = rest.split_once(')') else { return (None, folded) };
        if let Some(number) = chinese_number(inside) {
            return (Some(Numbering { level: 2, number }), after.trim_start_matches(['、', '.', ',']));
        }
        if let Some(number) = arabic_number(inside) {
            return (Some(Numbering { level: 4, number }), after);
        }
        return (None, folded);
    }
    if let Some(part) = numbered_part(folded) {
        return part;
    }
    let end = folded.find(|c: char| c != '十' && digit(c).is_none()).unwrap_or(folded.len());
    let (figures, after) = folded.split_at(end);
    if let (Some(number), Some(rest)) = (chinese_number(figures), after.strip_prefix(['、', '.', ',', ':']))
    {
        return (Some(Numbering { level: 1, number }), rest);
    }
    let end = folded.find(|c: char| !c.is_ascii_digit()).unwrap_or(folded.len());
    let (figures, after) = folded.split_at(end);
    let rest = after.trim_start_matches(['、', '.', ',', ')']);
    match arabic_number(figures) {
        // `2021年…` is a year, `12件` a number: a numbered label continues with a word.
        Some(number)
            if number < 100 && (starts_with_word(rest) || (rest.len() < after.len() && goes_on(rest))) =>
        {
            (Some(Numbering { level: 3, number }), rest)
        }
        _ => (None, folded),
    }
}

/// `第一部分`, `第2章`
fn numbered_part(folded: &str) -> Option<(Option<Numbering>, &str)> {
    let rest = folded.strip_prefix('第')?;
    let end = rest.find(|c: char| c != '十' && digit(c).is_none() && !c.is_ascii_digit())?;
    let (figures, after) = rest.split_at(end);
    let rest = ["部分", "章", "篇"].iter().find_map(|words| after.strip_prefix(words))?;
    let number = chinese_number(figures).or_else(|| arabic_number(figures))?;
    Some((Some(Numbering { level: 0, number }), rest.trim_start_matches(['、', '.', ',', ':'])))
}

fn starts_with_word(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| c.is_alphabetic() && !is_unit(c))
}

fn is_unit(character: char) -> bool {
    matches!(
        character,
        '年' | '月'
            | '日'
            | '件'
            | '条'
            | '项'
            | '元'
            | '万'
            | '亿'
            | '次'
            | '人'
            | '个'
            | '份'
            | '起'
            | '家'
            | '宗'
            | '篇'
            | '期'
    )
}

/// Whether text other than a digit follows: `1.属于` is numbered; `3.5` and `1,234` are numbers.
fn goes_on(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| !c.is_ascii_digit())
}

fn arabic_number(figures: &str) -> Option<u32> {
    (!figures.is_empty() && figures.len() <= 4 && figures.bytes().all(|b| b.is_ascii_digit()))
        .then(|| figures.parse().ok())?
}

/// `三`, `十`, `十二`, `二十`: up to 99.
pub fn chinese_number(figures: &str) -> Option<u32> {
    if figures.is_empty() {
        return None;
    }
    let (tens, ones) = match figures.split_once('十') {
        None => ("", figures),
        Some(("", ones)) => ("一", ones),
        Some(parts) => parts,
    };
    let single = |part: &str| {
        let mut chars = part.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Some(0),
            (Some(c), None) => digit(c),
            _ => None,
        }
    };
    let number = single(tens)? * 10 + single(ones)?;
    (number > 0).then_some(number)
}

const fn digit(figure: char) -> Option<u32> {
    Some(match figure {
        '〇' => 0,
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

/// A number up to 99 in the Chinese numerals of headings: 12 is `十二`.
pub fn chinese(number: u32) -> String {
    let digit = |digit: u32| "〇一二三四五六七八九".chars().nth(usize::try_from(digit).unwrap_or(usize::MAX));
    let (tens, ones) = (number / 10, number % 10);
    let tens = match tens {
        0 => String::new(),
        1 => "十".to_owned(),
        _ => digit(tens).into_iter().chain(['十']).collect(),
    };
    tens.chars().chain((ones > 0).then(|| digit(ones)).flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_is_split_off() {
        for (folded, level, number, rest) in [
            ("一、总体情况", 1, 1, "总体情况"),
            ("(十二)其他", 2, 12, "其他"),
            ("3.其他", 3, 3, "其他"),
            ("(1)子项", 4, 1, "子项"),
            ("第一部分总体情况", 0, 1, "总体情况"),
            ("第2章、其他", 0, 2, "其他"),
        ] {
            assert_eq!(numbering(folded), (Some(Numbering { level, number }), rest), "{folded}");
        }
        for plain in ["2021年全镇", "12件", "3.5", "1,234", "一是领导", "(区分处理)", "0", "第二十条第(一)项"]
        {
            assert_eq!(numbering(plain), (None, plain), "{plain}");
        }
    }
}
