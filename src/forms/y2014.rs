//! The edition of 2014: the statistics table attached to reports of about 2014 to 2018, which have no fixed
//! sections.
//!
//! Labels varied between years and provinces, so rows are matched by their words.

use crate::model::form::{
    Axis, BlockForm, ColumnForm, Edition, Kind, Layout, Presence, RowForm, Sum, SumKind, TableForm, TableKind,
};

/// 政府信息公开情况统计表.
pub static Y2014: Edition = Edition {
    id: "2014",
    name: "政府信息公开情况统计表（2014 至 2018 年年报所附）",
    titles: &["政府信息公开工作年度报告", "政府信息公开年度报告", "政府信息公开工作年报", "政府信息公开年报"],
    years: (2008, 2018),
    sections: &[],
    tables: &[STATISTICS],
    fee_statement_since: None,
};

const STATISTICS: TableForm = TableForm {
    key: "statistics",
    kind: TableKind::Statistics,
    section: None,
    title: "政府信息公开情况统计表",
    name: "统计表",
    corner: None,
    layout: Layout::List,
    blocks: &[BlockForm { clause: None, columns: &COLUMNS, rows: &ROWS }],
    sums: &SUMS,
};

static COLUMNS: [ColumnForm; 1] = [ColumnForm {
    key: "value",
    label: "统计数",
    variants: &["数量", "统计数据", "数值"],
    path: &[],
    kind: Kind::Count,
}];

const fn row(key: &'static str, label: &'static str, unit: &'static str, depth: u8) -> RowForm {
    RowForm { key, label, variants: &[], path: &[], presence: Presence::Required, unit: Some(unit), depth }
}

const fn heading(key: &'static str, label: &'static str, depth: u8) -> RowForm {
    RowForm { key, label, variants: &[], path: &[], presence: Presence::Heading, unit: None, depth }
}

