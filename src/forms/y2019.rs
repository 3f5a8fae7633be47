//! The edition of 2019: 国办公开办函〔2019〕60号, for report years 2019 and 2020.

use super::common::{APPLICANTS, CORNER, OUTCOMES, REVIEW_SUMS, REVIEWS, SECTIONS, column, row};
use crate::model::form::{
    Axis, BlockForm, Edition, Kind, Layout, Presence, RowForm, Sum, SumKind, TableForm, TableKind,
};

/// 国办公开办函〔2019〕60号.
pub static Y2019: Edition = Edition {
    id: "2019",
    name: "国办公开办函〔2019〕60号",
    titles: &["政府信息公开工作年度报告", "政府信息公开年度报告", "政府信息公开工作年报", "政府信息公开年报"],
    years: (2019, 2020),
    sections: &SECTIONS,
    tables: &TABLES,
    fee_statement_since: None,
};

static TABLES: [TableForm; 3] = [
    TableForm {
        key: "disclosure",
        kind: TableKind::Disclosure,
        section: Some("disclosure"),
        title: "二、主动公开政府信息情况",
        name: "表一",
        corner: None,
        layout: Layout::Stacked,
        blocks: &DISCLOSURE,
        sums: &[],
    },
    TableForm {
        key: "requests",
        kind: TableKind::Requests,
        section: Some("requests"),
        title: "三、收到和处理政府信息公开申请情况",
        name: "表二",
        corner: Some(CORNER),
        layout: Layout::Grid,
        blocks: &[BlockForm { clause: None, columns: &APPLICANTS, rows: &REQUESTS }],
        sums: &REQUEST_SUMS,
    },
    TableForm {
        key: "review",
        kind: TableKind::Review,
        section: Some("review"),
        title: "四、政府信息公开行政复议、行政诉讼情况",
        name: "表三",
        corner: None,
        layout: Layout::SideBySide,
        blocks: &[BlockForm { clause: None, columns: &OUTCOMES, rows: &REVIEWS }],
        sums: &REVIEW_SUMS,
    },
];

static DISCLOSURE: [BlockForm; 5] = [
    BlockForm {
        clause: Some("第二十条第（一）项"),
        columns: &[
            column("made", "本年新制作数量", &["新制作数量"], &[], Kind::Count),
            column("disclosed", "本年新公开数量", &["新公开数量"], &[], Kind::Count),
            column("public_total", "对外公开总数量", &["对外公开总数"], &[], Kind::Count),
        ],
        rows: &[
            row("regulations", "规章", &[], &[], Presence::Required),
            row("normative_documents", "规范性文件", &["行政规范性文件"], &[], Presence::Required),
        ],
    },
    BlockForm {
        clause: Some("第二十条第（五）项"),
        columns: &[
            column("previous_items", "上一年项目数量", &[], &[], Kind::Count),
            column("change", "本年增/减", &["增/减", "增减", "本年增减"], &[], Kind::Change),
            column(
                "decisions",
                "处理决定数量",
                &["本年处理决定数", "处理决定数", "本年处理决定数量"],
                &[],
                Kind::Count,
            ),
        ],
        rows: &[
            row("licensing", "行政许可", &[], &[], Presence::Required),
            row("other_services", "其他对外管理服务事项", &[], &[], Presence::Required),
        ],
    },
    BlockForm {
        clause: Some("第二十条第（六）项"),
        columns: &[
            column("previous_items", "上一年项目数量", &[], &[], Kind::Count),
            column("change", "本年增/减", &["增/减", "增减", "本年增减"], &[], Kind::Change),
            column(
                "decisions",
                "处理决定数量",
                &["本年处理决定数", "处理决定数", "本年处理决定数量"],
                &[],
                Kind::Count,
            ),
        ],
        rows: &[
            row("penalties", "行政处罚", &[], &[], Presence::Required),
            row("coercion", "行政强制", &[], &[], Presence::Required),
        ],
    },
    BlockForm {
        clause: Some("第二十条第（八）项"),
        columns: &[
            column("previous_items", "上一年项目数量", &[], &[], Kind::Count),
            column("change", "本年增/减", &["增/减", "增减", "本年增减"], &[], Kind::Change),
        ],
        rows: &[row("fees", "行政事业性收费", &[], &[], Presence::Required)],
    },
    BlockForm {
        clause: Some("第二十条第（九）项"),
        columns: &[
            column("items", "采购项目数量", &["项目数量"], &[], Kind::Count),
            column("amount", "采购总金额", &["本年收费金额", "收费金额", "采购金额"], &[], Kind::Amount),
        ],
        rows: &[row("procurement", "政府集中采购", &[], &[], Presence::Required)],
    },
];

