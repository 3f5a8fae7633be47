use scraper::Html;

use super::*;
use crate::readers::appearance::Colour;

/// The display that a sheet declares for the element with the id `x`.
fn display(sheet: &str, body: &str) -> String {
    let page = Html::parse_document(&format!("<style>{sheet}</style>{body}"));
    let sheets = sheets(&page.tree, &[]);
    let styles = Styles::of(&sheets, &page.tree);
    let is_it = |node: &NodeRef<'_, Node>| {
        node.value().as_element().is_some_and(|element| attribute(element, "id") == Some("x"))
    };
    let node = page.tree.nodes().find(is_it).unwrap();
    styles.get(node.id()).map_or(String::new(), |declared| declared.get(Property::Display).to_owned())
}

#[test]
fn selectors_find_their_elements() {
    const BODY: &str = "<table class=t><tr><td>1<td class='a b' id=x data-k='v-w'><p>2</table>";
    for (selector, matches) in [
        ("#x", true),
        (".a.b", true),
        ("td.a", true),
        ("TD", true),
        (".A", false),
        ("table .a", true),
        ("table.t>tbody>tr>td#x", true),
        ("table > td", false),
        ("td+td", true),
        ("td ~ .b", true),
        ("p ~ .b", false),
        ("[data-k]", true),
        ("td[data-k=\"v-w\"]", true),
        ("[data-k|=v]", true),
        ("[data-k^='v']", true),
        ("[data-k$=x]", false),
        ("[class~=b]", true),
        ("td:last-child", true),
        ("td:nth-child(2)", true),
        ("td:nth-child(odd)", false),
        ("td:nth-of-type(2n)", true),
        ("td:not(.a)", false),
        ("td:not(.c):not([hidden])", true),
        (":is(p, .b)", true),
        ("td:not(table .a)", false),
        ("td:not(:is(.c, div td))", true),
        ("td:has(p)", true),
        ("tr:has(> p) td", false),
        ("td:has(+ td) + td", true),
        ("td:has(.p)", false),
        ("p:empty, td:empty", false),
        ("div, .a", true),
        ("*", true),
        ("html body table tr .b", true),
        ("div .b", false),
        ("td:hover", false),
        (".a::before", false),
        ("a,,b{", false),
    ] {
        let sheet = format!("{selector}{{display:none}}");
        assert_eq!(display(&sheet, BODY) == "none", matches, "{selector}");
    }
}

#[test]
fn the_weightiest_declaration_wins() {
    const BODY: &str = "<div><p id=x class='a b'></div>";
    for (sheet, value) in [
        (".a{display:none} .b{display:block}", "block"),
        (".b{display:block} .a{display:none}", "none"),
        ("#x{display:none} p.a.b{display:block}", "none"),
        ("p{display:none!important} #x{display:block}", "none"),
        ("p{display:none !important} #x{display:block ! IMPORTANT}", "block"),
        ("div p{display:none} p{display:block}", "none"),
        ("p{display:none;display:block}", "block"),
        ("/* } */ p{display:none/* ; */}", "none"),
        ("p{color:red;;display:none", "none"),
        ("<!-- p{display:none} -->", "none"),
        ("@import url(x.css); p{display:none}", "none"),
        ("@media print{p{display:none}}", ""),
        ("@media screen and (max-width: 600px){p{display:none}}", ""),
        ("@media screen,print{p{display:none}}", "none"),
        ("@media all{@supports (display:grid){p{display:none}}}", "none"),
        ("@font-face{x:{} } p{display:none}", "none"),
        ("@media print{ a{b:c} } p{display:none}", "none"),
        ("p{background:url(data:x;y}display:none);display:block}", "block"),
        ("p::after{display:none}", ""),
        ("div{.a{display:none}}", "none"),
        ("div{p &{color:red} > .a{display:none}}", "none"),
        ("p{&.b{display:none}}", "none"),
        (".b{p&{display:none}}", "none"),
        ("div p{.b&{display:none}}", "none"),
        (".c, div{color:red; #x, i{& {display:none}} color:blue}", "none"),
        ("div{@media screen{.a{display:none}}}", "none"),
        ("div{@media print{.a{display:none}}}", ""),
        ("@media screen{div{.a{display:none}}}", "none"),
        ("div{.c{display:none}}", ""),
        (".c{.a{display:none}} p{display:block}", "block"),
        ("p{display:none; &:hover{display:block}}", "none"),
        ("p{.q{color:red} display:none}", "none"),
        ("[title=\"&\"]{.a{display:none}} p{display:block}", "block"),
        ("@scope (div){.a{display:none}}", "none"),
        ("@layer x{#x{display:none}} p{display:block}", "block"),
        ("@layer y, x; @layer x{p{display:block}} @layer y{#x{display:none}}", "block"),
        ("@layer y, x; i{b{}} @layer x{p{display:block}} @layer y{#x{display:none}}", "block"),
        (".md\\:b,#\\78{display:none}", "none"),
        ("p:not(:hover){display:none}", "none"),
        ("p:is(:hover, .q){display:none}", ""),
        ("p:only-child{display:none}", "none"),
        ("[id=X i]{display:none}", "none"),
        ("@scope (i){.a{display:none}}", ""),
        ("@container card (min-width:100px){p{display:none}}", "none"),
        ("@media (width >= 600px){p{display:none}}", "none"),
        ("@media (400px < width <= 700px){p{display:none}}", ""),
        ("@media (prefers-color-scheme:light) and (hover){p{display:none}}", "none"),
        (":is(#y, p){display:none} .a.b{display:block}", "none"),
        ("} p{display:none}", "none"),
    ] {
        assert_eq!(display(sheet, BODY), value, "{sheet}");
    }
}

