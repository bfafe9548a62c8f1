//! What an import brought, or would bring: the same report for both.

use std::sync::Arc;

use app::Done;
use domain::Product;
use interchange::csv::ColumnUse;
use interchange::dry_run::DryRun;
use interchange::problem::Group;
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::{Accepted, Total};

/// What an import brought, or would bring.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(super) struct Imported {
    /// Whether nothing was changed because only the report was asked for.
    dry_run: bool,
    /// The command; `null` for a dry run.
    accepted: Option<Accepted>,
    /// Rows that say something.
    rows: usize,
    /// Rows that do not come; `problems` says why.
    staying: usize,
    /// How many become new items.
    created: usize,
    /// How many of these are done; the others came into the product backlog.
    done: usize,
    /// How many update an item that came earlier.
    updated: usize,
    /// How many are there already, and the same.
    unchanged: usize,
    /// How many are finished where they come from and therefore stay there.
    skipped: usize,
    /// How many came earlier, were removed here, and stay removed.
    removed: usize,
    /// How many came earlier, were removed here, and come back.
    restored: usize,
    /// What becomes of the items that are finished where they come from and not here yet, in a
    /// sentence; `null` where there are none.
    finished_items: Option<String>,
    /// What comes, in figures.
    coming: Coming,
    /// The columns and what they are taken for.
    columns: Vec<ImportColumn>,
    /// What does not come as it stands in the file, what stays behind first.
    problems: Vec<ImportProblem>,
}

/// Items in figures.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Coming {
    /// How many there are.
    items: usize,
    /// How many of them are epics.
    epics: usize,
    /// How many are stories.
    stories: usize,
    /// How many are tasks.
    tasks: usize,
    /// How many are bugs.
    bugs: usize,
    /// How many have an estimate.
    estimated: usize,
    /// The sum of the estimates.
    points: Total,
    /// How many are finished where they come from.
    finished: usize,
    /// How many different labels they have.
    labels: usize,
}

/// A column of the file.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct ImportColumn {
    /// Its name.
    #[schema(value_type = String)]
    column: Arc<str>,
    /// The field it is taken for; `null` if it is kept with the items as it is.
    #[schema(example = "estimate")]
    field: Option<&'static str>,
    /// How many rows have something in it.
    filled: usize,
    /// The first thing in it, shortened.
    sample: String,
}

/// All problems of one sort in one column.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct ImportProblem {
    /// A name for programs.
    #[schema(example = "no_title")]
    code: &'static str,
    /// The column it is about; `null` for the whole row.
    #[schema(value_type = Option<String>)]
    column: Option<Arc<str>>,
    /// Whether these rows do not come at all.
    stays: bool,
    /// What it is.
    what: &'static str,
    /// What becomes of the items.
    consequence: &'static str,
    /// How many rows have it.
    count: usize,
    /// The first of them.
    examples: Vec<Example>,
}

/// One row that has a problem.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Example {
    /// The row, counted from 1, headers included.
    row: u64,
    /// What stands there, shortened.
    value: String,
}

impl Imported {
    /// What would come.
    pub(super) fn dry(report: &DryRun) -> Imported {
        let (fates, coming) = (report.fates, &report.coming);
        Imported {
            dry_run: true,
            accepted: None,
            rows: report.rows,
            staying: report.staying,
            created: fates.create,
            done: fates.done,
            updated: fates.update,
            unchanged: fates.unchanged,
            skipped: fates.skipped,
            removed: fates.removed,
            restored: fates.restored,
            finished_items: report.finished_items.clone(),
            coming: Coming {
                items: coming.items,
                epics: coming.kinds.epic,
                stories: coming.kinds.story,
                tasks: coming.kinds.task,
                bugs: coming.kinds.bug,
                estimated: coming.estimated,
                points: coming.points.into(),
                finished: coming.finished,
                labels: coming.labels,
            },
            columns: report.columns.iter().map(column).collect(),
            problems: report.problems.iter().map(problem).collect(),
        }
    }

    /// What came.
    pub(super) fn done(report: &DryRun, done: &Done<Product>) -> Imported {
        Imported {
            dry_run: false,
            accepted: Some(Accepted::from(done)),
            ..Imported::dry(report)
        }
    }
}

fn column(used: &ColumnUse) -> ImportColumn {
    ImportColumn {
        column: used.column.clone(),
        field: used.field.map(|field| field.as_str()),
        filled: used.filled,
        sample: used.sample.clone(),
    }
}

fn problem(group: &Group) -> ImportProblem {
    let examples = group.examples.iter().map(|example| Example {
        row: example.row,
        value: example.value.clone(),
    });
    ImportProblem {
        code: group.fault.code(),
        column: group.column.clone(),
        stays: group.stays,
        what: group.what,
        consequence: group.consequence,
        count: group.count,
        examples: examples.collect(),
    }
}
