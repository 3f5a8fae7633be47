//! Radicals and compatibility ideographs to the characters they look like. Programs that make PDF files choose one of
//! the characters of a glyph, and often that one.

use unicode_normalization::UnicodeNormalization as _;

/// The character that a radical or compatibility ideograph is, as it is written in China today.
pub fn folded(character: char) -> Option<char> {
    match character {
        // The radical's own normal form is the traditional 戶.
        '\u{2f3e}' => Some('户'),
        '\u{2f00}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            let mut normal = std::iter::once(character).nfkc();
            let first = normal.next().filter(|first| *first != character)?;
            normal.next().is_none().then_some(first)
        }
        '\u{2e80}'..='\u{2ef3}' => {
            SUPPLEMENT.iter().find(|(radical, _)| *radical == character).map(|(_, ideograph)| *ideograph)
        }
        _ => None,
    }
}

/// Radicals of the supplement, which have no normal form but for two.
const SUPPLEMENT: [(char, char); 78] = [
    ('⺁', '厂'),
    ('⺃', '乚'),
    ('⺄', '乙'),
    ('⺅', '亻'),
    ('⺆', '冂'),
    ('⺉', '刂'),
    ('⺋', '㔾'),
    ('⺎', '兀'),
    ('⺏', '尣'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺔', '彑'),
    ('⺕', '彐'),
    ('⺖', '忄'),
    ('⺘', '扌'),
    ('⺙', '攵'),
    ('⺛', '旡'),
    ('⺝', '月'),
    ('⺞', '歺'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺡', '氵'),
    ('⺢', '氺'),
    ('⺣', '灬'),
    ('⺤', '爫'),
    ('⺦', '丬'),
    ('⺨', '犭'),
    ('⺩', '王'),
    ('⺬', '示'),
    ('⺭', '礻'),
    ('⺮', '竹'),
    ('⺯', '糹'),
    ('⺰', '纟'),
    ('⺳', '罒'),
    ('⺸', '羊'),
    ('⺹', '耂'),
    ('⺺', '肀'),
    ('⺼', '月'),
    ('⺾', '艹'),
    ('⻁', '虎'),
    ('⻂', '衤'),
    ('⻃', '覀'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻈', '讠'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻌', '辶'),
    ('⻏', '阝'),
    ('⻐', '钅'),
    ('⻑', '長'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻖', '阝'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻟', '飠'),
    ('⻠', '饣'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻯', '竜'),
    ('⻰', '龙'),
    ('⻳', '龟'),
    ('⻲', '亀'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_ideographs() {
        for (radicals, want) in [("⼀⾏⽅⺠⼾⻓⻋⻚", "一行方民户长车页"), ("\u{f90a}\u{fa0c}", "金兀")]
        {
            assert_eq!(radicals.chars().map(|c| folded(c).unwrap_or(c)).collect::<String>(), want);
        }
        assert!("一行，（）①Ａ1".chars().all(|character| folded(character).is_none()));
    }
}
