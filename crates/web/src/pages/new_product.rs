//! A new product: name, key, time zone, and what it begins with. The first one is step two of the
//! setup.

use app::{NewProduct, ProductCard};
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::starter::{Outline, Starter};
use domain::text::ProductKey;
use maud::{Markup, html};
use serde::Deserialize;

use crate::error::{Said, WebError};
use crate::guest::Guest;
use crate::ui::{self, Field, Tone};
use crate::urls::{ProductUrls, route};
use crate::visit::Visitor;

/// What is typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    name: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    time_zone: String,
    #[serde(default)]
    begins: String,
    /// Which example it begins with.
    #[serde(default)]
    starter: String,
    /// The key of the product it is a copy of.
    #[serde(default)]
    copy_of: String,
}

/// `GET /products/new`.
pub(crate) async fn show(visitor: Visitor, guest: Guest) -> Result<Response, WebError> {
    super::settings::administrators_only(&visitor)?;
    let there = visitor.app.products(visitor.actor()).await?;
    let shown = form(&visitor, &there, &Wish::default(), None);
    Ok(guest.sheet(StatusCode::OK, title(&visitor), &shown))
}

/// `POST /products`.
pub(crate) async fn create(
    visitor: Visitor,
    guest: Guest,
    Form(wish): Form<Wish>,
) -> Result<Response, WebError> {
    // The form says which keys are taken, so nobody else is shown it again either.
    super::settings::administrators_only(&visitor)?;
    let there = visitor.app.products(visitor.actor()).await?;
    Ok(match make(&visitor, &wish).await {
        Ok(response) => response,
        Err(error) => guest.again(error, title(&visitor), |said| {
            form(&visitor, &there, &wish, Some(said))
        }),
    })
}

async fn make(visitor: &Visitor, wish: &Wish) -> Result<Response, WebError> {
    let key = key_of(visitor, wish)?;
    let new = NewProduct {
        key: key.clone(),
        name: wish.name.clone(),
        time_zone: wish.time_zone.trim().to_owned(),
        owner: visitor.id,
        sample: false,
        begins: begins(visitor, wish).await?,
    };
    visitor.app.create_product(visitor.actor(), new).await?;
    let urls = ProductUrls::of_key(&key);
    let next = match wish.begins.as_str() {
        "file" => urls.to(route::IMPORT),
        _ => urls.backlog(),
    };
    Ok(Redirect::to(&next).into_response())
}

/// What its backlog begins with.
async fn begins(visitor: &Visitor, wish: &Wish) -> Result<Outline, WebError> {
    match (wish.begins.as_str(), Starter::parse(&wish.starter)) {
        ("example", Some(starter)) => Ok(starter.outline()),
        ("copy", _) => {
            let from = visitor.app.product(visitor.actor(), &wish.copy_of).await?;
            Ok(Outline::of(&from.state))
        }
        _ => Ok(Outline::default()),
    }
}

/// The key that was typed. Who is faster than the suggestion, or has no script, gets the key of the
/// name here.
fn key_of(visitor: &Visitor, wish: &Wish) -> Result<String, WebError> {
    let made = || suggestion(&wish.name, |key| taken(visitor, key));
    let key = match wish.key.trim() {
        "" => made(),
        key => key.to_ascii_uppercase(),
    };
    if key.is_empty() && !wish.name.trim().is_empty() {
        let sentence = "The key is missing, and the name has no plain letters to make one of. \
            Type two to ten letters and digits, a letter first, such as PAY.";
        return Err(WebError::Unreadable(sentence.into(), Some("key")));
    }
    Ok(key)
}

/// `POST /products/sample`: one that ships with Millpond, to look around in and throw away.
pub(crate) async fn sample(visitor: Visitor, Form(wish): Form<Wish>) -> Result<Response, WebError> {
    let known = domain::sprint::calendar::place(&wish.time_zone).is_ok();
    let zone = if known { &wish.time_zone } else { "UTC" };
    let made = visitor
        .app
        .create_sample(visitor.actor(), visitor.id, zone)
        .await?;
    let workspace = visitor.app.workspace();
    let listed = workspace.products.get(&made).ok_or(WebError::NotFound)?;
    let urls = ProductUrls::of_key(listed.key.as_str());
    Ok(Redirect::to(&urls.backlog()).into_response())
}

