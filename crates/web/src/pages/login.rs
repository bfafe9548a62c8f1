//! Signing in and out.

use app::accounts::Browser;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use crate::error::{Said, WebError};
use crate::guest::{Guest, local_path};
use crate::ui::{self, Field, Tone};
use crate::urls::{route, with_query};

const TITLE: &str = "Sign in";

/// Where one wanted to go, and whether one has just signed out.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    then: Option<String>,
    out: Option<String>,
}

/// What is typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wish {
    email: String,
    password: String,
    #[serde(default)]
    then: String,
}

/// `GET /login?then=PATH`.
pub(crate) async fn show(guest: Guest, Query(asked): Query<Asked>) -> Response {
    let then = local_path(asked.then.as_deref().unwrap_or_default());
    if guest.identity.is_some() {
        return Redirect::to(then).into_response();
    }
    if guest.app.needs_setup() {
        return not_set_up(&guest);
    }
    let wish = Wish {
        then: then.to_owned(),
        ..Wish::default()
    };
    let note = asked.out.map(|_| "You are signed out.");
    guest.sheet(StatusCode::OK, TITLE, &form(&wish, note, None))
}

/// `POST /login`.
pub(crate) async fn submit(guest: Guest, Form(wish): Form<Wish>) -> Response {
    match sign_in(&guest, &wish).await {
        Ok(response) => response,
        Err(error) => guest.again(error, TITLE, |said| form(&wish, None, Some(said))),
    }
}

async fn sign_in(guest: &Guest, wish: &Wish) -> Result<Response, WebError> {
    let browser = Browser {
        address: guest.reach.address,
        agent: guest.agent.as_deref(),
        word: guest.known.as_deref(),
    };
    let signing_in = guest.app.sign_in(&wish.email, &wish.password, browser);
    let session = signing_in.await?;
    guest.signed_in(&session, local_path(&wish.then)).await
}

/// `POST /logout?then=PATH`.
pub(crate) async fn sign_out(
    guest: Guest,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    if let Some(identity) = &guest.identity {
        guest.app.sign_out(identity).await?;
    }
    let out = with_query(route::LOGIN, [("out", "1")]);
    Ok(guest.signed_out(asked.then.as_deref().map_or(&out, |then| local_path(then))))
}

fn not_set_up(guest: &Guest) -> Response {
    let sheet = html! {
        h1 { "Millpond is not set up yet" }
        p { "Open the setup link that it printed when it started. It ends in " code { "/setup/…" } " and lasts one day; starting Millpond again prints a new one." }
    };
    guest.sheet(StatusCode::OK, "Not set up yet", &sheet)
}

fn form(wish: &Wish, note: Option<&str>, wrong: Option<&Said>) -> Markup {
    let at = |field| wrong.and_then(|said| said.at(field));
    let above = wrong.and_then(|said| said.above(&["email", "password"]));
    html! {
        h1 { "Sign in" }
        @if let Some(note) = note { p.quiet role="status" { (note) } }
        @if let Some(sentence) = above { (ui::banner(Tone::Bad, &html! { (sentence) }, None)) }
        form.fields method="post" action=(route::LOGIN) {
            input type="hidden" name="then" value=(wish.then);
            (ui::field(&Field {
                name: "email",
                label: "E-mail",
                kind: "email",
                value: &wish.email,
                error: at("email"),
                required: true,
                autocomplete: "username",
                first: true,
                ..Field::default()
            }))
            (ui::password(&Field {
                name: "password",
                label: "Password",
                error: at("password"),
                required: true,
                autocomplete: "current-password",
                ..Field::default()
            }))
            button.button.main.wide type="submit" { "Sign in" }
        }
        p.quieter { "No account yet? Ask your product owner for an invite link." }
        p.quieter {
            "Forgot your password? Whoever runs this Millpond makes you a link to choose a new one, with "
            code { "millpond person reset-password" } "."
        }
    }
}
