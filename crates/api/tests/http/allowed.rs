//! What the OpenAPI document allows. Every answer that any test gets is held against it, and
//! every JSON body and parameter that was accepted.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use tokio::sync::OnceCell;
use tower::ServiceExt;

static DOCUMENT: OnceCell<Value> = OnceCell::const_new();
/// Those that were needed, by their schemas: to make one takes longer than a request.
static VALIDATORS: LazyLock<Mutex<BTreeMap<String, Arc<Validator>>>> =
    LazyLock::new(Mutex::default);

/// The document that the API gives out.
async fn document(router: &Router) -> &'static Value {
    let read = async || {
        let request = Request::get("/api/v1/openapi.json").body(Body::empty());
        let response = router.clone().oneshot(request.unwrap()).await.unwrap();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        serde_json::from_slice(&bytes).unwrap()
    };
    DOCUMENT.get_or_init(read).await
}

/// What was asked, and what was answered.
pub(crate) struct Exchange<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) sent: Option<&'a Value>,
    pub(crate) status: u16,
    pub(crate) media_type: Option<&'a str>,
    pub(crate) answer: &'a Value,
}

impl Exchange<'_> {
    /// Makes sure that the document allows it. Of addresses that are not in it, it says nothing.
    pub(crate) async fn is_allowed(&self, router: &Router) {
        let document = document(router).await;
        let Some(operation) = self.operation(document) else {
            return;
        };
        let what = format!("{} {} → {}", self.method, self.path, self.status);
        let response = &operation["responses"][self.status.to_string()];
        let response = followed(document, response);
        assert!(!response.is_null(), "{what} is not documented");
        if let Some(media_type) = self.media_type {
            let content = &response["content"][media_type];
            assert!(!content.is_null(), "{what}: {media_type} is not documented");
            fits(document, &content["schema"], self.answer, &what);
        }
        if self.status < 300 {
            self.asks_what_is_allowed(document, operation, &what);
        }
        let accepted = self.sent.filter(|_| self.status < 300);
        if let Some(sent) = accepted.filter(|sent| !sent.is_string()) {
            let body = &operation["requestBody"];
            if body.is_null() {
                assert_eq!(sent, &json!({}), "{what} takes nothing");
                return;
            }
            let content = &body["content"]["application/json"];
            fits(document, &content["schema"], sent, &what);
        }
    }

    /// Of parameters, those that need no decoding.
    fn asks_what_is_allowed(
        &self,
        document: &'static Value,
        operation: &'static Value,
        what: &str,
    ) {
        let (_, query) = self.path.split_once('?').unwrap_or_default();
        let plain = query.split('&').filter(|pair| !pair.contains(['%', '+']));
        for (name, value) in plain.filter_map(|pair| pair.split_once('=')) {
            let parameters = operation["parameters"].as_array().unwrap().iter();
            let mut parameters = parameters.map(|one| followed(document, one));
            let known = parameters.find(|one| one["in"] == "query" && one["name"] == name);
            let schema =
                &known.unwrap_or_else(|| panic!("{what}: {name} is not documented"))["schema"];
            let kind = schema["type"].to_string();
            let json = match serde_json::from_str(value) {
                Ok(json) if kind.contains("integer") || kind.contains("boolean") => json,
                _ if kind.contains("array") => json!([value]),
                _ => json!(value),
            };
            fits(document, schema, &json, what);
        }
    }

    /// The operation of this method whose address is the most alike.
    fn operation(&self, document: &'static Value) -> Option<&'static Value> {
        let path = self.path.split('?').next().unwrap();
        let method = self.method.to_lowercase();
        let paths = document["paths"].as_object().unwrap().iter();
        let alike = paths.filter_map(|(template, operations)| {
            let same = same_parts(template.strip_prefix("/api/v1").unwrap(), path)?;
            Some((same, operations.get(&method)?))
        });
        let best = alike.max_by_key(|(same, _)| *same);
        best.map(|(_, operation)| operation)
    }
}

/// How many parts of the address are the template's own words, if it is one of it.
fn same_parts(template: &str, path: &str) -> Option<usize> {
    let (template, path) = (template.split('/'), path.split('/'));
    if template.clone().count() != path.clone().count() {
        return None;
    }
    template
        .zip(path)
        .try_fold(0, |same, (own, part)| match own {
            own if own == part => Some(same + 1),
            own => own.starts_with('{').then_some(same),
        })
}

fn followed(document: &'static Value, found: &'static Value) -> &'static Value {
    match found["$ref"].as_str() {
        Some(reference) => document.pointer(&reference[1..]).unwrap(),
        None => found,
    }
}

fn fits(document: &Value, schema: &Value, json: &Value, what: &str) {
    let validator = validator(document, schema);
    let errors: Vec<String> = validator
        .iter_errors(json)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?} in {json:#}");
}

fn validator(document: &Value, schema: &Value) -> Arc<Validator> {
    let mut known = VALIDATORS.lock().unwrap();
    let made = known.entry(schema.to_string()).or_insert_with(|| {
        let mut schemas = Map::new();
        spoken_of(document, schema, &mut schemas);
        let schema = json!({"allOf": [schema], "components": {"schemas": schemas}});
        let options = jsonschema::options().should_validate_formats(true);
        Arc::new(options.build(&schema).unwrap())
    });
    made.clone()
}

/// The schemas that one refers to, and those that these refer to. With all there are, making a
/// validator takes half a second.
fn spoken_of(document: &Value, json: &Value, found: &mut Map<String, Value>) {
    match json {
        Value::Object(map) => {
            let name = map.get("$ref").and_then(Value::as_str);
            let name = name.and_then(|to| to.strip_prefix("#/components/schemas/"));
            if let Some(name) = name.filter(|name| !found.contains_key(*name)) {
                let schema = &document["components"]["schemas"][name];
                found.insert(name.to_owned(), schema.clone());
                spoken_of(document, schema, found);
            }
            map.values().for_each(|one| spoken_of(document, one, found));
        }
        Value::Array(list) => list.iter().for_each(|one| spoken_of(document, one, found)),
        _ => {}
    }
}
