//! What help says of each argument.

use repconv::model::language::Text;

/// Texts of one argument.
pub struct ArgumentText {
    /// Id of the argument; `show.encoding` where a command means something else by it.
    pub id: &'static str,
    /// The placeholder of the value; empty for a switch.
    pub value: Text,
    pub help: Text,
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
pub static ARGUMENTS: &[ArgumentText] = &[
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
        "输出格式，如 docx、odt、xlsx、csv、html、text、json",
        "Output format: docx, odt, xlsx, csv, html, text, json",
    ),
    switch("overwrite", "输出文件已存在时覆盖它", "Replace the output file if it exists"),
    switch("strict", "报告有错误时不写出文件", "Write nothing if the report has errors"),
    switch(
        "lossy",
        "有损失也写出：编码没有的字写成“?”，再读会不一致的也照写",
        "Write although something is lost: '?' for characters the encoding lacks, and what reads back otherwise",
    ),
    switch(
        "is_final",
        "输出 Word 或工作簿供报送：不带检查结果、存的原报告、批注、\n说明和网站的索引号、主题分类、发布日期等",
        "Write the document or workbook to be sent: without findings,\ncopy, notes and the metadata of a web site",
    ),
    switch(
        "values_only",
        "输出工作簿时合计写成数字，不写公式",
        "In a workbook write totals as numbers, not as formulas",
    ),
    switch("charts", "输出网页时附一张申请办理情况的图", "In a web page draw what became of the requests"),
    valued(
        "reference_doc",
        ("版式模板", "DOCX"),
        "输出 Word 时，页面、样式、页眉页脚取自这个 .docx",
        "Take page set-up, styles, headers and footers of Word\noutput from this .docx",
    ),
    valued(
        "template",
        ("网页模板", "HTML"),
        "输出网页时套用这个模板，正文写在 $body$ 处",
        "The page around HTML output, with $body$ for the report",
    ),
    valued(
        "set",
        ("位置=值", "PLACE=VALUE"),
        "模板里一个位置的值；可以写几次",
        "A value for a place of the template",
    ),
    valued(
        "layout",
        ("排法", "LAYOUT"),
        "文本里的表格：tabs（制表符，默认）、aligned（对齐）、\ncells（一格一行）",
        "Tables in text: tabs (default), aligned, cells (a cell\na line)",
    ),
    valued(
        "new.input",
        ("输出文件", "OUT"),
        "要写的空白表，按扩展名定格式",
        "The form to write, its extension telling the format",
    ),
    valued("org", ("单位", "BODY"), "填报单位的全称", "The body that reports"),
    valued("year", ("年度", "YEAR"), "报告年度，如 2026", "The year reported on, such as 2026"),
    valued(
        "new.previous",
        ("文件", "FILE"),
        "上一年的报告：填入上年结转，上年的数写在注里",
        "The report of the year before: its figures are carried\nover and noted",
    ),
    valued(
        "new.edition",
        ("年版", "EDITION"),
        "报告格式的年版：2021、2019、2014；默认按年度",
        "Edition of the form: 2021, 2019, 2014; default by year",
    ),
    valued(
        "from",
        ("格式", "FORMAT"),
        "输入格式；不给则看内容，再看扩展名",
        "Input format; by default detected by content, then extension",
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
    valued(
        "form",
        ("表样", "FORM"),
        "增加一个表样文件（.toml，见 docs/forms.md）或一份空表，\n或用代码指明是哪种报表（none 是没有表样的普通文档）；可以写几次，\n代码见 repconv forms",
        "Add the file of a form (.toml, see docs/forms.md) or a blank\nform, or say by its id which form it is (none: a document without a form);\nmay be given again",
    ),
    valued(
        "form.input",
        ("空表或表样", "FORM"),
        "一份空表（.xlsx、.xls、.ods、.docx、.html）或一个表样文件（.toml）",
        "A blank form (.xlsx, .xls, .ods, .docx, .html) or the file of a form (.toml)",
    ),
    valued(
        "form.output",
        ("文件", "FILE"),
        "写到哪里：.toml 是表样，.xlsx、.docx、.html 是空表；\n不给时把表样写到标准输出",
        "What to write: .toml is the form, .xlsx, .docx or .html its blank;\nwithout it the form goes to standard output",
    ),
    valued(
        "form.check",
        ("填好的表", "FILLED"),
        "按这个表样读一份填好的表，列出读到的每个数和位置",
        "Read a filled form, and list every value with its place",
    ),
    valued(
        "diff",
        ("另一个表样", "OTHER"),
        "说出两个表样的行、列、关系有哪些不同；有不同时退出状态为 1",
        "Say in which rows, columns and relations two forms differ; the exit status is 1 if they do",
    ),
    valued(
        "report",
        ("序号", "N"),
        "文件里有几份报告时，只读第几份；不给时转换读第一份，\n成批的命令全部读",
        "Of several reports in a file, read only this one; by\ndefault the first, and all by commands for many files",
    ),
    valued(
        "limit",
        ("名称=值", "NAME=VALUE"),
        "放宽或收紧一项上限，如 input=200M、time=5m；可以写几次，\n名称见 repconv --limit help",
        "Raise or lower a limit, such as input=200M, time=5m; may\nbe given again; '--limit help' lists them",
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
        "batch.files",
        ("文件、文件夹或压缩包", "IN"),
        "要转换的报告；文件夹连同里面的文件夹，zip 压缩包不必解开",
        "The reports to convert: files, folders with all in them,\nzip archives as they are",
    ),
    valued(
        "batch.output",
        ("文件夹", "DIR"),
        "写到这个文件夹，里面照输入的文件夹摆放",
        "The folder to write into, laid out as the inputs are",
    ),
    valued(
        "collect.files",
        ("文件、文件夹或压缩包", "IN"),
        "各单位的报告；文件夹连同里面的文件夹，zip 压缩包不必解开",
        "The reports of the bodies: files, folders with all in\nthem, zip archives as they are",
    ),
    valued(
        "collect.output",
        ("文件", "FILE"),
        "汇总写到这个文件：.xlsx（公式、明细、缺报、图表），\n.docx、.html、.txt（汇总表），.json（供程序用）",
        "Write to this file: .xlsx (formulas, every body, who is\nmissing, charts), .docx, .html, .txt (the tables of sums),\n.json (for programs)",
    ),
    valued(
        "collect.format",
        ("格式", "FORMAT"),
        "输出：xlsx、docx、html、text、json；默认按扩展名",
        "Output: xlsx, docx, html, text, json; default by extension",
    ),
    switch(
        "only_valid",
        "勾稽关系不平衡的报告不计入汇总，仍列在明细里",
        "Leave reports that don't balance out of the sums; they\nare still listed",
    ),
    valued("slips", ("文件夹", "DIR"), "另写各单位的修改通知单和催报名单", "Write slips for the bodies, too"),
    valued(
        "prefer",
        ("依据", "BY"),
        "一个单位不止一份时计入哪一份：newest（改动最晚的）、folder（在\n“补报”“更正”等文件夹的，或最后的文件夹）、name（文件名有“定稿”\n“更正”等字的）；默认先读到的",
        "Which of several reports of a body counts: newest (changed\nlast), folder (in one called 补报 or 更正, or the last),\nname (called 定稿 or 更正); default the first",
    ),
    valued(
        "collect.year",
        ("年度", "YEAR"),
        "汇总哪一年度；默认是多数报告的年度",
        "The year to sum up; default that of most reports",
    ),
    valued("collect.org", ("单位", "BODY"), "汇总单位，写在标题前", "The office that sums up, for the title"),
    valued("title", ("标题", "TITLE"), "汇总表的标题", "Title of the tables of sums"),
    valued(
        "collect.encoding",
        ("编码", "NAME"),
        "输入的编码；默认自动判断",
        "Encoding of the inputs; default auto",
    ),
    valued(
        "log",
        ("文件", "FILE"),
        "逐份记录（JSON 行）；默认是输出文件夹里的\nrepconv-batch.jsonl",
        "What became of each input, as JSON lines; default\nrepconv-batch.jsonl in the folder that is written to",
    ),
    switch(
        "resume",
        "接着上次做：已经做好、内容没有变的不再做",
        "Go on with an earlier run: skip what is done and unchanged",
    ),
    valued("jobs", ("个数", "N"), "同时用几个处理器，默认全部", "Processors to use, all by default"),
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
    valued("old", ("旧文件", "OLD"), "旧的报告；- 表示标准输入", "The old report; '-' is standard input"),
    valued("new", ("新文件", "NEW"), "新的报告；- 表示标准输入", "The new report; '-' is standard input"),
    valued(
        "diff.format",
        ("格式", "FORMAT"),
        "输出：text（默认）、html、xlsx、json",
        "Output: text (default), html, xlsx, json",
    ),
    valued(
        "diff.output",
        ("文件", "FILE"),
        "把结果写到文件，按扩展名定格式",
        "Write to this file, its extension telling the format",
    ),
    valued(
        "diff.encoding",
        ("编码", "NAME"),
        "输入的编码；默认自动判断",
        "Encoding of the input; default auto",
    ),
    switch("all", "相同的单元格和句子也列出", "List what is the same, too"),
    switch("exit_code", "有不同时退出状态为 1", "Exit with status 1 where they differ"),
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
        "把空格填成 0（总计、小计除外）；0 可以不写",
        "Fill blank cells with 0, but for totals; the 0 may be left out",
    ),
    switch("no_config", "不用 repconv.toml", "Use no repconv.toml"),
    valued("topic", ("命令", "COMMAND"), "哪个命令，如 check", "Which command, such as check"),
    valued("rule", ("规则", "RULE"), "规则的代码或名称，如 A001", "Code or name of a rule, such as A001"),
    valued(
        "check.encoding",
        ("编码", "NAME"),
        "输入的编码；默认自动判断",
        "Encoding of the input; default auto",
    ),
    valued(
        "dataset.files",
        ("文件或文件夹", "FILE"),
        "报告、装报告的文件夹或 zip，可以有几个",
        "Reports, or folders and zips of reports",
    ),
    valued(
        "dataset.output",
        ("输出", "OUT"),
        "主表，如 数据.parquet，其余各表写在旁边；以 / 结尾则\n写成按年度分开的文件夹",
        "The main table, such as data.parquet, the others beside\nit; with a '/' at its end, a folder partitioned by year",
    ),
    switch("wide", "一份报告一行，一格一列", "One report a row, one cell a column"),
    valued(
        "dataset.format",
        ("格式", "FORMAT"),
        "parquet（文件夹的默认）、csv、jsonl；默认看扩展名",
        "parquet (default of a folder), csv, jsonl; default by\nextension",
    ),
    valued(
        "dataset.encoding",
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
