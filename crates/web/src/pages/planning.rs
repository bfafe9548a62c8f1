//! Planning a sprint: both backlogs side by side, filling it, and the commitment.

use axum::Json;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::query::Filter;
use domain::sprint::Sprint;
use domain::sprint::commit::CommitSprint;
use domain::sprint::fill::FillSprint;
use domain::{ItemId, Points};
use maud::{Markup, html};
use serde::Deserialize;

use super::crossings::crossed;
use super::sprints::{self, OfSprint, execute};
use crate::answer::{Answer, carry_out, counted};
use crate::error::WebError;
use crate::ui::layout::Page;
use crate::ui::{self, GROUP};
use crate::urls::route;
use crate::views::frame::{Here, backlog_count, page};
use crate::views::sprint::planning::{Panes, actions, panes};
use crate::views::sprint::{crumbs, row};
use crate::views::{item, menus};
use crate::visit::Visit;

/// Rows sent at once at most, whatever is asked for.
const MOST: usize = 1_000;

/// What a planning address asks for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    ready: Option<String>,
    open: Option<String>,
    from: Option<usize>,
    count: Option<usize>,
    only: Option<String>,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            ready: (self.ready.as_deref() == Some("yes")).then_some(true),
            ..Filter::default()
        }
    }

    fn window(&self) -> (usize, usize) {
        let from = self.from.unwrap_or(0) / GROUP * GROUP;
        (from, self.count.unwrap_or(GROUP).min(MOST))
    }

    fn only_ids(&self) -> bool {
        self.only.as_deref() == Some("ids")
    }
}

/// `GET /p/{key}/planning`: the next sprint to plan, or how to begin one.
pub(crate) async fn next(visit: Visit) -> Response {
    let sprint = next_planned(&visit).map(|sprint| sprint.id);
    match sprint {
        Some(sprint) => {
            Redirect::to(&visit.urls.of_sprint(route::SPRINT_PLANNING, sprint)).into_response()
        }
        None => sprints::new(visit).await.into_response(),
    }
}

/// The sprint that is planned and begins first.
pub(crate) fn next_planned(visit: &Visit) -> Option<&Sprint> {
    let planned = visit
        .product
        .sprints
        .values()
        .filter(|sprint| sprint.is_planned());
    planned
        .min_by_key(|sprint| (sprint.calendar.start, sprint.id))
        .map(AsRef::as_ref)
}

/// `GET /p/{key}/sprints/{sprint}/planning`. A sprint that is no longer planned is shown as what it
/// has become.
pub(crate) async fn show(
    visit: Visit,
    Path(path): Path<OfSprint>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let sprint = path.find(&visit)?;
    if !sprint.is_planned() {
        return Ok(Redirect::to(&visit.urls.sprint(sprint.id)).into_response());
    }
    let open = asked
        .open
        .as_deref()
        .and_then(|key| visit.product.parse_item_key(key));
    let open = open.and_then(|id| visit.product.items.get(&id));
    let shown = Page {
        title: format!("Planning {}, {}", sprint.name, visit.product.name()),
        crumbs: crumbs(&visit, sprint, Some((route::SPRINT_PLANNING, "Planning"))),
        actions: actions(&visit),
        live: "sprints items".into(),
        main: main(&visit, sprint, &asked),
        panel: open.map_or_else(Markup::default, |open| item::panel(&visit, open)),
        panel_src: open.map(|open| visit.urls.item(open.id)),
        floats: html! { (menus::menus(&visit)) (selection_bar(&visit)) },
    };
    Ok(page(&visit, Here::Planning, &shown).into_response())
}

fn main(visit: &Visit, sprint: &Sprint, asked: &Asked) -> Markup {
    let shown = Panes {
        left: candidates_window(visit, sprint, &asked.filter(), (0, GROUP)),
        ready_only: asked.filter().ready.is_some(),
        right: plan_window(visit, sprint, (0, GROUP)),
        sprint,
    };
    panes(visit, &shown)
}

/// `GET /p/{key}/sprints/{sprint}/candidates`: rows of the product backlog.
pub(crate) async fn candidates(
    visit: Visit,
    Path(path): Path<OfSprint>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let sprint = path.find(&visit)?;
    if asked.only_ids() {
        let ids = asked.filter().backlog(&visit.product);
        return Ok(Json(ids.iter().map(|(_, id)| id.0).collect::<Vec<_>>()).into_response());
    }
    let (total, groups) = candidates_window(&visit, sprint, &asked.filter(), asked.window());
    Ok(ui::rows_answer(total, &groups, &backlog_count(&visit)).into_response())
}

