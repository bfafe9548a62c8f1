//! Changing a policy. Each has its own right: what makes an item ready is the
//! team's to say, what the order is held to the product owner's.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Changed, Number, Policy, Setting};
use crate::event::Event;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text;

/// Change a policy.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangePolicy {
    /// Which.
    pub policy: Policy,
    /// What it shall say.
    pub to: Setting,
    /// Why.
    pub reason: Option<String>,
}

/// A policy changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PolicyChanged {
    /// Which.
    pub policy: Policy,
    /// What it said.
    pub from: Setting,
    /// What it says.
    pub to: Setting,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
}

pub(crate) fn decide(product: &Product, command: &ChangePolicy) -> Result<Vec<Event>, Refusal> {
    let policy = command.policy;
    let to = fitting(policy, command.to)?;
    let from = product.policy(policy);
    let reason = text::reason(command.reason.as_deref())?;
    if from == to {
        return Ok(Vec::new());
    }
    Ok(vec![Event::PolicyChanged(PolicyChanged {
        policy,
        from,
        to,
        reason,
    })])
}

/// The setting, if the policy takes it: a policy with a number is on with its
/// number.
pub(super) fn fitting(policy: Policy, to: Setting) -> Result<Setting, Refusal> {
    let entry = policy.entry();
    match (entry.number, to) {
        (Some(Number { always: true, .. }), Setting::Off) => {
            Err(Refusal::AlwaysHolds { what: entry.title })
        }
        (_, Setting::Off) | (None, Setting::On) => Ok(to),
        (Some(_), Setting::On) => Ok(entry.default),
        (Some(Number { range, .. }), Setting::AtMost(asked))
            if (range.0..=range.1).contains(&asked) =>
        {
            Ok(to)
        }
        (number, Setting::AtMost(asked)) => Err(Refusal::OutOfRange {
            what: entry.title,
            number: asked,
            range: number.map(|number| number.range),
        }),
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &PolicyChanged) {
    let policies = Arc::make_mut(&mut product.policies);
    policies.settings[event.policy as usize] = event.to;
    policies.changes.insert(
        event.policy,
        Changed {
            by: recorded.actor,
            at: recorded.at,
            reason: event.reason.clone(),
            position: recorded.position,
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ItemId;
    use crate::ready;
    use crate::rights::Role;
    use crate::testing::Given;

    fn change(policy: Policy, to: Setting) -> ChangePolicy {
        ChangePolicy {
            policy,
            to,
            reason: Some("We tried".into()),
        }
    }

    fn is_ready(given: &Given) -> bool {
        ready::is_ready(&given.product, &given.product.items[&ItemId(1)])
    }

    #[test]
    fn what_the_team_asks_for_decides_what_is_ready() {
        let mut given = Given::items(["A"]).ready(&[1]);
        assert!(is_ready(&given), "3 points");
        given.does(change(Policy::ReadySize, Setting::AtMost(2)));
        assert!(!is_ready(&given));
        given.undoes_last();
        assert!(is_ready(&given));
        let mut bare = Given::items(["A"]);
        for policy in [Policy::ReadyCriteria, Policy::ReadyEstimate] {
            assert!(!is_ready(&bare));
            bare.does(change(policy, Setting::Off));
        }
        assert!(is_ready(&bare));
        let changed = bare
            .product
            .policies
            .changed(Policy::ReadyEstimate)
            .unwrap();
        assert_eq!(changed.reason.as_deref(), Some("We tried"));
    }

    #[test]
    fn a_number_that_makes_no_sense_is_refused() {
        let given = Given::items(["A"]);
        for (policy, number) in [
            (Policy::ReadySize, 0),
            (Policy::ReadySize, 10_000),
            (Policy::ReadyCriteria, 3),
        ] {
            let refusal = given.refusal(change(policy, Setting::AtMost(number)));
            assert!(matches!(refusal, Refusal::OutOfRange { .. }), "{policy:?}");
        }
    }

    #[test]
    fn what_always_has_a_number_is_not_switched_off() {
        let given = Given::items(["A"]);
        let refusal = given.refusal(change(Policy::IceboxReview, Setting::Off));
        assert!(matches!(refusal, Refusal::AlwaysHolds { .. }));
        assert_eq!(refusal.field(), Some("limit"));
    }

    #[test]
    fn a_size_nobody_has_set_fits_the_scale() {
        let mut given = Given::items(["A"]).ready(&[1]);
        let (item, to) = (ItemId(1), Some(crate::points::Points::whole(24)));
        given.does(crate::item::estimate::Estimate { item, to });
        assert!(!is_ready(&given), "24 points");
        let to = crate::scale::Scale::Hours;
        given.does(crate::scale::ChangeScale { to });
        assert!(is_ready(&given), "24 hours");
        given.does(change(Policy::ReadySize, Setting::AtMost(16)));
        assert!(!is_ready(&given));
        let lack = crate::ready::Check::Size.lack(&given.product);
        assert_eq!(lack, "more than 16 hours");
    }

    #[test]
    fn the_definition_of_ready_is_the_teams() {
        let given = Given::items(["A"]);
        let off = change(Policy::ReadyEstimate, Setting::Off);
        let refusal = given.refusal_as(&[Role::ProductOwner, Role::Stakeholder], off);
        assert!(matches!(refusal, Refusal::Forbidden { .. }));
    }
}
