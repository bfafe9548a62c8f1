//! The OpenAPI document: what no single operation says. Every operation can be
//! answered with a problem, and every command can be made safe to repeat.

use std::sync::LazyLock;

use app::App;
use serde_json::{Map, Value, json};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::problem::Details;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Millpond",
        description = "Backlogs and sprints, by the same commands and under the same rights as \
                       the pages. Start with docs/api.md.",
        version = "1",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(Details)),
    security(("token" = []))
)]
struct Document;

/// The document before any operation is in it.
pub(crate) fn begin() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
}

/// The finished document, as JSON.
pub(crate) static JSON: LazyLock<String> = LazyLock::new(|| finished().to_string());

/// The finished document.
pub(crate) fn finished() -> Value {
    // A document that utoipa made is always JSON.
    let mut document = serde_json::to_value(crate::document()).unwrap_or_default();
    add_shared_components(&mut document);
    if let Some(paths) = document["paths"].as_object_mut() {
        for operation in paths.values_mut().filter_map(Value::as_object_mut) {
            for (method, operation) in operation {
                complete(method, operation);
            }
        }
    }
    close_variants(&mut document["components"]["schemas"]);
    document
}

/// The answers that are no success, by status.
const PROBLEMS: [(&str, &str); 12] = [
    ("400", "The address, a header or the body cannot be read."),
    ("401", "No token, or none that counts."),
    (
        "403",
        "The caller lacks the right, or the role that has it.",
    ),
    (
        "404",
        "There is no such thing, or none that the caller may see.",
    ),
    ("405", "This address does not know that method."),
    ("409", "A rule stands against it, or it changed meanwhile."),
    ("413", "The body is too large."),
    ("415", "The body has another type."),
    ("422", "What was sent does not fit."),
    (
        "429",
        "Too many uploads at once; Retry-After says when to come back.",
    ),
    ("500", "Something is wrong with the server."),
    ("503", "The storage failed, or the server is stopping."),
];

fn add_shared_components(document: &mut Value) {
    document["components"]["securitySchemes"] = json!({"token": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "millpond_…",
        "description": "A token from your profile page, or from `millpond token create`.",
    }});
    document["components"]["parameters"] = json!({"IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": false,
        "description": "A new random UUID. Sending the same request with the same key again \
                        does nothing twice; the answer is the same.",
        "schema": {"type": "string", "format": "uuid"},
    }});
    let schema = json!({"$ref": "#/components/schemas/Problem"});
    let content = json!({"application/problem+json": {"schema": schema}});
    let responses = PROBLEMS.iter().map(|(status, description)| {
        let mut response = json!({"description": description, "content": content});
        if *status == "401" {
            let challenge = json!({"schema": {"type": "string"}, "required": true});
            response["headers"] = json!({"WWW-Authenticate": challenge});
        }
        if *status == "429" {
            let seconds = json!({"schema": {"type": "integer"}, "required": true});
            response["headers"] = json!({"Retry-After": seconds});
        }
        (format!("Problem{status}"), response)
    });
    let responses: Map<String, Value> = responses.collect();
    document["components"]["responses"] = Value::Object(responses);
}

/// Whether an operation is known by a key: every one that makes something, and
/// every one that answers as commands of a product do.
fn is_repeatable(method: &str, operation: &Value) -> bool {
    let responses = operation["responses"].as_object();
    let mut schemas = responses.into_iter().flatten().map(|(_, response)| {
        let content = &response["content"]["application/json"];
        content["schema"]["$ref"].as_str().unwrap_or_default()
    });
    method == "post" || schemas.any(|schema| schema.ends_with("Accepted"))
}

fn complete(method: &str, operation: &mut Value) {
    let uploads = operation["operationId"] == "add_attachment";
    for (status, _) in PROBLEMS {
        if status == "429" && !uploads {
            continue;
        }
        let shared = json!({"$ref": format!("#/components/responses/Problem{status}")});
        operation["responses"][status] = shared;
    }
    if is_repeatable(method, operation) {
        let key = json!({"$ref": "#/components/parameters/IdempotencyKey"});
        match operation["parameters"].as_array_mut() {
            Some(parameters) => parameters.push(key),
            None => operation["parameters"] = json!([key]),
        }
    }
}

/// A variant that is written as an object has one field and no other.
fn close_variants(schemas: &mut Value) {
    let schemas = schemas.as_object_mut().into_iter().flatten();
    let variants = schemas.filter_map(|(_, schema)| schema.get_mut("oneOf")?.as_array_mut());
    for variant in variants.flatten() {
        if variant["type"] == "object" {
            variant["additionalProperties"] = Value::Bool(false);
        }
    }
}
