//! Guests: people without an account who have a link into one product. They
//! suggest, and learn what became of it.
//!
//! Deliberately not here: a session. A guest is whoever holds the word in an
//! address; nothing is kept of them but what they wrote.

use std::net::IpAddr;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::place::link::{self, Outcome, SuggestAsGuest};
use domain::{Actor, CommandId, Context, Product, ProductId, Refusal};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use crate::App;
use crate::accounts::Secret;
use crate::aggregate::Snapshot;
use crate::failure::Failure;
use crate::live::Mode;

/// Random bytes in the word of an address, behind those that name the product.
const RANDOM: usize = 16;
/// Characters of a form's word that make it hard to guess.
pub(crate) const HARD: usize = 32;

/// What a guest suggests.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// One line.
    pub title: String,
    /// Markdown, perhaps empty.
    pub description: String,
    /// Why it is wanted. One line, perhaps empty.
    pub why: String,
    /// What they call themselves, perhaps empty.
    pub name: String,
}

/// What became of a guest's suggestion.
#[derive(Clone, PartialEq, Debug)]
pub struct BecameOf {
    /// The name of the product.
    pub product: Arc<str>,
    /// What they learn of it.
    pub outcome: Outcome,
}

impl App {
    /// A new word for the address of a product's suggestion link.
    ///
    /// # Panics
    /// When the system has no randomness: nothing safe can be done then.
    pub fn new_suggestion_link(product: ProductId) -> Arc<str> {
        fresh_word(product)
    }

    /// The name of the product that this suggestion link is open for.
    ///
    /// # Errors
    /// [`Refusal::SuggestionLinkClosed`], whatever else the word is.
    pub async fn suggestion_link(&self, word: &str) -> Result<Arc<str>, Failure> {
        let (_, state) = self.of_word(word).await?.ok_or_else(closed)?;
        link::must_be_open(&state, word).map_err(Failure::refused)?;
        Ok(state.name().into())
    }

    /// Suggests something through a link. `form` is a word that was made for the
    /// form it stood in: what is sent twice from it, word for word, is one
    /// suggestion. Answers the secret that tells what became of it.
    ///
    /// # Errors
    /// When the link is closed, too much is sent through it or from one network, or
    /// a text does not fit.
    pub async fn suggest_as_guest(
        &self,
        link: &str,
        from: Option<IpAddr>,
        form: &str,
        wish: Wish,
    ) -> Result<Secret, Failure> {
        let (product, _) = self.of_word(link).await?.ok_or_else(closed)?;
        self.inner.accounts.guests.count(link, from)?;
        let (receipt, command) = receipt(product, form, &wish);
        let context = Context {
            command,
            ..self.context(Actor::Guest)
        };
        let some = |text: String| Some(text).filter(|text| !text.trim().is_empty());
        let command = SuggestAsGuest {
            link: link.into(),
            title: wish.title,
            description: wish.description,
            why: some(wish.why),
            name: some(wish.name),
            receipt: kept(receipt.reveal()),
        };
        self.execute_as(context, product, vec![command.into()], Mode::All)
            .await?;
        Ok(receipt)
    }

    /// What became of the suggestion whose secret this is; `None` when there is
    /// none, or its product was removed.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn what_became_of(&self, receipt: &str) -> Result<Option<BecameOf>, Failure> {
        let Some((_, state)) = self.of_word(receipt).await? else {
            return Ok(None);
        };
        let outcome = link::outcome(&state, &kept(receipt));
        Ok(outcome.map(|outcome| BecameOf {
            product: state.name().into(),
            outcome,
        }))
    }

    /// The product that a word names, unless it was removed. Who makes words up
    /// cannot have a product loaded: its number cannot be guessed.
    pub(crate) async fn of_word(
        &self,
        word: &str,
    ) -> Result<Option<(ProductId, Arc<Snapshot<Product>>)>, Failure> {
        let workspace = self.workspace();
        let listed = product_of(word).filter(|product| {
            let listed = workspace.products.get(product);
            listed.is_some_and(|listed| !listed.removed)
        });
        match listed {
            Some(product) => Ok(Some((product, self.product_state(product).await?))),
            None => Ok(None),
        }
    }
}

fn closed() -> Failure {
    Failure::refused(Refusal::SuggestionLinkClosed)
}

/// A word that nobody had before.
///
/// # Panics
/// When the system has no randomness: nothing safe can be done then.
pub(crate) fn fresh_word(product: ProductId) -> Arc<str> {
    let mut random = [0; RANDOM];
    getrandom::fill(&mut random).expect("the system gives random bytes");
    word(product, random).into()
}

/// A word that names its product, so that nobody looks for it in all of them.
fn word(product: ProductId, random: [u8; RANDOM]) -> String {
    URL_SAFE_NO_PAD.encode([*product.0.as_bytes(), random].concat())
}

fn product_of(word: &str) -> Option<ProductId> {
    // Longer than any word of ours: nothing to decode.
    let short = word.len() <= 64;
    let bytes = short.then(|| URL_SAFE_NO_PAD.decode(word).ok()).flatten()?;
    let (product, random) = bytes.split_first_chunk::<16>()?;
    (random.len() == RANDOM).then(|| ProductId(Uuid::from_bytes(*product)))
}

/// The secret of what a form sent, and the command it is: both follow from what
/// was sent, so that sending it again is no second suggestion.
fn receipt(product: ProductId, form: &str, wish: &Wish) -> (Secret, CommandId) {
    let own = (form.len() < HARD).then(Secret::random);
    let form = own.as_ref().map_or(form, Secret::reveal);
    let Wish {
        title,
        description,
        why,
        name,
    } = wish;
    let sent = serde_json::json!([form, title, description, why, name]).to_string();
    let digest: [u8; 32] = Sha256::digest(sent.as_bytes()).into();
    let (mut random, mut command) = ([0; RANDOM], [0; 16]);
    random.copy_from_slice(&digest[..RANDOM]);
    command.copy_from_slice(&digest[RANDOM..]);
    let command = CommandId(Builder::from_random_bytes(command).into_uuid());
    (Secret::of(word(product, random)), command)
}

/// What is kept of a guest's secret.
fn kept(receipt: &str) -> Arc<str> {
    URL_SAFE_NO_PAD
        .encode(Sha256::digest(receipt.as_bytes()))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "a word of a form that is hard to guess";

    #[test]
    fn a_word_names_its_product_and_nothing_else_does() {
        let product = ProductId(Uuid::from_u128(7));
        let made = App::new_suggestion_link(product);
        assert_eq!(product_of(&made), Some(product));
        assert_ne!(made, App::new_suggestion_link(product));
        for other in ["", "abc", "…", &made[1..], &"A".repeat(9_999)] {
            assert_eq!(product_of(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_sent_twice_is_one_and_what_differs_is_two() {
        let product = ProductId(Uuid::from_u128(7));
        let wish = |title: &str| Wish {
            title: title.into(),
            ..Wish::default()
        };
        let first = receipt(product, FORM, &wish("A"));
        assert_eq!(first, receipt(product, FORM, &wish("A")));
        assert_ne!(first, receipt(product, FORM, &wish("B")));
        // From a form without a word of its own nobody could guess another's receipt.
        let bare = receipt(product, "", &wish("A"));
        assert_ne!(bare, receipt(product, "", &wish("A")));
    }
}
