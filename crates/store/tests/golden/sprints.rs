//! The events of sprints.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::item::remove::Neighbour;
use domain::ready::{Check, Worded};
use domain::sprint::availability::AvailabilityChanged;
use domain::sprint::board::CardMoved;
use domain::sprint::close::{Finished, SprintClosed};
use domain::sprint::commit::SprintCommitted;
use domain::sprint::discard::SprintDiscarded;
use domain::sprint::goal::GoalSet;
use domain::sprint::plan::{Schedule, SprintPlanned, SprintRescheduled};
use domain::sprint::pull::{ItemsPulled, LeftOut, Pulled, Waived};
use domain::sprint::put_back::ItemsPutBack;
use domain::sprint::rearrange::Rearranged;
use domain::sprint::{
    Availability, Calendar, Contract, ContractItem, MemberDays, Outcome, PersonDays, Returned,
    Waiver,
};
use domain::{Column, Event, Kind, Points, ReadyCheckId, SprintId, TeamId};
use jiff::civil::date;

use crate::{Examples, item, person};

const SPRINT: SprintId = SprintId(24);

pub(crate) fn examples() -> Examples<Event> {
    [
        planned(),
        available(),
        crossed(),
        arranged(),
        committed(),
        closed(),
    ]
    .concat()
}

fn calendar(zone: &str, holiday: bool) -> Calendar {
    let (start, end) = (date(2026, 11, 2), date(2026, 11, 15));
    let holidays = holiday.then_some(date(2026, 11, 11));
    Calendar::new(start, end, zone, BTreeSet::from_iter(holidays)).expect("a calendar")
}

fn planned() -> Examples<Event> {
    let planned = |goal: &str, calendar| {
        Event::SprintPlanned(SprintPlanned {
            sprint: SPRINT,
            team: TeamId(1),
            name: "Sprint 24".into(),
            goal: goal.into(),
            calendar,
        })
    };
    let schedule = |name: &str, calendar| Schedule {
        name: name.into(),
        calendar,
    };
    let rescheduled = SprintRescheduled {
        sprint: SPRINT,
        to: schedule("The long one", calendar("Asia/Kolkata", true)),
        from: schedule("Sprint 24", calendar("UTC", false)),
    };
    let goal = GoalSet {
        sprint: SPRINT,
        from: "".into(),
        to: "Money goes both ways".into(),
    };
    let discarded = |items| {
        let sprint = SPRINT;
        Event::SprintDiscarded(SprintDiscarded { sprint, items })
    };
    vec![
        vec![
            planned("Take money", calendar("Europe/Warsaw", true)),
            planned("", calendar("UTC", false)),
        ],
        vec![Event::SprintRescheduled(rescheduled)],
        vec![Event::GoalSet(goal)],
        vec![discarded(neighbours()), discarded(Vec::new())],
    ]
}

fn available() -> Examples<Event> {
    let part = |percent, half_days_off| {
        Some(Availability {
            percent,
            half_days_off,
        })
    };
    let changed = |from, to| {
        Event::AvailabilityChanged(AvailabilityChanged {
            sprint: SPRINT,
            person: person(2),
            from,
            to,
        })
    };
    vec![vec![
        changed(part(100, 0), part(80, 3)),
        changed(None, part(50, 0)),
        changed(part(50, 0), None),
    ]]
}

fn neighbours() -> Vec<Neighbour> {
    let left = [Some(item(3)), None];
    let items = [item(5), item(6)].into_iter().zip(left);
    items.map(|(item, left)| Neighbour { item, left }).collect()
}

