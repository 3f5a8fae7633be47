//! What help says of each command, and the examples.

use repconv::model::language::Text;

/// Texts of one command: what it does, and how it is called.
pub struct CommandText {
    pub name: &'static str,
    pub about: Text,
    pub usage: Text,
}

pub static COMMANDS: &[CommandText] = &[
    CommandText {
        name: "repconv",
        about: Text::new(
            "读取、检查、转换政府信息公开工作年度报告；没有表样的普通文档也能转换",
            "Reads, validates and converts yearly reports on government information disclosure, and documents without a form",
        ),
        usage: Text::new(
            "repconv [选项] <输入文件> <输出文件>\n      repconv <输入文件>\n      repconv <命令>",
            "repconv [OPTIONS] <IN> <OUT>\n       repconv <IN>\n       repconv <COMMAND>",
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
        name: "batch",
        about: Text::new(
            "转换文件夹、压缩包里的许多报告，输出照原来的文件夹摆放",
            "Convert all reports of folders and archives into a folder like theirs",
        ),
        usage: Text::new(
            "repconv batch [选项] --to <格式> -o <文件夹> <文件、文件夹或压缩包>...",
            "repconv batch [OPTIONS] --to <FORMAT> -o <DIR> <IN>...",
        ),
    },
    CommandText {
        name: "diff",
        about: Text::new(
            "比较两份报告（两个年度，或同一份的两种格式）有哪些不同",
            "Compare two reports: two years, or one in two formats",
        ),
        usage: Text::new("repconv diff [选项] <旧文件> <新文件>", "repconv diff [OPTIONS] <OLD> <NEW>"),
    },
    CommandText {
        name: "collect",
        about: Text::new(
            "汇总各单位的报告：合计、明细、缺报与重报",
            "Sum up the reports of many bodies, and say who is missing",
        ),
        usage: Text::new(
            "repconv collect [选项] <文件、文件夹或压缩包>... -o <汇总.xlsx>",
            "repconv collect [OPTIONS] <IN>... -o <FILE>",
        ),
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
        name: "new",
        about: Text::new("写一份空白的报告供填写", "Write a blank form to fill in"),
        usage: Text::new(
            "repconv new --org <单位> --year <年度> [选项] <输出文件>",
            "repconv new --org <BODY> --year <YEAR> [OPTIONS] <OUT>",
        ),
    },
    CommandText {
        name: "dataset",
        about: Text::new("把许多报告做成供研究用的数据表", "Make tables for research of many reports"),
        usage: Text::new(
            "repconv dataset [选项] <文件或文件夹>... -o <输出>",
            "repconv dataset [OPTIONS] <FILE>... -o <OUT>",
        ),
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
        name: "form",
        about: Text::new(
            "由空表推导表样，由表样写空表；看一份填好的表怎样读，两个表样有何不同",
            "Derive a form from a blank one, write the blank of a form, try it, compare two",
        ),
        usage: Text::new(
            "repconv form [选项] <空表或表样> [-o <文件>]\n      repconv form <空表或表样> --check <填好的表>\n      repconv form <表样> --diff <另一个表样>",
            "repconv form [OPTIONS] <BLANK OR FORM> [-o <FILE>]\n       repconv form <FORM> --check <FILLED>\n       repconv form <FORM> --diff <OTHER>",
        ),
    },
    CommandText {
        name: "forms",
        about: Text::new("列出认识的表样", "List the forms that are known"),
        usage: Text::new("repconv forms [--form <文件>]", "repconv forms [--form <FILE>]"),
    },
    CommandText {
        name: "help",
        about: Text::new("显示帮助，或一个命令的帮助", "Print help, or the help of a command"),
        usage: Text::new("repconv help [命令]", "repconv help [COMMAND]"),
    },
    CommandText {
        name: "page",
        about: Text::new(
            "写出网页版 repconv.html，供不能装程序的电脑用",
            "Write the page repconv.html, for computers where nothing may be installed",
        ),
        usage: Text::new("repconv page [-o <文件>]", "repconv page [-o <FILE>]"),
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

pub const EXAMPLES: Text = Text::new(
    "\
例子：
  repconv 年报.docx                      看看是什么、有什么问题
  repconv 年报.docx 年报.xlsx            Word 转 Excel
  repconv 年报.txt 年报.html             编码自动判断
  repconv 年报.xlsx 年报.txt --encoding utf-8
  repconv - - -t json < 年报.docx        标准输入到标准输出
  repconv show 年报.docx                 看看读到了什么

发现的问题写到标准错误。文件名恰好是命令名时写成 ./show。
退出状态：0 完成；1 完成，但报告有错误（加 --strict 时不写出）；
2 没有做成，或者有的文件读不了（别的照样做完）。",
    "\
Examples:
  repconv report.docx                    see what it is and what is wrong
  repconv report.docx report.xlsx        Word to Excel
  repconv report.txt report.html         the encoding is detected
  repconv report.xlsx report.txt --encoding utf-8
  repconv - - -t json < report.docx      standard input to standard output
  repconv show report.docx               see what is understood

Findings go to standard error. A file named like a command is given as ./show.
Exit status: 0 done; 1 done, but the report has errors (nothing is written with
--strict); 2 not done, or some of the files could not be read (the others are).",
);
