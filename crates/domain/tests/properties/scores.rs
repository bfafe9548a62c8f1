//! Wishes about scores, and about the order they propose.

use domain::item::arrange::ArrangeItems;
use domain::score::apply::ApplyProposal;
use domain::score::choose::ChangeScoring;
use domain::score::proposal::propose;
use domain::score::say::ScoreItem;
use domain::score::{Input, Method};
use domain::{Command, Product};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;

use crate::aim::at;
use crate::values::{item, items, reason};

/// Wishes about scores.
pub(crate) fn wishes() -> BoxedStrategy<Command> {
    let input = prop_oneof![3 => Just(Input::Value), 1 => select(&Input::ALL[..])];
    let method = prop_oneof![
        4 => Just(Some(Method::ValueEffort)),
        1 => of(select(&Method::ALL[..])),
    ];
    prop_oneof![
        6 => (item(), input, weighted(0.9, -1.0..60.0_f64))
            .prop_map(|(item, input, to)| ScoreItem { item, input, to }.into()),
        2 => method.prop_map(|to| ChangeScoring { to }.into()),
        4 => (any::<u64>(), weighted(0.3, items()), reason())
            .prop_map(|(seen, only, reason)| ApplyProposal { seen, only, reason }.into()),
        2 => vec((item(), of(item())), 0..4).prop_map(|items| ArrangeItems { items }.into()),
    ]
    .boxed()
}

/// Makes a wish about what there is. Whether it was about scores.
pub(crate) fn aim(product: &Product, command: &mut Command) -> bool {
    match command {
        Command::ScoreItem(ScoreItem { item, .. }) => at(item, &product.order),
        Command::ApplyProposal(ApplyProposal { seen, only, .. }) => {
            let method = product.scoring.unwrap_or(Method::ValueEffort);
            let proposal = propose(product, method);
            *seen = proposal.fingerprint();
            let moving: Vec<_> = proposal.changes.iter().map(|one| one.item).collect();
            for item in only.iter_mut().flatten() {
                at(item, &moving);
            }
        }
        Command::ArrangeItems(ArrangeItems { items }) => {
            for (item, left) in items {
                at(item, &product.order);
                if let Some(left) = left {
                    at(left, &product.order);
                }
            }
        }
        Command::ChangeScoring(_) => {}
        _ => return false,
    }
    true
}
