//! What keeps a page from being shown or a command from being carried out, as a person reads it:
//! a whole page when a page was asked for, else a fragment that lands beside the field or as a
//! toast. The same sentences either way.

use app::{AccountError, Failure, InputError};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Sort;
use maud::{Markup, html};

use crate::extract::{part_of, preferences_of};
use crate::ui::layout::{Part, alone};
use crate::ui::{Weight, link_button, refusal};
use crate::urls::route;

/// A failed request.
#[derive(Clone, Debug)]
pub(crate) enum WebError {
    /// Nobody is signed in.
    SignedOut,
    /// There is no such page.
    NotFound,
    /// What the form or the address says means nothing; the sentence, and the field.
    Unreadable(String, Option<&'static str>),
    /// The application said no.
    Failed(Box<Failure>),
}

impl From<Failure> for WebError {
    fn from(failure: Failure) -> Self {
        Self::Failed(Box::new(failure))
    }
}

/// What a page or fragment says about an error.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// What, why and what to do.
    pub sentence: String,
    /// The form field it is about.
    pub field: Option<&'static str>,
}

impl Said {
    /// The sentence, where it is about this field.
    pub(crate) fn at(&self, field: &str) -> Option<&str> {
        (self.field == Some(field)).then_some(self.sentence.as_str())
    }

    /// The sentence, where it is about none of these fields and so belongs above the form.
    pub(crate) fn above(&self, fields: &[&str]) -> Option<&str> {
        let beside = self.field.is_some_and(|field| fields.contains(&field));
        (!beside).then_some(self.sentence.as_str())
    }
}

impl WebError {
    /// The status it is answered with.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Unreadable(..) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Failed(failure) => match failure.refusal().map(domain::Refusal::sort) {
                Some(Sort::Forbidden) => StatusCode::FORBIDDEN,
                Some(Sort::NotFound) => StatusCode::NOT_FOUND,
                Some(Sort::Conflict) => StatusCode::CONFLICT,
                Some(Sort::Invalid | Sort::Rule) => StatusCode::UNPROCESSABLE_ENTITY,
                None => unrefused(failure),
            },
        }
    }

    /// What it says.
    pub(crate) fn said(&self) -> Said {
        match self {
            Self::SignedOut => Said {
                sentence: "You are signed out. Sign in again; what you typed is kept here.".into(),
                field: None,
            },
            Self::NotFound => Said {
                sentence:
                    "There is no such page. It may have been removed, or the address is incomplete."
                        .into(),
                field: None,
            },
            Self::Unreadable(sentence, field) => Said {
                sentence: sentence.clone(),
                field: *field,
            },
            Self::Failed(failure) => Said {
                sentence: failure.to_string(),
                field: field(failure),
            },
        }
    }
}

/// A failure that no rule of a product caused.
fn unrefused(failure: &Failure) -> StatusCode {
    match failure {
        Failure::Input(InputError::TooManyAttempts { .. }) => StatusCode::TOO_MANY_REQUESTS,
        Failure::Input(_) | Failure::Account(_) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The form field a failure is about.
fn field(failure: &Failure) -> Option<&'static str> {
    match failure {
        Failure::Input(input) => input.field(),
        Failure::Account(AccountError::EmailTaken) => Some("email"),
        failure => failure.refusal().and_then(domain::Refusal::field),
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(error = self.said().sentence, "a request failed");
        }
        let mut response = status.into_response();
        response.extensions_mut().insert(self.said());
        response
    }
}

/// Makes the page or fragment of an error, when it is known which was asked for.
pub(crate) async fn render(request: Request, next: Next) -> Response {
    let part = part_of(request.headers());
    let preferences = preferences_of(request.headers());
    let wanted = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let response = next.run(request).await;
    let Some(said) = response.extensions().get::<Said>().cloned() else {
        return response;
    };
    let status = response.status();
    if status == StatusCode::UNAUTHORIZED && part == Part::Whole {
        let login = crate::urls::with_query(route::LOGIN, [("then", wanted.as_str())]);
        return Redirect::to(&login).into_response();
    }
    let body = match part {
        Part::Whole => alone(title(status), preferences, &sheet(status, &said)),
        _ => refusal(&said.sentence, said.field),
    };
    (status, [(header::CACHE_CONTROL, "no-store")], body).into_response()
}

fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::FORBIDDEN => "Not allowed",
        status if status.is_server_error() => "Something failed",
        _ => "Not done",
    }
}

fn sheet(status: StatusCode, said: &Said) -> Markup {
    html! {
        h1 { (title(status)) }
        p { (said.sentence) }
        div.actions.start { (link_button(route::HOME, "All products", Weight::Outlined)) }
    }
}
