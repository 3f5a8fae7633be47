//! Which texts are values of a statutory table.

use crate::model::form::ABSENT;
use crate::model::place::Place;
use crate::model::report::Cell;
use crate::model::text;
use crate::model::value::Value;
use crate::prose::numbering::numbering;

/// Characters of the longest number.
const LONGEST_VALUE: usize = 40;

/// The report cell of a text, without the mark of a note beside a figure.
pub fn figure(text: &str, place: &Place) -> Cell {
    Cell { value: Value::parse(without_mark(text).unwrap_or(text)), place: place.clone() }
}

/// The plain figure in a text that has the mark of a note before or after it: `19061[2]`, `599①`, `*12`, `8（注）`.
/// Readers give raised digits as superscripts: `599¹`.
pub fn without_mark(text: &str) -> Option<&str> {
    let shown = text.trim();
    if shown.bytes().all(|byte| byte.is_ascii_digit()) || !shown.contains(|c: char| c.is_ascii_digit()) {
        return None; // the usual cases, decided early
    }
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
    let is_figure = |figure: &str| figure.chars().any(|c| c.is_ascii_digit()) && figure.chars().all(is_part);
    let after = shown.trim_start_matches(is_part);
    let before = shown.trim_end_matches(is_part);
    let figure_first = shown.strip_suffix(after).filter(|figure| is_figure(figure) && is_mark(after));
    let mark_first = || {
        let figure = shown.strip_prefix(before)?;
        let is_bare_note = before.starts_with(['注', '备']); // 注1 is a label
        (is_figure(figure) && is_mark(before) && !is_bare_note).then_some(figure)
    };
    figure_first.or_else(mark_first)
}

/// Whether a text is the mark of a note: `[1]`, `〔注2〕`, `①`, `*`, `注1`, `¹`, `⁽¹⁾`.
fn is_mark(text: &str) -> bool {
    const MOST_STARS: usize = 3;
    const MOST_DIGITS: usize = 2;
    let text = text.trim();
    let is_raised = |c: char| matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹');
    if text.starts_with(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}') && !matches!(c, '注' | '备')) {
        return false; // a label
    }
    let is_short = |inner: &str| (1..=MOST_DIGITS).contains(&inner.chars().count());
    let are_raised = |inner: &str| is_short(inner) && inner.chars().all(is_raised);
    let is_number =
        |inner: &str| is_short(inner) && inner.bytes().all(|b| b.is_ascii_digit()) || are_raised(inner);
    let is_note = |inner: &str| {
        let number = inner.strip_prefix("备注").or_else(|| inner.strip_prefix('注'));
        number.is_some_and(|number| number.is_empty() || is_number(number.trim_start_matches([':', '：'])))
    };
    let within = |open: char, close: char| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let in_brackets = [('[', ']'), ('［', '］'), ('〔', '〕'), ('【', '】')];
    let bracketed = in_brackets.iter().find_map(|(open, close)| within(*open, *close));
    let in_parentheses = within('(', ')').or_else(|| within('（', '）')).or_else(|| within('⁽', '⁾'));
    let is_circled = |c: char| matches!(c, '①'..='⑳' | '❶'..='❿' | '➀'..='➉');
    let is_sign = |c: char| matches!(c, '*' | '＊' | '※' | '#' | '†');
    let count = text.chars().count();
    bracketed.is_some_and(|inner| {
        is_number(inner) || is_note(inner) || inner.chars().all(is_sign) && !inner.is_empty()
    }) || in_parentheses.is_some_and(|inner| is_note(inner) || are_raised(inner))
        || are_raised(text)
        || is_note(text)
        || count == 1 && text.chars().all(is_circled)
        || (1..=MOST_STARS).contains(&count) && text.chars().all(is_sign)
}

/// Whether a text can be a value of a statutory table: a number, or a word or sign for none.
pub fn is_figure(text: &str) -> bool {
    // The usual cases, decided early.
    if text.len() <= LONGEST_VALUE && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return !text.is_empty();
    }
    let is_label_start = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}') && !matches!(c, '无' | '空' | '没');
    if text.starts_with(is_label_start) && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let shown = text.trim();
    let is_numbered = is_numbered_label(shown);
    if is_numbered && !shown.contains(['注', '备']) {
        return false;
    }
    if without_mark(text).is_some() || shown == ABSENT {
        return true;
    }
    if shown.starts_with(is_label_start) || shown.starts_with(['(', '（']) || is_numbered {
        return false;
    }
    let narrow = text::narrow(text);
    let narrow = narrow.trim();
    let signs = !narrow.is_empty() && narrow.chars().all(|c| matches!(c, '-' | '/' | '\\' | '*' | '.'));
    let mut chars = narrow.trim_start_matches(['+', '-']).chars();
    let digit_first = chars.next().is_some_and(|c| c.is_ascii_digit());
    signs
        || matches!(narrow, "无" | "空" | "没有")
        || (digit_first
            && numbering(&text::fold(text)).0.is_none()
            && narrow.chars().count() <= LONGEST_VALUE
            && !starts_prose(narrow))
}

