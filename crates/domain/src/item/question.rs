//! Open questions (C10): what must be known before an item can be started. A
//! challenge ("this costs too much, could we…?") is a question whose answer is
//! an outcome. Whoever may comment asks; only who asked withdraws, and only
//! what nobody has answered. Answers are in [`super::answer`].

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Item;
use crate::event::Event;
use crate::ids::{AnswerId, ItemId, PersonId, QuestionId};
use crate::product::Product;
use crate::record::{Context, Recorded};
use crate::refusal::Refusal;
use crate::text;

/// A question about an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// Its number on the item.
    pub id: QuestionId,
    /// What is asked, in Markdown.
    pub text: Arc<str>,
    /// Whether it asks for another decision instead of for knowledge.
    pub challenge: bool,
    /// Who asked; `None` for the command line.
    pub asked_by: Option<PersonId>,
    /// When.
    pub asked_at: Timestamp,
    /// Who is asked, if it is somebody.
    pub to: Option<PersonId>,
    /// What was answered, oldest first. Who answers at the same time as
    /// somebody else adds to it: both texts stay.
    pub answers: Vec<Answer>,
    /// Whether it still waits for an answer.
    pub open: bool,
}

/// An answer to a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// Its number on the question.
    pub id: AnswerId,
    /// Who answered; `None` for the command line.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// What, in Markdown.
    pub text: Arc<str>,
    /// What came of a challenge.
    pub outcome: Option<Outcome>,
    /// Whether the question waited for it.
    pub was_open: bool,
}

/// What came of a challenge.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The item stays as it is.
    Kept,
    /// The item was changed.
    Changed,
    /// The item, or what was challenged in it, is not done.
    Dropped,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Outcome; 3] = [Outcome::Kept, Outcome::Changed, Outcome::Dropped];

    /// As written in the record, forms and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Kept => "kept",
            Outcome::Changed => "changed",
            Outcome::Dropped => "dropped",
        }
    }

    /// The outcome written as `text`.
    pub fn parse(text: &str) -> Option<Outcome> {
        Outcome::ALL
            .into_iter()
            .find(|outcome| outcome.as_str() == text)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Outcome::Kept => "kept as it is",
            Outcome::Changed => "changed",
            Outcome::Dropped => "dropped",
        })
    }
}

impl Question {
    /// The answer with this number.
    pub fn answer(&self, id: AnswerId) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.id == id)
    }

    /// What came of a challenge that is answered.
    pub fn outcome(&self) -> Option<Outcome> {
        let last = self.answers.last().filter(|_| !self.open);
        last.and_then(|answer| answer.outcome)
    }
}

impl Item {
    /// The question with this number.
    pub fn question(&self, id: QuestionId) -> Option<&Arc<Question>> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The questions that wait for an answer, oldest first.
    pub fn open_questions(&self) -> impl Iterator<Item = &Arc<Question>> {
        self.questions.iter().filter(|question| question.open)
    }
}

/// Ask something about an item.
#[derive(Clone, PartialEq, Debug)]
pub struct AskQuestion {
    /// About which.
    pub item: ItemId,
    /// What, in Markdown.
    pub text: String,
    /// Whom, if it is somebody of the product.
    pub to: Option<PersonId>,
    /// Whether it is a challenge.
    pub challenge: bool,
}

/// Withdraw what one asked and nobody has answered.
#[derive(Clone, PartialEq, Debug)]
pub struct WithdrawQuestion {
    /// About which item.
    pub item: ItemId,
    /// Which question.
    pub question: QuestionId,
}

/// Ask again what one withdrew: the undo of that.
#[derive(Clone, PartialEq, Debug)]
pub struct RestoreQuestion {
    /// What was withdrawn.
    pub withdrawn: QuestionWithdrawn,
    /// Whose it was.
    pub author: Option<PersonId>,
}

/// Something was asked.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct QuestionAsked {
    /// About which item.
    pub item: ItemId,
    /// Its number.
    pub question: QuestionId,
    /// What.
    pub text: Arc<str>,
    /// Whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PersonId>,
    /// Whether it is a challenge.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub challenge: bool,
    /// When it was asked at first, if it was withdrawn and brought back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Timestamp>,
}

/// A question was withdrawn.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct QuestionWithdrawn {
    /// About which item.
    pub item: ItemId,
    /// Which question.
    pub question: QuestionId,
    /// What it said.
    pub text: Arc<str>,
    /// Whom it asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PersonId>,
    /// Whether it was a challenge.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub challenge: bool,
    /// When it had been asked.
    pub asked: Timestamp,
}

pub(crate) fn decide_ask(product: &Product, command: &AskQuestion) -> Result<Vec<Event>, Refusal> {
    let item = product.live_item(command.item)?;
    if command
        .to
        .is_some_and(|to| !product.people.contains_key(&to))
    {
        return Err(Refusal::NotInProduct);
    }
    Ok(vec![Event::QuestionAsked(QuestionAsked {
        item: item.id,
        question: next(item)?,
        text: text::said("question", &command.text)?,
        to: command.to,
        challenge: command.challenge,
        asked: None,
    })])
}

