//! Wishes about the story map.

use domain::map::Slot;
use domain::map::add::AddStep;
use domain::map::draw::DrawMap;
use domain::map::drop::{RemoveStep, RestoreStep, StepRemoved};
use domain::map::place::PlaceItems;
use domain::map::rename::RenameStep;
use domain::map::shift::ShiftStep;
use domain::{Command, Product, StepId};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use crate::aim::at;
use crate::values::{base, items, text};

/// Wishes about activities, steps and what stands at them.
pub(crate) fn wishes() -> BoxedStrategy<Command> {
    prop_oneof![
        4 => (of(step()), text()).prop_map(|(activity, name)| AddStep { activity, name }.into()),
        2 => (step(), text(), base())
            .prop_map(|(step, name, base)| RenameStep { step, name, base }.into()),
        3 => (step(), slot()).prop_map(|(step, to)| ShiftStep { step, to }.into()),
        1 => step().prop_map(|step| RemoveStep { step }.into()),
        1 => removed().prop_map(|removed| RestoreStep { removed }.into()),
        5 => (items(), of(step())).prop_map(|(items, to)| PlaceItems { items, to }.into()),
        1 => Just(DrawMap {}.into()),
    ]
    .boxed()
}

fn step() -> impl Strategy<Value = StepId> {
    (1..=6_u32).prop_map(StepId)
}

fn slot() -> impl Strategy<Value = Slot> {
    (of(step()), 0..4_u32).prop_map(|(activity, at)| Slot { activity, at })
}

fn removed() -> impl Strategy<Value = StepRemoved> {
    let steps = vec(step().prop_map(|step| (step, "Back".into())), 0..2);
    (step(), slot(), steps).prop_map(|(step, was, steps)| StepRemoved {
        step,
        name: "Again".into(),
        was,
        steps,
    })
}

/// Makes a wish about items there are. Whether it was about the map.
pub(crate) fn aim(product: &Product, command: &mut Command) -> bool {
    if let Command::PlaceItems(PlaceItems { items, .. }) = command {
        for item in items {
            at(item, &product.order);
        }
    }
    matches!(
        command,
        Command::AddStep(_)
            | Command::RenameStep(_)
            | Command::ShiftStep(_)
            | Command::RemoveStep(_)
            | Command::RestoreStep(_)
            | Command::PlaceItems(_)
            | Command::DrawMap(_)
    )
}
