//! The product backlog: one order, filtered by its address, of which only a window is sent.

use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use domain::query::Filter;
use domain::survey::MAX_QUESTIONS;
use domain::{ItemId, Kind, Right};
use maud::{Markup, html};

use super::listing::{Asked, asked_window, filter, opened, value};
use super::new_items::next_goes_below;
use crate::error::WebError;
use crate::ui::layout::Page;
use crate::ui::{self, GROUP, Icon, List, Weight, icon};
use crate::urls::{route, with_query};
use crate::views::filters::{Bar, filters};
use crate::views::frame::{Here, backlog_count, page};
use crate::views::reach::Lines;
use crate::views::{Depth, Standing, item_row, menus, refinement, templates, trade_off};
use crate::views::{counted, thousands};
use crate::visit::Visit;

/// `GET /p/{key}/backlog`.
pub(crate) async fn show(visit: Visit, Query(asked): Asked) -> Result<Markup, WebError> {
    let filter = filter(&visit, &asked)?;
    let (panel, panel_src) = opened(&visit, &asked);
    let shown = Page {
        title: format!("Product backlog, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.backlog(), "Product backlog".to_owned()),
        ],
        actions: actions(&visit),
        main: main(&visit, &filter),
        panel,
        panel_src,
        floats: html! { (menus::menus(&visit)) (selection_bar(&visit)) (many_dialog(&visit)) },
        ..Page::default()
    };
    Ok(page(&visit, Here::Backlog, &shown))
}

/// `GET /p/{key}/backlog/rows?from=N&count=M` and the filter: rows, or with `only=ids` all numbers.
pub(crate) async fn rows(visit: Visit, Query(asked): Asked) -> Result<Response, WebError> {
    let filter = filter(&visit, &asked)?;
    if value(&asked, "only") == Some("ids") {
        let ids: Vec<u32> = filter
            .backlog(&visit.product)
            .into_iter()
            .map(|(_, id)| id.0)
            .collect();
        return Ok(Json(ids).into_response());
    }
    let (from, count) = asked_window(&asked);
    let (total, groups) = window(&visit, &filter, from, count);
    Ok(ui::rows_answer(total, &groups, &beside(&visit, &filter, total)).into_response())
}

/// A window of the list: how long the list is, and the rows from `from` on.
fn window(visit: &Visit, filter: &Filter, from: usize, count: usize) -> (usize, Markup) {
    let product = &visit.product;
    if filter.is_empty() {
        let ranked = product
            .order
            .iter()
            .copied()
            .enumerate()
            .skip(from)
            .take(count);
        return (
            product.order.len(),
            groups(
                visit,
                from,
                Lines::of(visit),
                ranked.map(|(at, id)| (at as u32 + 1, id)),
            ),
        );
    }
    let fitting = filter.backlog(product);
    let ranked = fitting.iter().skip(from).take(count).copied();
    (fitting.len(), groups(visit, from, Lines::default(), ranked))
}

fn groups(
    visit: &Visit,
    from: usize,
    lines: Lines,
    ranked: impl Iterator<Item = (u32, ItemId)>,
) -> Markup {
    let depth = Depth::of(visit);
    let standing = Standing { depth, lines };
    let items = ranked.filter_map(|(rank, id)| Some((rank, visit.product.items.get(&id)?)));
    let rows: Vec<Markup> = items
        .enumerate()
        .map(|(at, (rank, item))| item_row(visit, item, rank, from + at, &standing))
        .collect();
    ui::row_groups(from, &rows)
}

