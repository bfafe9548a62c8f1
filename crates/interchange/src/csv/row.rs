//! One row into one item. Whatever of it does not come as it stands there is a
//! [`Problem`], and is kept with the item under its column's name.

use std::borrow::Cow;
use std::sync::Arc;

use domain::import::Incoming;
use domain::text::{MAX_BODY, MAX_LINE, one_line};
use domain::{Kind, PersonId, Points, Scale};
use jiff::Timestamp;

use super::field::Field;
use super::mapping::Mapping;
use super::sheet::{Row, Sheet};
use crate::problem::{Fault, Problem};
use crate::values::criteria::Criteria;
use crate::values::labels::Labels;
use crate::values::mark::{Unmarked, unmarked};
use crate::values::points::Estimate;
use crate::values::text::{shortened, without_nul};
use crate::values::wiki::{self, to_markdown};
use crate::values::{date, finished, folded, kind, points, says_nothing};

/// Characters in a key; those of the tools we know have fewer than 40.
const MAX_KEY: usize = 200;

/// Reads the rows of one table.
pub(super) struct RowReader<'s> {
    sheet: &'s Sheet<'s>,
    people: &'s dyn Fn(&str) -> Option<PersonId>,
    /// What estimates are written on.
    scale: Scale,
    /// What each column is.
    fields: Vec<Option<Field>>,
    /// For each column that is none: the column it may only repeat.
    repeats: Vec<Option<(usize, Field)>>,
    dates: date::Reading,
    /// What its descriptions may be written in.
    markup: wiki::From,
}

impl<'s> RowReader<'s> {
    pub(super) fn new(
        sheet: &'s Sheet<'s>,
        mapping: &Mapping,
        people: &'s dyn Fn(&str) -> Option<PersonId>,
        scale: Scale,
    ) -> RowReader<'s> {
        let fields: Vec<Option<Field>> = mapping.columns().iter().map(|one| one.field).collect();
        let repeats = |index: usize| {
            let column = &sheet.columns()[index];
            let (field, _) =
                Field::recognise(&column.header).filter(|_| fields[index].is_none())?;
            Some((mapping.of(field).next()?, field))
        };
        let repeats = (0..fields.len()).map(repeats).collect();
        let created = mapping.of(Field::Created).next();
        let dates = created
            .map(|column| dates(sheet, column))
            .unwrap_or_default();
        RowReader {
            sheet,
            people,
            scale,
            fields,
            repeats,
            dates,
            markup: markup(sheet),
        }
    }

    /// The item of a row that has a title, without its key where it has none.
    pub(super) fn item(&self, row: &Row, problems: &mut Vec<Problem>) -> Option<Incoming> {
        let (reader, kept) = (self, vec![false; self.fields.len()]);
        let mut draft = Draft {
            reader,
            row,
            kept,
            problems,
        };
        let (title, description) = draft.texts()?;
        let mut item = Incoming {
            row: row.number,
            key: draft.key(),
            kind: draft.kind(),
            title,
            description,
            estimate: draft.estimate(),
            labels: draft.labels(),
            criteria: draft.criteria(),
            finished: draft.finished(),
            written_at: draft.created(),
            assignee: draft.assignee(),
            epic: draft.epic(),
            rest: Vec::new(),
        };
        item.rest = draft.rest();
        Some(item)
    }

    /// The other names a row has for its item: cells of columns that look like
    /// keys but are not the one taken.
    pub(super) fn aliases<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = String> + 'r {
        let columns = self.repeats.iter().enumerate();
        let keys = columns.filter(|(_, repeat)| matches!(repeat, Some((_, Field::Key))));
        let cells = keys.map(|(index, _)| one_line(row.cell(index)));
        cells.filter(|alias| !says_nothing(alias))
    }

    fn columns(&self, field: Field) -> impl Iterator<Item = usize> + use<'_> {
        let columns = self.fields.iter().enumerate();
        columns.filter_map(move |(index, other)| (*other == Some(field)).then_some(index))
    }

    fn column(&self, field: Field) -> Option<usize> {
        self.columns(field).next()
    }

    /// Whether a cell says what the mapped column of its field says already.
    fn repeats(&self, row: &Row, index: usize) -> bool {
        let Some((main, field)) = self.repeats[index] else {
            return false;
        };
        let (one, other) = (row.cell(index).trim(), row.cell(main).trim());
        let points = |text| points::read(text, self.scale).exact();
        let date = |text| date::read(text, self.dates.order);
        let alike = match field {
            Field::Created => date(one).is_some_and(|at| date(other) == Some(at)),
            Field::Estimate => points(one).is_some_and(|some| points(other) == Some(some)),
            _ => false,
        };
        one == other || alike
    }
}

