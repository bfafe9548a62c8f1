//! The user story map (C6): its page, and what is done on it. Cards are items: whatever is done to one
//! here is done to the item.

use app::Mode;
use axum::extract::{Form, Path, Query};
use domain::item::create::{CreateItems, NewItem};
use domain::item::reorder::Rank;
use domain::map::add::AddStep;
use domain::map::cards::{self, Cards};
use domain::map::draw::{DrawMap, draft};
use domain::map::drop::RemoveStep;
use domain::map::rename::RenameStep;
use domain::map::shift::ShiftStep;
use domain::map::{Slot, Step};
use domain::query::{Slice, Slices, story_map};
use domain::{Event, ItemId, Right, StepId};
use maud::{Markup, html};
use serde::Deserialize;

use super::listing::{self, opened, value};
use crate::answer::{Answer, carry_out, carry_out_or_say, counted};
use crate::error::WebError;
use crate::input;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::map::{self, Asked, SHOWN, choices};
use crate::views::{menus, roadmap};
use crate::visit::Visit;

/// Cards of a cell at most, whatever is asked for.
const MOST: usize = 500;

/// `GET /p/{key}/map?by=sprints&q=words`.
pub(crate) async fn show(visit: Visit, Query(asked): listing::Asked) -> Result<Markup, WebError> {
    let (panel, panel_src) = opened(&visit, &asked);
    let number = |name| value(&asked, name).and_then(|text| text.parse().ok());
    let most = number("most");
    let look = Asked {
        slices: slices(value(&asked, "by").unwrap_or_default()),
        most: most.unwrap_or(SHOWN).clamp(SHOWN, MOST),
        from: number("from").unwrap_or_default(),
        filter: listing::filter(&visit, &asked)?,
    };
    let rows = map::shown(&visit, story_map(&visit.product, look.slices, look.most));
    let shown = Page {
        title: format!("Story map, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::MAP), "Story map".to_owned()),
        ],
        live: "order items sprints".into(),
        main: map::main(&visit, &look, &rows),
        panel,
        panel_src,
        floats: floats(&visit),
        ..Page::default()
    };
    Ok(page(&visit, Here::Map, &shown))
}

fn slices(by: &str) -> Slices {
    match by {
        "sprints" => Slices::Sprints,
        _ => Slices::Goals,
    }
}

fn floats(visit: &Visit) -> Markup {
    html! {
        @if visit.may(Right::Order) || visit.may(Right::Refine) { (menus::menus(visit)) }
        @if visit.may(Right::Order) { (roadmap::dialog(visit)) }
    }
}

/// `GET /p/{key}/map/choices?items=12`: steps to put items at.
pub(crate) async fn choose(visit: Visit, Query(asked): listing::Asked) -> Result<Markup, WebError> {
    let items = value(&asked, "items").unwrap_or_default();
    let items = match items {
        "" => Vec::new(),
        items => input::items(&visit.product, items)?,
    };
    let typed = value(&asked, "typed").unwrap_or_default();
    Ok(choices::for_items(&visit, typed, &items))
}

/// Items, and where they go.
#[derive(Debug, Deserialize)]
pub(crate) struct Move {
    items: String,
    #[serde(default)]
    step: String,
    #[serde(default)]
    slice: String,
    #[serde(default)]
    to: String,
    /// What stands beside the map it was done on: "sprints", or the goals.
    #[serde(default)]
    by: String,
}

/// `POST /p/{key}/map/cards`: to a step ("12", "none") and a slice ("goal-3"); "next" and "previous" from
/// where the first item stands. Between two cards of its own cell it goes there in the backlog, too.
pub(crate) async fn place(visit: Visit, Form(wish): Form<Move>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let to = step(&visit, items[0], &wish.step)?;
    let slice = slice(&visit, items[0], &wish)?;
    let cards = Cards {
        items: items.clone(),
        step: (!wish.step.is_empty()).then_some(to),
        slice,
        at: rank(&visit, &items, &wish.to)?,
    };
    let commands =
        cards::commands(&visit.product, cards).map_err(|refusal| visit.view.refused(refusal))?;
    let said = said(&visit, &items, &wish, slice);
    let already = format!("{} is there already.", counted(&visit, &items));
    carry_out_or_say(&visit, commands, Mode::All, said, &already).await
}

