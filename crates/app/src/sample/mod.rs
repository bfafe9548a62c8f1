//! The sample product: a believable backlog with five closed sprints, one that
//! runs and one being planned, so that every page has something to show. Its
//! people cannot sign in, and all of it can be removed in one click.
//!
//! It is made by the same commands as everything else, only with times in the
//! past.

mod script;
mod stories;

use domain::workspace::Command as WorkspaceCommand;
use domain::{Actor, PersonId, ProductId, Role};
use store::accounts::Person;
use uuid::Uuid;

use crate::App;
use crate::failure::Failure;
use crate::live::Mode;
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
            begins: Default::default(),
        };
        let product = self.create_product(actor, new).await?;
        let cast = self.cast(actor, product).await?;
        script::perform(self, product, &cast).await?;
        Ok(product)
    }

    fn free_key(&self) -> String {
        let workspace = self.workspace();
        let keys = std::iter::once("BIKE".to_owned()).chain((2..).map(|n| format!("BIKE{n}")));
        keys.into_iter()
            .find(|key| workspace.holder(key).is_none())
            .unwrap_or_default()
    }

    /// The sample's people: its own, who come and go with it.
    async fn cast(
        &self,
        actor: Actor,
        product: ProductId,
    ) -> Result<Vec<(PersonId, Role)>, Failure> {
        let (mut cast, mut joining) = (Vec::new(), Vec::new());
        for (name, account, role) in CAST {
            let person = self.add_cast(name, account, product).await?;
            cast.push((person, role));
            joining.push(WorkspaceCommand::AddPerson {
                person,
                administrator: false,
                sample: Some(product),
            });
        }
        self.refresh_directory().await?;
        let (context, workspace) = (self.context(actor), &self.inner.workspace);
        workspace
            .execute(context, joining, Mode::All, Vec::new())
            .await?;
        Ok(cast)
    }

    /// The address is one that nobody else can have.
    async fn add_cast(
        &self,
        name: &str,
        account: &str,
        product: ProductId,
    ) -> Result<PersonId, Failure> {
        let now = self.micros();
        let person = Person {
            id: Uuid::now_v7(),
            name: name.to_owned(),
            email: format!("{account}@{product}.sample.invalid"),
            password_hash: None,
            created: now,
            disabled: Some(now),
        };
        let id = PersonId(person.id);
        self.rows().add_person(person).await?;
        Ok(id)
    }
}
