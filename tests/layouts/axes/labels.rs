//! What labels say beside the form's words.

use super::Fits::All;
use super::Variant;
use super::Wanted::{NoError, RightOrReported};
use crate::layout::{Layout, Piece};

macro_rules! label {
    ($name:literal, $wanted:expr, $change:expr) => {
        Variant { axis: "labels", name: $name, wanted: $wanted, fits: All, change: $change }
    };
}

pub static VARIANTS: &[Variant] = &[
    label!("official", NoError, |_, _| true),
    label!("letters set apart", NoError, |layout, _| relabel(
        layout,
        &[("自然人", "自 然 人"), ("总计", "总　计"), ("规章", "规  章")]
    )),
    label!("harmless unit in the header", NoError, |layout, _| relabel(
        layout,
        &[
            ("本年制发件数", "本年制发件数（件）"),
            ("本年新制作数量", "本年新制作数量（单位：件）"),
            ("自然人", "自然人（件）")
        ]
    )),
    label!("own year in the header", NoError, |layout, _| {
        let year = layout.year;
        relabel(
            layout,
            &[
                ("本年制发件数", &format!("{year}年制发件数")),
                ("本年新制作数量", &format!("{year}年新制作数量")),
            ],
        )
    }),
    label!("other punctuation", NoError, |layout, _| relabel(
        layout,
        &[
            ("（一）予以公开", "(一)予以公开"),
            ("1.属于国家秘密", "1、属于国家秘密"),
            ("（七）总计", "(七) 总计")
        ]
    )),
    label!("合计 for 总计", NoError, |layout, _| relabel(layout, &[("总计", "合计")])),
    label!("legal persons in each header", NoError, |layout, _| relabel(
        layout,
        &[
            ("商业企业", "法人或其他组织—商业企业"),
            ("科研机构", "法人或其他组织—科研机构"),
            ("社会公益组织", "法人或其他组织—社会公益组织"),
            ("法律服务机构", "法人或其他组织—法律服务机构"),
        ]
    )),
    label!("traditional characters", NoError, |layout, _| traditional(layout)),
    label!("元 for 万元", RightOrReported, |layout, _| {
        layout.mark(|at| {
            matches!((at.table, at.row, at.column), ("disclosure", "fees" | "procurement", "amount"))
        });
        relabel(
            layout,
            &[("本年收费金额（单位：万元）", "本年收费金额（单位：元）"), ("采购总金额", "采购总金额（元）")],
        )
    }),
    label!("万件 in the header", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "disclosure" && at.column == "issued" || at.column == "made");
        relabel(
            layout,
            &[("本年制发件数", "本年制发件数（万件）"), ("本年新制作数量", "本年新制作数量（单位：万件）")],
        )
    }),
    label!("last year in the header", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "disclosure" && (at.column == "issued" || at.column == "made"));
        relabel(layout, &[("本年制发件数", "上年制发件数"), ("本年新制作数量", "上年新制作数量")])
    }),
    label!("another year in the header", RightOrReported, |layout, _| {
        layout
            .mark(|at| at.table == "disclosure" && (at.column == "in_force" || at.column == "public_total"));
        let year = layout.year - 1;
        relabel(
            layout,
            &[
                ("现行有效件数", &format!("{year}年现行有效件数")),
                ("对外公开总数量", &format!("{year}年对外公开总数量")),
            ],
        )
    }),
    label!("cumulative figures", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "disclosure" && at.column == "decisions");
        relabel(layout, &[("本年处理决定数量", "累计处理决定数量"), ("处理决定数量", "历年处理决定数量")])
    }),
    label!("a negated row", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "requests" && at.row == "granted");
        relabel(layout, &[("（一）予以公开", "（一）不予以公开")])
    }),
    label!("subordinate bodies in a row", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "disclosure" && at.row == "licensing");
        relabel(layout, &[("行政许可", "下属单位行政许可")])
    }),
    label!("amount for number", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "disclosure" && at.row == "penalties" && at.column == "decisions");
        let row = penalties_header(layout);
        row.is_some_and(|spot| {
            spot.set_text("本年罚款金额");
            true
        })
    }),
    label!("number for amount", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "disclosure" && at.row == "fees" && at.column == "amount");
        relabel(layout, &[("本年收费金额（单位：万元）", "本年数量")])
    }),
    label!("money of another kind", RightOrReported, |layout, _| {
        layout.mark(|at| {
            matches!((at.table, at.row, at.column), ("disclosure", "fees" | "procurement", "amount"))
        });
        relabel(
            layout,
            &[("本年收费金额（单位：万元）", "本年收费金额（角）"), ("采购总金额", "采购总金额（万美元）")],
        )
    }),
    label!("another act in the header", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "disclosure" && at.column == "decisions");
        relabel(layout, &[("本年处理决定数量", "撤销处理决定数量"), ("处理决定数量", "转办处理决定数量")])
    }),
    label!("years from and to in the header", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "disclosure" && at.column == "decisions");
        let span = format!("2012—{}年处理决定数量", layout.year);
        relabel(layout, &[("本年处理决定数量", &span), ("处理决定数量", "5年处理决定数量")])
    }),
    label!("last year over the applicants", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "requests");
        relabel(layout, &[("申请人情况", "上年申请人情况")])
    }),
    label!("a row that is only intended", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "requests" && at.row == "granted");
        relabel(layout, &[("（一）予以公开", "（一）拟予以公开")])
    }),
    label!("harmless words in the header", NoError, |layout, _| relabel(
        layout,
        &[("本年处理决定数量", "本年度作出行政处理决定总数"), ("本年制发件数", "本年度制发件数合计")]
    )),
    label!("numbers without brackets", RightOrReported, |layout, _| relabel(
        layout,
        &[("（一）予以公开", "予以公开"), ("1.属于国家秘密", "属于国家秘密"), ("规章", "1.规章")]
    )),
];

