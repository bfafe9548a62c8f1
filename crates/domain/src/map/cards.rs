//! Where cards of the map go: to another step, into another slice, beside another card. What that means for
//! the items is decided here; the commands that come of it are those of the backlogs and the roadmap, with
//! their own rules and rights.

use crate::decide::Command;
use crate::ids::{GoalId, ItemId, SprintId, StepId};
use crate::item::Place;
use crate::item::reorder::{MoveItems, Rank};
use crate::map::place::PlaceItems;
use crate::product::Product;
use crate::query::Slice;
use crate::refusal::Refusal;
use crate::roadmap::serve::ChangeGoal;
use crate::sprint::pull::{PullItems, Unready};
use crate::sprint::put_back::PutBack;

/// Cards that go elsewhere. What is not named stays as it is.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Cards {
    /// Whose.
    pub items: Vec<ItemId>,
    /// To a step, or off the map.
    pub step: Option<Option<StepId>>,
    /// Into a slice: under another goal, or into or out of a sprint.
    pub slice: Option<Slice>,
    /// To a rank of the product backlog. It counts only where the items, and the neighbour it names, stand
    /// and stay there.
    pub at: Option<Rank>,
}

/// The commands that bring the cards there, to be carried out together.
///
/// # Errors
///
/// [`Refusal::NoSuchItem`], [`Refusal::ServesThroughEpic`], [`Refusal::DoneOnBoard`].
pub fn commands(product: &Product, cards: Cards) -> Result<Vec<Command>, Refusal> {
    let mut commands = Vec::new();
    if let Some(to) = cards.step {
        let items = cards.items.clone();
        commands.push(PlaceItems { items, to }.into());
    }
    if let Some(slice) = cards.slice {
        commands.extend(into(product, &cards.items, slice)?);
    }
    let stays = !matches!(cards.slice, Some(Slice::Sprint(_)));
    commands.extend(beside(product, cards.items, cards.at.filter(|_| stays)));
    Ok(commands)
}

fn into(product: &Product, items: &[ItemId], slice: Slice) -> Result<Vec<Command>, Refusal> {
    match slice {
        Slice::Goal(to) => serve(product, items, to),
        Slice::Sprint(sprint) => Ok(pull(product, items, sprint).into_iter().collect()),
        Slice::Backlog => put_back(product, items),
        Slice::Done => match items.first() {
            Some(item) => Err(Refusal::DoneOnBoard { item: *item }),
            None => Ok(Vec::new()),
        },
    }
}

fn serve(product: &Product, items: &[ItemId], to: Option<GoalId>) -> Result<Vec<Command>, Refusal> {
    let mut commands = Vec::new();
    for id in items {
        let item = product.item(*id)?;
        if product.served_by(item) == to {
            continue;
        }
        let epic = item.epic.and_then(|epic| product.items.get(&epic));
        if let (None, Some(epic)) = (to, epic.filter(|epic| epic.goal.is_some())) {
            let (item, epic) = (item.id, epic.id);
            return Err(Refusal::ServesThroughEpic { item, epic });
        }
        commands.push(ChangeGoal { item: *id, to }.into());
    }
    Ok(commands)
}

fn pull(product: &Product, items: &[ItemId], sprint: SprintId) -> Option<Command> {
    let outside = |item: &&ItemId| {
        let item = product.items.get(*item);
        item.is_none_or(|item| item.place != Place::Sprint(sprint))
    };
    let items: Vec<ItemId> = items.iter().filter(outside).copied().collect();
    let (to, waive, unready) = (Rank::Bottom, Vec::new(), Unready::Refuse);
    let pull = PullItems {
        sprint,
        items,
        to,
        waive,
        unready,
    };
    (!pull.items.is_empty()).then(|| pull.into())
}

fn put_back(product: &Product, items: &[ItemId]) -> Result<Vec<Command>, Refusal> {
    let mut commands = Vec::new();
    for id in items {
        if let Place::Sprint(sprint) = product.item(*id)?.place {
            let (items, reason) = (vec![*id], None);
            commands.push(
                PutBack {
                    sprint,
                    items,
                    reason,
                }
                .into(),
            );
        }
    }
    Ok(commands)
}

