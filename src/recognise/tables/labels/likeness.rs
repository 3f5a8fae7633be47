//! How similar two labels are.

/// Characters of the longest words that are compared.
const LONGEST_WORDS: usize = 80;

/// The likeness of two words in percent: twice the longest common subsequence divided by the sum of both
/// lengths; 0 if it cannot reach `least`.
pub fn likeness(a: &str, b: &[char], least: usize) -> usize {
    let length = a.chars().count();
    if length == 0 || b.is_empty() || length > LONGEST_WORDS || b.len() > LONGEST_WORDS {
        return 0;
    }
    if 200 * length.min(b.len()) / (length + b.len()) < least {
        return 0;
    }
    let shared = a.chars().filter(|x| b.contains(x)).count();
    if 200 * shared.min(b.len()) / (length + b.len()) < least {
        return 0;
    }
    let mut best = vec![0_usize; b.len() + 1];
    for x in a.chars() {
        let mut diagonal = 0;
        let mut left = 0;
        for (y, slot) in b.iter().zip(best.iter_mut().skip(1)) {
            let above = *slot;
            *slot = if x == *y { diagonal + 1 } else { above.max(left) };
            diagonal = above;
            left = *slot;
        }
    }
    let common = best.last().copied().unwrap_or(0);
    200 * common / (length + b.len())
}
