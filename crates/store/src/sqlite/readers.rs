//! A few threads that read, each with a connection of its own. The write-ahead log lets them read
//! while the writer commits.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::error::explain;
use super::schema;
use crate::StoreError;

type Job = Box<dyn FnOnce(&Connection) + Send>;

/// The reading threads; dropping this waits for what they are doing.
pub(super) struct Readers {
    queue: Option<Sender<Job>>,
    threads: Vec<JoinHandle<()>>,
    file: Arc<Path>,
}

impl Readers {
    /// Starts the threads.
    pub(super) fn start(file: &Path) -> Result<Self, StoreError> {
        let (queue, jobs) = channel();
        let jobs = Arc::new(Mutex::new(jobs));
        let count = thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 4));
        let mut readers = Self {
            queue: Some(queue),
            threads: Vec::new(),
            file: file.into(),
        };
        for _ in 0..count {
            let connection = schema::open_to_read(file)?;
            let jobs = Arc::clone(&jobs);
            let thread = thread::Builder::new()
                .name("store-reader".to_owned())
                .spawn(move || run(&connection, &jobs))
                .map_err(|error| super::writer::no_thread(file, &error))?;
            readers.threads.push(thread);
        }
        Ok(readers)
    }

    /// Hands `work` to the next free thread.
    pub(super) async fn query<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // Nobody listens when the caller stopped waiting.
            let _ = answer.send(work(connection));
        });
        let queue = self.queue.as_ref().ok_or(StoreError::Closed)?;
        queue.send(job).map_err(|_| StoreError::Closed)?;
        let result = answered.await.map_err(|_| StoreError::Closed)?;
        result.map_err(|error| explain(&error, &self.file))
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.queue = None;
        for thread in self.threads.drain(..) {
            // A thread that panicked has said so already.
            let _ = thread.join();
        }
    }
}

fn run(connection: &Connection, jobs: &Mutex<Receiver<Job>>) {
    loop {
        // The lock is let go before the job runs: it is a statement of its own.
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match job {
            Ok(job) => job(connection),
            Err(_) => return,
        }
    }
}
