//! The report before the deed, the same for pages, the API and the command
//! line: what will come, what will not, and why.

use domain::import::{Fate, FinishedItems};
use serde::Serialize;

use crate::csv::ColumnUse;
use crate::plan::{Plan, Summary};
use crate::problem::{Group, grouped};
use domain::text::counted;

/// Rows that each group of problems shows.
pub const EXAMPLES: usize = 5;

/// What an import would do, in figures and examples. The full lists are in the
/// [`Plan`].
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DryRun {
    /// Rows that say something, whether they come or not.
    pub rows: usize,
    /// Rows that do not come; `problems` says why.
    pub staying: usize,
    /// The columns and what they are taken for.
    pub columns: Vec<ColumnUse>,
    /// What comes, in figures.
    pub coming: Summary,
    /// How many of those that are not here yet are finished where they come from.
    pub finished_new: usize,
    /// What becomes of these, in a sentence; nothing where there are none.
    pub finished_items: Option<String>,
    /// What it does to the product.
    pub fates: Fates,
    /// What does not come as it stands in the file, what stays behind first.
    pub problems: Vec<Group>,
}

/// What becomes of the items in the product.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Fates {
    /// How many become new items.
    pub create: usize,
    /// How many of these are done; the others come into the product backlog.
    pub done: usize,
    /// How many update an item that came earlier.
    pub update: usize,
    /// How many are there already, and the same.
    pub unchanged: usize,
    /// How many are finished and therefore stay.
    pub skipped: usize,
    /// How many came earlier, were removed here, and stay removed.
    pub removed: usize,
    /// How many came earlier, were removed here, and come back.
    pub restored: usize,
}

impl Fates {
    /// Whether anything in the product becomes another than before.
    pub fn change(&self) -> bool {
        self.create + self.update + self.restored > 0
    }

    /// Counts what [`domain::import::fates`] says; `done` of what is new is done.
    pub fn of(fates: &[Fate], done: usize) -> Fates {
        let mut counts = Fates {
            done,
            ..Fates::default()
        };
        for fate in fates {
            match fate {
                Fate::Create => counts.create += 1,
                Fate::Update(_) => counts.update += 1,
                Fate::Unchanged(_) => counts.unchanged += 1,
                Fate::Skipped => counts.skipped += 1,
                Fate::Removed(_) => counts.removed += 1,
                Fate::Restore(_) => counts.restored += 1,
            }
        }
        counts
    }
}

impl DryRun {
    /// The report on a plan and what the product makes of it.
    pub fn new(
        plan: &Plan,
        columns: Vec<ColumnUse>,
        fates: &[Fate],
        finished: FinishedItems,
    ) -> DryRun {
        let coming = plan.summary();
        let fate = |wanted: Fate| {
            let both = plan.items.iter().zip(fates);
            let found = both.filter(|(item, fate)| item.finished && **fate == wanted);
            found.count()
        };
        let (new, skipped) = (fate(Fate::Create), fate(Fate::Skipped));
        let done = match finished {
            FinishedItems::Done => new,
            FinishedItems::Reopen | FinishedItems::Skip => 0,
        };
        DryRun {
            finished_new: new + skipped,
            finished_items: finished_sentence(new + skipped, finished),
            rows: plan.rows,
            staying: plan.staying(),
            columns,
            coming,
            fates: Fates::of(fates, done),
            problems: grouped(&plan.problems, EXAMPLES),
        }
    }
}

/// "12 items are finished there; they come as done, out of the order."
fn finished_sentence(count: usize, finished: FinishedItems) -> Option<String> {
    let (items, they) = match count {
        0 => return None,
        1 => ("1 item is finished there".to_owned(), "it"),
        many => (
            format!("{} are finished there", counted(many, "item")),
            "they",
        ),
    };
    let s = if count == 1 { "s" } else { "" };
    Some(match finished {
        FinishedItems::Done => format!("{items}; {they} come{s} as done, out of the order."),
        FinishedItems::Reopen => {
            format!("{items}; {they} come{s} into the product backlog, as open.")
        }
        FinishedItems::Skip => format!("{items}; {they} stay{s} there."),
    })
}
