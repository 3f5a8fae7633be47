//! Headers and footers of the pages of a sheet, in the codes of Excel: `&L左&C单位：元&R第 &P 页`.

use crate::model::text;

/// The lines of a header or footer, without fonts and fields.
pub fn lines(codes: &str) -> Vec<String> {
    let mut shown = String::new();
    let mut rest = codes;
    while let Some((before, after)) = rest.split_once('&') {
        shown.push_str(before);
        let Some(code) = after.chars().next() else { return cleaned(&shown) };
        let tail = after.get(code.len_utf8()..).unwrap_or_default();
        rest = match code {
            '&' => {
                shown.push('&');
                tail
            }
            // Left, middle and right.
            'L' | 'C' | 'R' | 'l' | 'c' | 'r' => {
                shown.push('\n');
                tail
            }
            '"' => tail.split_once('"').map_or("", |(_, after)| after),
            // A colour: six hexadecimal digits, or a theme with a tint.
            'K' | 'k' => tail.get(6..).unwrap_or_default(),
            _ if code.is_ascii_digit() => after.trim_start_matches(|c: char| c.is_ascii_digit()),
            _ => tail,
        };
    }
    shown.push_str(rest);
    cleaned(&shown)
}

fn cleaned(shown: &str) -> Vec<String> {
    shown.lines().map(text::clean).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_no_text() {
        for (codes, want) in [
            ("&L青溪县&C单位：元&R第 &P 页，共 &N 页", &["青溪县", "单位：元", "第  页，共  页"][..]),
            ("&C&\"宋体,常规\"&14 2023年度", &["2023年度"]),
            ("&C&KFF0000单位：元", &["单位：元"]),
            ("&K01+022A&&B", &["A&B"]),
            ("&P/&N", &["/"]),
            ("&", &[]),
            ("&\"未完", &[]),
            ("&K一二", &[]),
        ] {
            assert_eq!(lines(codes), want, "{codes}");
        }
    }
}
