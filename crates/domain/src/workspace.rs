//! The workspace: which people and products there are. Who may do what inside a
//! product is the product's matter.

mod people;

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, Position, ProductId};
use crate::record::{Context, Decision, Recorded};
use crate::refusal::Refusal;
use crate::rights::{Actor, Role};
use crate::text::{self, ProductKey};

pub use people::{
    AdministratorDismissed, AdministratorMade, Member, PersonAdded, PersonDisabled, PersonEnabled,
};

/// Everything that is so in the workspace.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Workspace {
    /// The last event folded in; 0 before the first.
    pub position: Position,
    /// Its name; empty before it is opened.
    pub name: Arc<str>,
    /// Its people, disabled ones too.
    pub people: OrdMap<PersonId, Member>,
    /// Its products, removed ones too.
    pub products: OrdMap<ProductId, Listed>,
}

/// A product as the workspace knows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// Its key.
    pub key: ProductKey,
    /// Its name.
    pub name: Arc<str>,
    /// Whether it is the sample product, to be thrown away at will.
    pub sample: bool,
    /// Whether it was removed.
    pub removed: bool,
}

/// A wish about the workspace.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Name the workspace and make its first person an administrator.
    Open {
        /// Its name.
        name: String,
        /// Its first person.
        administrator: PersonId,
    },
    /// Add somebody.
    AddPerson {
        /// Whom.
        person: PersonId,
        /// Whether they look after the workspace.
        administrator: bool,
        /// The sample product they are made up for, if they are.
        sample: Option<ProductId>,
    },
    /// Let somebody sign in no more.
    DisablePerson {
        /// Whom.
        person: PersonId,
    },
    /// Let somebody sign in again.
    EnablePerson {
        /// Whom.
        person: PersonId,
    },
    /// Let somebody look after the workspace.
    MakeAdministrator {
        /// Whom.
        person: PersonId,
    },
    /// Let somebody look after the workspace no more.
    DismissAdministrator {
        /// Whom.
        person: PersonId,
    },
    /// Call the workspace something else.
    Rename {
        /// What.
        name: String,
    },
    /// List a new product.
    ListProduct {
        /// Which.
        product: ProductId,
        /// Its key.
        key: ProductKey,
        /// Its name.
        name: String,
        /// Whether it is the sample product.
        sample: bool,
    },
    /// Remove a product with everything in it.
    RemoveProduct {
        /// Which.
        product: ProductId,
    },
    /// Bring a removed product back.
    RestoreProduct {
        /// Which.
        product: ProductId,
    },
}

/// Something that happened in the workspace.
#[derive(Clone, PartialEq, Debug)]
#[expect(
    missing_docs,
    reason = "each variant is documented at the type it carries"
)]
pub enum Event {
    WorkspaceNamed(WorkspaceNamed),
    PersonAdded(PersonAdded),
    PersonDisabled(PersonDisabled),
    PersonEnabled(PersonEnabled),
    AdministratorMade(AdministratorMade),
    AdministratorDismissed(AdministratorDismissed),
    ProductListed(ProductListed),
    ProductRemoved(ProductRemoved),
    ProductRestored(ProductRestored),
}

/// The workspace got its name.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WorkspaceNamed {
    /// What.
    pub name: Arc<str>,
}

/// A product was listed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProductListed {
    /// Which.
    pub product: ProductId,
    /// Its key.
    pub key: ProductKey,
    /// Its name.
    pub name: Arc<str>,
    /// Whether it is the sample product.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
}

/// A product was removed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProductRemoved {
    /// Which.
    pub product: ProductId,
}

/// A removed product came back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProductRestored {
    /// Which.
    pub product: ProductId,
}

impl Workspace {
    /// Whether it has been opened.
    pub fn is_open(&self) -> bool {
        !self.name.is_empty()
    }

    /// The product with this key, however its letters are written.
    pub fn product(&self, key: &str) -> Option<(ProductId, &Listed)> {
        self.products
            .iter()
            .find(|(_, listed)| !listed.removed && listed.key.as_str().eq_ignore_ascii_case(key))
            .map(|(id, listed)| (*id, listed))
    }

    /// The product that keeps this key from others. A removed one does, so that it can be brought
    /// back; a sample that was thrown away does not.
    pub fn holder(&self, key: &str) -> Option<(ProductId, &Listed)> {
        self.product(key)
            .or_else(|| self.removed(key).filter(|(_, listed)| !listed.sample))
    }

    /// The removed product with this key, of several the one that was made last.
    pub fn removed(&self, key: &str) -> Option<(ProductId, &Listed)> {
        let mut newest = self.products.iter().rev();
        newest
            .find(|(_, listed)| listed.removed && listed.key.as_str().eq_ignore_ascii_case(key))
            .map(|(id, listed)| (*id, listed))
    }

