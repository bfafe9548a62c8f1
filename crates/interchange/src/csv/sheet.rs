//! A table as it was found: its header, its rows in order, and what its
//! columns hold. It knows no fields of items.
//!
//! The text is kept once, as it came; rows are cut out of it when they are
//! asked for, so that a large file costs four bytes per row beside itself.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use domain::import::MAX_ITEMS;

use super::disguise::Disguise;
use super::encoding::{self, Encoding};
use super::layout::{self, Header, Layout};
use super::scan::{self, Stop};
use super::unreadable::Unreadable;
use crate::values::text::first_chars;

/// Cells in a row at most; the widest exports seen have some 300.
pub const MAX_COLUMNS: usize = 5_000;
/// Characters of a column's sample.
const SHOWN: usize = 80;

/// A table that can be read from beginning to end.
#[derive(Debug)]
pub struct Sheet<'a> {
    text: Cow<'a, str>,
    encoding: Encoding,
    layout: Layout,
    /// Row numbers by record, the header and what stands above it included.
    numbers: Vec<u32>,
    columns: Vec<Column>,
    /// Cells of the header; rows may be wider. Without a header none is.
    headed: usize,
    rows: usize,
}

/// One of a table's columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// What it is called here: its header, told apart from others of the same
    /// name as `Sprint (2)`.
    pub name: Arc<str>,
    /// Its header as it stands in the file, perhaps empty.
    pub header: String,
    /// How many rows have something in it.
    pub filled: usize,
    /// The first thing in it, shortened.
    pub sample: String,
}

impl<'a> Sheet<'a> {
    /// Reads a file's shape as far as it shows by itself.
    ///
    /// # Errors
    /// As [`Sheet::read_with`].
    pub fn read(bytes: &'a [u8]) -> Result<Sheet<'a>, Unreadable> {
        Sheet::read_with(bytes, Header::Guess)
    }

    /// Reads a file's shape: encoding, separator, header, rows and quotation
    /// marks. The file is gone through a few times and not copied, unless it
    /// is UTF-16.
    ///
    /// # Errors
    /// [`Unreadable`] says what the file is, and in which row it breaks.
    pub fn read_with(bytes: &'a [u8], header: Header) -> Result<Sheet<'a>, Unreadable> {
        if let Some(disguise) = Disguise::of(bytes) {
            return Err(Unreadable::Disguised(disguise));
        }
        let (text, encoding) = encoding::decode(bytes).map_err(broken)?;
        if text.trim().is_empty() {
            return Err(Unreadable::Empty);
        }
        let layout = layout::detect(&text, header);
        let limit = MAX_ITEMS + layout.body;
        let numbers = scan::rows(&text, layout.delimiter, limit).map_err(stopped)?;
        let mut sheet = Sheet {
            text,
            encoding,
            layout,
            numbers,
            columns: Vec::new(),
            headed: 0,
            rows: 0,
        };
        sheet.survey()?;
        match sheet.rows {
            0 => Err(Unreadable::NoRows),
            _ => Ok(sheet),
        }
    }

    /// Finds the columns and what they hold.
    fn survey(&mut self) -> Result<(), Unreadable> {
        let header = self.layout.header.and_then(|at| self.records().nth(at));
        let cells = header.iter().flat_map(Row::cells);
        let mut columns: Vec<Column> = cells.map(Column::new).collect();
        if columns.len() > MAX_COLUMNS {
            let row = self.header_row().unwrap_or_default();
            let count = columns.len();
            return Err(Unreadable::TooManyColumns { row, count });
        }
        self.headed = match header {
            Some(_) => columns.len(),
            None => MAX_COLUMNS,
        };
        let mut rows = 0;
        for row in self.rows() {
            rows += usize::from(count(&row, &mut columns)?);
        }
        tell_apart(&mut columns);
        (self.columns, self.rows) = (columns, rows);
        Ok(())
    }

    /// How the text is written down.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// What separates the cells: `,`, `;` or a tab.
    pub fn delimiter(&self) -> char {
        char::from(self.layout.delimiter)
    }

    /// The columns from left to right.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How many rows below the header have something in them.
    pub fn row_count(&self) -> usize {
        self.rows
    }

    /// Whether something stands in a row beside the header's last column.
    pub fn is_too_wide(&self, row: &Row) -> bool {
        row.cells()
            .skip(self.headed)
            .any(|cell| !cell.trim().is_empty())
    }

    /// The row the header stands in, counted from 1; none when no row names
    /// the columns.
    pub fn header_row(&self) -> Option<u64> {
        self.layout.header.map(|at| self.number(at))
    }

    /// The rows below the header, in order, blank ones included; all rows when
    /// there is none.
    pub fn rows(&self) -> Rows<'_> {
        let mut records = self.records();
        for _ in 0..self.layout.body {
            records.next();
        }
        records
    }

    /// The rows above the header that say something, such as a heading.
    pub fn above_header(&self) -> impl Iterator<Item = Row> + '_ {
        let above = self.records().take(self.layout.header.unwrap_or_default());
        above.filter(|row| {
            let text: String = row.cells().collect();
            !text.trim().is_empty() && !text.to_ascii_lowercase().starts_with("sep=")
        })
    }

