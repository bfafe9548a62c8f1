//! The store in one SQLite file: a writer thread, a few reading threads, and the folder's lock.

mod accounts;
mod error;
mod folder;
mod invites;
mod log;
mod notices;
mod people;
mod readers;
mod schema;
mod sign_in;
#[cfg(test)]
mod tests;
mod writer;

use std::path::Path;

use rusqlite::Connection;

use self::error::Failed;
use self::folder::Folder;
use self::readers::Readers;
use self::writer::{Session, Writer};
use crate::StoreError;

/// An open database.
pub(crate) struct Database {
    // Dropped in this order: the writer closes the last connection and so folds the write-ahead
    // log into the file, and only then another process may have the folder.
    readers: Readers,
    writer: Writer,
    _folder: Folder,
}

impl Database {
    /// Opens `millpond.db` in a folder, and makes both when they are not there.
    pub(crate) fn open(dir: &Path) -> Result<Self, StoreError> {
        let folder = Folder::take(dir)?;
        let file = folder.database()?;
        let connection = schema::open(&file)?;
        let writer = Writer::start(connection, &file)?;
        let readers = Readers::start(&file)?;
        Ok(Self {
            readers,
            writer,
            _folder: folder,
        })
    }

    /// Runs `work` in the next transaction, and answers once that is on disk. When `work` is
    /// refused or fails, nothing it did stays.
    async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, Failed<E>> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.writer.write(work).await
    }

    /// Runs `work` on what is committed now. It never waits for a writer.
    async fn query<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.readers.query(work).await
    }
}
