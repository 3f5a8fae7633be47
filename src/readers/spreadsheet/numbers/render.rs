//! A number as a section of a format shows it, digit by digit: nothing is rounded but the decimals.

use super::format::{Section, Token};

/// Digits of a denominator beyond which a fraction is not looked for.
const LONGEST_DENOMINATOR: usize = 4;

/// A number without its sign: 0.d₁d₂d₃… times ten to the power of `point`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Digits {
    digits: Vec<u8>,
    point: i64,
}

impl Digits {
    /// From digits with at most one point.
    fn new(text: &str) -> Self {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit).map(|b| b - b'0');
        let mut all = Self { digits: digits.collect(), point: i64::try_from(whole.len()).unwrap_or(0) };
        all.trim();
        all
    }

    fn trim(&mut self) {
        let zeros = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..zeros);
        self.point -= i64::try_from(zeros).unwrap_or(0);
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
    }

    /// Rounds to as many decimals, halves up.
    fn round(&mut self, places: usize) {
        let kept = self.point.saturating_add(i64::try_from(places).unwrap_or(i64::MAX));
        let Ok(kept) = usize::try_from(kept) else {
            self.digits.clear();
            return self.trim();
        };
        if kept >= self.digits.len() {
            return;
        }
        let is_up = self.digits.get(kept).is_some_and(|digit| *digit >= 5);
        self.digits.truncate(kept);
        if is_up {
            let nines = self.digits.iter().rev().take_while(|digit| **digit == 9).count();
            self.digits.truncate(kept - nines);
            if let Some(last) = self.digits.last_mut() {
                *last += 1;
            } else {
                self.digits.push(1);
                self.point += 1;
            }
        }
        self.trim();
    }

    /// The digit whose weight is ten to the power of `power`.
    fn at(&self, power: i64) -> u8 {
        let index = usize::try_from(self.point - 1 - power).ok();
        index.and_then(|index| self.digits.get(index)).copied().unwrap_or(0)
    }

    fn has_fraction(&self) -> bool {
        usize::try_from(self.point).map_or(!self.digits.is_empty(), |point| self.digits.len() > point)
    }

    /// The whole part, without zeros before it.
    fn whole(&self) -> Vec<char> {
        (0..self.point.max(0)).rev().map(|power| char::from(b'0' + self.at(power))).collect()
    }
}

/// Where the places for digits of a section are.
#[derive(Debug)]
struct Pattern {
    /// Indices of the places before the point.
    whole: Vec<usize>,
    /// Indices of the places after it.
    fraction: Vec<usize>,
    point: Option<usize>,
    exponent: Option<usize>,
    is_grouped: bool,
    /// How many digits the point moves: two to the right for each percent sign, three to the left for each
    /// comma after the last place.
    shift: i64,
}

impl Pattern {
    fn new(tokens: &[Token]) -> Self {
        let position = |is: fn(&Token) -> bool| tokens.iter().position(is);
        let exponent = position(|token| matches!(token, Token::Exponent { .. }));
        let point = position(|token| matches!(token, Token::Point))
            .filter(|point| exponent.is_none_or(|exponent| *point < exponent));
        let end = exponent.unwrap_or(tokens.len());
        let places =
            tokens.iter().enumerate().filter(|(at, token)| *at < end && matches!(token, Token::Digit(_)));
        let (whole, fraction): (Vec<usize>, Vec<usize>) =
            places.map(|(at, _)| at).partition(|at| point.is_none_or(|point| *at < point));
        let mut pattern = Self { whole, fraction, point, exponent, is_grouped: false, shift: 0 };
        for (at, token) in tokens.iter().enumerate() {
            match token {
                Token::Percent => pattern.shift += 2,
                Token::Comma => pattern.comma(at),
                _ => {}
            }
        }
        pattern
    }

    fn comma(&mut self, at: usize) {
        let part = if self.point.is_some_and(|point| at > point) { &self.fraction } else { &self.whole };
        let is_after = part.first().is_some_and(|first| *first < at);
        let is_before = part.last().is_some_and(|last| at < *last);
        match (is_after, is_before) {
            (true, false) => self.shift -= 3,
            (true, true) => self.is_grouped |= self.point.is_none_or(|point| at < point),
            (false, _) => {}
        }
    }
}

/// A number that is not negative, given as `number`, in a section; with the commas between thousands only
/// where `is_grouped`.
pub fn render(section: &Section, number: &str, is_grouped: bool) -> String {
    let tokens = section.tokens.as_slice();
    if let Some(slash) = tokens.iter().position(|token| matches!(token, Token::Slash))
        && let Some(shown) = fraction(tokens, slash, number)
    {
        return shown;
    }
    let mut pattern = Pattern::new(tokens);
    pattern.is_grouped &= is_grouped;
    let mut digits = Digits::new(number);
    digits.point += if digits.digits.is_empty() { 0 } else { pattern.shift };
    let exponent = pattern.exponent.map(|_| scientific(&mut digits, &pattern));
    digits.round(pattern.fraction.len());
    let mut shown = String::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Digit(_) if pattern.exponent.is_some_and(|exponent| at > exponent) => {}
            Token::Digit(place) => digit(&mut shown, &digits, &pattern, at, *place),
            Token::Point if pattern.point == Some(at) => {
                if pattern.whole.is_empty() {
                    shown.extend(digits.whole());
                }
                let is_shown = |at: &usize| matches!(tokens.get(*at), Some(Token::Digit('0' | '?')));
                if pattern.fraction.iter().any(is_shown) || digits.has_fraction() {
                    shown.push('.');
                }
            }
            Token::General => shown.push_str(number),
            Token::Exponent { shows_plus } => {
                shown.push_str(&power(exponent.unwrap_or(0), *shows_plus, tokens, at));
            }
            token => shown.extend(token.literal()),
        }
    }
    shown
}

