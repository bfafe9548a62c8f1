//! Suggestions (B2): anyone who may read suggests, and takes back what is their
//! own and still waits. Taking one in is the product owner's (`admit.rs`).

use std::collections::BTreeSet;

use super::{Gone, Leaving, Standing, Suggestion, Way};
use crate::event::Event;
use crate::ids::ItemId;
use crate::item::create::ItemCreated;
use crate::item::epic::may_hold;
use crate::item::{Item, Kind, Place};
use crate::place::decline::ItemsDismissed;
use crate::place::take_back::{ItemsReturned, Returning};
use crate::product::Product;
use crate::record::Context;
use crate::refusal::Refusal;
use crate::text;

/// Suggest an item.
#[derive(Clone, PartialEq, Debug)]
pub struct Suggest {
    /// What sort of work.
    pub kind: Kind,
    /// One line.
    pub title: String,
    /// Markdown, perhaps empty.
    pub description: String,
    /// The epic it would belong to. It joins when it is taken in.
    pub epic: Option<ItemId>,
    /// Why it is wanted. One line.
    pub why: Option<String>,
}

/// Take back what one suggested and nobody has decided about.
#[derive(Clone, PartialEq, Debug)]
pub struct Withdraw {
    /// Which.
    pub item: ItemId,
}

/// Suggest again what one took back: the undo of that.
#[derive(Clone, PartialEq, Debug)]
pub struct Resubmit {
    /// Which.
    pub item: ItemId,
}

pub(crate) fn decide(product: &Product, command: &Suggest) -> Result<Vec<Event>, Refusal> {
    if let Some(epic) = command.epic {
        may_hold(product, command.kind, epic)?;
    }
    let why = text::optional_line("why", command.why.as_deref())?;
    Ok(vec![Event::ItemCreated(ItemCreated {
        item: product.next_item(),
        kind: command.kind,
        title: text::line("title", &command.title)?,
        description: text::body("description", &command.description)?,
        epic: command.epic,
        estimate: None,
        criteria: Vec::new(),
        labels: BTreeSet::new(),
        assignee: None,
        place: Place::Suggestions,
        left: None,
        written_at: None,
        original: None,
        suggestion: Some(Suggestion { why, guest: None }),
        split_from: None,
    })])
}

pub(crate) fn decide_withdraw(
    product: &Product,
    context: &Context,
    command: &Withdraw,
) -> Result<Vec<Event>, Refusal> {
    let item = own(product, context, command.item)?;
    if item.place != Place::Suggestions {
        return Err(Refusal::NotWaiting {
            item: item.id,
            place: item.place,
        });
    }
    let was = Standing::Suggestions;
    let items = vec![Leaving { item: item.id, was }];
    Ok(vec![Event::ItemsDismissed(ItemsDismissed {
        items,
        way: Way::Withdrawn,
        reason: None,
    })])
}

pub(crate) fn decide_resubmit(
    product: &Product,
    context: &Context,
    command: &Resubmit,
) -> Result<Vec<Event>, Refusal> {
    let item = own(product, context, command.item)?;
    match &item.gone {
        Some(gone) if gone.way == Way::Withdrawn => Ok(vec![back(item.id, gone)]),
        _ => Err(Refusal::NotRemoved { item: item.id }),
    }
}

fn back(item: ItemId, gone: &Gone) -> Event {
    let (was, to) = (Standing::Removed(gone.clone()), Standing::Suggestions);
    let items = vec![Returning { item, was, to }];
    Event::ItemsReturned(ItemsReturned { items })
}

fn own<'a>(product: &'a Product, context: &Context, id: ItemId) -> Result<&'a Item, Refusal> {
    let item = product.item(id)?;
    match item.suggestion.is_some() && item.created_by == context.actor.person() {
        true => Ok(item),
        false => Err(Refusal::NotYourSuggestion { item: id }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::Role;
    use crate::testing::{Given, titles};

    pub(crate) fn suggest(title: &str) -> Suggest {
        Suggest {
            kind: Kind::Story,
            title: title.into(),
            description: String::new(),
            epic: None,
            why: Some("Because".into()),
        }
    }

    #[test]
    fn a_suggestion_waits_outside_of_the_order() {
        let mut given = Given::items(["A"]);
        given.does(suggest("B"));
        assert_eq!(titles(&given.product), ["A"]);
        assert_eq!(given.item(2).place, Place::Suggestions);
        assert!(given.product.suggestions.contains(&ItemId(2)));
        given.undoes_last();
        assert_eq!(given.item(2).place, Place::Removed);
        given.undoes_last();
        assert_eq!(given.item(2).place, Place::Suggestions);
    }

    #[test]
    fn what_is_suggested_under_an_epic_waits_without_joining() {
        let mut given = Given::items(["A", "E"]);
        given.does(crate::item::kind::ChangeKind {
            item: ItemId(2),
            to: Kind::Epic,
        });
        let epic = Some(ItemId(2));
        given.does(Suggest {
            epic,
            ..suggest("B")
        });
        assert_eq!(titles(&given.product), ["A", "E"], "it has no item yet");
        given.does(crate::place::admit::AdmitItems {
            items: vec![ItemId(3)],
            at: crate::item::reorder::Rank::Bottom,
            reason: None,
        });
        assert_eq!(titles(&given.product), ["A", "B"]);
    }

    #[test]
    fn everybody_suggests_and_takes_back_only_their_own() {
        let mut given = Given::items(["A"]);
        given.does(suggest("B"));
        for role in Role::IN_PRODUCT {
            let tried = given.attempt_as(&[role], &suggest("C").into());
            assert_eq!(tried.map(|events| events.len()), Ok(1), "{role}");
        }
        let item = ItemId(2);
        assert_eq!(
            given.refusal_as(&[Role::ProductOwner], Withdraw { item }),
            Refusal::NotYourSuggestion { item }
        );
    }
}
