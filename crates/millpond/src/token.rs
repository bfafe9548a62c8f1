//! `millpond token create`: a token for a program that uses the API.

use domain::PersonId;

use crate::cli::TokenOptions;
use crate::complaint::{Complaint, print};
use crate::folder;

pub(crate) fn create(options: &TokenOptions) -> Result<(), Complaint> {
    let token = folder::with_app(&options.data.path, async |app| {
        let person = app.person_by_email(options.email.trim()).await?;
        let person = person.ok_or_else(|| nobody(&options.email))?;
        Ok(app.create_token(PersonId(person.id), &options.name).await?)
    })?;
    print(token.reveal())
}

/// There is nobody with this address.
pub(crate) fn nobody(email: &str) -> Complaint {
    Complaint::new(format!(
        "Nobody here has the e-mail address “{email}”. Check how it is written; it is the one the \
         person signs in with."
    ))
}
