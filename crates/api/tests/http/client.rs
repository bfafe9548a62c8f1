//! A program that calls the API.

use std::collections::BTreeMap;
use std::fmt::Write;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use domain::PersonId;
use serde_json::Value;
use testkit::World;
use tower::ServiceExt;

use crate::allowed::Exchange;

/// Somebody's program.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    token: Option<String>,
}

/// What the API answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) json: Value,
}

impl Client {
    /// `person`'s program.
    pub(crate) async fn of(world: &World, person: PersonId) -> Client {
        let token = world.token(person).await;
        Client {
            router: api::router(world.app.clone()),
            token: Some(token.reveal().to_owned()),
        }
    }

    /// A program without a token.
    pub(crate) fn without_token(world: &World) -> Client {
        let (router, token) = (api::router(world.app.clone()), None);
        Client { router, token }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call("POST", path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call("PATCH", path, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.call("PUT", path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.call("DELETE", path, None).await
    }

    /// Any request; `path` is below `/api/v1`.
    pub(crate) async fn call(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let request = Request::builder().method(method);
        let request = match &body {
            // A text alone is a file: no JSON body here is one.
            Some(Value::String(file)) => request
                .header("content-type", file_type(path))
                .body(Body::from(file.clone())),
            Some(body) => request
                .header("content-type", "application/json")
                .body(Body::from(body.to_string())),
            None => request.body(Body::empty()),
        };
        self.exchange(path, request.unwrap(), body.as_ref()).await
    }

    /// A request made by hand.
    pub(crate) async fn send(&self, path: &str, request: Request<Body>) -> Answer {
        self.exchange(path, request, None).await
    }

    /// A request, and its answer, which the document allows.
    async fn exchange(
        &self,
        path: &str,
        mut request: Request<Body>,
        sent: Option<&Value>,
    ) -> Answer {
        let method = request.method().to_string();
        *request.uri_mut() = format!("/api/v1{path}").parse().unwrap();
        if let Some(token) = &self.token {
            let value = format!("Bearer {token}").parse().unwrap();
            request.headers_mut().insert("authorization", value);
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let kind = parts.headers.get("content-type");
        let is_json = kind.is_none_or(|kind| kind != "application/octet-stream");
        let answer = Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            json: match is_json {
                false => Value::String(String::from_utf8_lossy(&bytes).into()),
                true if bytes.is_empty() => Value::Null,
                true => serde_json::from_slice(&bytes).unwrap(),
            },
        };
        let exchange = Exchange {
            method: &method,
            path,
            sent,
            status: answer.status,
            media_type: answer.media_type(),
            answer: &answer.json,
        };
        exchange.is_allowed(&self.router).await;
        answer
    }
}

/// What a file is sent as.
fn file_type(path: &str) -> &'static str {
    match path.contains("/attachments") {
        true => "application/octet-stream",
        false => "text/csv",
    }
}

impl Answer {
    /// What it says to be.
    fn media_type(&self) -> Option<&str> {
        self.headers.get("content-type")?.to_str().ok()
    }

    /// The same, after making sure that it succeeded.
    #[track_caller]
    pub(crate) fn ok(self) -> Answer {
        assert!(self.status < 300, "{} {:#}", self.status, self.json);
        self
    }

    /// Makes sure that it was refused with this status and code.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) {
        let kind = &self.headers["content-type"];
        assert_eq!(kind, "application/problem+json", "{:#}", self.json);
        let found = (self.status, self.json["code"].as_str().unwrap());
        assert_eq!(found, (status, code), "{:#}", self.json);
        assert_eq!(self.json["status"], status);
        assert_eq!(self.json["type"], format!("urn:millpond:problem:{code}"));
        for part in ["title", "detail", "what"] {
            assert_ne!(self.json[part], "", "{part}");
        }
    }

    /// A text of the answer, by its pointer.
    #[track_caller]
    pub(crate) fn text(&self, pointer: &str) -> &str {
        let value = self.json.pointer(pointer).and_then(Value::as_str);
        value.unwrap_or_else(|| panic!("no text at {pointer} in {:#}", self.json))
    }

    /// The keys in a list of the answer.
    pub(crate) fn keys(&self, pointer: &str) -> Vec<String> {
        let list = self.json.pointer(pointer).and_then(Value::as_array);
        let list = list.unwrap_or_else(|| panic!("no list at {pointer} in {:#}", self.json));
        let key = |row: &Value| row["key"].as_str().unwrap().to_owned();
        list.iter().map(key).collect()
    }
}

/// Requests and answers as text, for a snapshot. Ids differ with each run, so
/// each gets a number.
#[derive(Default)]
pub(crate) struct Transcript {
    text: String,
    ids: BTreeMap<String, usize>,
}

impl Transcript {
    /// Writes an answer down.
    pub(crate) fn note(&mut self, request: &str, answer: &Answer) {
        let mut json = answer.json.clone();
        json.sort_all_objects();
        self.number_ids(&mut json);
        writeln!(self.text, "{request}\n→ {} {json:#}\n", answer.status).unwrap();
    }

    fn number_ids(&mut self, json: &mut Value) {
        match json {
            Value::String(text) if text.len() == 36 && text.matches('-').count() == 4 => {
                let next = self.ids.len() + 1;
                let number = self.ids.entry(text.clone()).or_insert(next);
                *text = format!("[id {number}]");
            }
            Value::Array(list) => list.iter_mut().for_each(|one| self.number_ids(one)),
            Value::Object(map) => map.values_mut().for_each(|one| self.number_ids(one)),
            _ => {}
        }
    }

    /// All of it.
    pub(crate) fn text(self) -> String {
        self.text
    }
}
