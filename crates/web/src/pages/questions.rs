//! Questions about items: ask, answer, withdraw, close and reopen.

use app::Mode;
use axum::extract::{Form, Path};
use domain::item::Outcome;
use domain::item::answer::{AnswerQuestion, MarkQuestion, WithdrawAnswer};
use domain::item::question::{AskQuestion, WithdrawQuestion};
use domain::{AnswerId, Command, PersonId, QuestionId};
use serde::Deserialize;
use uuid::Uuid;

use crate::answer::{Answer, carry_out, carry_out_all, counted};
use crate::error::WebError;
use crate::input;
use crate::visit::Visit;

/// What is asked about which items, and whom.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    items: String,
    question: String,
    #[serde(default)]
    to: String,
    challenge: Option<String>,
}

/// `POST /p/{key}/questions`.
pub(crate) async fn ask(visit: Visit, Form(wish): Form<Asked>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let to = addressee(&wish.to)?;
    let challenge = wish.challenge.is_some();
    let ask = |item| AskQuestion {
        item,
        text: wish.question.clone(),
        to,
        challenge,
    };
    let commands: Vec<Command> = items.iter().map(|item| ask(*item).into()).collect();
    let verb = if challenge {
        "Challenged"
    } else {
        "Asked about"
    };
    let said = format!("{verb} {}.", counted(&visit, &items));
    carry_out_all(&visit, commands, Mode::All, |_, _| said).await
}

fn addressee(text: &str) -> Result<Option<PersonId>, WebError> {
    match text.trim() {
        "" => Ok(None),
        id => match id.parse::<Uuid>() {
            Ok(id) => Ok(Some(PersonId(id))),
            Err(_) => Err(WebError::Unreadable(
                "Whom you ask must be chosen from the list.".into(),
                Some("to"),
            )),
        },
    }
}

/// Which question about which item.
#[derive(Debug, Deserialize)]
pub(crate) struct Part {
    item: String,
    part: u32,
}

/// An answer, and what comes of a challenge.
#[derive(Debug, Deserialize)]
pub(crate) struct Answered {
    answer: String,
    #[serde(default)]
    outcome: String,
}

/// `POST …/questions/{part}/answers`.
pub(crate) async fn answer(
    visit: Visit,
    Path(path): Path<Part>,
    Form(wish): Form<Answered>,
) -> Answer {
    let item = input::item(&visit.product, &path.item)?;
    let command = AnswerQuestion {
        item,
        question: QuestionId(path.part),
        text: wish.answer,
        outcome: Outcome::parse(&wish.outcome),
    };
    carry_out(&visit, command, |after, _| {
        format!("Answered a question about {}.", after.key(item))
    })
    .await
}

/// Whether a question waits.
#[derive(Debug, Deserialize)]
pub(crate) struct Marked {
    open: String,
}

/// `POST …/questions/{part}/state`.
pub(crate) async fn mark(visit: Visit, Path(path): Path<Part>, Form(wish): Form<Marked>) -> Answer {
    let item = input::item(&visit.product, &path.item)?;
    let open = wish.open == "yes";
    let command = MarkQuestion {
        item,
        question: QuestionId(path.part),
        open,
    };
    let verb = if open { "Reopened" } else { "Closed" };
    carry_out(&visit, command, |after, _| {
        format!("{verb} a question about {}.", after.key(item))
    })
    .await
}

/// `POST …/questions/{part}/removal`.
pub(crate) async fn withdraw(visit: Visit, Path(path): Path<Part>) -> Answer {
    let item = input::item(&visit.product, &path.item)?;
    let command = WithdrawQuestion {
        item,
        question: QuestionId(path.part),
    };
    carry_out(&visit, command, |after, _| {
        format!("Withdrew your question about {}.", after.key(item))
    })
    .await
}

/// Which answer to which question about which item.
#[derive(Debug, Deserialize)]
pub(crate) struct OneAnswer {
    item: String,
    part: u32,
    answer: u32,
}

/// `POST …/questions/{part}/answers/{answer}/removal`.
pub(crate) async fn withdraw_answer(visit: Visit, Path(path): Path<OneAnswer>) -> Answer {
    let item = input::item(&visit.product, &path.item)?;
    let command = WithdrawAnswer {
        item,
        question: QuestionId(path.part),
        answer: AnswerId(path.answer),
    };
    carry_out(&visit, command, |after, _| {
        format!("Took your answer about {} back.", after.key(item))
    })
    .await
}
