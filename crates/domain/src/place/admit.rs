//! Taking in what waits: a suggestion is accepted at a rank, an iced item comes
//! back at one (B2, C13). Only the product owner does.

use std::collections::BTreeSet;
use std::iter;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Leaving, Standing, waits};
use crate::event::Event;
use crate::ids::ItemId;
use crate::item::epic::may_hold;
use crate::item::reorder::{Rank, distinct, resolve};
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text;

/// Take items from suggestions or the icebox into the product backlog.
#[derive(Clone, PartialEq, Debug)]
pub struct AdmitItems {
    /// Which, in their order.
    pub items: Vec<ItemId>,
    /// Where the first of them goes.
    pub at: Rank,
    /// Why here.
    pub reason: Option<String>,
}

/// Items came into the product backlog.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemsAdmitted {
    /// Which, in their order, with where they waited.
    pub items: Vec<Leaving>,
    /// What stands right above the first of them; `None` on top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<ItemId>,
    /// Why here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
}

pub(crate) fn decide(product: &Product, command: &AdmitItems) -> Result<Vec<Event>, Refusal> {
    let reason = text::reason(command.reason.as_deref())?;
    let left = resolve(&product.order, &BTreeSet::new(), command.at)?;
    let mut items = Vec::new();
    for id in distinct(&command.items) {
        let item = waits(product, id)?;
        if let Some(epic) = item.epic {
            may_hold(product, item.kind, epic)?;
        }
        let was = match &item.iced {
            Some(iced) => Standing::Icebox(iced.clone()),
            None => Standing::Suggestions,
        };
        items.push(Leaving { item: id, was });
    }
    match items.is_empty() {
        true => Ok(Vec::new()),
        false => Ok(vec![Event::ItemsAdmitted(ItemsAdmitted {
            items,
            left,
            reason,
        })]),
    }
}

pub(crate) fn evolve(product: &mut Product, event: &ItemsAdmitted) {
    let items: Vec<ItemId> = event.items.iter().map(|one| one.item).collect();
    product.lift(&items);
    let lefts = iter::once(event.left).chain(items.iter().copied().map(Some));
    let standings: Vec<Standing> = lefts
        .map(|left| Standing::ProductBacklog { left })
        .collect();
    let each = items.into_iter().zip(&standings);
    product.set_down_each(&each.collect::<Vec<_>>());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Place;
    use crate::place::suggest::Suggest;
    use crate::rights::Role;
    use crate::testing::{Given, titles};

    fn suggested(titles: [&str; 2]) -> Given {
        let mut given = Given::items(["A", "B"]);
        for title in titles {
            given.does(Suggest {
                kind: crate::item::Kind::Bug,
                title: title.into(),
                description: String::new(),
                epic: None,
                why: None,
            });
        }
        given
    }

    fn admit(items: &[u32], at: Rank) -> AdmitItems {
        AdmitItems {
            items: items.iter().copied().map(ItemId).collect(),
            at,
            reason: Some("Two customers asked".into()),
        }
    }

    #[test]
    fn what_is_accepted_stands_at_its_rank_and_can_go_back() {
        let mut given = suggested(["C", "D"]);
        given.does(admit(&[4, 3], Rank::After(ItemId(1))));
        assert_eq!(titles(&given.product), ["A", "D", "C", "B"]);
        assert!(given.product.suggestions.is_empty());
        given.undoes_last();
        assert_eq!(titles(&given.product), ["A", "B"]);
        assert_eq!(given.product.suggestions.len(), 2);
    }

    #[test]
    fn two_product_owners_decide_once() {
        let mut given = suggested(["C", "D"]);
        given.does(admit(&[3], Rank::Top));
        assert_eq!(
            given.refusal(admit(&[3], Rank::Bottom)),
            Refusal::NotWaiting {
                item: ItemId(3),
                place: Place::ProductBacklog
            }
        );
        assert!(matches!(
            given.refusal_as(&[Role::Developer], admit(&[4], Rank::Top)),
            Refusal::Forbidden { .. }
        ));
    }
}
