//! A table and a mapping into a plan: the rows in their order, each key once.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use domain::import::fingerprint;
use domain::{PersonId, Scale};

use super::field::Field;
use super::mapping::Mapping;
use super::row::RowReader;
use super::sheet::{Row, Sheet};
use crate::plan::{Plan, join_epics};
use crate::problem::{Fault, Problem};
use crate::values::text::shortened;

/// What comes of each row, in their order. `people` finds somebody of here by
/// name or e-mail address; estimates are read on `scale`. The mapping is adapted to the table first, so that
/// it may come from an earlier file.
///
/// # Errors
/// [`NoTitleColumn`]: an item needs a title.
pub fn plan(
    sheet: &Sheet,
    mapping: &Mapping,
    people: &dyn Fn(&str) -> Option<PersonId>,
    scale: Scale,
) -> Result<Plan, NoTitleColumn> {
    let mapping = mapping.adapted_to(sheet);
    if mapping.of(Field::Title).next().is_none() {
        let columns = sheet.columns().iter().map(|column| column.name.clone());
        return Err(NoTitleColumn(columns.collect()));
    }
    let reader = RowReader::new(sheet, &mapping, people, scale);
    let mut planner = Planner::default();
    for row in sheet.above_header() {
        planner.report(
            &row,
            Fault::AboveHeader,
            row.cells().find(|cell| !cell.is_empty()),
        );
    }
    for row in sheet.rows().filter(|row| !row.is_blank()) {
        planner.plan.rows += 1;
        if sheet.is_too_wide(&row) {
            planner.report(&row, Fault::TooManyCells, row.cells().last());
        }
        planner.add(&reader, &row);
    }
    let epics = mapping.of(Field::Epic).next();
    Ok(planner.finish(epics.map(|column| &sheet.columns()[column].name)))
}

/// A table in which no column is the title.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoTitleColumn(Vec<Arc<str>>);

/// Columns that [`NoTitleColumn`] names.
const NAMED: usize = 20;

impl fmt::Display for NoTitleColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = self
            .0
            .iter()
            .take(NAMED)
            .map(|name| match shortened(name, 60) {
                Some(short) => Arc::from(short),
                None => name.clone(),
            });
        let named: Vec<Arc<str>> = named.collect();
        let named = named.join(", ");
        let more = match self.0.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        write!(
            f,
            "No column is known to be the title. An item needs one. Say which of these it is: \
             {named}{more}."
        )
    }
}

impl std::error::Error for NoTitleColumn {}

#[derive(Default)]
struct Planner {
    plan: Plan,
    /// The row of each key.
    keys: HashMap<String, u64>,
    /// Other names of items, with their keys.
    aliases: HashMap<String, String>,
    /// How often each title came without a key.
    titles: HashMap<u64, usize>,
}

impl Planner {
    fn add(&mut self, reader: &RowReader, row: &Row) {
        let before = self.plan.problems.len();
        let Some(mut item) = reader.item(row, &mut self.plan.problems) else {
            return;
        };
        if item.key.is_empty() {
            item.key = self.own_key(&item.title);
        }
        if let Some(first) = self.keys.get(&item.key) {
            let twice = format!("{}, in row {first} already", item.key);
            // What else is wrong with a row that does not come is no matter.
            self.plan.problems.truncate(before);
            self.report(row, Fault::KeyTwice, Some(&twice));
            return;
        }
        self.keys.insert(item.key.clone(), row.number);
        for alias in reader.aliases(row) {
            self.aliases
                .entry(alias)
                .or_insert_with(|| item.key.clone());
        }
        self.plan.items.push(item);
    }

    /// A key for an item that has none, from its title and how often that came
    /// before: the same file again gives the same key.
    fn own_key(&mut self, title: &str) -> String {
        let print = fingerprint(title);
        let count = self.titles.entry(print).or_default();
        *count += 1;
        match *count {
            1 => format!("csv:{print:016x}"),
            count => format!("csv:{print:016x}-{count}"),
        }
    }

    fn report(&mut self, row: &Row, fault: Fault, value: Option<&str>) {
        let value = value.unwrap_or_default();
        self.plan
            .problems
            .push(Problem::new(row.number, None, fault, value));
    }

    fn finish(mut self, epics: Option<&Arc<str>>) -> Plan {
        if let Some(column) = epics {
            join_epics(&mut self.plan, column, &self.aliases);
        }
        self.plan.problems.sort_by_key(|problem| problem.row);
        self.plan
    }
}
