//! New items in the product backlog, one or many at once (A1, A4, C1), each where it belongs on the
//! story map and roadmap from the start.
//! Imported items are created through the same event by [`crate::import`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::epic::EpicChanged;
use super::reorder::{Rank, resolve};
use super::{Criterion, Item, Kind, Place};
use crate::event::Event;
use crate::ids::{CriterionId, GoalId, ItemId, PersonId, StepId};
use crate::import::Original;
use crate::map::place::{ItemsPlaced, Placed};
use crate::place::{Gone, Standing, Suggestion, Way};
use crate::points::Points;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::roadmap::serve::{GoalChanged, may_be_served};
use crate::score::Inputs;
use crate::text::{self, Label, Revised};

/// Items a single command creates or names at most; an import and an undo are as large
/// as they are.
pub const MAX_AT_ONCE: usize = 5_000;

/// That a command names no more than [`MAX_AT_ONCE`] items.
///
/// # Errors
/// [`Refusal::TooMany`].
pub fn few_enough(items: usize) -> Result<(), Refusal> {
    match items > MAX_AT_ONCE {
        true => Err(Refusal::TooMany {
            what: "items at once",
            count: items,
            limit: MAX_AT_ONCE,
        }),
        false => Ok(()),
    }
}

/// Write down new items and rank them.
#[derive(Clone, PartialEq, Debug)]
pub struct CreateItems {
    /// What they are, in their order.
    pub items: Vec<NewItem>,
    /// Where the first of them goes.
    pub at: Rank,
}

/// One new item.
#[derive(Clone, PartialEq, Debug)]
pub struct NewItem {
    /// What sort of work.
    pub kind: Kind,
    /// One line.
    pub title: String,
    /// Markdown, perhaps empty.
    pub description: String,
    /// The epic it belongs to.
    pub epic: Option<ItemId>,
    /// Items that are there already and go into it; only an epic has any.
    pub children: Vec<ItemId>,
    /// Where on the story map it stands.
    pub step: Option<StepId>,
    /// The goal it serves.
    pub goal: Option<GoalId>,
    /// An estimate; only the team may give one.
    pub estimate: Option<Points>,
    /// Acceptance criteria.
    pub criteria: Vec<String>,
    /// Words it is grouped by.
    pub labels: Vec<String>,
}

impl NewItem {
    /// A story with this title and nothing else.
    pub fn titled(title: impl Into<String>) -> NewItem {
        NewItem {
            kind: Kind::Story,
            title: title.into(),
            description: String::new(),
            epic: None,
            children: Vec::new(),
            step: None,
            goal: None,
            estimate: None,
            criteria: Vec::new(),
            labels: Vec::new(),
        }
    }
}

/// An item was written down.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemCreated {
    /// Its number.
    pub item: ItemId,
    /// What sort of work.
    pub kind: Kind,
    /// One line.
    pub title: Arc<str>,
    /// Markdown.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub description: Arc<str>,
    /// The epic it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epic: Option<ItemId>,
    /// The estimate it came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Points>,
    /// Acceptance criteria, numbered from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Arc<str>>,
    /// Words it is grouped by.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub labels: BTreeSet<Label>,
    /// Who works on it, for imported items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<PersonId>,
    /// Where it begins: the product backlog; suggestions; done, for imported items.
    pub place: Place,
    /// Its left neighbour in the order; `None` on top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<ItemId>,
    /// When it was first written down elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_at: Option<Timestamp>,
    /// What it was in the tool it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Arc<Original>>,
    /// What makes it a suggestion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Suggestion>,
    /// The item it was split from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split_from: Option<ItemId>,
}

pub(crate) fn decide(product: &Product, command: &CreateItems) -> Result<Vec<Event>, Refusal> {
    let children = command.items.iter().map(|item| item.children.len());
    few_enough(command.items.len() + children.sum::<usize>())?;
    let mut joined = BTreeMap::new();
    let mut left = resolve(&product.order, &BTreeSet::new(), command.at)?;
    let first = product.next_item().0;
    let mut events = Vec::with_capacity(command.items.len());
    for (new, number) in command.items.iter().zip(first..) {
        let item = ItemId(number);
        events.push(Event::ItemCreated(create(product, new, item, left)?));
        events.extend(placed(product, new, item)?);
        events.extend(serving(product, new, item)?);
        events.extend(holding(product, new, item, &mut joined)?);
        left = Some(item);
    }
    Ok(events)
}

