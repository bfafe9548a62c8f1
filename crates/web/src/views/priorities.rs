//! The board of priorities (C4): a column for each, in the order of the product backlog.

use std::collections::BTreeMap;

use domain::query::by_priority;
use domain::{Item, ItemId, Priority, Right};
use maud::{Markup, html};
use serde_json::json;

use crate::ui::{self, Icon};
use crate::urls::{route, with_query};
use crate::views::counted;
use crate::visit::Visit;

/// Cards a column shows at first; more come on request.
pub(crate) const SHOWN: usize = 60;

/// The columns, from left to right; what nobody has weighed yet comes first.
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
    priority.map_or("Not weighed yet", Priority::title)
}

/// The header and the columns.
pub(crate) fn board(visit: &Visit, shown: &Shown) -> Markup {
    let most = |column| shown.get(&column).copied().unwrap_or(SHOWN);
    let found = by_priority(&visit.product, most);
    html! {
        div.board-page.pond {
            (header(visit))
            nav.tabs aria-label="Columns" {
                @for column in COLUMNS {
                    a href={ "#column-" (word(column)) } { (title(column)) " " span.count { (count(visit, column)) } }
                }
            }
            div.columns data-board data-drag[visit.may(Right::Order)] {
                @for column in COLUMNS { (column_of(visit, column, &found[&column])) }
            }
        }
    }
}

fn header(visit: &Visit) -> Markup {
    let weighed = visit.product.summary().items - count(visit, None);
    html! {
        header.sprint-head {
            div.grow {
                h2 { (weighed) " of " (counted(visit.product.summary().items, "item")) " weighed" }
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

fn nothing_in(column: Option<Priority>) -> &'static str {
    match column {
        None => "Everything has been weighed.",
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
            @if visit.may(Right::Order) { (ui::icon_button("item.priority", &format!("Priority of {key}"), Icon::Ellipsis)) }
        }
    }
}
