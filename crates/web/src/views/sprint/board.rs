//! The board of a running sprint (E3): its goal and how far it is on top, four columns below.

use std::collections::BTreeMap;

use domain::sprint::blocker::is_blocked;
use domain::{Column, Item, Place, Points, Right, Sprint, Status};
use maud::{Markup, html};
use serde_json::json;

use super::row::carried_words;
use super::{blockers, dates, day_of, items_word, keeps};
use crate::chart::sparkline;
use crate::ui::{self, Icon, Weight, icon};
use crate::urls::{route, with_query};
use crate::visit::Visit;

/// Cards a column shows at first; more come on request.
pub(crate) const SHOWN: usize = 60;

/// How many cards each column shows.
pub(crate) type Shown = BTreeMap<Column, usize>;

/// The header and the columns.
pub(crate) fn board(visit: &Visit, sprint: &Sprint, shown: &Shown) -> Markup {
    let visit = &visit.reading(sprint);
    html! {
        div.board-page {
            (header(visit, sprint))
            (blockers::strip(visit, sprint))
            nav.tabs aria-label="Columns" {
                @for column in Column::ALL {
                    a href={ "#column-" (column.as_str()) } { (column.title()) " " span.count { (sprint.cards(column).len()) } }
                }
            }
            div.columns data-board data-drag data-keeps=(keeps(visit, Place::Sprint(sprint.id))) {
                @for column in Column::ALL {
                    (column_of(visit, sprint, column, shown.get(&column).copied().unwrap_or(SHOWN)))
                }
            }
        }
        @if visit.may(Right::Board) { (column_menu(visit)) }
    }
}

fn header(visit: &Visit, sprint: &Sprint) -> Markup {
    let goal = &sprint.goal.value;
    html! {
        header.sprint-head {
            div.grow {
                @if goal.is_empty() { h2.quiet { "No sprint goal" } } @else { h2 { (goal) } }
                p.quiet {
                    @if goal.is_empty() { "The product owner can still set one" } @else { "Sprint goal" }
                    " · " (dates(&sprint.calendar)) " · " (day_of(&sprint.calendar, visit.now))
                }
            }
            (figures(visit, sprint))
            (trend(visit, sprint))
        }
    }
}

fn figures(visit: &Visit, sprint: &Sprint) -> Markup {
    let (scope, committed) = (sprint.burndown.scope(), sprint.burndown.committed());
    let remaining = sprint.burndown.remaining();
    let change = scope.points.as_f64() - committed.points.as_f64();
    html! {
        dl.sprint-figures {
            div title="The sprint is committed: nothing enters or leaves" {
                dt { "Scope" }
                dd {
                    (icon(Icon::Lock)) (sprint.measure(&visit.product).say(committed.points))
                    @if change != 0.0 { span.race-words { " " (change_words(change)) " estimated anew" } }
                }
            }
            div {
                dt { "Remaining" }
                dd { (sprint.measure(&visit.product).say(remaining.points)) @if remaining.points == Points::ZERO && remaining.items > 0 { ", " (items_word(remaining.items as usize)) } }
            }
        }
        @if sprint.calendar.ends() <= visit.now && visit.may(Right::Membership) {
            span.unseen { "The last day is over; the sprint can be closed." }
        }
    }
}

fn change_words(change: f64) -> String {
    let figure = crate::chart::number(change.abs());
    if change < 0.0 {
        format!("−{figure}")
    } else {
        format!("+{figure}")
    }
}

/// The burndown in small; it leads to the large one.
fn trend(visit: &Visit, sprint: &Sprint) -> Markup {
    let chart = sprint
        .burndown
        .chart(&sprint.calendar, sprint.unit(&visit.product), visit.now);
    let answer = crate::chart::answer(&chart, false);
    html! {
        a.trend href=(visit.urls.of_sprint(route::BURNDOWN, sprint.id)) aria-label={ "Burndown: " (answer) } data-tip=(answer) {
            (sparkline(&chart))
        }
    }
}

fn column_of(visit: &Visit, sprint: &Sprint, column: Column, shown: usize) -> Markup {
    let cards = sprint.cards(column);
    let name = column.title();
    let items = || cards.iter().filter_map(|id| visit.product.items.get(id));
    let points: Points = items().filter_map(|item| item.estimate).sum();
    let may = visit.may(Right::Board);
    let to = visit.urls.to(route::CARDS);
    let with = json!({ "column": column.as_str() });
    html! {
        section.board-column id={ "column-" (column.as_str()) } aria-labelledby={ "head-" (column.as_str()) } {
            header.column-head {
                h3 id={ "head-" (column.as_str()) } { (name) } span.count { (cards.len()) }
                span.sum { (sprint.measure(&visit.product).short(points)) }
            }
            div.cards-of.race-zone role=[(!cards.is_empty()).then_some("list")] aria-label=[(!cards.is_empty()).then_some(name)] data-name=(name) data-drop=[may.then_some(&to)] data-refuses=[visit.refusal(Right::Board)] data-drop-group="board" data-drop-with=(with) {
                @for item in items().take(shown) { (card(visit, sprint, item, column)) }
                @if cards.is_empty() { p.none-here { (nothing_in(column)) } }
            }
            @if cards.len() > shown { (more(visit, sprint, column, shown, cards.len())) }
        }
    }
}

