//! Who is in the workspace, who of them may sign in, and who looks after it. Names, addresses and
//! passwords are not here: they live beside the log, so that they can be erased.

use serde::{Deserialize, Serialize};

use super::{Event, Workspace};
use crate::decide::Command;
use crate::event::Event as ProductEvent;
use crate::ids::{PersonId, ProductId};
use crate::refusal::Refusal;

/// Somebody as the workspace knows them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Member {
    /// Whether they look after the workspace.
    pub administrator: bool,
    /// Whether they may no longer sign in.
    pub disabled: bool,
    /// The sample product they were made up for, if they were: nobody can sign
    /// in as them, and they come and go with it.
    pub sample: Option<ProductId>,
}

/// Somebody joined.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PersonAdded {
    /// Who.
    pub person: PersonId,
    /// Whether they look after the workspace.
    pub administrator: bool,
    /// The sample product they were made up for, if they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<ProductId>,
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

/// Somebody looks after the workspace from now on.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AdministratorMade {
    /// Who.
    pub person: PersonId,
}

/// Somebody looks after the workspace no more. Their roles in products stay.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AdministratorDismissed {
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

    /// Whether this person was made up for a sample product.
    pub fn is_sample(&self, person: PersonId) -> bool {
        self.people
            .get(&person)
            .is_some_and(|member| member.sample.is_some())
    }

    /// Whether this person may sign in, as far as the record says.
    pub fn may_sign_in(&self, person: PersonId) -> bool {
        !self.is_disabled(person) && !self.is_sample(person)
    }

    /// Everybody who is there: those of a sample product as long as that is.
    pub fn members(&self) -> impl Iterator<Item = (PersonId, Member)> {
        let there = |member: &Member| {
            let product = member.sample.map(|product| self.products.get(&product));
            product.is_none_or(|listed| listed.is_some_and(|listed| !listed.removed))
        };
        let people = self.people.iter().map(|(id, member)| (*id, *member));
        people.filter(move |(_, member)| there(member))
    }

    /// Somebody who can be disabled and enabled: nobody made up.
    fn real(&self, person: PersonId) -> Result<&Member, Refusal> {
        let member = self.people.get(&person);
        member
            .filter(|member| member.sample.is_none())
            .ok_or(Refusal::NoSuchPerson)
    }

    /// The first administrator there is.
    pub fn first_administrator(&self) -> Option<PersonId> {
        self.administrators().next()
    }

    /// Why this person can neither be disabled nor stop being an administrator, if
    /// that is so.
    ///
    /// # Errors
    /// [`Refusal::NoSuchPerson`], and [`Refusal::LastAdministrator`] for whoever
    /// nobody else could bring back.
    pub fn can_spare(&self, person: PersonId) -> Result<(), Refusal> {
        self.real(person)?;
        match self.is_administrator(person) && self.administrators().count() == 1 {
            true => Err(Refusal::LastAdministrator),
            false => Ok(()),
        }
    }

    /// Why this person may not be made an administrator, if they may not. Who is
    /// one already may.
    ///
    /// # Errors
    /// [`Refusal::NoSuchPerson`], and [`Refusal::CannotSignIn`] for whoever is
    /// disabled.
    pub fn may_make_administrator(&self, person: PersonId) -> Result<(), Refusal> {
        match self.real(person)?.disabled {
            true => Err(Refusal::CannotSignIn),
            false => Ok(()),
        }
    }

    /// Whether the people that a command about a product gives a role or an item to
    /// are there. Who was made up is there in their sample product alone.
    ///
    /// # Errors
    /// [`Refusal::NoSuchPerson`] when a role would go to nobody, and
    /// [`Refusal::PersonDisabled`] when it or an item would go to somebody who may
    /// not sign in.
    pub fn admits(&self, product: ProductId, command: &Command) -> Result<(), Refusal> {
        match command {
            Command::GrantRole(grant) => self.admits_to(product, grant.person),
            Command::Assign(assign) => self.enabled(assign.to),
            // What an undo brings back is given once more.
            Command::Undo(undo) => {
                let mut events = undo.events.iter().map(|recorded| &recorded.event);
                events.try_for_each(|event| match event {
                    ProductEvent::RoleRevoked(revoked) => self.admits_to(product, revoked.person),
                    ProductEvent::AssigneeChanged(changed) => self.enabled(changed.from),
                    _ => Ok(()),
                })
            }
            _ => Ok(()),
        }
    }

    fn admits_to(&self, product: ProductId, person: PersonId) -> Result<(), Refusal> {
        let there = |member: &&Member| member.sample.is_none_or(|sample| sample == product);
        let member = self.people.get(&person).filter(there);
        member.ok_or(Refusal::NoSuchPerson)?;
        self.enabled(Some(person))
    }

    fn enabled(&self, person: Option<PersonId>) -> Result<(), Refusal> {
        match person.is_some_and(|person| self.is_disabled(person)) {
            true => Err(Refusal::PersonDisabled),
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
    sample: Option<ProductId>,
) -> Vec<Event> {
    match workspace.people.contains_key(&person) {
        true => Vec::new(),
        false => vec![Event::PersonAdded(PersonAdded {
            person,
            administrator,
            sample,
        })],
    }
}

pub(super) fn decide_disable(
    workspace: &Workspace,
    person: PersonId,
) -> Result<Vec<Event>, Refusal> {
    workspace.can_spare(person)?;
    match workspace.is_disabled(person) {
        true => Ok(Vec::new()),
        false => Ok(vec![Event::PersonDisabled(PersonDisabled { person })]),
    }
}

pub(super) fn decide_enable(
    workspace: &Workspace,
    person: PersonId,
) -> Result<Vec<Event>, Refusal> {
    match workspace.real(person)?.disabled {
        true => Ok(vec![Event::PersonEnabled(PersonEnabled { person })]),
        false => Ok(Vec::new()),
    }
}

pub(super) fn decide_make(workspace: &Workspace, person: PersonId) -> Result<Vec<Event>, Refusal> {
    workspace.may_make_administrator(person)?;
    match workspace.is_administrator(person) {
        true => Ok(Vec::new()),
        false => Ok(vec![Event::AdministratorMade(AdministratorMade { person })]),
    }
}

pub(super) fn decide_dismiss(
    workspace: &Workspace,
    person: PersonId,
) -> Result<Vec<Event>, Refusal> {
    workspace.can_spare(person)?;
    match workspace.real(person)?.administrator {
        true => Ok(vec![Event::AdministratorDismissed(
            AdministratorDismissed { person },
        )]),
        false => Ok(Vec::new()),
    }
}

pub(super) fn evolve_added(workspace: &mut Workspace, event: &PersonAdded) {
    let member = Member {
        administrator: event.administrator,
        disabled: false,
        sample: event.sample,
    };
    workspace.people.insert(event.person, member);
}

pub(super) fn set_disabled(workspace: &mut Workspace, person: PersonId, disabled: bool) {
    if let Some(member) = workspace.people.get_mut(&person) {
        member.disabled = disabled;
    }
}

pub(super) fn set_administrator(workspace: &mut Workspace, person: PersonId, is_one: bool) {
    if let Some(member) = workspace.people.get_mut(&person) {
        member.administrator = is_one;
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;
    use crate::decide::Undo;
    use crate::ids::{CommandId, ItemId};
    use crate::item::assign::{Assign, AssigneeChanged};
    use crate::people::{GrantRole, RoleRevoked};
    use crate::record::Recorded;
    use crate::rights::Role;

    /// That somebody lost a role and an item, and the command that undoes it.
    fn undo_of_taking(person: PersonId, role: Role, item: ItemId) -> Undo {
        let (from, to) = (Some(person), None);
        let events = [
            ProductEvent::RoleRevoked(RoleRevoked { person, role }),
            ProductEvent::AssigneeChanged(AssigneeChanged { item, from, to }),
        ];
        let command = CommandId(Uuid::nil());
        let recorded = (1..).zip(events).map(|(position, event)| Recorded {
            position,
            at: Timestamp::UNIX_EPOCH,
            actor: None,
            role: None,
            cause: command,
            event,
        });
        let events = recorded.collect();
        Undo { command, events }
    }

    #[test]
    fn who_is_disabled_is_given_no_role_and_no_item() {
        let (person, product) = (PersonId(Uuid::nil()), ProductId(Uuid::max()));
        let role = Role::Developer;
        let (item, to) = (ItemId(1), Some(person));
        let undo = undo_of_taking(person, role, item);
        let of = |index: usize| Undo {
            events: vec![undo.events[index].clone()],
            ..undo
        };
        let all: [Command; 4] = [
            GrantRole { person, role }.into(),
            Assign { item, to }.into(),
            of(0).into(),
            of(1).into(),
        ];
        let mut workspace = Workspace::default();
        let (administrator, sample) = (false, None);
        evolve_added(
            &mut workspace,
            &PersonAdded {
                person,
                administrator,
                sample,
            },
        );
        assert!(all.iter().all(|one| workspace.admits(product, one).is_ok()));
        set_disabled(&mut workspace, person, true);
        for one in &all {
            assert_eq!(workspace.admits(product, one), Err(Refusal::PersonDisabled));
        }
    }
}
