//! Sessions and API tokens in SQLite: the statements behind the trait.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::error::Failed;
use super::people::{self, read_person};
use crate::accounts::{AccountError, ApiToken, Person, Session, TokenHash};

const SESSION: &str = "sessions.token, sessions.person, sessions.created, sessions.seen,
    sessions.expires, sessions.user_agent";
const API_TOKEN: &str = "api_tokens.token, api_tokens.person, api_tokens.name, api_tokens.created,
    api_tokens.last_used";

fn read_session(row: &Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        token: TokenHash(row.get(0)?),
        person: row.get(1)?,
        created: row.get(2)?,
        seen: row.get(3)?,
        expires: row.get(4)?,
        user_agent: row.get(5)?,
    })
}

fn read_api_token(row: &Row<'_>) -> rusqlite::Result<ApiToken> {
    Ok(ApiToken {
        token: TokenHash(row.get(0)?),
        person: row.get(1)?,
        name: row.get(2)?,
        created: row.get(3)?,
        last_used: row.get(4)?,
    })
}

pub(super) fn add_session(db: &Connection, session: &Session) -> Result<(), Failed<AccountError>> {
    people::require(db, session.person)?;
    db.prepare_cached(
        "INSERT INTO sessions (token, person, created, seen, expires, user_agent)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        session.token.0,
        session.person,
        session.created,
        session.seen,
        session.expires,
        session.user_agent,
    ])?;
    Ok(())
}

pub(super) fn session(
    db: &Connection,
    token: TokenHash,
    now: i64,
) -> rusqlite::Result<Option<(Session, Person)>> {
    let sql = format!(
        "SELECT {SESSION}, {} FROM sessions JOIN people ON people.id = sessions.person
         WHERE token = ?1 AND expires > ?2 AND disabled IS NULL",
        people::COLUMNS
    );
    db.prepare_cached(&sql)?
        .query_row(params![token.0, now], |row| {
            Ok((read_session(row)?, read_person(row, 6)?))
        })
        .optional()
}

pub(super) fn sessions_of(
    db: &Connection,
    person: Uuid,
    now: i64,
) -> rusqlite::Result<Vec<Session>> {
    let sql = format!(
        "SELECT {SESSION} FROM sessions WHERE person = ?1 AND expires > ?2
         ORDER BY seen DESC, token"
    );
    db.prepare_cached(&sql)?
        .query_map(params![person, now], read_session)?
        .collect()
}

pub(super) fn extend_session(
    db: &Connection,
    token: TokenHash,
    seen: i64,
    expires: i64,
) -> rusqlite::Result<()> {
    let sql = "UPDATE sessions SET seen = ?2, expires = ?3 WHERE token = ?1";
    db.prepare_cached(sql)?
        .execute(params![token.0, seen, expires])
        .map(drop)
}

pub(super) fn end_sessions(
    db: &Connection,
    person: Uuid,
    keep: Option<TokenHash>,
) -> rusqlite::Result<u64> {
    let sql = "DELETE FROM sessions WHERE person = ?1 AND token IS NOT ?2";
    people::delete(db, sql, params![person, keep.map(|token| token.0)])
}

pub(super) fn add_api_token(db: &Connection, token: &ApiToken) -> Result<(), Failed<AccountError>> {
    people::require(db, token.person)?;
    db.prepare_cached(
        "INSERT INTO api_tokens (token, person, name, created, last_used)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        token.token.0,
        token.person,
        token.name,
        token.created,
        token.last_used
    ])?;
    Ok(())
}

pub(super) fn api_token(
    db: &Connection,
    token: TokenHash,
) -> rusqlite::Result<Option<(ApiToken, Person)>> {
    let sql = format!(
        "SELECT {API_TOKEN}, {} FROM api_tokens JOIN people ON people.id = api_tokens.person
         WHERE token = ?1 AND disabled IS NULL",
        people::COLUMNS
    );
    db.prepare_cached(&sql)?
        .query_row([token.0], |row| {
            Ok((read_api_token(row)?, read_person(row, 5)?))
        })
        .optional()
}

pub(super) fn api_tokens_of(db: &Connection, person: Uuid) -> rusqlite::Result<Vec<ApiToken>> {
    let sql = format!(
        "SELECT {API_TOKEN} FROM api_tokens WHERE person = ?1 ORDER BY created DESC, token"
    );
    db.prepare_cached(&sql)?
        .query_map([person], read_api_token)?
        .collect()
}

pub(super) fn note_api_token_use(
    db: &Connection,
    token: TokenHash,
    at: i64,
) -> rusqlite::Result<()> {
    let sql = "UPDATE api_tokens SET last_used = ?2 WHERE token = ?1";
    db.prepare_cached(sql)?
        .execute(params![token.0, at])
        .map(drop)
}