/// "PAY-3 stands at “Find › Search” now."
fn said(visit: &Visit, items: &[ItemId], wish: &Move, slice: Option<Slice>) -> String {
    let who = counted(visit, items);
    let are = if items.len() == 1 { "is" } else { "are" };
    let at = step(visit, items[0], &wish.step).ok().flatten();
    let at = at.and_then(|step| visit.product.story_map.name_of(step));
    let slice = slice.map(|slice| map::slice_name(visit, slice).0);
    match (at, slice, wish.step.as_str()) {
        (Some(at), Some(slice), _) => format!("{who} {are} at “{at}” now, in “{slice}”."),
        (Some(at), None, _) => format!("{who} {are} at “{at}” now."),
        (None, _, "none") => format!("{who} {are} off the map now."),
        (None, Some(slice), _) => format!("{who} {are} in “{slice}” now."),
        _ => format!("Moved {who}."),
    }
}

fn step(visit: &Visit, item: ItemId, text: &str) -> Result<Option<StepId>, WebError> {
    let by = match text {
        "" | "none" => return Ok(None),
        "next" => 1,
        "previous" => -1,
        number => {
            return number
                .parse()
                .map(StepId)
                .map(Some)
                .map_err(|_| WebError::NotFound);
        }
    };
    let rows = story_map(&visit.product, Slices::Goals, 0);
    let columns: Vec<StepId> = map::columns(visit, &rows)
        .iter()
        .map(map::Column::id)
        .collect();
    let now = visit.product.items.get(&item);
    let now = now.and_then(|item| visit.product.step_of(item));
    let at = columns.iter().position(|step| Some(*step) == now);
    let to = match at {
        Some(at) => at.checked_add_signed(by),
        None => Some(0),
    };
    let found = to.and_then(|to| columns.get(to).copied());
    found
        .map(Some)
        .ok_or_else(|| edge("There is no further step on that side."))
}

fn edge(sentence: &str) -> WebError {
    WebError::Unreadable(sentence.to_owned(), None)
}

fn slice(visit: &Visit, item: ItemId, wish: &Move) -> Result<Option<Slice>, WebError> {
    let by = match wish.slice.as_str() {
        "" => return Ok(None),
        "next" => 1,
        "previous" => -1,
        text => return Slice::parse(text).map(Some).ok_or(WebError::NotFound),
    };
    let cut = slices(&wish.by);
    let rows = map::shown(visit, story_map(&visit.product, cut, 0));
    let slices: Vec<Slice> = rows.iter().map(|row| row.slice).collect();
    let now = Slice::of(&visit.product, cut, item);
    let at = slices.iter().position(|slice| Some(*slice) == now);
    let to = at.and_then(|at| at.checked_add_signed(by));
    let found = to.and_then(|to| slices.get(to).copied());
    found
        .map(Some)
        .ok_or_else(|| edge("There is no further slice on that side."))
}

/// Beside a card of the same cell; below its last one there is no neighbour to name.
fn rank(visit: &Visit, items: &[ItemId], to: &str) -> Result<Option<Rank>, WebError> {
    if to.is_empty() || to == "bottom" {
        return Ok(None);
    }
    input::rank(&visit.product, &visit.product.order, items, to).map(Some)
}

/// An activity, or a step of one.
#[derive(Debug, Deserialize)]
pub(crate) struct NewStep {
    name: String,
    #[serde(default)]
    activity: String,
}

/// `POST /p/{key}/map/steps`.
pub(crate) async fn add(visit: Visit, Form(wish): Form<NewStep>) -> Answer {
    let activity = parent(&wish.activity)?;
    let what = if activity.is_some() {
        "step"
    } else {
        "activity"
    };
    let said = format!("Added the {what} “{}”.", wish.name.trim());
    let name = wish.name;
    carry_out(&visit, AddStep { activity, name }, |_, _| said).await
}

fn parent(text: &str) -> Result<Option<StepId>, WebError> {
    match text.trim() {
        "" => Ok(None),
        number => number
            .parse()
            .map(StepId)
            .map(Some)
            .map_err(|_| WebError::NotFound),
    }
}

/// Which activity or step an address is about.
#[derive(Debug, Deserialize)]
pub(crate) struct OfStep {
    step: u32,
}

impl OfStep {
    fn find<'a>(&self, visit: &'a Visit) -> Result<(&'a Step, Slot), WebError> {
        let found = visit.product.step(StepId(self.step));
        found.map_err(|_| WebError::NotFound)
    }
}

/// `GET /p/{key}/map/steps/{step}/menu`.
pub(crate) async fn menu(visit: Visit, Path(path): Path<OfStep>) -> Result<Markup, WebError> {
    let (step, slot) = path.find(&visit)?;
    Ok(map::step_menu(&visit, step, slot))
}

