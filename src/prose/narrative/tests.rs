use super::*;

/// A county office's report for 2021.
const OFFICE: Context<'_> =
    Context { organization: Some("青溪县文化局"), year: Some(2021), topic: Topic::Open };
/// A town's.
const TOWN: Context<'_> = Context { organization: Some("青溪县柳林镇人民政府"), ..OFFICE };
/// A city's.
const CITY: Context<'_> = Context { organization: Some("青州市人民政府"), ..OFFICE };

/// The statements of a sentence in brief: `Received 26, Granted 10`; `?` where the scope is not certain.
fn brief(text: &str, context: &Context<'_>) -> String {
    let said = read(text, context);
    let one = |statement: &Statement| {
        let claim = match statement.claim {
            Claim::Count(count) => count.to_string(),
            Claim::Some => "some".to_owned(),
            Claim::None => "none".to_owned(),
            Claim::All => "all".to_owned(),
        };
        let whole = statement.part_of.map(|whole| said[whole].is_own);
        let doubt = if statement.is_own && whole.unwrap_or(true) { "" } else { "?" };
        let subject = match statement.subject {
            Subject::Review(cases) => format!("{cases:?}"),
            Subject::Outcome(cases, column) => format!("{cases:?} {column}"),
            Subject::Reason(row) => row.to_owned(),
            Subject::Applicants([column]) => (*column).to_owned(),
            Subject::Applicants(_) => "organizations".to_owned(),
            Subject::Disclosed(row, column) => format!("{row} {}", column.unwrap_or("any")),
            subject => format!("{subject:?}"),
        };
        format!("{subject} {claim}{doubt}")
    };
    said.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn check(context: &Context<'_>, cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|(text, want)| (text, want, brief(text, context)))
        .filter(|(_, want, got)| *want != got)
        .map(|(text, want, got)| format!("{text}\n  want: {want}\n  got:  {got}\n"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.concat());
}

#[test]
fn requests_received_are_read() {
    check(
        &OFFICE,
        &[
            ("2021年，我局共收到政府信息公开申请26件，均已按时答复。", "Received 26"),
            ("全年共受理政府信息公开申请26件。", "Received 26"),
            ("本年度收到依申请公开26件。", "Received 26"),
            ("2021年度，本机关共收到公民、法人和其他组织提出的政府信息公开申请２６件。", "Received 26"),
            ("青溪县文化局2021年共收到政府信息公开申请二十六件。", "Received 26"),
            ("县文化局共收到政府信息公开申请26件。", "Received 26"),
            ("全年共收到8份政府信息公开申请，均为自然人申请。", "Received 8, natural_person all"),
            ("我办受理依申请信息56条，现将有关情况汇报如下：", "Received 56"),
            ("本单位2021年度共受理信息公开申请1件。", "Received 1"),
            ("2021年1月1日至2021年12月31日，我局共收到政府信息公开申请26件。", "Received 26"),
            ("2021年1月1日至12月31日期间共收到依申请公开申请两件。", "Received 2"),
            ("收到政府信息公开申请共计1,295件。", "Received 1295"),
            ("收到并办结政府信息公开申请26件。", "Received 26"),
            ("（二）依申请公开情况。全年共收到申请26件，同比增长12.5%。", "Received 26"),
            ("一是规范办理依申请公开。2021年共收到申请 26 件，比上年增加5件，增长23.8%。", "Received 26"),
            (
                "依申请公开方面。2021年，全局累计收到政府信息公开申请26件（网上申请20件、信函申请6件）。",
                "Received 26",
            ),
            ("收到政府信息公开申请0件。", "Received 0"),
            ("收到政府信息公开申请10余件。", "Received some"),
            ("收到政府信息公开申请约30件。", "Received some"),
            ("收到政府信息公开申请30件以上。", "Received some"),
            ("收到政府信息公开申请近百件。", "Received some"),
            ("收到政府信息公开申请1.2万件。", "Received some"),
            ("收到政府信息公开申请1.2069万件。", "Received 12069"),
        ],
    );
}

#[test]
fn requests_of_others_and_of_other_times_are_left_alone() {
    check(
        &OFFICE,
        &[
            ("2021年，全县共收到政府信息公开申请260件，其中予以公开100件。", "Received 260?, Granted 100?"),
            ("县政府办公室共收到政府信息公开申请26件。", "Received 26?"),
            (
                "其中县自然资源局收到政府信息公开申请12件，予以公开5件，不予公开2件。",
                "Received 12?, Granted 5?, Denied 2?",
            ),
            ("2020年，我局共收到政府信息公开申请21件，予以公开10件。", ""),
            ("去年，我局共收到政府信息公开申请21件。", ""),
            ("较2020年收到的政府信息公开申请21件增加了5件。", ""),
            ("比上年收到的政府信息公开申请多5件。", ""),
            ("2008年以来，累计收到政府信息公开申请321件。", ""),
            ("截至2021年9月30日，共收到政府信息公开申请21件。", ""),
            ("截至目前，我局共收到政府信息公开申请21件。", ""),
            ("1至3季度共收到政府信息公开申请18件。", ""),
            ("上半年共收到政府信息公开申请18件。", ""),
            ("1-12月，共收到政府信息公开申请18件。", ""),
            ("3月15日收到政府信息公开申请1件。", ""),
            ("共收到行政许可申请1295件，办结1191件。", ""),
            ("共受理法律援助申请129件，办结119件。", ""),
            ("受理网络问政182件，办结180件，答复率100%。", ""),
            ("收到信访件35件，办结35件。", ""),
            ("收到县长信箱来信120件，均已答复。", ""),
            ("办理依申请公开事项以外的咨询12件。", ""),
            ("收到网上申请20件、信函申请6件。", ""),
            (
                "通过网络收到政府信息公开申请20件，通过信函收到政府信息公开申请6件。",
                "Received 20?, Received 6?",
            ),
            ("其中自然人申请24件，法人或其他组织申请2件。", ""),
            ("收到政府信息公开申请3至5件。", ""),
            ("收到政府信息公开申请26件次。", ""),
            ("依申请公开政府信息26条。", ""),
            ("收到政府信息公开申请的数量和质量都有提高。", ""),
            ("对收到的每一件政府信息公开申请，都认真办理。", ""),
            ("自收到申请之日起20个工作日内予以答复。", ""),
        ],
    );
}

#[test]
fn how_requests_were_handled_is_read() {
    check(
        &OFFICE,
        &[
            (
                "2021年我局新收政府信息公开申请127件，上年结转3件，共办理130件，已办结128件，结转下年度继续办理2件。",
                "Received 127, CarriedIn 3, Answered 130, Concluded 128, CarriedOut 2",
            ),
            (
                "收到政府信息公开申请26件，其中予以公开10件、部分公开3件、不予公开2件、无法提供8件、不予处理1件、其他处理2件。",
                "Received 26, Granted 10, PartlyGranted 3, Denied 2, Unavailable 8, NotProcessed 1, OtherResult 2",
            ),
            (
                "收到政府信息公开申请26件。其中，10件予以公开，3件部分公开，2件不予公开，8件无法提供，1件作不予处理。",
                "Received 26, Granted 10, PartlyGranted 3, Denied 2, Unavailable 8, NotProcessed 1",
            ),
            (
                "受理政府信息公开申请859件；予以公开及部分公开258件，占33.9%；不予公开35件，占4.34%；不予处理158件。",
                "Received 859, GrantedOrPartly 258, Denied 35, NotProcessed 158",
            ),
            (
                "共收办政府信息公开申请案件3607件（市政府349件、各部门933件），同比增长70.3%，其中，自然人申请3493件，法人或其他组织申请114件；予以公开1191件、作其他处理（含申请人主动撤回申请）341件、转下年度办理121件。",
                "Received 3607, natural_person 3493, organizations 114, Granted 1191, OtherResult 341, CarriedOut 121",
            ),
            ("收到政府信息公开申请26件（含上年结转2件）。", "Received 26, CarriedIn 2"),
            ("2020年结转政府信息公开申请3件，2021年新收政府信息公开申请23件。", "CarriedIn 3, Received 23"),
            ("收到政府信息公开申请26件，结转2022年办理2件。", "Received 26, CarriedOut 2"),
            ("收到政府信息公开申请26件，2件结转下年度继续办理。", "Received 26, CarriedOut 2"),
            ("共受理政府信息公开申请1295件，办结1191件（含上年结转189件）。", "Received 1295"),
            ("答复政府信息公开申请805件（含上年度结转申请18件）。", ""),
            ("收到政府信息公开申请26件，答复26件，答复率100%。", "Received 26, Answered 26"),
            (
                "收到政府信息公开申请26件，予以公开、部分公开分别为10件、3件。",
                "Received 26, Granted 10, PartlyGranted 3",
            ),
            (
                "收到政府信息公开申请26件，予以公开、部分公开依次为10、3件。",
                "Received 26, Granted 10, PartlyGranted 3",
            ),
            ("收到政府信息公开申请26件，予以公开、部分公开共13件。", "Received 26, GrantedOrPartly 13"),
            ("收到政府信息公开申请26件，不予公开、无法提供共10件。", "Received 26"),
            (
                "收到政府信息公开申请26件，其中自然人申请20件，予以公开8件；企业申请6件，予以公开2件。",
                "Received 26, natural_person 20",
            ),
            ("收到政府信息公开申请26件，其中涉及征地12件，予以公开5件。", "Received 26"),
            ("收到政府信息公开申请26件，因本机关不掌握等原因无法提供265件。", "Received 26"),
            ("收到政府信息公开申请26件，较上年增加5件，予以公开10件。", "Received 26, Granted 10"),
            ("收到政府信息公开申请26件，制发公文120件，其中主动公开80件，不予公开20件。", "Received 26"),
            ("承办人大代表建议25件，予以公开20件，不予公开5件。", ""),
            ("全年制发公文120件，主动公开80件，依申请公开20件，不予公开20件。", ""),
            ("收到政府信息公开申请26件，予以公开10余件。", "Received 26, Granted some"),
            ("收到政府信息公开申请26件，予以公开率达到38.5%。", "Received 26"),
            ("收到政府信息公开申请26件，每件均在法定期限内答复。", "Received 26"),
        ],
    );
}

#[test]
fn reviews_are_read() {
    check(
        &OFFICE,
        &[
            ("因政府信息公开被申请行政复议2件、行政诉讼1件。", "Reconsideration 2, Litigation 1"),
            ("全年发生政府信息公开行政复议案件2件，行政诉讼案件1起。", "Reconsideration 2, Litigation 1"),
            (
                "信息公开类行政复议7件，诉讼9件，均获维持。",
                "Reconsideration 7, Litigation 9, Litigation upheld all",
            ),
            ("因政府信息公开引发的行政复议、行政诉讼均为0件。", "Reconsideration 0, Litigation 0"),
            ("政府信息公开行政复议和行政诉讼共3件。", "All 3"),
            ("政府信息公开行政复议、行政诉讼3件。", ""),
            ("政府信息公开行政复议、行政诉讼各1件。", "Reconsideration 1, Litigation 1"),
            ("受理政府信息公开行政复议案件134件，审结120件。", ""),
            ("审结政府信息公开行政复议案件134件。", ""),
            ("共办理行政复议案件350件，行政应诉案件120件。", ""),
            (
                "政府信息公开行政复议维持2件，纠正1件。",
                "Reconsideration upheld 2, Reconsideration corrected 1",
            ),
            ("政府信息公开行政复议后起诉1件，未经复议直接起诉2件。", "LaterLitigation 1, DirectLitigation 2"),
            ("行政复议案件12件。", ""),
            ("因政府信息公开被纠正的行政复议1件。", "Reconsideration corrected 1"),
        ],
    );
    check(
        &CITY,
        &[(
            "全市全年备案政府信息依申请公开领域行政复议案件134件，行政诉讼案件57件。",
            "Reconsideration 134, Litigation 57",
        )],
    );
}

#[test]
fn rows_and_columns_of_the_tables_are_read() {
    check(
        &OFFICE,
        &[
            (
                "收到政府信息公开申请26件，因本机关不掌握相关政府信息无法提供5件、重复申请1件。",
                "Received 26, unavailable.not_held 5, not_processed.duplicate 1",
            ),
            (
                "收到政府信息公开申请26件（自然人20件、企业6件），均予以公开。",
                "Received 26, natural_person 20, commercial_enterprise 6, Granted all",
            ),
            ("收到政府信息公开申请26件，全部予以公开。", "Received 26, Granted all"),
            ("收到政府信息公开申请26件（网络20件、自然人6件）。", "Received 26"),
            ("政府信息公开行政复议、行政诉讼均为零。", "Reconsideration 0, Litigation 0"),
            ("实现政府信息公开零复议、零诉讼。", "Reconsideration none, Litigation none"),
            (
                "作出行政许可决定26件、行政处罚决定壹拾贰件。",
                "licensing decisions 26, penalties decisions 12",
            ),
            (
                "制发规范性文件3件，废止2件，现行有效20件。",
                "normative_documents issued 3, normative_documents repealed 2, normative_documents in_force 20",
            ),
            ("收取行政事业性收费120000元。", "fees amount 12"),
            ("公开行政许可26件、行政处罚12件。", ""),
            ("行政强制措施3件。", ""),
        ],
    );
}

#[test]
fn none_is_read() {
    check(
        &TOWN,
        &[
            ("2021年全镇未收到公民、法人或其他组织依申请公开件。", "Received none"),
            ("2021年，未收到依申请公开事项.", "Received none"),
            ("全年未收到政府信息公开申请。", "Received none"),
            ("我镇没有收到依申请公开政府信息的申请。", "Received none"),
            ("本年度无政府信息公开申请。", "Received none"),
            ("本年度无依申请公开。", "Received none"),
            ("本年度未接到依申请公开事项。", "Received none"),
            ("没有依申请公开政府信息。", ""),
            ("2020年未收到政府信息公开申请。", ""),
            ("下属单位未收到政府信息公开申请。", ""),
            ("未收到政府信息公开申请的，应当填报0。", ""),
            ("未收到书面政府信息公开申请。", ""),
            ("未收到政府信息公开申请费用。", ""),
            ("未按期答复政府信息公开申请的情况没有发生。", ""),
            ("无因信息公开案件引起的行政诉讼、行政复议败诉，无不予公开政府信息的申请。", ""),
            ("全年未发生行政复议、行政诉讼案件。", "Reconsideration none, Litigation none"),
            ("无行政复议，无行政诉讼。", "Reconsideration none, Litigation none"),
            ("没有因政府信息公开引起的行政复议和行政诉讼情况。", "Reconsideration none, Litigation none"),
            (
                "未发生因政府信息公开申请行政复议、提起行政诉讼的情况。",
                "Reconsideration none, Litigation none",
            ),
            ("未发生一起行政诉讼。", "Litigation none"),
            ("未发生行政复议被纠错、行政诉讼败诉的情况。", ""),
            ("无行政复议纠错案件。", ""),
            ("无下年度结转。", ""),
        ],
    );
}

/// Sentences as sections one to four of real reports have them; most of them say nothing that a table has.
#[test]
fn sentences_of_real_kinds_are_not_misread() {
    check(
        &OFFICE,
        &[
            (
                "区政府办公室共收到8份政府信息公开申请，均为自然人申请。其中，予以公开2件，部分公开2件，属于四类过程性信息1件，本办不掌握相关政府信息2件，其他1件（申请人自主撤销）。无下年度结转。",
                "Received 8?, natural_person all?, Granted 2?, PartlyGranted 2?, denied.process_information 1?, unavailable.not_held 2?",
            ),
            (
                "全年共收到依申请公开0件，公开0件，不予公开0件，因政府信息依申请公开引起行政复议0件，行政诉讼0件。",
                "Received 0, Reconsideration 0, Litigation 0",
            ),
            ("截至2021年12月31日，累计主动公开政府信息12条。", ""),
            ("全年制发公文56件，其中主动公开35件、依申请公开15件、不予公开6件，公开率62.5%。", ""),
            ("承办省人大代表建议14件、政协提案23件，均按要求公开办理结果，不予公开3件。", ""),
            ("全年受理12345热线工单3516件，办结3498件，办结率99.5%。", ""),
            ("受理行政复议申请56件，办结52件，其中维持30件。", ""),
            ("代理行政诉讼案件12件，出庭应诉12次。", ""),
            ("对2020年度政府信息公开申请办理情况开展检查，发现问题5件。", ""),
            ("组织依申请公开业务培训3次，培训120人次。", ""),
            ("印发《依申请公开工作规程》1件。", ""),
            ("依申请公开平台收到群众来信26件，均已回复。", ""),
            ("全年公开行政许可1295件、行政处罚189件。", ""),
            ("收到不动产登记申请2600件，办结2590件。", ""),
            ("收到公众意见75条，采纳12条。", ""),
            ("收到政府信息公开申请较多的领域有征地拆迁和城乡规划。", ""),
            ("政府信息公开申请办理时限由20个工作日压缩至15个工作日。", ""),
            ("政府信息公开申请量逐年上升，三年来共收到86件。", ""),
            ("“十三五”期间共收到政府信息公开申请86件。", ""),
            ("新一届政府成立后，收到政府信息公开申请6件。", "Received 6?"),
            ("受理并答复政府信息公开申请26件。", "Received 26"),
            ("政府信息公开申请答复率100%，全年无行政复议败诉案件。", ""),
            ("全年未发生因政府信息公开被行政复议、行政诉讼而败诉的案件。", ""),
            ("未发现应公开未公开的信息。", ""),
            ("未出现泄密事件，未收到关于政府信息公开工作的投诉举报。", ""),
            ("如未收到政府信息公开申请，应作零报告。", ""),
            ("2019年新修订的《条例》施行后，我局共收到政府信息公开申请26件。", ""),
            ("收到政府信息公开申请26件，其中3件予以公开（含部分公开1件）。", "Received 26, Granted 3"),
            ("收到政府信息公开申请26件，已办结24件，剩余2件正在办理。", "Received 26, Concluded 24"),
            ("我局收到政府信息公开申请26件，其中市局转办6件。", "Received 26"),
            ("我局及下属单位共收到政府信息公开申请26件。", "Received 26?"),
            ("我局收到政府信息公开申请26件，下属单位收到5件，予以公开3件。", "Received 26"),
        ],
    );
}

#[test]
fn the_words_and_the_figure_are_marked() {
    let text = "（二）2021年，我局共收到 政府信息公开申请２６ 件，均已答复。";
    let said = read(text, &OFFICE);
    assert_eq!(said.len(), 1);
    assert_eq!(text.get(said[0].said.clone()), Some("收到 政府信息公开申请２６ 件"));
    assert_eq!(text.get(said[0].figure.clone()), Some("２６"));
}
