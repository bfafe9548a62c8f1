//! What keeps a page from being shown or a command from being carried out, as a person reads it:
//! a whole page when a page was asked for, else a fragment that lands beside the field or as a
//! toast. The same sentences either way.

use std::any::Any;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use app::{AccountError, Failure, InputError};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Product, Sort};
use maud::{Markup, html};

use crate::extract::{part_of, preferences_of};
use crate::ui::layout::{Part, alone};
use crate::ui::{Weight, link_button, refusal};
use crate::urls::{ProductUrls, route};

/// A failed request.
#[derive(Clone, Debug)]
pub(crate) enum WebError {
    /// Nobody is signed in.
    SignedOut,
    /// There is no such page.
    NotFound,
    /// There is nothing to see at this address; it only takes forms.
    OnlyForms,
    /// A command that came from another site's page.
    Foreign,
    /// A fault of ours.
    Broken,
    /// What the form or the address says means nothing; the sentence, and the field.
    Unreadable(String, Option<&'static str>),
    /// There is no room just now; the sentence.
    Busy(String),
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
            Self::OnlyForms => StatusCode::METHOD_NOT_ALLOWED,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unreadable(..) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Busy(_) => StatusCode::TOO_MANY_REQUESTS,
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
        let field = match self {
            Self::Unreadable(_, field) => *field,
            Self::Failed(failure) => field(failure),
            _ => None,
        };
        Said {
            sentence: self.sentence().into(),
            field,
        }
    }

    fn sentence(&self) -> Cow<'static, str> {
        match self {
            Self::SignedOut => "You are signed out. Sign in again; what you typed is kept here.".into(),
            Self::NotFound => {
                "There is no such page. It may have been removed, or the address is incomplete.".into()
            }
            Self::OnlyForms => {
                "There is nothing to see at this address: it only takes what a form sends.".into()
            }
            Self::Foreign => "This came from another site's page, so it was not done. If you came from a page of \
                Millpond, its proxy changes the Host or the Origin of requests: whoever runs it lets both through \
                unchanged, or starts Millpond with --public-url."
                .into(),
            Self::Broken => "Something in Millpond broke, which is our fault. What you sent was not done by half. \
                Try again; if it happens again, tell whoever runs it: the reason is in its log."
                .into(),
            Self::Unreadable(sentence, _) | Self::Busy(sentence) => sentence.clone().into(),
            Self::Failed(failure) if self.status().is_server_error() && !is_stopping(failure) => {
                "Millpond could not read or write its data just now. Nothing was changed. Try again in a moment; \
                whoever runs it finds the reason in its log."
                    .into()
            }
            Self::Failed(failure) => failure.to_string().into(),
        }
    }
}

fn is_stopping(failure: &Failure) -> bool {
    matches!(failure, Failure::Stopping)
}

/// What a handler that panicked is answered with; the panic itself is in the log.
pub(crate) fn broken(_panic: Box<dyn Any + Send>) -> Response {
    WebError::Broken.into_response()
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
        if matches!(self, Self::Busy(_)) {
            let soon = HeaderValue::from_static("5");
            response.headers_mut().insert(header::RETRY_AFTER, soon);
        }
        response.extensions_mut().insert(self.said());
        response
    }
}

/// Where the page of an error leads back to: the product that was asked about, once it is known that the
/// person may see it.
#[derive(Clone, Debug, Default)]
pub(crate) struct WayBack(Arc<OnceLock<(String, String)>>);

impl WayBack {
    /// To the backlog of this product; the first that is named stays.
    pub(crate) fn leads_to(&self, product: &Product) {
        let urls = ProductUrls::of(product);
        let _ = self.0.set((urls.backlog(), product.name().to_owned()));
    }
}

/// Makes the page or fragment of an error, when it is known which was asked for.
pub(crate) async fn render(mut request: Request, next: Next) -> Response {
    let way = WayBack::default();
    request.extensions_mut().insert(way.clone());
    let part = part_of(request.headers());
    let preferences = preferences_of(request.headers());
    let wanted = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let response = next.run(request).await;
    let said = response.extensions().get::<Said>().cloned();
    let Some(said) = said.or_else(|| unreadable(&response)) else {
        return response;
    };
    let status = response.status();
    if status == StatusCode::UNAUTHORIZED && part == Part::Whole {
        let login = crate::urls::with_query(route::LOGIN, [("then", wanted.as_str())]);
        return Redirect::to(&login).into_response();
    }
    let body = match part {
        Part::Whole => alone(title(status), preferences, &sheet(status, &said, &way)),
        _ => refusal(&said.sentence, said.field),
    };
    (status, [(header::CACHE_CONTROL, "no-store")], body).into_response()
}

/// What is said about a request that no handler saw, because what was sent could not be read; the
/// framework answers such a one in words for programmers.
fn unreadable(response: &Response) -> Option<Said> {
    let kind = response.headers().get(header::CONTENT_TYPE)?;
    if !kind.as_bytes().starts_with(b"text/plain") {
        return None;
    }
    let sentence = match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            "This is more than Millpond takes at once, so nothing was done. Send it in smaller parts; \
            a whole backlog comes by the import."
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            "What was sent is not a form, so nothing was done. Send it from a page of Millpond; \
            programs use the API."
        }
        status if status.is_client_error() => {
            "What was sent is incomplete or can't be read, so nothing was done. Reload the page and try again."
        }
        _ => return None,
    };
    Some(Said {
        sentence: sentence.into(),
        field: None,
    })
}

fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::FORBIDDEN => "Not allowed",
        status if status.is_server_error() => "Something failed",
        _ => "Not done",
    }
}

fn sheet(status: StatusCode, said: &Said, way: &WayBack) -> Markup {
    html! {
        h1 { (title(status)) }
        p { (said.sentence) }
        div.actions.start {
            @if let Some((backlog, name)) = way.0.get() { (link_button(backlog, &format!("Backlog of {name}"), Weight::Main)) }
            (link_button(route::HOME, "All products", Weight::Outlined))
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    use super::*;

    async fn answer(part: &str) -> (StatusCode, String) {
        async fn breaks() -> &'static str {
            panic!("this is what the test is about")
        }
        let router = Router::new()
            .route("/", get(breaks))
            .layer(CatchPanicLayer::custom(broken))
            .layer(from_fn(render));
        let request = Request::get("/").header("x-part", part);
        let request = request.body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_handler_that_panics_is_a_page_that_says_so() {
        let (status, page) = answer("").await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.contains("<!DOCTYPE html>") && page.contains("Something failed"));
        let (_, fragment) = answer("fragment").await;
        assert!(fragment.contains("data-refusal") && fragment.contains("our fault"));
        assert!(!fragment.contains("what the test is about"));
    }
}
