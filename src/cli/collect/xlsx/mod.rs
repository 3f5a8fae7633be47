//! stub
use super::Collection;
pub fn render(_: &Collection) -> Result<Vec<u8>, crate::error::Error> { Ok(Vec::new()) }
