//! Opening a product and giving people their roles in it. Names and addresses
//! are not here: they live beside the log.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::{PersonId, TeamId};
use crate::product::{Identity, Product, Team};
use crate::record::{Context, Recorded};
use crate::refusal::Refusal;
use crate::rights::{Actor, Role};
use crate::sprint::calendar;
use crate::text::{self, ProductKey};

/// The number of the team every product begins with.
pub const FIRST_TEAM: TeamId = TeamId(1);

/// Open a product: the first command of its stream. Whoever opens it holds
/// every role in it, so that one person alone is never in their own way.
#[derive(Clone, PartialEq, Debug)]
pub struct OpenProduct {
    /// Its key.
    pub key: ProductKey,
    /// Its name.
    pub name: String,
    /// The zone its sprints are planned in.
    pub time_zone: String,
    /// Who holds every role at first.
    pub owner: PersonId,
}

/// Give somebody a role.
#[derive(Clone, PartialEq, Debug)]
pub struct GrantRole {
    /// Whom.
    pub person: PersonId,
    /// Which.
    pub role: Role,
}

/// Take a role from somebody.
#[derive(Clone, PartialEq, Debug)]
pub struct RevokeRole {
    /// From whom.
    pub person: PersonId,
    /// Which.
    pub role: Role,
}

/// A product was opened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProductOpened {
    /// Its key.
    pub key: ProductKey,
    /// Its name.
    pub name: Arc<str>,
    /// The zone its sprints are planned in.
    pub time_zone: Arc<str>,
    /// Its first team.
    pub team: Arc<str>,
}

/// Somebody got a role.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RoleGranted {
    /// Who.
    pub person: PersonId,
    /// Which.
    pub role: Role,
}

/// Somebody lost a role.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RoleRevoked {
    /// Who.
    pub person: PersonId,
    /// Which.
    pub role: Role,
}

pub(crate) fn decide_open(product: &Product, command: &OpenProduct) -> Result<Vec<Event>, Refusal> {
    if product.identity.is_some() {
        return Err(Refusal::KeyTaken {
            key: command.key.clone(),
        });
    }
    calendar::place(&command.time_zone)?;
    let opened = Event::ProductOpened(ProductOpened {
        key: command.key.clone(),
        name: text::line("name", &command.name)?,
        time_zone: command.time_zone.as_str().into(),
        team: "Team".into(),
    });
    let roles = [Role::ProductOwner, Role::ScrumMaster, Role::Developer];
    let person = command.owner;
    let granted = roles.map(|role| Event::RoleGranted(RoleGranted { person, role }));
    Ok([opened].into_iter().chain(granted).collect())
}

pub(crate) fn decide_grant(
    product: &Product,
    context: &Context,
    command: &GrantRole,
) -> Result<Vec<Event>, Refusal> {
    let GrantRole { person, role } = *command;
    must_be_anothers(context.actor, person)?;
    if !Role::IN_PRODUCT.contains(&role) {
        return Err(Refusal::NotAProductRole { role });
    }
    match product
        .people
        .get(&person)
        .is_some_and(|roles| roles.has(role))
    {
        true => Ok(Vec::new()),
        false => Ok(vec![Event::RoleGranted(RoleGranted { person, role })]),
    }
}

pub(crate) fn decide_revoke(
    product: &Product,
    context: &Context,
    command: &RevokeRole,
) -> Result<Vec<Event>, Refusal> {
    let RevokeRole { person, role } = *command;
    must_be_anothers(context.actor, person)?;
    match product
        .people
        .get(&person)
        .is_some_and(|roles| roles.has(role))
    {
        true => Ok(vec![Event::RoleRevoked(RoleRevoked { person, role })]),
        false => Ok(Vec::new()),
    }
}

/// Whether `actor` may say which roles `person` has, as far as that is about the two of
/// them. Nobody changes their own roles but an administrator: the separation of
/// rights (B1) would be worth nothing.
///
/// # Errors
/// [`Refusal::OwnRoles`].
pub fn must_be_anothers(actor: Actor, person: PersonId) -> Result<(), Refusal> {
    match actor {
        Actor::Person {
            id,
            administrator: false,
        } if id == person => Err(Refusal::OwnRoles),
        _ => Ok(()),
    }
}

pub(crate) fn evolve_opened(product: &mut Product, event: &ProductOpened) {
    product.identity = Some(Identity {
        key: event.key.clone(),
        name: event.name.clone(),
        time_zone: event.time_zone.clone(),
    });
    product.teams.insert(
        FIRST_TEAM,
        Team {
            id: FIRST_TEAM,
            name: event.team.clone(),
        },
    );
}

/// Roles that were given, and those that were taken back.
pub(crate) fn evolve_roles(product: &mut Product, recorded: &Recorded<Event>) {
    match &recorded.event {
        Event::RoleGranted(event) => evolve_granted(product, event),
        Event::RoleRevoked(event) => evolve_revoked(product, event),
        _ => {}
    }
}

fn evolve_granted(product: &mut Product, event: &RoleGranted) {
    let roles = product
        .people
        .get(&event.person)
        .copied()
        .unwrap_or_default();
    product.people.insert(event.person, roles.with(event.role));
}

fn evolve_revoked(product: &mut Product, event: &RoleRevoked) {
    let roles = product
        .people
        .get(&event.person)
        .copied()
        .unwrap_or_default();
    match roles.without(event.role) {
        roles if roles.is_empty() => product.people.remove(&event.person),
        roles => product.people.insert(event.person, roles),
    };
}
