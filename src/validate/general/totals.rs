//! G001: totals that are not the sum of their parts, where the other totals of the same line are.
//!
//! No table says which of its rows a total adds up. What it adds up is taken from the totals themselves: the
//! rows above or below it whose sum it is in at least two columns, and in more columns than not. In the other
//! columns the total is then wrong, unless they hold rates or averages. Columns are judged like rows.

use std::collections::BTreeSet;

use super::grid::{Grid, Spot, figure, is_nothing};
use super::tables;
use crate::model::decimal::Decimal;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::{Message, Text};
use crate::model::report::Report;
use crate::model::text;

/// G001: a total is not the sum of its parts.
pub static WRONG_TOTAL: Rule = Rule {
    code: "G001",
    name: "wrong-total",
    severity: Severity::Warning,
    title: Text::new("合计不等于各项之和", "a total is not the sum of its parts"),
    ground: Text::new(
        "文件自身：同一行（列）的其他合计都等于这些项之和",
        "the document itself: the other totals of the same row or column are the sums of these parts",
    ),
    page: include_str!("../../../docs/rules/G001.md"),
};

/// Fewest sums that must hold before another one of the same line is wrong.
const FEWEST_SUMS: usize = 2;

/// Most lines that a total is taken to add up.
const MOST_PARTS: usize = 300;

/// Most figures that are added up for one table.
const MOST_ADDITIONS: usize = 2_000_000;

pub fn check(report: &Report, findings: &mut Vec<Finding>) {
    for table in tables(report) {
        let Some(grid) = Grid::of(table) else { continue };
        let rows = wrong_totals(&grid);
        let columns =
            wrong_totals(&grid.turned()).into_iter().map(|((column, row), wrong)| ((row, column), wrong));
        // The total of totals is judged twice.
        let mut reported = BTreeSet::new();
        let once = rows.into_iter().chain(columns).filter(|(at, _)| reported.insert(*at));
        findings.extend(once.map(|(_, wrong)| wrong));
    }
}

/// The wrong totals among the lines of a grid, each with its line and index.
fn wrong_totals(grid: &Grid<'_>) -> Vec<((usize, usize), Finding)> {
    let lines = Lines::of(grid);
    let mut additions = MOST_ADDITIONS;
    let totals =
        lines.kinds.iter().enumerate().filter(|(_, kind)| matches!(kind, Kind::Total | Kind::Subtotal));
    totals.flat_map(|(line, _)| lines.wrong_in(line, &mut additions)).collect()
}

/// What a line is in sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Figures that a total may add up.
    Part,
    /// A part of a part: `其中：女`.
    OfWhich,
    Subtotal,
    Total,
    /// No figures: a caption, a header or a blank line.
    Words,
}

/// The lines of a grid with their kinds.
struct Lines<'g, 't> {
    grid: &'g Grid<'t>,
    kinds: Vec<Kind>,
    /// For each index whether it holds amounts: rates, codes and numbers of lines add up to nothing.
    adds_up: Vec<bool>,
    /// Whether the table gives rounded figures.
    is_rounded: bool,
}

/// The lines that a total may add up, nearest first.
type Parts = Vec<usize>;

impl<'g, 't> Lines<'g, 't> {
    fn of(grid: &'g Grid<'t>) -> Self {
        let first = first_line(grid);
        let kinds = (0..grid.len()).map(|line| if line < first { Kind::Words } else { kind(grid, line) });
        let adds_up = (0..grid.width()).map(|index| adds_up(grid, index)).collect();
        let mut texts = (0..grid.len()).flat_map(|line| grid.line(line).flatten());
        let is_rounded = texts.any(|spot| spot.is_start && says_rounded(&spot.cell.text));
        Self { grid, kinds: kinds.collect(), adds_up, is_rounded }
    }

