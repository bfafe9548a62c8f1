//! Issues as CSV, with the number of their sprint: what each sprint of a project finished.

use std::collections::BTreeMap;

use super::{Row, number};
use crate::history::{History, Past, Sort};

/// The length of a sprint, in days, where the file does not say.
const DAYS: f64 = 14.0;

pub(super) fn read(name: &str, rows: &[Row]) -> Vec<History> {
    let mut projects: BTreeMap<&str, BTreeMap<u32, f64>> = BTreeMap::new();
    for row in rows {
        let Some(sprint) = row.get("Sprint").and_then(|cell| cell.parse().ok()) else {
            continue;
        };
        let finished = row.get("Resolution").is_some_and(|cell| is_finished(cell));
        let points = if finished {
            number(row, "Story.Points")
        } else {
            0.0
        };
        let project = row.get("Project").map(String::as_str).unwrap_or_default();
        *projects
            .entry(project)
            .or_default()
            .entry(sprint)
            .or_default() += points;
    }
    let history = |(project, sprints): (&str, BTreeMap<u32, f64>)| History {
        name: format!("{name} {project}"),
        sort: Sort::SprintPoints,
        past: Past::Periods {
            finished: sprints.into_values().collect(),
            days: DAYS,
        },
    };
    projects.into_iter().map(history).collect()
}

/// Jira's words for what was done, not only closed.
fn is_finished(resolution: &str) -> bool {
    matches!(
        resolution,
        "Done" | "Fixed" | "Complete" | "Completed" | "Resolved"
    )
}
