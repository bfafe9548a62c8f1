//! The commitment: the sprint starts and its contract freezes (D10, E1).

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::availability::{self, MemberDays, PersonDays};
use super::plan::must_be_planned;
use super::{Calendar, Sprint, Status, Waiver};
use crate::event::Event;
use crate::ids::{ItemId, PersonId, SprintId};
use crate::item::{Item, Kind};
use crate::points::Points;
use crate::product::Product;
use crate::ready::{self, Check};
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::report::burndown::Burndown;
use crate::report::chance;

/// Commit to a sprint.
#[derive(Clone, PartialEq, Debug)]
pub struct CommitSprint {
    /// Which.
    pub sprint: SprintId,
}

/// The team committed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SprintCommitted {
    /// Which sprint.
    pub sprint: SprintId,
    /// To what.
    pub contract: Arc<Contract>,
}

/// What a team committed to, word for word. It never changes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Contract {
    /// What the sprint was called.
    pub name: Arc<str>,
    /// Its goal at that moment, perhaps empty.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub goal: Arc<str>,
    /// Its days.
    pub calendar: Calendar,
    /// Its items, in the team's order.
    pub items: Vec<ContractItem>,
    /// Who was in the team.
    pub members: Vec<PersonId>,
    /// The days each of them had for it; nothing where it was written down before this was counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub capacity: Vec<MemberDays>,
    /// Checks that were waived.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
    /// The chance to finish everything as it was said then, in percent; nothing with too little history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<u8>,
}

/// An item as it was committed to.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ContractItem {
    /// Which.
    pub item: ItemId,
    /// What sort of work.
    pub kind: Kind,
    /// Its title.
    pub title: Arc<str>,
    /// Its description.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub description: Arc<str>,
    /// Its acceptance criteria.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Arc<str>>,
    /// Its estimate; none if that was waived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Points>,
}

impl Contract {
    /// The points committed to.
    pub fn points(&self) -> Points {
        self.items.iter().filter_map(|item| item.estimate).sum()
    }

    /// The days all of them had for it; `None` where nobody counted them.
    pub fn capacity(&self) -> Option<PersonDays> {
        let days = || self.capacity.iter().map(|member| member.days);
        (!self.capacity.is_empty()).then(|| days().sum())
    }
}

pub(crate) fn decide(
    product: &Product,
    command: &CommitSprint,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let sprint = must_be_planned(product, command.sprint, now)?;
    if sprint.plan.is_empty() {
        return Err(Refusal::SprintEmpty { sprint: sprint.id });
    }
    if let Some(running) = product.running_sprint(sprint.team) {
        let name = running.name.clone();
        return Err(Refusal::AnotherSprintRunning {
            sprint: running.id,
            name,
        });
    }
    for item in sprint.items(product) {
        still_ready(product, sprint, item)?;
    }
    let contract = Arc::new(contract(product, sprint, now));
    Ok(vec![Event::SprintCommitted(SprintCommitted {
        sprint: sprint.id,
        contract,
    })])
}

/// What let an item in may have been taken away since: the gate is asked again.
fn still_ready(product: &Product, sprint: &Sprint, item: &Item) -> Result<(), Refusal> {
    let waived = |check: &Check| {
        sprint
            .waivers
            .iter()
            .any(|waiver| waiver.item == item.id && waiver.worded.check == *check)
    };
    let mut missing = ready::missing_for(product, item, sprint.id);
    missing.retain(|check| !waived(check));
    match missing.is_empty() {
        true => Ok(()),
        false => Err(Refusal::NotReady {
            item: item.id,
            missing,
        }),
    }
}

