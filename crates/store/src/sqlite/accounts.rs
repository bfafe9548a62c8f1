//! The accounts in SQLite: which statement answers which call, and whether it reads or writes.

use async_trait::async_trait;
use uuid::Uuid;

use super::error::Failed;
use super::writer::Session as Transaction;
use super::{Connection, Database, invites, notices, people, sign_in};
use crate::StoreError;
use crate::accounts::{
    AccountError, Accounts, ApiToken, Invite, PasswordHash, Person, Session, Taker, TokenHash,
};

impl Database {
    /// A change that can be refused.
    async fn change<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Failed<AccountError>> + Send + 'static,
    ) -> Result<T, AccountError> {
        self.write(|transaction: &mut Transaction| work(&transaction.connection))
            .await
    }

    /// A change that only the database can fail.
    async fn set<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.write(|transaction: &mut Transaction| Ok(work(&transaction.connection)?))
            .await
    }
}

#[async_trait]
impl Accounts for Database {
    async fn add_first_person(&self, person: Person) -> Result<(), AccountError> {
        self.change(move |db| people::add_first(db, &person)).await
    }

    async fn add_person(&self, person: Person) -> Result<(), AccountError> {
        self.change(move |db| people::add(db, &person)).await
    }

    async fn person(&self, id: Uuid) -> Result<Option<Person>, StoreError> {
        self.query(move |db| people::by_id(db, id)).await
    }

    async fn person_by_email(&self, email: &str) -> Result<Option<Person>, StoreError> {
        let email = email.to_owned();
        self.query(move |db| people::by_email(db, &email)).await
    }

    async fn people(&self) -> Result<Vec<Person>, StoreError> {
        self.query(people::all).await
    }

    async fn rename_person(&self, id: Uuid, name: &str) -> Result<(), AccountError> {
        let name = name.to_owned();
        self.change(move |db| people::set(db, id, "name", name))
            .await
    }

    async fn change_email(&self, id: Uuid, email: &str) -> Result<(), AccountError> {
        let email = email.to_owned();
        self.change(move |db| people::change_email(db, id, &email))
            .await
    }

    async fn change_password(
        &self,
        id: Uuid,
        hash: PasswordHash,
        keep: Option<TokenHash>,
    ) -> Result<(), AccountError> {
        self.change(move |db| {
            people::set(db, id, "password_hash", hash.0)?;
            sign_in::end_sessions(db, id, keep)?;
            Ok(())
        })
        .await
    }

    async fn set_disabled(&self, id: Uuid, since: Option<i64>) -> Result<(), AccountError> {
        self.change(move |db| {
            people::set(db, id, "disabled", since)?;
            if since.is_some() {
                sign_in::end_sessions(db, id, None)?;
            }
            Ok(())
        })
        .await
    }

    async fn erase_person(&self, id: Uuid) -> Result<bool, StoreError> {
        self.set(move |db| people::erase(db, id)).await
    }

    async fn add_session(&self, session: Session) -> Result<(), AccountError> {
        self.change(move |db| sign_in::add_session(db, &session))
            .await
    }

    async fn session(
        &self,
        token: TokenHash,
        now: i64,
    ) -> Result<Option<(Session, Person)>, StoreError> {
        self.query(move |db| sign_in::session(db, token, now)).await
    }

    async fn sessions_of(&self, person: Uuid, now: i64) -> Result<Vec<Session>, StoreError> {
        self.query(move |db| sign_in::sessions_of(db, person, now))
            .await
    }

    async fn extend_session(
        &self,
        token: TokenHash,
        seen: i64,
        expires: i64,
    ) -> Result<(), StoreError> {
        self.set(move |db| sign_in::extend_session(db, token, seen, expires))
            .await
    }

    async fn end_session(&self, token: TokenHash) -> Result<bool, StoreError> {
        let sql = "DELETE FROM sessions WHERE token = ?1";
        self.set(move |db| Ok(people::delete(db, sql, [token.0])? > 0))
            .await
    }

    async fn end_sessions(&self, person: Uuid, keep: Option<TokenHash>) -> Result<u64, StoreError> {
        self.set(move |db| sign_in::end_sessions(db, person, keep))
            .await
    }

