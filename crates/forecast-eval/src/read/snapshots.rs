//! Sprints as CSV, with what stood on their board at 0, 30, 50 and 80 % of the planned time.
//!
//! The same sprint stands there once per board that showed it; it is taken once, from the first board.

use std::collections::{BTreeMap, BTreeSet};

use super::{Row, number};
use crate::history::{History, Past, SHARES, Snapshot, Snapshots, Sort};

pub(super) fn read(name: &str, rows: &[Row]) -> Vec<History> {
    let mut seen = BTreeSet::new();
    let mut boards: BTreeMap<&str, Vec<Snapshots>> = BTreeMap::new();
    for row in rows {
        let sprint = row.get("sprintid");
        if sprint.is_some_and(|sprint| !seen.insert(sprint)) {
            continue;
        }
        let board = row.get("boardid").map(String::as_str).unwrap_or_default();
        boards.entry(board).or_default().push(sprint_of(row));
    }
    let histories = boards.into_iter().flat_map(|(board, sprints)| {
        let name = format!("{name}, board {board}");
        let finished = sprints.iter().map(|sprint| sprint.delivered).collect();
        [
            History {
                name: name.clone(),
                sort: Sort::SprintPoints,
                past: Past::Periods {
                    finished,
                    days: 14.0,
                },
            },
            History {
                name,
                sort: Sort::SprintEnd,
                past: Past::Snapshots(sprints),
            },
        ]
    });
    histories.collect()
}

fn sprint_of(row: &Row) -> Snapshots {
    let at = SHARES.map(|share| Snapshot {
        done: number(row, &format!("vel_done_{share}")),
        left: number(row, &format!("vel_todo_{share}"))
            + number(row, &format!("vel_inprogress_{share}")),
    });
    Snapshots {
        at,
        delivered: number(row, "delivered"),
    }
}
