//! What help says, in both languages side by side, and how it is put on the clap command.
//!
//! Chinese has no spaces to wrap at, so a text is kept short enough for 80 columns or broken by hand.

use clap::builder::styling::{AnsiColor, Style, Styles};
use clap::{Arg, Command};

use crate::language::{Language, Text};

/// Texts of one argument.
struct ArgumentText {
    /// Id of the argument; `show.encoding` where a command means something else by it.
    id: &'static str,
    /// What stands for the value; empty for a switch.
    value: Text,
    help: Text,
}

const fn switch(id: &'static str, zh: &'static str, en: &'static str) -> ArgumentText {
    ArgumentText { id, value: Text::new("", ""), help: Text::new(zh, en) }
}

const fn valued(
    id: &'static str,
    value: (&'static str, &'static str),
    zh: &'static str,
    en: &'static str,
) -> ArgumentText {
    ArgumentText { id, value: Text::new(value.0, value.1), help: Text::new(zh, en) }
}

/// THE table of argument texts.
static ARGUMENTS: [ArgumentText; 35] = [
    valued(
        "input",
        ("输入文件", "IN"),
        "要读的报告；- 表示标准输入",
        "The report to read; '-' is standard input",
    ),
    valued(
        "output",
        ("输出文件", "OUT"),
        "要写的文件，按扩展名定格式；- 表示标准输出，须加 -t",
        "The file to write, its extension telling the format;\n'-' is standard output and needs -t",
    ),
    valued(
        "to",
        ("格式", "FORMAT"),
        "输出格式，如 docx、xlsx、html、text、json",
        "Output format: docx, xlsx, html, text, json",
    ),
    switch("overwrite", "输出文件已存在时覆盖它", "Replace the output file if it exists"),
    switch("strict", "报告有错误时不写出文件", "Write nothing if the report has errors"),
    switch(
        "lossy",
        "输出编码没有的字写成“?”，而不是停下",
        "Write '?' for characters that the output encoding lacks",
    ),
    valued(
        "reference_doc",
        ("版式模板", "DOCX"),
        "输出 Word 时，页面和样式取自这个 .docx",
        "Take page set-up and styles of Word output from this .docx",
    ),
    valued(
        "from",
        ("格式", "FORMAT"),
        "输入格式；不给则看内容，再看扩展名",
        "Input format; by default told by content, then extension",
    ),
    valued(
        "encoding",
        ("编码", "NAME"),
        "输出文本的编码：gbk（默认）、gb18030、utf-8、utf-8-bom、\nutf-16le；输出不是文本时，指输入的编码",
        "Encoding of text output: gbk (default), gb18030, utf-8,\nutf-8-bom, utf-16le; if the output isn't text, of the input",
    ),
    valued(
        "show.encoding",
        ("编码", "NAME"),
        "输入的编码；默认自动判断",
        "Encoding of the input; default auto",
    ),
    valued(
        "input_encoding",
        ("编码", "NAME"),
        "输入的编码，如 gbk、utf-8、big5；默认 auto 自动判断",
        "Encoding of the input, such as gbk, utf-8, big5;\ndefault auto",
    ),
    valued(
        "edition",
        ("年版", "EDITION"),
        "报告格式的年版：2021、2019、2014；不给则自动判断",
        "Edition of the form: 2021, 2019, 2014; default as found",
    ),
    switch("quiet", "不列出发现的问题", "Don't list findings"),
    switch(
        "verbose",
        "逐条列出全部问题，附原文和单元格地址",
        "List every finding, with passages and cell addresses",
    ),
    valued(
        "lang",
        ("语言", "LANGUAGE"),
        "界面语言：zh、en；默认随系统，不明时用中文",
        "Language of messages: zh, en; default by locale",
    ),
    valued(
        "color",
        ("何时", "WHEN"),
        "是否用颜色：auto、always、never",
        "Whether to use colour: auto, always, never",
    ),
    switch("help", "显示帮助", "Print help"),
    switch("version", "显示版本", "Print the version"),
    valued(
        "files",
        ("文件或文件夹", "FILE"),
        "要检查的报告，可以有几个；文件夹则检查里面的全部报告",
        "The reports to check; of a folder, all that it holds",
    ),
    valued(
        "previous",
        ("文件", "FILE"),
        "上一年的报告，与它核对结转数、现行有效件数和文字",
        "The report of the year before, to compare with",
    ),
    valued(
        "previous_dir",
        ("文件夹", "DIR"),
        "上一年报告所在的文件夹，按单位和年度对应",
        "Folder of the reports of the year before, matched by\nbody and year",
    ),
    valued(
        "roster",
        ("文件", "FILE"),
        "应报送单位的名单：txt 一行一个，或 xlsx、csv 的一列",
        "The bodies that must report: a name a line, or a column\nof an xlsx or csv",
    ),
    valued(
        "roster_column",
        ("列名", "COLUMN"),
        "名单里单位名称那一列的列名",
        "Which column of the roster holds the names",
    ),
    valued(
        "format",
        ("格式", "FORMAT"),
        "输出：text（默认）、json、sarif、junit、html、xlsx",
        "Output: text (default), json, sarif, junit, html, xlsx",
    ),
    valued(
        "check.output",
        ("文件", "FILE"),
        "把结果写到文件，按扩展名定格式",
        "Write to this file, its extension telling the format",
    ),
    valued(
        "select",
        ("规则", "CODES"),
        "只按这些规则检查，如 A,C001",
        "Check by these rules only, such as A,C001",
    ),
    valued("ignore", ("规则", "CODES"), "不用这些规则，如 C005", "Leave these rules out, such as C005"),
    valued(
        "severity",
        ("规则=级别", "CODE=LEVEL"),
        "改级别，如 C001=error；级别：error、warning、info",
        "Change a severity, such as C001=error; error, warning, info",
    ),
    valued(
        "max_similarity",
        ("比例", "SHARE"),
        "文字重复到这个比例就提醒，默认 0.8",
        "Share of repeated text that is too much, default 0.8",
    ),
    valued(
        "config",
        ("文件", "FILE"),
        "配置文件；默认从当前文件夹往上找 repconv.toml",
        "Configuration; default is the nearest repconv.toml upward",
    ),
    valued(
        "fill_blanks",
        ("0", "0"),
        "把空格填成 0（总计、小计除外）",
        "Fill blank cells with 0, but for totals",
    ),
    switch("no_config", "不用 repconv.toml", "Use no repconv.toml"),
    valued("rule", ("规则", "RULE"), "规则的代码或名称，如 A001", "Code or name of a rule, such as A001"),
    valued(
        "check.encoding",
        ("编码", "NAME"),
        "输入的编码；默认自动判断",
        "Encoding of the input; default auto",
    ),
    valued(
        "shell",
        ("外壳", "SHELL"),
        "bash、zsh、fish、powershell 或 elvish",
        "bash, zsh, fish, powershell or elvish",
    ),
];

