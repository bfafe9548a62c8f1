//! What can't be seen through the traits: that a commit waits for the disk, what shares a
//! transaction, and what a full disk leaves behind.

use std::sync::mpsc::{Receiver, Sender, channel};

use rusqlite::{Connection, OptionalExtension as _};
use tempfile::{TempDir, tempdir};
use uuid::Uuid;

use super::Database;
use super::error::Failed;
use super::writer::Session;
use crate::StoreError;
use crate::accounts::Accounts as _;
use crate::log::{Append, AppendError, Log as _, NewRow, StreamId};

const STREAM: StreamId = StreamId::WORKSPACE;

fn database() -> (TempDir, Database) {
    let folder = tempdir().unwrap();
    let database = Database::open(folder.path()).unwrap();
    (folder, database)
}

fn one(expected: u64, cause: u128, size: usize) -> Vec<Append> {
    let row = NewRow {
        kind: "item-moved".into(),
        version: 1,
        at: 0,
        actor: None,
        role: None,
        cause: Uuid::from_u128(cause),
        subject: None,
        data: "x".repeat(size),
    };
    vec![Append {
        stream: STREAM,
        expected,
        rows: vec![row],
    }]
}

impl Database {
    /// Runs `work` in a request of its own; it can't be refused.
    async fn request<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.write(|session: &mut Session| Ok(work(&session.connection)?))
            .await
    }

    /// Keeps the writer in a transaction until the gate opens. It may fail with its neighbours.
    async fn hold(&self, gate: Receiver<()>) {
        let _ = self.request(move |_| Ok(gate.recv())).await;
    }
}

/// What is polled after the requests that shall wait.
async fn open(gate: Sender<()>) {
    gate.send(()).unwrap();
}

#[tokio::test]
async fn a_commit_waits_for_the_disk() {
    let (_folder, database) = database();
    let pragma = async |name: &'static str| {
        let read = move |db: &Connection| db.pragma_query_value(None, name, |row| row.get(0));
        database.request::<i64>(read).await.unwrap()
    };
    assert_eq!(pragma("synchronous").await, 2, "FULL");
    assert_eq!(pragma("foreign_keys").await, 1);
    assert_eq!(pragma("secure_delete").await, 1);
    let journal = |db: &Connection| db.pragma_query_value(None, "journal_mode", |row| row.get(0));
    assert_eq!(database.request::<String>(journal).await.unwrap(), "wal");
}

/// The row of a request that came before in the same transaction is not committed yet.
#[tokio::test]
async fn requests_that_wait_together_are_committed_together() {
    let (folder, database) = database();
    let file = folder.path().join("millpond.db");
    let outside = move || {
        let other = Connection::open(&file)?;
        other
            .query_one("SELECT value FROM settings", [], |row| {
                row.get::<_, String>(0)
            })
            .optional()
    };
    let (sender, gate) = channel();
    let looks = outside.clone();
    let ((), set, seen, ()) = tokio::join!(
        database.hold(gate),
        database.set_setting("key", "value"),
        database.request(move |_| looks()),
        open(sender),
    );
    assert_eq!((set, seen), (Ok(()), Ok(None)));
    assert_eq!(outside().unwrap().as_deref(), Some("value"));
}

#[tokio::test]
async fn a_refused_request_takes_nothing_with_it() {
    let (_folder, database) = database();
    let (sender, gate) = channel();
    let half = |session: &mut Session| {
        session
            .connection
            .execute("INSERT INTO settings VALUES ('half', 'done')", [])?;
        Err::<(), _>(Failed::Refused(StoreError::Closed))
    };
    let ((), first, refused, stale, next, ()) = tokio::join!(
        database.hold(gate),
        database.append(one(0, 1, 10)),
        database.write(half),
        database.append(one(0, 2, 10)),
        database.append(one(1, 3, 10)),
        open(sender),
    );
    assert_eq!((first, next), (Ok(()), Ok(())));
    assert_eq!(refused, Err(StoreError::Closed));
    assert_eq!(
        stale,
        Err(AppendError::PositionTaken {
            stream: STREAM,
            actual: 1
        })
    );
    assert_eq!(database.setting("half").await, Ok(None));
    let rows = database.read(STREAM, 0, 10).await.unwrap();
    assert!(rows.iter().map(|row| row.cause.as_u128()).eq([1, 3]));
}

/// If the read waited, nobody would open the gate.
#[tokio::test]
async fn a_reader_does_not_wait_for_the_writer() {
    let (_folder, database) = database();
    database.append(one(0, 1, 10)).await.unwrap();
    let (sender, gate) = channel();
    let read = async {
        let rows = database.read(STREAM, 0, 10).await;
        open(sender).await;
        rows.unwrap().len()
    };
    let ((), unfinished, seen) =
        tokio::join!(database.hold(gate), database.append(one(1, 2, 10)), read);
    assert_eq!((unfinished, seen), (Ok(()), 1));
}

/// A limit on the file's pages stands for a disk without space. It strikes inside a transaction
/// that several requests share, and SQLite rolls it back at once.
#[tokio::test]
async fn a_full_disk_loses_nothing_and_says_so() {
    let (_folder, database) = database();
    let limit = async |pages: u32| {
        let set = move |db: &Connection| db.pragma_update(None, "max_page_count", pages);
        database.request(set).await.unwrap();
    };
    database.append(one(0, 1, 10)).await.unwrap();
    limit(60).await;
    let (sender, gate) = channel();
    let ((), fits, too_much, after, ()) = tokio::join!(
        database.hold(gate),
        database.append(one(1, 2, 10)),
        database.append(one(2, 3, 1_000_000)),
        database.append(one(2, 4, 10)),
        open(sender),
    );
    let Err(AppendError::Storage(StoreError::Full { place })) = &too_much else {
        panic!("{too_much:?}")
    };
    assert!(place.ends_with("millpond.db"), "{place}");
    let kept = [
        Some(1),
        fits.is_ok().then_some(2),
        after.is_ok().then_some(4),
    ];
    let rows = database.read(STREAM, 0, 10).await.unwrap();
    assert!(
        rows.iter()
            .map(|row| row.cause.as_u128())
            .eq(kept.into_iter().flatten())
    );

    limit(1_000_000).await;
    let end = rows.len() as u64;
    database
        .append(one(end, 5, 1_000_000))
        .await
        .expect("there is space again");
    assert_eq!(database.last_position(STREAM).await, Ok(end + 1));
}

#[tokio::test]
async fn what_is_erased_is_not_left_in_the_file() {
    let (folder, database) = database();
    let name = "Somebody who wants to be forgotten";
    database.set_setting("person", name).await.unwrap();
    database.remove_setting("person").await.unwrap();
    drop(database);
    let bytes = std::fs::read(folder.path().join("millpond.db")).unwrap();
    assert!(
        !bytes
            .windows(name.len())
            .any(|part| part == name.as_bytes())
    );
}
