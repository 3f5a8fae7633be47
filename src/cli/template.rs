//! The page around HTML output (`--template`): read in its encoding, and checked before anything is written.

use super::Fault;
use super::arguments::WritingArguments;
use super::usage::UsageError;
use std::collections::BTreeSet;

use repconv::batch::file;
use repconv::formats::{Format, FormatOption, WriteOptions};
use repconv::model::language::{Message, Text};
use repconv::model::limits::Limits;
use repconv::model::suggestion::nearest;
use repconv::session::{self, PAGE_PLACES, PLACES_OF_WRITER, PagePlace, SITE};

/// The place that a page must have.
const BODY: &str = "body";

/// Loads the page and the values for its places into the writing options.
pub fn load(
    arguments: &WritingArguments,
    output: &Format,
    limits: &Limits,
    options: &mut WriteOptions,
) -> Result<(), Fault> {
    let Some(path) = arguments.template.as_deref() else {
        return if arguments.set.is_empty() { Ok(()) } else { Err(without_page().into()) };
    };
    if !output.uses(FormatOption::Template) {
        return Err(UsageError::new(
            Message::new("--template 只用于输出网页", "--template is for writing web pages only"),
            Message::new("请输出 .html，或去掉这个选项", "write .html, or leave the option out"),
        )
        .into());
    }
    options.page_values = values(&arguments.set)?;
    let page = file::read_text(path, limits.input_bytes).map_err(|error| Fault::of_file(path, error))?;
    let names: Vec<&str> = options.page_values.iter().map(|(name, _)| name.as_str()).collect();
    let faults = check(&page, &names);
    if !faults.is_empty() {
        return Err(of_page(&faults, &file::shown_name(path)).into());
    }
    options.template = Some(in_utf8(&page));
    Ok(())
}

/// Warnings about the places of a page that stayed empty.
pub fn empty_places(empty: &[String], output: &str) -> impl Iterator<Item = Message> {
    const CHART: &str = "chart";
    let (charts, properties): (Vec<&str>, Vec<&str>) =
        empty.iter().map(String::as_str).partition(|place| *place == CHART);
    let list = |form: fn(&str) -> String, and: &str| {
        properties.iter().map(|name| form(name)).collect::<Vec<_>>().join(and)
    };
    let places = |and| list(|name| format!("${name}$"), and);
    let options = list(|name| format!("--set {name}=…"), " ");
    let missing = (!properties.is_empty()).then(|| {
        Message::new(
            format!("提醒：{output}：模板里的 {} 是空的，报告里没有写；请加 {options}", places("、")),
            format!(
                "warning: {output}: the report has nothing for {} of the page; add {options}",
                places(", ")
            ),
        )
    });
    let chart = charts.first().map(|_| {
        Message::new(
            format!("提醒：{output}：模板里的 $chart$ 处没有图，因为申请办理情况的数不全或者读不准"),
            format!(
                "warning: {output}: there is no chart at $chart$: figures of the requests are not certain"
            ),
        )
    });
    missing.into_iter().chain(chart)
}

fn without_page() -> UsageError {
    UsageError::new(
        Message::new("--set 只与 --template 一起用", "--set goes with --template"),
        Message::new(
            "用 --template 指明网页模板，或去掉 --set",
            "name a page with --template, or leave --set out",
        ),
    )
}

/// The values of `--set PLACE=VALUE`.
fn values(given: &[String]) -> Result<Vec<(String, String)>, UsageError> {
    let value = |written: &String| match written.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.to_owned())),
        _ => Err(UsageError::value("--set", written, "SiteName=青溪县人民政府网, ColumnName=年度报告")),
    };
    given.iter().map(value).collect()
}

/// What is wrong with a page, on which lines, and what to do about it.
#[derive(Debug)]
struct PageFault {
    lines: Vec<usize>,
    what: Message,
    hint: Message,
}

impl PageFault {
    /// What is wrong and where, in both languages.
    fn what(&self, name: &str) -> Message {
        let numbers =
            |word: fn(&usize) -> String, and| self.lines.iter().map(word).collect::<Vec<_>>().join(and);
        let zh = numbers(|line| format!("第 {line} 行"), "和");
        let en = numbers(|line| format!("line {line}"), " and ");
        let [zh, en] = [zh, en].map(|lines| if lines.is_empty() { lines } else { format!(" {lines}") });
        Message::new(format!("{name}{zh}：{}", self.what.zh), format!("{name}{en}: {}", self.what.en))
    }
}

