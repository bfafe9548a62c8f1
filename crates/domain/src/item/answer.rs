//! Answering questions, closing and reopening them, taking one's answer back.
//! Two people who answer at once both have answered: no text is lost.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::question::{Answer, Outcome, Question, change, find};
use crate::event::Event;
use crate::ids::{AnswerId, ItemId, PersonId, QuestionId};
use crate::product::Product;
use crate::record::{Context, Recorded};
use crate::refusal::Refusal;
use crate::rights::{self, Actor, Right};
use crate::text;

/// Answer a question; it does not wait any longer.
#[derive(Clone, PartialEq, Debug)]
pub struct AnswerQuestion {
    /// About which item.
    pub item: ItemId,
    /// Which question.
    pub question: QuestionId,
    /// What, in Markdown.
    pub text: String,
    /// What comes of a challenge; only a challenge has one, and needs it.
    pub outcome: Option<Outcome>,
}

/// Say that an answered question waits again, or that it does not: for those who refine,
/// and whoever asked it. An open question keeps an item out of a sprint.
#[derive(Clone, PartialEq, Debug)]
pub struct MarkQuestion {
    /// About which item.
    pub item: ItemId,
    /// Which question.
    pub question: QuestionId,
    /// Whether it waits.
    pub open: bool,
}

/// Take one's own answer back.
#[derive(Clone, PartialEq, Debug)]
pub struct WithdrawAnswer {
    /// About which item.
    pub item: ItemId,
    /// To which question.
    pub question: QuestionId,
    /// Which answer.
    pub answer: AnswerId,
}

/// Bring back an answer that one took back: the undo of that.
#[derive(Clone, PartialEq, Debug)]
pub struct RestoreAnswer {
    /// What was taken back.
    pub withdrawn: AnswerWithdrawn,
    /// Whose it was.
    pub author: Option<PersonId>,
}

/// A question was answered.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct QuestionAnswered {
    /// About which item.
    pub item: ItemId,
    /// Which question.
    pub question: QuestionId,
    /// The answer's number.
    pub answer: AnswerId,
    /// What.
    pub text: Arc<str>,
    /// What came of a challenge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// When it was answered at first, if that was taken back and brought back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Timestamp>,
    /// Whether the question waits as before: an answer that was brought back had
    /// not been what closed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stays_open: bool,
}

/// A question waits again, or does not any longer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct QuestionMarked {
    /// About which item.
    pub item: ItemId,
    /// Which question.
    pub question: QuestionId,
    /// Whether it waits.
    pub open: bool,
}

/// An answer was taken back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AnswerWithdrawn {
    /// About which item.
    pub item: ItemId,
    /// To which question.
    pub question: QuestionId,
    /// Which answer.
    pub answer: AnswerId,
    /// What it said.
    pub text: Arc<str>,
    /// What came of a challenge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// When it had been given.
    pub answered: Timestamp,
    /// Whether the question waits again.
    pub reopens: bool,
}

pub(crate) fn decide(product: &Product, command: &AnswerQuestion) -> Result<Vec<Event>, Refusal> {
    let question = find(product, command.item, command.question)?;
    let text = text::said("answer", &command.text)?;
    match (question.challenge, command.outcome) {
        (true, None) => return Err(Refusal::TextMissing { field: "outcome" }),
        (false, Some(_)) => return Err(Refusal::NotAChallenge { item: command.item }),
        _ => {}
    }
    Ok(vec![Event::QuestionAnswered(QuestionAnswered {
        item: command.item,
        question: question.id,
        answer: next(question)?,
        text,
        outcome: command.outcome,
        answered: None,
        stays_open: false,
    })])
}

fn next(question: &Question) -> Result<AnswerId, Refusal> {
    super::create::within_limit("answers", question.answers.len() + 1)?;
    let last = question.answers.last();
    Ok(AnswerId(last.map_or(0, |answer| answer.id.0) + 1))
}

