//! The user story map (C6): activities and steps across, slices down, and where they meet the items as
//! cards; beside it what is not on the map yet. On a phone the same, slice by slice, without empty cells.
//!
//! Deliberately not here: the heads of the columns (`map/backbone.rs`) and choosing a step for an item
//! (`map/choices.rs`).

mod backbone;
pub(crate) mod choices;

use std::ops::Range;

use domain::map::Step;
use domain::map::draw::{Draft, draft};
use domain::query::{Cell, Filter, Row, Slice, Slices};
use domain::roadmap::GoalState;
use domain::{Item, ItemId, Place, Right, StepId};
use maud::{Markup, html};
use serde_json::json;

use crate::ui::{self, Icon, icon};
use crate::urls::{route, with_query};
use crate::views::epics::{progress_bar, progress_words};
use crate::views::{counted, thousands};
use crate::visit::Visit;

pub(crate) use backbone::step_menu;

/// Cards a cell shows at first; more come on request.
pub(crate) const SHOWN: usize = 20;
/// Cards shown of what is not on the map; the filter finds others.
const UNMAPPED: usize = 60;
/// Slices shown at most.
const SLICES: usize = 40;
/// Cells shown at most: the more columns, the fewer slices at once.
const CELLS: usize = 3_000;

/// What an address asks for.
pub(crate) struct Asked {
    /// What stands beside the map.
    pub slices: Slices,
    /// Cards of each cell.
    pub most: usize,
    /// Slices that are passed over.
    pub from: usize,
    /// What is not on the map, narrowed.
    pub filter: Filter,
}

impl Asked {
    fn address(&self, visit: &Visit, slices: Slices, most: usize, from: usize) -> String {
        let by = (slices == Slices::Sprints).then_some(("by", "sprints".to_owned()));
        let most = (most != SHOWN).then(|| ("most", most.to_string()));
        let words = (!self.filter.text.is_empty()).then(|| ("q", self.filter.text.clone()));
        let from = (from > 0).then(|| ("from", from.to_string()));
        let asked = by.into_iter().chain(most).chain(from).chain(words);
        let asked: Vec<_> = asked.collect();
        let asked = asked.iter().map(|(name, value)| (*name, value.as_str()));
        with_query(&visit.urls.to(route::MAP), asked)
    }
}

/// A column of the map: a step, or an activity for what stands at none of its steps.
pub(crate) struct Column<'a> {
    activity: &'a Step,
    /// Nothing for the activity itself.
    step: Option<&'a Step>,
}

impl Column<'_> {
    /// What stands here stands at this.
    pub(crate) fn id(&self) -> StepId {
        self.step.unwrap_or(self.activity).id
    }

    /// "Rent a bike", "Rent a bike › Unlock it".
    pub(crate) fn name(&self) -> String {
        let activity = &self.activity.name.value;
        match self.step {
            Some(step) => format!("{activity} › {}", step.name.value),
            None => activity.to_string(),
        }
    }
}

/// The columns from left to right. An activity has one of its own while it has no steps, or something
/// stands at it and at none of them.
pub(crate) fn columns<'a>(visit: &'a Visit, rows: &[Row]) -> Vec<Column<'a>> {
    let holds = |id| rows.iter().any(|row| row.cells.contains_key(&id));
    let activities = visit.product.story_map.activities.iter();
    let each = activities.map(|activity| {
        let bare = activity.steps.is_empty() || holds(activity.id);
        let own = bare.then_some(Column {
            activity,
            step: None,
        });
        let step = |step| Column {
            activity,
            step: Some(step),
        };
        own.into_iter().chain(activity.steps.iter().map(step))
    });
    each.flatten().collect()
}

/// The slices that are shown: open goals, and of the reached ones those with something open.
pub(crate) fn shown(visit: &Visit, rows: Vec<Row>) -> Vec<Row> {
    let open = |row: &Row| match row.slice {
        Slice::Goal(Some(goal)) => {
            let goal = visit.product.goals.get(&goal);
            let is_open = goal.is_some_and(|goal| goal.state == GoalState::Open);
            is_open || row.progress.done < row.progress.items
        }
        Slice::Done => row.progress.items > 0,
        _ => true,
    };
    rows.into_iter().filter(open).collect()
}

