//! Browsers that somebody signed in with before. Each keeps a word, so that whoever
//! guesses at the account, from however many networks, does not shut its owner
//! out of them (`limit.rs`). The word opens nothing: the password is asked as
//! ever.
//!
//! Deliberately not here: a list of browsers. A word follows from the hash of the
//! password, which never leaves the server; so nobody can make one up, another
//! account's does not fit, and a new password makes all of them worthless.

use domain::PersonId;
use store::accounts::Person;
use uuid::Uuid;

use super::identity::Identity;
use super::secret::Secret;
use crate::App;
use crate::failure::Failure;

/// Where somebody signs in from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Browser<'a> {
    /// The address of the request, if it has one.
    pub address: Option<std::net::IpAddr>,
    /// What it calls itself.
    pub agent: Option<&'a str>,
    /// The word it was given when somebody signed in with it.
    pub word: Option<&'a str>,
}

impl App {
    /// A word for the browser of whoever is signed in; nothing for an account
    /// without a password.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn word_for_browser(&self, identity: &Identity) -> Result<Option<String>, Failure> {
        let PersonId(person) = identity.person;
        let person = self.rows().person(person).await?;
        Ok(person.and_then(|person| word(&person, Uuid::now_v7())))
    }
}

/// The browser whose word this is, if it was given for this account.
pub(crate) fn known<'a>(person: &Person, presented: &'a str) -> Option<&'a str> {
    let (browser, _) = presented.split_once('.')?;
    let expected = Secret::of(word(person, Uuid::try_parse(browser).ok()?)?);
    // Compared by their hashes, so that the time it takes tells nothing.
    let fits = expected.hash() == Secret::of(presented.to_owned()).hash();
    fits.then_some(browser)
}

fn word(person: &Person, browser: Uuid) -> Option<String> {
    let hash = person.password_hash.as_ref()?;
    let follows = Secret::following(&format!("browser\n{}", hash.0), browser);
    Some(format!("{browser}.{}", follows.reveal()))
}
