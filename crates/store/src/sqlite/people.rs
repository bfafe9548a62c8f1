//! People, settings and import mappings in SQLite: the statements behind the trait. The writer is
//! the only one who changes anything, so a check before a change needs no other guard.

use rusqlite::types::ToSql;
use rusqlite::{Connection, OptionalExtension as _, Params, Row, params};
use uuid::Uuid;

use super::error::Failed;
use crate::accounts::{AccountError, PasswordHash, Person, email_key};

/// The columns [`read_person`] reads, for queries that join.
pub(super) const COLUMNS: &str =
    "people.id, people.name, people.email, people.password_hash, people.created, people.disabled";

/// Reads [`COLUMNS`] that begin at the column `first`.
pub(super) fn read_person(row: &Row<'_>, first: usize) -> rusqlite::Result<Person> {
    Ok(Person {
        id: row.get(first)?,
        name: row.get(first + 1)?,
        email: row.get(first + 2)?,
        password_hash: row.get::<_, Option<String>>(first + 3)?.map(PasswordHash),
        created: row.get(first + 4)?,
        disabled: row.get(first + 5)?,
    })
}

pub(super) fn add_first(db: &Connection, person: &Person) -> Result<(), Failed<AccountError>> {
    if db
        .prepare_cached("SELECT 1 FROM people LIMIT 1")?
        .exists([])?
    {
        return Err(Failed::Refused(AccountError::AlreadySetUp));
    }
    add(db, person)
}

pub(super) fn add(db: &Connection, person: &Person) -> Result<(), Failed<AccountError>> {
    if is_known(db, person.id)? {
        return Err(Failed::Refused(AccountError::PersonExists));
    }
    refuse_email(db, &person.email, person.id)?;
    db.prepare_cached(
        "INSERT INTO people (id, name, email, email_key, password_hash, created, disabled)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        person.id,
        person.name,
        person.email,
        email_key(&person.email),
        person.password_hash.as_ref().map(|hash| &hash.0),
        person.created,
        person.disabled,
    ])?;
    Ok(())
}

/// Refuses an id nobody has.
pub(super) fn require(db: &Connection, id: Uuid) -> Result<(), Failed<AccountError>> {
    if is_known(db, id)? {
        Ok(())
    } else {
        Err(Failed::Refused(AccountError::UnknownPerson))
    }
}

fn is_known(db: &Connection, id: Uuid) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM people WHERE id = ?1")?
        .exists([id])
}

fn refuse_email(db: &Connection, email: &str, of: Uuid) -> Result<(), Failed<AccountError>> {
    let taken = "SELECT 1 FROM people WHERE email_key = ?1 AND id <> ?2";
    if db
        .prepare_cached(taken)?
        .exists(params![email_key(email), of])?
    {
        return Err(Failed::Refused(AccountError::EmailTaken));
    }
    Ok(())
}

pub(super) fn by_id(db: &Connection, id: Uuid) -> rusqlite::Result<Option<Person>> {
    let sql = format!("SELECT {COLUMNS} FROM people WHERE id = ?1");
    db.prepare_cached(&sql)?
        .query_row([id], |row| read_person(row, 0))
        .optional()
}

pub(super) fn by_email(db: &Connection, email: &str) -> rusqlite::Result<Option<Person>> {
    let sql = format!("SELECT {COLUMNS} FROM people WHERE email_key = ?1");
    db.prepare_cached(&sql)?
        .query_row([email_key(email)], |row| read_person(row, 0))
        .optional()
}

pub(super) fn all(db: &Connection) -> rusqlite::Result<Vec<Person>> {
    let sql = format!("SELECT {COLUMNS} FROM people ORDER BY id");
    db.prepare_cached(&sql)?
        .query_map([], |row| read_person(row, 0))?
        .collect()
}

/// Sets one column of a person.
pub(super) fn set(
    db: &Connection,
    id: Uuid,
    column: &'static str,
    value: impl ToSql,
) -> Result<(), Failed<AccountError>> {
    let sql = format!("UPDATE people SET {column} = ?2 WHERE id = ?1");
    match db.prepare_cached(&sql)?.execute(params![id, value])? {
        0 => Err(Failed::Refused(AccountError::UnknownPerson)),
        _ => Ok(()),
    }
}

pub(super) fn change_email(
    db: &Connection,
    id: Uuid,
    email: &str,
) -> Result<(), Failed<AccountError>> {
    require(db, id)?;
    refuse_email(db, email, id)?;
    set(db, id, "email", email)?;
    set(db, id, "email_key", email_key(email))
}

/// What refers to the person goes with them, by the foreign keys.
pub(super) fn erase(db: &Connection, id: Uuid) -> rusqlite::Result<bool> {
    let addressed = "DELETE FROM invites
        WHERE email_key = (SELECT email_key FROM people WHERE id = ?1)";
    delete(db, addressed, [id])?;
    Ok(delete(db, "DELETE FROM people WHERE id = ?1", [id])? > 0)
}

/// Runs a statement that deletes; says how many rows went.
pub(super) fn delete(
    db: &Connection,
    sql: &'static str,
    params: impl Params,
) -> rusqlite::Result<u64> {
    Ok(db.prepare_cached(sql)?.execute(params)? as u64)
}

pub(super) fn setting(db: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT value FROM settings WHERE key = ?1";
    db.prepare_cached(sql)?
        .query_row([key], |row| row.get(0))
        .optional()
}

pub(super) fn set_setting(db: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)";
    db.prepare_cached(sql)?.execute([key, value]).map(drop)
}

pub(super) fn import_mapping(
    db: &Connection,
    product: Uuid,
    source: &str,
) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT mapping FROM import_mappings WHERE product = ?1 AND source = ?2";
    db.prepare_cached(sql)?
        .query_row(params![product, source], |row| row.get(0))
        .optional()
}

pub(super) fn keep_import_mapping(
    db: &Connection,
    product: Uuid,
    source: &str,
    mapping: &str,
) -> rusqlite::Result<()> {
    let sql =
        "INSERT OR REPLACE INTO import_mappings (product, source, mapping) VALUES (?1, ?2, ?3)";
    db.prepare_cached(sql)?
        .execute(params![product, source, mapping])
        .map(drop)
}
