//! The log in SQLite.

use std::collections::HashMap;

use async_trait::async_trait;
use rusqlite::{OptionalExtension as _, Params, ToSql, ffi, params};
use uuid::Uuid;

use super::error::Failed;
use super::writer::Session;
use super::{Connection, Database};
use crate::StoreError;
use crate::log::{Append, AppendError, Log, NewRow, Row, StreamId};

const INSERT: &str = "INSERT INTO events
    (stream, position, kind, version, at, actor, role, cause, part, subject, data)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

#[async_trait]
impl Log for Database {
    async fn append(&self, appends: Vec<Append>) -> Result<(), AppendError> {
        self.write(move |session| append(session, &appends)).await
    }

    async fn read(
        &self,
        stream: StreamId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let filter = "position > ?2 ORDER BY position LIMIT ?3";
        self.query(move |db| rows(db, stream, filter, params![stream.0, number(after), limit]))
            .await
    }

    async fn by_cause(&self, stream: StreamId, cause: Uuid) -> Result<Vec<Row>, StoreError> {
        let filter = "cause = ?2 ORDER BY position";
        self.query(move |db| rows(db, stream, filter, params![stream.0, cause]))
            .await
    }

    async fn of_kinds(&self, stream: StreamId, kinds: &[&str]) -> Result<Vec<Row>, StoreError> {
        let holes = vec!["?"; kinds.len()].join(", ");
        let filter = format!("kind IN ({holes}) ORDER BY position");
        let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        self.query(move |db| {
            let values: Vec<&dyn ToSql> = [&stream.0 as &dyn ToSql]
                .into_iter()
                .chain(kinds.iter().map(|kind| kind as &dyn ToSql))
                .collect();
            rows(db, stream, &filter, &values[..])
        })
        .await
    }

    async fn last_position(&self, stream: StreamId) -> Result<u64, StoreError> {
        self.query(move |db| last_position(db, stream)).await
    }

    async fn streams(&self) -> Result<Vec<StreamId>, StoreError> {
        self.query(streams).await
    }
}

/// Everything is checked before anything is written, so that the answer does not depend on what
/// this very call has written so far.
fn append(session: &mut Session, appends: &[Append]) -> Result<(), Failed<AppendError>> {
    let mut ends = HashMap::new();
    for Append {
        stream,
        expected,
        rows,
    } in appends
    {
        let actual = match ends.get(stream) {
            Some(end) => *end,
            None => session.end(*stream)?,
        };
        if actual != *expected {
            return Err(refuse_moved(session, appends, *stream, actual));
        }
        ends.insert(*stream, actual + rows.len() as u64);
    }
    insert(&session.connection, appends)?;
    session.ends.extend(ends);
    Ok(())
}

fn insert(db: &Connection, appends: &[Append]) -> Result<(), Failed<AppendError>> {
    let mut statement = db.prepare_cached(INSERT)?;
    let mut parts = HashMap::new();
    for Append {
        stream,
        expected,
        rows,
    } in appends
    {
        for (position, row) in (expected + 1..).zip(rows) {
            let part: &mut u32 = parts.entry((*stream, row.cause)).or_default();
            let inserted = statement.execute(params![
                stream.0.as_bytes(),
                number(position),
                row.kind,
                row.version,
                row.at,
                row.actor,
                row.role,
                row.cause.as_bytes(),
                *part,
                row.subject,
                row.data,
            ]);
            inserted.map_err(|error| refuse_repeated(error, *stream, row))?;
            *part += 1;
        }
    }
    Ok(())
}

/// The index over the causes finds a repeated command; a search before each insert would cost more.
fn refuse_repeated(error: rusqlite::Error, stream: StreamId, row: &NewRow) -> Failed<AppendError> {
    match error.sqlite_error().map(|error| error.extended_code) {
        Some(ffi::SQLITE_CONSTRAINT_UNIQUE) => Failed::Refused(AppendError::CommandRepeated {
            stream,
            cause: row.cause,
        }),
        _ => Failed::Sql(error),
    }
}

/// The stream has moved, perhaps by these very commands.
fn refuse_moved(
    session: &Session,
    appends: &[Append],
    stream: StreamId,
    actual: u64,
) -> Failed<AppendError> {
    match repeated(&session.connection, appends) {
        Ok(Some(repeated)) => Failed::Refused(repeated),
        Ok(None) => Failed::Refused(AppendError::PositionTaken { stream, actual }),
        Err(error) => Failed::Sql(error),
    }
}

fn repeated(db: &Connection, appends: &[Append]) -> rusqlite::Result<Option<AppendError>> {
    let mut known =
        db.prepare_cached("SELECT 1 FROM events WHERE stream = ?1 AND cause = ?2 AND part = 0")?;
    for Append { stream, rows, .. } in appends {
        for NewRow { cause, .. } in rows {
            if known.exists(params![stream.0, cause])? {
                return Ok(Some(AppendError::CommandRepeated {
                    stream: *stream,
                    cause: *cause,
                }));
            }
        }
    }
    Ok(None)
}

impl Session {
    /// Where a stream ends. Nobody else writes, so the table is asked once.
    fn end(&mut self, stream: StreamId) -> rusqlite::Result<u64> {
        if let Some(end) = self.ends.get(&stream) {
            return Ok(*end);
        }
        let end = last_position(&self.connection, stream)?;
        self.ends.insert(stream, end);
        Ok(end)
    }
}

fn last_position(db: &Connection, stream: StreamId) -> rusqlite::Result<u64> {
    let last = "SELECT position FROM events WHERE stream = ?1 ORDER BY position DESC LIMIT 1";
    let position: Option<i64> = db
        .prepare_cached(last)?
        .query_row([stream.0], |row| row.get(0))
        .optional()?;
    Ok(position.map_or(0, i64::unsigned_abs))
}

/// Steps from stream to stream; `DISTINCT` would walk through every row.
fn streams(db: &Connection) -> rusqlite::Result<Vec<StreamId>> {
    let sql = "WITH RECURSIVE streams (stream) AS (
            SELECT min(stream) FROM events
            UNION ALL
            SELECT (SELECT min(stream) FROM events WHERE stream > streams.stream)
            FROM streams WHERE stream IS NOT NULL
        )
        SELECT stream FROM streams WHERE stream IS NOT NULL";
    db.prepare_cached(sql)?
        .query_map([], |row| row.get(0).map(StreamId))?
        .collect()
}

fn rows(
    db: &Connection,
    stream: StreamId,
    filter: &str,
    params: impl Params,
) -> rusqlite::Result<Vec<Row>> {
    let sql = format!(
        "SELECT position, kind, version, at, actor, role, cause, subject, data
         FROM events WHERE stream = ?1 AND {filter}"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params, |row| read_row(stream, row))?;
    rows.collect()
}

fn read_row(stream: StreamId, row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        stream,
        position: row.get::<_, i64>(0)?.unsigned_abs(),
        kind: row.get::<_, String>(1)?.into(),
        version: row.get(2)?,
        at: row.get(3)?,
        actor: row.get(4)?,
        role: row.get::<_, Option<String>>(5)?.map(Into::into),
        cause: row.get(6)?,
        subject: row.get(7)?,
        data: row.get(8)?,
    })
}

/// SQLite has no numbers above `i64`; a position that is greater lies behind every row.
fn number(position: u64) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}
