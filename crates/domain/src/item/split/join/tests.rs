//! Given, when, then of taking a split back and doing it again.

use super::*;
use crate::decide::{Command, Undo};
use crate::item::depend::AddDependency;
use crate::item::edit_text::{EditText, Field};
use crate::item::priority::{Prioritize, Priority};
use crate::item::remove::{RemoveItems, RestoreItems};
use crate::item::reorder::{MoveItems, Rank};
use crate::item::split::{Part, SplitItem};
use crate::place::ice::IceItems;
use crate::place::merge::MergeItem;
use crate::place::wont::RuleOut;
use crate::rights::Role;
use crate::testing::{Given, titles};

const DEVELOPER: &[Role] = &[Role::Developer];

/// A developer splits an item of four; the parts are 5 and 6.
fn developer_splits(item: u32) -> (Given, Undo) {
    let mut given = Given::items(["A", "B", "C", "D"]);
    let part = |title: &str| Part {
        title: title.into(),
        criteria: Vec::new(),
    };
    let split = SplitItem {
        item: ItemId(item),
        parts: vec![part("First"), part("Second")],
        seen: None,
    };
    given.does_as(DEVELOPER, split);
    let undo = given.undo_of(given.last_command());
    (given, undo)
}

fn moving(item: u32, to: Rank) -> Command {
    let (items, reason) = (vec![ItemId(item)], None);
    MoveItems { items, to, reason }.into()
}

fn title(item: u32, text: &str) -> Command {
    EditText {
        item: ItemId(item),
        field: Field::Title,
        text: text.into(),
        base: None,
    }
    .into()
}

#[track_caller]
fn is_refused(given: &Given, undo: Undo) {
    let refusal = given.refusal_as(DEVELOPER, undo);
    assert_eq!(refusal.code(), "changed-since", "{refusal:?}");
    let why = refusal.explain(&given.product).why;
    assert!(why.contains("PAY-"), "{why}");
}

#[test]
fn what_the_product_owner_made_of_a_part_is_not_taken_away_by_whoever_split() {
    let (item, items) = (ItemId(5), || vec![ItemId(5)]);
    let (to, reason) = (Some(Priority::Must), None);
    let changes: [Command; 7] = [
        moving(5, Rank::Top),
        title(5, "Hers"),
        Prioritize { item, to, reason }.into(),
        RemoveItems {
            items: items(),
            reason: None,
        }
        .into(),
        IceItems {
            items: items(),
            until: None,
            reason: None,
            seen: None,
        }
        .into(),
        MergeItem {
            item: ItemId(1),
            into: item,
            reason: None,
            seen: None,
        }
        .into(),
        AddDependency {
            item: ItemId(1),
            blocked_by: item,
        }
        .into(),
    ];
    for change in changes {
        let (mut given, undo) = developer_splits(3);
        given.does(change);
        is_refused(&given, undo);
    }
}

#[test]
fn what_left_otherwise_since_is_not_brought_back() {
    let (mut given, undo) = developer_splits(3);
    given.does_as(DEVELOPER, undo);
    let redo = given.undo_of(given.last_command());
    let items = || vec![ItemId(5)];
    given.does(RestoreItems { items: items() });
    is_refused(&given, redo.clone());
    given.does(RuleOut {
        items: items(),
        reason: "Never".into(),
    });
    is_refused(&given, redo);
}

#[test]
fn what_one_did_oneself_is_undone_step_by_step_and_done_again() {
    let (mut given, split) = developer_splits(3);
    given.does_as(DEVELOPER, title(5, "Mine"));
    let edit = given.undo_of(given.last_command());
    given.does_as(DEVELOPER, edit);
    for _ in 0..2 {
        given.does_as(DEVELOPER, split.clone());
        assert_eq!(titles(&given.product), ["A", "B", "C", "D"]);
        assert!(given.item(3).split_into.is_empty(), "it is whole again");
        let undo = given.undo_of(given.last_command());
        given.does_as(DEVELOPER, undo);
        assert_eq!(
            titles(&given.product),
            ["A", "B", "C", "First", "Second", "D"]
        );
        assert_eq!(given.item(3).split_into.len(), 2);
        let redone = given.undo_of(given.last_command());
        assert!(given.attempt_as(DEVELOPER, &redone.into()).is_ok());
    }
}

#[test]
fn parts_come_back_to_their_place_and_not_to_what_they_stood_below() {
    let (mut given, undo) = developer_splits(3);
    given.does(moving(4, Rank::After(ItemId(3))));
    given.does_as(DEVELOPER, undo);
    let redo = given.undo_of(given.last_command());
    given.does(moving(4, Rank::Top));
    given.does_as(DEVELOPER, redo);
    assert_eq!(
        titles(&given.product),
        ["D", "A", "B", "C", "First", "Second"]
    );
}

#[test]
fn parts_stand_below_the_whole_and_no_higher_than_they_stood() {
    let cases = [
        (Rank::Top, ["C", "A", "B", "First", "Second", "D"]),
        (Rank::Bottom, ["A", "B", "D", "C", "First", "Second"]),
    ];
    for (to, expected) in cases {
        let (mut given, undo) = developer_splits(3);
        given.does_as(DEVELOPER, undo);
        let redo = given.undo_of(given.last_command());
        given.does(moving(3, to));
        given.does_as(DEVELOPER, redo);
        assert_eq!(titles(&given.product), expected, "{to:?}");
    }
}
