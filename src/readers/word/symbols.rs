//! The characters meant by `w:sym`: what a symbol font shows for a code.
//!
//! Only what occurs in official documents: ticks and boxes, circled figures, arrows, the signs and Greek
//! letters of the Symbol font. The codes are those of the fonts, with or without Word's F000 before them.

/// The character that a font shows for a code; `None` where it is not known here.
pub fn symbol(font: &str, code: u32) -> Option<char> {
    let low = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    match font.to_lowercase().as_str() {
        "wingdings" => wingdings(low),
        "wingdings 2" => wingdings_2(low),
        "symbol" => greek_and_signs(low),
        "webdings" | "wingdings 3" => None,
        // Any other font shows the character of the code, unless it is private.
        _ => char::from_u32(code).filter(|c| !matches!(c, '\u{e000}'..='\u{f8ff}')),
    }
}

fn wingdings(code: u32) -> Option<char> {
    Some(match code {
        0x6c => '●',
        0x6d => '❍',
        0x6e => '■',
        0x6f | 0xa8 => '□',
        0x71 => '❑',
        0x75 => '◆',
        0x76 => '❖',
        0x80 => '⓪',
        0x81..=0x8a => char::from_u32(0x2460 + code - 0x81)?,
        0x8b => '⓿',
        0x8c..=0x95 => char::from_u32(0x2776 + code - 0x8c)?,
        0x9f | 0x9e => '•',
        0xa1 => '○',
        0xa7 => '▪',
        0xab => '★',
        0xd8 => '➢',
        0xdf | 0xe7 => '←',
        0xe0 | 0xe8 => '→',
        0xe1 | 0xe9 => '↑',
        0xe2 | 0xea => '↓',
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        _ => return None,
    })
}

fn wingdings_2(code: u32) -> Option<char> {
    Some(match code {
        0x4f => '✗',
        0x50 => '✓',
        0x51 | 0x53 => '☒',
        0x52 => '☑',
        0x97 | 0x98 => '●',
        0xa2 => '■',
        0xa3 => '□',
        _ => return None,
    })
}

fn greek_and_signs(code: u32) -> Option<char> {
    const UPPER: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const LOWER: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    Some(match code {
        0x41..=0x5a => UPPER.chars().nth(code as usize - 0x41)?,
        0x61..=0x7a => LOWER.chars().nth(code as usize - 0x61)?,
        0x20 | 0x23 | 0x25 | 0x26 | 0x28 | 0x29 | 0x2b | 0x2c | 0x2e..=0x3f => char::from_u32(code)?,
        0x2d => '−',
        0xa3 => '≤',
        0xa5 => '∞',
        0xab => '↔',
        0xac => '←',
        0xad => '↑',
        0xae => '→',
        0xaf => '↓',
        0xb0 => '°',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xb8 => '÷',
        0xb9 => '≠',
        0xbb => '≈',
        0xbc => '…',
        0xd6 => '√',
        0xd7 => '⋅',
        0xe5 => '∑',
        _ => return None,
    })
}
