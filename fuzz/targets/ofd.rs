#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // Without them a change of a page is never read.
    let base = [
        ("OFD.xml", "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>"),
        (
            "D/Document.xml",
            "<Document><CommonData><PublicRes>R.xml</PublicRes><TemplatePage ID='9' BaseLoc='T.xml'/></CommonData>\
             <Pages><Page ID='1' BaseLoc='P.xml'/></Pages><Annotations>A.xml</Annotations></Document>",
        ),
        ("D/A.xml", "<Annotations><Page PageID='1'><FileLoc>N.xml</FileLoc></Page></Annotations>"),
    ];
    repconv_fuzz::read_with("ofd", &repconv_fuzz::package(bytes, &base));
});
