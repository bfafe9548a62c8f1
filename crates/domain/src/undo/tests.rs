//! The way back of single commands; that of random histories is tried in `tests/properties`.

use super::*;
use crate::ids::SprintId;
use crate::testing::{Given, titles};

#[test]
fn a_move_of_many_goes_back_to_where_each_stood() {
    let mut given = Given::items(["A", "B", "C", "D", "E"]);
    let items = [5, 1, 3].map(ItemId).to_vec();
    given.does(crate::item::reorder::MoveItems {
        items,
        to: Rank::At(2),
        reason: None,
    });
    assert_eq!(titles(&given.product), ["B", "E", "A", "C", "D"]);
    given.undoes_last();
    assert_eq!(titles(&given.product), ["A", "B", "C", "D", "E"]);
    given.undoes_last();
    assert_eq!(
        titles(&given.product),
        ["B", "E", "A", "C", "D"],
        "an undo can be undone"
    );
}

#[test]
fn what_somebody_changed_since_is_not_undone() {
    let mut given = Given::items(["A"]);
    let title = |text: &str| EditText {
        item: ItemId(1),
        field: Field::Title,
        text: text.into(),
        base: None,
    };
    given.does(title("Mine"));
    let mine = given.last_command();
    given.does(title("Hers"));
    let undo = given.undo_of(mine);
    assert_eq!(given.refusal(undo), Refusal::ChangedSince { what: "title" });
}

fn moving(item: u32, to: Rank) -> crate::item::reorder::MoveItems {
    let (items, reason) = (vec![ItemId(item)], Some("Because".into()));
    crate::item::reorder::MoveItems { items, to, reason }
}

#[test]
fn where_somebody_else_moved_it_since_it_stays() {
    let owner = &[crate::rights::Role::ProductOwner];
    let mut given = Given::items(["A", "B", "C"]);
    given.does_as(owner, moving(2, Rank::Top));
    let undo = given.undo_of(given.last_command());
    given.does(moving(2, Rank::Bottom));
    let refusal = given.refusal_as(owner, undo);
    assert_eq!(refusal, Refusal::ChangedSince { what: "rank" });
}

#[test]
fn moves_of_ones_own_are_undone_one_after_another() {
    let mut given = Given::items(["A", "B", "C"]);
    given.does(moving(2, Rank::Top));
    let first = given.undo_of(given.last_command());
    given.does(moving(2, Rank::Bottom));
    given.undoes_last();
    let again = given.undo_of(given.last_command());
    given.does(first);
    assert_eq!(titles(&given.product), ["A", "B", "C"]);
    given.undoes_last();
    given.does(again);
    assert_eq!(titles(&given.product), ["A", "C", "B"]);
}

#[test]
fn a_commitment_has_no_way_back() {
    let given = Given::running(["A"]);
    let undo = given.undo_of(given.last_command());
    assert!(matches!(given.refusal(undo), Refusal::NoWayBack { .. }));
}

#[test]
fn days_and_an_order_that_somebody_changed_since_stay() {
    let mut given = Given::items(["A", "B", "C"])
        .ready(&[1, 2, 3])
        .sprint()
        .pulled(&[1, 2]);
    let calendar = given.sprint_state(1).calendar.clone();
    let called = |name: &str| RescheduleSprint {
        sprint: SprintId(1),
        name: name.into(),
        calendar: calendar.clone(),
    };
    given.does(called("Mine"));
    let mine = given.last_command();
    given.does(called("Hers"));
    let refused = given.refusal(given.undo_of(mine));
    assert_eq!(refused, Refusal::ChangedSince { what: "sprint" });

    let first = |item| Rearrange {
        sprint: SprintId(1),
        items: vec![ItemId(item)],
        to: Rank::Top,
    };
    given.does(first(2));
    let mine = given.last_command();
    let mut given = given.pulled(&[3]);
    let undo = given.undo_of(mine);
    let events = given.decides(undo.clone());
    let one = matches!(&events[..], [Event::CommandUndone(_), Event::Rearranged(_)]);
    assert!(one, "what was pulled since is not in the way: {events:?}");
    given.does(first(1));
    let what = "order of the sprint";
    assert_eq!(given.refusal(undo), Refusal::ChangedSince { what });
}

#[test]
fn putting_back_goes_back_to_the_same_place_in_both_backlogs() {
    let mut given = Given::items(["A", "B", "C", "D"])
        .ready(&[1, 2, 3])
        .sprint()
        .pulled(&[3, 1, 2]);
    given.does(PutBack {
        sprint: SprintId(1),
        items: vec![ItemId(1)],
        reason: None,
    });
    assert_eq!(titles(&given.product), ["A", "D"]);
    given.undoes_last();
    assert_eq!(*given.sprint_state(1).plan, [3, 1, 2].map(ItemId));
    given.undoes_last();
    assert_eq!(titles(&given.product), ["A", "D"]);
    assert_eq!(*given.sprint_state(1).plan, [3, 2].map(ItemId));
}

#[test]
fn pulling_and_creating_go_back() {
    let mut given = Given::items(["A", "B", "C"])
        .ready(&[2])
        .sprint()
        .pulled(&[2]);
    assert_eq!(titles(&given.product), ["A", "C"]);
    given.undoes_last();
    assert_eq!(titles(&given.product), ["A", "B", "C"]);
    given.creates("D");
    given.undoes_last();
    assert_eq!(titles(&given.product), ["A", "B", "C"]);
}
