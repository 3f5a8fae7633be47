#![no_main]

use std::sync::Once;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    static HOOK: Once = Once::new();
    HOOK.call_once(pass_over_the_interpreter);
    repconv_fuzz::read_with("pdf", bytes);
});

/// The reader makes errors of the panics of the PDF interpreter; only those of repconv count.
fn pass_over_the_interpreter() {
    let abort = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|place| place.file().contains("hayro")) {
            abort(panic);
        }
    }));
}