/// Where on the story map it stands. Said with the number it has now: nobody else can have taken it.
fn placed(product: &Product, new: &NewItem, item: ItemId) -> Result<Option<Event>, Refusal> {
    let Some(step) = new.step else {
        return Ok(None);
    };
    product.step(step)?;
    let (items, to) = (vec![Placed { item, from: None }], new.step);
    Ok(Some(Event::ItemsPlaced(ItemsPlaced { items, to })))
}

fn serving(product: &Product, new: &NewItem, item: ItemId) -> Result<Option<Event>, Refusal> {
    let Some(goal) = new.goal else {
        return Ok(None);
    };
    may_be_served(product, goal)?;
    let (from, to) = (None, new.goal);
    Ok(Some(Event::GoalChanged(GoalChanged { item, from, to })))
}

/// What goes into a new epic. `joined` says into which other new one something went before.
fn holding(
    product: &Product,
    new: &NewItem,
    item: ItemId,
    joined: &mut BTreeMap<ItemId, ItemId>,
) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::with_capacity(new.children.len());
    for child in &new.children {
        let child = product.live_item(*child)?;
        match (new.kind, child.kind) {
            (Kind::Epic, Kind::Epic) => return Err(Refusal::EpicInEpic),
            (Kind::Epic, _) => {}
            _ => return Err(Refusal::OnlyEpicsHold),
        }
        let (from, to) = (joined.insert(child.id, item).or(child.epic), Some(item));
        if from != to {
            let item = child.id;
            events.push(Event::EpicChanged(EpicChanged { item, from, to }));
        }
    }
    Ok(events)
}

fn create(
    product: &Product,
    new: &NewItem,
    item: ItemId,
    left: Option<ItemId>,
) -> Result<ItemCreated, Refusal> {
    if let Some(epic) = new.epic {
        super::epic::may_hold(product, new.kind, epic)?;
    }
    let labels: BTreeSet<Label> = new
        .labels
        .iter()
        .map(|label| Label::new(label))
        .collect::<Result<_, _>>()?;
    within_limit("labels", labels.len())?;
    within_limit("acceptance criteria", new.criteria.len())?;
    Ok(ItemCreated {
        item,
        kind: new.kind,
        title: text::line("title", &new.title)?,
        description: text::body("description", &new.description)?,
        epic: new.epic,
        estimate: new.estimate,
        criteria: new
            .criteria
            .iter()
            .map(|criterion| text::line("criterion", criterion))
            .collect::<Result<_, _>>()?,
        labels,
        assignee: None,
        place: Place::ProductBacklog,
        left,
        written_at: None,
        original: None,
        suggestion: None,
        split_from: None,
    })
}