/// Whether `actor` may say that an answered question waits again, or that it does not.
pub fn may_mark(product: &Product, actor: Actor, question: &Question) -> bool {
    let asked = actor.person().is_some() && question.asked_by == actor.person();
    rights::may(product, actor, Right::Refine) || asked
}

pub(crate) fn decide_mark(
    product: &Product,
    context: &Context,
    command: &MarkQuestion,
) -> Result<Vec<Event>, Refusal> {
    let MarkQuestion {
        item,
        question,
        open,
    } = *command;
    let found = find(product, item, question)?;
    if found.open == open {
        return Ok(Vec::new());
    }
    if !may_mark(product, context.actor, found) {
        return Err(Refusal::NotYourQuestion);
    }
    if found.answers.is_empty() {
        return Err(Refusal::TextMissing { field: "answer" });
    }
    Ok(vec![Event::QuestionMarked(QuestionMarked {
        item,
        question,
        open,
    })])
}

pub(crate) fn decide_withdraw(
    product: &Product,
    context: &Context,
    command: &WithdrawAnswer,
) -> Result<Vec<Event>, Refusal> {
    let WithdrawAnswer {
        item,
        question,
        answer,
    } = *command;
    let asked = find(product, item, question)?;
    let what = "answer";
    let found = asked.answer(answer);
    let found = found.ok_or(Refusal::NoSuchPart { item, what })?;
    if found.by != context.actor.person() {
        return Err(Refusal::NotYours { what });
    }
    let last = asked.answers.last().is_some_and(|last| last.id == answer);
    let reopens = !asked.open && (asked.answers.len() == 1 || last && found.was_open);
    Ok(vec![Event::AnswerWithdrawn(AnswerWithdrawn {
        item,
        question,
        answer,
        text: found.text.clone(),
        outcome: found.outcome,
        answered: found.at,
        reopens,
    })])
}

pub(crate) fn decide_restore(
    product: &Product,
    context: &Context,
    command: &RestoreAnswer,
) -> Result<Vec<Event>, Refusal> {
    let withdrawn = &command.withdrawn;
    if command.author != context.actor.person() {
        return Err(Refusal::NotYours { what: "answer" });
    }
    let question = find(product, withdrawn.item, withdrawn.question)?;
    let next = next(question)?;
    // Its number may have gone to another answer meanwhile.
    let answer = match question.answer(withdrawn.answer) {
        Some(_) => next,
        None => withdrawn.answer,
    };
    Ok(vec![Event::QuestionAnswered(QuestionAnswered {
        item: withdrawn.item,
        question: question.id,
        answer,
        text: text::said("answer", &withdrawn.text)?,
        outcome: withdrawn.outcome.filter(|_| question.challenge),
        answered: Some(withdrawn.answered),
        stays_open: question.open && !withdrawn.reopens,
    })])
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &QuestionAnswered) {
    change(product, event.item, event.question, |question| {
        let answer = Answer {
            id: event.answer,
            by: recorded.actor,
            at: event.answered.unwrap_or(recorded.at),
            text: event.text.clone(),
            outcome: event.outcome,
            was_open: question.open,
        };
        let index = question
            .answers
            .partition_point(|other| other.id < answer.id);
        question.answers.insert(index, answer);
        question.open &= event.stays_open;
    });
}

pub(crate) fn evolve_marked(product: &mut Product, event: &QuestionMarked) {
    change(product, event.item, event.question, |question| {
        question.open = event.open;
    });
}

pub(crate) fn evolve_withdrawn(product: &mut Product, event: &AnswerWithdrawn) {
    change(product, event.item, event.question, |question| {
        question.answers.retain(|answer| answer.id != event.answer);
        question.open |= event.reopens;
    });
}

#[cfg(test)]
mod tests {
    use super::super::question::AskQuestion;
    use super::*;
    use crate::rights::Role;
    use crate::testing::Given;