    fn number(&self, record: usize) -> u64 {
        self.numbers.get(record).copied().unwrap_or_default().into()
    }

    fn records(&self) -> Rows<'_> {
        let mut builder = ::csv::ReaderBuilder::new();
        builder.delimiter(self.layout.delimiter);
        builder.has_headers(false).flexible(true);
        let records = builder.from_reader(self.text.as_bytes()).into_records();
        let numbers = self.numbers.iter();
        Rows { records, numbers }
    }
}

fn broken(broken: encoding::Broken) -> Unreadable {
    let layout = layout::detect(&broken.before, Header::Guess);
    Unreadable::BrokenText {
        row: scan::last_row(&broken.before, layout.delimiter).into(),
        byte: broken.byte,
        at: broken.at,
        encoding: broken.encoding,
    }
}

fn stopped(stop: Stop) -> Unreadable {
    match stop {
        Stop::Quote {
            row,
            line,
            cell,
            after,
        } => Unreadable::OpenQuote {
            row: row.into(),
            line: line.into(),
            cell: cell + 1,
            after,
        },
        Stop::TooWide { row, count } => Unreadable::TooManyColumns {
            row: row.into(),
            count,
        },
        Stop::TooMany { row } => Unreadable::TooManyRows { row: row.into() },
    }
}

impl Column {
    fn new(header: &str) -> Column {
        let header = domain::text::one_line(header);
        let name = "".into();
        let (filled, sample) = (0, String::new());
        Column {
            name,
            header,
            filled,
            sample,
        }
    }

    fn count(&mut self, cell: &str) {
        if self.filled == 0 {
            self.sample = domain::text::one_line(first_chars(cell, SHOWN));
        }
        self.filled += 1;
    }
}

/// Counts what stands in a row, and whether anything does. A row may be wider
/// than the header and all rows before it.
fn count(row: &Row, columns: &mut Vec<Column>) -> Result<bool, Unreadable> {
    let mut filled = false;
    for (index, cell) in row.cells().enumerate() {
        let cell = cell.trim();
        if cell.is_empty() {
            continue;
        }
        if index >= MAX_COLUMNS {
            let (row, count) = (row.number, row.width());
            return Err(Unreadable::TooManyColumns { row, count });
        }
        while columns.len() <= index {
            columns.push(Column::new(""));
        }
        columns[index].count(cell);
        filled = true;
    }
    Ok(filled)
}

/// Gives each column a name of its own.
fn tell_apart(columns: &mut [Column]) {
    let mut taken: HashSet<Arc<str>> = HashSet::new();
    let mut last: HashMap<String, usize> = HashMap::new();
    for (index, column) in columns.iter_mut().enumerate() {
        let base = match column.header.is_empty() {
            true => format!("Column {}", index + 1),
            false => column.header.clone(),
        };
        let number = last.entry(base.clone()).or_default();
        column.name = loop {
            *number += 1;
            let name: Arc<str> = match *number {
                1 => base.as_str().into(),
                number => format!("{base} ({number})").into(),
            };
            if taken.insert(name.clone()) {
                break name;
            }
        };
    }
}

/// A table's rows, in order.
pub struct Rows<'s> {
    records: ::csv::StringRecordsIntoIter<&'s [u8]>,
    numbers: std::slice::Iter<'s, u32>,
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        // The text is in memory and UTF-8, and rows may have any width: nothing
        // is left that could fail.
        let cells = self.records.next()?.ok()?;
        let number = self.numbers.next().copied()?.into();
        Some(Row { number, cells })
    }
}

/// One of a table's rows.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number as a spreadsheet program shows it, from 1, header included.
    pub number: u64,
    cells: ::csv::StringRecord,
}

impl Row {
    /// The cell of a column; empty where the row is too short.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }

    /// All its cells.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.cells.len()
    }

    /// Whether nothing stands in any of its cells.
    pub fn is_blank(&self) -> bool {
        self.cells().all(|cell| cell.trim().is_empty())
    }
}
