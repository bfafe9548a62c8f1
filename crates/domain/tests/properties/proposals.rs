//! What taking over an order that scores propose comes down to.

use domain::item::reorder::{MoveItems, Rank};
use domain::score::apply::ApplyProposal;
use domain::score::proposal::propose;
use domain::score::say::ScoreItem;
use domain::score::{Input, Method};
use domain::{Actor, ItemId};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use crate::run::Run;
use crate::wish::{config, person};

/// Says what the first eight items are worth, each estimated at 3 points or an epic's part.
fn scored(values: &[Option<u32>]) -> Run {
    let mut run = Run::begin(false);
    for (value, number) in values.iter().zip(1..) {
        let (item, to) = (ItemId(number), value.map(f64::from));
        for (input, to) in [(Input::Value, to), (Input::Effort, Some(2.0))] {
            run.give(everybody(), ScoreItem { item, input, to }.into());
        }
    }
    run
}

/// Who holds every role.
fn everybody() -> Actor {
    let (id, administrator) = (person(1), true);
    Actor::Person { id, administrator }
}

/// One item after the other to the rank that was proposed for it.
fn by_hand(run: &mut Run, chosen: &[(ItemId, u32)]) {
    let items: Vec<ItemId> = chosen.iter().map(|(item, _)| *item).collect();
    let aside = (items, Rank::Bottom);
    let each = chosen.iter();
    let each = each.map(|(item, to)| (vec![*item], Rank::At(*to)));
    for (items, to) in [aside].into_iter().chain(each) {
        let reason = None;
        run.give(everybody(), MoveItems { items, to, reason }.into());
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn taking_a_proposal_over_is_moving_by_hand(
        values in vec(of(0..6_u32), 8),
        picked in of(vec(any::<bool>(), 8)),
    ) {
        let mut run = scored(&values);
        let mut slow = run.clone();
        let proposal = propose(&run.product, Method::ValueEffort);
        let seen = proposal.fingerprint();
        let wanted = |item: ItemId| picked.as_ref().is_none_or(|all| all[item.0 as usize - 1]);
        let changes = proposal.changes.iter().filter(|one| wanted(one.item));
        let chosen: Vec<_> = changes.map(|one| (one.item, one.to)).collect();
        let only = picked.is_some().then(|| chosen.iter().map(|(item, _)| *item).collect());
        let before = run.product.order.clone();
        let apply = ApplyProposal { seen, only, reason: None };
        prop_assert!(run.give(everybody(), apply.into()).outcome.is_ok());
        by_hand(&mut slow, &chosen);
        prop_assert_eq!(&run.product.order, &slow.product.order);
        let mut sorted = [before.to_vec(), run.product.order.to_vec()];
        sorted.iter_mut().for_each(|order| order.sort());
        prop_assert_eq!(&sorted[0], &sorted[1], "a permutation");
        if picked.is_none() {
            let score = |item: &ItemId| Method::ValueEffort.score(&run.product.items[item]);
            let scores: Vec<_> = run.product.order.iter().filter_map(score).collect();
            prop_assert!(scores.is_sorted_by(|one, next| one >= next));
            for (was, is) in before.iter().zip(run.product.order.iter()) {
                prop_assert!(was == is || score(was).is_some(), "{} has no score", was);
            }
        }
    }
}