/// All that is wrong with the page of this name: one with its advice below it, several in a list, each with its advice.
fn of_page(faults: &[PageFault], name: &str) -> UsageError {
    if let [fault] = faults {
        return UsageError::new(fault.what(name), fault.hint.clone());
    }
    let count = faults.len();
    let detail = |fault: &PageFault| {
        let Message { zh, en } = fault.what("");
        let [zh, en] = [zh, en].map(|what| what.trim_start_matches(['：', ':', ' ']).to_owned());
        Message::new(format!("{zh}。{}", fault.hint.zh), format!("{en}; {}", fault.hint.en))
    };
    UsageError::Several {
        message: Message::new(
            format!("{name} 有 {count} 处要改"),
            format!("{name} has {count} things to mend"),
        ),
        details: faults.iter().map(detail).collect(),
        hint: Text::new("照上面各条改好再来", "mend them all and try again"),
    }
}

/// A page must have one place for the report, a value for each place and a place for each value. In the order of the lines
/// of the page; a name that is only written wrong is one fault, not one of the place and one of the value.
fn check(page: &str, given: &[&str]) -> Vec<PageFault> {
    let places = session::places(page);
    let is_in_other_case = |name: &str| given.iter().any(|given| is_other_case(given, name));
    let mut seen = BTreeSet::new();
    let met = places.iter().filter(|place| seen.insert(place.name) && !is_in_other_case(place.name));
    let mut faults: Vec<PageFault> = met.filter_map(|place| check_place(place, given)).collect();
    faults.extend(given.iter().filter_map(|name| check_value(name, &places)));
    let bodies: Vec<usize> =
        places.iter().filter(|place| place.name == BODY).map(|place| place.line).collect();
    match &*bodies {
        [_] => {}
        // The misspelt place is the fault.
        [] if places.iter().any(|place| meant(place.name, PAGE_PLACES.into_iter()) == Some(BODY)) => {}
        [] => faults.push(without_body(page)),
        _ => faults.push(PageFault {
            lines: bodies,
            what: Message::new(
                "有 $body$，报告会出现不止一次",
                "has $body$, and the report would be there more than once",
            ),
            hint: Message::new("只留一处 $body$", "leave one $body$"),
        }),
    }
    faults
}

/// Whether two names differ in their case alone.
fn is_other_case(one: &str, other: &str) -> bool {
    one != other && one.eq_ignore_ascii_case(other)
}

fn without_body(page: &str) -> PageFault {
    let opened = page.lines().position(|line| line.to_ascii_lowercase().contains("<body"));
    let (zh, en) = opened.map_or_else(Default::default, |at| {
        (format!("在第 {} 行的 <body> 之后", at + 1), format!(" below <body> on line {}", at + 1))
    });
    PageFault {
        lines: Vec::new(),
        what: Message::new("里面没有写报告正文的地方 $body$", "it has no place $body$ for the report"),
        hint: Message::new(format!("{zh}写上 $body$"), format!("write $body$ where the report belongs{en}")),
    }
}

/// A place must have a value, and must not be nearly one that has.
fn check_place(place: &PagePlace<'_>, given: &[&str]) -> Option<PageFault> {
    let PagePlace { name, line } = *place;
    if given.contains(&name) {
        return None;
    }
    if SITE.contains(&name) {
        return Some(PageFault {
            lines: vec![line],
            what: Message::new(format!("${name}$ 没有值"), format!("${name}$ has no value")),
            hint: Message::new(format!("请加 --set {name}=…"), format!("add --set {name}=…")),
        });
    }
    if PAGE_PLACES.contains(&name) {
        return None;
    }
    let known = || PAGE_PLACES.into_iter().chain(given.iter().copied());
    let meant = meant(name, known())?;
    Some(PageFault {
        lines: vec![line],
        what: Message::new(format!("没有 ${name}$ 这个位置"), format!("there is no place ${name}$")),
        hint: Message::new(
            format!("是不是 ${meant}$？大小写也要一样"),
            format!("did you mean ${meant}$? Case counts"),
        ),
    })
}