fn main(visit: &Visit, filter: &Filter) -> Markup {
    let (total, first) = window(visit, filter, 0, GROUP);
    let parameters = filter.parameters(&visit.product);
    let src = with_query(
        &visit.urls.to(route::ROWS),
        parameters.iter().map(|(n, v)| (*n, v.as_str())),
    );
    let drop = visit.urls.to(route::MOVES);
    let list = List {
        name: "Product backlog",
        src: &src,
        total,
        longest_key: visit.longest_key(),
        drop: visit.may(Right::Order).then_some(drop.as_str()),
        refuses: visit.refusal(Right::Order),
        filtered: !filter.is_empty(),
        live: "order items",
        ..List::default()
    };
    html! {
        (filters(visit, filter, &Bar::ITEMS, &summary(visit, filter, total)))
        (trade_off::note(visit))
        (refinement::reminder(visit))
        @if visit.may(Right::Order) { (inline_new(visit)) }
        (broken_down(visit, filter))
        (columns(visit))
        (ui::list(&list, &first))
        (nothing(visit, filter, total))
    }
}

/// Whoever looks for epics is told where those are that do not stand in the order (A4).
fn broken_down(visit: &Visit, filter: &Filter) -> Markup {
    let asked = filter.kinds.contains(&Kind::Epic);
    let count = visit.product.children.len();
    html! {
        div #broken-down {
            @if asked && count > 0 {
                p.list-note {
                    @if count == 1 { "1 epic is broken down: its items stand in the order instead." }
                    @else { (count) " epics are broken down: their items stand in the order instead." }
                    " " a href=(visit.urls.to(route::EPICS)) { "See all epics" }
                }
            }
        }
    }
}

/// Which columns the style sheet gives room to: none that is empty in every row.
fn columns(visit: &Visit) -> Markup {
    let epics = !visit.product.children.is_empty();
    let priorities = visit.product.summary().priorities;
    let priorities = priorities.iter().any(|share| share.items > 0);
    html! { span #columns hidden data-epics[epics] data-priorities[priorities] {} }
}

/// What stands elsewhere on the page and changes with the list.
fn beside(visit: &Visit, filter: &Filter, total: usize) -> Markup {
    html! {
        (summary(visit, filter, total))
        (broken_down(visit, filter))
        (nothing(visit, filter, total))
        (columns(visit))
        (trade_off::note(visit))
        (refinement::reminder(visit))
        (backlog_count(visit))
    }
}

/// "148 items · 402 points estimated · 4 ready", and with a filter how many of them fit.
fn summary(visit: &Visit, filter: &Filter, total: usize) -> Markup {
    let sum = visit.product.summary();
    html! {
        span #summary {
            @if filter.is_empty() {
                (counted(sum.items, "item")) span.more { " · " (visit.sum(sum.points)) " · " (sum.ready) " ready" }
            } @else { (thousands(total)) " of " (counted(sum.items, "item")) }
        }
        span #ask-people {
            @if total > 0 && !filter.is_empty() && visit.may(Right::Order) { (survey(visit, filter, total)) }
        }
    }
}

/// The way to a Kano survey about what is filtered, or about the first of it (C5).
fn survey(visit: &Visit, filter: &Filter, total: usize) -> Markup {
    let parameters = filter.parameters(&visit.product);
    let parameters = parameters.iter().map(|(n, v)| (*n, v.as_str()));
    let form = with_query(&visit.urls.to(route::NEW_SURVEY), parameters);
    let asked = match total {
        1 => "this item".to_owned(),
        2..=MAX_QUESTIONS => format!("these {total} items"),
        _ => format!("the first {MAX_QUESTIONS} of these"),
    };
    let words = format!("Ask people about {asked} (Kano survey)");
    html! {
        a data-filtered-survey href=(form) aria-label=(words) data-tip=(words) { "Ask people" }
    }
}

/// What an empty list teaches; itself empty while there are rows.
fn nothing(visit: &Visit, filter: &Filter, total: usize) -> Markup {
    html! {
        div #nothing {
            @if total == 0 && filter.is_empty() { (no_items(visit)) }
            @else if total == 0 {
                (ui::empty(
                    "Nothing fits this filter",
                    "Items of the backlog are narrowed by every choice above.",
                    &html! { a.button href=(visit.urls.backlog()) data-visit { "Show all items" } },
                ))
            }
        }
    }
}

