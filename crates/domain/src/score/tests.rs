//! Given, when, then of scores: the formulas by hand, their limits, the order they propose.

use super::apply::ApplyProposal;
use super::choose::ChangeScoring;
use super::proposal::{Proposal, propose};
use super::say::ScoreItem;
use super::*;
use crate::history::What;
use crate::ids::ItemId;
use crate::item::depend::AddDependency;
use crate::item::reorder::{MoveItems, Rank};
use crate::item::why::why_here;
use crate::refusal::Refusal;
use crate::rights::Role;
use crate::testing::{Given, titles};

fn says(given: &mut Given, item: u32, inputs: &[(Input, f64)]) {
    for (input, to) in inputs.iter().copied() {
        let (item, to) = (ItemId(item), Some(to));
        given.does(ScoreItem { item, input, to });
    }
}

/// Five items of 3 points, some of them with a value, scored by value and effort.
fn valued(values: &[(u32, f64)]) -> Given {
    let mut given = Given::items(["A", "B", "C", "D", "E"]).ready(&[1, 2, 3, 4, 5]);
    let to = Some(Method::ValueEffort);
    given.does(ChangeScoring { to });
    for (item, value) in values {
        says(&mut given, *item, &[(Input::Value, *value)]);
    }
    given
}

fn proposal(given: &Given) -> Proposal {
    propose(&given.product, Method::ValueEffort)
}

fn changes(given: &Given) -> Vec<(u32, u32, u32)> {
    let proposal = proposal(given);
    let changes = proposal.changes.iter();
    changes.map(|one| (one.item.0, one.from, one.to)).collect()
}

fn apply(given: &Given, only: Option<&[u32]>) -> ApplyProposal {
    let seen = proposal(given).fingerprint();
    let only = only.map(|items| items.iter().copied().map(ItemId).collect());
    let reason = None;
    ApplyProposal { seen, only, reason }
}

fn score(given: &Given, method: Method) -> Option<f64> {
    method.score(given.item(1)).map(Score::as_f64)
}

/// 450 people a quarter, massive impact, 100 %, two person-months: the figures of the first project
/// that McBride's article goes through, part by part.
#[test]
fn rice_by_hand() {
    let mut given = Given::items(["A"]);
    let parts = [
        (Input::Reach, 450.0),
        (Input::Impact, 3.0),
        (Input::Effort, 2.0),
    ];
    says(&mut given, 1, &parts);
    assert_eq!(score(&given, Method::Rice), None);
    assert_eq!(Method::Rice.missing(given.item(1)), [Input::Confidence]);
    says(&mut given, 1, &[(Input::Confidence, 100.0)]);
    assert_eq!(score(&given, Method::Rice), Some(675.0), "450 × 3 × 1 ÷ 2");
    says(
        &mut given,
        1,
        &[(Input::Confidence, 80.0), (Input::Impact, 0.25)],
    );
    assert_eq!(
        score(&given, Method::Rice),
        Some(45.0),
        "450 × 0.25 × 0.8 ÷ 2"
    );
}

#[test]
fn wsjf_and_value_by_hand() {
    let mut given = Given::items(["A"]);
    says(
        &mut given,
        1,
        &[(Input::Value, 8.0), (Input::TimeCriticality, 5.0)],
    );
    let missing = [Input::RiskReduction, Input::Effort];
    assert_eq!(Method::Wsjf.missing(given.item(1)), missing);
    says(
        &mut given,
        1,
        &[(Input::RiskReduction, 3.0), (Input::Effort, 2.0)],
    );
    assert_eq!(score(&given, Method::Wsjf), Some(8.0), "(8 + 5 + 3) ÷ 2");
    assert_eq!(score(&given, Method::ValueEffort), Some(4.0), "8 ÷ 2");
}

