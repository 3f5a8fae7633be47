//! Outputs that can't be written: status 2, one message, no half file, no temporary one, and the inputs
//! as they were.

use super::batch::tree;
use super::*;

/// Every command that writes, from `in/` to `out/`, and what it writes.
const COMMANDS: [(&[&str], &str); 22] = [
    (&["in/a.txt"], "json"),
    (&["in/a.txt"], "txt"),
    (&["in/a.txt"], "html"),
    (&["in/a.txt"], "docx"),
    (&["in/a.txt"], "xlsx"),
    (&["fix", "in/a.txt"], "docx"),
    (&["new", "--org", "某镇", "--year", "2025"], "docx"),
    (&["check", "in", "-o"], "xlsx"),
    (&["check", "in", "-o"], "html"),
    (&["check", "in", "-o"], "json"),
    (&["check", "in", "-o"], "sarif"),
    (&["check", "in", "-o"], "xml"),
    (&["diff", "in/a.txt", "in/b.html", "-o"], "html"),
    (&["diff", "in/a.txt", "in/b.html", "-o"], "xlsx"),
    (&["diff", "in/a.txt", "in/b.html", "-o"], "json"),
    (&["collect", "in", "-o"], "xlsx"),
    (&["collect", "in", "-o"], "docx"),
    (&["collect", "in", "-o"], "html"),
    (&["collect", "in", "-o"], "json"),
    (&["dataset", "in", "-o"], "csv"),
    (&["dataset", "in", "-o"], "jsonl"),
    (&["dataset", "in", "-o"], "parquet"),
];

/// A folder with two reports in `in/` and an empty `out/`.
fn place() -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in ["in", "out"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    let reports = fixture("reports/akto_2021");
    fs::copy(reports.join("seed.txt"), folder.path().join("in/a.txt")).unwrap();
    fs::copy(reports.join("clean.html"), folder.path().join("in/b.html")).unwrap();
    folder
}

/// The program and what it is to write.
fn command(folder: &TempDir, arguments: &[&str], output: &str) -> Command {
    let mut command = program(&[]);
    command.args(arguments).arg(output).current_dir(folder.path());
    command
}

/// The same under `sh`, after these commands.
#[cfg(unix)]
fn after(shell: &str, command: &Command) -> Command {
    let mut run = Command::new("sh");
    run.args(["-c", &format!("{shell}\nexec \"$@\""), "sh"])
        .arg(command.get_program())
        .args(command.get_args());
    run.current_dir(command.get_current_dir().unwrap());
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"] {
        run.env_remove(name);
    }
    run
}

/// Runs each command that writes, with what `spoil` makes of it; all must fail and leave all as it was.
fn each_refused(what: &str, output: &str, spoil: impl Fn(&TempDir, Command) -> Command) {
    for (arguments, extension) in COMMANDS {
        let folder = place();
        let command = command(&folder, arguments, &output.replace("EXT", extension));
        let command = spoil(&folder, command);
        let before = tree(folder.path());
        let ran = finish(command, b"");
        assert_eq!(ran.status, 2, "{arguments:?} {extension}: {}", ran.stderr);
        assert!(ran.stderr.contains(what) && ran.stderr.contains("办法："), "{arguments:?}: {}", ran.stderr);
        assert_eq!(tree(folder.path()), before, "{arguments:?} {extension}");
    }
}

#[test]
fn a_missing_folder_is_reported_by_every_command() {
    each_refused("文件夹不存在", "no/x.EXT", |_, command| command);
}

#[test]
fn a_folder_as_output_is_reported_by_every_command() {
    each_refused("这是文件夹", "out/x.EXT", |folder, command| {
        for (_, extension) in COMMANDS {
            fs::create_dir_all(folder.path().join(format!("out/x.{extension}"))).unwrap();
        }
        command
    });
}

#[cfg(unix)]
#[test]
fn no_half_file_stays_where_files_may_not_grow() {
    each_refused("写", "out/x.EXT", |_, command| after("trap '' XFSZ; ulimit -f 1", &command));
}

