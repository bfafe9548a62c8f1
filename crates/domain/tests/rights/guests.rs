//! What is done with links for those who have no account, and through them.

use std::sync::Arc;

use domain::SurveyId;
use domain::place::link::{CloseSuggestionLink, OpenSuggestionLink, SuggestAsGuest};
use domain::survey::answer::{AnswerSurvey, Reply};
use domain::survey::close::{CloseSurvey, ReopenSurvey};
use domain::survey::evaluate::Answer;
use domain::survey::open::{Asked, OpenSurvey};

use super::{Command, ONE, Product, give};

/// The suggestion link, closed and open.
pub(crate) fn samples(busy: &Product) -> Vec<(Product, Command)> {
    let link: Arc<str> = "abc".into();
    let opening = OpenSuggestionLink { link: link.clone() };
    let closing = CloseSuggestionLink { link: link.clone() };
    let suggesting = SuggestAsGuest {
        link,
        title: "Pay by card".into(),
        description: String::new(),
        why: None,
        name: None,
        receipt: "1".into(),
    };
    let mut open = busy.clone();
    give(&mut open, opening.clone());
    vec![
        (busy.clone(), opening.into()),
        (open.clone(), closing.into()),
        (open, suggesting.into()),
    ]
}

/// A survey, not opened yet, open and closed.
pub(crate) fn surveys(busy: &Product) -> Vec<(Product, Command)> {
    let link: Arc<str> = "def".into();
    let asked = Asked {
        item: ONE,
        description: None,
    };
    let opening = OpenSurvey {
        link: link.clone(),
        asked: vec![asked],
    };
    let reply = Reply {
        item: ONE,
        with: Answer::Like,
        without: Answer::Dislike,
    };
    let replies = vec![reply];
    let survey = SurveyId(1);
    let mut open = busy.clone();
    give(&mut open, opening.clone());
    let mut closed = open.clone();
    give(&mut closed, CloseSurvey { survey });
    vec![
        (busy.clone(), opening.into()),
        (open.clone(), CloseSurvey { survey }.into()),
        (open, AnswerSurvey { link, replies }.into()),
        (closed, ReopenSurvey { survey }.into()),
    ]
}
