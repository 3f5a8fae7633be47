//! Content controls and the fields of forms.

use crate::model::error::Result;
use crate::readers::xml::{Element, Xml};

/// Whether the content of the control whose `w:sdtPr` just started is its prompt.
pub fn shows_prompt(xml: &mut Xml<'_>) -> Result<bool> {
    let mut shows = false;
    while let Some(child) = xml.child()? {
        shows |= child.name() == "showingPlcHdr" && child.is_on();
        xml.skip()?;
    }
    Ok(shows)
}

/// What the `w:fldChar` just started shows by itself: a check box is ticked or not, a list has its choice.
/// The text of other fields follows as runs.
pub fn form_field(xml: &mut Xml<'_>) -> Result<Option<String>> {
    let mut shown = None;
    while let Some(child) = xml.child()? {
        if child.name() != "ffData" {
            xml.skip()?;
            continue;
        }
        while let Some(data) = xml.child()? {
            match data.name() {
                "checkBox" => shown = Some(check_box(xml)?),
                "ddList" => shown = choice(xml)?.or(shown),
                _ => xml.skip()?,
            }
        }
    }
    Ok(shown)
}

fn check_box(xml: &mut Xml<'_>) -> Result<String> {
    let (mut default, mut checked) = (false, None);
    while let Some(child) = xml.child()? {
        match child.name() {
            "default" => default = child.is_on(),
            "checked" => checked = Some(child.is_on()),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(if checked.unwrap_or(default) { "☑" } else { "□" }.to_owned())
}

fn choice(xml: &mut Xml<'_>) -> Result<Option<String>> {
    let (mut default, mut result, mut entries) = (None, None, Vec::new());
    let index = |child: &Element<'_>| usize::try_from(child.integer()?).ok();
    while let Some(child) = xml.child()? {
        match child.name() {
            "default" => default = index(&child),
            "result" => result = index(&child),
            "listEntry" => entries.push(child.value().unwrap_or_default()),
            _ => {}
        }
        xml.skip()?;
        xml.check_entries(entries.len())?;
    }
    let chosen = result.or(default).unwrap_or(0);
    Ok(entries.into_iter().nth(chosen))
}