fn no_items(visit: &Visit) -> Markup {
    let next = html! {
        @if visit.may(Right::Order) { (ui::command_button("item.new", "New item", Some("C"), Weight::Main)) }
        @if visit.may(Right::Import) { (ui::link_button(&visit.urls.to(route::IMPORT), "Import from a file", Weight::Outlined)) }
    };
    ui::empty(
        "The product backlog is empty",
        "It is one ordered list: what stands higher is more important, and nothing has the same place.",
        &next,
    )
}

fn actions(visit: &Visit) -> Markup {
    html! {
        @if visit.may(Right::Order) { (ui::command_button("item.new", "New item", Some("C"), Weight::Main)) }
        @else if visit.may(Right::Suggest) { (ui::command_button("item.suggest", "Suggest an item", Some("C"), Weight::Main)) }
    }
}

/// The line for a new item; `C` shows it.
fn inline_new(visit: &Visit) -> Markup {
    html! {
        form.inline-new #inline-new method="post" action=(visit.urls.to(route::ITEMS)) data-send data-then="reset" data-inline-new
            data-alike=(visit.urls.to(route::ALIKE)) hidden {
            (next_goes_below(&visit.product, None))
            textarea name="title" rows="1" aria-label="Title of the new item" placeholder="What is needed? Enter adds it; paste lines to add many" {}
            (templates::choice(visit))
            button.button.plain.square type="button" data-command="item.new.close" aria-label="Close" { (icon(Icon::X)) }
            p.error data-error-for="title" {}
            div data-alike-found aria-live="polite" {}
        }
    }
}

/// What can be done with the chosen items.
fn selection_bar(visit: &Visit) -> Markup {
    ui::selection_bar(&html! {
        @if visit.may(Right::Order) {
            (ui::command_button("order.top", "To the top", None, Weight::Plain))
            (ui::command_button("order.bottom", "To the bottom", None, Weight::Plain))
        }
        @if visit.may(Right::Estimate) { (ui::command_button("item.estimate", "Estimate", None, Weight::Plain)) }
        @if visit.may(Right::Refine) {
            (ui::command_button("item.label", "Label", None, Weight::Plain))
            (ui::command_button("item.kind", "Kind", None, Weight::Plain))
            (ui::command_button("item.epic", "Epic", None, Weight::Plain))
        }
        @if visit.may(Right::Order) {
            (ui::command_button("item.goal", "Goal", None, Weight::Plain))
            (ui::command_button("item.priority", "Priority", None, Weight::Plain))
            (ui::command_button("item.kano", "Kano", None, Weight::Plain))
            (ui::command_button("item.survey", "Survey", None, Weight::Plain))
        }
        @if visit.may(Right::Membership) { (ui::command_button("sprint.pull", "Into the sprint plan", None, Weight::Plain)) }
        @if visit.may(Right::Order) { (ui::command_button("item.ice", "Icebox", None, Weight::Plain)) }
        @if visit.may(Right::Order) { (ui::command_button("item.remove", "Remove", None, Weight::Plain)) }
    })
}

/// Many lines at once, with what they would become.
fn many_dialog(visit: &Visit) -> Markup {
    if !visit.may(Right::Order) {
        return html! {};
    }
    ui::dialog(
        "many",
        "Add many items",
        html! {
            form.stack method="post" action=(visit.urls.to(route::MANY_ITEMS)) data-send data-then="reset close" {
                input type="hidden" name="below" value="";
                div.field {
                    label for="many-lines" { "One line becomes one item" }
                    textarea.input #many-lines name="title" rows="8" required autofocus {}
                    p.error data-error-for="title" {}
                }
                div.field { span.label { span data-count { "Nothing yet" } " will be added, in this order" } ol.preview data-preview {} }
                div.actions {
                    button.button type="button" data-close-dialog { "Cancel" }
                    (ui::submit("Add them", Weight::Main))
                }
            }
        },
    )
}
