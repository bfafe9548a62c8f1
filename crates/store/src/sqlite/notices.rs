//! What people have read of what they are told, in SQLite.

use rusqlite::{Connection, params};
use uuid::Uuid;

pub(super) fn read_by(db: &Connection, person: Uuid) -> rusqlite::Result<Vec<(Uuid, u64)>> {
    let sql = "SELECT product, position FROM notices_read WHERE person = ?1";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([person], |row| {
        let position: i64 = row.get(1)?;
        Ok((row.get(0)?, position.cast_unsigned()))
    })?;
    rows.collect()
}

pub(super) fn note(db: &Connection, person: Uuid, read: &[(Uuid, u64)]) -> rusqlite::Result<()> {
    let sql = "INSERT OR IGNORE INTO notices_read (person, product, position)
        SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM people WHERE id = ?1)";
    let mut statement = db.prepare_cached(sql)?;
    for (product, position) in read {
        statement.execute(params![person, product, position.cast_signed()])?;
    }
    Ok(())
}
