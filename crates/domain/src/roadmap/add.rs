//! A new goal.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Done, Goal, GoalState, Span, cover, deed, may_add};
use crate::event::Event;
use crate::ids::{GoalId, PartId};
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text::{self, Revised};

/// Put a goal on the roadmap.
#[derive(Clone, PartialEq, Debug)]
pub struct AddGoal {
    /// What it is called.
    pub name: String,
    /// What it asks for, in Markdown; perhaps empty.
    pub text: String,
    /// When it is worked on; nothing for some time later.
    pub span: Option<Span>,
}

/// A goal was put on the roadmap.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct GoalAdded {
    /// Its number.
    pub goal: GoalId,
    /// What it is called.
    pub name: Arc<str>,
    /// What it asks for.
    pub text: Arc<str>,
    /// The numbers of the parts of its text, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartId>,
    /// When it is worked on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

pub(crate) fn decide(product: &Product, command: &AddGoal) -> Result<Vec<Event>, Refusal> {
    let name = text::line("name", &command.name)?;
    let text = text::document("text", &command.text)?;
    if let Some(span) = command.span {
        Span::new(span.start, span.end)?;
    }
    may_add(product)?;
    let last = product.goals.get_max().map_or(0, |(id, _)| id.0);
    Ok(vec![Event::GoalAdded(GoalAdded {
        goal: GoalId(last + 1),
        name,
        parts: cover::numbers(None, &text)?,
        text,
        span: command.span,
    })])
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &GoalAdded) {
    let mut goal = Goal {
        id: event.goal,
        name: Revised::new(event.name.clone(), recorded.position),
        text: Revised::new(event.text.clone(), recorded.position),
        span: event.span,
        state: GoalState::Open,
        because: None,
        parts: Arc::new([]),
        known: Arc::default(),
        covers: BTreeMap::new(),
        history: vec![deed(recorded, Done::Added)],
    };
    goal.number(&event.parts);
    product.goals.insert(event.goal, Arc::new(goal));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roadmap::MAX_GOALS;
    use crate::roadmap::end::ChangeGoalState;
    use crate::testing::Given;

    fn add(name: &str) -> AddGoal {
        AddGoal {
            name: name.into(),
            text: String::new(),
            span: None,
        }
    }

    #[test]
    fn goals_are_numbered_and_a_number_is_not_used_again() {
        let mut given = Given::items([]);
        given.does(add("Pay by card"));
        given.undoes_last();
        assert_eq!(given.product.roadmap(), Vec::<&Arc<Goal>>::new());
        given.does(add("Refunds"));
        assert_eq!(
            given.product.goals[&GoalId(2)].name.value.as_ref(),
            "Refunds"
        );
    }

    #[test]
    fn a_document_is_not_endless_and_a_name_is_needed() {
        let given = Given::items([]);
        let field = "name";
        assert_eq!(given.refusal(add(" ")), Refusal::TextMissing { field });
        let long = AddGoal {
            text: "x".repeat(text::MAX_DOCUMENT + 1),
            ..add("Long")
        };
        let refusal = given.refusal(long);
        assert!(
            matches!(refusal, Refusal::TextTooLong { limit: 100_000, .. }),
            "{refusal:?}"
        );
    }

    #[test]
    fn there_are_only_so_many() {
        let mut given = Given::items([]);
        for number in 1..=MAX_GOALS {
            given.does(add(&format!("Goal {number}")));
        }
        let refusal = given.refusal(add("One more"));
        assert!(
            matches!(
                refusal,
                Refusal::TooMany {
                    limit: MAX_GOALS,
                    ..
                }
            ),
            "{refusal:?}"
        );
        given.does(ChangeGoalState {
            goal: GoalId(1),
            to: GoalState::Removed,
            because: None,
        });
        given.does(add("One more"));
    }
}
