//! What of a page is seen, and what is said of the rest.

use super::super::*;
use crate::model::document::Block;

fn read(page: &str) -> Document {
    read_content(&Content::new(page.as_bytes()), &ReadOptions::default()).unwrap()
}

/// The texts of all paragraphs and cells, and the rules and places of the findings.
pub(super) fn seen(page: &str) -> (String, String) {
    let document = read(page);
    let texts = document.blocks.into_iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text],
        Block::Table(table) => table.rows.into_iter().flatten().map(|cell| cell.text).collect(),
    });
    let place = |place: &Place| match place {
        Place::Table { table, row, column } => format!(" {table}.{row}.{column}"),
        Place::Paragraph { paragraph } => format!(" {paragraph}"),
        _ => String::new(),
    };
    let findings: Vec<_> =
        document.doubts.iter().map(|doubt| format!("{}{}", doubt.rule.code, place(&doubt.place))).collect();
    (texts.collect::<Vec<_>>().join("|"), findings.join(" "))
}

/// A table whose second cell of the second row holds this.
pub(super) fn table(cell: &str) -> String {
    format!("<table><tr><td>名称<td>数量<tr><td>规章<td>{cell}<tr><td>规范性文件<td>7</table>")
}

#[test]
fn hidden_and_struck_text_does_not_join_a_figure() {
    for hides in [
        "display:none",
        "DISPLAY : NONE",
        "visibility:hidden",
        "visibility:collapse",
        "opacity:0",
        "opacity:0.0",
        "font-size:0",
        "font-size:1px",
        "font:0/0 a",
        "color:#fff",
        "color:white",
        "color:rgb(255,255,255)",
        "color:rgba(0,0,0,0)",
        "color:transparent",
        "background:#c00;color:#c00",
        "position:absolute;left:-9999px",
        "position:absolute;clip:rect(0 0 0 0)",
        "clip-path:inset(50%)",
        "display:inline-block;text-indent:-9999px",
        "display:inline-block;width:0;overflow:hidden",
        "height:0;overflow:hidden",
        "mso-hide:all",
        "text-decoration:line-through",
        "text-decoration:underline line-through",
        "text-decoration-line:line-through",
    ] {
        let inline = table(&format!("<span style='{hides}'>12</span>599"));
        let by_class = format!("<style>.h{{{hides}}}</style>{}", table("<span class=h>12</span>599"));
        let by_place = format!(
            "<style>td>span:first-child{{{hides}}}</style>{}",
            table("<span>12</span><span>599</span>")
        );
        let inherited = format!("<style>#h *{{{hides}}}</style>{}", table("<i id=h><b><u>12</u></b></i>599"));
        for page in [inline, by_class, by_place, inherited] {
            let (texts, findings) = seen(&page);
            assert_eq!(
                (texts.as_str(), findings.as_str()),
                ("名称|数量|规章|599|规范性文件|7", "R005 1.2.2"),
                "{page}"
            );
        }
    }
    for tag in ["s", "strike", "del", "span hidden"] {
        let (texts, findings) = seen(&table(&format!("<{tag}>12</{tag}>599")));
        assert_eq!(
            (texts.as_str(), findings.as_str()),
            ("名称|数量|规章|599|规范性文件|7", "R005 1.2.2"),
            "{tag}"
        );
    }
}

#[test]
fn what_is_seen_stays() {
    for shows in [
        "<ins>599</ins>",
        "<u>599</u>",
        "<span style='color:#000'>599</span>",
        "<span style='background:#000;color:#fff'>599</span>",
        "<span style='background:url(a.png);color:#fff'>599</span>",
        "<span style='opacity:1'>599</span>",
        "<span style='font-size:0'><b style='font-size:12px'>599</b></span>",
        "<span style='visibility:hidden'><b style='visibility:visible'>599</b></span>",
        "<span style='text-indent:2em;left:-5px'>599</span>",
        "<span style='font:700 12px/1.5 宋体'>599</span>",
        "<s style='text-decoration:none'>599</s>",
        "<span aria-hidden=true>599</span>",
        "<sup>599</sup>",
        "<span style='vertical-align:middle'>599</span>",
    ] {
        assert_eq!(seen(&table(shows)), ("名称|数量|规章|599|规范性文件|7".into(), String::new()), "{shows}");
    }
    let dark = format!("<style>table{{background:#036;color:#fff}}</style>{}", table("599"));
    assert_eq!(seen(&dark).0, "名称|数量|规章|599|规范性文件|7");
    let header = "<table bgcolor=#003366><tr style='color:#fff'><td>名称<td>599</table>";
    assert_eq!(seen(header).0, "名称|599");
}

#[test]
fn raised_marks_do_not_join_a_figure() {
    for mark in [
        "<sup>1</sup>",
        "<span style='vertical-align:super'>1</span>",
        "<span style='vertical-align:5px'>1</span>",
        "<span style='vertical-align:40%'>1</span>",
        "<span style='vertical-align:text-top;font-size:60%'>1</span>",
        "<span style='vertical-align:1pt;font-size:smaller'>1</span>",
        "<span style='position:relative;top:-.5em;font-size:9px'>1</span>",
        "<span style='mso-text-raise:5.0pt'>1</span>",
    ] {
        assert_eq!(seen(&format!("<p>599{mark}</p>")).0, "599¹", "{mark}");
        assert_eq!(seen(&format!("<p>{mark}599</p>")).0, "¹599", "{mark}");
    }
    assert_eq!(seen("<p>599<sub>1,2</sub></p>").0, "599₁,₂");
    assert_eq!(seen("<style>.s i{vertical-align:super}</style><p class=s>599<i>1</i></p>").0, "599¹");
    assert_eq!(seen("<p>H<sub>2</sub>O 见注<sup>[1]</sup></p>").0, "H2O 见注[1]");
}

