//! Narratives made up by a generator with a fixed seed: stock sentences that many reports share, sentences
//! put together from parts, figures and the body's own name.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "it is only for tests and benchmarks")]

/// A generator of numbers (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((bits ^ (bits >> 31)) % sides as u64).unwrap()
    }

    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const WHEN: [&str; 12] = [
    "全年",
    "一年来",
    "上半年",
    "下半年",
    "年初",
    "第三季度",
    "机构改革后",
    "汛期前",
    "开学前",
    "春耕时节",
    "岁末",
    "入冬以来",
];
const WHO: [&str; 16] = [
    "办公室",
    "法规科",
    "宣传科",
    "各村（居）委会",
    "分管负责同志",
    "信息中心",
    "便民服务中心",
    "综合执法队",
    "财政所",
    "农业站",
    "各科室",
    "民政办",
    "档案室",
    "督查室",
    "各二级单位",
    "主要负责同志",
];
const DID: [&str; 20] = [
    "集中梳理",
    "逐条核对",
    "重新编排",
    "按月公布",
    "通报",
    "会同有关部门修订",
    "向群众讲解",
    "在公示栏张贴",
    "上传",
    "汇编",
    "抽查",
    "补充完善",
    "制作图解说明",
    "开展专题培训讲授",
    "召开座谈会讨论",
    "建立台账管理",
    "派专人更新",
    "邀请代表评议",
    "用方言录制音频介绍",
    "整理归档",
];
const WHAT: [&str; 24] = [
    "惠农补贴发放名单",
    "义务教育招生方案",
    "危房改造对象",
    "财政预决算",
    "医疗救助标准",
    "征地补偿安置方案",
    "水库移民后期扶持资金",
    "食品安全抽检结果",
    "道路养护计划",
    "公共租赁住房分配结果",
    "防汛抗旱预案",
    "重大行政决策目录",
    "行政许可事项清单",
    "社会保险政策",
    "文化惠民演出安排",
    "垃圾分类办法",
    "安全生产检查情况",
    "老旧小区加装电梯办法",
    "乡村振兴项目库",
    "公共法律服务站点",
    "就业岗位信息",
    "河湖保护名录",
    "人才公寓申请条件",
    "集体资产台账",
];
const HOW: [&str; 16] = [
    "，方便群众随时查看",
    "，比上年多出一成",
    "，做到一月一更新",
    "，并答复了留言",
    "，群众来电明显减少",
    "，得到服务对象好评",
    "，其中网站占七成",
    "，差错率降到最低",
    "，纳入年度考核",
    "，由纪检部门监督",
    "，形成长效机制",
    "，解决了底数不清的问题",
    "，一次办结",
    "，没有收到投诉",
    "，改变了过去零散发布的做法",
    "，经审核后发布",
];
const STOCK: [&str; 12] = [
    "坚持以公开为常态、不公开为例外，扎实做好政府信息公开各项工作。",
    "充分保障公众的知情权、参与权、表达权和监督权。",
    "认真贯彻落实上级关于全面推进政务公开工作的决策部署。",
    "严格落实信息发布先审后发制度，坚持涉密信息不上网、上网信息不涉密。",
    "进一步规范依申请公开办理流程，依法依规做好答复工作。",
    "发挥政府网站第一平台作用，及时准确发布权威信息。",
    "加强政务新媒体管理，严格落实内容审核和安全管理责任。",
    "建立健全政府信息公开工作考核、社会评议和责任追究制度。",
    "政府信息公开的内容还不够全面，公开的形式还不够丰富。",
    "工作人员业务能力有待提高，队伍建设需要进一步加强。",
    "下一步将加大培训力度，不断提高政府信息公开工作水平。",
    "围绕群众关心的热点难点问题，及时回应社会关切。",
];

/// A sentence of a report: one in four is stock.
fn sentence(dice: &mut Dice, body: &str) -> String {
    if dice.roll(4) == 0 {
        return dice.pick(&STOCK).to_owned();
    }
    let (when, who, did, what) = (dice.pick(&WHEN), dice.pick(&WHO), dice.pick(&DID), dice.pick(&WHAT));
    let also = dice.pick(&WHAT);
    let how = dice.pick(&HOW);
    match dice.roll(4) {
        0 => format!("{when}{who}{did}{what}{}条{how}。", dice.roll(900) + 1),
        1 => format!("{body}{when}{did}{what}和{also}共{}件{how}。", dice.roll(900) + 1),
        2 => format!("{who}{did}{what}，{}{also}{}次{how}。", dice.pick(&DID), dice.roll(90) + 1),
        _ => format!("{what}由{who}{did}，{when}涉及{also}{}项{how}。", dice.roll(90) + 1),
    }
}

/// The sentences of a narrative of about so many letters.
pub fn narrative(dice: &mut Dice, body: &str, letters: usize) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut length = 0;
    while length < letters {
        sentences.push(sentence(dice, body));
        length += sentences.last().unwrap().chars().count();
    }
    sentences
}

/// A body of its own for each number.
pub fn body(at: usize) -> String {
    let letters: Vec<char> = "安宝长大东丰高广海和恒金静康乐林龙明南平清仁瑞三上石顺泰".chars().collect();
    let letter = |n: usize| letters[n % letters.len()];
    let (first, second) = (at / letters.len(), at / letters.len() / letters.len());
    format!(
        "{}{}县{}{}{}镇人民政府",
        letter(at / 7),
        letter(at * 5 + 1),
        letter(at),
        letter(first),
        letter(second)
    )
}