fn contract(product: &Product, sprint: &Sprint, now: Timestamp) -> Contract {
    let items = sprint.items(product).map(|item| ContractItem {
        item: item.id,
        kind: item.kind,
        title: item.title.value.clone(),
        description: item.description.value.clone(),
        criteria: item
            .criteria
            .iter()
            .map(|criterion| criterion.text.value.clone())
            .collect(),
        estimate: item.estimate,
    });
    Contract {
        name: sprint.name.clone(),
        goal: sprint.goal.value.clone(),
        calendar: sprint.calendar.clone(),
        items: items.collect(),
        members: availability::members(product).collect(),
        capacity: availability::capacity(product, sprint),
        waivers: sprint.waivers.clone(),
        chance: chance::outlook(product, sprint, now)
            .ok()
            .map(|outlook| outlook.percent()),
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &SprintCommitted) {
    let scale = product.scale;
    product.change_sprint(event.sprint, |sprint| {
        sprint.status = Status::Running { since: recorded.at };
        sprint.board = Default::default();
        sprint.board[0] = sprint.plan.to_vec();
        sprint.scale = scale;
        sprint.burndown = Burndown::begin(event.sprint);
        sprint.contract = Some(event.contract.clone());
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::edit_text::{EditText, Field};
    use crate::item::estimate::Estimate;
    use crate::testing::Given;

    #[test]
    fn what_was_waived_reads_for_ever_as_it_did() {
        use crate::policy::change::ChangePolicy;
        use crate::policy::{Policy, Setting};
        let mut given = Given::items(["A"]).ready(&[1]).sprint();
        let limit = |number| ChangePolicy {
            policy: Policy::ReadySize,
            to: Setting::AtMost(number),
            reason: None,
        };
        given.does(limit(2));
        given.does(crate::sprint::pull::PullItems {
            sprint: SprintId(1),
            items: vec![ItemId(1)],
            to: crate::item::reorder::Rank::Bottom,
            waive: vec![(Check::Size, "A spike".into())],
            unready: crate::sprint::pull::Unready::Refuse,
        });
        let sprint = SprintId(1);
        given.does(CommitSprint { sprint });
        let contract = given.sprint_state(1).contract.clone().unwrap();
        assert_eq!(contract.waivers[0].worded.lack, "more than 2 points");
        given.does(limit(99));
        let to = crate::scale::Scale::Hours;
        given.does(crate::scale::ChangeScale { to });
        let sprint = given.sprint_state(1);
        assert_eq!(sprint.contract.as_ref(), Some(&contract));
        assert_eq!(sprint.scale(&given.product), Default::default());
    }

    fn commit() -> CommitSprint {
        CommitSprint {
            sprint: SprintId(1),
        }
    }

    #[test]
    fn the_contract_keeps_what_was_committed_to() {
        let mut given = Given::running(["A", "B"]);
        let text = String::from("Something else");
        given.does(EditText {
            item: ItemId(1),
            field: Field::Title,
            text,
            base: None,
        });
        let sprint = given.sprint_state(1);
        let contract = sprint.contract.as_ref().unwrap();
        assert_eq!(&*contract.items[0].title, "A");
        assert_eq!(contract.points(), Points::whole(6));
        assert!(sprint.is_running());
    }

    #[test]
    fn nothing_is_committed_to_without_items_or_beside_a_running_sprint() {
        let given = Given::items(["A"]).sprint();
        assert_eq!(
            given.refusal(commit()),
            Refusal::SprintEmpty {
                sprint: SprintId(1)
            }
        );
        let given = Given::running(["A", "B"]).sprint();
        assert!(matches!(
            given.refusal(commit()),
            Refusal::SprintRunning { .. }
        ));
    }

    #[test]
    fn an_item_that_is_no_longer_ready_holds_the_commitment_up() {
        let mut given = Given::items(["A"]).ready(&[1]).sprint().pulled(&[1]);
        given.does(Estimate {
            item: ItemId(1),
            to: None,
        });
        let missing = vec![Check::Estimate];
        assert_eq!(
            given.refusal(commit()),
            Refusal::NotReady {
                item: ItemId(1),
                missing
            }
        );
    }
}
