//! What was read: histories of periods and of sprints. Not here: the files they come from.

/// One team's or project's past, of one source.
pub(crate) struct History {
    /// The file's name, with the part of it where there are several.
    pub(crate) name: String,
    /// Which kind of data it is: a heading of the report.
    pub(crate) sort: Sort,
    /// What happened.
    pub(crate) past: Past,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Sort {
    WeeklyPoints,
    WeeklyItems,
    SprintPoints,
    SprintEnd,
}

pub(crate) enum Past {
    /// What was finished in periods of so many days, the oldest first.
    Periods { finished: Vec<f64>, days: f64 },
    /// Sprints as they stood at shares of their time, the oldest first.
    Snapshots(Vec<Snapshots>),
}

/// A sprint at 0, 30, 50 and 80 % of its time, in points.
pub(crate) struct Snapshots {
    pub(crate) at: [Snapshot; 4],
    /// Finished at the end.
    pub(crate) delivered: f64,
}

#[derive(Clone, Copy, Default)]
pub(crate) struct Snapshot {
    pub(crate) done: f64,
    pub(crate) left: f64,
}

/// The shares of the time, in percent, at which snapshots are.
pub(crate) const SHARES: [u8; 4] = [0, 30, 50, 80];
