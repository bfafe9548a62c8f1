//! How a table is laid out: what separates its cells, and which row is the
//! header. Seen from its beginning alone.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::field::Field;

/// Whether a row names the columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Header {
    /// One does, unless the table is a plain list (one column, and no name that is known) or begins
    /// with an item: a number stands in the first row, and hardly a name that is known.
    #[default]
    Guess,
    /// One does.
    Present,
    /// None does: the first row is an item like the others.
    Absent,
}

/// What separates cells, and where the header and the rows stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Layout {
    /// `,`, `;` or a tab.
    pub(super) delimiter: u8,
    /// Which record is the header, counted from 0; none when no row names the columns.
    pub(super) header: Option<usize>,
    /// The first record that may be an item.
    pub(super) body: usize,
}

impl Layout {
    fn headed(delimiter: u8, header: usize) -> Layout {
        Layout {
            delimiter,
            header: Some(header),
            body: header + 1,
        }
    }

    fn without_header(self, body: usize) -> Layout {
        let header = None;
        Layout {
            header,
            body,
            ..self
        }
    }
}

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// Bytes that are looked at.
const SAMPLE: usize = 64 * 1024;
/// Records that are compared.
const RECORDS: usize = 50;
/// Records among which the header is looked for.
const HEADERS: usize = 10;

/// The layout that explains the beginning of `text` best: the one whose header
/// has the most known names, then whose records have one width.
pub(super) fn detect(text: &str, header: Header) -> Layout {
    let declared = declared(text);
    let (score, layout) = match declared {
        Some(delimiter) => as_declared(text, delimiter),
        None => best_layout(text),
    };
    let list = score.known == 0 && score.width == 1;
    let guessed = header == Header::Guess;
    let item = guessed && score.known <= 1 && begins_with_item(text, layout);
    match header {
        Header::Absent => layout.without_header(usize::from(declared.is_some())),
        Header::Guess if list || item => layout.without_header(usize::from(declared.is_some())),
        Header::Guess | Header::Present => layout,
    }
}

/// Whether a number stands where the names of columns would: "Log in,Story,3". One name that is known may
/// be a kind of work ("Story" is what some call the title), and no column is called 3.
fn begins_with_item(text: &str, layout: Layout) -> bool {
    let records = records(text, layout.delimiter);
    let named = layout.header.and_then(|header| records.get(header));
    named.is_some_and(|cells| cells.iter().any(|cell| is_number(cell)))
}

fn is_number(cell: &str) -> bool {
    let has_digit = cell.contains(|letter: char| letter.is_ascii_digit());
    let only = |letter: char| letter.is_ascii_digit() || ".,-+ ".contains(letter);
    has_digit && cell.chars().all(only)
}

fn as_declared(text: &str, delimiter: u8) -> (Score, Layout) {
    let records = records(text, delimiter);
    let below = records.get(1..).unwrap_or_default();
    let (header, known) = best_header(below);
    let width = below.get(header).map_or(0, Vec::len);
    let score = Score {
        known,
        alike: 0,
        width,
    };
    (score, Layout::headed(delimiter, 1 + header))
}

fn best_layout(text: &str) -> (Score, Layout) {
    let mut best = (Score::default(), Layout::headed(b',', 0));
    for delimiter in DELIMITERS {
        let records = records(text, delimiter);
        let (header, known) = best_header(&records);
        let width = records.get(header).map_or(0, Vec::len);
        let alike = |record: &&Vec<String>| width > 1 && record.len() == width;
        let score = Score {
            known,
            alike: records.iter().skip(header).filter(alike).count(),
            width,
        };
        if score > best.0 {
            best = (score, Layout::headed(delimiter, header));
        }
    }
    best
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Default)]
struct Score {
    known: usize,
    alike: usize,
    width: usize,
}

/// Excel's own way of naming the separator: a first line `sep=;`.
fn declared(text: &str) -> Option<u8> {
    let line = text.lines().next()?;
    match line.trim().trim_matches('"').as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => {
            DELIMITERS.into_iter().find(|known| known == delimiter)
        }
        _ => (line.trim_end_matches('\r').eq_ignore_ascii_case("sep=\t")).then_some(b'\t'),
    }
}

