//! Bytes into text: UTF-8 with or without a mark, and UTF-16. Other encodings
//! are not guessed: a wrong guess spoils names without a word.

use std::borrow::Cow;

use serde::Serialize;

/// How a file's text is written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-16, the lower byte first.
    #[serde(rename = "UTF-16LE")]
    Utf16Le,
    /// UTF-16, the higher byte first.
    #[serde(rename = "UTF-16BE")]
    Utf16Be,
}

/// The place where a text breaks off.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Broken {
    /// What can be read before it.
    pub(super) before: String,
    /// The byte that belongs to no character.
    pub(super) byte: u8,
    /// Where in the file it stands, counted from 0.
    pub(super) at: usize,
    /// What the file was read as.
    pub(super) encoding: Encoding,
}

/// The text of a file, without the mark that may stand before it.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), Broken> {
    let (encoding, mark) = detect(bytes);
    let rest = &bytes[mark..];
    let text = match encoding {
        Encoding::Utf8 => match std::str::from_utf8(rest) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => Err(broken_utf8(rest, mark, error.valid_up_to())),
        },
        Encoding::Utf16Le => utf16(rest, mark, encoding, u16::from_le_bytes).map(Cow::Owned),
        Encoding::Utf16Be => utf16(rest, mark, encoding, u16::from_be_bytes).map(Cow::Owned),
    };
    text.map(|text| (text, encoding))
}

/// The encoding, and how long its mark is. UTF-16 without a mark shows itself
/// by a zero beside each of the first letters.
fn detect(bytes: &[u8]) -> (Encoding, usize) {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8, 3),
        [0xff, 0xfe, ..] => (Encoding::Utf16Le, 2),
        [0xfe, 0xff, ..] => (Encoding::Utf16Be, 2),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => (Encoding::Utf16Le, 0),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => (Encoding::Utf16Be, 0),
        _ => (Encoding::Utf8, 0),
    }
}

fn broken_utf8(rest: &[u8], mark: usize, valid: usize) -> Broken {
    Broken {
        before: String::from_utf8_lossy(&rest[..valid]).into_owned(),
        byte: rest.get(valid).copied().unwrap_or_default(),
        at: mark + valid,
        encoding: Encoding::Utf8,
    }
}

fn utf16(
    rest: &[u8],
    mark: usize,
    encoding: Encoding,
    unit: fn([u8; 2]) -> u16,
) -> Result<String, Broken> {
    let (pairs, odd) = rest.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    let mut read = 0;
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match character {
            Ok(character) => {
                text.push(character);
                read += 2 * character.len_utf16();
            }
            Err(_) => break,
        }
    }
    match rest.get(read) {
        None => Ok(text),
        // One byte too many at the end is no character, but no loss either
        // when it is a line end cut in half.
        Some(b'\n' | b'\r' | 0) if read == pairs.len() * 2 && odd.len() == 1 => Ok(text),
        Some(byte) => Err(Broken {
            before: text,
            byte: *byte,
            at: mark + read,
            encoding,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_bytes(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn marks_are_taken_off_and_utf16_is_read() {
        let text = "Titel,\u{e4}\u{1f600}";
        let marked = format!("\u{feff}{text}");
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (marked.as_bytes().to_vec(), Encoding::Utf8),
            (utf16_bytes(&marked, u16::to_le_bytes), Encoding::Utf16Le),
            (utf16_bytes(&marked, u16::to_be_bytes), Encoding::Utf16Be),
            (utf16_bytes(text, u16::to_le_bytes), Encoding::Utf16Le),
            (utf16_bytes(text, u16::to_be_bytes), Encoding::Utf16Be),
        ] {
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.0.as_ref(), decoded.1), (text, encoding));
        }
    }

    #[test]
    fn what_breaks_is_named_with_its_place() {
        let broken = decode(b"\xef\xbb\xbfab\xe9,").unwrap_err();
        assert_eq!(
            (broken.before.as_str(), broken.byte, broken.at),
            ("ab", 0xe9, 5)
        );
        let lone = [0xff, 0xfe, b'a', 0, 0x00, 0xd8, b'b', 0];
        let broken = decode(&lone).unwrap_err();
        assert_eq!((broken.before.as_str(), broken.at), ("a", 4));
        let odd = [0xfe, 0xff, 0, b'a', b'b'];
        assert_eq!(decode(&odd).unwrap_err().at, 4);
    }
}
