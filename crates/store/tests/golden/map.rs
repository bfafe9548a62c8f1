//! The events of the story map.

use domain::map::Slot;
use domain::map::add::StepAdded;
use domain::map::drop::{StepRemoved, StepRestored};
use domain::map::place::{ItemsPlaced, Placed};
use domain::map::rename::StepRenamed;
use domain::map::shift::StepShifted;
use domain::{Event, StepId};

use crate::{Examples, item};

pub(crate) fn examples() -> Examples<Event> {
    let (step, activity) = (StepId(2), Some(StepId(1)));
    let added = |activity| {
        let name = "Unlock it".into();
        Event::StepAdded(StepAdded {
            step,
            activity,
            name,
        })
    };
    let (from, to) = (Slot { activity, at: 1 }, Slot::default());
    let removed = |activity, steps| StepRemoved {
        step,
        name: "Unlock it".into(),
        was: Slot { activity, at: 1 },
        steps,
    };
    let alone = || removed(activity, Vec::new());
    let whole = || removed(None, vec![(StepId(3), "By code".into())]);
    vec![
        vec![added(None), added(activity)],
        vec![Event::StepRenamed(StepRenamed {
            step,
            from: "Unlock it".into(),
            to: "Unlock the bike".into(),
        })],
        vec![
            Event::StepShifted(StepShifted { step, from, to }),
            Event::StepShifted(StepShifted {
                step,
                from: to,
                to: from,
            }),
        ],
        vec![Event::StepRemoved(alone()), Event::StepRemoved(whole())],
        [alone(), whole()]
            .map(|removed| Event::StepRestored(StepRestored { removed }))
            .to_vec(),
        vec![placed(None, Some(step)), placed(Some(step), None)],
    ]
}

fn placed(from: Option<StepId>, to: Option<StepId>) -> Event {
    let items = vec![
        Placed {
            item: item(5),
            from,
        },
        Placed {
            item: item(7),
            from: None,
        },
    ];
    Event::ItemsPlaced(ItemsPlaced { items, to })
}
