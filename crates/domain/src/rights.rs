//! Who may do what: one table (B1, B4). The UI asks it which actions to show,
//! every route asks it before anything is decided, and there is no other.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::product::Product;
use crate::refusal::Refusal;

/// What a person is in a product, or in the whole workspace.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Orders the product backlog and sets sprint goals.
    ProductOwner,
    /// Serves the team; belongs to it in every right.
    ScrumMaster,
    /// A member of the team that does the work.
    Developer,
    /// Reads, comments and suggests.
    Stakeholder,
    /// Looks after the workspace: people, products. No say in any backlog.
    Administrator,
    /// Whoever works on the data folder itself, from the command line.
    Operator,
    /// Whoever has the suggestion link. Reads nothing.
    Guest,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 7] = [
        Role::ProductOwner,
        Role::ScrumMaster,
        Role::Developer,
        Role::Stakeholder,
        Role::Administrator,
        Role::Operator,
        Role::Guest,
    ];
    /// The roles a person can be given in a product.
    pub const IN_PRODUCT: [Role; 4] = [
        Role::ProductOwner,
        Role::ScrumMaster,
        Role::Developer,
        Role::Stakeholder,
    ];

    /// As written in the record and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::ProductOwner => "product_owner",
            Role::ScrumMaster => "scrum_master",
            Role::Developer => "developer",
            Role::Stakeholder => "stakeholder",
            Role::Administrator => "administrator",
            Role::Operator => "operator",
            Role::Guest => "guest",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Role::ProductOwner => "Product owner",
            Role::ScrumMaster => "Scrum master",
            Role::Developer => "Developer",
            Role::Stakeholder => "Stakeholder",
            Role::Administrator => "Administrator",
            Role::Operator => "Command line",
            Role::Guest => "Suggestion link",
        }
    }

    /// The role written as `text`, for roles people hold in a product.
    pub fn parse(text: &str) -> Option<Role> {
        Role::IN_PRODUCT
            .into_iter()
            .find(|role| role.as_str() == text)
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// Several roles at once: what one person holds in one product.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Roles(u8);

impl Roles {
    /// None at all.
    pub const NONE: Roles = Roles(0);

    /// These roles with one more.
    #[must_use]
    pub const fn with(self, role: Role) -> Roles {
        Roles(self.0 | role.bit())
    }

    /// These roles with one less.
    #[must_use]
    pub const fn without(self, role: Role) -> Roles {
        Roles(self.0 & !role.bit())
    }

    /// Whether this role is among them.
    pub const fn has(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Roles {
        roles.into_iter().fold(Roles::NONE, Roles::with)
    }
}

impl fmt::Debug for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// Who gives a command.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Actor {
    /// A signed-in person.
    Person {
        /// Who.
        id: PersonId,
        /// Whether the workspace made them an administrator.
        administrator: bool,
    },
    /// Whoever can open the data folder: the command line beside the server.
    Operator,
    /// Somebody without an account who has the suggestion link.
    Guest,
}

impl Actor {
    /// The person, where there is one.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Actor::Person { id, .. } => Some(id),
            Actor::Operator | Actor::Guest => None,
        }
    }

    /// All roles this actor acts under in `product`.
    pub fn roles(self, product: &Product) -> Roles {
        match self {
            Actor::Operator => Roles::NONE.with(Role::Operator),
            Actor::Guest => Roles::NONE.with(Role::Guest),
            Actor::Person { id, administrator } => {
                let own = product.people.get(&id).copied().unwrap_or_default();
                if administrator {
                    own.with(Role::Administrator)
                } else {
                    own
                }
            }
        }
    }
}

/// One kind of freedom in a product.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Right {
    /// See the product and everything in it.
    Read,
    /// Say something about an item.
    Comment,
    /// Suggest an item, and take back what one suggested.
    Suggest,
    /// Suggest through the suggestion link, without an account.
    SuggestByLink,
    /// Answer a survey through its link, without an account.
    AnswerByLink,
    /// Decide what stands in the product backlog and in which order.
    Order,
    /// Work on what an item says: title, text, kind, epic, criteria, labels,
    /// dependencies, links.
    Refine,
    /// Say how large an item is.
    Estimate,
    /// Say what makes an item ready, and that one passes a check by hand.
    Ready,
    /// Create a sprint with its dates. Fills nothing.
    PlanSprint,
    /// Decide what is in a sprint backlog: pull, put back, waive, commit, close.
    Membership,
    /// Set the sprint goal: the product owner's only lever on a sprint (B3).
    Goal,
    /// Move cards on the board, assign them, say what blocks them.
    Board,
    /// Bring items from a file.
    Import,
    /// Invite people and give them roles.
    ManagePeople,
}