/// That a list on an item stays within [`text::MAX_LIST`].
pub(crate) fn within_limit(what: &'static str, count: usize) -> Result<(), Refusal> {
    match count {
        count if count > text::MAX_LIST => Err(Refusal::TooMany {
            what,
            count,
            limit: text::MAX_LIST,
        }),
        _ => Ok(()),
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &ItemCreated) {
    let mut item = item_of(recorded, event);
    item.goal = goal_of_whole(product, event);
    item.step = step_of_whole(product, event);
    if item.place == Place::ProductBacklog {
        match product.order.last().copied() {
            last if last == event.left => product.append_to_order(item.id),
            _ => product.insert_in_order(&[item.id], event.left),
        }
    }
    if item.place == Place::Suggestions {
        product.suggestions.insert(item.id);
    }
    if let Some(original) = &item.original {
        product.originals.insert(original.key.clone(), item.id);
    }
    let id = item.id;
    let epic = item.epic.filter(|_| item.place.joins_epic());
    if let (Some(_), Some(by)) = (&item.suggestion, item.created_by) {
        product.suggested_by(by, id);
    }
    if let Some(guest) = item.guest() {
        product.receipts.insert(guest.receipt.clone(), id);
    }
    product.items.insert(id, Arc::new(item));
    if let Some(epic) = epic {
        product.join_epic(id, epic);
    }
}

/// A part serves what the item serves that it is split from; through its epic, if that is it.
fn goal_of_whole(product: &Product, event: &ItemCreated) -> Option<GoalId> {
    let whole = event.split_from.filter(|whole| event.epic != Some(*whole));
    product.items.get(&whole?)?.goal
}

/// A part stands on the story map where the item stands that it is split from.
fn step_of_whole(product: &Product, event: &ItemCreated) -> Option<StepId> {
    product.items.get(&event.split_from?)?.step
}

fn item_of(recorded: &Recorded<Event>, event: &ItemCreated) -> Item {
    let position = recorded.position;
    let criteria = event
        .criteria
        .iter()
        .zip(1..)
        .map(|(text, number)| Criterion {
            id: CriterionId(number),
            text: Revised::new(text.clone(), position),
            met: false,
        });
    let mut item = Item {
        id: event.item,
        kind: event.kind,
        title: Revised::new(event.title.clone(), position),
        description: Revised::new(event.description.clone(), position),
        epic: event.epic,
        goal: None,
        step: None,
        estimate: event.estimate,
        priority: None,
        category: None,
        scores: Inputs::default(),
        criteria: criteria.collect(),
        labels: event.labels.clone(),
        comments: Vec::new(),
        attachments: Vec::new(),
        attached: 0,
        questions: Vec::new(),
        blockers: Vec::new(),
        blocked_by: BTreeSet::new(),
        ticks: BTreeMap::new(),
        assignee: event.assignee,
        place: event.place,
        iced: None,
        gone: (event.place == Place::Removed).then(|| Gone {
            way: Way::Removed,
            reason: None,
            was: Box::new(Standing::ProductBacklog { left: None }),
        }),
        suggestion: event.suggestion.clone(),
        absorbed: BTreeSet::new(),
        split_from: event.split_from,
        split_into: BTreeSet::new(),
        kept: None,
        apart: BTreeSet::new(),
        carried_over: 0,
        created_at: event.written_at.unwrap_or(recorded.at),
        created_by: event.original.is_none().then_some(recorded.actor).flatten(),
        changed_at: recorded.at,
        original: event.original.clone(),
        history: Vec::new(),
        revision: position,
        haystack: "".into(),
        grams: Arc::default(),
    };
    item.refresh_haystack();
    item
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Given, titles};

    #[test]
    fn new_items_stand_together_where_they_were_asked_for() {
        let mut given = Given::items(["A", "B"]);
        given.does(CreateItems {
            items: vec![NewItem::titled("X"), NewItem::titled(" Y\n")],
            at: Rank::After(ItemId(1)),
        });
        assert_eq!(titles(&given.product), ["A", "X", "Y", "B"]);
    }

    #[test]
    fn an_item_without_a_title_is_refused_and_nothing_is_created() {
        let given = Given::items(["A"]);
        let command = CreateItems {
            items: vec![NewItem::titled("B"), NewItem::titled("  ")],
            at: Rank::Top,
        };
        assert_eq!(
            given.refusal(command),
            Refusal::TextMissing { field: "title" }
        );
    }

    #[test]
    fn a_new_epic_comes_with_what_goes_into_it() {
        let mut given = Given::items(["A", "B", "C"]);
        let holding = |kind, children: &[u32]| NewItem {
            kind,
            children: children.iter().copied().map(ItemId).collect(),
            ..NewItem::titled("E")
        };
        let create = |items| CreateItems {
            items,
            at: Rank::Bottom,
        };
        let two = vec![holding(Kind::Epic, &[1, 2, 2]), holding(Kind::Epic, &[2])];
        given.does(create(two));
        let epics = [1, 2, 3].map(|item| given.item(item).epic);
        assert_eq!(epics, [Some(ItemId(4)), Some(ItemId(5)), None]);
        given.undoes_last();
        assert_eq!(titles(&given.product), ["A", "B", "C"]);
        assert_eq!(given.item(2).epic, None);
        let story = create(vec![holding(Kind::Story, &[3])]);
        assert_eq!(given.refusal(story), Refusal::OnlyEpicsHold);
        let gone = create(vec![holding(Kind::Epic, &[4])]);
        assert!(matches!(given.refusal(gone), Refusal::ItemRemoved { .. }));
    }

    #[test]
    fn an_epic_takes_stories_and_no_epics() {
        let mut given = Given::items(["A"]);
        let epic = NewItem {
            kind: Kind::Epic,
            ..NewItem::titled("E")
        };
        given.does(CreateItems {
            items: vec![epic.clone()],
            at: Rank::Bottom,
        });
        let inner = NewItem {
            epic: Some(ItemId(2)),
            ..epic
        };
        assert_eq!(
            given.refusal(CreateItems {
                items: vec![inner],
                at: Rank::Top
            }),
            Refusal::EpicInEpic
        );
    }
}