/// Replaces labels that are exactly these; `false` if the layout has none of them.
pub fn relabel(layout: &mut Layout, labels: &[(&str, &str)]) -> bool {
    let mut changed = false;
    for spot in layout.spots().filter(|spot| spot.is_label) {
        let text = spot.text();
        if let Some((_, new)) = labels.iter().find(|(old, _)| *old == text) {
            spot.set_text(*new);
            changed = true;
        }
    }
    changed
}

/// The header above the decisions on penalties.
fn penalties_header(layout: &mut Layout) -> Option<&mut crate::layout::Spot> {
    let table = layout.table("disclosure")?;
    let at = table.rows.iter().position(|row| row.spots.iter().any(|spot| spot.text() == "行政处罚"))?;
    let header = table.rows.get_mut(at.checked_sub(1)?)?;
    header.spots.iter_mut().find(|spot| spot.text() == "本年处理决定数量")
}

fn traditional(layout: &mut Layout) -> bool {
    const PAIRS: [(&str, &str); 42] = [
        ("总", "總"),
        ("体", "體"),
        ("况", "況"),
        ("动", "動"),
        ("开", "開"),
        ("数", "數"),
        ("请", "請"),
        ("办", "辦"),
        ("结", "結"),
        ("转", "轉"),
        ("续", "續"),
        ("继", "繼"),
        ("议", "議"),
        ("诉", "訴"),
        ("讼", "訟"),
        ("业", "業"),
        ("费", "費"),
        ("许", "許"),
        ("罚", "罰"),
        ("强", "強"),
        ("规", "規"),
        ("现", "現"),
        ("废", "廢"),
        ("发", "發"),
        ("关", "關"),
        ("构", "構"),
        ("处", "處"),
        ("务", "務"),
        ("组", "組"),
        ("织", "織"),
        ("会", "會"),
        ("机", "機"),
        ("经", "經"),
        ("复", "復"),
        ("维", "維"),
        ("审", "審"),
        ("国", "國"),
        ("计", "計"),
        ("进", "進"),
        ("报", "報"),
        ("县", "縣"),
        ("题", "題"),
    ];
    let change = |text: &str| {
        PAIRS.iter().fold(text.to_owned(), |text, (simple, traditional)| text.replace(simple, traditional))
    };
    for piece in &mut layout.pieces {
        match piece {
            Piece::Line(line) => line.text = change(&line.text),
            Piece::Table(table) => {
                for spot in table.rows.iter_mut().flat_map(|row| &mut row.spots) {
                    spot.runs.iter_mut().for_each(|run| run.text = change(&run.text));
                }
            }
        }
    }
    true
}
