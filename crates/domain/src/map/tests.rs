//! Activities, steps, and what stands at them.

use super::add::AddStep;
use super::draw::{Draft, DrawMap, draft};
use super::drop::RemoveStep;
use super::place::PlaceItems;
use super::rename::RenameStep;
use super::shift::ShiftStep;
use super::*;
use crate::history::What;
use crate::ids::{GoalId, ItemId};
use crate::item::create::{CreateItems, NewItem};
use crate::item::epic::ChangeEpic;
use crate::item::reorder::Rank;
use crate::item::split::{Part, SplitItem};
use crate::item::{Kind, Place};
use crate::roadmap::add::AddGoal;
use crate::testing::Given;

fn add(activity: Option<u32>, name: &str) -> AddStep {
    let (activity, name) = (activity.map(StepId), name.into());
    AddStep { activity, name }
}

fn place(items: &[u32], to: Option<u32>) -> PlaceItems {
    let items = items.iter().copied().map(ItemId).collect();
    let to = to.map(StepId);
    PlaceItems { items, to }
}

/// "Find: Search, Filter | Rent".
fn backbone(given: &Given) -> String {
    let names = |steps: &[Step]| {
        let names = steps.iter().map(|step| step.name.value.to_string());
        names.collect::<Vec<_>>().join(", ")
    };
    let activities = given.product.story_map.activities.iter();
    let each = activities.map(|one| match one.steps.is_empty() {
        true => one.name.value.to_string(),
        false => format!("{}: {}", one.name.value, names(&one.steps)),
    });
    each.collect::<Vec<_>>().join(" | ")
}

/// "Find" with the steps "Search" and "Filter", and "Rent"; their numbers are 1, 2, 3, 4.
fn given() -> Given {
    let mut given = Given::items(["A", "B", "C"]);
    given.does(add(None, "Find"));
    given.does(add(Some(1), "Search"));
    given.does(add(Some(1), "Filter"));
    given.does(add(None, "Rent"));
    given
}

fn step_of(given: &Given, item: u32) -> Option<u32> {
    given.product.step_of(given.item(item)).map(|step| step.0)
}

#[test]
fn activities_have_steps_and_steps_have_none() {
    let given = given();
    assert_eq!(backbone(&given), "Find: Search, Filter | Rent");
    let step = StepId(2);
    let refusal = given.refusal(add(Some(2), "Deeper"));
    assert_eq!(refusal, Refusal::StepOfStep { step });
    let field = "name";
    let refusal = given.refusal(add(None, " "));
    assert_eq!(refusal, Refusal::TextMissing { field });
}

#[test]
fn there_are_only_so_many_activities_and_steps() {
    let mut given = Given::items([]);
    for number in 0..MAX_STEPS {
        given.does(add(None, &format!("Activity {number}")));
    }
    let refusal = given.refusal(add(Some(1), "One more"));
    let limit = MAX_STEPS;
    assert!(
        matches!(refusal, Refusal::TooMany { limit: said, .. } if said == limit),
        "{refusal:?}"
    );
}

#[test]
fn two_who_rename_the_same_step_see_both_names() {
    let mut given = given();
    let base = given.product.step(StepId(2)).unwrap().0.name.revision;
    let rename = |name: &str| RenameStep {
        step: StepId(2),
        name: name.into(),
        base: Some(base),
    };
    given.does(rename("Look"));
    let refusal = given.refusal(rename("Browse"));
    assert!(
        matches!(&refusal, Refusal::TextChanged { theirs, .. } if &**theirs == "Look"),
        "{refusal:?}"
    );
    given.undoes_last();
    assert_eq!(backbone(&given), "Find: Search, Filter | Rent");
}

#[test]
fn a_step_goes_elsewhere_with_what_stands_at_it_and_back() {
    let mut given = given();
    given.does(place(&[1], Some(2)));
    let shift = |step, activity: Option<u32>, at| ShiftStep {
        step: StepId(step),
        to: Slot {
            activity: activity.map(StepId),
            at,
        },
    };
    for (to, expected) in [
        (shift(2, Some(1), 9), "Find: Filter, Search | Rent"),
        (shift(2, Some(4), 0), "Find: Filter | Rent: Search"),
        (shift(2, None, 0), "Search | Find: Filter | Rent"),
    ] {
        given.does(to);
        assert_eq!(backbone(&given), expected);
        assert_eq!(step_of(&given, 1), Some(2));
    }
    given.undoes_last();
    assert_eq!(backbone(&given), "Find: Filter | Rent: Search");
    let refusal = given.refusal(shift(1, Some(4), 0));
    assert_eq!(refusal, Refusal::ActivityHasSteps { step: StepId(1) });
}

#[test]
fn an_activity_without_steps_becomes_a_step_of_another() {
    let mut given = given();
    given.does(ShiftStep {
        step: StepId(4),
        to: Slot {
            activity: Some(StepId(1)),
            at: 1,
        },
    });
    assert_eq!(backbone(&given), "Find: Search, Rent, Filter");
    given.undoes_last();
    assert_eq!(backbone(&given), "Find: Search, Filter | Rent");
}

