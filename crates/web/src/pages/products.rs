//! All products of the workspace that one may see: the first page after signing in.

use app::{Figures, ProductCard};
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{ProductId, Role};
use maud::{Markup, html};
use serde::Deserialize;

use crate::error::WebError;
use crate::ui::layout::{Page, Part};
use crate::ui::{self, Tone, Weight};
use crate::urls::{self, ProductUrls, route};
use crate::views::frame::{Outside, outside};
use crate::views::{counted, enumerated, joined};
use crate::visit::Visitor;

/// `GET /`.
pub(crate) async fn show(visitor: Visitor) -> Result<Markup, WebError> {
    let products = visitor.app.products(visitor.actor()).await?;
    let workspace = visitor.app.workspace().name.to_string();
    let may = visitor.administrator && !products.is_empty();
    let page = Page {
        title: "Products".into(),
        crumbs: vec![
            (route::HOME.into(), workspace),
            (route::HOME.into(), "Products".into()),
        ],
        actions: html! { @if may { (ui::link_button(route::NEW_PRODUCT, "New product", Weight::Main)) } },
        main: list(&visitor, &products),
        ..Page::default()
    };
    Ok(page.render(&outside(&visitor, Outside::Products), visitor.part))
}

/// The key of the product that shall be removed, typed by hand.
#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    key: String,
}

/// That the product's key was typed; a sample is thrown away without.
fn confirmed(visitor: &Visitor, product: ProductId, typed: &str) -> Result<(), WebError> {
    let workspace = visitor.app.workspace();
    match workspace.products.get(&product) {
        Some(listed)
            if !listed.sample && !listed.key.as_str().eq_ignore_ascii_case(typed.trim()) =>
        {
            let sentence = format!(
                "This is not its key. Type {} to remove {}.",
                listed.key, listed.name
            );
            Err(WebError::Unreadable(sentence, Some("key")))
        }
        _ => Ok(()),
    }
}

/// `POST /products/{product}/removal`: out of the list at once, with its undo.
pub(crate) async fn remove(
    visitor: Visitor,
    Path(product): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let id = id(&product)?;
    confirmed(&visitor, id, &typed.key)?;
    visitor.app.remove_product(visitor.actor(), id).await?;
    let undo = urls::product(route::PRODUCT_RESTORATION, id);
    let said = format!("Removed {}.", name(&visitor, id));
    changed(&visitor, &said, Some(&undo)).await
}

/// `POST /products/{product}/restoration`.
pub(crate) async fn restore(
    visitor: Visitor,
    Path(product): Path<String>,
) -> Result<Response, WebError> {
    let id = id(&product)?;
    visitor.app.restore_product(visitor.actor(), id).await?;
    let said = format!("{} is back.", name(&visitor, id));
    changed(&visitor, &said, None).await
}

async fn changed(visitor: &Visitor, said: &str, undo: Option<&str>) -> Result<Response, WebError> {
    if visitor.part == Part::Whole {
        return Ok(Redirect::to(route::HOME).into_response());
    }
    let products = visitor.app.products(visitor.actor()).await?;
    let removed = super::settings::removed_products(visitor);
    let fragments = html! { (list(visitor, &products)) (removed) (ui::toast(said, undo)) };
    Ok(fragments.into_response())
}

fn id(text: &str) -> Result<ProductId, WebError> {
    let id = text.parse().map_err(|_| WebError::NotFound)?;
    Ok(ProductId(id))
}

fn name(visitor: &Visitor, product: ProductId) -> String {
    let workspace = visitor.app.workspace();
    let listed = workspace.products.get(&product);
    listed.map_or_else(String::new, |listed| listed.name.to_string())
}

fn list(visitor: &Visitor, products: &[ProductCard]) -> Markup {
    html! {
        div #products {
            @if products.is_empty() { (nothing(visitor)) } @else {
                ul.products aria-label="Products" { @for product in products { (line(visitor, product)) } }
            }
        }
    }
}

