//! What holds for the whole workspace: its name, everybody in it, removed products. For
//! administrators.

use std::sync::Arc;

use app::Failure;
use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use maud::{Markup, html};
use serde::Deserialize;

use crate::error::WebError;
use crate::ui::layout::{Page, Part};
use crate::ui::{self, Field, Weight};
use crate::urls::{self, route};
use crate::views::frame::{Outside, outside};
use crate::visit::Visitor;

/// What the workspace is called.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    name: String,
}

/// Refuses everybody else before anything is shown to them.
pub(super) fn administrators_only(visitor: &Visitor) -> Result<(), WebError> {
    if visitor.administrator {
        return Ok(());
    }
    let refused = Failure::Refused {
        refusal: Refusal::AdministratorsOnly,
        product: Arc::default(),
    };
    Err(refused.into())
}

/// `GET /settings`.
pub(crate) async fn show(visitor: Visitor) -> Result<Markup, WebError> {
    administrators_only(&visitor)?;
    let page = Page {
        title: "Workspace".into(),
        crumbs: vec![
            (route::HOME.into(), visitor.app.workspace().name.to_string()),
            (route::SETTINGS.into(), "Workspace".into()),
        ],
        main: html! { div.pad { (name(&visitor)) (super::members::people(&visitor)) (removed_products(&visitor)) } },
        ..Page::default()
    };
    Ok(page.render(&outside(&visitor, Outside::Settings), visitor.part))
}

/// `POST /settings`.
pub(crate) async fn rename(visitor: Visitor, Form(wish): Form<Wish>) -> Result<Response, WebError> {
    visitor
        .app
        .rename_workspace(visitor.actor(), wish.name)
        .await?;
    if visitor.part == Part::Whole {
        return Ok(Redirect::to(route::SETTINGS).into_response());
    }
    let said = format!("The workspace is called {}.", visitor.app.workspace().name);
    Ok(html! { (name(&visitor)) (ui::toast(&said, None)) }.into_response())
}

fn name(visitor: &Visitor) -> Markup {
    html! {
        section.group #workspace-name {
            h2 { "Name" }
            form.in-line method="post" action=(route::SETTINGS) data-send {
                (ui::field(&Field {
                    name: "name",
                    label: "Workspace",
                    value: &visitor.app.workspace().name,
                    required: true,
                    autocomplete: "off",
                    ..Field::default()
                }))
                (ui::submit("Save", Weight::Outlined))
            }
        }
    }
}

/// Products that were removed, to bring back.
pub(super) fn removed_products(visitor: &Visitor) -> Markup {
    let workspace = visitor.app.workspace();
    let removed: Vec<_> = workspace
        .products
        .iter()
        .filter(|(_, listed)| listed.removed)
        .collect();
    html! {
        section.group #removed-products {
            h2 { "Removed products" }
            @if removed.is_empty() { p.quiet { "None. A removed product keeps its record and can be brought back here." } }
            ul.lines {
                @for (id, listed) in removed {
                    li {
                        span.grow { (listed.name) " " span.quieter { (listed.key) } }
                        form method="post" action=(urls::product(route::PRODUCT_RESTORATION, *id)) data-send {
                            button.button.small type="submit" aria-label={ "Bring back " (listed.name) } { "Bring back" }
                        }
                    }
                }
            }
        }
    }
}
