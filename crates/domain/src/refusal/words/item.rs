//! Refusals about what an item is or where it is, in sentences.

use super::super::{Explanation, Refusal};
use crate::ids::ItemId;
use crate::item::Place;
use crate::product::Product;
use crate::text::counted;

impl Refusal {
    fn explain_goal(&self) -> Explanation {
        match self {
            Refusal::GoalServed { goal, count } => Explanation::new(
                format!("Goal {goal} stays on the roadmap."),
                format!("Items serve it: {count}."),
                "Put them under another goal first, or drop this one with a reason.",
            ),
            Refusal::GoalDropped { goal } => Explanation::new(
                format!("Nothing can serve goal {goal}."),
                "It was dropped.",
                "Open it again, or choose another goal.",
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }

    fn explain_map(&self, product: &Product) -> Explanation {
        let key = |item: &ItemId| product.item_key(*item);
        let name = |step| {
            let name = product.story_map.name_of(step);
            name.unwrap_or_else(|| "It".into())
        };
        match self {
            Refusal::StepOfStep { step } => Explanation::new(
                format!("“{}” takes no steps.", name(*step)),
                "It is not an activity of the story map, and only activities have steps.",
                "Choose the activity, or make it one first.",
            ),
            Refusal::ActivityHasSteps { step } => Explanation::new(
                format!("“{}” stays an activity.", name(*step)),
                "It has steps, and a step has none.",
                "Move its steps to another activity first.",
            ),
            Refusal::ServesThroughEpic { item, epic } => Explanation::new(
                format!("{} stays under its goal.", key(item)),
                format!("It serves it through its epic {}.", key(epic)),
                "Put it under another goal, or change the epic.",
            ),
            Refusal::DoneOnBoard { item } => Explanation::new(
                format!("{} is not done by moving it there.", key(item)),
                "What is done is decided on the sprint's board.",
                "Move its card there to Done.",
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }

    pub(super) fn explain_item(&self, product: &Product) -> Explanation {
        let key = |item: &ItemId| product.item_key(*item);
        match self {
            Refusal::ItemRemoved { item } => Explanation::new(
                format!("{} was removed.", key(item)),
                "A removed item does not change.",
                "Restore it first.",
            ),
            Refusal::NotRemoved { item } => {
                Explanation::new(format!("{} is not removed.", key(item)), "", "")
            }
            Refusal::ItemFinished { item } => Explanation::new(
                format!("{} is done.", key(item)),
                "What a finished sprint delivered stays as it was.",
                "Write a new item for what is still to do.",
            ),
            Refusal::NotInProductBacklog { item, place } => Explanation::new(
                format!("{} is not in the product backlog.", key(item)),
                format!("It is in one place only: {}.", place.title()),
                not_in_backlog(*place),
            ),
            Refusal::NotInSprint {
                item,
                sprint,
                place,
            } => Explanation::new(
                format!("{} is not in sprint {sprint}.", key(item)),
                format!("It is in one place only: {}.", place.title()),
                "Reload to see how things are.",
            ),
            Refusal::NotOnBoard { item } => Explanation::new(
                format!("{} has no card on a board.", key(item)),
                "Only items of a running sprint have one.",
                "Pull it into the next sprint.",
            ),
            Refusal::GoalServed { .. } | Refusal::GoalDropped { .. } => self.explain_goal(),
            Refusal::StepOfStep { .. }
            | Refusal::ActivityHasSteps { .. }
            | Refusal::ServesThroughEpic { .. }
            | Refusal::DoneOnBoard { .. } => self.explain_map(product),
            Refusal::EpicStandsApart { item } => Explanation::new(
                format!("{} has no rank of its own.", key(item)),
                "It is broken down: its items stand in the order instead.",
                "Move its items.",
            ),
            Refusal::EpicHasItems { item, count } => Explanation::new(
                format!("{} must stay an epic of this product.", key(item)),
                format!("It holds {}.", counted(*count, "item")),
                "Take its items out first.",
            ),
            Refusal::EpicEstimatedByItems { item } => Explanation::new(
                format!("{} is not estimated by itself.", key(item)),
                "It is broken down: it is as large as its items.",
                "Estimate its items.",
            ),
            Refusal::EpicInEpic => Explanation::new(
                "An epic cannot belong to an epic.",
                "Epics hold stories, tasks and bugs.",
                "Choose another kind, or no epic.",
            ),
            Refusal::OnlyEpicsHold => Explanation::new(
                "What is no epic cannot hold items.",
                "Only an epic holds items.",
                "Make it an epic, or leave out what is to go into it.",
            ),
            Refusal::NotAnEpic { item } => Explanation::new(
                format!("{} is not an epic.", key(item)),
                "Only an epic holds items.",
                "Choose an epic, or make it one.",
            ),
            Refusal::QuestionAnswered { .. } | Refusal::NotAChallenge { .. } => {
                self.explain_question(product)
            }
            refusal => refusal.explain_links(product),
        }
    }

    fn explain_links(&self, product: &Product) -> Explanation {
        let key = |item: &ItemId| product.item_key(*item);
        match self {
            Refusal::WaitsForItself { item } => Explanation::new(
                "An item cannot wait for itself.",
                format!("{} is this item’s own key.", key(item)),
                "Type the key of what must be done before it.",
            ),
            Refusal::DependencyCycle { path } => Explanation::new(
                "This dependency would close a circle.",
                format!("Each waits for the next: {}.", circle(path, key)),
                "Take one of these dependencies away first.",
            ),
            Refusal::DuplicateCircle { path } => Explanation::new(
                "None of these would be the original.",
                format!("Each duplicates the next: {}.", circle(path, key)),
                "Take one of these links away first.",
            ),
            Refusal::LinkedWithItself { item } => Explanation::new(
                "An item cannot be linked to itself.",
                format!("{} is this item’s own key.", key(item)),
                "Type the key of another item.",
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }

    fn explain_question(&self, product: &Product) -> Explanation {
        let key = |item: &ItemId| product.item_key(*item);
        match self {
            Refusal::QuestionAnswered { item } => Explanation::new(
                format!("This question about {} cannot be withdrawn.", key(item)),
                "Somebody has answered it, and an answer is theirs.",
                "Leave it: an answered question holds nothing up.",
            ),
            Refusal::NotAChallenge { item } => Explanation::new(
                format!("This question about {} has no outcome.", key(item)),
                "Only a challenge ends with one: kept, changed or dropped.",
                "Answer it without an outcome.",
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }
}

/// A circle of items, by their keys: "PAY-1 → PAY-2 → PAY-1".
fn circle(path: &[ItemId], key: impl Fn(&ItemId) -> String) -> String {
    let keys = path.iter().chain(path.first()).map(key);
    keys.collect::<Vec<_>>().join(" → ")
}

/// What to do about something that is not in the product backlog.
fn not_in_backlog(place: Place) -> &'static str {
    match place {
        Place::Sprint(_) => {
            "The product owner decides about it again when the team has put it back, or when the sprint is closed."
        }
        _ => "Only what is in the product backlog can be ranked, voted on, removed or pulled.",
    }
}
