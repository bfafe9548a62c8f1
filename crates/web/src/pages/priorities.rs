//! How much items matter (C4): the board of priorities, and setting them for one item or many.

use app::Mode;
use axum::extract::{Form, Query};
use domain::item::priority::Prioritize;
use domain::item::remove::RestoreItems;
use domain::item::reorder::MoveItems;
use domain::{Command, ItemId, Priority, Right};
use maud::{Markup, html};
use serde::Deserialize;

use crate::answer::{Answer, carry_out_or_say, counted};
use crate::error::WebError;
use crate::input;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::priorities::{self, COLUMNS, SHOWN, Shown, word};
use crate::views::{item, menus};
use crate::visit::Visit;

/// `GET /p/{key}/priorities`, with `must=240` for how many cards a column shows.
pub(crate) async fn show(visit: Visit, Query(asked): Query<Vec<(String, String)>>) -> Markup {
    let open = asked.iter().find(|(name, _)| name == "open");
    let open = open.and_then(|(_, key)| visit.product.parse_item_key(key));
    let open = open.and_then(|id| visit.product.items.get(&id));
    let shown = Page {
        title: format!("Priorities, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::PRIORITIES), "Priorities".to_owned()),
        ],
        live: "order items".into(),
        main: priorities::board(&visit, &shown_of(&asked)),
        panel: open.map_or_else(Markup::default, |open| item::panel(&visit, open)),
        panel_src: open.map(|open| visit.urls.item(open.id)),
        floats: html! { @if visit.may(Right::Order) || visit.may(Right::Refine) { (menus::menus(&visit)) } },
        ..Page::default()
    };
    page(&visit, Here::Priorities, &shown)
}

fn shown_of(asked: &[(String, String)]) -> Shown {
    let of = |(name, count): &(String, String)| {
        let column = COLUMNS.into_iter().find(|column| word(*column) == name)?;
        Some((column, count.parse::<usize>().ok()?.max(SHOWN)))
    };
    asked.iter().filter_map(of).collect()
}

/// Items, how much they matter, and perhaps where they go.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    items: String,
    priority: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    reason: Option<String>,
}

/// `POST /p/{key}/priorities`: "must", "none"; or "next" and "previous" from where the first item
/// stands. Between two cards of a column, the items go there in the product backlog, too.
pub(crate) async fn set(visit: Visit, Form(wish): Form<Wish>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let to = priority(&visit, items[0], &wish.priority)?;
    let wont = is_wont(&visit, &items);
    let back = !wont.is_empty();
    let prioritize = |item: &ItemId| {
        let (item, reason) = (*item, wish.reason.clone());
        Command::from(Prioritize { item, to, reason })
    };
    let back_again = back.then(|| RestoreItems { items: wont }.into());
    let mut commands: Vec<Command> = back_again.into_iter().collect();
    commands.extend(items.iter().map(prioritize));
    let (said, already) = (said(&visit, &items, to), already(&visit, &items, to));
    // A column without cards names no neighbour, so nothing moves.
    let stays = ["", "bottom"].contains(&wish.to.as_str());
    let mode = if stays && !back && items.len() > 1 {
        Mode::Each
    } else {
        Mode::All
    };
    if !stays {
        let to = input::rank(&visit.product, &visit.product.order, &items, &wish.to)?;
        let reason = wish.reason;
        commands.push(MoveItems { items, to, reason }.into());
    }
    carry_out_or_say(&visit, commands, mode, said, &already).await
}

/// Those that were ruled out: a priority brings them back to where they stood.
fn is_wont(visit: &Visit, items: &[ItemId]) -> Vec<ItemId> {
    let wont = |item: &&ItemId| {
        let item = visit.product.items.get(*item);
        item.is_some_and(|item| item.is_wont())
    };
    items.iter().filter(wont).copied().collect()
}

fn said(visit: &Visit, items: &[ItemId], to: Option<Priority>) -> String {
    let are = if items.len() == 1 { "is" } else { "are" };
    match to {
        Some(to) => format!("{} {are} “{to}” now.", counted(visit, items)),
        None => format!("{} {are} without a priority now.", counted(visit, items)),
    }
}

/// "PAY-1 is “Must” already."
fn already(visit: &Visit, items: &[ItemId], to: Option<Priority>) -> String {
    said(visit, items, to).replace(" now.", " already.")
}

fn priority(visit: &Visit, item: ItemId, text: &str) -> Result<Option<Priority>, WebError> {
    let item = visit.product.items.get(&item);
    let now = item.and_then(|item| item.priority);
    let wont = item.is_some_and(|item| item.is_wont());
    let beside = |by: isize| {
        let at = COLUMNS.iter().position(|column| *column == now)?;
        COLUMNS.get(at.checked_add_signed(by)?).copied()
    };
    match text {
        "none" => Ok(None),
        "next" if wont => Err(unreadable("“Won’t” is the last column.")),
        "next" if now == Some(Priority::Could) => Err(unreadable(
            "“Won’t” is a decision with a reason. P W asks for it.",
        )),
        "previous" if wont => Ok(Some(Priority::Could)),
        "next" => Ok(beside(1).unwrap_or(now)),
        "previous" => Ok(beside(-1).unwrap_or(now)),
        text => Priority::parse(text)
            .map(Some)
            .ok_or_else(|| unreadable("A priority is must, should, could or none.")),
    }
}

fn unreadable(sentence: &str) -> WebError {
    WebError::Unreadable(sentence.to_owned(), Some("priority"))
}
