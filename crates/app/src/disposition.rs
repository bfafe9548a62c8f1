//! The header `Content-Disposition` of a file that is given out (RFC 6266): what browsers and
//! programs call it.

use std::fmt::Write;

use domain::file::File;

/// For a file that is kept, never shown.
pub fn download(file: &File) -> String {
    named("attachment", file)
}

/// For a page: pictures are shown, the rest is kept.
pub fn page(file: &File) -> String {
    named(
        if file.is_picture() {
            "inline"
        } else {
            "attachment"
        },
        file,
    )
}

/// The name as every program reads it, and as newer ones do.
fn named(kind: &str, file: &File) -> String {
    let plain = |c: char| match c {
        ' ' | '!' | '#'..='[' | ']'..='~' if c != '%' => c,
        _ => '_',
    };
    let plain: String = file.name.chars().map(plain).collect();
    format!(
        "{kind}; filename=\"{plain}\"; filename*=UTF-8''{}",
        percent(&file.name)
    )
}

/// RFC 8187: letters, digits and a few signs stay.
fn percent(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(byte.into());
            }
            // Writing into a string cannot fail.
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use domain::file::Fingerprint;

    use super::*;

    fn file(name: &str, media_type: &str) -> File {
        File {
            name: name.into(),
            size: 1,
            media_type: media_type.into(),
            sha256: Fingerprint([0; 32]),
        }
    }

    #[test]
    fn no_name_gets_out_of_its_quotes() {
        let said = page(&file("a\"; b\\%41\u{7}ż.html", "text/html"));
        let plain = "attachment; filename=\"a_; b__41__.html\"; ";
        assert_eq!(
            said,
            format!("{plain}filename*=UTF-8''a%22%3B%20b%5C%2541%07%C5%BC.html")
        );
    }

    #[test]
    fn pictures_are_shown_on_pages_only() {
        let picture = file("a.png", "image/png");
        assert!(page(&picture).starts_with("inline; "));
        assert!(download(&picture).starts_with("attachment; "));
        assert!(page(&file("a.svg", "image/svg+xml")).starts_with("attachment; "));
    }
}
