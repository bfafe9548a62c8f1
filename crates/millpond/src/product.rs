//! `millpond product`: an empty one, or the sample.

use app::{App, NewProduct};
use domain::sprint::calendar;
use domain::{Actor, PersonId, ProductId};
use jiff::tz::TimeZone;

use crate::cli::{OwnerAndZone, ProductOptions, SampleOptions};
use crate::complaint::{Complaint, print};
use crate::folder;
use crate::token::nobody;

pub(crate) fn create(options: ProductOptions) -> Result<(), Complaint> {
    let (key, name) = folder::with_app(&options.data.path, async |app| {
        let new = NewProduct {
            owner: options.people.owner(&app).await?,
            key: options.key,
            name: options.name,
            time_zone: options.people.zone(),
            sample: false,
            begins: Default::default(),
        };
        let product = app.create_product(Actor::Operator, new).await?;
        listed(&app, product)
    })?;
    print(format_args!("{key} ({name}) is there, and empty."))
}

pub(crate) fn sample(options: &SampleOptions) -> Result<(), Complaint> {
    let (key, name) = folder::with_app(&options.data.path, async |app| {
        let owner = options.people.owner(&app).await?;
        let product = app
            .create_sample(Actor::Operator, owner, &options.people.zone())
            .await?;
        listed(&app, product)
    })?;
    print(format_args!("{key}, {name}, is there."))
}

/// A product's key and name, as they were tidied up.
fn listed(app: &App, product: ProductId) -> Result<(String, String), Complaint> {
    let workspace = app.workspace();
    let listed = workspace.products.get(&product);
    let listed = listed.ok_or(app::Failure::Stopping)?;
    Ok((listed.key.to_string(), listed.name.to_string()))
}

impl OwnerAndZone {
    async fn owner(&self, app: &App) -> Result<PersonId, Complaint> {
        let Some(email) = &self.owner else {
            let first = app.workspace().first_administrator();
            return first.ok_or_else(|| {
                Complaint::new("There is no administrator to own it. Name its owner with --owner.")
            });
        };
        let person = app.person_by_email(email.trim()).await?;
        let person = person.ok_or_else(|| nobody(email))?;
        Ok(PersonId(person.id))
    }

    fn zone(&self) -> String {
        self.time_zone.clone().unwrap_or_else(machine_zone)
    }
}

/// The zone this machine is in, as far as it says.
fn machine_zone() -> String {
    let zone = TimeZone::system();
    let known = |name: &&str| calendar::place(name).is_ok();
    zone.iana_name().filter(known).unwrap_or("UTC").to_owned()
}
