//! Letting somebody sign in no more, and again. The record says who is disabled,
//! and every way in asks it; the row beside it follows, so that sessions end.
//! API tokens are kept: they count for nothing meanwhile.

use domain::workspace::Command;
use domain::{Actor, PersonId};
use store::StoreError;
use store::accounts::AccountError;

use crate::App;
use crate::failure::{Failure, InputError};

impl App {
    /// Disables somebody: at once they are signed out everywhere, and their
    /// tokens and invites count for nothing. What they did keeps their name.
    ///
    /// # Errors
    /// When the actor is no administrator, there is no such person, or nobody
    /// would be left to look after the workspace.
    pub async fn disable_person(&self, actor: Actor, person: PersonId) -> Result<(), Failure> {
        let command = Command::DisablePerson { person };
        self.workspace_command(actor, command).await?;
        self.follow_record(person).await?;
        self.refresh_directory().await
    }

    /// Lets somebody who was disabled sign in again. Their tokens count again;
    /// sessions that ended stay ended.
    ///
    /// # Errors
    /// When the actor is no administrator, or there is no such person.
    pub async fn enable_person(&self, actor: Actor, person: PersonId) -> Result<(), Failure> {
        let command = Command::EnablePerson { person };
        self.workspace_command(actor, command).await?;
        self.follow_record(person).await?;
        self.refresh_directory().await
    }

    /// Whether the record lets this person in.
    pub(crate) fn may_enter(&self, person: PersonId) -> bool {
        self.workspace().may_sign_in(person)
    }

    /// Refuses a new way in to somebody who is disabled.
    pub(crate) fn refuse_disabled(&self, person: PersonId) -> Result<(), InputError> {
        match self.may_enter(person) {
            true => Ok(()),
            false => Err(InputError::Disabled),
        }
    }

    /// Makes the row of somebody say what the record says. A session that began
    /// while they were being disabled ends at the latest when they are enabled.
    async fn follow_record(&self, person: PersonId) -> Result<(), AccountError> {
        let _alone = self.inner.accounts.disabling.lock().await;
        let rows = self.rows();
        if self.may_enter(person) {
            rows.end_sessions(person.0, None).await?;
            rows.set_disabled(person.0, None).await?;
        } else {
            rows.set_disabled(person.0, Some(self.micros())).await?;
        }
        Ok(())
    }

    /// Makes up for a server that stopped between the record and the rows.
    pub(crate) async fn follow_all_records(&self) -> Result<(), StoreError> {
        let people = self.people();
        for id in self.workspace().people.keys() {
            let row = people.get(id).map(|card| card.disabled);
            if row.is_some_and(|disabled| disabled == self.may_enter(*id))
                && let Err(AccountError::Storage(error)) = self.follow_record(*id).await
            {
                return Err(error);
            }
        }
        self.inner.directory.refresh(self.rows()).await
    }
}
