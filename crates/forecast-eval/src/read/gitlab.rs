//! A GitLab project as JSON: its milestones and iterations are sprints, of which each item counts that
//! was closed by the last day.

use jiff::civil::Date;
use serde::Deserialize;

use crate::history::{History, Past, SHARES, Snapshot, Snapshots, Sort};

/// Days a sprint has: what is shorter or longer is a milestone of another sort.
const DAYS: std::ops::RangeInclusive<i32> = 5..=36;

#[derive(Deserialize)]
struct Project {
    sprints: Vec<Sprint>,
    issues: Vec<Issue>,
}

#[derive(Deserialize)]
struct Sprint {
    kind: String,
    id: u64,
    start_date: Option<Date>,
    due_date: Option<Date>,
}

#[derive(Deserialize)]
struct Issue {
    weight: Option<f64>,
    closed_at: Option<jiff::Timestamp>,
    milestone_id: Option<u64>,
    iteration_id: Option<u64>,
}

pub(super) fn read(name: &str, text: &str) -> Result<Vec<History>, String> {
    let project: Project = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let histories = ["iteration", "milestone"].into_iter().flat_map(|kind| {
        let (sprints, days) = sprints(&project, kind);
        let name = format!("{name}, {kind}s");
        let finished = sprints.iter().map(|sprint| sprint.delivered).collect();
        [
            History {
                name: name.clone(),
                sort: Sort::SprintPoints,
                past: Past::Periods { finished, days },
            },
            History {
                name,
                sort: Sort::SprintEnd,
                past: Past::Snapshots(sprints),
            },
        ]
    });
    Ok(histories.collect())
}

/// The sprints of a kind by their begin, and their usual length in days.
fn sprints(project: &Project, kind: &str) -> (Vec<Snapshots>, f64) {
    let mut dated: Vec<(Date, Date, u64)> = project
        .sprints
        .iter()
        .filter(|sprint| sprint.kind == kind)
        .filter_map(|sprint| Some((sprint.start_date?, sprint.due_date?, sprint.id)))
        .filter(|(start, due, _)| DAYS.contains(&days(*start, *due)))
        .collect();
    dated.sort_unstable();
    let mut lengths: Vec<i32> = dated
        .iter()
        .map(|(start, due, _)| days(*start, *due))
        .collect();
    lengths.sort_unstable();
    let usual = lengths.get(lengths.len() / 2).copied().unwrap_or(14);
    let snapshots = dated
        .into_iter()
        .filter_map(|(start, due, id)| snapshots(project, kind, id, start, due));
    (snapshots.collect(), f64::from(usual))
}

/// The days from the first to the last, both counted.
fn days(start: Date, due: Date) -> i32 {
    (due - start).get_days() + 1
}

/// The sprint as it stood; `None` without items. What came in meanwhile is not known.
fn snapshots(project: &Project, kind: &str, id: u64, start: Date, due: Date) -> Option<Snapshots> {
    let own = |issue: &&Issue| match kind {
        "iteration" => issue.iteration_id == Some(id),
        _ => issue.milestone_id == Some(id),
    };
    let issues: Vec<&Issue> = project.issues.iter().filter(own).collect();
    let total: f64 = issues.iter().filter_map(|issue| issue.weight).sum();
    // Up to the end of a day, in UTC: the files say no zone.
    let done_by = |day: Date| -> f64 {
        let closed = |issue: &&&Issue| {
            let at = issue
                .closed_at
                .map(|at| jiff::tz::TimeZone::UTC.to_datetime(at).date());
            at.is_some_and(|at| at <= day)
        };
        issues
            .iter()
            .filter(closed)
            .filter_map(|issue| issue.weight)
            .sum()
    };
    let at = SHARES.map(|share| {
        let passed = days(start, due) * i32::from(share) / 100;
        let day = start
            .checked_add(jiff::Span::new().days(passed - 1))
            .unwrap_or(start);
        let done = done_by(day);
        Snapshot {
            done,
            left: total - done,
        }
    });
    (!issues.is_empty()).then(|| Snapshots {
        at,
        delivered: done_by(due),
    })
}