static ROWS: [RowForm; 65] = [
    heading("1", "一、主动公开情况", 0),
    row("1.1", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", 1),
    row("1.1.1", "其中：主动公开规范性文件数", "条", 2),
    row("1.1.2", "制发规范性文件总数", "件", 2),
    heading("1.2", "（二）通过不同渠道和方式公开政府信息的情况", 1),
    row("1.2.1", "1.政府公报公开政府信息数", "条", 2),
    row("1.2.2", "2.政府网站公开政府信息数", "条", 2),
    row("1.2.3", "3.政务微博公开政府信息数", "条", 2),
    row("1.2.4", "4.政务微信公开政府信息数", "条", 2),
    row("1.2.5", "5.其他方式公开政府信息数", "条", 2),
    heading("2", "二、回应解读情况", 0),
    row("2.1", "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", 1),
    heading("2.2", "（二）通过不同渠道和方式回应解读的情况", 1),
    row("2.2.1", "1.参加或举办新闻发布会总次数", "次", 2),
    row("2.2.1.1", "其中：主要负责同志参加新闻发布会次数", "次", 3),
    row("2.2.2", "2.政府网站在线访谈次数", "次", 2),
    row("2.2.2.1", "其中：主要负责同志参加政府网站在线访谈次数", "次", 3),
    row("2.2.3", "3.政策解读稿件发布数", "篇", 2),
    row("2.2.4", "4.微博微信回应事件数", "次", 2),
    row("2.2.5", "5.其他方式回应事件数", "次", 2),
    heading("3", "三、依申请公开情况", 0),
    row("3.1", "（一）收到申请数", "件", 1),
    row("3.1.1", "1.当面申请数", "件", 2),
    row("3.1.2", "2.传真申请数", "件", 2),
    row("3.1.3", "3.网络申请数", "件", 2),
    row("3.1.4", "4.信函申请数", "件", 2),
    row("3.2", "（二）申请办结数", "件", 1),
    row("3.2.1", "1.按时办结数", "件", 2),
    row("3.2.2", "2.延期办结数", "件", 2),
    row("3.3", "（三）申请答复数", "件", 1),
    row("3.3.1", "1.属于已主动公开范围数", "件", 2),
    row("3.3.2", "2.同意公开答复数", "件", 2),
    row("3.3.3", "3.同意部分公开答复数", "件", 2),
    row("3.3.4", "4.不同意公开答复数", "件", 2),
    row("3.3.4.1", "其中：涉及国家秘密", "件", 3),
    row("3.3.4.2", "涉及商业秘密", "件", 3),
    row("3.3.4.3", "涉及个人隐私", "件", 3),
    row("3.3.4.4", "危及国家安全、公共安全、经济安全和社会稳定", "件", 3),
    row("3.3.4.5", "不是《条例》所指政府信息", "件", 3),
    row("3.3.4.6", "法律法规规定的其他情形", "件", 3),
    row("3.3.5", "5.不属于本行政机关公开数", "件", 2),
    row("3.3.6", "6.申请信息不存在数", "件", 2),
    row("3.3.7", "7.告知作出更改补充数", "件", 2),
    row("3.3.8", "8.告知通过其他途径办理数", "件", 2),
    row("4", "四、行政复议数量", "件", 0),
    row("4.1", "（一）维持具体行政行为数", "件", 1),
    row("4.2", "（二）被依法纠错数", "件", 1),
    row("4.3", "（三）其他情形数", "件", 1),
    row("5", "五、行政诉讼数量", "件", 0),
    row("5.1", "（一）维持具体行政行为或者驳回原告诉讼请求数", "件", 1),
    row("5.2", "（二）被依法纠错数", "件", 1),
    row("5.3", "（三）其他情形数", "件", 1),
    row("6", "六、举报投诉数量", "件", 0),
    row("7", "七、依申请公开信息收取的费用", "万元", 0),
    heading("8", "八、机构建设和保障经费情况", 0),
    row("8.1", "（一）政府信息公开工作专门机构数", "个", 1),
    row("8.2", "（二）设置政府信息公开查阅点数", "个", 1),
    row("8.3", "（三）从事政府信息公开工作人员数", "人", 1),
    row("8.3.1", "1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", 2),
    row("8.3.2", "2.兼职人员数", "人", 2),
    row(
        "8.4",
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "万元",
        1,
    ),
    heading("9", "九、政府信息公开会议和培训情况", 0),
    row("9.1", "（一）召开政府信息公开工作会议或专题会议数", "次", 1),
    row("9.2", "（二）举办各类培训班数", "次", 1),
    row("9.3", "（三）接受培训人员数", "人次", 1),
];

static SUMS: [Sum; 7] = [
    Sum {
        kind: SumKind::Statistics,
        axis: Axis::EachColumn,
        left: &["3.1"],
        right: &["3.1.1", "3.1.2", "3.1.3", "3.1.4"],
    },
    Sum { kind: SumKind::Statistics, axis: Axis::EachColumn, left: &["3.2"], right: &["3.2.1", "3.2.2"] },
    Sum {
        kind: SumKind::Statistics,
        axis: Axis::EachColumn,
        left: &["3.3"],
        right: &["3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.6", "3.3.7", "3.3.8"],
    },
    Sum {
        kind: SumKind::Statistics,
        axis: Axis::EachColumn,
        left: &["3.3.4"],
        right: &["3.3.4.1", "3.3.4.2", "3.3.4.3", "3.3.4.4", "3.3.4.5", "3.3.4.6"],
    },
    Sum { kind: SumKind::Statistics, axis: Axis::EachColumn, left: &["4"], right: &["4.1", "4.2", "4.3"] },
    Sum { kind: SumKind::Statistics, axis: Axis::EachColumn, left: &["5"], right: &["5.1", "5.2", "5.3"] },
    Sum { kind: SumKind::Statistics, axis: Axis::EachColumn, left: &["8.3"], right: &["8.3.1", "8.3.2"] },
];