fn nothing_in(column: Column) -> &'static str {
    match column {
        Column::ToDo => "Everything has been begun.",
        Column::InProgress => "Nobody works on anything.",
        Column::InReview => "Nothing waits for a look.",
        Column::Done => "Nothing is done yet.",
    }
}

/// Long columns come in pieces: "Show 240 more of 9,940".
fn more(visit: &Visit, sprint: &Sprint, column: Column, shown: usize, all: usize) -> Markup {
    let next = (shown * 4).min(all);
    let next_text = next.to_string();
    let address = with_query(
        &visit.urls.sprint(sprint.id),
        [(column.as_str(), next_text.as_str())],
    );
    html! { a.more-cards href=(address) data-visit { "Show " (next - shown) " more of " (all - shown) } }
}

fn card(visit: &Visit, sprint: &Sprint, item: &Item, column: Column) -> Markup {
    let key = visit.key(item.id);
    let may = visit.may(Right::Board);
    html! {
        div.board-card.is-done[column == Column::Done].is-blocked[is_blocked(sprint, item)] id={ "card-" (item.id) } role="listitem" tabindex="-1" aria-label={ (key) ", " (item.title.value) }
            data-item=(item.id) data-key=(key) data-title=(item.title.value) {
            a.title href=(visit.urls.item(item.id)) tabindex="-1" data-open-item=(key) draggable="false" { (item.title.value) }
            (blockers::on_card(visit, sprint, item))
            @if item.carried_over > 0 { p.carried { (ui::sentence_case(&carried_words(item.carried_over))) } }
            div.card-foot {
                (ui::kind_badge(item.kind.as_str())) span.key { (key) }
                (criteria(item))
                span.grow {}
                (ui::points(visit.mark(item.estimate).as_ref()))
                (person(visit, item))
            }
            @if may { (ui::icon_button("board.move", &format!("Move {key} to…"), Icon::Ellipsis)) }
        }
    }
}

/// One dash per acceptance criterion, filled when it is met.
fn criteria(item: &Item) -> Markup {
    let all = item.criteria.len();
    if all == 0 || all > 8 {
        return html! {};
    }
    let met = item
        .criteria
        .iter()
        .filter(|criterion| criterion.met)
        .count();
    let said = format!("{met} of {all} acceptance criteria met");
    html! {
        span.ready role="img" aria-label=(said) title=(said) { @for number in 0..all { i.yes[number < met] {} } }
    }
}

fn person(visit: &Visit, item: &Item) -> Markup {
    let shown = item
        .assignee
        .map_or_else(ui::nobody, |person| ui::avatar(visit.names.of(person)));
    html! {
        @if visit.may(Right::Board) {
            button.bare type="button" tabindex="-1" data-command="item.assign" aria-label={ "Assign " (visit.key(item.id)) } { (shown) }
        } @else { (shown) }
    }
}

/// The menu that moves a card without dragging it.
fn column_menu(visit: &Visit) -> Markup {
    let to = visit.urls.to(route::CARDS);
    let lines = Column::ALL.map(|column| {
        (
            json!({ "column": column.as_str(), "to": "top" }),
            column.title(),
        )
    });
    ui::menu(
        "menu-column",
        "Move to",
        html! {
            div.head { "Move to" }
            @for (with, title) in &lines { (ui::menu_post(&to, with, title)) }
        },
    )
}

/// The main action of the page.
pub(crate) fn actions(visit: &Visit, sprint: &Sprint) -> Markup {
    let over = visit.now >= sprint.calendar.ends();
    let weight = if over { Weight::Race } else { Weight::Outlined };
    html! {
        @if visit.may(Right::Membership) {
            (ui::command_link("sprint.close", &visit.urls.of_sprint(route::CLOSING, sprint.id), "Close the sprint", weight))
        }
    }
}

/// Where there is no running sprint: what comes next.
pub(crate) fn no_sprint(visit: &Visit, planned: Option<&Sprint>) -> Markup {
    let closed = visit
        .product
        .newest_sprint(|status| matches!(status, Status::Closed { .. }));
    let next = html! {
        @match planned {
            Some(sprint) => { (ui::link_button(&visit.urls.of_sprint(route::SPRINT_PLANNING, sprint.id), &format!("Plan {}", sprint.name), Weight::Race)) }
            None if visit.may(Right::PlanSprint) => { (ui::command_link("sprint.plan", &visit.urls.to(route::NEW_SPRINT), "Plan a sprint", Weight::Race)) }
            None => {}
        }
        @if let Some(closed) = closed { (ui::link_button(&visit.urls.sprint(closed.id), &format!("What came of {}", closed.name), Weight::Outlined)) }
        (ui::link_button(&visit.urls.to(route::SPRINTS), "All sprints", Weight::Outlined))
    };
    ui::empty(
        "No sprint runs",
        "A sprint starts when the team commits to what it planned; from then on nothing enters or leaves.",
        &next,
    )
}
