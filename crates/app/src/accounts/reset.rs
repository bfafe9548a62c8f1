//! A forgotten password: a one-time link, made from the command line by whoever
//! can open the data folder. It is kept like an invite that leads to no product.
//! Deliberately not here: mail; whoever makes the link passes it on.

use domain::PersonId;
use store::accounts::{AccountError, Invite, Person, Taker};

use super::secret::{self, Secret};
use crate::App;
use crate::failure::Failure;

/// What stands for roles in the row of such a link, so that it is no invite.
const PURPOSE: &str = "password_reset";
/// How long a link counts, in microseconds: a day.
const COUNTS: i64 = 86_400_000_000;

impl App {
    /// Makes the secret of a link by which this person chooses a new password,
    /// once.
    ///
    /// # Errors
    /// When there is no such person, they are disabled, or the storage fails.
    pub async fn offer_new_password(&self, person: PersonId) -> Result<Secret, Failure> {
        self.refuse_disabled(person)?;
        let known = self.rows().person(person.0).await?;
        let known = known.ok_or(AccountError::UnknownPerson)?;
        let secret = Secret::random();
        let now = self.micros();
        let link = Invite {
            token: secret.hash(),
            product: None,
            roles: vec![PURPOSE.to_owned()],
            email: Some(known.email),
            by: known.id,
            created: now,
            expires: now + COUNTS,
            used_by: None,
        };
        self.rows().add_invite(link).await?;
        Ok(secret)
    }

    /// Whose password a link changes, if it still counts.
    ///
    /// # Errors
    /// When it is unknown, was used or has expired, or the person is disabled.
    pub async fn who_forgot(&self, presented: &str) -> Result<Person, Failure> {
        let link = self.rows().invite(secret::hash(presented)).await?;
        let link = link.filter(|link| link.product.is_none() && link.roles == [PURPOSE]);
        let link = link.ok_or(AccountError::UnknownInvite)?;
        match link.used_by {
            Some(by) => return Err(AccountError::InviteUsed { by }.into()),
            None if link.expires <= self.micros() => {
                return Err(AccountError::InviteExpired.into());
            }
            None => {}
        }
        self.refuse_disabled(PersonId(link.by))?;
        let person = self.rows().person(link.by).await?;
        Ok(person.ok_or(AccountError::UnknownPerson)?)
    }

    /// Changes the password of whoever the link is for, and uses the link up. All
    /// their sessions end.
    ///
    /// # Errors
    /// When the link does not count, or the password does not fit; it can then be
    /// used again.
    pub async fn choose_new_password(
        &self,
        presented: &str,
        new: &str,
    ) -> Result<PersonId, Failure> {
        let person = self.who_forgot(presented).await?;
        let hash = self.inner.accounts.hashing.hash(new).await?;
        let token = secret::hash(presented);
        self.rows()
            .take_invite(token, Taker::Existing(person.id), self.micros())
            .await?;
        self.rows().change_password(person.id, hash, None).await?;
        self.inner.accounts.identities.forget_all();
        Ok(PersonId(person.id))
    }
}