/// Texts of one command: what it does, and how it is called.
struct CommandText {
    name: &'static str,
    about: Text,
    usage: Text,
}

static COMMANDS: [CommandText; 8] = [
    CommandText {
        name: "repconv",
        about: Text::new(
            "读取、检查、转换政府信息公开工作年度报告",
            "Reads, validates and converts yearly reports on government information disclosure",
        ),
        usage: Text::new(
            "repconv [选项] <输入文件> <输出文件>\n      repconv <命令>",
            "repconv [OPTIONS] <IN> <OUT>\n       repconv <COMMAND>",
        ),
    },
    CommandText {
        name: "show",
        about: Text::new("显示从报告中读到的内容，供与原件核对", "Show what is understood of a report"),
        usage: Text::new("repconv show [选项] <输入文件>", "repconv show [OPTIONS] <IN>"),
    },
    CommandText {
        name: "check",
        about: Text::new("检查一份或许多份报告，列出全部问题", "Check reports and list all that is wrong"),
        usage: Text::new("repconv check [选项] <文件或文件夹>...", "repconv check [OPTIONS] <FILE>..."),
    },
    CommandText {
        name: "fix",
        about: Text::new(
            "改正写法上的错误，写成新文件，不改任何合计",
            "Mend spellings into a new file, no sums",
        ),
        usage: Text::new("repconv fix [选项] <输入文件> <输出文件>", "repconv fix [OPTIONS] <IN> <OUT>"),
    },
    CommandText {
        name: "rules",
        about: Text::new("列出检查规则，或解释一条", "List the rules, or explain one"),
        usage: Text::new("repconv rules [规则]", "repconv rules [RULE]"),
    },
    CommandText {
        name: "formats",
        about: Text::new("列出能读写的格式", "List the formats that can be read and written"),
        usage: Text::new("repconv formats [选项]", "repconv formats [OPTIONS]"),
    },
    CommandText {
        name: "completions",
        about: Text::new("输出命令行补全脚本", "Print a shell completion script"),
        usage: Text::new("repconv completions <外壳>", "repconv completions <SHELL>"),
    },
    CommandText {
        name: "man",
        about: Text::new("输出手册页（roff）", "Print the man page (roff)"),
        usage: Text::new("repconv man", "repconv man"),
    },
];

