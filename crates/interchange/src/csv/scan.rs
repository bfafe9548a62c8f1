//! The shape of a CSV text: where rows begin, and whether its quotation marks
//! pair. The `csv` library forgives everything, so that a mark that is never
//! closed swallows the rest of a file without a word; this is seen here first,
//! in one pass that keeps four bytes per row.

use memchr::{memchr, memchr_iter, memchr3};

/// Why the pass ended early.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Stop {
    /// A cell opens with a quotation mark that is not closed properly.
    Quote {
        /// The row of the cell.
        row: u32,
        /// The line of the mark, in a text editor.
        line: u32,
        /// The cell's place in its row, counted from 0.
        cell: usize,
        /// What stands behind the mark that closes it; empty when none does.
        after: String,
    },
    /// A row is wider than anything that is read at once.
    TooWide {
        /// Its number.
        row: u32,
        /// Its cells.
        count: usize,
    },
    /// There are more rows than allowed; this one is the first.
    TooMany {
        /// Its number.
        row: u32,
    },
}

/// Cells of a row above which it is not taken apart: what stands in a cell of sixty
/// million would take gigabytes.
const WIDEST: usize = 100_000;

/// The number of each row that is not blank, as a spreadsheet program counts
/// them: from 1, blank rows included.
pub(super) fn rows(text: &str, delimiter: u8, limit: usize) -> Result<Vec<u32>, Stop> {
    let mut scan = Scan {
        text: text.as_bytes(),
        delimiter,
        at: 0,
        row: 1,
        line: 1,
    };
    let mut numbers = Vec::new();
    while scan.at < scan.text.len() {
        if scan.line_end() {
            scan.row += 1;
            continue;
        }
        if numbers.len() == limit {
            return Err(Stop::TooMany { row: scan.row });
        }
        numbers.push(scan.row);
        scan.record()?;
        scan.row += 1;
    }
    Ok(numbers)
}

/// The row in which `text` ends.
pub(super) fn last_row(text: &str, delimiter: u8) -> u32 {
    let ended = text.ends_with(['\n', '\r']);
    match rows(text, delimiter, usize::MAX) {
        Ok(numbers) => match numbers.last() {
            Some(row) => row + u32::from(ended),
            None => 1,
        },
        Err(Stop::Quote { row, .. } | Stop::TooWide { row, .. } | Stop::TooMany { row }) => row,
    }
}

struct Scan<'a> {
    text: &'a [u8],
    delimiter: u8,
    at: usize,
    row: u32,
    line: u32,
}

impl Scan<'_> {
    /// Passes a line end, if one stands here.
    fn line_end(&mut self) -> bool {
        let length = match self.text[self.at..] {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.at += length;
        self.line += 1;
        true
    }

    fn record(&mut self) -> Result<(), Stop> {
        let mut cell = 0;
        loop {
            self.cell(cell)?;
            match self.text.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                Some(_) => {
                    self.line_end();
                    break;
                }
                None => break,
            }
            cell += 1;
        }
        match cell < WIDEST {
            true => Ok(()),
            false => Err(Stop::TooWide {
                row: self.row,
                count: cell + 1,
            }),
        }
    }

    /// Passes a cell, up to what ends it.
    fn cell(&mut self, cell: usize) -> Result<(), Stop> {
        let line = self.line;
        let quoted = self.text.get(self.at) == Some(&b'"');
        if quoted && !self.quoted() {
            return Err(self.stop(line, cell, ""));
        }
        let rest = &self.text[self.at..];
        let end = memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
        let tail = rest[..end].trim_ascii();
        if quoted && !tail.is_empty() {
            let tail = String::from_utf8_lossy(&tail[..tail.len().min(40)]);
            return Err(self.stop(line, cell, tail.trim_end_matches('\u{fffd}')));
        }
        self.at += end;
        Ok(())
    }

    /// Passes a cell in quotation marks; `false` when none closes it.
    fn quoted(&mut self) -> bool {
        let mut at = self.at + 1;
        while let Some(found) = memchr(b'"', &self.text[at..]) {
            let close = at + found;
            self.line += memchr_iter(b'\n', &self.text[at..close]).count() as u32;
            at = close + 1;
            if self.text.get(at) != Some(&b'"') {
                self.at = at;
                return true;
            }
            at += 1;
        }
        false
    }

    fn stop(&self, line: u32, cell: usize, after: &str) -> Stop {
        Stop::Quote {
            row: self.row,
            line,
            cell,
            after: after.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers(text: &str) -> Result<Vec<u32>, Stop> {
        rows(text, b',', usize::MAX)
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        let text = "a,b\r\n\r\n1,\"x\ny\"\n\n\n2,z";
        assert_eq!(numbers(text), Ok(vec![1, 3, 6]));
        assert_eq!(numbers(""), Ok(vec![]));
        assert_eq!(numbers("\n\n"), Ok(vec![]));
        assert_eq!(numbers("a\rb\r"), Ok(vec![1, 2]));
    }

    #[test]
    fn a_mark_that_is_never_closed_is_found_where_it_opens() {
        let Err(Stop::Quote {
            row, line, cell, ..
        }) = numbers("a,b\n1,\"x\ny\"\n2,\"z\n3,w\n")
        else {
            panic!("the quote was not found");
        };
        assert_eq!((row, line, cell), (3, 4, 1));
    }

    #[test]
    fn a_mark_closed_by_a_later_cell_is_found_where_it_opens() {
        // Row 2 lacks its closing mark; that of row 3 seems to close it.
        let stop = numbers("a,b\n\"1,x\n\"2\",y\n").unwrap_err();
        let Stop::Quote {
            row,
            line,
            cell,
            after,
        } = stop
        else {
            panic!("the quote was not found");
        };
        assert_eq!((row, line, cell, after.as_str()), (2, 2, 0, "2\""));
    }

    #[test]
    fn marks_inside_a_cell_are_text() {
        assert_eq!(numbers("5\" pipe,\"say \"\"hi\"\"\" ,x\n"), Ok(vec![1]));
    }

    #[test]
    fn counting_ends_at_the_limit() {
        let stop = rows("a\n\nb\nc\nd\n", b',', 2).unwrap_err();
        assert_eq!(stop, Stop::TooMany { row: 4 });
    }

    #[test]
    fn the_row_of_a_place_is_the_row_it_stands_in() {
        for (text, row) in [("", 1), ("a,b", 1), ("a\n", 2), ("a\n\"b\nc", 2)] {
            assert_eq!(last_row(text, b','), row, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_library(text in "[ab,\";\n\r ]{0,60}") {
            if let Ok(numbers) = numbers(&text) {
                let mut builder = ::csv::ReaderBuilder::new();
                let mut reader = builder.has_headers(false).flexible(true).from_reader(text.as_bytes());
                prop_assert_eq!(reader.byte_records().count(), numbers.len());
                prop_assert!(numbers.is_sorted_by(|a, b| a < b));
            }
        }
    }
}
