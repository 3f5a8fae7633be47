//! Breaking what was made: figures, tables, bytes.

use repconv::model::address::Address;
use repconv::model::form::Edition;

use super::chance::Chance;
use super::figures::{Figure, Figures, UNIT};
use super::plan::Kind;

const PASSWORD: &[u8] = include_bytes!("../../fixtures/bad/password.docx");

/// Breaks the figures as the kind says; returns the rules that must find fault with them.
pub fn break_figures(
    kind: Kind,
    edition: &Edition,
    figures: &mut Figures,
    chance: &mut Chance,
) -> &'static [&'static str] {
    match kind {
        Kind::Unbalanced => unbalance(figures, chance),
        Kind::TextInCell => {
            let words = ["无", "/", "约12", "详见附件", "不详"];
            let mut open: Vec<Address> = figures.keys().copied().filter(is_no_total).collect();
            chance.shuffle(&mut open);
            let at = open.first().expect("a table has cells");
            figures.insert(*at, Figure::Words((*chance.pick(&words)).to_owned()));
            &["C002"]
        }
        Kind::MissingTable => {
            let gone = *chance.pick(&["disclosure", "review"]);
            assert!(edition.table(gone).is_some(), "the edition has the table");
            figures.retain(|at, _| at.table != gone);
            &["S003"]
        }
        _ => &[],
    }
}

fn is_no_total(at: &Address) -> bool {
    let is_told = at.row == "received"; // the narrative says how many
    at.row != "total" && at.column != "total" && !at.row.ends_with("subtotal") && !is_told
}

/// Table, row and column.
type Place = (&'static str, &'static str, &'static str);

fn unbalance(figures: &mut Figures, chance: &mut Chance) -> &'static [&'static str] {
    let places: [(Place, &[&str]); 4] = [
        (("requests", "granted", "total"), &["A002", "A003"]),
        (("requests", "carried_in", "total"), &["A001", "A003"]),
        (("requests", "total", "natural_person"), &["A001", "A002", "A003"]),
        (("review", "reconsideration", "total"), &["A004"]),
    ];
    let ((table, row, column), rules) = *chance.pick(&places);
    let at = Address { table, row, column };
    let number = figures.get(&at).and_then(Figure::number).expect("totals are numbers");
    figures.insert(at, Figure::Number(number + i128::from(chance.within(1, 9)) * UNIT));
    rules
}

/// The bytes of a broken file, from those of a sound one.
pub fn break_bytes(kind: Kind, bytes: Vec<u8>, chance: &mut Chance) -> Vec<u8> {
    match kind {
        Kind::Truncated => {
            let kept = bytes.len() * usize::try_from(chance.within(3, 8)).expect("positive") / 10;
            bytes.get(..kept).unwrap_or_default().to_vec()
        }
        Kind::Empty => Vec::new(),
        Kind::Password => PASSWORD.to_vec(),
        Kind::Rubbish => {
            let head = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
            let rest = (0..2000).map(|_| u8::try_from(chance.below(256)).expect("a byte"));
            head.into_iter().chain(rest).collect()
        }
        _ => bytes,
    }
}

/// What lies among reports and is none.
pub fn notice(number: usize) -> String {
    let lines = [
        format!("关于报送有关材料的通知（第{number}号）"),
        "各乡镇人民政府、街道办事处，县直各单位：".to_owned(),
        "请于本月25日前将材料电子版和纸质版各一份报送办公室，逾期不再受理。".to_owned(),
        "联系人：办公室值班室。".to_owned(),
    ];
    lines.join("\r\n")
}

/// What Word leaves beside an open document.
pub fn lock() -> Vec<u8> {
    let mut bytes = b"\x06Office".to_vec();
    bytes.resize(54, b' ');
    bytes.resize(162, 0);
    bytes
}