#[test]
fn what_stood_at_an_activity_that_is_taken_away_comes_back_with_it() {
    let mut given = given();
    given.does(place(&[1, 3], Some(2)));
    given.does(RemoveStep { step: StepId(1) });
    let removal = given.last_command();
    assert_eq!(backbone(&given), "Rent");
    assert_eq!(step_of(&given, 1), None);
    let step = StepId(2);
    let refusal = given.refusal(place(&[2], Some(2)));
    assert_eq!(refusal, Refusal::NoSuchStep { step });
    given.does(place(&[3], Some(4)));
    given.undoes_last();
    given.does(given.undo_of(removal));
    let stand = [1, 3].map(|item| step_of(&given, item));
    assert_eq!(stand, [Some(2), None], "the second was put off the map");
}

#[test]
fn taking_away_is_undone_with_everything_at_it() {
    let mut given = given();
    given.does(place(&[1, 3], Some(3)));
    given.does(RemoveStep { step: StepId(1) });
    given.undoes_last();
    assert_eq!(backbone(&given), "Find: Search, Filter | Rent");
    assert_eq!([1, 3].map(|item| step_of(&given, item)), [Some(3), Some(3)]);
}

#[test]
fn what_was_added_is_not_undone_under_somebodys_cards() {
    let mut given = given();
    let added = given.last_command();
    given.does(place(&[2], Some(4)));
    let refusal = given.refusal(given.undo_of(added));
    assert_eq!(refusal, Refusal::ChangedSince { what: "story map" });
}

#[test]
fn items_are_placed_remembered_and_put_back_where_each_stood() {
    let mut given = given();
    given.does(place(&[1], Some(2)));
    given.does(place(&[2, 1, 2], Some(4)));
    assert_eq!(
        given.decides(place(&[1, 2], Some(4))),
        [],
        "it is so already"
    );
    let entry = given.item(1).history.last().map(|entry| entry.what.clone());
    let said = Some(What::Mapped {
        from: Some("Find › Search".into()),
        to: Some("Rent".into()),
    });
    assert_eq!(entry, said);
    given.undoes_last();
    assert_eq!([1, 2].map(|item| step_of(&given, item)), [Some(2), None]);
}

#[test]
fn what_is_written_down_at_a_step_and_for_a_goal_leaves_with_one_undo() {
    let mut given = given();
    let (name, text, span) = ("Soon".into(), String::new(), None);
    given.does(AddGoal { name, text, span });
    let new = |title: &str, step| NewItem {
        step: Some(StepId(step)),
        goal: Some(GoalId(1)),
        ..NewItem::titled(title)
    };
    let (items, at) = (vec![new("X", 2), new("Y", 4)], Rank::Top);
    given.does(CreateItems { items, at });
    assert_eq!([4, 5].map(|item| step_of(&given, item)), [Some(2), Some(4)]);
    assert_eq!(
        [4, 5].map(|item| given.item(item).goal),
        [Some(GoalId(1)); 2]
    );
    given.undoes_last();
    assert_eq!(given.item(4).place, Place::Removed);
    assert_eq!(given.product.order.len(), 3);
    let (items, at) = (vec![new("Z", 9)], Rank::Top);
    let step = StepId(9);
    let refusal = given.refusal(CreateItems { items, at });
    assert_eq!(refusal, Refusal::NoSuchStep { step });
}

#[test]
fn a_part_stands_where_the_whole_stands() {
    let mut given = given();
    given.does(place(&[1], Some(2)));
    let part = Part {
        title: "Rest".into(),
        ..Part::default()
    };
    given.does(SplitItem {
        item: ItemId(1),
        parts: vec![part],
        seen: None,
    });
    assert_eq!(step_of(&given, 4), Some(2));
}

/// Two epics: E with A and B, F with C.
fn epics_given() -> Given {
    let mut given = Given::items(["A", "B", "C"]);
    for title in ["E", "F"] {
        let kind = Kind::Epic;
        let epic = NewItem {
            kind,
            ..NewItem::titled(title)
        };
        let (items, at) = (vec![epic], Rank::Bottom);
        given.does(CreateItems { items, at });
    }
    for (item, epic) in [(1, 4), (2, 4), (3, 5)] {
        let (item, to) = (ItemId(item), Some(ItemId(epic)));
        given.does(ChangeEpic { item, to });
    }
    given
}

#[test]
fn a_map_is_drawn_from_the_epics_at_once_and_undone_at_once() {
    let mut given = epics_given();
    let expected = Draft {
        activities: 2,
        items: 3,
        left_out: 0,
    };
    assert_eq!(draft(&given.product), expected);
    given.does(DrawMap {});
    assert_eq!(backbone(&given), "E | F");
    assert_eq!(
        [1, 2, 3].map(|item| step_of(&given, item)),
        [Some(1), Some(1), Some(2)]
    );
    assert_eq!(given.decides(DrawMap {}), [], "all of it is on the map");
    given.undoes_last();
    assert!(given.product.story_map.is_empty());
    assert_eq!(step_of(&given, 1), None);
}

#[test]
fn drawing_again_brings_only_what_is_new() {
    let mut given = epics_given();
    given.does(add(None, "e"));
    given.does(add(Some(1), "Step"));
    given.does(place(&[2], Some(2)));
    given.does(DrawMap {});
    assert_eq!(backbone(&given), "e: Step | F");
    assert_eq!(
        [1, 2, 3].map(|item| step_of(&given, item)),
        [Some(1), Some(2), Some(3)]
    );
}

#[test]
fn an_epic_that_is_broken_down_does_not_stand_on_the_map() {
    let mut given = epics_given();
    given.does(add(None, "Find"));
    let refusal = given.refusal(place(&[4], Some(1)));
    assert_eq!(refusal, Refusal::EpicStandsApart { item: ItemId(4) });
}
