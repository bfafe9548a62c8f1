//! Everybody's name, in memory: pages show names in every row and may not ask
//! the database for each.

use std::collections::BTreeMap;
use std::sync::Arc;

use arc_swap::ArcSwap;
use domain::PersonId;
use store::StoreError;
use store::accounts::{Accounts, Person};

/// A person as others see them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonCard {
    /// Who.
    pub id: PersonId,
    /// The name others see.
    pub name: Arc<str>,
    /// The address they sign in with.
    pub email: Arc<str>,
    /// Whether they can no longer sign in.
    pub disabled: bool,
}

/// Everybody, by id.
pub type People = BTreeMap<PersonId, PersonCard>;

/// The cards of everybody, as they were last read.
pub(crate) struct Directory {
    people: ArcSwap<People>,
}

impl Directory {
    pub(crate) async fn load(accounts: &dyn Accounts) -> Result<Directory, StoreError> {
        let directory = Directory {
            people: ArcSwap::default(),
        };
        directory.refresh(accounts).await?;
        Ok(directory)
    }

    /// Reads everybody again, after somebody came, went or changed.
    pub(crate) async fn refresh(&self, accounts: &dyn Accounts) -> Result<(), StoreError> {
        let people = accounts.people().await?;
        let people = people
            .iter()
            .map(|person| (PersonId(person.id), card(person)))
            .collect();
        self.people.store(Arc::new(people));
        Ok(())
    }

    /// Everybody.
    pub(crate) fn now(&self) -> Arc<People> {
        self.people.load_full()
    }
}

fn card(person: &Person) -> PersonCard {
    PersonCard {
        id: PersonId(person.id),
        name: person.name.as_str().into(),
        email: person.email.as_str().into(),
        disabled: person.disabled.is_some(),
    }
}
