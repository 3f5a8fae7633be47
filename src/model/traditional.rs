//! Traditional characters of the words by which reports are recognised, and the simplified ones for them.
//!
//! Reports in traditional characters are recognised by the same labels, headings and titles; their text stays
//! as it is. Only characters with one reading are here: those of the words in `forms`, `recognise`, `prose` and
//! `validate`, without the ones that texts in simplified characters use too (著, 乾, 覆).

use std::sync::OnceLock;

/// Traditional characters in the order of their code points.
const TRADITIONAL: [&str; 8] = [
    "並亂佈佔併來侷係俬個們倫備傢傳價億內兩別刪則劃動務匯區協卻參員問單嚴囌國圍圖團埰",
    "執報場壓壞壽夠學寀實審寫將專對導屆屬幷幹幾廢廳張強彆彔彙後徑從復態應懸捲掃採換損",
    "擊據擬敎敗數斷於旂時暫書會朮査條業榦構標樣機檢檯欄權決沒況洩減測準滙濟瀏為無熱爭",
    "爲狀獲現產産畫當發眞眾確碼礙祕稱穩穫筆箇範糰糾約納級組結絡給統經綫維網線編緻縣縮",
    "總織繫繳繼續纍罰羣習聞職臺與舉舘華萬蔘蘇處號衆術衕衛裏補裡製複覈見規覽訂計訓記訟",
    "訪設許訴註評詞詢試該誌認誤說説談請諮識議護讀變負財責費資質購踰車較輯輿轉辦迴這進",
    "過達遷還郵鄉銷錄錯録錶鍵鎭鎮鏈長門閉開間閤閱閲闆關陽隊際隱隻電韆頁頂項順預領頭題",
    "額顛類顯颱餘館駁駐體髮麫點黨齣",
];

/// The simplified character for each of [`TRADITIONAL`].
const SIMPLIFIED: [&str; 8] = [
    "并乱布占并来局系私个们伦备家传价亿内两别删则划动务汇区协却参员问单严苏国围图团采",
    "执报场压坏寿够学采实审写将专对导届属并干几废厅张强别录汇后径从复态应悬卷扫采换损",
    "击据拟教败数断于旗时暂书会术查条业干构标样机检台栏权决没况泄减测准汇济浏为无热争",
    "为状获现产产画当发真众确码碍秘称稳获笔个范团纠约纳级组结络给统经线维网线编致县缩",
    "总织系缴继续累罚群习闻职台与举馆华万参苏处号众术同卫里补里制复核见规览订计训记讼",
    "访设许诉注评词询试该志认误说说谈请咨识议护读变负财责费资质购逾车较辑舆转办回这进",
    "过达迁还邮乡销录错录表键镇镇链长门闭开间合阅阅板关阳队际隐只电千页顶项顺预领头题",
    "额颠类显台余馆驳驻体发面点党出",
];

/// The block of ideographs that the table covers.
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// Bits of a word.
const BITS: usize = u64::BITS as usize;
/// Words of the set.
const WORDS: usize = (LAST - FIRST) as usize / BITS + 1;

/// A bit for each traditional ideograph: `is_traditional` is asked of every character of a document.
static IS_TRADITIONAL: [u64; WORDS] = bits();

#[allow(
    clippy::indexing_slicing,
    reason = "evaluated when the program is built: an index out of range does not compile"
)]
const fn bits() -> [u64; WORDS] {
    let mut bits = [0; WORDS];
    let mut line = 0;
    while line < TRADITIONAL.len() {
        let bytes = TRADITIONAL[line].as_bytes();
        let mut at = 0;
        // Ideographs have three bytes in UTF-8.
        while at < bytes.len() {
            let [first, second, third] = [bytes[at] as usize, bytes[at + 1] as usize, bytes[at + 2] as usize];
            let ideograph = (first & 0x0f) << 12 | (second & 0x3f) << 6 | third & 0x3f;
            let position = ideograph - FIRST as usize;
            bits[position / BITS] |= 1 << (position % BITS);
            at += 3;
        }
        line += 1;
    }
    bits
}

/// The traditional characters and their simplified forms, in the order of the code points.
fn pairs() -> &'static [(char, char)] {
    static PAIRS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let characters = |lines: &'static [&'static str]| lines.iter().flat_map(|line| line.chars());
        characters(&TRADITIONAL).zip(characters(&SIMPLIFIED)).collect()
    })
}

/// Whether a character has a simplified form here.
#[inline]
pub(super) fn is_traditional(character: char) -> bool {
    let position = u32::from(character).wrapping_sub(FIRST) as usize;
    IS_TRADITIONAL.get(position / BITS).is_some_and(|word| word >> (position % BITS) & 1 == 1)
}

/// The simplified form of a character; the character itself where it has none here.
#[must_use]
pub fn simplified(character: char) -> char {
    if !is_traditional(character) {
        return character;
    }
    let at = pairs().binary_search_by_key(&character, |(traditional, _)| *traditional);
    at.ok().and_then(|at| pairs().get(at)).map_or(character, |(_, simplified)| *simplified)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_traditional_character_has_a_simplified_one() {
        let count = |lines: &[&str]| lines.iter().map(|line| line.chars().count()).sum::<usize>();
        assert_eq!(count(&TRADITIONAL), count(&SIMPLIFIED));
        assert!(TRADITIONAL.iter().flat_map(|line| line.chars()).is_sorted(), "a binary search finds them");
        for (traditional, want) in [('國', '国'), ('開', '开'), ('為', '为'), ('国', '国'), ('a', 'a')]
        {
            assert_eq!(simplified(traditional), want, "{traditional}");
        }
        let again = SIMPLIFIED.iter().flat_map(|line| line.chars()).find(|c| simplified(*c) != *c);
        assert_eq!(again, None, "a simplified character is not replaced again");
    }
}
