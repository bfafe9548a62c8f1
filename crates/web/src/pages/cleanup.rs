//! The clean-up pass: what asks for a decision, one by one, under four keys.

use axum::extract::{Form, Query};
use domain::ItemId;
use domain::cleanup::KeepItem;
use maud::Markup;
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::error::WebError;
use crate::input;
use crate::pages::suggestions::Asked;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::cleanup as view;
use crate::views::day;
use crate::views::frame::{Here, page};
use crate::visit::Visit;

/// `GET /p/{key}/clean-up`.
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Markup, WebError> {
    let all = visit.view.state.clean_up(visit.now).await?;
    let at = visit.product.parse_item_key(asked.at());
    let at = at.and_then(|at| all.iter().position(|one| one.item == at));
    let shown = Page {
        title: format!("Clean up, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::CLEAN_UP), "Clean up".to_owned()),
        ],
        live: "order items".into(),
        main: view::main(&visit, &all, at.unwrap_or_default()),
        floats: view::floats(&visit),
        ..Page::default()
    };
    Ok(page(&visit, Here::CleanUp, &shown))
}

/// What is kept, and what it is not the same as.
#[derive(Debug, Deserialize)]
pub(crate) struct Keeping {
    items: String,
    #[serde(default)]
    apart_from: String,
}

/// `POST /p/{key}/keepings`.
pub(crate) async fn keep(visit: Visit, Form(wish): Form<Keeping>) -> Answer {
    let item = input::item(&visit.product, &wish.items)?;
    let apart_from: Option<ItemId> = match wish.apart_from.trim() {
        "" => None,
        other => Some(input::item(&visit.product, other)?),
    };
    carry_out(
        &visit,
        KeepItem { item, apart_from },
        |after, _| match apart_from {
            Some(other) => format!(
                "{} and {} are not the same.",
                after.key(item),
                after.key(other)
            ),
            None => kept(after, item),
        },
    )
    .await
}

/// What lies in the icebox is kept there until a day.
fn kept(after: &Visit, item: ItemId) -> String {
    let iced = after
        .product
        .items
        .get(&item)
        .and_then(|item| item.iced.as_ref());
    match iced {
        Some(iced) => format!(
            "Kept {} in the icebox until {}.",
            after.key(item),
            day(iced.until)
        ),
        None => format!("Kept {}.", after.key(item)),
    }
}
