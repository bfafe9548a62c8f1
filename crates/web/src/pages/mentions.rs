//! Mentions of whoever looks, over all products; and whom one may mention in one.

use app::{Mentioned, ProductView};
use axum::extract::{Form, Query};
use axum::response::{IntoResponse, Redirect};
use domain::{Item, ItemId, Right};
use maud::{Markup, html};
use serde::Deserialize;

use crate::answer::Answer;
use crate::error::WebError;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Outside, mention_count, outside};
use crate::views::mentions as view;
use crate::visit::{Visit, Visitor};

/// Mentions on one page.
const MOST: usize = 50;

/// How many newer ones come before those that are shown.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    after: usize,
}

/// `GET /mentions?after=NUMBER`.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Result<Markup, WebError> {
    let all = visitor.app.mentions(visitor.actor()).await?;
    let after = begin(asked.after, all.len());
    let shown: Vec<&Mentioned> = all.iter().skip(after).take(MOST).collect();
    let products = products(&visitor, &shown).await?;
    let people = visitor.app.people();
    let lines: Vec<view::Line<'_>> = shown
        .iter()
        .filter_map(|one| line(one, &products))
        .collect();
    let list = view::List {
        lines: &lines,
        unread: all.iter().filter(|one| !one.read).count(),
        all: all.len(),
        after,
        most: MOST,
        now: visitor.app.now(),
        people: &people,
        reader: visitor.id,
    };
    let page = Page {
        title: "Mentions".into(),
        crumbs: vec![(route::MENTIONS.into(), "Mentions".into())],
        main: view::list(&list),
        ..Page::default()
    };
    Ok(page.render(&outside(&visitor, Outside::Mentions), visitor.part))
}

/// Where a page begins: beyond the end it is the last one.
fn begin(after: usize, all: usize) -> usize {
    match after < all {
        true => after,
        false => all.saturating_sub(1) / MOST * MOST,
    }
}

/// The products of these mentions, each once.
async fn products(visitor: &Visitor, shown: &[&Mentioned]) -> Result<Vec<ProductView>, WebError> {
    let mut products: Vec<ProductView> = Vec::new();
    for one in shown {
        if !products.iter().any(|view| view.id == one.product) {
            products.push(visitor.app.product(visitor.actor(), &one.key).await?);
        }
    }
    Ok(products)
}

/// A mention with what was said; nothing when that went since.
fn line<'a>(mentioned: &'a Mentioned, products: &'a [ProductView]) -> Option<view::Line<'a>> {
    let view = products.iter().find(|view| view.id == mentioned.product)?;
    let item: &Item = view.state.items.get(&mentioned.mention.item)?;
    let said = item.comment(mentioned.mention.comment)?;
    Some(view::Line {
        product: &view.state,
        item,
        said,
        mentioned,
    })
}

/// `GET /mentions/count`.
pub(crate) async fn count(visitor: Visitor) -> Result<Markup, WebError> {
    let unread = visitor.app.unread(visitor.actor()).await?;
    Ok(html! { (mention_count(unread)) })
}

/// Nothing but that it is wished.
#[derive(Debug, Deserialize)]
pub(crate) struct All {}

/// `POST /mentions/reading`: all of them are read.
pub(crate) async fn read_all(visitor: Visitor, Form(All {}): Form<All>) -> Answer {
    let all = visitor.app.mentions(visitor.actor()).await?;
    let all = all.iter().map(|one| (one.product, one.mention.position));
    visitor.app.note_read(visitor.id, all).await?;
    Ok(Redirect::to(route::MENTIONS).into_response())
}

/// `GET /p/{key}/mentionable`: whom a comment may mention, as choices.
pub(crate) async fn mentionable(visit: Visit) -> Markup {
    match visit.may(Right::Comment) {
        true => view::choices(&visit),
        false => html! {},
    }
}

/// Notes that whoever looks at an item has seen where it mentions them; so the navigation counts
/// fewer.
pub(crate) async fn seen(visit: &mut Visit, item: ItemId) -> Result<(), WebError> {
    let me = visit.visitor.id;
    let mentions = visit.product.mentions_of(me);
    let here = mentions.iter().filter(|one| one.item == item);
    let here = here.map(|one| (visit.view.id, one.position));
    let app = &visit.visitor.app;
    if app.note_read(me, here).await? {
        visit.visitor.unread = app.unread(visit.visitor.actor()).await?;
    }
    Ok(())
}
