//! What the title of a report names: the body and the years.
//!
//! Real titles have brackets (【年报】…), the mark of an attachment (附件2：…), Markdown, spaces between letters,
//! years in full-width or Chinese digits, before, inside or after the name of the kind of report.

use crate::model::text;

/// The years that a title can name.
const YEARS: std::ops::RangeInclusive<u16> = 2008..=2099;
/// Characters of the longest text that is read as a title.
const LONGEST: usize = 120;

/// Words for the subject of the report, the more precise first.
const SUBJECTS: [&str; 3] = ["政府信息公开", "政务公开", "信息公开"];
/// Words for the subject that may come before another one: 政务公开和政府信息公开.
const JOINED_SUBJECTS: [&str; 4] = ["政府信息公开", "政务公开", "信息公开", "政府信息"];
const CONJUNCTIONS: [char; 5] = ['和', '与', '及', '暨', '、'];

/// Brackets that may be around a title, a body or an addition.
const BRACKETS: [(char, char); 11] = [
    ('【', '】'),
    ('〔', '〕'),
    ('[', ']'),
    ('(', ')'),
    ('《', '》'),
    ('〈', '〉'),
    ('<', '>'),
    ('「', '」'),
    ('『', '』'),
    ('“', '”'),
    ('{', '}'),
];

/// Words before a title that are no part of it. A colon follows.
const LEADS: [&str; 4] = ["标题", "题名", "附件", "附"];
/// Words around the name of a body that are no part of it.
const BEFORE_BODY: [&str; 1] = ["关于"];
const AFTER_BODY: [&str; 8] =
    ["关于", "关于印发", "关于发布", "关于公布", "关于报送", "关于上报", "关于编报", "的"];
/// Words for a body in its own text: 全市, 我局, 本机关.
const OWN: [char; 5] = ['全', '我', '本', '各', '该'];
const OWN_KINDS: [&str; 20] = [
    "省", "市", "县", "区", "州", "旗", "镇", "乡", "街道", "局", "委", "办", "院", "校", "机关", "单位",
    "部门", "级", "系统", "地区",
];
/// Words that are no body.
const FRAGMENTS: [&str; 10] =
    ["年度", "年报", "工作", "公开", "报告", "关于", "附件", "标题", "名称", "政府"];
/// Verbs of sentences: 现公布2024年政府信息公开工作年度报告.
const VERBS: [&str; 5] = ["公布", "发布", "编制", "撰写", "形成"];
/// How the names of bodies end that follow the kind of report in brackets.
const BODY_ENDINGS: [&str; 21] = [
    "政府",
    "局",
    "厅",
    "委",
    "办",
    "办公室",
    "委员会",
    "中心",
    "街道",
    "镇",
    "乡",
    "县",
    "市",
    "区",
    "省",
    "院",
    "处",
    "学校",
    "大学",
    "公司",
    "队",
];

/// What a title names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// The organization that reports.
    pub organization: Option<String>,
    /// The years, each once: two in 2023—2024年.
    pub years: Vec<u16>,
    /// Whether the body comes first and not after the kind of report.
    pub starts_with_body: bool,
}

/// A character as written, and its simplified half-width form for comparison.
type Letter = (char, char);

impl Title {
    /// What this title names.
    #[must_use]
    pub fn of(title: &str) -> Self {
        let letters = letters(without_marks(title));
        if letters.len() > LONGEST {
            return Self::default();
        }
        let (letters, addition) = without_addition(without_lead(&letters));
        let letters = without_lead(letters);
        let years = years(letters);
        let first = addition.and_then(bracketed_body);
        let (before, after) = organization(letters, &years);
        let starts_with_body = before.is_some() || first.is_some();
        let organization = before.or(first).or(after);
        let own = named(&years);
        // （2023年度）某县司法局政府信息公开工作年度报告
        let years = if own.is_empty() {
            addition.map(|part| named(&self::years(part))).unwrap_or_default()
        } else {
            own
        };
        Self { organization, years, starts_with_body }
    }

    /// The year, if the title names exactly one.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        match self.years.as_slice() {
            [year] => Some(*year),
            _ => None,
        }
    }
}