fn nothing(visitor: &Visitor) -> Markup {
    if visitor.administrator {
        let next = ui::link_button(route::NEW_PRODUCT, "New product", Weight::Main);
        return ui::empty(
            "No product yet",
            "A product has one backlog, in one order: everything that might be built, the next thing on top.",
            &next,
        );
    }
    ui::empty(
        "You are in no product yet",
        "A product's people see it. Ask its product owner or an administrator for an invite link, and open it here.",
        &html! {},
    )
}

fn line(visitor: &Visitor, product: &ProductCard) -> Markup {
    let urls = ProductUrls::of_key(product.key());
    let figures = product.figures();
    html! {
        li.product {
            span.product-mark aria-hidden="true" { (product.key().chars().take(2).collect::<String>()) }
            span.of {
                a.name href=(urls.backlog()) { (product.name()) }
                span.quieter { (product.key()) " · " (own_roles(product)) }
            }
            span.size { (size(product, figures.as_ref())) }
            span.sprint { @if let Some(figures) = &figures { (sprint(figures)) } }
            span.end {
                @if product.sample { (ui::chip("Sample", Tone::Plain)) }
                @if visitor.administrator { (removal(product)) }
            }
        }
    }
}

/// A sample is thrown away at once, with its undo. What people made is asked about.
fn removal(product: &ProductCard) -> Markup {
    let name = product.name();
    let action = urls::product(route::PRODUCT_REMOVAL, product.id);
    if product.sample {
        return html! {
            form method="post" action=(action) data-send {
                button.button.plain.small type="submit" aria-label={ "Throw away " (name) } { "Throw away" }
            }
        };
    }
    let dialog = format!("remove-{}", product.key());
    html! {
        button.button.plain.small type="button" data-open-dialog=(dialog) aria-label={ "Remove " (name) } { "Remove" }
        (ui::dialog(&dialog, &format!("Remove {name}?"), asked(product, &action)))
    }
}

fn asked(product: &ProductCard, action: &str) -> Markup {
    let key = product.key();
    let field = format!("key-of-{key}");
    html! {
        form.stack method="post" action=(action) data-send {
            p { (held(product)) " Nobody will see it until an administrator brings it back, in the workspace's settings." }
            div.field {
                label for=(field) { "Type its key, " b { (key) } ", to remove it" }
                input.input id=(field) name="key" required autocomplete="off" autocapitalize="characters" spellcheck="false" autofocus;
                p.error data-error-for="key" {}
            }
            div.actions {
                button.button type="button" data-close-dialog { "Cancel" }
                (ui::submit("Remove the product", Weight::Danger))
            }
        }
    }
}

/// What goes with a product; of what there is none nothing is said.
fn held(product: &ProductCard) -> String {
    let Some(figures) = product.figures() else {
        return "All that is in it goes with it.".to_owned();
    };
    let people = match product.people() {
        1 => "the work of 1 person".to_owned(),
        count => format!("the work of {count} people"),
    };
    let all = [
        (figures.all_items, counted(figures.all_items, "item")),
        (figures.sprints, counted(figures.sprints, "sprint")),
        (product.people(), people),
    ];
    let there = all.into_iter().filter(|(count, _)| *count > 0);
    let there: Vec<String> = there.map(|(_, words)| words).collect();
    match there.is_empty() {
        true => "It is empty.".to_owned(),
        false => format!("It holds {}.", enumerated(&there)),
    }
}

fn own_roles(product: &ProductCard) -> String {
    let own = product.roles().without(Role::Administrator);
    match &own.iter().collect::<Vec<_>>()[..] {
        [] => "as administrator".to_owned(),
        own => joined(own),
    }
}

fn size(product: &ProductCard, figures: Option<&Figures>) -> Markup {
    html! {
        @match figures {
            Some(sum) => { (counted(sum.items, "item")) " · " (product.scale().measure().say(sum.points)) }
            None => span.quieter { "Not opened since Millpond started" },
        }
    }
}

fn sprint(figures: &Figures) -> Markup {
    html! {
        @match &figures.running {
            Some(name) => { span.dot.race {} (name) " runs" }
            None => span.quieter { "No sprint runs" },
        }
    }
}