/// The first records of `text`.
fn records(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let whole = text.len() <= SAMPLE;
    let sample = if whole {
        text
    } else {
        &text[..text.floor_char_boundary(SAMPLE)]
    };
    let mut builder = ::csv::ReaderBuilder::new();
    builder
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true);
    let reader = builder.from_reader(sample.as_bytes());
    let all = reader.into_records().map_while(Result::ok);
    let cells = all.map(|record| record.iter().map(str::to_owned).collect());
    let mut records: Vec<Vec<String>> = cells.take(RECORDS).collect();
    if !whole && records.len() > 1 && records.len() < RECORDS {
        // The last one is cut.
        records.pop();
    }
    records
}

/// Which record is the header, and how many fields it names. Rows above it,
/// such as a heading, are passed over only for one that is surely a header.
fn best_header(records: &[Vec<String>]) -> (usize, usize) {
    let mut best = (0, records.first().map_or(0, |first| known(first)));
    for (index, record) in records.iter().enumerate().take(HEADERS).skip(1) {
        let known = known(record);
        if known > best.1.max(1) {
            best = (index, known);
        }
    }
    best
}

/// How many different fields a record names.
fn known(record: &[String]) -> usize {
    let fields = record.iter().filter_map(|cell| Field::recognise(cell));
    let distinct: BTreeSet<Field> = fields.map(|(field, _)| field).collect();
    distinct.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str) -> (char, usize) {
        let layout = detect(text, Header::Present);
        (char::from(layout.delimiter), layout.header.unwrap())
    }

    #[test]
    fn a_plain_list_has_no_header_and_whoever_knows_better_may_say_so() {
        let body = |text, header| {
            let layout = detect(text, header);
            (layout.header, layout.body)
        };
        let list = "Pay by card\nRefund\n";
        assert_eq!(body(list, Header::Guess), (None, 0));
        assert_eq!(body(list, Header::Present), (Some(0), 1));
        assert_eq!(body("Title\nRefund\n", Header::Guess), (Some(0), 1));
        let table = "A-1,Pay by card\nA-2,Refund\n";
        assert_eq!(body(table, Header::Guess), (Some(0), 1));
        assert_eq!(body(table, Header::Absent), (None, 0));
        let items = "Log in with a badge,Story,3\nLog out,Bug,1\n";
        assert_eq!(body(items, Header::Guess), (None, 0));
        assert_eq!(body(items, Header::Present), (Some(0), 1));
        let years = "Title,Points,2026\nLog in,3,x\n";
        assert_eq!(body(years, Header::Guess), (Some(0), 1));
        assert_eq!(body("sep=;\nA-1;Pay\n", Header::Absent), (None, 1));
    }

    #[test]
    fn the_separator_is_seen_from_the_header() {
        assert_eq!(layout("Title,Points\na;b;c,1\nd;e;f,2"), (',', 0));
        assert_eq!(layout("Title;Points\na,b,c;1\nd,e,f;2"), (';', 0));
        assert_eq!(layout("Title\tPoints\na,b\t1"), ('\t', 0));
        assert_eq!(layout("Title\nOne, two\n"), (',', 0));
    }

    #[test]
    fn without_known_names_the_widths_decide() {
        assert_eq!(layout("Foo;Bar\nx, y;1\nz;2"), (';', 0));
        assert_eq!(layout("Foo,Bar\nx;y,1\nz,2"), (',', 0));
        assert_eq!(layout(""), (',', 0));
    }

    #[test]
    fn excel_may_name_the_separator() {
        assert_eq!(layout("sep=;\nFoo;Bar,Baz\n1;2\n"), (';', 1));
        assert_eq!(layout("\"sep=\t\"\nFoo\tBar\n"), ('\t', 1));
        assert_eq!(layout("sep=;\r\n"), (';', 1));
    }

    #[test]
    fn rows_above_the_header_are_passed_over() {
        assert_eq!(
            layout("Our backlog\n\nKey,Title,Points\nA-1,x,3\n"),
            (',', 1)
        );
        // A cell "Task" alone makes no header of a row.
        assert_eq!(layout("Foo,Bar\nTask,x\n"), (',', 0));
    }
}
