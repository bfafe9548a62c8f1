//! What SQLite reports, in words for the person who runs the server.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::StoreError;

/// Why a piece of work in a transaction was given up.
pub(super) enum Failed<E> {
    /// A rule was against it.
    Refused(E),
    /// The database failed.
    Sql(rusqlite::Error),
}

impl<E> From<rusqlite::Error> for Failed<E> {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

/// A database error on this file.
pub(super) fn explain(error: &rusqlite::Error, file: &Path) -> StoreError {
    let place = file.display().to_string();
    let reason = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full { place },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly { place },
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { place, reason },
        Some(ErrorCode::NotADatabase) => StoreError::Foreign { place },
        Some(ErrorCode::SystemIoFailure) => {
            let reason = format!("the disk failed to read or write, or is full ({reason})");
            StoreError::Database { place, reason }
        }
        _ => StoreError::Database { place, reason },
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::{Connection, ffi};

    use super::*;

    fn explained(code: i32) -> String {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        explain(&error, Path::new("data/millpond.db")).to_string()
    }

    #[test]
    fn says_what_to_do_and_names_the_file() {
        let codes = [
            ffi::SQLITE_FULL,
            ffi::SQLITE_CORRUPT,
            ffi::SQLITE_NOTADB,
            ffi::SQLITE_PERM,
        ];
        let said = codes.map(explained);
        assert!(
            said.iter().all(|text| text.contains("data/millpond.db")),
            "{said:?}"
        );
        assert!(said[0].contains("free some space"), "{said:?}");
        assert!(said[1].contains("backup"), "{said:?}");
        assert!(said[2].contains("not a Millpond database"), "{said:?}");
        assert!(said[3].contains("right to write"), "{said:?}");
        assert!(explained(ffi::SQLITE_IOERR_FSYNC).contains("the disk failed"));
    }

    #[test]
    fn a_connection_that_may_not_write_is_read_only() {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE TABLE t (a); PRAGMA query_only = ON")
            .unwrap();
        let error = connection
            .execute("INSERT INTO t VALUES (1)", [])
            .unwrap_err();
        let place = "m.db".to_owned();
        assert_eq!(
            explain(&error, Path::new("m.db")),
            StoreError::ReadOnly { place }
        );
    }
}
