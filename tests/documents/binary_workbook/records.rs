//! Records as MS-XLSB describes them: a number, a length, fields.

/// The records of a part.
#[derive(Default)]
pub struct Records(pub Vec<u8>);

impl Records {
    pub fn put(&mut self, kind: u32, fields: &[u8]) {
        // Up to 2.3.1: seven bits a byte, the highest says that another follows.
        self.number(kind);
        self.number(u32::try_from(fields.len()).unwrap());
        self.0.extend(fields);
    }

    fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.0.push(number.to_le_bytes()[0] & 0x7f | 0x80);
            number >>= 7;
        }
        self.0.push(number.to_le_bytes()[0]);
    }
}

/// Fields one after the other.
#[derive(Clone, Default)]
pub struct Fields(pub Vec<u8>);

impl Fields {
    pub fn byte(mut self, value: u8) -> Self {
        self.0.push(value);
        self
    }

    pub fn u16(mut self, value: u32) -> Self {
        self.0.extend(u16::try_from(value).unwrap().to_le_bytes());
        self
    }

    pub fn u32(mut self, value: u32) -> Self {
        self.0.extend(value.to_le_bytes());
        self
    }

    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend(bytes);
        self
    }

    /// XLWideString.
    pub fn text(self, text: &str) -> Self {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut fields = self.u32(u32::try_from(units.len()).unwrap());
        fields.0.extend(units.into_iter().flat_map(u16::to_le_bytes));
        fields
    }

    /// XLNullableWideString.
    pub fn optional(self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(text),
            None => self.u32(u32::MAX),
        }
    }

    /// Rows and columns, from 0, of a reference such as `B2:D9` or `B2`.
    pub fn area(self, reference: &str) -> Self {
        let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
        let ((top, left), (bottom, right)) = (cell(first), cell(last));
        self.u32(top).u32(bottom).u32(left).u32(right)
    }
}

/// Row and column of a reference, from 0.
pub fn cell(reference: &str) -> (u32, u32) {
    let reference = reference.replace('$', "");
    let digits = reference.find(|c: char| c.is_ascii_digit()).unwrap();
    let (letters, row) = reference.split_at(digits);
    let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    (row.parse::<u32>().unwrap() - 1, column - 1)
}
