//! `millpond product create`: an empty product.

use app::{App, NewProduct};
use domain::{Actor, PersonId};
use jiff::tz::TimeZone;

use crate::cli::ProductOptions;
use crate::complaint::{Complaint, print};
use crate::folder;
use crate::token::nobody;

pub(crate) fn create(options: ProductOptions) -> Result<(), Complaint> {
    let folder = options.data.path;
    let (key, name) = folder::with_app(&folder, async |app| {
        let new = NewProduct {
            owner: owner(&app, options.owner.as_deref()).await?,
            key: options.key,
            name: options.name,
            time_zone: options.time_zone.unwrap_or_else(machine_zone),
            sample: false,
        };
        let product = app.create_product(Actor::Operator, new).await?;
        let workspace = app.workspace();
        let listed = workspace.products.get(&product);
        let listed = listed.ok_or(app::Failure::Stopping)?;
        Ok((listed.key.clone(), listed.name.clone()))
    })?;
    print(format_args!("{key} ({name}) is there, and empty."))
}

async fn owner(app: &App, email: Option<&str>) -> Result<PersonId, Complaint> {
    let Some(email) = email else {
        let first = app.workspace().first_administrator();
        return first.ok_or_else(|| {
            Complaint::new("There is no administrator to own it. Name its owner with --owner.")
        });
    };
    let person = app.person_by_email(email.trim()).await?;
    let person = person.ok_or_else(|| nobody(email))?;
    Ok(PersonId(person.id))
}

/// The zone this machine is in, as far as it says.
fn machine_zone() -> String {
    TimeZone::system().iana_name().unwrap_or("UTC").to_owned()
}
