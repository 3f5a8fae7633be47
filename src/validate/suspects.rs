//! Suspects: which single cell of a broken sum is probably mistyped.
//!
//! A cell is part of several sums. Correcting the one that was mistyped corrects all of them at once;
//! changing any other corrects one sum and breaks the next. Where a cell is part of one sum only, its digits
//! may still show the mistake: a total that leaves out one of its parts, or two transposed digits.

use super::balance::{Equation, Term};
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::language::Language;
use crate::model::report::Report;

/// A cell that is probably mistyped.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspect {
    pub address: Address,
    pub found: Decimal,
    /// What it would have to be for the sums to balance.
    pub to: Decimal,
    pub why: Why,
}

/// Why a cell is suspected.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// The change corrects this many sums at once.
    Corrects(usize),
    /// The total is the sum without this part.
    LeavesOut(Address),
    /// Two neighbouring digits are transposed.
    Transposed,
}

impl Suspect {
    /// The suspicion in words, to be appended to the message of the broken sum.
    pub fn describe(&self, report: &Report, language: Language) -> String {
        let Self { found, to, .. } = self;
        let name = report.label(self.address, language);
        match (language, &self.why) {
            (Language::Zh, Why::Corrects(count)) => {
                format!("；疑似笔误：{name} 现为 {found}，改为 {to} 则有关的 {count} 处都平")
            }
            (Language::En, Why::Corrects(count)) => {
                format!(
                    "; probably a typing error: {name} is {found}, and {to} would correct {count} sums at once"
                )
            }
            (Language::Zh, Why::LeavesOut(part)) => {
                format!("；疑似漏加：{name} {found} 正好没有算进 {}", report.label(*part, language))
            }
            (Language::En, Why::LeavesOut(part)) => {
                format!(
                    "; probably left out: {name} {found} does not include {}",
                    report.label(*part, language)
                )
            }
            (Language::Zh, Why::Transposed) => {
                format!("；疑似数字颠倒：{name} 现为 {found}，改为 {to} 就平")
            }
            (Language::En, Why::Transposed) => {
                format!("; probably transposed digits: {name} is {found}, and {to} would correct the sum")
            }
        }
    }
}

/// Broken sums of a table whose suspects are looked for; where more are broken, no single cell is to blame.
pub const MOST_BROKEN: usize = 200;

/// The suspects of a broken sum, likeliest first; none where no cell is likelier than the others.
pub fn find(broken: &Equation, all: &[&Equation]) -> Vec<Suspect> {
    let smaller = if broken.difference.is_sign_positive() { &broken.right } else { &broken.left };
    if smaller.iter().any(|term| term.is_blank) {
        return Vec::new(); // the missing figure may be the one that was not filled in
    }
    let mut candidates: Vec<_> =
        terms(broken).filter_map(|(term, is_left)| corrects(term, is_left, broken, all)).collect();
    let most = candidates.iter().map(|(net, _)| *net).max().unwrap_or_default();
    candidates.retain(|(net, _)| *net == most);
    // More than two suspects add nothing to the broken sum.
    if (1..=2).contains(&candidates.len()) {
        return candidates.into_iter().map(|(_, suspect)| suspect).collect();
    }
    let transposed = || {
        let mut found = terms(broken).filter_map(|(term, is_left)| transposed(term, is_left, broken));
        found.next().filter(|_| found.next().is_none())
    };
    left_out(broken).or_else(transposed).into_iter().collect()
}

fn terms(equation: &Equation) -> impl Iterator<Item = (&Term, bool)> {
    equation.left.iter().map(|term| (term, true)).chain(equation.right.iter().map(|term| (term, false)))
}

/// What the term would have to be for the sum to balance.
fn corrected(term: &Term, is_left: bool, broken: &Equation) -> Option<Decimal> {
    let to = if is_left {
        term.figure.checked_sub(broken.difference)
    } else {
        term.figure.checked_add(broken.difference)
    };
    to.filter(|to| !to.is_sign_negative()).map(|to| to.normalize())
}

/// By how many the sums corrected by changing this term outnumber those broken by it; `None` unless it
/// corrects several sums and more than it breaks.
fn corrects(term: &Term, is_left: bool, broken: &Equation, all: &[&Equation]) -> Option<(usize, Suspect)> {
    let to = corrected(term, is_left, broken)?;
    let change = to.checked_sub(term.figure)?;
    let (mut corrected_sums, mut broken_sums) = (0, 0);
    for equation in all {
        let Some(is_left) = side_of(term.address, equation) else { continue };
        let after = if is_left {
            equation.difference.checked_add(change)?
        } else {
            equation.difference.checked_sub(change)?
        };
        match (equation.difference.is_zero(), after.is_zero()) {
            (false, true) => corrected_sums += 1,
            (true, false) => broken_sums += 1,
            _ => {}
        }
    }
    let suspect =
        Suspect { address: term.address, found: term.figure, to, why: Why::Corrects(corrected_sums) };
    (corrected_sums > 1 && corrected_sums > broken_sums).then(|| (corrected_sums - broken_sums, suspect))
}

fn side_of(address: Address, equation: &Equation) -> Option<bool> {
    terms(equation).find(|(term, _)| term.address == address).map(|(_, is_left)| is_left)
}

/// A total that is the sum of all its parts but one.
fn left_out(broken: &Equation) -> Option<Suspect> {
    let [total] = broken.left.as_slice() else { return None };
    let missing = -broken.difference;
    let mut parts = broken.right.iter().filter(|part| !part.figure.is_zero() && part.figure == missing);
    let part = parts.next().filter(|_| parts.next().is_none())?;
    let to = corrected(total, true, broken)?;
    Some(Suspect { address: total.address, found: total.figure, to, why: Why::LeavesOut(part.address) })
}

/// A figure with two neighbouring digits transposed: 12 for 21.
fn transposed(term: &Term, is_left: bool, broken: &Equation) -> Option<Suspect> {
    let to = corrected(term, is_left, broken)?;
    let (found, wanted) = (term.figure.to_string().into_bytes(), to.to_string().into_bytes());
    let differing: Vec<usize> =
        found.iter().zip(&wanted).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    let [first, second] = *differing.as_slice() else { return None };
    let is_swapped = found.len() == wanted.len()
        && second == first + 1
        && found.get(first) == wanted.get(second)
        && found.get(second) == wanted.get(first);
    is_swapped.then_some(Suspect { address: term.address, found: term.figure, to, why: Why::Transposed })
}
