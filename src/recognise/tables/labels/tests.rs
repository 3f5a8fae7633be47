use super::*;
use crate::forms::{Y2014, Y2021};
use crate::recognise::tables::row_matcher::RowContext;

fn requests() -> Labels {
    Labels::of(Y2021.table("requests").expect("table"))
}

fn key(labels: &Labels, label: &str, group: Option<&str>) -> Option<&'static str> {
    let context = RowContext { group: group.map(owned), ..RowContext::default() };
    labels.row(label, &context).and_then(|index| labels.row_form(index)).map(|(_, row)| row.key)
}

#[test]
fn labels_are_recognised_by_their_words() {
    let labels = requests();
    for (label, group, want) in [
        ("一、本年新收政府信息公开申请数量", None, "received"),
        ("3.危及三安全一稳定", Some("不予公开"), "denied.security_and_stability"),
        ("３．危及“三安全一稳定”", None, "denied.security_and_stability"),
        ("2.其他法律行政止公开", Some("不予公开"), "denied.prohibited_by_law"),
        ("1.逾期不补正", Some("其他处理"), "other.correction_overdue"),
        ("3.其他", Some("其他处理"), "other.other"),
        ("㈦总计", Some("其他处理"), "total"),
        ("小计", Some("无法提供"), "unavailable.subtotal"),
        ("（六）其他处理", None, "other"),
        ("(二)部分公开(区分处理的,只计这一情形,不计其他情形)", None, "partly_granted"),
    ] {
        assert_eq!(key(&labels, label, group), Some(want), "{label}");
    }
    assert_eq!(key(&labels, "本机关人员情况", None), None);
}

#[test]
fn repeated_labels_are_resolved_by_the_rows_above() {
    let labels = Labels::of(&Y2014.tables[0]);
    for (met, label, want) in [
        (&["4"][..], "（二）被依法纠错数", Some("4.2")),
        (&["4", "4.1"], "（二）被依法纠错数", Some("4.2")),
        (&["4", "4.1", "4.2", "4.3", "5"], "（二）被依法纠错数", Some("5.2")),
        (&["5.1"], "（二）被依法纠错数", Some("5.2")),
        (&["5", "5.1", "5.2"], "（三）其他情形", Some("5.3")),
        (&["4", "4.2"], "（二）被依法纠错数", Some("4.2")), // the row occurs twice
        (&["3.3.8"], "（二）被依法纠错数", None),
        (&["4.1", "4.3"], "（二）被依法纠错数", None),
        (&["6"], "（二）被依法纠错数", None),
        (&["4", "4.2", "五、诉讼"], "（二）被依法纠错数", Some("5.2")),
        (&["4", "五、诉讼"], "（二）被依法纠错数", None),
        (&["4"], "（一）维持具体行政行为或驳回原告诉讼请求数", Some("5.1")),
        (&["3.3.8"], "六、举报投诉数量", Some("6")),
    ] {
        let mut context = RowContext::default();
        for row in met {
            context.last = labels.rows.iter().position(|known| known.row.key == *row).or(context.last);
            context.pass_unknown(row);
        }
        let index = labels.row(label, &context).expect("row");
        let resolved = labels.disambiguate_row(index, &context, &met.iter().copied().collect());
        assert_eq!(
            resolved.and_then(|at| labels.row_form(at)).map(|(_, row)| row.key),
            want,
            "{met:?} {label}"
        );
    }
}
