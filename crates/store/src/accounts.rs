//! What stands beside the log: people, how they sign in, and settings. These rows change and can be
//! erased; the log refers to people by id only. Secrets are hashed by the caller: nothing here can
//! be used to sign in.

use std::fmt;

use async_trait::async_trait;
use uuid::Uuid;

use crate::StoreError;

/// The SHA-256 of a random token: what is kept of a session, an API token or an invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenHash(pub [u8; 32]);

/// A password's hash in PHC format. It does not print itself.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub String);

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// Someone who can be invited, sign in and act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The id the log refers to.
    pub id: Uuid,
    /// The name others see.
    pub name: String,
    /// The address, as it was typed. No two people have the same one, see [`same_email`].
    pub email: String,
    /// How the password is checked; none for someone who signs in another way.
    pub password_hash: Option<PasswordHash>,
    /// When the account was made, in microseconds since 1970 UTC.
    pub created: i64,
    /// Since when the person can't sign in.
    pub disabled: Option<i64>,
}

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The hash of the cookie's token.
    pub token: TokenHash,
    /// Who is signed in.
    pub person: Uuid,
    /// When they signed in, in microseconds since 1970 UTC.
    pub created: i64,
    /// When the session was last used, as far as that was noted.
    pub seen: i64,
    /// From when on it no longer counts.
    pub expires: i64,
    /// What the browser called itself.
    pub user_agent: Option<String>,
}

/// A token with which a program acts as a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// The hash of the token.
    pub token: TokenHash,
    /// As whom it acts.
    pub person: Uuid,
    /// What its owner called it.
    pub name: String,
    /// When it was made, in microseconds since 1970 UTC.
    pub created: i64,
    /// When it was last used, as far as that was noted.
    pub last_used: Option<i64>,
}

/// A link that lets one person in, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// The hash of the link's token.
    pub token: TokenHash,
    /// The product it leads to; none for the workspace alone.
    pub product: Option<Uuid>,
    /// The roles it gives there.
    pub roles: Vec<String>,
    /// The address it was made for.
    pub email: Option<String>,
    /// Who made it.
    pub by: Uuid,
    /// When it was made, in microseconds since 1970 UTC.
    pub created: i64,
    /// From when on it no longer counts.
    pub expires: i64,
    /// Who took it.
    pub used_by: Option<Uuid>,
}

impl Invite {
    /// Refuses to be taken a second time or too late.
    pub(crate) fn refuse_taking(&self, now: i64) -> Result<(), AccountError> {
        match self.used_by {
            Some(by) => Err(AccountError::InviteUsed { by }),
            None if self.expires <= now => Err(AccountError::InviteExpired),
            None => Ok(()),
        }
    }
}

/// Who takes an invite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taker {
    /// Someone new: the account is made together with the taking, or neither happens.
    New(Person),
    /// Someone who has an account.
    Existing(Uuid),
}

impl Taker {
    /// The taker's id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        match self {
            Self::New(person) => person.id,
            Self::Existing(id) => *id,
        }
    }
}

/// Why an account was not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// Another person has this e-mail address.
    #[error("There is already an account with this e-mail address.")]
    EmailTaken,
    /// There is a person with this id.
    #[error("This account was already made.")]
    PersonExists,
    /// There is no person with this id.
    #[error("There is no such account.")]
    UnknownPerson,
    /// Someone else was first, see [`Accounts::add_first_person`].
    #[error("Millpond is already set up: there is an administrator. Sign in instead.")]
    AlreadySetUp,
    /// No such invite, or it was withdrawn or cleaned up.
    #[error("This invite link is not known. It may have been withdrawn; ask for a new one.")]
    UnknownInvite,
    /// The invite was taken before.
    #[error("This invite link was already used. Ask for a new one.")]
    InviteUsed {
        /// Who took it: perhaps the same person, opening the link again.
        by: Uuid,
    },
    /// The invite is too old.
    #[error("This invite link has expired. Ask for a new one.")]
    InviteExpired,
    /// The storage failed; nothing was written.
    #[error(transparent)]
    Storage(#[from] StoreError),
}

/// Whether two addresses are one account: letters are compared without regard to case, and space
/// around them does not count.
#[must_use]
pub fn same_email(left: &str, right: &str) -> bool {
    email_key(left) == email_key(right)
}

