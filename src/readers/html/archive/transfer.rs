//! The transfer encodings of MIME: quoted-printable and base64 (RFC 2045). What is malformed is read as mail
//! programs read it: a loose `=` stays, a character outside the alphabet is passed over.

/// Decodes quoted-printable: `=E5`, and `=` at the end of a line for no line end.
pub(super) fn quoted_printable(encoded: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(encoded.len());
    for line in encoded.split_inclusive(|&byte| byte == b'\n') {
        let content = line.trim_ascii_end();
        let is_soft = content.ends_with(b"=");
        let mut rest = if is_soft { content.strip_suffix(b"=").unwrap_or(content) } else { line };
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            let escaped = match after {
                [high, low, ..] if byte == b'=' => hex(*high).zip(hex(*low)),
                _ => None,
            };
            match escaped {
                Some((high, low)) => {
                    decoded.push(high << 4 | low);
                    rest = after.get(2..).unwrap_or_default();
                }
                None => decoded.push(byte),
            }
        }
    }
    decoded
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Decodes base64 up to its padding.
pub(super) fn base64(encoded: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(encoded.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for &byte in encoded {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            decoded.extend(u8::try_from(bits >> held & 0xff));
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_is_decoded() {
        for (encoded, decoded) in [
            ("=E5=AE=BF 12=\r\n3\r\n", "宿 123\r\n"),
            ("a=3Db", "a=b"),
            ("=e5=ae=bf", "宿"),
            ("12= \n34", "1234"),
            ("x = y =zz =", "x = y =zz "),
            ("", ""),
        ] {
            assert_eq!(String::from_utf8_lossy(&quoted_printable(encoded.as_bytes())), decoded, "{encoded}");
        }
    }

    #[test]
    fn base64_is_decoded() {
        for (encoded, decoded) in [
            ("MTIz", "123"),
            ("MTI=", "12"),
            ("MQ==", "1"),
            ("MT\r\nIz\r\n", "123"),
            ("5a6/", "宿"),
            ("M", ""),
        ] {
            assert_eq!(String::from_utf8_lossy(&base64(encoded.as_bytes())), decoded, "{encoded}");
        }
    }
}
