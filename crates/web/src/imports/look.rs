//! What a file would bring, as the page shows it before anything is written.

use std::sync::Arc;

use domain::import::{Fate, FinishedItems, ImportItems, Incoming, fates};
use domain::{Actor, PersonId, Product};
use interchange::csv::{self, Field, Header, Mapping, Sheet, Unreadable};
use interchange::dry_run::DryRun;
use interchange::plan::Plan;

use super::Answers;

/// Samples of a column.
const SAMPLES: usize = 3;
/// Rows that samples are looked for in.
const LOOKED: usize = 2_000;
/// Characters of a sample.
const SHOWN: usize = 60;
/// Items that are shown.
const FIRST: usize = 8;

/// A file as it would come.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    /// Rows below the header that say something.
    pub rows: usize,
    /// Whether a row names the columns.
    pub headed: bool,
    /// What separates its cells, in words.
    pub separator: &'static str,
    /// Its columns.
    pub columns: Vec<ColumnLook>,
    /// What comes of it, or why nothing can.
    pub coming: Result<Coming, String>,
}

/// One column and what it is taken for.
#[derive(Clone, Debug)]
pub(crate) struct ColumnLook {
    /// Its name.
    pub name: Arc<str>,
    /// What it is taken for.
    pub field: Option<Field>,
    /// How many rows have something in it.
    pub filled: usize,
    /// The first different things in it.
    pub samples: Vec<String>,
}

/// What would come.
#[derive(Clone, Debug)]
pub(crate) struct Coming {
    /// In figures, with what does not come as it is.
    pub dry: DryRun,
    /// What becomes of finished items.
    pub finished: FinishedItems,
    /// The first items, and what becomes of each.
    pub first: Vec<(Incoming, Fate)>,
}

/// Whether a row names the columns, and what the names say, with the answers kept from an earlier file where there are any.
///
/// # Errors
/// When this is no CSV, or a broken one.
pub(crate) fn recognise(
    bytes: &[u8],
    header: Header,
    kept: Option<&Mapping>,
) -> Result<(Header, Mapping), Unreadable> {
    let sheet = Sheet::read_with(bytes, header)?;
    let header = match sheet.header_row() {
        Some(_) => Header::Present,
        None => Header::Absent,
    };
    let mapping = match kept {
        Some(kept) => kept.adapted_to(&sheet),
        None => Mapping::recognise(&sheet),
    };
    Ok((header, mapping))
}

/// Looks at a file with somebody's answers.
///
/// # Errors
/// When this is no CSV, or a broken one.
pub(crate) fn look(
    bytes: &[u8],
    answers: &Answers,
    (product, actor): (&Product, Actor),
    people: &dyn Fn(&str) -> Option<PersonId>,
) -> Result<Look, Unreadable> {
    let sheet = Sheet::read_with(bytes, answers.header)?;
    let coming = csv::plan(&sheet, &answers.mapping, people, product.scale)
        .map(|plan| coming(plan, &sheet, answers, product, actor))
        .map_err(|none| none.to_string());
    Ok(Look {
        rows: sheet.row_count(),
        headed: sheet.header_row().is_some(),
        separator: match sheet.delimiter() {
            ';' => "semicolons",
            '\t' => "tabs",
            _ => "commas",
        },
        columns: columns(&sheet, &answers.mapping),
        coming,
    })
}

fn coming(
    plan: Plan,
    sheet: &Sheet<'_>,
    answers: &Answers,
    product: &Product,
    actor: Actor,
) -> Coming {
    let columns = csv::columns(sheet, &answers.mapping);
    let (command, mut plan) = ordered(plan, answers);
    let fates = fates(product, actor, &command);
    let finished = command.finished;
    plan.items = command.items;
    let dry = DryRun::new(&plan, columns, &fates, finished);
    let first = plan.items.into_iter().zip(fates).take(FIRST).collect();
    Coming {
        dry,
        finished,
        first,
    }
}

/// The command of a plan, and what is left of the plan. What the file says is finished comes as done
/// unless somebody says otherwise, also where that is most of it: the page shows how many these
/// are, and asks.
pub(super) fn ordered(mut plan: Plan, answers: &Answers) -> (ImportItems, Plan) {
    let finished = answers.finished.unwrap_or(FinishedItems::Done);
    let command = ImportItems {
        items: std::mem::take(&mut plan.items),
        finished,
        removed: answers.removed,
    };
    (command, plan)
}

/// Each column with what it is taken for and what stands in it.
fn columns(sheet: &Sheet<'_>, mapping: &Mapping) -> Vec<ColumnLook> {
    let mut looks: Vec<ColumnLook> = csv::columns(sheet, mapping)
        .into_iter()
        .map(|column| ColumnLook {
            name: column.column,
            field: column.field,
            filled: column.filled,
            samples: Vec::new(),
        })
        .collect();
    for row in sheet.rows().take(LOOKED) {
        for (look, cell) in looks.iter_mut().zip(row.cells()) {
            sample(&mut look.samples, cell.trim());
        }
        if looks.iter().all(is_sampled) {
            break;
        }
    }
    looks
}

fn is_sampled(look: &ColumnLook) -> bool {
    look.samples.len() >= SAMPLES || look.samples.len() >= look.filled
}

fn sample(samples: &mut Vec<String>, cell: &str) {
    if cell.is_empty() || samples.len() >= SAMPLES {
        return;
    }
    let mut short: String = cell.chars().take(SHOWN).collect();
    if short.len() < cell.len() {
        short.push('…');
    }
    if !samples.contains(&short) {
        samples.push(short);
    }
}