const EXAMPLES: Text = Text::new(
    "\
例子：
  repconv 年报.docx 年报.xlsx            Word 转 Excel
  repconv 年报.txt 年报.html             编码自动判断
  repconv 年报.xlsx 年报.txt --encoding utf-8
  repconv - - -t json < 年报.docx        标准输入到标准输出
  repconv show 年报.docx                 看看读到了什么

发现的问题写到标准错误。文件名恰好是命令名时写成 ./show。
退出状态：0 完成；1 完成，但报告有错误（加 --strict 时不写出）；2 没有做成。",
    "\
Examples:
  repconv report.docx report.xlsx        Word to Excel
  repconv report.txt report.html         the encoding is told by itself
  repconv report.xlsx report.txt --encoding utf-8
  repconv - - -t json < report.docx      standard input to standard output
  repconv show report.docx               see what is understood

Findings go to standard error. A file named like a command is given as ./show.
Exit status: 0 done; 1 done, but the report has errors (nothing is written with
--strict); 2 could not be done.",
);

const USAGE: Text = Text::new("用法: ", "Usage: ");
const COMMAND_HEADING: Text = Text::new("命令", "Commands");
const ARGUMENT_HEADING: Text = Text::new("参数", "Arguments");
const OPTION_HEADING: Text = Text::new("选项", "Options");

const HEADER: Style = AnsiColor::Green.on_default().bold();

/// The command with every text in `language`.
pub fn localise(command: Command, language: Language) -> Command {
    let name = command.get_name().to_owned();
    let is_root = name == "repconv";
    let mut command = command
        .styles(Styles::styled().header(HEADER).usage(HEADER).literal(AnsiColor::Cyan.on_default()))
        .max_term_width(100)
        .subcommand_help_heading(COMMAND_HEADING.get(language))
        .help_template(template(language))
        .mut_args(|argument| localise_argument(argument, &name, language))
        .mut_subcommands(|subcommand| localise(subcommand, language));
    if let Some(texts) = COMMANDS.iter().find(|texts| texts.name == name) {
        command = command
            .about(texts.about.get(language))
            .long_about(None)
            .override_usage(texts.usage.get(language));
    }
    if is_root { command.after_help(EXAMPLES.get(language)) } else { command }
}

/// clap's own template, with the one word that it does not let us set.
fn template(language: Language) -> String {
    let usage = USAGE.get(language);
    format!("{{about-with-newline}}\n{HEADER}{usage}{HEADER:#}{{usage}}\n\n{{all-args}}{{after-help}}")
}

fn localise_argument(argument: Arg, command: &str, language: Language) -> Arg {
    let id = argument.get_id().as_str();
    let specific = ARGUMENTS.iter().find(|texts| texts.id.split_once('.') == Some((command, id)));
    let Some(texts) = specific.or_else(|| ARGUMENTS.iter().find(|texts| texts.id == id)) else {
        return argument;
    };
    let heading = if argument.is_positional() { ARGUMENT_HEADING } else { OPTION_HEADING };
    let argument = argument.help(texts.help.get(language)).help_heading(heading.get(language));
    match texts.value.get(language) {
        "" => argument,
        value => argument.value_name(value),
    }
}

/// What the user sees of an argument, by its id: `<输入文件>`, `--to`.
pub fn shown_name(id: &str, language: Language) -> String {
    match ARGUMENTS.iter().find(|texts| texts.id == id) {
        Some(texts) if matches!(id, "input" | "output" | "shell" | "files" | "rule") => {
            format!("<{}>", texts.value.get(language))
        }
        _ => format!("--{}", id.replace('_', "-")),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::arguments::Arguments;

    fn walk(command: &Command, visit: &mut impl FnMut(&Command)) {
        visit(command);
        for subcommand in command.get_subcommands() {
            walk(subcommand, visit);
        }
    }

    #[test]
    fn every_argument_and_command_has_a_text_in_both_languages() {
        for language in [Language::Zh, Language::En] {
            walk(&localise(Arguments::command(), language), &mut |command| {
                assert!(command.get_about().is_some(), "{}", command.get_name());
                for argument in command.get_arguments() {
                    assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
                }
            });
        }
    }

    #[test]
    fn every_text_belongs_to_an_argument() {
        let mut ids = Vec::new();
        walk(&Arguments::command(), &mut |command| {
            ids.extend(command.get_arguments().map(|argument| argument.get_id().to_string()));
        });
        for texts in &ARGUMENTS {
            let id = texts.id.rsplit('.').next().unwrap();
            assert!(ids.iter().any(|known| known == id), "{id}");
        }
    }

    #[test]
    fn the_command_is_well_formed() {
        for language in [Language::Zh, Language::En] {
            localise(Arguments::command(), language).debug_assert();
        }
    }
}
