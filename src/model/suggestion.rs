//! The known name that an unknown one was probably meant to be.

/// Characters of the longest name that is compared.
const LONGEST: usize = 64;
/// Number of names that are compared.
const MOST: usize = 1000;

/// The known name that needs the fewest changes to become `written`, if these are few for its length.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.chars().nth(LONGEST).is_some() {
        return None;
    }
    let near = known.into_iter().take(MOST).map(|name| (distance(written, name), name));
    let (changes, name) = near.min_by_key(|(changes, _)| *changes)?;
    (changes <= 1 + name.chars().count() / 4).then_some(name)
}

/// The number of characters to insert, delete or replace to make one text of the other (Levenshtein distance).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (from, above) in a.chars().zip(1..) {
        // `diagonal` is the cell above and to the left, `left` the one to the left.
        let (mut diagonal, mut left) = (above - 1, above);
        for (to, cell) in b.chars().zip(row.iter_mut().skip(1)) {
            let replaced = diagonal + usize::from(from != to);
            diagonal = *cell;
            left = replaced.min(left + 1).min(*cell + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_changes() {
        for (a, b, want) in
            [("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 2)]
        {
            assert_eq!(distance(a, b), want, "{a} {b}");
        }
    }

    #[test]
    fn a_misspelt_name_is_recognised_and_another_word_is_not() {
        let known = ["check", "collect", "ignore", "title"];
        for (written, want) in
            [("chek", Some("check")), ("ignor", Some("ignore")), ("titel", Some("title")), ("colour", None)]
        {
            assert_eq!(nearest(written, known), want, "{written}");
        }
        assert_eq!(nearest(&"check".repeat(20), known), None);
    }
}