#[test]
fn effort_is_the_estimate_until_it_is_said() {
    let mut given = Given::items(["A"]);
    says(&mut given, 1, &[(Input::Value, 6.0)]);
    assert_eq!(Method::ValueEffort.missing(given.item(1)), [Input::Effort]);
    given = given.ready(&[1]);
    assert_eq!(score(&given, Method::ValueEffort), Some(2.0), "3 points");
    says(&mut given, 1, &[(Input::Effort, 12.0)]);
    assert_eq!(score(&given, Method::ValueEffort), Some(0.5));
    given.undoes_last();
    assert_eq!(score(&given, Method::ValueEffort), Some(2.0));
    let (item, to) = (ItemId(1), Some(crate::points::Points::ZERO));
    given.does(crate::item::estimate::Estimate { item, to });
    assert_eq!(
        score(&given, Method::ValueEffort),
        None,
        "nothing by nothing"
    );
}

#[test]
fn numbers_at_their_limits() {
    let given = Given::items(["A"]);
    let said = |input, to| ScoreItem {
        item: ItemId(1),
        input,
        to: Some(to),
    };
    for input in Input::ALL {
        let (least, most) = input.range();
        for fits in [least, most] {
            assert_eq!(
                given.decides(said(input, fits)).len(),
                1,
                "{input:?} {fits}"
            );
        }
        for bad in [
            least - 0.01,
            most + 1.0,
            1e300,
            -1e9,
            f64::NAN,
            f64::INFINITY,
        ] {
            let refused = given.refusal(said(input, bad));
            assert!(matches!(refused, Refusal::NumberOutside { .. }), "{bad}");
        }
    }
}

#[test]
fn scores_compare_exactly_and_read_as_people_write_them() {
    let score = |worth, effort| Score { worth, effort };
    assert_eq!(score(1, 3), score(2, 6));
    assert!(score(u64::MAX - 1, u64::MAX) < score(1, 1));
    for (shown, said) in [
        (score(1, 3), "0.33"),
        (score(13, 2), "6.5"),
        (score(1_350, 1), "1,350"),
        (score(0, 1), "0"),
        (score(9_996, 100), "100"),
    ] {
        assert_eq!(shown.to_string(), said);
    }
}

#[test]
fn scored_items_change_places_and_what_has_no_score_keeps_its_rank() {
    let given = valued(&[(2, 1.0), (4, 9.0)]);
    assert_eq!(changes(&given), [(4, 4, 2), (2, 2, 4)]);
    assert_eq!(proposal(&given).scored, 2);
}

#[test]
fn equal_scores_and_no_scores_change_nothing() {
    assert_eq!(changes(&valued(&[])), []);
    assert_eq!(changes(&valued(&[(1, 2.0), (3, 2.0), (5, 2.0)])), []);
}

#[test]
fn a_proposal_is_taken_over_at_once_with_its_reason_and_undone_at_once() {
    let mut given = valued(&[(1, 1.0), (3, 2.0), (5, 3.0)]);
    given.does(apply(&given, None));
    assert_eq!(titles(&given.product), ["E", "B", "C", "D", "A"]);
    let newest = why_here(given.item(5)).next().map(|entry| &entry.what);
    let why = "By Value ÷ effort of 2026-11-02";
    assert!(
        matches!(newest, Some(What::Moved { from: 5, to: 1, reason: Some(said) }) if &**said == why),
        "{newest:?}"
    );
    assert_eq!(changes(&given), [], "it stands so already");
    given.undoes_last();
    assert_eq!(titles(&given.product), ["A", "B", "C", "D", "E"]);
    given.undoes_last();
    assert_eq!(titles(&given.product), ["E", "B", "C", "D", "A"]);
}

#[test]
fn some_rows_go_where_they_were_proposed_and_the_rest_keeps_its_order() {
    let mut given = valued(&[(1, 1.0), (3, 2.0), (5, 3.0)]);
    let some = apply(&given, Some(&[5]));
    let why = Some("The law".into());
    given.does(ApplyProposal {
        reason: why,
        ..some
    });
    assert_eq!(titles(&given.product), ["E", "A", "B", "C", "D"]);
    let newest = why_here(given.item(5)).next().map(|entry| &entry.what);
    let why = "By Value ÷ effort of 2026-11-02: The law";
    assert!(matches!(newest, Some(What::Moved { reason: Some(said), .. }) if &**said == why));
    given.undoes_last();
    assert_eq!(titles(&given.product), ["A", "B", "C", "D", "E"]);
    let not_proposed = apply(&given, Some(&[5, 2]));
    assert_eq!(given.refusal(not_proposed), Refusal::ProposalChanged);
}

