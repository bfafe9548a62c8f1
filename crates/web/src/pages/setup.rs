//! The first administrator, by the one-time link that is printed at the start.

use app::accounts::NewAdministrator;
use app::{AccountError, Failure};
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use crate::error::{Said, WebError};
use crate::guest::Guest;
use crate::ui::{self, Field, Tone, Weight};
use crate::urls::{self, route};

const TITLE: &str = "Set up Millpond";

/// What is typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wish {
    name: String,
    email: String,
    password: String,
    workspace: String,
}

/// `GET /setup/{token}`.
pub(crate) async fn show(guest: Guest, Path(token): Path<String>) -> Response {
    match guest.app.check_setup_secret(&token).await {
        Ok(()) => guest.sheet(StatusCode::OK, TITLE, &form(&token, &Wish::default(), None)),
        Err(failure) => refused(&guest, failure),
    }
}

/// `POST /setup/{token}`: makes the administrator, signs them in, goes on to the first product.
pub(crate) async fn submit(
    guest: Guest,
    Path(token): Path<String>,
    Form(wish): Form<Wish>,
) -> Response {
    if let Err(failure) = guest.app.check_setup_secret(&token).await {
        return refused(&guest, failure);
    }
    match set_up(&guest, &wish).await {
        Ok(response) => response,
        Err(error) => guest.again(error, TITLE, |said| form(&token, &wish, Some(said))),
    }
}

async fn set_up(guest: &Guest, wish: &Wish) -> Result<Response, WebError> {
    let new = NewAdministrator {
        name: wish.name.clone(),
        email: wish.email.clone(),
        password: wish.password.clone(),
        workspace: wish.workspace.clone(),
    };
    let person = guest.app.set_up(new).await?;
    let session = guest
        .app
        .sign_in_new(person, guest.agent.as_deref())
        .await?;
    guest.signed_in(&session, route::NEW_PRODUCT).await
}

/// A link that does not count: used up, replaced or too old.
fn refused(guest: &Guest, failure: Failure) -> Response {
    let sign_in = ui::link_button(route::LOGIN, "Sign in", Weight::Main);
    match failure {
        Failure::Account(AccountError::AlreadySetUp) => guest.explained(
            "Millpond is set up",
            "This link has done its work: there is an administrator. Sign in, or ask them for an invite link.",
            &sign_in,
        ),
        Failure::Input(_) => guest.explained(
            "This setup link no longer counts",
            "A setup link lasts one day, and only the newest one counts. Start Millpond again: it prints a new one.",
            &html! {},
        ),
        failure => axum::response::IntoResponse::into_response(WebError::from(failure)),
    }
}

fn form(token: &str, wish: &Wish, wrong: Option<&Said>) -> Markup {
    let at = |field| wrong.and_then(|said| said.at(field));
    let above = wrong.and_then(|said| said.above(&["name", "email", "password", "workspace"]));
    html! {
        div.stack.tight {
            h1 { "Set up Millpond" }
            p.quiet { "You become the administrator: you invite people and make products." }
        }
        @if let Some(sentence) = above { (ui::banner(Tone::Bad, &html! { (sentence) }, None)) }
        form.fields method="post" action=(urls::setup(token)) {
            (person_fields(&wish.name, &wish.email, &at))
            (ui::field(&Field {
                name: "workspace",
                label: "Workspace",
                value: &wish.workspace,
                hint: "Your company or team. You can change it later.",
                error: at("workspace"),
                required: true,
                autocomplete: "organization",
                ..Field::default()
            }))
            button.button.main.wide type="submit" { "Continue" }
        }
    }
}

/// Name, address and a new password: of the administrator, and of whoever is invited.
pub(super) fn person_fields<'a>(
    name: &str,
    email: &str,
    at: &impl Fn(&'static str) -> Option<&'a str>,
) -> Markup {
    html! {
        (ui::field(&Field {
            name: "name",
            label: "Your name",
            value: name,
            error: at("name"),
            required: true,
            autocomplete: "name",
            ..Field::default()
        }))
        (ui::field(&Field {
            name: "email",
            label: "E-mail",
            kind: "email",
            value: email,
            hint: "You sign in with it.",
            error: at("email"),
            required: true,
            autocomplete: "username",
            first: false,
        }))
        (ui::password(&Field {
            name: "password",
            label: "Password",
            hint: "At least 10 characters; a sentence is good.",
            error: at("password"),
            required: true,
            autocomplete: "new-password",
            ..Field::default()
        }))
    }
}