    fn wrong_in(&self, total: usize, additions: &mut usize) -> Vec<((usize, usize), Finding)> {
        let mut best: Option<Verdict> = None;
        let mut holding: BTreeSet<usize> = BTreeSet::new();
        for parts in self.candidates(total, additions) {
            let verdicts = self.verdicts(total, &parts, additions);
            for verdict in verdicts {
                holding.extend(&verdict.holds);
                let is_better = best.as_ref().is_none_or(|best| verdict.rank() > best.rank());
                if is_better {
                    best = Some(verdict);
                }
            }
        }
        let Some(best) = best.filter(Verdict::is_evident) else { return Vec::new() };
        let wrong = best.wrong.iter().filter(|(index, _)| !holding.contains(index));
        wrong.filter_map(|(index, sum)| Some(((total, *index), self.finding(total, *index, *sum)?))).collect()
    }

    /// The sets of lines that the total may add up, each in the order in which they are added.
    fn candidates(&self, total: usize, additions: &mut usize) -> Vec<Parts> {
        let is_block_end = |line: &usize| self.is_header(*line);
        let above: Vec<usize> =
            (0..total).rev().take_while(|line| !is_block_end(line)).take(*additions).collect();
        let below: Vec<usize> =
            (total + 1..self.kinds.len()).take_while(|line| !is_block_end(line)).take(*additions).collect();
        *additions = additions.saturating_sub(above.len() + below.len());
        let of = |lines: &[usize], kinds: &[Kind]| -> Parts {
            let kept =
                lines.iter().filter(|line| self.kinds.get(**line).is_some_and(|kind| kinds.contains(kind)));
            kept.copied().take(MOST_PARTS).collect()
        };
        let mut sets = Vec::new();
        for side in [&above, &below] {
            sets.push(of(side, &[Kind::Part]));
            sets.push(of(side, &[Kind::Part, Kind::OfWhich]));
            if self.kinds.get(total) == Some(&Kind::Total) {
                sets.push(of(side, &[Kind::Subtotal]));
            }
        }
        sets.retain(|parts| parts.len() >= 2);
        sets
    }

    /// What holds if the total adds up the first two, three, … of these parts.
    fn verdicts(&self, total: usize, parts: &[usize], additions: &mut usize) -> Vec<Verdict> {
        let mut verdicts: Vec<Verdict> = (2..=parts.len()).map(|_| Verdict::default()).collect();
        for index in (0..self.grid.width()).filter(|index| self.adds_up.get(*index) == Some(&true)) {
            *additions = additions.saturating_sub(parts.len());
            let Some(wanted) = self.start(total, index).and_then(|spot| figure(&spot.cell.text)) else {
                continue;
            };
            if *additions == 0 {
                return Vec::new();
            }
            let mut sum = Sum::default();
            for (count, part) in parts.iter().enumerate() {
                if !sum.add(self.start(*part, index)) {
                    break;
                }
                if let Some(verdict) = count.checked_sub(1).and_then(|at| verdicts.get_mut(at)) {
                    verdict.judge(index, wanted, &sum, self.is_rounded);
                }
            }
        }
        verdicts
    }

    fn start(&self, line: usize, index: usize) -> Option<Spot<'t>> {
        self.grid.at(line, index).filter(|spot| spot.is_start)
    }

    /// Whether a line ends the block of its lines: it is blank, or has words where figures are.
    fn is_header(&self, line: usize) -> bool {
        if self.kinds.get(line) != Some(&Kind::Words) {
            return false;
        }
        let filled =
            self.grid.line(line).flatten().filter(|spot| spot.is_start && !spot.cell.text.trim().is_empty());
        filled.count() != 1
    }

    fn finding(&self, total: usize, index: usize, sum: Decimal) -> Option<Finding> {
        let cell = self.start(total, index)?.cell;
        let found = figure(&cell.text)?;
        let label = label(self.grid, total).unwrap_or_default();
        let head = (0..total.min(self.kinds.len()))
            .filter_map(|line| self.grid.at(line, index))
            .map(|spot| spot.cell.text.trim())
            .take_while(|text| figure(text).is_none())
            .filter(|text| !text.is_empty())
            .last()
            .unwrap_or_default()
            .replace('\n', "");
        let (shown, added) = (cell.text.trim(), like(&cell.text, sum));
        let message = Message::new(
            format!("“{label}”（{head}）为 {shown}，各项之和为 {added}，请核对"),
            format!("'{label}' ({head}) is {shown}, but its parts add up to {added}; check it"),
        );
        let finding = Finding::new(&WRONG_TOTAL, message, cell.place.clone());
        Some(finding.with_passage(&*cell.text).with_figures(Some(sum), Some(found)))
    }
}

