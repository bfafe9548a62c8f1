//! Every answer that is no success: `application/problem+json` (RFC 9457), and
//! always what was refused, why, and what to do. Rules are not explained here,
//! they explain themselves ([`Refusal::explain`]).

use app::Failure;
use app::accounts::AccountError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{Explanation, Product, Refusal, Sort};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::Check;

/// Why a request was not carried out. Nothing was changed. In a box, because
/// every answer has room for one.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Problem(Box<Details>);

/// Why a request was not carried out. Nothing was changed.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct Details {
    /// A name of the sort of problem: `urn:millpond:problem:` and the code.
    #[serde(rename = "type")]
    #[schema(example = "urn:millpond:problem:not-ready")]
    kind: String,
    /// The code in words.
    #[schema(example = "Not ready")]
    title: String,
    /// The HTTP status, once more.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// All that follows in one paragraph, for people.
    detail: String,
    /// A name for programs. It never changes.
    #[schema(example = "not-ready")]
    code: String,
    /// What was refused.
    what: String,
    /// Why.
    why: String,
    /// What to do.
    remedy: String,
    /// The field of the request it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// `not-ready`: the key of the item that does not pass the gate.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    /// `not-ready`: the checks it fails.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<Vec<Check>>,
    /// `text-changed`: the text as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    theirs: Option<String>,
    /// `text-changed`: the text that was not saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    yours: Option<String>,
    /// `text-changed`: the revision to give as base when saving again.
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u64>,
    /// Headers that go with it.
    #[serde(skip)]
    headers: Vec<(header::HeaderName, HeaderValue)>,
}

impl Problem {
    /// A problem that no rule of the product names.
    pub(crate) fn new(status: StatusCode, code: &str, explanation: Explanation) -> Problem {
        let mut title = code.replace('-', " ");
        if let Some(first) = title.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        Problem(Box::new(Details {
            kind: format!("urn:millpond:problem:{code}"),
            title,
            status: status.as_u16(),
            detail: explanation.sentence(),
            code: code.to_owned(),
            what: explanation.what,
            why: explanation.why,
            remedy: explanation.remedy,
            field: None,
            item: None,
            missing: None,
            theirs: None,
            yours: None,
            revision: None,
            headers: Vec::new(),
        }))
    }

    /// Something that was named is not there.
    pub(crate) fn not_found(code: &str, what: String, remedy: &str) -> Problem {
        let (why, remedy) = (String::new(), remedy.to_owned());
        let explanation = Explanation { what, why, remedy };
        Problem::new(StatusCode::NOT_FOUND, code, explanation)
    }

    /// What was typed into one field does not fit.
    pub(crate) fn invalid(code: &str, field: &str, explanation: Explanation) -> Problem {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, explanation);
        problem.about(field)
    }

    /// A refusal of the domain, in `product`'s words.
    pub(crate) fn refused(refusal: &Refusal, product: &Product) -> Problem {
        let status = match refusal.sort() {
            Sort::Forbidden => StatusCode::FORBIDDEN,
            Sort::NotFound => StatusCode::NOT_FOUND,
            Sort::Conflict | Sort::Rule => StatusCode::CONFLICT,
            Sort::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let mut problem = Problem::new(status, refusal.code(), refusal.explain(product));
        problem.0.field = refusal.field().map(str::to_owned);
        match refusal {
            Refusal::NotReady { item, missing } | Refusal::NoneReady { item, missing, .. } => {
                problem.0.item = Some(product.item_key(*item));
                problem.0.missing = Some(missing.iter().map(|check| (*check).into()).collect());
            }
            Refusal::TextChanged {
                theirs,
                yours,
                revision,
                ..
            } => {
                problem.0.theirs = Some(theirs.to_string());
                problem.0.yours = Some(yours.to_string());
                problem.0.revision = Some(*revision);
            }
            _ => {}
        }
        problem
    }

    /// The same, naming the field it is about.
    #[must_use]
    pub(crate) fn about(mut self, field: &str) -> Problem {
        self.0.field = Some(field.to_owned());
        self
    }

    /// The same with a header.
    #[must_use]
    pub(crate) fn with_header(mut self, name: header::HeaderName, value: HeaderValue) -> Problem {
        self.0.headers.push((name, value));
        self
    }
}

/// The three sentences, from plain texts.
pub(crate) fn sentences(what: impl Into<String>, why: &str, remedy: &str) -> Explanation {
    Explanation {
        what: what.into(),
        why: why.to_owned(),
        remedy: remedy.to_owned(),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let json = HeaderValue::from_static("application/problem+json");
        let mut response = (status, axum::Json(&self.0)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        response.headers_mut().extend(self.0.headers);
        response
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Problem {
        match &failure {
            Failure::Refused { refusal, product } => Problem::refused(refusal, product),
            Failure::Account(AccountError::Storage(_)) | Failure::Storage(_) => {
                tracing::error!(error = %failure, "the storage failed");
                storage()
            }
            Failure::Account(error) => account(error),
            Failure::Input(error) => {
                let explanation = sentences(error.to_string(), "", "");
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                let mut problem = Problem::new(status, "input-invalid", explanation);
                problem.0.field = error.field().map(str::to_owned);
                problem
            }
            Failure::Unreadable(error) => {
                tracing::error!(%error, "the record cannot be read");
                internal()
            }
            Failure::Stopping => Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "stopping",
                sentences("Millpond is stopping.", "", "Try again in a moment."),
            ),
        }
    }
}

fn account(error: &AccountError) -> Problem {
    let status = match error {
        AccountError::UnknownPerson | AccountError::UnknownInvite => StatusCode::NOT_FOUND,
        _ => StatusCode::CONFLICT,
    };
    Problem::new(status, "account", sentences(error.to_string(), "", ""))
}

fn storage() -> Problem {
    let explanation = sentences(
        "This was not done.",
        "The storage failed; nothing was changed.",
        "Try again. Whoever runs this server finds the cause in its log.",
    );
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "storage", explanation)
}

/// Something is wrong with the server itself. The cause is in its log.
pub(crate) fn internal() -> Problem {
    let explanation = sentences(
        "The server could not answer.",
        "Something is wrong with it; nothing was changed.",
        "Whoever runs it finds the cause in its log.",
    );
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", explanation)
}
