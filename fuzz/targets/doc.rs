#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    repconv_fuzz::read_with("doc", bytes);
});