/// A number in the spelling of another one: with commas where that has some.
fn like(shown: &str, number: Decimal) -> String {
    let plain = number.normalize().to_string();
    let (whole, fraction) =
        plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    if !shown.contains([',', '，']) {
        return plain;
    }
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let grouped = text::grouped(digits);
    fraction.map_or_else(|| format!("{sign}{grouped}"), |fraction| format!("{sign}{grouped}.{fraction}"))
}

/// Parts that were added up.
#[derive(Default)]
struct Sum {
    total: Decimal,
    largest: Decimal,
    /// Parts that are not 0.
    count: u32,
    /// Digits after the point.
    scale: u32,
    has_negative: bool,
}

impl Sum {
    /// Adds a cell; false where it holds no figure.
    fn add(&mut self, spot: Option<Spot<'_>>) -> bool {
        let Some(spot) = spot else { return true };
        let Some(figure) = figure(&spot.cell.text) else { return is_nothing(&spot.cell.text) };
        let Some(sum) = self.total.checked_add(figure) else { return false };
        self.total = sum;
        self.largest = self.largest.max(figure);
        self.scale = self.scale.max(figure.scale());
        self.has_negative |= figure.is_sign_negative() && !figure.is_zero();
        self.count += u32::from(!figure.is_zero());
        true
    }

    /// Whether rounding of the parts explains the difference: half a unit of the last digit for each.
    fn is_near(&self, total: Decimal, is_rounded: bool) -> bool {
        let scale = self.scale.max(total.scale());
        if scale == 0 && !is_rounded {
            return false;
        }
        let half = Decimal::new(5, scale + 1);
        let difference = (total - self.total).abs();
        Decimal::from(self.count + 1).checked_mul(half).is_some_and(|most| difference <= most)
    }
}

/// In which columns a total is the sum of some parts.
#[derive(Default)]
struct Verdict {
    holds: Vec<usize>,
    wrong: Vec<(usize, Decimal)>,
    /// Columns that say neither: a difference that rounding explains, or a total that is an average.
    open: usize,
}

impl Verdict {
    fn judge(&mut self, index: usize, total: Decimal, sum: &Sum, is_rounded: bool) {
        if sum.count < 2 {
            return; // the total of one figure is the figure
        }
        if sum.total == total {
            self.holds.push(index);
        } else if sum.is_near(total, is_rounded) || sum.has_negative || total <= sum.largest {
            self.open += 1;
        } else {
            self.wrong.push((index, sum.total));
        }
    }

    fn rank(&self) -> (usize, std::cmp::Reverse<usize>) {
        (self.holds.len(), std::cmp::Reverse(self.wrong.len()))
    }

    fn is_evident(&self) -> bool {
        self.holds.len() >= FEWEST_SUMS && self.wrong.len() + self.open < self.holds.len()
    }
}

/// The first line with figures; lines of numbers alone above it number the columns or are years.
fn first_line(grid: &Grid<'_>) -> usize {
    let figures = |line: usize| {
        grid.line(line).flatten().filter(|spot| spot.is_start).filter_map(|spot| figure(&spot.cell.text))
    };
    let is_numbering = |line: usize| {
        let figures: Vec<Decimal> = figures(line).collect();
        let counts = figures.len() > 2
            && figures.windows(2).all(|pair| matches!(pair, [a, b] if *b == a + Decimal::ONE));
        let years =
            || figures.iter().all(|figure| figure.scale() == 0 && (1949..=2100).contains(&figure.mantissa()));
        counts || years()
    };
    let mut lines = (0..grid.len()).filter(|line| figures(*line).next().is_some());
    let first = lines.next().unwrap_or(grid.len());
    if is_numbering(first) { first + 1 } else { first }
}