/// What is compared of an address. Done here, not in SQL, so that every database agrees.
pub(crate) fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// People, their ways in, and settings.
///
/// Times are microseconds since 1970 UTC and come from the caller. Every write is durable when it
/// returns, so each costs a commit: do not note the use of a session on every request.
///
/// Every call fails with a [`StoreError`] when the storage does; other errors are named where they
/// can happen.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// Makes the account of the very first person, the administrator. Of two attempts only one
    /// succeeds.
    ///
    /// # Errors
    /// [`AccountError::AlreadySetUp`] when there is anybody.
    async fn add_first_person(&self, person: Person) -> Result<(), AccountError>;

    /// Makes an account.
    ///
    /// # Errors
    /// [`AccountError::PersonExists`] (told first) and [`AccountError::EmailTaken`].
    async fn add_person(&self, person: Person) -> Result<(), AccountError>;

    /// The person with this id.
    async fn person(&self, id: Uuid) -> Result<Option<Person>, StoreError>;

    /// The person with this address, see [`same_email`].
    async fn person_by_email(&self, email: &str) -> Result<Option<Person>, StoreError>;

    /// Everyone, disabled people too, in the order of ids.
    async fn people(&self) -> Result<Vec<Person>, StoreError>;

    /// Gives a person another name.
    ///
    /// # Errors
    /// [`AccountError::UnknownPerson`].
    async fn rename_person(&self, id: Uuid, name: &str) -> Result<(), AccountError>;

    /// Gives a person another address.
    ///
    /// # Errors
    /// [`AccountError::UnknownPerson`] and [`AccountError::EmailTaken`].
    async fn change_email(&self, id: Uuid, email: &str) -> Result<(), AccountError>;

    /// Gives a person another password, and ends all their sessions but `keep`: who changes a
    /// password often does so because someone else knows it.
    ///
    /// # Errors
    /// [`AccountError::UnknownPerson`].
    async fn change_password(
        &self,
        id: Uuid,
        hash: PasswordHash,
        keep: Option<TokenHash>,
    ) -> Result<(), AccountError>;

    /// Disables a person since the time given, which ends their sessions, or enables them again.
    /// Their API tokens do nothing meanwhile.
    ///
    /// # Errors
    /// [`AccountError::UnknownPerson`].
    async fn set_disabled(&self, id: Uuid, since: Option<i64>) -> Result<(), AccountError>;

    /// Erases a person for good: name, address, password, sessions, API tokens, what they have
    /// read, and the invites they made, took, or that were sent to their address. Answers whether there was anybody.
    async fn erase_person(&self, id: Uuid) -> Result<bool, StoreError>;

    /// Signs a person in.
    ///
    /// # Errors
    /// [`AccountError::UnknownPerson`].
    async fn add_session(&self, session: Session) -> Result<(), AccountError>;

    /// The session of a cookie and who is signed in, unless it has expired or the person is
    /// disabled.
    async fn session(
        &self,
        token: TokenHash,
        now: i64,
    ) -> Result<Option<(Session, Person)>, StoreError>;

    /// A person's sessions that have not expired, the latest used first.
    async fn sessions_of(&self, person: Uuid, now: i64) -> Result<Vec<Session>, StoreError>;

    /// Notes that a session was used and lets it last longer. A session that is gone stays so.
    async fn extend_session(
        &self,
        token: TokenHash,
        seen: i64,
        expires: i64,
    ) -> Result<(), StoreError>;

    /// Signs out. Answers whether the session was there.
    async fn end_session(&self, token: TokenHash) -> Result<bool, StoreError>;

    /// Signs a person out everywhere but, perhaps, here. Answers how many sessions ended.
    async fn end_sessions(&self, person: Uuid, keep: Option<TokenHash>) -> Result<u64, StoreError>;

    /// Adds an API token.
    ///
    /// # Errors
    /// [`AccountError::UnknownPerson`].
    async fn add_api_token(&self, token: ApiToken) -> Result<(), AccountError>;

    /// An API token and as whom it acts, unless the person is disabled.
    async fn api_token(&self, token: TokenHash) -> Result<Option<(ApiToken, Person)>, StoreError>;

    /// A person's API tokens, the newest first.
    async fn api_tokens_of(&self, person: Uuid) -> Result<Vec<ApiToken>, StoreError>;

    /// Notes that an API token was used.
    async fn note_api_token_use(&self, token: TokenHash, at: i64) -> Result<(), StoreError>;

    /// Revokes one of a person's own API tokens. Answers whether it was there.
    async fn revoke_api_token(&self, person: Uuid, token: TokenHash) -> Result<bool, StoreError>;

    /// Adds an invite.
    ///
    /// # Errors
    /// [`AccountError::UnknownPerson`] when there is nobody with the id in `by`.
    async fn add_invite(&self, invite: Invite) -> Result<(), AccountError>;

    /// The invite of a link, also one that was used or has expired.
    async fn invite(&self, token: TokenHash) -> Result<Option<Invite>, StoreError>;

    /// The invites that can still be taken, the newest first.
    async fn open_invites(&self, now: i64) -> Result<Vec<Invite>, StoreError>;

    /// Takes an invite: once, by one person, together with making the account of a new one. When
    /// anything is refused, nothing has changed and the invite can still be taken.
    ///
    /// # Errors
    /// [`AccountError::UnknownInvite`], [`AccountError::InviteUsed`],
    /// [`AccountError::InviteExpired`] (told in this order), then those of
    /// [`Accounts::add_person`], or [`AccountError::UnknownPerson`] for an existing one.
    async fn take_invite(
        &self,
        token: TokenHash,
        taker: Taker,
        now: i64,
    ) -> Result<Invite, AccountError>;

    /// Withdraws an invite nobody has taken. Answers whether there was one.
    async fn withdraw_invite(&self, token: TokenHash) -> Result<bool, StoreError>;

    /// A setting's value.
    async fn setting(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Sets a setting, whatever it was.
    async fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError>;

    /// Removes a setting. Answers whether it was there.
    async fn remove_setting(&self, key: &str) -> Result<bool, StoreError>;

    /// How the columns of an import were mapped in a product the last time, as JSON. `source`
    /// tells files of different make apart.
    async fn import_mapping(
        &self,
        product: Uuid,
        source: &str,
    ) -> Result<Option<String>, StoreError>;

    /// Keeps how the columns of an import were mapped, for the next time.
    async fn keep_import_mapping(
        &self,
        product: Uuid,
        source: &str,
        mapping: &str,
    ) -> Result<(), StoreError>;

    /// Forgets all of a product's mappings. Answers how many there were.
    async fn forget_import_mappings(&self, product: Uuid) -> Result<u64, StoreError>;

    /// What somebody has read of what they are told: the product and the event's position.
    async fn notices_read(&self, person: Uuid) -> Result<Vec<(Uuid, u64)>, StoreError>;

    /// Notes that somebody has read these, perhaps again. Of nobody nothing is kept.
    async fn note_read(&self, person: Uuid, read: Vec<(Uuid, u64)>) -> Result<(), StoreError>;

    /// Removes the sessions and invites that have expired. Answers how many.
    async fn remove_expired(&self, now: i64) -> Result<u64, StoreError>;
}