    /// That no product keeps this key.
    ///
    /// # Errors
    /// [`Refusal::KeyTaken`], [`Refusal::KeyReserved`].
    pub fn must_be_free(&self, key: &ProductKey) -> Result<(), Refusal> {
        let key = key.clone();
        match self.holder(key.as_str()) {
            Some((_, listed)) if listed.removed => Err(Refusal::KeyReserved { key }),
            Some(_) => Err(Refusal::KeyTaken { key }),
            None => Ok(()),
        }
    }
}

/// Decides a command: the events it leads to, or why not.
///
/// # Errors
/// A [`Refusal`] that says what, why and what to do.
pub fn decide(
    workspace: &Workspace,
    context: &Context,
    command: &Command,
) -> Result<Decision<Event>, Refusal> {
    if let Command::Open {
        name,
        administrator,
    } = command
    {
        if workspace.is_open() {
            return Err(Refusal::AdministratorsOnly);
        }
        let name = text::line("name", name)?;
        let person = PersonAdded {
            person: *administrator,
            administrator: true,
            sample: None,
        };
        let events = vec![
            Event::WorkspaceNamed(WorkspaceNamed { name }),
            Event::PersonAdded(person),
        ];
        return Ok(Decision { role: None, events });
    }
    let role = match context.actor {
        Actor::Operator => Role::Operator,
        // As it is now: they may have been dismissed since they asked.
        Actor::Person { id, .. } if workspace.is_administrator(id) => Role::Administrator,
        Actor::Person { .. } | Actor::Guest => return Err(Refusal::AdministratorsOnly),
    };
    Ok(Decision {
        role: Some(role),
        events: decide_allowed(workspace, command)?,
    })
}

fn decide_allowed(workspace: &Workspace, command: &Command) -> Result<Vec<Event>, Refusal> {
    let event = match command {
        Command::Open { .. } => return Ok(Vec::new()),
        Command::AddPerson {
            person,
            administrator,
            sample,
        } => {
            let (person, administrator) = (*person, *administrator);
            return Ok(people::decide_add(
                workspace,
                person,
                administrator,
                *sample,
            ));
        }
        Command::DisablePerson { person } => return people::decide_disable(workspace, *person),
        Command::EnablePerson { person } => return people::decide_enable(workspace, *person),
        Command::MakeAdministrator { person } => return people::decide_make(workspace, *person),
        Command::DismissAdministrator { person } => {
            return people::decide_dismiss(workspace, *person);
        }
        Command::Rename { name } => {
            let name = text::line("name", name)?;
            if name == workspace.name {
                return Ok(Vec::new());
            }
            Event::WorkspaceNamed(WorkspaceNamed { name })
        }
        Command::ListProduct {
            product,
            key,
            name,
            sample,
        } => {
            workspace.must_be_free(key)?;
            let (product, key, sample) = (*product, key.clone(), *sample);
            let name = text::line("name", name)?;
            Event::ProductListed(ProductListed {
                product,
                key,
                name,
                sample,
            })
        }
        Command::RemoveProduct { product } => match workspace.products.get(product) {
            Some(listed) if !listed.removed => {
                Event::ProductRemoved(ProductRemoved { product: *product })
            }
            _ => return Err(Refusal::NoSuchProduct),
        },
        Command::RestoreProduct { product } => match workspace.products.get(product) {
            Some(listed) if listed.removed => {
                if workspace.product(listed.key.as_str()).is_some() {
                    return Err(Refusal::KeyTaken {
                        key: listed.key.clone(),
                    });
                }
                Event::ProductRestored(ProductRestored { product: *product })
            }
            Some(_) => return Ok(Vec::new()),
            None => return Err(Refusal::NoSuchProduct),
        },
    };
    Ok(vec![event])
}

/// Makes `recorded` so.
pub fn evolve(workspace: &mut Workspace, recorded: &Recorded<Event>) {
    match &recorded.event {
        Event::WorkspaceNamed(e) => workspace.name = e.name.clone(),
        Event::PersonAdded(e) => people::evolve_added(workspace, e),
        Event::PersonDisabled(e) => people::set_disabled(workspace, e.person, true),
        Event::PersonEnabled(e) => people::set_disabled(workspace, e.person, false),
        Event::AdministratorMade(e) => people::set_administrator(workspace, e.person, true),
        Event::AdministratorDismissed(e) => people::set_administrator(workspace, e.person, false),
        Event::ProductListed(e) => {
            let (key, name) = (e.key.clone(), e.name.clone());
            let listed = Listed {
                key,
                name,
                sample: e.sample,
                removed: false,
            };
            workspace.products.insert(e.product, listed);
        }
        Event::ProductRemoved(e) => set_removed(workspace, e.product, true),
        Event::ProductRestored(e) => set_removed(workspace, e.product, false),
    }
    workspace.position = recorded.position;
}

