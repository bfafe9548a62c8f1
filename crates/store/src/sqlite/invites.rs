//! Invites in SQLite: the statements behind the trait.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::error::Failed;
use super::people;
use crate::accounts::{AccountError, Invite, Taker, TokenHash, email_key};

const COLUMNS: &str = "token, product, roles, email, made_by, created, expires, used_by";

fn read_invite(row: &Row<'_>) -> rusqlite::Result<Invite> {
    let roles: String = row.get(2)?;
    let roles = serde_json::from_str(&roles).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(2, Type::Text, Box::new(error))
    })?;
    Ok(Invite {
        token: TokenHash(row.get(0)?),
        product: row.get(1)?,
        roles,
        email: row.get(3)?,
        by: row.get(4)?,
        created: row.get(5)?,
        expires: row.get(6)?,
        used_by: row.get(7)?,
    })
}

pub(super) fn add(db: &Connection, invite: &Invite) -> Result<(), Failed<AccountError>> {
    people::require(db, invite.by)?;
    db.prepare_cached(
        "INSERT INTO invites
         (token, product, roles, email, email_key, made_by, created, expires, used_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        invite.token.0,
        invite.product,
        serde_json::Value::from(invite.roles.clone()).to_string(),
        invite.email,
        invite.email.as_deref().map(email_key),
        invite.by,
        invite.created,
        invite.expires,
        invite.used_by,
    ])?;
    Ok(())
}

pub(super) fn get(db: &Connection, token: TokenHash) -> rusqlite::Result<Option<Invite>> {
    let sql = format!("SELECT {COLUMNS} FROM invites WHERE token = ?1");
    db.prepare_cached(&sql)?
        .query_row([token.0], read_invite)
        .optional()
}

pub(super) fn open(db: &Connection, now: i64) -> rusqlite::Result<Vec<Invite>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM invites WHERE used_by IS NULL AND expires > ?1
         ORDER BY created DESC, token"
    );
    db.prepare_cached(&sql)?
        .query_map([now], read_invite)?
        .collect()
}

pub(super) fn take(
    db: &Connection,
    token: TokenHash,
    taker: &Taker,
    now: i64,
) -> Result<Invite, Failed<AccountError>> {
    let mut invite = get(db, token)?.ok_or(Failed::Refused(AccountError::UnknownInvite))?;
    invite.refuse_taking(now).map_err(Failed::Refused)?;
    match taker {
        Taker::New(person) => people::add(db, person)?,
        Taker::Existing(id) => people::require(db, *id)?,
    }
    let sql = "UPDATE invites SET used_by = ?2 WHERE token = ?1";
    db.prepare_cached(sql)?
        .execute(params![token.0, taker.id()])?;
    invite.used_by = Some(taker.id());
    Ok(invite)
}
