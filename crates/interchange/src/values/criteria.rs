//! Acceptance criteria out of one cell: a line is a criterion, without the
//! bullet or box in front of it.

use domain::text::{MAX_LINE, MAX_LIST, one_line};

use super::mark::unmarked;
use super::text::shortened;

/// Acceptance criteria of one item, in their order.
#[derive(Default)]
pub struct Criteria(Vec<String>);

/// What of a cell did not fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Misfits {
    /// Whether a criterion was shortened.
    pub shortened: bool,
    /// Whether there were more than an item may have.
    pub too_many: bool,
}

impl Criteria {
    /// Adds the criteria of a cell.
    pub fn add(&mut self, cell: &str) -> Misfits {
        let mut misfits = Misfits::default();
        for line in cell.split(['\n', '\r']) {
            let line = one_line(unmarked(line).text);
            if line.is_empty() {
                continue;
            }
            if self.0.len() == MAX_LIST {
                misfits.too_many = true;
                break;
            }
            let short = shortened(&line, MAX_LINE);
            misfits.shortened |= short.is_some();
            self.0.push(short.unwrap_or(line));
        }
        misfits
    }

    /// As plain texts.
    pub fn into_texts(self) -> Vec<String> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_criteria_without_their_bullets() {
        let mut criteria = Criteria::default();
        let misfits = criteria.add("- One\r\n* [x] Two\n\n 3. Three\n4 eyes see it\n# Five");
        assert_eq!(misfits, Misfits::default());
        assert_eq!(
            criteria.into_texts(),
            ["One", "Two", "Three", "4 eyes see it", "Five"]
        );
    }

    #[test]
    fn what_does_not_fit_is_noticed() {
        let mut criteria = Criteria::default();
        assert!(criteria.add(&"x".repeat(MAX_LINE + 1)).shortened);
        assert!(criteria.add(&"y\n".repeat(MAX_LIST)).too_many);
        let texts = criteria.into_texts();
        assert_eq!(texts.len(), MAX_LIST);
        assert_eq!(texts[0].chars().count(), MAX_LINE);
    }
}
