//! A forgotten password: the link that `millpond person reset-password` prints leads here, once.

use app::{AccountError, Failure};
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use crate::error::{Said, WebError};
use crate::guest::Guest;
use crate::ui::{self, Field, Tone, Weight};
use crate::urls::{self, route};

const TITLE: &str = "New password";

/// What is typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wish {
    password: String,
}

/// `GET /reset/{token}`.
pub(crate) async fn show(guest: Guest, Path(token): Path<String>) -> Response {
    match guest.app.who_forgot(&token).await {
        Ok(person) => guest.sheet(StatusCode::OK, TITLE, &sheet(&token, &person.email, None)),
        Err(failure) => refused(&guest, failure),
    }
}

/// `POST /reset/{token}`: whoever chose a password is signed in with it.
pub(crate) async fn choose(
    guest: Guest,
    Path(token): Path<String>,
    Form(wish): Form<Wish>,
) -> Response {
    let person = match guest.app.who_forgot(&token).await {
        Ok(person) => person,
        Err(failure) => return refused(&guest, failure),
    };
    match change(&guest, &token, &wish).await {
        Ok(response) => response,
        Err(error) => guest.again(error, TITLE, |said| {
            sheet(&token, &person.email, Some(said))
        }),
    }
}

async fn change(guest: &Guest, token: &str, wish: &Wish) -> Result<Response, WebError> {
    let app = &guest.app;
    let person = app.choose_new_password(token, &wish.password).await?;
    let session = app.sign_in_new(person, guest.agent.as_deref()).await?;
    guest.signed_in(&session, route::HOME).await
}

/// A link that does not count, and why.
fn refused(guest: &Guest, failure: Failure) -> Response {
    let (title, why) = match &failure {
        Failure::Account(AccountError::InviteUsed { .. }) => (
            "This link was used",
            "It changes a password once. If that was you, sign in; else ask whoever runs this Millpond for a new one.",
        ),
        Failure::Account(AccountError::InviteExpired) => (
            "This link has expired",
            "It lasts a day. Ask whoever runs this Millpond for a new one.",
        ),
        Failure::Account(AccountError::UnknownInvite | AccountError::UnknownPerson) => (
            "This link is not known",
            "It may not have been copied as a whole. Ask whoever runs this Millpond for a new one.",
        ),
        _ => return WebError::from(failure).into_response(),
    };
    let sign_in = ui::link_button(route::LOGIN, "Sign in", Weight::Outlined);
    guest.explained(title, why, &sign_in)
}

fn sheet(token: &str, email: &str, wrong: Option<&Said>) -> Markup {
    html! {
        div.stack.tight {
            h1 { "Choose a new password" }
            p.quiet { "For " (email) ". You are then signed out everywhere else." }
        }
        @if let Some(sentence) = wrong.and_then(|said| said.above(&["password"])) {
            (ui::banner(Tone::Bad, &html! { (sentence) }, None))
        }
        form.fields method="post" action=(urls::reset(token)) {
            // Password managers look for the name that belongs to a password.
            input type="hidden" name="email" value=(email) autocomplete="username";
            (ui::password(&Field {
                name: "password",
                label: "New password",
                hint: "At least 10 characters; a sentence is good.",
                error: wrong.and_then(|said| said.at("password")),
                required: true,
                autocomplete: "new-password",
                ..Field::default()
            }))
            button.button.main.wide type="submit" { "Save and sign in" }
        }
    }
}
