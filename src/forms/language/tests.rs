use super::*;

#[test]
fn the_files_are_the_statics() {
    for (text, form) in [
        (include_str!("../../../forms/disclosure-2014.toml"), &crate::forms::Y2014),
        (include_str!("../../../forms/disclosure-2019.toml"), &crate::forms::Y2019),
        (include_str!("../../../forms/disclosure-2021.toml"), &crate::forms::Y2021),
    ] {
        assert_eq!(&parse(text).unwrap(), form);
    }
}
