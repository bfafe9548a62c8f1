//! Labels, tags and components out of one cell.

use domain::text::{Label, MAX_LIST, one_line};

/// Entries of one cell that are looked at, with those that repeat others.
const LOOKED_AT: usize = 10 * MAX_LIST;

/// Labels of one item, each once, in their order.
#[derive(Default)]
pub struct Labels(Vec<Label>);

/// What of a cell did not fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Misfits {
    /// Whether a label was longer than labels may be.
    pub too_long: bool,
    /// Whether there were more than an item may have.
    pub too_many: bool,
}

impl Labels {
    /// Adds the labels of a cell. They are separated by `|`, `;`, `,` or line
    /// breaks, not by spaces: "legacy ui" is one label. Some tools write
    /// brackets around the list.
    pub fn add(&mut self, cell: &str) -> Misfits {
        let mut misfits = Misfits::default();
        let cell = cell.trim();
        let list = cell
            .strip_prefix('[')
            .and_then(|cell| cell.strip_suffix(']'));
        let cell = list.unwrap_or(cell);
        for (at, part) in cell.split(['|', ';', ',', '\n', '\r']).enumerate() {
            // Whatever else is in a cell of a hundred megabytes, nobody waits for it.
            if at == LOOKED_AT {
                misfits.too_many = true;
                break;
            }
            match Label::new(part) {
                Ok(label) if self.0.contains(&label) => {}
                Ok(_) if self.0.len() == MAX_LIST => {
                    misfits.too_many = true;
                    break;
                }
                Ok(label) => self.0.push(label),
                Err(_) => misfits.too_long |= !one_line(part).is_empty(),
            }
        }
        misfits
    }

    /// As plain texts.
    pub fn into_texts(self) -> Vec<String> {
        self.0.iter().map(Label::to_string).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[&str]) -> (Vec<String>, Misfits) {
        let mut labels = Labels::default();
        let mut last = Misfits::default();
        for cell in cells {
            last = labels.add(cell);
        }
        (labels.into_texts(), last)
    }

    #[test]
    fn a_label_with_spaces_is_one_label() {
        let (labels, _) = read(&["legacy ui|perf tools; a,b", "UI   UX"]);
        assert_eq!(labels, ["legacy ui", "perf tools", "a", "b", "UI UX"]);
    }

    #[test]
    fn brackets_around_a_list_are_no_part_of_a_label() {
        assert_eq!(read(&["[ui, api]", "[]"]).0, ["ui", "api"]);
    }

    #[test]
    fn the_same_label_comes_once() {
        assert_eq!(read(&["ui,UI", "Ui"]).0, ["ui"]);
    }

    #[test]
    fn what_does_not_fit_is_noticed_and_the_rest_comes() {
        let (labels, misfits) = read(&[&format!("ok|{}", "x".repeat(61))]);
        assert_eq!((labels, misfits.too_long), (vec!["ok".to_owned()], true));
        let many: Vec<String> = (0..201).map(|n| n.to_string()).collect();
        let (labels, misfits) = read(&[&many.join("|")]);
        assert_eq!((labels.len(), misfits.too_many), (200, true));
        assert!(!misfits.too_long);
    }

    #[test]
    fn what_stands_behind_the_last_that_fits_is_not_read() {
        let many: Vec<String> = (0..=MAX_LIST).map(|n| n.to_string()).collect();
        let cell = format!("{}|{}", many.join("|"), "x".repeat(61));
        let (labels, misfits) = read(&[&cell]);
        assert_eq!(labels.len(), MAX_LIST);
        assert!(misfits.too_many && !misfits.too_long, "{misfits:?}");
        let same = vec!["a"; LOOKED_AT + 1].join("|");
        let (labels, misfits) = read(&[&format!("{same}|b")]);
        assert_eq!((labels, misfits.too_many), (vec!["a".to_owned()], true));
        let (_, misfits) = read(&[&vec!["a"; LOOKED_AT].join("|")]);
        assert!(!misfits.too_many);
    }
}
