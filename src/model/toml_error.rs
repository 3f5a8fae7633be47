//! What a TOML parser complains of, in Chinese.

/// Words of the parser, the more particular first, and what they mean.
const MEANINGS: [(&str, &str); 25] = [
    ("duplicate key", "这个键写了两次"),
    ("key with no value", "键后面要写“=”和值"),
    ("missing value", "“=”后面要写值"),
    ("extra `=`", "多了一个“=”"),
    ("unexpected `=`", "这里不能有“=”"),
    ("missing assignment", "键和值之间要写“=”"),
    ("must be quoted", "“=”后面要写值；文字两边要加英文双引号"),
    ("unclosed inline table", "“{”后面没有“}”"),
    ("unclosed array table", "“[[”后面没有“]]”"),
    ("unclosed table", "“[”后面没有“]”"),
    ("unclosed array", "列表的“[”后面没有“]”"),
    ("extra comma", "多了一个逗号"),
    ("missing comma", "两项之间要写英文逗号"),
    ("missing opening quote", "文字前面缺少英文双引号"),
    ("basic string", "文字两边的英文双引号不成对，或里面有不能直接写的字符"),
    ("literal string", "文字两边的英文单引号不成对"),
    ("escape", "“\\”后面的写法不对；路径里的“\\”请写成“/”"),
    ("unquoted key", "键只能用英文字母、数字、“-”和“_”，别的字要加英文双引号"),
    ("invalid key", "键的写法不对"),
    ("carriage return", "换行的写法不对"),
    ("unexpected content", "这一行后面多出了内容"),
    ("unexpected key or value", "这一行后面多出了内容"),
    ("invalid table", "“[”和“]”里表的名称写法不对"),
    ("float", "数的写法不对"),
    ("number", "数的写法不对"),
];

/// What the complaint means.
#[must_use]
pub fn meaning(complaint: &str) -> &'static str {
    let known = MEANINGS.iter().find(|(words, _)| complaint.contains(words));
    known.map_or("写法不对：每行写“键 = 值”，文字加英文双引号", |(_, meaning)| meaning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    #[test]
    fn common_mistakes_are_explained() {
        for (text, want) in [
            ("a = 1\na = 2", "这个键写了两次"),
            ("ignore", "键后面要写“=”和值"),
            ("ignore = ", "“=”后面要写值；文字两边要加英文双引号"),
            ("roster = 名单.xlsx", "“=”后面要写值；文字两边要加英文双引号"),
            ("ignore = [\"A\"", "列表的“[”后面没有“]”"),
            ("ignore = [\"A\" \"B\"]", "两项之间要写英文逗号"),
            ("roster = \"名单.xlsx", "文字两边的英文双引号不成对，或里面有不能直接写的字符"),
            ("roster = \"D:\\报送\\名单.xlsx\"", "“\\”后面的写法不对；路径里的“\\”请写成“/”"),
            ("[severity\nA = \"info\"", "“[”后面没有“]”"),
            ("名单 = 1", "键只能用英文字母、数字、“-”和“_”，别的字要加英文双引号"),
        ] {
            let complaint = DeTable::parse(text).unwrap_err().message().to_owned();
            assert_eq!(meaning(&complaint), want, "{complaint}");
        }
    }
}
