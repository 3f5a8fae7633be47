//! Suspects: which single cell of a broken sum is probably mistyped.
//!
//! A cell is part of several sums. Correcting the one that was mistyped corrects all of them at once;
//! changing any other corrects one sum and breaks the next. A total that balances was computed from its parts, by a
//! formula perhaps: it follows the part that is corrected, and is not itself to blame. Where a cell is part of one sum
//! only, its digits may still show the mistake: a total that leaves out one of its parts, or two transposed digits.

use std::cmp::Reverse;

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
    /// The change corrects this many sums at once; whether totals of the cell change with it.
    Corrects { sums: usize, totals_follow: bool },
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
            (Language::Zh, Why::Corrects { sums, totals_follow }) => {
                let follow = if *totals_follow { "（合计随之改）" } else { " " };
                format!("；疑似笔误：{name} 现为 {found}，改为 {to}{follow}则有关的 {sums} 处都平")
            }
            (Language::En, Why::Corrects { sums, totals_follow }) => {
                let follow = if *totals_follow { ", with its totals," } else { "" };
                format!(
                    "; probably a typing error: {name} is {found}, and {to}{follow} would correct {sums} sums at once"
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

/// With more broken sums than this the parts of their totals are not looked at.
const FEW_BROKEN: usize = 20;

/// Totals that may follow a part: of a group, of the row, of the column, and of these.
const MOST_FOLLOWING: usize = 8;

/// The suspects of a broken sum, likeliest first; none where no cell is likelier than the others.
pub fn find(broken: &Equation, all: &[&Equation]) -> Vec<Suspect> {
    let smaller = if broken.difference.is_sign_positive() { &broken.right } else { &broken.left };
    if smaller.iter().any(|term| term.is_blank) {
        return Vec::new(); // the missing figure may be the one that was not filled in
    }
    let mut candidates: Vec<_> = terms(broken)
        .filter_map(|(term, is_left)| corrects(term, change(term, is_left, broken)?, all))
        .collect();
    if candidates.is_empty() && all.iter().filter(|sum| !sum.difference.is_zero()).count() <= FEW_BROKEN {
        candidates = parts_to_blame(broken, all);
    }
    // The plainest explanation: fewest figures to change, and of these most sums corrected.
    let best = candidates.iter().map(|(plainness, _)| *plainness).max();
    candidates.retain(|(plainness, _)| Some(*plainness) == best);
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

/// By how much the term would have to change for the sum to balance.
fn change(term: &Term, is_left: bool, broken: &Equation) -> Option<Decimal> {
    corrected(term, is_left, broken)?.checked_sub(term.figure)
}

/// The parts of the totals in a broken sum that correct several sums.
fn parts_to_blame(broken: &Equation, all: &[&Equation]) -> Vec<(Plainness, Suspect)> {
    let mut candidates = Vec::new();
    for (term, is_left) in terms(broken) {
        let Some(change) = change(term, is_left, broken) else { continue };
        let parts = all.iter().filter_map(|sum| parts_of(term.address, sum)).flatten();
        candidates.extend(parts.filter_map(|part| corrects(part, change, all)));
    }
    candidates
}

/// The parts of the sum, where it balances and this cell is its total.
fn parts_of(total: Address, sum: &Equation) -> Option<impl Iterator<Item = &Term>> {
    let is_total = sum.difference.is_zero() && matches!(sum.left.as_slice(), [left] if left.address == total);
    is_total.then(|| sum.right.iter().filter(|part| !part.is_blank))
}

/// How plain an explanation is: by the figures that change, then by the sums that it corrects.
type Plainness = (Reverse<usize>, usize);

/// What changing this term explains; `None` unless it corrects several and breaks none. Totals that balance
/// change with their parts.
fn corrects(term: &Term, change: Decimal, all: &[&Equation]) -> Option<(Plainness, Suspect)> {
    let to = term.figure.checked_add(change).filter(|to| !to.is_sign_negative())?;
    let mut changes = vec![(term.address, change)];
    while let Some(following) = all.iter().find_map(|sum| following(sum, &changes)) {
        if changes.len() > MOST_FOLLOWING {
            return None;
        }
        changes.push(following);
    }
    let mut corrected = 0;
    for equation in all {
        match (equation.difference.is_zero(), after(equation, &changes)?.is_zero()) {
            (false, true) => corrected += 1,
            (true, false) => return None,
            _ => {}
        }
    }
    let why = Why::Corrects { sums: corrected, totals_follow: changes.len() > 1 };
    let suspect = Suspect { address: term.address, found: term.figure, to: to.normalize(), why };
    (corrected > 1).then_some(((Reverse(changes.len()), corrected), suspect))
}

/// What is left of the equation's difference, or becomes it, after these changes.
fn after(equation: &Equation, changes: &[(Address, Decimal)]) -> Option<Decimal> {
    changes.iter().try_fold(equation.difference, |difference, (address, change)| {
        match side_of(*address, equation) {
            Some(true) => difference.checked_add(*change),
            Some(false) => difference.checked_sub(*change),
            None => Some(difference),
        }
    })
}

/// The total of a sum that balances and no longer would after these changes, and how it changes with its parts.
fn following(sum: &Equation, changes: &[(Address, Decimal)]) -> Option<(Address, Decimal)> {
    let [total] = sum.left.as_slice() else { return None };
    if !sum.difference.is_zero() || changes.iter().any(|(address, _)| *address == total.address) {
        return None;
    }
    let difference = after(sum, changes)?;
    (!difference.is_zero()).then_some((total.address, -difference))
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
