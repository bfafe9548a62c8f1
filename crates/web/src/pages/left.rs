//! What left the product backlog: what is done, sprint by sprint, what was removed, and the register
//! of what won't be built.

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use domain::query::{Filter, done, removed, wont};
use domain::{ItemId, Right};
use maud::{Markup, html};

use super::listing::{Asked, asked_window, filter, opened};
use crate::error::WebError;
use crate::ui::layout::Page;
use crate::ui::{self, GROUP, List, Weight};
use crate::urls::{route, with_query};
use crate::views::filters::{Bar, filters};
use crate::views::frame::{Here, page};
use crate::views::left::{Line, by_sprint, line};
use crate::views::sprint::items_word;
use crate::visit::Visit;

/// One of the lists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shelf {
    Done,
    Removed,
    Wont,
}

/// `GET /p/{key}/done`.
pub(crate) async fn done_items(visit: Visit, Query(asked): Asked) -> Result<Markup, WebError> {
    show(&visit, Shelf::Done, &asked)
}

/// `GET /p/{key}/done/rows?from=N&count=M` and the filter.
pub(crate) async fn done_rows(visit: Visit, Query(asked): Asked) -> Result<Response, WebError> {
    rows(&visit, Shelf::Done, &asked)
}

/// `GET /p/{key}/removed`.
pub(crate) async fn removed_items(visit: Visit, Query(asked): Asked) -> Result<Markup, WebError> {
    show(&visit, Shelf::Removed, &asked)
}

/// `GET /p/{key}/removed/rows?from=N&count=M` and the filter.
pub(crate) async fn removed_rows(visit: Visit, Query(asked): Asked) -> Result<Response, WebError> {
    rows(&visit, Shelf::Removed, &asked)
}

/// `GET /p/{key}/wont`.
pub(crate) async fn wont_items(visit: Visit, Query(asked): Asked) -> Result<Markup, WebError> {
    show(&visit, Shelf::Wont, &asked)
}

/// `GET /p/{key}/wont/rows?from=N&count=M` and the filter.
pub(crate) async fn wont_rows(visit: Visit, Query(asked): Asked) -> Result<Response, WebError> {
    rows(&visit, Shelf::Wont, &asked)
}

impl Shelf {
    fn title(self) -> &'static str {
        match self {
            Shelf::Done => "Done",
            Shelf::Removed => "Removed items",
            Shelf::Wont => "Won’t have",
        }
    }

    fn bar(self) -> &'static Bar {
        match self {
            Shelf::Done => &Bar::DONE,
            Shelf::Removed => &Bar::REMOVED,
            Shelf::Wont => &Bar::WONT,
        }
    }

    fn find(self, visit: &Visit, filter: &Filter) -> Vec<ItemId> {
        match self {
            Shelf::Done => done(&visit.product, filter),
            Shelf::Removed => removed(&visit.product, filter),
            Shelf::Wont => wont(&visit.product, filter),
        }
    }

    /// What is shown line by line: done items under their sprints.
    fn lines(self, visit: &Visit, found: &[ItemId]) -> Vec<Line> {
        match self {
            Shelf::Done => by_sprint(visit, found),
            Shelf::Removed | Shelf::Wont => found.iter().copied().map(Line::Item).collect(),
        }
    }
}

fn show(visit: &Visit, shelf: Shelf, asked: &[(String, String)]) -> Result<Markup, WebError> {
    let filter = filter(visit, asked)?;
    let (panel, panel_src) = opened(visit, asked);
    let shown = Page {
        title: format!("{}, {}", shelf.title(), visit.product.name()),
        crumbs: crumbs(visit, shelf),
        actions: html! {
            @if shelf == Shelf::Done {
                (ui::link_button(&visit.urls.to(route::REMOVED), "Removed items", Weight::Outlined))
            }
        },
        main: main(visit, shelf, &filter),
        panel,
        panel_src,
        ..Page::default()
    };
    let here = match shelf {
        Shelf::Done => Here::Done,
        Shelf::Removed => Here::Removed,
        Shelf::Wont => Here::Wont,
    };
    Ok(page(visit, here, &shown))
}