fn crossed() -> Examples<Event> {
    let bare = Pulled {
        item: item(5),
        was_below: None,
        estimate: None,
        waived: Vec::new(),
    };
    let checks = Check::BUILT_IN.into_iter();
    let checks = checks.chain([Check::Own(ReadyCheckId(3))]);
    let waived = checks.map(|check| Waived {
        check,
        reason: "A spike".into(),
    });
    let full = Pulled {
        item: item(6),
        was_below: Some(item(3)),
        estimate: Some(Points::whole(5)),
        waived: waived.collect(),
    };
    let pulled = |items, left, left_out| {
        let sprint = SPRINT;
        Event::ItemsPulled(ItemsPulled {
            sprint,
            items,
            left,
            left_out,
        })
    };
    let left_out = LeftOut {
        item: item(7),
        missing: Check::BUILT_IN.to_vec(),
    };
    let put_back = |reason: Option<&str>, waivers| {
        Event::ItemsPutBack(ItemsPutBack {
            sprint: SPRINT,
            items: neighbours(),
            reason: reason.map(Into::into),
            was: [4, 5, 6].map(item).to_vec(),
            waivers,
        })
    };
    vec![
        vec![
            pulled(vec![full, bare.clone()], Some(item(4)), vec![left_out]),
            pulled(vec![bare], None, Vec::new()),
        ],
        vec![
            put_back(Some("Too much"), vec![waiver(true), waiver(false)]),
            put_back(None, Vec::new()),
        ],
    ]
}

fn waiver(by: bool) -> Waiver {
    Waiver {
        item: item(5),
        worded: Worded {
            check: Check::Estimate,
            title: "Estimated by the team".into(),
            lack: "not estimated".into(),
        },
        reason: "A spike".into(),
        by: by.then(|| person(2)),
        at: "2026-11-02T09:00:00Z".parse().expect("a moment"),
    }
}

fn arranged() -> Examples<Event> {
    let rearranged = |left| {
        Event::Rearranged(Rearranged {
            sprint: SPRINT,
            items: vec![item(6), item(5)],
            left,
            was: [4, 5, 6].map(item).to_vec(),
        })
    };
    let card = |from, to, left, was_below| {
        Event::CardMoved(CardMoved {
            sprint: SPRINT,
            item: item(5),
            from,
            to,
            left,
            was_below,
        })
    };
    vec![
        vec![rearranged(Some(item(4))), rearranged(None)],
        vec![
            card(
                Column::ToDo,
                Column::InProgress,
                Some(item(4)),
                Some(item(6)),
            ),
            card(Column::InReview, Column::Done, None, None),
        ],
    ]
}

fn committed() -> Examples<Event> {
    let bare = ContractItem {
        item: item(5),
        kind: Kind::Task,
        title: "Rotate the keys".into(),
        description: "".into(),
        criteria: Vec::new(),
        estimate: None,
    };
    let whole = ContractItem {
        item: item(6),
        kind: Kind::Story,
        title: "Pay by card".into(),
        description: "A customer pays.".into(),
        criteria: vec!["It works".into()],
        estimate: Points::new(2.5),
    };
    let sparse = Contract {
        name: "Sprint 24".into(),
        goal: "".into(),
        calendar: calendar("UTC", false),
        items: vec![bare.clone()],
        members: Vec::new(),
        capacity: Vec::new(),
        waivers: Vec::new(),
        chance: None,
    };
    let full = Contract {
        goal: "Money goes both ways".into(),
        calendar: calendar("America/Los_Angeles", true),
        items: vec![whole, bare],
        members: vec![person(2), person(3)],
        capacity: [(2, 85), (3, 90)]
            .map(|(number, days)| MemberDays {
                person: person(number),
                days: PersonDays(days),
            })
            .to_vec(),
        waivers: vec![waiver(true)],
        chance: Some(65),
        ..sparse.clone()
    };
    let committed = [full, sparse].map(|contract| {
        Event::SprintCommitted(SprintCommitted {
            sprint: SPRINT,
            contract: Arc::new(contract),
        })
    });
    vec![committed.to_vec()]
}

fn closed() -> Examples<Event> {
    let done = [Some(Points::whole(5)), None].map(|estimate| Finished {
        item: item(5),
        estimate,
    });
    let bare = Returned {
        item: item(6),
        estimate: None,
        column: Column::ToDo,
        carried_over: 1,
        reason: None,
    };
    let full = Returned {
        estimate: Points::new(0.5),
        column: Column::InReview,
        carried_over: 2,
        reason: Some("The bank answered late".into()),
        ..bare.clone()
    };
    let closed = |done, returned| {
        Event::SprintClosed(SprintClosed {
            sprint: SPRINT,
            outcome: Arc::new(Outcome { done, returned }),
        })
    };
    vec![vec![
        closed(done.to_vec(), vec![full, bare]),
        closed(Vec::new(), Vec::new()),
    ]]
}