static REQUESTS: [RowForm; 26] = [
    row(
        "received",
        "一、本年新收政府信息公开申请数量",
        &["本年新收", "本年新收政府信息公开申请"],
        &[],
        Presence::Required,
    ),
    row(
        "carried_in",
        "二、上年结转政府信息公开申请数量",
        &["上年结转", "上年结转政府信息公开申请"],
        &[],
        Presence::Required,
    ),
    row("granted", "（一）予以公开", &[], &["三、本年度办理结果"], Presence::Required),
    row(
        "partly_granted",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        &["部分公开", "部分公开(区分处理的只计这一情形不计其他情形)"],
        &["三、本年度办理结果"],
        Presence::Required,
    ),
    row(
        "denied.state_secret",
        "1.属于国家秘密",
        &[],
        &["三、本年度办理结果", "（三）不予公开"],
        Presence::Required,
    ),
    row(
        "denied.prohibited_by_law",
        "2.其他法律行政法规禁止公开",
        &["其他法律行政法规禁止公开", "法律行政法规禁止公开"],
        &["三、本年度办理结果", "（三）不予公开"],
        Presence::Required,
    ),
    row(
        "denied.security_and_stability",
        "3.危及“三安全一稳定”",
        &["危及三安全一稳定", "危及国家安全公共安全经济安全社会稳定"],
        &["三、本年度办理结果", "（三）不予公开"],
        Presence::Required,
    ),
    row(
        "denied.third_party_rights",
        "4.保护第三方合法权益",
        &[],
        &["三、本年度办理结果", "（三）不予公开"],
        Presence::Required,
    ),
    row(
        "denied.internal_affairs",
        "5.属于三类内部事务信息",
        &[],
        &["三、本年度办理结果", "（三）不予公开"],
        Presence::Required,
    ),
    row(
        "denied.process_information",
        "6.属于四类过程性信息",
        &[],
        &["三、本年度办理结果", "（三）不予公开"],
        Presence::Required,
    ),
    row(
        "denied.enforcement_file",
        "7.属于行政执法案卷",
        &[],
        &["三、本年度办理结果", "（三）不予公开"],
        Presence::Required,
    ),
    row(
        "denied.administrative_inquiry",
        "8.属于行政查询事项",
        &[],
        &["三、本年度办理结果", "（三）不予公开"],
        Presence::Required,
    ),
    row("denied.subtotal", "小计", &["合计"], &["三、本年度办理结果", "（三）不予公开"], Presence::Optional),
    row(
        "unavailable.not_held",
        "1.本机关不掌握相关政府信息",
        &[],
        &["三、本年度办理结果", "（四）无法提供"],
        Presence::Required,
    ),
    row(
        "unavailable.must_be_created",
        "2.没有现成信息需要另行制作",
        &["没有现成信息需另行制作"],
        &["三、本年度办理结果", "（四）无法提供"],
        Presence::Required,
    ),
    row(
        "unavailable.still_unclear",
        "3.补正后申请内容仍不明确",
        &[],
        &["三、本年度办理结果", "（四）无法提供"],
        Presence::Required,
    ),
    row(
        "unavailable.subtotal",
        "小计",
        &["合计"],
        &["三、本年度办理结果", "（四）无法提供"],
        Presence::Optional,
    ),
    row(
        "not_processed.petition_or_complaint",
        "1.信访举报投诉类申请",
        &[],
        &["三、本年度办理结果", "（五）不予处理"],
        Presence::Required,
    ),
    row(
        "not_processed.duplicate",
        "2.重复申请",
        &[],
        &["三、本年度办理结果", "（五）不予处理"],
        Presence::Required,
    ),
    row(
        "not_processed.publication",
        "3.要求提供公开出版物",
        &["要求提供公开出版物信息"],
        &["三、本年度办理结果", "（五）不予处理"],
        Presence::Required,
    ),
    row(
        "not_processed.excessive_repetition",
        "4.无正当理由大量反复申请",
        &[],
        &["三、本年度办理结果", "（五）不予处理"],
        Presence::Required,
    ),
    row(
        "not_processed.confirm_or_reissue",
        "5.要求行政机关确认或重新出具已获取信息",
        &["要求行政机关确认或重新出具已获取信息", "确认或重新出具已获取信息"],
        &["三、本年度办理结果", "（五）不予处理"],
        Presence::Required,
    ),
    row(
        "not_processed.subtotal",
        "小计",
        &["合计"],
        &["三、本年度办理结果", "（五）不予处理"],
        Presence::Optional,
    ),
    row("other", "（六）其他处理", &[], &["三、本年度办理结果"], Presence::Required),
    row("total", "（七）总计", &["总计", "合计"], &["三、本年度办理结果"], Presence::Required),
    row(
        "carried_out",
        "四、结转下年度继续办理",
        &["结转下年度", "结转下年继续办理", "结转下年度办理"],
        &[],
        Presence::Required,
    ),
];

static REQUEST_SUMS: [Sum; 3] = [
    Sum {
        kind: SumKind::Requests,
        axis: Axis::EachColumn,
        left: &["received", "carried_in"],
        right: &["total", "carried_out"],
    },
    Sum {
        kind: SumKind::Results,
        axis: Axis::EachColumn,
        left: &["total"],
        right: &[
            "granted",
            "partly_granted",
            "denied.state_secret",
            "denied.prohibited_by_law",
            "denied.security_and_stability",
            "denied.third_party_rights",
            "denied.internal_affairs",
            "denied.process_information",
            "denied.enforcement_file",
            "denied.administrative_inquiry",
            "unavailable.not_held",
            "unavailable.must_be_created",
            "unavailable.still_unclear",
            "not_processed.petition_or_complaint",
            "not_processed.duplicate",
            "not_processed.publication",
            "not_processed.excessive_repetition",
            "not_processed.confirm_or_reissue",
            "other",
        ],
    },
    Sum {
        kind: SumKind::Applicants,
        axis: Axis::EachRow,
        left: &["total"],
        right: &[
            "natural_person",
            "commercial_enterprise",
            "research_institution",
            "public_welfare_organization",
            "legal_service_institution",
            "other_organization",
        ],
    },
];
