//! The sample product: a believable backlog with five closed sprints, one that
//! runs and one being planned, so that every page has something to show. Its
//! people cannot sign in, and all of it can be removed in one click.
//!
//! It is made by the same commands as everything else, only with times in the
//! past.

mod script;
mod stories;

use domain::{Actor, PersonId, ProductId, Role};
use store::accounts::Person;
use uuid::Uuid;

use crate::App;
use crate::failure::Failure;
use crate::products::NewProduct;

/// Who appears in the sample, with what they are.
const CAST: [(&str, &str, Role); 6] = [
    ("Amina Murray", "amina", Role::ProductOwner),
    ("Jonas Weber", "jonas", Role::ScrumMaster),
    ("Ravi Kapoor", "ravi", Role::Developer),
    ("Lena Novak", "lena", Role::Developer),
    ("Tomas Silva", "tomas", Role::Developer),
    ("Grace Lindqvist", "grace", Role::Stakeholder),
];

impl App {
    /// Makes the sample product; whoever asks holds every role in it.
    ///
    /// # Errors
    /// When the actor is no administrator, or all its keys are taken.
    pub async fn create_sample(
        &self,
        actor: Actor,
        owner: PersonId,
        time_zone: &str,
    ) -> Result<ProductId, Failure> {
        let new = NewProduct {
            key: self.free_key(),
            name: "Harbour Bikes (sample)".into(),
            time_zone: time_zone.to_owned(),
            owner,
            sample: true,
        };
        let product = self.create_product(actor, new).await?;
        let cast = self.cast().await?;
        script::perform(self, product, &cast).await?;
        Ok(product)
    }

    fn free_key(&self) -> String {
        let workspace = self.workspace();
        let keys = std::iter::once("BIKE".to_owned()).chain((2..).map(|n| format!("BIKE{n}")));
        keys.into_iter()
            .find(|key| workspace.product(key).is_none())
            .unwrap_or_default()
    }

    /// The sample's people, made when they are not there from an earlier one.
    async fn cast(&self) -> Result<Vec<(PersonId, Role)>, Failure> {
        let mut cast = Vec::new();
        for (name, account, role) in CAST {
            let email = format!("{account}@sample.invalid");
            let id = match self.person_by_email(&email).await? {
                Some(person) => person.id,
                None => self.add_cast(name, &email).await?,
            };
            cast.push((PersonId(id), role));
        }
        self.refresh_directory().await?;
        Ok(cast)
    }

    async fn add_cast(&self, name: &str, email: &str) -> Result<Uuid, Failure> {
        let now = self.micros();
        let person = Person {
            id: Uuid::now_v7(),
            name: name.to_owned(),
            email: email.to_owned(),
            password_hash: None,
            created: now,
            disabled: Some(now),
        };
        let id = person.id;
        self.rows().add_person(person).await?;
        Ok(id)
    }
}
