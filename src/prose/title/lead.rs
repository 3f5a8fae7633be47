//! What comes before a title and is no part of it, and a title that another one quotes.

use super::body::ends_as_body;
use super::letters::{Letter, group_end, strip_prefix};
use super::subject;
use super::years::digit;

/// Words before a title that are no part of it. A colon follows.
const LEADS: [&str; 5] = ["标题", "题名", "附件", "附表", "附"];
/// Letters of the longest label before a title, and of the longest name of an authority before the number of a
/// document.
const LONGEST_LABEL: usize = 8;

/// Without 附件2： or 标题： or a number at the start.
pub(super) fn without_lead(letters: &[Letter]) -> &[Letter] {
    for lead in LEADS {
        let Some(rest) = strip_prefix(letters, lead) else { continue };
        let in_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十- ".contains(c);
        let number = rest.iter().take_while(|(_, c)| in_number(*c)).count();
        match rest.get(number..).and_then(<[Letter]>::split_first) {
            Some(((_, ':' | '.' | '、' | ','), after)) => return without_lead(after),
            Some(((_, c), _)) if lead == "附件" && (1..=2).contains(&number) && digit(*c).is_none() => {
                return rest.get(number..).unwrap_or_default();
            }
            _ => {}
        }
    }
    without_number(letters)
}

/// Without the number of an item of a list: `1.`, `二、`.
fn without_number(letters: &[Letter]) -> &[Letter] {
    let number = letters.iter().take_while(|(_, c)| *c == '十' || digit(*c).is_some()).count();
    match letters.get(number..).and_then(<[Letter]>::split_first) {
        Some(((_, '.' | '、'), after))
            if (1..=2).contains(&number) && after.first().is_some_and(|(_, c)| !c.is_ascii_digit()) =>
        {
            after
        }
        _ => letters,
    }
}

/// Without any other short label and its colon. `某县司法局：2024年……` is no label.
pub(super) fn without_label<'l>(letters: &'l [Letter], subjects: &[&str]) -> &'l [Letter] {
    let colon = letters.iter().take(LONGEST_LABEL).position(|(_, c)| *c == ':');
    let Some((label, after)) = colon.and_then(|at| Some((letters.get(..at)?, letters.get(at + 1..)?))) else {
        return letters;
    };
    if ends_as_body(label) || subject(after, subjects).is_none() { letters } else { after }
}

/// Without the number of the document that has this title: `〔2024〕3号`, `某政办发〔2024〕3号`.
pub(super) fn without_document_number<'l>(letters: &'l [Letter], subjects: &[&str]) -> &'l [Letter] {
    let is_open = |c: char| c == '〔' || c == '[';
    let after = || {
        let open = letters.iter().take(LONGEST_LABEL).position(|(_, c)| is_open(*c))?;
        let close = group_end(letters, open)?;
        let is_year =
            close == open + 5 && letters.get(open + 1..close)?.iter().all(|(_, c)| digit(*c).is_some());
        let rest = letters.get(close + 1..)?;
        let digits = rest.iter().take_while(|(_, c)| c.is_ascii_digit()).count();
        let after = strip_prefix(rest.get(digits..)?, "号")?;
        (is_year && digits > 0 && subject(after, subjects).is_some()).then_some(after)
    };
    after().unwrap_or(letters)
}

/// The title that another one quotes: 关于印发《某县司法局2024年政府信息公开工作年度报告》的通知.
pub(super) fn quoted<'l>(letters: &'l [Letter], subjects: &[&str]) -> Option<&'l [Letter]> {
    let opens = letters.iter().enumerate().filter(|(_, (_, c))| *c == '《').map(|(at, _)| at);
    let inside = |open: usize| letters.get(open + 1..group_end(letters, open)?);
    opens.take(4).filter_map(inside).find(|inside| subject(inside, subjects).is_some())
}