fn next(item: &Item) -> Result<QuestionId, Refusal> {
    super::create::within_limit("questions", item.questions.len() + 1)?;
    let last = item.questions.last();
    Ok(QuestionId(last.map_or(0, |question| question.id.0) + 1))
}

pub(crate) fn decide_withdraw(
    product: &Product,
    context: &Context,
    command: &WithdrawQuestion,
) -> Result<Vec<Event>, Refusal> {
    let found = find(product, command.item, command.question)?;
    if found.asked_by != context.actor.person() {
        return Err(Refusal::NotYours { what: "question" });
    }
    if !found.answers.is_empty() {
        return Err(Refusal::QuestionAnswered { item: command.item });
    }
    Ok(vec![Event::QuestionWithdrawn(QuestionWithdrawn {
        item: command.item,
        question: found.id,
        text: found.text.clone(),
        to: found.to,
        challenge: found.challenge,
        asked: found.asked_at,
    })])
}

pub(crate) fn decide_restore(
    product: &Product,
    context: &Context,
    command: &RestoreQuestion,
) -> Result<Vec<Event>, Refusal> {
    if command.author != context.actor.person() {
        return Err(Refusal::NotYours { what: "question" });
    }
    let withdrawn = &command.withdrawn;
    let item = product.live_item(withdrawn.item)?;
    let next = next(item)?;
    // Its number may have gone to another question meanwhile.
    let question = match item.question(withdrawn.question) {
        Some(_) => next,
        None => withdrawn.question,
    };
    Ok(vec![Event::QuestionAsked(QuestionAsked {
        item: item.id,
        question,
        text: text::said("question", &withdrawn.text)?,
        to: withdrawn.to,
        challenge: withdrawn.challenge,
        asked: Some(withdrawn.asked),
    })])
}

pub(super) fn find(
    product: &Product,
    item: ItemId,
    question: QuestionId,
) -> Result<&Arc<Question>, Refusal> {
    let what = "question";
    let found = product.item(item)?.question(question);
    found.ok_or(Refusal::NoSuchPart { item, what })
}

pub(crate) fn evolve_asked(
    product: &mut Product,
    recorded: &Recorded<Event>,
    event: &QuestionAsked,
) {
    let question = Question {
        id: event.question,
        text: event.text.clone(),
        challenge: event.challenge,
        asked_by: recorded.actor,
        asked_at: event.asked.unwrap_or(recorded.at),
        to: event.to,
        answers: Vec::new(),
        open: true,
    };
    product.change_item(event.item, |item| {
        let index = item
            .questions
            .partition_point(|other| other.id < question.id);
        item.questions.insert(index, Arc::new(question));
    });
}

pub(crate) fn evolve_withdrawn(product: &mut Product, event: &QuestionWithdrawn) {
    product.change_item(event.item, |item| {
        item.questions
            .retain(|question| question.id != event.question);
    });
}

pub(super) fn change(
    product: &mut Product,
    item: ItemId,
    id: QuestionId,
    change: impl FnOnce(&mut Question),
) {
    product.change_item(item, |item| {
        let found = item.questions.iter_mut().find(|question| question.id == id);
        if let Some(question) = found {
            change(Arc::make_mut(question));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::answer::AnswerQuestion;
    use super::*;
    use crate::rights::Role;
    use crate::testing::Given;

    const ITEM: ItemId = ItemId(1);
    const FIRST: QuestionId = QuestionId(1);

    fn ask(text: &str) -> AskQuestion {
        AskQuestion {
            item: ITEM,
            text: text.into(),
            to: None,
            challenge: false,
        }
    }

    #[test]
    fn only_who_asked_withdraws_and_only_what_nobody_answered() {
        let mut given = Given::items(["A"]);
        given.does(ask("Which cards?"));
        let (item, question) = (ITEM, FIRST);
        let withdraw = WithdrawQuestion { item, question };
        assert_eq!(
            given.refusal_as(&[Role::ProductOwner, Role::Developer], withdraw.clone()),
            Refusal::NotYours { what: "question" }
        );
        let before = given.item(1).questions.clone();
        given.does(withdraw.clone());
        assert!(given.item(1).questions.is_empty());
        given.undoes_last();
        assert_eq!(given.item(1).questions, before, "when it was asked stays");
        given.does(AnswerQuestion {
            item,
            question,
            text: "All".into(),
            outcome: None,
        });
        assert_eq!(
            given.refusal(withdraw),
            Refusal::QuestionAnswered { item: ITEM }
        );
    }

    #[test]
    fn somebody_outside_the_product_is_not_asked() {
        let given = Given::items(["A"]);
        let to = Some(PersonId(uuid::Uuid::from_u128(77)));
        let asked = AskQuestion { to, ..ask("You?") };
        assert_eq!(given.refusal(asked), Refusal::NotInProduct);
    }

    #[test]
    fn an_item_takes_no_flood_of_questions() {
        let mut given = Given::items(["A"]);
        for number in 0..text::MAX_LIST {
            given.does(ask(&number.to_string()));
        }
        let refusal = given.refusal(ask("One more?"));
        assert!(matches!(refusal, Refusal::TooMany { count: 201, .. }));
    }
}
