//! All sprints, a new one, and what a planned one is called, when it is and what it is for.

use std::collections::BTreeSet;

use app::Done;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::report::velocity;
use domain::sprint::discard::DiscardSprint;
use domain::sprint::goal::SetGoal;
use domain::sprint::plan::{PlanSprint, RescheduleSprint};
use domain::sprint::{Calendar, Sprint};
use domain::{Command, Product, Right, SprintId, Status};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::error::WebError;
use crate::pages::both_texts::{About, both_texts};
use crate::ui::layout::Page;
use crate::ui::{self, Tone, Weight};
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::sprint::{chance, dates, day_of, items_word};
use crate::visit::Visit;

/// The `{sprint}` of an address.
#[derive(Debug, Deserialize)]
pub(crate) struct OfSprint {
    sprint: u32,
}

impl OfSprint {
    /// The sprint of that number.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn find<'a>(&self, visit: &'a Visit) -> Result<&'a Sprint, WebError> {
        let found = visit.product.sprints.get(&SprintId(self.sprint));
        found.map(AsRef::as_ref).ok_or(WebError::NotFound)
    }
}

/// `GET /p/{key}/sprints`.
pub(crate) async fn list(visit: Visit) -> Markup {
    let new = visit.urls.to(route::NEW_SPRINT);
    let shown = Page {
        title: format!("Sprints, {}", visit.product.name()),
        crumbs: crumbs(&visit, None),
        actions: html! { @if visit.may(Right::PlanSprint) { (ui::command_link("sprint.plan", &new, "Plan a sprint", Weight::Race)) } },
        live: "sprints".into(),
        main: table(&visit),
        ..Page::default()
    };
    page(&visit, Here::Sprints, &shown)
}

fn crumbs(visit: &Visit, here: Option<&'static str>) -> Vec<(String, String)> {
    let mut crumbs = vec![
        (visit.urls.root(), visit.product.name().to_owned()),
        (visit.urls.to(route::SPRINTS), "Sprints".to_owned()),
    ];
    crumbs.extend(here.map(|text| (visit.urls.to(route::NEW_SPRINT), text.to_owned())));
    crumbs
}

fn table(visit: &Visit) -> Markup {
    let sprints = &visit.product.sprints;
    if sprints.is_empty() {
        let next = html! { @if visit.may(Right::PlanSprint) { (ui::command_link("sprint.plan", &visit.urls.to(route::NEW_SPRINT), "Plan a sprint", Weight::Race)) } };
        return ui::empty(
            "No sprint yet",
            "A sprint takes what is ready from the top of the product backlog and stays fixed once the team commits.",
            &next,
        );
    }
    html! {
        div.pad.roomy {
            div.scroll-x tabindex="0" role="region" aria-label="Sprints" {
                table.table.sprints {
                    thead { tr {
                        th scope="col" { "Sprint" } th scope="col" { "Days" } th scope="col" { "Goal" }
                        th.right scope="col" { "Committed" } th.right scope="col" { "Done" } th scope="col" { "State" }
                    } }
                    tbody { @for sprint in sprints.values().rev() { (line(visit, sprint)) } }
                }
            }
            (usual(visit))
            (chance::claims(visit))
        }
    }
}

fn line(visit: &Visit, sprint: &Sprint) -> Markup {
    let calendar = &sprint.calendar;
    let say = |points| sprint.measure(&visit.product).say(points);
    let (committed, done) = match (&sprint.contract, &sprint.outcome) {
        (Some(contract), Some(outcome)) => {
            (say(contract.points()), outcome.points_done().to_string())
        }
        (Some(contract), None) => (say(contract.points()), finished(sprint)),
        _ => (
            format!("{} planned", sprint.points(&visit.product)),
            String::new(),
        ),
    };
    html! {
        tr {
            th scope="row" { a href=(visit.urls.sprint(sprint.id)) { (sprint.name) } }
            td.nowrap { (dates(calendar)) " " (calendar.end.year()) }
            td.goal-of { @if sprint.goal.value.is_empty() { span.quieter { "none" } } @else { (sprint.goal.value) } }
            td.right { (committed) }
            td.right { (done) @if sprint.is_closed() { span.on-phone { " done" } } }
            td.state { (state(visit, sprint)) }
        }
    }
}

fn finished(sprint: &Sprint) -> String {
    let (scope, remaining) = (
        sprint.burndown.scope().points,
        sprint.burndown.remaining().points,
    );
    format!("{} so far", scope - remaining)
}

fn state(visit: &Visit, sprint: &Sprint) -> Markup {
    match sprint.status {
        Status::Planned => {
            html! { (ui::chip("Being planned", Tone::Plain)) " " span.quieter { (items_word(sprint.plan.len())) } }
        }
        Status::Running { .. } => {
            html! { (ui::chip("Running", Tone::Race)) " " span.quieter { (day_of(&sprint.calendar, visit.now)) } }
        }
        Status::Closed { .. } => ui::chip("Closed", Tone::Plain),
    }
}

