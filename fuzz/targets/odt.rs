#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // A whole document in one XML file, or the parts of a package.
    if bytes.starts_with(b"<") {
        repconv_fuzz::read_with("odt", bytes);
    } else {
        repconv_fuzz::read_with("odt", &repconv_fuzz::package(bytes, &[]));
    }
});
