//! Fields: what they show by themselves, where no text follows that shows it.

use super::walk::Walk;
use crate::readers::word::symbols::symbol;

/// A field that is open.
#[derive(Default)]
pub struct Field {
    pub instruction: String,
    form: Form,
}

/// The control of a form.
#[derive(Default)]
struct Form {
    /// What it holds: the number of an entry, or 1 for a ticked box.
    result: Option<i32>,
    default: Option<i32>,
    entries: Vec<String>,
}

impl Field {
    /// Takes a word of the control.
    pub fn set(&mut self, name: &str, number: Option<i32>) {
        match name {
            // 25 says that nothing was chosen.
            "ffres" => self.form.result = number.filter(|result| *result != 25),
            "ffdefres" => self.form.default = number,
            _ => {}
        }
    }

    pub fn start_entry(&mut self) {
        self.form.entries.push(String::new());
    }

    pub fn push_to_entry(&mut self, text: &str) {
        if let Some(entry) = self.form.entries.last_mut() {
            entry.push_str(text);
        }
    }
}

impl Walk<'_> {
    /// Ends the innermost field.
    pub(super) fn end_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        let mut words = field.instruction.split_whitespace();
        let chosen = field.form.result.or(field.form.default).unwrap_or(0);
        match words.next() {
            Some("FORMCHECKBOX") => self.put(if chosen == 1 { "☑" } else { "□" }),
            Some("FORMDROPDOWN") => {
                let entry = usize::try_from(chosen).ok().and_then(|at| field.form.entries.get(at).cloned());
                self.put(&entry.unwrap_or_default());
            }
            Some("SYMBOL") => {
                let code = words.next().and_then(code);
                let font = field.instruction.split('"').nth(1).unwrap_or_default();
                let found = code.and_then(|code| symbol(font, code));
                if found.is_none() {
                    self.skipped.symbols += 1;
                }
                self.put(found.unwrap_or('□').encode_utf8(&mut [0; 4]));
            }
            _ => {}
        }
    }
}

/// `254` or `0xFE`.
fn code(written: &str) -> Option<u32> {
    match written.strip_prefix("0x").or_else(|| written.strip_prefix("0X")) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => written.parse().ok(),
    }
}
