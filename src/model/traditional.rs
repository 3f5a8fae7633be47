//! Traditional characters of the words by which reports are recognised, and the simplified ones for them.
//!
//! Reports in traditional characters are recognised by the same labels, headings and titles; their text stays
//! as it is. Only characters with one reading are here: those of the words in `forms`, `recognise`, `prose` and
//! `validate`, without the ones that texts in simplified characters use too (著, 乾, 覆).

use std::sync::OnceLock;

/// Traditional characters in the order of their code points.
const TRADITIONAL: [&str; 8] = [
    "並亂佈佔併來侷係俬個們倫備傢傳價億償內兩別刪則劃動務匯區協卻參員問單嚴囌國圍園圖",
    "團埰執報場壓壞壽夠學寀實審寫將專對導屆屬幷幹幾庫廢廳張強彆彔彙後徑從復徵態應懸戶",
    "捲掃採換損擊據擬敎敗數斷於旂時暫書會朮査條業榦構標樣機檔檢檯欄權歴歷決沒況洩減測",
    "準滙濟瀏為無熱爭爲狀獲現環產産畢畫當發監眞眾確碼礙祕稱穩穫筆箇範簡糰糾約納級組結",
    "絡給統經綫維網線編緻縣縮總織繫繳繼續纍罰羣習聞聯職臺與舉舘華萬蔘蘇處號衆術衕衛裏",
    "補裡製複覈見規覽訂計訓記訟訪設許訴註評詞詢試話該誌認誤說説談請論諮證識議護讀變負",
    "財貨責費資賠質購踰車較載輯輿轄轉辦迴這進過達遞遷還郵鄉針銷錄錯録錶鍵鎭鎮鏈長門閉",
    "開間閤閱閲闆關陽隊際隱隻電韆頁頂項順預領頭題額顛類顯颱餘館駁駐體髮麫點黨齣",
];

/// The simplified character for each of [`TRADITIONAL`].
const SIMPLIFIED: [&str; 8] = [
    "并乱布占并来局系私个们伦备家传价亿偿内两别删则划动务汇区协却参员问单严苏国围园图",
    "团采执报场压坏寿够学采实审写将专对导届属并干几库废厅张强别录汇后径从复征态应悬户",
    "卷扫采换损击据拟教败数断于旗时暂书会术查条业干构标样机档检台栏权历历决没况泄减测",
    "准汇济浏为无热争为状获现环产产毕画当发监真众确码碍秘称稳获笔个范简团纠约纳级组结",
    "络给统经线维网线编致县缩总织系缴继续累罚群习闻联职台与举馆华万参苏处号众术同卫里",
    "补里制复核见规览订计训记讼访设许诉注评词询试话该志认误说说谈请论咨证识议护读变负",
    "财货责费资赔质购逾车较载辑舆辖转办回这进过达递迁还邮乡针销录错录表键镇镇链长门闭",
    "开间合阅阅板关阳队际隐只电千页顶项顺预领头题额颠类显台余馆驳驻体发面点党出",
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
        assert!(pairs().iter().all(|(before, after)| before.len_utf8() == after.len_utf8()));
        let again = SIMPLIFIED.iter().flat_map(|line| line.chars()).find(|c| simplified(*c) != *c);
        assert_eq!(again, None, "a simplified character is not replaced again");
    }
}
