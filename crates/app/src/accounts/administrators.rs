//! Letting somebody look after the workspace, and no more. Every request asks the
//! record who does, so sessions and tokens that are in use count as it says at once.

use domain::workspace::Command;
use domain::{Actor, PersonId};

use crate::App;
use crate::failure::Failure;

impl App {
    /// Makes somebody an administrator.
    ///
    /// # Errors
    /// When the actor is no administrator, there is no such person, or they cannot
    /// sign in.
    pub async fn make_administrator(&self, actor: Actor, person: PersonId) -> Result<(), Failure> {
        let command = Command::MakeAdministrator { person };
        self.workspace_command(actor, command).await?;
        Ok(())
    }

    /// Lets somebody be an administrator no more; their roles in products stay.
    ///
    /// # Errors
    /// When the actor is no administrator, there is no such person, or nobody would
    /// be left to look after the workspace.
    pub async fn dismiss_administrator(
        &self,
        actor: Actor,
        person: PersonId,
    ) -> Result<(), Failure> {
        let command = Command::DismissAdministrator { person };
        self.workspace_command(actor, command).await?;
        Ok(())
    }
}
