//! What a report tells in words: sentences of clauses, so that no two reports are copies of one another.

use repconv::model::address::Address;

use super::chance::Chance;
use super::figures::{Figure, Figures};

/// Paragraphs of the sections that are told in words.
#[derive(Clone, Debug)]
pub struct Narrative {
    pub preamble: String,
    pub overview: Vec<String>,
    pub problems: Vec<String>,
    pub other: Vec<String>,
}

const OCCASIONS: [&str; 24] = [
    "围绕群众办事需求",
    "结合本年度重点任务",
    "对照上级考核指标",
    "着眼基层政务公开规范",
    "聚焦惠民惠农补贴",
    "紧扣优化营商环境",
    "针对群众反映的热点",
    "依托县政府门户网站",
    "利用政务公开专区",
    "按照谁公开谁审查",
    "立足本单位职能",
    "借助政务新媒体",
    "根据公开事项目录",
    "借全县培训之机",
    "在信息发布之前",
    "遇有重大舆情",
    "就项目审批事项",
    "就教育卫生领域",
    "就财政预算决算",
    "就安全生产检查",
    "每逢季度末",
    "年初以来",
    "面对人员变动",
    "为方便老年人查阅",
];

const ACTS: [&str; 36] = [
    "逐项梳理公开事项清单",
    "修订信息发布审核流程",
    "安排专人每日查看信箱",
    "把公开任务分到各科室",
    "增设便民查阅点和资料架",
    "制作图解与短片说明政策",
    "邀请村民代表到现场旁听",
    "把办事指南改成一张图",
    "清理过期和失效的文件",
    "补齐历年规范性文件目录",
    "组织业务人员集中学习",
    "与档案馆核对移交目录",
    "开设政策问答栏目",
    "在公示栏张贴补贴名单",
    "向企业推送惠企政策要点",
    "重新核定主动公开范围",
    "建立疑难申请会商办法",
    "把答复文书统一成模板",
    "请法律顾问逐件审核答复",
    "上门送达答复并作说明",
    "请申请人当面说明用途",
    "约请专家解读规划草案",
    "回访满意程度较低的群众",
    "记录每一件申请的来由",
    "按月通报各科室进展",
    "抽查错别字和失效链接",
    "给窗口配备查询终端",
    "把会议纪要要点对外公布",
    "收集意见后修改草案",
    "对存量信息作分类标注",
    "请村干部代为转告",
    "设置热线专席回答提问",
    "实行信息发布三审三校",
    "把台账由纸质改为电子",
    "听取人大代表的建议",
    "分批移交到期的文件",
];

const EFFECTS: [&str; 30] = [
    "群众查找时间明显缩短",
    "没有发生泄密事件",
    "咨询电话比上年减少",
    "办事环节少跑了两趟",
    "栏目更新不再滞后",
    "公开内容更加完整",
    "答复质量稳步提高",
    "各科室配合更为顺畅",
    "村民对账目心中有数",
    "企业申报材料一次办成",
    "误传的消息得到澄清",
    "年底检查未见空白栏目",
    "得到上级通报肯定",
    "为下一步工作打下基础",
    "新进人员很快熟悉业务",
    "老年人也能看懂",
    "各方意见都有回音",
    "台账做到件件可查",
    "失效链接全部改正",
    "申请人表示理解",
    "公示期内没有异议",
    "责任落实到了个人",
    "办件时限平均提前三天",
    "同类问题不再重复出现",
    "信息来源清楚可靠",
    "社会评价有所好转",
    "资料架常有人翻阅",
    "节省了印刷开支",
    "月度进展一目了然",
    "与邻县的经验相互借鉴",
];

const FAULTS: [&str; 24] = [
    "个别科室报送信息偏慢",
    "政策解读形式比较单一",
    "兼职人员更换较为频繁",
    "公开目录与实际略有出入",
    "互动栏目回复不够及时",
    "部分文件标注不够准确",
    "基层查阅点使用不多",
    "图表类材料占比偏低",
    "对法条的理解还不够深",
    "信息检索功能不够好用",
    "主动公开的深度不足",
    "与群众面对面交流偏少",
    "历史文件整理进度不快",
    "新媒体内容吸引力不强",
    "答复文书表述不够统一",
    "审核环节耗时较长",
    "业务培训覆盖面不广",
    "档案移交手续有待规范",
    "部分栏目内容重复",
    "年度计划安排前松后紧",
    "信息分类不便查找",
    "跨部门协商机制不健全",
    "偏远村组获取信息较难",
    "数据更新周期偏长",
];

const CAUSES: [&str; 20] = [
    "主要是人手不足",
    "原因在于分工不细",
    "与重视程度不一有关",
    "源于经费安排有限",
    "因为业务系统尚未打通",
    "说明督促还不到位",
    "反映出标准不够明确",
    "同培训次数偏少有关",
    "多因材料来源分散",
    "在于缺少专门岗位",
    "是任务集中所致",
    "与旧目录沿用过久有关",
    "根子在于习惯未改",
    "受限于网络条件",
    "因部门职责有过调整",
    "系经验积累不够",
    "由于沟通渠道不多",
    "是考核权重偏低造成",
    "同技术力量薄弱有关",
    "缘于计划制订仓促",
];

