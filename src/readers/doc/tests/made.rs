//! Makes documents out of pieces, byte by byte, as programs that are not at hand write them.

const SECTOR: usize = 512;
/// Where the first piece is in the main stream.
const TEXT: usize = 2048;
/// Where the pages of properties are: they come before the text.
const CHARACTER_PAGE: usize = 1024;
const PARAGRAPH_PAGE: usize = 1536;
/// The first place of a structure in the block at the start.
const PARTS: usize = 154;

/// A document to be made.
#[derive(Default)]
pub struct Made {
    /// In the order of the document.
    pub pieces: Vec<Piece>,
    pub language: u16,
    pub flags: u16,
    /// The modifiers of characters: places in the main stream from the start of its text, and lists.
    pub characters: Vec<(usize, Vec<u8>)>,
    /// The same for paragraphs; the number of the style comes first.
    pub paragraphs: Vec<(usize, Vec<u8>)>,
    /// Structures in the stream of tables, by their numbers.
    pub parts: Vec<(usize, Vec<u8>)>,
}

#[derive(Clone)]
pub struct Piece {
    pub bytes: Vec<u8>,
    pub is_wide: bool,
    /// Where it is, from the start of the text.
    pub at: usize,
    pub modifier: u16,
}

pub fn wide(text: &str, at: usize) -> Piece {
    let bytes = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    Piece { bytes, is_wide: true, at, modifier: 0 }
}

pub fn narrow(bytes: &[u8], at: usize) -> Piece {
    Piece { bytes: bytes.to_vec(), is_wide: false, at, modifier: 0 }
}

impl Made {
    /// One piece of text in which nothing is said of its properties.
    pub fn of(text: &str) -> Self {
        Self { pieces: vec![wide(text, 0)], ..Self::default() }
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        let (main, tables) = self.streams();
        compound(&[("WordDocument", main), ("0Table", tables)])
    }

