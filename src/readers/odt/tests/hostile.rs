use super::*;

#[test]
fn much_of_little_is_refused() {
    let repeated = |what: &str, count: u32| {
        format!(
            "<table:table><table:table-row {}><table:table-cell {}><text:p>1</text:p></table:table-cell></table:table-row></table:table>",
            if what == "rows" { format!("table:number-rows-repeated=\"{count}\"") } else { String::new() },
            if what == "rows" { String::new() } else { format!("table:number-columns-{what}=\"{count}\"") },
        )
    };
    for what in ["rows", "repeated", "spanned"] {
        let error = try_read(&flat("", &repeated(what, u32::MAX))).unwrap_err();
        assert_eq!(error.code(), "too-large", "{what}");
    }
    let deep = format!("{}{}", "<text:span>".repeat(2000), "</text:span>".repeat(2000));
    assert_eq!(try_read(&flat("", &format!("<text:p>{deep}</text:p>"))).unwrap_err().code(), "too-large");
}

#[test]
fn styles_and_lists_in_a_circle_end() {
    let styles = r#"<office:styles><style:style style:name="a" style:family="paragraph" style:parent-style-name="b"/>
        <style:style style:name="b" style:family="paragraph" style:parent-style-name="a"/></office:styles>"#;
    let document = read_with(styles, r#"<text:p text:style-name="a">文</text:p>"#);
    assert_eq!(shown(&document), ["文"]);
}

#[test]
fn what_is_no_text_is_refused() {
    let spreadsheet = format!(
        "<office:document {NAMESPACES}><office:body><office:spreadsheet/></office:body></office:document>"
    );
    assert_eq!(try_read(&spreadsheet).unwrap_err().code(), "damaged");
    assert_eq!(try_read("<office:document").unwrap_err().code(), "damaged");
    let misplaced = flat("", "<table:table-cell><text:p>1</text:p></table:table-cell>");
    assert_eq!(try_read(&misplaced).unwrap_err().code(), "damaged");
}
