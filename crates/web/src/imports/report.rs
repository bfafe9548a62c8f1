//! What an import did, to be kept: as JSON for programs, as text for people.

use std::fmt::Write;

use domain::import::Fate;
use domain::{CommandId, Place, Product};
use interchange::dry_run::DryRun;
use interchange::problem::Problem;
use jiff::Timestamp;
use serde::Serialize;

/// What an import did.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Report {
    /// The file's name.
    pub file: String,
    /// The product's key.
    pub product: String,
    /// Who imported.
    pub by: String,
    /// When.
    #[serde(serialize_with = "as_text")]
    pub at: Timestamp,
    /// In figures.
    #[serde(rename = "summary")]
    pub dry: DryRun,
    /// All that did not come as it stood in the file.
    pub problems: Vec<Problem>,
    /// What became of each row that came.
    pub items: Vec<Brought>,
    /// What undoes it, unless nothing changed.
    #[serde(skip)]
    pub command: Option<CommandId>,
}

impl Report {
    /// Whether all that was new with it is removed again.
    pub(crate) fn is_undone(&self, product: &Product) -> bool {
        let new = self
            .items
            .iter()
            .filter(|one| one.fate == word(Fate::Create));
        let mut places = new.map(|one| {
            let item = product.parse_item_key(one.item.as_deref()?)?;
            Some(product.items.get(&item)?.place)
        });
        let first = places.next();
        first == Some(Some(Place::Removed)) && places.all(|place| place == Some(Place::Removed))
    }
}

/// A row and the item it is.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Brought {
    /// The row, counted from 1, header included.
    pub row: u64,
    /// The key it has there.
    pub key: String,
    /// The key it has here; none when it stayed there.
    pub item: Option<String>,
    /// What became of it.
    pub fate: &'static str,
}

impl Brought {
    /// All of them, in the order of the file.
    pub(crate) fn all(rows: Vec<(u64, String)>, fates: &[Fate], product: &Product) -> Vec<Self> {
        let brought = |((row, key), fate): ((u64, String), &Fate)| Self {
            row,
            item: product
                .originals
                .get(key.as_str())
                .map(|item| product.item_key(*item)),
            key,
            fate: word(*fate),
        };
        rows.into_iter().zip(fates).map(brought).collect()
    }
}

/// What becomes of an item, in one word.
pub(crate) fn word(fate: Fate) -> &'static str {
    match fate {
        Fate::Create => "new",
        Fate::Update(_) => "updated",
        Fate::Unchanged(_) => "unchanged",
        Fate::Skipped => "stays there",
        Fate::Removed(_) => "was removed here",
        Fate::Restore(_) => "comes back",
    }
}

fn as_text<S: serde::Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(at)
}

impl Report {
    /// For people: figures, then every problem, then every row.
    pub(crate) fn text(&self) -> String {
        let fates = self.dry.fates;
        let mut text = format!(
            "Import of {} into {}\nBy {}, {}\n\n{} new ({} to the product backlog, {} done), {} updated, {} unchanged, {} finished and left there, {} removed here earlier and left so, {} brought back\nRows that did not come: {}\n",
            self.file,
            self.product,
            self.by,
            self.at.strftime("%Y-%m-%d %H:%M UTC"),
            fates.create,
            fates.create - fates.done,
            fates.done,
            fates.update,
            fates.unchanged,
            fates.skipped,
            fates.removed,
            fates.restored,
            self.dry.staying,
        );
        // Writing into a string cannot fail.
        if !self.problems.is_empty() {
            text.push_str("\nWhat did not come as it stood in the file\n");
        }
        for problem in &self.problems {
            let _ = writeln!(text, "  {}", problem.sentence());
        }
        text.push_str("\nRows\n");
        for Brought {
            row,
            key,
            item,
            fate,
        } in &self.items
        {
            let item = item.as_deref().unwrap_or("–");
            let _ = writeln!(text, "  {row}\t{key}\t{item}\t{fate}");
        }
        text
    }
}
