use super::*;
use crate::model::language::Language;

/// Each text has one kind of mistake; what is said about it is beside it.
#[test]
fn errors_say_where_and_what_was_expected() {
    insta::glob!("../../../fixtures/forms/wrong", "*.toml", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let errors = parse(&text).unwrap_err();
        let said = [Language::Zh, Language::En].map(|language| errors.lines(language).join("\n"));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        settings.remove_input_file();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        settings.bind(|| insta::assert_snapshot!(name, said.join("\n\n")));
    });
}

/// A form of its own, as short as it can be and with all that a table may have.
#[test]
fn a_form_of_ones_own_is_read() {
    let form = parse(include_str!("../../../fixtures/forms/petitions.toml")).unwrap();
    insta::assert_debug_snapshot!(form);
}

/// What a text says too much of is refused before it costs time.
#[test]
fn large_texts_are_refused() {
    let head = "id = \"x\"\nname = \"x\"\ntitle = [\"行政执法统计年报\"]\nyears = { from = 2021 }\n[[table]]\n\
        id = \"t\"\ntitle = \"表\"\n";
    let line = |at: usize| format!("{{ id = \"c{at}\", label = \"列\" }},");
    let columns: String = (0..1001).map(line).collect();
    let rows: String = (0..10_001).map(line).collect();
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for (text, want) in [
        (format!("{head}columns = [{columns}]\nrows = [{}]", line(0)), "列太多，最多 1000 列"),
        (format!("{head}columns = [{}]\nrows = [{rows}]", line(0)), "行太多，最多 10000 行"),
        (format!("{head}rows = {}", nested(10_000)), "不是有效的 TOML"),
        (format!("{head}{}", "[[table]]\nid = \"t\"\n".repeat(200)), "有 201 个 [[table]]，最多 100 个"),
        (format!("id = \"{}\"", "x".repeat(LONGEST_SOURCE)), "表样文件太大，最多 1024 KB"),
    ] {
        let errors = parse(&text).unwrap_err().lines(Language::Zh).join("\n");
        assert!(errors.contains(want), "{want}: {errors}");
    }
}

/// docs/forms.md explains every key.
#[test]
fn every_key_is_documented() {
    let page = include_str!("../../../docs/forms.md");
    for shape in keys::ALL {
        for key in shape.keys().filter(|key| !["from", "to"].contains(key)) {
            assert!(page.contains(&format!("`{key}`")) || page.contains(&format!("{key}]]")), "{key}");
        }
    }
}

/// A text that is cut off or lacks a line is a form or has errors; nothing else happens.
#[test]
fn no_text_makes_the_parser_panic() {
    let text = include_str!("../../../forms/disclosure-2021.toml");
    for end in (0..text.len()).step_by(61) {
        let Some(start) = text.get(..end) else { continue };
        assert!(parse(start).map_err(|errors| errors.list().len()) != Err(0), "{end}");
    }
    let lines: Vec<&str> = text.lines().collect();
    for left_out in 0..lines.len() {
        let rest: Vec<&str> =
            lines.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, l)| *l).collect();
        assert!(parse(&rest.join("\n")).map_err(|errors| errors.list().len()) != Err(0), "{left_out}");
    }
}
