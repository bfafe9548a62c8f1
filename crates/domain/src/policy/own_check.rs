//! The team's own checks of the Definition of Ready: a sentence that somebody of
//! the team ticks for each item, because no program can see whether it is so.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Changed, OwnCheck, Policies};
use crate::event::Event;
use crate::ids::{ItemId, Position, ReadyCheckId};
use crate::item::Tick;
use crate::item::edit_text::changes;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text::{self, Revised};

/// Checks of its own that a team has at most: nobody reads a longer list.
pub const MOST: usize = 20;

/// Checks that were ever added, those taken away too, because histories and waivers name
/// them.
pub const EVER: usize = 200;

/// Add a check of the team's own.
#[derive(Clone, PartialEq, Debug)]
pub struct AddReadyCheck {
    /// What must be so.
    pub text: String,
}

/// Reword one. What is ticked stays ticked.
#[derive(Clone, PartialEq, Debug)]
pub struct RewordReadyCheck {
    /// Which.
    pub check: ReadyCheckId,
    /// What must be so.
    pub text: String,
    /// The revision the edit began from.
    pub base: Option<Position>,
}

/// Take one away, or bring it back with everything that was ticked.
#[derive(Clone, PartialEq, Debug)]
pub struct KeepReadyCheck {
    /// Which.
    pub check: ReadyCheckId,
    /// Whether it is there.
    pub kept: bool,
}

/// Say that an item passes a check of the team's own, or that it does not.
#[derive(Clone, PartialEq, Debug)]
pub struct TickItem {
    /// Which item.
    pub item: ItemId,
    /// Which check.
    pub check: ReadyCheckId,
    /// Whether it passes.
    pub ticked: bool,
}

/// A check was added.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReadyCheckAdded {
    /// Its number.
    pub check: ReadyCheckId,
    /// What must be so.
    pub text: Arc<str>,
}

/// A check was reworded.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReadyCheckReworded {
    /// Which.
    pub check: ReadyCheckId,
    /// What it said.
    pub from: Arc<str>,
    /// What it says.
    pub to: Arc<str>,
}

/// A check was taken away or brought back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReadyCheckKept {
    /// Which.
    pub check: ReadyCheckId,
    /// Whether it is there.
    pub kept: bool,
}

/// An item passes a check of the team's own, or does not any longer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemTicked {
    /// Which item.
    pub item: ItemId,
    /// Which check.
    pub check: ReadyCheckId,
    /// Whether it passes.
    pub ticked: bool,
}

pub(crate) fn decide_add(
    product: &Product,
    command: &AddReadyCheck,
) -> Result<Vec<Event>, Refusal> {
    let text = text::line("check", &command.text)?;
    within_limit(&product.policies)?;
    if product.policies.own.len() >= EVER {
        return Err(Refusal::ReadyChecksUsedUp { limit: EVER });
    }
    let check = ReadyCheckId(product.policies.own.len() as u32 + 1);
    Ok(vec![Event::ReadyCheckAdded(ReadyCheckAdded {
        check,
        text,
    })])
}

fn within_limit(policies: &Policies) -> Result<(), Refusal> {
    match policies.own_checks().count() + 1 {
        count if count > MOST => Err(Refusal::TooMany {
            what: "checks",
            count,
            limit: MOST,
        }),
        _ => Ok(()),
    }
}

pub(crate) fn decide_reword(
    product: &Product,
    command: &RewordReadyCheck,
) -> Result<Vec<Event>, Refusal> {
    let found = find(product, command.check)?;
    let to = text::line("check", &command.text)?;
    if !changes(&found.text, &to, command.base, "check")? {
        return Ok(Vec::new());
    }
    Ok(vec![Event::ReadyCheckReworded(ReadyCheckReworded {
        check: found.id,
        from: found.text.value.clone(),
        to,
    })])
}

pub(crate) fn decide_keep(
    product: &Product,
    command: &KeepReadyCheck,
) -> Result<Vec<Event>, Refusal> {
    let KeepReadyCheck { check, kept } = *command;
    let found = product.policies.own_check(check);
    let found = found.ok_or(Refusal::NoSuchReadyCheck)?;
    if found.removed != kept {
        return Ok(Vec::new());
    }
    if kept {
        within_limit(&product.policies)?;
    }
    Ok(vec![Event::ReadyCheckKept(ReadyCheckKept { check, kept })])
}

pub(crate) fn decide_tick(product: &Product, command: &TickItem) -> Result<Vec<Event>, Refusal> {
    let TickItem {
        item,
        check,
        ticked,
    } = *command;
    find(product, check)?;
    let found = product.live_item(item)?;
    if found.is_finished() {
        return Err(Refusal::ItemFinished { item });
    }
    if found.ticks.contains_key(&check) == ticked {
        return Ok(Vec::new());
    }
    Ok(vec![Event::ItemTicked(ItemTicked {
        item,
        check,
        ticked,
    })])
}

