//! What cannot be done is refused: status 2, one message, no output.

use super::*;

/// Runs in the folder of the seed; afterwards nothing new may be there.
fn refused(arguments: &[&str], what: &str) {
    let (folder, _) = folder();
    fs::write(folder.path().join("old.json"), "old").unwrap();
    fs::create_dir(folder.path().join("sub.json")).unwrap();
    fs::write(folder.path().join("empty.docx"), "").unwrap();
    fs::write(folder.path().join("blank.txt"), "\r\n  \r\n").unwrap();
    fs::write(folder.path().join("picture.docx"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").unwrap();
    let before = names_in(folder.path());
    let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
    let mut command = program(&arguments);
    command.current_dir(folder.path());
    assert_refused(&finish(command, b""), what);
    assert_eq!(names_in(folder.path()), before);
    assert_eq!(fs::read(folder.path().join("old.json")).unwrap(), b"old");
}

#[test]
fn an_output_that_exists() {
    refused(&["年报.txt", "old.json", "-q"], "old.json：输出文件已经存在");
}

#[test]
fn an_input_that_does_not() {
    refused(&["no.txt", "out.json"], "no.txt：找不到这个文件");
    refused(&["show", "no.txt"], "no.txt：找不到这个文件");
}

#[test]
fn a_directory() {
    refused(&["sub.json", "out.json"], "sub.json：这是文件夹");
    refused(&["年报.txt", "sub.json", "--overwrite"], "sub.json：这是文件夹");
}

#[test]
fn a_missing_folder() {
    refused(&["年报.txt", "no/out.json"], "输出文件夹不存在");
}

#[test]
fn a_format_that_is_unknown_or_cannot_be_written() {
    refused(&["年报.txt", "out.xyz"], "看不出要写成什么格式");
    refused(&["年报.txt", "out"], "看不出要写成什么格式");
    refused(&["年报.txt", "out.doc"], "不能写出 Word 97-2003 文档（doc 格式）");
    refused(&["年报.txt", "out.json", "-t", "xls"], "不能写出 Excel 97-2003 工作簿（xls 格式）");
    refused(&["年报.txt", "out.ofd"], "不能写出 OFD 版式文件");
}

#[test]
fn an_empty_file() {
    refused(&["empty.docx", "out.json"], "empty.docx：文件是空的");
    refused(&["blank.txt", "out.json"], "blank.txt：文件是空的");
}

#[test]
fn a_picture() {
    refused(&["picture.docx", "out.json"], "picture.docx：内容像是图片，不能读取");
}

#[test]
fn the_input_as_output() {
    refused(&["年报.txt", "年报.txt", "--overwrite"], "输入和输出是同一个文件");
    refused(&["年报.txt", "./年报.txt", "--overwrite"], "输入和输出是同一个文件");
    refused(&["年报.txt", "sub.json/../年报.txt", "--overwrite"], "输入和输出是同一个文件");
}

#[cfg(unix)]
#[test]
fn the_input_as_output_by_links() {
    let (folder, seed) = folder();
    let path = |name: &str| folder.path().join(name);
    fs::hard_link(&seed, path("hard.txt")).unwrap();
    std::os::unix::fs::symlink(&seed, path("soft.txt")).unwrap();
    let before = fs::read(&seed).unwrap();
    for name in ["hard.txt", "soft.txt"] {
        let ran = run(&[seed.as_os_str(), path(name).as_os_str(), "--overwrite".as_ref()]);
        assert_refused(&ran, "输入和输出是同一个文件");
    }
    assert_eq!(fs::read(&seed).unwrap(), before);
    assert_eq!(names_in(folder.path()).len(), 3);
}
