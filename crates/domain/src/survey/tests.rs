//! A survey from its opening to its results, and what is refused.

use super::answer::{AnswerSurvey, Reply};
use super::close::CloseSurvey;
use super::evaluate::{Answer, ENOUGH};
use super::open::{Asked, OpenSurvey};
use super::*;
use crate::item::Category;
use crate::rights::{Actor, Role};
use crate::testing::Given;

fn asked(item: u32) -> Asked {
    Asked {
        item: ItemId(item),
        description: None,
    }
}

fn open(items: &[u32]) -> OpenSurvey {
    OpenSurvey {
        link: "abc".into(),
        asked: items.iter().copied().map(asked).collect(),
    }
}

fn close() -> CloseSurvey {
    let survey = SurveyId(1);
    CloseSurvey { survey }
}

fn sheet(replies: &[(u32, Answer, Answer)]) -> AnswerSurvey {
    let reply = |&(item, with, without): &(u32, Answer, Answer)| Reply {
        item: ItemId(item),
        with,
        without,
    };
    AnswerSurvey {
        link: "abc".into(),
        replies: replies.iter().map(reply).collect(),
    }
}

fn likes(item: u32) -> AnswerSurvey {
    sheet(&[(item, Answer::Like, Answer::Neutral)])
}

fn attempt(given: &Given, sheet: AnswerSurvey) -> Option<Refusal> {
    given.attempt_by(Actor::Guest, &sheet.into()).err()
}

#[test]
fn whoever_has_the_link_answers_while_the_survey_is_open() {
    let mut given = Given::items(["A", "B"]);
    assert_eq!(attempt(&given, likes(1)), Some(Refusal::SurveyClosed));
    given.does(open(&[2, 1, 2]));
    let survey = given.product.open_survey().unwrap();
    let titles: Vec<&str> = survey.questions.iter().map(|one| &*one.title).collect();
    assert_eq!(titles, ["B", "A"], "an item is asked about once");
    for _ in 0..ENOUGH {
        given.does_by(Actor::Guest, likes(1));
    }
    let both = [
        (1, Answer::Neutral, Answer::Dislike),
        (2, Answer::Like, Answer::Dislike),
    ];
    given.does_by(Actor::Guest, sheet(&both));
    let survey = given.product.open_survey().unwrap();
    assert_eq!(survey.sheets, ENOUGH as usize + 1);
    let results: Vec<_> = survey
        .results()
        .map(|(question, tally)| (question.item.0, tally.answers(), tally.category()))
        .collect();
    let excitement = Some(Category::Excitement);
    assert_eq!(results, [(2, 1, None), (1, ENOUGH + 1, excitement)]);
    given.does(close());
    assert_eq!(attempt(&given, likes(1)), Some(Refusal::SurveyClosed));
    given.undoes_last();
    given.does_by(Actor::Guest, likes(1));
}

#[test]
fn there_is_one_at_a_time_and_a_title_stays_as_it_was_asked() {
    let mut given = Given::items(["A"]);
    given.does(open(&[1]));
    let link = "other".into();
    let other = OpenSurvey { link, ..open(&[1]) };
    assert_eq!(given.refusal(other.clone()), Refusal::SurveyOpen);
    given.does(crate::item::edit_text::EditText {
        item: ItemId(1),
        field: crate::item::edit_text::Field::Title,
        text: "The secret name of it".into(),
        base: None,
    });
    let survey = given.product.survey(SurveyId(1)).unwrap();
    assert_eq!(&*survey.questions[0].title, "A");
    given.does(close());
    given.does(other);
    assert_eq!(given.product.surveys.len(), 2);
    let survey = SurveyId(1);
    let reopen = close::ReopenSurvey { survey };
    assert_eq!(given.refusal(reopen), Refusal::SurveyOpen);
    assert_eq!(attempt(&given, likes(1)), Some(Refusal::SurveyClosed));
}

#[test]
fn what_does_not_fit_is_refused() {
    let mut given = Given::items(["A", "B"]);
    assert_eq!(given.refusal(open(&[])), Refusal::NothingAsked);
    let long = Asked {
        description: Some("x".repeat(MAX_DESCRIPTION + 1)),
        ..asked(1)
    };
    let long = OpenSurvey {
        asked: vec![long],
        ..open(&[])
    };
    assert_eq!(given.refusal(long).field(), Some("description"));
    given.does(open(&[1]));
    let neutral = (1, Answer::Neutral, Answer::Neutral);
    for (replies, refused) in [
        (vec![], Refusal::NothingAnswered),
        (vec![neutral, neutral], Refusal::NotAsked),
        (vec![(2, Answer::Like, Answer::Like)], Refusal::NotAsked),
    ] {
        assert_eq!(attempt(&given, sheet(&replies)), Some(refused));
    }
}

#[test]
fn more_than_thirty_are_too_many() {
    let mut given = Given::items(["A"]);
    for _ in 0..MAX_QUESTIONS {
        given.creates("B");
    }
    let all: Vec<u32> = (1..=MAX_QUESTIONS as u32 + 1).collect();
    let refused = given.refusal(open(&all));
    assert!(matches!(
        refused,
        Refusal::TooMany {
            limit: MAX_QUESTIONS,
            ..
        }
    ));
    given.does(open(&all[1..]));
}

#[test]
fn a_flood_of_sheets_ends() {
    let mut given = Given::items(["A"]);
    given.does(open(&[1]));
    for _ in 0..MAX_SHEETS {
        given.does_by(Actor::Guest, likes(1));
    }
    let full = Refusal::SurveyFull { limit: MAX_SHEETS };
    assert_eq!(attempt(&given, likes(1)), Some(full));
    let survey = given.product.open_survey().unwrap();
    assert_eq!(survey.tallies[0].answers() as usize, MAX_SHEETS);
}

#[test]
fn nobody_else_opens_closes_or_answers() {
    let mut given = Given::items(["A"]);
    let others = [Role::Developer, Role::Stakeholder];
    for command in [open(&[1]).into(), likes(1).into()] {
        let command: crate::Command = command;
        let refusal = given.refusal_as(&others, command);
        assert!(matches!(refusal, Refusal::Forbidden { .. }));
    }
    given.does(open(&[1]));
    let tried = given.attempt_by(Actor::Guest, &close().into());
    assert_eq!(tried, Err(Refusal::NoSuchProduct));
    let refusal = given.refusal(likes(1));
    assert!(matches!(refusal, Refusal::Forbidden { .. }), "{refusal:?}");
}
