//! The tables, how they came to be, and how a connection is set up.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, MAIN_DB, OpenFlags};

use super::error::explain;
use crate::StoreError;

/// "MILL": tells our files from other SQLite files.
const APPLICATION_ID: i32 = 0x4d49_4c4c;

/// Every change of the schema, in order. `user_version` counts those a file has. A released entry
/// is never edited.
const MIGRATIONS: &[&str] = &[include_str!("schema/1.sql"), include_str!("schema/2.sql")];

/// How long another program that looks into the file, a backup for example, is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens a file for writing, with the latest schema.
pub(super) fn open(file: &Path) -> Result<Connection, StoreError> {
    let problem = |error: rusqlite::Error| explain(&error, file);
    let mut connection = Connection::open(file).map_err(problem)?;
    // SQLite opens what it may not write for reading, and would say so only at the first commit.
    if connection.is_readonly(MAIN_DB).map_err(problem)? {
        return Err(StoreError::ReadOnly {
            place: file.display().to_string(),
        });
    }
    refuse_strangers(&connection, file)?;
    set_up_writing(&connection).map_err(problem)?;
    migrate(&mut connection).map_err(problem)?;
    Ok(connection)
}

/// Opens a file for reading only.
pub(super) fn open_to_read(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = || {
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(PATIENCE)?;
        Ok(connection)
    };
    open().map_err(|error| explain(&error, file))
}

/// `FULL` makes every commit wait for the disk: what was acknowledged survives a power cut.
/// Checkpoints are the writer's, between transactions, so that nobody waits for one in a commit.
/// `secure_delete` overwrites what is erased.
fn set_up_writing(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA wal_autocheckpoint = 0;
         PRAGMA journal_size_limit = 67108864;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;",
    )
}

fn refuse_strangers(connection: &Connection, file: &Path) -> Result<(), StoreError> {
    let number = |sql| connection.query_one(sql, [], |row| row.get::<_, i64>(0));
    let place = file.display().to_string();
    let problem = |error: rusqlite::Error| explain(&error, file);
    let tables = number("SELECT count(*) FROM sqlite_schema").map_err(problem)?;
    let ours = number("PRAGMA application_id").map_err(problem)? == i64::from(APPLICATION_ID);
    let version = number("PRAGMA user_version").map_err(problem)?;
    let known = MIGRATIONS.len() as u32;
    match u32::try_from(version) {
        _ if tables > 0 && !ours => Err(StoreError::Foreign { place }),
        Ok(found) if found > known => Err(StoreError::Newer {
            place,
            found,
            known,
        }),
        Ok(_) => Ok(()),
        Err(_) => Err(StoreError::Foreign { place }),
    }
}

/// Applies what is missing, each change in a transaction with its number.
fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let applied = connection.query_one("PRAGMA user_version", [], |row| row.get::<_, u32>(0))?;
    for (number, change) in (1..).zip(MIGRATIONS).skip(applied as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(change)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", number)?;
        transaction.commit()?;
    }
    Ok(())
}
