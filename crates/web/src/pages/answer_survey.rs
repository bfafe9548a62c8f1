//! Answering a Kano survey without an account: one sheet that works on a phone and without script.
//!
//! Deliberately not here: anything of the product but its name, the titles that are asked about and what
//! the product owner wrote about them. A question is named by its number on the sheet, no item by its key.

use app::accounts::Secret;
use app::{Asking, Failure};
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::survey::answer::Reply;
use domain::survey::evaluate::Answer;
use domain::survey::{Question, Survey};
use maud::{Markup, html};

use super::listing::value;
use crate::error::{Said, WebError};
use crate::guest::{Guest, not_trapped, trap};
use crate::ui::{self, Tone};
use crate::urls;

const TITLE: &str = "A few questions";

/// The two questions, by the beginning of their fields' names.
const WITH: &str = "with";
const WITHOUT: &str = "without";

/// The fields of a form.
type Fields = Vec<(String, String)>;

/// `GET /survey/{token}`.
pub(crate) async fn show(guest: Guest, Path(token): Path<String>) -> Response {
    match guest.app.survey(&token).await {
        Ok(asking) => {
            let sheet = sheet(&token, &asking, &Vec::new(), None);
            guest.sheet(StatusCode::OK, TITLE, &sheet)
        }
        Err(failure) => refused(&guest, failure),
    }
}

/// `POST /survey/{token}`: goes on to the page that says thank you.
pub(crate) async fn answer(
    guest: Guest,
    Path(token): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    let asking = match guest.app.survey(&token).await {
        Ok(asking) => asking,
        Err(failure) => return refused(&guest, failure),
    };
    match send(&guest, &token, &asking.survey, &fields).await {
        Ok(()) => Redirect::to(&urls::survey_thanks(&token)).into_response(),
        Err(error) => guest.again(error, TITLE, |said| {
            sheet(&token, &asking, &fields, Some(said))
        }),
    }
}

async fn send(
    guest: &Guest,
    token: &str,
    survey: &Survey,
    fields: &Fields,
) -> Result<(), WebError> {
    not_trapped(value(fields, "website").unwrap_or_default())?;
    let questions = survey.questions.iter().enumerate();
    let replies = questions.filter_map(|(at, question)| reply(at, question, fields).transpose());
    let replies = replies.collect::<Result<Vec<Reply>, WebError>>()?;
    let form = value(fields, "form").unwrap_or_default();
    let from = guest.reach.address;
    Ok(guest.app.answer_survey(token, from, form, replies).await?)
}

/// What was answered to one question; `None` when it was skipped.
fn reply(at: usize, question: &Question, fields: &Fields) -> Result<Option<Reply>, WebError> {
    match (chosen(WITH, at, fields)?, chosen(WITHOUT, at, fields)?) {
        (Some(with), Some(without)) => Ok(Some(Reply {
            item: question.item,
            with,
            without,
        })),
        (None, None) => Ok(None),
        _ => Err(unreadable(format!(
            "“{}” has one answer of two. Answer the other question, too, or take the answer back.",
            question.title
        ))),
    }
}

fn chosen(which: &str, at: usize, fields: &Fields) -> Result<Option<Answer>, WebError> {
    let name = format!("{which}-{}", at + 1);
    match value(fields, &name).unwrap_or_default() {
        "" => Ok(None),
        text => {
            let answer = Answer::parse(text);
            let unknown =
                || unreadable("This is no answer that was offered. Choose one of them.".into());
            answer.map(Some).ok_or_else(unknown)
        }
    }
}

fn unreadable(sentence: String) -> WebError {
    WebError::Unreadable(sentence, None)
}

/// `GET /survey/{token}/thanks`.
pub(crate) async fn thanks(guest: Guest, Path(_): Path<String>) -> Response {
    let title = "Thank you";
    let sheet = html! {
        h1 { (title) }
        p { "Your answers arrived. There is nothing else to do; you can close this page." }
    };
    guest.sheet(StatusCode::OK, title, &sheet)
}

/// A link that does not count, and why.
fn refused(guest: &Guest, failure: Failure) -> Response {
    match failure.refusal() {
        Some(Refusal::SurveyClosed) => guest.explained(
            "This survey is closed",
            "It takes no answers any more, or the link was not copied as a whole. Ask whoever gave it to you.",
            &html! {},
        ),
        _ => WebError::from(failure).into_response(),
    }
}

fn sheet(token: &str, asking: &Asking, fields: &Fields, wrong: Option<&Said>) -> Markup {
    let form = value(fields, "form").unwrap_or_default();
    // Sent again after a refusal, it is still the same sheet.
    let fresh = form.is_empty().then(Secret::random);
    let form = fresh.as_ref().map_or(form, Secret::reveal);
    let questions = &asking.survey.questions;
    html! {
        div.stack.tight {
            h1 { "Your opinion on " (asking.product) }
            p.quiet {
                "Two questions about each: how you feel if it is there, and if it is not. Skip what you have no opinion on. \
                Nothing about you is kept but the answers."
            }
        }
        @if let Some(said) = wrong { (ui::banner(Tone::Bad, &html! { (said.sentence) }, None)) }
        form.survey method="post" action=(urls::survey(token)) autocomplete="off" {
            input type="hidden" name="form" value=(form);
            (trap())
            @for (at, question) in questions.iter().enumerate() { (about(at, question, fields)) }
            button.button.main.wide type="submit" { "Send my answers" }
        }
    }
}

fn about(at: usize, question: &Question, fields: &Fields) -> Markup {
    let head = format!("about-{}", at + 1);
    html! {
        section.survey-item aria-labelledby=(head) {
            h2 id=(head) { (question.title) }
            @if let Some(text) = &question.description { p.quiet { (text) } }
            (options(WITH, at, "If it is there, how do you feel?", &question.title, fields))
            (options(WITHOUT, at, "If it is not there, how do you feel?", &question.title, fields))
        }
    }
}

fn options(which: &str, at: usize, words: &str, title: &str, fields: &Fields) -> Markup {
    let name = format!("{which}-{}", at + 1);
    let now = value(fields, &name).and_then(Answer::parse);
    html! {
        fieldset.survey-answers {
            legend { (words) span.unseen { " (" (title) ")" } }
            @for answer in Answer::ALL {
                label {
                    input type="radio" name=(name) value=(answer.as_str()) checked[now == Some(answer)];
                    span { (answer.title()) }
                }
            }
            label.quieter {
                input type="radio" name=(name) value="" checked[now.is_none()];
                span { "No answer" }
            }
        }
    }
}