#[test]
fn what_is_visible_wins() {
    let shown = table("599");
    let hidden = shown.replace("599", "12");
    for (style, findings) in
        [("display:none", "R005 1"), ("visibility:hidden", "R005 1"), ("opacity:0", "R005 1")]
    {
        let page = format!("<style>.old{{{style}}}</style><p>题</p><div class=old>{hidden}</div>{shown}");
        assert_eq!(seen(&page), ("题|名称|数量|规章|599|规范性文件|7".into(), findings.into()), "{style}");
    }
    let rows = "<style>tr.a.a{display:none} tr.b{display:table-row}</style><table><tr class='a b'><td>规章<td>12\
                <tr class=b><td>规章<td>599<tr hidden><td>规章<td>5</table>";
    assert_eq!(seen(rows), ("规章|599".into(), "R005 1.1.1 R005 1.1.1".into()));
    let contradicting =
        "<style>.a{display:none!important} .b{display:inline}</style><p>5<i class='a b'>1</i>9</p>";
    assert_eq!(seen(contradicting), ("59".into(), "R005 1".into()));
}

#[test]
fn what_a_site_hides_is_no_finding() {
    for page in [
        "<div style='display:none'><ul><li><a href=1>1</a></ul></div>",
        "<div class=header><p hidden>2024年，12。</p></div>",
        "<a href=x><span style='display:none'>3</span>首页</a>",
        "<p style='display:none'>浏览 123 次</p>",
        "<template><table><tr><td>9</table></template><script>9</script><noscript>9</noscript>",
        "<p>发布<span hidden>时间</span></p>",
    ] {
        assert_eq!(seen(page).1, "", "{page}");
    }
    assert_eq!(seen("<p>题<p style='display:none'>2024年收到申请50件，结转3件。").1, "R005 1");
}

#[test]
fn form_controls_say_what_they_show() {
    for (control, text, findings) in [
        ("<input value=599>", "599", "R009"),
        ("<input type=number value=' 599 '>件", "599件", "R009"),
        ("<textarea>\n599</textarea>", "599", "R009"),
        ("<select><option>1<option selected>599</select>", "599", "R009"),
        ("<select><option>599<option>1</select>", "599", "R009"),
        ("<select multiple><option>599</select>", "", "R009 1.2.2"),
        ("<button>599</button>", "599", "R009"),
        ("<input>", "", "R009"),
        ("<input type=hidden value=1>599", "599", ""),
        ("<input style='display:none' value=1>599", "599", ""),
        ("<input placeholder='如 12'>", "", "R009 1.2.2"),
        ("<input type=checkbox checked>是<input type=checkbox>否", "☑是□否", "R009"),
        ("<progress value=5></progress>", "", "R009 1.2.2"),
        ("<img src=a/599.png>", "", "R009 1.2.2"),
        ("<img width=1 height=1 src=s.gif>", "", "R004"),
        ("<img src=a.png>599", "599", "R004"),
        ("<canvas></canvas>", "", "R009 1.2.2"),
        ("<iframe src=a.html></iframe>", "", "R009 1.2.2"),
        ("<object data=a.pdf></object>", "", "R009 1.2.2"),
        ("<svg><text>599</text></svg>", "", "R009 1.2.2"),
    ] {
        assert_eq!(
            seen(&table(control)),
            (format!("名称|数量|规章|{text}|规范性文件|7"), findings.into()),
            "{control}"
        );
    }
    assert_eq!(seen("<p>收到 <input value=50> 件").0, "收到 50 件");
    assert_eq!(seen("<table><tr><td><input value=请输入><td><input></table>").1, "");
}

#[test]
fn pictures_in_the_place_of_tables_are_named() {
    assert_eq!(seen("<h2>二、主动公开</h2><p><img src=表一.png></p>").1, "R009 1");
    assert_eq!(seen("<p>（一）收到和处理</p><img alt=表二>").1, "R009 1");
    assert_eq!(seen("<p>今年的工作如图。</p><img>").1, "R004");
}

#[test]
fn generated_text_is_named() {
    let page =
        |content: &str, cell: &str| format!("<style>.g::before{{content:{content}}}</style>{}", table(cell));
    for (content, cell, findings) in [
        ("'1'", "<b class=g>599</b>", "R009 1.2.2"),
        ("attr(data-n)", "<b class=g data-n=1>599</b>", "R009 1.2.2"),
        ("counter(x)", "<b class=g>599</b>", "R009 1.2.2"),
        ("'•'", "<b class=g>599</b>", ""),
        ("none", "<b class=g>599</b>", ""),
    ] {
        let (texts, found) = seen(&page(content, cell));
        assert_eq!(
            (texts.as_str(), found),
            ("名称|数量|规章|599|规范性文件|7", findings.to_owned()),
            "{content}"
        );
    }
}

#[test]
fn too_many_rules_are_a_finding() {
    let rules: String = (0..10_000).map(|rule| format!("p i:nth-child({rule}n+1){{color:red}}")).collect();
    let page = format!("<style>{rules}</style>{}", "<p><i>1</i></p>".repeat(2000));
    assert_eq!(seen(&page).1, "R005");
    assert_eq!(seen("<style>:root{--a:var(--b);--b:var(--a)} p{display:var(--a)}</style><p>文").0, "文");
}
