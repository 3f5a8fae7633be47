//! Tests of the page's content, and of its escaping.

use super::*;
use crate::present::check::samples;

fn page(entries: &[Entry], language: Language) -> String {
    String::from_utf8(render(entries, language)).expect("UTF-8")
}

/// The page without its style, and of the form only the rows with a mark.
fn marked_lines(entries: &[Entry], language: Language) -> String {
    let page = page(entries, language);
    let (_, body) = page.split_once("</head>\n").expect("a head");
    let is_kept = |line: &&str| {
        let in_form = ["<tr><th scope=\"row", "<tr><th class", "<tr><td", "<colgroup"];
        !in_form.iter().any(|start| line.starts_with(start))
            || line.contains("marked")
            || line.contains("<a ")
    };
    let lines: Vec<&str> = body.lines().filter(is_kept).collect();
    lines.join("\n").replace(env!("CARGO_PKG_VERSION"), "…")
}

#[test]
fn findings_are_shown_beside_their_tables() {
    insta::assert_snapshot!(marked_lines(&[samples::faulty()], Language::Zh));
}

#[test]
fn several_files_have_an_overview() {
    insta::assert_snapshot!(marked_lines(&samples::usual(), Language::En));
}

#[test]
fn many_blank_cells_are_one_note() {
    insta::assert_snapshot!(marked_lines(&[samples::blanks()], Language::Zh));
}

#[test]
fn hostile_text_is_text() {
    let page = page(&samples::hostile(), Language::Zh);
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
    assert!(page.chars().all(crate::model::text::is_allowed), "no control character is left");
    assert!(page.len() < 50_000, "a passage is shortened");
}

#[test]
fn the_page_is_self_contained() {
    let page = page(&samples::usual(), Language::Zh);
    for outside in ["http:", "https:", "url(", "@import", "src=", "<link", "<script"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let page = page(&samples::usual(), Language::Zh);
    let links = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
    for link in links {
        assert!(page.contains(&format!(" id=\"{link}\"")), "{link}");
    }
}

#[test]
fn a_sound_report_and_no_file_at_all_say_so() {
    let entries = samples::usual();
    let sound = page(&entries[1..2], Language::Zh);
    assert!(sound.contains("<p class=\"summary\">未发现问题</p>") && !sound.contains("<table"));
    assert!(page(&[], Language::Zh).contains("共 0 个文件"));
}
