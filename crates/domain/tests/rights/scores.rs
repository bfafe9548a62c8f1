//! What is done about scores, each in a product where the lower of two items has the better one.

use domain::item::arrange::ArrangeItems;
use domain::score::apply::ApplyProposal;
use domain::score::choose::ChangeScoring;
use domain::score::proposal::propose;
use domain::score::say::ScoreItem;
use domain::score::{Input, Method};

use super::{Command, ItemId, ONE, Product, give};

pub(crate) fn samples(busy: &Product) -> Vec<(Product, Command)> {
    let mut product = busy.clone();
    let method = Method::ValueEffort;
    let to = Some(method);
    give(&mut product, ChangeScoring { to });
    for (item, value) in [(ONE, 1.0), (ItemId(8), 9.0)] {
        give(&mut product, value_of(item, value));
        give(&mut product, effort_of(item));
    }
    let seen = propose(&product, method).fingerprint();
    let apply = ApplyProposal {
        seen,
        only: None,
        reason: None,
    };
    let items = vec![(ItemId(8), None), (ONE, Some(ItemId(8)))];
    let commands: Vec<Command> = vec![
        ChangeScoring { to: None }.into(),
        value_of(ONE, 5.0).into(),
        apply.into(),
        ArrangeItems { items }.into(),
    ];
    let each = commands.into_iter();
    each.map(|command| (product.clone(), command)).collect()
}

fn value_of(item: ItemId, value: f64) -> ScoreItem {
    let (input, to) = (Input::Value, Some(value));
    ScoreItem { item, input, to }
}

fn effort_of(item: ItemId) -> ScoreItem {
    let (input, to) = (Input::Effort, Some(2.0));
    ScoreItem { item, input, to }
}
