//! Given, when, then of splitting.

use super::*;
use crate::decide::{Command, Undo};
use crate::history::What;
use crate::ids::{GoalId, PartId};
use crate::item::comment::AddComment;
use crate::item::criteria::AddCriterion;
use crate::item::epic::ChangeEpic;
use crate::item::estimate::Estimate;
use crate::item::kind::ChangeKind;
use crate::item::label::ChangeLabels;
use crate::item::question::AskQuestion;
use crate::item::remove::RemoveItems;
use crate::item::reorder::{MoveItems, Rank};
use crate::poker::Card;
use crate::poker::open::OpenVote;
use crate::poker::reveal::RevealVotes;
use crate::poker::vote::Vote;
use crate::rights::Role;
use crate::roadmap::add::AddGoal;
use crate::roadmap::cover::CoverPart;
use crate::score::choose::ChangeScoring;
use crate::score::say::ScoreItem;
use crate::score::{Input, Method};
use crate::testing::{Given, SOLO, titles};

fn part(title: &str, criteria: &[u32]) -> Part {
    Part {
        title: title.into(),
        criteria: criteria.iter().copied().map(CriterionId).collect(),
    }
}

fn split(item: u32, titles: &[&str]) -> SplitItem {
    SplitItem {
        item: ItemId(item),
        parts: titles.iter().map(|title| part(title, &[])).collect(),
        seen: None,
    }
}

fn criteria(given: &Given, item: u32) -> Vec<String> {
    let criteria = given.item(item).criteria.iter();
    criteria.map(|one| one.text.value.to_string()).collect()
}

#[test]
fn the_first_keeps_its_place_and_the_others_stand_right_below_it() {
    let mut given = Given::items(["A", "Pay", "Z"]).ready(&[2]);
    let (item, add, remove) = (ItemId(2), vec!["ui".into()], vec![]);
    given.does(ChangeLabels { item, add, remove });
    given.does(split(2, &["Pay by card", " Pay by invoice "]));
    assert_eq!(
        titles(&given.product),
        ["A", "Pay", "Pay by card", "Pay by invoice", "Z"]
    );
    assert_eq!(given.item(5).labels, given.item(2).labels);
    assert_eq!(given.item(5).split_from, Some(item));
    assert_eq!(given.item(2).split_into, [4, 5].map(ItemId).into());
    assert_eq!(given.item(2).estimate, None, "asked again");
    let last = &given.item(2).history.last().unwrap().what;
    let estimate = Some(Points::whole(3));
    let into = vec![ItemId(4), ItemId(5)];
    assert_eq!(*last, What::Split { into, estimate });
}

#[test]
fn criteria_are_dealt_out_and_come_back() {
    let mut given = Given::items(["Pay"]);
    for text in ["One", "Two", "Three"].map(String::from) {
        let item = ItemId(1);
        given.does(AddCriterion { item, text });
    }
    let to = Some(Points::whole(8));
    let item = ItemId(1);
    given.does(Estimate { item, to });
    given.does(SplitItem {
        item,
        parts: vec![part("B", &[1, 3]), part("C", &[3])],
        seen: Some(0),
    });
    assert_eq!(criteria(&given, 1), ["Two"]);
    assert_eq!(criteria(&given, 2), ["One", "Three"]);
    assert!(criteria(&given, 3).is_empty(), "dealt once");
    given.undoes_last();
    assert_eq!(criteria(&given, 1), ["One", "Two", "Three"]);
    assert_eq!(given.item(1).estimate, to);
    assert_eq!(titles(&given.product), ["Pay"]);
    given.undoes_last();
    assert_eq!(titles(&given.product), ["Pay", "B", "C"]);
    assert_eq!(criteria(&given, 1), ["Two"]);
    assert_eq!(given.item(1).estimate, None);
    given.undoes_last();
    assert_eq!(titles(&given.product), ["Pay"]);
    assert_eq!(criteria(&given, 1), ["One", "Two", "Three"]);
    let missing = SplitItem {
        parts: vec![part("B", &[9])],
        ..split(1, &[])
    };
    assert!(matches!(given.refusal(missing), Refusal::NoSuchPart { .. }));
}