fn kind(grid: &Grid<'_>, line: usize) -> Kind {
    let mut texts = grid.line(line).flatten().filter(|spot| spot.is_start).map(|spot| spot.cell.text.trim());
    if !texts.any(|text| figure(text).is_some()) {
        return Kind::Words;
    }
    match label(grid, line) {
        Some(label) if is_subtotal(&label) => Kind::Subtotal,
        Some(_) => Kind::Total,
        None if is_of_which(grid, line) => Kind::OfWhich,
        None => Kind::Part,
    }
}

/// The label of a line that is a total: a text before its first figure. A cell over several lines names a
/// group of them.
fn label(grid: &Grid<'_>, line: usize) -> Option<String> {
    let spots: Vec<(usize, Spot<'_>)> = labels(grid, line).collect();
    let is_own = |(index, spot): &(usize, Spot<'_>)| {
        let is_covering = |other: Option<usize>| {
            let other = other.and_then(|other| grid.at(other, *index));
            other.is_some_and(|other| std::ptr::eq(other.cell, spot.cell))
        };
        spot.is_start && !is_covering(line.checked_sub(1)) && !is_covering(Some(line + 1))
    };
    let (_, found) = spots.iter().rev().find(|label| is_total(&label.1.cell.text) && is_own(label))?;
    Some(found.cell.text.split_whitespace().collect())
}

/// The cells of a line before its first figure, each with its index.
fn labels<'t>(grid: &Grid<'t>, line: usize) -> impl Iterator<Item = (usize, Spot<'t>)> {
    let spots = grid.line(line).enumerate().filter_map(|(index, spot)| Some((index, spot?)));
    spots.take_while(|(_, spot)| figure(&spot.cell.text).is_none())
}

const TOTALS: [&str; 5] = ["合计", "总计", "共计", "小计", "总和"];

/// `合计`, `全县合计`, `合计（元）`, `合 计`
fn is_total(label: &str) -> bool {
    const LONGEST: usize = 10;
    let folded = text::fold(label);
    let words = folded.split('(').next().unwrap_or_default().trim_end_matches(':');
    words.chars().count() <= LONGEST && TOTALS.iter().any(|total| words.ends_with(total))
}

fn is_subtotal(label: &str) -> bool {
    text::fold(label).contains("小计")
}

fn is_of_which(grid: &Grid<'_>, line: usize) -> bool {
    labels(grid, line).any(|(_, spot)| {
        let label = text::fold(&spot.cell.text);
        spot.is_start && (label.starts_with("其中") || label.starts_with('#'))
    })
}

/// Whether figures at this index may be added up: not percentages, averages, prices, codes or dates.
fn adds_up(grid: &Grid<'_>, index: usize) -> bool {
    const WORDS: [&str; 35] = [
        "率", "比", "均", "单价", "价格", "标准", "%", "‰", "占", "增长", "增幅", "增速", "排名", "名次",
        "序号", "倍", "密度", "指数", "系数", "编号", "代码", "电话", "手机", "号码", "账号", "年份", "日期",
        "时间", "等级", "水位", "温度", "最高", "最低", "得分", "评分",
    ];
    let mut heads = (0..grid.len())
        .filter_map(|line| grid.at(line, index))
        .take_while(|spot| figure(&spot.cell.text).is_none());
    let is_rate = heads.any(|spot| {
        let head = text::fold(&spot.cell.text);
        WORDS.iter().any(|word| head.contains(word))
    });
    let has_percent = || {
        (0..grid.len())
            .filter_map(|line| grid.at(line, index))
            .any(|spot| spot.cell.text.contains(['%', '％', '‰']))
    };
    !is_rate && !has_percent()
}

/// Whether a text says that figures are rounded, or gives them in thousands or more.
fn says_rounded(text: &str) -> bool {
    const WORDS: [&str; 9] = ["四舍五入", "万元", "亿元", "千元", "万人", "万吨", "万亩", "万户", "万件"];
    WORDS.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests;