/// `GET /products/keys?name=…&key=…`: what is to be said about the key, and a key for the name.
/// For administrators: to others it would tell which products there are.
pub(crate) async fn key(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Markup, WebError> {
    super::settings::administrators_only(&visitor)?;
    Ok(key_said(&visitor, &wish, None))
}

fn key_said(visitor: &Visitor, wish: &Wish, wrong: Option<&str>) -> Markup {
    let suggested = suggestion(&wish.name, |key| taken(visitor, key));
    html! {
        div #key-said data-suggestion=(suggested) {
            @match wrong.map(str::to_owned).or_else(|| wrong_key(visitor, &wish.key)) {
                Some(sentence) => p.error data-error-for="key" { (sentence) },
                None => {
                    p.hint { (example(&wish.key)) }
                    p.error data-error-for="key" {}
                }
            }
        }
    }
}

fn example(key: &str) -> String {
    let key = match key.trim() {
        "" => "PAY".to_owned(),
        key => key.to_ascii_uppercase(),
    };
    format!("Items are called {key}-1, {key}-2. It cannot be changed later.")
}

fn wrong_key(visitor: &Visitor, key: &str) -> Option<String> {
    if key.trim().is_empty() {
        return None;
    }
    let refusal = match ProductKey::new(key) {
        Err(refusal) => refusal,
        Ok(key) => visitor.app.workspace().must_be_free(&key).err()?,
    };
    Some(refusal.explain(&domain::Product::default()).sentence())
}

fn taken(visitor: &Visitor, key: &str) -> bool {
    visitor.app.workspace().holder(key).is_some()
}

/// A key made of a name: initials of several words, else the beginning of the one; the first that
/// is free. Empty when the name has no plain letters.
fn suggestion(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect())
        .filter(|word: &String| word.starts_with(|c: char| c.is_ascii_alphabetic()))
        .collect();
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let base = match words.as_slice() {
        [] => return String::new(),
        [word] => word.chars().take(3).collect(),
        _ => initials.chars().take(4).collect::<String>(),
    };
    let base = base.to_ascii_uppercase();
    let numbered = (2..100).map(|number| format!("{base}{number}"));
    let all = (base.len() > 1)
        .then(|| base.clone())
        .into_iter()
        .chain(numbered);
    all.into_iter().find(|key| !taken(key)).unwrap_or_default()
}

/// The first product of a workspace belongs to its setup.
fn title(visitor: &Visitor) -> &'static str {
    match visitor.app.workspace().products.is_empty() {
        true => "Your first product",
        false => "New product",
    }
}

fn form(visitor: &Visitor, there: &[ProductCard], wish: &Wish, wrong: Option<&Said>) -> Markup {
    let at = |field| wrong.and_then(|said| said.at(field));
    let above = wrong.and_then(|said| said.above(&["name", "key", "time_zone"]));
    html! {
        div.stack.tight {
            h1 { (title(visitor)) }
            p.quiet { "What one product owner orders and its teams build." }
        }
        @if let Some(sentence) = above { (ui::banner(Tone::Bad, &html! { (sentence) }, None)) }
        form.fields method="post" action=(route::PRODUCTS) data-product-form data-check=(route::PRODUCT_KEYS) {
            (ui::field(&Field {
                name: "name",
                label: "Name",
                value: &wish.name,
                error: at("name"),
                required: true,
                autocomplete: "off",
                ..Field::default()
            }))
            (key_field(visitor, wish, at("key")))
            (zone_field(wish, at("time_zone")))
            (begins_with(wish, there))
            div.actions {
                @if !visitor.app.workspace().products.is_empty() {
                    (ui::link_button(route::HOME, "Cancel", ui::Weight::Plain))
                }
                (ui::submit("Make the product", ui::Weight::Main))
            }
        }
        (sample_form())
    }
}