/// The page.
pub(crate) fn main(visit: &Visit, asked: &Asked, rows: &[Row]) -> Markup {
    if visit.product.story_map.is_empty() {
        return nothing(visit);
    }
    let columns = columns(visit, rows);
    let off = domain::query::unmapped(&visit.product, &asked.filter, UNMAPPED);
    let sprints = asked.slices == Slices::Sprints;
    let aside = off.1 > 0 || !asked.filter.is_empty();
    html! {
        div.panes.map-panes.map-alone[!aside] data-board-map data-drag[visit.may(Right::Refine)] data-fields=[sprints.then(|| json!({ "by": "sprints" }))] {
            @if aside {
                nav.tabs aria-label="Map" { a href="#map-right" { "Map" } a href="#map-left" { "Not on the map " span.count { (thousands(off.1)) } } }
                (unmapped(visit, asked, &off))
            }
            section.pane #map-right aria-label="Story map" {
                (head(visit, asked, rows))
                div.map-scroll tabindex="0" role="region" aria-label="Activities and slices" { (table(visit, asked, &columns, rows)) }
                @if visit.may(Right::Order) { (choices::new_card(visit, rows)) }
            }
        }
    }
}

fn nothing(visit: &Visit) -> Markup {
    let next = html! {
        @if visit.may(Right::Refine) {
            div.map-begin { (draw(visit, draft(&visit.product), true)) (backbone::first(visit)) }
        } @else { a.button href=(visit.urls.backlog()) { "Go to the product backlog" } }
    };
    ui::empty(
        "There is no story map yet",
        "It shows what users do, from left to right, and below each step what is built for it, slice by slice: what the first slice leaves out is seen at once. Cards are the items themselves; nothing is copied.",
        &next,
    )
}

/// Brings the epics' items onto the map, where some are not on it.
fn draw(visit: &Visit, draft: Draft, first: bool) -> Markup {
    let words = match (draft.activities, draft.items) {
        (_, 0) => return html! {},
        (0, items) => format!("Put {} of the epics on the map", counted(items, "item")),
        (1, items) => format!(
            "Make an activity from the epic with {}",
            counted(items, "item")
        ),
        (epics, items) => format!(
            "Make {epics} activities from the epics, with {}",
            counted(items, "item")
        ),
    };
    html! {
        button.button.main[first].small[!first] type="button" data-post=(visit.urls.to(route::MAP_DRAWING)) data-items="" { (words) }
    }
}

fn head(visit: &Visit, asked: &Asked, rows: &[Row]) -> Markup {
    let items: usize = rows.iter().map(|row| row.progress.items).sum();
    let by = |slices, words: &str| {
        let on = asked.slices == slices;
        let href = asked.address(visit, slices, asked.most, 0);
        html! { a.chip.on[on] href=(href) data-visit aria-current=[on.then_some("true")] { (words) } }
    };
    let open = draft(&visit.product);
    html! {
        header.sprint-head {
            div.grow {
                h2 { (counted(items, "item")) " on the map" }
                p.quiet.keys-only {
                    @if visit.may(Right::Refine) { "Drag a card to another step or slice, or press " kbd { "⇧" } " with an arrow. Its rank stays, unless it is dropped within its cell." }
                }
            }
            @if visit.may(Right::Refine) { (draw(visit, open, false)) }
            nav.group-of aria-label="Slices" { (by(Slices::Goals, "By goals")) (by(Slices::Sprints, "By sprints")) }
        }
    }
}

