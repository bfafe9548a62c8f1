//! A goal's name and text. An edit names the revision it began from, so that two people who edit
//! the same text both see both texts (I3).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Done, Goal, cover};
use crate::event::Event;
use crate::ids::{GoalId, PartId, Position};
use crate::item::edit_text::changes;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text::{self, Revised};

/// A text of a goal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalField {
    /// One line.
    Name,
    /// Markdown.
    Text,
}

impl GoalField {
    /// As written in the record, forms and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            GoalField::Name => "name",
            GoalField::Text => "text",
        }
    }
}

/// Change the name or the text of a goal.
#[derive(Clone, PartialEq, Debug)]
pub struct EditGoal {
    /// Of which goal.
    pub goal: GoalId,
    /// Which text.
    pub field: GoalField,
    /// What it shall say.
    pub text: String,
    /// The revision the edit began from; `None` to write over whatever is there.
    pub base: Option<Position>,
    /// The numbers the parts of this text had when it stood there, where an edit is taken back.
    pub parts: Option<Vec<PartId>>,
}

/// A text of a goal changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct GoalEdited {
    /// Of which goal.
    pub goal: GoalId,
    /// Which text.
    pub field: GoalField,
    /// What it said.
    pub from: Arc<str>,
    /// What it says.
    pub to: Arc<str>,
    /// The numbers of the parts of the text before, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<PartId>,
    /// The numbers of the parts of the new text, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartId>,
}

pub(crate) fn decide(product: &Product, command: &EditGoal) -> Result<Vec<Event>, Refusal> {
    let goal = product.goal(command.goal)?;
    let (current, to) = match command.field {
        GoalField::Name => (&goal.name, text::line("name", &command.text)?),
        GoalField::Text => (&goal.text, text::document("text", &command.text)?),
    };
    if !changes(current, &to, command.base, command.field.as_str())? {
        return Ok(Vec::new());
    }
    let (was, parts) = match command.field {
        GoalField::Name => (Vec::new(), Vec::new()),
        GoalField::Text => (goal.parts.to_vec(), numbers(goal, &to, command)?),
    };
    Ok(vec![Event::GoalEdited(GoalEdited {
        goal: goal.id,
        field: command.field,
        from: current.value.clone(),
        to,
        was,
        parts,
    })])
}

fn numbers(goal: &Goal, to: &str, command: &EditGoal) -> Result<Vec<PartId>, Refusal> {
    let own = cover::numbers(Some(goal), to)?;
    let before = command.parts.clone();
    Ok(before
        .filter(|parts| parts.len() == own.len())
        .unwrap_or(own))
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &GoalEdited) {
    let revised = Revised::new(event.to.clone(), recorded.position);
    let what = Done::Edited(event.field);
    product.change_goal(event.goal, recorded, what, |goal| match event.field {
        GoalField::Name => goal.name = revised,
        GoalField::Text => {
            goal.text = revised;
            goal.number(&event.parts);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roadmap::add::AddGoal;
    use crate::testing::Given;

    #[test]
    fn two_edits_from_the_same_text_show_both() {
        let mut given = Given::items([]);
        given.does(AddGoal {
            name: "Pay".into(),
            text: String::new(),
            span: None,
        });
        let base = Some(given.product.goals[&GoalId(1)].text.revision);
        let text = |text: &str| EditGoal {
            goal: GoalId(1),
            field: GoalField::Text,
            text: text.into(),
            base,
            parts: None,
        };
        given.does(text("Hers"));
        let refusal = given.refusal(text("His"));
        let Refusal::TextChanged { theirs, yours, .. } = refusal else {
            panic!("{refusal:?}")
        };
        assert_eq!((&*theirs, &*yours), ("Hers", "His"));
        given.undoes_last();
        assert_eq!(&*given.product.goals[&GoalId(1)].text.value, "");
    }
}