/// What was removed is found by what is done, what won't be built by the board of priorities.
fn crumbs(visit: &Visit, shelf: Shelf) -> Vec<(String, String)> {
    let crumb = |to: &'static str, text: &str| (visit.urls.to(to), text.to_owned());
    let done = crumb(route::DONE, Shelf::Done.title());
    let root = (visit.urls.root(), visit.product.name().to_owned());
    match shelf {
        Shelf::Done => vec![root, done],
        Shelf::Removed => vec![root, done, crumb(route::REMOVED, shelf.title())],
        Shelf::Wont => {
            let priorities = crumb(route::PRIORITIES, "Priorities");
            vec![root, priorities, crumb(route::WONT, shelf.title())]
        }
    }
}

fn rows(visit: &Visit, shelf: Shelf, asked: &[(String, String)]) -> Result<Response, WebError> {
    let filter = filter(visit, asked)?;
    let found = shelf.find(visit, &filter);
    let lines = shelf.lines(visit, &found);
    let (from, count) = asked_window(asked);
    let groups = window(visit, &lines, from, count);
    let beside = html! { (summary(found.len())) (nothing(shelf, visit, &filter, found.len())) };
    Ok(ui::rows_answer(lines.len(), &groups, &beside).into_response())
}

fn window(visit: &Visit, lines: &[Line], from: usize, count: usize) -> Markup {
    let shown = lines.iter().enumerate().skip(from).take(count);
    let rows: Vec<Markup> = shown.map(|(at, shown)| line(visit, shown, at)).collect();
    ui::row_groups(from, &rows)
}

fn main(visit: &Visit, shelf: Shelf, filter: &Filter) -> Markup {
    let found = shelf.find(visit, filter);
    let lines = shelf.lines(visit, &found);
    let parameters = filter.parameters(&visit.product);
    let to = match shelf {
        Shelf::Done => route::DONE_ROWS,
        Shelf::Removed => route::REMOVED_ROWS,
        Shelf::Wont => route::WONT_ROWS,
    };
    let src = with_query(
        &visit.urls.to(to),
        parameters.iter().map(|(n, v)| (*n, v.as_str())),
    );
    let list = List {
        name: shelf.title(),
        src: &src,
        total: lines.len(),
        longest_key: visit.longest_key(),
        live: "order items sprints",
        ..List::default()
    };
    html! {
        (filters(visit, filter, shelf.bar(), &summary(found.len())))
        (ui::list(&list, &window(visit, &lines, 0, GROUP)))
        (nothing(shelf, visit, filter, found.len()))
    }
}

fn summary(found: usize) -> Markup {
    html! { span #summary { (items_word(found)) } }
}

/// What an empty list teaches; itself empty while there are rows.
fn nothing(shelf: Shelf, visit: &Visit, filter: &Filter, found: usize) -> Markup {
    let (head, rule) = match shelf {
        _ if !filter.is_empty() => (
            "Nothing fits this filter",
            "It is narrowed by every choice above.",
        ),
        Shelf::Done => (
            "Nothing is done yet",
            "When a sprint is closed, what its team finished leaves the product backlog and stays here.",
        ),
        Shelf::Removed => (
            "Nothing was removed",
            "What is removed from the product backlog keeps everything it has, and can be brought back from here.",
        ),
        Shelf::Wont => (
            "Nothing was left out on purpose",
            "Saying no is a decision, too: “Won’t” takes an item out of the order with the reason, which stands here and is shown to whoever suggests it again.",
        ),
    };
    let next = match visit.may(Right::Membership) && shelf == Shelf::Done && filter.is_empty() {
        true => html! { a.button href=(visit.urls.to(route::PLANNING)) { "Go to planning" } },
        false => html! { a.button href=(visit.urls.backlog()) { "Go to the product backlog" } },
    };
    html! { div #nothing { @if found == 0 { (ui::empty(head, rule, &next)) } } }
}