/// A value that is given must be shown.
fn check_value(name: &str, places: &[PagePlace<'_>]) -> Option<PageFault> {
    let fault = |what, hint| Some(PageFault { lines: Vec::new(), what, hint });
    if PLACES_OF_WRITER.contains(&name) {
        return fault(
            Message::new(
                format!("${name}$ 由程序填写，不能用 --set 给"),
                format!("${name}$ is filled in by the program and takes no --set"),
            ),
            Message::new(format!("去掉 --set {name}=…"), format!("leave --set {name}=… out")),
        );
    }
    if places.iter().any(|place| place.name == name) {
        return None;
    }
    let what = Message::new(
        format!("里面没有 ${name}$ 这个位置，--set {name}=… 用不上"),
        format!("it has no place ${name}$ for --set {name}=…"),
    );
    let meant = meant(name, places.iter().map(|place| place.name));
    let place = meant.and_then(|meant| places.iter().find(|place| place.name == meant));
    fault(
        what,
        match place {
            Some(PagePlace { name, line }) => Message::new(
                format!("是不是第 {line} 行的 ${name}$？那就写成 --set {name}=…，大小写也要一样"),
                format!("did you mean ${name}$ on line {line}? Then write --set {name}=…; case counts"),
            ),
            None => Message::new(
                format!("在模板里写上 ${name}$，或去掉这个 --set"),
                format!("write ${name}$ in the page, or leave this --set out"),
            ),
        },
    )
}

/// The name that was meant: the same in another case, else the nearest.
fn meant<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    known.clone().find(|other| other.eq_ignore_ascii_case(name)).or_else(|| nearest(name, known))
}

/// The page with `utf-8` where it names another encoding for itself: in a `meta` or in its XML declaration. Scripts and
/// forms name those of others.
fn in_utf8(page: &str) -> String {
    /// Characters from the beginning in which browsers look for the encoding.
    const HEAD: usize = 4096;
    const TAGS: [(&str, &str); 2] = [("<meta", "charset"), ("<?xml", "encoding")];
    let mut end = page.len().min(HEAD);
    while !page.is_char_boundary(end) {
        end -= 1;
    }
    let (head, rest) = page.split_at_checked(end).unwrap_or((page, ""));
    let tag = |tag: &str| {
        let starts = |name: &&(&str, &str)| tag.to_ascii_lowercase().starts_with(name.0);
        let attribute = TAGS.iter().find(starts).map(|(_, attribute)| *attribute);
        attribute.map_or_else(|| tag.to_owned(), |attribute| with_utf8(tag, attribute))
    };
    let changed: String = head
        .split_inclusive('>')
        .map(|part| {
            let (before, last) = part.split_at_checked(part.rfind('<').unwrap_or(0)).unwrap_or(("", part));
            format!("{before}{}", tag(last))
        })
        .collect();
    changed + rest
}

/// A tag with `utf-8` for the value after this name.
fn with_utf8(tag: &str, name: &str) -> String {
    let is_label = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    let mut changed = String::with_capacity(tag.len());
    let mut left = tag;
    while let Some(at) = left.to_ascii_lowercase().find(name) {
        let (before, after) = left.split_at_checked(at + name.len()).unwrap_or((left, ""));
        changed.push_str(before);
        let value =
            after.trim_start().strip_prefix('=').map(|value| value.trim_start_matches([' ', '"', '\'']));
        left = after;
        if let Some(value) = value {
            let label_end = value.find(|c| !is_label(c)).unwrap_or(value.len());
            let mark = after.len() - value.len();
            changed.push_str(after.get(..mark).unwrap_or_default());
            changed.push_str("utf-8");
            left = value.get(label_end..).unwrap_or_default();
        }
    }
    changed + left
}

#[cfg(test)]
mod tests {
    use super::*;
    use repconv::model::language::Language;

    #[test]
    fn the_declared_encoding_becomes_that_of_the_output() {
        for (page, want) in [
            ("<meta charset=gb2312>", "<meta charset=utf-8>"),
            ("<META CHARSET = \"GBK\" />市", "<META CHARSET = \"utf-8\" />市"),
            (
                "<meta http-equiv=Content-Type content='text/html; charset=gb2312'><p>charset</p>",
                "<meta http-equiv=Content-Type content='text/html; charset=utf-8'><p>charset</p>",
            ),
            ("<meta charset=\"utf-8\">", "<meta charset=\"utf-8\">"),
            ("<p>无</p>", "<p>无</p>"),
            (
                "<?xml version=\"1.0\" encoding=\"gb2312\"?><html><meta charset=gb2312>",
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><html><meta charset=utf-8>",
            ),
            (
                "<script charset=gbk src=a.js></script><form accept-charset=gbk>",
                "<script charset=gbk src=a.js></script><form accept-charset=gbk>",
            ),
        ] {
            assert_eq!(in_utf8(page), want);
        }
    }