/// Whether a line is nothing but a year, which belongs to the title above or below it: `（2024年度）`.
#[must_use]
pub fn is_year_alone(line: &str) -> bool {
    let letters = letters(line);
    let years = years(&letters);
    let is_bracketed = letters.first().is_some_and(|(_, c)| *c == '(');
    let is_sign = |c: char| c == '(' || c == ')';
    let covered = |at: usize| years.iter().any(|year| (year.start..year.end).contains(&at));
    matches!(years.as_slice(), [year] if year.kind == Kind::Named || (year.kind == Kind::Bare && is_bracketed))
        && letters.iter().enumerate().all(|(at, (_, c))| covered(at) || is_sign(*c))
}

/// The line without the marks of Markdown around a heading: `# …`, `**…**`.
#[must_use]
pub fn without_marks(line: &str) -> &str {
    let mut text = text::trim(line);
    if text.starts_with('#') {
        text = text::trim(text.trim_matches('#'));
    }
    for mark in ["**", "__"] {
        if let Some(inside) = text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) {
            text = text::trim(inside);
        }
    }
    text
}

/// The line without what comes before a title: the mark of an attachment or of a label. `None` if there is none.
#[must_use]
pub fn after_lead(line: &str) -> Option<String> {
    let letters = letters(without_marks(line));
    let rest = without_lead(&letters);
    (rest.len() < letters.len()).then(|| rest.iter().map(|(c, _)| *c).collect())
}

/// Whether the name of a body is in truth a sentence about a report.
#[must_use]
pub fn is_sentence(organization: &str) -> bool {
    organization.starts_with(['现', '将', '由']) || VERBS.iter().any(|verb| organization.contains(verb))
}

/// The letters of a line without white space, except between Latin words and numbers.
fn letters(line: &str) -> Vec<Letter> {
    let fold = |c: char| text::simplified(text::narrow_letter(c));
    let all: Vec<char> = line.chars().filter(|c| !text::is_invisible(*c)).collect();
    let spaces = all.iter().filter(|c| c.is_whitespace()).count();
    // 淮 安 市 2 0 2 4 年: here the spaces separate letters, not words.
    let is_spaced = 3 * spaces > all.len();
    let mut letters: Vec<Letter> = Vec::with_capacity(all.len());
    let mut was_space = false;
    for c in all {
        if c.is_whitespace() {
            was_space = true;
            continue;
        }
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        let follows_latin = letters.last().is_some_and(|(_, last)| is_latin(*last));
        if was_space && !is_spaced && follows_latin && is_latin(fold(c)) {
            letters.push((' ', ' '));
        }
        was_space = false;
        letters.push((c, fold(c)));
    }
    letters
}

/// Without 附件2： or 标题： or a number at the start.
fn without_lead(letters: &[Letter]) -> &[Letter] {
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

/// Without a bracketed addition at the start (【年报】, （公开）) and what that says. A bracket around the whole
/// title goes too.
fn without_addition(letters: &[Letter]) -> (&[Letter], Option<&[Letter]>) {
    let Some(close) = group_end(letters, 0) else { return (letters, None) };
    let (inside, after) =
        (letters.get(1..close).unwrap_or_default(), letters.get(close + 1..).unwrap_or_default());
    let has_subject = |part: &[Letter]| subject(part).is_some();
    // （某县）教育局
    let is_in_name = letters.first().is_some_and(|(_, c)| *c == '(') && ends_as_body(inside);
    if has_subject(after) && !is_in_name {
        let (rest, further) = without_addition(after);
        (rest, further.or(Some(inside)))
    } else if has_subject(inside) && after.is_empty() {
        without_addition(inside)
    } else {
        (letters, None)
    }
}

/// Where the bracket that opens at `open` closes.
fn group_end(letters: &[Letter], open: usize) -> Option<usize> {
    let opening = letters.get(open)?.1;
    let (_, closing) = BRACKETS.into_iter().find(|(open, _)| *open == opening)?;
    let mut depth = 0_usize;
    for (at, (_, c)) in letters.iter().enumerate().skip(open) {
        if *c == opening {
            depth += 1;
        } else if *c == closing {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

fn strip_prefix<'l>(letters: &'l [Letter], words: &str) -> Option<&'l [Letter]> {
    let count = words.chars().count();
    starts_with(letters, words).then(|| letters.get(count..).unwrap_or_default())
}

fn starts_with(letters: &[Letter], words: &str) -> bool {
    let mut letters = letters.iter();
    words.chars().all(|c| letters.next().is_some_and(|(_, letter)| *letter == c))
}

fn strip_suffix<'l>(letters: &'l [Letter], words: &str) -> Option<&'l [Letter]> {
    let start = letters.len().checked_sub(words.chars().count())?;
    starts_with(letters.get(start..)?, words).then(|| letters.get(..start).unwrap_or_default())
}

