//! Questions about an item, and their answers.

use axum::Json;
use axum::http::StatusCode;
use domain::item::answer::{AnswerQuestion, MarkQuestion, WithdrawAnswer};
use domain::item::question::{AskQuestion, WithdrawQuestion};
use domain::{AnswerId, PersonId, QuestionId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::subject::{add, change};
use crate::wire::{ItemAccepted, Outcome};

pub(super) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(ask))
        .routes(routes!(mark, withdraw))
        .routes(routes!(answer))
        .routes(routes!(withdraw_answer))
}

/// The question an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct QuestionPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The item's key, or only its number.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-12"
    )]
    item: String,
    /// The question's number on the item.
    question: u32,
}

impl QuestionPath {
    fn split(self) -> (ItemPath, QuestionId) {
        let (product, item) = (self.product, self.item);
        (ItemPath { product, item }, QuestionId(self.question))
    }
}

/// The answer an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct AnswerPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The item's key, or only its number.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-12"
    )]
    item: String,
    /// The question's number on the item.
    question: u32,
    /// The answer's number on the question.
    answer: u32,
}

/// Something to be asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateQuestion {
    /// What, in Markdown.
    #[schema(
        min_length = 1,
        max_length = 200_000,
        pattern = r"[^\s\x00-\x20\x7f-\xa0]"
    )]
    text: String,
    /// Whom; somebody with a role in the product.
    to: Option<Uuid>,
    /// Whether it asks for another decision instead of for knowledge.
    #[serde(default)]
    challenge: bool,
}

/// Ask about an item
///
/// An open question keeps the item from being ready. Needs the right to comment.
#[utoipa::path(post, path = "/products/{product}/items/{item}/questions",
    operation_id = "ask_question", tag = "items", params(ItemPath),
    request_body = CreateQuestion, responses((status = 201, body = ItemAccepted)))]
async fn ask(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<CreateQuestion>,
) -> Result<(StatusCode, Json<ItemAccepted>), Problem> {
    add(&caller, &path, |item| AskQuestion {
        item,
        text: body.text,
        to: body.to.map(PersonId),
        challenge: body.challenge,
    })
    .await
}

/// What a question shall be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MarkQuestionBody {
    /// Whether it waits for an answer.
    open: bool,
}

/// Close or reopen a question
///
/// Only what has an answer can be closed or reopened. For whoever asked it, and those
/// with the right to refine.
#[utoipa::path(patch, path = "/products/{product}/items/{item}/questions/{question}",
    operation_id = "mark_question", tag = "items", params(QuestionPath),
    request_body = MarkQuestionBody, responses((status = 200, body = ItemAccepted)))]
async fn mark(
    caller: Caller,
    Path(path): Path<QuestionPath>,
    Body(body): Body<MarkQuestionBody>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (path, question) = path.split();
    change(&caller, &path, |item| MarkQuestion {
        item,
        question,
        open: body.open,
    })
    .await
}

/// Withdraw what one asked
///
/// Only who asked may, and only while nobody has answered.
#[utoipa::path(delete, path = "/products/{product}/items/{item}/questions/{question}",
    operation_id = "withdraw_question", tag = "items", params(QuestionPath),
    responses((status = 200, body = ItemAccepted)))]
async fn withdraw(
    caller: Caller,
    Path(path): Path<QuestionPath>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (path, question) = path.split();
    change(&caller, &path, |item| WithdrawQuestion { item, question }).await
}

/// An answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateAnswer {
    /// What, in Markdown.
    #[schema(
        min_length = 1,
        max_length = 200_000,
        pattern = r"[^\s\x00-\x20\x7f-\xa0]"
    )]
    text: String,
    /// What comes of a challenge; a challenge needs one, a question has none.
    outcome: Option<Outcome>,
}

/// Answer a question
///
/// What somebody else has answered meanwhile stays beside it. Needs the right to
/// comment.
#[utoipa::path(post, path = "/products/{product}/items/{item}/questions/{question}/answers",
    operation_id = "answer_question", tag = "items", params(QuestionPath),
    request_body = CreateAnswer, responses((status = 201, body = ItemAccepted)))]
async fn answer(
    caller: Caller,
    Path(path): Path<QuestionPath>,
    Body(body): Body<CreateAnswer>,
) -> Result<(StatusCode, Json<ItemAccepted>), Problem> {
    let (path, question) = path.split();
    add(&caller, &path, |item| AnswerQuestion {
        item,
        question,
        text: body.text,
        outcome: body.outcome.map(Into::into),
    })
    .await
}

/// Take back what one answered
///
/// Only its author may. Without another answer the question waits again.
#[utoipa::path(delete,
    path = "/products/{product}/items/{item}/questions/{question}/answers/{answer}",
    operation_id = "withdraw_answer", tag = "items", params(AnswerPath),
    responses((status = 200, body = ItemAccepted)))]
async fn withdraw_answer(
    caller: Caller,
    Path(path): Path<AnswerPath>,
) -> Result<Json<ItemAccepted>, Problem> {
    let AnswerPath {
        product,
        item,
        question,
        answer,
    } = path;
    change(&caller, &ItemPath { product, item }, |item| {
        WithdrawAnswer {
            item,
            question: QuestionId(question),
            answer: AnswerId(answer),
        }
    })
    .await
}
