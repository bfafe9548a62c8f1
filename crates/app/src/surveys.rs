//! Guests who answer a survey: people without an account who have its link.
//!
//! Deliberately not here: anything that tells who answered. What keeps one sheet from counting twice is
//! a word of the form, which says nothing about whoever sends it.

use std::net::IpAddr;
use std::sync::Arc;

use domain::survey::answer::{AnswerSurvey, Reply};
use domain::survey::{self, Survey};
use domain::{Actor, CommandId, Context, ProductId, Refusal};
use sha2::{Digest, Sha256};
use uuid::Builder;

use crate::App;
use crate::accounts::Secret;
use crate::failure::Failure;
use crate::guests::{HARD, fresh_word};
use crate::live::Mode;

/// A survey as a guest sees it.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The name of the product.
    pub product: Arc<str>,
    /// What is asked.
    pub survey: Arc<Survey>,
}

impl App {
    /// A new word for the address of a survey.
    ///
    /// # Panics
    /// When the system has no randomness: nothing safe can be done then.
    pub fn new_survey_link(product: ProductId) -> Arc<str> {
        fresh_word(product)
    }

    /// The survey that this link is open for.
    ///
    /// # Errors
    /// [`Refusal::SurveyClosed`], whatever else the word is.
    pub async fn survey(&self, word: &str) -> Result<Asking, Failure> {
        let (_, state) = self.of_word(word).await?.ok_or_else(closed)?;
        let open = survey::must_be_open(&state, word).map_err(Failure::refused)?;
        Ok(Asking {
            product: state.name().into(),
            survey: open.clone(),
        })
    }

    /// Answers a survey through its link. `form` is a word that was made for the sheet it stood on:
    /// what is sent twice from one sheet counts once.
    ///
    /// # Errors
    /// When the survey is closed or full, too much is sent from one network, or nothing was answered.
    pub async fn answer_survey(
        &self,
        link: &str,
        from: Option<IpAddr>,
        form: &str,
        replies: Vec<Reply>,
    ) -> Result<(), Failure> {
        let (product, _) = self.of_word(link).await?.ok_or_else(closed)?;
        self.inner.accounts.sheets.count(link, from)?;
        let context = Context {
            command: sheet(link, form),
            ..self.context(Actor::Guest)
        };
        let link = link.into();
        let command = AnswerSurvey { link, replies };
        self.execute_as(context, product, vec![command.into()], Mode::All)
            .await?;
        Ok(())
    }
}

fn closed() -> Failure {
    Failure::refused(Refusal::SurveyClosed)
}

/// The command that a sheet is: sent again, it is the same one.
fn sheet(link: &str, form: &str) -> CommandId {
    let own = (form.len() < HARD).then(Secret::random);
    let form = own.as_ref().map_or(form, Secret::reveal);
    let sent = serde_json::json!(["survey", link, form]).to_string();
    let digest: [u8; 32] = Sha256::digest(sent.as_bytes()).into();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    CommandId(Builder::from_random_bytes(id).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "a word of a form that is hard to guess";

    #[test]
    fn a_sheet_is_one_command_and_another_is_another() {
        assert_eq!(sheet("abc", FORM), sheet("abc", FORM));
        assert_ne!(sheet("abc", FORM), sheet("def", FORM));
        assert_ne!(sheet("abc", FORM), sheet("abc", &format!("{FORM}.")));
        // Without a word that is hard to guess nobody keeps another's sheet from counting.
        assert_ne!(sheet("abc", ""), sheet("abc", ""));
    }
}
