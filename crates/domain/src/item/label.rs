//! Labels: words that items are grouped by (C18).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text::Label;

/// Add and remove labels. Said as changes, so that two people who label the
/// same item do not undo each other.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeLabels {
    /// Which item.
    pub item: ItemId,
    /// Labels it gets.
    pub add: Vec<String>,
    /// Labels it loses.
    pub remove: Vec<String>,
}

/// An item's labels changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LabelsChanged {
    /// Which item.
    pub item: ItemId,
    /// Labels it has now and had not.
    pub added: BTreeSet<Label>,
    /// Labels it had and has not.
    pub removed: BTreeSet<Label>,
}

pub(crate) fn decide(product: &Product, command: &ChangeLabels) -> Result<Vec<Event>, Refusal> {
    let item = product.live_item(command.item)?;
    let parse = |labels: &[String]| {
        labels
            .iter()
            .map(|label| Label::new(label))
            .collect::<Result<BTreeSet<_>, _>>()
    };
    let (add, remove) = (parse(&command.add)?, parse(&command.remove)?);
    let added: BTreeSet<Label> = add.difference(&item.labels).cloned().collect();
    let removed: BTreeSet<Label> = item
        .labels
        .intersection(&remove)
        .filter(|label| !add.contains(label))
        .cloned()
        .collect();
    super::create::within_limit("labels", item.labels.len() + added.len() - removed.len())?;
    if added.is_empty() && removed.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![Event::LabelsChanged(LabelsChanged {
        item: item.id,
        added,
        removed,
    })])
}

pub(crate) fn evolve(product: &mut Product, event: &LabelsChanged) {
    product.change_item(event.item, |item| {
        item.labels.retain(|label| !event.removed.contains(label));
        item.labels.extend(event.added.iter().cloned());
        item.refresh_haystack();
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Given;

    #[test]
    fn labels_are_added_and_removed_and_limited() {
        let mut given = Given::items(["A"]);
        let change = |add: Vec<String>, remove: &[&str]| ChangeLabels {
            item: ItemId(1),
            add,
            remove: remove.iter().map(|s| (*s).to_owned()).collect(),
        };
        given.does(change(vec!["ui".into(), "api".into()], &[]));
        given.does(change(vec!["UI".into(), "db".into()], &["API", "none"]));
        let labels: Vec<_> = given.item(1).labels.iter().map(Label::to_string).collect();
        assert_eq!(labels, ["db", "ui"]);
        let many = (0..10_000).map(|n| n.to_string()).collect();
        assert!(matches!(
            given.refusal(change(many, &[])),
            Refusal::TooMany { .. }
        ));
    }
}
