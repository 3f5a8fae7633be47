use super::*;

#[test]
fn what_a_label_has_beyond_the_form_decides() {
    let last = Some(Marker::Period("上年"));
    for (found, form, want) in [
        ("本年制发件数", "本年制发件数", None),
        ("制发件数", "本年制发件数", None),
        ("2024年制发件数", "本年制发件数", None),
        ("二〇二四年度制发件数", "本年制发件数", None),
        ("上年制发件数", "本年制发件数", last),
        ("2023年制发件数", "本年制发件数", last),
        ("2021年制发件数", "本年制发件数", Some(Marker::Year(2021))),
        ("累计制发件数", "制发件数", Some(Marker::Period("累计"))),
        ("截至2023年底处理决定数量", "处理决定数量", Some(Marker::Period("截至"))),
        ("截至2024年底现行有效件数", "现行有效件数", None),
        ("历年有效件数", "现行有效件数", Some(Marker::Period("历年"))),
        ("一季度处理决定数量", "处理决定数量", Some(Marker::Period("季度"))),
        ("1—6月处理决定数量", "处理决定数量", Some(Marker::Period("月"))),
        ("1—12月处理决定数量", "处理决定数量", None),
        ("上半年处理决定数量", "处理决定数量", Some(Marker::Period("半年"))),
        ("上年项目数量", "上一年项目数量", None),
        ("2023年项目数量", "上一年项目数量", None),
        ("本年项目数量", "上一年项目数量", last),
        ("本年新增", "本年增减", Some(Marker::Change("减"))),
        ("本年罚款金额", "本年处理决定数量", Some(Marker::Money)),
        ("本年收费项目数量", "本年收费金额", Some(Marker::Count)),
        ("下属单位处理决定数量", "处理决定数量", Some(Marker::Scope("下属"))),
        ("处理决定数量（其中：简易程序）", "处理决定数量", Some(Marker::Scope("其中"))),
    ] {
        assert_eq!(of(found, form, Some(2024), true), want, "{found}");
    }
    let denied = Some(Marker::Denial("不"));
    for (found, form, want) in [
        ("（一）不予以公开", "（一）予以公开", denied),
        ("予公开", "不予公开", denied),
        ("尚未结转下年度继续办理", "结转下年度继续办理", denied),
        ("有正当理由大量反复申请", "无正当理由大量反复申请", denied),
        ("1.逾期不补正", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", None),
        ("一、上年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数量", last),
        ("二、2023年结转政府信息公开申请数量", "二、上年结转政府信息公开申请数量", None),
        ("四、结转2025年继续办理", "四、结转下年度继续办理", None),
        ("二、结转政府信息公开申请数量", "二、上年结转政府信息公开申请数量", last),
        ("其中：涉及国家秘密", "其中：涉及国家秘密", None),
        ("行政事业性收费金额", "行政事业性收费", None),
    ] {
        assert_eq!(of(found, form, Some(2024), false), want, "{found}");
    }
}

#[test]
fn captions_and_sheets_name_other_periods() {
    for (caption, is_other) in [
        ("三、收到和处理政府信息公开申请情况", false),
        ("三、2023年收到和处理政府信息公开申请情况", true),
        ("2024年度收到和处理政府信息公开申请情况", false),
        ("2024年与2023年对比", false),
        ("2023申请", true),
        ("2024申请", false),
        ("二〇二三年", true),
        ("第一季度", true),
        ("2024年第1季度", true),
        ("2024年1-12月", false),
        ("2024年上半年", true),
        ("截至2024年12月31日", false),
        ("截至2023年12月31日", true),
        ("去年情况", true),
        ("附件：下属单位青溪县图书馆有关情况表", true),
        ("国办公开办函〔2021〕30号", false),
        ("（单位：件）", false),
        ("2025年1月20日", false),
        ("2025年1月", false),
        ("2025.1.20", false),
        ("二〇二五年一月", false),
        ("填报时间：2025年1月", false),
        ("有效期至：2025年12月", false),
        ("2025年1-6月", true),
        ("23年度", true),
        ("24年度", false),
        ("二O二三年", true),
        ("（2020—2024年累计）", true),
        ("2024年累计", false),
        ("截至2024年12月底", false),
        ("2024Q1", true),
        ("Q4", true),
        ("Q12", false),
        ("Sheet1", false),
        ("截至2024年6月30日", true),
        ("23年", true),
        ("24年", false),
        ("23年主动公开情况", true),
        ("保存20年", false),
        ("2020—2024年", true),
    ] {
        assert_eq!(another(caption, Some(2024)).is_some(), is_other, "{caption}");
    }
    assert_eq!(another("2023年", None), None, "of an unknown year, every year may be the report's");
}

#[test]
fn headers_may_be_periods_and_nothing_else() {
    for (header, is_any, is_own) in [
        ("2024年", true, true),
        ("2024", true, true),
        ("2024年度", true, true),
        ("本年数", true, true),
        ("本年", true, true),
        ("2023年", true, false),
        ("2018", true, false),
        ("上年数", true, false),
        ("上年同期", true, false),
        ("较上年增减", true, false),
        ("同比（%）", true, false),
        ("比2023年增长", true, false),
        ("本年制发件数", false, false),
        ("总计", false, false),
        ("自然人", false, false),
        ("19061", false, false),
    ] {
        assert_eq!(is_period(header, Some(2024)), is_any, "{header}");
        assert_eq!(is_own_period(header, Some(2024), false), is_own, "{header}");
    }
}

#[test]
fn an_own_period_counts_what_the_form_counts() {
    for (header, over_numbers, over_money) in [
        ("本年", true, true),
        ("本年数", true, true),
        ("本年罚款金额", false, true),
        ("2024年金额", false, true),
        ("本年增减", false, false),
    ] {
        assert_eq!(is_own_period(header, Some(2024), false), over_numbers, "{header}");
        assert_eq!(is_own_period(header, Some(2024), true), over_money, "{header}");
    }
}

#[test]
fn units_are_read_and_removed() {
    for (label, rest, want) in [
        ("本年收费金额（单位：元）", "本年收费金额", &["元"][..]),
        ("本年收费金额(千元)", "本年收费金额", &["千元"]),
        ("收费金额/元", "收费金额", &["元"]),
        ("收费金额 元", "收费金额", &["元"]),
        ("单位：件、万元", "", &["件", "万元"]),
        ("（计量单位：万元）", "", &["万元"]),
        ("本年处理决定数量（万件）", "本年处理决定数量", &["万件"]),
        ("填报单位：某局", "填报单位:某局", &[]),
        ("本年增/减", "本年增/减", &[]),
        ("（二）部分公开（区分处理的）", "(二)部分公开(区分处理的)", &[]),
    ] {
        let (bare, units) = split_units(label);
        let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!((bare.trim(), names.as_slice()), (rest, want), "{label}");
    }
}
