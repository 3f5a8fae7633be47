//! Zip archives as people make them: names in UTF-8, or in GBK without a word of it, as Windows did.
//! Files are stored as they are.

/// How names are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    Utf8,
    Gbk,
}

/// An archive that is being filled.
#[derive(Debug)]
pub struct Archive {
    names: Names,
    files: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

/// Bit 11 of the flags: names are in UTF-8.
const UTF8_NAMES: u16 = 0x0800;
/// 20 January 2024, noon, as MS-DOS counts.
const DATE: u16 = 44 * 512 + 32 + 20;
const TIME: u16 = 12 << 11;

impl Archive {
    pub const fn new(names: Names) -> Self {
        Self { names, files: Vec::new(), directory: Vec::new(), count: 0 }
    }

    pub const fn count(&self) -> u16 {
        self.count
    }

    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        let (flags, name) = match self.names {
            Names::Utf8 => (UTF8_NAMES, name.as_bytes().to_vec()),
            Names::Gbk => (0, encoding_rs::GBK.encode(name).0.into_owned()),
        };
        let length = |bytes: &[u8]| u32::try_from(bytes.len()).expect("a small file").to_le_bytes();
        let mut common = Vec::new();
        for field in [20, flags, 0, TIME, DATE] {
            common.extend(u16::to_le_bytes(field));
        }
        common.extend(checksum(bytes).to_le_bytes());
        common.extend(length(bytes));
        common.extend(length(bytes));
        common.extend(u16::try_from(name.len()).expect("a short name").to_le_bytes());
        common.extend([0, 0]);
        let start = length(&self.files);
        self.files.extend(b"PK\x03\x04");
        self.files.extend(&common);
        self.files.extend(&name);
        self.files.extend(bytes);
        self.directory.extend(b"PK\x01\x02\x14\0");
        self.directory.extend(&common);
        self.directory.extend([0; 10]);
        self.directory.extend(start);
        self.directory.extend(&name);
        self.count += 1;
    }

    pub fn finish(mut self) -> Vec<u8> {
        let start = u32::try_from(self.files.len()).expect("a small archive");
        let length = u32::try_from(self.directory.len()).expect("a small directory");
        self.files.extend(self.directory);
        self.files.extend(b"PK\x05\x06\0\0\0\0");
        self.files.extend(self.count.to_le_bytes());
        self.files.extend(self.count.to_le_bytes());
        self.files.extend(length.to_le_bytes());
        self.files.extend(start.to_le_bytes());
        self.files.extend([0, 0]);
        self.files
    }
}

/// The checksum that zip wants (CRC-32).
fn checksum(bytes: &[u8]) -> u32 {
    static TABLE: std::sync::LazyLock<[u32; 256]> = std::sync::LazyLock::new(|| {
        std::array::from_fn(|index| {
            let mut entry = u32::try_from(index).expect("a byte");
            for _ in 0..8 {
                entry = if entry & 1 == 1 { (entry >> 1) ^ 0xedb8_8320 } else { entry >> 1 };
            }
            entry
        })
    });
    !bytes.iter().fold(u32::MAX, |sum, byte| (sum >> 8) ^ TABLE[usize::from(sum.to_le_bytes()[0] ^ byte)])
}
