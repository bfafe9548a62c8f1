//! Kano surveys: what is asked, what was answered, opening and closing. Answering is a form of a page,
//! not an operation: whoever is asked has a link and no token.

use axum::Json;
use domain::survey::evaluate::Tally;
use domain::survey::open::{Asked, OpenSurvey};
use domain::survey::{Question, Survey as State, close::CloseSurvey};
use domain::{Product, Right, SurveyId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{Accepted, Category, PersonRef, Reading, find};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(list, open))
        .routes(routes!(close))
}

/// A survey and what was answered.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Survey {
    /// Its number in the product, counted from 1.
    number: u32,
    /// Whether it takes answers.
    open: bool,
    /// The path of the page where one answers, on the server's address, for whoever
    /// may order; `null` for others, and once it is closed.
    path: Option<String>,
    /// Who opened it; `null` for the command line.
    opened_by: Option<PersonRef>,
    /// When.
    opened_at: Timestamp,
    /// When it was closed.
    closed_at: Option<Timestamp>,
    /// How many answer sheets came.
    sheets: usize,
    /// What was answered about each item.
    results: Vec<Answers>,
}

/// What was answered about an item.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Answers {
    /// Its key.
    item: String,
    /// Its title when the survey was opened.
    title: String,
    /// What those who were asked were told about it.
    description: Option<String>,
    /// How many answered: the sample size.
    answers: u32,
    /// How often each category came out.
    counts: Counts,
    /// The share of those who would be satisfied by having it, 0 to 1; `null` when
    /// no answer counts.
    better: Option<f64>,
    /// The share of those who would be dissatisfied by not having it, −1 to 0.
    worse: Option<f64>,
    /// What came out most often; `null` while there are fewer than 20 answers.
    category: Option<Category>,
}

/// How often each category came out.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, ToSchema)]
struct Counts {
    /// Must-be.
    basic: u32,
    /// One-dimensional.
    performance: u32,
    /// Attractive.
    excitement: u32,
    /// They do not care.
    indifferent: u32,
    /// They would rather not have it.
    reverse: u32,
    /// Contradictions.
    questionable: u32,
}

impl Counts {
    fn of(tally: &Tally) -> Counts {
        let [
            basic,
            performance,
            excitement,
            indifferent,
            reverse,
            questionable,
        ] = domain::item::Category::ALL.map(|one| tally.times(one));
        Counts {
            basic,
            performance,
            excitement,
            indifferent,
            reverse,
            questionable,
        }
    }
}

fn survey(reading: &Reading, state: &State, may_order: bool) -> Survey {
    let path = (state.is_open() && may_order).then(|| format!("/survey/{}", state.word));
    let results = state.results();
    Survey {
        number: state.id.0,
        open: state.is_open(),
        path,
        opened_by: state.opened_by.map(|who| reading.person(who)),
        opened_at: state.opened_at,
        closed_at: state.closed_at,
        sheets: state.sheets,
        results: results.map(|one| answers(reading, one)).collect(),
    }
}

fn answers(reading: &Reading, (question, tally): (&Question, &Tally)) -> Answers {
    Answers {
        item: reading.product.item_key(question.item),
        title: question.title.to_string(),
        description: question.description.as_deref().map(str::to_owned),
        answers: tally.answers(),
        counts: Counts::of(tally),
        better: tally.better(),
        worse: tally.worse(),
        category: tally.category().map(Into::into),
    }
}

/// All surveys of a product.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Surveys {
    /// The newest first.
    surveys: Vec<Survey>,
}

/// Read the Kano surveys
///
/// What was answered is counted; who answered is not known.
#[utoipa::path(get, path = "/products/{product}/surveys", operation_id = "get_surveys",
    tag = "backlog", params(ProductPath), responses((status = 200, body = Surveys)))]
async fn list(caller: Caller, Path(path): Path<ProductPath>) -> Result<Json<Surveys>, Problem> {
    let view = caller.product(&path.product).await?;
    let may_order = view.may(Right::Order);
    let reading = Reading::of(&caller.app, view.state.clone());
    let surveys = reading.product.surveys.values().rev();
    let surveys = surveys.map(|state| survey(&reading, state, may_order));
    let surveys = surveys.collect();
    Ok(Json(Surveys { surveys }))
}

/// What a survey shall ask.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSurvey {
    /// One to thirty of them.
    #[schema(min_items = 1, max_items = 30)]
    questions: Vec<NewQuestion>,
}

/// What shall be asked about.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewQuestion {
    /// The item's key.
    item: String,
    /// What it is, in words for those who are asked. One line.
    #[serde(default)]
    #[schema(max_length = 500)]
    description: Option<String>,
}

/// A survey was opened.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct SurveyAccepted {
    /// The command.
    #[serde(flatten)]
    accepted: Accepted,
    /// The survey that is open now.
    survey: Option<Survey>,
}

/// Open a Kano survey
///
/// Needs the right to order. Whoever has its link answers, without an account; there is
/// one at a time.
#[utoipa::path(post, path = "/products/{product}/surveys", operation_id = "open_survey",
    tag = "backlog", params(ProductPath), request_body = NewSurvey,
    responses((status = 200, body = SurveyAccepted)))]
async fn open(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<NewSurvey>,
) -> Result<Json<SurveyAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let asked = body.questions.into_iter().map(|question| {
        Ok(Asked {
            item: find(&view.state, &question.item)?,
            description: question.description,
        })
    });
    let asked = asked.collect::<Result<_, Problem>>()?;
    let link = app::App::new_survey_link(view.id);
    let done = caller
        .submit(&view, vec![OpenSurvey { link, asked }.into()])
        .await?;
    let accepted = Accepted::from(&done);
    Ok(Json(SurveyAccepted {
        accepted,
        survey: now_open(&caller, done),
    }))
}

fn now_open(caller: &Caller, done: app::Done<Product>) -> Option<Survey> {
    let reading = Reading::of(&caller.app, done.state);
    let open = reading.product.open_survey()?.clone();
    Some(survey(&reading, &open, true))
}

/// The survey an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct SurveyPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The survey's number in the product, counted from 1.
    #[param(minimum = 1, example = 1)]
    survey: u32,
}

/// Close a Kano survey
///
/// Needs the right to order. What was answered stays.
#[utoipa::path(post, path = "/products/{product}/surveys/{survey}/closing", operation_id = "close_survey",
    tag = "backlog", params(SurveyPath), responses((status = 200, body = Accepted)))]
async fn close(caller: Caller, Path(path): Path<SurveyPath>) -> Result<Json<Accepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let survey = SurveyId(path.survey);
    let done = caller
        .submit(&view, vec![CloseSurvey { survey }.into()])
        .await?;
    Ok(Json(Accepted::from(&done)))
}