#[test]
fn whoever_refines_may_split_and_take_it_back() {
    let mut given = Given::items(["A", "B"]);
    let refusal = given.refusal_as(&[Role::Stakeholder], split(2, &["C"]));
    assert!(matches!(refusal, Refusal::Forbidden { .. }));
    given.does_as(&[Role::Developer], split(1, &["A2"]));
    let undo = given.undo_of(given.last_command());
    given.does_as(&[Role::Developer], undo);
    assert_eq!(titles(&given.product), ["A", "B"]);
    let undo = given.undo_of(given.last_command());
    given.does_as(&[Role::Developer], undo);
    assert_eq!(titles(&given.product), ["A", "A2", "B"]);
}

#[test]
fn to_split_an_epic_is_to_break_it_down() {
    let mut given = Given::items(["A", "Season tickets", "Z"]);
    let (item, to) = (ItemId(2), Kind::Epic);
    given.does(ChangeKind { item, to });
    given.does(split(2, &["Sell one", "Renew one"]));
    assert_eq!(titles(&given.product), ["A", "Sell one", "Renew one", "Z"]);
    assert_eq!(given.item(4).kind, Kind::Story);
    assert_eq!(given.item(4).epic, Some(item));
    let refusal = given.refusal(split(2, &["More"]));
    assert!(matches!(refusal, Refusal::BrokenDown { count: 2, .. }));
    given.undoes_last();
    assert_eq!(titles(&given.product), ["A", "Season tickets", "Z"]);
    given.undoes_last();
    assert_eq!(titles(&given.product), ["A", "Sell one", "Renew one", "Z"]);
}

#[test]
fn what_comes_back_does_not_come_back_higher() {
    let mut given = Given::items(["A", "B", "C"]);
    given.does(split(2, &["B2", "B3"]));
    given.does(MoveItems {
        items: vec![ItemId(4)],
        to: Rank::Bottom,
        reason: None,
    });
    let command = given.recorded.iter().rev();
    let mut command = command.filter(|r| matches!(r.event, Event::ItemSplit(_)));
    let undo = given.undo_of(command.next().unwrap().cause);
    given.does(undo);
    assert_eq!(titles(&given.product), ["A", "B", "C"]);
    let joined = given.last_command();
    given.does(RemoveItems {
        items: vec![ItemId(3)],
        reason: None,
    });
    let undo = given.undo_of(joined);
    given.does(undo);
    assert_eq!(titles(&given.product), ["A", "B", "B3", "B2"]);
}

#[test]
fn what_is_in_a_sprint_is_not_split() {
    let given = Given::running(["A"]);
    let refusal = given.refusal(split(1, &["B"]));
    assert!(matches!(
        refusal,
        Refusal::SplitElsewhere { runs: true, .. }
    ));
    let said = refusal.explain(&given.product);
    assert!(said.why.contains("nothing enters or leaves"), "{said:?}");
    let given = Given::items(["A"]).ready(&[1]).sprint().pulled(&[1]);
    let refusal = given.refusal(split(1, &["B"]));
    assert!(matches!(
        refusal,
        Refusal::SplitElsewhere { runs: false, .. }
    ));
    assert!(refusal.explain(&given.product).remedy.contains("back"));
}

#[test]
fn two_who_split_at_once_are_not_both_right() {
    let mut given = Given::items(["A"]);
    let seen = Some(0);
    given.does(SplitItem {
        seen,
        ..split(1, &["A2"])
    });
    let refusal = given.refusal(SplitItem {
        seen,
        ..split(1, &["Mine"])
    });
    let (item, parts) = (ItemId(1), vec![ItemId(2)]);
    assert_eq!(refusal, Refusal::SplitSince { item, parts });
    let refusal = given.refusal(SplitItem {
        seen: Some(9),
        ..split(1, &["Mine"])
    });
    let said = refusal.explain(&given.product);
    assert!(said.why.contains("fewer parts"), "{said:?}");
}

#[test]
fn too_many_parts_and_none_are_refused() {
    let given = Given::items(["A"]);
    let many = vec!["x"; 500];
    assert!(matches!(
        given.refusal(split(1, &many)),
        Refusal::TooMany { count: 500, .. }
    ));
    for titles in [&[][..], &["B", "  "]] {
        let refusal = given.refusal(split(1, titles));
        assert_eq!(refusal, Refusal::TextMissing { field: "title" });
    }
}

#[test]
fn what_was_estimated_since_is_not_undone() {
    let mut given = Given::items(["A"]).ready(&[1]);
    given.does(split(1, &["B"]));
    let command = given.last_command();
    let to = Some(Points::whole(1));
    let item = ItemId(1);
    given.does(Estimate { item, to });
    let refusal = given.refusal(given.undo_of(command));
    assert_eq!(refusal, Refusal::ChangedSince { what: "estimate" });
}

