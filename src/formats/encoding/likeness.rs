//! How much like Chinese a text is: by it encodings are weighed against each other.

use std::sync::OnceLock;

use super::LOST;

/// How much like Chinese a decoded text is.
pub(super) fn likeness(text: &str) -> i64 {
    let frequent = frequent();
    text.chars()
        .filter(|c| !c.is_ascii())
        .map(|c| match c {
            LOST => -40,
            '\u{e000}'..='\u{f8ff}' => -20,
            c if frequent.has(c) => 6,
            _ => 0,
        })
        .sum()
}

/// Characters of the basic plane, a bit for each: every character of a text is looked up.
struct Set(Vec<u64>);

impl Set {
    fn has(&self, character: char) -> bool {
        let code = u32::from(character);
        self.0.get((code / 64) as usize).is_some_and(|bits| bits >> (code % 64) & 1 == 1)
    }
}

/// The frequent characters.
fn frequent() -> &'static Set {
    static SET: OnceLock<Set> = OnceLock::new();
    SET.get_or_init(|| {
        let mut bits = vec![0; 0x1_0000 / 64];
        for code in FREQUENT.chars().map(u32::from) {
            if let Some(bits) = bits.get_mut((code / 64) as usize) {
                *bits |= 1 << (code % 64);
            }
        }
        Set(bits)
    })
}

/// Characters frequent in official prose, simplified and traditional, with its punctuation.
const FREQUENT: &str = "的一是在不了有和人这中大为上个国以要时来用们生到作地于出分对成会可主发年动同工也能下过产\
    种面方后多定行学法所民得经十三之进等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本性应开合还因由其前外\
    政四日社事平形相全表间与关各重新内数正第无系情最立通并提程展五果员入常文总次式设及管特件长求基资路级统接将组计别期区强\
    决被处给保治规领七东导增受六共权收证改清单安场务具目至达议报类八名确科信节整元况集传群广记需结解问意建月公市县镇府机关\
    请复诉讼项维持纠他尚审未办予第万位，。、：；（）《》“”　這個國為時來們於對會發動過產後學經進電裡現實體製當從業應開還\
    與關無數線內條訊請處權務總結構則機關監督責規範項復訴訟縣區鎮審辦";