#[test]
fn hostile_sheets_are_cut_off() {
    let rules: String =
        (0..10_000).map(|rule| format!("div.c{rule} *, p:nth-child({rule}n+1){{color:red}}")).collect();
    let page = format!("<style>{rules}</style>{}", "<p><b></b></p>".repeat(10_000));
    let chain = format!("<style>{}{{display:none}}</style>{}", "a>b ".repeat(16), "<a><b>".repeat(200));
    let siblings = format!("<style>{}</style>{}", "p~p~p~b{color:red}".repeat(100), "<p></p>".repeat(10_000));
    for (page, is_cut) in [(page, true), (chain, false), (siblings, false)] {
        let page = Html::parse_document(&page);
        let sheets = sheets(&page.tree, &[]);
        assert_eq!(Styles::of(&sheets, &page.tree).is_cut(), is_cut);
    }
    for odd in [
        "a{".repeat(100_000),
        format!("{}b{{display:none}}", "a,b,c,d{".repeat(11)),
        format!("{}b{{display:none}}", format!("{}{{", "a,".repeat(5000)).repeat(3)),
    ] {
        let page = Html::parse_document(&format!("<style>{odd}</style>"));
        let sheets = sheets(&page.tree, &[]);
        assert!(Styles::of(&sheets, &page.tree).is_cut());
    }
    for odd in [
        "{".repeat(100_000),
        "@media{".repeat(100_000),
        "a(".repeat(100_000),
        ":not(".repeat(100_000),
        "/*".into(),
        "\\".into(),
    ] {
        assert!(Rules::parse(&parser::without_comments(&odd)).selectors.is_empty());
    }
    let filter = format!("filter:{}", "opacity(".repeat(100_000));
    let mut declarations = Declarations::default();
    declarations.add(&filter);
    assert!(declarations.get(Property::Filter).len() < 1000);
}

#[test]
fn linked_sheets_of_an_archive_count() {
    let page = Html::parse_document("<link rel=stylesheet href=s/a.css><p>");
    let linked = [LinkedSheet { names: vec!["http://x/s/a.css".into()], text: "p{}".into() }];
    assert_eq!(sheets(&page.tree, &linked).text, "p{}\n");
    assert_eq!(sheets(&page.tree, &[]).text, "");
}

#[test]
fn colours_and_lengths_are_read() {
    let paint = |value| Paint::parse(value).unwrap();
    for (value, color) in [
        ("#fff", Paint::Color(Colour([255; 3]))),
        ("#FFFFFF", Paint::Color(Colour([255; 3]))),
        ("white", Paint::Color(Colour([255; 3]))),
        ("oklch(1 0 0)", Paint::Color(Colour([255; 3]))),
        ("lab(100% 0 0)", Paint::Color(Colour([255; 3]))),
        ("lab(1 0 0)", Paint::Color(Colour([2; 3]))),
        ("lab(50 0 0)", Paint::Color(Colour([119; 3]))),
        ("lab(50 30 0)", Paint::Unknown),
        ("oklch(0.95 0 180)", Paint::Color(Colour([238; 3]))),
        ("oklab(60% 0 0)", Paint::Color(Colour([128; 3]))),
        ("color(srgb 1 1 1)", Paint::Color(Colour([255; 3]))),
        ("color(display-p3 100% 0 50% / 1)", Paint::Color(Colour([255, 0, 127]))),
        ("color(srgb 1 1 1 / 0)", Paint::Transparent),
        ("color(xyz 1 1 1)", Paint::Unknown),
        ("color-mix(in srgb, white, red)", Paint::Unknown),
        ("hwb(0 100% 0%)", Paint::Color(Colour([255; 3]))),
        ("hwb(120 0% 0%)", Paint::Color(Colour([0, 255, 0]))),
        ("hwb(120deg 80% 80%)", Paint::Color(Colour([127; 3]))),
        ("rgb(255, 255 ,255)", Paint::Color(Colour([255; 3]))),
        ("rgb(100% 50% 0%)", Paint::Color(Colour([255, 127, 0]))),
        ("rgba(0,0,0,0)", Paint::Transparent),
        ("hsl(0, 0%, 100%)", Paint::Color(Colour([255; 3]))),
        ("hsl(120deg 100% 50%)", Paint::Color(Colour([0, 255, 0]))),
        ("hsl(-120, 100%, 25%)", Paint::Color(Colour([0, 0, 127]))),
        ("hsla(0 0% 0% / 0)", Paint::Transparent),
        ("hsl(none)", Paint::Unknown),
        ("#12345600", Paint::Transparent),
        ("transparent", Paint::Transparent),
        ("url(a.png) white", Paint::Unknown),
        ("0 0 #000 no-repeat", Paint::Color(Colour([0; 3]))),
    ] {
        assert_eq!(paint(value), color, "{value}");
    }
    assert!(!paint("#fdfdfd").is_seen_on(paint("white")) && paint("#ddd").is_seen_on(paint("white")));
    for (value, length) in [
        ("12px", Some(Length::Absolute(1200))),
        ("-9999px", Some(Length::Absolute(-999_900))),
        ("0", Some(Length::Absolute(0))),
        (".5em", Some(Length::OfFont(5000))),
        ("7.5pt", Some(Length::Absolute(997))),
        ("50%", Some(Length::Percent(5000))),
        ("auto", None),
        ("99999999999999999999px", Some(Length::Absolute(99_999_999_900))),
    ] {
        assert_eq!(Length::parse(value), length, "{value}");
    }
}