    #[test]
    fn a_misspelt_place_is_reported_and_other_dollars_are_not() {
        assert!(check("<h1>$title$</h1>$body$ costs 5$ or $6 $(x) $element$", &[]).is_empty());
        assert!(check("$SiteName$ $Nav$ $body$", &["SiteName", "Nav"]).is_empty());
        for (page, given, want) in [
            ("$titel$ $body$", "", "站.html 第 1 行：没有 $titel$ 这个位置｜是不是 $title$？大小写也要一样"),
            (
                "\n$Pubdate$ $body$",
                "",
                "站.html 第 2 行：没有 $Pubdate$ 这个位置｜是不是 $PubDate$？大小写也要一样",
            ),
            ("<body>\n\n$BODY$", "", "站.html 第 3 行：没有 $BODY$ 这个位置｜是不是 $body$？大小写也要一样"),
            ("$title$", "", "站.html：里面没有写报告正文的地方 $body$｜写上 $body$"),
            (
                "<html>\n<BODY class=a>\n$title$",
                "",
                "站.html：里面没有写报告正文的地方 $body$｜在第 2 行的 <body> 之后写上 $body$",
            ),
            (
                "$body$\n$body$",
                "",
                "站.html 第 1 行和第 2 行：有 $body$，报告会出现不止一次｜只留一处 $body$",
            ),
            ("$body$\n$SiteName$", "", "站.html 第 2 行：$SiteName$ 没有值｜请加 --set SiteName=…"),
            (
                "$body$",
                "ColumnName",
                "站.html：里面没有 $ColumnName$ 这个位置，--set ColumnName=… 用不上｜\
                 在模板里写上 $ColumnName$，或去掉这个 --set",
            ),
            (
                "$body$\n$Navigation$",
                "navigation",
                "站.html：里面没有 $navigation$ 这个位置，--set navigation=… 用不上｜\
                 是不是第 2 行的 $Navigation$？那就写成 --set Navigation=…，大小写也要一样",
            ),
            (
                "$body$\n$PubDate$",
                "PubDat",
                "站.html：里面没有 $PubDat$ 这个位置，--set PubDat=… 用不上｜\
                 是不是第 2 行的 $PubDate$？那就写成 --set PubDate=…，大小写也要一样",
            ),
            (
                "$body$\n$ColumnName$",
                "columnname",
                "站.html：里面没有 $columnname$ 这个位置，--set columnname=… 用不上｜\
                 是不是第 2 行的 $ColumnName$？那就写成 --set ColumnName=…，大小写也要一样",
            ),
        ] {
            let given: Vec<&str> = given.split_terminator(',').collect();
            let error = of_page(&check(page, &given), "站.html");
            let lines = [vec![error.message(Language::Zh).to_owned()], error.details(Language::Zh)].concat();
            let said = format!("{}｜{}", lines.join("\n"), error.hint(None, Language::Zh));
            assert_eq!(said, want);
        }
    }

    #[test]
    fn all_mistakes_are_said_at_once() {
        let page = "$titel$\n$body$ $SiteName$\n$body$ $SiteName$";
        let error = of_page(&check(page, &["ColumnName"]), "站.html");
        assert_eq!(error.message(Language::Zh), "站.html 有 4 处要改");
        assert_eq!(
            error.details(Language::Zh),
            [
                "第 1 行：没有 $titel$ 这个位置。是不是 $title$？大小写也要一样",
                "第 2 行：$SiteName$ 没有值。请加 --set SiteName=…",
                "里面没有 $ColumnName$ 这个位置，--set ColumnName=… 用不上。\
                 在模板里写上 $ColumnName$，或去掉这个 --set",
                "第 2 行和第 3 行：有 $body$，报告会出现不止一次。只留一处 $body$",
            ]
        );
    }
}