fn find(product: &Product, check: ReadyCheckId) -> Result<&OwnCheck, Refusal> {
    let found = product.policies.own_check(check);
    found
        .filter(|check| !check.removed)
        .ok_or(Refusal::NoSuchReadyCheck)
}

pub(crate) fn evolve_added(
    product: &mut Product,
    recorded: &Recorded<Event>,
    event: &ReadyCheckAdded,
) {
    let check = OwnCheck {
        id: event.check,
        text: Revised::new(event.text.clone(), recorded.position),
        removed: false,
        changed: changed(recorded),
    };
    Arc::make_mut(&mut product.policies).own.push(check);
}

pub(crate) fn evolve_reworded(
    product: &mut Product,
    recorded: &Recorded<Event>,
    event: &ReadyCheckReworded,
) {
    change(product, recorded, event.check, |check| {
        check.text = Revised::new(event.to.clone(), recorded.position);
    });
}

pub(crate) fn evolve_kept(
    product: &mut Product,
    recorded: &Recorded<Event>,
    event: &ReadyCheckKept,
) {
    change(product, recorded, event.check, |check| {
        check.removed = !event.kept;
    });
}

fn change(
    product: &mut Product,
    recorded: &Recorded<Event>,
    id: ReadyCheckId,
    change: impl FnOnce(&mut OwnCheck),
) {
    let policies = Arc::make_mut(&mut product.policies);
    if let Some(check) = policies.own.iter_mut().find(|check| check.id == id) {
        change(check);
        check.changed = changed(recorded);
    }
}

fn changed(recorded: &Recorded<Event>) -> Changed {
    Changed {
        by: recorded.actor,
        at: recorded.at,
        reason: None,
        position: recorded.position,
    }
}

pub(crate) fn evolve_ticked(product: &mut Product, recorded: &Recorded<Event>, event: &ItemTicked) {
    let tick = Tick {
        by: recorded.actor,
        at: recorded.at,
    };
    product.change_item(event.item, |item| match event.ticked {
        true => drop(item.ticks.insert(event.check, tick)),
        false => drop(item.ticks.remove(&event.check)),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ready::{self, Check};
    use crate::rights::Role;
    use crate::testing::Given;

    const CHECK: ReadyCheckId = ReadyCheckId(1);

    fn asked() -> Given {
        let mut given = Given::items(["A"]).ready(&[1]);
        let text = "The designer has seen it".into();
        given.does(AddReadyCheck { text });
        given
    }

    fn tick(ticked: bool) -> TickItem {
        TickItem {
            item: ItemId(1),
            check: CHECK,
            ticked,
        }
    }

    fn missing(given: &Given) -> Vec<Check> {
        ready::missing(&given.product, &given.product.items[&ItemId(1)])
    }

    #[test]
    fn an_item_passes_when_the_team_has_ticked_it() {
        let mut given = asked();
        assert_eq!(missing(&given), [Check::Own(CHECK)]);
        let lack = Check::Own(CHECK).lack(&given.product);
        assert_eq!(lack, "not yet: The designer has seen it");
        let owner = given.refusal_as(&[Role::ProductOwner], tick(true));
        assert!(matches!(owner, Refusal::Forbidden { .. }));
        given.does(tick(true));
        assert_eq!(missing(&given), []);
        given.undoes_last();
        assert_eq!(missing(&given), [Check::Own(CHECK)]);
    }

    #[test]
    fn a_check_that_went_asks_for_nothing_and_comes_back_with_its_ticks() {
        let mut given = asked();
        given.does(tick(true));
        given.does(KeepReadyCheck {
            check: CHECK,
            kept: false,
        });
        assert_eq!(given.refusal(tick(false)), Refusal::NoSuchReadyCheck);
        given.undoes_last();
        assert_eq!(missing(&given), []);
        given.does(tick(false));
        assert_eq!(missing(&given), [Check::Own(CHECK)]);
    }

    #[test]
    fn more_than_twenty_checks_are_more_than_anybody_reads() {
        let mut given = Given::items(["A"]);
        for number in 0..MOST {
            let text = number.to_string();
            given.does(AddReadyCheck { text });
        }
        let text = "One more".into();
        let refusal = given.refusal(AddReadyCheck { text });
        assert!(matches!(refusal, Refusal::TooMany { limit: MOST, .. }));
    }

    #[test]
    fn what_is_taken_away_makes_no_room_for_ever() {
        let mut given = Given::items(["A"]);
        for number in 1..=EVER {
            let text = number.to_string();
            given.does(AddReadyCheck { text });
            let (check, kept) = (ReadyCheckId(number as u32), false);
            given.does(KeepReadyCheck { check, kept });
        }
        let text = "One more".into();
        let refusal = given.refusal(AddReadyCheck { text });
        assert_eq!(refusal, Refusal::ReadyChecksUsedUp { limit: EVER });
        let check = ReadyCheckId(7);
        given.does(KeepReadyCheck { check, kept: true });
        given.does(RewordReadyCheck {
            check,
            text: "One more".into(),
            base: None,
        });
    }
}
