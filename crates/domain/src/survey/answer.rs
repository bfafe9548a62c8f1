//! Answering a survey: one sheet of somebody who has the link. Nothing of them is kept but the answers.
//!
//! Deliberately not here: how often one network may send, and that a sheet that is sent twice is one
//! (`app`).

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::evaluate::{Answer, category};
use super::{MAX_SHEETS, must_be_open};
use crate::event::Event;
use crate::ids::{ItemId, SurveyId};
use crate::product::Product;
use crate::refusal::Refusal;

/// What somebody answered about one item.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reply {
    /// Which item.
    pub item: ItemId,
    /// How they feel if it is there.
    pub with: Answer,
    /// How they feel if it is not.
    pub without: Answer,
}

/// Answer the survey. What is skipped does not stand in it.
#[derive(Clone, PartialEq, Debug)]
pub struct AnswerSurvey {
    /// The word in the survey's address.
    pub link: Arc<str>,
    /// What was answered, an item once.
    pub replies: Vec<Reply>,
}

/// Somebody answered the survey.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SurveyAnswered {
    /// Which survey.
    pub survey: SurveyId,
    /// What was answered.
    pub replies: Vec<Reply>,
}

pub(crate) fn decide(product: &Product, command: &AnswerSurvey) -> Result<Vec<Event>, Refusal> {
    let survey = must_be_open(product, &command.link)?;
    if command.replies.is_empty() {
        return Err(Refusal::NothingAnswered);
    }
    if survey.sheets >= MAX_SHEETS {
        return Err(Refusal::SurveyFull { limit: MAX_SHEETS });
    }
    let mut left: BTreeSet<ItemId> = survey.questions.iter().map(|one| one.item).collect();
    if !command.replies.iter().all(|reply| left.remove(&reply.item)) {
        return Err(Refusal::NotAsked);
    }
    Ok(vec![Event::SurveyAnswered(SurveyAnswered {
        survey: survey.id,
        replies: command.replies.clone(),
    })])
}

pub(crate) fn evolve(product: &mut Product, event: &SurveyAnswered) {
    product.change_survey(event.survey, |survey| {
        survey.sheets += 1;
        let tallies = survey.questions.iter().zip(&mut survey.tallies);
        for (question, tally) in tallies {
            let reply = event.replies.iter().find(|one| one.item == question.item);
            if let Some(reply) = reply {
                tally.count(category(reply.with, reply.without));
            }
        }
    });
}
