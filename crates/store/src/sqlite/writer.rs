//! The one thread that writes. Requests that wait at the same time share a transaction, and so one
//! wait for the disk; nobody is answered before it is over.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::error::{Failed, explain};
use crate::StoreError;
use crate::log::StreamId;

/// The most requests that share a transaction, so that the first does not wait for ever.
const TOGETHER: usize = 256;
/// After how many requests the write-ahead log is folded into the file. A request writes about
/// three pages, so the log stays around a few megabytes.
const CHECKPOINT_EVERY: usize = 500;

/// Does its work in the transaction it is given, or takes note that there is none, and leaves
/// behind how to answer.
type Job = Box<dyn FnOnce(Result<&mut Session, StoreError>) -> Answer + Send>;
/// Answers, once it is known whether the transaction is on disk.
type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// The writing thread; dropping this waits until everything asked for is done.
pub(super) struct Writer {
    queue: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(connection: Connection, file: &Path) -> Result<Self, StoreError> {
        let (queue, jobs) = channel();
        let session = Session {
            connection,
            ends: HashMap::new(),
            file: file.into(),
            failure: None,
        };
        let thread = thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || session.run(&jobs))
            .map_err(|error| no_thread(file, &error))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    /// See [`super::Database::write`].
    pub(super) async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, Failed<E>> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |session| {
            let result = session
                .map_err(E::from)
                .and_then(|session| session.attempt(work));
            Box::new(move |committed| {
                // Nobody listens when the caller stopped waiting. A refusal, too, rests on what
                // others wrote in this transaction, so it counts only when that is on disk.
                let _ = answer.send(committed.map_err(E::from).and(result));
            })
        });
        let queue = self.queue.as_ref().ok_or(StoreError::Closed)?;
        queue.send(job).map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so already.
            let _ = thread.join();
        }
    }
}

/// A thread could not be started.
pub(super) fn no_thread(file: &Path, error: &io::Error) -> StoreError {
    let reason = format!("no thread could be started for it ({error})");
    StoreError::Database {
        place: file.display().to_string(),
        reason,
    }
}

/// What the writing thread works with.
pub(super) struct Session {
    /// The only connection that writes.
    pub(super) connection: Connection,
    /// Where the streams end, as of this transaction; what is missing is asked of the table.
    pub(super) ends: HashMap<StreamId, u64>,
    file: Box<Path>,
    /// The last failure of the database, for those whose transaction it took down.
    failure: Option<StoreError>,
}

impl Session {
    fn run(mut self, jobs: &Receiver<Job>) {
        let mut since_checkpoint = 0;
        while let Ok(first) = jobs.recv() {
            let waiting = std::iter::once(first).chain(jobs.try_iter()).take(TOGETHER);
            since_checkpoint += self.commit_together(waiting);
            if since_checkpoint >= CHECKPOINT_EVERY {
                since_checkpoint = 0;
                self.checkpoint();
            }
        }
    }

    /// Runs the jobs in one transaction and answers them all. Says how many there were.
    fn commit_together(&mut self, jobs: impl Iterator<Item = Job>) -> usize {
        let mut state = self.execute("BEGIN IMMEDIATE");
        let mut answers = Vec::new();
        for job in jobs {
            answers.push(job(state.clone().map(|()| &mut *self)));
            if state.is_ok() && self.connection.is_autocommit() {
                state = Err(self.failure.take().unwrap_or(StoreError::Closed));
            }
        }
        let committed = state.and_then(|()| self.execute("COMMIT"));
        if committed.is_err() {
            self.roll_back();
        }
        let count = answers.len();
        for answer in answers {
            answer(committed.clone());
        }
        count
    }

    /// Runs one request's work so that it leaves nothing behind when it does not succeed.
    fn attempt<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, Failed<E>>,
    ) -> Result<T, E> {
        self.execute("SAVEPOINT request")?;
        let result = work(self).map_err(|failed| match failed {
            Failed::Refused(refusal) => refusal,
            Failed::Sql(error) => E::from(self.note(&error)),
        });
        if self.connection.is_autocommit() {
            // SQLite gave the whole transaction up by itself, as it does on a full disk.
            return result;
        }
        let undone = match result {
            Ok(_) => Ok(()),
            Err(_) => self.execute("ROLLBACK TO request"),
        };
        if undone
            .and_then(|()| self.execute("RELEASE request"))
            .is_err()
        {
            self.roll_back();
        }
        result
    }

    fn execute(&mut self, sql: &str) -> Result<(), StoreError> {
        let done = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut sql| sql.execute([]));
        done.map(drop).map_err(|error| self.note(&error))
    }

    fn note(&mut self, error: &rusqlite::Error) -> StoreError {
        let failure = explain(error, &self.file);
        self.failure = Some(failure.clone());
        failure
    }

    /// Gives the whole transaction up, if SQLite has not done so itself.
    fn roll_back(&mut self) {
        self.ends.clear();
        if !self.connection.is_autocommit() {
            // When even this fails, the next `BEGIN` fails too and says why.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }

    /// Never waits for readers, so it may do only a part. A failure does no harm, the rows are
    /// safe in the write-ahead log, and is met again by a commit if it lasts.
    fn checkpoint(&self) {
        let _ = self
            .connection
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
    }
}
