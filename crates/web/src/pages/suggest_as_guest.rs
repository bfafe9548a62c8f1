//! Suggesting without an account: the form behind the suggestion link, and the page that tells whoever
//! sent one what became of it.
//!
//! Deliberately not here: anything else of the product, what is alike included. Whoever has the link
//! is not of the team.

use app::accounts::Secret;
use app::{BecameOf, Failure};
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::place::link::{Fate, MAX_DESCRIPTION, MAX_NAME};
use maud::{Markup, html};
use serde::Deserialize;

use crate::error::{Said, WebError};
use crate::guest::{Guest, not_trapped, trap};
use crate::ui::{self, Field, Tone};
use crate::urls;
use crate::views::{since, thousands};

const TITLE: &str = "Suggest something";

/// What is typed, and what the form brings along.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    title: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    name: String,
    /// The form's own word, by which what is sent twice is known.
    #[serde(default)]
    form: String,
    /// The trap.
    #[serde(default)]
    website: String,
}

/// `GET /suggest/{token}`.
pub(crate) async fn show(guest: Guest, Path(token): Path<String>) -> Response {
    match guest.app.suggestion_link(&token).await {
        Ok(product) => {
            let sheet = sheet(&token, &product, &Wish::default(), None);
            guest.sheet(StatusCode::OK, TITLE, &sheet)
        }
        Err(failure) => refused(&guest, failure),
    }
}

/// `POST /suggest/{token}`: goes on to the page that tells what became of it.
pub(crate) async fn suggest(
    guest: Guest,
    Path(token): Path<String>,
    Form(wish): Form<Wish>,
) -> Response {
    match send(&guest, &token, &wish).await {
        Ok(receipt) => Redirect::to(&urls::guest_outcome(receipt.reveal())).into_response(),
        Err(error) => {
            // What was typed is shown again, also when the link was closed meanwhile.
            let product = guest.app.suggestion_link(&token).await;
            let product = product.as_deref().unwrap_or("this product");
            guest.again(error, TITLE, |said| {
                sheet(&token, product, &wish, Some(said))
            })
        }
    }
}

async fn send(guest: &Guest, token: &str, wish: &Wish) -> Result<Secret, WebError> {
    not_trapped(&wish.website)?;
    let typed = app::Wish {
        title: wish.title.clone(),
        description: wish.description.clone(),
        why: wish.why.clone(),
        name: wish.name.clone(),
    };
    let from = guest.reach.address;
    let sent = guest.app.suggest_as_guest(token, from, &wish.form, typed);
    Ok(sent.await?)
}

/// `GET /suggested/{token}`.
pub(crate) async fn outcome(guest: Guest, Path(token): Path<String>) -> Result<Response, WebError> {
    let Some(became) = guest.app.what_became_of(&token).await? else {
        let why = "It may not have been copied as a whole, or the product is not there any more.";
        return Ok(guest.explained("This suggestion is not known", why, &html! {}));
    };
    let address = format!("{}{}", guest.reach.origin, urls::guest_outcome(&token));
    let sheet = told(&guest, &became, &address);
    Ok(guest.sheet(StatusCode::OK, "Your suggestion", &sheet))
}

/// A link that does not count, and why.
fn refused(guest: &Guest, failure: Failure) -> Response {
    match failure.refusal() {
        Some(Refusal::SuggestionLinkClosed) => guest.explained(
            "This suggestion link is closed",
            "The product owner takes no suggestions through it any more, or it was not copied as a whole. Ask whoever \
            gave it to you for another one.",
            &html! {},
        ),
        _ => WebError::from(failure).into_response(),
    }
}

fn sheet(token: &str, product: &str, wish: &Wish, wrong: Option<&Said>) -> Markup {
    let above = wrong.and_then(|said| said.above(&["title", "why", "description", "name"]));
    // Sent again after a refusal, it is still the same form.
    let fresh = wish.form.is_empty().then(Secret::random);
    let form = fresh.as_ref().map_or(&*wish.form, Secret::reveal);
    html! {
        div.stack.tight {
            h1 { "Suggest something for " (product) }
            p.quiet { "The product owner reads it and decides. Nothing about you is kept but what you write here." }
        }
        @if let Some(sentence) = above { (ui::banner(Tone::Bad, &html! { (sentence) }, None)) }
        form.fields method="post" action=(urls::suggest_as_guest(token)) {
            input type="hidden" name="form" value=(form);
            (trap())
            (fields(wish, wrong))
            button.button.main.wide type="submit" { "Send it" }
        }
    }
}

fn fields(wish: &Wish, wrong: Option<&Said>) -> Markup {
    let field = |name, label, hint, value| Field {
        name,
        label,
        hint,
        value,
        error: wrong.and_then(|said| said.at(name)),
        autocomplete: "off",
        ..Field::default()
    };
    let most = thousands(MAX_DESCRIPTION);
    let more = format!("At most {most} characters. May be left empty.");
    let name = format!("At most {MAX_NAME} characters. May be left empty.");
    let title = field("title", "What is needed?", "", &wish.title);
    let why = "Who needs it, and what for.";
    html! {
        (ui::field(&Field { required: true, ..title }))
        (ui::field(&field("why", "Why?", why, &wish.why)))
        (ui::text_area(&field("description", "More about it", &more, &wish.description), None))
        (ui::field(&field("name", "Your name", &name, &wish.name)))
    }
}

fn told(guest: &Guest, became: &BecameOf, address: &str) -> Markup {
    let outcome = &became.outcome;
    let (head, sentence) = words(&outcome.fate);
    html! {
        div.stack.tight {
            h1 { (head) }
            p.quiet { "For " (became.product) ", sent " (since(outcome.sent, guest.app.now())) }
        }
        @if let Some(title) = &outcome.title { p { b { (title) } } }
        p { (sentence) }
        @if let Fate::Declined(Some(reason)) = &outcome.fate { blockquote.why { (reason) } }
        div.field {
            label for="outcome-address" { "The address of this page" }
            input #outcome-address type="text" readonly value=(address) aria-describedby="outcome-address-said" data-select;
            p.hint #outcome-address-said { "Keep it: it alone tells what becomes of your suggestion." }
        }
    }
}

/// What a guest is told, and no more.
fn words(fate: &Fate) -> (&'static str, &'static str) {
    match fate {
        Fate::Waits => (
            "Your suggestion waits",
            "It arrived. The product owner has not decided about it yet.",
        ),
        Fate::Accepted => (
            "Your suggestion was accepted",
            "The product owner took it into the product backlog.",
        ),
        Fate::Merged => (
            "Your suggestion was merged",
            "Something else asks for nearly the same; yours is part of it now.",
        ),
        Fate::Declined(_) => (
            "Your suggestion was declined",
            "The product owner decided against it.",
        ),
        Fate::Iced => (
            "Your suggestion was put aside",
            "It might be built or not. The product owner looks at it again later.",
        ),
        Fate::Removed => (
            "Your suggestion was taken out",
            "It is no longer in the product.",
        ),
    }
}