#[cfg(unix)]
#[test]
fn an_existing_file_stays_whole_where_the_new_one_fails() {
    let folder = place();
    fs::write(folder.path().join("out/x.html"), b"old").unwrap();
    let mut command = command(&folder, &["in/a.txt"], "out/x.html");
    command.arg("--overwrite");
    let ran = finish(after("trap '' XFSZ; ulimit -f 1", &command), b"");
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert_eq!(fs::read(folder.path().join("out/x.html")).unwrap(), b"old");
    assert_eq!(names_in(&folder.path().join("out")), ["x.html"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_reported() {
    for arguments in [&["in/a.txt", "/dev/full", "-t", "html"][..], &["in/a.txt", "/dev/full", "-t", "xlsx"]]
    {
        let folder = place();
        let before = tree(folder.path());
        let (last, rest) = arguments.split_last().unwrap();
        let mut command = command(&folder, rest, last);
        command.arg("-q");
        assert_refused(&finish(command, b""), "磁盘已满");
        assert_eq!(tree(folder.path()), before);
    }
    for arguments in [&["in/a.txt", "-", "-t", "html"][..], &["show", "in/a.txt"], &["--help"], &["rules"]] {
        let folder = place();
        let (last, rest) = arguments.split_last().unwrap();
        let mut command = command(&folder, rest, last);
        command.arg("-q");
        assert_refused(&finish(after("exec >/dev/full", &command), b""), "磁盘已满");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_reported() {
    each_refused("没有权限", "out/x.EXT", |folder, command| {
        set_mode(folder.path(), 0o755);
        set_mode(&folder.path().join("out"), 0o555);
        unprivileged(&command)
    });
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// The same as someone whom permissions bind: root is nobody here, with a program that nobody can reach.
#[cfg(unix)]
fn unprivileged(command: &Command) -> Command {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    use std::sync::LazyLock;

    const NOBODY: u32 = 65534;
    static PROGRAM: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
        let folder = TempDir::new().unwrap();
        set_mode(folder.path(), 0o755);
        let program = folder.path().join("repconv");
        fs::copy(env!("CARGO_BIN_EXE_repconv"), &program).unwrap();
        (folder, program)
    });
    let folder = command.get_current_dir().unwrap();
    if fs::metadata(folder).unwrap().uid() != 0 {
        let mut same = program(&[]);
        same.args(command.get_args()).current_dir(folder);
        return same;
    }
    let mut run = Command::new(&PROGRAM.1);
    run.args(command.get_args()).current_dir(folder).uid(NOBODY).gid(NOBODY).env_clear();
    run
}

/// `batch` writes many files: each failure is reported, and none is left half.
#[cfg(unix)]
#[test]
fn a_batch_that_may_not_write_leaves_nothing_half() {
    for format in ["docx", "xlsx", "html", "txt"] {
        let arguments = ["batch", "in", "-t", format, "-o"];
        let refused = |what: &str, output: &str, spoil: &dyn Fn(&TempDir, Command) -> Command| {
            let folder = place();
            let before = tree(folder.path());
            let ran = finish(spoil(&folder, command(&folder, &arguments, output)), b"");
            assert_eq!(ran.status, 2, "{format} {output}: {}", ran.stderr);
            assert!(ran.stderr.contains(what) && ran.stderr.contains("办法："), "{}", ran.stderr);
            let mut after = tree(folder.path());
            after.retain(|path, _| !path.ends_with("repconv-batch.jsonl"));
            assert_eq!(after, before, "{format} {output}");
        };
        refused("写", "out", &|_, command| after("trap '' XFSZ; ulimit -f 1", &command));
        refused("没有权限", "out", &|folder, command| {
            set_mode(folder.path(), 0o755);
            set_mode(&folder.path().join("out"), 0o555);
            unprivileged(&command)
        });
        refused("写", "in/a.txt", &|_, command| command);
        refused("输出文件夹不存在", "in/a.txt/out", &|_, command| command);
    }
}

#[test]
fn no_input_is_written_over_by_any_command() {
    for (arguments, extension) in COMMANDS {
        if arguments.first() == Some(&"new") {
            continue; // it has no input
        }
        let folder = place();
        let (input, output) = match arguments.first() {
            Some(&"dataset" | &"collect" | &"check" | &"diff") => ("in/b.html", format!("in/b.{extension}")),
            _ => ("in/a.txt", format!("in/a.{extension}")),
        };
        fs::rename(folder.path().join(input), folder.path().join(&output)).unwrap();
        let renamed = |given: &&str| match *given {
            "in" => output.clone(),
            given if given == input => output.clone(),
            given => given.to_owned(),
        };
        let arguments: Vec<String> = arguments.iter().map(renamed).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let before = tree(folder.path());
        let mut command = command(&folder, &arguments, &output);
        command.arg("--overwrite");
        let ran = finish(command, b"");
        assert_eq!(ran.status, 2, "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("同一个文件"), "{arguments:?}: {}", ran.stderr);
        assert_eq!(tree(folder.path()), before, "{arguments:?}");
    }
}

#[test]
fn no_file_that_a_command_reads_is_written_over() {
    let new = ["new", "OUT", "--org", "某镇", "--year", "2022"];
    for (arguments, read) in [
        (&["in/a.txt", "OUT", "--template"][..], "t/x.html"),
        (&["in/a.txt", "OUT", "--reference-doc"], "t/x.docx"),
        (&["fix", "in/a.txt", "OUT", "--template"], "t/x.html"),
        (&[&new[..], &["--template"]].concat(), "t/x.html"),
        (&[&new[..], &["--reference-doc"]].concat(), "t/x.docx"),
        (&[&new[..], &["--previous"]].concat(), "in/b.html"),
        (&["check", "in/a.txt", "-o", "OUT", "--roster"], "t/r.txt"),
        (&["check", "in/a.txt", "-o", "OUT", "--previous"], "in/b.html"),
        (&["check", "in/a.txt", "-o", "OUT", "--config"], "t/c.toml"),
        (&["check", "-o", "OUT", "in/a.txt"], "bad.zip"),
        (&["collect", "in", "-o", "OUT", "--roster"], "t/r.txt"),
        (&["collect", "in", "--format", "json", "-o", "OUT"], "bad.zip"),
        (&["dataset", "in", "--format", "csv", "-o", "OUT"], "bad.zip"),
    ] {
        let folder = reading_place();
        let before = tree(folder.path());
        refused_over(&folder, arguments, read, Some(read));
        assert_eq!(tree(folder.path()), before, "{arguments:?}");
    }
    // Read without being named.
    for (arguments, read) in [
        (&["check", "in/a.txt", "-o", "OUT", "--previous-dir", "t"][..], "t/x.html"),
        (&["check", "in/a.txt", "-o", "OUT"], "repconv.toml"),
    ] {
        let folder = reading_place();
        let before = tree(folder.path());
        refused_over(&folder, arguments, read, None);
        assert_eq!(tree(folder.path()), before, "{arguments:?}");
    }
}

/// Like [`place`], with what else commands read.
fn reading_place() -> TempDir {
    let folder = place();
    fs::create_dir(folder.path().join("t")).unwrap();
    for (name, text) in [
        ("t/x.html", "<html><body>$body$</body></html>"),
        ("t/r.txt", "某镇\n"),
        ("t/c.toml", "ignore = []\n"),
        ("repconv.toml", "ignore = []\n"),
        ("bad.zip", "PK\x03\x04 cut off"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::copy(fixture("reports/akto_2021/lo.docx"), folder.path().join("t/x.docx")).unwrap();
    folder
}

/// The command with the file `read` as OUT, and with a hard link to it, is refused.
fn refused_over(folder: &TempDir, arguments: &[&str], read: &str, last: Option<&str>) {
    let link = format!("link.{}", read.rsplit('.').next().unwrap());
    fs::hard_link(folder.path().join(read), folder.path().join(&link)).unwrap();
    for output in [read, &link].iter().take(if cfg!(unix) { 2 } else { 1 }) {
        let mut command = program(&[]);
        command.args(arguments.iter().map(|argument| if *argument == "OUT" { output } else { argument }));
        command.args(last).arg("--overwrite").current_dir(folder.path());
        let ran = finish(command, b"");
        assert_eq!(ran.status, 2, "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("同一个文件"), "{arguments:?}: {}", ran.stderr);
    }
    fs::remove_file(folder.path().join(link)).unwrap();
}

/// `repconv … | head` is no failure, and no complaint.
#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    for arguments in [
        &["in/a.txt", "-", "-t", "html"][..],
        &["show", "in/a.txt"],
        &["check", "in", "--format", "json"],
        &["diff", "in/a.txt", "in/b.html", "--format", "html"],
        &["rules"],
        &["man"],
    ] {
        let folder = place();
        let (last, rest) = arguments.split_last().unwrap();
        let mut command = command(&folder, rest, last);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(matches!(ended.status.code(), Some(0 | 1)), "{arguments:?}: {:?} {said}", ended.status);
        assert!(!said.contains("错误：") && !said.contains("panicked"), "{arguments:?}: {said}");
    }
}

#[test]
#[ignore = "mounts a small disk, which takes root on Linux"]
fn a_full_disk_is_reported_by_every_command_and_left_as_it_was() {
    let mounted = |folder: &TempDir| folder.path().join("out");
    for (arguments, extension) in COMMANDS {
        let folder = place();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=4k", "tmpfs"]).arg(mounted(&folder));
        assert!(mount.status().unwrap().success());
        fs::write(mounted(&folder).join("full"), [0; 4096]).unwrap();
        let before = tree(folder.path());
        let ran = finish(command(&folder, arguments, &format!("out/x.{extension}")), b"");
        let after = tree(folder.path());
        assert!(Command::new("umount").arg(mounted(&folder)).status().unwrap().success());
        assert_eq!(ran.status, 2, "{arguments:?} {extension}: {}", ran.stderr);
        assert!(ran.stderr.contains("磁盘已满"), "{arguments:?} {extension}: {}", ran.stderr);
        assert_eq!(after, before, "{arguments:?} {extension}");
    }
}
