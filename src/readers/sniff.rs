//! Telling formats by their content.

use crate::formats::Match;
use crate::language::Message;

pub fn docx(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn xlsx(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn xls(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn ods(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn html(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn json(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn text(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn doc(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn odt(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn rtf(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn pdf(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn ofd(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn appearance(_bytes: &[u8]) -> Option<Message> {
    None
}