use Role::{Administrator, Developer, Guest, Operator, ProductOwner, ScrumMaster, Stakeholder};

/// The table. The first role that a person holds in a row is the one their
/// command is recorded under.
pub const TABLE: [(Right, &[Role]); 15] = [
    (
        Right::Read,
        &[
            ProductOwner,
            ScrumMaster,
            Developer,
            Stakeholder,
            Administrator,
            Operator,
        ],
    ),
    (
        Right::Comment,
        &[ProductOwner, Developer, ScrumMaster, Stakeholder],
    ),
    (
        Right::Suggest,
        &[Stakeholder, Developer, ScrumMaster, ProductOwner],
    ),
    (Right::SuggestByLink, &[Guest]),
    (Right::AnswerByLink, &[Guest]),
    (Right::Order, &[ProductOwner]),
    (Right::Refine, &[ProductOwner, Developer, ScrumMaster]),
    (Right::Estimate, &[Developer, ScrumMaster]),
    (Right::Ready, &[Developer, ScrumMaster]),
    (Right::PlanSprint, &[Developer, ScrumMaster, ProductOwner]),
    (Right::Membership, &[Developer, ScrumMaster]),
    (Right::Goal, &[ProductOwner]),
    (Right::Board, &[Developer, ScrumMaster]),
    (Right::Import, &[ProductOwner, Operator]),
    (
        Right::ManagePeople,
        &[Administrator, ProductOwner, ScrumMaster, Operator],
    ),
];

impl Right {
    /// The roles that have this right.
    pub fn roles(self) -> &'static [Role] {
        TABLE
            .iter()
            .find(|(right, _)| *right == self)
            .map_or(&[], |(_, roles)| roles)
    }

    /// What it allows, to complete "You may not …".
    pub fn deed(self) -> &'static str {
        match self {
            Right::Read => "see this product",
            Right::Comment => "comment",
            Right::Suggest => "suggest items",
            Right::SuggestByLink => "suggest through the link",
            Right::AnswerByLink => "answer a survey through its link",
            Right::Order => "order the product backlog",
            Right::Refine => "change items",
            Right::Estimate => "estimate items",
            Right::Ready => "decide what makes an item ready",
            Right::PlanSprint => "create a sprint",
            Right::Membership => "decide what is in a sprint",
            Right::Goal => "set the sprint goal",
            Right::Board => "move, assign or block cards",
            Right::Import => "import items",
            Right::ManagePeople => "manage people",
        }
    }
}

/// The role under which `actor` has this right in `product`, if any.
pub fn role_for(product: &Product, actor: Actor, right: Right) -> Option<Role> {
    let held = actor.roles(product);
    right.roles().iter().copied().find(|role| held.has(*role))
}

/// Whether `actor` has this right in `product`.
pub fn may(product: &Product, actor: Actor, right: Right) -> bool {
    role_for(product, actor, right).is_some()
}

/// The role that allows all of `rights`, taken from the first.
///
/// # Errors
/// [`Refusal::Forbidden`] naming the first right that is missing. Somebody who
/// may not even read is told that the product does not exist.
pub fn check(product: &Product, actor: Actor, rights: &[Right]) -> Result<Role, Refusal> {
    for right in rights {
        if !may(product, actor, *right) {
            if !may(product, actor, Right::Read) {
                return Err(Refusal::NoSuchProduct);
            }
            return Err(Refusal::Forbidden {
                right: *right,
                held: actor.roles(product),
            });
        }
    }
    let first = rights.first().copied().unwrap_or(Right::Read);
    role_for(product, actor, first).ok_or(Refusal::NoSuchProduct)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_right_has_a_row_and_the_three_rights_are_separate() {
        for (right, roles) in TABLE {
            assert_eq!(right.roles(), roles);
        }
        assert_eq!(Right::Order.roles(), [ProductOwner]);
        assert_eq!(Right::Goal.roles(), [ProductOwner]);
        assert!(!Right::Membership.roles().contains(&ProductOwner));
    }

    #[test]
    fn roles_add_up() {
        let both: Roles = [Role::Developer, Role::ProductOwner].into_iter().collect();
        assert!(both.has(Role::Developer) && both.has(Role::ProductOwner));
        assert!(!both.without(Role::Developer).has(Role::Developer));
        assert_eq!(
            both.iter().collect::<Vec<_>>(),
            [Role::ProductOwner, Role::Developer]
        );
    }
}