/// Taking it over is the same as moving one item after the other to the rank it was shown with.
#[test]
fn a_proposal_is_what_moving_by_hand_would_be() {
    for only in [None, Some(&[5, 2][..]), Some(&[1][..])] {
        let mut at_once = valued(&[(1, 2.0), (2, 1.0), (4, 8.0), (5, 5.0)]);
        let mut by_hand = valued(&[(1, 2.0), (2, 1.0), (4, 8.0), (5, 5.0)]);
        let wanted = proposal(&at_once).changes;
        let chosen = |item: ItemId| only.is_none_or(|only| only.contains(&item.0));
        let wanted: Vec<_> = wanted.iter().filter(|one| chosen(one.item)).collect();
        let items = wanted.iter().map(|one| one.item).collect();
        let (to, reason) = (Rank::Bottom, None);
        by_hand.does(MoveItems { items, to, reason });
        for one in &wanted {
            let (to, reason) = (Rank::At(one.to), None);
            let items = vec![one.item];
            by_hand.does(MoveItems { items, to, reason });
        }
        at_once.does(apply(&at_once, only));
        assert_eq!(titles(&at_once.product), titles(&by_hand.product));
    }
}

#[test]
fn what_changed_since_it_was_looked_at_is_not_taken_over() {
    let mut given = valued(&[(1, 1.0), (3, 2.0)]);
    let seen = apply(&given, None);
    says(&mut given, 2, &[(Input::Value, 9.0)]);
    assert_eq!(given.refusal(seen), Refusal::ProposalChanged);
    let seen = apply(&given, None);
    let (items, to, reason) = (vec![ItemId(5)], Rank::Top, None);
    given.does(MoveItems { items, to, reason });
    assert_eq!(given.refusal(seen), Refusal::ProposalChanged);
    let seen = apply(&given, None);
    let (item, blocked_by) = (ItemId(3), ItemId(1));
    given.does(AddDependency { item, blocked_by });
    assert_eq!(given.refusal(seen), Refusal::ProposalChanged, "a clash");
}

#[test]
fn a_dependency_that_would_be_turned_around_is_named() {
    let mut given = valued(&[(1, 1.0), (3, 2.0), (5, 3.0)]);
    for (item, blocked_by) in [(5, 2), (4, 1), (1, 5), (3, 1)] {
        let (item, blocked_by) = (ItemId(item), ItemId(blocked_by));
        given.does(AddDependency { item, blocked_by });
    }
    let clashes: Vec<(u32, u32)> = proposal(&given)
        .clashes
        .iter()
        .map(|(item, blocker)| (item.0, blocker.0))
        .collect();
    assert_eq!(
        clashes,
        [(3, 1), (4, 1), (5, 2)],
        "1 waits for 5, which rises"
    );
}

#[test]
fn a_product_is_scored_by_one_formula_or_none_and_its_owner_says_which() {
    let mut given = valued(&[(1, 1.0), (3, 2.0)]);
    let seen = apply(&given, None);
    given.does(ChangeScoring { to: None });
    assert_eq!(given.refusal(seen), Refusal::NotScored);
    given.undoes_last();
    assert_eq!(given.product.scoring, Some(Method::ValueEffort));
    let team = [Role::Developer, Role::ScrumMaster, Role::Stakeholder];
    let refused = given.refusal_as(&team, ChangeScoring { to: None });
    assert!(matches!(refused, Refusal::Forbidden { .. }));
}

#[test]
fn what_somebody_else_has_moved_since_is_not_put_back() {
    let mut given = valued(&[(1, 1.0), (3, 2.0), (5, 3.0)]);
    given.does(apply(&given, None));
    let undo = given.undo_of(given.last_command());
    let (items, to, reason) = (vec![ItemId(5)], Rank::Bottom, None);
    given.does_as(&[Role::ProductOwner], MoveItems { items, to, reason });
    let what = "rank";
    assert_eq!(given.refusal(undo), Refusal::ChangedSince { what });
}