    const ITEM: ItemId = ItemId(1);
    const FIRST: QuestionId = QuestionId(1);

    fn asked(challenge: bool) -> Given {
        let mut given = Given::items(["A"]);
        given.does(AskQuestion {
            item: ITEM,
            text: "Could we do without?".into(),
            to: Some(crate::testing::SOLO),
            challenge,
        });
        given
    }

    fn answer(text: &str, outcome: Option<Outcome>) -> AnswerQuestion {
        AnswerQuestion {
            item: ITEM,
            question: FIRST,
            text: text.into(),
            outcome,
        }
    }

    fn marked(open: bool) -> MarkQuestion {
        MarkQuestion {
            item: ITEM,
            question: FIRST,
            open,
        }
    }

    fn is_open(given: &Given) -> bool {
        given.item(1).open_questions().next().is_some()
    }

    #[test]
    fn two_who_answer_at_once_both_have_answered() {
        let mut given = asked(false);
        given.does(answer("Hers", None));
        given.does(answer("His", None));
        let question = &given.item(1).questions[0];
        let texts: Vec<&str> = question.answers.iter().map(|a| &*a.text).collect();
        assert_eq!(texts, ["Hers", "His"]);
        assert!(!question.open);
    }

    #[test]
    fn a_challenge_ends_with_an_outcome_and_a_question_does_not() {
        let mut given = asked(true);
        let missing = Refusal::TextMissing { field: "outcome" };
        assert_eq!(given.refusal(answer("Hm", None)), missing);
        given.does(answer("The law wants it", Some(Outcome::Kept)));
        assert_eq!(given.item(1).questions[0].outcome(), Some(Outcome::Kept));
        given.does(marked(true));
        assert_eq!(given.item(1).questions[0].outcome(), None);
        assert_eq!(
            asked(false).refusal(answer("Hm", Some(Outcome::Dropped))),
            Refusal::NotAChallenge { item: ITEM }
        );
    }

    #[test]
    fn an_answered_question_waits_again_when_its_answer_goes() {
        let mut given = asked(false);
        given.does(answer("Yes", None));
        let withdraw = |answer| WithdrawAnswer {
            item: ITEM,
            question: FIRST,
            answer: AnswerId(answer),
        };
        assert_eq!(
            given.refusal_as(&[Role::ProductOwner], withdraw(1)),
            Refusal::NotYours { what: "answer" }
        );
        given.does(answer("Or no", None));
        given.does(withdraw(2));
        assert!(!is_open(&given), "the first answer still stands");
        given.does(withdraw(1));
        assert!(is_open(&given));
        given.undoes_last();
        assert!(!is_open(&given));
        assert_eq!(given.item(1).questions[0].answers.len(), 1);
    }

    #[test]
    fn what_nobody_answered_is_not_closed() {
        let mut given = asked(false);
        let missing = Refusal::TextMissing { field: "answer" };
        assert_eq!(given.refusal(marked(false)), missing);
        given.does(answer("Yes", None));
        given.does(marked(true));
        assert!(is_open(&given));
        given.undoes_last();
        assert!(!is_open(&given));
    }

    #[test]
    fn whether_a_question_waits_is_for_whoever_asked_and_those_who_refine() {
        let mut given = asked(false);
        given.does(answer("Yes", None));
        let refused = given.refusal_as(&[Role::Stakeholder], marked(true));
        assert_eq!(refused, Refusal::NotYourQuestion);
        given.does(marked(true));
        let refused = given.refusal_as(&[Role::Stakeholder], marked(false));
        assert_eq!(refused, Refusal::NotYourQuestion);
        let mut given = Given::items(["A"]);
        let ask = AskQuestion {
            item: ITEM,
            text: "For whom?".into(),
            to: None,
            challenge: false,
        };
        given.does_as(&[Role::Stakeholder], ask);
        given.does(answer("All", None));
        given.does_as(&[Role::Stakeholder], marked(true));
        assert!(is_open(&given));
    }
}
