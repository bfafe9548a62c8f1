//! A section of a goal's document becomes an epic of the goal, and points of its lists become
//! stories of that epic: one command with one undo, made of those there are.

use super::cover::{CoverPart, Part, is_epic_here};
use super::serve::ChangeGoal;
use crate::decide::Sequence;
use crate::event::Event;
use crate::ids::{GoalId, ItemId, PartId};
use crate::item::Kind;
use crate::item::create::{CreateItems, NewItem};
use crate::item::reorder::Rank;
use crate::product::Product;
use crate::record::Context;
use crate::refusal::Refusal;

/// Make an epic of a section and stories of some of its points. Where an epic covers the section
/// already, the stories are put into that one; points that something covers are left out.
#[derive(Clone, PartialEq, Debug)]
pub struct BreakDown {
    /// Of which goal.
    pub goal: GoalId,
    /// Which section.
    pub section: PartId,
    /// Which of its points.
    pub points: Vec<PartId>,
    /// Where in the product backlog.
    pub at: Rank,
}

pub(crate) fn decide(
    product: &Product,
    context: &Context,
    command: &BreakDown,
) -> Result<Vec<Event>, Refusal> {
    let goal = product.goal(command.goal)?;
    let missing = || Refusal::NoSuchGoalPart { goal: goal.id };
    let parts = goal.parts(product);
    let at = parts.iter().position(|part| part.id == command.section);
    let at = at
        .filter(|at| parts[*at].line.sort.is_section())
        .ok_or_else(missing)?;
    let own = |part: &&Part| part.line.under == Some(at);
    let points: Vec<&Part> = parts.iter().filter(own).collect();
    if command
        .points
        .iter()
        .any(|id| !points.iter().any(|point| point.id == *id))
    {
        return Err(missing());
    }
    let wanted = |part: &&&Part| command.points.contains(&part.id) && part.items.is_empty();
    let wanted: Vec<&Part> = points.iter().filter(wanted).copied().collect();
    let mut sequence = Sequence::new(product, context);
    let covering = parts[at]
        .items
        .iter()
        .copied()
        .find(|item| is_epic_here(product, *item));
    let (epic, rank) = match covering {
        Some(epic) => (epic, command.at),
        None => {
            let epic = create_epic(&mut sequence, command, &parts[at])?;
            (epic, Rank::After(epic))
        }
    };
    create_stories(&mut sequence, command.goal, &wanted, epic, rank)?;
    Ok(sequence.decision.events)
}

fn new_item(part: &Part, kind: Kind, epic: Option<ItemId>) -> NewItem {
    NewItem {
        kind,
        description: part.line.body.clone(),
        epic,
        ..NewItem::titled(part.line.text.to_string())
    }
}

fn create_epic(
    sequence: &mut Sequence<'_>,
    command: &BreakDown,
    section: &Part,
) -> Result<ItemId, Refusal> {
    let item = sequence.so_far.next_item();
    let (items, at) = (vec![new_item(section, Kind::Epic, None)], command.at);
    sequence.then(&CreateItems { items, at }.into())?;
    let to = Some(command.goal);
    sequence.then(&ChangeGoal { item, to }.into())?;
    cover(sequence, command.goal, section.id, item)?;
    Ok(item)
}

fn create_stories(
    sequence: &mut Sequence<'_>,
    goal: GoalId,
    points: &[&Part],
    epic: ItemId,
    at: Rank,
) -> Result<(), Refusal> {
    if points.is_empty() {
        return Ok(());
    }
    let story = |part: &&Part| new_item(part, Kind::Story, Some(epic));
    let items = points.iter().map(story).collect();
    let first = sequence.so_far.next_item().0;
    sequence.then(&CreateItems { items, at }.into())?;
    for (part, number) in points.iter().zip(first..) {
        cover(sequence, goal, part.id, ItemId(number))?;
    }
    Ok(())
}

fn cover(
    sequence: &mut Sequence<'_>,
    goal: GoalId,
    part: PartId,
    item: ItemId,
) -> Result<(), Refusal> {
    let covers = true;
    let command = CoverPart {
        goal,
        part,
        item,
        covers,
    };
    sequence.then(&command.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roadmap::add::AddGoal;
    use crate::roadmap::cover::Coverage;
    use crate::roadmap::edit::{EditGoal, GoalField};
    use crate::testing::{Given, titles};

    const GOAL: GoalId = GoalId(1);

    fn given() -> Given {
        let mut given = Given::items(["A", "B"]);
        given.does(AddGoal {
            name: "Sell".into(),
            text: "# Pay\nBy card.\n- Visa\n  Debit, too.\n- Amex\n# Refund\n- Whole".into(),
            span: None,
        });
        given
    }

    fn pay(points: &[u32]) -> BreakDown {
        BreakDown {
            goal: GOAL,
            section: PartId(1),
            points: points.iter().copied().map(PartId).collect(),
            at: Rank::At(2),
        }
    }

    fn coverage(given: &Given) -> Vec<Coverage> {
        let goal = given.product.goal(GOAL).unwrap();
        let parts = goal.parts(&given.product);
        parts.iter().map(|part| part.coverage).collect()
    }

    #[test]
    fn a_section_becomes_an_epic_and_its_points_stories_and_all_is_taken_back_at_once() {
        use Coverage::{None, Open};
        let mut given = given();
        given.does(pay(&[2]));
        assert_eq!(titles(&given.product), ["A", "Visa", "B"]);
        let epic = given.item(3);
        assert_eq!(
            (&*epic.title.value, &*epic.description.value),
            ("Pay", "By card.")
        );
        assert_eq!((epic.goal, given.item(4).epic), (Some(GOAL), Some(epic.id)));
        assert_eq!(&*given.item(4).description.value, "Debit, too.");
        assert_eq!(coverage(&given), [Open, Open, None, None, None]);
        given.undoes_last();
        assert_eq!(titles(&given.product), ["A", "B"]);
        assert_eq!(coverage(&given), [None; 5]);
    }

    #[test]
    fn more_points_go_into_the_epic_there_is_and_nothing_is_made_twice() {
        let mut given = given();
        given.does(pay(&[2]));
        given.does(pay(&[2, 3]));
        assert_eq!(given.item(5).epic, Some(ItemId(3)));
        assert_eq!(given.product.next_item(), ItemId(6));
        assert_eq!(given.decides(pay(&[2, 3])), []);
        let goal = GOAL;
        let other = BreakDown {
            section: PartId(2),
            ..pay(&[])
        };
        assert_eq!(given.refusal(other), Refusal::NoSuchGoalPart { goal });
        assert_eq!(given.refusal(pay(&[5])), Refusal::NoSuchGoalPart { goal });
    }

    #[test]
    fn coverage_stays_when_the_text_changes() {
        use Coverage::{None, Open};
        let mut given = given();
        given.does(pay(&[2, 3]));
        given.does(EditGoal {
            goal: GOAL,
            field: GoalField::Text,
            text: "# Refund\n- Whole\n# Checkout\n- Amex\n- Visa cards\n- Klarna".into(),
            base: Option::None,
            parts: Option::None,
        });
        assert_eq!(coverage(&given), [None, None, Open, Open, Open, None]);
        given.undoes_last();
        assert_eq!(coverage(&given), [Open, Open, Open, None, None]);
    }
}