/// Where the words for the subject of the report start, the last of them.
fn subject(letters: &[Letter]) -> Option<usize> {
    SUBJECTS.into_iter().find_map(|words| last(letters, words))
}

/// Where these words start, the last time.
fn last(letters: &[Letter], words: &str) -> Option<usize> {
    (0..letters.len()).rev().find(|at| starts_with(letters.get(*at..).unwrap_or_default(), words))
}

/// How a year is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `2024年`, `2024年度`, `2023—` before `2024年`.
    Named,
    /// `2024` alone.
    Bare,
    /// Part of a date, or of the number of a document.
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Year {
    start: usize,
    end: usize,
    year: u16,
    kind: Kind,
}

/// The years in a title, in order.
fn years(letters: &[Letter]) -> Vec<Year> {
    let mut found: Vec<Year> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let rest = letters.get(at..).unwrap_or_default();
        let run = rest.iter().take_while(|(_, c)| digit(*c).is_some()).count();
        if let Some(year) = (run == 4).then(|| value(rest)).flatten() {
            let (kind, length) = kind(rest.get(run..).unwrap_or_default());
            found.push(Year { start: at, end: at + run + length, year, kind });
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
fn digit(character: char) -> Option<u16> {
    let among = |digits: &str| digits.chars().position(|c| c == character);
    let chinese = among("〇一二三四五六七八九").or_else(|| among("零壹贰叁肆伍陆柒捌玖"));
    let is_zero = || matches!(character, '○' | '◯' | 'O' | 'o');
    chinese
        .and_then(|n| u16::try_from(n).ok())
        .or_else(|| character.to_digit(10).and_then(|n| u16::try_from(n).ok()))
        .or_else(|| is_zero().then_some(0))
}

/// The years that the title is of, each once.
fn named(years: &[Year]) -> Vec<u16> {
    let of = |kind: Kind| {
        let mut found: Vec<u16> =
            years.iter().filter(|year| year.kind == kind).map(|year| year.year).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    Some(of(Kind::Named)).filter(|named| !named.is_empty()).unwrap_or_else(|| of(Kind::Bare))
}

/// The body before the subject of the report, and that after it.
fn organization(letters: &[Letter], years: &[Year]) -> (Option<String>, Option<String>) {
    let Some(mut at) = subject(letters) else { return (None, None) };
    // 政务公开和政府信息公开工作年度报告
    while let Some(earlier) = joined_subject(letters.get(..at).unwrap_or_default()) {
        at = earlier;
    }
    // 某镇人民政府信息公开年报: here 政府 belongs to the body.
    if letters.get(..at).is_some_and(|before| strip_suffix(before, "人民").is_some()) {
        at += "政府".chars().count();
    }
    let mut parts: Vec<&[Letter]> = Vec::new();
    let mut start = 0;
    for year in years.iter().filter(|year| year.end <= at) {
        parts.push(letters.get(start..year.start).unwrap_or_default());
        start = year.end;
    }
    parts.push(letters.get(start..at).unwrap_or_default());
    (parts.into_iter().find_map(body), body_after(letters.get(at..).unwrap_or_default()))
}

fn joined_subject(before: &[Letter]) -> Option<usize> {
    let (last, rest) = before.split_last()?;
    let is_joined = CONJUNCTIONS.contains(&last.1);
    let shorter = JOINED_SUBJECTS.into_iter().find_map(|words| strip_suffix(rest, words));
    shorter.filter(|_| is_joined).map(<[Letter]>::len)
}

/// The name of a body without what is around it.
fn body(part: &[Letter]) -> Option<String> {
    let mut name = part;
    loop {
        let mut shorter = trim(name);
        for words in BEFORE_BODY {
            shorter = strip_prefix(shorter, words).unwrap_or(shorter);
        }
        for words in AFTER_BODY {
            shorter = strip_suffix(shorter, words).unwrap_or(shorter);
        }
        if shorter.len() == name.len() {
            break;
        }
        name = shorter;
    }
    let folded: String = name.iter().map(|(_, c)| *c).collect();
    is_body(&folded).then(|| name.iter().map(|(c, _)| *c).collect())
}

/// Without punctuation and brackets at the ends that enclose nothing or all of it.
fn trim(part: &[Letter]) -> &[Letter] {
    const SIGNS: &str = " -_|/\\:,、。.!~·•*#\"'‘’─―★☆■□◆◇●○▲△※▪";
    let is_bracket = |c: char| BRACKETS.iter().any(|(open, close)| c == *open || c == *close);
    let first = |part: &[Letter]| part.first().map(|(_, c)| *c);
    let end_of = |part: &[Letter]| part.last().map(|(_, c)| *c);
    if let Some(c) = first(part) {
        let end = group_end(part, 0);
        let is_loose = is_bracket(c) && end.is_none();
        if is_loose || SIGNS.contains(c) {
            return part.get(1..).unwrap_or_default();
        }
        match end {
            Some(end) if end + 1 == part.len() => return part.get(1..end).unwrap_or_default(),
            // （某县）教育局
            Some(end) if c == '(' && ends_as_body(part.get(1..end).unwrap_or_default()) => {}
            Some(end) => return part.get(end + 1..).unwrap_or_default(),
            None => {}
        }
    }
    if let Some(c) = end_of(part) {
        let closes = || (0..part.len()).any(|open| group_end(part, open) == Some(part.len() - 1));
        if SIGNS.contains(c) || (is_bracket(c) && !closes()) {
            return part.get(..part.len() - 1).unwrap_or_default();
        }
    }
    part
}

/// Whether a folded text can be the name of a body, and no fragment of a title.
fn is_body(folded: &str) -> bool {
    let is_own = folded.strip_prefix(OWN).is_some_and(|kind| OWN_KINDS.contains(&kind));
    folded.chars().count() >= 2
        && folded.chars().any(|c| c.is_alphabetic() && digit(c).is_none())
        && !folded.starts_with(['年', '月', '日', '的'])
        && !FRAGMENTS.contains(&folded)
        && !is_own
}

/// The body after the kind of report, in brackets or at the end: 2024年政府信息公开工作年度报告（某县财政局）,
/// 政府信息公开工作年度报告（2024年度）某县财政局. The name of a website follows a sign: …报告-某县人民政府.
fn body_after(rest: &[Letter]) -> Option<String> {
    let group = |open: usize| rest.get(open + 1..group_end(rest, open)?);
    let in_brackets = || (0..rest.len()).filter_map(group).find_map(bracketed_body);
    let kind =
        ["报告", "年报"].into_iter().find_map(|words| last(rest, words).map(|at| at + words.chars().count()));
    let tail = || {
        let tail = rest.get(kind?..)?;
        let end = years(tail).iter().rev().find(|year| year.end < tail.len()).map_or(0, |year| year.end);
        let tail = tail.get(end..)?;
        let tail = tail.split_first().filter(|((_, c), _)| *c == ')').map_or(tail, |(_, tail)| tail);
        let end = years(tail).first().map_or(tail.len(), |year| year.start);
        let tail = tail.get(..end)?;
        let starts_name = tail.first().is_some_and(|(_, c)| c.is_alphabetic());
        starts_name.then(|| bracketed_body(tail))?
    };
    in_brackets().or_else(tail)
}

/// The body that is all of this.
fn bracketed_body(inside: &[Letter]) -> Option<String> {
    ends_as_body(inside).then(|| body(inside))?
}

fn ends_as_body(inside: &[Letter]) -> bool {
    BODY_ENDINGS.iter().any(|ending| strip_suffix(inside, ending).is_some())
}

#[cfg(test)]
mod tests;
