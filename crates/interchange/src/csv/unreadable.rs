//! Files that cannot be read at all, in words: what, why and what to do.

use std::fmt;

use domain::Explanation;
use domain::import::MAX_ITEMS;

use super::disguise::Disguise;
use super::encoding::Encoding;
use super::sheet::MAX_COLUMNS;
use domain::text::thousands;

/// Why a file is no table of items.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// There is nothing in it.
    Empty,
    /// It is something else.
    Disguised(Disguise),
    /// A byte belongs to no character.
    BrokenText {
        /// The row it stands in.
        row: u64,
        /// The byte.
        byte: u8,
        /// Where in the file it stands, counted from 0.
        at: usize,
        /// What the file was read as.
        encoding: Encoding,
    },
    /// A cell opens with a quotation mark that is not closed properly.
    OpenQuote {
        /// The row of the cell.
        row: u64,
        /// The line of the mark, in a text editor.
        line: u64,
        /// The cell's place in its row, counted from 1.
        cell: usize,
        /// What stands behind the mark that closes it; empty when none does.
        after: String,
    },
    /// There is a header and nothing below it.
    NoRows,
    /// There are more rows than one import brings.
    TooManyRows {
        /// The first row that is too many.
        row: u64,
    },
    /// A row has more cells than anything a person has made.
    TooManyColumns {
        /// Which.
        row: u64,
        /// How many.
        count: usize,
    },
}

impl Unreadable {
    /// The row it is about, counted from 1, where there is one.
    pub fn row(&self) -> Option<u64> {
        match self {
            Unreadable::BrokenText { row, .. }
            | Unreadable::OpenQuote { row, .. }
            | Unreadable::TooManyRows { row }
            | Unreadable::TooManyColumns { row, .. } => Some(*row),
            Unreadable::Empty | Unreadable::Disguised(_) | Unreadable::NoRows => None,
        }
    }

    /// What, why and what to do.
    pub fn explain(&self) -> Explanation {
        let (what, why, remedy) = self.sentences();
        Explanation {
            what,
            why,
            remedy: remedy.to_owned(),
        }
    }

    fn sentences(&self) -> (String, String, &'static str) {
        match self {
            Unreadable::Empty => (
                "The file is empty.".into(),
                "There is no header and no row in it.".into(),
                "Export from the other tool again and look whether the search there finds \
                 anything.",
            ),
            Unreadable::Disguised(disguise) => (
                format!("This is {}, not a CSV file.", disguise.title()),
                "Its first bytes say so, whatever its name is.".into(),
                disguise.remedy(),
            ),
            Unreadable::BrokenText {
                row,
                byte,
                at,
                encoding,
            } => broken(*row, *byte, *at, *encoding),
            Unreadable::OpenQuote {
                row,
                line,
                cell,
                after,
            } => open_quote(*row, *line, *cell, after),
            Unreadable::NoRows => (
                "The file has a header and no rows.".into(),
                "Nothing stands below the first row.".into(),
                "Export from the other tool again and look whether the search there finds \
                 anything. If the first row is an item, say that there is no header.",
            ),
            Unreadable::TooManyRows { row } => (
                format!("The file has more than {} rows.", thousands(MAX_ITEMS)),
                format!(
                    "That is what one import brings; row {} is one too many.",
                    thousands(*row as usize)
                ),
                "Split the file, keep the header in each part, and import the parts one after \
                 the other.",
            ),
            Unreadable::TooManyColumns { row, count } => (
                format!("Row {row} has {} cells.", thousands(*count)),
                format!("At most {} can be read.", thousands(MAX_COLUMNS)),
                "Look whether the file is a table, with a line for each item.",
            ),
        }
    }
}

fn broken(row: u64, byte: u8, at: usize, encoding: Encoding) -> (String, String, &'static str) {
    let name = match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
    };
    (
        format!("The text breaks off in row {row}."),
        format!(
            "Byte 0x{byte:02X}, number {} of the file, belongs to no {name} character.",
            thousands(at + 1)
        ),
        "Save the file as CSV with the encoding UTF-8: the spreadsheet program or the other tool \
         asks for it when it saves or exports.",
    )
}

fn open_quote(row: u64, line: u64, cell: usize, after: &str) -> (String, String, &'static str) {
    let why = match after {
        "" => format!(
            "Cell {cell} of this row begins with a quotation mark in line {line}, and none closes \
             it until the end of the file."
        ),
        after => format!(
            "Cell {cell} of this row begins with a quotation mark in line {line}, and where it is \
             closed more text follows: {after}"
        ),
    };
    (
        format!("The quotation marks in row {row} do not pair."),
        why,
        "Write a quotation mark inside a cell twice (\"\"), or open the file in a spreadsheet \
         program and save it as CSV again.",
    )
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.explain().sentence())
    }
}

impl std::error::Error for Unreadable {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_says_what_why_and_what_to_do() {
        for unreadable in [
            Unreadable::Empty,
            Unreadable::Disguised(Disguise::Excel),
            Unreadable::NoRows,
            Unreadable::TooManyRows { row: 200_002 },
        ] {
            let explanation = unreadable.explain();
            for part in [explanation.what, explanation.why, explanation.remedy] {
                assert!(part.ends_with('.'), "{part}");
            }
        }
    }
}
