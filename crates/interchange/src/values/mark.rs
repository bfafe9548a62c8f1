//! The mark that a line of a list begins with: a bullet, a number, a box. Lists that are pasted
//! and lists that are files are read alike.

/// A line without its mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unmarked<'a> {
    /// What the line says.
    pub text: &'a str,
    /// Whether its box is ticked.
    pub ticked: bool,
}

const BULLETS: [&str; 6] = ["- ", "* ", "+ ", "# ", "\u{2022} ", "\u{2013} "];

/// Takes `- `, `* `, `# `, `3. `, `3) ` and then `[ ] ` or `[x] ` from a line's beginning.
pub fn unmarked(line: &str) -> Unmarked<'_> {
    let line = line.trim();
    let bulleted = BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet));
    let line = bulleted.or(numbered(line)).unwrap_or(line).trim_start();
    let boxed = |mark: &str| line.strip_prefix(mark).map(str::trim_start);
    let ticked = boxed("[x] ").or(boxed("[X] "));
    Unmarked {
        text: ticked.or(boxed("[ ] ")).unwrap_or(line),
        ticked: ticked.is_some(),
    }
}

/// What stands after `3. ` or `3) `.
pub(super) fn numbered(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = (rest.len() < line.len()).then_some(rest)?;
    rest.strip_prefix(". ").or(rest.strip_prefix(") "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_lists_fall_away_and_words_stay() {
        for (line, text, ticked) in [
            ("- [ ] Pay by card", "Pay by card", false),
            ("- [x] Pay by hand", "Pay by hand", true),
            ("[X]  Pay late", "Pay late", true),
            ("  * Refund ", "Refund", false),
            ("+ Vouchers", "Vouchers", false),
            ("\u{2022} Coupons", "Coupons", false),
            ("12. Receipts", "Receipts", false),
            ("3) Limits", "Limits", false),
            ("3-D Secure", "3-D Secure", false),
            ("-5 % discount", "-5 % discount", false),
            ("2.5 times faster", "2.5 times faster", false),
            ("4 eyes see it", "4 eyes see it", false),
            ("[x]", "[x]", false),
            ("[draft] Say it", "[draft] Say it", false),
        ] {
            assert_eq!(unmarked(line), Unmarked { text, ticked }, "{line:?}");
        }
    }
}
