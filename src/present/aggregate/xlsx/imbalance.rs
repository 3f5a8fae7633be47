//! The sums that do not hold since the reports of bodies do not: said above the table, and red in it.

use crate::aggregate::Balance;
use crate::model::finding::Finding;
use crate::model::language::Language;
use crate::model::report::Report;
use crate::present::aggregate::{Collection, wording};
use crate::validate::{equations, validate};
use crate::writers::xlsx::figures::Figures;

/// Sums that are named.
const SUMS: usize = 5;
/// Bodies that are named.
const BODIES: usize = 20;

/// Which sums of the table do not hold, and whose reports do not balance there; `None` where all hold.
pub fn text(collection: &Collection, sums: &Report, key: &str) -> Option<String> {
    let language = collection.language;
    let is_here = |finding: &&Finding| {
        let table = finding.cells.first().map(|cell| cell.table);
        finding.rule.code.starts_with('A') && finding.found.is_some() && table == Some(key)
    };
    let found = validate(sums);
    let broken: Vec<String> = found
        .iter()
        .filter(is_here)
        .map(|finding| wording::without_suspect(finding.message.get(language)).to_owned())
        .collect();
    if broken.is_empty() {
        return None;
    }
    let counted = collection.summary.counted().filter(|(_, one)| one.balance == Balance::Broken);
    let counted = counted.filter(|(at, _)| collection.findings(*at).iter().any(|finding| is_here(&finding)));
    let bodies: Vec<String> = counted.map(|(_, one)| wording::body(one).to_owned()).collect();
    let named = |items: &[String], most: usize, separator: &str| {
        let more = match (items.len() > most, language) {
            (false, _) => String::new(),
            (true, Language::Zh) => format!("{separator}等 {} 个", items.len()),
            (true, Language::En) => format!("{separator}… ({} in all)", items.len()),
        };
        format!("{}{more}", items.iter().take(most).cloned().collect::<Vec<_>>().join(separator))
    };
    Some(match language {
        Language::Zh => {
            let bodies = if bodies.is_empty() {
                "各单位的报告里有空格或文字，没有加进合计".to_owned()
            } else {
                format!("这张表不平的单位有 {} 个：{}", bodies.len(), named(&bodies, BODIES, "、"))
            };
            format!("合计不平（照各单位报告的原数相加）：{}。{bodies}。", named(&broken, SUMS, "；"))
        }
        Language::En => {
            let bodies = if bodies.is_empty() {
                "Reports have blank cells or words, which are not summed".to_owned()
            } else {
                format!(
                    "Reports that do not balance here ({}): {}",
                    bodies.len(),
                    named(&bodies, BODIES, ", ")
                )
            };
            format!(
                "Sums of what the reports say that do not hold: {}. {bodies}.",
                named(&broken, SUMS, "; ")
            )
        }
    })
}

/// The sums of the table, to turn red while they do not hold.
pub fn watch(figures: &mut Figures<'_>, sums: &Report, key: &str) {
    for equation in equations(sums).iter().filter(|equation| equation.kind.is_strict()) {
        let addresses =
            |terms: &[crate::validate::Term]| terms.iter().map(|term| term.address).collect::<Vec<_>>();
        let (left, right) = (addresses(&equation.left), addresses(&equation.right));
        if left.iter().chain(&right).all(|address| address.table == key) {
            figures.watch_sum(&left, &right);
        }
    }
}