fn set_removed(workspace: &mut Workspace, product: ProductId, removed: bool) {
    if let Some(listed) = workspace.products.get_mut(&product) {
        listed.removed = removed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::CommandId;
    use crate::people::GrantRole;
    use uuid::Uuid;

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    fn after(commands: &[(Actor, Command)]) -> Result<Workspace, Refusal> {
        let mut workspace = Workspace::default();
        for (actor, command) in commands {
            let command_id = CommandId(Uuid::nil());
            let at = jiff::Timestamp::UNIX_EPOCH;
            let context = Context {
                at,
                actor: *actor,
                command: command_id,
            };
            for recorded in
                decide(&workspace, &context, command)?.record(&context, workspace.position)
            {
                evolve(&mut workspace, &recorded);
            }
        }
        Ok(workspace)
    }

    fn opened() -> Vec<(Actor, Command)> {
        vec![(
            Actor::Operator,
            Command::Open {
                name: "Acme".into(),
                administrator: person(1),
            },
        )]
    }

    fn listing(product: u128, key: &str) -> Command {
        Command::ListProduct {
            product: ProductId(Uuid::from_u128(product)),
            key: ProductKey::new(key).unwrap(),
            name: "Payments".into(),
            sample: false,
        }
    }

    #[test]
    fn a_workspace_is_opened_once() {
        let mut twice = opened();
        assert!(after(&twice).unwrap().is_administrator(person(1)));
        twice.extend(opened());
        assert_eq!(after(&twice), Err(Refusal::AdministratorsOnly));
    }

    #[test]
    fn a_removed_product_keeps_its_key_and_comes_back_with_it() {
        let product = ProductId(Uuid::from_u128(7));
        let mut commands = opened();
        commands.push((Actor::Operator, listing(7, "pay")));
        let mut taken = commands.clone();
        taken.push((Actor::Operator, listing(8, "PAY")));
        assert!(matches!(after(&taken), Err(Refusal::KeyTaken { .. })));
        commands.push((Actor::Operator, Command::RemoveProduct { product }));
        let mut kept = commands.clone();
        kept.push((Actor::Operator, listing(8, "PAY")));
        assert!(matches!(after(&kept), Err(Refusal::KeyReserved { .. })));
        let back = (Actor::Operator, Command::RestoreProduct { product });
        commands.extend([back.clone(), back]);
        assert!(after(&commands).unwrap().product("pay").is_some());
    }

    #[test]
    fn a_sample_that_was_thrown_away_keeps_no_key() {
        let mut sample = listing(7, "BIKE");
        if let Command::ListProduct { sample, .. } = &mut sample {
            *sample = true;
        }
        let product = ProductId(Uuid::from_u128(7));
        let removed = Command::RemoveProduct { product };
        let again = operated(&[sample, removed, listing(8, "BIKE")]);
        assert!(again.unwrap().product("bike").is_some());
    }

    #[test]
    fn only_administrators_list_products_and_disable_people() {
        let somebody = Actor::Person {
            id: person(2),
            administrator: false,
        };
        let (joined, disabling) = (joining(2), disabling(2));
        let own = making(2);
        for forbidden in [listing(7, "PAY"), joined, disabling, own] {
            let mut commands = opened();
            commands.push((somebody, forbidden));
            assert_eq!(after(&commands), Err(Refusal::AdministratorsOnly));
        }
    }

    fn joining(number: u128) -> Command {
        Command::AddPerson {
            person: person(number),
            administrator: number == 1 || number == 3,
            sample: None,
        }
    }

    fn disabling(number: u128) -> Command {
        Command::DisablePerson {
            person: person(number),
        }
    }

    fn enabling(number: u128) -> Command {
        Command::EnablePerson {
            person: person(number),
        }
    }

    /// A workspace that its command line did these things to.
    fn operated(commands: &[Command]) -> Result<Workspace, Refusal> {
        let commands = commands.iter().cloned();
        let commands = commands.map(|command| (Actor::Operator, command));
        after(&opened().into_iter().chain(commands).collect::<Vec<_>>())
    }

    #[test]
    fn who_is_disabled_is_still_known_and_can_be_enabled_again() {
        let gone = operated(&[joining(2), disabling(2), disabling(2)]).unwrap();
        assert!(gone.is_disabled(person(2)) && gone.people.contains_key(&person(2)));
        let twice = operated(&[joining(2), disabling(2)]).unwrap();
        assert_eq!(twice.position, gone.position, "the second time is nothing");
        let back = operated(&[joining(2), disabling(2), enabling(2), enabling(2)]).unwrap();
        assert!(!back.is_disabled(person(2)));
        assert_eq!(operated(&[disabling(2)]), Err(Refusal::NoSuchPerson));
        assert_eq!(operated(&[enabling(2)]), Err(Refusal::NoSuchPerson));
    }

    #[test]
    fn people_of_a_sample_come_and_go_with_it() {
        let product = ProductId(Uuid::from_u128(7));
        let made_up = Command::AddPerson {
            person: person(9),
            administrator: false,
            sample: Some(product),
        };
        let mut commands = vec![listing(7, "BIKE"), made_up];
        let there = |commands: &[Command]| operated(commands).unwrap().members().count();
        assert_eq!(there(&commands), 2);
        assert!(!operated(&commands).unwrap().may_sign_in(person(9)));
        let workspace = operated(&commands).unwrap();
        let grant = |person| {
            crate::decide::Command::from(GrantRole {
                person,
                role: Role::Developer,
            })
        };
        let elsewhere = ProductId(Uuid::from_u128(8));
        assert!(workspace.admits(product, &grant(person(9))).is_ok());
        assert!(workspace.admits(elsewhere, &grant(person(1))).is_ok());
        for (product, stranger) in [(elsewhere, person(9)), (product, person(4))] {
            let refused = workspace.admits(product, &grant(stranger));
            assert_eq!(refused, Err(Refusal::NoSuchPerson));
        }
        for impossible in [disabling(9), enabling(9), making(9), dismissing(9)] {
            let tried = [commands.clone(), vec![impossible]].concat();
            assert_eq!(operated(&tried), Err(Refusal::NoSuchPerson));
        }
        commands.push(Command::RemoveProduct { product });
        assert_eq!(there(&commands), 1);
        commands.push(Command::RestoreProduct { product });
        assert_eq!(there(&commands), 2);
    }

    fn making(number: u128) -> Command {
        Command::MakeAdministrator {
            person: person(number),
        }
    }

    fn dismissing(number: u128) -> Command {
        Command::DismissAdministrator {
            person: person(number),
        }
    }

    #[test]
    fn somebody_is_made_an_administrator_and_dismissed_again() {
        let made = operated(&[joining(2), making(2)]).unwrap();
        assert!(made.is_administrator(person(2)) && made.is_administrator(person(1)));
        let twice = operated(&[joining(2), making(2), making(2)]).unwrap();
        assert_eq!(twice.position, made.position, "the second time is nothing");
        let back = [joining(2), making(2), dismissing(2), dismissing(2)];
        let back = operated(&back).unwrap();
        assert!(!back.is_administrator(person(2)) && back.may_sign_in(person(2)));
        assert_eq!(back.position, made.position + 1);
        for nobody in [making(4), dismissing(4)] {
            assert_eq!(operated(&[nobody]), Err(Refusal::NoSuchPerson));
        }
    }

    #[test]
    fn who_is_disabled_is_made_no_administrator_but_can_be_dismissed() {
        let gone = [joining(2), disabling(2), making(2)];
        assert_eq!(operated(&gone), Err(Refusal::CannotSignIn));
        let mut dismissed = vec![joining(3), disabling(3), dismissing(3), enabling(3)];
        let back = operated(&dismissed).unwrap();
        assert!(!back.is_administrator(person(3)));
        dismissed.push(dismissing(1));
        assert_eq!(operated(&dismissed), Err(Refusal::LastAdministrator));
    }

    #[test]
    fn who_was_dismissed_since_they_asked_may_no_longer() {
        let third = Actor::Person {
            id: person(3),
            administrator: true,
        };
        let mut commands = opened();
        commands.push((Actor::Operator, joining(3)));
        commands.push((third, making(1)));
        assert!(after(&commands).is_ok(), "or this test sees nothing");
        commands.push((Actor::Operator, dismissing(3)));
        commands.push((third, dismissing(1)));
        assert_eq!(after(&commands), Err(Refusal::AdministratorsOnly));
    }

    #[test]
    fn the_last_administrator_stays() {
        let last = Err(Refusal::LastAdministrator);
        assert_eq!(operated(&[disabling(1)]), last);
        assert_eq!(operated(&[joining(2), dismissing(1)]), last);
        let one = operated(&[joining(3), disabling(1)]).unwrap();
        assert!(!one.is_administrator(person(1)), "who is disabled");
        assert_eq!(one.first_administrator(), Some(person(3)));
        assert_eq!(operated(&[joining(3), disabling(1), disabling(3)]), last);
        let swapped = [joining(3), disabling(1), enabling(1), disabling(3)];
        assert!(operated(&swapped).is_ok());
    }
}
