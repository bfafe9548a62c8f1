//! Hashes of tokens and invites as part of an address: not secret, and long enough to name one.

use std::fmt::Write;

use app::accounts::TokenHash;

/// 64 digits.
pub(crate) fn token_hex(token: TokenHash) -> String {
    token.0.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The hash that these digits are, if they are one.
pub(crate) fn token_hash(text: &str) -> Option<TokenHash> {
    let mut hash = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(TokenHash(hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_come_back_as_the_hash() {
        let hash = TokenHash([0xa5; 32]);
        assert_eq!(token_hash(&token_hex(hash)), Some(hash));
        for wrong in ["", "a5", &"g".repeat(64), &"é".repeat(32)] {
            assert_eq!(token_hash(wrong), None, "{wrong}");
        }
    }
}
