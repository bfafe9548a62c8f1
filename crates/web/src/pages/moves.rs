//! Re-order, remove, bring back, undo: commands about where items stand.

use app::Done;
use axum::extract::{Form, Path};
use domain::item::remove::{RemoveItems, RestoreItems};
use domain::item::reorder::{MoveItems, Rank};
use domain::sprint::rearrange::Rearrange;
use domain::{CommandId, ItemId, Place, Product, Sprint};
use maud::html;
use serde::Deserialize;
use uuid::Uuid;

use super::cards;
use crate::answer::{
    Answer, answer, answer_offering, carry_out, counted, redone, unchanged, undone,
};
use crate::input;
use crate::views::thousands;
use crate::views::why;
use crate::visit::Visit;

/// Items, and where they shall go.
#[derive(Debug, Deserialize)]
pub(crate) struct Move {
    items: String,
    to: String,
    #[serde(default)]
    reason: Option<String>,
}

/// `POST /p/{key}/moves`: to another place where the items stand. In the product backlog that is
/// the product owner's to say, in a sprint the team's; the domain knows.
pub(crate) async fn reorder(visit: Visit, Form(wish): Form<Move>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let sprint = items.first().and_then(|item| sprint_of(&visit, *item));
    if let Some(column) = sprint.and_then(|sprint| sprint.column_of(items[0])) {
        let order = sprint.map_or(&[][..], |sprint| sprint.cards(column));
        let to = input::rank(&visit.product, order, &items, &wish.to)?;
        return cards::move_to(&visit, &items, column, to).await;
    }
    let Some(sprint) = sprint else {
        let to = input::rank(&visit.product, &visit.product.order, &items, &wish.to)?;
        return rank(&visit, items, to, wish.reason).await;
    };
    let to = input::rank(&visit.product, &sprint.plan, &items, &wish.to)?;
    let command = Rearrange {
        sprint: sprint.id,
        items: items.clone(),
        to,
    };
    let (app, actor) = (&visit.visitor.app, visit.visitor.actor());
    let done = app.execute(actor, visit.view.id, command).await?;
    Ok(match done.events.is_empty() {
        true => unchanged(&done, &stays(&visit, &items, to)),
        false => answer(&visit, &done, |after, _| moved(after, &items)),
    })
}

/// In the product backlog: where no reason was given, the answer offers to give one.
async fn rank(visit: &Visit, items: Vec<ItemId>, to: Rank, reason: Option<String>) -> Answer {
    let given = reason.as_ref().is_some_and(|text| !text.trim().is_empty());
    let command = MoveItems {
        items: items.clone(),
        to,
        reason,
    };
    let (app, actor) = (&visit.visitor.app, visit.visitor.actor());
    let done = app.execute(actor, visit.view.id, command).await?;
    if done.events.is_empty() {
        return Ok(unchanged(&done, &stays(visit, &items, to)));
    }
    let offer = (!given).then(|| why::offer(visit, done.command));
    let said = |after: &Visit, _: &Done<Product>| moved(after, &items);
    let offer = offer.unwrap_or_default();
    Ok(answer_offering(visit, &done, said, &offer, &html! {}))
}

/// The sprint an item is in, planned or running.
fn sprint_of(visit: &Visit, item: ItemId) -> Option<&Sprint> {
    match visit.product.items.get(&item)?.place {
        Place::Sprint(sprint) => visit.product.sprints.get(&sprint).map(AsRef::as_ref),
        _ => None,
    }
}

/// "PAY-1 stands on top already."
fn stays(visit: &Visit, items: &[ItemId], to: Rank) -> String {
    let stand = if items.len() == 1 { "stands" } else { "stand" };
    let place = match to {
        Rank::Top => "on top",
        Rank::Bottom => "at the bottom",
        _ => "there",
    };
    format!("{} {stand} {place} already.", counted(visit, items))
}

/// "Moved PAY-12 to 3."
fn moved(after: &Visit, items: &[ItemId]) -> String {
    let in_plan = |item: ItemId| {
        let plan = &sprint_of(after, item)?.plan;
        plan.iter()
            .position(|other| *other == item)
            .map(|at| at as u32 + 1)
    };
    let first = items.first().copied();
    let rank = first.and_then(|item| after.product.rank(item).or_else(|| in_plan(item)));
    let rank = rank.unwrap_or_default();
    match items.len() {
        1 => format!(
            "Moved {} to {}.",
            counted(after, items),
            thousands(rank as usize)
        ),
        many => {
            let (first, last) = (rank as usize, rank as usize + many - 1);
            let (first, last) = (thousands(first), thousands(last));
            format!("Moved {} to {first}–{last}.", counted(after, items))
        }
    }
}

/// Items alone.
#[derive(Debug, Deserialize)]
pub(crate) struct Items {
    items: String,
}

/// `POST /p/{key}/removals`.
pub(crate) async fn remove(visit: Visit, Form(wish): Form<Items>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let command = RemoveItems {
        items: items.clone(),
        reason: None,
    };
    carry_out(&visit, command, |after, _| {
        format!("Removed {}.", counted(after, &items))
    })
    .await
}

/// `POST /p/{key}/restorations`.
pub(crate) async fn restore(visit: Visit, Form(wish): Form<Items>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let command = RestoreItems {
        items: items.clone(),
    };
    carry_out(&visit, command, |after, _| {
        format!("Brought {} back.", counted(after, &items))
    })
    .await
}

/// The command to undo.
#[derive(Debug, Deserialize)]
pub(crate) struct Undone {
    command: Uuid,
}

/// Whether what is undone is itself an undo, so that its command is done again.
#[derive(Debug, Deserialize)]
pub(crate) struct Again {
    #[serde(default)]
    again: Option<String>,
}

/// `POST /p/{key}/undo/{command}`. Undoing an undo does it again, and `again` says so.
pub(crate) async fn undo(
    visit: Visit,
    Path(path): Path<Undone>,
    Form(wish): Form<Again>,
) -> Answer {
    let (app, command) = (&visit.visitor.app, CommandId(path.command));
    let events = app.caused(visit.view.id, command).await?;
    let done = app
        .undo(visit.visitor.actor(), visit.view.id, command)
        .await?;
    Ok(match wish.again {
        Some(_) => redone(&visit, &done),
        None => undone(&visit, &done, &events),
    })
}