    fn streams(&self) -> (Vec<u8>, Vec<u8>) {
        let end = self.pieces.iter().map(|piece| piece.at + piece.bytes.len()).max().unwrap_or(0);
        let mut main = vec![0; TEXT + end];
        let mut tables = Vec::new();
        let mut put = |main: &mut Vec<u8>, number: usize, part: &[u8]| {
            set_long(main, PARTS + 8 * number, tables.len());
            set_long(main, PARTS + 8 * number + 4, part.len());
            tables.extend_from_slice(part);
        };
        for piece in &self.pieces {
            main[TEXT + piece.at..][..piece.bytes.len()].copy_from_slice(&piece.bytes);
        }
        main[..12].copy_from_slice(&[0xec, 0xa5, 0xc1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        main[6..8].copy_from_slice(&self.language.to_le_bytes());
        main[10..12].copy_from_slice(&self.flags.to_le_bytes());
        (main[32], main[62], main[152]) = (14, 22, 93);
        let length: usize = self.pieces.iter().map(Piece::characters).sum();
        set_long(&mut main, 76, length);
        put(&mut main, 33, &self.piece_table());
        for (number, part) in &self.parts {
            put(&mut main, *number, part);
        }
        let page = page(&self.characters, end, 1, |list| {
            [vec![u8::try_from(list.len()).expect("short")], list].concat()
        });
        main[CHARACTER_PAGE..PARAGRAPH_PAGE].copy_from_slice(&page);
        put(&mut main, 12, &page_table(end, CHARACTER_PAGE));
        let page = page_of_paragraphs(&self.paragraphs, end);
        main[PARAGRAPH_PAGE..TEXT].copy_from_slice(&page);
        put(&mut main, 13, &page_table(end, PARAGRAPH_PAGE));
        (main, tables)
    }

    fn piece_table(&self) -> Vec<u8> {
        let mut places = vec![0_u32];
        let mut entries = Vec::new();
        for piece in &self.pieces {
            let length = u32::try_from(piece.characters()).expect("short");
            places.push(places.last().expect("one") + length);
            let at = u32::try_from(TEXT + piece.at).expect("short");
            let packed = if piece.is_wide { at } else { (2 * at) | 0x4000_0000 };
            entries
                .extend([[0, 0].as_slice(), &packed.to_le_bytes(), &piece.modifier.to_le_bytes()].concat());
        }
        let places = places.into_iter().flat_map(u32::to_le_bytes);
        let table: Vec<u8> = places.chain(entries).collect();
        let mut part = vec![2];
        part.extend(u32::try_from(table.len()).expect("short").to_le_bytes());
        part.extend(table);
        part
    }
}

impl Piece {
    fn characters(&self) -> usize {
        if self.is_wide { self.bytes.len() / 2 } else { self.bytes.len() }
    }
}

fn page_of_paragraphs(runs: &[(usize, Vec<u8>)], end: usize) -> Vec<u8> {
    page(runs, end, 13, |mut list| {
        if list.len() % 2 == 0 {
            list.push(0);
        }
        [vec![u8::try_from(list.len().div_ceil(2)).expect("short")], list].concat()
    })
}

/// A page of properties over all of the text.
fn page(
    runs: &[(usize, Vec<u8>)],
    end: usize,
    entry_bytes: usize,
    pack: impl Fn(Vec<u8>) -> Vec<u8>,
) -> Vec<u8> {
    let mut page = vec![0; SECTOR];
    page[511] = u8::try_from(runs.len()).expect("short");
    let mut free = 510;
    for (number, (start, list)) in runs.iter().enumerate() {
        set_long(&mut page, 4 * number, TEXT + start);
        let packed = pack(list.clone());
        free = (free - packed.len()) & !1;
        page[free..][..packed.len()].copy_from_slice(&packed);
        page[4 * (runs.len() + 1) + number * entry_bytes] = u8::try_from(free / 2).expect("short");
    }
    set_long(&mut page, 4 * runs.len(), TEXT + end);
    page
}

fn page_table(end: usize, page: usize) -> Vec<u8> {
    let numbers = [TEXT, TEXT + end, page / SECTOR];
    numbers.iter().flat_map(|number| u32::try_from(*number).expect("short").to_le_bytes()).collect()
}

fn set_long(bytes: &mut [u8], at: usize, value: usize) {
    bytes[at..at + 4].copy_from_slice(&u32::try_from(value).expect("short").to_le_bytes());
}

/// A compound file; short streams are made long, so that there are no streams of mini sectors.
pub fn compound(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    const END: u32 = 0xffff_fffe;
    const FREE: usize = 0xffff_ffff;
    let mut table = vec![0xffff_fffd, END];
    let mut directory = entry("Root Entry", 5, [FREE, FREE, 1], END as usize, 0);
    let mut content = Vec::new();
    for (number, (name, stream)) in streams.iter().enumerate() {
        let mut stream = stream.clone();
        stream.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
        let right = if number + 1 < streams.len() { number + 2 } else { FREE };
        directory.extend(entry(name, 2, [FREE, right, FREE], table.len(), stream.len()));
        let sectors = u32::try_from(stream.len() / SECTOR).expect("short");
        let first = u32::try_from(table.len()).expect("short");
        table.extend((1..sectors).map(|sector| first + sector).chain([END]));
        content.extend(stream);
    }
    directory.resize(SECTOR, 0);
    table.resize(SECTOR / 4, u32::MAX);
    let mut head = vec![0; SECTOR];
    head[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    (head[26], head[28], head[29], head[30], head[32]) = (3, 0xfe, 0xff, 9, 6);
    set_long(&mut head, 44, 1);
    set_long(&mut head, 48, 1);
    set_long(&mut head, 56, 4096);
    set_long(&mut head, 60, END as usize);
    set_long(&mut head, 68, END as usize);
    head[76..].fill(0xff);
    set_long(&mut head, 76, 0);
    let table = table.into_iter().flat_map(u32::to_le_bytes);
    head.into_iter().chain(table).chain(directory).chain(content).collect()
}

fn entry(name: &str, kind: u8, near: [usize; 3], start: usize, size: usize) -> Vec<u8> {
    let mut entry = vec![0; 128];
    for (at, unit) in name.encode_utf16().enumerate() {
        entry[2 * at..2 * at + 2].copy_from_slice(&unit.to_le_bytes());
    }
    entry[64] = u8::try_from(2 * name.len() + 2).expect("short");
    entry[66] = kind;
    for (at, near) in [68, 72, 76].into_iter().zip(near) {
        set_long(&mut entry, at, near);
    }
    set_long(&mut entry, 116, start);
    set_long(&mut entry, 120, size);
    entry
}
