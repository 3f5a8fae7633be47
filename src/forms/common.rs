//! Parts shared by the editions of 2019 and 2021, and constructors of rows and columns.

use crate::model::form::{Axis, ColumnForm, Kind, Presence, RowForm, SectionForm, SectionKind, Sum, SumKind};

pub(super) const fn column(
    key: &'static str,
    label: &'static str,
    variants: &'static [&'static str],
    path: &'static [&'static str],
    kind: Kind,
) -> ColumnForm {
    ColumnForm { key, label, variants, path, kind }
}

pub(super) const fn row(
    key: &'static str,
    label: &'static str,
    variants: &'static [&'static str],
    path: &'static [&'static str],
    presence: Presence,
) -> RowForm {
    RowForm { key, label, variants, path, presence, unit: Some("件"), depth: 0 }
}

/// The six statutory sections.
pub(super) static SECTIONS: [SectionForm; 6] = [
    SectionForm {
        key: "overview",
        kind: SectionKind::Overview,
        heading: "一、总体情况",
        words: &[&["总体", "情况"], &["概述"], &["概况"], &["基本情况"]],
    },
    SectionForm {
        key: "disclosure",
        kind: SectionKind::Disclosure,
        heading: "二、主动公开政府信息情况",
        words: &[&["主动公开"]],
    },
    SectionForm {
        key: "requests",
        kind: SectionKind::Requests,
        heading: "三、收到和处理政府信息公开申请情况",
        words: &[&["收到", "申请"], &["依申请公开"], &["公开申请", "办理"], &["公开申请", "处理"]],
    },
    SectionForm {
        key: "review",
        kind: SectionKind::Review,
        heading: "四、政府信息公开行政复议、行政诉讼情况",
        words: &[&["行政复议"], &["复议", "诉讼"]],
    },
    SectionForm {
        key: "problems",
        kind: SectionKind::Problems,
        heading: "五、存在的主要问题及改进情况",
        words: &[&["问题"], &["改进"], &["存在", "不足"]],
    },
    SectionForm {
        key: "other",
        kind: SectionKind::Other,
        heading: "六、其他需要报告的事项",
        words: &[&["其他", "事项"], &["其他", "报告"], &["其他", "情况"], &["其它", "事项"]],
    },
];
/// The seven columns of the table of requests.
pub(super) static APPLICANTS: [ColumnForm; 7] = [
    column("natural_person", "自然人", &[], &["申请人情况"], Kind::Count),
    column("commercial_enterprise", "商业企业", &["企业"], &["申请人情况", "法人或其他组织"], Kind::Count),
    column("research_institution", "科研机构", &[], &["申请人情况", "法人或其他组织"], Kind::Count),
    column(
        "public_welfare_organization",
        "社会公益组织",
        &["社会公益", "社会公益机构"],
        &["申请人情况", "法人或其他组织"],
        Kind::Count,
    ),
    column(
        "legal_service_institution",
        "法律服务机构",
        &["法律服务"],
        &["申请人情况", "法人或其他组织"],
        Kind::Count,
    ),
    column("other_organization", "其他", &[], &["申请人情况", "法人或其他组织"], Kind::Count),
    column("total", "总计", &["合计"], &["申请人情况"], Kind::Count),
];
/// The five outcomes of the table of reviews.
pub(super) static OUTCOMES: [ColumnForm; 5] = [
    column("upheld", "结果维持", &["维持"], &[], Kind::Count),
    column("corrected", "结果纠正", &["纠正"], &[], Kind::Count),
    column("other", "其他结果", &[], &[], Kind::Count),
    column("pending", "尚未审结", &["未审结"], &[], Kind::Count),
    column("total", "总计", &["合计"], &[], Kind::Count),
];
/// The three column groups of the table of reviews.
pub(super) static REVIEWS: [RowForm; 3] = [
    row("reconsideration", "行政复议", &[], &[], Presence::Required),
    row("litigation_direct", "未经复议直接起诉", &[], &["行政诉讼"], Presence::Required),
    row("litigation_after_reconsideration", "复议后起诉", &[], &["行政诉讼"], Presence::Required),
];
/// 总计 of a group of reviews is the sum of its outcomes.
pub(super) static REVIEW_SUMS: [Sum; 1] = [Sum {
    kind: SumKind::Outcomes,
    axis: Axis::EachRow,
    left: &["total"],
    right: &["upheld", "corrected", "other", "pending"],
}];
/// The note in the corner of the table of requests.
pub(super) const CORNER: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
