//! What an import did, or would do: for people, and as JSON for programs.

use std::fmt::Write;

use interchange::csv::ColumnUse;
use interchange::dry_run::{DryRun, Fates};
use interchange::plan::Summary;
use interchange::problem::Group;
use serde::Serialize;

use crate::cli::ImportOptions;
use crate::complaint::{Complaint, print as out};
use domain::scale::Measure;
use domain::text::thousands;

/// What came of it.
#[derive(Serialize)]
pub(crate) struct Outcome {
    /// The product's key.
    pub(crate) product: String,
    /// Whether something was written.
    pub(crate) written: bool,
    /// What it did or would do.
    #[serde(flatten)]
    pub(crate) dry_run: DryRun,
}

/// Prints it as it was asked for.
///
/// # Errors
/// When the output can't be written.
pub(crate) fn print(options: &ImportOptions, outcome: &Outcome) -> Result<(), Complaint> {
    if !options.json {
        return out(text(options, outcome).trim_end());
    }
    let json = serde_json::to_string_pretty(outcome);
    let json = json.map_err(|error| Complaint::new(format!("The report is no JSON: {error}.")))?;
    out(json)
}

fn text(options: &ImportOptions, outcome: &Outcome) -> String {
    let report = &outcome.dry_run;
    let mut text = String::new();
    let verdict = verdict(options.dry_run, &outcome.product, &report.fates);
    // Writing into a string does not fail.
    let _ = writeln!(
        text,
        "{verdict}\n\n{}",
        contents(report.rows, &report.coming)
    );
    if let Some(finished) = &report.finished_items {
        let _ = writeln!(text, "{finished}");
    }
    if options.dry_run {
        let _ = writeln!(text, "\nColumns");
        for column in &report.columns {
            let _ = writeln!(text, "  {}", column_line(column));
        }
    }
    if !report.problems.is_empty() {
        let _ = writeln!(text, "\nNot as it stands in the file");
        for group in &report.problems {
            let _ = writeln!(text, "  {}", problem(group));
        }
    }
    text
}

fn verdict(dry_run: bool, product: &str, fates: &Fates) -> String {
    let Fates {
        create,
        done,
        update,
        unchanged,
        skipped,
        removed,
        restored,
    } = fates;
    let mut parts = Vec::new();
    let new = match done {
        0 => "new".to_owned(),
        done => format!(
            "new ({} to the product backlog, {} done)",
            thousands(create - done),
            thousands(*done)
        ),
    };
    for (count, what) in [
        (create, &*new),
        (update, "updated"),
        (restored, "brought back"),
        (unchanged, "here already and the same"),
        (skipped, "finished and left where they are"),
        (removed, "removed here earlier (--restore brings them back)"),
    ] {
        if *count > 0 {
            parts.push(format!("{} {what}", thousands(*count)));
        }
    }
    let parts = parts.join(", ");
    match (dry_run, create + update + restored) {
        (_, 0) if parts.is_empty() => format!("Nothing to bring into {product}."),
        (true, 0) => format!("Nothing would change in {product}: {parts}."),
        (false, 0) => format!("Nothing changed in {product}: {parts}."),
        (true, _) => format!("This would come into {product}: {parts}. Nothing was written."),
        (false, _) => format!("Items in {product}: {parts}."),
    }
}

fn contents(rows: usize, coming: &Summary) -> String {
    let kinds = &coming.kinds;
    let kinds = [
        (kinds.epic, "epic", "epics"),
        (kinds.story, "story", "stories"),
        (kinds.task, "task", "tasks"),
        (kinds.bug, "bug", "bugs"),
    ];
    let kinds = kinds.into_iter().filter(|(number, ..)| *number > 0);
    let kinds: Vec<String> = kinds.map(|(n, one, many)| count(n, one, many)).collect();
    format!(
        "{}, {}: {}\n{} estimated with {} together, {} finished where they come from, {}",
        count(rows, "row", "rows"),
        count(coming.items, "item", "items"),
        kinds.join(", "),
        thousands(coming.estimated),
        Measure::Points.say(coming.points),
        thousands(coming.finished),
        count(coming.labels, "label", "labels"),
    )
}

fn count(number: usize, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", thousands(number))
}

fn column_line(column: &ColumnUse) -> String {
    let becomes = match column.field {
        Some(field) => field.as_str(),
        None => "kept with the item",
    };
    let rows = count(column.filled, "row", "rows");
    format!(
        "{:<24} {becomes:<18} {rows:>13}   {}",
        column.column, column.sample
    )
}

fn problem(group: &Group) -> String {
    let rows: Vec<String> = group
        .examples
        .iter()
        .map(|example| example.row.to_string())
        .collect();
    let more = if group.count > rows.len() {
        ", …"
    } else {
        ""
    };
    let column = match &group.column {
        Some(column) => format!(" (column “{column}”)"),
        None => String::new(),
    };
    format!(
        "{} × {}{column}. {}. {} {}{more}",
        thousands(group.count),
        group.what,
        group.consequence,
        if group.count == 1 { "Row" } else { "Rows" },
        rows.join(", ")
    )
}