/// Jira alone calls its columns so.
fn markup(sheet: &Sheet) -> wiki::From {
    let own = ["issuekey", "issueid", "issuetype"];
    let jiras = |name: &str| own.contains(&name) || name.starts_with("customfield");
    let names = sheet.columns().iter().map(|column| folded(&column.header));
    match { names }.any(|name| jiras(&name)) {
        true => wiki::From::Jira,
        false => wiki::From::Anywhere,
    }
}

/// How a column writes its dates.
fn dates(sheet: &Sheet, column: usize) -> date::Reading {
    date::Order::of(sheet.rows().map(|row| row.cell(column).to_owned()))
}

/// An item that is being read.
struct Draft<'d, 's> {
    reader: &'d RowReader<'s>,
    row: &'d Row,
    /// Which cells are kept beside what was read from them.
    kept: Vec<bool>,
    problems: &'d mut Vec<Problem>,
}

impl<'d> Draft<'d, '_> {
    fn cell(&self, column: usize) -> Cow<'d, str> {
        without_nul(self.row.cell(column))
    }

    /// The cell of a field, when it says something.
    fn said(&self, field: Field) -> Option<(usize, Cow<'d, str>)> {
        let column = self.reader.column(field)?;
        let cell = self.cell(column);
        (!says_nothing(&cell)).then_some((column, cell))
    }

    fn report(&mut self, column: usize, fault: Fault, value: &str) {
        let name = &self.reader.sheet.columns()[column].name;
        self.problems
            .push(Problem::new(self.row.number, Some(name), fault, value));
    }

    fn keep_and_report(&mut self, column: usize, fault: Fault, value: &str) {
        self.kept[column] = true;
        self.report(column, fault, value);
    }

    /// Title and description. A title that is too long stands in full at the
    /// top of the description.
    fn texts(&mut self) -> Option<(String, String)> {
        let column = self.reader.column(Field::Title)?;
        let title = one_line(self.listed(&self.cell(column)).text);
        if title.is_empty() {
            let key = self
                .said(Field::Key)
                .map(|(_, key)| key)
                .unwrap_or_default();
            self.report(column, Fault::NoTitle, &key);
            return None;
        }
        let described = self.reader.column(Field::Description);
        let text = described
            .map(|column| self.described(column))
            .unwrap_or_default();
        let Some(short) = shortened(&title, MAX_LINE) else {
            let text = self.fitting(described.unwrap_or(column), text);
            return Some((title, text.into_owned()));
        };
        self.report(column, Fault::TitleTooLong, &title);
        let whole = format!("{title}\n\n{text}").trim_end().to_owned();
        let text = self.fitting(described.unwrap_or(column), whole.into());
        Some((short, text.into_owned()))
    }

    /// A description in Markdown. Where it was wiki markup, that is kept beside it.
    fn described(&mut self, column: usize) -> Cow<'d, str> {
        let cell = self.cell(column);
        match to_markdown(&cell, self.reader.markup) {
            Cow::Owned(markdown) => {
                self.kept[column] = true;
                Cow::Owned(markdown)
            }
            Cow::Borrowed(_) => cell,
        }
    }

    /// A text that is not too long.
    fn fitting<'t>(&mut self, column: usize, text: Cow<'t, str>) -> Cow<'t, str> {
        let Some(short) = shortened(&text, MAX_BODY) else {
            return text;
        };
        self.report(column, Fault::TextTooLong, &text);
        Cow::Owned(short)
    }

    fn key(&mut self) -> String {
        let Some(column) = self.reader.column(Field::Key) else {
            return String::new();
        };
        let key = one_line(&self.cell(column));
        if key.is_empty() {
            self.report(column, Fault::NoKey, "");
        } else if key.chars().count() > MAX_KEY {
            self.keep_and_report(column, Fault::KeyTooLong, &key);
            return String::new();
        }
        key
    }

    fn kind(&mut self) -> Kind {
        let Some((column, text)) = self.said(Field::Kind) else {
            return Kind::Story;
        };
        let Some(kind) = kind::read(&text) else {
            self.keep_and_report(column, Fault::UnknownKind, &text);
            return Kind::Story;
        };
        self.kept[column] = !kind::is_plain(&text, kind);
        kind
    }

    fn estimate(&mut self) -> Option<Points> {
        let (column, text) = self.said(Field::Estimate)?;
        let (estimate, fault) = match points::read(&text, self.reader.scale) {
            Estimate::Points(points) => return Some(points),
            Estimate::Rounded(points) => (Some(points), Fault::Rounded),
            Estimate::OutOfRange => (None, Fault::OutOfRange),
            Estimate::NoNumber => (None, Fault::NoNumber),
        };
        self.keep_and_report(column, fault, &text);
        estimate
    }

    fn labels(&mut self) -> Vec<String> {
        let mut labels = Labels::default();
        for column in self.reader.columns(Field::Labels) {
            let cell = self.cell(column);
            let misfits = labels.add(&cell);
            if misfits.too_long {
                self.keep_and_report(column, Fault::LabelTooLong, &cell);
            }
            if misfits.too_many {
                self.keep_and_report(column, Fault::TooManyLabels, &cell);
            }
        }
        labels.into_texts()
    }

    fn criteria(&mut self) -> Vec<String> {
        let mut criteria = Criteria::default();
        for column in self.reader.columns(Field::Criteria) {
            let cell = self.cell(column);
            let misfits = criteria.add(&cell);
            if misfits.shortened {
                self.keep_and_report(column, Fault::CriterionTooLong, &cell);
            }
            if misfits.too_many {
                self.keep_and_report(column, Fault::TooManyCriteria, &cell);
            }
        }
        criteria.into_texts()
    }

    /// A cell without the mark of a list, where the file is a plain list.
    fn listed<'t>(&self, cell: &'t str) -> Unmarked<'t> {
        match self.reader.sheet.columns() {
            [_] => unmarked(cell),
            _ => Unmarked {
                text: cell,
                ticked: false,
            },
        }
    }

    fn finished(&self) -> bool {
        let title = self.reader.column(Field::Title);
        if title.is_some_and(|column| self.listed(&self.cell(column)).ticked) {
            return true;
        }
        let status = |says: fn(&str) -> bool| {
            let mut columns = self.reader.columns(Field::Status);
            columns.any(|column| says(self.row.cell(column)))
        };
        let resolution = self.said(Field::Resolution);
        let resolved = resolution.is_some_and(|(_, text)| finished::by_resolution(&text));
        status(finished::by_status) || resolved && !status(finished::came_back)
    }

    fn created(&mut self) -> Option<Timestamp> {
        let (column, text) = self.said(Field::Created)?;
        let dates = self.reader.dates;
        let at = date::read(&text, dates.order);
        if at.is_none() {
            self.keep_and_report(column, Fault::NoDate, &text);
        } else if !dates.certain && date::is_ambiguous(&text) {
            self.keep_and_report(column, Fault::AmbiguousDate, &text);
        }
        at
    }

    fn assignee(&mut self) -> Option<PersonId> {
        let (column, text) = self.said(Field::Assignee)?;
        let name = text.trim();
        if name.eq_ignore_ascii_case("unassigned") {
            return None;
        }
        let person = self.person(name);
        if person.is_none() {
            self.keep_and_report(column, Fault::UnknownPerson, name);
        }
        person
    }

    /// Somebody by name or address, or by either of `Ada <ada@example.org>`.
    fn person(&self, name: &str) -> Option<PersonId> {
        let people = self.reader.people;
        let parts = name.strip_suffix('>').and_then(|rest| rest.split_once('<'));
        let by_part =
            |(name, address): (&str, &str)| people(address.trim()).or_else(|| people(name.trim()));
        people(name).or_else(|| parts.and_then(by_part))
    }

    fn epic(&self) -> Option<String> {
        let (_, text) = self.said(Field::Epic)?;
        Some(one_line(&text)).filter(|name| !name.is_empty())
    }

    /// Cells that have no place in Millpond, by their columns' names.
    fn rest(mut self) -> Vec<(Arc<str>, Arc<str>)> {
        let mut rest = Vec::new();
        for column in 0..self.reader.fields.len() {
            let cell = self.cell(column);
            let text = cell.trim();
            if text.is_empty() {
                continue;
            }
            let stays = match self.reader.fields[column] {
                None => !self.reader.repeats(self.row, column),
                Some(Field::Status | Field::Resolution | Field::Priority) => true,
                Some(_) => self.kept[column],
            };
            if stays {
                let name = self.reader.sheet.columns()[column].name.clone();
                rest.push((name, self.fitting(column, text.into()).into()));
            }
        }
        rest
    }
}
