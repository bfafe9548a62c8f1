//! An invite link: somebody new makes their account, somebody signed in joins with one button.

use app::accounts::InviteView;
use app::{AccountError, Failure, InputError};
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use crate::error::{Said, WebError};
use crate::guest::Guest;
use crate::pages::setup::person_fields;
use crate::ui::{self, Tone, Weight};
use crate::urls::{self, ProductUrls, route, with_query};
use crate::views::joined;

const TITLE: &str = "Invitation";

/// What somebody new types.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wish {
    name: String,
    email: String,
    password: String,
}

/// `GET /invite/{token}`.
pub(crate) async fn show(guest: Guest, Path(token): Path<String>) -> Response {
    let invite = match guest.app.open_invite(&token).await {
        Ok(invite) => invite,
        Err(failure) => return refused(&guest, failure),
    };
    let wish = Wish {
        email: invite.email.clone().unwrap_or_default(),
        ..Wish::default()
    };
    guest.sheet(
        StatusCode::OK,
        TITLE,
        &sheet(&guest, &token, &invite, &wish, None),
    )
}

/// `POST /invite/{token}`: as somebody new.
pub(crate) async fn join(
    guest: Guest,
    Path(token): Path<String>,
    Form(wish): Form<Wish>,
) -> Response {
    let invite = match guest.app.open_invite(&token).await {
        Ok(invite) => invite,
        Err(failure) => return refused(&guest, failure),
    };
    match take(&guest, &token, &wish).await {
        Ok(response) => response,
        Err(error) => guest.again(error, TITLE, |said| {
            sheet(&guest, &token, &invite, &wish, Some(said))
        }),
    }
}

async fn take(guest: &Guest, token: &str, wish: &Wish) -> Result<Response, WebError> {
    let Wish {
        name,
        email,
        password,
    } = wish;
    let (person, invite) = guest.app.take_invite(token, name, email, password).await?;
    let session = guest
        .app
        .sign_in_new(person, guest.agent.as_deref())
        .await?;
    let to = product_of(guest, &invite);
    guest.signed_in(&session, &to).await
}

/// `POST /invite/{token}/acceptance`: as whoever is signed in.
pub(crate) async fn accept(guest: Guest, Path(token): Path<String>) -> Response {
    let Some(identity) = &guest.identity else {
        return Redirect::to(&urls::invitation(&token)).into_response();
    };
    match guest.app.take_invite_as(&token, identity).await {
        Ok(invite) => Redirect::to(&product_of(&guest, &invite)).into_response(),
        Err(failure) => refused(&guest, failure),
    }
}

/// A link that does not count, and why.
fn refused(guest: &Guest, failure: Failure) -> Response {
    let (title, why) = match &failure {
        Failure::Account(AccountError::InviteUsed { by }) => {
            let own = guest
                .identity
                .as_ref()
                .is_some_and(|own| own.person.0 == *by);
            if own {
                return Redirect::to(route::HOME).into_response();
            }
            (
                "This invite link was used",
                "A link lets one person in, once. If that was you, sign in; else ask whoever sent it for a new one.",
            )
        }
        Failure::Account(AccountError::InviteExpired) => (
            "This invite link has expired",
            "A link lasts a week. Ask whoever sent it for a new one.",
        ),
        Failure::Input(InputError::InviteLeadsNowhere) => (
            "This product is not there any more",
            "The product this link leads to was removed. Ask whoever sent it; an administrator can bring it back.",
        ),
        Failure::Account(AccountError::UnknownInvite) => (
            "This invite link is not known",
            "It may have been withdrawn, or not copied as a whole. Ask whoever sent it for a new one.",
        ),
        _ => return WebError::from(failure).into_response(),
    };
    let (to, text) = match guest.identity {
        Some(_) => (route::HOME, "All products"),
        None => (route::LOGIN, "Sign in"),
    };
    guest.explained(title, why, &ui::link_button(to, text, Weight::Outlined))
}

fn product_of(guest: &Guest, invite: &InviteView) -> String {
    let workspace = guest.app.workspace();
    let listed = workspace.products.get(&invite.product);
    listed.map_or_else(
        || route::HOME.to_owned(),
        |listed| ProductUrls::of_key(listed.key.as_str()).backlog(),
    )
}

fn sheet(
    guest: &Guest,
    token: &str,
    invite: &InviteView,
    wish: &Wish,
    wrong: Option<&Said>,
) -> Markup {
    let people = guest.app.people();
    let workspace = guest.app.workspace();
    let by = people.get(&invite.by).map_or("Somebody", |card| &card.name);
    let product = workspace.products.get(&invite.product);
    let product = product.map_or("a product", |listed| &listed.name);
    let own = guest
        .identity
        .as_ref()
        .and_then(|own| people.get(&own.person));
    html! {
        div.stack.tight {
            h1 { "Join " (product) }
            p.quiet { (by) " invites you to " (workspace.name) " as " (joined(&invite.roles)) "." }
        }
        @match own {
            Some(card) if card.id == invite.by => (one_s_own(token)),
            Some(card) => (as_signed_in(token, &card.name)),
            None => (as_somebody_new(token, wish, wrong)),
        }
    }
}

/// Nobody gives roles to themselves, so whoever made a link is offered none.
fn one_s_own(token: &str) -> Markup {
    let here = urls::invitation(token);
    html! {
        p { "You made this link yourself: send it to whom it is for. It counts once, for a week." }
        form method="post" action=(with_query(route::LOGOUT, [("then", here.as_str())])) {
            p.quieter { "To try it as somebody else, " button.words type="submit" { "sign out" } " first." }
        }
    }
}

fn as_signed_in(token: &str, name: &str) -> Markup {
    let here = urls::invitation(token);
    html! {
        form.fields method="post" action=(urls::acceptance(token)) {
            button.button.main.wide type="submit" { "Join as " (name) }
        }
        form method="post" action=(with_query(route::LOGOUT, [("then", here.as_str())])) {
            p.quieter { "Not you? " button.words type="submit" { "Sign out" } " and join as somebody else." }
        }
    }
}

fn as_somebody_new(token: &str, wish: &Wish, wrong: Option<&Said>) -> Markup {
    let at = |field| wrong.and_then(|said| said.at(field));
    let above = wrong.and_then(|said| said.above(&["name", "email", "password"]));
    let here = urls::invitation(token);
    let sign_in = with_query(route::LOGIN, [("then", here.as_str())]);
    html! {
        @if let Some(sentence) = above { (ui::banner(Tone::Bad, &html! { (sentence) }, None)) }
        form.fields method="post" action=(here) {
            (person_fields(&wish.name, &wish.email, &at))
            button.button.main.wide type="submit" { "Join" }
        }
        p.quieter { "You have an account? " a href=(sign_in) { "Sign in" } " and join with it." }
    }
}
