//! The vocabulary of sentences about requests.
//!
//! Words are listed by their function in such a sentence. An unlisted word makes a clause unclear.

use std::mem::discriminant;
use std::sync::LazyLock;

use super::terms::TERMS;

/// The function of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// 全年: the year in question.
    Time,
    /// 本年, 今年: the report's own year.
    ThisYear,
    /// 去年, 截至: another time or one that is not the whole year.
    OtherTime,
    /// 我局, 本机关: the reporting body.
    Own,
    /// 全市, 我县: a territory, by its kind.
    Territory(&'static str),
    /// Words without effect: 共, 其中.
    Filler,
    /// 累计: of the year only if a year is given.
    Cumulative,
    /// 为: a number without a unit may follow it.
    Is,
    /// 共: the number counts all.
    Total,
    /// 其中: the number counts a part.
    Among,
    /// 已, 并: after a number they begin a remark about it.
    Remark,
    /// 均, 全部: of all that was counted before.
    All,
    /// 按时: how something was done.
    Duly,
    /// 收到: may also concern reviews.
    Got,
    /// 受理, 新收.
    Receive,
    /// 办结.
    Conclude,
    /// 答复, 办理.
    Answer,
    /// 政府信息公开, 依申请公开.
    Disclosure,
    /// 依申请公开, which may mean a request.
    OnRequest,
    /// 申请.
    Request,
    /// 事项, 案件.
    Matter,
    /// 公民、法人和其他组织: the requester.
    Asker,
    /// 上年结转.
    CarriedIn,
    /// 结转下年度.
    CarriedOut,
    /// 结转, with a year next to it.
    Carry,
    Granted,
    PartlyGranted,
    Denied,
    Unavailable,
    NotProcessed,
    OtherResult,
    /// A row of table two, by its key: 国家秘密.
    Reason(&'static str),
    /// Requesters, by the keys of their columns in table two: 自然人.
    Applicant(&'static [&'static str]),
    /// 其他: the last row or column of what was named before.
    Rest,
    /// 作出, 决定: accompany a result.
    Ruling,
    Reconsideration,
    Litigation,
    /// 未经复议直接起诉.
    DirectLitigation,
    /// 复议后起诉.
    LaterLitigation,
    /// An outcome of reviews, by the key of its column in table three: 维持.
    Outcome(&'static str),
    /// A row of table one, by its key: 行政许可.
    Disclosed(&'static str),
    /// A column of table one, by its key: 现行有效.
    Edit(&'static str),
    /// 制发: also of papers that no table counts.
    Issue,
    /// 制定, 印发.
    Enact,
    /// 作出, 实施: accompany a decision.
    Make,
    /// 收取, 金额: accompany a fee.
    Collect,
    /// 引发, 被提起: accompany a review.
    Cause,
    /// 未, 没有.
    Not,
    /// 约, 近.
    About,
    /// 余, 多, 以上: follow a number.
    More,
    /// 分别: the numbers follow in the order of what they count.
    Respectively,
    /// 各: the same number for each.
    Each,
    /// 每, 平均.
    Spread,
    /// 同比, 较.
    Compare,
    /// 公文, 提案: matters with results of their own.
    Foreign,
    /// 主动公开, 发布: other things counted in such a report.
    Published,
    /// Words that begin like another and mean something else.
    Unlike,
    /// 至, 起: from one time to another.
    Until,
    /// 一是.
    Ordinal,
}

impl Word {
    /// Whether it has this function, whichever row, column or territory it names.
    pub fn is_like(self, other: Self) -> bool {
        discriminant(&self) == discriminant(&other)
    }
}

/// The words by function, separated by white space.
const WORDS: [(Word, &str); 52] = [
    (Word::Time, "全年 全年度 年内 年度 一年来"),
    (Word::ThisYear, "本年 本年度 今年 报告期内 本报告期 本年内 今年以来"),
    (
        Word::OtherTime,
        "去年 上年 上年度 上一年 上一年度 前年 往年 历年 以来 同期 截至 截止 截至目前 上半年 \
         下半年 季度 近年 近年来 每年 此前 历史 明年 下年 下年度 下一年",
    ),
    (
        Word::Own,
        "我局 我委 我办 我厅 我院 我处 我所 我站 我部 我署 我队 我司 我社 我馆 我中心 我单位 \
         我机关 我部门 我校 我会 我行 我们 我园区 我管委会 我办公室 我公司 我集团 我支队 我大队 \
         本局 本委 本办 本厅 本院 本处 本所 本站 本部 本署 本队 本司 本社 本馆 本中心 本单位 \
         本机关 本部门 本校 本会 本行政机关 本园区 本管委会 本办公室 本公司 本支队 本大队 全局 \
         我镇政府 我乡政府 我街道办事处 本街道办事处 本级机关",
    ),
    (Word::Territory("省"), "全省 我省 本省"),
    (Word::Territory("市"), "全市 我市 本市"),
    (Word::Territory("县"), "全县 我县 本县"),
    (Word::Territory("区"), "全区 我区 本区"),
    (Word::Territory("州"), "全州 我州 本州"),
    (Word::Territory("盟"), "全盟 我盟 本盟"),
    (Word::Territory("旗"), "全旗 我旗 本旗"),
    (Word::Territory("镇"), "全镇 我镇 本镇 镇政府 镇人民政府"),
    (Word::Territory("乡"), "全乡 我乡 本乡 乡政府 乡人民政府"),
    (Word::Territory("街道"), "全街道 我街道 本街道 街道办事处 街道办"),
    (
        Word::Filler,
        "类 依法 依规 实际 有 了 的 任何 量 数量 数 总数 总量 各类 另有 另 还有 以及 及 和 与 在 期间 内 继续 含 包括 \
         包含 或 或者 于 从 方面 情况 至本年度 至本年 至今年 办理结果",
    ),
    (Word::Cumulative, "累计"),
    (Word::Is, "为 是"),
    (Word::Total, "共 共计 总共 总计 合计 一共 共有"),
    (Word::Among, "其中"),
    (Word::Remark, "已 并 现已 且"),
    (Word::All, "均 皆 都 全部 全都 均已 一律"),
    (Word::Duly, "按时 按期 及时 按规定 按要求 依法依规 来自"),
    (Word::Got, "收到 接到 收悉"),
    (Word::Receive, "收办 受理 接收 新收 新收到 新增 新受理 新接收 收到并受理 接受"),
    (Word::Conclude, "办结 办毕 办理完毕 办理办结 审结 结案 审理 审理完毕"),
    (Word::Answer, "答复 回复 办理 处理 办复 予以答复 承办 答覆 回覆 予以答覆"),
    (
        Word::Disclosure,
        "政府信息公开 信息公开 政务公开 政务信息公开 政府信息 政务信息 公开政府信息 公开信息 公开 \
         政府信息公开工作 信息公开工作",
    ),
    (
        Word::OnRequest,
        "依申请公开 依申请 依申请公开政府信息 政府信息依申请公开 依申请公开信息 依申请信息 \
         依申请公开件",
    ),
    (Word::Request, "申请 申请件 申请事项 申请案件 申请书 申请表 申请数 申请数量 申请量 申请总数 公开申请"),
    (Word::Matter, "事项 案件 件 信息 案 要求 请求 事宜"),
    (
        Word::Asker,
        "公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织 \
         公民、法人以及其他组织 公民、法人和其它组织 公民、法人或其它组织 公民和法人 公民 群众 \
         申请人 申请主体 社会公众 公众 提出 提交 递交 提出的",
    ),
    (
        Word::CarriedIn,
        "上年结转 上年度结转 上一年结转 上一年度结转 去年结转 上年转入 上年度转入 上年接转 \
         上年度接转 上年度转接 上一年度转接",
    ),
    (
        Word::CarriedOut,
        "结转下年 结转下年度 结转下一年 结转下一年度 结转至下年 结转至下年度 结转到下年 \
         结转到下年度 结转至下一年 结转至下一年度 结转到下一年 结转到下一年度 结转次年 结转至次年 \
         结转明年 结转至明年 转下年 转下年度 转下一年度 转至下年度 转入下年度 转入下一年度 \
         转至下一年度",
    ),
    (Word::Carry, "结转 结转至 结转到"),
    (Word::Ruling, "作 做 决定 告知 给予 属 属于"),
    (Word::Make, "作出 做出 实施"),
    (Word::Collect, "收取 征收 收入 金额 总金额 总额"),
    (Word::Issue, "制发 新制发"),
    (Word::Enact, "制定 新制定 出台 新出台 印发"),
    (
        Word::Cause,
        "因 引起 引发 产生 导致 被 提起 发生 有关 相关 涉及 涉 针对 关于 工作 领域 备案 出现 存在 \
         而 问题 现象 由 所 对 实现 保持 目标",
    ),
    (Word::Not, "未 没有 无 未曾 从未 不存在 无一"),
    (Word::About, "约 近 超 超过 逾 不到 不足 至少 将近 接近 大约 最多 最少"),
    (Word::More, "余 多 以上 左右 以内 以下 上下"),
    (Word::Respectively, "分别 依次"),
    (Word::Each, "各"),
    (Word::Spread, "每 平均 人均"),
    (Word::Compare, "同比 环比 较 相比 比 增长 增加 减少 下降 上升 增幅 占 占比 提升 回落 同比增长"),
    (
        Word::Foreign,
        "公文 文件 发文 提案 建议 议案 信访件 许可 审批 法律援助 仲裁 网络问政 问政 留言 \
         信箱 热线 工单 国家赔偿 登记 发证 档案 救助 低保 诉求 举报 投诉 来信 来访",
    ),
    (Word::Published, "主动公开 发布 公布 解读 政策解读 政府公报 信息处理费"),
    // 行政强制措施 is a part of 行政强制, 规章制度 is no 规章.
    (Word::Unlike, "行政强制措施 行政强制执行 规章制度 目标是 目标为"),
    (Word::Until, "至 起 自 止 ~ - — –"),
    (Word::Ordinal, "一是 二是 三是 四是 五是 六是 七是 首先"),
];

/// The words by their first characters, the longest first.
static BY_FIRST: LazyLock<Vec<(char, &'static str, Word)>> = LazyLock::new(|| {
    let of = |(word, spellings): (Word, &'static str)| {
        spellings
            .split_whitespace()
            .filter_map(move |spelling| Some((spelling.chars().next()?, spelling, word)))
    };
    let mut words: Vec<_> = WORDS.into_iter().chain(TERMS).flat_map(of).collect();
    words.sort_by_key(|(first, spelling, _)| (*first, std::cmp::Reverse(spelling.len())));
    words
});

/// The words that begin with this character, the longest first.
pub(super) fn beginning_with(first: char) -> impl Iterator<Item = &'static (char, &'static str, Word)> {
    let start = BY_FIRST.partition_point(|(other, ..)| *other < first);
    BY_FIRST.get(start..).unwrap_or_default().iter().take_while(move |(other, ..)| *other == first)
}
