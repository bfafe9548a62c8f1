//! Wishes about the suggestion link and surveys, and of those who have their links.

use domain::place::link::{CloseSuggestionLink, OpenSuggestionLink, SuggestAsGuest};
use domain::survey::answer::{AnswerSurvey, Reply};
use domain::survey::close::{CloseSurvey, ReopenSurvey};
use domain::survey::evaluate::Answer;
use domain::survey::open::{Asked, OpenSurvey};
use domain::{Actor, Command, Product, SurveyId};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::aim::{at, live};
use crate::values::{item, reason, text};
use crate::wish::What;

/// The suggestion link, and what comes through it.
pub(crate) fn wishes() -> BoxedStrategy<Command> {
    let link = select(&["abc", "other"][..]);
    prop_oneof![
        4 => link.clone().prop_map(|link| OpenSuggestionLink { link: link.into() }.into()),
        2 => link.clone().prop_map(|link| CloseSuggestionLink { link: link.into() }.into()),
        2 => (link, text(), text(), reason(), of(text()), 1..99_u32).prop_map(
            |(link, title, description, why, name, receipt)| {
                let (link, receipt) = (link.into(), receipt.to_string().into());
                SuggestAsGuest { link, title, description, why, name, receipt }.into()
            }
        ),
    ]
    .boxed()
}

/// What comes through the suggestion link comes from a guest, mostly.
pub(crate) fn whose(actor: Actor, what: &What, aimed: bool) -> Actor {
    match what {
        What::Do(Command::SuggestAsGuest(_) | Command::AnswerSurvey(_)) if aimed => Actor::Guest,
        _ => actor,
    }
}

/// Surveys, and what is answered.
pub(crate) fn surveys() -> BoxedStrategy<Command> {
    let link = || select(&["abc", "other"][..]);
    let survey = || (1..3_u32).prop_map(SurveyId);
    let asked = (item(), of(text())).prop_map(|(item, description)| Asked { item, description });
    let answer = || select(&Answer::ALL[..]);
    let reply = (item(), answer(), answer());
    let reply = reply.prop_map(|(item, with, without)| Reply {
        item,
        with,
        without,
    });
    prop_oneof![
        3 => (link(), vec(asked, 0..4)).prop_map(|(link, asked)| {
            let link = link.into();
            OpenSurvey { link, asked }.into()
        }),
        2 => survey().prop_map(|survey| CloseSurvey { survey }.into()),
        2 => survey().prop_map(|survey| ReopenSurvey { survey }.into()),
        3 => (link(), vec(reply, 0..3)).prop_map(|(link, replies)| {
            let link = link.into();
            AnswerSurvey { link, replies }.into()
        }),
    ]
    .boxed()
}

/// Points a wish about a survey at one that is there.
pub(crate) fn aim(product: &Product, command: &mut Command) {
    let open = product.open_survey();
    match command {
        Command::OpenSurvey(OpenSurvey { asked, .. }) => {
            for one in asked {
                at(&mut one.item, &live(product));
            }
        }
        Command::CloseSurvey(CloseSurvey { survey }) => {
            *survey = open.map_or(*survey, |open| open.id);
        }
        Command::ReopenSurvey(ReopenSurvey { survey }) => {
            let closed = product.surveys.values().rev().find(|one| !one.is_open());
            *survey = closed.map_or(*survey, |closed| closed.id);
        }
        Command::AnswerSurvey(AnswerSurvey { link, replies }) => {
            if let Some(open) = open {
                *link = open.word.clone();
                let asked: Vec<_> = open.questions.iter().map(|one| one.item).collect();
                for reply in replies {
                    at(&mut reply.item, &asked);
                }
            }
        }
        _ => {}
    }
}
