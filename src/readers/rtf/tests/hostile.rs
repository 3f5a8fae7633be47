use super::*;

#[test]
fn what_is_cut_off_is_damaged() {
    for cut in [r"{\rtf1 公", r"{\rtf1{\b 1}", r"{\rtf1\'d", r"{\rtf1\bin999999999 a}", r"\rtf1"] {
        assert_eq!(try_read(cut.as_bytes()).unwrap_err().code(), "damaged", "{cut}");
    }
}

#[test]
fn what_comes_after_the_end_is_reported() {
    let document = try_read(b"{\\rtf1 1\\par}2\\par}").unwrap();
    assert_eq!(shown(&document), ["1"]);
    assert_eq!(findings(&document).len(), 1);
    assert_eq!(findings(&try_read(b"{\\rtf1 1\\par}\r\n\0").unwrap()), [""; 0]);
}

#[test]
fn much_of_little_is_refused() {
    let deep = format!("{{\\rtf1 {}{}}}", "{".repeat(5000), "}".repeat(5000));
    assert_eq!(try_read(deep.as_bytes()).unwrap_err().code(), "too-large");
    let cells = format!("{{\\rtf1\\trowd\\cellx1\\pard\\intbl {}\\row}}", "1\\cell ".repeat(200_000));
    assert_eq!(try_read(cells.as_bytes()).unwrap_err().code(), "too-large");
    let columns: String = (1..40_000).map(|edge| format!("\\cellx{}", edge * 200)).collect();
    let wide = format!("{{\\rtf1\\trowd{columns}\\pard\\intbl {}\\row}}", "1\\cell ".repeat(40_000));
    assert_eq!(try_read(wide.as_bytes()).unwrap_err().code(), "too-large");
}

#[test]
fn numbers_of_any_size_do_no_harm() {
    let read = try_read(
        b"{\\rtf1{\\uc2147483647\\u-2147483648 x}\\itap2147483647\\trowd\\trleft-2147483648\\cellx2147483647\\cellx-2147483648 1\\cell\\row\\fs-5\\cf99\\s-1\\up2147483647 2\\par}",
    );
    assert!(read.is_ok_and(|document| shown(&document).iter().any(|line| line.contains('1'))));
}