fn usual(visit: &Visit) -> Markup {
    let team = visit.product.teams.keys().next();
    let usual = team.and_then(|team| velocity::usual(&visit.product, *team));
    html! {
        @if let Some(usual) = usual {
            p.quiet { "The team finished " (usual.from) "–" (usual.to) " " (visit.units()) " in " (usual.within) " of the last " (usual.of) " sprints." }
        }
    }
}

/// `GET /p/{key}/sprints/new`.
pub(crate) async fn new(visit: Visit) -> Markup {
    let shown = Page {
        title: format!("Plan a sprint, {}", visit.product.name()),
        crumbs: crumbs(&visit, Some("Plan a sprint")),
        main: crate::views::sprint::planning::no_sprint(&visit),
        ..Page::default()
    };
    page(&visit, Here::Bare(&Here::Planning), &shown)
}

/// A sprint's name, days and zone as a form says them.
#[derive(Debug, Deserialize)]
pub(crate) struct Schedule {
    #[serde(default)]
    name: String,
    start: String,
    end: String,
    time_zone: String,
    #[serde(default)]
    holidays: String,
    goal: Option<String>,
}

impl Schedule {
    fn calendar(&self) -> Result<Calendar, WebError> {
        let (start, end) = (day(&self.start, "start")?, day(&self.end, "end")?);
        let words = self
            .holidays
            .split([',', ';', ' '])
            .filter(|word| !word.is_empty());
        let holidays: BTreeSet<Date> = words
            .map(|word| day(word, "holidays"))
            .collect::<Result<_, _>>()?;
        let calendar = Calendar::new(start, end, self.time_zone.trim(), holidays);
        calendar.map_err(|refusal| {
            let sentence = refusal.explain(&Product::default()).sentence();
            WebError::Unreadable(sentence, refusal.field())
        })
    }
}

fn day(text: &str, field: &'static str) -> Result<Date, WebError> {
    let unreadable = || {
        WebError::Unreadable(
            format!("“{text}” is no day. Write it as 2026-12-24."),
            Some(field),
        )
    };
    text.trim().parse().map_err(|_| unreadable())
}

/// `POST /p/{key}/sprints`.
pub(crate) async fn create(visit: Visit, Form(wish): Form<Schedule>) -> Answer {
    let calendar = wish.calendar()?;
    let goal = wish.goal.filter(|goal| !goal.trim().is_empty());
    let name = (!wish.name.trim().is_empty()).then_some(wish.name);
    let done = execute(
        &visit,
        PlanSprint {
            team: None,
            name,
            goal,
            calendar,
        },
    )
    .await?;
    let sprint = done
        .events
        .iter()
        .find_map(|recorded| recorded.event.sprint());
    let to = sprint.map_or_else(
        || visit.urls.to(route::SPRINTS),
        |sprint| visit.urls.of_sprint(route::SPRINT_PLANNING, sprint),
    );
    Ok(Redirect::to(&to).into_response())
}

/// Carries out a command that leads to another page.
pub(crate) async fn execute(
    visit: &Visit,
    command: impl Into<Command>,
) -> Result<Done<Product>, WebError> {
    let actor = visit.visitor.actor();
    Ok(visit
        .visitor
        .app
        .execute(actor, visit.view.id, command)
        .await?)
}

/// `POST /p/{key}/sprints/{sprint}/schedule`.
pub(crate) async fn reschedule(
    visit: Visit,
    Path(path): Path<OfSprint>,
    Form(wish): Form<Schedule>,
) -> Answer {
    let sprint = path.find(&visit)?.id;
    let calendar = wish.calendar()?;
    carry_out(
        &visit,
        RescheduleSprint {
            sprint,
            name: wish.name,
            calendar,
        },
        |after, _| {
            let name = after
                .product
                .sprints
                .get(&sprint)
                .map(|sprint| sprint.name.clone());
            format!("Changed the days of {}.", name.unwrap_or_default())
        },
    )
    .await
}

/// What a sprint is for, and the revision the edit began from.
#[derive(Debug, Deserialize)]
pub(crate) struct Goal {
    goal: String,
    revision: Option<u64>,
}

/// `POST /p/{key}/sprints/{sprint}/goal`.
pub(crate) async fn goal(
    visit: Visit,
    Path(path): Path<OfSprint>,
    Form(wish): Form<Goal>,
) -> Answer {
    let sprint = path.find(&visit)?;
    let name = sprint.name.clone();
    let command = SetGoal {
        sprint: sprint.id,
        goal: wish.goal,
        base: wish.revision,
    };
    let answer = carry_out(&visit, command, |_, _| format!("Set the goal of {name}.")).await;
    let form = format!("goal-of-{}", sprint.id);
    let action = visit.urls.of_sprint(route::GOAL, sprint.id);
    let about = About::Sprint(sprint.id);
    both_texts(&visit, about, answer, (&form, "goal", &action)).await
}

/// `POST /p/{key}/sprints/{sprint}/removal`.
pub(crate) async fn remove(visit: Visit, Path(path): Path<OfSprint>) -> Result<Response, WebError> {
    let sprint = path.find(&visit)?.id;
    execute(&visit, DiscardSprint { sprint }).await?;
    Ok(Redirect::to(&visit.urls.to(route::SPRINTS)).into_response())
}
