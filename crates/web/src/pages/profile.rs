//! One's own profile: name, address, password, display, sessions. API tokens have a file of their
//! own.

use app::accounts::Session;
use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use crate::error::WebError;
use crate::guest::{Guest, make_known};
use crate::reach::Reach;
use crate::ui;
use crate::ui::layout::{Page, Part};
use crate::urls::route;
use crate::views::frame::{Outside, outside};
use crate::views::profile as view;
use crate::visit::Visitor;

/// Another name.
#[derive(Debug, Deserialize)]
pub(crate) struct Name {
    name: String,
}

/// Another address.
#[derive(Debug, Deserialize)]
pub(crate) struct Email {
    email: String,
}

/// Another password.
#[derive(Debug, Deserialize)]
pub(crate) struct Password {
    current: String,
    new: String,
    /// Whether the API tokens end, too.
    #[serde(default)]
    tokens: String,
}

/// `GET /profile`.
pub(crate) async fn show(visitor: Visitor) -> Result<Markup, WebError> {
    let tokens = visitor.app.tokens(visitor.id).await?;
    let sessions = sessions(&visitor).await?;
    let page = Page {
        title: "Profile".into(),
        crumbs: vec![(route::PROFILE.into(), "Profile".into())],
        main: html! {
            div.pad.narrow {
                (view::name(&visitor))
                (view::email(&visitor))
                (view::password(!tokens.is_empty()))
                (view::display(visitor.preferences))
                (view::tokens(&visitor, &tokens, None))
                (view::sessions(&visitor, &sessions))
            }
        },
        ..Page::default()
    };
    Ok(page.render(&outside(&visitor, Outside::Profile), visitor.part))
}

async fn sessions(visitor: &Visitor) -> Result<Vec<Session>, WebError> {
    Ok(visitor.app.sessions(visitor.id).await?)
}

/// `POST /profile/name`.
pub(crate) async fn rename(visitor: Visitor, Form(wish): Form<Name>) -> Result<Response, WebError> {
    visitor.app.rename_person(visitor.id, &wish.name).await?;
    Ok(done(&visitor, "Your name is changed.", &html! {}))
}

/// `POST /profile/email`.
pub(crate) async fn change_email(
    visitor: Visitor,
    Form(wish): Form<Email>,
) -> Result<Response, WebError> {
    visitor.app.change_email(visitor.id, &wish.email).await?;
    let said = "Your e-mail address is changed. You sign in with it from now on.";
    Ok(done(&visitor, said, &html! {}))
}

/// `POST /profile/password`: other sessions end, and API tokens if that is wished.
pub(crate) async fn change_password(
    visitor: Visitor,
    reach: Reach,
    Form(wish): Form<Password>,
) -> Result<Response, WebError> {
    let changed = visitor
        .app
        .change_password(&visitor.identity, &wish.current, &wish.new)
        .await;
    changed.map_err(beside_its_field)?;
    let said = match wish.tokens.as_str() {
        "revoked" => {
            revoke_all(&visitor).await?;
            "Your password is changed. Other browsers are signed out, and your API tokens are revoked."
        }
        _ => "Your password is changed. Other browsers are signed out.",
    };
    let tokens = visitor.app.tokens(visitor.id).await?;
    let left = html! {
        (view::tokens_choice(!tokens.is_empty()))
        (view::tokens(&visitor, &tokens, None))
        (view::sessions(&visitor, &sessions(&visitor).await?))
    };
    let mut response = done(&visitor, said, &left);
    make_known(&visitor.app, reach.secure, &visitor.identity, &mut response).await?;
    Ok(response)
}

async fn revoke_all(visitor: &Visitor) -> Result<(), WebError> {
    for token in visitor.app.tokens(visitor.id).await? {
        visitor.app.revoke_token(visitor.id, token.token).await?;
    }
    Ok(())
}

/// The form has two passwords: which one is wrong depends on what was wrong with it.
fn beside_its_field(failure: app::Failure) -> WebError {
    use app::{Failure, InputError};
    match failure {
        Failure::Input(InputError::WrongPassword) => WebError::Unreadable(
            "This is not your current password. Type it again.".into(),
            Some("current"),
        ),
        Failure::Input(error @ (InputError::PasswordTooShort | InputError::PasswordTooLong)) => {
            WebError::Unreadable(error.to_string(), Some("new"))
        }
        failure => failure.into(),
    }
}

/// `POST /profile/sessions/end`: everywhere but here.
pub(crate) async fn sign_out_elsewhere(visitor: Visitor) -> Result<Response, WebError> {
    visitor.app.sign_out_elsewhere(&visitor.identity).await?;
    let left = view::sessions(&visitor, &sessions(&visitor).await?);
    Ok(done(&visitor, "You are signed out everywhere else.", &left))
}

/// What changed on the page, and a toast; without script, the page again.
pub(super) fn done(visitor: &Visitor, said: &str, changed: &Markup) -> Response {
    if visitor.part == Part::Whole {
        return Redirect::to(route::PROFILE).into_response();
    }
    html! { (changed) (ui::toast(said, None)) }.into_response()
}

/// Keeps a page of ours out of caches: it shows a secret.
pub(super) fn once(guest: &Guest, visitor: &Visitor, fragments: Markup) -> Response {
    match visitor.part {
        Part::Whole => guest.sheet(axum::http::StatusCode::OK, "API token", &fragments),
        _ => ([(axum::http::header::CACHE_CONTROL, "no-store")], fragments).into_response(),
    }
}
