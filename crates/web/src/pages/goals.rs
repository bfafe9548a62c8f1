//! One goal: its page, and what is done to it.

use axum::extract::{Form, Path};
use domain::roadmap::add::AddGoal;
use domain::roadmap::edit::{EditGoal, GoalField};
use domain::roadmap::end::ChangeGoalState;
use domain::roadmap::schedule::ScheduleGoal;
use domain::roadmap::{Goal, GoalState, Quarter, Span};
use domain::{Event, GoalId};
use maud::Markup;
use serde::Deserialize;

use super::both_texts::{About, both_texts};
use crate::answer::{Answer, carry_out};
use crate::error::WebError;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::goal::{main, span_words};
use crate::visit::Visit;

/// Which goal an address is about, and which text of it.
#[derive(Debug, Deserialize)]
pub(crate) struct OfGoal {
    goal: String,
    field: Option<String>,
}

impl OfGoal {
    fn find<'a>(&self, visit: &'a Visit) -> Result<&'a Goal, WebError> {
        // What is no number of a goal, or too large for one, names none.
        let goal = self.goal.parse().map(GoalId);
        let goal = goal.ok().and_then(|id| visit.product.goal(id).ok());
        goal.map(AsRef::as_ref).ok_or(WebError::NotFound)
    }
}

/// `GET /p/{key}/goals/{goal}`.
pub(crate) async fn show(visit: Visit, Path(path): Path<OfGoal>) -> Result<Markup, WebError> {
    let goal = path.find(&visit)?;
    let name = goal.name.value.to_string();
    let shown = Page {
        title: format!("{name}, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::ROADMAP), "Roadmap".to_owned()),
            (visit.urls.goal(goal.id), name),
        ],
        live: "order items sprints".into(),
        main: main(&visit, goal),
        ..Page::default()
    };
    Ok(page(&visit, Here::Goal, &shown))
}

/// A new goal; without dates it is for later.
#[derive(Debug, Deserialize)]
pub(crate) struct NewGoal {
    name: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    end: String,
}

/// `POST /p/{key}/goals`.
pub(crate) async fn add(visit: Visit, Form(wish): Form<NewGoal>) -> Answer {
    let command = AddGoal {
        name: wish.name,
        text: String::new(),
        span: span(&wish.start, &wish.end)?,
    };
    carry_out(&visit, command, |after, done| {
        let added = done
            .events
            .iter()
            .find_map(|recorded| match &recorded.event {
                Event::GoalAdded(e) => Some(e.goal),
                _ => None,
            });
        let added = added.and_then(|goal| after.product.goals.get(&goal));
        let name = added.map_or("", |goal| &goal.name.value);
        format!("“{name}” is on the roadmap.")
    })
    .await
}

/// Quarters as forms say them; only one of the two is a span of one.
fn span(start: &str, end: &str) -> Result<Option<Span>, WebError> {
    let read = |text: &str, field| match text.trim() {
        "" => Ok(None),
        text => Quarter::parse(text).map(Some).ok_or_else(|| {
            let sentence = format!("“{text}” is no quarter; they are written like 2026-Q4.");
            WebError::Unreadable(sentence, Some(field))
        }),
    };
    Ok(match (read(start, "start")?, read(end, "end")?) {
        (None, None) => None,
        (Some(start), Some(end)) => Some(Span { start, end }),
        (Some(one), None) | (None, Some(one)) => Some(Span {
            start: one,
            end: one,
        }),
    })
}

/// What a name or text shall say, and the revision the edit began from.
#[derive(Debug, Deserialize)]
pub(crate) struct Edited {
    name: Option<String>,
    text: Option<String>,
    revision: Option<u64>,
}

/// `POST /p/{key}/goals/{goal}/texts/{field}`.
pub(crate) async fn edit(
    visit: Visit,
    Path(path): Path<OfGoal>,
    Form(wish): Form<Edited>,
) -> Answer {
    let goal = path.find(&visit)?.id;
    let (field, text) = match path.field.as_deref() {
        Some("name") => (GoalField::Name, wish.name),
        Some("text") => (GoalField::Text, wish.text),
        _ => return Err(WebError::NotFound),
    };
    let text = text.ok_or_else(|| {
        let sentence = "The text is missing from the form. Reload the page.";
        WebError::Unreadable(sentence.into(), None)
    })?;
    let command = EditGoal {
        goal,
        field,
        text,
        base: wish.revision,
        parts: None,
    };
    let said = |_: &Visit, _: &_| format!("Changed the {} of the goal.", field.as_str());
    let answer = carry_out(&visit, command, said).await;
    let form = format!("goal-{}-{goal}", field.as_str());
    let action = visit.urls.goal_text(goal, field.as_str());
    let about = About::Goal(goal);
    both_texts(&visit, about, answer, (&form, field.as_str(), &action)).await
}

/// From when to when; nothing for some time later.
#[derive(Debug, Deserialize)]
pub(crate) struct Scheduled {
    #[serde(default)]
    start: String,
    #[serde(default)]
    end: String,
}

/// `POST /p/{key}/goals/{goal}/span`.
pub(crate) async fn schedule(
    visit: Visit,
    Path(path): Path<OfGoal>,
    Form(wish): Form<Scheduled>,
) -> Answer {
    let goal = path.find(&visit)?;
    let to = span(&wish.start, &wish.end)?;
    let name = goal.name.value.clone();
    let said = match to {
        Some(span) => format!("“{name}” is planned for {}.", span_words(span)),
        None => format!("“{name}” has no dates now."),
    };
    let goal = goal.id;
    carry_out(&visit, ScheduleGoal { goal, to }, |_, _| said).await
}

/// How it stands with a goal, and why.
#[derive(Debug, Deserialize)]
pub(crate) struct Stands {
    state: String,
    #[serde(default)]
    reason: Option<String>,
}

/// `POST /p/{key}/goals/{goal}/state`. A goal that is removed has no page any more.
pub(crate) async fn state(
    visit: Visit,
    Path(path): Path<OfGoal>,
    Form(wish): Form<Stands>,
) -> Answer {
    let goal = path.find(&visit)?;
    let to = GoalState::parse(&wish.state).ok_or_else(|| {
        let sentence = "A goal is open, reached, dropped or removed.";
        WebError::Unreadable(sentence.into(), Some("state"))
    })?;
    let name = goal.name.value.clone();
    let said = match to {
        GoalState::Open => format!("“{name}” is open again."),
        GoalState::Reached => format!("“{name}” is reached."),
        GoalState::Dropped => format!("“{name}” is dropped."),
        GoalState::Removed => format!("“{name}” is off the roadmap."),
    };
    let (goal, because) = (goal.id, wish.reason);
    let command = ChangeGoalState { goal, to, because };
    carry_out(&visit, command, |_, _| said).await
}
