//! Lists: how their levels are numbered, written as Word 2003 XML, which has the same numbers of formats.

use super::formatted::counted_string;
use super::markup::Markup;
use crate::model::error::Result;
use crate::model::limits::Limits;
use crate::readers::compound::{u16_at, u32_at};

const LIST_BYTES: usize = 28;
const FORMAT_BYTES: usize = 16;
const LEVEL_BYTES: usize = 28;
const LEVELS: usize = 9;

/// Writes the lists of a document as `w:lists`. `levels` follows the table of lists.
pub fn write(lists: &[u8], levels: &[u8], formats: &[u8], limits: &Limits, out: &mut Markup) -> Result<()> {
    out.open("lists");
    let mut ids = Vec::new();
    let mut rest = levels;
    let count = u16_at(lists, 0).map_or(0, usize::from);
    limits.check_entries(count)?;
    let entries = lists.get(2..).unwrap_or_default().chunks_exact(LIST_BYTES);
    for (number, list) in entries.take(count).enumerate() {
        let is_simple = list.get(26).is_some_and(|flags| flags & 1 == 1);
        let mut definition = Markup::default();
        let mut is_whole = true;
        for level in 0..if is_simple { 1 } else { LEVELS } {
            match write_level(level, rest, &mut definition) {
                Some(after) => rest = after,
                None => is_whole = false,
            }
        }
        // Of a list that is cut off nothing is known: its paragraphs are said to be unnumbered.
        if !is_whole {
            break;
        }
        ids.push(u32_at(list, 0).unwrap_or(0));
        out.open_with("listDef", &[("listDefId", &number.to_string())]);
        out.append(&definition.finish());
        out.close("listDef");
    }
    write_formats(formats, &ids, limits, out)?;
    out.close("lists");
    Ok(())
}

fn write_formats(formats: &[u8], ids: &[u32], limits: &Limits, out: &mut Markup) -> Result<()> {
    let count = u32_at(formats, 0).unwrap_or(0) as usize;
    limits.check_entries(count)?;
    let Some((entries, mut rest)) =
        formats.get(4..).and_then(|rest| rest.split_at_checked(count * FORMAT_BYTES))
    else {
        return Ok(());
    };
    for (number, format) in (1_u32..).zip(entries.chunks_exact(FORMAT_BYTES)) {
        let count = format.get(12).copied().unwrap_or(0);
        let mut changes = Markup::default();
        // Before the changes are four bytes of no meaning.
        rest = rest.get(4..).unwrap_or_default();
        for _ in 0..count {
            let Some(after) = write_change(rest, &mut changes) else { return Ok(()) };
            rest = after;
        }
        let list = u32_at(format, 0).unwrap_or(0);
        let Some(list) = ids.iter().position(|id| *id == list) else { continue };
        out.open_with("list", &[("ilfo", &number.to_string())]);
        out.value("ilst", &list.to_string());
        out.append(&changes.finish());
        out.close("list");
    }
    Ok(())
}

/// Writes a change of a level; what follows it.
fn write_change<'a>(bytes: &'a [u8], out: &mut Markup) -> Option<&'a [u8]> {
    let (start, flags) = (u32_at(bytes, 0)?, u32_at(bytes, 4)?);
    let (level, changes_start, changes_format) = (flags & 0xf, flags & 0x10 != 0, flags & 0x20 != 0);
    let mut rest = bytes.get(8..)?;
    out.open_with("lvlOverride", &[("ilvl", &level.to_string())]);
    let format_start = rest;
    let mut definition = Markup::default();
    if changes_format {
        rest = write_level(level as usize, rest, &mut definition)?;
    }
    if changes_start {
        let start = if changes_format { u32_at(format_start, 0)? } else { start };
        out.value("startOverride", &start.to_string());
    }
    out.append(&definition.finish());
    out.close("lvlOverride");
    Some(rest)
}

/// Writes a level; what follows it.
fn write_level<'a>(level: usize, bytes: &'a [u8], out: &mut Markup) -> Option<&'a [u8]> {
    let (head, rest) = bytes.split_at_checked(LEVEL_BYTES)?;
    let &[format, flags] = head.get(4..6)? else { return None };
    let &[separator] = head.get(15..16)? else { return None };
    let &[characters, paragraph, restart] = head.get(24..27)? else { return None };
    let rest = rest.get(usize::from(characters) + usize::from(paragraph)..)?;
    let (text, rest) = counted_string(rest)?;
    out.open_with("lvl", &[("ilvl", &level.to_string())]);
    out.value("start", &u32_at(head, 0)?.to_string());
    out.value("nfc", &format.to_string());
    let mut shown = String::new();
    for character in text.chars() {
        // The place of the number of a level.
        match u32::from(character) {
            at @ 0..=8 => shown.extend(['%', char::from_digit(at + 1, 10).unwrap_or('1')]),
            _ => shown.push(character),
        }
    }
    out.value("lvlText", &shown);
    if separator == 2 {
        out.value("suff", "Nothing");
    }
    if flags & 4 != 0 {
        out.empty("isLgl", &[]);
    }
    if flags & 8 != 0 {
        out.value("lvlRestart", &restart.to_string());
    }
    out.close("lvl");
    Some(rest)
}
