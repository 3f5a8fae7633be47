use proptest::prelude::*;

use super::*;

const TEXT: &str = "2021年，青溪镇严格按照县里的要求公开政府信息，全年通过公示栏和网站公布186条。\n及时修订信息公开制度，\
    明确依申请公开的程序与责任，指定专人管理。青溪镇人民政府把公开情况纳入年度考核，每季度检查一次。\n下一步将加强业务培训，\
    增强工作人员的政策理论水平，提高答复质量，让群众看得懂、用得上。各村设立查阅点，由网格员代为申请。";

fn like(a: (&str, &str), b: (&str, &str)) -> Option<Likeness> {
    likeness(&Narrative::new(a.0, Some(a.1)), &Narrative::new(b.0, Some(b.1)))
}

fn percent(text: &str, organization: &str) -> Option<usize> {
    like((text, organization), (TEXT, "青溪县青溪镇人民政府")).map(|likeness| likeness.percent())
}

#[test]
fn a_copy_with_changed_figures_names_and_punctuation_is_a_copy() {
    let copy =
        TEXT.replace("青溪镇", "白水乡").replace("2021", "2022").replace("186", "９３").replace('，', ", ");
    assert_eq!(percent(&copy, "青溪县白水乡人民政府"), Some(100));
    assert_eq!(percent(&copy.replace('\n', ""), "青溪县白水乡人民政府"), Some(100));
}

#[test]
fn another_text_is_not_a_copy() {
    let other = "今年我局围绕水库移民后期扶持，把资金分配结果贴到每个村民小组的墙上，并用方言录成广播，早晚各播一遍。收到的来信都在十天内答复，\
        其中两封转给了县水利局。存在的不足是网站栏目太多，老人找不到入口，准备合并成三个，再把字号放大。机构改革后人员少了一半，值班由各股轮流担任。";
    assert_eq!(percent(other, "青溪县水利局"), Some(0));
}

#[test]
fn the_share_is_relative_to_the_narrative_itself() {
    let longer = format!(
        "{TEXT}{}",
        "另行安排的工作还有很多很多件都写在这里了".chars().rev().collect::<String>().repeat(12)
    );
    let own = like((TEXT, "甲县"), (&longer, "乙县")).unwrap();
    let other = like((&longer, "乙县"), (TEXT, "甲县")).unwrap();
    assert_eq!((own.percent(), own.repeated), (100, own.total));
    assert!(other.percent() < 50, "{}", other.percent());
}

#[test]
fn short_narratives_are_not_compared() {
    let short: String = TEXT.chars().take(80).collect();
    assert_eq!(percent(&short, "青溪镇"), None);
}

#[test]
fn formulas_are_ignored() {
    for sentence in [
        "根据《中华人民共和国政府信息公开条例》第五十条规定，现编制本机关2021年政府信息公开工作年度报告。",
        "本年度报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。",
        "所列数据的统计期限自2021年1月1日起至2021年12月31日止。",
        "如对本报告有任何疑问，请与青溪镇党政办公室联系（地址：青溪镇中心街1号，电话：0000-0000000）。",
        "本单位无其他需要报告的事项。",
        "本年度未收取信息处理费。",
        "无。",
        "（一）主动公开方面。",
        "一、存在的问题\n",
    ] {
        let narrative = Narrative::new(sentence, None);
        assert_eq!(Stream::of(&narrative).letters, [' '; 0], "{sentence}");
    }
    for sentence in
        ["无一例外都在网上公布。", "按照《条例》要求，编制公开指南。", "三、四月间举办培训并答复来信十二件。"]
    {
        assert_ne!(Stream::of(&Narrative::new(sentence, None)).letters, [' '; 0], "{sentence}");
    }
}

#[test]
fn passages_have_their_original_wording_longest_first() {
    let copy = TEXT.replace("及时修订信息公开制度", "从不更改什么").replace("每季度检查一次。", "");
    let likeness = like((&copy, "青溪镇"), (TEXT, "青溪镇")).unwrap();
    let passages: Vec<_> =
        likeness.passages.iter().map(|passage| (passage.line, passage.text.as_str())).collect();
    assert_eq!(
        passages,
        [
            (
                2,
                "下一步将加强业务培训，增强工作人员的政策理论水平，提高答复质量，让群众看得懂、用得上。各村设立查阅点，由网格员代为申请"
            ),
            (0, "2021年，青溪镇严格按照县里的要求公开政府信息，全年通过公示栏和网站公布186条"),
            (1, "明确依申请公开的程序与责任，指定专人管理。青溪镇人民政府把公开情况纳入年度考核"),
        ]
    );
}

#[test]
fn a_body_is_recognised_by_parts_of_its_name() {
    for (organization, names) in [
        ("阿克陶县阿克陶镇人民政府", &["阿克陶县阿克陶镇人民政府", "阿克陶县", "阿克陶镇"][..]),
        ("青溪县市场监督管理局", &["青溪县市场监督管理局", "市场监督管理局", "青溪县"]),
        ("新城街道办事处", &["新城街道办事处", "新城街道"]),
        ("宿迁市", &["宿迁市"]),
        ("", &[]),
    ] {
        let found: Vec<String> =
            stream::own_names(organization).iter().map(|name| name.iter().collect()).collect();
        assert_eq!(found, names, "{organization}");
    }
}

#[test]
fn the_threshold_is_compared_exactly() {
    let likeness = |repeated, total| Likeness { repeated, total, passages: Vec::new() };
    let threshold = Decimal::new(8, 1);
    assert!(likeness(80, 100).reaches(threshold));
    assert!(!likeness(79, 100).reaches(threshold));
    assert!(!likeness(7_999, 10_000).reaches(threshold));
    assert_eq!(likeness(7_999, 10_000).percent(), 79);
    assert!(!likeness(0, 100).reaches(Decimal::ZERO));
    assert!(!likeness(100, 100).reaches(Decimal::new(11, 1)));
}

/// Narratives made of few clauses, so that many have much in common.
fn batches() -> impl Strategy<Value = Vec<String>> {
    let clause = prop_oneof![
        4 => (0_usize..24).prop_map(clause),
        1 => "[\u{4e00}-\u{4e40}]{3,30}",
    ];
    let narrative = prop::collection::vec(clause, 6..16).prop_map(|clauses| clauses.concat());
    prop::collection::vec(narrative, 2..14)
}

/// A clause of 12 to 40 letters, unlike any other.
fn clause(number: usize) -> String {
    let letters =
        (0..12 + number * 7 % 29).map(|at| char::from_u32(0x5000 + u32::try_from(number * 64 + at).unwrap()));
    letters.flatten().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_nearest_is_the_same_as_by_comparing_all(texts in batches(), threshold in 1_i64..10) {
        let threshold = Decimal::new(threshold, 1);
        let narratives: Vec<_> = texts.iter().map(|text| Narrative::new(text, None)).collect();
        let all: Vec<_> = narratives.iter().map(Some).collect();
        let found = nearest(&all, threshold, |_, _| true);
        for (at, narrative) in narratives.iter().enumerate() {
            let others = narratives.iter().enumerate().filter(|(other, _)| *other != at);
            let likenesses = others.filter_map(|(_, other)| likeness(narrative, other));
            let most = likenesses.filter(|likeness| likeness.reaches(threshold)).map(|likeness| likeness.repeated).max();
            prop_assert_eq!(found[at].as_ref().map(|found| found.likeness.repeated), most);
        }
    }
}
