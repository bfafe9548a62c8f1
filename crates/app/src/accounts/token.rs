//! API tokens: a program acts as a person, with that person's rights.

use domain::PersonId;
use store::accounts::{ApiToken, TokenHash};

use super::identity::Identity;
use super::secret::{self, Secret};
use crate::App;
use crate::failure::Failure;

/// What every token begins with.
const PREFIX: &str = "millpond_";
/// How often the use of a token is noted, in microseconds.
const NOTED: i64 = 3_600_000_000;

impl App {
    /// Makes a token for somebody. It is shown once.
    ///
    /// # Errors
    /// When the name is empty or too long, there is no such person, or they are
    /// disabled.
    pub async fn create_token(&self, person: PersonId, name: &str) -> Result<Secret, Failure> {
        self.refuse_disabled(person)?;
        let secret = Secret::with_prefix(PREFIX);
        let token = ApiToken {
            token: secret.hash(),
            person: person.0,
            name: super::name(name)?,
            created: self.micros(),
            last_used: None,
        };
        self.rows().add_api_token(token).await?;
        Ok(secret)
    }

    /// Who a bearer token stands for.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn identify_token(&self, bearer: &str) -> Result<Option<Identity>, Failure> {
        if !bearer.starts_with(PREFIX) {
            return Ok(None);
        }
        let (token, now) = (secret::hash(bearer), self.micros());
        let cache = &self.inner.accounts.identities;
        if let Some(identity) = cache.get(token, now) {
            return Ok(Some(identity).filter(|found| self.may_enter(found.person)));
        }
        let since = cache.since();
        let found = self.rows().api_token(token).await?;
        let found = found.filter(|(_, person)| self.may_enter(PersonId(person.id)));
        let Some((row, person)) = found else {
            return Ok(None);
        };
        if row.last_used.is_none_or(|used| now - used > NOTED) {
            self.rows().note_api_token_use(token, now).await?;
        }
        let person = PersonId(person.id);
        let identity = Identity { person, token };
        cache.keep(since, &identity, now, i64::MAX);
        Ok(Some(identity))
    }

    /// Somebody's tokens, the newest first.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn tokens(&self, person: PersonId) -> Result<Vec<ApiToken>, Failure> {
        Ok(self.rows().api_tokens_of(person.0).await?)
    }

    /// Takes back one of somebody's own tokens. Says whether it was there.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn revoke_token(&self, person: PersonId, token: TokenHash) -> Result<bool, Failure> {
        let revoked = self.rows().revoke_api_token(person.0, token).await?;
        self.inner.accounts.identities.forget_all();
        Ok(revoked)
    }
}
