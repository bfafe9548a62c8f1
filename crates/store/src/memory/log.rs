//! The log in memory.

use std::collections::{BTreeMap, HashSet};
use std::sync::Mutex;

use async_trait::async_trait;
use uuid::Uuid;

use super::lock;
use crate::StoreError;
use crate::log::{Append, AppendError, Log, Row, StreamId};

/// A log in memory.
#[derive(Default)]
pub(crate) struct MemoryLog {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    streams: BTreeMap<StreamId, Vec<Row>>,
    causes: HashSet<(StreamId, Uuid)>,
}

#[async_trait]
impl Log for MemoryLog {
    async fn append(&self, appends: Vec<Append>) -> Result<(), AppendError> {
        let mut state = lock(&self.state);
        state.refuse_repeated(&appends)?;
        state.refuse_moved(&appends)?;
        for append in appends {
            state.extend(append);
        }
        Ok(())
    }

    async fn read(
        &self,
        stream: StreamId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        let seen = usize::try_from(after).unwrap_or(usize::MAX);
        let state = lock(&self.state);
        Ok(state
            .rows(stream)
            .iter()
            .skip(seen)
            .take(limit)
            .cloned()
            .collect())
    }

    async fn by_cause(&self, stream: StreamId, cause: Uuid) -> Result<Vec<Row>, StoreError> {
        let state = lock(&self.state);
        Ok(state
            .rows(stream)
            .iter()
            .filter(|row| row.cause == cause)
            .cloned()
            .collect())
    }

    async fn of_kinds(&self, stream: StreamId, kinds: &[&str]) -> Result<Vec<Row>, StoreError> {
        let state = lock(&self.state);
        let rows = state.rows(stream).iter();
        let of_these = rows.filter(|row| kinds.contains(&&*row.kind));
        Ok(of_these.cloned().collect())
    }

    async fn last_position(&self, stream: StreamId) -> Result<u64, StoreError> {
        Ok(lock(&self.state).rows(stream).len() as u64)
    }

    async fn streams(&self) -> Result<Vec<StreamId>, StoreError> {
        Ok(lock(&self.state).streams.keys().copied().collect())
    }
}

impl State {
    fn rows(&self, stream: StreamId) -> &[Row] {
        self.streams.get(&stream).map_or(&[], Vec::as_slice)
    }

    fn refuse_repeated(&self, appends: &[Append]) -> Result<(), AppendError> {
        for Append { stream, rows, .. } in appends {
            if let Some(row) = rows
                .iter()
                .find(|r| self.causes.contains(&(*stream, r.cause)))
            {
                return Err(AppendError::CommandRepeated {
                    stream: *stream,
                    cause: row.cause,
                });
            }
        }
        Ok(())
    }

    fn refuse_moved(&self, appends: &[Append]) -> Result<(), AppendError> {
        let mut ends = BTreeMap::new();
        for Append {
            stream,
            expected,
            rows,
        } in appends
        {
            let end = ends
                .entry(*stream)
                .or_insert_with(|| self.rows(*stream).len() as u64);
            if *end != *expected {
                return Err(AppendError::PositionTaken {
                    stream: *stream,
                    actual: *end,
                });
            }
            *end += rows.len() as u64;
        }
        Ok(())
    }

    /// Everything was checked: from here on nothing can be refused.
    fn extend(
        &mut self,
        Append {
            stream,
            expected,
            rows,
        }: Append,
    ) {
        if rows.is_empty() {
            return;
        }
        self.causes
            .extend(rows.iter().map(|row| (stream, row.cause)));
        let placed = (expected + 1..)
            .zip(rows)
            .map(|(p, row)| row.at_position(stream, p));
        self.streams.entry(stream).or_default().extend(placed);
    }
}
