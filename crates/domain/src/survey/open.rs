//! Opening a survey over chosen items.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::evaluate::Tally;
use super::{MAX_QUESTIONS, Question, Survey};
use crate::event::Event;
use crate::ids::{ItemId, SurveyId};
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text;

/// What shall be asked about an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// Which item.
    pub item: ItemId,
    /// What it is, in words for those who are asked. One line of plain
    /// text, at most [`super::MAX_DESCRIPTION`] characters.
    pub description: Option<String>,
}

/// Open a survey.
#[derive(Clone, PartialEq, Debug)]
pub struct OpenSurvey {
    /// The word in its address.
    pub link: Arc<str>,
    /// What is asked; an item that is named twice is asked about once.
    pub asked: Vec<Asked>,
}

/// A survey was opened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SurveyOpened {
    /// Its number.
    pub survey: SurveyId,
    /// The word in its address.
    pub link: Arc<str>,
    /// What is asked.
    pub questions: Arc<[Question]>,
}

pub(crate) fn decide(product: &Product, command: &OpenSurvey) -> Result<Vec<Event>, Refusal> {
    if let Some(open) = product.open_survey() {
        return match open.word == command.link {
            true => Ok(Vec::new()),
            false => Err(Refusal::SurveyOpen),
        };
    }
    let mut known = BTreeSet::new();
    let asked = command.asked.iter();
    let asked: Vec<&Asked> = asked.filter(|asked| known.insert(asked.item)).collect();
    match asked.len() {
        0 => return Err(Refusal::NothingAsked),
        count if count > MAX_QUESTIONS => {
            return Err(Refusal::TooMany {
                what: "items of a survey",
                count,
                limit: MAX_QUESTIONS,
            });
        }
        _ => {}
    }
    let questions = asked.into_iter().map(|asked| question(product, asked));
    Ok(vec![Event::SurveyOpened(SurveyOpened {
        survey: next(product),
        link: command.link.clone(),
        questions: questions.collect::<Result<_, _>>()?,
    })])
}

fn question(product: &Product, asked: &Asked) -> Result<Question, Refusal> {
    let item = product.live_item(asked.item)?;
    Ok(Question {
        item: item.id,
        title: item.title.value.clone(),
        description: text::optional_line("description", asked.description.as_deref())?,
    })
}

fn next(product: &Product) -> SurveyId {
    let last = product.surveys.get_max();
    SurveyId(last.map_or(0, |(id, _)| id.0) + 1)
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &SurveyOpened) {
    let survey = Survey {
        id: event.survey,
        word: event.link.clone(),
        opened_by: recorded.actor,
        opened_at: recorded.at,
        closed_at: None,
        questions: event.questions.clone(),
        tallies: vec![Tally::default(); event.questions.len()],
        sheets: 0,
    };
    product.surveys.insert(event.survey, Arc::new(survey));
}
