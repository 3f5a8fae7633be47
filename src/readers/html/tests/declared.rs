//! What is seen of a page by custom properties, directions and pictures that it declares.

use super::seen::{seen, table};

/// What a page shows of its table, and the findings.
fn of(style: &str, cell: &str) -> (String, String) {
    let (texts, findings) = seen(&format!("<style>{style}</style>{}", table(cell)));
    let cell = texts.split('|').nth(3).unwrap().to_owned();
    (cell, findings)
}

#[test]
fn custom_properties_are_followed() {
    const HIDDEN: (&str, &str) = ("599", "R005 1.2.2");
    const SEEN: (&str, &str) = ("12599", "");
    for (style, attributes, expected) in [
        (":root{--d:none} .t{display:var(--d)}", "", HIDDEN),
        (":root{--d: none } .t{display: VAR( --d )}", "", HIDDEN),
        (".t{--d:none;display:var(--d)}", "", HIDDEN),
        (".t{display:var(--d,none)}", "", HIDDEN),
        (".t{display:var(--d,var(--e,none))}", "", HIDDEN),
        (":root{--d:var(--e);--e:none} .t{display:var(--d)}", "", HIDDEN),
        (".t{display:var(--d)}", "style='--d:none'", HIDDEN),
        ("td{--d:none}", "style='display:var(--d)'", HIDDEN),
        ("", "style='--d:none;display:var(--d)'", HIDDEN),
        (":root{--c:255} .t{color:rgb(var(--c),255,255)}", "", HIDDEN),
        (":root{--c:#fff} .t{color:var(--c)}", "", HIDDEN),
        (":root{--o:0} .t{opacity:var(--o)}", "", HIDDEN),
        (":root{--d:inline} td{--d:none!important} td{--d:inline} .t{display:var(--d)}", "", HIDDEN),
        (":root{--d:none} td{--d:inline} .t{display:var(--d)}", "", SEEN),
        (":root{--d:none} td{--d:initial} .t{display:var(--d,inline)}", "", SEEN),
        (":root{--d:none} .t{display:var(--x)}", "", SEEN),
        (".t{display:none} td .t{display:var(--x)}", "", SEEN),
        (":root{--d:none} .u{--d:inline} .t{display:var(--d)}", "style='--d:inline'", SEEN),
        (":root{--a:var(--b);--b:var(--a)} .t{display:var(--a,none)}", "", HIDDEN),
        (":root{--hide:none}", "", SEEN),
    ] {
        let (cell, findings) = of(style, &format!("<span class=t {attributes}>12</span>599"));
        assert_eq!((cell.as_str(), findings.as_str()), expected, "{style} {attributes}");
    }
    let page = of(".t::before{content:var(--n)}", "<span class=t style='--n:\"599\"'></span>");
    assert_eq!(page, (String::new(), "R009 1.2.2".into()));
}

#[test]
fn references_without_end_are_cut_off() {
    let many = |n: usize| format!("--a{n}:{};", format!("var(--a{})", n + 1).repeat(40));
    let style: String = (0..7).map(many).chain(["--a7:".to_owned()]).collect();
    let deep = format!("<style>.t{{{style}}}*{{display:var(--a0)}}</style>{}", "<b class=t>".repeat(300));
    assert!(seen(&format!("{deep}文")).1.contains("R005"));
}

#[test]
fn what_is_shown_reversed_is_no_figure() {
    for (style, cell) in [
        ("", "<bdo dir=rtl>995</bdo>"),
        ("", "<span dir=rtl><bdo>995</bdo></span>"),
        ("", "<span style='unicode-bidi:bidi-override;direction:rtl'>995</span>"),
        (".t{unicode-bidi:isolate-override} td{direction:rtl}", "<span class=t>995</span>"),
        (".t{transform:scaleX(-1)}", "<span class=t>995</span>"),
        (".t{transform:rotate(180deg)}", "<div class=t>995</div>"),
        (".t{rotate:180deg}", "<div class=t>995</div>"),
        ("", "\u{202e}995"),
    ] {
        assert_eq!(of(style, cell).0, "\u{202e}995", "{style} {cell}");
    }
    for cell in [
        "<bdo dir=ltr>599</bdo>",
        "<span dir=rtl>599</span>",
        "<bdo dir=rtl><span dir=rtl>599</span></bdo>",
        "<span style='direction:rtl;unicode-bidi:embed'>599</span>",
        "<span style='transform:rotate(-90deg)'>599</span>",
    ] {
        assert_eq!(of("", cell), ("599".into(), String::new()), "{cell}");
    }
}

#[test]
fn pictures_that_are_declared_are_no_blanks() {
    for (style, cell) in [
        (".t{background:url(a.png)}", "<i class=t></i>"),
        (".t{background-image:url('data:image/png;base64,AA')}", "<div class=t></div>"),
        ("tr:nth-child(2) td:nth-child(2){background:#fff url(a.png) no-repeat}", ""),
        (".t{content:url(a.png)}", "<i class=t></i>"),
        (".t{content:url(a.png)}", "<i class=t>&nbsp;</i>"),
        (".t::before{content:url(a.png)}", "<i class=t></i>"),
        (".t::before{content:'599'} .t::after{content:''}", "<i class=t></i>"),
        (".t::after{content:'\\35 99'}", "<i class=t></i>"),
    ] {
        assert_eq!(of(style, cell), (String::new(), "R009 1.2.2".into()), "{style} {cell}");
    }
    for (style, cell) in [
        ("td{background:url(a.png)}", "<i></i>"),
        (".t{background:linear-gradient(#fff,#000)}", "<i class=t></i>"),
        (".t{background:url(a.png)}", "<i class=t>599</i>"),
        (".t::before{content:'\\e603'}", "<i class=t></i>"),
    ] {
        assert_eq!(of(style, cell).1, "", "{style} {cell}");
    }
    assert_eq!(of(".t{content:url(a.png)}", "<i class=t>599</i>").1, "R005 1.2.2 R009 1.2.2");
}

#[test]
fn more_that_hides_text() {
    for hides in [
        "-webkit-text-fill-color:transparent",
        "transform:scaleX(0)",
        "transform:translate(-9999px,0)",
        "transform:translateX(-9999px)",
        "scale:0",
        "zoom:0",
        "margin-top:-9999px",
        "position:absolute;right:-9999px",
        "font-size:calc(0px)",
        "clip-path:polygon(0 0,0 0)",
        "display:inline-block;text-indent:100%;overflow:hidden;white-space:nowrap",
    ] {
        let (cell, findings) = of(&format!(".t{{{hides}}}"), "<span class=t>12</span>599");
        assert_eq!((cell.as_str(), findings.as_str()), ("599", "R005 1.2.2"), "{hides}");
    }
    assert_eq!(of(".t:first-letter{font-size:0}", "<p class=t>1599"), ("599".into(), "R005 1.2.2".into()));
    assert_eq!(of(".t::first-letter{vertical-align:super}", "<p class=t>1599").0, "¹599");
    assert_eq!(of(".t{font-variant-position:super}", "599<i class=t>1</i>").0, "599¹");
    for shows in [
        "color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:text",
        "color:#fff;background-image:url(a.png)",
        "transform:translate(-5px)",
        "zoom:1",
    ] {
        assert_eq!(of(&format!(".t{{{shows}}}"), "<span class=t>599</span>").0, "599", "{shows}");
    }
}
