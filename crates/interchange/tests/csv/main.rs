//! CSV files from the outside: bytes in, plans and answers out.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

mod files;
mod random;
mod refused;
mod repeated;
mod rows;

use domain::import::Incoming;
use domain::{PersonId, Scale};
use interchange::csv::{Mapping, Sheet, plan};
use interchange::plan::Plan;
use interchange::problem::Fault;

/// The plan of a text whose columns are recognised, with nobody known.
fn planned(text: &str) -> Plan {
    let sheet = Sheet::read(text.as_bytes()).unwrap();
    plan(
        &sheet,
        &Mapping::recognise(&sheet),
        &nobody,
        Scale::Fibonacci,
    )
    .unwrap()
}

/// The one item of a text.
fn item(text: &str) -> Incoming {
    let mut plan = planned(text);
    assert_eq!(plan.items.len(), 1, "{:?}", plan.problems);
    plan.items.remove(0)
}

/// The problems of a plan: row, column, fault.
fn faults(plan: &Plan) -> Vec<(u64, &str, Fault)> {
    let mut faults = Vec::new();
    for problem in &plan.problems {
        let column = problem.column.as_deref().unwrap_or_default();
        faults.push((problem.row, column, problem.fault));
    }
    faults
}

fn nobody(_: &str) -> Option<PersonId> {
    None
}

/// What is kept with an item, by name.
fn rest(item: &Incoming) -> Vec<(&str, &str)> {
    item.rest
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect()
}
