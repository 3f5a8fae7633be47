#![no_main]

/// The least that makes a package a workbook.
const BASE: &[(&str, &str)] = &[
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
];

/// The first bytes of an old workbook, which is no zip package.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(OLE) {
        repconv_fuzz::read_with("xls", bytes);
    } else if bytes.starts_with(b"\n=== mimetype") {
        repconv_fuzz::read_with("ods", &repconv_fuzz::package(bytes, &[]));
    } else {
        repconv_fuzz::read_with("xlsx", &repconv_fuzz::package(bytes, BASE));
    }
});
