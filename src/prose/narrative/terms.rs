//! The words for what the tables of a report count: their rows and columns by the keys of the editions.
//!
//! Each row or column has its usual wordings, separated by white space; the longest that matches is taken.

use super::words::Word;

/// The columns of table two that together are 法人或其他组织.
const ORGANIZATIONS: &[&str] = &[
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
];

pub(super) const TERMS: [(Word, &str); 48] = [
    (Word::Granted, "予以公开 予公开 同意公开 予以全部公开"),
    (Word::PartlyGranted, "部分公开 予以部分公开 同意部分公开 部分予以公开"),
    (Word::Denied, "不予公开 不同意公开"),
    (Word::Unavailable, "无法提供"),
    (Word::NotProcessed, "不予处理"),
    (Word::OtherResult, "其他处理 其它处理"),
    (Word::Reason("denied.state_secret"), "国家秘密 国家秘密类"),
    (
        Word::Reason("denied.prohibited_by_law"),
        "其他法律行政法规禁止公开 其他法律、行政法规禁止公开 法律行政法规禁止公开 法律、行政法规禁止公开",
    ),
    (
        Word::Reason("denied.security_and_stability"),
        "危及三安全一稳定 三安全一稳定 危及国家安全、公共安全、经济安全、社会稳定",
    ),
    (
        Word::Reason("denied.third_party_rights"),
        "第三方合法权益 保护第三方合法权益 损害第三方合法权益 第三方权益",
    ),
    (Word::Reason("denied.internal_affairs"), "三类内部事务信息 内部事务信息 三类内部事务 内部事务"),
    (Word::Reason("denied.process_information"), "四类过程性信息 过程性信息"),
    (Word::Reason("denied.enforcement_file"), "行政执法案卷 行政执法案卷信息 执法案卷 执法案卷信息"),
    (Word::Reason("denied.administrative_inquiry"), "行政查询事项 行政查询"),
    (
        Word::Reason("unavailable.not_held"),
        "本机关不掌握相关政府信息 本机关不掌握相关信息 本机关不掌握 不掌握相关政府信息 不掌握相关信息 \
         不掌握",
    ),
    (
        Word::Reason("unavailable.must_be_created"),
        "没有现成信息需要另行制作 没有现成信息需另行制作 没有现成信息、需要另行制作 没有现成信息 \
         无现成信息 需要另行制作 需另行制作",
    ),
    (
        Word::Reason("unavailable.still_unclear"),
        "补正后申请内容仍不明确 补正后仍不明确 补正后内容仍不明确 经补正申请内容仍不明确 \
         经补正后仍不明确 经补正仍不明确",
    ),
    (
        Word::Reason("not_processed.petition_or_complaint"),
        "信访举报投诉类申请 信访举报投诉类 信访举报投诉 信访、举报、投诉类申请 信访、举报、投诉类 \
         信访投诉举报类申请 信访投诉举报类 信访、投诉、举报类申请",
    ),
    (Word::Reason("not_processed.duplicate"), "重复申请 重复申请件"),
    (Word::Reason("not_processed.publication"), "要求提供公开出版物 公开出版物"),
    (Word::Reason("not_processed.excessive_repetition"), "无正当理由大量反复申请 大量反复申请"),
    (
        Word::Reason("not_processed.confirm_or_reissue"),
        "要求行政机关确认或重新出具已获取信息 要求确认或重新出具已获取信息 确认或重新出具已获取信息 \
         重新出具已获取信息",
    ),
    (
        Word::Reason("other.correction_overdue"),
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 申请人无正当理由逾期不补正 \
         无正当理由逾期不补正 申请人逾期不补正 逾期不补正 逾期未补正",
    ),
    (
        Word::Reason("other.fee_overdue"),
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 \
         申请人逾期未按收费通知要求缴纳费用 逾期未按收费通知要求缴纳费用 未按收费通知要求缴纳费用 \
         逾期未缴费 逾期不缴费",
    ),
    (Word::Rest, "其他 其它 其他原因 其他情形"),
    (Word::Applicant(&["natural_person"]), "自然人 公民个人"),
    (Word::Applicant(&["commercial_enterprise"]), "商业企业 企业"),
    (Word::Applicant(&["research_institution"]), "科研机构"),
    (Word::Applicant(&["public_welfare_organization"]), "社会公益组织 社会公益性组织 公益组织"),
    (Word::Applicant(&["legal_service_institution"]), "法律服务机构"),
    (Word::Applicant(&["other_organization"]), "其他组织 其它组织"),
    (
        Word::Applicant(ORGANIZATIONS),
        "法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人或其它组织",
    ),
    (Word::Reconsideration, "行政复议 复议"),
    (Word::Litigation, "行政诉讼 诉讼"),
    (
        Word::DirectLitigation,
        "未经复议直接起诉 未经行政复议直接起诉 直接起诉 未经复议直接提起诉讼 直接提起诉讼 \
         未经复议直接提起行政诉讼 直接提起行政诉讼",
    ),
    (
        Word::LaterLitigation,
        "复议后起诉 行政复议后起诉 经复议后起诉 复议后提起诉讼 行政复议后提起诉讼 \
         复议后提起行政诉讼 行政复议后提起行政诉讼",
    ),
    (
        Word::Outcome("upheld"),
        "结果维持 维持 获维持 被维持 予以维持 维持原行政行为 维持原具体行政行为 维持原决定 维持原判",
    ),
    (Word::Outcome("corrected"), "结果纠正 纠正 被纠正 予以纠正 纠错 被纠错"),
    (Word::Outcome("other"), "其他结果 其它结果"),
    (
        Word::Outcome("pending"),
        "尚未审结 未审结 尚未结案 待审结 尚在审理 尚在审理中 正在审理 正在审理中 审理中",
    ),
    (Word::Disclosed("regulations"), "规章 政府规章"),
    (Word::Disclosed("normative_documents"), "规范性文件 行政规范性文件"),
    (Word::Disclosed("licensing"), "行政许可"),
    (Word::Disclosed("penalties"), "行政处罚"),
    (Word::Disclosed("coercion"), "行政强制"),
    (Word::Disclosed("fees"), "行政事业性收费"),
    (Word::Edit("repealed"), "废止 宣布废止"),
    (Word::Edit("in_force"), "现行有效 继续有效"),
];
