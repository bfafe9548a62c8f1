//! Signing in and out with a browser.

use domain::PersonId;
use store::accounts::Session;

use super::browser::{self, Browser};
use super::identity::Identity;
use super::secret::{self, Secret};
use crate::App;
use crate::failure::{Failure, InputError};

/// Days a session lasts without being used.
pub const SESSION_DAYS: i64 = 30;
const DAY: i64 = 86_400_000_000;

impl App {
    /// Signs somebody in.
    ///
    /// # Errors
    /// [`InputError::WrongPassword`], or too many attempts.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        browser: Browser<'_>,
    ) -> Result<Secret, Failure> {
        let person = self.rows().person_by_email(email).await?;
        let word = person.as_ref().zip(browser.word);
        let attempts = &self.inner.accounts.attempts;
        match word.and_then(|(person, word)| browser::known(person, word)) {
            Some(known) => attempts.count_at(email, known)?,
            None => attempts.count(email, browser.address)?,
        }
        let person = person
            .filter(|person| person.disabled.is_none() && self.may_enter(PersonId(person.id)));
        let hash = person
            .as_ref()
            .and_then(|person| person.password_hash.clone());
        let fits = self.inner.accounts.hashing.verify(password, hash).await?;
        match person {
            Some(person) if fits => self.start_session(PersonId(person.id), browser.agent).await,
            _ => Err(InputError::WrongPassword.into()),
        }
    }

    /// Starts a session for somebody who has shown who they are.
    ///
    /// # Errors
    /// When the storage fails.
    pub(crate) async fn start_session(
        &self,
        person: PersonId,
        user_agent: Option<&str>,
    ) -> Result<Secret, Failure> {
        let (secret, now) = (Secret::random(), self.micros());
        let session = Session {
            token: secret.hash(),
            person: person.0,
            created: now,
            seen: now,
            expires: now + SESSION_DAYS * DAY,
            user_agent: user_agent.map(|agent| agent.chars().take(300).collect()),
        };
        self.rows().add_session(session).await?;
        Ok(secret)
    }

    /// Who a cookie stands for. A session in use lasts longer, noted once a day.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn identify_session(&self, cookie: &str) -> Result<Option<Identity>, Failure> {
        let (token, now) = (secret::hash(cookie), self.micros());
        let cache = &self.inner.accounts.identities;
        if let Some(identity) = cache.get(token, now) {
            return Ok(Some(identity).filter(|found| self.may_enter(found.person)));
        }
        let since = cache.since();
        let found = self.rows().session(token, now).await?;
        let found = found.filter(|(_, person)| self.may_enter(PersonId(person.id)));
        let Some((session, person)) = found else {
            return Ok(None);
        };
        if now - session.seen > DAY {
            self.rows()
                .extend_session(token, now, now + SESSION_DAYS * DAY)
                .await?;
        }
        let person = PersonId(person.id);
        let identity = Identity { person, token };
        cache.keep(since, &identity, now, session.expires);
        Ok(Some(identity))
    }

    /// Signs a browser out.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn sign_out(&self, identity: &Identity) -> Result<(), Failure> {
        self.rows().end_session(identity.token).await?;
        self.inner.accounts.identities.forget_all();
        Ok(())
    }

    /// Where somebody is signed in, the latest used first.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn sessions(&self, person: PersonId) -> Result<Vec<Session>, Failure> {
        Ok(self.rows().sessions_of(person.0, self.micros()).await?)
    }

    /// Signs somebody out everywhere but here.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn sign_out_elsewhere(&self, identity: &Identity) -> Result<u64, Failure> {
        let ended = self
            .rows()
            .end_sessions(identity.person.0, Some(identity.token))
            .await?;
        self.inner.accounts.identities.forget_all();
        Ok(ended)
    }

    /// Changes somebody's password; their other sessions end.
    ///
    /// # Errors
    /// When the current one is wrong, or the new one does not fit.
    pub async fn change_password(
        &self,
        identity: &Identity,
        current: &str,
        new: &str,
    ) -> Result<(), Failure> {
        let person = self.rows().person(identity.person.0).await?;
        let person = person.ok_or(store::accounts::AccountError::UnknownPerson)?;
        // Who is signed in is stopped by no guesses but their own.
        let attempts = &self.inner.accounts.attempts;
        attempts.count_at(&person.email, "signed in")?;
        let hashing = &self.inner.accounts.hashing;
        if !hashing.verify(current, person.password_hash).await? {
            return Err(InputError::WrongPassword.into());
        }
        let hash = hashing.hash(new).await?;
        self.rows()
            .change_password(person.id, hash, Some(identity.token))
            .await?;
        self.inner.accounts.identities.forget_all();
        Ok(())
    }
}
