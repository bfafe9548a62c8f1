//! The OpenAPI document says what there is, and nothing it refers to is missing.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::client::Client;

async fn document() -> Value {
    let world = testkit::world().await;
    let answer = Client::without_token(&world)
        .get("/openapi.json")
        .await
        .ok();
    assert_eq!(answer.headers["content-type"], "application/json");
    answer.json
}

fn references(json: &Value, found: &mut BTreeSet<String>) {
    match json {
        Value::Object(map) => {
            found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|one| references(one, found));
        }
        Value::Array(list) => list.iter().for_each(|one| references(one, found)),
        _ => {}
    }
}

#[tokio::test]
async fn whatever_the_document_refers_to_is_in_it() {
    let document = document().await;
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 30);
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

/// The names that the sources give to schemas. A macro that makes some is listed by hand.
fn declared() -> Vec<String> {
    let mut names = Vec::new();
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => names_in(&fs::read_to_string(path).unwrap(), &mut names),
            }
        }
    }
    names
}

fn names_in(source: &str, names: &mut Vec<String>) {
    let mut lines = source.lines().map(str::trim);
    while let Some(line) = lines.next() {
        if let Some(rest) = line.strip_prefix("impl ToSchema for ") {
            names.push(word(rest));
        } else if line.starts_with("#[derive(") && line.contains("ToSchema") {
            names.push(derived(&mut lines));
        } else if line == "mirror! {" {
            let named = lines.find(|line| !line.starts_with("///")).unwrap();
            names.push(word(named));
        } else {
            let spoken_of = line.starts_with("use ") || line.starts_with("//");
            assert!(spoken_of || !line.contains("ToSchema"), "{line}");
        }
    }
}

/// What the type is called that comes next, or its schema.
fn derived<'a>(lines: &mut impl Iterator<Item = &'a str>) -> String {
    let mut renamed = None;
    for line in lines {
        let after = |mark| line.split_once(mark).map(|(_, rest): (&str, &str)| rest);
        renamed = renamed.or_else(|| after("(as = ").or_else(|| after(", as = ")).map(word));
        if let Some(own) = after("struct ").or_else(|| after("enum "))
            && !line.starts_with("///")
        {
            return renamed.unwrap_or_else(|| word(own));
        }
    }
    panic!("a schema without a type");
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || "_$".contains(*c))
        .collect()
}

#[tokio::test]
async fn every_schema_is_one() {
    let document = document().await;
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let mut unseen: BTreeSet<&str> = schemas.keys().map(String::as_str).collect();
    let mut names = BTreeSet::new();
    // Of two types that are called the same, the document has one, and says it of both.
    for name in &declared() {
        assert!(names.insert(name), "{name} is declared twice");
        unseen.remove(name.as_str());
    }
    assert!(
        unseen.is_empty(),
        "declared in no way that is known: {unseen:?}"
    );
}

#[tokio::test]
async fn every_schema_is_described() {
    let document = document().await;
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for (name, schema) in schemas {
        let values = schema.as_object().unwrap().values();
        assert!(values.clone().all(|value| !value.is_null()), "{name}");
        assert!(schema["description"].is_string(), "{name} is not described");
    }
    let rank = &schemas["Target"]["oneOf"];
    let objects = rank
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["type"] == "object");
    assert!(
        objects
            .clone()
            .all(|one| one["additionalProperties"] == false)
    );
    assert_eq!(objects.count(), 3);
}

#[tokio::test]
async fn every_operation_has_a_name_of_its_own_and_documents_its_problems() {
    let document = document().await;
    let mut names = BTreeSet::new();
    let paths = document["paths"].as_object().unwrap();
    for (method, operation) in paths.values().flat_map(|path| path.as_object().unwrap()) {
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name.to_owned()), "{name} twice");
        for part in ["summary", "description"] {
            assert!(operation[part].is_string(), "{name} has no {part}");
        }
        for status in ["401", "403", "404", "409", "422"] {
            assert!(
                operation["responses"][status].is_object(),
                "{name} {status}"
            );
        }
        let parameters = operation["parameters"].to_string();
        // These name what they are about, and do it no second time.
        let others = ["remove_product", "restore_product", "withdraw_invite"];
        let person = ["disable_person", "enable_person"];
        let administrator = ["make_administrator", "dismiss_administrator"];
        let others = [&others[..], &person[..], &administrator[..]].concat();
        let repeatable = method != "get" && !others.contains(&name);
        assert_eq!(parameters.contains("IdempotencyKey"), repeatable, "{name}");
    }
}

#[tokio::test]
async fn unknown_fields_are_refused_by_the_document_too() {
    let document = document().await;
    let schemas = &document["components"]["schemas"];
    let paths = document["paths"].as_object().unwrap();
    for operation in paths
        .values()
        .flat_map(|path| path.as_object().unwrap().values())
    {
        let content = &operation["requestBody"]["content"]["application/json"];
        if let Some(reference) = content["schema"]["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap();
            assert_eq!(schemas[name]["additionalProperties"], false, "{name}");
        }
    }
}