/// What is not on the map, with words to find among it.
fn unmapped(visit: &Visit, asked: &Asked, (items, all): &(Vec<ItemId>, usize)) -> Markup {
    let to = visit
        .may(Right::Refine)
        .then(|| visit.urls.to(route::MAP_CARDS));
    let cards = items.iter().filter_map(|id| visit.product.items.get(id));
    html! {
        section.pane #map-left aria-labelledby="unmapped-head" {
            header.pane-head {
                h2 #unmapped-head { "Not on the map yet" span.count { (thousands(*all)) } }
                form.map-filter role="search" method="get" action=(visit.urls.to(route::MAP)) data-filter {
                    @if asked.slices == Slices::Sprints { input type="hidden" name="by" value="sprints"; }
                    input.input type="search" name="q" value=(asked.filter.text) aria-label="Find among what is not on the map" placeholder="Find among them" autocomplete="off";
                }
            }
            div.cards-of role=[(!items.is_empty()).then_some("list")] aria-label=[(!items.is_empty()).then_some("Not on the map yet")] data-name="Not on the map"
                data-column="none" data-drop=[to] data-drop-group="map" data-drop-with=(json!({ "step": "none" })) data-order="none" data-refuses=[visit.refusal(Right::Refine)] {
                @for item in cards { (card(visit, item)) }
                @if items.is_empty() { p.none-here { "Nothing has these words." } }
            }
            @if *all > items.len() { p.more-cards { "And " (thousands(all - items.len())) " more below them; words find them." } }
        }
    }
}

