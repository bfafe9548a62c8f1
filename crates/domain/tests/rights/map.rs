//! What is done to the story map, each in a product whose map has an activity with a step.

use domain::item::create::{CreateItems, NewItem};
use domain::item::epic::ChangeEpic;
use domain::item::reorder::Rank;
use domain::map::Slot;
use domain::map::add::AddStep;
use domain::map::draw::DrawMap;
use domain::map::drop::{RemoveStep, RestoreStep, StepRemoved};
use domain::map::place::PlaceItems;
use domain::map::rename::RenameStep;
use domain::map::shift::ShiftStep;
use domain::{Kind, StepId};

use super::{Command, ONE, Product, give};

pub(crate) fn samples(busy: &Product) -> Vec<(Product, Command)> {
    let mut product = busy.clone();
    let (activity, step) = (StepId(1), StepId(2));
    for (activity, name) in [(None, "Find"), (Some(activity), "Search"), (None, "Rent")] {
        let name = name.into();
        give(&mut product, AddStep { activity, name });
    }
    let mut cut = product.clone();
    let third = StepId(3);
    give(&mut cut, RemoveStep { step: third });
    let (name, to) = ("Look".into(), Slot::default());
    let rename = RenameStep {
        step,
        name,
        base: None,
    };
    let (items, at) = (vec![ONE], Some(step));
    let commands: Vec<Command> = vec![
        rename.into(),
        ShiftStep { step: third, to }.into(),
        RemoveStep { step }.into(),
        PlaceItems { items, to: at }.into(),
    ];
    let each = commands
        .into_iter()
        .map(|command| (product.clone(), command));
    let added = AddStep {
        activity: None,
        name: "Return".into(),
    };
    let restore = (cut, restored(third).into());
    let more = [
        restore,
        (busy.clone(), added.into()),
        drawn(busy),
        written(&product, step),
    ];
    each.chain(more).collect()
}

fn restored(step: StepId) -> RestoreStep {
    let removed = StepRemoved {
        step,
        name: "Rent".into(),
        was: Slot::default(),
        steps: Vec::new(),
    };
    RestoreStep { removed }
}

/// A new item right at a step, and an epic with what goes into it.
fn written(product: &Product, step: StepId) -> (Product, Command) {
    let (step, at) = (Some(step), Rank::Bottom);
    let epic = NewItem {
        kind: Kind::Epic,
        children: vec![ONE],
        ..NewItem::titled("Finding")
    };
    let filter = NewItem {
        step,
        ..NewItem::titled("Filter")
    };
    let items = vec![filter, epic];
    (product.clone(), CreateItems { items, at }.into())
}

/// In a product that has an epic with an item.
fn drawn(busy: &Product) -> (Product, Command) {
    let mut product = busy.clone();
    let epic = product.next_item();
    let (kind, at) = (Kind::Epic, Rank::Bottom);
    let items = vec![NewItem {
        kind,
        ..NewItem::titled("Renting")
    }];
    give(&mut product, CreateItems { items, at });
    let (item, to) = (ONE, Some(epic));
    give(&mut product, ChangeEpic { item, to });
    (product, DrawMap {}.into())
}