/// Moves the point so that as many digits are before it as the pattern has places; the exponent.
fn scientific(digits: &mut Digits, pattern: &Pattern) -> i64 {
    if digits.digits.is_empty() {
        return 0;
    }
    let places = i64::try_from(pattern.whole.len()).unwrap_or(1).max(1);
    let original = digits.point;
    for _ in 0..2 {
        // Rounding may add a digit, as 9.99 to 10.0; then once more.
        let exponent =
            if places == 1 { digits.point - 1 } else { (digits.point - 1).div_euclid(places) * places };
        let mut rounded = digits.clone();
        rounded.point -= exponent;
        rounded.round(pattern.fraction.len());
        if rounded.point <= places {
            digits.point -= exponent;
            return exponent;
        }
        rounded.point += exponent;
        *digits = rounded;
    }
    original - digits.point
}

fn power(exponent: i64, shows_plus: bool, tokens: &[Token], at: usize) -> String {
    let width = tokens.iter().skip(at).filter(|token| matches!(token, Token::Digit('0'))).count();
    let sign = if exponent < 0 {
        "-"
    } else if shows_plus {
        "+"
    } else {
        ""
    };
    format!("E{sign}{:0width$}", exponent.abs())
}

/// What a place for a digit shows; the first one also all digits before it.
fn digit(shown: &mut String, digits: &Digits, pattern: &Pattern, at: usize, place: char) {
    let blank = |shown: &mut String| match place {
        '0' => shown.push('0'),
        '?' => shown.push(' '),
        _ => {}
    };
    if let Some(index) = pattern.fraction.iter().position(|place| *place == at) {
        let power = -1 - i64::try_from(index).unwrap_or(0);
        if digits.point - i64::try_from(digits.digits.len()).unwrap_or(0) <= power {
            shown.push(char::from(b'0' + digits.at(power)));
        } else {
            blank(shown);
        }
        return;
    }
    let Some(index) = pattern.whole.iter().position(|place| *place == at) else { return };
    let power = i64::try_from(pattern.whole.len() - 1 - index).unwrap_or(0);
    let highest = if index == 0 { power.max(digits.point - 1) } else { power };
    for power in (power..=highest).rev() {
        if power < digits.point {
            shown.push(char::from(b'0' + digits.at(power)));
        } else {
            blank(shown);
        }
        if pattern.is_grouped && power > 0 && power % 3 == 0 && (power < digits.point || place == '0') {
            shown.push(',');
        }
    }
}

/// A section such as `# ?/?`; `None` when it is none, or the number too large for one.
fn fraction(tokens: &[Token], slash: usize, number: &str) -> Option<String> {
    let (before, after) = tokens.split_at_checked(slash)?;
    let is_place = |token: &Token| matches!(token, Token::Digit(_));
    let numerator =
        before.iter().rev().skip_while(|token| !is_place(token)).take_while(|token| is_place(token)).count();
    let denominator: Vec<&Token> = after
        .iter()
        .skip(1)
        .skip_while(|token| matches!(token, Token::Literal(' ')))
        .take_while(|token| is_place(token) || matches!(token, Token::Literal('0'..='9')))
        .collect();
    let fixed: String = denominator.iter().filter_map(|token| token.literal()).collect();
    if numerator == 0 || denominator.is_empty() || denominator.len() > LONGEST_DENOMINATOR {
        return None;
    }
    let has_whole = before.iter().filter(|token| is_place(token)).count() > numerator;
    let value: f64 = number.parse().ok().filter(|value| *value < 1e12)?;
    let whole = if has_whole { value.trunc() } else { 0.0 };
    let part = value - whole;
    let largest = 10_u32.pow(u32::try_from(denominator.len()).ok()?) - 1;
    let candidates = match fixed.parse::<u32>() {
        Ok(fixed) => fixed..=fixed,
        Err(_) => 1..=largest,
    };
    let distance = |denominator: u32| {
        let denominator = f64::from(denominator);
        ((part * denominator).round() / denominator - part).abs()
    };
    let best = candidates.min_by(|a, b| distance(*a).total_cmp(&distance(*b)))?;
    let top = (part * f64::from(best)).round();
    let is_whole = has_whole && top >= f64::from(best);
    Some(match (has_whole, top > 0.0) {
        _ if is_whole => format!("{}", whole + 1.0),
        (true, true) if whole > 0.0 => format!("{whole} {top}/{best}"),
        (true, false) => format!("{whole}"),
        _ => format!("{top}/{best}"),
    })
}
