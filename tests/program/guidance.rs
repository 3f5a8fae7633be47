//! What the program says to people who do not know it: help, what was probably meant, what a file is, what was done.

use super::*;

/// The lines of a refusal.
fn refused(arguments: &[&str]) -> [String; 2] {
    let ran = run(arguments);
    assert_eq!(ran.status, 2, "{ran:?}");
    let lines: Vec<String> = ran.stderr.lines().map(str::to_owned).collect();
    lines.try_into().expect("what is wrong, and what to do")
}

#[test]
fn help_is_a_command_too() {
    assert_eq!(run(&["help"]).text(), run(&["--help"]).text());
    let ran = run(&["help", "check"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(ran.text().contains("用法: repconv check [选项]"), "{}", ran.text());
    assert!(refused(&["help", "chek"])[1].contains("repconv check"));
    let limits = run(&["--limit", "help"]);
    assert_eq!(limits.status, 0);
    assert!(limits.text().contains("  input ") && limits.text().contains("文件大小"), "{}", limits.text());
    assert_eq!(run(&["check", "--limit=help"]).text(), limits.text());
}

#[test]
fn help_has_the_options_of_the_command_first_and_each_argument_once() {
    let help = |topic| run(&["help", topic]).text().to_owned();
    let new = help("new");
    assert_eq!(new.matches("[输出文件]").count(), 1, "{new}");
    for (topic, own) in [("new", "--previous"), ("form", "--color"), ("form", "--diff")] {
        let (first, others) = (help(topic), "\n读写文件的选项:\n");
        let (first, others) = first.split_once(others).unwrap();
        assert!(first.contains(own) && !others.contains(own), "{topic}: {first}");
        assert!(others.contains("--reference-doc") && others.contains("--form"), "{topic}: {others}");
        assert!(!first.contains("--reference-doc"), "{topic}: {first}");
    }
    assert!(!help("check").contains("读写文件的选项"));
}

#[test]
fn what_was_probably_meant_is_named() {
    for (arguments, what, hint) in [
        (&["chek", "a.docx"][..], "没有“chek”这个命令，也没有这个文件", "也许是 repconv check；"),
        (&["colect", "报送", "--roster", "名单.txt"], "没有“colect”这个命令", "也许是 repconv collect；"),
        (&["检查", "a.docx"], "没有“检查”这个命令", "也许是 repconv check；"),
        (&["a.txt", "b", "-t", "word"], "--to 的值“word”不对", "也许是 docx；"),
        (&["a.txt", "b", "-t", "exel"], "--to 的值“exel”不对", "也许是 xlsx；"),
        (&["check", "a.txt", "--format", "excel"], "--format 的值“excel”不对", "也许是 xlsx；"),
        (&["check", "--rostr", "a"], "没有 --rostr 这个选项", "也许是 --roster；用法见 repconv check --help"),
        (&["help", "convert"], "没有“convert”这个命令", "转换不用写命令：repconv 输入文件 输出文件；"),
        (&["collect"], "缺少 <文件或文件夹>", "用法见 repconv collect --help"),
        (&["completions"], "没有说是哪种外壳", "如 repconv completions bash"),
        (&["page"], "没有带上网页版", "下载 repconv.html，或者用源代码生成：cargo xtask page"),
        (
            &["rules", "unbalanced-request"],
            "没有“unbalanced-request”这条规则",
            "也许是 unbalanced-requests；",
        ),
        (&["fix", "--fill-blanks", "a.txt", "b.txt"], "--fill-blanks 的值“a.txt”不对", "写在命令的最后"),
        (&["tests"], "tests 是文件夹", "repconv check tests"),
    ] {
        let [first, second] = refused(arguments);
        assert!(first.contains(what), "{first}");
        assert!(second.contains(hint), "{second}");
    }
}

#[test]
fn a_file_alone_is_identified() {
    let (folder, seed) = folder();
    let ran = run(&[seed.as_os_str()]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let text = ran.text().replace(folder.path().to_str().unwrap(), "…");
    insta::assert_snapshot!(text);
    assert_eq!(names_in(folder.path()), ["年报.txt"], "nothing is written");
    assert_refused(&run(&["没有.docx"]), "找不到这个文件");
}

#[test]
fn files_that_are_there_are_identified_each() {
    let (folder, _) = folder();
    fs::copy(fixture("reports/suqian_2024/lo.docx"), folder.path().join("宿 迁.docx")).unwrap();
    fs::write(folder.path().join("坏.docx"), b"PK\x03\x04broken").unwrap();
    let ran_in_folder = |arguments: &[&str]| {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        let mut command = program(&arguments);
        command.current_dir(folder.path());
        finish(command, b"")
    };
    let two = ran_in_folder(&["年报.txt", "宿 迁.docx"]);
    assert_eq!(two.status, 2, "nothing was converted: {two:?}");
    insta::assert_snapshot!(format!("{}\n{}", two.text(), two.stderr));
    let three = ran_in_folder(&["年报.txt", "坏.docx", "宿 迁.docx"]);
    assert_eq!(three.status, 2, "{three:?}");
    for name in ["年报.txt\n  标题", "\n\n坏.docx\n", "\n\n宿 迁.docx\n  标题"] {
        assert!(three.text().contains(name), "{name}: {}", three.text());
    }
    assert!(
        three.stderr.starts_with("错误：坏.docx：") && !three.stderr.contains("没有转换"),
        "{}",
        three.stderr
    );
    for options in [&["--lang", "zh"][..], &["--lang=zh", "--color", "never"], &["-f", "text", "-v"]] {
        let ran = ran_in_folder(&[options, &["年报.txt", "坏.docx", "宿 迁.docx"]].concat());
        assert!(ran.status == 2 && ran.text().contains("\n\n坏.docx\n"), "{options:?}: {ran:?}");
        let after = ran_in_folder(&[&["年报.txt", "坏.docx", "宿 迁.docx"], options].concat());
        assert_eq!((after.text(), &after.stderr), (ran.text(), &ran.stderr));
    }
    let two_with_language = ran_in_folder(&["--lang", "zh", "年报.txt", "宿 迁.docx"]);
    assert_eq!((two_with_language.text(), &two_with_language.stderr), (two.text(), &two.stderr));
    assert_refused(
        &ran_in_folder(&["-t", "json", "年报.txt", "坏.docx", "宿 迁.docx"]),
        "多出了“宿 迁.docx”",
    );
    let mut names = names_in(folder.path());
    names.sort_unstable();
    assert_eq!(names, ["坏.docx", "宿 迁.docx", "年报.txt"], "nothing is written");
    assert!(ran_in_folder(&["年报.txt", "新.json"]).status <= 1, "an output that is not there is written");
    assert_refused(&ran_in_folder(&["年报.txt", "新.json", "没有.json"]), "多出了“没有.json”");
}

#[test]
fn blanks_are_filled_without_saying_with_what() {
    let (folder, seed) = folder();
    let output = folder.path().join("填.docx");
    let ran = run(&["fix".as_ref(), seed.as_os_str(), output.as_os_str(), "--fill-blanks".as_ref()]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("空格填为 0"), "{}", ran.stderr);
}

#[test]
fn what_was_done_is_said() {
    let (folder, seed) = folder();
    let written = |name: &str, more: &[&str]| {
        let output = folder.path().join(name);
        let paths = [seed.as_os_str(), output.as_os_str()];
        let ran = run(&paths.into_iter().chain(more.iter().map(OsStr::new)).collect::<Vec<_>>());
        (ran.status, ran.stderr.replace(folder.path().to_str().unwrap(), "…"))
    };
    let (status, said) = written("今年年报.docx", &[]);
    assert_eq!(status, 0);
    assert!(said.ends_with("\n已写出 …/今年年报.docx（4 条提醒，1 条说明）\n"), "{said}");
    assert_eq!(written("静.docx", &["-q"]), (0, String::new()), "without errors, quiet is quiet");
}

#[test]
fn a_quiet_run_says_that_there_are_errors_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let input = fixture("cli/unbalanced.txt");
    let output = folder.path().join("a.docx");
    let quiet = |arguments: &[&OsStr]| {
        let ran = run(arguments);
        assert_eq!(ran.status, 1, "{ran:?}");
        ran.stderr.replace(folder.path().to_str().unwrap(), "…")
    };
    let (q, to) = ("-q".as_ref(), "--to=json".as_ref());
    assert_eq!(quiet(&[input.as_os_str(), output.as_os_str(), q]), "已写出 …/a.docx（2 个错误）\n");
    let said = quiet(&[input.as_os_str(), "-".as_ref(), to, q]);
    assert!(said.ends_with("unbalanced.txt：2 个错误\n") && said.lines().count() == 1, "{said}");
    let page = folder.path().join("检查.html");
    let said = quiet(&["check".as_ref(), input.as_os_str(), "-o".as_ref(), page.as_os_str(), q]);
    assert!(said.starts_with("已写出 …/检查.html（检查了 1 份报告，") && said.lines().count() == 1, "{said}");
}

#[test]
fn a_quiet_check_on_the_screen_lists_no_findings() {
    let input = fixture("cli/unbalanced.txt");
    let checked = |input: &Path, more: &[&str]| {
        run(&["check".as_ref(), input.as_os_str()]
            .into_iter()
            .chain(more.iter().map(OsStr::new))
            .collect::<Vec<_>>())
    };
    let loud = checked(&input, &[]);
    assert!(loud.text().lines().count() > 2, "{loud:?}");
    let quiet = checked(&input, &["-q"]);
    assert_eq!((quiet.status, quiet.text().lines().count()), (1, 1), "{quiet:?}");
    assert!(quiet.text().starts_with("检查了 1 份报告，") && quiet.text().contains("个错误"), "{quiet:?}");
    assert_eq!(
        checked(&fixture("reports/akto_2021/gbk_cells.txt"), &["-q"]).text(),
        "",
        "there are no errors"
    );
    let folder = tempfile::tempdir().unwrap();
    let written = |name: &str, more: &[&str]| {
        let path = folder.path().join(name);
        checked(&input, &[&["-o", path.to_str().unwrap()], more].concat());
        fs::read_to_string(path).unwrap()
    };
    assert_eq!(written("a.txt", &["-q"]), written("b.txt", &[]), "a file is whole");
}

#[test]
fn no_result_is_written_under_the_name_of_another_format() {
    let (folder, seed) = folder();
    let output = |name: &str| folder.path().join(name);
    for name in ["检查.docx", "检查.pdf", "检查.DOC", "检查.csv"] {
        let arguments = ["check".as_ref(), seed.as_os_str(), "-o".as_ref()];
        assert_refused(&run(&[&arguments[..], &[output(name).as_os_str()]].concat()), "这个结果不能写成");
        let both = ["diff".as_ref(), seed.as_os_str(), seed.as_os_str(), "-o".as_ref()];
        assert_refused(&run(&[&both[..], &[output(name).as_os_str()]].concat()), "这个结果不能写成");
        let output = output(name);
        let named = [&arguments[..], &[output.as_os_str(), "--format=text".as_ref()]].concat();
        assert_refused(&run(&named), "text 不能写到");
    }
    assert_eq!(names_in(folder.path()), ["年报.txt"]);
    let arguments = ["check".as_ref(), seed.as_os_str(), "-o".as_ref()];
    for name in ["结果", "结果.log"] {
        assert_eq!(run(&[&arguments[..], &[output(name).as_os_str()]].concat()).status, 0, "{name}");
    }
}

#[test]
fn a_result_in_a_text_file_opens_everywhere() {
    let (folder, seed) = folder();
    let output = folder.path().join("检查.txt");
    run(&["check".as_ref(), seed.as_os_str(), "-o".as_ref(), output.as_os_str()]);
    let text = fs::read_to_string(&output).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("D001"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn a_mistyped_folder_makes_nobody_missing() {
    let (folder, _) = folder();
    let roster = folder.path().join("名单.txt");
    fs::write(&roster, "青溪县教育局\n青溪县文化局\n").unwrap();
    let (roster, given) = (roster.to_str().unwrap(), folder.path().join("报宋"));
    let given = given.to_str().unwrap();
    assert_refused(&run(&["check", given, "--roster", roster, "--no-config"]), "报宋：找不到这个文件");
    assert_refused(&run(&["collect", given, "--roster", roster, "-o", "-", "--format=json"]), "报宋：找不到");
}

#[test]
fn a_missing_body_whose_file_came_unreadable_is_told_so() {
    let (folder, _) = folder();
    let reports = folder.path().join("报送");
    fs::create_dir(&reports).unwrap();
    fs::write(reports.join("青溪县教育局.docx"), b"PK\x03\x04 cut off").unwrap();
    fs::write(reports.join("甲.docx"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off").unwrap();
    let roster = folder.path().join("名单.txt");
    fs::write(&roster, "青溪县教育局\n青溪县文化局\n").unwrap();
    let arguments = ["check", reports.to_str().unwrap(), "--roster", roster.to_str().unwrap(), "--no-config"];
    let ran = run(&arguments);
    assert_eq!(ran.status, 2);
    let about = |name: &str| {
        let mut lines = ran.text().lines();
        lines.find(|line| line.contains(" B003 ") && line.contains(name)).expect(name).to_owned()
    };
    assert!(about("教育局").contains("青溪县教育局.docx”打不开，请它重新报送"), "{}", ran.text());
    assert!(about("文化局").ends_with("名单上的“青溪县文化局”没有报告"), "{}", ran.text());
    let damaged = ran.text().lines().find(|line| line.contains("甲.docx: 读不了")).unwrap();
    assert!(damaged.contains("Office 97-2003 文件不完整或已损坏"), "no .docx is called xls: {damaged}");
}
