use super::*;
use crate::compose::blank::blank_form;
use crate::compose::form_sheets::form_sheets;
use crate::formats::{Content, Formats, ReadOptions, WriteOptions};
use crate::forms::{BUILT_IN, BuiltIn, Forms};
use crate::model::form::{Axis, ColumnForm, Edition, Presence, RowForm, TableForm, plain};
use crate::model::language::Language;
use crate::session::{read_blank_form, write};

fn derived(bytes: &[u8], extension: &str, name: &str) -> DerivedForm {
    let formats = Formats::builtin();
    let content = Content::new(bytes);
    let format = formats.detect_content(&content, Some(extension)).unwrap();
    derive(&read_blank_form(&content, format, &ReadOptions::default()).unwrap(), Some(name))
}

fn form(derived: &DerivedForm) -> &'static Edition {
    let text = derived.form.to_toml();
    let forms = Forms::builtin().with_toml(&text);
    forms.unwrap_or_else(|errors| panic!("{errors}\n{text}")).added()[0]
}

fn doubts(derived: &DerivedForm) -> Vec<String> {
    let doubt = |Doubt { place, message }: &Doubt| {
        format!("{} {}", place.describe(Language::Zh).unwrap_or_default(), message.zh)
    };
    derived.doubts.iter().map(doubt).collect()
}

/// The form that is derived from each blank, and what could not be settled.
#[test]
fn blanks_give_forms_and_doubts() {
    insta::glob!("../../fixtures/forms/blanks", "*.{xlsx,docx}", |path| {
        let [name, extension] =
            [path.file_stem(), path.extension()].map(|part| part.unwrap().to_string_lossy().into_owned());
        let derived = derived(&std::fs::read(path).unwrap(), &extension, &name);
        let said = format!("{}\n{}", derived.form.to_toml(), doubts(&derived).join("\n"));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        settings.remove_input_file();
        settings.bind(|| insta::assert_snapshot!(name, said));
    });
}

/// A table of these rows, its cells divided by `|`.
fn table(rows: &str) -> String {
    let row = |row: &str| {
        format!("<tr>{}</tr>", row.split('|').map(|cell| format!("<td>{cell}</td>")).collect::<String>())
    };
    format!("<table border=1>{}</table>", rows.split('/').map(row).collect::<String>())
}

#[test]
fn what_cannot_be_derived_is_named() {
    const NONE: &str = "没有找到有行、列标签和空格的表；图片里的表、没有留空格的表推导不出来";
    let title = "<h1>畜禽防疫情况统计表</h1>";
    let one = "项目|数量|金额（万元）/甲类||/乙类||";
    let wide = (0..10_000).map(|at| format!("|列{at}")).collect::<String>();
    for (page, want) in [
        (format!("{title}{}", table(one)), vec![]),
        (
            format!("{title}{}{title}{}", table(one), table(one)),
            vec![
                "第2表第1行第1列 这张表和 第1表第1行第1列 的表标题、行、列都一样，填好的表分不清是哪一张；请给它们不同的标题",
            ],
        ),
        (format!("{title}{}<h1>畜禽检疫情况统计表</h1>{}", table(one), table(one)), vec![]),
        (
            format!("{title}{}", table("项目|数量|数量/甲类||/甲类||")),
            vec![
                "第1表第1行第3列 “数量”与 第1表第1行第2列 的标签一样，分不清是哪一个；请让标签各不相同",
                "第1表第3行第1列 “甲类”与 第1表第2行第1列 的标签一样，分不清是哪一个；请让标签各不相同",
            ],
        ),
        (
            format!("{title}{}", table("项目|数量/甲类|3/乙类|4")),
            vec!["第1表第1行第1列 这张表没有留空的格，不知道要填哪些数，没有列入", &format!(" {NONE}")],
        ),
        (format!("{title}<img src=a.png>"), vec![&format!(" {NONE}")]),
        (
            format!("{title}{}", table(&format!("项目{wide}/甲类{}", "|".repeat(10_000)))),
            vec![
                "第1表第1行第1列 这张表有 10000 列，最多 1000 列，没有列入；请拆成几张表",
                &format!(" {NONE}"),
            ],
        ),
        (
            format!("{title}<p>单位：头、万元</p>{}", table("项目|猪|牛/甲类||/乙类||")),
            vec![
                "第1表第1行第1列 计量单位“头、万元”里有万元，看不出哪一栏是金额，都按整数算；请在栏名后写明，如“（万元）”",
            ],
        ),
        (
            format!("{title}{}", table("养殖场名称||所在乡镇|/面积（亩）||备案|")),
            vec![
                "第1表第1行第1列 “备案”看不出要填数还是填文字，按文字算，不加合计；填数的请在标签后写单位，如“（人）”，或在“指标”表里写明",
            ],
        ),
    ] {
        assert_eq!(
            doubts(&derived(page.as_bytes(), "html", "a")),
            want,
            "{}",
            page.chars().take(300).collect::<String>()
        );
    }
}

/// What a workbook says of a table. It does not say its id and section, the kinds of sums, and which further rows a
/// report may have.
#[derive(Debug, PartialEq)]
struct Said {
    title: String,
    layout: crate::model::form::Layout,
    corner: Option<&'static str>,
    blocks: Vec<(Option<&'static str>, &'static [ColumnForm], Vec<&'static RowForm>)>,
    /// The totals with their parts.
    sums: Vec<(Axis, &'static str, Vec<&'static str>)>,
}

impl Said {
    fn of(table: &'static TableForm) -> Self {
        let is_shown = |row: &&RowForm| row.presence != Presence::Optional;
        let block = |block: &'static crate::model::form::BlockForm| {
            (block.clause, block.columns, block.rows.iter().filter(is_shown).collect())
        };
        let keys = || {
            let columns = table.blocks.iter().flat_map(|block| block.columns).map(|column| column.key);
            columns.chain(table.rows().map(|(_, row)| row).filter(is_shown).map(|row| row.key))
        };
        let total = |sum: &crate::model::form::Sum| {
            let [total] = sum.left else { return None };
            let mut parts: Vec<&str> =
                sum.right.iter().copied().filter(|part| keys().any(|key| key == *part)).collect();
            parts.sort_unstable();
            Some((sum.axis, *total, parts))
        };
        let mut sums: Vec<_> = table.sums.iter().filter_map(total).collect();
        sums.sort_by_key(|(axis, total, _)| (*axis == Axis::EachRow, *total));
        Self {
            title: plain(table.title).to_owned(),
            layout: table.layout,
            corner: table.corner,
            blocks: table.blocks.iter().map(block).collect(),
            sums,
        }
    }
}

/// A form, its blank workbook and the form that is derived from it are equal, up to what a workbook cannot say.
#[test]
fn the_blank_of_a_built_in_form_gives_the_form() {
    for edition in BUILT_IN.iter().map(BuiltIn::form) {
        let options = WriteOptions::default().with_blank_form(form_sheets(edition));
        let blank = blank_form(edition);
        let bytes = write(&blank, Formats::builtin().by_name("xlsx").unwrap(), &options).unwrap();
        let derived = derived(&bytes, "xlsx", edition.id);
        assert_eq!(doubts(&derived), Vec::<String>::new(), "{}", edition.id);
        let again = form(&derived);
        let said = |form: &Edition| form.tables.iter().map(Said::of).collect::<Vec<_>>();
        assert_eq!(said(again), said(edition), "{}", edition.id);
    }
}
