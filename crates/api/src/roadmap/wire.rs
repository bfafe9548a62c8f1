//! Goals over the wire.

use std::sync::Arc;

use domain::Product;
use domain::report::roadmap::Served;
use domain::roadmap::{self, cover, outline::Sort};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::wire::Progress;

/// How it stands with a goal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum GoalState {
    /// It is pursued.
    Open,
    /// It was reached.
    Reached,
    /// It is pursued no more.
    Dropped,
    /// It was added by mistake, and is listed no more.
    Removed,
}

impl From<roadmap::GoalState> for GoalState {
    fn from(state: roadmap::GoalState) -> GoalState {
        match state {
            roadmap::GoalState::Open => GoalState::Open,
            roadmap::GoalState::Reached => GoalState::Reached,
            roadmap::GoalState::Dropped => GoalState::Dropped,
            roadmap::GoalState::Removed => GoalState::Removed,
        }
    }
}

impl From<GoalState> for roadmap::GoalState {
    fn from(state: GoalState) -> roadmap::GoalState {
        match state {
            GoalState::Open => roadmap::GoalState::Open,
            GoalState::Reached => roadmap::GoalState::Reached,
            GoalState::Dropped => roadmap::GoalState::Dropped,
            GoalState::Removed => roadmap::GoalState::Removed,
        }
    }
}

/// A quarter of a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, pattern = "^2[01][0-9]{2}-Q[1-4]$", example = "2026-Q4")]
pub(super) struct Quarter(pub(super) roadmap::Quarter);

/// When a goal is worked on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Span {
    /// The first quarter.
    start: Quarter,
    /// The last quarter, included.
    end: Quarter,
}

impl From<roadmap::Span> for Span {
    fn from(span: roadmap::Span) -> Span {
        let (start, end) = (Quarter(span.start), Quarter(span.end));
        Span { start, end }
    }
}

impl From<Span> for roadmap::Span {
    fn from(span: Span) -> roadmap::Span {
        let (start, end) = (span.start.0, span.end.0);
        roadmap::Span { start, end }
    }
}

/// A goal of the roadmap.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(super) struct RoadmapGoal {
    /// Its number in the product.
    goal: u32,
    /// What it is called.
    #[schema(value_type = String)]
    name: Arc<str>,
    /// The revision of the name: the base of an edit.
    name_revision: u64,
    /// What it asks for, in Markdown; perhaps empty.
    #[schema(value_type = String)]
    text: Arc<str>,
    /// The revision of the text: the base of an edit.
    text_revision: u64,
    /// When it is worked on; `null` for some time later.
    span: Option<Span>,
    /// How it stands with it.
    state: GoalState,
    /// Why, where somebody said.
    #[schema(value_type = Option<String>)]
    because: Option<Arc<str>>,
    /// Everything that serves it.
    progress: Progress,
    /// Its epics.
    epics: Vec<GoalEpic>,
    /// The headings and list points of its text, in order, with what covers them.
    parts: Vec<GoalPart>,
    /// The keys of what serves it by itself: items whose epic does not.
    alone: Vec<String>,
}

/// A heading or list point of a goal's text.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct GoalPart {
    /// Its number, which it keeps when the text changes.
    part: u32,
    /// The level of a heading; `null` for a point.
    level: Option<u8>,
    /// What it says.
    #[schema(value_type = String)]
    text: Arc<str>,
    /// How far it is covered.
    coverage: Coverage,
    /// The keys of the items that cover it.
    items: Vec<String>,
}

/// How far a part is covered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Coverage {
    /// By nothing.
    None,
    /// By something that is not done.
    Open,
    /// Everything that covers it is done.
    Done,
}

impl GoalPart {
    fn of(product: &Product, part: &cover::Part) -> GoalPart {
        let items = part.items.iter();
        GoalPart {
            part: part.id.0,
            level: match part.line.sort {
                Sort::Section(level) => Some(level),
                Sort::Point => None,
            },
            text: part.line.text.clone(),
            coverage: match part.coverage {
                cover::Coverage::None => Coverage::None,
                cover::Coverage::Open => Coverage::Open,
                cover::Coverage::Done => Coverage::Done,
            },
            items: items.map(|item| product.item_key(*item)).collect(),
        }
    }
}

/// An epic of a goal.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct GoalEpic {
    /// Its key.
    key: String,
    /// Its title.
    #[schema(value_type = String)]
    title: Arc<str>,
    /// How far it is.
    progress: Progress,
}

impl RoadmapGoal {
    pub(super) fn of(product: &Product, goal: &roadmap::Goal, served: &Served) -> RoadmapGoal {
        let epics = served.epics.iter().filter_map(|(epic, progress)| {
            let item = product.items.get(epic)?;
            Some(GoalEpic {
                key: product.item_key(*epic),
                title: item.title.value.clone(),
                progress: (*progress).into(),
            })
        });
        let alone = served.alone.iter();
        let parts = goal.parts(product);
        RoadmapGoal {
            goal: goal.id.0,
            name: goal.name.value.clone(),
            name_revision: goal.name.revision,
            text: goal.text.value.clone(),
            text_revision: goal.text.revision,
            span: goal.span.map(Into::into),
            state: goal.state.into(),
            because: goal.because.clone(),
            progress: served.progress.into(),
            epics: epics.collect(),
            parts: parts
                .iter()
                .map(|part| GoalPart::of(product, part))
                .collect(),
            alone: alone.map(|item| product.item_key(*item)).collect(),
        }
    }
}