#[test]
fn a_part_stays_in_the_epic_of_the_whole() {
    let mut given = Given::items(["Epic", "A"]);
    let (item, to) = (ItemId(1), Kind::Epic);
    given.does(ChangeKind { item, to });
    let (item, to) = (ItemId(2), Some(ItemId(1)));
    given.does(ChangeEpic { item, to });
    given.does(split(2, &["B"]));
    assert_eq!(given.item(3).epic, to);
    assert_eq!(given.product.children[&ItemId(1)].len(), 2);
}

const OWNER: &[Role] = &[Role::ProductOwner];
const DEVELOPER: &[Role] = &[Role::Developer];

/// A was split by the solo person; its part is item 2, below a goal with a document.
fn split_beside_a_goal() -> (Given, Undo) {
    let mut given = Given::items(["A"]);
    given.does(AddGoal {
        name: "Cards".into(),
        text: "- Visa".into(),
        span: None,
    });
    given.does_as(DEVELOPER, split(1, &["B"]));
    let undo = given.undo_of(given.last_command());
    (given, undo)
}

fn cover(covers: bool) -> CoverPart {
    CoverPart {
        goal: GoalId(1),
        part: PartId(1),
        item: ItemId(2),
        covers,
    }
}

#[test]
fn what_the_owner_put_under_a_goal_does_not_leave_with_a_developers_undo() {
    let (mut given, undo) = split_beside_a_goal();
    given.does(cover(true));
    let refused = given.refusal_as(DEVELOPER, undo.clone());
    assert_eq!(refused, Refusal::PartChanged { part: ItemId(2) });
    given.does(cover(false));
    given.does_as(DEVELOPER, undo);
    assert_eq!(titles(&given.product), ["A"]);
}

#[test]
fn who_covers_with_a_part_themselves_may_still_take_the_split_back() {
    let mut given = split_beside_a_goal().0;
    given.does(split(1, &["C"]));
    let undo = given.undo_of(given.last_command());
    let item = ItemId(3);
    given.does(CoverPart {
        item,
        ..cover(true)
    });
    let refused = given.refusal_as(OWNER, undo.clone());
    assert_eq!(
        refused,
        Refusal::PartChanged { part: item },
        "not her doing"
    );
    given.does(undo);
    assert_eq!(titles(&given.product), ["A", "B"]);
}

#[test]
fn a_vote_of_a_colleague_does_not_leave_with_an_undo() {
    let (mut given, undo) = split_beside_a_goal();
    let (item, round, voter) = (ItemId(2), 1, SOLO);
    given.does_as(DEVELOPER, OpenVote { item });
    let voted = |card| Vote {
        item,
        round,
        voter,
        card,
    };
    given.does(voted(Some(Card::Unsure)));
    let refused = given.refusal_as(DEVELOPER, undo.clone());
    assert_eq!(refused, Refusal::PartChanged { part: item }, "hidden");
    let mut shown = split_beside_a_goal().0;
    shown.does_as(DEVELOPER, OpenVote { item });
    shown.does(voted(Some(Card::Unsure)));
    shown.does_as(DEVELOPER, RevealVotes { item, round });
    let refused = shown.refusal_as(DEVELOPER, undo.clone());
    assert_eq!(refused, Refusal::PartChanged { part: item }, "turned over");
    given.does(voted(None));
    given.does_as(DEVELOPER, undo);
    assert_eq!(titles(&given.product), ["A"]);
}

#[test]
fn what_others_asked_scored_or_said_does_not_leave_with_an_undo() {
    let item = ItemId(2);
    let changes: [Command; 3] = [
        AskQuestion {
            item,
            text: "Which?".into(),
            to: None,
            challenge: false,
        }
        .into(),
        ScoreItem {
            item,
            input: Input::Value,
            to: Some(3.0),
        }
        .into(),
        AddComment {
            item,
            text: "Wait".into(),
        }
        .into(),
    ];
    for change in changes {
        let (mut given, undo) = split_beside_a_goal();
        let to = Some(Method::ValueEffort);
        given.does(ChangeScoring { to });
        given.does(change);
        let refused = given.refusal_as(DEVELOPER, undo);
        assert_eq!(refused, Refusal::PartChanged { part: item });
    }
}
