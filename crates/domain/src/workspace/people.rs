//! Who is in the workspace, and who of them may sign in. Names, addresses and
//! passwords are not here: they live beside the log, so that they can be erased.

use serde::{Deserialize, Serialize};

use super::{Event, Workspace};
use crate::ids::PersonId;
use crate::refusal::Refusal;

/// Somebody as the workspace knows them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Member {
    /// Whether they look after the workspace.
    pub administrator: bool,
    /// Whether they may no longer sign in.
    pub disabled: bool,
}

/// Somebody joined.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PersonAdded {
    /// Who.
    pub person: PersonId,
    /// Whether they look after the workspace.
    pub administrator: bool,
}

/// Somebody may no longer sign in. Their roles and all they did stay.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PersonDisabled {
    /// Who.
    pub person: PersonId,
}

/// Somebody may sign in again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PersonEnabled {
    /// Who.
    pub person: PersonId,
}

impl Workspace {
    /// Whether this person looks after it. Who is disabled looks after nothing.
    pub fn is_administrator(&self, person: PersonId) -> bool {
        self.people
            .get(&person)
            .is_some_and(|member| member.administrator && !member.disabled)
    }

    /// Whether this person may no longer sign in.
    pub fn is_disabled(&self, person: PersonId) -> bool {
        self.people
            .get(&person)
            .is_some_and(|member| member.disabled)
    }

    /// The first administrator there is.
    pub fn first_administrator(&self) -> Option<PersonId> {
        self.administrators().next()
    }

    /// Why this person may not be disabled, if they may not.
    ///
    /// # Errors
    /// [`Refusal::NoSuchPerson`], and [`Refusal::LastAdministrator`] for whoever
    /// nobody else could enable again.
    pub fn may_disable(&self, person: PersonId) -> Result<(), Refusal> {
        if !self.people.contains_key(&person) {
            return Err(Refusal::NoSuchPerson);
        }
        match self.is_administrator(person) && self.administrators().count() == 1 {
            true => Err(Refusal::LastAdministrator),
            false => Ok(()),
        }
    }

    fn administrators(&self) -> impl Iterator<Item = PersonId> {
        let people = self.people.keys().copied();
        people.filter(|person| self.is_administrator(*person))
    }
}

pub(super) fn decide_add(
    workspace: &Workspace,
    person: PersonId,
    administrator: bool,
) -> Vec<Event> {
    match workspace.people.contains_key(&person) {
        true => Vec::new(),
        false => vec![Event::PersonAdded(PersonAdded {
            person,
            administrator,
        })],
    }
}

pub(super) fn decide_disable(
    workspace: &Workspace,
    person: PersonId,
) -> Result<Vec<Event>, Refusal> {
    workspace.may_disable(person)?;
    match workspace.is_disabled(person) {
        true => Ok(Vec::new()),
        false => Ok(vec![Event::PersonDisabled(PersonDisabled { person })]),
    }
}

pub(super) fn decide_enable(
    workspace: &Workspace,
    person: PersonId,
) -> Result<Vec<Event>, Refusal> {
    match workspace.people.get(&person) {
        None => Err(Refusal::NoSuchPerson),
        Some(member) if member.disabled => Ok(vec![Event::PersonEnabled(PersonEnabled { person })]),
        Some(_) => Ok(Vec::new()),
    }
}

pub(super) fn evolve_added(workspace: &mut Workspace, event: &PersonAdded) {
    let member = Member {
        administrator: event.administrator,
        disabled: false,
    };
    workspace.people.insert(event.person, member);
}

pub(super) fn set_disabled(workspace: &mut Workspace, person: PersonId, disabled: bool) {
    if let Some(member) = workspace.people.get_mut(&person) {
        member.disabled = disabled;
    }
}
