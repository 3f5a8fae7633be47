//! Captions that say that figures are not the final ones of the report: 样表, （送审稿）, 预计数, 仅供参考.

use std::borrow::Cow;

use crate::model::text;

/// What a caption that has nothing else says of figures that are no report's.
const NAMES: [&str; 32] = [
    "草稿",
    "初稿",
    "底稿",
    "样表",
    "样例",
    "示例",
    "范例",
    "模板",
    "旧表",
    "原表",
    "作废",
    "已作废",
    "本表作废",
    "模拟",
    "测试",
    "计划",
    "预计",
    "预估",
    "预测",
    "估算",
    "估计",
    "测算",
    "预算",
    "目标",
    "目标值",
    "平均",
    "修改前",
    "更正前",
    "调整前",
    "修订前",
    "不含本级",
    "不含本机关",
];

/// Words by which a table steps back behind another of its form that has none of them.
const PRELIMINARY: [&str; 63] = [
    "送审",
    "征求意见",
    "讨论稿",
    "初稿",
    "草稿",
    "草案",
    "草表",
    "底稿",
    "未定稿",
    "备份",
    "样表",
    "样例",
    "示例",
    "范例",
    "例表",
    "举例",
    "模板",
    "作废",
    "旧表",
    "(旧)",
    "参考",
    "预计",
    "预估",
    "预测",
    "预填",
    "估算",
    "估计",
    "测算",
    "目标",
    "暂定",
    "暂估",
    "暂行",
    "快报",
    "未审",
    "未核",
    "待核",
    "待审",
    "待定",
    "修订前",
    "修改前",
    "更正前",
    "调整前",
    "原报",
    "原上报",
    "原填",
    "原数据",
    "错误",
    "有误",
    "模拟",
    "测试",
    "演示",
    "对比",
    "对照",
    "历史",
    "平均",
    "不计入",
    "不含",
    "不包括",
    "不包含",
    "剔除",
    "仅含",
    "仅统计",
    "只含",
];

/// Such words that are in the names of offices, too, and so count only at the end or before a word for figures: 计划生育,
/// 自然资源和规划局, 预算单位.
const PLANS: [&str; 3] = ["计划", "规划", "预算"];

/// The words before the name that point to the table.
const POINTERS: [&str; 14] = [
    "以下", "以上", "上述", "下列", "本表", "此表", "该表", "下表", "上表", "表中", "数据", "均为", "为",
    "系",
];

/// Whether a caption is nothing but a word for figures that are not the final ones: 样表, （草稿）, 计划数; or ends
/// with such a word in brackets: 依申请公开情况（预计数）.
pub fn is_of_draft(caption: &str) -> bool {
    let folded = text::fold(caption);
    let in_brackets = || {
        let inner = folded.strip_suffix(')')?.rsplit_once('(')?.1;
        Some(is_name(inner))
    };
    is_name(&folded) || in_brackets().unwrap_or(false)
}

fn is_name(folded: &str) -> bool {
    let mut name = folded.trim_matches(|c: char| !c.is_alphanumeric());
    while let Some(rest) = POINTERS.iter().find_map(|word| name.strip_prefix(word)) {
        name = rest;
    }
    NAMES.contains(&name)
        || ["数据", "数字", "数值", "数"]
            .iter()
            .find_map(|word| name.strip_suffix(word))
            .is_some_and(|name| NAMES.contains(&name))
}

/// Whether a caption, note or sheet name says that another table of the form, without such words, is the report's.
pub fn is_preliminary(caption: &str) -> bool {
    /// Characters of the longest text that is searched.
    const LONGEST: usize = 60;
    let folded: Cow<'_, str> = text::fold(caption);
    folded.chars().count() <= LONGEST
        && (PRELIMINARY.iter().any(|word| folded.contains(word)) || is_plan(&folded))
}

fn is_plan(folded: &str) -> bool {
    let is_of_figures = |after: &str| {
        let after = after.trim_start_matches(|c: char| !c.is_alphanumeric());
        after.is_empty() || ["数", "值", "指标", "任务"].iter().any(|word| after.starts_with(word))
    };
    PLANS.iter().any(|word| {
        folded.match_indices(word).any(|(at, _)| folded.get(at + word.len()..).is_some_and(is_of_figures))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_of_drafts_are_known() {
        for (caption, want) in [
            ("样表", true),
            ("（草 稿）", true),
            ("以下为模拟数据：", true),
            ("计划数", true),
            ("以下数据为预估数", true),
            ("本表不含本级", true),
            ("依申请公开情况（预计数）", true),
            ("（征求意见稿）", false),
            ("情况表", false),
            ("计划数量", false),
            ("原表格", false),
            ("", false),
        ] {
            assert_eq!(is_of_draft(caption), want, "{caption}");
        }
    }

    #[test]
    fn a_preliminary_table_steps_back() {
        for (caption, want) in [
            ("（送审稿）", true),
            ("2024年政府信息公开情况（征求意见稿）", true),
            ("仅供参考", true),
            ("表二（旧）", true),
            ("填报样例", true),
            ("2024年备份", true),
            ("注：本表不含下属单位", true),
            ("依申请公开情况", false),
            ("表二", false),
            ("旧县镇", false),
            ("2024年计划", true),
            ("依申请公开情况（计划数）", true),
            ("青溪县卫生和计划生育局2016年情况", false),
            ("青溪县自然资源和规划局依申请公开情况", false),
            ("预算单位公开情况", false),
            ("", false),
        ] {
            assert_eq!(is_preliminary(caption), want, "{caption}");
        }
    }
}
