//! A made-up county: its departments, its townships and streets, and their stations.

use super::chance::Chance;

pub const COUNTY: &str = "青溪县";

/// A body that has to hand in a report.
#[derive(Clone, Debug)]
pub struct Body {
    pub name: String,
    /// What the county calls it for short, where that is another name: 县发改局.
    pub short: Option<String>,
    /// What kind of body it is, as the roster says.
    pub sort: &'static str,
    /// The folder its report is put into.
    pub folder: String,
}

/// Departments and what they are called for short.
const DEPARTMENTS: [(&str, &str); 40] = [
    ("发展和改革局", "发改局"),
    ("工业和信息化局", "工信局"),
    ("人力资源和社会保障局", "人社局"),
    ("住房和城乡建设局", "住建局"),
    ("文化和旅游局", "文旅局"),
    ("卫生健康局", "卫健局"),
    ("市场监督管理局", "市监局"),
    ("医疗保障局", "医保局"),
    ("城市管理局", "城管局"),
    ("交通运输局", "交运局"),
    ("民族和宗教事务局", "民宗局"),
    ("融媒体中心", ""),
    ("教育局", ""),
    ("科学技术局", ""),
    ("公安局", ""),
    ("民政局", ""),
    ("司法局", ""),
    ("财政局", ""),
    ("自然资源局", ""),
    ("生态环境局", ""),
    ("水利局", ""),
    ("农业农村局", ""),
    ("商务局", ""),
    ("退役军人事务局", ""),
    ("应急管理局", ""),
    ("审计局", ""),
    ("统计局", ""),
    ("林业局", ""),
    ("信访局", ""),
    ("税务局", ""),
    ("气象局", ""),
    ("邮政管理局", ""),
    ("粮食和物资储备局", ""),
    ("行政审批服务局", ""),
    ("地方金融监督管理局", ""),
    ("消防救援大队", ""),
    ("公共资源交易中心", ""),
    ("供销合作社", ""),
    ("档案馆", ""),
    ("人民防空办公室", ""),
];

/// Stations of a township.
const STATIONS: [&str; 12] = [
    "司法所",
    "财政所",
    "国土资源所",
    "市场监管所",
    "中心卫生院",
    "中心学校",
    "便民服务中心",
    "综合行政执法队",
    "文化站",
    "农业技术推广站",
    "水务站",
    "敬老院",
];

const FIRST: &str = "云松柏竹梅兰鹤鹿雁鹭霞虹雪霜露泉潭枫桐榆槐桑禾稻麦茶梨杏桃荷菱芦荻苇藤葛蒲菊棠橘";
const SECOND: &str = "岭坪湾渡桥塘坝坡垭洲浦汀埠集店铺屯堡寨冲坳坑源川峪梁岗墩堤";

/// So many bodies, no two of one name.
pub fn bodies(number: usize, chance: &mut Chance) -> Vec<Body> {
    let departments = DEPARTMENTS.len().min(number * 2 / 5);
    let townships = (number / 10).max(2);
    let stations = number - departments - townships;
    let mut bodies: Vec<Body> = DEPARTMENTS.iter().take(departments).map(department).collect();
    let names = townships_named(townships, chance);
    bodies.extend(names.iter().map(|name| township(name)));
    let stands = STATIONS.iter().flat_map(|kind| names.iter().map(move |name| (name, *kind)));
    bodies.extend(stands.take(stations).map(|(name, kind)| station(name, kind)));
    assert_eq!(bodies.len(), number, "the county is too small for so many bodies");
    bodies
}

fn department((name, short): &(&str, &str)) -> Body {
    Body {
        name: format!("{COUNTY}{name}"),
        short: (!short.is_empty()).then(|| format!("县{short}")),
        sort: "县直部门",
        folder: "县直部门".to_owned(),
    }
}

/// Names such as 云岭镇, 鹤湾乡, 竹桥街道.
fn townships_named(number: usize, chance: &mut Chance) -> Vec<String> {
    let mut names: Vec<String> = FIRST
        .chars()
        .flat_map(|first| SECOND.chars().map(move |second| format!("{first}{second}")))
        .collect();
    chance.shuffle(&mut names);
    let kinds = ["镇", "镇", "乡", "街道"];
    names.iter().zip(kinds.iter().cycle()).take(number).map(|(name, kind)| format!("{name}{kind}")).collect()
}

fn township(name: &str) -> Body {
    let office = if name.ends_with("街道") { "办事处" } else { "人民政府" };
    Body {
        name: format!("{COUNTY}{name}{office}"),
        short: None,
        sort: "乡镇街道",
        folder: format!("乡镇街道/{name}"),
    }
}

fn station(township: &str, kind: &str) -> Body {
    Body {
        name: format!("{COUNTY}{township}{kind}"),
        short: None,
        sort: "乡镇站所",
        folder: format!("乡镇街道/{township}/站所"),
    }
}
