//! The very first person: by a one-time link that is printed at the start, or
//! from the command line.

use domain::PersonId;
use domain::workspace::Command;
use store::accounts::{AccountError, Person};
use uuid::Uuid;

use super::secret::{self, Secret};
use crate::App;
use crate::failure::{Failure, InputError};
use domain::Actor;

/// Where the hash of the setup link's secret is kept, with when it expires.
const SETTING: &str = "setup_secret";
/// How long a setup link counts, in microseconds: a day.
const COUNTS: i64 = 86_400_000_000;

/// The first administrator, as typed.
#[derive(Clone, Debug)]
pub struct NewAdministrator {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
    /// What the workspace is called.
    pub workspace: String,
}

impl App {
    /// Whether nobody has set this Millpond up yet.
    pub fn needs_setup(&self) -> bool {
        !self.workspace().is_open()
    }

    /// Makes a new setup link's secret; the ones before no longer count.
    ///
    /// # Errors
    /// When it is set up already, or the storage fails.
    pub async fn renew_setup_secret(&self) -> Result<Secret, Failure> {
        if !self.needs_setup() {
            return Err(AccountError::AlreadySetUp.into());
        }
        let secret = Secret::random();
        let value = format!("{} {}", hex(&secret), self.micros() + COUNTS);
        self.rows().set_setting(SETTING, &value).await?;
        Ok(secret)
    }

    /// Whether a setup link counts.
    ///
    /// # Errors
    /// [`InputError::SetupLink`] when it does not, or it is set up already.
    pub async fn check_setup_secret(&self, presented: &str) -> Result<(), Failure> {
        if !self.needs_setup() {
            return Err(AccountError::AlreadySetUp.into());
        }
        let kept = self.rows().setting(SETTING).await?.unwrap_or_default();
        let counts = kept.split_once(' ').is_some_and(|(hash, expires)| {
            hash == hex_of(secret::hash(presented).0)
                && expires
                    .parse()
                    .is_ok_and(|expires: i64| self.micros() < expires)
        });
        match counts {
            true => Ok(()),
            false => Err(InputError::SetupLink.into()),
        }
    }

    /// Makes the first administrator and opens the workspace.
    ///
    /// # Errors
    /// When something typed does not fit, or somebody was faster.
    pub async fn set_up(&self, new: NewAdministrator) -> Result<PersonId, Failure> {
        let id = PersonId(Uuid::now_v7());
        let person = Person {
            id: id.0,
            name: super::name(&new.name)?,
            email: super::email(&new.email)?,
            password_hash: Some(self.inner.accounts.hashing.hash(&new.password).await?),
            created: self.micros(),
            disabled: None,
        };
        domain::text::line("workspace", &new.workspace).map_err(Failure::refused)?;
        let _alone = self.inner.accounts.setup.lock().await;
        self.forget_half_a_setup().await?;
        self.rows().add_first_person(person).await?;
        let open = Command::Open {
            name: new.workspace,
            administrator: id,
        };
        self.workspace_command(Actor::Operator, open).await?;
        self.rows().remove_setting(SETTING).await?;
        self.refresh_directory().await?;
        Ok(id)
    }

    /// Takes away the person of a setup that ended before the workspace was
    /// open, or nobody could ever begin again.
    async fn forget_half_a_setup(&self) -> Result<(), Failure> {
        if self.needs_setup() {
            for person in self.rows().people().await? {
                self.rows().erase_person(person.id).await?;
            }
        }
        Ok(())
    }

    /// Signs the person in who has just been set up or has taken an invite.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn sign_in_new(
        &self,
        person: PersonId,
        user_agent: Option<&str>,
    ) -> Result<Secret, Failure> {
        self.start_session(person, user_agent).await
    }
}

fn hex(secret: &Secret) -> String {
    hex_of(secret.hash().0)
}

fn hex_of(bytes: [u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
