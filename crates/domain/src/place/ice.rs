//! The icebox (C13): for what might or might not be built. Each item has a
//! review date; then it is brought back (`admit.rs`), kept for longer (here, once
//! more) or declined.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Iced, Leaving, Standing, leaving, still_in};
use crate::event::Event;
use crate::ids::ItemId;
use crate::item::Place;
use crate::item::reorder::distinct;
use crate::policy::Policy;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::sprint::calendar;
use crate::text;

/// Years ahead a review date lies at most.
const YEARS: i32 = 10;

/// Put items into the icebox, or keep them there for longer.
#[derive(Clone, PartialEq, Debug)]
pub struct IceItems {
    /// Which.
    pub items: Vec<ItemId>,
    /// When they are looked at again; by the policy's date if nothing is said.
    pub until: Option<Date>,
    /// Why. What was said before stays if nothing is said.
    pub reason: Option<String>,
    /// Where whoever decides saw them: refused when they are elsewhere by now.
    pub seen: Option<Place>,
}

/// Items went into the icebox, or stay in it for longer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemsIced {
    /// Which, with where they were.
    pub items: Vec<Leaving>,
    /// When they are looked at again.
    pub until: Date,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
}

/// Today, by the product's own clock.
pub fn today(product: &Product, now: Timestamp) -> Date {
    let zone = calendar::zone(product.time_zone()).unwrap_or(jiff::tz::TimeZone::UTC);
    now.to_zoned(zone).date()
}

/// The review date when nothing is said.
pub fn usual_review(product: &Product, now: Timestamp) -> Date {
    let months = i64::from(product.policies.number(Policy::IceboxReview));
    today(product, now).saturating_add(months.months())
}

pub(crate) fn decide(
    product: &Product,
    command: &IceItems,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let reason = text::reason(command.reason.as_deref())?;
    let today = today(product, now);
    let until = command.until.unwrap_or_else(|| usual_review(product, now));
    if until <= today || until > today.saturating_add(YEARS.years()) {
        return Err(Refusal::ReviewDate { date: until });
    }
    let mut items = Vec::new();
    for id in distinct(&command.items) {
        let item = product.live_item(id)?;
        still_in(item, command.seen)?;
        let same = |iced: &Iced| iced.until == until && reason.is_none();
        if !item.iced.as_ref().is_some_and(same) {
            items.push(id);
        }
    }
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let items = leaving(product, &items)?;
    Ok(vec![Event::ItemsIced(ItemsIced {
        items,
        until,
        reason,
    })])
}

pub(crate) fn evolve(product: &mut Product, event: &ItemsIced) {
    let items: Vec<ItemId> = event.items.iter().map(|one| one.item).collect();
    product.lift(&items);
    for Leaving { item, was } in &event.items {
        let before = match was {
            Standing::Icebox(iced) => iced.reason.clone(),
            _ => None,
        };
        let reason = event.reason.clone().or(before);
        let until = event.until;
        product.set_down(*item, &Standing::Icebox(Iced { until, reason }));
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::item::reorder::Rank;
    use crate::place::admit::AdmitItems;
    use crate::testing::{Given, titles};

    fn ice(items: &[u32]) -> IceItems {
        IceItems {
            items: items.iter().copied().map(ItemId).collect(),
            until: None,
            reason: Some("Nobody asks".into()),
            seen: None,
        }
    }

    #[test]
    fn what_is_iced_leaves_the_order_and_is_asked_about_in_three_months() {
        let mut given = Given::items(["A", "B", "C", "D"]);
        given.does(ice(&[3, 2]));
        assert_eq!(titles(&given.product), ["A", "D"]);
        let iced = given.item(2).iced.clone().expect("iced");
        assert_eq!(iced.until, date(2027, 2, 2));
        assert_eq!(given.product.icebox.len(), 2);
        given.undoes_last();
        assert_eq!(titles(&given.product), ["A", "B", "C", "D"]);
        assert!(given.product.icebox.is_empty());
    }

    #[test]
    fn keeping_it_longer_keeps_the_reason() {
        let mut given = Given::items(["A"]);
        given.does(ice(&[1]));
        let until = Some(date(2027, 11, 1));
        given.does(IceItems {
            until,
            reason: None,
            ..ice(&[1])
        });
        let iced = given.item(1).iced.clone().expect("iced");
        assert_eq!(
            (Some(iced.until), iced.reason.as_deref()),
            (until, Some("Nobody asks"))
        );
        given.undoes_last();
        let iced = given.item(1).iced.clone().expect("iced");
        assert_eq!(iced.until, date(2027, 2, 2));
    }

    #[test]
    fn keeping_what_is_iced_puts_the_review_off() {
        let mut given = Given::items(["A"]);
        given.does(ice(&[1]));
        let sooner = Some(date(2026, 11, 9));
        given.does(IceItems {
            until: sooner,
            ..ice(&[1])
        });
        given.does(crate::cleanup::KeepItem {
            item: ItemId(1),
            apart_from: None,
        });
        let until = |given: &Given| given.item(1).iced.clone().map(|iced| iced.until);
        assert_eq!(until(&given), Some(date(2027, 2, 2)));
        given.undoes_last();
        assert_eq!(until(&given), sooner);
    }

    #[test]
    fn the_review_lies_ahead() {
        let given = Given::items(["A"]);
        for day in [date(2026, 11, 2), date(2020, 1, 1), date(2999, 1, 1)] {
            let until = Some(day);
            assert_eq!(
                given.refusal(IceItems { until, ..ice(&[1]) }),
                Refusal::ReviewDate { date: day }
            );
        }
    }

    #[test]
    fn what_waits_is_not_pulled_ranked_or_estimated() {
        let mut given = Given::items(["A", "B"]).ready(&[1, 2]).sprint();
        given.does(ice(&[1]));
        let item = ItemId(1);
        let estimate = crate::item::estimate::Estimate {
            item,
            to: Some(crate::Points::whole(8)),
        };
        let place = Place::Icebox;
        assert_eq!(
            given.refusal(estimate),
            Refusal::StandsAside { item, place }
        );
        let moving = crate::item::reorder::MoveItems {
            items: vec![item],
            to: Rank::Top,
            reason: None,
        };
        assert_eq!(
            given.refusal(moving),
            Refusal::NotInProductBacklog { item, place }
        );
        let pull = crate::sprint::pull::PullItems {
            sprint: crate::SprintId(1),
            items: vec![item],
            to: Rank::Top,
            waive: Vec::new(),
            unready: crate::sprint::pull::Unready::Refuse,
        };
        assert_eq!(
            given.refusal(pull),
            Refusal::NotInProductBacklog { item, place }
        );
        given.does(AdmitItems {
            items: vec![item],
            at: Rank::Bottom,
            reason: None,
        });
        assert_eq!(titles(&given.product), ["B", "A"]);
    }
}
