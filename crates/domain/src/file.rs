//! A file as the record knows it: its name, its size, what sort of file its bytes
//! make it, and their fingerprint. The bytes themselves lie beside the log, under
//! that fingerprint.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::text;

/// Bytes of one file.
pub const MAX_SIZE: u64 = 25_000_000;
/// Bytes of all files that a product has ever been given; the same bytes count once.
pub const MAX_STORED: u64 = 1_000_000_000;
/// Bytes of them that came from one person who is only a stakeholder: a quarter, so that nobody
/// whom the team only asked to look in uses all of them up.
pub const MAX_SHARE: u64 = MAX_STORED / 4;
/// Files on one item.
pub const MAX_FILES: usize = 100;
/// Characters of a file's name.
pub const MAX_NAME: usize = 255;

/// The media types that browsers show as a picture, and that hold no script.
pub const PICTURES: [&str; 5] = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
];

/// The SHA-256 of a file's bytes, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(pub [u8; 32]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is no fingerprint.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a SHA-256 has 64 hexadecimal digits")]
pub struct NoFingerprint;

impl FromStr for Fingerprint {
    type Err = NoFingerprint;

    fn from_str(text: &str) -> Result<Fingerprint, NoFingerprint> {
        let digits = text.as_bytes();
        if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(NoFingerprint);
        }
        let mut bytes = [0; 32];
        for (byte, two) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let two = std::str::from_utf8(two).map_err(|_| NoFingerprint)?;
            *byte = u8::from_str_radix(two, 16).map_err(|_| NoFingerprint)?;
        }
        Ok(Fingerprint(bytes))
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = NoFingerprint;

    fn try_from(text: String) -> Result<Fingerprint, NoFingerprint> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> String {
        fingerprint.to_string()
    }
}

/// A file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct File {
    /// Its name, without folders.
    pub name: Arc<str>,
    /// How many bytes it has.
    pub size: u64,
    /// What sort of file it is, judged by its bytes.
    pub media_type: Arc<str>,
    /// What its bytes are found by.
    pub sha256: Fingerprint,
}

impl File {
    /// Whether a browser may show it; everything else is only ever downloaded.
    pub fn is_picture(&self) -> bool {
        PICTURES.contains(&&*self.media_type)
    }
}

/// All files whose bytes are kept for a product: those on its items, and those that were
/// taken away, because they may come back.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Stored {
    /// Their sizes in bytes.
    pub files: OrdMap<Fingerprint, u64>,
    /// What they add up to.
    pub bytes: u64,
    /// What of that came from whom; the same bytes are those of whoever came first.
    pub by_person: OrdMap<PersonId, u64>,
}

impl Stored {
    pub(crate) fn take(&mut self, file: &File, by: Option<PersonId>) {
        if self.files.insert(file.sha256, file.size).is_some() {
            return;
        }
        self.bytes = self.bytes.saturating_add(file.size);
        if let Some(person) = by {
            let own = self.of(person).saturating_add(file.size);
            self.by_person.insert(person, own);
        }
    }

    /// How many bytes came from this person.
    pub fn of(&self, person: PersonId) -> u64 {
        self.by_person.get(&person).copied().unwrap_or_default()
    }
}

/// A file's name as it may stand on a page and on a disk: without folders, line breaks,
/// control characters and those that turn the direction of writing round.
///
/// # Errors
/// [`Refusal::TextMissing`] or [`Refusal::TextTooLong`].
pub fn name(text: &str) -> Result<Arc<str>, Refusal> {
    let field = "file name";
    let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !turns(*c)).collect();
    let name = text::one_line(&plain);
    match name.chars().count() {
        _ if name.chars().all(|c| c == '.') => Err(Refusal::TextMissing { field }),
        length if length > MAX_NAME => Err(Refusal::TextTooLong {
            field,
            length,
            limit: MAX_NAME,
        }),
        _ => Ok(name.into()),
    }
}

/// Invisible characters that make `gpj.exe` read as `exe.jpg`.
fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A number of bytes as people read it: "812 bytes", "3.4 MB".
pub fn size_in_words(bytes: u64) -> String {
    let tenths = |unit: u64| {
        let tenths = bytes.saturating_mul(10) / unit;
        match tenths {
            100.. => text::thousands((tenths / 10) as usize),
            _ => format!("{}.{}", tenths / 10, tenths % 10),
        }
    };
    match bytes {
        0..1_000 => text::counted(bytes as usize, "byte"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_folders_and_nothing_that_deceives() {
        for (typed, kept) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\ana\\shot.png", "shot.png"),
            ("a\r\nSet-Cookie: x\0.txt", "a Set-Cookie: x .txt"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("photo\u{61c}gpj.exe", "photogpj.exe"),
            ("zażółć ✓.pdf", "zażółć ✓.pdf"),
        ] {
            assert_eq!(&*name(typed).unwrap(), kept);
        }
        for nothing in ["", "  ", "..", "a/", "\u{202e}"] {
            assert!(matches!(name(nothing), Err(Refusal::TextMissing { .. })));
        }
        let long = "ä".repeat(10_000);
        assert!(matches!(
            name(&long),
            Err(Refusal::TextTooLong { length: 10_000, .. })
        ));
    }

    #[test]
    fn a_fingerprint_is_read_as_it_is_written() {
        let some = Fingerprint(std::array::from_fn(|at| at as u8 * 7));
        assert_eq!(some.to_string().parse(), Ok(some));
        for wrong in ["", "ab", &"g".repeat(64), &"+1".repeat(32), &"ä".repeat(32)] {
            assert_eq!(wrong.parse::<Fingerprint>(), Err(NoFingerprint));
        }
    }

    #[test]
    fn sizes_can_be_read() {
        let sizes = [1, 999, 1_500, 812_400, 3_449_999, 25_000_000, 1_000_000_000];
        let read = sizes.map(size_in_words);
        let expected = [
            "1 byte",
            "999 bytes",
            "1.5 kB",
            "812 kB",
            "3.4 MB",
            "25 MB",
            "1.0 GB",
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn only_pictures_without_script_are_shown() {
        let shown = |media_type: &str| {
            File {
                name: "a".into(),
                size: 1,
                media_type: media_type.into(),
                sha256: Fingerprint([0; 32]),
            }
            .is_picture()
        };
        assert!(shown("image/png") && shown("image/avif"));
        for never in [
            "image/svg+xml",
            "text/html",
            "application/pdf",
            "image/tiff",
        ] {
            assert!(!shown(never), "{never}");
        }
    }
}
