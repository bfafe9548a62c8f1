//! People and how they get in: setup and invite links, passwords, sessions and
//! API tokens. Only hashes of secrets are kept.

mod administrators;
mod browser;
mod disabling;
mod identity;
mod invite;
mod limit;
mod password;
mod reset;
mod secret;
mod session;
mod setup;
mod token;

use std::sync::Arc;

use domain::{Actor, PersonId};
use store::accounts::{Accounts as Rows, Person};

use crate::App;
use crate::failure::{Failure, InputError};

pub use browser::Browser;
pub use identity::Identity;
pub use invite::{InviteView, NewInvite};
pub use password::MIN_PASSWORD;
pub use secret::Secret;
pub use session::SESSION_DAYS;
pub use setup::NewAdministrator;
pub use store::accounts::{AccountError, ApiToken, Session, TokenHash};

/// What the account services share.
pub(crate) struct Accounts {
    pub(crate) rows: Arc<dyn Rows>,
    pub(crate) identities: identity::Cache,
    pub(crate) attempts: limit::Attempts,
    /// Of people who need no account.
    pub(crate) guests: limit::Attempts,
    pub(crate) sheets: limit::Attempts,
    pub(crate) hashing: password::Hashing,
    /// Held while somebody sets Millpond up: one at a time.
    pub(crate) setup: tokio::sync::Mutex<()>,
    /// Held while a row is made to say what the record says about somebody.
    pub(crate) disabling: tokio::sync::Mutex<()>,
}

impl Accounts {
    pub(crate) fn new(rows: Arc<dyn Rows>) -> Accounts {
        Accounts {
            rows,
            identities: identity::Cache::default(),
            attempts: limit::Attempts::at_accounts(),
            guests: limit::Attempts::through_links(),
            sheets: limit::Attempts::of_sheets(),
            hashing: password::Hashing::new(),
            setup: tokio::sync::Mutex::default(),
            disabling: tokio::sync::Mutex::default(),
        }
    }
}

/// A name as others should see it.
pub(crate) fn name(text: &str) -> Result<String, InputError> {
    let name = domain::text::one_line(text);
    match name.chars().count() {
        0 => Err(InputError::NameMissing),
        length if length > 100 => Err(InputError::NameTooLong),
        _ => Ok(name),
    }
}

/// Something that can be an e-mail address, and nobody's of a sample: those end
/// in `.invalid`. Whether mail arrives there only mail can tell.
pub(crate) fn email(text: &str) -> Result<String, InputError> {
    let email = text.trim();
    let fits = email.len() <= 254
        && !email.contains(|c: char| c.is_whitespace() || c.is_control())
        && email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.is_empty() && !host.contains('@')
        });
    match fits {
        true if is_reserved(email) => Err(InputError::EmailReserved),
        true => Ok(email.to_owned()),
        false => Err(InputError::Email(email.chars().take(100).collect())),
    }
}

/// Whether the host of an address is one that never exists (RFC 6761).
fn is_reserved(email: &str) -> bool {
    let host = email.rsplit('@').next().unwrap_or_default();
    let top = host.trim_end_matches('.').rsplit('.').next();
    top.is_some_and(|top| top.eq_ignore_ascii_case("invalid"))
}

impl App {
    pub(crate) fn rows(&self) -> &dyn Rows {
        self.inner.accounts.rows.as_ref()
    }

    pub(crate) fn micros(&self) -> i64 {
        self.now().as_microsecond()
    }

    /// The actor a person is, with what the workspace gave them.
    pub fn actor(&self, person: PersonId) -> Actor {
        let administrator = self.workspace().is_administrator(person);
        Actor::Person {
            id: person,
            administrator,
        }
    }

    /// Gives somebody another name.
    ///
    /// # Errors
    /// When it is empty or too long.
    pub async fn rename_person(&self, person: PersonId, text: &str) -> Result<(), Failure> {
        self.rows().rename_person(person.0, &name(text)?).await?;
        self.refresh_directory().await
    }

    /// Gives somebody another address to sign in with.
    ///
    /// # Errors
    /// When it is no address, or somebody else's.
    pub async fn change_email(&self, person: PersonId, text: &str) -> Result<(), Failure> {
        self.rows().change_email(person.0, &email(text)?).await?;
        self.refresh_directory().await
    }

    pub(crate) async fn refresh_directory(&self) -> Result<(), Failure> {
        self.inner.accounts.identities.forget_all();
        Ok(self.inner.directory.refresh(self.rows()).await?)
    }

    /// The account with this address.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn person_by_email(&self, email: &str) -> Result<Option<Person>, Failure> {
        Ok(self.rows().person_by_email(email).await?)
    }
}