fn sample_form() -> Markup {
    html! {
        form.aside method="post" action=(route::SAMPLE) {
            input type="hidden" name="time_zone" value="UTC" data-zone;
            p.quiet { "Or look around first: a believable product with five closed sprints and one that runs. You can throw it away in one click." }
            (ui::submit("Open the sample product", ui::Weight::Outlined))
        }
    }
}

fn key_field(visitor: &Visitor, wish: &Wish, wrong: Option<&str>) -> Markup {
    let invalid = wrong.is_some() || wrong_key(visitor, &wish.key).is_some();
    html! {
        div.field {
            label for="key" { "Key" }
            input.capitals id="key" name="key" type="text" value=(wish.key) maxlength="10" autocomplete="off"
                spellcheck="false" autocapitalize="characters" aria-describedby="key-said" aria-invalid=[invalid.then_some("true")];
            (key_said(visitor, wish, wrong))
        }
    }
}

/// The browser says its own zone as long as nobody has typed one.
fn zone_field(wish: &Wish, wrong: Option<&str>) -> Markup {
    let zones = domain::sprint::calendar::places();
    let typed = Some(wish.time_zone.as_str()).filter(|zone| !zone.is_empty());
    html! {
        div.field {
            label for="time_zone" { "Time zone" }
            input id="time_zone" name="time_zone" type="text" value=(typed.unwrap_or("UTC")) data-zone[typed.is_none()] required
                list="zones" autocomplete="off" spellcheck="false" aria-describedby="time_zone-said" aria-invalid=[wrong.map(|_| "true")];
            div id="time_zone-said" {
                p.hint { "Sprints begin and end by its clock, wherever people are." }
                p.error data-error-for="time_zone" { (wrong.unwrap_or_default()) }
            }
            datalist #zones { @for zone in zones { option value=(zone.as_str()) {} } }
        }
    }
}

fn begins_with(wish: &Wish, there: &[ProductCard]) -> Markup {
    let chosen = Some(wish.begins.as_str()).filter(|begins| !begins.is_empty());
    let begins = |value: &str, words: &str, more: &str| {
        let checked = value == chosen.unwrap_or("empty");
        html! {
            label.check {
                input type="radio" name="begins" value=(value) checked[checked];
                span { (words) br; span.quieter { (more) } }
            }
        }
    };
    html! {
        fieldset.field.choices {
            legend { "It begins" }
            (begins("empty", "Empty", "You write the first items, or paste them."))
            (begins("file", "With a file", "A CSV from another tool; its rows become the order."))
            (begins("example", "With an example", "Epics, stories and criteria in an order, for you to change line by line."))
            (which("starter", "Which example", &examples(), &wish.starter))
            @if !there.is_empty() {
                (begins("copy", "As a copy", "The product backlog of another product: its epics and items, their words and their order. Nothing of people, estimates or history."))
                (which("copy_of", "Of which product", &copied(there), &wish.copy_of))
            }
        }
    }
}

/// What is chosen once the choice above it is made.
fn which(name: &str, label: &str, options: &[(String, String)], chosen: &str) -> Markup {
    html! {
        select name=(name) aria-label=(label) { (ui::select_options(options, chosen)) }
    }
}

/// "Web application: 5 epics, 18 items".
fn examples() -> Vec<(String, String)> {
    let said = |starter: &Starter| {
        let (epics, items) = starter.outline().counts();
        let words = format!("{}: {epics} epics, {items} items", starter.title());
        (starter.as_str().to_owned(), words)
    };
    Starter::ALL.iter().map(said).collect()
}

fn copied(there: &[ProductCard]) -> Vec<(String, String)> {
    let named = |card: &ProductCard| (card.key().to_owned(), card.name().to_owned());
    there.iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_of_the_name() {
        let free = |_: &str| false;
        for (name, key) in [
            ("Payments", "PAY"),
            ("Mobile app for drivers", "MAFD"),
            ("Q", "Q2"),
            ("3D viewer", "VIE"),
            ("Größe", "GRE"),
            ("決済", ""),
            ("<script>", "SCR"),
        ] {
            assert_eq!(suggestion(name, free), key, "{name}");
        }
        assert_eq!(suggestion("Payments", |key| key == "PAY"), "PAY2");
    }
}