    async fn add_api_token(&self, token: ApiToken) -> Result<(), AccountError> {
        self.change(move |db| sign_in::add_api_token(db, &token))
            .await
    }

    async fn api_token(&self, token: TokenHash) -> Result<Option<(ApiToken, Person)>, StoreError> {
        self.query(move |db| sign_in::api_token(db, token)).await
    }

    async fn api_tokens_of(&self, person: Uuid) -> Result<Vec<ApiToken>, StoreError> {
        self.query(move |db| sign_in::api_tokens_of(db, person))
            .await
    }

    async fn note_api_token_use(&self, token: TokenHash, at: i64) -> Result<(), StoreError> {
        self.set(move |db| sign_in::note_api_token_use(db, token, at))
            .await
    }

    async fn revoke_api_token(&self, person: Uuid, token: TokenHash) -> Result<bool, StoreError> {
        let sql = "DELETE FROM api_tokens WHERE person = ?1 AND token = ?2";
        self.set(move |db| Ok(people::delete(db, sql, (person, token.0))? > 0))
            .await
    }

    async fn add_invite(&self, invite: Invite) -> Result<(), AccountError> {
        self.change(move |db| invites::add(db, &invite)).await
    }

    async fn invite(&self, token: TokenHash) -> Result<Option<Invite>, StoreError> {
        self.query(move |db| invites::get(db, token)).await
    }

    async fn open_invites(&self, now: i64) -> Result<Vec<Invite>, StoreError> {
        self.query(move |db| invites::open(db, now)).await
    }

    async fn take_invite(
        &self,
        token: TokenHash,
        taker: Taker,
        now: i64,
    ) -> Result<Invite, AccountError> {
        self.change(move |db| invites::take(db, token, &taker, now))
            .await
    }

    async fn withdraw_invite(&self, token: TokenHash) -> Result<bool, StoreError> {
        let sql = "DELETE FROM invites WHERE token = ?1 AND used_by IS NULL";
        self.set(move |db| Ok(people::delete(db, sql, [token.0])? > 0))
            .await
    }

    async fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let key = key.to_owned();
        self.query(move |db| people::setting(db, &key)).await
    }

    async fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let (key, value) = (key.to_owned(), value.to_owned());
        self.set(move |db| people::set_setting(db, &key, &value))
            .await
    }

    async fn remove_setting(&self, key: &str) -> Result<bool, StoreError> {
        let key = key.to_owned();
        let sql = "DELETE FROM settings WHERE key = ?1";
        self.set(move |db| Ok(people::delete(db, sql, [key])? > 0))
            .await
    }

    async fn import_mapping(
        &self,
        product: Uuid,
        source: &str,
    ) -> Result<Option<String>, StoreError> {
        let source = source.to_owned();
        self.query(move |db| people::import_mapping(db, product, &source))
            .await
    }

    async fn keep_import_mapping(
        &self,
        product: Uuid,
        source: &str,
        mapping: &str,
    ) -> Result<(), StoreError> {
        let (source, mapping) = (source.to_owned(), mapping.to_owned());
        self.set(move |db| people::keep_import_mapping(db, product, &source, &mapping))
            .await
    }

    async fn forget_import_mappings(&self, product: Uuid) -> Result<u64, StoreError> {
        let sql = "DELETE FROM import_mappings WHERE product = ?1";
        self.set(move |db| people::delete(db, sql, [product])).await
    }

    async fn notices_read(&self, person: Uuid) -> Result<Vec<(Uuid, u64)>, StoreError> {
        self.query(move |db| notices::read_by(db, person)).await
    }

    async fn note_read(&self, person: Uuid, read: Vec<(Uuid, u64)>) -> Result<(), StoreError> {
        self.set(move |db| notices::note(db, person, &read)).await
    }

    async fn remove_expired(&self, now: i64) -> Result<u64, StoreError> {
        self.set(move |db| {
            let sessions = people::delete(db, "DELETE FROM sessions WHERE expires <= ?1", [now])?;
            let invites = people::delete(db, "DELETE FROM invites WHERE expires <= ?1", [now])?;
            Ok(sessions + invites)
        })
        .await
    }
}