/// Whether a text where a figure is expected stands for one although it is none: `（67078）`, `>67000`,
/// `六万七千`. It must not be lost as the rest of a label.
pub fn is_odd_figure(text: &str) -> bool {
    const LONGEST: usize = 24;
    let shown = text.trim();
    if shown.is_empty() || shown.chars().count() > LONGEST || numbering(&text::fold(shown)).0.is_some() {
        return false;
    }
    let narrow = text::narrow(shown);
    let is_around = |c: char| "()[]【】〔〕《》〈〉<>≥≤≈~～=+\"“”'‘’「」约近超逾 件万元".contains(c);
    let inside = narrow.trim_matches(is_around);
    let is_digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let is_chinese = |c: char| "零〇一二两三四五六七八九十百千万亿点".contains(c);
    inside.starts_with(|c: char| c.is_ascii_digit()) && inside.chars().all(is_digits)
        || narrow.chars().all(is_chinese)
}

/// Whether a text is a number and a label: `1.属于国家秘密`.
fn is_numbered_label(text: &str) -> bool {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let label = after.strip_prefix(['.', '、']);
    (1..=2).contains(&(text.len() - after.len()))
        && label.is_some_and(|label| label.starts_with(|c| matches!(c, '\u{4e00}'..='\u{9fff}')))
}

/// Whether a text is prose that begins with digits: `2023年情况`, `2020—2024年情况`, `12345热线受理咨询。`.
fn starts_prose(narrow: &str) -> bool {
    /// Characters of the longest number with a full stop: `0。`.
    const LONGEST_WITH_STOP: usize = 6;
    let words = narrow.trim_start_matches(|c: char| c.is_ascii_digit());
    let before_note = words.split('(').next().unwrap_or_default();
    let is_span = |c: char| c.is_ascii_digit() || matches!(c, '-' | '—' | '–' | '~' | '至');
    let after_span = narrow.trim_start_matches(is_span);
    let last_year =
        narrow.strip_suffix(after_span).and_then(|span| span.rsplit(|c: char| !c.is_ascii_digit()).next());
    before_note.contains('月')
        || (after_span.starts_with('年') && last_year.is_some_and(|year| year.len() == 4))
        || (narrow.ends_with('。') && narrow.chars().count() > LONGEST_WITH_STOP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_stand_for_a_figure() {
        for text in
            ["（67078）", "(67078)", "《67078》", ">67000", "＞67000", "六万七千零七十八", "约67000件", "三"]
        {
            assert!(is_odd_figure(text), "{text}");
        }
        for text in
            ["（一）", "1.其他", "二、", "行政处罚", "第二十条第（六）项", "2024年", "总计", "万元", ""]
        {
            assert!(!is_odd_figure(text), "{text}");
        }
    }

    #[test]
    fn the_mark_of_a_note_is_no_part_of_a_figure() {
        for (text, want) in [
            ("19061[2]", Some("19061")),
            ("19061 [12]", Some("19061 ")),
            ("〔1〕19061", Some("19061")),
            ("［1］1.5", Some("1.5")),
            ("599①", Some("599")),
            ("⑳ 599", Some(" 599")),
            ("599*", Some("599")),
            ("**599", Some("599")),
            ("599注1", Some("599")),
            ("599（注）", Some("599")),
            ("（注2）599", Some("599")),
            ("12²", Some("12")),
            ("599¹²", Some("599")),
            ("¹599", Some("599")),
            ("599（¹）", Some("599")),
            ("599注¹", Some("599")),
            ("599¹²³", None),
            ("12₂", None),
            ("5991", None),
            ("12[345]", None),
            ("22（其中修订16件）", None),
            ("19061（1）", None),
            ("*", None),
            ("[1]", None),
            ("①", None),
            ("2023年[1]", None),
            ("注1", None),
            ("-", None),
        ] {
            assert_eq!(without_mark(text).map(str::trim), want.map(str::trim), "{text}");
        }
    }
}