fn beside(product: &Product, items: Vec<ItemId>, at: Option<Rank>) -> Option<Command> {
    let ranked = |item: &ItemId| product.rank(*item).is_some();
    let to = at.filter(|at| match at {
        Rank::Before(beside) | Rank::After(beside) => ranked(beside),
        Rank::Top | Rank::Bottom | Rank::At(_) => true,
    })?;
    let reason = None;
    let all = !items.is_empty() && items.iter().all(ranked);
    all.then(|| MoveItems { items, to, reason }.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::add::AddStep;
    use crate::roadmap::add::AddGoal;
    use crate::testing::Given;

    fn moved(given: &mut Given, cards: Cards) {
        for command in commands(&given.product, cards).unwrap() {
            given.does(command);
        }
    }

    fn card(item: u32) -> Cards {
        Cards {
            items: vec![ItemId(item)],
            ..Cards::default()
        }
    }

    fn autumn() -> AddGoal {
        AddGoal {
            name: "Autumn".into(),
            text: String::new(),
            span: None,
        }
    }

    #[test]
    fn one_drop_changes_step_goal_and_rank() {
        let mut given = Given::items(["A", "B", "C"]);
        given.does(AddStep {
            activity: None,
            name: "Pay".into(),
        });
        given.does(autumn());
        let (step, goal) = (StepId(1), GoalId(1));
        moved(
            &mut given,
            Cards {
                step: Some(Some(step)),
                slice: Some(Slice::Goal(Some(goal))),
                at: Some(Rank::Before(ItemId(1))),
                ..card(3)
            },
        );
        let item = given.item(3);
        assert_eq!((item.step, item.goal), (Some(step), Some(goal)));
        assert_eq!(given.product.rank(ItemId(3)), Some(1));
        moved(
            &mut given,
            Cards {
                step: Some(None),
                ..card(3)
            },
        );
        assert_eq!(given.item(3).step, None);
        assert_eq!(given.item(3).goal, Some(goal), "what is not named stays");
    }

    #[test]
    fn into_a_sprint_and_out_of_it_is_what_planning_does() {
        let mut given = Given::items(["A", "B"]).ready(&[1, 2]).sprint();
        let slice = Slice::Sprint(SprintId(1));
        moved(
            &mut given,
            Cards {
                slice: Some(slice),
                at: Some(Rank::Top),
                ..card(2)
            },
        );
        assert_eq!(given.item(2).place, Place::Sprint(SprintId(1)));
        let again = Cards {
            slice: Some(slice),
            ..card(2)
        };
        assert_eq!(commands(&given.product, again), Ok(Vec::new()));
        moved(
            &mut given,
            Cards {
                slice: Some(Slice::Backlog),
                ..card(2)
            },
        );
        assert_eq!(given.item(2).place, Place::ProductBacklog);
        let done = Cards {
            slice: Some(Slice::Done),
            ..card(2)
        };
        let item = ItemId(2);
        assert_eq!(
            commands(&given.product, done),
            Err(Refusal::DoneOnBoard { item })
        );
    }

    #[test]
    fn what_serves_through_its_epic_is_not_taken_from_the_goal_alone() {
        let mut given = Given::items(["A", "B"]);
        given.does(autumn());
        let (epic, item) = (ItemId(1), ItemId(2));
        given.does(crate::item::kind::ChangeKind {
            item: epic,
            to: crate::item::Kind::Epic,
        });
        given.does(crate::item::epic::ChangeEpic {
            item,
            to: Some(epic),
        });
        given.does(ChangeGoal {
            item: epic,
            to: Some(GoalId(1)),
        });
        let none = Cards {
            slice: Some(Slice::Goal(None)),
            ..card(2)
        };
        let refused = commands(&given.product, none);
        assert_eq!(refused, Err(Refusal::ServesThroughEpic { item, epic }));
    }
}