/// What it shall be called, and the revision the edit began from.
#[derive(Debug, Deserialize)]
pub(crate) struct Named {
    name: String,
    revision: Option<u64>,
}

/// `POST /p/{key}/map/steps/{step}`.
pub(crate) async fn rename(
    visit: Visit,
    Path(path): Path<OfStep>,
    Form(wish): Form<Named>,
) -> Answer {
    let said = format!("It is called “{}” now.", wish.name.trim());
    let command = RenameStep {
        step: StepId(path.step),
        name: wish.name,
        base: wish.revision,
    };
    carry_out(&visit, command, |_, _| said).await
}

/// Where it goes.
#[derive(Debug, Deserialize)]
pub(crate) struct Shifted {
    #[serde(default)]
    activity: String,
    at: u32,
}

/// `POST /p/{key}/map/steps/{step}/place`.
pub(crate) async fn shift(
    visit: Visit,
    Path(path): Path<OfStep>,
    Form(wish): Form<Shifted>,
) -> Answer {
    let name = path.find(&visit)?.0.name.value.clone();
    let (activity, at) = (parent(&wish.activity)?, wish.at);
    let (step, to) = (StepId(path.step), Slot { activity, at });
    carry_out(&visit, ShiftStep { step, to }, |_, _| {
        format!("Moved “{name}”.")
    })
    .await
}

/// `POST /p/{key}/map/steps/{step}/removal`.
pub(crate) async fn remove(visit: Visit, Path(path): Path<OfStep>) -> Answer {
    let (step, _) = path.find(&visit)?;
    let name = step.name.value.clone();
    let said = match visit.product.standing_at(step.id) {
        0 => format!("Took “{name}” off the map."),
        items => {
            let items = domain::text::counted(items, "item");
            format!("Took “{name}” off the map, and {items} with it.")
        }
    };
    let step = step.id;
    carry_out(&visit, RemoveStep { step }, |_, _| said).await
}

/// `POST /p/{key}/map/drawing`: activities from the epics.
pub(crate) async fn draw(visit: Visit) -> Answer {
    let would = draft(&visit.product);
    let items = domain::text::counted(would.items, "item");
    let mut said = match would.activities {
        0 => format!("Put {items} on the map."),
        1 => format!("Made an activity from an epic, with {items}."),
        activities => format!("Made {activities} activities from the epics, with {items}."),
    };
    if would.left_out > 0 {
        let epics = domain::text::counted(would.left_out, "epic");
        said += &format!(" The map has no room for {epics} more.");
    }
    let already = "All items of the epics are on the map already.";
    let commands = vec![DrawMap {}.into()];
    carry_out_or_say(&visit, commands, Mode::All, said, already).await
}

/// A new item, and where it belongs.
#[derive(Debug, Deserialize)]
pub(crate) struct NewCard {
    title: String,
    step: String,
    #[serde(default)]
    slice: String,
}

/// `POST /p/{key}/map/items`: below the last card of its cell.
pub(crate) async fn new_card(visit: Visit, Form(wish): Form<NewCard>) -> Answer {
    let step = parent(&wish.step)?.ok_or(WebError::NotFound)?;
    let slice = Slice::parse(&wish.slice);
    let goal = match slice {
        Some(Slice::Goal(goal)) => goal,
        _ => None,
    };
    let at = last_of(&visit, step, slice).map_or(Rank::Bottom, Rank::After);
    let item = NewItem {
        step: Some(step),
        goal,
        ..NewItem::titled(&wish.title)
    };
    let items = vec![item];
    carry_out(&visit, CreateItems { items, at }, |after, done| {
        let added = done.events.iter().find_map(|one| match &one.event {
            Event::ItemCreated(made) => Some(after.key(made.item)),
            _ => None,
        });
        format!("Added {}.", added.unwrap_or_default())
    })
    .await
}

/// The last of a cell that stands in the product backlog.
fn last_of(visit: &Visit, step: StepId, slice: Option<Slice>) -> Option<ItemId> {
    let slices = match slice? {
        Slice::Goal(_) => Slices::Goals,
        _ => Slices::Sprints,
    };
    let rows = story_map(&visit.product, slices, usize::MAX);
    let row = rows.iter().find(|row| Some(row.slice) == slice)?;
    let ranked = |item: &&ItemId| visit.product.rank(**item).is_some();
    row.cells.get(&step)?.items.iter().rfind(ranked).copied()
}