fn table(visit: &Visit, asked: &Asked, columns: &[Column<'_>], rows: &[Row]) -> Markup {
    let window = window(asked, columns.len(), rows.len());
    html! {
        table.story-map {
            caption.unseen { "Story map: activities and steps across, slices down" }
            colgroup { col.slices; @for _ in columns { col.column; } @if visit.may(Right::Refine) { col.new; } }
            (backbone::heads(visit, columns, rows))
            tbody {
                @for row in &rows[window.clone()] { (slice(visit, asked, columns, row)) }
                @if window.len() < rows.len() { (further(visit, asked, &window, rows.len())) }
            }
        }
    }
}

/// The slices that are shown of so many; the last ones, where fewer are left than were passed over.
fn window(asked: &Asked, columns: usize, slices: usize) -> Range<usize> {
    let most = (CELLS / columns.max(1)).clamp(1, SLICES);
    let from = asked.from.min(slices.saturating_sub(1));
    from..(from + most).min(slices)
}

/// The ways to the slices above and below those that are shown.
fn further(visit: &Visit, asked: &Asked, shown: &Range<usize>, all: usize) -> Markup {
    let to = |from| asked.address(visit, asked.slices, asked.most, from);
    html! {
        tr {
            th.slice-head scope="row" {
                div.slice-words {
                    span.quieter { "Slices " (shown.start + 1) "–" (shown.end) " of " (all) }
                    @if shown.start > 0 { a href=(to(0)) data-visit { "Show the first" } }
                    @if shown.end < all { a href=(to(shown.end)) data-visit { "Show the next" } }
                }
            }
        }
    }
}

fn slice(visit: &Visit, asked: &Asked, columns: &[Column<'_>], row: &Row) -> Markup {
    let measure = visit.product.scale.measure();
    let (name, link) = slice_name(visit, row.slice);
    html! {
        tr data-slice=(row.slice) {
            th.slice-head scope="row" {
                div.slice-words {
                    span.slice-name { @if let Some(link) = link { a href=(link) { (name) } } @else { (name) } }
                    @if row.progress.items > 0 { span.quieter { (progress_words(&row.progress, measure)) } (progress_bar(&row.progress)) }
                    (hint(visit, row.slice))
                }
            }
            @for column in columns { (cell(visit, asked, row, column, &name)) }
        }
    }
}

/// What a slice is called, and where more is said about it.
pub(crate) fn slice_name(visit: &Visit, slice: Slice) -> (String, Option<String>) {
    match slice {
        Slice::Goal(Some(goal)) => {
            let name = visit
                .product
                .goals
                .get(&goal)
                .map(|goal| goal.name.value.to_string());
            (name.unwrap_or_default(), Some(visit.urls.goal(goal)))
        }
        Slice::Goal(None) => ("No goal".to_owned(), None),
        Slice::Sprint(id) => {
            let name = visit
                .product
                .sprints
                .get(&id)
                .map(|sprint| sprint.name.to_string());
            (name.unwrap_or_default(), Some(visit.urls.sprint(id)))
        }
        Slice::Backlog => ("Product backlog".to_owned(), Some(visit.urls.backlog())),
        Slice::Done => ("Done".to_owned(), Some(visit.urls.to(route::DONE))),
    }
}

/// Below the last slice: where slices come from.
fn hint(visit: &Visit, slice: Slice) -> Markup {
    html! {
        @if slice == Slice::Goal(None) && visit.may(Right::Order) {
            button.words type="button" data-open-dialog="new-goal" { "Add a goal" }
        }
    }
}

fn cell(visit: &Visit, asked: &Asked, row: &Row, column: &Column<'_>, slice: &str) -> Markup {
    let nothing = Cell::default();
    let found = row.cells.get(&column.id()).unwrap_or(&nothing);
    let to = visit
        .may(Right::Refine)
        .then(|| visit.urls.to(route::MAP_CARDS));
    let with = json!({ "step": column.id().to_string(), "slice": row.slice.to_string() });
    let name = format!("{}, {slice}", column.name());
    let cards = found
        .items
        .iter()
        .filter_map(|id| visit.product.items.get(id));
    let fixed = !matches!(row.slice, Slice::Goal(_) | Slice::Backlog);
    html! {
        td.vacant[found.all == 0] {
            @if found.all > 0 { div.map-cell-head { (column.name()) } }
            div.cards-of role=[(found.all > 0).then_some("list")] aria-label=[(found.all > 0).then_some(&name)] data-name=(name) data-column=(column.id()) data-drop=[to]
                data-drop-group="map" data-drop-with=(with) data-take-order="none" data-order=[fixed.then_some("none")] data-refuses=[visit.refusal(Right::Refine)] {
                @for item in cards { (card(visit, item)) }
            }
            @if found.all > found.items.len() {
                a.more-cards href=(asked.address(visit, asked.slices, found.all, asked.from)) data-visit { "Show " (found.all - found.items.len()) " more" }
            }
            @if visit.may(Right::Order) && !fixed {
                button.new-card type="button" tabindex="-1" data-new-card aria-label="New item here" data-tip="New item here" { (icon(Icon::Plus)) }
            }
        }
    }
}

/// A card: what it is called, its key, where it is, how large.
fn card(visit: &Visit, item: &Item) -> Markup {
    let key = visit.key(item.id);
    let state = state(visit, item);
    let said = state
        .as_deref()
        .map_or(String::new(), |state| format!(", {state}"));
    let done = matches!(item.place, Place::Done(_));
    html! {
        div.board-card.map-card.is-done[done] id={ "card-" (item.id) } role="listitem" tabindex="-1" aria-label={ (key) ", " (item.title.value) (said) }
            data-item=(item.id) data-key=(key) data-title=(item.title.value) {
            a.title href=(visit.urls.item(item.id)) tabindex="-1" data-open-item=(key) draggable="false" { (item.title.value) }
            @if let (Some(state), false) = (state, done) { span.state.race-words { (state) } }
            div.card-foot {
                (ui::kind_badge(item.kind.as_str())) span.key { (key) }
                span.grow {}
                (ui::points(visit.mark(item.estimate).as_ref()))
            }
        }
    }
}

/// Where it is, if that is not the product backlog.
fn state(visit: &Visit, item: &Item) -> Option<String> {
    match item.place {
        Place::Sprint(sprint) => Some(visit.product.sprints.get(&sprint)?.name.to_string()),
        Place::Done(_) => Some("done".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(from: usize) -> Asked {
        Asked {
            slices: Slices::Goals,
            most: SHOWN,
            from,
            filter: Filter::default(),
        }
    }

    #[test]
    fn cells_are_bounded_however_wide_the_map_is() {
        let shown = |from, columns| window(&asked(from), columns, 100);
        assert_eq!(shown(0, 5), 0..40);
        assert_eq!(shown(0, 300), 0..10);
        assert_eq!(shown(10, 300), 10..20);
        assert_eq!(shown(95, 300), 95..100);
        assert_eq!(window(&asked(7), 0, 0), 0..0);
    }
}
