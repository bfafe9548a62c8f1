//! The board of priorities (C4): a column for each, in the order of the product backlog, and one for
//! what was decided against.

use std::collections::BTreeMap;

use domain::query::{Filter, by_priority, wont};
use domain::{Item, ItemId, Priority, Right};
use maud::{Markup, html};
use serde_json::json;

use crate::ui::{self, Icon};
use crate::urls::{route, with_query};
use crate::views::{counted, thousands};
use crate::visit::Visit;

/// Cards a column shows at first; more come on request.
pub(crate) const SHOWN: usize = 60;

/// The columns, from left to right; what has no priority yet comes first.
pub(crate) const COLUMNS: [Option<Priority>; 4] = [
    None,
    Some(Priority::Must),
    Some(Priority::Should),
    Some(Priority::Could),
];

/// How many cards each column shows.
pub(crate) type Shown = BTreeMap<Option<Priority>, usize>;

/// As addresses and forms say it.
pub(crate) fn word(priority: Option<Priority>) -> &'static str {
    priority.map_or("none", Priority::as_str)
}

/// As people read it.
fn title(priority: Option<Priority>) -> &'static str {
    priority.map_or("No priority yet", Priority::title)
}

/// The header and the columns.
pub(crate) fn board(visit: &Visit, shown: &Shown) -> Markup {
    let most = |column| shown.get(&column).copied().unwrap_or(SHOWN);
    let found = by_priority(&visit.product, most);
    let ruled_out = wont(&visit.product, &Filter::default());
    html! {
        div.board-page.pond {
            (header(visit))
            nav.tabs aria-label="Columns" {
                @for column in COLUMNS {
                    a href={ "#column-" (word(column)) } { (title(column)) " " span.count { (count(visit, column)) } }
                }
                a href="#column-wont" { "Won’t " span.count { (ruled_out.len()) } }
            }
            div.columns.five data-board data-drag[visit.may(Right::Order)] {
                @for column in COLUMNS { (column_of(visit, column, &found[&column])) }
                (wont_column(visit, &ruled_out))
            }
        }
    }
}

fn header(visit: &Visit) -> Markup {
    let items = visit.product.summary().items;
    let prioritized = items - count(visit, None);
    html! {
        header.sprint-head {
            div.grow {
                h2 { (thousands(prioritized)) " of " (counted(items, "item")) " " (if prioritized == 1 || items == 1 { "has" } else { "have" }) " a priority" }
                @if crate::views::trade_off::inflation(visit).is_above() { (crate::views::trade_off::note(visit)) }
                p.quiet { "Each column stands in the order of the product backlog. A card dropped between two others goes there in the backlog, too." }
            }
        }
    }
}

fn count(visit: &Visit, column: Option<Priority>) -> usize {
    visit.product.summary().share(column).items
}

fn column_of(visit: &Visit, column: Option<Priority>, items: &[ItemId]) -> Markup {
    let (name, id) = (title(column), word(column));
    let share = visit.product.summary().share(column);
    let to = visit
        .may(Right::Order)
        .then(|| visit.urls.to(route::PRIORITIES));
    let with = json!({ "priority": id });
    let cards = items
        .iter()
        .filter_map(|item| visit.product.items.get(item));
    html! {
        section.board-column id={ "column-" (id) } aria-labelledby={ "head-" (id) } {
            header.column-head {
                h3 id={ "head-" (id) } { (name) } span.count { (share.items) }
                span.sum { (visit.product.scale.measure().short(share.points)) }
            }
            div.cards-of role=[(!items.is_empty()).then_some("list")] aria-label=[(!items.is_empty()).then_some(name)] data-name=(name) data-drop=[to] data-drop-group="priority" data-drop-with=(with) {
                @for item in cards { (card(visit, item)) }
                @if items.is_empty() { p.none-here { (nothing_in(column)) } }
            }
            @if share.items > items.len() { (more(visit, column, items.len(), share.items)) }
        }
    }
}

/// What was decided against, the newest first. A drop here asks for the reason; a card that leaves it
/// goes back into the order.
fn wont_column(visit: &Visit, items: &[ItemId]) -> Markup {
    let to = visit.may(Right::Order).then(|| visit.urls.to(route::WONT));
    let register = visit.urls.to(route::WONT);
    let shown = items.iter().take(SHOWN);
    let cards = shown.filter_map(|item| visit.product.items.get(item));
    html! {
        section.board-column #column-wont aria-labelledby="head-wont" {
            header.column-head {
                h3 #head-wont { "Won’t" } span.count { (items.len()) }
                @if !items.is_empty() { a.sum href=(register) { "Register" } }
            }
            div.cards-of role=[(!items.is_empty()).then_some("list")] aria-label=[(!items.is_empty()).then_some("Won’t")] data-name="Won’t"
                data-drop=[to] data-drop-group="priority" data-drop-dialog="wont" data-order="none" {
                @for item in cards { (card(visit, item)) }
                @if items.is_empty() { p.none-here { "Nothing was left out on purpose." } }
            }
            @if items.len() > SHOWN { a.more-cards href=(register) { "All " (items.len()) " with their reasons" } }
        }
    }
}

fn nothing_in(column: Option<Priority>) -> &'static str {
    match column {
        None => "Everything has a priority.",
        Some(Priority::Must) => "Nothing without which the rest is worth nothing.",
        Some(Priority::Should) => "Nothing that would be painful to leave out.",
        Some(Priority::Could) => "Nothing that could be left out without harm.",
    }
}

/// Long columns come in pieces: "Show 180 more of 9,940".
fn more(visit: &Visit, column: Option<Priority>, shown: usize, all: usize) -> Markup {
    let next = (shown * 4).min(all);
    let address = visit.urls.to(route::PRIORITIES);
    let address = with_query(&address, [(word(column), next.to_string().as_str())]);
    html! { a.more-cards href=(address) data-visit { "Show " (next - shown) " more of " (all - shown) } }
}

fn card(visit: &Visit, item: &Item) -> Markup {
    let key = visit.key(item.id);
    html! {
        div.board-card id={ "card-" (item.id) } role="listitem" tabindex="-1" aria-label={ (key) ", " (item.title.value) }
            data-item=(item.id) data-key=(key) data-title=(item.title.value) {
            a.title href=(visit.urls.item(item.id)) tabindex="-1" data-open-item=(key) draggable="false" { (item.title.value) }
            div.card-foot {
                (ui::kind_badge(item.kind.as_str())) span.key { (key) }
                span.grow {}
                (ui::points(visit.mark(item.estimate).as_ref()))
            }
            @if let Some(reason) = item.gone.as_ref().and_then(|gone| gone.reason.as_deref()) { p.quieter { (reason) } }
            @if visit.may(Right::Order) { (ui::icon_button("item.priority", &format!("Priority of {key}"), Icon::Ellipsis)) }
        }
    }
}