/// `GET /p/{key}/sprints/{sprint}/rows`: rows of the sprint backlog.
pub(crate) async fn rows(
    visit: Visit,
    Path(path): Path<OfSprint>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let sprint = path.find(&visit)?;
    if asked.only_ids() {
        return Ok(Json(sprint.plan.iter().map(|id| id.0).collect::<Vec<_>>()).into_response());
    }
    let groups = plan_window(&visit, sprint, asked.window());
    Ok(ui::rows_answer(sprint.plan.len(), &groups, &html! {}).into_response())
}

/// A window of the product backlog; without a filter its length is known and nothing is scanned.
fn candidates_window(
    visit: &Visit,
    sprint: &Sprint,
    filter: &Filter,
    window: (usize, usize),
) -> (usize, Markup) {
    let (from, count) = window;
    let product = &visit.product;
    let (total, ranked): (usize, Vec<(u32, ItemId)>) = if filter.is_empty() {
        let order = product
            .order
            .iter()
            .copied()
            .zip(1..)
            .skip(from)
            .take(count);
        (
            product.order.len(),
            order.map(|(id, rank)| (rank, id)).collect(),
        )
    } else {
        let fitting = filter.backlog(product);
        (
            fitting.len(),
            fitting.into_iter().skip(from).take(count).collect(),
        )
    };
    let items = ranked
        .iter()
        .filter_map(|(rank, id)| Some((*rank, product.items.get(id)?)));
    let rows: Vec<Markup> = items
        .zip(from..)
        .map(|((rank, item), index)| row::candidate(visit, sprint, item, rank, index))
        .collect();
    (total, ui::row_groups(from, &rows))
}

fn plan_window(visit: &Visit, sprint: &Sprint, window: (usize, usize)) -> Markup {
    let (from, count) = window;
    let items = sprint.items(&visit.product).skip(from).take(count);
    let rows: Vec<Markup> = items
        .zip(from..)
        .map(|(item, index)| row::planned(visit, sprint, item, index))
        .collect();
    ui::row_groups(from, &rows)
}

fn selection_bar(visit: &Visit) -> Markup {
    use domain::Right::{Estimate, Membership};
    ui::selection_bar(&html! {
        @if visit.may(Membership) {
            (ui::command_button("sprint.pull", "Into the sprint", None, ui::Weight::Plain))
            (ui::command_button("sprint.put-back", "Back to the product backlog", None, ui::Weight::Plain))
        }
        @if visit.may(Estimate) { (ui::command_button("item.estimate", "Estimate", None, ui::Weight::Plain)) }
    })
}

/// Up to how many points a sprint shall be filled.
#[derive(Debug, Deserialize)]
pub(crate) struct Fill {
    points: String,
}

/// `POST /p/{key}/sprints/{sprint}/fills`: pulls the top ready items that still fit.
pub(crate) async fn fill(
    visit: Visit,
    Path(path): Path<OfSprint>,
    Form(wish): Form<Fill>,
) -> Answer {
    let sprint = path.find(&visit)?;
    let limit = up_to(&wish.points)?;
    let (sprint, name) = (sprint.id, sprint.name.clone());
    let command = FillSprint {
        sprint,
        up_to: limit,
    };
    carry_out(&visit, command, |after, done| {
        let (items, _) = crossed(done);
        format!("Pulled {} into {name}.", counted(after, &items))
    })
    .await
}

fn up_to(typed: &str) -> Result<Points, WebError> {
    Points::parse(typed).ok_or_else(|| {
        let sentence = match typed.trim() {
            "" => "The number is missing. Type up to how many points to fill.".to_owned(),
            typed => format!("“{typed}” is no number of points. Type one, such as 24."),
        };
        WebError::Unreadable(sentence, Some("points"))
    })
}

/// `POST /p/{key}/sprints/{sprint}/commitment`.
pub(crate) async fn commit(visit: Visit, Path(path): Path<OfSprint>) -> Result<Response, WebError> {
    let sprint = path.find(&visit)?.id;
    execute(&visit, CommitSprint { sprint }).await?;
    Ok(Redirect::to(&visit.urls.sprint(sprint)).into_response())
}