const REMEDIES: [&str; 24] = [
    "增配一名专职人员",
    "每季度开展一次业务培训",
    "把公开工作纳入年终考评",
    "重新编制事项目录",
    "同技术单位商定改版方案",
    "设立线上线下意见箱",
    "与司法所共同审核疑难件",
    "制定文件标注细则",
    "按村组设置联络员",
    "推行信息报送积分办法",
    "编印一本常见问题手册",
    "开展公开日活动",
    "定期交换科室人员",
    "委托高校作一次评估",
    "把审核时限压到两天",
    "整理近十年的文件汇编",
    "增加音频和动漫解读",
    "建立问题整改台账",
    "向先进乡镇学习做法",
    "统一答复文书的格式",
    "扩充便民查阅点",
    "压实分管领导的责任",
    "按周更新重点栏目",
    "用好大厅的自助终端",
];

const GOALS: [&str; 20] = [
    "力争半年内见到成效",
    "让群众找得到看得懂",
    "确保不留空白栏目",
    "使流程更加清楚",
    "把时限再压缩一成",
    "推动工作再上台阶",
    "做到责任到岗到人",
    "减少重复申请",
    "消除信息盲点",
    "形成长效办法",
    "提升答复的规范程度",
    "补上基层这块短板",
    "让数据及时准确",
    "方便企业随时查询",
    "保证人员相对稳定",
    "打通公开的末端",
    "把好保密审查关口",
    "以考评促进落实",
    "争取进入全县前列",
    "回应社会的关切",
];

const ORDINALS: [&str; 6] = ["一是", "二是", "三是", "四是", "五是", "六是"];

/// The narrative of a report for `year` that agrees with its figures.
pub fn narrative(year: u16, figures: &Figures, chance: &mut Chance) -> Narrative {
    let preamble = [
        format!("根据《中华人民共和国政府信息公开条例》的规定，编制{year}年政府信息公开工作年度报告。"),
        format!(
            "按照《中华人民共和国政府信息公开条例》要求，现公布本单位{year}年度政府信息公开工作年度报告。"
        ),
        "本报告依照《中华人民共和国政府信息公开条例》编制，所列数据的统计期限为全年。".to_owned(),
    ];
    Narrative {
        preamble: chance.pick(&preamble).clone(),
        overview: overview(year, figures, chance),
        problems: problems(chance),
        other: other(chance),
    }
}

fn overview(year: u16, figures: &Figures, chance: &mut Chance) -> Vec<String> {
    let mut lines = vec![format!("{year}年，{}", sentences(2, chance))];
    let headings = ["主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"];
    for (heading, number) in headings.iter().zip(["一", "二", "三", "四", "五"]) {
        let mut line = format!("（{number}）{heading}。");
        if *heading == "依申请公开" {
            line.push_str(&asked(figures, chance));
        }
        let count = chance.below(2) + 1;
        line.push_str(&sentences(count, chance));
        lines.push(line);
    }
    lines
}

/// What is said of the requests: what the table says.
fn asked(figures: &Figures, chance: &mut Chance) -> String {
    let at = Address { table: "requests", row: "received", column: "total" };
    match figures.get(&at).map(Figure::shown).as_deref() {
        Some("0") => {
            let none = ["全年未收到政府信息公开申请。", "本年度没有收到政府信息公开申请。"];
            (*chance.pick(&none)).to_owned()
        }
        Some(number) => format!("全年新收政府信息公开申请{number}件。"),
        None => String::new(),
    }
}

fn sentences(count: usize, chance: &mut Chance) -> String {
    let sentence = |_| {
        let (occasion, act) = (*chance.pick(&OCCASIONS), *chance.pick(&ACTS));
        format!("{occasion}，{act}，{}。", chance.pick(&EFFECTS))
    };
    (0..count).map(sentence).collect()
}

fn problems(chance: &mut Chance) -> Vec<String> {
    let count = chance.below(3) + 2;
    let mut faults = FAULTS;
    chance.shuffle(&mut faults);
    let listed = faults.iter().zip(ORDINALS).take(count);
    let found: Vec<String> =
        listed.map(|(fault, ordinal)| format!("{ordinal}{fault}，{}", chance.pick(&CAUSES))).collect();
    let mut remedies = REMEDIES;
    chance.shuffle(&mut remedies);
    let listed = remedies.iter().zip(ORDINALS).take(count);
    let wanted: Vec<String> =
        listed.map(|(remedy, ordinal)| format!("{ordinal}{remedy}，{}", chance.pick(&GOALS))).collect();
    vec![
        format!("存在的主要问题：{}。", found.join("；")),
        format!("下一步的改进措施：{}。", wanted.join("；")),
    ]
}

fn other(chance: &mut Chance) -> Vec<String> {
    let fees = [
        "本年度未收取信息处理费。",
        "全年没有收取信息处理费。",
        "本单位没有发出收费通知，也未收取信息处理费。",
    ];
    let mut lines = vec![(*chance.pick(&fees)).to_owned()];
    lines.push(if chance.percent(50) {
        sentences(1, chance)
    } else {
        "无其他需要报告的事项。".to_owned()
    });
    lines
}
