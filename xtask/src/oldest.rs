//! What the oldest browser that the page is for can run: Chromium 86.

use std::error::Error;

use wasmparser::{Validator, WasmFeatures};

/// The compiler uses references to objects of JavaScript by default, which Chromium knows since 96: numbers do as well.
pub const FLAGS: &str = "-Ctarget-feature=-reference-types";
/// What its standard library, which is compiled already, lists all the same; the generator of the JavaScript side
/// follows this list.
const TOO_NEW: &[u8] = b"reference-types";
/// How a list of the features of a program says that one is used, and that one is not.
const USED: u8 = b'+';
const NOT_USED: u8 = b'-';

/// The program, without references to objects of JavaScript in the list of what it uses.
pub fn without_references(mut program: Vec<u8>) -> Vec<u8> {
    let length = u8::try_from(TOO_NEW.len()).unwrap_or_default();
    let listed = [&[USED, length], TOO_NEW].concat();
    let places: Vec<usize> =
        program.windows(listed.len()).enumerate().filter(|(_, at)| *at == listed).map(|(at, _)| at).collect();
    for place in places {
        if let Some(prefix) = program.get_mut(place) {
            *prefix = NOT_USED;
        }
    }
    program
}

/// Whether the oldest browser can run the program.
///
/// # Errors
/// The first instruction or type that it does not know.
pub fn check(program: &[u8]) -> Result<(), Box<dyn Error>> {
    // Chromium 74, 75, 74, 75, 85.
    let known = WasmFeatures::MUTABLE_GLOBAL
        | WasmFeatures::SATURATING_FLOAT_TO_INT
        | WasmFeatures::SIGN_EXTENSION
        | WasmFeatures::BULK_MEMORY
        | WasmFeatures::MULTI_VALUE
        | WasmFeatures::FLOATS;
    match Validator::new_with_features(known).validate_all(program) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("Chromium 86 cannot run the program: {error}").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_new_is_found() {
        const HEAD: &[u8] = b"\0asm\x01\0\0\0";
        assert!(check(HEAD).is_ok());
        // A table of references to objects.
        let table = [HEAD, &[4, 4, 1, 0x6f, 0, 1]].concat();
        assert!(check(&table).unwrap_err().to_string().contains("reference types"));
        let listed = b"target_features\x01+\x0freference-types".to_vec();
        assert_eq!(without_references(listed), b"target_features\x01-\x0freference-types");
    }
}
